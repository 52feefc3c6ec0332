"""Reading groups: their seats, offices and standing orders."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from api import etag
from api.access import OFFICER, clearance, today
from api.problems import Problem
from api.v1.answers import answered
from api.v1.asked import group_of, group_then, lost_of, position_of, service_of, then_public
from api.v1.resolutions import resolutions_of
from api.v1.service import Service, principal
from api.v1.views import Came, GroupView, OfficeView, OrdersView, RehearsalAsked, SeatView, UncountedTerm
from api.v1.who_came import absences
from governance import grounds, untold
from governance.group.acting import acting_chair
from governance.kernel import DATE, Class, GroupId, Moment, SeatId, Tier
from governance.reader import NotFound
from governance.rules.rehearse import Rehearsal, rehearse

if TYPE_CHECKING:
    from governance.acts import Principal
    from governance.group.state import GroupState


@get("/groups", operation_id="listGroups", sync_to_thread=True)
def list_groups(
    request: Request[Any, Any, Any], as_known_at: FromQuery[str | None] = None
) -> Response[list[GroupView]]:
    """The groups the reader may see."""
    service, who = service_of(request), principal(request)
    at = position_of(service, as_known_at)
    cleared: list[tuple[GroupId, Tier | None]] = [(g, _seen(service, who, g, at)) for g in service.governance.groups()]
    views = [
        _group_view(service, g, group_then(service, g, at), tier=tier if at is None else 0)
        for g, tier in cleared
        if tier is not None
    ]
    return answered(request, views, at=at)


def _seen(service: Service, who: Principal | None, group: GroupId, at: int | None) -> Tier | None:
    tier = clearance(service.governance, who, group)
    if tier is None:
        return None
    try:
        group_then(service, group, at)
        then_public(service, group, tier, at)
    except NotFound:
        return None
    return tier


@get("/groups/{group:str}", operation_id="getGroup", sync_to_thread=True)
def get_group(
    request: Request[Any, Any, Any], group: FromPath[str], as_known_at: FromQuery[str | None] = None
) -> Response[GroupView]:
    """One group; its ETag is good for `If-Match`."""
    service, found, tier = group_of(request, group)
    at = position_of(service, as_known_at)
    state = group_then(service, found, at)
    then_public(service, found, tier, at)
    tag = etag.of_stream(found, service.governance.version(found)) if at is None else None
    return answered(request, _group_view(service, found, state, tier=tier if at is None else 0), tag=tag, at=at)


def _group_view(service: Service, group: GroupId, state: GroupState, *, tier: Tier) -> GroupView:
    """The group as a reader of a tier sees it today; tier 0 too for one read as it was known before."""
    directory, now = service.governance.directory(group), today(state.zone)
    alerts: tuple[str, ...] = state.alerts_at(now)
    if tier and untold.chairs_actions(service.governance, group):
        alerts = (*alerts, untold.ALERT)
    if tier and grounds.lost(state, now, service.governance.decision):
        alerts = (*alerts, grounds.ALERT)
    if tier == OFFICER and absences(service, group):
        alerts = (*alerts, "stays_away")
    if tier == OFFICER and any(
        one.state.closed and one.state.counted_and_disputed for one in resolutions_of(service, group)
    ):
        alerts = (*alerts, "answers_disputed")
    led = state.led_by_lived_experience(now)
    return GroupView(group, directory.slug, directory.name, state.kind, state.zone, alerts, led)


@get("/groups/{group:str}/seats", operation_id="listSeats", sync_to_thread=True)
def list_seats(
    request: Request[Any, Any, Any], group: FromPath[str], as_known_at: FromQuery[str | None] = None
) -> Response[list[SeatView]]:
    """The seats of a group as they stand today."""
    service, found, tier = group_of(request, group, at_least=1)
    at = position_of(service, as_known_at)
    state, directory = group_then(service, found, at), service.governance.directory(found)
    now = today(state.zone)
    gone = {one.seat for one in lost_of(service, state, now, at) if one.what == "seat"}
    came = _came(service, state, now) if tier == OFFICER else {}
    views = [
        SeatView(
            seat,
            slug,
            directory.labels[seat],
            state.seats[seat].constituency,
            state.seats[seat].voting,
            state.seats[seat].holder(now) is not None,
            seat in gone,
            came.get(seat),
        )
        for slug, seat in directory.seats.items()
        if seat in state.seats and state.seats[seat].exists(now)
    ]
    return answered(request, views, at=at)


def _came(service: Service, state: GroupState, now: Moment) -> dict[SeatId, Came]:
    """How those who sit with the group came to their seats, where the record says so."""
    sat = {seat: held.by for seat, kept in state.seats.items() if (held := kept.holding(now)) is not None}
    by = {seat: one for seat, one in sat.items() if one is not None and (one.decision or one.ground)}
    words = service.governance.words(one.reason for one in by.values() if one.reason is not None)
    return {
        seat: Came(one.ground or "decision", one.decision, words[one.reason.ref] if one.reason else None)
        for seat, one in by.items()
    }


@get("/groups/{group:str}/offices", operation_id="listOffices", sync_to_thread=True)
def list_offices(
    request: Request[Any, Any, Any], group: FromPath[str], as_known_at: FromQuery[str | None] = None
) -> Response[list[OfficeView]]:
    """The offices of a group and who holds them today."""
    service, found, _ = group_of(request, group, at_least=1)
    at = position_of(service, as_known_at)
    state, directory = group_then(service, found, at), service.governance.directory(found)
    now = today(state.zone)
    held, acts = {term.office: term for term in state.held(now)}, acting_chair(state, now)
    gone = {one.office for one in lost_of(service, state, now, at)}
    views = []
    for slug, office in directory.offices.items():
        if office not in state.offices:
            continue
        term = held.get(office)
        stands_in = acts.seat if acts and acts.office == office else None
        views.append(
            OfficeView(
                office,
                slug,
                directory.labels[office],
                state.offices[office],
                term.seat if term else stands_in,
                term.id if term else None,
                term.last_day if term else None,
                term.acting if term else stands_in is not None,
                tuple(
                    UncountedTerm(one.id, one.seat, one.since.local[:10], one.until, one.irregular)
                    for one in state.uncounted
                    if one.office == office
                ),
                office in gone,
            )
        )
    return answered(request, views, at=at)


@get("/groups/{group:str}/standing-orders", operation_id="getStandingOrders", sync_to_thread=True)
def get_standing_orders(
    request: Request[Any, Any, Any],
    group: FromPath[str],
    at: FromQuery[str | None] = None,
    as_known_at: FromQuery[str | None] = None,
) -> Response[OrdersView]:
    """The rules in force, today or on a day (`at`, YYYY-MM-DD)."""
    service, found, tier = group_of(request, group)
    known = position_of(service, as_known_at)
    state = group_then(service, found, known)
    then_public(service, found, tier, known)
    moment = today(state.zone) if at is None else _day(at)
    gone = {one.what for one in lost_of(service, state, moment, known)} if tier else set[str]()
    in_force = (*state.orders_at(moment), *state.mapping_at(moment))
    return answered(request, OrdersView(*in_force, "orders" in gone, "mapping" in gone), at=known)


def _day(text: str) -> Moment:
    try:
        day = dt.date.fromisoformat(text) if re.search(DATE, text) else None
    except ValueError:
        day = None
    if day is None:
        raise Problem(400, "bad-request", "at is a day: YYYY-MM-DD.")
    return Moment(f"{text}T00:00+00:00", "day")


@post(
    "/groups/{group:str}/standing-orders/rehearse",
    operation_id="rehearseStandingOrders",
    status_code=200,
    sync_to_thread=True,
)
def rehearse_standing_orders(
    request: Request[Any, Any, Any], group: FromPath[str], data: JSONBody[RehearsalAsked]
) -> Rehearsal:
    """How often these orders would stop the group from deciding; records nothing."""
    service, found, _ = group_of(request, group, at_least=1)
    state = service.governance.group(found)
    now = today(state.zone)
    mapping, _ = state.mapping_at(now)
    seats: Counter[Class] = Counter()
    established = 0
    for seat in state.seats.values():
        if seat.voting and seat.exists(now):
            established += 1
            seats[mapping.class_of(seat.constituency)] += seat.holder(now) is not None
    return rehearse(data.orders or state.orders_at(now)[0], seats, data.attendance, established=established)


GROUPS = [list_groups, get_group, list_seats, list_offices, get_standing_orders, rehearse_standing_orders]
