"""Writing up a meeting from paper notes: one page, kept as a draft, checked as a whole, recorded at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody

from api import drafts, writing_up
from api.accounts import visitors
from api.drafts import Draft, Kept
from api.notes.fitting import Unfit, fitted
from api.notes.notes import Kind, Notes, added, removed
from api.notes.standing import filled, waiting
from api.pages.earlier import standing_over
from api.pages.forms import Form, form_page, genuine, go, visitor_of
from api.pages.language import gettext as _
from api.pages.writing_desk import Desk, called, desk_of, draft_of, prefilled_for
from api.pages.writing_page import (
    Shown,
    being_written,
    beside,
    came_too_late,
    does_not_fit,
    faults_of,
    places_of,
    refused,
    saved_at,
    shown_page,
    signed_out,
    too_late,
)
from api.problems import Problem
from api.v1.asked import waited
from api.writing_up import Look
from governance import explain
from governance.kernel import PersonId
from governance.reader import NotFound
from governance.store import Conflict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.motion.events import ResultDeclared
    from projections.minutes.document import Part

JSON = "application/json"
NOT_NOTES = {"csrf", "do", "version", "theirs"}
LONGEST_VERSION = 16
KINDS = get_args(Kind)


@get("/meetings/{meeting:str}/write-up", sync_to_thread=True)
def write_up(request: Request[Any, Any, Any], meeting: FromPath[str], look: FromQuery[str] = "") -> Response[Any]:
    """The page: as last saved, or prefilled. `look`: with what the rules have to say, each at its field."""
    desk = desk_of(request, meeting)
    if desk.state.stage != "called":
        return too_late(request, desk)
    draft = drafts.load(desk.service.governance, desk.meeting)
    if draft is None:
        return shown_page(request, desk, prefilled_for(desk), Shown(version=0, prefilled=True))
    if draft.kept.notes is None:
        return go(f"{desk.path}/check")
    if draft.pen != desk.person and not draft.pen_free:
        return being_written(request, desk, draft)
    faults = _faults(desk, draft) if look else ()
    return shown_page(
        request, desk, draft.kept.notes, Shown(version=draft.version, faults=faults, saved=saved_at(desk, draft))
    )


@post("/meetings/{meeting:str}/write-up/save", sync_to_thread=True)
def keep(
    request: Request[Any, Any, Any], meeting: FromPath[str], data: URLEncodedBody[dict[str, Any]]
) -> Response[Any]:
    """Keep what was typed, and do what the button says. Whatever stands in the way, nothing typed is lost."""
    visitor, script = visitor_of(request), JSON in request.headers.get("accept", "")
    if visitor.principal is None:
        return signed_out(request, meeting, data, script=script)
    desk, (notes, unfit) = desk_of(request, meeting), _notes(data)
    if desk.state.stage != "called":
        return came_too_late(request, desk, notes, script=script)
    version, do = _version(data.get("version")), str(data.get("do") or "save")
    if not visitors.genuine(visitor, str(data.get("csrf", ""))):
        words = _("You had been signed out for a while. Your words are all here. Please choose Save.")
        return refused(request, desk, notes, Shown(version=version, banner=words, status=403), script=script)
    if unfit:
        return does_not_fit(request, desk, notes, version, unfit, script=script)
    notes, place = _changed(desk, notes, do, data)
    if waiting(notes):
        notes = filled(notes, standing_over(desk))
    try:
        saved = _saved(desk, notes, _over_which(data, do, version), take_pen=do == "take-pen")
    except drafts.PenHeld:
        words = _("Somebody else is writing now. Your words are here, and not yet saved.")
        shown = Shown(version=version, banner=words, theirs=beside(desk, notes), status=409)
        return refused(request, desk, notes, shown, script=script)
    except drafts.Moved:
        words = _("This was changed somewhere else meanwhile. Your words are here, and not yet saved.")
        shown = Shown(version=version, banner=words, theirs=beside(desk, notes), status=412)
        return refused(request, desk, notes, shown, script=script)
    onward = f"{desk.path}?at={saved}#{place or 'kept'}" if do != "check" else _checked(desk, saved)
    if script:
        return Response({"version": saved, "onward": onward}, status_code=200, headers={"Cache-Control": "no-store"})
    return go(onward)


def _faults(desk: Desk, draft: Draft) -> tuple[tuple[str, str], ...]:
    looked = writing_up.look(desk.service.governance, desk.meeting, draft, desk.who)
    return faults_of(looked, called(desk, desk.person))


def _checked(desk: Desk, version: int) -> str:
    """Where a check leads: to the minutes as they would read, or back to what stands in the way.

    The version makes it another address than that of the page before, which a browser would not load anew.
    """
    looked = writing_up.look(desk.service.governance, desk.meeting, draft_of(desk), desk.who)
    return f"{desk.path}?look={version}#summary" if looked.findings else f"{desk.path}/check"


@get("/meetings/{meeting:str}/write-up/check", sync_to_thread=True)
def check(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Response[Any]:
    """The minutes as they would read, and what the rules have to say of them."""
    desk = desk_of(request, meeting)
    if desk.state.stage != "called":
        return too_late(request, desk)
    return _check_page(request, desk)


def _check_page(request: Request[Any, Any, Any], desk: Desk, *, status: int = 200) -> Response[Any]:
    draft = draft_of(desk)
    looked = writing_up.look(desk.service.governance, desk.meeting, draft, desk.who)
    faults = faults_of(looked, called(desk, desk.person))
    parts = writing_up.parts(looked.attempt.trial.governance, desk.meeting)
    return form_page(
        request,
        "write_up_check.html",
        status=status,
        desk=desk,
        group=desk.directory,
        faults=faults,
        places=places_of(faults, draft.kept.notes),
        by_program=draft.kept.notes is None,
        irregular=_causes(looked, parts),
        parts_of=parts,
        version=draft.version,
        pen="" if draft.pen == desk.person or draft.pen_free else called(desk, PersonId(draft.pen)),
    )


def _causes(looked: Look, parts: Sequence[Part]) -> list[tuple[str, str]]:
    """What was not decided by the rules, each with why, as its own page will say it; a change as the minutes say it."""
    found = looked.not_by_the_rules
    words = looked.attempt.trial.governance.words(one.words for one in found if one.amends is None)
    return [
        (_as_minutes_say(looked, one, parts) if one.amends else words[one.words.ref], explain.plain(one.outcome))
        for one in found
    ]


def _as_minutes_say(looked: Look, one: ResultDeclared, parts: Sequence[Part]) -> str:
    """What a change of words was to do, in the words of the minutes."""
    moved = looked.moved_by(one.motion)
    lines = (line for part in parts for line in part.lines)
    return next((line.tokens.get("changes", line.text) for line in lines if moved in line.events), "")


class Over(Form, frozen=True):
    """A form about a version of the draft."""

    version: str = ""


@post("/meetings/{meeting:str}/write-up/record", sync_to_thread=True)
def record(request: Request[Any, Any, Any], meeting: FromPath[str], data: URLEncodedBody[Over]) -> Response[Any]:
    """Record the whole draft, as it was looked at; a second press changes nothing."""
    genuine(request, data)
    desk = desk_of(request, meeting)
    if desk.state.stage != "called":
        return go(f"/meetings/{desk.meeting}")
    try:
        onward = _recorded(desk, _version(data.version))
    except (NotFound, Conflict) as error:
        if _over(desk):
            return go(f"/meetings/{desk.meeting}")
        if isinstance(error, NotFound):
            raise
        raise Problem(503, "busy", "Others were quicker, again and again. Nothing was recorded. Try again.") from None
    return go(onward)


def _recorded(desk: Desk, version: int) -> str:
    """Where recording leads. Raises `NotFound` when the draft is gone, and `Conflict`."""
    draft = draft_of(desk)
    if draft.version != version:
        return f"{desk.path}/check"
    done = writing_up.record(desk.service.governance, desk.meeting, draft, desk.who)
    if isinstance(done, Look):
        return f"/meetings/{desk.meeting}" if _over(desk) else f"{desk.path}?look={version}#summary"
    waited(desk.service, done.last)
    return f"/meetings/{desk.meeting}"


@post("/meetings/{meeting:str}/write-up/discard", sync_to_thread=True)
def discard(request: Request[Any, Any, Any], meeting: FromPath[str], data: URLEncodedBody[Over]) -> Response[Any]:
    """Throw the draft away, if it is the one that was looked at and nobody else is writing it."""
    genuine(request, data)
    desk = desk_of(request, meeting)
    try:
        drafts.throw_away(desk.service.governance, desk.meeting, desk.person, seen=_version(data.version))
    except drafts.PenHeld:
        return _check_page(request, desk, status=409)
    except drafts.Moved:
        return go(f"{desk.path}/check")
    return go(desk.path)


def _notes(data: dict[str, Any]) -> tuple[Notes, tuple[Unfit, ...]]:
    return fitted({name: value for name, value in data.items() if name not in NOT_NOTES and "add." not in name})


@post("/meetings/{meeting:str}/write-up/pen", sync_to_thread=True)
def take_pen(request: Request[Any, Any, Any], meeting: FromPath[str], data: URLEncodedBody[Over]) -> Response[Any]:
    """Go on where another officer was writing."""
    genuine(request, data)
    desk = desk_of(request, meeting)
    draft = draft_of(desk)
    try:
        drafts.save(desk.service.governance, desk.meeting, desk.person, draft.kept, seen=draft.version, take_pen=True)
    except drafts.Moved:
        return go(desk.path)
    return go(desk.path)


def _changed(desk: Desk, notes: Notes, do: str, data: dict[str, Any]) -> tuple[Notes, str]:
    """The notes after a button, and the field to go on at."""
    what, _colon, path = do.partition(":")
    match what:
        case "add":
            path, _colon, kind = path.partition(":")
            kind = kind or str(data.get(f"add.{path}", "note"))
            return added(notes, path, kind if kind in KINDS else "note")
        case "drop":
            return removed(notes, path), path.rpartition(".entries")[0]
        case "everyone":
            everyone = tuple(seat.slug for seat in desk.names.seats)
            return msgspec.structs.replace(notes, present=everyone, deputies=()), "present"
        case "nobody":
            return msgspec.structs.replace(notes, present=()), "present"
        case _:
            return notes, ""


def _saved(desk: Desk, notes: Notes, version: int, *, take_pen: bool) -> int:
    governance, kept = desk.service.governance, Kept(notes=notes)
    return drafts.save(governance, desk.meeting, desk.person, kept, seen=version, take_pen=take_pen)


def _over(desk: Desk) -> bool:
    """Whether the meeting was recorded or called off since the page was asked for: by another press, most likely."""
    return desk.service.governance.meeting(desk.meeting).stage != "called"


def _over_which(data: dict[str, Any], do: str, version: int) -> int:
    """The version to write over: what others saved meanwhile only when the writer chose to, else the one they saw."""
    return _version(data.get("theirs", version)) if do == "take-pen" else version


def _version(said: Any) -> int:
    text = str(said or "0")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST_VERSION else -1


WRITE_UP = [write_up, keep, check, record, discard, take_pen]
