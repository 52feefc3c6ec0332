"""Codes on paper: what is left of somebody's sheet, a new one to print for officers, and one for oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.accounts import paper
from api.accounts.wiring import accounts_of
from api.pages.acting import Place, of_officers
from api.pages.forms import Form, form_page, genuine, signed_in, visitor_of
from api.pages.language import gettext as _
from governance.kernel import Moment
from governance.reader import NotFound

if TYPE_CHECKING:
    from governance.acts import Principal
    from governance.application import Governance
    from governance.kernel import PersonId, SeatId


@get("/groups/{group:str}/people/{seat:str}/codes", sync_to_thread=True)
def codes(request: Request[Any, Any, Any], group: FromPath[str], seat: FromPath[str]) -> Response[str]:
    """What is left of the sheet of whoever holds a seat; the codes themselves are never shown again."""
    place = of_officers(request, group)
    found, person = holder(place, seat)
    try:
        sheet = paper.sheet_of(accounts_of(request), place.who, person)
    except NotFound:
        return _page(request, "codes.html", place, found, ours=False)
    return _page(request, "codes.html", place, found, ours=True, sheet=sheet)


@post("/groups/{group:str}/people/{seat:str}/codes", sync_to_thread=True)
def print_codes(
    request: Request[Any, Any, Any], group: FromPath[str], seat: FromPath[str], data: URLEncodedBody[Form]
) -> Response[str]:
    """A new sheet, shown in the answer itself: codes are kept only as hashes, so no page could show them later."""
    genuine(request, data)
    place = of_officers(request, group)
    found, person = holder(place, seat)
    accounts = accounts_of(request)
    try:
        sheet = paper.print_codes(accounts, place.who, person, here=visitor_of(request).session)
    except NotFound:
        return _page(request, "codes.html", place, found, ours=False, status=403)
    back = f"{place.path}/people"
    return _page(
        request, "codes_sheet.html", place, found, sheet=sheet, back=back, address=accounts.settings.public, whose=""
    )


@post("/account/codes", sync_to_thread=True)
def print_ones_own(request: Request[Any, Any, Any], data: URLEncodedBody[Form]) -> Response[str]:
    """A sheet for oneself, for whoever has no e-mail and wants to come back."""
    genuine(request, data)
    who, person = signed_in(request)
    return sheet_of_ones_own(request, who, person, back="/account", back_words=_("Your devices"))


class Printed(Form, frozen=True):
    """A sheet one printed for somebody else."""

    sheet: UUID | None = None


@post("/account/codes/anew", sync_to_thread=True)
def print_anew(request: Request[Any, Any, Any], data: URLEncodedBody[Printed]) -> Response[str]:
    """A sheet one printed for another person, made anew while nobody has used it."""
    genuine(request, data)
    who, person = signed_in(request)
    accounts = accounts_of(request)
    if data.sheet is None:
        raise NotFound("sheet")
    label = next(
        (whose(accounts.governance, person, one) for one in paper.unused(accounts, who) if one.id == data.sheet), ""
    )
    sheet = paper.print_anew(accounts, who, data.sheet)
    return _sheet(request, sheet, back="/account", back_words=_("Your devices"), whose=label)


def sheet_of_ones_own(
    request: Request[Any, Any, Any], who: Principal, person: PersonId, *, back: str, back_words: str
) -> Response[str]:
    """A new sheet for whoever asks, and the page they go on to when it is printed."""
    return _sheet(
        request,
        paper.print_codes(accounts_of(request), who, person, here=visitor_of(request).session),
        back=back,
        back_words=back_words,
        whose="",
    )


def _sheet(request: Request[Any, Any, Any], sheet: paper.Sheet, **more: Any) -> Response[str]:
    address = accounts_of(request).settings.public
    return form_page(request, "codes_sheet.html", label="", sheet=sheet, address=address, **more)


def whose(governance: Governance, printer: PersonId, sheet: paper.Unused) -> str:
    """Whose sheet it is, as whoever printed it knew them then: by their seat, in the groups of both."""
    found = []
    for group in governance.groups():
        state, directory = governance.group(group), governance.directory(group)
        then = Moment(sheet.made_at.astimezone(ZoneInfo(state.zone)).isoformat(timespec="minutes"), "minute")
        if state.convenor == printer or state.seats_of(printer, then):
            seats = state.seats_of(sheet.person, then)
            found += [f"{directory.labels[seat]}, {directory.name}" for seat in seats]
    return "; ".join(found)


def holder(place: Place, text: str) -> tuple[SeatId, PersonId]:
    """The seat that an address names by id, and who holds it now. Raises `NotFound`, of an empty seat too."""
    seat, kept = place.seat(text)
    person = kept.holder(place.now)
    if person is None:
        raise NotFound("person")
    return seat, person


def _page(request: Request[Any, Any, Any], template: str, place: Place, seat: SeatId, **more: Any) -> Response[str]:
    label = place.directory.labels[seat]
    return form_page(request, template, group=place.directory, path=place.path, label=label, **more)


CODES = [codes, print_codes, print_ones_own, print_anew]
