"""The four ready sets of standing orders: what each says, and that each can be met by the groups it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.ready_orders import READY
from governance.rules.offices import fits
from governance.rules.satisfiable import findings
from governance.standing_orders import StandingOrders
from tests.people import lines_of
from tests.spec import L1

if TYPE_CHECKING:
    from governance.kernel import Class
    from governance.ready_orders import ReadySet

SEATS = st.integers(3, 25)


@st.composite
def mixed(draw: st.DrawFn, *, majority: bool) -> list[Class]:
    """The seats of a group: more lived-experience ones than others, or at least one."""
    seats = draw(SEATS)
    lived = draw(st.integers(seats // 2 + 1 if majority else 1, seats))
    others = draw(st.lists(st.sampled_from(["CO", "PR", "OT"]), min_size=seats - lived, max_size=seats - lived))
    return ["LE"] * lived + others


@pytest.mark.parametrize("name", READY)
@given(seats=mixed(majority=True))
def test_a_group_with_more_lived_experience_seats_can_meet_each(name: ReadySet, seats: list[Class]) -> None:
    assert findings(READY[name](len(seats)), seats) == []


@pytest.mark.parametrize("name", ["talk_until_we_agree", "both_must_agree"])
@given(seats=mixed(majority=False))
def test_one_lived_experience_seat_is_enough_for_two_of_them(name: ReadySet, seats: list[Class]) -> None:
    assert findings(READY[name](len(seats)), seats) == []


@pytest.mark.parametrize("name", READY)
@given(seats=mixed(majority=True))
def test_every_office_kept_for_lived_experience_has_a_seat_that_may_hold_it(name: ReadySet, seats: list[Class]) -> None:
    orders = READY[name](len(seats))
    assert all(any(fits(orders, kind, c) for c in seats) for kind in orders.lived_experience_offices)


@pytest.mark.parametrize(
    ("name", "quorums"),
    [
        ("talk_until_we_agree", {1: 1, 2: 2, 3: 2, 6: 2, 7: 3, 9: 3, 10: 4, 25: 9}),
        ("members_decide", {1: 1, 2: 2, 3: 2, 8: 5, 9: 5, 13: 7, 25: 13}),
        ("both_must_agree", {1: 1, 2: 1, 3: 2, 8: 4, 9: 5, 25: 13}),
        ("national_steering_group", {3: 2, 9: 5, 13: 7, 25: 13}),
    ],
)
def test_the_quorum_grows_with_the_group(name: ReadySet, quorums: dict[int, int]) -> None:
    assert {seats: READY[name](seats).quorum for seats in quorums} == quorums


@pytest.mark.parametrize(
    ("name", "lived", "tie", "notice", "majority"),
    [
        ("talk_until_we_agree", "flag", "falls", 7, "simple_present"),
        ("members_decide", "block", "falls", 7, "simple_cast"),
        ("both_must_agree", "concurrent", "falls", 7, "simple_cast"),
        ("national_steering_group", "block", "second_vote", 10, "simple_cast"),
    ],
)
def test_each_says_what_it_says(name: ReadySet, lived: str, tie: str, notice: int, majority: str) -> None:
    orders = READY[name](9)
    assert (orders.lived_experience, orders.tie_rule) == (lived, tie)
    assert (orders.notice_days, orders.majority) == (notice, majority)


def test_nine_members_who_decide_have_the_orders_of_local_planning_group_a() -> None:
    assert READY["members_decide"](9) == L1


def test_thirteen_national_seats_have_the_orders_of_the_national_steering_group() -> None:
    adopted = [line["orders"] for line in lines_of("groups") if line.get("do") == "adoptStandingOrders"]
    assert READY["national_steering_group"](13) == msgspec.convert(adopted[1], StandingOrders)


def test_only_larger_groups_need_a_second_where_both_must_agree() -> None:
    assert [READY["both_must_agree"](seats).seconder_required for seats in (12, 13)] == [False, True]
