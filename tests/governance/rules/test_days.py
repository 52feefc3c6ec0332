"""Working days, and what is asked within so many of them (R-NO2)."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from governance.kernel import SeatId
from governance.rules import days, notice_defects
from tests.governance.rules.refusals import Told, told

A, B = (SeatId(uuid.UUID(int=n)) for n in range(1, 3))


@pytest.mark.parametrize(
    ("day", "count", "reached"),
    [
        # Tuesday to Tuesday; Monday to Monday; Friday to Monday; from a Saturday and a Sunday to Monday.
        ("2026-02-10", 5, "2026-02-17"),
        ("2026-02-09", 5, "2026-02-16"),
        ("2026-02-13", 1, "2026-02-16"),
        ("2026-02-14", 1, "2026-02-16"),
        ("2026-02-15", 1, "2026-02-16"),
        ("2026-02-12", 1, "2026-02-13"),
        ("2026-02-10", 10, "2026-02-24"),
        ("2026-02-14", 0, "2026-02-14"),
    ],
)
def test_working_days_are_monday_to_friday_the_first_day_not_counted(day: str, count: int, reached: str) -> None:
    assert days.working_days_after(dt.date.fromisoformat(day), count) == dt.date.fromisoformat(reached)


# The meeting ended on a Tuesday: five working days are over on the Tuesday after.
ENDED = dt.date(2026, 2, 10)


@pytest.mark.parametrize("today", ["2026-02-10", "2026-02-17"])
def test_whoever_had_no_notice_asks_within_five_working_days(today: str) -> None:
    day = dt.date.fromisoformat(today)
    assert notice_defects.may_reopen(had_notice=False, ended=ENDED, today=day) is None
    assert told(lambda: notice_defects.may_reopen(had_notice=True, ended=ENDED, today=day)) == Told(
        "R-NO2", "had_notice", "Record first that they had no notice.", "/seat"
    )


def test_after_five_working_days_it_is_too_late() -> None:
    assert told(lambda: notice_defects.may_reopen(had_notice=False, ended=ENDED, today=dt.date(2026, 2, 18))) == Told(
        "R-NO2",
        "too_late_to_ask",
        "It can be proposed for the next meeting as any business.",
        because={"last": "2026-02-17"},
    )


@pytest.mark.parametrize(
    ("missed", "twice"),
    [
        ([], False),
        ([(A, "2026-02-10")], False),
        ([(A, "2026-02-10"), (A, "2026-06-10")], True),
        ([(A, "2026-06-10"), (A, "2026-02-10")], True),
        # Somebody else, the other time.
        ([(A, "2026-02-10"), (B, "2026-06-10")], False),
        # The same meeting written down twice.
        ([(A, "2026-02-10"), (A, "2026-02-10")], False),
        # A year apart to the day, and a day more.
        ([(A, "2025-06-10"), (A, "2026-06-10")], True),
        ([(A, "2025-06-09"), (A, "2026-06-10")], False),
        # The second a year ago to the day, and a day more; and one still to come.
        ([(A, "2025-03-01"), (A, "2025-06-30")], True),
        ([(A, "2025-03-01"), (A, "2025-06-29")], False),
        ([(A, "2026-02-10"), (A, "2026-06-30")], True),
        ([(A, "2026-02-10"), (A, "2026-07-01")], False),
    ],
)
def test_the_same_member_left_out_twice_within_a_year(missed: list[tuple[SeatId, str]], twice: bool) -> None:
    assert notice_defects.left_out_twice(missed, dt.date(2026, 6, 30)) is twice


@pytest.mark.parametrize(
    ("first", "second", "today", "twice"),
    [
        # A leap day between makes a year no shorter.
        ("2024-02-10", "2025-02-10", "2025-06-30", True),
        ("2024-02-10", "2025-02-11", "2025-06-30", False),
        ("2023-11-01", "2024-02-10", "2025-02-10", True),
        ("2023-11-01", "2024-02-10", "2025-02-11", False),
        # A year on from the leap day itself is the last of February.
        ("2024-02-29", "2025-02-28", "2025-06-30", True),
        ("2024-02-29", "2025-03-01", "2025-06-30", False),
    ],
)
def test_a_year_is_twelve_months(first: str, second: str, today: str, twice: bool) -> None:
    assert notice_defects.left_out_twice([(A, first), (A, second)], dt.date.fromisoformat(today)) is twice
