"""Secret ballots on paper: when one is taken, who counts, and what totals must not tell (R-VO5, R-PR2).

Every rule here reads totals only, over any options: for and against, or candidates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from governance.kernel import SeatId
    from governance.standing_orders import Category, StandingOrders

TELLERS = 2
FEWEST_TO_HIDE_IN = 5


def needed(orders: StandingOrders, category: Category, by: int) -> bool:
    """Whether the question takes a secret ballot: by its kind, or because enough members asked."""
    return category in orders.ballot_for or demanded(orders, by)


def demanded(orders: StandingOrders, by: int) -> bool:
    """Whether enough members asked for a ballot."""
    return by >= orders.ballot_demand


def tellers(named: Sequence[SeatId], *, candidates: Collection[SeatId], here: Collection[SeatId] | None) -> None:
    """Refuse tellers who are not two different members in the room, or who stand in the ballot themselves."""
    if len(set(named)) != TELLERS or len(named) != TELLERS:
        raise Rejected("R-VO5", "two_tellers", would_help="Name two members to count.", pointer="/tellers")
    if set(named) & set(candidates):
        raise Rejected(
            "R-VO5", "teller_is_a_candidate", would_help="Somebody who does not stand counts.", pointer="/tellers"
        )
    if here is not None and not set(named) <= set(here):
        raise Rejected("R-VO5", "teller_not_present", would_help="Somebody in the room counts.", pointer="/tellers")


def papers(ticked: int | None, votes: int, spoilt: int) -> Rejected | None:
    """Why papers and ticks do not fit, or None: as many papers as members ticked. `ticked` is None when not known."""
    if ticked is None or votes + spoilt == ticked:
        return None
    because: dict[str, object] = {"papers": votes + spoilt, "ticked": ticked}
    return Rejected(
        "R-VO5", "papers_do_not_match_the_roll", because=because, would_help="Count the papers and the ticks again."
    )


def tells_by_class(voters: Collection[int], by_class: Collection[Sequence[int]]) -> bool:
    """Whether totals by class would tell how somebody voted: a class under five, or of one mind (R-PR2)."""
    few = any(0 < number < FEWEST_TO_HIDE_IN for number in voters)
    return few or any(of_one_mind(votes) for votes in by_class)


def of_one_mind(votes: Sequence[int]) -> bool:
    """Whether every vote went one way."""
    return sum(count > 0 for count in votes) == 1


def tells_in_total(votes: Sequence[int], spoilt: int = 0) -> bool:
    """Whether even the total tells how members voted: fewer than five papers, or all of one mind."""
    return sum(votes) + spoilt < FEWEST_TO_HIDE_IN or (spoilt == 0 and of_one_mind(votes))
