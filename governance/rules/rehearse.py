"""How often given orders would stop a group from deciding, counted exactly, and the smallest such case in words."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec

from governance.kernel import Class
from governance.rules.quorum import CLASSES, snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from governance.rules.quorum import QuorumSnapshot
    from governance.standing_orders import StandingOrders

NAMES: dict[Class, str] = {
    "LE": "lived-experience members",
    "CO": "neighbours",
    "PR": "professionals",
    "OT": "other members",
}


class Attendance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often each member of a class comes: `come` times in `of` meetings, each on their own."""

    come: int
    of: int


class Rehearsal(msgspec.Struct, frozen=True):
    """The chance of a meeting that cannot decide, as an exact fraction, by reason, and the smallest case.

    `fewest_away` is the fewest absences that stop the group (0 when it is stopped with everyone there).
    """

    stopped: tuple[int, int]
    by_reason: tuple[tuple[str, int, int], ...]
    fewest_away: int | None
    smallest_case: str


def rehearse(orders: StandingOrders, seats: Mapping[Class, int], attendance: Mapping[Class, Attendance]) -> Rehearsal:
    """Every possible attendance, weighed exactly. Each member comes or not on their own, with their class's chance."""
    stopped = Fraction(0)
    weights: dict[str, Fraction] = {}
    worst: tuple[int, dict[Class, int], QuorumSnapshot] | None = None
    everyone = sum(seats.values())
    for here, chance in _attendances(seats, attendance):
        shot = snapshot(orders, here, filled=everyone, established=everyone)
        if shot.result == "quorate":
            continue
        stopped += chance
        for reason in shot.reasons:
            weights[reason] = weights.get(reason, Fraction(0)) + chance
        away = everyone - sum(here.values())
        if worst is None or away < worst[0]:
            worst = (away, here, shot)
    by_reason = tuple((r, weights[r].numerator, weights[r].denominator) for r in sorted(weights))
    words = "The group can always decide." if worst is None else _in_words(seats, worst[1], worst[2])
    return Rehearsal((stopped.numerator, stopped.denominator), by_reason, None if worst is None else worst[0], words)


def _attendances(
    seats: Mapping[Class, int], attendance: Mapping[Class, Attendance]
) -> Iterator[tuple[dict[Class, int], Fraction]]:
    classes: list[Class] = [c for c in CLASSES if seats.get(c)]
    for counts in itertools.product(*(range(seats[c] + 1) for c in classes)):
        chance = Fraction(1)
        for class_, count in zip(classes, counts, strict=True):
            comes = attendance.get(class_, Attendance(1, 1))
            p = Fraction(comes.come, comes.of)
            chance *= math.comb(seats[class_], count) * p**count * (1 - p) ** (seats[class_] - count)
        yield dict(zip(classes, counts, strict=True)), chance


def _in_words(seats: Mapping[Class, int], here: Mapping[Class, int], shot: QuorumSnapshot) -> str:
    who = ", ".join(f"{here[c]} of {seats[c]} {NAMES[c]}" for c in CLASSES if seats.get(c))
    why = {"count": f"{shot.needed} members are needed", "class_majority": "lived-experience members must outweigh"}
    because = " and ".join(why.get(r, f"too few of class {r.removeprefix('floor:')}") for r in shot.reasons)
    return f"With {who} there, the group could not decide: {because}."
