"""Several items agreed by one vote, and those a member asks to take by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected
from governance.meeting.sitting import item_of, on_roll
from governance.motion import commands as c
from governance.motion import procedure_events as p
from governance.motion.events import MotionMoved
from governance.motion.proposing import move as propose
from governance.motion.question import takes_part

if TYPE_CHECKING:
    from governance.kernel import Desk, Event
    from governance.meeting.state import MeetingState
    from governance.motion import procedure_commands as pc


def move(state: MeetingState, command: pc.MoveTogether, desk: Desk) -> tuple[Event, ...]:
    """One proposal for several items; live, an item somebody pulled is taken by itself (R-MO5)."""
    for item in command.items:
        kept = item_of(state, item)
        if kept.decided:
            raise Rejected("R-MO5", "item_already_decided", would_help="Leave it out.", pointer="/items")
        if kept.pulled and desk.mode == "live":
            raise Rejected("R-MO5", "item_is_taken_by_itself", would_help="Leave it out.", pointer="/items")
    events = propose(
        state,
        c.MoveMotion(
            meeting=command.meeting,
            item=command.item,
            words=command.words,
            moved_by=command.moved_by,
            seconded_by=command.seconded_by,
            category=command.category,
        ),
        desk,
    )
    at = next(n for n, event in enumerate(events) if isinstance(event, MotionMoved))
    moved = events[at]
    assert isinstance(moved, MotionMoved), "a proposal was moved"
    together = p.ItemsTakenTogether(moved.motion, tuple(dict.fromkeys(command.items)))
    return (*events[: at + 1], together, *events[at + 1 :])


def pull(state: MeetingState, command: pc.PullItem, desk: Desk) -> tuple[Event, ...]:
    """An item taken by itself because a member asks for it; nothing when it is so already."""
    kept = item_of(state, command.item)
    seat = command.seat or (desk.by if desk.mode == "live" else None)
    if seat is not None:
        on_roll(state, (seat,), "/seat")
        takes_part(state, command.item, seat, desk, "/seat")
    if kept.pulled:
        return ()
    if kept.decided:
        raise Rejected("R-MO5", "item_already_decided", would_help="It was agreed.", pointer="/item")
    voting = any(q.stage == "put" and command.item in q.covers for q in state.motions.values())
    if voting and desk.mode == "live":
        raise Rejected("R-MO5", "already_put", would_help="The vote has begun.", pointer="/item")
    return (p.ItemPulled(command.item, seat),)
