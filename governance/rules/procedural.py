"""Procedural motions: which goes before which, what each says without words (R-MO7); matters arising (R-MO6)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from governance.kernel import Filled, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from governance.kernel import Moment

# The higher goes first. A motion is in order while everything of its sort before the meeting stands lower.
RANK: Mapping[str, int] = MappingProxyType(
    {
        "reconsider": 1,
        "annul": 1,
        "next_business": 2,
        "divide": 3,
        "commit": 4,
        "postpone": 5,
        "limit_debate": 6,
        "extend_time": 6,
        "closure": 7,
        "adjourn": 8,
    }
)
SAYS: Mapping[str, str] = MappingProxyType(
    {
        "closure": "Vote now.",
        "next_business": "Go on to the next item.",
        "commit": "Send this to somebody to look at.",
        "postpone": "Put this off.",
        "divide": "Vote on the parts one by one.",
        "reconsider": "Vote on this again.",
        "annul": "Set the vote aside.",
        "adjourn": "Stop the meeting.",
        "extend_time": "Talk for longer.",
        "limit_debate": "Limit the time to talk.",
    }
)
ABOUT_A_RESULT = frozenset(("reconsider", "annul"))
ABOUT_A_QUESTION = frozenset(("closure", "divide"))


def progress_only(item: str, *, substantive: bool) -> Rejected | None:
    """Why nothing is decided under an item of a kind, or None: matters arising only report progress (R-MO6)."""
    if item != "matters_arising" or not substantive:
        return None
    help_ = "Matters arising decide nothing: give it an item of its own."
    return Rejected("R-MO6", "progress_only", would_help=help_)


def goes_before(kind: str, before_the_meeting: Iterable[str]) -> Rejected | None:
    """Why a procedural motion must wait, or None: one of higher rank, or of the same, is before the meeting."""
    if any(RANK[other] >= RANK[kind] for other in before_the_meeting):
        return Rejected(
            "R-MO7", "another_proposal_goes_first", would_help="Vote on the one before it first.", pointer="/kind"
        )
    return None


def closure_again(lost: Moment | None, now: Moment, wait: int) -> Rejected | None:
    """Why it is too early to ask again to vote now, or None; a time of day nobody knows refuses nothing."""
    if lost is None or "day" in (lost.precision, now.precision):
        return None
    waited = int((now.instant - lost.instant).total_seconds()) // 60
    if waited >= wait:
        return None
    return Rejected(
        "R-MO7",
        "closure_lost_just_now",
        because={"minutes": waited, "needed": wait},
        would_help=Filled(
            "Go on talking; ask again after one minute."
            if wait == 1
            else "Go on talking; ask again after %(minutes)s minutes.",
            {"minutes": wait},
        ),
        pointer="/kind",
    )


def prevailing(answer: str, choice: str | None) -> bool | None:
    """Whether a vote was on the side that prevailed; None where nobody knows it. A tie is the side against."""
    if choice is None:
        return None
    return choice == ("for" if answer == "agreed" else "against")
