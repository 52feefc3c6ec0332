"""A member who had no notice: the meeting stands, and they may ask for a decision to be looked at again (R-NO2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected
from governance.rules import days

if TYPE_CHECKING:
    import datetime as dt

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
