"""Reading what is decided between meetings."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath, FromQuery

from api.access import OFFICER
from api.v1.answers import answered
from api.v1.asked import group_of, of_views, position_of, thing_of, tier_of, waited
from api.v1.service import Service, principal
from governance.kernel import Channel, Date, GroupId, Moment, Money, SeatId
from governance.motion.events import Choice, Outcome
from governance.reader import NotFound
from governance.resolution.state import ResolutionState, Stage
from projections.resolutions import Resolutions, Sent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from governance.acts import Principal

MOST = 10_000


class ReplyView(msgspec.Struct, frozen=True):
    """A member's reply that counts; `disputed` when they say it is not theirs, `own` when given here or confirmed."""

    seat: UUID
    choice: Choice
    channel: Channel
    own: bool
    disputed: bool


class ResolutionView(msgspec.Struct, frozen=True):
    """A resolution. While it is open, other members' replies are shown to officers alone.

    `asked` are the seats that may reply; `conditions` and `late` those whose replies do not count.
    """

    resolution: UUID
    group: UUID
    stage: Stage
    words: str
    reason: str | None
    options: tuple[str, ...]
    how_to_reply: str | None
    category: str
    cost: Money | None
    circulated: Moment
    deadline: Moment
    demand_by: Date
    asked: tuple[UUID, ...]
    replies: tuple[ReplyView, ...]
    conditions: tuple[UUID, ...]
    late: tuple[UUID, ...]
    demanded: tuple[UUID, ...]
    decision: UUID | None
    outcome: Outcome | None


@get("/groups/{group:str}/resolutions", operation_id="listResolutions", sync_to_thread=True)
def list_resolutions(
    request: Request[Any, Any, Any],
    group: FromPath[str],
    wait_for: FromQuery[int | None] = None,
    as_known_at: FromQuery[str | None] = None,
) -> Response[list[ResolutionView]]:
    """The written resolutions of a group, the latest first."""
    service, found, tier = group_of(request, group, at_least=1)
    at = position_of(service, as_known_at)
    waited(service, wait_for)
    listed = resolutions_of(service, found, at)
    mine = seats_of(service, principal(request), found)
    views = [view_of(one, words_of(service, listed), mine=None if tier >= OFFICER else mine) for one in listed]
    return answered(request, views, at=at)


@get("/resolutions/{resolution:str}", operation_id="getResolution", sync_to_thread=True)
def get_resolution(
    request: Request[Any, Any, Any], resolution: FromPath[str], wait_for: FromQuery[int | None] = None
) -> Response[ResolutionView]:
    """One written resolution."""
    service, found, _stream = thing_of(request, "resolution", resolution, at_least=1)
    waited(service, wait_for)
    one = resolution_of(service, found)
    mine = seats_of(service, principal(request), GroupId(one.state.group or found))
    tier = tier_of(request, found)
    return answered(request, view_of(one, words_of(service, [one]), mine=None if tier >= OFFICER else mine))


def resolutions_of(service: Service, group: GroupId, at: int | None = None) -> list[Sent]:
    """Every resolution of a group, the latest first."""
    listed = of_views(service, at, lambda: service.views.listed(Resolutions(), f"{group}/", limit=MOST, at=at))
    return sorted((one for _, one in listed), key=_sent_on, reverse=True)


_sent_on = operator.attrgetter("state.circulated.local")


def resolution_of(service: Service, resolution: UUID) -> Sent:
    """One resolution as it stands. Raises `NotFound`."""
    events = service.governance.stream(resolution)
    if not events:
        raise NotFound("resolution")
    return Resolutions().refold(events)


def words_of(service: Service, sent: list[Sent]) -> Mapping[UUID, str]:
    """The words of resolutions, read in one batch."""
    return service.governance.words(sealed for one in sent for sealed in one.sealed)


def seats_of(service: Service, who: Principal | None, group: GroupId) -> frozenset[SeatId]:
    """The seats somebody has ever held in a group."""
    if who is None or who.person is None:
        return frozenset()
    seats = service.governance.group(group).seats.items()
    return frozenset(seat for seat, kept in seats if any(h.person == who.person for h in kept.holdings))


def view_of(one: Sent, words: Mapping[UUID, str], *, mine: frozenset[SeatId] | None) -> ResolutionView:
    """A resolution as it is told; while it is open, of replies only those of `mine`, all when None."""
    state = one.state
    assert state.resolution is not None
    assert state.group is not None
    assert state.words is not None
    assert state.circulated is not None
    assert state.deadline is not None
    shown = None if state.stage != "open" else mine
    return ResolutionView(
        resolution=state.resolution,
        group=state.group,
        stage=state.stage,
        words=words[state.words.ref],
        reason=None if one.reason is None else words[one.reason.ref],
        options=tuple(words[option.ref] for option in one.options),
        how_to_reply=None if one.how_to_reply is None else words[one.how_to_reply.ref],
        category=state.category,
        cost=state.cost,
        circulated=state.circulated,
        deadline=state.deadline,
        demand_by=state.demand_by,
        asked=tuple(state.electorate),
        replies=_replies(state, shown),
        conditions=_seen(state.conditions, shown),
        late=_seen(state.late, shown),
        demanded=_seen(state.demanded, None),
        decision=None if state.closed is None else state.closed.decision,
        outcome=None if state.closed is None else state.closed.outcome,
    )


def _replies(state: ResolutionState, shown: frozenset[SeatId] | None) -> tuple[ReplyView, ...]:
    return tuple(
        ReplyView(seat, reply.choice, reply.channel, reply.own, seat in state.disputed)
        for seat, reply in state.replies.items()
        if shown is None or seat in shown
    )


def _seen(seats: frozenset[SeatId], shown: frozenset[SeatId] | None) -> tuple[UUID, ...]:
    return tuple(sorted((seat for seat in seats if shown is None or seat in shown), key=str))


RESOLUTIONS = [list_resolutions, get_resolution]
