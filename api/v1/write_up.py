"""Writing up a meeting: a draft kept outside the record, checked as often as wanted, recorded whole."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from api import drafts, writing_up
from api.drafts import Draft, Finding, Kept
from api.problems import Problem
from api.v1.answers import answered
from api.v1.asked import thing_of
from api.v1.service import Service, principal
from api.writing_up import Irregular, Look
from governance.acts import Principal
from governance.kernel import MeetingId, Tier
from governance.reader import NotFound

OFFICER: Tier = 2
MOST_ACTS = 500
ATTEMPTS = 5


class WriteUp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The acts of a meeting in order, each as a line of an import has it, without the meeting."""

    acts: Annotated[tuple[dict[str, Any], ...], msgspec.Meta(max_length=MOST_ACTS)]


class Saved(msgspec.Struct, frozen=True):
    """The version now kept; the ETag has it too."""

    version: int


class DraftView(msgspec.Struct, frozen=True):
    """A write-up as last saved: its acts in order, its version, and whose pen it is (a person), run out or not."""

    version: int
    acts: tuple[dict[str, Any], ...]
    pen: UUID
    pen_free: bool


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
def get_draft(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Response[DraftView]:
    """The write-up as last saved; its ETag is needed to save over it. Notes typed into a page are given as acts."""
    service, found, who = _writer(request, meeting)
    draft = _draft(service, found)
    sheet = writing_up.sheet_of(service.governance, found, draft, who)
    view = DraftView(draft.version, sheet.acts if sheet else draft.kept.acts, draft.pen, draft.pen_free)
    return answered(request, view, tag=_tag(draft.version))


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
            service.governance,
            found,
            _person(who),
            Kept(data.acts),
            seen=_seen(request, service, found),
            take_pen=take_pen,
        )
    except drafts.PenHeld:
        raise Problem(409, "pen-held", "Another officer is writing. Take the pen, or wait ten minutes.") from None
    except drafts.Moved:
        raise Problem(412, "stale", "The draft has changed since you read it.") from None
    return Response(Saved(version), headers={"ETag": _tag(version)})


@delete("/meetings/{meeting:str}/draft", operation_id="discardDraft", sync_to_thread=True)
def discard_draft(request: Request[Any, Any, Any], meeting: FromPath[str]) -> None:
    """Throw the write-up away; nothing of it was recorded. `If-Match` names the version.

    Refused while another officer is writing: take the pen first, by saving.
    """
    service, found, who = _writer(request, meeting)
    _draft(service, found)
    try:
        drafts.throw_away(service.governance, found, _person(who), seen=_seen(request, service, found))
    except drafts.PenHeld:
        raise Problem(409, "pen-held", "Another officer is writing. Take the pen, or wait ten minutes.") from None
    except drafts.Moved:
        raise Problem(412, "stale", "The draft has changed since you read it.") from None


@post("/meetings/{meeting:str}/draft/check", operation_id="checkDraft", status_code=200, sync_to_thread=True)
def check_draft(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Checked:
    """Everything the rules have to say about the draft, all at once; records nothing."""
    service, found, who = _writer(request, meeting)
    seen = writing_up.look(service.governance, found, _draft(service, found), who)
    return Checked(seen.findings, seen.irregular, writing_up.minutes(seen.attempt.trial.governance, found))


@post("/meetings/{meeting:str}/draft/record", operation_id="recordMeeting", status_code=201, sync_to_thread=True)
def record_meeting(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Recorded:
    """Record the whole draft in one transaction, or nothing of it.

    With `If-Match` a repeat after a lost answer is told what was recorded.
    """
    service, found, who = _writer(request, meeting)
    before = _recorded_before(request, service, found, who)
    if before is not None:
        return before
    done = writing_up.record(service.governance, found, _draft(service, found), who)
    if isinstance(done, Look):
        raise Problem(409, "refused", "The draft cannot be recorded yet.", errors=done.findings)
    return Recorded((done.first, done.last), writing_up.minutes(service.governance, found))


def _recorded_before(
    request: Request[Any, Any, Any], service: Service, meeting: MeetingId, who: Principal
) -> Recorded | None:
    if "if-match" not in request.headers:
        return None
    governance, seen = service.governance, _seen(request, service, meeting)
    command, _digest = governance.command_id(None, who, writing_up.key_of(meeting, seen), b"", None)
    receipt = governance.store.receipt(command)
    if receipt is None:
        if seen != _draft(service, meeting).version:
            raise Problem(412, "stale", "The draft has changed since you read it.")
        return None
    return Recorded((receipt.first, receipt.last), writing_up.minutes(governance, meeting))


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


def _draft(service: Service, meeting: MeetingId) -> Draft:
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


WRITE_UP = [get_draft, save_draft, discard_draft, check_draft, record_meeting]
