"""What the chair may decide alone, and that the next meeting is told, and ratifies, notes or disowns it (R-CA1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    Answer = Literal["ratified", "disowned"]


def minor(limit: int, *, cost: int | None, spends: bool) -> Rejected | None:
    """Why something is not small enough for the chair alone, or None: what it costs is within the limit (R-CA1).

    `limit` and `cost` are in the smallest coin; `spends`, it is about money, even where no sum is named.
    """
    if cost is None and spends:
        return Rejected("R-CA1", "cost_is_missing", would_help="Say what it costs.", pointer="/cost")
    if cost is None or cost <= limit:
        return None
    because: dict[str, object] = {"limit": limit, "cost": cost}
    help_ = "The chair may not spend so much alone. Take it to a meeting, or ask members in writing."
    return Rejected("R-CA1", "over_the_limit", because=because, would_help=help_, pointer="/cost")


def uncontroversial(*, objected: bool) -> Rejected | None:
    """Why the chair does not decide alone, or None: nobody who was asked objected (R-CA1)."""
    if not objected:
        return None
    return Rejected("R-CA1", "somebody_objected", would_help="Take it to a meeting.", pointer="/objections")


def made_of_it(proposed: Answer | None, *, agreed: bool | None) -> Answer | None:
    """What a vote makes of a chair's action: ratified or disowned, None where it says neither.

    `proposed` is what the proposal would make of it, None where it is about something else; `agreed` is None where how
    it came out is not known. Not to ratify it is to disown it; not to disown it leaves it as it is.
    """
    if proposed is None or agreed is None:
        return None
    if agreed:
        return proposed
    return "disowned" if proposed == "ratified" else None


def answered(*, how: str, told: bool, made: Answer | None, counts: bool, disowned: bool = False) -> Rejected | None:
    """Why the answer to a chair's action does not count, or None: the meeting was told, and voted where it has to.

    `made` is what its vote made of it, and `counts` whether that vote kept the rules. `disowned`, members have voted
    not to stand by it: that is not noted away.
    """
    if how == "noted" and disowned:
        help_ = "Members voted not to stand by it. Only another vote changes that."
        return Rejected("R-CA1", "voted_down", would_help=help_, pointer="/how")
    if not told:
        return Rejected("R-CA1", "not_reported_yet", would_help="Tell the meeting first.", pointer="/decision")
    if how == "noted":
        return None
    if how != made:
        return Rejected(
            "R-CA1",
            "needs_a_vote",
            would_help="The meeting votes on just this first. Name the proposal.",
            pointer="/motion",
        )
    if not counts:
        return Rejected("R-CA1", "vote_does_not_count", would_help="Vote on it again, by the rules.", pointer="/motion")
    return None


def about_one(*, by_the_chair: bool, ours: bool, both: bool) -> Rejected | None:
    """Why a proposal does not answer a chair's action, or None: it names one of ours, to ratify it or to disown it."""
    if both:
        return Rejected("R-CA1", "ratify_or_disown", would_help="One proposal does one of the two.", pointer="/disowns")
    if not by_the_chair or not ours:
        return Rejected("R-CA1", "not_a_chairs_action", would_help="Name what the chair decided.", pointer="/decision")
    return None


def overdue(told: Iterable[bool]) -> bool:
    """Whether a chair's action should have been told by now; for each meeting held since, whether it was (R-CA1)."""
    held = [*told]
    return bool(held) and not any(held)
