"""Undoing or changing a decision, or putting a lost one again, and what becomes of it (R-RE1 to R-RE4)."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import msgspec

from governance.kernel import Filled, Rejected
from governance.rules import majority
from governance.rules.days import months_on

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from governance.kernel import Channel, SeatId
    from governance.rules.majority import Body, Tally, Verdict
    from governance.standing_orders import MajorityKind, StandingOrders

How = Literal["rescind", "amend", "again"]
Becomes = Literal["rescinded", "amended", "upheld"]

# What else a decision may take to be made is at least two thirds, or a majority of all: enough without notice (R-RE1).
LESS_THAN_TWO_THIRDS: frozenset[MajorityKind] = frozenset(("simple_cast", "simple_present"))
# What becomes of a decision by the vote on it (R-RE4).
BECOMES: Mapping[How, Becomes | None] = MappingProxyType({"rescind": "rescinded", "amend": "amended", "again": None})
# Where no majority helps.
TOO_FEW = frozenset(("no_votes", "too_few_votes"))


class Decided(msgspec.Struct, frozen=True):
    """What a rule needs to know of the decision: its day, whether it was agreed, counts, was done or was voted on."""

    made: dt.date
    agreed: bool
    takes_effect: bool
    carried_out: bool
    disposed: dt.date | None


def signatories_needed(orders: StandingOrders, entitled: int) -> int:
    """How many members give notice within six months: a third of all, rounded up, and no fewer than two."""
    return max(orders.rescind_signatories, -(-entitled // 3))


def in_order(decided: Decided, *, again: bool) -> Rejected | None:
    """Why there is nothing to undo, change or put again, or None (R-RE1, R-RE3)."""
    if again and decided.agreed:
        return Rejected("R-RE1", "it_was_agreed", would_help="Move to undo or change it.", pointer="/how")
    if not again and not decided.takes_effect:
        return Rejected("R-RE1", "nothing_to_rescind", would_help="It does not count now.", pointer="/decision")
    if decided.carried_out:
        return Rejected(
            "R-RE3",
            "carried_out",
            would_help="It has been done. Make a new decision about what comes next.",
            pointer="/decision",
        )
    return None


def in_the_notice(*, stated: bool, about_it: bool, signed: bool, believed: bool) -> bool:
    """Whether the notice told of a proposal about a decision (R-RE1).

    Its item was in the notice, and was `about_it` there; or enough members `signed`; or notes say so and are
    `believed`, where the record does not hold the notice itself.
    """
    return stated and (about_it or signed or believed)


def not_in_the_notice(*, told: bool, noticed: bool) -> Rejected | None:
    """Why a proposal is not moved as one that the notice told of, or None (R-RE1)."""
    if not told or noticed:
        return None
    help_ = "The notice did not name this decision. Without that it takes two thirds of the votes."
    return Rejected("R-RE1", "not_in_the_notice", would_help=help_, pointer="/noticed")


def within(decided: Decided, at: dt.date, months: int) -> bool:
    """Whether so many months since the decision are not over."""
    return at < months_on(decided.made, months)


def special_notice(
    orders: StandingOrders, decided: Decided, at: dt.date, *, entitled: int, signed: int, lived_experience: int
) -> Rejected | None:
    """Why a decision is not touched yet, or None: for six months only by written notice of enough members (R-RE2)."""
    months = orders.rescind_months
    if decided.disposed is not None and at < months_on(decided.disposed, months):
        because: dict[str, object] = {"not_before": months_on(decided.disposed, months).isoformat()}
        return Rejected(
            "R-RE2", "voted_on_already", because=because, would_help="Wait until then.", pointer="/decision"
        )
    if not within(decided, at, months):
        return None
    need = signatories_needed(orders, entitled)
    if signed >= need and lived_experience >= 1:
        return None
    because = {"signed": signed, "needed": need, "not_before": months_on(decided.made, months).isoformat()}
    return Rejected(
        "R-RE2",
        "too_few_signatories" if signed < need else "nobody_with_lived_experience_signed",
        because=because,
        would_help=Filled(
            "A member with lived experience must ask for it in writing."
            if need == 1
            else "%(needed)s members must ask for it in writing. At least one of them has lived experience.",
            because,
        ),
        pointer="/signed_by",
    )


def how_it_was_signed(others: Collection[SeatId], channel: Channel) -> Rejected | None:
    """Why signatures of `others` are not recorded for them, or None: it is said how their notice came (R-RE2)."""
    if not others or channel != "web":
        return None
    help_ = "Say how their notice came: by post, for example. Or they sign for themselves."
    return Rejected("R-RE2", "how_it_was_signed", would_help=help_, pointer="/channel")


def becomes(how: How, *, agreed: bool, takes_effect: bool, stands: bool) -> Becomes | None:
    """What a vote on a proposal about an earlier decision makes of that one (R-RE4).

    Where it was not agreed the earlier one is upheld. Undone or changed is one that `stands`, by a vote that takes
    effect. None where it stays as it was: putting a lost question again changes nothing about the first vote.
    """
    if not agreed:
        return "upheld"
    if not takes_effect or not stands:
        return None
    return BECOMES[how]


def kind_of(own: MajorityKind, *, noticed: bool) -> MajorityKind:
    """The majority to undo or change what itself took its `own` (R-RE1, R-MA3), as it is told before the vote.

    With notice the same again. Without, two thirds of the votes, where its own is not more than that.
    """
    return "two_thirds_cast" if not noticed and own in LESS_THAN_TWO_THIRDS else own


def judge(own: MajorityKind, tally: Tally, body: Body, *, noticed: bool, min_votes_cast: int) -> Verdict:
    """With notice the majority it took itself; without, also two thirds, or more than half of all members (R-RE1).

    What a category takes more than most votes for is not undone with less (R-MA3).
    """
    kind = kind_of(own, noticed=noticed)
    verdict = majority.judge(kind, tally, body, min_votes_cast=min_votes_cast)
    if kind == own or verdict.reason in TOO_FEW:
        return verdict
    if verdict.carried is False:
        of_all = majority.judge("absolute_entitled", tally, body)
        return msgspec.structs.replace(of_all, reason="majority_of_all_members") if of_all.carried else verdict
    of_those_here = majority.judge(own, tally, body)
    if of_those_here.carried is False:
        return msgspec.structs.replace(of_those_here, reason="majority_of_those_here")
    return verdict if of_those_here.carried else of_those_here
