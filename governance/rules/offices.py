"""Which seats may hold an office (R-EL1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from governance.kernel import Class
    from governance.standing_orders import OfficeKind, StandingOrders


def fits(orders: StandingOrders, kind: OfficeKind | None, class_: Class) -> bool:
    """Whether the orders let a seat of a class hold an office of a kind."""
    return kind not in orders.lived_experience_offices or class_ == "LE"
