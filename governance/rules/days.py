"""Working days: Monday to Friday. Bank holidays differ from place to place and are not known here."""

from __future__ import annotations

import datetime as dt

SATURDAY = 5


def working_days_after(day: dt.date, count: int) -> dt.date:
    """The day on which so many working days have passed; the day itself is not counted."""
    reached = day
    for _ in range(count):
        reached += dt.timedelta(days=1)
        while reached.weekday() >= SATURDAY:
            reached += dt.timedelta(days=1)
    return reached
