"""Items taken behind closed doors: the vote and the ground, and what everybody may know of it afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.kernel import Rejected
from governance.meeting import commands as c
from governance.meeting import events as e
from governance.meeting.sitting import in_session, item_of
from governance.rules import closed

if TYPE_CHECKING:
    from governance.kernel import Desk, Event, MotionId
    from governance.meeting.state import MeetingState

ClosedCommand = c.StartClosedSession | c.EndClosedSession


def decide(state: MeetingState, command: ClosedCommand, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes."""
    in_session(state, desk)
    item_of(state, command.item)
    match command:
        case c.StartClosedSession():
            return _start(state, command, desk)
        case c.EndClosedSession():
            return _end(state, command, desk)
        case _:
            assert_never(command)


def _start(state: MeetingState, command: c.StartClosedSession, desk: Desk) -> tuple[Event, ...]:
    if state.behind_doors == command.item:
        return ()
    closed.still_closed(is_closed=state.behind_doors is not None, mode=desk.mode)
    if desk.mode == "live" and state.open_item != command.item:
        raise Rejected("in order", "item_not_open", would_help="Open the item first.", pointer="/item")
    motion = _vote(state, command)
    irregular = closed.voted(agreed=motion is not None, mode=desk.mode)
    return (e.ClosedSessionStarted(command.item, command.ground, desk.seal(command.title), motion, irregular),)


def _vote(state: MeetingState, command: c.StartClosedSession) -> MotionId | None:
    """The proposal on this item by which the meeting agreed to go closed."""
    asked = (q for q in state.motions.values() if q.item == command.item and q.category == "closed_session")
    return next((q.id for q in asked if q.stage == "agreed" and q.amends is None), None)


def _end(state: MeetingState, command: c.EndClosedSession, desk: Desk) -> tuple[Event, ...]:
    if state.behind_doors != command.item:
        if command.item in state.closed:
            return ()
        raise Rejected("R-CL1", "not_closed", would_help="This item was not closed.", pointer="/item")
    if desk.mode == "live" and state.pending(command.item):
        raise Rejected("R-MO5", "a_proposal_is_before_the_meeting", would_help="Vote on it or take it back first.")
    review = closed.review_by(command.review_by, desk.when.date)
    words = desk.seal(command.words) if command.words else None
    return (e.ClosedSessionEnded(command.item, words, review),)
