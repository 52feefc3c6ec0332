"""How many terms somebody has served in a row, and how long one is (R-TE1 to R-TE4)."""

from __future__ import annotations

import datetime as dt

import pytest

from governance.rules.terms import Stretch, consecutive, counts_as, extended, last_day

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
