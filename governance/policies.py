"""Whenever this happens, that follows, in the same append: what outlives a meeting opens its own stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.action.events import ActionOpened
from governance.decision.events import DecisionMade
from governance.group.events import NextChairSet
from governance.kernel import MinutesId, StreamId
from governance.meeting.events import ActionAgreed, MeetingClosed, MeetingOpened
from governance.meeting.people_events import NextChairAgreed
from governance.minutes.events import MinutesDrafted
from governance.motion.events import ResultDeclared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.kernel import Desk, Event, GroupId, MeetingId, SeatId


def follow(
    events: Iterable[Event], meeting: MeetingId, group: GroupId, desk: Desk, *, next_chair: SeatId | None = None
) -> list[tuple[StreamId, Event]]:
    """What the events of a meeting open elsewhere, as (stream, event). `next_chair` presides where a meeting opens."""
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
