"""Standing down from the vote: who may, who says so, and who takes it back (R-QU9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from governance.kernel import Class
    from governance.standing_orders import StandingOrders


def leaves_the_count(orders: StandingOrders, class_: Class) -> bool:
    """Whether whoever stood down no longer counts: others only chose not to vote, and count all the same (R-QU9)."""
    return orders.stand_down_allowed and class_ != "LE"


def may(orders: StandingOrders, class_: Class, *, voting: bool) -> Rejected | None:
    """Why a member does not stand down, or None: the orders have it, for voting seats without lived experience."""
    if not orders.stand_down_allowed:
        help_ = "Our standing orders do not have it."
        return Rejected("R-QU9", "standing_down_not_allowed", would_help=help_)
    if class_ == "LE" or not voting:
        help_ = "Only a voting seat of another class."
        return Rejected("R-QU9", "not_for_this_seat", would_help=help_, pointer="/seat")
    return None


def theirs_to_say(*, acted: bool, by_them: bool) -> Rejected | None:
    """Why nobody writes down for a member that they stand down, or None: whoever votes here themselves says so."""
    if not acted or by_them:
        return None
    help_ = "They take part here themselves. Only they can say that they do not vote."
    return Rejected("R-QU9", "theirs_to_say", would_help=help_, pointer="/seat")


def taken_back(*, own: bool, by_them: bool, told: bool) -> Rejected | None:
    """Why a member does not vote again, or None: what somebody else wrote down for them they take back themselves.

    `told`: notes tell afterwards that they did, and whoever was there heard it.
    """
    if not by_them and not told:
        help_ = "Only they themselves can take it back."
        return Rejected("R-QU9", "theirs_to_take_back", would_help=help_, pointer="/back")
    if own:
        help_ = "They said so themselves. It holds until this meeting stops."
        return Rejected("R-QU9", "said_so_themselves", would_help=help_, pointer="/back")
    return None
