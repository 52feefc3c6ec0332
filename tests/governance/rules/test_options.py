"""Several options, and papers in time (R-TI1, R-NO6)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from governance.kernel import Moment
from governance.rules import papers
from governance.rules.options import Chosen, choose
from governance.standing_orders import StandingOrders
from tests.governance.rules.refusals import Told, told

if TYPE_CHECKING:
    from governance.kernel import PaperFormat


@pytest.mark.parametrize(
    ("counts", "wins", "chosen"),
    [
        ((0, 0, 0), "plurality", Chosen(None, (), "no_votes", "0>0")),
        ((0, 0), "majority", Chosen(None, (), "no_votes", "0>0")),
        ((2, 4, 3), "plurality", Chosen(1, (), "plurality", "4>3")),
        ((1, 0), "plurality", Chosen(0, (), "plurality", "1>0")),
        ((4, 4, 1), "plurality", Chosen(None, (), "tie", "4>4")),
        ((2, 5, 2), "majority", Chosen(1, (), "majority", "10>9")),
        # Exactly half is not more than half.
        ((3, 5, 2), "majority", Chosen(None, (0, 1), "run_off", "10>10")),
        ((2, 4, 3), "majority", Chosen(None, (1, 2), "run_off", "8>9")),
        # Whoever ties with the second comes along, unless that leaves nothing out.
        ((3, 2, 2, 1), "majority", Chosen(None, (0, 1, 2), "run_off", "6>8")),
        ((3, 2, 2), "majority", Chosen(None, (), "majority_not_reached", "6>7")),
        ((4, 4), "majority", Chosen(None, (), "tie", "8>8")),
        ((3, 3, 1), "majority", Chosen(None, (0, 1), "run_off", "6>7")),
        ((2, 2, 2), "majority", Chosen(None, (), "tie", "4>6")),
    ],
)
def test_which_option_wins_or_goes_on(counts: tuple[int, ...], wins: Any, chosen: Chosen) -> None:
    assert choose(counts, wins) == chosen


MEETING = dt.date(2026, 2, 20)
STANDARD, LARGE = "standard", "large_print"


def on(day: str) -> Moment:
    return Moment(f"2026-02-{day}T00:00+00:00", "day")


@pytest.mark.parametrize(
    ("sent", "formats", "served"),
    [
        # Five days before the 20th is the 15th.
        ([{STANDARD: on("15")}], [STANDARD], True),
        ([{STANDARD: on("16")}], [STANDARD], False),
        ([{STANDARD: on("10")}], [STANDARD, LARGE], False),
        ([{STANDARD: on("10"), LARGE: on("15")}], [STANDARD, LARGE], True),
        ([{STANDARD: on("10"), LARGE: on("16")}], [STANDARD, LARGE], False),
        ([{STANDARD: on("10")}, {STANDARD: on("16")}], [STANDARD], False),
        ([{STANDARD: on("10")}], [], True),
        ([], [LARGE], True),
    ],
)
def test_every_paper_goes_out_in_every_form_five_days_before(
    sent: list[dict[PaperFormat, Moment]], formats: list[PaperFormat], served: bool
) -> None:
    assert papers.served(StandingOrders(), sent, formats, MEETING) is served


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, None),
        (
            {"lived": False},
            Told("R-NO6", "not_with_lived_experience", "A member with lived experience may ask for it.", "/asked_by"),
        ),
        ({"here": False}, Told("R-NO6", "not_present", "Whoever asks is at the meeting.", "/asked_by")),
        ({"papers": 0}, Told("R-NO6", "no_paper", "There is no paper for this item.", "/item")),
        (
            {"in_time": True},
            Told(
                "R-NO6",
                "papers_were_served",
                "Every member had the papers in time, in a form they can use.",
                "/item",
            ),
        ),
        (
            {"before": True},
            Told("R-NO6", "put_off_once_already", "It was put off once for its papers.", "/item"),
        ),
    ],
)
def test_a_member_with_lived_experience_puts_an_item_off_once(facts: dict[str, Any], expected: Told | None) -> None:
    standing: dict[str, Any] = {
        "lived": True, "here": True, "papers": 1, "in_time": False, "before": False, **facts
    }  # fmt: skip
    assert told(lambda: papers.may_put_off(**standing)) == expected
