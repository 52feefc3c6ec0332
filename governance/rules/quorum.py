"""Quorum: enough members, of every class that must be there (R-QU1 to R-QU3, R-QU10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, assert_never

import msgspec

from governance.kernel import Class

if TYPE_CHECKING:
    from collections.abc import Mapping

    from governance.standing_orders import StandingOrders

CLASSES: tuple[Class, ...] = ("LE", "CO", "PR", "OT")


class QuorumSnapshot(msgspec.Struct, frozen=True):
    """Quorum as it stood: how many (`count`) of how many seats (`of`), by class, what was needed, and the result.

    `count` and `by_class` are None when unknown. `reasons` say what fails: `count`, `floor:LE`, `class_majority`.
    `flags` say what was missing without stopping the meeting: `lived_experience_short`, `second_meeting`.
    """

    count: int | None
    of: int
    by_class: tuple[tuple[Class, int], ...] | None
    needed: int
    class_majority: bool
    result: Literal["quorate", "inquorate", "unknown"]
    reasons: tuple[str, ...]
    flags: tuple[str, ...]

    def of_class(self, class_: Class) -> int:
        """How many of a class were there; 0 when classes are not known."""
        return dict(self.by_class or ()).get(class_, 0)


def needed(orders: StandingOrders, *, filled: int, established: int) -> int:
    """How many must be there: the fixed number or the fraction rounded up, whichever is more (R-QU1).

    Never less than one, so that an empty room decides nothing. Orders with a quorum of 0 may still be adopted, and are
    read so: they state a fraction or class floors instead of a number, and groups on record may have had them.
    """
    base = filled if orders.quorum_base == "filled" else established
    share = orders.quorum_fraction.up(base) if orders.quorum_fraction else 0
    return max(1, orders.quorum, share)


def lived_experience_holds(orders: StandingOrders, lived: int, count: int) -> bool:
    """Whether lived-experience members are enough of those there (R-QU3)."""
    match orders.lived_experience_variant:
        case "strict_majority":
            return lived > count - lived
        case "at_least_half":
            return 2 * lived >= count
        case "fraction":
            share = orders.lived_experience_fraction
            return share is None or share.reached(lived, count)
        case _:
            assert_never(orders.lived_experience_variant)


def snapshot(
    orders: StandingOrders,
    present_by_class: Mapping[Class, int] | None,
    *,
    filled: int,
    established: int,
    headcount: int | None = None,
) -> QuorumSnapshot:
    """Quorum of those there and entitled, by class; of a bare head-count only what is certain either way."""
    need = needed(orders, filled=filled, established=established)
    blocks = orders.lived_experience == "block"
    if present_by_class is None:
        return _of_headcount(headcount, need, filled, blocks=blocks)
    count = sum(present_by_class.values())
    by_class: tuple[tuple[Class, int], ...] = tuple(
        (c, present_by_class[c]) for c in CLASSES if present_by_class.get(c)
    )
    short = not lived_experience_holds(orders, present_by_class.get("LE", 0), count)
    reasons = [
        *(["count"] if count < need else []),
        *(floor.reason for floor in orders.floors if floor.there(present_by_class) < floor.least),
        *(["class_majority"] if short and blocks else []),
    ]
    flags = ("lived_experience_short",) if short and orders.lived_experience == "flag" else ()
    result: Literal["quorate", "inquorate"] = "inquorate" if reasons else "quorate"
    return QuorumSnapshot(count, filled, by_class, need, blocks, result, tuple(reasons), flags)


def second_meeting(orders: StandingOrders, shot: QuorumSnapshot) -> QuorumSnapshot:
    """Quorum where a meeting goes on that had stopped short of members: those who come decide what was listed (R-IQ6).

    Only the count gives way, where the orders say so: what is asked of the classes is never relaxed.
    """
    if not orders.second_meeting_rule or shot.reasons != ("count",) or shot.by_class is None or not shot.count:
        return shot
    return msgspec.structs.replace(shot, result="quorate", reasons=(), flags=(*shot.flags, "second_meeting"))


def _of_headcount(headcount: int | None, need: int, filled: int, *, blocks: bool) -> QuorumSnapshot:
    # People in the room need not be members, so a head-count can only ever show that there were too few.
    result: Literal["inquorate", "unknown"] = "inquorate" if headcount is not None and headcount < need else "unknown"
    reasons = ("count",) if result == "inquorate" else ()
    return QuorumSnapshot(headcount, filled, None, need, blocks, result, reasons, ())


def structurally_inquorate(orders: StandingOrders, filled_by_class: Mapping[Class, int], *, established: int) -> bool:
    """Whether the group cannot be quorate even with everyone there (R-QU10)."""
    filled = sum(filled_by_class.values())
    return snapshot(orders, filled_by_class, filled=filled, established=established).result == "inquorate"
