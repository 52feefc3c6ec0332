"""Unfinished business: what stood over comes first next time, as it was, without new notice (R-IQ3)."""

from __future__ import annotations

from governance.kernel import Rejected

# How a proposal was left that is taken up again.
LEFT_OVER = frozenset(("stood_over", "postponed"))


def comes_first(*, waits: bool, for_decision: bool, left_over: bool, waiting: bool) -> Rejected | None:
    """Why other business is not opened yet, or None: nothing that was left over `waits` (R-IQ3).

    It goes before what is to be decided. What was `left_over` itself is opened, and what is no longer `waiting` for its
    turn goes on.
    """
    if not waits or not for_decision or left_over or not waiting:
        return None
    help_ = "Take what was left over first."
    return Rejected("R-IQ3", "unfinished_business_comes_first", would_help=help_, pointer="/item")


def stood_over(stage: str, *, procedural: bool) -> Rejected | None:
    """Why a proposal is not taken up again, or None: it stood over, and was about some business itself (R-IQ3)."""
    if stage in LEFT_OVER and not procedural:
        return None
    return Rejected("R-IQ3", f"motion_is_{stage}", would_help="It did not stand over.", pointer="/motion")


def meeting_before(*, sits: bool) -> Rejected | None:
    """Why business is not taken from another meeting, or None: that one no longer sits (R-IQ3)."""
    if not sits:
        return None
    return Rejected("R-IQ3", "meeting_is_open", would_help="The meeting before still sits.", pointer="/motion")


def same_person(*, same: bool) -> Rejected | None:
    """Why a proposal about a member is not taken up, or None: the member it meant is still in that seat (R-IQ3)."""
    if same:
        return None
    help_ = "Somebody else is in that seat now. Make a new proposal."
    return Rejected("R-IQ3", "somebody_else_sits_there", would_help=help_, pointer="/motion")


def needs_no_notice(*, next_meeting: bool, same_meeting: bool) -> bool:
    """Whether what stood over is decided without new notice: at the next meeting, or as the same goes on (R-IQ3)."""
    return next_meeting or same_meeting
