"""Results: what is declared, and whether it takes effect (R-VO10)."""

from __future__ import annotations

from typing import Any

import pytest

from governance.rules import results
from tests.governance.rules.refusals import Told, told


@pytest.mark.parametrize(("carried", "ruling"), [(True, "agreed"), (False, "not_agreed"), (None, "unknown")])
def test_what_the_rules_make_of_a_vote(carried: bool | None, ruling: str) -> None:
    assert results.by_rule(carried=carried) == ruling


def test_nothing_is_declared_before_it_is_counted() -> None:
    assert told(lambda: results.known("unknown", "not_counted")) == Told(
        "R-VO3", "not_counted", "Count the votes, or ask everyone, first."
    )
    assert results.known("agreed", "majority") is None
    assert results.known("not_agreed", "tie") is None


def test_whoever_presides_says_what_the_numbers_make_it() -> None:
    assert results.as_counted(None, "agreed", because={}) is None
    assert results.as_counted("agreed", "agreed", because={}) is None
    assert told(lambda: results.as_counted("agreed", "not_agreed", because={"test": "3>3"})) == Told(
        "R-VO10",
        "announced_otherwise",
        "Look at the numbers, and say what they make it.",
        "/announced",
        {"test": "3>3"},
    )


@pytest.mark.parametrize(
    ("announced", "ruling", "against", "answer"),
    [
        (None, "agreed", False, "agreed"), (None, "unknown", False, "unknown"), ("agreed", "agreed", False, "agreed"),
        ("agreed", "unknown", False, "agreed"), ("agreed", "not_agreed", True, "agreed"),
        ("not_agreed", "agreed", True, "not_agreed"), ("not_agreed", "not_agreed", False, "not_agreed"),
    ],
)  # fmt: skip
def test_a_result_told_against_the_numbers_counts_as_told_and_is_flagged(
    announced: Any, ruling: Any, against: bool, answer: str
) -> None:
    assert results.against_the_numbers(announced, ruling) == ({"R-VO10"} if against else set())
    assert results.answer(announced, ruling) == answer


@pytest.mark.parametrize(
    ("announced", "ruling", "irregular", "takes"),
    [
        (None, "agreed", (), True), ("agreed", "agreed", (), True), ("agreed", "unknown", (), True),
        ("agreed", "not_agreed", (), False), (None, "unknown", (), False), (None, "not_agreed", (), False),
        ("not_agreed", "agreed", (), False), (None, "agreed", ("R-QU1",), False),
        ("agreed", "agreed", ("R-CH1",), False),
    ],
)  # fmt: skip
def test_what_was_agreed_takes_effect_where_no_clause_was_broken(
    announced: Any, ruling: Any, irregular: Any, takes: bool
) -> None:
    assert results.takes_effect(announced, ruling, irregular) is takes
