"""The seats of a group, for officers: adding one, and taking an empty one away (R-AU2, R-QU10)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, get_args

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.pages import behind
from api.pages.acting import Once, Place, Refusal, act, act_page, of_officers
from api.pages.forms import genuine, go
from api.pages.groups import CONSTITUENCIES
from governance.kernel import NON_VOTING, Constituency
from governance.reader import NotFound

if TYPE_CHECKING:
    from governance.kernel import SeatId


class NewSeat(Once, frozen=True):
    """A seat to add."""

    label: str = ""
    constituency: str = ""
    decision: str = ""


class Retiring(Once, frozen=True):
    """The decision by which a seat is taken away; none for one without a vote."""

    decision: str = ""


@get("/groups/{group:str}/seats/add", sync_to_thread=True)
def to_add(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """Where a seat is added."""
    return _add_page(request, of_officers(request, group), NewSeat())


@post("/groups/{group:str}/seats/add", sync_to_thread=True)
def add(request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[NewSeat]) -> Response[Any]:
    """Add a seat to the group."""
    genuine(request, data)
    place = of_officers(request, group)
    told = {"label": data.label, "constituency": data.constituency, "slug": slug_of(data.label)}
    told |= {"decision": data.decision} if data.constituency not in NON_VOTING else {}
    done = act(place, "createSeat", told, once=data.once)
    if isinstance(done, Refusal):
        field = "label" if done.field == "slug" else done.field
        return _add_page(request, place, data, msgspec.structs.replace(done, field=field))
    return go(f"{place.path}/people")


@get("/groups/{group:str}/seats/{seat:str}/retire", sync_to_thread=True)
def to_retire(request: Request[Any, Any, Any], group: FromPath[str], seat: FromPath[str]) -> Response[str]:
    """Where an empty seat is taken away."""
    place = of_officers(request, group)
    return _retire_page(request, place, _empty(place, seat), Retiring())


@post("/groups/{group:str}/seats/{seat:str}/retire", sync_to_thread=True)
def retire(
    request: Request[Any, Any, Any], group: FromPath[str], seat: FromPath[str], data: URLEncodedBody[Retiring]
) -> Response[Any]:
    """Take an empty seat away from the group."""
    genuine(request, data)
    place = of_officers(request, group)
    found = _empty(place, seat)
    told = {"seat": str(found), "decision": data.decision if place.state.seats[found].voting else ""}
    done = act(place, "retireSeat", told, once=data.once)
    return _retire_page(request, place, found, data, done) if isinstance(done, Refusal) else go(f"{place.path}/people")


def slug_of(label: str) -> str:
    """A short name for life from a label: letters and figures with hyphens between."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:80].strip("-")
    return f"seat-{slug}".strip("-") if not slug or slug.isdecimal() else slug


def _empty(place: Place, text: str) -> SeatId:
    """The seat of an address that nobody is in. Raises `NotFound`."""
    seat, kept = place.seat(text)
    if kept.holder(place.now) is not None:
        raise NotFound("seat")
    return seat


def _add_page(
    request: Request[Any, Any, Any], place: Place, data: NewSeat, refused: Refusal | None = None
) -> Response[str]:
    kinds = [(kind, CONSTITUENCIES[kind]()) for kind in get_args(Constituency)]
    founding = place.state.convenor_acts(place.now)
    decisions = [] if founding else behind.for_new_seat(place)
    more = {"kinds": kinds, "decisions": decisions, "founding": founding}
    return act_page(request, "seat_add.html", place, refused, data=data, once=data.once, **more)


def _retire_page(
    request: Request[Any, Any, Any], place: Place, seat: SeatId, data: Retiring, refused: Refusal | None = None
) -> Response[str]:
    asked = place.state.seats[seat].voting and not place.state.convenor_acts(place.now)
    decisions = behind.for_seat_retired(place, seat) if asked else []
    more = {"label": place.directory.labels[seat], "asked": asked, "decisions": decisions}
    return act_page(request, "seat_retire.html", place, refused, data=data, once=data.once, **more)


SEATS = [to_add, add, to_retire, retire]
