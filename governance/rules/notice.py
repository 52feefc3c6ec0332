"""Notice of meetings, counted in clear days (R-NO1, R-MA4)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from governance.standing_orders import Category, StandingOrders

SPECIAL: frozenset[Category | None] = frozenset(("rules", "found_close", "removal"))


def clear_days(given: dt.date, meeting: dt.date, *, deemed: int = 0) -> int:
    """Whole days between, neither the day of notice nor the day of the meeting; `deemed` days for the post."""
    return (meeting - given).days - 1 - deemed


def days_needed(orders: StandingOrders, *, special: bool) -> int:
    """Clear days of notice: more for rule changes, founding or closing, and removing an officer."""
    return max(orders.notice_days, orders.special_notice_days) if special else orders.notice_days


def is_special(orders: StandingOrders, category: Category) -> bool:
    """Whether a question needs longer notice, or another majority than the ordinary one (R-MA4)."""
    return category in SPECIAL or orders.majority_for(category) != orders.majority


def earliest(given: dt.date, needed: int, *, deemed: int = 0) -> dt.date:
    """The first day a meeting can be held after notice was given then."""
    return given + dt.timedelta(days=needed + deemed + 1)


def only_what_was_asked(other: bool) -> Rejected | None:  # noqa: FBT001
    """Why other business is not announced for decision at a meeting that members asked for, or None (R-NO4)."""
    if not other:
        return None
    return Rejected(
        "R-NO4",
        "only_what_members_asked_for",
        would_help="Only what members asked for is decided there. The rest may be talked about.",
        pointer="/agenda",
    )
