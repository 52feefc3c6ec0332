"""Who sits where, for officers: putting people in seats, recording that they left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.access import may_print
from api.accounts.addresses import normalised
from api.pages import behind, leaving, put_out
from api.pages.acting import Once, Place, Refusal, act, act_page, command, happened, of_officers, together
from api.pages.days import Day
from api.pages.forms import form_page, genuine, go
from api.pages.groups import CONSTITUENCIES
from api.pages.language import gettext as _
from api.pages.sign_in import REASONS as NO_WAY_IN
from api.v1.asked import lost_of
from api.v1.people import known
from api.v1.views import PersonView
from governance.group.decide import sits_on
from governance.group.seating import chairs
from governance.kernel import SeatId
from governance.rules.leaving import SAID

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from governance.trial import Trial

NEW = "new"
REASONS: Mapping[str, Callable[[], str]] = {
    "resigned": lambda: _("They chose to stop"),
    "term_ended": lambda: _("Their time in the group was over"),
    "left": lambda: _("They moved away, or changed jobs"),
    "removed": lambda: _("The group voted to remove them"),
    "died": lambda: _("They died"),
    "other": lambda: _("The group voted, for another reason"),
}
GROUNDS: Mapping[str, Callable[[], str]] = {
    "voted": lambda: _("The group voted on it"),
    "sent": lambda: _("Those they work for sent them"),
    "appointed": lambda: _("The chair asked them, as somebody had left"),
}
BY_VOTE = {"removed", "other"}


class SeatCard(msgspec.Struct, frozen=True):
    """A seat with who is in it; `reach` is None for what one may not know, or what was removed.

    `codes`: whether the reader may print codes on paper for them. `came`: how they came to the seat, and why. `left`:
    what was told of whoever is said to have left it, or was put out by a vote that does not count any more.
    """

    seat: SeatId
    label: str
    constituency: str
    voting: bool
    offices: tuple[str, ...]
    filled: bool
    reach: PersonView | None
    codes: bool
    came: str = ""
    left: tuple[str, ...] = ()


class Filling(Once, frozen=True):
    """Somebody for a seat: new, or known already (`person`)."""

    person: str = NEW
    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    ground: str = ""
    decision: str = ""
    reason: str = ""
    since_day: str = ""
    since_month: str = ""
    since_year: str = ""

    @property
    def since(self) -> Day:
        """The day they joined, as typed."""
        return Day(self.since_day, self.since_month, self.since_year)


class Leaving(Once, frozen=True):
    """Why and when somebody left a seat, how they told it, and by which decision if they were removed."""

    reason: str = ""
    channel: str = ""
    decision: str = ""
    when_day: str = ""
    when_month: str = ""
    when_year: str = ""

    @property
    def when(self) -> Day:
        """The day they left, as typed."""
        return Day(self.when_day, self.when_month, self.when_year)


@get("/groups/{group:str}/people", sync_to_thread=True)
def people(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """Every seat with who holds it and how to reach them."""
    place = of_officers(request, group)
    return form_page(request, "people.html", group=place.directory, path=place.path, seats=cards(place))


@get("/groups/{group:str}/people/{seat:str}/fill", sync_to_thread=True)
def to_fill(request: Request[Any, Any, Any], group: FromPath[str], seat: FromPath[str]) -> Response[str]:
    """Where somebody is put in an empty seat."""
    place = of_officers(request, group)
    return _fill_page(request, place, place.seat(seat)[0], Filling())


@post("/groups/{group:str}/people/{seat:str}/fill", sync_to_thread=True)
def fill(
    request: Request[Any, Any, Any], group: FromPath[str], seat: FromPath[str], data: URLEncodedBody[Filling]
) -> Response[Any]:
    """Register somebody, unless they are known already, and put them in the seat: both or neither."""
    genuine(request, data)
    place = of_officers(request, group)
    found, _kept = place.seat(seat)
    refused = _fill(place, found, data)
    return _fill_page(request, place, found, data, refused) if refused else go(f"{place.path}/people")


@get("/groups/{group:str}/people/{seat:str}/left", sync_to_thread=True)
def to_leave(request: Request[Any, Any, Any], group: FromPath[str], seat: FromPath[str]) -> Response[str]:
    """Where it is recorded that somebody left."""
    place = of_officers(request, group)
    return _left_page(request, place, place.seat(seat)[0], Leaving())


@post("/groups/{group:str}/people/{seat:str}/left", sync_to_thread=True)
def leave(
    request: Request[Any, Any, Any], group: FromPath[str], seat: FromPath[str], data: URLEncodedBody[Leaving]
) -> Response[Any]:
    """Record that whoever is in the seat has left it."""
    genuine(request, data)
    place = of_officers(request, group)
    found, _kept = place.seat(seat)
    decision = data.decision if data.reason in BY_VOTE else ""
    how = data.channel if data.reason in SAID else ""
    told = {"seat": str(found), "reason": data.reason, "channel": how, "decision": decision, **happened(data.when)}
    done = (
        Refusal("reason", _("Please choose one."))
        if not data.reason
        else act(place, "vacateSeat", told, once=data.once)
    )
    if isinstance(done, Refusal):
        return _left_page(request, place, found, data, done)
    return go(f"{place.path}/people")


def cards(place: Place) -> list[SeatCard]:
    """The seats of a group as its officers see them."""
    state, now = place.state, place.now
    seats = {seat: kept for seat, kept in state.seats.items() if kept.exists(now)}
    holders = {seat: kept.holder(now) for seat, kept in seats.items()}
    reached = known(place.service, place.who, {person for person in holders.values() if person is not None})
    offices: dict[SeatId, list[str]] = {}
    for term in state.held(now):
        offices.setdefault(term.seat, []).append(place.directory.labels[term.office])
    came, left = _came(place), leaving.of_seats(place)
    return [
        SeatCard(
            seat,
            place.directory.labels[seat],
            CONSTITUENCIES[kept.constituency](),
            kept.voting,
            tuple(offices.get(seat, ())),
            (holder := holders[seat]) is not None,
            reached.get(holder) if holder else None,
            holder is not None and may_print(place.service.governance, place.who, holder),
            came.get(seat, ""),
            (*left.get(seat, ()), *put_out.of_seat(place, seat)),
        )
        for seat, kept in seats.items()
    ]


def without_seat(place: Place) -> list[PersonView]:
    """People the officers may know of who hold no seat in any group: those who left, and those without one yet."""
    governance = place.service.governance
    groups = [governance.group(group) for group in governance.groups()]
    seated = {kept.holder(place.now) for state in groups for kept in state.seats.values()}
    free = [person for person in governance.organisation().persons if person not in seated]
    return [view for view in known(place.service, place.who, free).values() if view.name]


def _fill(place: Place, seat: SeatId, data: Filling) -> Refusal | None:
    known_already = {str(view.person) for view in without_seat(place)}
    if data.person != NEW and data.person not in known_already:
        return Refusal("person", _("Please choose one."))
    if data.email.strip() and normalised(data.email) is None:
        return Refusal("email", NO_WAY_IN["not_an_address"]())
    return together(place, lambda trial: _filled(trial, place, seat, data))


def _filled(trial: Trial, place: Place, seat: SeatId, data: Filling) -> None:
    person = data.person
    if person == NEW:
        told = {"name": data.name, "email": data.email, "phone": data.phone, "address": data.address}
        person = str(trial.act(command(place, "registerPerson", told), place.who).made)
    voted = data.ground == "voted"
    taken: dict[str, object] = {
        "seat": str(seat),
        "person": person,
        "since": data.since.when,
        "decision": data.decision if voted else "",
        "ground": "" if voted else data.ground,
        "reason": "" if voted else data.reason,
    }
    trial.act(command(place, "fillSeat", taken), place.who)


VOTED: Mapping[bool, Callable[[], str]] = {
    False: lambda: _("The group voted on it."),
    True: lambda: _("The group voted on it. That vote does not count any more. Please vote on it again."),
}


def _came(place: Place) -> dict[SeatId, str]:
    """How those who sit with the group now came to their seats, where the record says so."""
    sat = {seat: kept.holding(place.now) for seat, kept in place.state.seats.items()}
    by = {seat: held.by for seat, held in sat.items() if held is not None and held.by is not None}
    words = place.service.governance.words(one.reason for one in by.values() if one.reason is not None)
    gone = {one.seat for one in lost_of(place.service, place.state, place.now, None) if one.what == "seat"}
    told = {seat: VOTED[seat in gone]() for seat, one in by.items() if one.decision is not None}
    for seat, one in by.items():
        why = "" if one.reason is None else words[one.reason.ref]
        if one.ground == "sent":
            told[seat] = _("Sent by those they work for: %(why)s") % {"why": why}
        elif one.ground == "appointed":
            told[seat] = _("Asked by the chair: %(why)s") % {"why": why}
    return told


def _grounds(place: Place, seat: SeatId) -> list[tuple[str, str]]:
    """By what somebody may come to a seat, as far as whoever reads this records it; nothing where it is not asked."""
    if not _needs_a_ground(place, seat):
        return []
    state, now = place.state, place.now
    voted_on = state.orders_at(now)[0].casual_vacancies == "elected"
    kept = {
        "appointed": not voted_on and chairs(state, _own(place), now),
        "sent": state.seats[seat].made,
    }
    return [(ground, words()) for ground, words in GROUNDS.items() if kept.get(ground, True)]


def _own(place: Place) -> frozenset[SeatId]:
    """The seats of whoever reads this."""
    return frozenset() if place.who.person is None else frozenset(place.state.seats_of(place.who.person, place.now))


def _needs_a_ground(place: Place, seat: SeatId) -> bool:
    """Whether it is asked how somebody came to a seat: it has a vote, and the group is no longer founded."""
    return place.state.seats[seat].voting and not place.state.convenor_acts(place.now)


def _fill_page(
    request: Request[Any, Any, Any], place: Place, seat: SeatId, data: Filling, refused: Refusal | None = None
) -> Response[str]:
    others = [(str(view.person), view.name) for view in without_seat(place)]
    more = {
        "label": place.directory.labels[seat],
        "filled": place.state.seats[seat].holder(place.now) is not None,
        "others": others,
        "grounds": _grounds(place, seat),
        "decisions": behind.for_seat(place, seat),
    }
    return act_page(request, "seat_fill.html", place, refused, data=data, once=data.once, **more)


def _left_page(
    request: Request[Any, Any, Any], place: Place, seat: SeatId, data: Leaving, refused: Refusal | None = None
) -> Response[str]:
    card = next(card for card in cards(place) if card.seat == seat)
    still = card.filled and sits_on(place.state, seat, place.now) is not None
    reasons = [(reason, words()) for reason, words in REASONS.items() if reason != "term_ended" or not still]
    more = {
        "reasons": reasons,
        "decisions": behind.for_leaving(place, seat) if card.filled else [],
        "channels": leaving.channels_for(place, seat),
    }
    return act_page(request, "seat_left.html", place, refused, seat=card, data=data, once=data.once, **more)


PEOPLE = [people, to_fill, fill, to_leave, leave]
