"""Days: so many months on, and working days, Monday to Friday; bank holidays differ from place to place."""

from __future__ import annotations

import calendar
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


def months_on(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months later, or the last one that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
