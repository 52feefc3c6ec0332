"""An item sent on to another group, because too few are left to decide it (R-IN6, R-ES1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected
from governance.meeting import notice_events as e
from governance.meeting.events import QuorumTested
from governance.meeting.interests import short_by_recusal
from governance.meeting.sitting import in_session, item_of, quorum_now

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
    if desk.mode == "live":
        _in_order(short=short, known=to is not None)
    motions = tuple(q.id for q in state.pending(command.item))
    tested = (QuorumTested(quorum_now(state, command.item), command.item),) if short else ()
    return (*tested, e.ItemEscalated(command.item, to, motions, short, desk.seal(command.reason)))


def _in_order(*, short: bool, known: bool) -> None:
    if not short:
        raise Rejected(
            "R-IN6", "enough_are_left_to_decide", would_help="Decide it here, or put it off.", pointer="/item"
        )
    if not known:
        raise Rejected("R-ES1", "nobody_to_send_it_to", would_help="Say which group decides it.", pointer="/to")
