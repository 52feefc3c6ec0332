"""Interests: who is out for one, who rules on it, what a vote makes of it (R-IN2, R-IN5)."""

from __future__ import annotations

import pytest

from governance.rules import interests
from tests.governance.rules.refusals import Told, told

NO_CONFLICT = Told(
    "R-IN5",
    "not_a_conflict",
    "What we all share keeps no one out. Nor does lived experience. The members may vote to see it in a different way.",
    "/how",
)
OWN = Told("R-IN2", "rules_on_own_interest", "Somebody else in the chair rules on it, or the members vote.", "/how")


@pytest.mark.parametrize(
    ("out", "shared", "expected"),
    [(True, True, NO_CONFLICT), (True, False, None), (False, True, None), (False, False, None)],
)
def test_what_all_share_keeps_nobody_out(out: bool, shared: bool, expected: Told | None) -> None:
    assert told(lambda: interests.a_conflict(out=out, shared=shared)) == expected


@pytest.mark.parametrize(
    ("out", "shared", "presides", "expected"),
    [
        (False, False, True, OWN),
        (True, False, True, None),
        (False, True, True, None),
        (False, False, False, None),
    ],
)
def test_whoever_presides_does_not_rule_that_they_stay(
    out: bool, shared: bool, presides: bool, expected: Told | None
) -> None:
    assert told(lambda: interests.rules_on_it(out=out, shared=shared, presides=presides)) == expected


@pytest.mark.parametrize(("for_", "against", "changed"), [(4, 3, True), (4, 4, False), (3, 4, False), (0, 0, False)])
def test_on_a_tie_the_ruling_stands(for_: int, against: int, changed: bool) -> None:
    assert interests.changes(for_=for_, against=against) is changed
