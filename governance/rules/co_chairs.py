"""Sharing the chair: over four meetings half the time is with lived experience (R-CH3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from governance.kernel import SeatId

# Over how many meetings in a row it is looked at who presided.
MEETINGS = 4


def shared(co_chairs: Collection[SeatId], lived: Collection[SeatId]) -> bool:
    """Whether chairs share, one of them with lived experience, so that it is looked at who presides (R-CH3)."""
    return len(co_chairs) > 1 and bool({*co_chairs} & {*lived})


def enough(lived: int, whole: int) -> bool:
    """Whether those with lived experience presided for enough of the `whole` minutes: at least half (R-CH3)."""
    return 2 * lived >= whole
