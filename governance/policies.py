"""Whenever this happens, that follows, in the same append: what outlives a meeting opens its own stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.action.events import ActionOpened
from governance.decision import events as d
from governance.decision.decide import WAITS
from governance.decision.events import DecisionMade, DecisionReinstated, DecisionSetAside
from governance.kernel import DecisionId, MinutesId, StreamId
from governance.meeting.events import ActionAgreed, MeetingClosed
from governance.minutes.events import MinutesDrafted
from governance.motion.events import ResultDeclared
from governance.motion.procedure_events import BallotAnnulled, QuestionReopened, RulingOverturned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from governance.decision.state import DecisionState
    from governance.kernel import Desk, Event, GroupId, MeetingId, Moment, MotionId
    from governance.motion.state import Motion


def follow(
    events: Iterable[Event],
    meeting: MeetingId,
    group: GroupId,
    desk: Desk,
    motions: Mapping[MotionId, Motion] | None = None,
    about: DecisionState | None = None,
) -> list[tuple[StreamId, Event]]:
    """What the events of a meeting open or write elsewhere, as (stream, event).

    `about` is the decision that a proposal now answered would undo, change or make valid.
    """
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
                motion = (motions or {}).get(event.motion)
                opened += [] if motion is None else _on_another(motion, event, decision, meeting, about, desk)
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


def _on_another(
    motion: Motion,
    result: ResultDeclared,
    by: DecisionId,
    meeting: MeetingId,
    about: DecisionState | None,
    desk: Desk,
) -> Iterator[tuple[StreamId, Event]]:
    """What a proposal about an earlier decision does to that decision, in its own stream (R-RE4, R-RA1)."""
    if about is None or about.decision is None:
        return
    earlier, matter = about.decision, about.matter or about.decision
    reopens, ratifies = motion.answering.reopens, motion.answering.ratifies
    if reopens is not None:
        yield StreamId(by), d.DecisionFollows(by, earlier, matter, reopens.how)
        done = _reopened(reopens.how, result, about, by, meeting)
    else:
        assert ratifies is not None, "a decision is loaded for a proposal about one"
        yield StreamId(by), d.DecisionFollows(by, earlier, matter, "ratify")
        done = _ratified(result, about, by, meeting, ratifies.effective or desk.when)
    if done is not None:
        yield StreamId(earlier), done


def _reopened(
    how: str, result: ResultDeclared, about: DecisionState, by: DecisionId, meeting: MeetingId
) -> Event | None:
    assert about.decision is not None, "a decision that was made"
    if not _agreed(result):
        return d.DecisionUpheld(about.decision, by, meeting)
    if how == "again" or not result.outcome.takes_effect or not about.takes_effect:
        return None
    changed = d.DecisionRescinded if how == "rescind" else d.DecisionAmended
    return changed(about.decision, by, meeting)


def _ratified(
    result: ResultDeclared, about: DecisionState, by: DecisionId, meeting: MeetingId, effective: Moment
) -> Event | None:
    assert about.decision is not None, "a decision that was made"
    if about.status not in WAITS:
        return None
    if not _agreed(result):
        return d.DecisionNotRatified(about.decision, by, meeting)
    return d.DecisionRatified(about.decision, by, meeting, effective) if result.outcome.takes_effect else None


def _agreed(result: ResultDeclared) -> bool:
    return (result.outcome.announced or result.outcome.by_rule) == "agreed"
