"""Writing up a meeting: a draft kept outside the record, checked as often as wanted, recorded whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from api import drafts
from api.drafts import Attempt, Draft, Finding
from api.problems import Problem
from api.v1.answers import answered
from api.v1.asked import thing_of
from api.v1.service import Service, principal, written_so_far
from governance.acts import Principal
from governance.kernel import MeetingId, Tier
from governance.motion.events import ResultDeclared
from governance.reader import NotFound
from governance.store import Conflict

if TYPE_CHECKING:
    from governance.application import Governance

OFFICER: Tier = 2
MOST_ACTS = 500
ATTEMPTS = 5


class WriteUp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The acts of a meeting in order, each as a line of an import has it, without the meeting."""

    acts: Annotated[tuple[dict[str, Any], ...], msgspec.Meta(max_length=MOST_ACTS)]


class Saved(msgspec.Struct, frozen=True):
    """The version now kept; the ETag has it too."""

    version: int


class Irregular(msgspec.Struct, frozen=True):
    """A decision that was taken otherwise than the rules have it: recorded as it happened, without effect."""

    pointer: str
    clauses: tuple[str, ...]
    takes_effect: bool


class Checked(msgspec.Struct, frozen=True):
    """Everything the rules have to say, and the minutes as they would read."""

    findings: tuple[Finding, ...]
    irregular: tuple[Irregular, ...]
    minutes: tuple[str, ...]


class Recorded(msgspec.Struct, frozen=True):
    """The positions the meeting's acts were recorded at, first and last, and its minutes."""

    positions: tuple[int, int]
    minutes: tuple[str, ...]


@get("/meetings/{meeting:str}/draft", operation_id="getDraft", sync_to_thread=True)
def get_draft(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Response[Draft]:
    """The write-up as last saved; its ETag is needed to save over it."""
    service, found, _who = _writer(request, meeting)
    draft = drafts.load(service.governance, found)
    if draft is None:
        raise NotFound("draft")
    return answered(request, draft, tag=_tag(draft.version))


@put("/meetings/{meeting:str}/draft", operation_id="saveDraft", status_code=200, sync_to_thread=True)
def save_draft(
    request: Request[Any, Any, Any],
    meeting: FromPath[str],
    data: JSONBody[WriteUp],
    *,
    take_pen: FromQuery[bool] = False,
) -> Response[Saved]:
    """Keep the write-up. `If-Match` names the version it is written over; `take_pen` takes it from another officer."""
    service, found, who = _writer(request, meeting)
    try:
        version = drafts.save(
            service.governance, found, _person(who), data.acts, seen=_seen(request, service, found), take_pen=take_pen
        )
    except drafts.PenHeld:
        raise Problem(409, "pen-held", "Another officer is writing. Take the pen, or wait ten minutes.") from None
    except drafts.Moved:
        raise Problem(412, "stale", "The draft has changed since you read it.") from None
    return Response(Saved(version), headers={"ETag": _tag(version)})


@delete("/meetings/{meeting:str}/draft", operation_id="discardDraft", sync_to_thread=True)
def discard_draft(request: Request[Any, Any, Any], meeting: FromPath[str]) -> None:
    """Throw the write-up away; nothing of it was recorded. `If-Match` names the version."""
    service, found, _who = _writer(request, meeting)
    draft = drafts.load(service.governance, found)
    if draft is None:
        raise NotFound("draft")
    if _seen(request, service, found) != draft.version:
        raise Problem(412, "stale", "The draft has changed since you read it.")
    drafts.drop(service.governance, found)


@post("/meetings/{meeting:str}/draft/check", operation_id="checkDraft", status_code=200, sync_to_thread=True)
def check_draft(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Checked:
    """Everything the rules have to say about the draft, all at once; records nothing."""
    service, found, who = _writer(request, meeting)
    tried = drafts.attempt(service.governance, found, _acts(service, found).acts, who)
    return Checked(tried.findings, _irregular(tried), _minutes(tried.trial.governance, found))


@post("/meetings/{meeting:str}/draft/record", operation_id="recordMeeting", status_code=201, sync_to_thread=True)
def record_meeting(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Recorded:
    """Record the whole draft in one transaction, or nothing of it.

    With `If-Match` a repeat after a lost answer is told what was recorded.
    """
    service, found, who = _writer(request, meeting)
    before = _recorded_before(request, service, found, who)
    return before or _record(service, found, _acts(service, found), who)


def _record(service: Service, meeting: MeetingId, draft: Draft, who: Principal) -> Recorded:
    body = msgspec.json.encode([meeting, draft.acts])
    for _ in range(ATTEMPTS):
        tried = drafts.attempt(service.governance, meeting, draft.acts, who)
        if tried.findings:
            raise Problem(409, "refused", "The draft cannot be recorded yet.", errors=tried.findings)
        try:
            receipt = tried.trial.record(who, key=_key(meeting, draft.version), body=body)
        except Conflict:
            continue
        drafts.drop(service.governance, meeting)
        return Recorded((receipt.first, receipt.last), _minutes(service.governance, meeting))
    raise Problem(503, "busy", "Others were quicker, again and again. Nothing was recorded. Try again.")


def _recorded_before(
    request: Request[Any, Any, Any], service: Service, meeting: MeetingId, who: Principal
) -> Recorded | None:
    if "if-match" not in request.headers:
        return None
    governance, seen = service.governance, _seen(request, service, meeting)
    command, _digest = governance.command_id(None, who, _key(meeting, seen), b"", None)
    receipt = governance.store.receipt(command)
    if receipt is None:
        if seen != _acts(service, meeting).version:
            raise Problem(412, "stale", "The draft has changed since you read it.")
        return None
    return Recorded((receipt.first, receipt.last), _minutes(governance, meeting))


def _key(meeting: MeetingId, version: int) -> str:
    return f"draft {meeting} {version}"


def _writer(request: Request[Any, Any, Any], meeting: str) -> tuple[Service, MeetingId, Principal]:
    """The meeting, for officers of its group. Raises `NotFound` for whom it is not there to be written up."""
    who = principal(request)
    if who is None:
        raise Problem(401, "not-signed-in", "Send a token.")
    service, found, _stream = thing_of(request, "meeting", meeting, at_least=OFFICER)
    return service, MeetingId(found), who


def _person(who: Principal) -> UUID:
    if who.person is None:
        raise Problem(403, "not-entitled", "A person writes up a meeting.")
    return who.person


def _acts(service: Service, meeting: MeetingId) -> Draft:
    draft = drafts.load(service.governance, meeting)
    if draft is None:
        raise NotFound("draft")
    return draft


def _seen(request: Request[Any, Any, Any], service: Service, meeting: MeetingId) -> int:
    said = request.headers.get("if-match", "").strip()
    if not said:
        if drafts.load(service.governance, meeting) is not None:
            raise Problem(428, "say-what-you-saw", "Send the draft's ETag as If-Match.")
        return 0
    version = said.strip('"').removeprefix("draft-")
    return int(version) if version.isascii() and version.isdecimal() and len(version) < 16 else -1  # noqa: PLR2004


def _tag(version: int) -> str:
    return f'"draft-{version}"'


def _irregular(tried: Attempt) -> tuple[Irregular, ...]:
    results = (
        (number, one.event.outcome)
        for number, handled in enumerate(tried.handled)
        if handled is not None
        for one in handled.events
        if isinstance(one.event, ResultDeclared)
    )
    return tuple(Irregular(f"/acts/{n}", o.irregular, o.takes_effect) for n, o in results if o.irregular)


def _minutes(governance: Governance, meeting: MeetingId) -> tuple[str, ...]:
    written = written_so_far(governance, meeting)
    return () if written is None else tuple(f"{line.number} {line.text}" for line in written.lines)


WRITE_UP = [get_draft, save_draft, discard_draft, check_draft, record_meeting]
