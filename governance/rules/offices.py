"""Which seats may hold an office (R-EL1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import NON_VOTING
from governance.rules.chair import LINE, class_may_preside

if TYPE_CHECKING:
    from governance.kernel import Class, Constituency
    from governance.standing_orders import OfficeKind, StandingOrders


def fits(orders: StandingOrders, kind: OfficeKind | None, class_: Class) -> bool:
    """Whether the orders let a seat of a class hold an office of a kind."""
    return kind not in orders.lived_experience_offices or class_ == "LE"


def may_act(orders: StandingOrders, kind: OfficeKind, constituency: Constituency, class_: Class) -> bool:
    """Whether a seat may act in an office without a vote of the meeting (R-AC1, R-CH1).

    A seat without a vote leads nothing: it acts neither in the line of the chair nor as secretary. Whoever acts in that
    line must be able to take the chair by the orders.
    """
    if kind in LINE and not class_may_preside(orders, class_):
        return False
    return constituency not in NON_VOTING or kind not in {*LINE, "secretary"}
