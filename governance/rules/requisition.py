"""Meetings that members ask for: how many must ask, and when they may call it themselves (R-NO5)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from governance.kernel import Filled, Rejected

if TYPE_CHECKING:
    from governance.standing_orders import StandingOrders


def still_needed(orders: StandingOrders, *, asked: int, lived: int) -> tuple[int, int]:
    """How many more members must ask, and how many of those with lived experience; (0, 0) once it is enough."""
    with_lived = max(0, orders.requisition_lived_experience - lived)
    return max(with_lived, orders.requisition_min - asked), with_lived


def enough(orders: StandingOrders, *, asked: int, lived: int) -> bool:
    """Whether enough members asked, and enough of them with lived experience."""
    return still_needed(orders, asked=asked, lived=lived) == (0, 0)


def left_alone(*, called: bool, dropped: bool) -> Rejected | None:
    """Why names are put to a request and taken from it no more, or None: it was called, or nobody asks any more."""
    if called:
        return Rejected("R-NO5", "called_already", would_help="The meeting has been called.", pointer="/requisition")
    if dropped:
        return Rejected("R-NO5", "nobody_asks_any_more", would_help="Ask for a meeting anew.", pointer="/requisition")
    return None


def theirs_to_leave(*, own: bool, by_them: bool) -> Rejected | None:
    """Why a name is not taken from a request for somebody, or None: one they put there here they take back (R-NO5)."""
    if not own or by_them:
        return None
    help_ = "They asked for it themselves. Only they can take their name back."
    return Rejected("R-NO5", "theirs_to_leave", would_help=help_, pointer="/seat")


def theirs_to_join_again(*, own: bool, by_them: bool) -> Rejected | None:
    """Why a name is not written on a request again, or None: who took it back here themselves puts it there (R-NO5)."""
    if not own or by_them:
        return None
    help_ = "They took their name back themselves. Only they can put it there again."
    return Rejected("R-NO5", "theirs_to_join_again", would_help=help_, pointer="/seat")


def call_by(orders: StandingOrders, day: dt.date) -> dt.date:
    """The last day on which the call is the chair's alone."""
    return day + dt.timedelta(days=orders.chair_days)


def requisitioned(orders: StandingOrders, *, asked: int, reached: bool) -> Rejected | None:
    """Why a meeting is not called for what members asked, or None: too few did."""
    if reached:
        return None
    because: dict[str, object] = {
        "asked": asked,
        "needed": orders.requisition_min,
        "lived_experience": orders.requisition_lived_experience,
    }
    return Rejected(
        "R-NO5",
        "too_few_asked",
        because=because,
        would_help=Filled(
            "A member with lived experience must ask for it."
            if orders.requisition_min == orders.requisition_lived_experience == 1
            else "One member must ask for it."
            if orders.requisition_min == 1
            else "%(needed)s members must ask for it. %(lived_experience)s of them must have lived experience.",
            because,
        ),
        pointer="/requisition",
    )


def by_themselves(last: str | None, today: dt.date, *, asked: bool) -> Rejected | None:
    """Why a member may not call the meeting in the chair's place, or None."""
    if not asked:
        return Rejected(
            "R-NO5", "did_not_ask", would_help="Those who asked for the meeting may call it.", pointer="/requisition"
        )
    if last is None or today <= dt.date.fromisoformat(last):
        return Rejected(
            "R-NO5",
            "the_chair_has_time_still",
            because={"call_by": last},
            would_help="The chair has time to call it still. Once that is over, you may.",
            pointer="/requisition",
        )
    return None
