"""Consent: a reasoned objection is tested by the group, in rounds; then it goes to the vote (R-VO2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from collections.abc import Collection

    from governance.standing_orders import StandingOrders


def reasoned(*, harms: bool) -> Rejected | None:
    """Why an objection stops nothing, or None: it says how the proposal harms what the group is for."""
    if harms:
        return None
    return Rejected(
        "R-VO2",
        "objection_without_a_reason",
        would_help="Say how the proposal harms what the group is for.",
        pointer="/harms",
    )


def tested_by_others(*, objector_tests: bool, others: int | None) -> None:
    """Refuse a test by the objector, or by nobody (`others` is None when the roll is not known)."""
    if objector_tests:
        raise Rejected("R-VO2", "objector_takes_no_part", would_help="The others look at the objection.", pointer="/by")
    if others == 0:
        raise Rejected("R-VO2", "nobody_to_test_it", would_help="Somebody else has to be here.")


def another_round(orders: StandingOrders, number: int, *, standing: bool) -> None:
    """Refuse a further round without an objection that stands, or after the last one."""
    if not standing:
        raise Rejected("R-VO2", "no_objection_stands", would_help="Declare the result.", pointer="/motion")
    if number >= orders.rounds_max:
        because: dict[str, object] = {"rounds": orders.rounds_max}
        raise Rejected("R-VO2", "no_more_rounds", because=because, would_help="Put it to the vote.", pointer="/motion")


def to_the_vote(orders: StandingOrders, number: int, *, standing: bool) -> None:
    """Refuse a vote on what is up for consent before its last round ended with an objection that stands."""
    if number < orders.rounds_max or not standing:
        raise Rejected(
            "R-VO2",
            "consent_first",
            because={"round": number, "rounds": orders.rounds_max},
            would_help="Test the objections, and ask again.",
            pointer="/motion",
        )


def ready(orders: StandingOrders, number: int, *, untested: bool, standing: bool) -> None:
    """Refuse a result while an objection was not looked at, or one stands and there is something left to do."""
    if untested:
        raise Rejected("R-VO2", "objection_not_tested", would_help="The others look at it first.", pointer="/motion")
    if standing and number < orders.rounds_max:
        raise Rejected("R-VO2", "objection_stands", would_help="Ask all members once more.", pointer="/motion")
    if standing:
        raise Rejected("R-VO2", "objection_stands", would_help="Put it to the vote.", pointer="/motion")


def standing(found: Collection[str | None]) -> bool:
    """Whether any objection was found to stand."""
    return "stands" in found
