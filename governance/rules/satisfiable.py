"""Whether standing orders could ever be met: with every seat filled and everyone there, a decision is possible."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from governance.rules.chair import class_may_preside
from governance.rules.quorum import lived_experience_holds, needed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.kernel import Class
    from governance.standing_orders import StandingOrders

MOVER_AND_SECONDER = 2


def findings(orders: StandingOrders, seats: Sequence[Class]) -> list[str]:
    """What could never be met, in words; empty when an ordinary decision is possible. `seats` are voting seats.

    Without any seat yet, only what the orders get wrong by themselves.
    """
    return contradictions(orders) + (out_of_reach(orders, Counter(seats)) if seats else [])


def contradictions(orders: StandingOrders) -> list[str]:
    """What the orders leave out, or say in two ways, whatever seats the group has."""
    found: list[str] = []
    if orders.lived_experience_variant == "fraction" and orders.lived_experience_fraction is None:
        found.append("Lived-experience members must be a fraction of those there, but it is not said which.")
    named = Counter(threshold.category for threshold in orders.thresholds)
    found += [f"The category {category} is given {times} majorities." for category, times in named.items() if times > 1]
    return found


def out_of_reach(orders: StandingOrders, by_class: Counter[Class]) -> list[str]:
    """What these seats could never meet, all filled and everyone there."""
    everyone = by_class.total()
    found = [*_too_few(orders, everyone), *_short_of_a_class(orders, by_class)]
    if not any(class_may_preside(orders, class_) for class_ in by_class):
        found.append("Nobody may take the chair: no voting seat is of a kind that may.")
    return found


def _too_few(orders: StandingOrders, everyone: int) -> list[str]:
    need = needed(orders, filled=everyone, established=everyone)
    found = [f"The quorum is {need}, but there are only {everyone} voting seats."] if need > everyone else []
    if orders.min_votes_cast > everyone:
        found.append(f"At least {orders.min_votes_cast} votes are asked for, but there are {everyone} voting seats.")
    if orders.seconder_required and everyone < MOVER_AND_SECONDER:
        found.append("A proposal needs a seconder, but there is nobody to second the only member's.")
    return found


def _short_of_a_class(orders: StandingOrders, by_class: Counter[Class]) -> list[str]:
    found = [
        f"At least {f.least} of class {f.class_} must be there, but there are only {by_class[f.class_]} such seats."
        for f in orders.floors
        if by_class[f.class_] < f.least
    ]
    lived, everyone = by_class["LE"], by_class.total()
    if orders.lived_experience == "block" and not lived_experience_holds(orders, lived, everyone):
        found.append(f"Lived-experience members must outweigh the others, but they have {lived} of {everyone} seats.")
    if orders.lived_experience == "concurrent" and not lived:
        found.append("Lived-experience members must agree, but they have no seat.")
    return found
