"""Who may stand in for the holder of a seat (R-AP2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from governance.kernel import Channel, Class, Moment, PersonId
    from governance.standing_orders import StandingOrders


def fits(class_: Class, of_the_seat: Class, *, has_vote: bool) -> Rejected | None:
    """Why a person cannot stand in for the holder of a seat: of another class, or with a vote of their own."""
    if class_ != of_the_seat:
        return Rejected(
            "R-AP2",
            "deputy_of_another_class",
            because={"class": class_, "class_of_the_seat": of_the_seat},
            would_help="A deputy is of the same kind as the member they stand in for.",
            pointer="/constituency",
        )
    if has_vote:
        return Rejected(
            "R-AP2",
            "one_person_one_vote",
            would_help="Choose somebody who has no vote of their own here.",
            pointer="/person",
        )
    return None


def how_they_told_it(channel: Channel) -> Rejected | None:
    """Why nobody names a deputy for another, or None: it is said how the holder of the seat told it (R-AP2)."""
    if channel != "web":
        return None
    help_ = "Say how they told you: by phone, for example."
    return Rejected("R-AP2", "how_they_told_it", would_help=help_, pointer="/channel")


def too_late(noted: Moment | None, began: Moment | None) -> bool:
    """Whether somebody else named the deputy only once the meeting had begun, whatever day was said (R-AP2)."""
    return noted is not None and began is not None and not noted.before(began)


def allowed(
    orders: StandingOrders,
    person: PersonId,
    *,
    named: PersonId | None,
    sent: PersonId | None,
    begun: bool,
    late: bool = False,
) -> Rejected | None:
    """Why the orders do not let a person act as deputy, or None.

    `named` stands in for the holder in the group, `sent` was named for this meeting before it began. Notice is given by
    the start: once the meeting has `begun`, only those two take the seat, and not whom somebody else named for the
    holder since (`late`).
    """
    if orders.deputies == "none":
        return Rejected("R-AP2", "no_deputies", would_help="Our standing orders have no deputies. They may sit in.")
    known = {sent} if late else {named, sent}
    if orders.deputies == "named" and person != named:
        return Rejected(
            "R-AP2",
            "not_the_named_deputy",
            would_help="Only the person named for this seat stands in.",
            pointer="/person",
        )
    if begun and person not in known:
        return Rejected(
            "R-AP2",
            "named_after_the_start",
            would_help="A deputy is named before the meeting begins. They may sit in as a visitor.",
            pointer="/person",
        )
    return None
