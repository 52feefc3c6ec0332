"""Questions with several options: which one wins, or which go into a run-off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

# How a question with several options is answered: not by silence, and not by asking if anybody objects (R-VO9).
WAYS = frozenset(("hands", "roll_call", "ballot"))


class Chosen(msgspec.Struct, frozen=True):
    """The option that won (from 0), or those of a run-off; neither when nothing was decided. `test` is the sum."""

    winner: int | None
    again: tuple[int, ...]
    reason: str
    test: str


def choose(counts: Sequence[int], wins: Literal["plurality", "majority"]) -> Chosen:
    """The option with the most votes; under `majority` it takes more than half of the votes, else a run-off.

    The run-off is between the first two, and whoever ties with the second. Where it would leave nothing out, nothing
    is agreed: a tie is not agreed (R-TI1).
    """
    order = sorted(range(len(counts)), key=lambda n: -counts[n])
    top = counts[order[0]]
    if top == 0:
        return Chosen(None, (), "no_votes", "0>0")
    next_best = counts[order[1]]
    if wins == "plurality":
        won = top > next_best
        return Chosen(order[0] if won else None, (), "plurality" if won else "tie", f"{top}>{next_best}")
    cast = sum(counts)
    test = f"{2 * top}>{cast}"
    if 2 * top > cast:
        return Chosen(order[0], (), "majority", test)
    again = tuple(n for n in range(len(counts)) if counts[n] >= next_best)
    if len(again) < len(counts):
        return Chosen(None, again, "run_off", test)
    return Chosen(None, (), "tie" if top == next_best else "majority_not_reached", test)
