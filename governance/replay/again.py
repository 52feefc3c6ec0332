"""Single events worked out again by the rules, from what was recorded before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from governance.decision.events import ChairsActionTaken, ReviewAgreed
from governance.election import declaring as elections
from governance.election.room_commands import DeclareElection
from governance.election.room_events import ElectionDeclared
from governance.meeting import events as m
from governance.meeting.calling import roll_of
from governance.meeting.sitting import quorum_now
from governance.motion import declaring, tally
from governance.motion.commands import Cost, DeclareResult
from governance.motion.events import QuestionPut, ResultDeclared
from governance.motion.procedure_events import OptionsCompared
from governance.resolution import circulating
from governance.resolution import commands as rc
from governance.resolution import decide as resolution
from governance.resolution.events import ResolutionCirculated, ResolutionClosed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.group.state import GroupState
    from governance.kernel import Event
    from governance.meeting.state import MeetingState
    from governance.record import RecordedEvent
    from governance.replay.desk import ReplayDesk
    from governance.replay.standing import Standing

Watched = m.QuorumTested | m.QuorumLost | m.QuorumRegained
Sitting = m.MeetingOpened | m.MeetingResumed


class Again(NamedTuple):
    """The events as the rules make them, and the fields of the first to be compared, all where there are none."""

    events: tuple[Event, ...]
    only: tuple[str, ...] = ()


def again(one: RecordedEvent, after: Sequence[Event], standing: Standing, desk: ReplayDesk) -> Again | None:
    """What the rules make of an event and of those right after it in its act; None for what no rule works out.

    Raises `Rejected` where the rules would have refused it, `NotOpen` where what it rests on is not open.
    """
    match one.event:
        case ResultDeclared() | OptionsCompared():
            return Again(_declared(standing.state(one.stream), one.event, after, desk))
        case QuestionPut(motion=motion, method=how):
            state: MeetingState = standing.state(one.stream)
            return Again((tally.question(state, state.motions[motion], how),))
        case m.QuorumTested() | m.QuorumLost() | m.QuorumRegained() as seen:
            item = seen.item if isinstance(seen, m.QuorumTested) else None
            return Again((msgspec.structs.replace(seen, quorum=quorum_now(standing.state(one.stream), item)),))
        case m.MeetingOpened() | m.MeetingResumed() as begun:
            called: MeetingState = standing.state(one.stream)
            assert called.group is not None, "a called meeting has a group"
            return Again((_begun(begun, standing.state(called.group), desk),))
        case ElectionDeclared() as elected:
            return Again((_elected(standing, one, elected, desk),))
        case ResolutionClosed(resolution=named):
            closed = rc.CloseResolution(resolution=named)
            return Again(resolution.decide(standing.state(one.stream), closed, desk))
        case ResolutionCirculated() as sent:
            return Again((_sent(sent, standing.state(sent.group), desk),))
        case ChairsActionTaken() as taken:
            return Again((_alone(taken, standing.state(taken.group), desk),), ("outcome",))
        case _:
            return None


def _declared(
    state: MeetingState, event: ResultDeclared | OptionsCompared, after: Sequence[Event], desk: ReplayDesk
) -> tuple[Event, ...]:
    """What declaring the result makes, from the kind of the event on: a printed count told before it is taken as is."""
    assert state.meeting is not None, "results are of a meeting"
    told = (event, *after)
    result = next((e for e in told if isinstance(e, ResultDeclared) and e.motion == event.motion), None)
    review = next((e for e in after if isinstance(e, ReviewAgreed) and result and e.decision == result.decision), None)
    command = DeclareResult(
        meeting=state.meeting,
        motion=event.motion,
        announced=None if result is None else result.outcome.announced,
        review_by=None if review is None else review.review_by,
        lapses=review is not None and review.lapses,
    )
    made = declaring.declare(state, command, desk)
    first = next((n for n, one in enumerate(made) if isinstance(one, type(event))), 0)
    return made[first:]


def _begun(event: Sitting, group: GroupState, desk: ReplayDesk) -> Sitting:
    orders, version = group.orders_at(desk.when)
    mapping, mapped = group.mapping_at(desk.when)
    return type(event)(orders, version, mapping, mapped, roll_of(group, desk.when))


def _elected(standing: Standing, one: RecordedEvent, event: ElectionDeclared, desk: ReplayDesk) -> Event:
    state: MeetingState = standing.state(one.stream)
    assert state.meeting is not None, "elections are held at a meeting"
    assert state.group is not None, "a called meeting has a group"
    command = DeclareElection(
        meeting=state.meeting, item=event.item, election=event.election, announced=event.announced
    )
    return elections.declare(state, command, standing.state(event.election), standing.state(state.group), desk)[-1]


def _sent(event: ResolutionCirculated, group: GroupState, desk: ReplayDesk) -> Event:
    """Who is asked, by which rules; the words, and until when, are whoever's who sent it out."""
    orders, version = group.orders_at(desk.when)
    mapping, mapped = group.mapping_at(desk.when)
    voting = circulating.voting_seats(group, desk)
    electorate, kept_out = circulating.electorate_of(voting, mapping, event.excluded, desk)
    return msgspec.structs.replace(
        event,
        orders=orders,
        orders_version=version,
        mapping_version=mapped,
        established=len(voting),
        electorate=electorate,
        kept_out=kept_out,
    )


def _alone(event: ChairsActionTaken, group: GroupState, desk: ReplayDesk) -> Event:
    spent = event.cost
    command = rc.TakeChairsAction(
        group=event.group,
        seat=event.seat,
        words="-",
        reason="-",
        consulted=event.consulted,
        objections=event.objections,
        category=event.category,
        cost=None if spent is None else Cost(spent.minor, spent.kind, spent.currency),
        # Before it was asked, no sum was taken to be no cost.
        costs_nothing=spent is None if event.costs_nothing is None else event.costs_nothing,
    )
    return circulating.act_alone(command, group, desk, event.spent)[0]
