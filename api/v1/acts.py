"""Every act as a route: the path says what it is about, the body the rest, the command decides."""

from __future__ import annotations

import base64
import datetime as dt
import inspect
import threading
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from api import etag
from api.access import admit, answer_for, decide_for, hear, today
from api.commands import COMMANDS
from api.names import RecordNames
from api.problems import Problem
from api.v1.routes import Act
from api.v1.service import Service, minutes_of, principal
from api.wire import resolve, wire
from governance.acts import Handled
from governance.checkpoints import Awaited, Checkpoints
from governance.explain import Ruled
from governance.kernel import Command, GroupId, MeetingId, Moment, PersonId
from governance.motion.events import ResultDeclared
from governance.reader import NotFound
from governance.rules.hands import Split
from governance.store import Receipt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from litestar.handlers import HTTPRouteHandler

    from governance.acts import Principal

VERBS = {"POST": post, "PUT": put, "DELETE": delete}
# Who an act about a person is let through from, before the rules are asked.
LETTING = {
    "addContact": answer_for,
    "keepPrivateDetail": hear,
    "giveConsent": hear,
    "withdrawConsent": hear,
    "requestErasure": hear,
    "decideErasure": decide_for,
}


class Positions(msgspec.Struct, frozen=True):
    """Where an act stands in the record: first and last position, and the last leaf (base64).

    `awaiting` is what it still waits for: a `checkpoint` that covers it, or a `witness` that signs one.
    """

    positions: tuple[int, int]
    leaf: str | None
    repeated: bool
    awaiting: Awaited | None = None


class Thing(msgspec.Struct, frozen=True, omit_defaults=True):
    """The thing made, without id in a check; a decision says how it came out."""

    id: UUID | None = None
    number: str | None = None
    outcome: str | None = None
    takes_effect: bool | None = None
    irregular: tuple[str, ...] | None = None


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came of an act: the thing made, why, where it stands in the record, and the minutes lines it makes.

    `receipt` is missing for a check; `split` says how the classes voted, exactly or within bounds.
    """

    person: Thing | None = None
    group: Thing | None = None
    seat: Thing | None = None
    office: Thing | None = None
    term: Thing | None = None
    meeting: Thing | None = None
    item: Thing | None = None
    action: Thing | None = None
    election: Thing | None = None
    handover: Thing | None = None
    requisition: Thing | None = None
    proposal: Thing | None = None
    motion: Thing | None = None
    ruling: Thing | None = None
    decision: Thing | None = None
    correction: Thing | None = None
    resolution: Thing | None = None
    why: str = ""
    split: Split | None = None
    events: tuple[UUID, ...] = ()
    receipt: Positions | None = None
    minutes: tuple[str, ...] = ()


_in_flight: set[tuple[str, str]] = set()
_lock = threading.Lock()


def handler(act: Act) -> HTTPRouteHandler:
    """The Litestar handler of an act."""
    command = COMMANDS[act.do]
    in_path = tuple(part[1:].split(":")[0] for part in act.path.split("/") if part.startswith("{"))
    # What the path names, and what follows from it, is left out of the body.
    left_out = tuple(f for f in command.__struct_fields__ if f in in_path or f in _implied(in_path, command))
    body = wire(command, left_out)

    def answer(request: Request[Any, Any, Any], check: bool, data: Any, path: dict[str, str]) -> Response[Answer]:  # noqa: FBT001
        return _answer(request, act, command, path, data, check=check)

    names = ", ".join(in_path)
    wrapped = _signed(answer, names.split(", ") if names else [], body)
    wrapped.__name__ = act.do
    wrapped.__doc__ = command.__doc__
    status = 201 if act.makes else 200
    verb = VERBS[act.method]
    return verb(
        act.path,
        operation_id=act.do,
        status_code=status,
        sync_to_thread=True,
        summary=(command.__doc__ or "").splitlines()[0],
    )(wrapped)


def _implied(in_path: tuple[str, ...], command: type[Command]) -> tuple[str, ...]:
    below = {
        "seat": ("group",),
        "term": ("group",),
        "handover": ("group",),
        "requisition": ("group",),
        "proposal": ("group",),
        "item": ("meeting",),
        "motion": ("meeting",),
        "act": ("meeting",),
        "ruling": ("meeting",),
    }
    if command.home == "minutes":
        below = {"meeting": ("minutes",), "correction": ("minutes",), "item": ("minutes",)}
    return tuple(f for name in in_path for f in below.get(name, ()) if f in command.__struct_fields__)


def _signed(
    answer: Callable[..., Response[Answer]], names: list[str], body: type[msgspec.Struct]
) -> Callable[..., Response[Answer]]:
    """A function whose signature Litestar can read: the request, each path part, `check`, and the body."""

    def wrapped(**given: Any) -> Response[Answer]:
        path = {name: given[name] for name in names}
        data = body() if given["data"] is None else given["data"]
        return answer(given["request"], given["check"], data, path)

    kinds: dict[str, Any] = {
        "request": Request[Any, Any, Any],
        **dict.fromkeys(names, FromPath[str]),
        "check": FromQuery[bool],
        "data": JSONBody[body | None] if _optional(body) else JSONBody[body],  # type: ignore[misc,valid-type]
    }
    keyword = inspect.Parameter.KEYWORD_ONLY
    defaults = {"check": False, **({"data": None} if _optional(body) else {})}
    parameters = [
        inspect.Parameter(name, keyword, annotation=kind, default=defaults.get(name, inspect.Parameter.empty))
        for name, kind in kinds.items()
    ]
    wrapped.__signature__ = inspect.Signature(parameters, return_annotation=Response[Answer])  # type: ignore[attr-defined]
    wrapped.__annotations__ = {**kinds, "return": Response[Answer]}
    return wrapped


def _optional(body: type[msgspec.Struct]) -> bool:
    """Whether the act can be asked for without a body: every field has a default."""
    return not any(field.required for field in msgspec.structs.fields(body))


def _answer(
    request: Request[Any, Any, Any],
    act: Act,
    command: type[Command],
    path: Mapping[str, str],
    data: object,
    *,
    check: bool,
) -> Response[Answer]:
    service: Service = request.app.state.service
    who = principal(request)
    if who is None:
        raise Problem(401, "not-signed-in", "Send a token.")
    with service.governance.one_moment():
        resolved = _resolved(service, who, command, path, data)
    key = request.headers.get("idempotency-key")
    if key is not None and not 1 <= len(key) <= 255:  # noqa: PLR2004 - as documented
        raise Problem(400, "bad-request", "An Idempotency-Key has 1 to 255 characters.")
    body = msgspec.json.encode([request.url.path, msgspec.to_builtins(data)])
    with _once(str(who.id), key):
        stands = etag.expected(request.headers.getall("if-match", []))
        handled = service.governance.handle(resolved, who, key=key, body=body, check=check, expected=stands)
    things = _things(service, act, handled)
    status = 200 if check or not act.makes else 201
    return Response(_made(service, handled, things), status_code=status, headers=_headers(handled, things))


# What was made and can be read at an address of its own.
READABLE = {
    "person": "people",
    "group": "groups",
    "meeting": "meetings",
    "motion": "motions",
    "decision": "decisions",
    "resolution": "resolutions",
}


def _headers(handled: Handled, things: Mapping[str, Thing]) -> dict[str, str]:
    headers: dict[str, str] = {}
    if handled.receipt is None or not handled.events:
        return headers
    stream = handled.events[0].stream
    version = max(one.version for one in handled.events if one.stream == stream)
    headers["Record-Position"] = str(handled.receipt.last)
    headers["ETag"] = etag.of_stream(stream, version)
    for kind, thing in things.items():
        if kind in READABLE:
            headers["Location"] = f"/api/v1/{READABLE[kind]}/{thing.id}"
    return headers


class _once:  # noqa: N801 - reads as a word
    """One request at a time under a key; a second one meanwhile is told so."""

    def __init__(self, who: str, key: str | None) -> None:
        self._slot = None if key is None else (who, key)

    def __enter__(self) -> None:
        if self._slot is None:
            return
        with _lock:
            if self._slot in _in_flight:
                raise Problem(409, "busy", "A request with this Idempotency-Key is being handled.")
            _in_flight.add(self._slot)

    def __exit__(self, *_: object) -> None:
        if self._slot is not None:
            with _lock:
                _in_flight.discard(self._slot)


def _resolved(
    service: Service, who: Principal, command: type[Command], path: Mapping[str, str], data: object
) -> Command:
    governance = service.governance
    ids: dict[str, UUID] = {}
    group: GroupId | None = None
    meeting: MeetingId | None = None
    for name, text in path.items():
        at = _at(service, group, meeting, data)
        found = RecordNames(governance, group=group, at=at).find(name, text) or _uuid(text)
        if found is None:
            raise NotFound(name)
        ids[name] = found
        place = governance.find(service.stream_of(found) if name == "act" else found)
        if place is None or place.kind != ("meeting" if name == "act" else name):
            raise NotFound(name)
        group = place.group or group
        if group is not None:
            admit(governance, who, group, what=name)
        if place.kind == "person":
            LETTING[command.do](governance, who, PersonId(found))
        if place.kind in {"meeting", "item", "motion", "ruling"}:
            meeting = MeetingId(place.stream)
    fixed: dict[str, object] = {name: found for name, found in ids.items() if name in command.__struct_fields__}
    if command.home == "minutes":
        fixed["minutes"] = _minutes(service, ids, meeting)
    if "group" in command.__struct_fields__ and group is not None:
        fixed.setdefault("group", group)
    if "meeting" in command.__struct_fields__ and meeting is not None:
        fixed.setdefault("meeting", meeting)
    names = RecordNames(governance, group=group, meeting=meeting, at=_at(service, group, meeting, data))
    return resolve(command, _given(data), names, fixed)


def _minutes(service: Service, ids: Mapping[str, UUID], meeting: MeetingId | None) -> UUID:
    """The minutes of the meeting a path names or stands in, or those a correction was asked of. Raises `NotFound`."""
    if "correction" in ids:
        return service.stream_of_thing(ids["correction"])
    minutes = None if meeting is None else service.governance.places.minutes_of(meeting)
    if minutes is None:
        raise NotFound("minutes")
    return minutes


def _at(service: Service, group: GroupId | None, meeting: MeetingId | None, data: object) -> Moment | None:
    """When offices are read: as the act says, else the meeting's time, else today."""
    when = getattr(data, "when", None)
    if when is not None:
        return _day(when.date)
    if meeting is not None:
        state = service.governance.meeting(meeting)
        return state.last or state.starts
    return None if group is None else today(service.governance.group(group).zone)


def _day(date: str) -> Moment | None:
    # An impossible date finds nobody in office; the command itself is then refused, naming the field.
    try:
        return Moment(f"{dt.date.fromisoformat(date)}T00:00+00:00", "day")
    except ValueError:
        return None


def _given(data: object) -> dict[str, Any]:
    """What the body says, defaults left out."""
    said = msgspec.to_builtins(data)
    assert isinstance(said, dict), "a body is an object"
    return {name: value for name, value in said.items() if value is not None}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _result(handled: Handled) -> Ruled | None:
    return next((one.event for one in handled.events if isinstance(one.event, Ruled)), None)


def _things(service: Service, act: Act, handled: Handled) -> dict[str, Thing]:
    result = _result(handled)
    if result is not None:
        return _decided(service, result, handled)
    if act.makes is None or handled.made is None:
        return {}
    return {act.makes: Thing() if handled.receipt is None else Thing(handled.made)}


def _made(service: Service, handled: Handled, things: Mapping[str, Thing]) -> Answer:
    receipt, result = handled.receipt, _result(handled)
    return Answer(
        **things,
        why=handled.why,
        split=result.outcome.split if result else None,
        events=() if receipt is None else tuple(one.id for one in handled.events),
        receipt=None if receipt is None else _positions(service, receipt),
        minutes=() if receipt is None else minutes_of(service, handled),
    )


def _decided(service: Service, result: Ruled, handled: Handled) -> dict[str, Thing]:
    outcome, recorded = result.outcome, handled.receipt is not None
    number = service.number(handled.events) if result.decision and recorded else None
    answer = outcome.announced or outcome.by_rule
    motion = result.motion if isinstance(result, ResultDeclared) else None
    thing = (result.decision or motion) if recorded else None
    made = Thing(thing, number, answer, outcome.takes_effect, outcome.irregular)
    return {"decision" if result.decision else "motion": made}


def _positions(service: Service, receipt: Receipt) -> Positions:
    leaf = base64.b64encode(receipt.leaf).decode() if receipt.leaf else None
    awaiting = Checkpoints(service.governance.store.rows).awaited(receipt.last)
    return Positions((receipt.first, receipt.last), leaf, receipt.repeated, awaiting)
