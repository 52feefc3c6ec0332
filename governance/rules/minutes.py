"""Minutes: in order, about words that stand there, without a change of what was decided (R-MI1 to R-MI11)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from governance.kernel import Rejected
from governance.rules.majority import Tally

if TYPE_CHECKING:
    from governance.standing_orders import Category, StandingOrders

WORKING_DAYS = 5
COUNTED = re.compile(r"(\d{1,6}) for, (\d{1,6}) against, (\d{1,6}) took no side")


def which(category: Category, *, named: bool) -> Rejected | None:
    """Why a proposal of a kind that is about minutes is not in order, or None: it names them (R-MI3, R-MI7)."""
    if named or category not in {"minutes", "correction"}:
        return None
    clause = "R-MI3" if category == "minutes" else "R-MI7"
    help_ = "Say which minutes. If they are not kept here, propose it as an ordinary question."
    return Rejected(clause, "which_minutes", would_help=help_, pointer="/minutes")


def due(held: dt.date, orders: StandingOrders) -> dt.date:
    """The last day on which a draft is not late: so many working days, Monday to Friday, after the meeting (R-MI2)."""
    left, day = orders.write_up_days, held
    while left:
        day += dt.timedelta(days=1)
        left -= day.weekday() < WORKING_DAYS
    return day


def not_edited(*, approved: bool) -> None:
    """Refuse a change of minutes that were approved (R-MI7)."""
    if approved:
        raise Rejected(
            "R-MI7",
            "approved_record",
            would_help="Approved minutes are never changed. A later meeting can decide to correct them.",
        )


def approved_first(*, approved: bool, clause: str) -> None:
    """Refuse what is only in order once the minutes were approved."""
    if not approved:
        raise Rejected(clause, "not_approved_yet", would_help="A meeting approves the minutes first.")


def reworded(text: str, old: str, new: str) -> str:
    """The line with its new words. Refuses old words that are not there, or not just once (R-MI4)."""
    if old == new:
        raise Rejected("R-MI4", "changes_nothing", would_help="Say what it should be instead.", pointer="/new")
    found = text.count(old)
    if found != 1:
        reason = "words_not_in_the_line" if not found else "words_more_than_once"
        help_ = "Copy the words just as they are in the minutes." if not found else "Copy a few more words around them."
        raise Rejected("R-MI4", reason, would_help=help_, pointer="/old")
    return text.replace(old, new)


def restated(before: str, after: str) -> Tally:
    """The vote a corrected line tells. Refuses a change of anything but its three numbers (R-MI8)."""
    old, new = COUNTED.search(before), COUNTED.search(after)
    if old is None or new is None or COUNTED.sub("", before, count=1) != COUNTED.sub("", after, count=1):
        raise an_outcome()
    return Tally(int(new[1]), int(new[2]), int(new[3]))


def an_outcome() -> Rejected:
    """Why a correction does not touch what was decided (R-MI8)."""
    return Rejected(
        "R-MI8",
        "touches_an_outcome",
        would_help="Words do not settle what was decided. Whoever presides rules on it, and the meeting votes again.",
        pointer="/old",
    )


def same_outcome(was: str, now: str) -> None:
    """Refuse a restated vote that would have another answer, or none that is known (R-MI8)."""
    if now == "unknown":
        raise Rejected(
            "R-MI8",
            "outcome_not_known",
            would_help="Say how the classes voted, so that we can see that the decision stays.",
            pointer="/by_class",
        )
    if was != now:
        because: dict[str, object] = {"was": was, "would_be": now}
        raise Rejected(
            "R-MI8",
            "would_change_the_outcome",
            because=because,
            would_help="Whoever presides rules on it, and the meeting votes again.",
            pointer="/new",
        )


def was_there(attended: frozenset[object] | None, seat: object, orders: StandingOrders) -> Rejected | None:
    """Why a seat does not vote on minutes, or None: where the orders say so, only those who were there do (R-MI3)."""
    if not orders.only_attenders_vote or attended is None or seat in attended:
        return None
    return Rejected(
        "R-MI3",
        "was_not_at_that_meeting",
        would_help="Our rules let only those vote on minutes who were at that meeting.",
        pointer="/seat",
    )


def recordings_used(orders: StandingOrders) -> None:
    """Refuse word of a recording where the orders have none (R-MI11)."""
    if orders.recordings == "not_used":
        raise Rejected("R-MI11", "no_recordings", would_help="Our rules do not let us record the sound of a meeting.")
