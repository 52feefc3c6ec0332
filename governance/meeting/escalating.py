"""An item sent on to another group, because too few are left to decide it (R-IN6, R-ES1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected
from governance.meeting import notice_events as e
from governance.meeting.events import QuorumTested
from governance.meeting.interests import short_by_recusal
from governance.meeting.sitting import in_session, item_of, quorum_now
from governance.rules import escalation

if TYPE_CHECKING:
    from governance.group.state import GroupState
    from governance.kernel import Desk, Event
    from governance.meeting.notice_commands import EscalateItem
    from governance.meeting.state import MeetingState


def escalate(state: MeetingState, command: EscalateItem, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    """The item and what was proposed on it; never noted as agreed. Nothing when it was sent on already."""
    in_session(state, desk)
    item = item_of(state, command.item)
    if item.stage == "escalated":
        return ()
    if item.decided:
        raise Rejected("in order", "item_already_decided", would_help="It was decided here.", pointer="/item")
    short = short_by_recusal(state, command.item)
    to = command.to or group.national
    refused = escalation.may_send_on(short=short, known=to is not None)
    if refused is not None and desk.mode == "live":
        raise refused
    motions = tuple(q.id for q in state.pending(command.item))
    tested = (QuorumTested(quorum_now(state, command.item), command.item),) if short else ()
    return (*tested, e.ItemEscalated(command.item, to, motions, short, desk.seal(command.reason)))
