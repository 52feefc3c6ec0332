"""What the meeting answers about motions, amendments and votes."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import msgspec

from governance.kernel import DecisionId, MotionId, Rejected
from governance.meeting import links, people
from governance.meeting.business import turn_to
from governance.meeting.chairing import somebody_presides
from governance.meeting.sitting import (
    ahead,
    in_session,
    item_of,
    may_talk,
    on_roll,
    orders_of,
    quorate,
    quorum_now,
    refuse_short,
)
from governance.motion import commands as c
from governance.motion import events as e
from governance.motion import tally
from governance.rules import amendments, casting_vote, motions, notice
from governance.rules.majority import Tally
from governance.words import spelled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.kernel import Desk, Event, ItemId, Sealed, SeatId
    from governance.meeting.state import MeetingState
    from governance.motion.state import Motion

MotionCommand = (
    c.MoveMotion
    | c.SecondMotion
    | c.WithdrawMotion
    | c.MoveAmendment
    | c.PutMotion
    | c.CastVote
    | c.RecordCount
    | c.AskEveryone
    | c.UseCastingVote
    | c.DeclareResult
)


def decide(state: MeetingState, command: MotionCommand, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes."""
    in_session(state, desk)
    match command:
        case c.MoveMotion():
            return _move(state, command, desk)
        case c.SecondMotion():
            return _second(state, command, desk)
        case c.WithdrawMotion():
            return _withdraw(state, command, desk)
        case c.MoveAmendment():
            return _amend(state, command, desk)
        case c.PutMotion():
            return _put(state, command, desk)
        case c.CastVote():
            return _vote(state, command, desk)
        case c.RecordCount():
            return _count(state, command, desk)
        case c.AskEveryone():
            return _ask(state, command, desk)
        case c.UseCastingVote():
            return _casting(state, command, desk)
        case c.DeclareResult():
            return _declare(state, command, desk)
        case _:
            assert_never(command)


def _move(state: MeetingState, command: c.MoveMotion, desk: Desk) -> tuple[Event, ...]:
    item = item_of(state, command.item)
    may_talk(state, command.item, desk)
    mover = command.moved_by or (desk.by if desk.mode == "live" else None)
    if mover is not None:
        _part(state, command.item, mover, desk, "/moved_by")
    if desk.mode == "live":
        if item.stage != "open":
            raise Rejected("R-MO5", "item_not_open", would_help="Open the item first.", pointer="/item")
        if any(q.amends is None for q in state.pending(command.item)):
            raise Rejected("R-MO5", "a_proposal_is_before_the_meeting", would_help="Vote on it or take it back first.")
    opened = turn_to(state, command.item, desk) if item.stage != "open" else ()
    moved = e.MotionMoved(
        motion=MotionId(desk.new_id("motion")),
        item=command.item,
        mover=mover,
        words=desk.seal(command.words),
        category=command.category,
        cost=command.cost.money if command.cost else None,
        purpose=desk.seal(command.cost.purpose) if command.cost and command.cost.purpose else None,
    )
    return (*opened, moved, *_seconded(state, moved.motion, command.item, mover, command.seconded_by, desk))


def _seconded(
    state: MeetingState, motion: MotionId, item: ItemId, mover: SeatId | None, seat: SeatId | None, desk: Desk
) -> tuple[Event, ...]:
    if seat is None:
        return ()
    _part(state, item, seat, desk, "/seconded_by")
    refused = motions.seconder(mover, seat)
    if refused is not None and desk.mode == "live":
        raise refused
    return (e.MotionSeconded(motion, seat),)


def _second(state: MeetingState, command: c.SecondMotion, desk: Desk) -> tuple[Event, ...]:
    motion = _pending(state, command.motion)
    seat = command.seat or desk.by
    if seat is None:
        raise Rejected("R-MO3", "who_seconds", would_help="Say which seat seconds.", pointer="/seat")
    if motion.seconder is not None:
        return ()
    return _seconded(state, motion.id, motion.item, motion.mover, seat, desk)


def _withdraw(state: MeetingState, command: c.WithdrawMotion, desk: Desk) -> tuple[Event, ...]:
    motion = state.motions.get(command.motion)
    if motion is not None and motion.stage == "withdrawn":
        return ()
    motion = _pending(state, command.motion)
    if desk.mode == "live" and motion.stage == "put":
        raise Rejected("R-MO4", "already_put", would_help="The vote has begun.", pointer="/motion")
    if desk.mode == "live" and motion.mover is not None and desk.by not in {motion.mover, None}:
        raise Rejected("R-MO4", "not_the_mover", would_help="Only the mover takes a proposal back.", pointer="/by")
    return (e.MotionWithdrawn(motion.id),)


def _amend(state: MeetingState, command: c.MoveAmendment, desk: Desk) -> tuple[Event, ...]:
    base = _pending(state, command.motion)
    may_talk(state, base.item, desk)
    orders = orders_of(state)
    mover = command.moved_by or (desk.by if desk.mode == "live" else None)
    if mover is not None:
        _part(state, base.item, mover, desk, "/moved_by")
    if base.degree + 1 > orders.max_degree:
        raise Rejected("R-AM2", "degree_too_high", because={"max_degree": orders.max_degree}, pointer="/motion")
    others = [q for q in state.motions.values() if q.amends == base.id]
    if any(q.pending for q in others):
        raise Rejected("R-AM2", "one_change_at_a_time", would_help="Vote on the change before it first.")
    if desk.mode == "live" and base.stage == "put":
        raise Rejected("R-AM4", "already_put", would_help="The vote has begun.", pointer="/motion")
    if desk.mode == "live" and orders.one_amendment_each and mover in {q.mover for q in others}:
        raise Rejected("R-AM6", "second_change_by_the_same_member", pointer="/moved_by")
    words = desk.words(base.words)
    script = [_edit(words, change) for change in command.changes]
    amendments.reworded(words, script)
    moved = e.AmendmentMoved(
        motion=MotionId(desk.new_id("motion")),
        amends=base.id,
        item=base.item,
        mover=mover,
        script=desk.seal(msgspec.json.encode(script).decode(), kind="json"),
    )
    return (moved, *_seconded(state, moved.motion, base.item, mover, command.seconded_by, desk))


def _edit(words: str, change: c.Change) -> amendments.Edit:
    after = None if change.after is None else spelled(change.after)
    return amendments.locate(words, spelled(change.remove), spelled(change.insert), after=after, at=change.at)


def _put(state: MeetingState, command: c.PutMotion, desk: Desk) -> tuple[Event, ...]:
    motion = _pending(state, command.motion)
    if motion.stage == "put":
        return ()
    if any(q.amends == motion.id and q.pending for q in state.motions.values()):
        raise Rejected("R-AM4", "a_change_is_before_the_meeting", would_help="Vote on the change first.")
    shot = quorum_now(state, motion.item)
    counted = links.count_taken(state, motion.id, command.how, desk, voice=command.voice)
    if desk.mode == "live":
        _chaired(state, motion)
        people.undisputed(state, motion.item)
        shot = quorate(state, motion.item)
        if orders_of(state).seconder_required and motion.seconder is None:
            raise Rejected("R-MO2", "no_seconder", would_help="Somebody seconds it, or close the item.")
        _business_stated(state, motion)
        if command.how == "agreed":
            raise Rejected("R-VO12", "silence_is_not_consent", would_help="Ask everyone: choose consensus.")
    here = state.effective(motion.item)
    effective = None if here is None else tuple(seat for seat in state.roll if seat in here)
    return (e.QuestionPut(motion.id, command.how, tally.kind_of(state, motion), shot, effective), *counted)


def _chaired(state: MeetingState, motion: Motion) -> None:
    refused = somebody_presides(state, motion.item)
    if refused is not None:
        raise refused


def _links_settled(state: MeetingState, motion: Motion) -> None:
    refused = links.unsettled(state, motion.id)
    if refused is not None:
        raise refused


def _put_quorate(motion: Motion) -> None:
    """Refuse the result of a question put without a quorum; what members do after the vote undoes none (R-QU4)."""
    assert motion.put is not None, "the question was put"
    refuse_short(motion.put.quorum)


def _business_stated(state: MeetingState, motion: Motion) -> None:
    if _unstated(state, motion):
        raise Rejected(
            "R-NO4", "business_not_in_the_notice", would_help="Talk about it, and decide at a meeting called for it."
        )
    if _undescribed(state, motion):
        raise Rejected(
            "R-MA4",
            "not_described_in_the_notice",
            because={"category": motion.category, "majority": orders_of(state).majority_for(motion.category)},
            would_help="Decide at a meeting whose notice says what kind of question this is.",
        )


def _unstated(state: MeetingState, motion: Motion) -> bool:
    item = state.items[motion.item]
    return orders_of(state).business_stated and not item.in_notice and motion.category != "procedural"


def _undescribed(state: MeetingState, motion: Motion) -> bool:
    orders = orders_of(state)
    special = notice.is_special(orders, motion.category) and state.items[motion.item].category != motion.category
    return orders.business_stated and special


def _vote(state: MeetingState, command: c.CastVote, desk: Desk) -> tuple[Event, ...]:
    motion = _open_question(state, command.motion)
    on_roll(state, (command.seat,), "/seat")
    _part(state, motion.item, command.seat, desk, "/seat")
    if motion.put is not None and motion.put.method != "roll_call":
        raise Rejected("R-VO4", "not_by_names", would_help="This question is not answered by names.", pointer="/motion")
    if motion.votes.get(command.seat) == command.choice:
        return ()
    refused = _chair_votes(state, command.seat)
    if refused is not None and desk.mode == "live":
        raise refused
    _before_the_casting_vote(motion)
    return (e.VoteCast(motion.id, command.seat, command.choice),)


def _chair_votes(state: MeetingState, seat: SeatId | None) -> Rejected | None:
    return casting_vote.ordinary_vote(orders_of(state), presides=seat is not None and seat == state.presider)


def _count(state: MeetingState, command: c.RecordCount, desk: Desk) -> tuple[Event, ...]:
    motion = _open_question(state, command.motion)
    by_names = motion.put is not None and motion.put.method == "roll_call" and desk.mode == "written_up"
    if motion.put is not None and motion.put.method != "hands" and not (by_names and not motion.votes):
        raise Rejected("R-VO3", "not_by_hands", would_help="This question is not answered by hands.", pointer="/motion")
    count = _hands(command.count)
    by_class = None
    if command.by_class is not None:
        by_class = tuple(e.ClassTally(k, _hands(v)) for k, v in sorted(command.by_class.items()))
        _adds_up(count, by_class)
    if desk.mode == "live":
        _fits(state, motion, count, by_class)
    counted = e.CountRecorded(motion.id, count, by_class)
    if motion.count == counted:
        return ()
    _before_the_casting_vote(motion)
    return (counted,)


def _adds_up(count: Tally, by_class: tuple[e.ClassTally, ...]) -> None:
    for name in ("for_", "against", "no_side"):
        if sum(getattr(c.tally, name) for c in by_class) != getattr(count, name):
            raise Rejected("R-VO3", "classes_do_not_add_up", would_help="Count again by class.", pointer="/by_class")


def _fits(state: MeetingState, motion: Motion, count: Tally, by_class: tuple[e.ClassTally, ...] | None) -> None:
    here = state.voters(motion) or frozenset()
    if count.total > len(here):
        raise Rejected(
            "R-VO9", "more_votes_than_voters", because={"votes": count.total, "voters": len(here)}, pointer="/count"
        )
    for counted in by_class or ():
        if counted.tally.total > sum(state.class_of(seat) == counted.class_ for seat in here):
            raise Rejected("R-VO9", "more_votes_than_voters", because={"class": counted.class_}, pointer="/by_class")


def _ask(state: MeetingState, command: c.AskEveryone, desk: Desk) -> tuple[Event, ...]:
    motion = _open_question(state, command.motion)
    if motion.put is not None and motion.put.method != "consensus":
        raise Rejected("R-VO12", "not_by_consensus", pointer="/motion")
    for seat in (*command.objections, *command.stand_asides):
        on_roll(state, (seat,), "/objections")
        _part(state, motion.item, seat, desk, "/objections")
    if set(command.objections) & set(command.stand_asides):
        raise Rejected("R-VO1", "seat_named_twice", would_help="Name each seat once.", pointer="/stand_asides")
    asked = e.EveryoneAsked(motion.id, command.objections, command.stand_asides)
    return () if motion.asked == asked else (asked,)


def _casting(state: MeetingState, command: c.UseCastingVote, desk: Desk) -> tuple[Event, ...]:
    motion = _open_question(state, command.motion)
    presider = state.presider
    if motion.casting is not None and motion.casting.direction == command.direction:
        return ()
    _before_the_casting_vote(motion)
    refused = tally.casting_refused(state, motion, presider)
    if refused is not None and (desk.mode == "live" or refused.reason == "not_a_tie"):
        raise refused
    if presider is None or (desk.by is not None and desk.by != presider):
        raise Rejected("R-TI2", "not_the_presider", would_help="Only whoever presides has it.", pointer="/by")
    reason = desk.seal(command.reason) if command.reason else None
    return (e.CastingVoteUsed(motion.id, presider, command.direction, command.changes_status_quo, reason),)


def _before_the_casting_vote(motion: Motion) -> None:
    if motion.casting is not None:
        raise Rejected("R-TI2", "casting_vote_used", would_help="Declare the result.", pointer="/motion")


def _declare(state: MeetingState, command: c.DeclareResult, desk: Desk) -> tuple[Event, ...]:
    motion = _open_question(state, command.motion)
    if desk.mode == "live":
        _chaired(state, motion)
        _put_quorate(motion)
        _links_settled(state, motion)
    result = tally.outcome(state, motion, command.announced, _irregular(state, motion, desk))
    if desk.mode == "live":
        _sound(result)
    substantive = motion.amends is None and motion.category != "procedural"
    return (
        e.ResultDeclared(
            motion=motion.id,
            item=motion.item,
            amends=motion.amends,
            decision=DecisionId(desk.new_id("decision")) if substantive else None,
            words=motion.words,
            amended=_amended(state, motion, result, desk),
            category=motion.category,
            cost=motion.cost,
            outcome=result,
        ),
    )


def _sound(result: e.Outcome) -> None:
    if result.by_rule == "unknown":
        raise Rejected("R-VO3", result.reason, would_help="Count the votes, or ask everyone, first.")
    if result.announced is not None and result.announced != result.by_rule:
        because: dict[str, object] = {"reason": result.reason, "test": result.test, "by_rule": result.by_rule}
        raise Rejected("R-VO10", "announced_otherwise", because=because, pointer="/announced")


def _amended(state: MeetingState, motion: Motion, result: e.Outcome, desk: Desk) -> Sealed | None:
    if motion.amends is None or (result.announced or result.by_rule) != "agreed":
        return None
    script = msgspec.json.decode(desk.words(motion.words), type=list[amendments.Edit])
    return desk.seal(amendments.reworded(desk.words(state.motions[motion.amends].words), script))


def _irregular(state: MeetingState, motion: Motion, desk: Desk) -> Iterable[str]:
    """The clauses a written-up question did not keep; a live one has been refused before it got here."""
    yield from state.irregular
    if desk.mode == "live":
        return
    yield from people.irregular(state, motion)
    unchaired = somebody_presides(state, motion.item)
    if motion.id in state.unchaired or (unchaired is not None and (state.presider is not None or state.chair_left)):
        yield "R-CH1" if unchaired is None else unchaired.clause
    if _unstated(state, motion):
        yield "R-NO4"
    elif _undescribed(state, motion):
        yield "R-MA4"
    for seat in (motion.mover, motion.seconder, *motion.votes):
        inside = (motion.id, seat) not in state.from_outside
        refused = None if seat is None else _apart(state, motion.item, seat, "", here=inside)
        if refused is not None:
            yield refused.clause
    if motion.mover is not None and motion.mover == motion.seconder:
        yield "R-MO3"
    voted = _chair_votes(state, state.presider) if state.presider in motion.votes else None
    if voted is not None:
        yield voted.clause
    cast = None if motion.casting is None else tally.casting_refused(state, motion, motion.casting.seat)
    if cast is not None:
        yield cast.clause
    voters = state.voters(motion)
    if motion.count is not None and voters is not None and motion.count.tally.total > len(voters):
        yield "R-VO9"


def _apart(state: MeetingState, item: ItemId, seat: SeatId, pointer: str, *, here: bool | None) -> Rejected | None:
    return motions.takes_part(
        voting=state.roll[seat].voting,
        here=here,
        stood_down=seat in state.stood_down,
        excluded=(item, seat) in state.excluded,
        silent=seat in state.silent,
        pointer=pointer,
    )


def _part(state: MeetingState, item: ItemId, seat: SeatId, desk: Desk, pointer: str) -> None:
    """Refuse a live act by a seat that takes no part; a written-up one happened, and is judged at the result."""
    on_roll(state, (seat,), pointer)
    here = None if state.present is None else seat in state.present
    refused = _apart(state, item, seat, pointer, here=here)
    if refused is not None and desk.mode == "live":
        raise refused


def _pending(state: MeetingState, motion: MotionId) -> Motion:
    found = state.motions.get(motion)
    if found is None:
        raise Rejected("unknown", "motion_of_another_meeting", pointer="/motion")
    if not found.pending:
        raise Rejected("in order", f"motion_is_{found.stage}", would_help="It is no longer before the meeting.")
    return found


def _open_question(state: MeetingState, motion: MotionId) -> Motion:
    found = _pending(state, motion)
    if found.stage != "put":
        raise Rejected("R-MO1", "question_not_put", would_help="Put the question first.", pointer="/motion")
    return found


def _hands(given: c.Hands) -> Tally:
    return Tally(given.for_, given.against, given.no_side)


def after(state: MeetingState, command: MotionCommand, desk: Desk) -> tuple[MeetingState, tuple[Event, ...]]:
    """One step of a longer command: the meeting ahead, and the events that got it there."""
    events = decide(state, command, desk)
    return ahead(state, desk, *events), events
