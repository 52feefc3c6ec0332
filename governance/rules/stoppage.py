"""Why a group could not decide with these members there, in words anybody can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.rules.quorum import CLASSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from governance.kernel import Class
    from governance.rules.quorum import QuorumSnapshot
    from governance.standing_orders import StandingOrders

NAME: dict[Class, str] = {
    "LE": "lived-experience member",
    "CO": "neighbour",
    "PR": "professional",
    "OT": "other member",
}
NAMES: dict[Class, str] = {class_: f"{name}s" for class_, name in NAME.items()}


def in_words(
    orders: StandingOrders,
    seats: Mapping[Class, int],
    here: Mapping[Class, int],
    shot: QuorumSnapshot,
    why: Sequence[str],
) -> str:
    """A case as one sentence: who of the filled `seats` is there, and what that fails."""
    if not any(seats.values()):
        return "Nobody holds a voting seat, so the group could not decide."
    who = ", ".join(f"{here[c]} of {seats[c]} {NAMES[c]}" for c in CLASSES if seats.get(c))
    because = " and ".join(_because(orders, shot, reason) for reason in why)
    return f"With {who} there, the group could not decide: {because}."


def with_empty_seats(
    orders: StandingOrders,
    seats: Mapping[Class, int],
    filled: Mapping[Class, int],
    shot: QuorumSnapshot,
    why: Sequence[str],
) -> str:
    """A vacancy trap as one sentence: which of the filled `seats` fall empty, and what that fails with everyone there.

    In it even a full room decides nothing, unless others stand down (R-QU9, R-QU10).
    """
    empty = ", ".join(f"{seats[c] - filled[c]} of {seats[c]} {NAMES[c]}" for c in CLASSES if seats[c] > filled[c])
    because = " and ".join(_because(orders, shot, reason) for reason in why)
    return f"Without {empty}, the group could not decide even with everyone else there: {because}."


def _because(orders: StandingOrders, shot: QuorumSnapshot, reason: str) -> str:
    if reason.startswith("floor:"):
        floor = next(f for f in orders.floors if f.reason == reason)
        names = NAME if floor.least == 1 else NAMES
        return f"at least {_needed(floor.least, ' or '.join(names[c] for c in floor.classes))}"
    return {
        "count": _needed(shot.needed, "member" if shot.needed == 1 else "members"),
        "class_majority": _outweigh(orders),
        "lived_experience": "no lived-experience member is there to agree",
        "presider": "nobody there may take the chair",
        "seconder": "there is nobody to second a proposal",
        "majority": "all their votes together would be too few",
        "min_votes_cast": f"at least {orders.min_votes_cast} votes are needed",
    }[reason]


def _needed(number: int, names: str) -> str:
    return f"{number} {names} {'is' if number == 1 else 'are'} needed"


def _outweigh(orders: StandingOrders) -> str:
    match orders.lived_experience_variant:
        case "strict_majority":
            return "lived-experience members must outweigh"
        case "at_least_half":
            return "lived-experience members must be at least half"
        case "fraction":
            share = orders.lived_experience_fraction
            if share is None:
                return "lived-experience members must be at least"
            least = "more than" if share.more else "at least"
            return f"lived-experience members must be {least} {share.of} in {share.over}"
        case _:
            assert_never(orders.lived_experience_variant)
