"""Whenever this happens, that follows, in the same append: what outlives a meeting opens its own stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.action.events import ActionOpened
from governance.decision.events import DecisionMade, DecisionReinstated, DecisionSetAside
from governance.kernel import MinutesId, StreamId
from governance.meeting.events import ActionAgreed, MeetingClosed
from governance.minutes.events import MinutesDrafted
from governance.motion.events import ResultDeclared
from governance.motion.procedure_events import BallotAnnulled, QuestionReopened, RulingOverturned

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.kernel import Desk, Event, GroupId, MeetingId


def follow(events: Iterable[Event], meeting: MeetingId, group: GroupId, desk: Desk) -> list[tuple[StreamId, Event]]:
    """What the events of a meeting open elsewhere, as (stream, event)."""
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
            case BallotAnnulled(decision=decision, motion=motion) if decision is not None:
                aside = DecisionSetAside(decision, group, meeting, motion, "annulled")
                opened.append((StreamId(decision), aside))
            case QuestionReopened(decision=decision, again=motion) if decision is not None:
                aside = DecisionSetAside(decision, group, meeting, motion, "reconsidered")
                opened.append((StreamId(decision), aside))
            case RulingOverturned(decision=decision) if decision is not None:
                opened.append((StreamId(decision), DecisionReinstated(decision, group, meeting)))
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
