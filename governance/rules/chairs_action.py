"""What the chair may decide alone, and that the next meeting is told, and ratifies, notes or disowns it (R-CA1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from governance.kernel import Channel, Moment

    Answer = Literal["ratified", "disowned"]


def minor(
    limit: int, *, cost: int | None, spends: bool, costs_nothing: bool = False, spent: int = 0
) -> Rejected | None:
    """Why something is not small enough for the chair alone, or None: what it costs is within the limit (R-CA1).

    `limit` and `cost` are in the smallest coin; `spends`, it is about money, so that it costs something. No words say
    whether they cost anything: the chair gives a sum, or says that it `costs_nothing`, and answers for that at the next
    meeting. What the chair has `spent` alone since the last meeting counts too, so that no sum is split.
    """
    if cost and costs_nothing:
        help_ = "Give the sum, or say that it costs nothing. Not both."
        return Rejected("R-CA1", "costs_something", would_help=help_, pointer="/costs_nothing")
    if cost is None and spends:
        return Rejected("R-CA1", "cost_is_missing", would_help="Say what it costs.", pointer="/cost")
    if cost is None and not costs_nothing:
        help_ = "Say what it costs, or that it costs nothing."
        return Rejected("R-CA1", "cost_is_missing", would_help=help_, pointer="/cost")
    if not cost or cost + spent <= limit:
        return None
    if cost <= limit:
        together: dict[str, object] = {"limit": limit, "cost": cost, "spent": spent}
        help_ = "With what the chair spent alone since the last meeting it is too much. Take it to a meeting."
        return Rejected("R-CA1", "over_the_limit_together", because=together, would_help=help_, pointer="/cost")
    because: dict[str, object] = {"limit": limit, "cost": cost}
    help_ = "The chair may not spend so much alone. Take it to a meeting, or ask members in writing."
    return Rejected("R-CA1", "over_the_limit", because=because, would_help=help_, pointer="/cost")


def between_meetings(costs: Iterable[tuple[Moment, int]], met: Iterable[Moment], at: Moment, *, live: bool) -> int:
    """What is spent between the meetings with a quorum before and after a moment: costs and meetings with their times.

    A meeting of the chair alone, or one of which nobody wrote down who was there, holds nobody to account.
    All of it counts, whatever was written down first. Who acts `live` counts what came after that next meeting too: an
    act dated back to before a meeting is no way round the limit since.
    """
    known = [*met]
    before = [one for one in known if not at.before(one)]
    after = [] if live else [one for one in known if at.before(one)]
    return sum(
        cost
        for when, cost in costs
        if all(not when.before(one) for one in before) and all(when.before(one) for one in after)
    )


def how_it_was_told(channel: Channel, *, own: bool) -> Rejected | None:
    """Why nobody writes down for the chair what they decided, or None: it is said how the chair told them (R-CA1)."""
    if own or channel != "web":
        return None
    help_ = "Say how the chair told you: by phone, for example."
    return Rejected("R-CA1", "how_the_chair_told_it", would_help=help_, pointer="/channel")


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
