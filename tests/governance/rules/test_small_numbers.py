"""What everybody is told of counts about people (R-PR3, R-PR5)."""

from __future__ import annotations

import datetime as dt

import pytest

from governance.rules.small_numbers import for_everybody, last_quarter


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, ("none", 0)), (1, ("fewer", 5)), (4, ("fewer", 5)), (5, ("about", 5)), (7, ("about", 5)), (8, ("about", 10)),
     (12, ("about", 10)), (13, ("about", 15))],
)  # fmt: skip
def test_few_are_not_counted_and_many_are_rounded_to_five(count: int, told: tuple[str, int]) -> None:
    assert for_everybody(count) == told


@pytest.mark.parametrize(
    ("today", "until"),
    [("2026-01-01", "2025-12-31"), ("2026-03-31", "2025-12-31"), ("2026-04-01", "2026-03-31"),
     ("2026-11-27", "2026-09-30"), ("2026-12-31", "2026-09-30")],
)  # fmt: skip
def test_counts_are_told_up_to_the_end_of_a_quarter(today: str, until: str) -> None:
    assert last_quarter(dt.date.fromisoformat(today)) == dt.date.fromisoformat(until)
