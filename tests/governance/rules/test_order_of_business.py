"""The order of business, by itself (R-MO5)."""

from __future__ import annotations

from typing import Any

import pytest

from governance.rules.order_of_business import arranged, part_of, taken_after
from governance.standing_orders import StandingOrders


@pytest.mark.parametrize(
    ("category", "arising", "for_decision", "part"),
    [
        ("minutes", False, True, "minutes"),
        ("minutes", True, False, "minutes"),
        ("spend", True, True, "matters_arising"),
        (None, True, False, "matters_arising"),
        (None, False, True, "decision"),
        ("rules", False, True, "decision"),
        (None, False, False, "discussion"),
    ],
)
def test_business_belongs_to_a_part_of_the_meeting(category: Any, arising: bool, for_decision: bool, part: str) -> None:
    assert part_of(category, arising=arising, for_decision=for_decision) == part


def test_an_agenda_is_put_in_the_usual_order_and_stays_as_it_was_within_a_part() -> None:
    given: Any = ["discussion", "decision", "minutes", "decision", "matters_arising"]
    assert arranged(StandingOrders(), given) == [2, 4, 1, 3, 0]


def test_standing_orders_may_have_another_order_and_leave_a_part_for_the_end() -> None:
    orders = StandingOrders(order_of_business=("discussion", "minutes"))
    given: Any = ["decision", "minutes", "matters_arising", "discussion"]
    assert arranged(orders, given) == [3, 1, 0, 2]


@pytest.mark.parametrize(
    ("number", "opened", "after"), [(3, (), None), (4, (3,), None), (3, (4,), 4), (4, (3, 6, 5), 6), (4, (4,), None)]
)
def test_an_item_came_after_one_that_stands_behind_it(number: int, opened: Any, after: int | None) -> None:
    assert taken_after(number, opened) == after
