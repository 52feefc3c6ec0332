"""Worked totals from a charter in use: a quorum of votes cast, yes against no, and its own contradictions.

The council's README (`conda/governance` at `5eef507c`, CC BY 4.0) works out four votes of ten members. At least half of
the members take part, explicit abstentions included, and never fewer than five; then more yes than no carries it. Two
of its examples contradict its own text: one has a slip (4 of 7 is set against half of 6), the other calls four voters a
quorum, with a timeout, where the text asks for five even then.
"""

from __future__ import annotations

import pytest

from governance.rules.majority import Body, Tally, judge
from governance.rules.quorum import snapshot
from governance.standing_orders import Fraction, StandingOrders

COUNCIL = StandingOrders(quorum=5, quorum_fraction=Fraction(2), lived_experience="off")
# With the timeout rule the quorum drops to five.
TIMED_OUT = StandingOrders(quorum=5, lived_experience="off")


@pytest.mark.parametrize(
    ("orders", "tally", "quorate", "carried"),
    [
        (COUNCIL, Tally(3, 2, 1), True, True),
        (COUNCIL, Tally(4, 3, 0), True, True),
        # The source says quorate and passed; by its own text five must take part.
        (TIMED_OUT, Tally(3, 1, 0), False, True),
        (COUNCIL, Tally(3, 1, 0), False, True),
        # A tie is not more than half.
        (COUNCIL, Tally(3, 3, 0), True, False),
        # An explicit abstention counts for the quorum only.
        (COUNCIL, Tally(1, 0, 4), True, True),
    ],
)
def test_a_vote_of_ten_members_counts_as_the_charter_says(
    orders: StandingOrders, tally: Tally, quorate: bool, carried: bool
) -> None:
    shot = snapshot(orders, {"OT": tally.total}, filled=10, established=10)
    assert (shot.result == "quorate", shot.needed) == (quorate, 5)
    assert judge(orders.majority, tally, Body(tally.total, 10, 10)).carried is carried


@pytest.mark.parametrize(("voters", "yes"), [(10, 6), (11, 6), (12, 7), (13, 7)])
def test_the_table_of_twenty_members_has_the_fewest_yes_votes_that_carry(voters: int, yes: int) -> None:
    shot = snapshot(COUNCIL, {"OT": voters}, filled=20, established=20)
    assert (shot.result, shot.needed) == ("quorate", 10)
    enough, short = Tally(yes, voters - yes, 0), Tally(yes - 1, voters - yes + 1, 0)
    assert [judge(COUNCIL.majority, tally, Body(voters, 20, 20)).carried for tally in (enough, short)] == [True, False]


def test_of_seven_who_voted_before_the_timeout_four_carry_it() -> None:
    # Nine would be needed without it, of seventeen members.
    assert snapshot(COUNCIL, {"OT": 7}, filled=17, established=17).result == "inquorate"
    assert snapshot(TIMED_OUT, {"OT": 7}, filled=17, established=17).result == "quorate"
    assert judge("simple_cast", Tally(4, 3, 0), Body(7, 17, 17)).carried
    assert not judge("simple_cast", Tally(3, 4, 0), Body(7, 17, 17)).carried
