"""Notice of meetings, counted in clear days (R-NO1, R-MA4)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

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


def earliest(orders: StandingOrders, given: dt.date) -> dt.date:
    """The first day an ordinary meeting may be held when notice of it is given that day."""
    return given + dt.timedelta(days=days_needed(orders, special=False) + 1)
