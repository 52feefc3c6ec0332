"""Closed items: a vote, a stub for everybody, and another look within a year (R-CL1 to R-CL3); reviews (R-RV1)."""

from __future__ import annotations

import datetime as dt

import pytest

from governance.rules import closed, reviews
from tests.governance.rules.refusals import Told, told

DAY = dt.date(2026, 2, 10)


def test_going_closed_takes_a_vote() -> None:
    assert closed.voted(agreed=True, mode="live") == ()
    assert closed.voted(agreed=True, mode="written_up") == ()
    assert told(lambda: closed.voted(agreed=False, mode="live")) == Told(
        "R-CL1",
        "needs_a_vote",
        "The meeting votes on it first. Propose it on this item, of the kind closed_session.",
        "/item",
    )


def test_written_up_a_closed_part_nobody_voted_for_is_marked() -> None:
    assert closed.voted(agreed=False, mode="written_up") == ("R-CL1",)


@pytest.mark.parametrize(
    ("day", "last"), [("2026-02-10", "2027-02-10"), ("2024-02-29", "2025-02-28"), ("2023-02-28", "2024-02-28")]
)
def test_a_year_on_is_the_same_day(day: str, last: str) -> None:
    assert closed.a_year_on(dt.date.fromisoformat(day)) == dt.date.fromisoformat(last)
    assert closed.review_by(None, dt.date.fromisoformat(day)) == last


@pytest.mark.parametrize("said", ["2026-02-10", "2026-08-01", "2027-02-10"])
def test_it_is_looked_at_again_on_the_day_that_was_said(said: str) -> None:
    assert closed.review_by(said, DAY) == said


@pytest.mark.parametrize("said", ["2026-02-09", "2027-02-11"])
def test_no_earlier_and_no_more_than_a_year_on(said: str) -> None:
    assert told(lambda: closed.review_by(said, DAY)) == Told(
        "R-CL3", "review_within_a_year", "Look at it again by 2027-02-10.", "/review_by", {"last": "2027-02-10"}
    )


IMPOSSIBLE = Told("in order", "impossible_date", "", "/review_by", {"date": "2026-02-30"})


def test_a_day_there_is_not_is_refused() -> None:
    assert told(lambda: closed.review_by("2026-02-30", DAY)) == IMPOSSIBLE
    assert told(lambda: reviews.a_day("2026-02-30", DAY)) == IMPOSSIBLE


def test_other_business_waits_for_the_end_of_the_closed_part() -> None:
    assert told(lambda: closed.still_closed(is_closed=True, mode="live")) == Told(
        "R-CL2", "closed_part_goes_on", "End the closed part first, and say what everybody may know of it."
    )
    assert told(lambda: closed.still_closed(is_closed=False, mode="live")) is None
    assert told(lambda: closed.still_closed(is_closed=True, mode="written_up")) is None


def test_a_day_to_look_again_is_today_or_to_come() -> None:
    assert reviews.a_day("2026-02-10", DAY) == "2026-02-10"
    assert reviews.a_day("2031-01-01", DAY) == "2031-01-01"
    assert told(lambda: reviews.a_day("2026-02-09", DAY)) == Told(
        "R-RV1", "day_has_passed", "Give a day to come.", "/review_by"
    )


@pytest.mark.parametrize(
    ("officer", "member", "released", "reads"),
    [
        (True, False, False, True),
        (True, True, False, True),
        (False, True, True, True),
        (False, True, False, False),
        (False, False, True, False),
    ],
)
def test_members_read_what_was_closed_once_it_is_released(
    officer: bool, member: bool, released: bool, reads: bool
) -> None:
    assert closed.may_be_read(officer=officer, member=member, released=released) is reads
