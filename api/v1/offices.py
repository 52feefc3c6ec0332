"""Reading elections to offices, and handovers from one officer to the next."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath, FromQuery

from api.access import today
from api.v1.answers import answered
from api.v1.asked import group_of, group_then, of_views, position_of, waited
from governance.group.events import HandoverItem
from projections.elections import Election, Elections

if TYPE_CHECKING:
    from api.v1.service import Service
    from governance.kernel import GroupId, Moment

MOST_ELECTIONS = 10_000


class HandoverView(msgspec.Struct, frozen=True):
    """A handover: what is done of it and what is open, which sides confirmed; `overdue` as of today."""

    handover: UUID
    office: UUID
    giver: UUID
    taker: UUID
    due: str | None
    done: tuple[HandoverItem, ...]
    open: tuple[HandoverItem, ...]
    confirmed: tuple[UUID, ...]
    completed: bool
    overdue: bool


@get("/groups/{group:str}/elections", operation_id="listElections", sync_to_thread=True)
def list_elections(
    request: Request[Any, Any, Any],
    group: FromPath[str],
    open_only: FromQuery[bool] = False,  # noqa: FBT002 - a query parameter
    wait_for: FromQuery[int | None] = None,
    as_known_at: FromQuery[str | None] = None,
) -> Response[list[Election]]:
    """The elections of a group by the day nominations close; with `open_only`, those not yet decided."""
    service, found, _ = group_of(request, group, at_least=1)
    at = position_of(service, as_known_at)
    waited(service, wait_for)
    listed = elections_of(service, found, at)
    return answered(request, [one for one in listed if not (open_only and one.decided)], at=at)


def elections_of(service: Service, group: GroupId, at: int | None = None) -> list[Election]:
    """The elections of a group by the day nominations close."""
    found = of_views(service, at, lambda: service.views.listed(Elections(), f"{group}/", limit=MOST_ELECTIONS, at=at))
    return sorted((one for _, one in found), key=operator.attrgetter("order"))


def open_nominations(service: Service, group: GroupId, now: Moment) -> list[Election]:
    """The elections of a group in which somebody can still be nominated, or, without a last day, could be."""
    day = now.local[:10]
    return [one for one in elections_of(service, group) if not one.closed and (one.closes is None or one.closes >= day)]


@get("/groups/{group:str}/handovers", operation_id="listHandovers", sync_to_thread=True)
def list_handovers(
    request: Request[Any, Any, Any],
    group: FromPath[str],
    overdue_only: FromQuery[bool] = False,  # noqa: FBT002 - a query parameter
    as_known_at: FromQuery[str | None] = None,
) -> Response[list[HandoverView]]:
    """The handovers of a group; with `overdue_only`, those whose day has passed (R-HO1)."""
    service, found, _ = group_of(request, group, at_least=1)
    at = position_of(service, as_known_at)
    state = group_then(service, found, at)
    day = today(state.zone).local[:10]
    views = [
        HandoverView(
            handover,
            kept.office,
            kept.giver,
            kept.taker,
            kept.due,
            tuple(item for item in kept.items if item in kept.done),
            kept.open_items,
            tuple(seat for seat in (kept.giver, kept.taker) if seat in kept.confirmed),
            kept.completed,
            kept.overdue(day),
        )
        for handover, kept in state.handovers.items()
        if not overdue_only or kept.overdue(day)
    ]
    return answered(request, views, at=at)


ELECTIONS = [list_elections, list_handovers]
