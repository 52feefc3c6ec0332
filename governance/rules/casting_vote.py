"""The casting vote: who may use it, when and why (R-TI2 to R-TI5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from governance.rules.majority import Tally
    from governance.standing_orders import Category, MajorityKind, StandingOrders


def ordinary_vote(orders: StandingOrders, *, presides: bool) -> Rejected | None:
    """Why whoever presides has no vote like the others', or None.

    They have one, and move and debate like anyone (R-CH5), but under `only_vote` they break ties only (R-TI3).
    """
    if presides and orders.tie_rule == "only_vote":
        return Rejected(
            "R-TI3",
            "presider_votes_only_on_a_tie",
            would_help="Under our rules the chair votes only to break a tie.",
            pointer="/seat",
        )
    return None


def reasoned(*, given: bool) -> Rejected | None:
    """Why a casting vote is not used, or None: whoever uses it says why (R-TI4)."""
    if given:
        return None
    return Rejected("R-TI4", "reason_is_missing", would_help="Whoever uses it says why.", pointer="/reason")


def may_use(
    orders: StandingOrders,
    tally: Tally,
    *,
    kind: MajorityKind,
    category: Category,
    presider_effective: bool,
    presider_voted: bool,
    by_ballot: bool = False,
) -> None:
    """Refuse a casting vote unless every condition of R-TI2 and R-TI3 holds."""
    if orders.tie_rule == "falls":
        raise Rejected("R-TI1", "no_casting_vote_in_profile", would_help="Under our rules a tie is not agreed.")
    if not tally.tied:
        raise Rejected("R-TI2", "not_a_tie", because={"for": tally.for_, "against": tally.against})
    if kind != "simple_cast":
        raise Rejected("R-TI2", "only_for_a_simple_majority", because={"majority": kind})
    if category == "election":
        raise Rejected(
            "R-TI2",
            "not_in_an_election",
            would_help="If an election ties, vote on paper again. If it ties once more, draw lots.",
        )
    if by_ballot and not orders.casting_vote_in_ballots:
        raise Rejected("R-TI2", "not_in_a_secret_ballot", would_help="Under our rules a tie in a ballot is not agreed.")
    if not presider_effective:
        raise Rejected(
            "R-TI2", "presider_may_not_vote", would_help="Whoever presides must be able to vote on the item."
        )
    if orders.tie_rule == "only_vote" and presider_voted:
        raise Rejected("R-TI3", "presider_has_voted", would_help="Under our rules the chair votes only to break a tie.")
