"""The decisions of a group that officers may name: by which somebody takes or loses an office or a seat, or rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.access import OFFICER
from api.pages.language import gettext as _
from api.pages.rendering import day
from api.v1.register import latest
from governance import earlier
from governance.election.room_events import MemberProposed, OfficeProposed, SeatsProposed
from governance.group.behind import told
from governance.kernel import DecisionId
from governance.rules import behind as rule
from governance.rules import seats
from governance.rules.elections import PLAIN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection

    from api.pages.acting import Place
    from api.v1.views import DecisionView
    from governance.group.behind import Named
    from governance.group.state import GroupState
    from governance.kernel import Moment, OfficeId, SeatId, TermId

MOST = 100
LONGEST = 90


def for_office(place: Place, office: OfficeId) -> list[tuple[str, str]]:
    """Decisions by which somebody takes an office today, or acts in it, as choices of a form; the newest first."""
    on = place.now.date

    def fits(named: Named) -> bool:
        found, given = told(place.state, named), named.proposed
        about_it = isinstance(given, OfficeProposed) and given.office == office
        return found is not None and rule.for_acting(found, on, about_it=about_it) is None

    return _choices(place, PLAIN, fits)


def for_seat(place: Place, seat: SeatId) -> list[tuple[str, str]]:
    """Decisions by which somebody takes a seat today."""
    on = place.now.date

    def fits(named: Named) -> bool:
        found, given = told(place.state, named), named.proposed
        about_it = isinstance(given, MemberProposed) and given.seat == seat
        return found is not None and rule.for_seat(found, on, about_it=about_it) is None

    return _choices(place, PLAIN, fits)


def for_new_seat(place: Place) -> list[tuple[str, str]]:
    """Decisions by which the group has another seat with a vote from today, whichever kind."""
    on = place.now.date

    def fits(named: Named) -> bool:
        given = named.proposed
        about_it = isinstance(given, SeatsProposed) and given.adds is not None
        return rule.for_seats(told(place.state, named), on, about_it=about_it) is None

    return _choices(place, seats.KINDS, fits)


def for_seat_retired(place: Place, seat: SeatId) -> list[tuple[str, str]]:
    """Decisions by which the group no longer has a seat with a vote from today."""
    on = place.now.date

    def fits(named: Named) -> bool:
        return rule.for_seats(told(place.state, named), on, about_it=named.retires(seat)) is None

    return _choices(place, seats.KINDS, fits)


def for_removal(place: Place, term: TermId) -> list[tuple[str, str]]:
    """Decisions by which whoever serves a term is removed from office today."""
    on = place.now.date

    def fits(named: Named) -> bool:
        about_it = named.stake is not None and named.stake.term == term
        return rule.for_removal(told(place.state, named), on, about_it=about_it) is None

    return _choices(place, rule.REMOVALS, fits)


def for_leaving(place: Place, seat: SeatId) -> list[tuple[str, str]]:
    """Decisions by which whoever is in a seat is put out of it today."""
    on = place.now.date

    def fits(named: Named) -> bool:
        about_it = named.puts_out(place.state, seat)
        return rule.for_removal(told(place.state, named), on, about_it=about_it) is None

    return _choices(place, rule.REMOVALS, fits)


def for_rules(place: Place) -> list[tuple[str, str]]:
    """Decisions by which other rules come into force today."""
    on = place.now.date

    def fits(named: Named) -> bool:
        return _brings_rules(place.state, named, on)

    return _choices(place, rule.RULES, fits)


def to_write_down(state: GroupState, named: Named, now: Moment) -> tuple[str, str] | None:
    """What officers have still to write down of a decision about rules or seats: the page under the group, and words.

    A seat that somebody is in is not taken away yet.
    """
    given, found = named.proposed, told(state, named)
    if not isinstance(given, SeatsProposed):
        return ("rules/change", _("Write down the new rules")) if _brings_rules(state, named, now.date) else None
    if found is None or rule.for_seats(found, now.date, about_it=True) is not None:
        return None
    if given.retires is None:
        return "seats/add", _("Add the seat")
    empty = state.seats[given.retires].holder(now) is None
    return (f"seats/{given.retires}/retire", _("Take the seat away")) if empty else None


def _brings_rules(state: GroupState, named: Named, on: dt.date) -> bool:
    return rule.for_rules(told(state, named), on, about_it=not named.names_something) is None


def for_auditor(place: Place) -> list[tuple[str, str]]:
    """Decisions by which somebody becomes the group's auditor today, or reads no more."""
    on = place.now.date

    def fits(named: Named) -> bool:
        return rule.ends_auditor(told(place.state, named), on) is None

    return _choices(place, rule.AUDITING, fits)


def _choices(place: Place, kinds: Collection[str], fits: Callable[[Named], bool]) -> list[tuple[str, str]]:
    views, _further = latest(place.service, place.group, MOST, OFFICER, outcome="agreed")
    able = [view for view in views if view.category in kinds]
    reader = place.service.governance
    return [
        (str(view.decision), _said(view)) for view in able if fits(earlier.named(reader, DecisionId(view.decision)))
    ]


def _said(view: DecisionView) -> str:
    words = view.words if len(view.words) <= LONGEST else f"{view.words[:LONGEST].rstrip()} …"
    return _("%(day)s: %(words)s") % {"day": day(view.occurred), "words": words}
