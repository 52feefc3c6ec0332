"""A change that brings another cost or category: what the vote takes is tested anew (R-AM7)."""

from __future__ import annotations

import msgspec

from governance.kernel import Money, Sealed
from governance.standing_orders import Category


class Asks(msgspec.Struct, frozen=True):
    """What a proposal asks for besides its words: its category, its cost and what for."""

    category: Category
    cost: Money | None
    purpose: Sealed | None


def as_changed(before: Asks, *, category: Category | None, cost: Money | None, purpose: Sealed | None) -> Asks:
    """What a proposal asks for after a change: as the change says, and as before where it says nothing (R-AM7)."""
    return Asks(category or before.category, cost or before.cost, purpose or before.purpose)
