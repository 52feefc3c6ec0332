"""Who may preside (R-CH1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import NON_VOTING, Rejected

if TYPE_CHECKING:
    from governance.kernel import Class, Constituency
    from governance.standing_orders import StandingOrders

NEVER: frozenset[Constituency] = NON_VOTING


def may_preside(orders: StandingOrders, constituency: Constituency, class_: Class) -> None:
    """Refuse a presider of a kind the orders do not allow; a seat without a vote never presides."""
    if constituency in NEVER:
        raise Rejected("R-CH1", "presider_has_no_vote", would_help="A voting member presides.", pointer="/presider")
    if orders.presider_class == "not_professional_or_staff" and class_ == "PR":
        raise Rejected(
            "R-CH1",
            "presider_is_professional",
            would_help="Our standing orders ask for a chair who is not a professional.",
            pointer="/presider",
        )
    if orders.presider_class == "lived_experience" and class_ != "LE":
        raise Rejected(
            "R-CH1",
            "presider_without_lived_experience",
            would_help="Our standing orders ask for a chair with lived experience.",
            pointer="/presider",
        )
