"""Founding a group: its name and kind, and the page from which each further step is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.access import today
from api.accounts import paper
from api.accounts.wiring import accounts_of
from api.pages.forms import form_page, go, signed_in
from api.pages.founding import steps
from api.pages.founding.sheet import Refused, Sheet, Step, again, read, together
from api.pages.language import gettext as _
from api.v1.asked import service_of
from governance import founding
from governance.group.commands import FoundGroup
from governance.kernel import Moment

if TYPE_CHECKING:
    from governance.kernel import PersonId

KINDS = ("local", "national", "sprint")
MET = ("no", "yes")
# A group of this short name could not be gone on with: its address is the page that founds another.
OUR_OWN = {"group"}


@get("/found", sync_to_thread=True)
def found(request: Request[Any, Any, Any]) -> Response[str]:
    """The groups one is founding, and how to found another."""
    person, now = _founder(request)
    governance = service_of(request).governance
    begun = [governance.directory(group) for group in founding.unfinished(governance, person, now)]
    if not begun:
        founding.may_found(governance, person, now)
    return form_page(request, "found.html", begun=begun, stranded=_stranded(request))


def _stranded(request: Request[Any, Any, Any]) -> bool:
    """Whether whoever is signed in has no way to sign in again: neither an address nor a code on paper."""
    _who, person = signed_in(request)
    return not paper.can_come_back(accounts_of(request), person)


@get("/found/group", sync_to_thread=True)
def group(request: Request[Any, Any, Any]) -> Response[str]:
    """What the group is called, and whether it has met before."""
    person, now = _founder(request)
    founding.may_found(service_of(request).governance, person, now)
    return again(request, "found_group.html", Sheet({}))


@post("/found/group", sync_to_thread=True)
def found_group(request: Request[Any, Any, Any], data: URLEncodedBody[dict[str, Any]]) -> Response[Any]:
    """Found the group."""
    sheet, (person, now) = read(request, data), _founder(request)
    founding.may_found(service_of(request).governance, person, now)
    name = sheet.line("name", _("Write the name of the group."))
    typed = sheet.line("slug")
    slug = steps.slug_of(typed or name)
    if slug in OUR_OWN:
        slug = steps.unlike(slug, OUR_OWN)
    if (name or typed) and not slug:
        sheet.fault("slug", _("Write a short name. Use letters from a to z, figures and hyphens."))
    kind = sheet.one_of("kind", KINDS, _("Choose what kind of group it is."), at="kind-1")
    older = sheet.one_of("met", MET, _("Say whether the group has met before."), at="met-1") == "yes"
    since = sheet.day("since", _("Say since when the group has met.")) if older else None
    body = {"name": name, "slug": slug, "kind": kind, "since": since, "convenor": str(person)}

    def acts(step: Step) -> None:
        try:
            step.act(FoundGroup, body, {"slug": "slug", "when": "since", "since": "since", "": "name"})
        except Refused:
            return

    who, _person = signed_in(request)
    if sheet.faults or not together(request, who, sheet, acts):
        return again(request, "found_group.html", sheet)
    return go(f"/found/{slug}/seats")


@get("/found/{group:str}", sync_to_thread=True)
def overview(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """How far the group has come, and what is still to be done."""
    begun = steps.of(request, group)
    return form_page(
        request, "found_steps.html", at=begun.at, group=begun.directory, progress=begun.progress, called=begun.called
    )


def _founder(request: Request[Any, Any, Any]) -> tuple[PersonId, Moment]:
    _who, person = signed_in(request)
    return person, today(service_of(request).governance.organisation().zone)


GROUP = [found, group, found_group, overview]
