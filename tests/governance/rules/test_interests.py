"""Interests: told of first, who is out for one, who rules on it, what a vote makes of it (R-IN1 to R-IN3, R-IN5)."""

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


def test_the_meeting_is_told_of_an_interest_first() -> None:
    assert interests.told_first(told=True) is None
    assert told(lambda: interests.told_first(told=False)) == Told(
        "R-IN1", "no_interest_declared", "First tell the meeting of the interest.", "/seat"
    )


@pytest.mark.parametrize(
    ("before", "kind", "nothing_new", "stays"),
    [
        (None, "shared", False, True), ("shared", "shared", False, False), ("financial", "shared", True, True),
        (None, "financial", False, False), ("shared", "financial", False, False),
        ("loyalty", "financial", False, False),
    ],
)  # fmt: skip
def test_what_was_told_as_ones_own_is_not_only_shared(
    before: str | None, kind: str, nothing_new: bool, stays: bool
) -> None:
    assert interests.says_nothing_new(before, kind) is nothing_new
    assert interests.stays_at_once(before, kind) is stays


@pytest.mark.parametrize(
    ("said", "shared", "out"),
    [
        (None, True, False), (None, False, True), ("stay_and_vote", False, False), ("leave", True, True),
        ("stay_no_vote", False, True),
    ],
)  # fmt: skip
def test_who_is_out_for_an_interest(said: str | None, shared: bool, out: bool) -> None:
    assert interests.handled_as(said, shared=shared) is out


def test_another_member_who_may_vote_asks_that_all_decide() -> None:
    assert interests.may_dispute(their_own=False, may_vote=True) is None
    assert told(lambda: interests.may_dispute(their_own=True, may_vote=True)) == Told(
        "R-IN2", "own_interest", "Another member asks for the vote.", "/raised_by"
    )
    assert told(lambda: interests.may_dispute(their_own=False, may_vote=False)) == Told(
        "R-IN2", "may_not_vote_on_it", "A member who may vote asks for it.", "/raised_by"
    )


def test_a_dispute_comes_before_its_vote_and_its_vote_before_the_question() -> None:
    assert interests.disputed_first(disputed=True) is None
    assert told(lambda: interests.disputed_first(disputed=False)) == Told(
        "R-IN2", "nobody_disputes_it", "A member asks for the vote first.", "/seat"
    )
    assert interests.settled_first(disputed=False) is None
    assert told(lambda: interests.settled_first(disputed=True)) == Told(
        "R-IN2", "interest_is_disputed", "The members vote on the interest first."
    )


def test_only_who_was_out_comes_back() -> None:
    assert interests.was_out(out=True) is None
    assert told(lambda: interests.was_out(out=False)) == Told("R-IN3", "was_not_excluded", "", "/seat")
