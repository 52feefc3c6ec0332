"""Answers of members who are not there: proxies and votes sent ahead (R-VO6, R-VO7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from governance.standing_orders import Category, StandingOrders


def proxy(
    orders: StandingOrders,
    *,
    in_writing: bool,
    same_class: bool,
    holder_taken: bool,
    holder_votes: bool,
    giver_here: bool,
) -> Rejected | None:
    """Why a proxy is not valid, or None."""
    if orders.proxies == "none":
        return _refused("proxies_are_off", "Our rules have no votes for somebody else.", "/seat")
    if giver_here:
        return _refused("giver_is_here", "Whoever is here votes for themselves.", "/seat")
    if not in_writing:
        return _refused("not_in_writing", "Whoever votes for another needs it in writing.", "/in_writing")
    if not same_class:
        return _refused("another_class", "Somebody of the same kind of member holds it.", "/holder")
    if holder_taken:
        return _refused("holds_one_already", "Each member may vote for one other, and no more.", "/holder")
    if not holder_votes:
        return _refused("holder_does_not_vote", "Whoever holds it is here and may vote.", "/holder")
    return None


def called_by_name(*, proxies: bool, how: str) -> Rejected | None:
    """Why a question cannot be answered this way, or None: who votes for another is heard by name."""
    if not proxies or how in {"roll_call", "ballot"}:
        return None
    return _refused("proxies_are_called_by_name", "Ask everyone by name.", "/how")


def advance_vote(category: Category) -> Rejected | None:
    """Why an answer sent ahead does not count, or None: only for elections, and by written resolution (R-VO7)."""
    if category == "election":
        return None
    return Rejected(
        "R-VO7", "not_for_proposals", would_help="Only in an election is a vote sent ahead.", pointer="/motion"
    )


def _refused(reason: str, would_help: str, pointer: str) -> Rejected:
    return Rejected("R-VO6", reason, would_help=would_help, pointer=pointer)
