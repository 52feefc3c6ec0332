"""Who holds which office, for officers: recording who takes one, and that a term has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody
from markupsafe import Markup

from api.pages import behind, leaving, put_out
from api.pages.acting import Once, Place, Refusal, act, act_page, happened, of_officers
from api.pages.days import Day
from api.pages.forms import form_page, genuine, go
from api.pages.language import gettext as _
from api.pages.people import cards
from api.pages.refusals import rule_of
from api.v1.asked import lost_of
from api.v1.offices import elections_of, open_nominations
from governance.group.acting import acting_chair
from governance.kernel import OfficeId
from governance.reader import NotFound
from governance.rules.leaving import SAID

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from governance.group.state import Term
    from governance.kernel import Moment

REASONS: Mapping[str, Callable[[], str]] = {
    "expired": lambda: _("Their time was up"),
    "resigned": lambda: _("They chose to stop"),
    "removed": lambda: _("The group voted to remove them"),
    "other": lambda: _("The group voted that it ends"),
}
BY_VOTE = {"removed", "other"}
SEAT = Markup("<span>{}</span>, {}")


class OfficeCard(msgspec.Struct, frozen=True):
    """An office with the term that runs now, who acts while nobody holds it, and the day nominations for it close.

    `follows` is who takes it later, by their seat and the first day of their term; `uncounted` whose term was written
    up and does not count, since when, and what our rules say of it. `came`: how the last election to it came out.
    `election`: the latest one to it that is not decided, and `taking` whether names can still be put forward.
    `rests_on_nothing`: the vote they have it by does not count any more.
    `left`: what was told of whoever is said to have stopped in it, or was removed by a vote that counts no more.
    """

    office: OfficeId
    label: str
    term: Term | None
    seat: str
    name: str
    acts: str = ""
    nominations: str | None = None
    follows: tuple[tuple[str, Moment], ...] = ()
    uncounted: tuple[tuple[str, Moment, tuple[str, ...]], ...] = ()
    came: str = ""
    election: UUID | None = None
    taking: bool = False
    rests_on_nothing: bool = False
    left: tuple[str, ...] = ()


class Taking(Once, frozen=True):
    """Who takes an office, from when until when."""

    seat: str = ""
    since_day: str = ""
    since_month: str = ""
    since_year: str = ""
    until_day: str = ""
    until_month: str = ""
    until_year: str = ""
    acting: str = ""
    decision: str = ""
    paper: str = ""

    @property
    def since(self) -> Day:
        """The first day, as typed."""
        return Day(self.since_day, self.since_month, self.since_year)

    @property
    def until(self) -> Day:
        """The last day, as typed."""
        return Day(self.until_day, self.until_month, self.until_year)


class Ending(Once, frozen=True):
    """Why and when a term ended, how its holder told it, and by which decision."""

    reason: str = ""
    channel: str = ""
    decision: str = ""
    when_day: str = ""
    when_month: str = ""
    when_year: str = ""

    @property
    def when(self) -> Day:
        """The day it ended, as typed."""
        return Day(self.when_day, self.when_month, self.when_year)


@get("/groups/{group:str}/offices", sync_to_thread=True)
def offices(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """Every office and who holds it."""
    place = of_officers(request, group)
    return form_page(request, "offices.html", group=place.directory, path=place.path, offices=_cards(place))


@get("/groups/{group:str}/offices/{office:str}/assign", sync_to_thread=True)
def to_assign(request: Request[Any, Any, Any], group: FromPath[str], office: FromPath[str]) -> Response[str]:
    """Where somebody takes an office."""
    place = of_officers(request, group)
    return _assign_page(request, place, _office(place, office), Taking())


@post("/groups/{group:str}/offices/{office:str}/assign", sync_to_thread=True)
def assign(
    request: Request[Any, Any, Any], group: FromPath[str], office: FromPath[str], data: URLEncodedBody[Taking]
) -> Response[Any]:
    """Record who takes an office."""
    genuine(request, data)
    place = of_officers(request, group)
    found = _office(place, office)
    told = {
        "office": str(found.office),
        "seat": data.seat,
        "since": data.since.when,
        "until": data.until.iso,
        "acting": data.acting == "yes",
        "decision": data.decision,
        "mode": "written_up" if data.paper == "yes" else "",
    }
    done = act(place, "assignOffice", told, once=data.once)
    return _assign_page(request, place, found, data, done) if isinstance(done, Refusal) else go(f"{place.path}/offices")


@get("/groups/{group:str}/offices/{office:str}/end", sync_to_thread=True)
def to_end(request: Request[Any, Any, Any], group: FromPath[str], office: FromPath[str]) -> Response[str]:
    """Where it is recorded that a term ended."""
    place = of_officers(request, group)
    return _end_page(request, place, _held(place, office), Ending())


@post("/groups/{group:str}/offices/{office:str}/end", sync_to_thread=True)
def end(
    request: Request[Any, Any, Any], group: FromPath[str], office: FromPath[str], data: URLEncodedBody[Ending]
) -> Response[Any]:
    """Record that a term ended."""
    genuine(request, data)
    place = of_officers(request, group)
    found = _held(place, office)
    assert found.term is not None, "it is held"
    decision = data.decision if data.reason in BY_VOTE else ""
    told = {
        "term": str(found.term.id),
        "reason": data.reason,
        "channel": data.channel if data.reason in SAID else "",
        "decision": decision,
        **happened(data.when),
    }
    done = (
        Refusal("reason", _("Please choose one.")) if not data.reason else act(place, "endTerm", told, once=data.once)
    )
    return _end_page(request, place, found, data, done) if isinstance(done, Refusal) else go(f"{place.path}/offices")


def _cards(place: Place) -> list[OfficeCard]:
    held = {term.office: term for term in place.state.held(place.now)}
    names = {card.seat: card.reach.name for card in cards(place) if card.reach}
    labels, acts = place.directory.labels, acting_chair(place.state, place.now)
    closing = {str(one.office): one.closes for one in open_nominations(place.service, place.group, place.now)}
    elections = elections_of(place.service, place.group)
    came = {one.office: one.why for one in elections if one.why is not None}
    asked = {one.office: one.election for one in elections if not one.decided}
    gone = {one.office for one in lost_of(place.service, place.state, place.now, None)}
    made = []
    for office in place.state.offices:
        term = held.get(office)
        seat = term.seat if term else None
        label, name = (labels[seat], names.get(seat) or "") if seat else ("", "")
        stands_in = labels[acts.seat] if acts and acts.office == office else ""
        later = [one for one in place.state.terms if one.office == office and one.ended is None]
        follows = tuple((labels[one.seat], one.since) for one in later if place.now.before(one.since))
        void = tuple(
            (labels[one.seat], one.since, tuple(map(rule_of, one.irregular)))
            for one in place.state.uncounted
            if one.office == office
        )
        nominated, last = closing.get(str(office)), came.get(office, "")
        card = OfficeCard(office, labels[office], term, label, name, stands_in, nominated, follows, void, came=last)
        lost, left = office in gone, (*leaving.of_office(place, office), *put_out.of_office(place, office))
        taking, election = str(office) in closing, asked.get(office)
        more = {"election": election, "taking": taking, "rests_on_nothing": lost, "left": left}
        made.append(msgspec.structs.replace(card, **more))
    return made


def _office(place: Place, text: str) -> OfficeCard:
    found = next((card for card in _cards(place) if str(card.office) == text), None)
    if found is None:
        raise NotFound("office")
    return found


def _held(place: Place, text: str) -> OfficeCard:
    found = _office(place, text)
    if found.term is None:
        raise NotFound("term")
    return found


def _assign_page(
    request: Request[Any, Any, Any], place: Place, office: OfficeCard, data: Taking, refused: Refusal | None = None
) -> Response[str]:
    seats = [
        (str(card.seat), SEAT.format(card.label, card.reach.name) if card.reach and card.reach.name else card.label)
        for card in cards(place)
        if card.filled
    ]
    return act_page(
        request,
        "office_assign.html",
        place,
        refused,
        office=office,
        seats=seats,
        decisions=behind.for_office(place, office.office),
        data=data,
        once=data.once,
    )


def _end_page(
    request: Request[Any, Any, Any], place: Place, office: OfficeCard, data: Ending, refused: Refusal | None = None
) -> Response[str]:
    reasons = [(reason, words()) for reason, words in REASONS.items()]
    assert office.term is not None, "it is held"
    return act_page(
        request,
        "office_end.html",
        place,
        refused,
        office=office,
        reasons=reasons,
        decisions=behind.for_removal(place, office.term.id),
        channels=leaving.channels_for(place, office.term.seat),
        data=data,
        once=data.once,
    )


OFFICES = [offices, to_assign, assign, to_end, end]
