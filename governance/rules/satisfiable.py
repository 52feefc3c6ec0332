"""Whether standing orders could ever be met: with every seat filled and everyone there, a decision is possible."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from governance.kernel import Rejected
from governance.rules.chair import class_may_preside
from governance.rules.majority import Body, Tally, judge
from governance.rules.quorum import lived_experience_holds, needed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from governance.kernel import Class
    from governance.standing_orders import ClassSeats, StandingOrders

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
    found += _too_many_for_a_full_group(orders)
    found += [
        f"Of class {kept.class_} there are at least {kept.least} seats, and at most {kept.most}."
        for kept in orders.class_seats
        if kept.most and kept.least > kept.most
    ]
    named = Counter(threshold.category for threshold in orders.thresholds)
    found += [f"The category {category} is given {times} majorities." for category, times in named.items() if times > 1]
    return found


def _too_many_for_a_full_group(orders: StandingOrders) -> list[str]:
    """What asks for more members than the orders let the group have: "10 must be there", then "those 6" (R-QU10)."""
    most = orders.most_members
    if not most:
        return []
    floors = _least_of_every_class(orders)
    kept = sum(of_class.least for of_class in orders.class_seats)
    asked = {
        f"The quorum is {orders.quorum}": orders.quorum,
        f"At least {floors} must be there to have every kind": floors,
        f"At least {orders.min_votes_cast} votes are asked for": orders.min_votes_cast,
        f"The group is to have at least {orders.fewest_members} members": orders.fewest_members,
        f"At least {kept} seats are each of a certain class": kept,
    }
    return [f"{said}, but the group has at most {most} members." for said, number in asked.items() if number > most]


def _least_of_every_class(orders: StandingOrders) -> int:
    """The fewest members that meet the floors of single classes."""
    least: dict[Class, int] = {}
    for floor in orders.floors:
        if not floor.others:
            least[floor.class_] = max(floor.least, least.get(floor.class_, 0))
    return sum(least.values())


def out_of_reach(orders: StandingOrders, by_class: Counter[Class]) -> list[str]:
    """What these seats could never meet, all filled and everyone there."""
    everyone = by_class.total()
    found = [*_too_few(orders, everyone), *_short_of_a_class(orders, by_class), *_membership(orders, by_class)]
    found += _with_a_silent_chair(orders, by_class)
    if not any(class_may_preside(orders, class_) for class_ in by_class):
        found.append("Nobody may take the chair: no voting seat is of a kind that may.")
    return found


def _too_few(orders: StandingOrders, everyone: int) -> list[str]:
    need = needed(orders, filled=everyone, established=everyone)
    found = [f"The quorum is {need}, but there {_only(everyone, 'voting seat')}."] if need > everyone else []
    if orders.min_votes_cast > everyone:
        found.append(
            f"At least {orders.min_votes_cast} votes are asked for, but there {_only(everyone, 'voting seat')}."
        )
    if orders.seconder_required and everyone < MOVER_AND_SECONDER:
        found.append("A proposal needs a seconder, but there is nobody to second the only member's.")
    return found


def _only(number: int, seat: str) -> str:
    return f"is only 1 {seat}" if number == 1 else f"are only {number} {seat}s"


def _short_of_a_class(orders: StandingOrders, by_class: Counter[Class]) -> list[str]:
    found = [
        f"At least {f.least} of class {' or '.join(f.classes)} must be there,"
        f" but there {_only(f.there(by_class), 'such seat')}."
        for f in orders.floors
        if f.there(by_class) < f.least
    ]
    lived, everyone = by_class["LE"], by_class.total()
    if orders.lived_experience == "block" and not lived_experience_holds(orders, lived, everyone):
        found.append(f"Lived-experience members must outweigh the others, but they have {lived} of {everyone} seats.")
    if orders.lived_experience == "concurrent" and not lived:
        found.append("Lived-experience members must agree, but they have no seat.")
    return found


def who_answer(orders: StandingOrders, here: Mapping[Class, int]) -> tuple[int, int]:
    """How many of those here answer a question, and how many with lived experience at most.

    Whoever presides does not where they only break ties (R-TI3); it is one of another class if such may preside.
    """
    everyone, lived = sum(here.values()), here.get("LE", 0)
    if orders.tie_rule != "only_vote" or not everyone:
        return everyone, lived
    others = any(there and class_ != "LE" and class_may_preside(orders, class_) for class_, there in here.items())
    return everyone - 1, lived if others else max(0, lived - 1)


def _with_a_silent_chair(orders: StandingOrders, by_class: Counter[Class]) -> list[str]:
    """What a full room cannot agree only because whoever presides has no vote like the others (R-TI3)."""
    everyone, (answering, lived) = by_class.total(), who_answer(orders, by_class)
    if answering == everyone:
        return []
    body = Body(everyone, everyone, everyone)
    verdict = judge(orders.majority, Tally(answering, 0, 0), body, min_votes_cast=orders.min_votes_cast)
    found = []
    if not verdict.carried and orders.min_votes_cast <= everyone:
        found.append(f"Whoever presides only breaks ties. The votes of {answering} of {everyone} can agree nothing.")
    if orders.lived_experience == "concurrent" and by_class["LE"] and not lived:
        found.append("Lived-experience members must agree, but the only one presides and only breaks ties.")
    return found


def _membership(orders: StandingOrders, by_class: Counter[Class]) -> list[str]:
    lived, everyone = by_class["LE"], by_class.total()
    found = []
    if orders.most_members and everyone > orders.most_members:
        found.append(f"The group has at most {orders.most_members} members, but there are {everyone} voting seats.")
    if orders.seats_lived_experience and not 2 * lived > everyone:
        found.append(f"Most voting seats are for lived experience, but only {lived} of {everyone} are.")
    return [*found, *(said for kept in orders.class_seats for said in _seats_of(kept, by_class[kept.class_]))]


def _seats_of(kept: ClassSeats, there: int) -> list[str]:
    found = []
    if there < kept.least:
        there_are = _only(there, "such seat")
        found.append(f"At least {kept.least} voting seats are of class {kept.class_}, but there {there_are}.")
    if kept.most and there > kept.most:
        found.append(f"At most {kept.most} voting seats are of class {kept.class_}, but there are {there}.")
    return found


def has_room(orders: StandingOrders, seats: Sequence[Class], one_more: Class) -> Rejected | None:
    """Why a group with these voting seats makes no further one of a class, or None (R-QU10)."""
    if orders.most_members and len(seats) >= orders.most_members:
        return _full(len(seats), orders.most_members)
    of_class = seats.count(one_more)
    kept = next((k for k in orders.class_seats if k.class_ == one_more and 0 < k.most <= of_class), None)
    return None if kept is None else _full(of_class, kept.most, one_more)


def _full(seats: int, most: int, of: Class | None = None) -> Rejected:
    because: dict[str, object] = {"seats": seats, "most": most}
    return Rejected(
        "R-QU10",
        "group_is_full" if of is None else "enough_seats_of_this_kind",
        because=because if of is None else {**because, "class": of},
        would_help="First agree new rules that allow more members.",
    )
