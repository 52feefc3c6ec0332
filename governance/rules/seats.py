"""Which seats with a vote a group has: a matter of its rules, so that a meeting decides it (R-AU2, R-QU10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected
from governance.rules.satisfiable import findings
from governance.standing_orders import Category

if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.kernel import Class
    from governance.standing_orders import StandingOrders

# Who has a vote decides every later vote: that is never ordinary business.
KINDS: frozenset[Category] = frozenset(("rules", "significant"))


def may_change(category: Category) -> Rejected | None:
    """Why a proposal of a category makes no seat and takes none away, or None."""
    if category in KINDS:
        return None
    return Rejected(
        "R-AU2",
        "category_is_rules",
        would_help="Say that it is about our rules, or that it is significant.",
        pointer="/category",
    )


def can_still_be_met(
    orders: StandingOrders, before: Sequence[Class], after: Sequence[Class], *, allows: bool = False
) -> Rejected | None:
    """Why the group does not come to have these voting seats, or None: its orders could be met as before (R-QU10).

    `allows`: it is a time when seats are being put together, and orders are judged when they are adopted.
    """
    if allows or findings(orders, before):
        return None
    found = findings(orders, after)
    if not found:
        return None
    return Rejected(
        "R-QU10",
        "orders_cannot_be_satisfied",
        because={"findings": found},
        would_help="With these seats our rules could never be met. First agree other rules.",
    )
