"""Private links, for officers: who can read without an account, one link more, one fewer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.accounts import private_links
from api.accounts.private_links import LinkView
from api.accounts.wiring import accounts_of
from api.pages.acting import NOT_DONE, Place, of_officers
from api.pages.forms import Form, form_page, genuine, go
from api.pages.language import gettext as _
from api.v1.asked import uuid_of
from governance.kernel import PersonId
from governance.reader import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

READER = "reader"
DAYS: Mapping[str, Callable[[], str]] = {
    "31": lambda: _("One month"),
    "92": lambda: _("Three months"),
    "183": lambda: _("Half a year"),
    "366": lambda: _("One year"),
}


class LinkCard(msgspec.Struct, frozen=True):
    """A private link as its officers see it: for which seat (None for a reader), and when it was made and opened."""

    id: UUID
    label: str | None
    made_at: dt.datetime
    expires_at: dt.datetime
    opened_at: dt.datetime | None


class Making(Form, frozen=True):
    """For whom a link is, by seat or `reader`, and for how many days."""

    seat: str = ""
    days: str = ""


@get("/groups/{group:str}/links", sync_to_thread=True)
def links(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """The private links that work now."""
    place = of_officers(request, group)
    return _page(request, "links.html", place, links=_cards(request, place))


@get("/groups/{group:str}/links/make", sync_to_thread=True)
def to_make(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """Where a link is made."""
    return _make_page(request, of_officers(request, group), Making(), {})


@post("/groups/{group:str}/links/make", sync_to_thread=True)
def make(request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[Making]) -> Response[str]:
    """Make a link, shown in the answer itself: it is kept only as a hash, so no page could show it later."""
    genuine(request, data)
    place = of_officers(request, group)
    holders = _holders(place)
    asked = {"seat": data.seat in {READER, *holders}, "days": data.days in DAYS}
    faults = {field: _("Please choose one.") for field, well in asked.items() if not well}
    if faults:
        return _make_page(request, place, data, faults)
    person = holders.get(data.seat)
    made = private_links.make_private_link(
        accounts_of(request), place.who, place.group, person=person, days=int(data.days)
    )
    label = _labels(place).get(person) if person else None
    return _page(request, "link_card.html", place, made=made, label=label)


@get("/groups/{group:str}/links/{link:str}/end", sync_to_thread=True)
def to_end(request: Request[Any, Any, Any], group: FromPath[str], link: FromPath[str]) -> Response[str]:
    """Where a link is ended."""
    place = of_officers(request, group)
    found = next((card for card in _cards(request, place) if str(card.id) == link), None)
    if found is None:
        raise NotFound("link")
    return _page(request, "link_end.html", place, link=found)


@post("/groups/{group:str}/links/{link:str}/end", sync_to_thread=True)
def end(
    request: Request[Any, Any, Any], group: FromPath[str], link: FromPath[str], data: URLEncodedBody[Form]
) -> Response[Any]:
    """End a link for everybody who has it."""
    genuine(request, data)
    place, found = of_officers(request, group), uuid_of(link)
    if found is None or not private_links.end_private_link(accounts_of(request), place.who, place.group, found):
        raise NotFound("link")
    return go(f"{place.path}/links")


def _cards(request: Request[Any, Any, Any], place: Place) -> list[LinkCard]:
    labels = _labels(place)

    def card(link: LinkView) -> LinkCard:
        label = labels.get(PersonId(link.person), _("Somebody who has left")) if link.person else None
        return LinkCard(link.id, label, link.made_at, link.expires_at, link.opened_at)

    return [card(one) for one in private_links.private_links(accounts_of(request), place.who, place.group)]


def _holders(place: Place) -> dict[str, PersonId]:
    """Who holds each seat, by the seat's id."""
    held = {seat: kept.holder(place.now) for seat, kept in place.state.seats.items() if kept.exists(place.now)}
    return {str(seat): person for seat, person in held.items() if person is not None}


def _labels(place: Place) -> dict[PersonId, str]:
    return {person: place.directory.labels[UUID(seat)] for seat, person in _holders(place).items()}


def _make_page(request: Request[Any, Any, Any], place: Place, data: Making, faults: Mapping[str, str]) -> Response[str]:
    seats = [(seat, place.directory.labels[UUID(seat)]) for seat in _holders(place)]
    lasts = [(days, words()) for days, words in DAYS.items()]
    status = NOT_DONE if faults else 200
    return _page(request, "link_make.html", place, status=status, seats=seats, lasts=lasts, data=data, faults=faults)


def _page(
    request: Request[Any, Any, Any], template: str, place: Place, *, status: int = 200, **more: Any
) -> Response[str]:
    return form_page(request, template, status=status, group=place.directory, path=place.path, **more)


LINKS = [links, to_make, make, to_end, end]
