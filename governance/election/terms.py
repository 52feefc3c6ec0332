"""Terms of office read off a group: who served how many, who may hold an office, which term an election fills."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from governance.kernel import Moment
from governance.rules.offices import fits
from governance.rules.terms import Stretch, consecutive, last_day

if TYPE_CHECKING:
    from governance.group.state import GroupState, Term
    from governance.kernel import OfficeId, SeatId


class NextTerm(msgspec.Struct, frozen=True):
    """The term an election fills. `casual`: the rest of somebody's term (R-TE2)."""

    since: Moment
    until: str
    casual: bool


def eligible(group: GroupState, office: OfficeId, seat: SeatId, at: Moment) -> bool:
    """Whether the orders let the seat hold the office (R-EL1)."""
    orders, mapping = group.orders_at(at)[0], group.mapping_at(at)[0]
    return fits(orders, group.offices[office], mapping.class_of(group.seats[seat].constituency))


def served(group: GroupState, office: OfficeId, seat: SeatId, at: Moment) -> int:
    """How many terms in a row the person in a seat has served in an office, in whatever seat (R-TE1 to R-TE4)."""
    person = group.seats[seat].holder(at)
    theirs = [
        _stretch(group, term)
        for term in group.terms
        if term.office == office
        and not term.acting
        and not at.before(term.since)
        and group.seats[term.seat].holder(term.since) == person
    ]
    return consecutive(theirs, at.date, break_years=group.orders_at(at)[0].break_years)


def _stretch(group: GroupState, term: Term) -> Stretch:
    months = group.orders_at(term.since)[0].months_in_office
    last = None if term.until is None else dt.date.fromisoformat(term.until)
    ended = None if term.ended is None else term.ended.date
    if ended is None and term.extended_to is not None:
        ended = dt.date.fromisoformat(term.extended_to)
    return Stretch(term.since.date, last, ended, months)


def latest(group: GroupState, office: OfficeId, at: Moment) -> Term | None:
    """The last term of an office that had begun by then, acting apart."""
    begun = [t for t in group.terms if t.office == office and not t.acting and not at.before(t.since)]
    return max(begun, key=lambda term: term.since.instant, default=None)


def next_term(group: GroupState, office: OfficeId, at: Moment, until: str | None = None) -> NextTerm:
    """The term an election decided at `at` fills: after the running one, the rest of one that ended early, a whole one.

    `until` is its last day where that was settled beforehand.
    """
    months = group.orders_at(at)[0].months_in_office
    before = latest(group, office, at)
    ends = None if before is None else before.last_day
    if before is not None and before.runs(at) and ends is not None:
        first = dt.date.fromisoformat(ends) + dt.timedelta(days=1)
        since = Moment(f"{first.isoformat()}T00:00{at.local[16:]}", "day")
        return NextTerm(since, until or last_day(first, months).isoformat(), casual=False)
    if before is not None and before.ended is not None and ends is not None and ends > at.local[:10]:
        return NextTerm(at, until or ends, casual=True)
    return NextTerm(at, until or last_day(at.date, months).isoformat(), casual=False)
