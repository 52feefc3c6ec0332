"""Review dates: what is past its day is listed, and goes on (R-RV1)."""

from __future__ import annotations

import datetime as dt

from governance.kernel import Rejected


def a_day(said: str, today: dt.date) -> str:
    """The day to look again. Refuses one that is no day, or has passed."""
    try:
        day = dt.date.fromisoformat(said)
    except ValueError as error:
        raise Rejected("in order", "impossible_date", because={"date": said}, pointer="/review_by") from error
    if day < today:
        raise Rejected("R-RV1", "day_has_passed", would_help="Give a day to come.", pointer="/review_by")
    return said
