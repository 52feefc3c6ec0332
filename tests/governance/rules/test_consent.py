"""Consent in rounds: a reasoned objection, tested by the others, and the vote after the last round (R-VO2)."""

from __future__ import annotations

import pytest

from governance.rules import consent
from governance.standing_orders import StandingOrders
from tests.governance.rules.refusals import Told, told

ORDERS = StandingOrders()
THREE = StandingOrders(rounds_max=3)


def test_an_objection_says_how_the_proposal_harms() -> None:
    assert consent.reasoned(harms=True) is None
    assert told(lambda: consent.reasoned(harms=False)) == Told(
        "R-VO2", "objection_without_a_reason", "Say how the proposal harms what the group is for.", "/harms"
    )


@pytest.mark.parametrize("others", [1, 6, None])
def test_the_others_test_it(others: int | None) -> None:
    assert told(lambda: consent.tested_by_others(objector_tests=False, others=others)) is None
    assert told(lambda: consent.tested_by_others(objector_tests=True, others=others)) == Told(
        "R-VO2", "objector_takes_no_part", "The others look at the objection.", "/by"
    )


def test_somebody_is_there_to_test_it() -> None:
    assert told(lambda: consent.tested_by_others(objector_tests=False, others=0)) == Told(
        "R-VO2", "nobody_to_test_it", "Somebody else has to be here."
    )


@pytest.mark.parametrize(
    ("orders", "number", "standing", "expected"),
    [
        (ORDERS, 1, True, None),
        (ORDERS, 1, False, Told("R-VO2", "no_objection_stands", "Declare the result.", "/motion")),
        (ORDERS, 2, False, Told("R-VO2", "no_objection_stands", "Declare the result.", "/motion")),
        (ORDERS, 2, True, Told("R-VO2", "no_more_rounds", "Put it to the vote.", "/motion", {"rounds": 2})),
        (THREE, 2, True, None),
        (THREE, 3, True, Told("R-VO2", "no_more_rounds", "Put it to the vote.", "/motion", {"rounds": 3})),
    ],
)
def test_a_further_round_takes_an_objection_that_stands(
    orders: StandingOrders, number: int, standing: bool, expected: Told | None
) -> None:
    assert told(lambda: consent.another_round(orders, number, standing=standing)) == expected


@pytest.mark.parametrize(
    ("orders", "number", "standing", "rounds"),
    [
        (ORDERS, 2, True, None),
        (THREE, 3, True, None),
        (ORDERS, 1, True, 2),
        (ORDERS, 2, False, 2),
        (ORDERS, 1, False, 2),
        (THREE, 2, True, 3),
    ],
)
def test_it_goes_to_the_vote_after_its_last_round_with_an_objection_that_stands(
    orders: StandingOrders, number: int, standing: bool, rounds: int | None
) -> None:
    assert told(lambda: consent.to_the_vote(orders, number, standing=standing)) == (
        None
        if rounds is None
        else Told(
            "R-VO2",
            "consent_first",
            "Test the objections, and ask again.",
            "/motion",
            {"round": number, "rounds": rounds},
        )
    )


@pytest.mark.parametrize(
    ("number", "untested", "standing", "expected"),
    [
        (1, False, False, None),
        (2, False, False, None),
        (1, True, False, Told("R-VO2", "objection_not_tested", "The others look at it first.", "/motion")),
        (2, True, True, Told("R-VO2", "objection_not_tested", "The others look at it first.", "/motion")),
        (1, False, True, Told("R-VO2", "objection_stands", "Ask all members once more.", "/motion")),
        (2, False, True, Told("R-VO2", "objection_stands", "Put it to the vote.", "/motion")),
    ],
)
def test_a_result_is_declared_when_nothing_stands_against_it(
    number: int, untested: bool, standing: bool, expected: Told | None
) -> None:
    assert told(lambda: consent.ready(ORDERS, number, untested=untested, standing=standing)) == expected


@pytest.mark.parametrize(
    ("found", "stands"), [([], False), ([None, "met"], False), (["does_no_harm"], False), (["met", "stands"], True)]
)
def test_one_objection_that_stands_is_enough(found: list[str | None], stands: bool) -> None:
    assert consent.standing(found) is stands
