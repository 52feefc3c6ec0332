"""Majorities at their edges: one vote short and one more, what is not known, and why (R-MA1, R-MA2, R-MA5, R-CH6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from governance.rules.majority import Body, Tally, Verdict, concurrent, judge, kind_for, upheld
from governance.standing_orders import StandingOrders, Threshold

if TYPE_CHECKING:
    from governance.standing_orders import MajorityKind

# Ten seats, nine filled, eight of them there: each kind counts in another number.
BODY = Body(effective=8, entitled=9, established=10)


@pytest.mark.parametrize(
    ("kind", "votes", "verdict"),
    [
        ("simple_cast", (4, 3, 1), Verdict(carried=True, reason="majority", test="4>3")),
        ("simple_cast", (4, 4, 0), Verdict(carried=False, reason="tie", test="4>4")),
        ("simple_cast", (3, 4, 1), Verdict(carried=False, reason="majority_not_reached", test="3>4")),
        # Exactly half of those there never passes; half of eight is four, of nine four and a half, of ten five.
        ("simple_present", (4, 0, 4), Verdict(carried=False, reason="majority_not_reached", test="8>8")),
        ("simple_present", (5, 0, 3), Verdict(carried=True, reason="majority", test="10>8")),
        ("absolute_entitled", (4, 0, 4), Verdict(carried=False, reason="majority_not_reached", test="8>9")),
        ("absolute_entitled", (5, 3, 0), Verdict(carried=True, reason="majority", test="10>9")),
        ("absolute_established", (5, 3, 0), Verdict(carried=False, reason="majority_not_reached", test="10>10")),
        ("absolute_established", (6, 2, 0), Verdict(carried=True, reason="majority", test="12>10")),
        # Exactly two thirds, and exactly three quarters, pass.
        ("two_thirds_cast", (4, 2, 2), Verdict(carried=True, reason="majority", test="12>=12")),
        ("two_thirds_cast", (3, 2, 3), Verdict(carried=False, reason="majority_not_reached", test="9>=10")),
        ("two_thirds_entitled", (6, 2, 0), Verdict(carried=True, reason="majority", test="18>=18")),
        ("two_thirds_entitled", (5, 0, 3), Verdict(carried=False, reason="majority_not_reached", test="15>=18")),
        ("three_quarters_cast", (3, 1, 4), Verdict(carried=True, reason="majority", test="12>=12")),
        ("three_quarters_cast", (5, 2, 1), Verdict(carried=False, reason="majority_not_reached", test="20>=21")),
        ("unanimous_cast", (2, 0, 6), Verdict(carried=True, reason="majority", test="2>=2")),
        ("unanimous_cast", (7, 1, 0), Verdict(carried=False, reason="majority_not_reached", test="7>=8")),
        # A tie is called so only where it is what decides.
        ("two_thirds_cast", (4, 4, 0), Verdict(carried=False, reason="majority_not_reached", test="12>=16")),
    ],
)
def test_each_kind_by_one_vote(kind: MajorityKind, votes: tuple[int, int, int], verdict: Verdict) -> None:
    assert judge(kind, Tally(*votes), BODY) == verdict


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("simple_present", Body(None, 9, 10)),
        ("absolute_entitled", Body(8, None, 10)),
        ("two_thirds_entitled", Body(8, None, 10)),
        ("absolute_established", Body(8, 9, None)),
    ],
)
def test_a_number_nobody_knows_gives_no_verdict(kind: MajorityKind, body: Body) -> None:
    assert judge(kind, Tally(8, 0, 0), body) == Verdict(carried=None, reason="not_known", test="")


@pytest.mark.parametrize("kind", ["simple_cast", "two_thirds_cast", "three_quarters_cast", "unanimous_cast"])
def test_votes_cast_are_enough_to_judge_by(kind: MajorityKind) -> None:
    assert judge(kind, Tally(3, 0, 0), Body(None, None, None)).carried is True


def test_without_a_vote_for_or_against_nothing_is_carried() -> None:
    assert judge("unanimous_cast", Tally(0, 0, 8), BODY) == Verdict(carried=False, reason="no_votes", test="0>0")


def test_the_orders_may_ask_for_so_many_votes() -> None:
    assert judge("simple_cast", Tally(2, 0, 6), BODY, min_votes_cast=3) == Verdict(
        carried=False, reason="too_few_votes", test="2>=3"
    )
    assert judge("simple_cast", Tally(2, 1, 5), BODY, min_votes_cast=3) == Verdict(
        carried=True, reason="majority", test="2>1"
    )
    # Unless they do, one vote is enough (R-QU7).
    assert judge("simple_cast", Tally(1, 0, 7), BODY).carried is True


@pytest.mark.parametrize(
    ("votes", "cast", "total", "tied"),
    [((3, 2, 4), 5, 9, False), ((2, 2, 1), 4, 5, True), ((0, 0, 3), 0, 3, False), ((1, 1, 0), 2, 2, True)],
)
def test_what_a_tally_adds_up_to(votes: tuple[int, int, int], cast: int, total: int, tied: bool) -> None:
    tally = Tally(*votes)
    assert (tally.cast, tally.total, tally.tied) == (cast, total, tied)


@pytest.mark.parametrize(
    ("for_", "against", "verdict"),
    [
        (4, 3, Verdict(carried=True, reason="majority", test="4>=3")),
        (3, 3, Verdict(carried=True, reason="tie_upholds_the_ruling", test="3>=3")),
        (0, 0, Verdict(carried=True, reason="tie_upholds_the_ruling", test="0>=0")),
        (3, 4, Verdict(carried=False, reason="not_upheld", test="3>=4")),
    ],
)
def test_a_ruling_stands_unless_more_are_against_it(for_: int, against: int, verdict: Verdict) -> None:
    assert upheld(Tally(for_, against, 2)) == verdict


@pytest.mark.parametrize(
    ("votes", "agrees"), [((3, 2, 0), True), ((2, 2, 1), False), ((0, 0, 5), False), ((1, 2, 0), False)]
)
def test_lived_experience_agrees_with_more_for_than_against(votes: tuple[int, int, int], agrees: bool) -> None:
    assert concurrent(Tally(*votes)) is agrees
    assert concurrent(None) is None


@pytest.mark.parametrize(
    ("category", "procedural", "amends", "kind"),
    [
        ("ordinary", None, False, "simple_cast"), ("rules", None, False, "two_thirds_cast"),
        ("rules", None, True, "simple_cast"), ("procedural", "closure", False, "three_quarters_cast"),
        ("rules", "appeal", False, "simple_cast"), ("procedural", "postpone", False, "simple_cast"),
    ],
)  # fmt: skip
def test_the_majority_of_a_question_follows_from_what_it_is(
    category: Any, procedural: str | None, amends: bool, kind: str
) -> None:
    orders = StandingOrders(closure_majority="three_quarters_cast", thresholds=(Threshold("rules", "two_thirds_cast"),))
    assert kind_for(orders, category, procedural=procedural, amends=amends) == kind
