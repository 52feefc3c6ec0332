"""Interests: told of first, who is kept out, who rules on it, what a vote on it makes (R-IN1 to R-IN3, R-IN5)."""

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


def told_first(*, told: bool) -> Rejected | None:
    """Why nobody rules on an interest, or None: the meeting was told of it, with its kind (R-IN1)."""
    if told:
        return None
    help_ = "First tell the meeting of the interest."
    return Rejected("R-IN1", "no_interest_declared", would_help=help_, pointer="/seat")


def says_nothing_new(before: str | None, kind: str) -> bool:
    """Whether an interest told of again takes nothing back: what was told as one's own is not only shared (R-IN1)."""
    return kind == "shared" and before not in {None, "shared"}


def stays_at_once(before: str | None, kind: str) -> bool:
    """Whether nobody has to rule that a member stays: the interest is one everybody shares, told of anew (R-IN5)."""
    return kind == "shared" and before != "shared"


def handled_as(said: str | None, *, shared: bool) -> bool:
    """Whether a member is out for an interest: as was `said`, else for any that is not shared by all (R-IN3, R-IN5)."""
    return not shared if said is None else said != "stay_and_vote"


def may_dispute(*, their_own: bool, may_vote: bool) -> Rejected | None:
    """Why somebody does not ask for a vote on an interest, or None: another member who may vote does (R-IN2)."""
    if their_own:
        help_ = "Another member asks for the vote."
        return Rejected("R-IN2", "own_interest", would_help=help_, pointer="/raised_by")
    if not may_vote:
        help_ = "A member who may vote asks for it."
        return Rejected("R-IN2", "may_not_vote_on_it", would_help=help_, pointer="/raised_by")
    return None


def disputed_first(*, disputed: bool) -> Rejected | None:
    """Why there is no vote on an interest, or None: a member asked for it (R-IN2)."""
    if disputed:
        return None
    help_ = "A member asks for the vote first."
    return Rejected("R-IN2", "nobody_disputes_it", would_help=help_, pointer="/seat")


def settled_first(*, disputed: bool) -> Rejected | None:
    """Why a question is not put, or None: members have voted on every disputed interest in its item (R-IN2)."""
    if not disputed:
        return None
    help_ = "The members vote on the interest first."
    return Rejected("R-IN2", "interest_is_disputed", would_help=help_)


def was_out(*, out: bool) -> Rejected | None:
    """Why nobody comes back into the room for an item, or None: they were out for it (R-IN3)."""
    return None if out else Rejected("R-IN3", "was_not_excluded", pointer="/seat")
