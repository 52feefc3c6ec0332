"""Handing over from one officer to the next: by a list, complete once both sides say so (R-HO1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from governance.kernel import SeatId


def between_two(giver: SeatId, taker: SeatId) -> Rejected | None:
    """Why there is nothing to hand over, or None: one person gives and another takes (R-HO1)."""
    if giver != taker:
        return None
    return Rejected("R-HO1", "hands_over_to_themselves", would_help="Two people hand over.", pointer="/taker")


def due_in_time(due: dt.date | None, today: dt.date) -> Rejected | None:
    """Why a day does not do, or None: it is today or to come, where one is given at all (R-HO1)."""
    if due is None or due >= today:
        return None
    return Rejected("R-HO1", "day_has_passed", would_help="Give a day to come.", pointer="/due")


def on_the_list(item: str, items: Collection[str]) -> Rejected | None:
    """Why something is not ticked off, or None: it is one of what is to be handed over (R-HO1)."""
    if item in items:
        return None
    return Rejected("R-HO1", "not_on_the_list", would_help="Look at the list again.", pointer="/item")


def theirs_to_say(seat: SeatId | None, *, giver: SeatId, taker: SeatId) -> Rejected | None:
    """Why somebody says nothing of a handover, or None: only whoever gives and whoever takes do (R-HO1).

    `seat` is None where notes do not tell who said so.
    """
    if seat in {giver, taker, None}:
        return None
    return Rejected("R-HO1", "not_theirs_to_say", would_help="Whoever gives or takes says so.", pointer="/seat")


def who_confirms(seat: SeatId | None) -> Rejected | None:
    """Why it is not known that a side confirms, or None: it is said which (R-HO1)."""
    return Rejected("R-HO1", "who", would_help="Say which seat.", pointer="/seat") if seat is None else None


def nothing_left(open_items: Sequence[str]) -> Rejected | None:
    """Why nobody confirms yet, or None: everything on the list is handed over (R-HO1)."""
    if not open_items:
        return None
    because: dict[str, object] = {"open": list(open_items)}
    return Rejected(
        "R-HO1", "not_everything_is_handed_over", because=because, would_help="Hand over what is left first."
    )


def complete(
    *, sides: Collection[SeatId], confirmed: Collection[SeatId], items: Collection[str], done: Collection[str]
) -> bool:
    """Whether a handover is complete: everything on the list is done, and both sides said so (R-HO1)."""
    return {*sides} <= {*confirmed} and {*items} <= {*done}


def overdue(due: str | None, today: str, *, completed: bool) -> bool:
    """Whether a handover is late: its day has passed, both YYYY-MM-DD, and it is not complete (R-HO1)."""
    return not completed and due is not None and due < today
