"""Whenever this happens, that follows, in the same append: what outlives a meeting opens its own stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.action.events import ActionOpened
from governance.decision.events import DecisionMade
from governance.election import follows as offices
from governance.election.room_events import ElectionDeclared
from governance.kernel import MeetingId, MinutesId, StreamId
from governance.meeting.events import ActionAgreed, MeetingClosed
from governance.minutes.events import MinutesDrafted
from governance.motion.events import ResultDeclared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from governance.acts import Act
    from governance.kernel import Desk, Event, GroupId


def follow(events: Iterable[Event], home: StreamId, act: Act) -> list[tuple[StreamId, Event]]:
    """What events in their `home` stream bring about in others, as (stream, event)."""
    if act.meeting is None or act.group_id is None:
        return []
    told = list(events)
    return [*_of_a_meeting(told, MeetingId(home), act.group_id, act.desk), *_of_offices(told, MeetingId(home), act)]


def _of_offices(events: Iterable[Event], meeting: MeetingId, act: Act) -> Iterator[tuple[StreamId, Event]]:
    """Terms of office that begin, end or last longer by what a meeting decided."""
    assert act.group is not None, "a meeting has a group"
    assert act.meeting is not None, "these are events of a meeting"
    for event in events:
        if isinstance(event, ElectionDeclared):
            yield from offices.of_election(event, meeting, act.group)
        elif isinstance(event, ResultDeclared) and event.motion in act.meeting.stakes and event.outcome.takes_effect:
            yield from offices.of_stake(act.meeting.stakes[event.motion], event.decision, act.group, act.desk)


def _of_a_meeting(
    events: Iterable[Event], meeting: MeetingId, group: GroupId, desk: Desk
) -> list[tuple[StreamId, Event]]:
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
            case MeetingClosed():
                minutes = MinutesId(desk.new_id("minutes"))
                opened.append((StreamId(minutes), MinutesDrafted(minutes, meeting, group, desk.new_salt())))
            case _:
                pass
    return opened
