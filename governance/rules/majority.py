"""Majorities: when a question is carried (R-MA1 to R-MA5, R-QU7), and what a tie does (R-TI1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import msgspec

if TYPE_CHECKING:
    from governance.standing_orders import Category, MajorityKind, StandingOrders


class Tally(msgspec.Struct, frozen=True, rename={"for_": "for"}):
    """Votes for, against and taking no side."""

    for_: int
    against: int
    no_side: int

    @property
    def cast(self) -> int:
        """Votes for and against."""
        return self.for_ + self.against

    @property
    def total(self) -> int:
        """Everyone who answered."""
        return self.cast + self.no_side

    @property
    def tied(self) -> bool:
        """As many for as against, and somebody voted."""
        return self.for_ == self.against > 0


class Body(msgspec.Struct, frozen=True):
    """How many could answer, were entitled to, and how many voting seats there are; None where not known."""

    effective: int | None
    entitled: int | None
    established: int | None


class Verdict(msgspec.Struct, frozen=True):
    """Whether the question is carried; None when a number it needs is not known. `test` is the arithmetic."""

    carried: bool | None
    reason: str
    test: str


def kind_for(orders: StandingOrders, category: Category, *, procedural: str | None, amends: bool) -> MajorityKind:
    """The majority a question takes: its category's; a change of words the ordinary one (R-MA3).

    To vote at once takes what the orders have for it, and an appeal most votes (R-MO7, R-CH6).
    """
    if procedural == "closure":
        return orders.closure_majority
    if procedural == "appeal":
        return "simple_cast"
    return orders.majority if amends else orders.majority_for(category)


def judge(kind: MajorityKind, tally: Tally, body: Body, *, min_votes_cast: int = 0) -> Verdict:
    """The verdict by the votes alone. Exactly two thirds passes, exactly half never does (R-MA2).

    Where there is a quorum it does not matter how few vote, unless the orders ask for `min_votes_cast` (R-QU7).
    """
    if tally.cast == 0:
        return Verdict(carried=False, reason="no_votes", test="0>0")
    if tally.cast < min_votes_cast:
        return Verdict(carried=False, reason="too_few_votes", test=f"{tally.cast}>={min_votes_cast}")
    left, sign, right = _sides(kind, tally, body)
    if right is None:
        return Verdict(carried=None, reason="not_known", test="")
    carried = left > right if sign == ">" else left >= right
    tied = tally.tied and kind == "simple_cast"
    return Verdict(
        carried, "majority" if carried else "tie" if tied else "majority_not_reached", f"{left}{sign}{right}"
    )


def _sides(kind: MajorityKind, tally: Tally, body: Body) -> tuple[int, str, int | None]:
    votes = tally.for_
    match kind:
        case "simple_cast":
            return votes, ">", tally.against
        case "simple_present":
            return 2 * votes, ">", body.effective
        case "absolute_entitled":
            return 2 * votes, ">", body.entitled
        case "absolute_established":
            return 2 * votes, ">", body.established
        case "two_thirds_cast":
            return 3 * votes, ">=", 2 * tally.cast
        case "two_thirds_entitled":
            return 3 * votes, ">=", None if body.entitled is None else 2 * body.entitled
        case "three_quarters_cast":
            return 4 * votes, ">=", 3 * tally.cast
        case "unanimous_cast":
            return votes, ">=", tally.cast
        case _:
            assert_never(kind)


def upheld(tally: Tally) -> Verdict:
    """Whether a ruling stands: unless more are against it than for it, so a tie upholds it (R-CH6)."""
    stands = tally.against <= tally.for_
    reason = "tie_upholds_the_ruling" if tally.for_ == tally.against else "majority" if stands else "not_upheld"
    return Verdict(carried=stands, reason=reason, test=f"{tally.for_}>={tally.against}")


def concurrent(lived_experience: Tally | None) -> bool | None:
    """Whether more lived-experience votes were for than against; None when their votes are not known."""
    return None if lived_experience is None else lived_experience.for_ > lived_experience.against
