"""Whether standing orders could ever be met: with every seat filled and everyone there, a decision is possible."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from governance.rules.quorum import lived_experience_holds, needed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.kernel import Class
    from governance.standing_orders import StandingOrders


def findings(orders: StandingOrders, seats: Sequence[Class]) -> list[str]:
    """What could never be met, in words; empty when an ordinary decision is possible. `seats` are voting seats."""
    by_class = Counter(seats)
    everyone = len(seats)
    need = needed(orders, filled=everyone, established=everyone)
    found = [f"The quorum is {need}, but there are only {everyone} voting seats."] if need > everyone else []
    found += [
        f"At least {f.least} of class {f.class_} must be there, but there are only {by_class[f.class_]} such seats."
        for f in orders.floors
        if by_class[f.class_] < f.least
    ]
    if orders.lived_experience == "block" and not lived_experience_holds(orders, by_class["LE"], everyone):
        found.append(
            f"Lived-experience members must outweigh the others, but they have {by_class['LE']} of {everyone} seats."
        )
    if orders.lived_experience == "concurrent" and not by_class["LE"]:
        found.append("Lived-experience members must agree, but they have no seat.")
    if orders.min_votes_cast > everyone:
        found.append(f"At least {orders.min_votes_cast} votes are asked for, but there are {everyone} voting seats.")
    return found
