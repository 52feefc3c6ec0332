"""The record itself, event by event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath, FromQuery, QueryParameter

from api.access import clearance
from api.problems import Problem
from api.v1.answers import NDJSON, answered, lines, wants
from api.v1.asked import group_of, link, position_of, service_of, uuid_of, within
from api.v1.service import Service, principal
from api.v1.views import EventView
from api.v1.withheld import withheld_events
from governance.kernel import GroupId
from governance.openness import changed
from governance.reader import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from governance.acts import Principal
    from governance.kernel import Tier
    from governance.openness import Changed
    from governance.store import Row


@get("/events", operation_id="listEvents", sync_to_thread=True)
def list_events(
    request: Request[Any, Any, Any],
    after: FromQuery[int] = 0,
    limit: FromQuery[int] = 100,
    group: FromQuery[str | None] = None,
    topic: Annotated[str | None, QueryParameter(name="type")] = None,
    as_known_at: FromQuery[str | None] = None,
) -> Response[Any]:
    """The record in order; what the reader may not open is a placeholder, so that positions go on.

    `group` and `type` leave the rest out of each page, placeholders of unknown type too; a page may then be empty and
    still have a next one.
    """
    service, who = service_of(request), principal(request)
    if who is None:
        raise Problem(401, "not-signed-in", "Send a token.")
    at = position_of(service, as_known_at)
    streams = None if group is None else _streams_of(request, group)
    rows = [r for r in service.governance.store.read_all(after, within(limit)) if at is None or r.position <= at]
    open_to = _openness(service, who)
    shut = withheld_events(service.governance, {row.stream for row in rows}, open_to)
    now = changed(service.governance)
    views = [_event_view(row, open_to, shut, now) for row in rows]
    views = [v for v in views if topic in {None, v.topic} and (streams is None or v.stream in streams)]
    headers = link(request, str(rows[-1].position) if len(rows) == limit else None)
    if wants(request, NDJSON):
        return answered(request, lines(views), kind=NDJSON, at=at, headers=headers)
    return answered(request, views, at=at, headers=headers)


def _streams_of(request: Request[Any, Any, Any], name: str) -> set[UUID]:
    service, group, _ = group_of(request, name, at_least=1)
    service.governance.places.catch_up()
    return {group, *(stream for stream, of in service.governance.places.streams() if of == group)}


@get("/events/{event:str}", operation_id="getEvent", sync_to_thread=True)
def get_event(request: Request[Any, Any, Any], event: FromPath[str]) -> Response[EventView]:
    """One event of the record."""
    service, who, found = service_of(request), principal(request), uuid_of(event)
    row = service.governance.store.read_event(found) if found and who else None
    if row is None or who is None:
        raise NotFound("event")
    open_to = _openness(service, who)
    shut = withheld_events(service.governance, (row.stream,), open_to)
    view = _event_view(row, open_to, shut, changed(service.governance))
    if view.state is None:
        raise NotFound("event")
    return answered(request, view)


def _openness(service: Service, who: Principal) -> dict[GroupId, Tier]:
    inside: dict[GroupId, Tier] = {}
    for group in service.governance.groups():
        tier = clearance(service.governance, who, group)
        if tier is not None:
            inside[group] = tier
    service.governance.places.catch_up()
    return {**inside, **_streams(service, inside)}


def _streams(service: Service, inside: dict[GroupId, Tier]) -> dict[Any, Tier]:
    return {stream: inside[group] for stream, group in service.governance.places.streams() if group in inside}


def _event_view(row: Row, open_to: dict[Any, Tier], shut: frozenset[UUID], now: Mapping[UUID, Changed]) -> EventView:
    tier, needed = open_to.get(row.stream, 0), now[row.event].tier if row.event in now else row.tier
    state = row.state if row.state is not None and tier >= needed and row.event not in shut else None
    return EventView(
        row.position,
        row.event,
        row.stream,
        row.version,
        row.recorded_at.isoformat(),
        needed,
        row.topic if state is not None else None,
        None if state is None else msgspec.Raw(state),
    )


STREAM = [list_events, get_event]
