"""Leaving a group oneself: what it means, asked once more, and to be read when it was done (R-TE5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.access import clearance, today
from api.pages.acting import Once, Place, Refusal, act_page, command, together
from api.pages.forms import form_page, genuine, go, signed_in
from api.pages.language import gettext as _
from api.pages.rendering import day
from api.v1.asked import named_group, service_of
from governance.reader import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from governance.kernel import GroupId, SeatId
    from governance.trial import Trial

REASONS: Mapping[str, Callable[[], str]] = {
    "resigned": lambda: _("I choose to stop"),
    "left": lambda: _("I move away, or change jobs"),
}


class Own(msgspec.Struct, frozen=True):
    """What somebody has in a group, or had until a `day`: their seats, and the offices that go with them.

    `reads`: they read some of its pages without a seat too.
    """

    name: str
    path: str
    seats: tuple[str, ...]
    offices: tuple[str, ...]
    day: str
    reads: bool


class Going(Once, frozen=True):
    """Why one leaves."""

    reason: str = "resigned"


@get("/groups/{group:str}/leave", sync_to_thread=True)
def to_go(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """Where a member leaves the group themselves; and, when they did, what that means."""
    return _page(request, _place(request, group), Going())


@post("/groups/{group:str}/leave", sync_to_thread=True)
def leave(request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[Going]) -> Response[Any]:
    """Leave every seat that is one's own, at once."""
    genuine(request, data)
    place = _place(request, group)
    done = _leave(place, data)
    return go(f"{place.path}/leave") if done is None else _page(request, place, data, done)


def groups_of(request: Request[Any, Any, Any]) -> list[Own]:
    """The groups the reader sits in, and those they sat in."""
    service = service_of(request)
    places = (_at(request, group) for group in service.governance.groups())
    return [own for place in places if (own := _own(place)) is not None]


def _leave(place: Place, data: Going) -> Refusal | None:
    if data.reason not in REASONS:
        return Refusal("reason", _("Please choose one."))
    seats = _seats(place)

    def tell(trial: Trial) -> None:
        for seat in seats:
            told = {"seat": str(seat), "reason": data.reason}
            trial.act(command(place, "vacateSeat", told), place.who)

    return together(place, tell) if seats else None


def _place(request: Request[Any, Any, Any], name: str) -> Place:
    """The group of an address, for whoever sits in it or sat in it. Raises `NotFound` for everybody else."""
    signed_in(request)
    place = _at(request, named_group(service_of(request), name))
    if _own(place) is None:
        raise NotFound("group")
    return place


def _at(request: Request[Any, Any, Any], group: GroupId) -> Place:
    service, (who, _person) = service_of(request), signed_in(request)
    state = service.governance.group(group)
    return Place(service, group, service.governance.directory(group), state, today(state.zone), who)


def _seats(place: Place) -> list[SeatId]:
    assert place.who.person is not None, "they are signed in"
    return list(place.state.seats_of(place.who.person, place.now))


def _own(place: Place) -> Own | None:
    """What the reader has in a group, or had last; None where they never had a seat."""
    labels, sits = place.directory.labels, _seats(place)
    # Whoever reads by a seat reads nothing by it once they left: then they are everybody.
    reads = clearance(place.service.governance, None if sits else place.who, place.group) is not None
    if sits:
        offices = tuple(labels[term.office] for term in place.state.held(place.now) if term.seat in sits)
        return Own(place.directory.name, place.path, tuple(labels[one] for one in sits), offices, "", reads)
    had = [
        (seat, held.until)
        for seat, kept in place.state.seats.items()
        for held in kept.holdings
        if held.person == place.who.person and held.until is not None
    ]
    if not had:
        return None
    seat, until = max(had, key=lambda one: one[1].instant)
    return Own(place.directory.name, place.path, (labels[seat],), (), day(until), reads)


def _page(request: Request[Any, Any, Any], place: Place, data: Going, refused: Refusal | None = None) -> Response[str]:
    own = _own(place)
    assert own is not None, "they have or had a seat"
    if own.day:
        return form_page(request, "left.html", own=own)
    reasons = [(reason, words()) for reason, words in REASONS.items()]
    return act_page(request, "leave.html", place, refused, own=own, reasons=reasons, data=data, once=data.once)


GOING = [to_go, leave]
