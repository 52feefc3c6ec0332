"""Reading: groups, meetings, the floor, minutes, the register, actions, events."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from api.access import clearance, reader, today
from api.names import RecordNames
from api.problems import Problem
from api.v1.service import Service, position_of, principal, waited
from governance.decision.events import DecisionMade
from governance.kernel import Class, GroupId, MeetingId, Moment, MotionId, SeatId
from governance.meeting.floor import Floor
from governance.motion.events import Choice, Outcome
from governance.reader import NotFound
from governance.rules.rehearse import Attendance, Rehearsal, rehearse
from governance.standing_orders import ClassMapping, StandingOrders
from projections.actions import Actions
from projections.decisions import Decisions, Entry, key_of
from projections.meetings import Calls, Stages
from projections.minutes import html, plain
from projections.minutes.document import Document, canonical

if TYPE_CHECKING:
    from governance.acts import Principal
    from governance.kernel import Tier
    from governance.store import Row

Limit = int
MOST = 500


class OfficeView(msgspec.Struct, frozen=True):
    """An office and who holds it now; `until` is the last day of the term."""

    office: UUID
    slug: str
    label: str
    kind: str
    seat: UUID | None
    term: UUID | None
    until: str | None
    acting: bool


class SeatView(msgspec.Struct, frozen=True):
    """A seat of the group; `filled` says whether somebody holds it now."""

    seat: UUID
    slug: str
    label: str
    constituency: str
    voting: bool
    filled: bool


class GroupView(msgspec.Struct, frozen=True):
    """A group in short."""

    group: UUID
    slug: str
    name: str
    kind: str
    zone: str


class OrdersView(msgspec.Struct, frozen=True):
    """The standing orders and class mapping in force at a moment; version 0 are the defaults."""

    orders: StandingOrders
    version: int
    mapping: ClassMapping
    mapping_version: int


class RehearsalAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Orders to rehearse (those in force when left out), and how often each class's members come."""

    orders: StandingOrders | None = None
    attendance: dict[Class, Attendance] = {}


class MeetingView(msgspec.Struct, frozen=True):
    """A meeting in short."""

    meeting: UUID
    starts: Moment
    kind: str
    manner: str
    title: str | None
    place: str | None
    stage: str


class ItemView(msgspec.Struct, frozen=True):
    """An item of business and how it stands."""

    item: UUID
    number: int
    for_decision: bool
    in_notice: bool
    stage: str
    decided: bool


class MotionView(msgspec.Struct, frozen=True):
    """A motion or amendment as it stands, with its words now (an amendment's are its edit script)."""

    motion: UUID
    item: UUID
    mover: UUID | None
    seconder: UUID | None
    words: str
    amends: UUID | None
    stage: str


class VoteView(msgspec.Struct, frozen=True):
    """One seat's answer."""

    seat: UUID
    choice: Choice


class DecisionView(msgspec.Struct, frozen=True):
    """A decision of the register, with how it came out."""

    decision: UUID
    number: str
    group: UUID
    meeting: UUID
    occurred: Moment
    words: str
    category: str
    outcome: Outcome


class ActionView(msgspec.Struct, frozen=True):
    """An action; `overdue` as of today."""

    action: UUID
    owner: UUID
    helpers: tuple[UUID, ...]
    do: str
    due: str | None
    overdue: bool
    decision: UUID | None


class EventView(msgspec.Struct, frozen=True):
    """An event of the record; `state` is None when it is withheld from this reader."""

    position: int
    event: UUID
    stream: UUID
    version: int
    recorded_at: str
    tier: int
    topic: str | None
    state: msgspec.Raw | None


class Me(msgspec.Struct, frozen=True):
    """Who the token stands for: seats by group, or an application's scopes."""

    kind: str
    person: UUID | None
    scopes: tuple[str, ...]
    seats: dict[str, tuple[UUID, ...]]


def _service(request: Request[Any, Any, Any]) -> Service:
    service: Service = request.app.state.service
    return service


def _group(request: Request[Any, Any, Any], name: str, *, at_least: Tier = 0) -> tuple[Service, GroupId, Tier]:
    service = _service(request)
    found = RecordNames(service.governance).find("group", name) or _uuid(name)
    if found is None:
        raise NotFound("group")
    place = service.governance.find(found)
    if place is None or place.kind != "group":
        raise NotFound("group")
    group = GroupId(found)
    return service, group, reader(service.governance, principal(request), group, at_least=at_least)


def _thing(request: Request[Any, Any, Any], kind: str, name: str) -> tuple[Service, UUID, GroupId, Tier]:
    service, found = _service(request), _uuid(name)
    place = service.governance.find(found) if found else None
    if found is None or place is None or place.kind != kind or place.group is None:
        raise NotFound(kind)
    return service, found, place.group, reader(service.governance, principal(request), place.group)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _limit(limit: int) -> int:
    if not 1 <= limit <= MOST:
        raise Problem(400, "bad-request", f"limit is 1 to {MOST}.")
    return limit


def _link(request: Request[Any, Any, Any], after: str | None) -> dict[str, str]:
    if after is None:
        return {}
    asked = {name: value for name, value in request.query_params.items() if name != "after"}
    return {"Link": f'<{request.url.path}?{urlencode({**asked, "after": after})}>; rel="next"'}


@get("/groups", operation_id="listGroups", sync_to_thread=True)
def list_groups(request: Request[Any, Any, Any]) -> list[GroupView]:
    """The groups the reader may see."""
    service, who = _service(request), principal(request)
    seen = [g for g in service.governance.groups() if clearance(service.governance, who, g) is not None]
    return [_group_view(service, g) for g in seen]


@get("/groups/{group:str}", operation_id="getGroup", sync_to_thread=True)
def get_group(request: Request[Any, Any, Any], group: FromPath[str]) -> GroupView:
    """One group."""
    service, found, _ = _group(request, group)
    return _group_view(service, found)


def _group_view(service: Service, group: GroupId) -> GroupView:
    directory, state = service.governance.directory(group), service.governance.group(group)
    return GroupView(group, directory.slug, directory.name, state.kind, state.zone)


@get("/groups/{group:str}/seats", operation_id="listSeats", sync_to_thread=True)
def list_seats(request: Request[Any, Any, Any], group: FromPath[str]) -> list[SeatView]:
    """The seats of a group as they stand today."""
    service, found, _ = _group(request, group, at_least=1)
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
    service, found, _ = _group(request, group, at_least=1)
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
    service, found, _ = _group(request, group)
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
    service, found, _ = _group(request, group, at_least=1)
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
    service, found, _ = _group(request, group)
    waited(service, wait_for)
    listed = service.views.listed(Calls(), f"{found}/", after=after or "", limit=_limit(limit))
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
    return Response(views, headers=_link(request, listed[-1][0] if len(listed) == limit else None))


@get("/meetings/{meeting:str}", operation_id="getMeeting", sync_to_thread=True)
def get_meeting(request: Request[Any, Any, Any], meeting: FromPath[str]) -> MeetingView:
    """One meeting."""
    service, found, group, _ = _thing(request, "meeting", meeting)
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
    service, found, _, tier = _thing(request, "meeting", meeting)
    if tier < 1:
        raise NotFound("meeting")
    return service.governance.floor(MeetingId(found))


@get("/meetings/{meeting:str}/items", operation_id="listItems", sync_to_thread=True)
def list_items(request: Request[Any, Any, Any], meeting: FromPath[str]) -> list[ItemView]:
    """The agenda and how each item stands."""
    service, found, _, _ = _thing(request, "meeting", meeting)
    items = service.governance.meeting(MeetingId(found)).items
    return [ItemView(i, k.number, k.for_decision, k.in_notice, k.stage, k.decided) for i, k in items.items()]


@get("/motions/{motion:str}", operation_id="getMotion", sync_to_thread=True)
def get_motion(request: Request[Any, Any, Any], motion: FromPath[str]) -> MotionView:
    """One motion or amendment as it stands."""
    service, found, _, tier = _thing(request, "motion", motion)
    if tier < 1:
        raise NotFound("motion")
    q = _motion(service, found)
    words = service.governance.words([q.words])[q.words.ref]
    return MotionView(q.id, q.item, q.mover, q.seconder, words, q.amends, q.stage)


@get("/motions/{motion:str}/votes", operation_id="listVotes", sync_to_thread=True)
def list_votes(request: Request[Any, Any, Any], motion: FromPath[str]) -> list[VoteView]:
    """Answers by seat, for a vote by names."""
    service, found, _, tier = _thing(request, "motion", motion)
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
    service, found, _, tier = _thing(request, "meeting", meeting)
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
    service, found, _, tier = _thing(request, "meeting", meeting)
    if tier < 1:
        raise NotFound("meeting")
    rows = []
    for one in service.governance.stream(found):
        shot = getattr(one.event, "quorum", None)
        if shot is not None:
            said = {"event": str(one.id), "what": one.event.topic, "occurred": msgspec.to_builtins(one.occurred)}
            rows.append({**said, "quorum": msgspec.to_builtins(shot)})
    return rows


@get("/register", operation_id="searchRegister", sync_to_thread=True)
def search_register(
    request: Request[Any, Any, Any],
    group: FromQuery[str],
    outcome: FromQuery[Literal["agreed", "not_agreed"] | None] = None,
    after: FromQuery[str | None] = None,
    limit: FromQuery[int] = 100,
    wait_for: FromQuery[int | None] = None,
) -> Response[Any]:
    """The decision register of a group; JSON, NDJSON or CSV by `Accept`."""
    service, found, _ = _group(request, group)
    waited(service, wait_for)
    listed = service.views.listed(Decisions(), f"{found}/", after=after or "", limit=_limit(limit))
    views = [v for v in _decision_views(service, listed) if outcome in (None, v.outcome.announced or v.outcome.by_rule)]
    headers = {**_link(request, listed[-1][0] if len(listed) == limit else None), "Vary": "Accept"}
    accept = request.headers.get("accept", "")
    if "text/csv" in accept:
        return Response(register_csv(views), headers=headers, media_type="text/csv; charset=utf-8")
    if "ndjson" in accept:
        lines = b"".join(msgspec.json.encode(view) + b"\n" for view in views)
        return Response(lines, headers=headers, media_type="application/x-ndjson")
    return Response(views, headers=headers)


def decisions_of(service: Service, group: GroupId) -> list[DecisionView]:
    """Every decision of a group, in order."""
    views: list[DecisionView] = []
    after = ""
    while listed := service.views.listed(Decisions(), f"{group}/", after=after, limit=MOST):
        views += _decision_views(service, listed)
        after = listed[-1][0]
    return views


def _decision_views(service: Service, listed: list[tuple[str, Entry]]) -> list[DecisionView]:
    words = service.governance.words(entry.words for _, entry in listed)
    return [_decision_view(service, key, entry, words[entry.words.ref]) for key, entry in listed]


def _decision_view(service: Service, key: str, entry: Entry, words: str) -> DecisionView:
    return DecisionView(
        entry.decision,
        service.number_at(key),
        entry.group,
        entry.meeting,
        entry.occurred,
        words,
        entry.category,
        entry.outcome,
    )


def register_csv(views: list[DecisionView]) -> str:
    """The register as CSV, safe to open in a spreadsheet."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["number", "date", "words", "outcome", "takes_effect", "for", "against", "no_side"])
    for v in views:
        tally = v.outcome.tally
        counts = [tally.for_, tally.against, tally.no_side] if tally else ["", "", ""]
        answer = v.outcome.announced or v.outcome.by_rule
        # A cell that starts like a formula is read as one by spreadsheets.
        words = "'" + v.words if v.words[:1] in "=+-@" else v.words
        rows.writerow([v.number, v.occurred.local[:10], words, answer, v.outcome.takes_effect, *counts])
    return out.getvalue()


@get("/decisions/{decision:str}", operation_id="getDecision", sync_to_thread=True)
def get_decision(request: Request[Any, Any, Any], decision: FromPath[str]) -> DecisionView:
    """One decision, with everything its ruling rested on."""
    service, found, _, _ = _thing(request, "decision", decision)
    made = service.governance.stream(found)[0]
    assert isinstance(made.event, DecisionMade), "a decision's stream opens with its making"
    service.follower.wait_for(made.position, 2.0)
    entry = Decisions().apply(None, made)
    words = service.governance.words([entry.words])[entry.words.ref]
    return _decision_view(service, key_of(made), entry, words)


@get("/groups/{group:str}/actions", operation_id="listActions", sync_to_thread=True)
def list_actions(
    request: Request[Any, Any, Any],
    group: FromPath[str],
    after: FromQuery[str | None] = None,
    limit: FromQuery[int] = 100,
    wait_for: FromQuery[int | None] = None,
) -> Response[list[ActionView]]:
    """The actions of a group by the day they are due."""
    service, found, _ = _group(request, group, at_least=1)
    waited(service, wait_for)
    listed = service.views.listed(Actions(), f"{found}/", after=after or "", limit=_limit(limit))
    words = service.governance.words(action.words for _, action in listed)
    day = today(service.governance.group(found).zone).local[:10]
    views = [
        ActionView(a.action, a.owner, a.helpers, words[a.words.ref], a.due, a.overdue(day), a.decision)
        for _, a in listed
    ]
    return Response(views, headers=_link(request, listed[-1][0] if len(listed) == limit else None))


@get("/events", operation_id="listEvents", sync_to_thread=True)
def list_events(
    request: Request[Any, Any, Any], after: FromQuery[int] = 0, limit: FromQuery[int] = 100
) -> Response[Any]:
    """The record in order; what the reader may not open is a placeholder, so that positions go on."""
    service, who = _service(request), principal(request)
    if who is None:
        raise Problem(401, "not-signed-in", "Send a token.")
    rows = service.governance.store.read_all(after, _limit(limit))
    open_to = _openness(service, who)
    views = [_event_view(row, open_to) for row in rows]
    headers = _link(request, str(rows[-1].position) if len(rows) == limit else None)
    if "ndjson" in request.headers.get("accept", ""):
        lines = b"".join(msgspec.json.encode(view) + b"\n" for view in views)
        return Response(lines, headers=headers, media_type="application/x-ndjson")
    return Response(views, headers=headers)


@get("/events/{event:str}", operation_id="getEvent", sync_to_thread=True)
def get_event(request: Request[Any, Any, Any], event: FromPath[str]) -> EventView:
    """One event of the record."""
    service, who, found = _service(request), principal(request), _uuid(event)
    row = service.governance.store.read_event(found) if found and who else None
    if row is None or who is None:
        raise NotFound("event")
    view = _event_view(row, _openness(service, who))
    if view.state is None:
        raise NotFound("event")
    return view


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


def _event_view(row: Row, open_to: dict[Any, Tier]) -> EventView:
    tier = open_to.get(row.stream, 0)
    state = row.state if row.state is not None and tier >= row.tier else None
    return EventView(
        row.position,
        row.event,
        row.stream,
        row.version,
        row.recorded_at.isoformat(),
        row.tier,
        row.topic if state is not None else None,
        None if state is None else msgspec.Raw(state),
    )


@get("/me", operation_id="getMe", sync_to_thread=True)
def get_me(request: Request[Any, Any, Any]) -> Me:
    """Who the token stands for."""
    service, who = _service(request), principal(request)
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
    search_register,
    get_decision,
    list_actions,
    list_events,
    get_event,
    get_me,
]
