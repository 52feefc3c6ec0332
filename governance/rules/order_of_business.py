"""The order of business: how an agenda is put in it, and what was taken out of turn (R-MO5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from governance.standing_orders import Category, PartOfBusiness, StandingOrders


def part_of(category: Category | None, *, arising: bool, for_decision: bool) -> PartOfBusiness:
    """The part of a meeting that business belongs to."""
    if category == "minutes":
        return "minutes"
    if arising:
        return "matters_arising"
    return "decision" if for_decision else "discussion"


def arranged(orders: StandingOrders, parts: Sequence[PartOfBusiness]) -> list[int]:
    """The places of business in the order of the standing orders; within a part it stays as it was.

    A part they leave out comes last.
    """
    order = orders.order_of_business
    return sorted(range(len(parts)), key=lambda n: order.index(parts[n]) if parts[n] in order else len(order))


def taken_after(number: int, opened: Collection[int]) -> int | None:
    """The item after which one came that stands before it on the agenda, or None: it was taken in its turn."""
    return max((other for other in opened if other > number), default=None)
