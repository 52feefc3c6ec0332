"""What everybody may read: what a group held or decided while its rules had it published."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from governance.standing_orders import StandingOrders


def may_be_read(then: StandingOrders, *, inside: bool) -> bool:
    """Whether somebody reads of a meeting or a decision: whoever is `inside` the group does, everybody if published.

    `then` are the orders in force on its day: what was held or decided before a group published stays with its members.
    """
    return inside or then.published
