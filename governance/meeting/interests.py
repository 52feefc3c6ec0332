"""Interests as one chain: declared, managed, disputed, settled by the members, and coming back (R-IN1 to R-IN6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import refuse
from governance.meeting import commands as c
from governance.meeting import events as e
from governance.meeting import people_commands as pc
from governance.meeting import people_events as p
from governance.meeting.line import hand_over
from governance.meeting.sitting import forward, in_session, item_of, on_roll, quorate, quorum_now, tested_for
from governance.rules import inquorate, one_vote
from governance.rules import interests as rule
from governance.rules.majority import Tally

if TYPE_CHECKING:
    from governance.kernel import Desk, Event, ItemId, SeatId
    from governance.meeting.state import MeetingState
    from governance.motion.state import Motion


def declare(state: MeetingState, command: c.DeclareInterest, desk: Desk) -> tuple[Event, ...]:
    """An interest, in advance of the meeting or at it; a shared one is no conflict, and they stay (R-IN4, R-IN5)."""
    if state.stage == "called":
        forward(state, desk)
        desk.holder(command.seat)
    else:
        in_session(state, desk)
        on_roll(state, (command.seat,), "/seat")
    item_of(state, command.item)
    before = state.interests.get((command.item, command.seat))
    if rule.says_nothing_new(before, command.kind):
        return ()
    nature = desk.seal(command.nature) if command.nature else None
    declared = e.InterestDeclared(command.seat, command.item, command.kind, nature)
    if not rule.stays_at_once(before, command.kind):
        return (declared,)
    return declared, e.InterestManaged(command.seat, command.item, "stay_and_vote")


def manage(state: MeetingState, command: c.ManageInterest, desk: Desk) -> tuple[Event, ...]:
    """The ruling on an interest by whoever presides, with the quorum it leaves."""
    item_of(state, command.item)
    matter = (command.item, command.seat)
    kind = state.interests.get(matter)
    refuse(rule.told_first(told=kind is not None))
    assert kind is not None, "the meeting was told of it"
    out = rule.handled_as(command.how, shared=kind == "shared")
    how = command.how or ("leave" if out else "stay_and_vote")
    if desk.mode == "live":
        _may_rule(state, command.item, command.seat, kind, out=out)
    if out and matter in state.excluded:
        return ()
    _not_after_the_vote(state, matter, desk, out=out)
    managed = e.InterestManaged(command.seat, command.item, how)
    if not out and matter not in state.excluded:
        return (managed,)
    return tested_for(state, desk, managed, command.item)


def _may_rule(state: MeetingState, item: ItemId, seat: SeatId, kind: e.InterestKind, *, out: bool) -> None:
    presides, shared = seat == state.presider, kind == "shared"
    refuse(rule.a_conflict(out=out, shared=shared))
    if out and presides and state.current == item:
        raise hand_over(state, item, "R-IN3")
    refuse(rule.rules_on_it(out=out, shared=shared, presides=presides))


def _not_after_the_vote(state: MeetingState, matter: tuple[ItemId, SeatId], desk: Desk, *, out: bool) -> None:
    """Refuse to keep somebody out who has answered; what they answered here themselves is not undone in notes either.

    Notes may tell of anybody else who was sent out then: their answer is on record, and flagged (R-IN3).
    """
    item, seat = matter
    asked = [q for q in state.pending(item) if q.stage == "put"]
    live = desk.mode == "live"
    answered = live and (any(_answered(state, q, seat) for q in asked) or _has_papers(state, item, seat))
    themselves = any(seat in q.own and (seat in q.votes or seat in q.chosen) for q in asked)
    refuse(rule.after_the_vote(out=out, answered=answered or themselves))


def _answered(state: MeetingState, question: Motion, seat: SeatId) -> bool:
    """Whether a question that was put has an answer of a seat, or may have: hands and papers say nobody's name."""
    if seat in question.votes or seat in question.chosen:
        return True
    nameless = question.count or question.counts or question.asked
    by_ballot = question.put is not None and question.put.method == "ballot"
    return bool(nameless or by_ballot) and seat in (state.voters(question) or ())


def _has_papers(state: MeetingState, item: ItemId, seat: SeatId) -> bool:
    """Whether a seat has papers of an election without a result, or was ticked off; unticked, it may have been."""
    for poll in state.polls.values():
        if poll.declared or poll.open is None or poll.open.item != item:
            continue
        may = seat in {*(poll.open.effective or ()), *(state.effective(item) or ())}
        if may and (poll.papers_are_out or any(one.voted is None for one in poll.counted)):
            return True
        if any(seat in (one.voted or ()) for one in poll.counted):
            return True
    return False


def back(state: MeetingState, command: c.ReturnMember, desk: Desk) -> tuple[Event, ...]:
    """A member who was out for an item comes back into the room; they stay out of its vote."""
    item_of(state, command.item)
    refuse(rule.was_out(out=(command.item, command.seat) in state.excluded))
    if (command.item, command.seat) in state.returned:
        return ()
    return tested_for(state, desk, e.MemberReturned(command.seat, command.item), command.item)


def dispute(state: MeetingState, command: pc.DisputeInterest, desk: Desk) -> tuple[Event, ...]:
    """A member asks that all decide how an interest is handled."""
    item_of(state, command.item)
    on_roll(state, (command.raised_by,), "/raised_by")
    matter = (command.item, command.seat)
    refuse(rule.told_first(told=matter in state.interests))
    voters = _voters(state, command.item, command.seat)
    may_vote = voters is None or command.raised_by in voters or desk.mode != "live"
    refuse(rule.may_dispute(their_own=command.raised_by == command.seat, may_vote=may_vote))
    if state.disputed.get(matter) == command.how:
        return ()
    return (p.InterestDisputed(command.seat, command.item, command.how, command.raised_by),)


def settle(state: MeetingState, command: pc.SettleInterest, desk: Desk) -> tuple[Event, ...]:
    """The vote on a dispute by the members other than the one with the interest; a tie leaves the ruling (R-IN2).

    The quorum is the meeting's: whoever has the interest is in the room, so that no dispute is kept from a vote by it.
    """
    item_of(state, command.item)
    matter = (command.item, command.seat)
    asked = state.disputed.get(matter)
    refuse(rule.disputed_first(disputed=asked is not None))
    assert asked is not None, "somebody disputes it"
    voters = _voters(state, command.item, command.seat)
    tally = Tally(command.count.for_, command.count.against, command.count.no_side)
    if desk.mode == "live":
        quorate(state, None)
        if voters is not None:
            because: dict[str, object] = {"votes": tally.total, "voters": len(voters)}
            refuse(one_vote.no_more_than(tally.total, len(voters), because=because))
    changed = rule.changes(for_=tally.for_, against=tally.against)
    how = asked if changed else _how(state, matter)
    if matter not in state.excluded:
        _not_after_the_vote(state, matter, desk, out=how != "stay_and_vote")
    settled = p.InterestSettled(
        command.seat, command.item, how, changed, tally, None if voters is None else len(voters)
    )
    return tested_for(state, desk, settled, command.item)


def _how(state: MeetingState, matter: tuple[ItemId, SeatId]) -> e.InterestHandling:
    """How an interest is handled so far; nobody having ruled on it, they stay."""
    return state.handled.get(matter, "stay_and_vote")


def _voters(state: MeetingState, item: ItemId, seat: SeatId) -> frozenset[SeatId] | None:
    here = state.effective(item)
    return None if here is None else here - {seat}


def short_by_recusal(state: MeetingState, item: ItemId) -> bool:
    """Whether the meeting could decide, and cannot decide this item because members are out for it (R-IN6)."""
    return inquorate.left_by_recusal(
        somebody_out=any(at == item for at, _ in state.excluded),
        of_item=quorum_now(state, item),
        of_meeting=quorum_now(state),
    )
