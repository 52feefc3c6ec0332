"""Terms of office: how long they are, how many in a row somebody has served, and when acting ends (R-TE1 to R-TE5)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from governance.rules.days import months_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.standing_orders import StandingOrders


class Stretch(msgspec.Struct, frozen=True):
    """Somebody's time in an office: from `since` until the planned `last` day or the day it really `ended`.

    `months` is how long a term was when it began.
    """

    since: dt.date
    last: dt.date | None
    ended: dt.date | None
    months: int


def years_on(day: dt.date, years: int) -> dt.date:
    """The same day so many years later; the last of February stays the last."""
    whole = day.replace(day=28) if (day.month, day.day) == (2, 29) else day
    return whole.replace(year=day.year + years)


def last_day(first: dt.date, months: int) -> dt.date:
    """The last day of a term that begins on a day and lasts so many months (R-TE1)."""
    return months_on(first, months) - dt.timedelta(days=1)


def extended(last: dt.date) -> dt.date:
    """The last day of a term made longer by its one year, whatever the length of February (R-TE3)."""
    return years_on(last + dt.timedelta(days=1), 1) - dt.timedelta(days=1)


def counts_as(stretch: Stretch, today: dt.date) -> int:
    """How many terms a stretch counts as: one for each whole term planned, half a term or more counts (R-TE2).

    Whoever serves the rest of another's term planned no more than that rest. Without a planned end the days served
    count, and at least one term. Halves are counted in months, so that a leap day changes nothing.
    """
    if stretch.last is None:
        return max(1, _terms_until(stretch, stretch.ended or today))
    return _terms_until(stretch, stretch.last + dt.timedelta(days=1))


def _terms_until(stretch: Stretch, end: dt.date) -> int:
    count = 0
    while end >= _half_way(stretch, count):
        count += 1
    return count


def _half_way(stretch: Stretch, terms: int) -> dt.date:
    """The day on which half of the term after so many has passed; half a month is fifteen days."""
    months, halves = divmod((2 * terms + 1) * stretch.months, 2)
    return months_on(stretch.since, months) + dt.timedelta(days=15 * halves)


def consecutive(stretches: Iterable[Stretch], today: dt.date, *, break_years: int) -> int:
    """Terms served in a row in one office up to a day; a break long enough begins the count anew (R-TE4)."""
    count, left = 0, None
    for stretch in sorted(stretches, key=lambda s: s.since):
        if left is not None and stretch.since >= years_on(left, break_years):
            count = 0
        count += counts_as(stretch, today)
        left = stretch.ended or stretch.last or today
    return 0 if left is not None and today >= years_on(left, break_years) else count


def last_day_in_seat(orders: StandingOrders, since: dt.date | None) -> dt.date | None:
    """The last day of a member who sits since a day; None where the orders give a member no length of time (R-TE1)."""
    return None if since is None or not orders.seat_months else last_day(since, orders.seat_months)


def sat_out(orders: StandingOrders, since: dt.date | None, today: dt.date) -> bool:
    """Whether a member who sits since a day has sat for as long as the orders give a member (R-TE1)."""
    return since is not None and orders.seat_months > 0 and today >= months_on(since, orders.seat_months)
