"""Auditors: members see who looks through the record and what they read; officers record whom the group appointed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.access import OFFICER
from api.accounts.addresses import normalised
from api.pages import behind
from api.pages.acting import Once, Place, Refusal, act, act_page, command, of_officers, together
from api.pages.days import Day
from api.pages.forms import form_page, genuine, go
from api.pages.language import gettext as _
from api.pages.sign_in import REASONS as NO_WAY_IN
from api.v1.asked import group_of
from api.v1.auditors import AuditorView, auditors_of
from governance.reader import NotFound
from governance.rules.terms import years_on

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from governance.trial import Trial

KINDS: Mapping[str, Callable[[], str]] = {
    "file": lambda: _("a file of our record"),
    "minutes": lambda: _("minutes"),
    "decisions": lambda: _("decisions"),
    "meetings": lambda: _("what happened at meetings"),
    "group": lambda: _("who we are and what we plan"),
}
CLEARED: Mapping[str, Callable[[], str]] = {
    "1": lambda: _("What members read"),
    "2": lambda: _("What the chair and secretary read, closed items too"),
    "3": lambda: _("Everything, also what members told us in confidence"),
}


class Appointing(Once, frozen=True):
    """Whom the group appointed, what they may read, until when, and by which decision."""

    label: str = ""
    name: str = ""
    email: str = ""
    cleared: str = ""
    until_day: str = ""
    until_month: str = ""
    until_year: str = ""
    decision: str = ""

    @property
    def until(self) -> Day:
        """The last day, as typed."""
        return Day(self.until_day, self.until_month, self.until_year)


class Ending(Once, frozen=True):
    """By which decision an auditor reads no more."""

    decision: str = ""


@get("/groups/{group:str}/auditors", sync_to_thread=True)
def auditors(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """Who looks through the record, and what they read."""
    service, found, tier = group_of(request, group, at_least=1)
    directory = service.governance.directory(found)
    kinds = {kind: words() for kind, words in KINDS.items()}
    may = {int(tier_): words() for tier_, words in CLEARED.items()}
    listed = auditors_of(service, found)
    path = f"/groups/{directory.slug}"
    return form_page(
        request, "auditors.html", group=directory, path=path, auditors=listed, kinds=kinds, may=may,
        officer=tier >= OFFICER,
    )  # fmt: skip


@get("/groups/{group:str}/auditors/appoint", sync_to_thread=True)
def to_appoint(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """Where an appointment is recorded."""
    return _appoint_page(request, of_officers(request, group), Appointing())


@post("/groups/{group:str}/auditors/appoint", sync_to_thread=True)
def appoint(request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[Appointing]) -> Response[Any]:
    """Record whom the group appointed."""
    genuine(request, data)
    place = of_officers(request, group)
    refused = _appointed(place, data)
    return _appoint_page(request, place, data, refused) if refused else go(f"{place.path}/auditors")


@get("/groups/{group:str}/auditors/{person:str}/end", sync_to_thread=True)
def to_end(request: Request[Any, Any, Any], group: FromPath[str], person: FromPath[str]) -> Response[str]:
    """Where it is recorded that the group ended it."""
    place = of_officers(request, group)
    return _end_page(request, place, _reading(place, person), Ending())


@post("/groups/{group:str}/auditors/{person:str}/end", sync_to_thread=True)
def end(
    request: Request[Any, Any, Any], group: FromPath[str], person: FromPath[str], data: URLEncodedBody[Ending]
) -> Response[Any]:
    """Record that the group ended it."""
    genuine(request, data)
    place = of_officers(request, group)
    found = _reading(place, person)
    if not data.decision:
        return _end_page(request, place, found, data, Refusal("decision", _("Please choose one.")))
    done = act(place, "endAuditor", {"person": str(found.person), "decision": data.decision}, once=data.once)
    return _end_page(request, place, found, data, done) if isinstance(done, Refusal) else go(f"{place.path}/auditors")


def _appointed(place: Place, data: Appointing) -> Refusal | None:
    """Record the person and the appointment as one; or why not."""
    for field, missing in (("label", not data.label), ("name", not data.name), ("decision", not data.decision)):
        if missing:
            return Refusal(field, _("Please choose one.") if field == "decision" else _("Please fill this in."))
    if data.cleared not in CLEARED:
        return Refusal("cleared", _("Please choose one."))
    if data.email.strip() and normalised(data.email) is None:
        return Refusal("email", NO_WAY_IN["not_an_address"]())

    def tell(trial: Trial) -> None:
        person = trial.act(command(place, "registerPerson", {"name": data.name, "email": data.email}), place.who).made
        told = {
            "person": str(person),
            "label": data.label,
            "until": data.until.iso or years_on(place.now.date, 1).isoformat(),
            "cleared": int(data.cleared),
            "decision": data.decision,
        }
        trial.act(command(place, "appointAuditor", told), place.who)

    return together(place, tell)


def _reading(place: Place, person: str) -> AuditorView:
    for one in auditors_of(place.service, place.group):
        if str(one.person) == person and one.reading:
            return one
    raise NotFound("auditor")


def _appoint_page(
    request: Request[Any, Any, Any], place: Place, data: Appointing, refused: Refusal | None = None
) -> Response[str]:
    more = {"may": [(tier, words()) for tier, words in CLEARED.items()], "decisions": behind.for_auditor(place)}
    return act_page(request, "auditor_appoint.html", place, refused, data=data, once=data.once, **more)


def _end_page(
    request: Request[Any, Any, Any], place: Place, found: AuditorView, data: Ending, refused: Refusal | None = None
) -> Response[str]:
    more = {"auditor": found, "decisions": behind.for_auditor(place)}
    return act_page(request, "auditor_end.html", place, refused, data=data, once=data.once, **more)


AUDITORS = [auditors, to_appoint, appoint, to_end, end]
