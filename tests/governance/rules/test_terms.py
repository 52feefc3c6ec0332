"""How many terms somebody has served in a row, and how long one is (R-TE1 to R-TE4)."""

from __future__ import annotations

import datetime as dt

import pytest

from governance.rules import terms
from governance.rules.days import months_on
from governance.rules.terms import Stretch, consecutive, counts_as, extended, last_day, sat_out, years_on
from governance.standing_orders import StandingOrders

TODAY = dt.date(2026, 8, 20)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def stretch(since: str, last: str | None, ended: str | None = None, months: int = 24) -> Stretch:
    return Stretch(day(since), day(last) if last else None, day(ended) if ended else None, months)


def in_a_row(*stretches: Stretch, today: str = "2026-08-20", break_years: int = 2) -> int:
    return consecutive(stretches, day(today), break_years=break_years)


def test_a_term_ends_the_day_before_it_began_so_many_years_later() -> None:
    assert last_day(day("2024-10-01"), 24) == day("2026-09-30")
    assert last_day(day("2024-02-29"), 12) == day("2025-02-27")
    assert last_day(day("2026-09-01"), 6) == day("2027-02-28")
    assert extended(day("2026-09-30")) == day("2027-09-30")
    assert extended(day("2027-02-28")) == day("2028-02-29")


@pytest.mark.parametrize(
    ("since", "last", "terms"),
    [
        ("2024-10-01", "2026-09-30", 1),
        # From 14 July 2026 to 31 March 2027 are 261 days of 730: under half (S11).
        ("2026-07-14", "2027-03-31", 0),
        # One year of two is exactly half, and counts, leap day or not.
        ("2026-04-01", "2027-03-31", 1),
        ("2026-04-02", "2027-03-31", 0),
        ("2020-10-01", "2026-09-30", 3),
    ],
)
def test_the_rest_of_a_term_counts_from_half_of_one_on(since: str, last: str, terms: int) -> None:
    assert counts_as(stretch(since, last), TODAY) == terms


def test_a_term_counts_as_planned_however_early_its_holder_went() -> None:
    assert counts_as(stretch("2024-10-01", "2026-09-30", ended="2024-12-01"), TODAY) == 1


def test_an_office_held_without_an_end_counts_by_the_years_served() -> None:
    assert counts_as(stretch("2020-10-01", None), day("2026-09-30")) == 3
    assert counts_as(stretch("2026-08-01", None), TODAY) == 1


def test_three_terms_of_two_years_are_three_of_three() -> None:
    terms = (
        stretch("2020-10-01", "2022-09-30"),
        stretch("2022-10-01", "2024-09-30"),
        stretch("2024-10-01", "2026-09-30"),
    )
    assert in_a_row(*terms) == 3


def test_a_break_of_two_years_begins_the_count_anew() -> None:
    first, second = stretch("2018-10-01", "2020-09-30"), stretch("2022-10-01", "2024-09-30")
    assert in_a_row(first, second, today="2024-10-01") == 1
    assert in_a_row(first, stretch("2022-09-29", "2024-09-28"), today="2024-10-01") == 2
    # Whoever has been out of office for two years has served none in a row.
    assert in_a_row(second, today="2026-09-30") == 0
    assert in_a_row(second, today="2026-09-29") == 1


def test_nobody_has_served_before_they_began() -> None:
    assert in_a_row() == 0


@pytest.mark.parametrize(
    ("from_", "months", "to"),
    [
        ("2026-08-20", 0, "2026-08-20"),
        ("2026-08-20", 4, "2026-12-20"),
        ("2026-08-20", 5, "2027-01-20"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2026-11-30", 1, "2026-12-30"),
    ],
)
def test_so_many_months_on_is_the_same_day_or_the_last_there_is(from_: str, months: int, to: str) -> None:
    assert months_on(day(from_), months) == day(to)


@pytest.mark.parametrize(
    ("from_", "years", "to"),
    [
        ("2024-02-29", 1, "2025-02-28"),
        ("2024-02-29", 4, "2028-02-28"),
        ("2024-02-28", 1, "2025-02-28"),
        ("2024-03-29", 1, "2025-03-29"),
        ("2024-02-28", 0, "2024-02-28"),
    ],
)
def test_so_many_years_on_is_the_same_day(from_: str, years: int, to: str) -> None:
    assert years_on(day(from_), years) == day(to)


@pytest.mark.parametrize(
    ("months", "last", "terms"),
    [
        # Terms of six months from 1 January 2026: half of one is three months.
        (6, "2026-03-30", 0),
        (6, "2026-03-31", 1),
        (6, "2026-09-29", 1),
        (6, "2026-09-30", 2),
        # A term of one month: half of it is fifteen days, so it is over with the 15th.
        (1, "2026-01-14", 0),
        (1, "2026-01-15", 1),
        # A term of three months: half of it is one month and fifteen days.
        (3, "2026-02-14", 0),
        (3, "2026-02-15", 1),
    ],
)
def test_half_a_term_is_counted_in_months_and_fifteen_days(months: int, last: str, terms: int) -> None:
    assert counts_as(stretch("2026-01-01", last, months=months), TODAY) == terms


def test_whoever_left_an_office_without_an_end_counts_until_they_left() -> None:
    assert counts_as(stretch("2020-10-01", None, ended="2022-09-30"), TODAY) == 1
    # Three of the two-year terms are half over on 1 October 2025.
    assert counts_as(stretch("2020-10-01", None, ended="2025-10-01"), TODAY) == 3
    assert counts_as(stretch("2020-10-01", None, ended="2025-09-30"), TODAY) == 2


def test_terms_are_counted_in_the_order_they_began() -> None:
    first, second = stretch("2018-10-01", "2020-09-30"), stretch("2022-10-01", "2024-09-30")
    assert in_a_row(second, first, today="2024-10-01") == 1


def test_a_break_begins_on_the_day_somebody_really_left() -> None:
    # Planned until September 2022, left in March 2020: by March 2022 two years have passed.
    left_early = stretch("2019-10-01", "2022-09-30", ended="2020-03-01", months=36)
    assert in_a_row(left_early, stretch("2022-03-01", "2024-02-29"), today="2024-02-29") == 1
    assert in_a_row(left_early, stretch("2022-02-28", "2024-02-27"), today="2024-02-27") == 2


def test_an_office_still_held_is_not_left() -> None:
    assert in_a_row(stretch("2020-10-01", None), today="2026-09-30") == 3
    assert in_a_row(stretch("2018-10-01", "2020-09-30"), stretch("2020-10-01", None), today="2022-09-30") == 2


@pytest.mark.parametrize(
    ("months", "since", "today", "over"),
    [
        (24, "2024-08-20", "2026-08-20", True),
        (24, "2024-08-21", "2026-08-20", False),
        (24, None, "2026-08-20", False),
        # Orders that give a member no time let them sit as long as they like.
        (0, "1999-01-01", "2026-08-20", False),
        (1, "2026-07-20", "2026-08-20", True),
    ],
)
def test_a_member_sits_for_as_long_as_the_orders_say(months: int, since: str | None, today: str, over: bool) -> None:
    assert sat_out(StandingOrders(seat_months=months), day(since) if since else None, day(today)) is over


def test_the_last_day_in_a_seat_is_where_the_orders_give_a_member_a_length_of_time() -> None:
    began = dt.date(2024, 3, 1)
    assert terms.last_day_in_seat(StandingOrders(seat_months=24), began) == dt.date(2026, 2, 28)
    assert terms.last_day_in_seat(StandingOrders(seat_months=0), began) is None
    assert terms.last_day_in_seat(StandingOrders(seat_months=24), None) is None
