"""Reading groups, meetings, the floor and minutes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from api.access import clearance, today
from api.problems import Problem
from api.v1.asked import group_of, link, service_of, thing_of, within
from api.v1.service import Service, position_of, principal, waited
from api.v1.views import (
    GroupView,
    ItemView,
    Me,
    MeetingView,
    MotionView,
    OfficeView,
    OrdersView,
    RehearsalAsked,
    SeatView,
    VoteView,
)
from governance.kernel import Class, GroupId, MeetingId, Moment, MotionId, SeatId
from governance.meeting.floor import Floor
from governance.reader import NotFound
from governance.rules.rehearse import Rehearsal, rehearse
from projections.meetings import Calls, Stages
from projections.minutes import html, plain
from projections.minutes.document import Document, canonical


@get("/groups", operation_id="listGroups", sync_to_thread=True)
def list_groups(request: Request[Any, Any, Any]) -> list[GroupView]:
    """The groups the reader may see."""
    service, who = service_of(request), principal(request)
    seen = [g for g in service.governance.groups() if clearance(service.governance, who, g) is not None]
    return [_group_view(service, g) for g in seen]


@get("/groups/{group:str}", operation_id="getGroup", sync_to_thread=True)
def get_group(request: Request[Any, Any, Any], group: FromPath[str]) -> GroupView:
    """One group."""
    service, found, _ = group_of(request, group)
    return _group_view(service, found)


def _group_view(service: Service, group: GroupId) -> GroupView:
    directory, state = service.governance.directory(group), service.governance.group(group)
    return GroupView(group, directory.slug, directory.name, state.kind, state.zone)


@get("/groups/{group:str}/seats", operation_id="listSeats", sync_to_thread=True)
def list_seats(request: Request[Any, Any, Any], group: FromPath[str]) -> list[SeatView]:
    """The seats of a group as they stand today."""
    service, found, _ = group_of(request, group, at_least=1)
    state, directory = service.governance.group(found), service.governance.directory(found)
    now = today(state.zone)
    return [
        SeatView(
            seat,
            slug,
            directory.labels[seat],
            state.seats[seat].constituency,
            state.seats[seat].voting,
            state.seats[seat].holder(now) is not None,
        )
        for slug, seat in directory.seats.items()
        if state.seats[seat].exists(now)
    ]


@get("/groups/{group:str}/offices", operation_id="listOffices", sync_to_thread=True)
def list_offices(request: Request[Any, Any, Any], group: FromPath[str]) -> list[OfficeView]:
    """The offices of a group and who holds them today."""
    service, found, _ = group_of(request, group, at_least=1)
    state, directory = service.governance.group(found), service.governance.directory(found)
    held = {term.office: term for term in state.held(today(state.zone))}
    views = []
    for slug, office in directory.offices.items():
        term = held.get(office)
        views.append(
            OfficeView(
                office,
                slug,
                directory.labels[office],
                state.offices[office],
                term.seat if term else None,
                term.id if term else None,
                term.until if term else None,
                term.acting if term else False,
            )
        )
    return views


@get("/groups/{group:str}/standing-orders", operation_id="getStandingOrders", sync_to_thread=True)
def get_standing_orders(
    request: Request[Any, Any, Any], group: FromPath[str], at: FromQuery[str | None] = None
) -> OrdersView:
    """The rules in force, today or on a day (`at`, YYYY-MM-DD)."""
    service, found, _ = group_of(request, group)
    state = service.governance.group(found)
    moment = today(state.zone) if at is None else _day(at)
    return OrdersView(*state.orders_at(moment), *state.mapping_at(moment))


def _day(text: str) -> Moment:
    try:
        Moment(f"{text}T00:00+00:00", "day").date  # noqa: B018 - parsing is the check
    except ValueError:
        raise Problem(400, "bad-request", "at is a day: YYYY-MM-DD.") from None
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
    seats: dict[Class, int] = {}
    for seat in state.seats.values():
        if seat.voting and seat.exists(now) and seat.holder(now) is not None:
            class_ = mapping.class_of(seat.constituency)
            seats[class_] = seats.get(class_, 0) + 1
    return rehearse(data.orders or state.orders_at(now)[0], seats, data.attendance)


@get("/groups/{group:str}/meetings", operation_id="listMeetings", sync_to_thread=True)
def list_meetings(
    request: Request[Any, Any, Any],
    group: FromPath[str],
    after: FromQuery[str | None] = None,
    limit: FromQuery[int] = 100,
    wait_for: FromQuery[int | None] = None,
) -> Response[list[MeetingView]]:
    """The meetings of a group by the day they start."""
    service, found, _ = group_of(request, group)
    waited(service, wait_for)
    listed = service.views.listed(Calls(), f"{found}/", after=after or "", limit=within(limit))
    stages = service.views.many(Stages(), [str(call.meeting) for _, call in listed])
    words = service.governance.words(s for _, call in listed for s in (call.title, call.place) if s is not None)
    views = [
        MeetingView(
            call.meeting,
            call.starts,
            call.kind,
            call.manner,
            words[call.title.ref] if call.title else None,
            words[call.place.ref] if call.place else None,
            stages[str(call.meeting)].stage if str(call.meeting) in stages else "called",
        )
        for _, call in listed
    ]
    return Response(views, headers=link(request, listed[-1][0] if len(listed) == limit else None))


@get("/meetings/{meeting:str}", operation_id="getMeeting", sync_to_thread=True)
def get_meeting(request: Request[Any, Any, Any], meeting: FromPath[str]) -> MeetingView:
    """One meeting."""
    service, found, group, _ = thing_of(request, "meeting", meeting)
    state = service.governance.meeting(MeetingId(found))
    called = service.governance.stream(found)[0].event
    title, place = getattr(called, "title", None), getattr(called, "place", None)
    words = service.governance.words(s for s in (title, place) if s is not None)
    del group
    assert state.starts is not None, "a called meeting has a start"
    return MeetingView(
        found,
        state.starts,
        state.kind,
        getattr(called, "manner", "in_person"),
        words[title.ref] if title else None,
        words[place.ref] if place else None,
        state.stage,
    )


@get("/meetings/{meeting:str}/floor", operation_id="getFloor", sync_to_thread=True)
def get_floor(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Floor:
    """What is in order now, and why the rest is not."""
    service, found, _, tier = thing_of(request, "meeting", meeting)
    if tier < 1:
        raise NotFound("meeting")
    return service.governance.floor(MeetingId(found))


@get("/meetings/{meeting:str}/items", operation_id="listItems", sync_to_thread=True)
def list_items(request: Request[Any, Any, Any], meeting: FromPath[str]) -> list[ItemView]:
    """The agenda and how each item stands."""
    service, found, _, _ = thing_of(request, "meeting", meeting)
    items = service.governance.meeting(MeetingId(found)).items
    return [ItemView(i, k.number, k.for_decision, k.in_notice, k.stage, k.decided) for i, k in items.items()]


@get("/motions/{motion:str}", operation_id="getMotion", sync_to_thread=True)
def get_motion(request: Request[Any, Any, Any], motion: FromPath[str]) -> MotionView:
    """One motion or amendment as it stands."""
    service, found, _, tier = thing_of(request, "motion", motion)
    if tier < 1:
        raise NotFound("motion")
    q = _motion(service, found)
    words = service.governance.words([q.words])[q.words.ref]
    return MotionView(q.id, q.item, q.mover, q.seconder, words, q.amends, q.stage)


@get("/motions/{motion:str}/votes", operation_id="listVotes", sync_to_thread=True)
def list_votes(request: Request[Any, Any, Any], motion: FromPath[str]) -> list[VoteView]:
    """Answers by seat, for a vote by names."""
    service, found, _, tier = thing_of(request, "motion", motion)
    if tier < 1:
        raise NotFound("motion")
    return [VoteView(SeatId(seat), choice) for seat, choice in _motion(service, found).votes.items()]


def _motion(service: Service, motion: UUID) -> Any:
    place = service.governance.find(motion)
    assert place is not None, "found before"
    return service.governance.meeting(MeetingId(place.stream)).motions[MotionId(motion)]


@get("/meetings/{meeting:str}/minutes", operation_id="getMinutes", sync_to_thread=True)
def get_minutes(
    request: Request[Any, Any, Any],
    meeting: FromPath[str],
    as_known_at: FromQuery[str | None] = None,
    wait_for: FromQuery[int | None] = None,
) -> Response[Any]:
    """The minutes: the canonical document as JSON, plain text, or a page, by `Accept`."""
    service, found, _, tier = thing_of(request, "meeting", meeting)
    waited(service, wait_for)
    document = service.document(found, 0 if tier == 0 else 1, position_of(service, as_known_at))
    etag = f'"{found}-{document.through_position}-{document.tier}"'
    if request.headers.get("if-none-match") == etag:
        return Response(b"", status_code=304, headers={"ETag": etag})
    return _rendered(request, document, etag)


def _rendered(request: Request[Any, Any, Any], document: Document, etag: str) -> Response[Any]:
    accept = request.headers.get("accept", "")
    headers = {"ETag": etag, "Vary": "Accept"}
    if "text/html" in accept:
        return Response(html.render(document), headers=headers, media_type="text/html; charset=utf-8")
    if "text/plain" in accept:
        return Response(plain.render(document), headers=headers, media_type="text/plain; charset=utf-8")
    return Response(canonical(document), headers=headers, media_type="application/json")


@get("/meetings/{meeting:str}/quorum", operation_id="getQuorumTimeline", sync_to_thread=True)
def get_quorum(request: Request[Any, Any, Any], meeting: FromPath[str]) -> list[dict[str, Any]]:
    """When the meeting could decide and when not: each test, with its time and counts."""
    service, found, _, tier = thing_of(request, "meeting", meeting)
    if tier < 1:
        raise NotFound("meeting")
    rows = []
    for one in service.governance.stream(found):
        shot = getattr(one.event, "quorum", None)
        if shot is not None:
            said = {"event": str(one.id), "what": one.event.topic, "occurred": msgspec.to_builtins(one.occurred)}
            rows.append({**said, "quorum": msgspec.to_builtins(shot)})
    return rows


@get("/me", operation_id="getMe", sync_to_thread=True)
def get_me(request: Request[Any, Any, Any]) -> Me:
    """Who the token stands for."""
    service, who = service_of(request), principal(request)
    if who is None:
        raise Problem(401, "not-signed-in", "Send a token.")
    seats: dict[str, tuple[UUID, ...]] = {}
    if who.person is not None:
        for group in service.governance.groups():
            state = service.governance.group(group)
            held = state.seats_of(who.person, today(state.zone))
            if held:
                seats[service.governance.directory(group).slug] = held
    return Me(who.kind, who.person, who.scopes, seats)


READS = [
    list_groups,
    get_group,
    list_seats,
    list_offices,
    get_standing_orders,
    rehearse_standing_orders,
    list_meetings,
    get_meeting,
    get_floor,
    list_items,
    get_motion,
    list_votes,
    get_minutes,
    get_quorum,
    get_me,
]
