"""An action talked about at a meeting, under matters arising (R-AC2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.action.events import ActionRaised
from governance.action.state import OVER
from governance.kernel import Rejected, refuse
from governance.meeting.business import turn_to
from governance.meeting.sitting import in_session, item_of
from governance.rules import actions, live

if TYPE_CHECKING:
    from governance.action.commands import RaiseAction
    from governance.action.state import ActionState
    from governance.kernel import Desk, Event
    from governance.meeting.state import MeetingState


def raise_(state: MeetingState, command: RaiseAction, action: ActionState, desk: Desk) -> tuple[Event, ...]:
    """What is still to be done, as the meeting was told; nothing when it was told already."""
    in_session(state, desk)
    item_of(state, command.item)
    if action.group != state.group or action.owner is None or action.words is None:
        raise Rejected("unknown", "action_of_another_group", pointer="/action")
    refuse(live.told_after("R-AC2", action.agreed, desk.when, "/action"))
    if command.action in state.raised:
        return ()
    actions.still_to_do(over=action.stage in OVER, stage=action.stage)
    said = action.stage == "reported_done"
    raised = ActionRaised(command.item, command.action, action.owner, action.helpers, action.words, action.due, said)
    return (*turn_to(state, command.item, desk), raised)
