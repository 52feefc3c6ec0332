"""Changes of words: moved, accepted by the mover, or made by everyone's consent (R-AM1 to R-AM7, R-MO1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.election import at_stake
from governance.kernel import MotionId, Rejected, refuse, told_by
from governance.meeting.sitting import may_talk, orders_of
from governance.minutes import bringing
from governance.motion import events as e
from governance.motion import procedure_events as p
from governance.motion.following import words_changed
from governance.motion.in_turn import script_of
from governance.motion.proposing import seconded
from governance.motion.question import moved_here, objecting, pending, takes_part
from governance.rules import amendments
from governance.words import spelled

if TYPE_CHECKING:
    from governance.kernel import Desk, Event, Sealed, SeatId
    from governance.meeting.state import MeetingState
    from governance.motion import commands as c
    from governance.motion import procedure_commands as pc
    from governance.motion.state import Motion

MOST_DEGREES = 2


def amend(state: MeetingState, command: c.MoveAmendment, desk: Desk) -> tuple[Event, ...]:
    """A change of words, or a change to one, as an edit script whose result is computed (R-AM1, R-AM2, R-AM6)."""
    base = pending(state, command.motion)
    bringing.accuracy_only(state, base.id, desk)
    may_talk(state, base.item, desk)
    mover = command.moved_by or (desk.by if desk.mode == "live" else None)
    if mover is not None:
        takes_part(state, base.item, mover, desk, "/moved_by")
    if base.degree + 1 > MOST_DEGREES:
        raise Rejected("R-AM2", "third_degree", would_help="Vote on the change to the change first.", pointer="/motion")
    if desk.mode == "live":
        _names_nobody(state, base)
        _in_order(state, base, mover)
    script = edits(words_before(state, base, desk), command.changes)
    amendments.reworded(words_before(state, base, desk), script)
    if base.amends is not None:
        amendments.compose(script_of(base, desk), script)
    moved = e.AmendmentMoved(
        motion=MotionId(desk.new_id("motion")),
        amends=base.id,
        item=base.item,
        mover=mover,
        script=sealed_script(script, desk),
        own=moved_here(mover, desk),
    )
    costed = _costed(moved.motion, command, desk)
    return (moved, *costed, *seconded(state, moved.motion, base.item, mover, command.seconded_by, desk))


def _names_nobody(state: MeetingState, base: Motion) -> None:
    refuse(at_stake.names_somebody(state, base.id if base.amends is None else base.amends))


def _in_order(state: MeetingState, base: Motion, mover: SeatId | None) -> None:
    orders = orders_of(state)
    if base.degree + 1 > orders.max_degree:
        raise Rejected("R-AM2", "degree_too_high", because={"max_degree": orders.max_degree}, pointer="/motion")
    others = [q for q in state.motions.values() if q.amends == base.id]
    in_turn = base.amends is not None or orders.amendment_order == "as_moved"
    if in_turn and any(q.pending for q in others):
        raise Rejected("R-AM2", "one_change_at_a_time", would_help="Vote on the change before it first.")
    if base.stage == "put":
        raise Rejected("R-AM4", "already_put", would_help="The vote has begun.", pointer="/motion")
    if orders.one_amendment_each and mover in {q.mover for q in others}:
        raise Rejected("R-AM6", "second_change_by_the_same_member", pointer="/moved_by")
    if base.kind in {"closure", "next_business", "appeal"} or vote_comes_now(state, base):
        raise Rejected("R-MO7", "vote_comes_now", would_help="It is voted on as it stands.", pointer="/motion")


def vote_comes_now(state: MeetingState, motion: Motion) -> bool:
    """Whether the meeting agreed to vote on a question without more talk (R-MO7)."""
    about = {motion.id, motion.amends}
    return any(q.kind == "closure" and q.stage == "agreed" and q.about in about for q in state.motions.values())


def words_before(state: MeetingState, base: Motion, desk: Desk) -> str:
    """The words a change is counted in: the proposal's, or for a change to a change those it would leave."""
    if base.amends is None:
        return desk.words(base.words)
    return amendments.apply(words_before(state, state.motions[base.amends], desk), script_of(base, desk))


def edits(words: str, changes: tuple[c.Change, ...]) -> tuple[amendments.Edit, ...]:
    """The edits meant by what was typed."""
    return tuple(_edit(words, change) for change in changes)


def _edit(words: str, change: c.Change) -> amendments.Edit:
    after = None if change.after is None else spelled(change.after)
    return amendments.locate(words, spelled(change.remove), spelled(change.insert), after=after, at=change.at)


def sealed_script(script: tuple[amendments.Edit, ...], desk: Desk) -> Sealed:
    """An edit script, sealed."""
    return desk.seal(msgspec.json.encode(script).decode(), kind="json")


def _costed(motion: MotionId, command: c.MoveAmendment, desk: Desk) -> tuple[Event, ...]:
    if command.cost is None and command.category is None:
        return ()
    cost = command.cost
    purpose = desk.seal(cost.purpose) if cost and cost.purpose else None
    return (p.AmendmentCosted(motion, cost.money if cost else None, purpose, command.category),)


def accept(state: MeetingState, command: pc.AcceptAmendment, desk: Desk) -> tuple[Event, ...]:
    """A change taken into the proposal by its mover, when no effective voter objects (R-AM6)."""
    known = state.motions.get(command.motion)
    if known is not None and known.accepted is not None:
        return _accepted_already(state, known, command)
    change = pending(state, command.motion)
    if change.amends is None:
        raise Rejected("R-AM6", "not_a_change", would_help="Only a change of words is accepted.", pointer="/motion")
    base = state.motions[change.amends]
    refuse(amendments.theirs_to_accept(own=base.moved_here, by_them=told_by(base.mover, desk)))
    objections = _objections(state, change, command.objections, desk, clause="R-AM6")
    if any(q.amends == change.id and q.pending for q in state.motions.values()):
        raise Rejected("R-AM4", "a_change_is_before_the_meeting", would_help="Vote on the change to it first.")
    if desk.mode == "live":
        _may_accept(change, base, desk.by)
    accepted = p.AmendmentAccepted(
        motion=change.id,
        amends=base.id,
        accepted_by=base.mover,
        amended=left_by(state, change, desk),
        objections=objections,
    )
    return (accepted, *words_changed(state, base, script_of(change, desk), desk, change=change))


def _accepted_already(state: MeetingState, change: Motion, command: pc.AcceptAmendment) -> tuple[Event, ...]:
    """Nothing when the same is told once more; refused with other objections than were told then."""
    assert change.accepted is not None, "it was accepted"
    if set(objecting(state, change, command.objections)) == set(change.accepted):
        return ()
    raise Rejected("R-AM6", "accepted_already", would_help="Its words are in it now.", pointer="/objections")


def _may_accept(change: Motion, base: Motion, by: SeatId | None) -> None:
    if change.stage == "put":
        raise Rejected("R-AM6", "already_put", would_help="The vote has begun.", pointer="/motion")
    if base.mover is not None and by not in {base.mover, None}:
        raise Rejected("R-AM6", "not_the_mover", would_help="Only the mover accepts a change.", pointer="/by")


def _objections(
    state: MeetingState, motion: Motion, seats: tuple[SeatId, ...], desk: Desk, *, clause: str
) -> tuple[SeatId, ...]:
    """The objections of members who may vote; live any of them stops it, and nobody else's does."""
    objections = objecting(state, motion, seats)
    if objections and desk.mode == "live":
        raise Rejected(clause, "somebody_objects", would_help="Vote on the change.", pointer="/objections")
    return objections


def left_by(state: MeetingState, change: Motion, desk: Desk) -> Sealed:
    """What a carried change leaves: the proposal's new words, or the script of the change it changed."""
    assert change.amends is not None, "a change changes something"
    base, script = state.motions[change.amends], script_of(change, desk)
    if base.amends is not None:
        return sealed_script(amendments.compose(script_of(base, desk), script), desk)
    return desk.seal(amendments.reworded(desk.words(base.words), script))


def change_words(state: MeetingState, command: pc.ChangeWords, desk: Desk) -> tuple[Event, ...]:
    """Words changed without an amendment: after it was read a motion changes so only by everyone's consent (R-MO1)."""
    base = pending(state, command.motion)
    if base.amends is not None:
        raise Rejected("R-MO1", "change_the_proposal", would_help="Move a change to the change.", pointer="/motion")
    bringing.accuracy_only(state, base.id, desk)
    refuse(amendments.theirs_to_reword(own=base.moved_here, by_them=told_by(base.mover, desk)))
    objections = _objections(state, base, command.objections, desk, clause="R-MO1")
    if desk.mode == "live" and base.stage == "put":
        raise Rejected("R-MO1", "already_put", would_help="The vote has begun.", pointer="/motion")
    words = desk.words(base.words)
    script = edits(words, command.changes)
    amended = desk.seal(amendments.reworded(words, script))
    reworded = p.MotionReworded(base.id, sealed_script(script, desk), amended, objections)
    carried = (*words_changed(state, base, script, desk),)
    if desk.mode == "live":
        fell = any(isinstance(event, p.AmendmentCarriedOver) and event.script is None for event in carried)
        refuse(amendments.none_overtaken(overtaken=fell))
    return (reworded, *carried)
