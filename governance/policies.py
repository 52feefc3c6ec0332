"""Whenever this happens, that follows, in the same append: what outlives a meeting opens its own stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.action.events import ActionOpened
from governance.decision.events import DecisionMade, DecisionMadeInWriting
from governance.group.events import NextChairSet
from governance.kernel import MeetingId, MinutesId, StreamId
from governance.meeting.events import ActionAgreed, MeetingClosed, MeetingOpened
from governance.meeting.people_events import NextChairAgreed
from governance.minutes.events import MinutesDrafted
from governance.motion.events import ResultDeclared
from governance.resolution.events import ResolutionClosed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.acts import Act
    from governance.kernel import Desk, Event, GroupId, SeatId
    from governance.resolution.state import ResolutionState


def follow(events: Iterable[Event], home: StreamId, act: Act) -> list[tuple[StreamId, Event]]:
    """What events in their `home` stream bring about in others, as (stream, event)."""
    if act.group_id is None:
        return []
    if act.meeting is None:
        return _between_meetings(events, act)
    agreed = act.group.presides_next(act.desk.when) if act.group else None
    return _of_a_meeting(events, MeetingId(home), act.group_id, act.desk, next_chair=agreed)


def _of_a_meeting(
    events: Iterable[Event], meeting: MeetingId, group: GroupId, desk: Desk, *, next_chair: SeatId | None
) -> list[tuple[StreamId, Event]]:
    """What the events of a meeting bring about. `next_chair` was agreed to preside where a meeting opens."""
    opened: list[tuple[StreamId, Event]] = []
    for event in events:
        match event:
            case ResultDeclared(decision=decision) if decision is not None:
                made = DecisionMade(
                    decision,
                    group,
                    meeting,
                    event.item,
                    event.motion,
                    event.words,
                    event.category,
                    event.cost,
                    event.outcome,
                )
                opened.append((StreamId(decision), made))
            case ActionAgreed(action=action):
                agreed = ActionOpened(
                    action,
                    group,
                    meeting,
                    event.item,
                    event.decision,
                    event.owner,
                    event.helpers,
                    event.words,
                    event.due,
                )
                opened.append((StreamId(action), agreed))
            case NextChairAgreed(seat=seat):
                opened.append((StreamId(group), NextChairSet(meeting, seat)))
            case MeetingOpened() if next_chair is not None:
                opened.append((StreamId(group), NextChairSet(meeting, None)))
            case MeetingClosed():
                minutes = MinutesId(desk.new_id("minutes"))
                opened.append((StreamId(minutes), MinutesDrafted(minutes, meeting, group, desk.new_salt())))
            case _:
                pass
    return opened


def _between_meetings(events: Iterable[Event], act: Act) -> list[tuple[StreamId, Event]]:
    opened: list[tuple[StreamId, Event]] = []
    for event in events:
        if isinstance(event, ResolutionClosed):
            was: ResolutionState = act.named["resolution"]
            assert was.words is not None
            assert was.group is not None
            made = DecisionMadeInWriting(
                event.decision, was.group, event.resolution, was.words, was.category, was.cost, event.outcome
            )
            opened.append((StreamId(event.decision), made))
    return opened
