"""Who may stand in for the holder of a seat (R-AP2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from governance.kernel import Class, PersonId
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


def allowed(
    orders: StandingOrders, person: PersonId, *, named: PersonId | None, sent: PersonId | None, begun: bool
) -> Rejected | None:
    """Why the orders do not let a person act as deputy, or None.

    `named` stands in for the holder in the group, `sent` was named for this meeting before it began. Notice is given by
    the start: once the meeting has `begun`, only those two take the seat.
    """
    if orders.deputies == "none":
        return Rejected("R-AP2", "no_deputies", would_help="Our standing orders have no deputies. They may sit in.")
    if orders.deputies == "named" and person != named:
        return Rejected(
            "R-AP2",
            "not_the_named_deputy",
            would_help="Only the person named for this seat stands in.",
            pointer="/person",
        )
    if begun and person not in {named, sent}:
        return Rejected(
            "R-AP2",
            "named_after_the_start",
            would_help="A deputy is named before the meeting begins. They may sit in as a visitor.",
            pointer="/person",
        )
    return None
