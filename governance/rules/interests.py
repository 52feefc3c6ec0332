"""Interests: who is kept out for one, who rules on it and when, and what a vote on it makes (R-IN2, R-IN3, R-IN5)."""

from __future__ import annotations

from governance.kernel import Rejected


def a_conflict(*, out: bool, shared: bool) -> Rejected | None:
    """Why nobody is kept out, or None: what all share is no conflict, nor is lived experience (R-IN5)."""
    if not out or not shared:
        return None
    return Rejected(
        "R-IN5",
        "not_a_conflict",
        would_help=(
            "What we all share keeps no one out. Nor does lived experience."
            " The members may vote to see it in a different way."
        ),
        pointer="/how",
    )


def rules_on_it(*, out: bool, shared: bool, presides: bool) -> Rejected | None:
    """Why whoever presides does not rule that they stay, or None: not on an interest of their own (R-IN2)."""
    if out or shared or not presides:
        return None
    return Rejected(
        "R-IN2",
        "rules_on_own_interest",
        would_help="Somebody else in the chair rules on it, or the members vote.",
        pointer="/how",
    )


def changes(*, for_: int, against: int) -> bool:
    """Whether the members' vote changes how an interest is handled: on a tie the ruling stands (R-IN2)."""
    return for_ > against


def after_the_vote(*, out: bool, answered: bool) -> Rejected | None:
    """Why somebody is not kept out now, or None: they answered a question that has no result, and the answer stands.

    An interest that is told of during a vote is ruled on before the answer or after the result (R-IN3).
    """
    if not out or not answered:
        return None
    help_ = "They have voted, and the vote stands. Declare the result, then rule on this."
    return Rejected("R-IN3", "answered_already", would_help=help_, pointer="/how")
