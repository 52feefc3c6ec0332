"""Business that was not in the notice and cannot wait (R-NO4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.meeting import notice_events as e
from governance.meeting.sitting import in_session, item_of, of_voters, on_roll, stated
from governance.rules import notice

if TYPE_CHECKING:
    from governance.kernel import Desk, Event
    from governance.meeting.notice_commands import TakeAsUrgent
    from governance.meeting.state import MeetingState


def take(state: MeetingState, command: TakeAsUrgent, desk: Desk) -> tuple[Event, ...]:
    """Why the item cannot wait and who objected; nothing where it may be decided already.

    Live it is refused where a member with a vote objects; written up, it is recorded and the item stays undecidable.
    """
    in_session(state, desk)
    item_of(state, command.item)
    on_roll(state, command.objections, "/objections")
    if stated(state, command.item):
        return ()
    objections = of_voters(state, command.item, command.objections)
    refused = notice.may_be_urgent(asked_for=state.stated is not None, objections=len(objections))
    if refused is not None and desk.mode == "live":
        raise refused
    if command.reason is None and desk.mode == "live":
        raise notice.why_urgent()
    clauses = () if refused is None else (refused.clause,)
    reason = None if command.reason is None else desk.seal(command.reason)
    return (e.TakenAsUrgent(command.item, reason, objections, clauses),)
