"""Which seats with a vote a group has, by the decision behind them and by what the orders ask for (R-AU2, R-QU10)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, get_args

import msgspec
import pytest

from governance.rules import behind, seats
from governance.rules.behind import Behind
from governance.standing_orders import Category, StandingOrders
from tests.governance.rules.refusals import Told, told

if TYPE_CHECKING:
    from governance.kernel import Class

MAY = dt.date(2026, 5, 1)
FOUND = Behind(
    ours=True, met=True, category="significant", agreed=True, counts=True, status="in_force", since=MAY, over=MAY
)


@pytest.mark.parametrize("category", get_args(Category))
def test_seats_are_no_ordinary_business(category: Any) -> None:
    expected = None
    if category not in {"rules", "significant"}:
        expected = Told(
            "R-AU2", "category_is_rules", "Say that it is about our rules, or that it is significant.", "/category"
        )
    assert told(lambda: seats.may_change(category)) == expected


def test_a_seat_with_a_vote_rests_on_a_decision_about_it() -> None:
    assert behind.for_seats(FOUND, MAY, about_it=True) is None
    assert told(lambda: behind.for_seats(None, MAY, about_it=True)) == Told(
        "R-AU2",
        "seats_without_a_vote",
        "A seat with a vote takes a vote at a meeting. Say which decision it was.",
        "/decision",
    )
    assert told(lambda: behind.for_seats(FOUND, MAY, about_it=False)) == Told(
        "R-AU2",
        "gives_something_else",
        "Name the decision that gives just this to just this person.",
        "/decision",
    )


@pytest.mark.parametrize("over", [None, dt.date(2026, 5, 2)])
def test_seats_do_not_change_while_the_meeting_sits(over: dt.date | None) -> None:
    found = msgspec.structs.replace(FOUND, over=over)
    assert told(lambda: behind.for_seats(found, MAY, about_it=True)) == Told(
        "R-AU2", "meeting_not_over", "New seats count once the meeting is over.", "/since"
    )


BLOCK = StandingOrders(quorum=2, lived_experience="block")
TWO_TO_ONE: list[Class] = ["LE", "LE", "PR"]


def test_seats_with_which_the_orders_could_never_be_met_are_refused() -> None:
    even: list[Class] = [*TWO_TO_ONE, "PR"]
    assert seats.can_still_be_met(BLOCK, TWO_TO_ONE, [*TWO_TO_ONE, "LE"]) is None
    assert told(lambda: seats.can_still_be_met(BLOCK, TWO_TO_ONE, even)) == Told(
        "R-QU10",
        "orders_cannot_be_satisfied",
        "With these seats our rules could never be met. First agree other rules.",
        "",
        {"findings": ["Lived-experience members must outweigh the others, but they have 2 of 4 seats."]},
    )
    assert seats.can_still_be_met(BLOCK, TWO_TO_ONE, even, allows=True) is None
    # They could not be met before either.
    assert seats.can_still_be_met(BLOCK, even, [*even, "PR"]) is None


def test_nobody_is_sent_to_a_seat_nobody_decided_on_and_the_chair_says_themselves_whom_they_ask() -> None:
    facts: dict[str, Any] = {"told": True, "voted": False, "sent": True, "left": True, "chair": True}
    assert behind.without_a_vote("sent", **facts) is None
    assert told(lambda: behind.without_a_vote("sent", **facts, made=False)) == Told(
        "R-TE2", "seat_not_decided_on", "No meeting made this seat. Vote on who takes it.", "/ground"
    )
    assert behind.without_a_vote("appointed", **facts, made=False) is None
    assert told(lambda: behind.without_a_vote("appointed", **facts, by_chair=False)) == Told(
        "R-AC1", "only_the_chair_appoints", "The chair records it. Or the meeting votes on it.", "/ground"
    )
    assert behind.without_a_vote("sent", **facts, by_chair=False) is None
