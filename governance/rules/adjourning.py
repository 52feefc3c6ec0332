"""Stopping a sitting and going on with it (R-AD1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Filled, Rejected
from governance.rules import notice

if TYPE_CHECKING:
    import datetime as dt

    from governance.standing_orders import StandingOrders


def lost_quorum(result: str) -> Rejected | None:
    """Why a meeting does not stop for want of a quorum, or None."""
    if result != "quorate":
        return None
    return Rejected("R-AD1", "quorum_is_there", would_help="Give a different reason.", pointer="/reason")


def no_chair(*, presided: bool) -> Rejected | None:
    """Why a meeting does not stop for want of somebody to preside, or None: nobody is in the chair (R-CH1)."""
    if not presided:
        return None
    return Rejected("R-AD1", "somebody_presides", would_help="Give a different reason.", pointer="/reason")


def ends_itself(*, somebody_could: bool, short: bool) -> bool:
    """Whether a meeting with nobody in the chair stops or ends by itself: nobody here could take it, or too few are."""
    return not somebody_could or short


def needs_notice(orders: StandingOrders, stopped: dt.date, goes_on: dt.date) -> bool:
    """Whether members must be told anew: the meeting goes on more than fourteen days later."""
    return (goes_on - stopped).days > orders.resume_without_notice_days


def short_notice(orders: StandingOrders, given: dt.date | None, goes_on: dt.date) -> Rejected | None:
    """Why the notice is not enough to go on, or None."""
    need = orders.notice_days
    days = None if given is None else notice.clear_days(given, goes_on)
    if days is not None and days >= need:
        return None
    because: dict[str, object] = {"clear_days": days, "needed": need}
    return Rejected(
        "R-AD1",
        "notice_needed_to_go_on",
        because=because,
        would_help=Filled(
            "Tell members one clear day before it goes on."
            if need == 1
            else "Tell members %(needed)s clear days before it goes on.",
            {"needed": need},
        ),
        pointer="/notice_given",
    )


def unfinished_only(*, resumed: bool, done: bool) -> Rejected | None:
    """Why an item is not taken at a sitting that goes on, or None: only what was left of the agenda."""
    if resumed and done:
        return Rejected(
            "R-AD1", "only_what_was_left", would_help="It goes to the agenda of the next meeting.", pointer="/item"
        )
    return None
