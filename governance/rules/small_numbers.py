"""Counts about people as everybody may read them: so few that one could tell who is not told (R-PR3, R-PR5)."""

from __future__ import annotations

import datetime as dt

FEWEST = 5
MONTHS_OF_A_QUARTER = 3


def for_everybody(count: int) -> tuple[str, int]:
    """`none`, `fewer` than five, or `about` so many: rounded to five (R-PR3)."""
    if count == 0:
        return "none", 0
    if count < FEWEST:
        return "fewer", FEWEST
    return "about", (count + FEWEST // 2) // FEWEST * FEWEST


def last_quarter(today: dt.date) -> dt.date:
    """The last day of the quarter before: counted so, two readings tell of nobody who came between (R-PR5)."""
    first_month = (today.month - 1) // MONTHS_OF_A_QUARTER * MONTHS_OF_A_QUARTER + 1
    return today.replace(month=first_month, day=1) - dt.timedelta(days=1)
