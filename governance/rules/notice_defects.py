"""A member who had no notice: the meeting stands, and they may ask for a decision to be looked at again (R-NO2)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from governance.kernel import Rejected
from governance.rules import days, terms

if TYPE_CHECKING:
    from collections.abc import Collection

    from governance.kernel import SeatId

WORKING_DAYS = 5


def may_reopen(*, had_notice: bool, ended: dt.date, today: dt.date) -> Rejected | None:
    """Why a member may not ask for a decision to be looked at again, or None."""
    if had_notice:
        return Rejected("R-NO2", "had_notice", would_help="Record first that they had no notice.", pointer="/seat")
    last = days.working_days_after(ended, WORKING_DAYS)
    if today <= last:
        return None
    return Rejected(
        "R-NO2",
        "too_late_to_ask",
        because={"last": last.isoformat()},
        would_help="It can be proposed for the next meeting as any business.",
    )


def left_out_twice(missed: Collection[tuple[SeatId, str]], today: dt.date) -> bool:
    """Whether somebody had no notice of two meetings within a year, the second within the last (R-NO2)."""
    days_of = [(seat, dt.date.fromisoformat(day)) for seat, day in missed]
    return any(
        seat == other and day < later <= today and later <= terms.years_on(day, 1) and today <= terms.years_on(later, 1)
        for seat, day in days_of
        for other, later in days_of
    )
