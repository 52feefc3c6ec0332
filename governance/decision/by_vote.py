"""What a vote makes of decisions: of its own, and of the earlier one it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.decision import events as d
from governance.kernel import StreamId
from governance.motion.procedure_events import BallotAnnulled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.decision.state import DecisionState
    from governance.kernel import DecisionId, Event, GroupId, MeetingId, Moment, MotionId
    from governance.meeting.state import MeetingState
    from governance.motion.events import ResultDeclared
    from governance.motion.procedure_events import QuestionReopened
    from governance.motion.state import Motion

    Follows = tuple[StreamId, Event]


def declared(
    result: ResultDeclared,
    motion: Motion | None,
    about: DecisionState | None,
    group: GroupId,
    meeting: MeetingId,
    when: Moment,
) -> Iterator[Follows]:
    """The decision a result makes, and what it makes of the earlier one its proposal is about (R-RE4, R-RA1)."""
    if result.decision is None:
        return
    yield (
        StreamId(result.decision),
        d.DecisionMade(
            result.decision,
            group,
            meeting,
            result.item,
            result.motion,
            result.words,
            result.category,
            result.cost,
            result.outcome,
        ),
    )
    if motion is not None and about is not None and about.decision is not None:
        yield from _on_another(motion, result, result.decision, about.decision, about, meeting, when)


def set_aside(
    event: BallotAnnulled | QuestionReopened, state: MeetingState, group: GroupId, meeting: MeetingId
) -> Iterator[Follows]:
    """A vote that does not count any more: its decision has no effect, and an earlier one stands as before (R-CH6)."""
    if event.decision is None:
        return
    aside = (
        d.DecisionSetAside(event.decision, group, meeting, event.motion, "annulled")
        if isinstance(event, BallotAnnulled)
        else d.DecisionSetAside(event.decision, group, meeting, event.again, "reconsidered")
    )
    yield StreamId(event.decision), aside
    for of in _earlier_ones(state, aside.motion):
        yield StreamId(of), d.LaterVoteSetAside(of, event.decision, meeting)


def reinstated(
    decision: DecisionId, motion: MotionId | None, state: MeetingState, group: GroupId, meeting: MeetingId
) -> Iterator[Follows]:
    """A vote counts after all, the ruling on it not being upheld: so does what it made of an earlier one."""
    yield StreamId(decision), d.DecisionReinstated(decision, group, meeting)
    for of in () if motion is None else _earlier_ones(state, motion):
        yield StreamId(of), d.LaterVoteReinstated(of, decision, meeting)


def answered(event: d.ChairsActionAnswered, by: DecisionId | None, group: GroupId, meeting: MeetingId) -> Follows:
    """What a meeting made of what the chair decided alone, and the vote `by` which it did so (R-CA1)."""
    return StreamId(event.decision), d.ChairsActionSettled(event.decision, group, meeting, event.how, by)


def _earlier_ones(state: MeetingState, motion: MotionId) -> Iterator[DecisionId]:
    """The earlier decisions a vote was about: its proposal names one, or it answered what the chair decided alone."""
    named = state.motions[motion].of_decision
    if named is not None:
        yield named
    yield from (chairs for chairs, by in state.settled_by.items() if by == motion and chairs != named)


def _on_another(
    motion: Motion,
    result: ResultDeclared,
    by: DecisionId,
    earlier: DecisionId,
    about: DecisionState,
    meeting: MeetingId,
    when: Moment,
) -> Iterator[Follows]:
    reopens, ratifies = motion.answering.reopens, motion.answering.ratifies
    how = "ratify" if reopens is None else reopens.how
    yield StreamId(by), d.DecisionFollows(by, earlier, about.matter or earlier, how)
    done: Event | None
    if reopens is not None:
        done = _reopened(reopens.how, result, about, by, earlier, meeting)
    else:
        assert ratifies is not None, "a decision is loaded for a proposal about one"
        done = _ratified(result, about, by, earlier, meeting, ratifies.effective or when)
    if done is not None:
        yield StreamId(earlier), done


def _reopened(
    how: str, result: ResultDeclared, about: DecisionState, by: DecisionId, earlier: DecisionId, meeting: MeetingId
) -> Event | None:
    if not _agreed(result):
        return d.DecisionUpheld(earlier, by, meeting)
    if how == "again" or not result.outcome.takes_effect or not about.takes_effect:
        return None
    changed = d.DecisionRescinded if how == "rescind" else d.DecisionAmended
    return changed(earlier, by, meeting)


def _ratified(
    result: ResultDeclared,
    about: DecisionState,
    by: DecisionId,
    earlier: DecisionId,
    meeting: MeetingId,
    effective: Moment,
) -> Event | None:
    if not about.waits:
        return None
    if not _agreed(result):
        return d.DecisionNotRatified(earlier, by, meeting)
    return d.DecisionRatified(earlier, by, meeting, effective) if result.outcome.takes_effect else None


def _agreed(result: ResultDeclared) -> bool:
    return (result.outcome.announced or result.outcome.by_rule) == "agreed"
