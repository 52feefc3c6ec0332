"""Quorum watched: who counts, when it is looked at, who may ask, how long it is waited for (R-QU4 to R-QU8)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Literal

    from governance.kernel import SeatId
    from governance.rules.quorum import QuorumSnapshot
    from governance.standing_orders import StandingOrders

    Result = Literal["quorate", "inquorate", "unknown"]
    Turn = Literal["tested", "lost", "regained"]

CLAUSE_OF_REASON: Mapping[str, str] = MappingProxyType({"count": "R-QU1", "class_majority": "R-QU3"})


def who_count(here: Collection[SeatId], entitled: Collection[SeatId], out: Collection[SeatId]) -> frozenset[SeatId]:
    """Those who count for an item: here and entitled, and not out for it; whoever takes no side counts (R-QU6)."""
    return frozenset(here).intersection(entitled).difference(out)


def turn(before: Result | None, now: Result, *, known: bool) -> Turn | None:
    """What coming and going makes of the quorum: tested at first, then lost or regained, else nothing to say (R-QU4).

    `before` it stood so, None where it was never looked at; `known`: somebody says who, or how many, are here now. Once
    it is regained votes resume, and nothing done in between was a decision (R-IQ4).
    """
    if not known:
        return None
    if before is None:
        return "tested"
    if before != "inquorate" and now == "inquorate":
        return "lost"
    return "regained" if before != "quorate" and now == "quorate" else None


def short_of(snapshot: QuorumSnapshot) -> tuple[str, ...]:
    """The clauses a snapshot fails; none where it is not known whether there was a quorum (R-QU1 to R-QU3)."""
    if snapshot.result != "inquorate":
        return ()
    return tuple(CLAUSE_OF_REASON.get(reason, "R-QU2") for reason in snapshot.reasons)


def missing(snapshot: QuorumSnapshot) -> Rejected | None:
    """Why nothing is voted on, or None: a snapshot right before each vote shows a quorum (R-QU4).

    Where nobody called the roll it shows none.
    """
    if snapshot.result == "quorate":
        return None
    if snapshot.result == "unknown":
        return uncalled()
    because: dict[str, object] = {
        "count": snapshot.count,
        "needed": snapshot.needed,
        "by_class": dict(snapshot.by_class or ()),
        "reasons": list(snapshot.reasons),
    }
    return Rejected(
        short_of(snapshot)[0],
        "not_quorate: " + ", ".join(snapshot.reasons),
        because=because,
        would_help="Wait for more members. Or talk but do not decide. Or stop, and go on some other day.",
    )


def uncalled() -> Rejected:
    """Nobody knows who is here, so that nobody knows whether there is a quorum (R-QU4)."""
    return Rejected("R-QU4", "roll_not_called", would_help="Call the roll first: who is here?")


def may_ask(*, here: bool, voting: bool) -> Rejected | None:
    """Why somebody does not ask for the quorum now, or None: anybody `here` asks, and breaks into no vote (R-QU5)."""
    if not here:
        return Rejected("R-QU5", "not_present", would_help="Somebody who is here asks.", pointer="/seat")
    if voting:
        help_ = "The quorum was looked at before this vote. Ask after it."
        return Rejected("R-QU5", "vote_under_way", would_help=help_)
    return None


def waited(orders: StandingOrders, minutes: int | None) -> int | None:
    """How many minutes a meeting waited for a quorum: as was said, else as the orders have it (R-QU8).

    None for a wait of none: it leaves nothing to say.
    """
    told = orders.wait_minutes if minutes is None else minutes
    return told or None
