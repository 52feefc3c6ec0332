"""A chair's action is told to the next meeting, which ratifies, notes or disowns it (R-CA1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable


def answered(*, how: str, told: bool, agreed: bool) -> Rejected | None:
    """Why the answer to a chair's action does not count, or None: the meeting was told, and voted where it has to."""
    if not told:
        return Rejected("R-CA1", "not_reported_yet", would_help="Tell the meeting first.", pointer="/decision")
    if how != "noted" and not agreed:
        return Rejected(
            "R-CA1", "needs_a_vote", would_help="The meeting votes on it first. Name the proposal.", pointer="/motion"
        )
    return None


def overdue(told: Iterable[bool]) -> bool:
    """Whether a chair's action should have been told by now; for each meeting held since, whether it was (R-CA1)."""
    held = [*told]
    return bool(held) and not any(held)
