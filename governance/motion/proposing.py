"""Proposals and changes of words: moved, seconded, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.kernel import MotionId, Rejected
from governance.meeting.business import turn_to
from governance.meeting.sitting import (
    item_of,
    may_talk,
    orders_of,
)
from governance.minutes import bringing
from governance.motion import commands as c
from governance.motion import events as e
from governance.motion.question import pending, takes_part
from governance.rules import amendments, motions
from governance.words import spelled

if TYPE_CHECKING:
    from governance.kernel import Desk, Event, ItemId, SeatId
    from governance.meeting.state import MeetingState
    from governance.minutes.earlier import Earlier


def move(state: MeetingState, command: c.MoveMotion, desk: Desk, earlier: Earlier | None = None) -> tuple[Event, ...]:
    """A proposal before the meeting, one at a time on an item (R-MO1, R-MO5)."""
    item = item_of(state, command.item)
    may_talk(state, command.item, desk)
    mover = command.moved_by or (desk.by if desk.mode == "live" else None)
    if mover is not None:
        takes_part(state, command.item, mover, desk, "/moved_by")
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
        category=bringing.category_of(command),
        cost=command.cost.money if command.cost else None,
        purpose=desk.seal(command.cost.purpose) if command.cost and command.cost.purpose else None,
    )
    beside = bringing.beside(state, command, moved.motion, earlier, desk)
    return (*opened, moved, *beside, *_seconded(state, moved.motion, command.item, mover, command.seconded_by, desk))


def _seconded(
    state: MeetingState, motion: MotionId, item: ItemId, mover: SeatId | None, seat: SeatId | None, desk: Desk
) -> tuple[Event, ...]:
    if seat is None:
        return ()
    takes_part(state, item, seat, desk, "/seconded_by")
    refused = motions.seconder(mover, seat)
    if refused is not None and desk.mode == "live":
        raise refused
    return (e.MotionSeconded(motion, seat),)


def second(state: MeetingState, command: c.SecondMotion, desk: Desk) -> tuple[Event, ...]:
    """A seconder for what was moved; nothing if there is one (R-MO2, R-MO3)."""
    motion = pending(state, command.motion)
    seat = command.seat or desk.by
    if seat is None:
        raise Rejected("R-MO3", "who_seconds", would_help="Say which seat seconds.", pointer="/seat")
    if motion.seconder is not None:
        return ()
    return _seconded(state, motion.id, motion.item, motion.mover, seat, desk)


def withdraw(state: MeetingState, command: c.WithdrawMotion, desk: Desk) -> tuple[Event, ...]:
    """A motion taken back by its mover before the vote (R-MO4)."""
    motion = state.motions.get(command.motion)
    if motion is not None and motion.stage == "withdrawn":
        return ()
    motion = pending(state, command.motion)
    if desk.mode == "live" and motion.stage == "put":
        raise Rejected("R-MO4", "already_put", would_help="The vote has begun.", pointer="/motion")
    if desk.mode == "live" and motion.mover is not None and desk.by not in {motion.mover, None}:
        raise Rejected("R-MO4", "not_the_mover", would_help="Only the mover takes a proposal back.", pointer="/by")
    return (e.MotionWithdrawn(motion.id),)


def amend(state: MeetingState, command: c.MoveAmendment, desk: Desk) -> tuple[Event, ...]:
    """A change of words, one at a time, as an edit script whose result is computed (R-AM1, R-AM2, R-AM6)."""
    base = pending(state, command.motion)
    bringing.accuracy_only(state, base.id, desk)
    may_talk(state, base.item, desk)
    orders = orders_of(state)
    mover = command.moved_by or (desk.by if desk.mode == "live" else None)
    if mover is not None:
        takes_part(state, base.item, mover, desk, "/moved_by")
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
