"""Business that members propose: in time, refused with a reason, put on all the same by two (R-NO7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    import datetime as dt

    from governance.standing_orders import StandingOrders

TO_INSIST = 2


def in_time(orders: StandingOrders, proposed: dt.date, meeting: dt.date) -> bool:
    """Whether business was proposed long enough before a meeting to be on its agenda by right."""
    return (meeting - proposed).days >= orders.notice_days + orders.proposal_margin_days


def says_why(*, left_out: int) -> Rejected | None:
    """Why an agenda is not sent out, or None: business proposed in time is neither on it nor refused with a reason."""
    if not left_out:
        return None
    return Rejected(
        "R-NO7",
        "say_why_it_is_not_taken",
        because={"left_out": left_out},
        would_help="Put what members proposed in time on the agenda, or say why not.",
        pointer="/not_taken",
    )


def taken_back(*, by_a_member: bool, own: bool, answered: bool) -> Rejected | None:
    """Why business is not taken back, or None: it is the member's own, and no meeting has answered it."""
    if not by_a_member:
        return Rejected(
            "R-NO7", "comes_back_by_the_rules", would_help="Say at the meeting what you wish.", pointer="/proposal"
        )
    if not own:
        return Rejected(
            "R-NO7", "proposed_by_another", would_help="Whoever proposed it can take it back.", pointer="/seat"
        )
    if answered:
        return Rejected(
            "R-NO7",
            "a_meeting_answered_it",
            would_help="It was answered when the meeting was called. Say at the meeting that you do not want it.",
            pointer="/proposal",
        )
    return None


def theirs_to_take_back(*, own: bool, by_them: bool) -> Rejected | None:
    """Why business is not taken back for a member, or None: who proposed it here themselves takes it back."""
    if not own or by_them:
        return None
    help_ = "They proposed it themselves. Only they can take it back."
    return Rejected("R-NO7", "theirs_to_take_back", would_help=help_, pointer="/proposal")


def refusable(*, by_a_member: bool) -> Rejected | None:
    """Why business is not refused, or None: it comes back by the rules, and by nobody's wish."""
    if by_a_member:
        return None
    return Rejected("R-NO7", "comes_back_by_the_rules", would_help="Put it on the agenda.", pointer="/not_taken")


def insists(*, late: bool) -> Rejected | None:
    """Why members may not put business on the agenda themselves, or None."""
    if not late:
        return None
    return Rejected(
        "R-NO7", "came_too_late", would_help="It waits for the meeting after this one.", pointer="/proposal"
    )
