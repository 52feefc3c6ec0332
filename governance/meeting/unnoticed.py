"""Members who had no notice of a meeting, and what they want looked at again (R-NO2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.group.requisitioning import has_a_vote
from governance.kernel import ProposalId, Rejected
from governance.meeting import notice_events as e
from governance.meeting.sitting import WHAT_IS_SO
from governance.rules import notice_defects as rule

if TYPE_CHECKING:
    from governance.decision.state import DecisionState
    from governance.group.state import GroupState
    from governance.kernel import Desk, Event
    from governance.meeting.notice_commands import NoteNoticeDefect, ReopenForNotice
    from governance.meeting.state import MeetingState


def note(state: MeetingState, command: NoteNoticeDefect, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    """A member had no notice; nothing when that is known."""
    if state.stage in {"not_called", "cancelled"}:
        raise Rejected("in order", f"meeting_is_{state.stage}", would_help=WHAT_IS_SO[state.stage])
    has_a_vote(group, command.seat, desk.when, "R-NO2")
    return () if command.seat in state.unnoticed else (e.NoticeDefectNoted(command.seat),)


def reopen(state: MeetingState, command: ReopenForNotice, decision: DecisionState, desk: Desk) -> tuple[Event, ...]:
    """A decision to be looked at again by the next meeting; too late, it is recorded and changes nothing."""
    if decision.meeting != state.meeting or decision.item is None:
        raise Rejected("unknown", "decision_of_another_meeting", pointer="/decision")
    if state.ended is None:
        raise Rejected("R-NO2", "meeting_goes_on", would_help="Say so at the meeting, or once it has ended.")
    if command.decision in state.reopened:
        return ()
    told = command.seat not in state.unnoticed
    refused = rule.may_reopen(had_notice=told, ended=state.ended.date, today=desk.when.date)
    if refused is not None and desk.mode == "live":
        raise refused
    item = state.items[decision.item]
    shut = state.closed.get(decision.item)
    title = item.title if shut is None else shut.title
    assert title is not None, "an item has a title"
    proposal = ProposalId(desk.new_id("proposal"))
    clauses = () if refused is None else (refused.clause,)
    return (e.ReopeningAsked(command.seat, decision.item, command.decision, proposal, title, clauses),)
