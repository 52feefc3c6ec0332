"""Orders that can be adopted can be met: with every seat filled and everyone there, a decision is possible (18)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from governance.rules.rehearse import rehearse
from governance.rules.satisfiable import findings
from governance.standing_orders import ClassFloor, Fraction, StandingOrders
from tests.properties.histories import AT_LENGTH, BRIEFLY

if TYPE_CHECKING:
    from governance.kernel import Class

CLASSES = st.sampled_from(["LE", "CO", "PR", "OT"])
# Most groups that could adopt such orders have more seats with lived experience than others.
SEATS = st.lists(st.sampled_from(["LE", "LE", "LE", "CO", "PR", "OT"]), min_size=1, max_size=13)
SHARES = st.builds(Fraction, st.integers(2, 4), st.integers(1, 4), st.booleans()).filter(lambda f: f.of <= f.over)
FLOORS = st.builds(ClassFloor, CLASSES, st.integers(1, 4), st.lists(CLASSES, max_size=2).map(tuple))
MAJORITIES = st.sampled_from(
    ["simple_cast", "simple_present", "absolute_entitled", "absolute_established", "two_thirds_cast",
     "two_thirds_entitled", "three_quarters_cast", "unanimous_cast"]
)  # fmt: skip
ORDERS = st.builds(
    StandingOrders,
    quorum=st.integers(0, 8),
    quorum_fraction=st.none() | SHARES,
    quorum_base=st.sampled_from(["filled", "established"]),
    floors=st.lists(FLOORS, max_size=2).map(tuple),
    lived_experience=st.sampled_from(["off", "flag", "concurrent", "block"]),
    lived_experience_variant=st.sampled_from(["strict_majority", "at_least_half", "fraction"]),
    lived_experience_fraction=SHARES,
    presider_class=st.sampled_from(["any", "not_professional_or_staff", "lived_experience"]),
    majority=MAJORITIES,
    absolute_base=st.sampled_from(["entitled", "effective"]),
    min_votes_cast=st.integers(0, 6),
    seconder_required=st.booleans(),
    most_members=st.sampled_from([0, 0, 0, 6, 9]),
)


def possible(orders: StandingOrders, seats: list[Class]) -> None:
    found = rehearse(orders, Counter(seats), {})
    assert found.findings == ()
    assert (found.stopped, found.fewest_away == 0) == ((0, 1), False), found.smallest_case


def test_orders_that_can_be_adopted_let_a_full_room_decide() -> None:
    tried: Counter[str] = Counter()

    @BRIEFLY
    @given(orders=ORDERS, seats=SEATS)
    def adopted(orders: StandingOrders, seats: list[Any]) -> None:
        assume(not findings(orders, seats))
        possible(orders, seats)
        tried[orders.lived_experience] += 1

    adopted()
    assert min(tried[one] for one in ("off", "flag", "concurrent", "block")) >= 2, tried


@pytest.mark.soak
@AT_LENGTH
@given(orders=ORDERS, seats=SEATS)
def test_so_for_very_many_orders(orders: StandingOrders, seats: list[Any]) -> None:
    assume(not findings(orders, seats))
    possible(orders, seats)
