"""What a meeting is told of a resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Channel, Rejected, refuse
from governance.meeting.business import turn_to
from governance.meeting.sitting import in_session
from governance.resolution import commands as c
from governance.resolution import events as e
from governance.rules import live, written

if TYPE_CHECKING:
    from governance.kernel import Desk, Event
    from governance.meeting.state import MeetingState
    from governance.motion.events import Answer
    from governance.resolution.state import ResolutionState
    from governance.rules.majority import Tally

CHANNELS: tuple[Channel, ...] = ("email", "phone", "post", "web", "in_room")


def report(meeting: MeetingState, state: ResolutionState, command: c.ReportResolution, desk: Desk) -> tuple[Event, ...]:
    """What a meeting is told of a resolution that is over: its words, how it came out, what was not counted (R-WR9)."""
    assert state.words is not None, "the resolution was found"
    in_session(meeting, desk)
    if state.group != meeting.group:
        raise Rejected("unknown", "resolution_of_another_group", pointer="/resolution")
    refuse(written.told_when_over(sent=state.circulated is not None, ended=state.closed_at is not None))
    refuse(live.told_after("R-WR9", state.closed_at, desk.when, "/resolution"))
    assert state.circulated is not None, "it was sent out"
    assert state.closed_at is not None, "it is over"
    reported = e.ResolutionReported(
        item=command.item,
        resolution=command.resolution,
        decision=None if state.closed is None else state.closed.decision,
        words=state.words,
        channels=tuple(channel for channel in CHANNELS if channel in {r.channel for r in state.replies.values()}),
        began=state.circulated,
        ended=state.closed_at,
        tally=_counted(state),
        needed=0 if state.closed is None else state.closed.needed,
        entitled=len(state.members),
        answer=_answer(state.closed),
        conditions=written.not_counted(state.conditions, state.replies),
        late=written.not_counted(state.late, state.replies),
        demanded=len(state.demanded),
        irregular=() if state.closed is None else state.closed.outcome.irregular,
    )
    return (*turn_to(meeting, command.item, desk), reported)


def _counted(state: ResolutionState) -> Tally:
    """The replies as the result counted them; whatever was said of one afterwards changes no result."""
    counted = None if state.closed is None else state.closed.outcome.tally
    return state.tally() if counted is None else counted


def _answer(closed: e.ResolutionClosed | None) -> Answer | None:
    if closed is None:
        return None
    return "agreed" if closed.outcome.by_rule == "agreed" else "not_agreed"
