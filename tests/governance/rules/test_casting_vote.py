"""The casting vote, and the only vote of whoever presides (R-TI1 to R-TI3)."""

from __future__ import annotations

from typing import Any

import pytest

from governance.rules import casting_vote
from governance.rules.majority import Tally
from governance.standing_orders import StandingOrders
from tests.governance.rules.refusals import Told, told

ONLY, SECOND = StandingOrders(tie_rule="only_vote"), StandingOrders(tie_rule="second_vote")
TIED = Tally(4, 4, 1)


def use(orders: StandingOrders, tally: Tally, **facts: Any) -> Told | None:
    facts = {
        "kind": "simple_cast", "category": "ordinary", "presider_effective": True, "presider_voted": False, **facts
    }  # fmt: skip
    return told(lambda: casting_vote.may_use(orders, tally, **facts))


def test_whoever_presides_votes_like_anyone_unless_they_only_break_ties() -> None:
    assert told(lambda: casting_vote.ordinary_vote(ONLY, presides=True)) == Told(
        "R-TI3", "presider_votes_only_on_a_tie", "Under our rules the chair votes only to break a tie.", "/seat"
    )
    assert casting_vote.ordinary_vote(ONLY, presides=False) is None
    assert casting_vote.ordinary_vote(SECOND, presides=True) is None
    assert casting_vote.ordinary_vote(StandingOrders(), presides=True) is None


def test_a_tie_is_broken_by_a_second_vote_or_by_the_only_one() -> None:
    assert use(SECOND, TIED) is None
    assert use(SECOND, TIED, presider_voted=True) is None
    assert use(ONLY, TIED) is None
    assert use(ONLY, TIED, presider_voted=True) == Told(
        "R-TI3", "presider_has_voted", "Under our rules the chair votes only to break a tie."
    )


@pytest.mark.parametrize(
    ("tally", "facts", "expected"),
    [
        (Tally(4, 3, 1), {}, Told("R-TI2", "not_a_tie", because={"for": 4, "against": 3})),
        (Tally(0, 0, 5), {}, Told("R-TI2", "not_a_tie", because={"for": 0, "against": 0})),
        (
            TIED,
            {"kind": "two_thirds_cast"},
            Told("R-TI2", "only_for_a_simple_majority", because={"majority": "two_thirds_cast"}),
        ),
        (
            TIED,
            {"category": "election"},
            Told(
                "R-TI2",
                "not_in_an_election",
                "If an election ties, vote on paper again. If it ties once more, draw lots.",
            ),
        ),
        (
            TIED,
            {"by_ballot": True},
            Told("R-TI2", "not_in_a_secret_ballot", "Under our rules a tie in a ballot is not agreed."),
        ),
        (
            TIED,
            {"presider_effective": False},
            Told("R-TI2", "presider_may_not_vote", "Whoever presides must be able to vote on the item."),
        ),
    ],
)
def test_every_condition_must_hold(tally: Tally, facts: dict[str, Any], expected: Told) -> None:
    assert use(SECOND, tally, **facts) == expected


def test_in_a_secret_ballot_it_is_used_where_the_orders_say_so() -> None:
    said = StandingOrders(tie_rule="second_vote", casting_vote_in_ballots=True)
    assert use(said, TIED, by_ballot=True) is None
    assert use(said, TIED) is None


def test_without_a_word_in_the_orders_a_tie_is_not_agreed() -> None:
    assert use(StandingOrders(), TIED) == Told(
        "R-TI1", "no_casting_vote_in_profile", "Under our rules a tie is not agreed."
    )


def test_whoever_uses_the_casting_vote_says_why() -> None:
    expected = Told("R-TI4", "reason_is_missing", "Whoever uses it says why.", "/reason")
    assert told(lambda: casting_vote.reasoned(given=False)) == expected
    assert casting_vote.reasoned(given=True) is None
