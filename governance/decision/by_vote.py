"""What a vote makes of decisions: of its own, and of the earlier one it is about."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from governance.decision import events as d
from governance.kernel import StreamId
from governance.motion.procedure_events import BallotAnnulled
from governance.rules import ratifying, rescinding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.decision.state import DecisionState
    from governance.kernel import DecisionId, Event, GroupId, MeetingId, Moment, MotionId
    from governance.meeting.state import MeetingState
    from governance.motion.events import ResultDeclared
    from governance.motion.procedure_events import QuestionReopened
    from governance.motion.state import Motion

    Follows = tuple[StreamId, Event]

BECOMES = MappingProxyType({"rescinded": d.DecisionRescinded, "amended": d.DecisionAmended, "upheld": d.DecisionUpheld})


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
    how: rescinding.How,
    result: ResultDeclared,
    about: DecisionState,
    by: DecisionId,
    earlier: DecisionId,
    meeting: MeetingId,
) -> Event | None:
    agreed, takes_effect = result.outcome.answer == "agreed", result.outcome.takes_effect
    becomes = rescinding.becomes(how, agreed=agreed, takes_effect=takes_effect, stands=about.takes_effect)
    return None if becomes is None else BECOMES[becomes](earlier, by, meeting)


def _ratified(
    result: ResultDeclared,
    about: DecisionState,
    by: DecisionId,
    earlier: DecisionId,
    meeting: MeetingId,
    effective: Moment,
) -> Event | None:
    agreed, takes_effect = result.outcome.answer == "agreed", result.outcome.takes_effect
    match ratifying.becomes(waits=about.waits, agreed=agreed, takes_effect=takes_effect):
        case "ratified":
            return d.DecisionRatified(earlier, by, meeting, effective)
        case "not_ratified":
            return d.DecisionNotRatified(earlier, by, meeting)
        case None:
            return None
