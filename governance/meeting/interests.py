"""Interests as one chain: declared, managed, disputed, settled by the members, and coming back (R-IN1 to R-IN6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected
from governance.meeting import commands as c
from governance.meeting import events as e
from governance.meeting import people_commands as pc
from governance.meeting import people_events as p
from governance.meeting.line import hand_over
from governance.meeting.sitting import forward, in_session, item_of, on_roll, quorate, quorum_now, tested_for
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
    if command.kind == "shared" and before not in {None, "shared"}:
        return ()
    nature = desk.seal(command.nature) if command.nature else None
    declared = e.InterestDeclared(command.seat, command.item, command.kind, nature)
    if command.kind != "shared" or before == "shared":
        return (declared,)
    return declared, e.InterestManaged(command.seat, command.item, "stay_and_vote")


def manage(state: MeetingState, command: c.ManageInterest, desk: Desk) -> tuple[Event, ...]:
    """The ruling on an interest by whoever presides, with the quorum it leaves."""
    item_of(state, command.item)
    matter = (command.item, command.seat)
    kind = state.interests.get(matter)
    if kind is None:
        raise Rejected(
            "R-IN1", "no_interest_declared", would_help="First tell the meeting of the interest.", pointer="/seat"
        )
    how = command.how or ("stay_and_vote" if kind == "shared" else "leave")
    out = how != "stay_and_vote"
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
    no_conflict = rule.a_conflict(out=out, shared=shared)
    if no_conflict is not None:
        raise no_conflict
    if out and presides and state.current == item:
        raise hand_over(state, item, "R-IN3")
    own = rule.rules_on_it(out=out, shared=shared, presides=presides)
    if own is not None:
        raise own


def _not_after_the_vote(state: MeetingState, matter: tuple[ItemId, SeatId], desk: Desk, *, out: bool) -> None:
    """Refuse to keep somebody out who has answered; what they answered here themselves is not undone in notes either.

    Notes may tell of anybody else who was sent out then: their answer is on record, and flagged (R-IN3).
    """
    item, seat = matter
    asked = [q for q in state.pending(item) if q.stage == "put"]
    live = desk.mode == "live"
    answered = live and (any(_answered(state, q, seat) for q in asked) or _has_papers(state, item, seat))
    themselves = any(seat in q.own and (seat in q.votes or seat in q.chosen) for q in asked)
    refused = rule.after_the_vote(out=out, answered=answered or themselves)
    if refused is not None:
        raise refused


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
    if (command.item, command.seat) not in state.excluded:
        raise Rejected("R-IN3", "was_not_excluded", pointer="/seat")
    if (command.item, command.seat) in state.returned:
        return ()
    return tested_for(state, desk, e.MemberReturned(command.seat, command.item), command.item)


def dispute(state: MeetingState, command: pc.DisputeInterest, desk: Desk) -> tuple[Event, ...]:
    """A member asks that all decide how an interest is handled."""
    item_of(state, command.item)
    on_roll(state, (command.raised_by,), "/raised_by")
    matter = (command.item, command.seat)
    if matter not in state.interests:
        raise Rejected(
            "R-IN1", "no_interest_declared", would_help="First tell the meeting of the interest.", pointer="/seat"
        )
    if command.raised_by == command.seat:
        raise Rejected("R-IN2", "own_interest", would_help="Another member asks for the vote.", pointer="/raised_by")
    voters = _voters(state, command.item, command.seat)
    if voters is not None and command.raised_by not in voters and desk.mode == "live":
        raise Rejected(
            "R-IN2", "may_not_vote_on_it", would_help="A member who may vote asks for it.", pointer="/raised_by"
        )
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
    if asked is None:
        raise Rejected("R-IN2", "nobody_disputes_it", would_help="A member asks for the vote first.", pointer="/seat")
    voters = _voters(state, command.item, command.seat)
    tally = Tally(command.count.for_, command.count.against, command.count.no_side)
    if desk.mode == "live":
        quorate(state, None)
        if voters is not None and tally.total > len(voters):
            because: dict[str, object] = {"votes": tally.total, "voters": len(voters)}
            raise Rejected(
                "R-VO9",
                "more_votes_than_voters",
                because=because,
                would_help="Count again. Only who may vote here counts, once.",
                pointer="/count",
            )
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
    if not any(at == item for at, _ in state.excluded):
        return False
    return quorum_now(state, item).result == "inquorate" and quorum_now(state).result == "quorate"
