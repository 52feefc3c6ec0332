"""Recorded votes: by name where members ask for it (R-VO4), and a member's own answer after the vote (R-VO11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from governance.rules.majority import Tally
    from governance.standing_orders import StandingOrders

BY_NAME = "roll_call"
# Where members asked for names, hands do not do; a secret ballot still does.
WITH_NAMES_ASKED_FOR = frozenset((BY_NAME, "ballot"))


def enough_ask(orders: StandingOrders, asked: int) -> bool:
    """Whether so many members are enough to have a vote taken by name (R-VO4)."""
    return asked >= orders.recorded_vote_min


def names_needed(orders: StandingOrders, how: str, *, asked: int) -> Rejected | None:
    """Why a question is not answered this way, or None: so many asked for names (R-VO4)."""
    if how in WITH_NAMES_ASKED_FOR or not enough_ask(orders, asked):
        return None
    return Rejected("R-VO4", "names_asked_for", would_help="Ask everyone by name.", pointer="/how")


def by_name(how: str) -> Rejected | None:
    """Why no answer by name is taken, or None: the question was put that way (R-VO4)."""
    if how == BY_NAME:
        return None
    help_ = "This question is not answered by names."
    return Rejected("R-VO4", "not_by_names", would_help=help_, pointer="/motion")


def taken_anew(how: str | None, *, enough: bool) -> bool:
    """Whether a question that is being answered by hands begins anew, to be answered by name (R-VO4)."""
    return enough and how == "hands"


def after_the_result(*, named: bool, asked_for: bool) -> Rejected | None:
    """Why names are not recorded after the result, or None: enough asked for them, and there are none yet (R-VO4)."""
    if named:
        return Rejected("R-VO4", "names_are_recorded", pointer="/motion")
    if not asked_for:
        return Rejected("R-VO4", "nobody_asked_for_names", would_help="A member asks for it first.", pointer="/motion")
    return None


def contradicts(printed: Tally | None, names: Tally) -> bool:
    """Whether a total, if there is one, and the names it stands beside do not agree: the names stand (R-VO4)."""
    return printed is not None and printed != names


def no_ballot(how: str | None) -> Rejected | None:
    """Why nobody's answer is named, or None: in a secret ballot nothing joins a voter and an answer (R-VO5)."""
    if how != "ballot":
        return None
    help_ = "In this vote we do not tell who said what."
    return Rejected("R-VO5", "it_was_a_secret_ballot", would_help=help_, pointer="/motion")


def right_after(*, answered: bool, just_now: bool) -> Rejected | None:
    """Why no own answer is recorded, or None: the question was `answered`, and nothing came after it (R-VO11)."""
    if not answered:
        return Rejected("R-VO11", "not_voted_on_yet", would_help="After the result.", pointer="/motion")
    if not just_now:
        return Rejected("R-VO11", "too_late", would_help="Only right after the vote.", pointer="/motion")
    return None


def as_among_the_names(named: str | None, said: str) -> Rejected | None:
    """Why an own answer is not recorded, or None: it is not another than stands among the names, if any (R-VO11)."""
    if named in {None, said}:
        return None
    help_ = "Their answer is among the names. If it is wrong there, ask for a correction of the minutes."
    return Rejected("R-VO11", "answered_by_name", would_help=help_, pointer="/choice")


def may_be_among(named: str | None, said: str, *, on_record: int, counted: int) -> bool:
    """Whether an own answer can be among those counted (R-VO11).

    No more members have it `on_record` that they answered so than were `counted`, and the names do not say otherwise.
    """
    return on_record <= counted and named in {None, said}
