"""Who moves, seconds and votes (R-MO2, R-MO3), and motions about the meeting itself (R-MO7)."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from governance.kernel import Moment, SeatId
from governance.rules import motions, procedural
from tests.governance.rules.refusals import Told, told

A, B = (SeatId(uuid.UUID(int=n)) for n in range(1, 3))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, None),
        ({"here": None}, None),
        ({"voting": False}, Told("R-MO3", "no_vote", "A seat without a vote may speak, not act.", "/seat")),
        ({"excluded": True}, Told("R-IN3", "excluded", "They have an interest in this item.", "/seat")),
        ({"stood_down": True}, Told("R-QU9", "stood_down", "They chose not to vote at this meeting.", "/seat")),
        (
            {"silent": True},
            Told("R-AP2", "deputy_has_no_vote", "This deputy speaks, and does not vote.", "/seat"),
        ),
        ({"here": False}, Told("R-MO3", "not_present", "Record that they came, if they did.", "/seat")),
        # What keeps somebody out longest is said first.
        (
            {"voting": False, "excluded": True, "here": False},
            Told("R-MO3", "no_vote", "A seat without a vote may speak, not act.", "/seat"),
        ),
    ],
)
def test_who_takes_no_part_is_told_why(facts: dict[str, Any], expected: Told | None) -> None:
    standing = {"voting": True, "here": True, "stood_down": False, "excluded": False, "pointer": "/seat", **facts}
    assert told(lambda: motions.takes_part(**standing)) == expected


def test_nobody_seconds_their_own_proposal() -> None:
    assert motions.seconder(A, B) is None
    assert motions.seconder(None, B) is None
    assert told(lambda: motions.seconder(A, A)) == Told(
        "R-MO3", "seconds_own_motion", "Another member seconds it.", "/seconded_by"
    )


LATER = Told("R-MO7", "another_proposal_goes_first", "Vote on the one before it first.", "/kind")


@pytest.mark.parametrize(
    ("kind", "before", "waits"),
    [
        ("closure", [], False),
        ("adjourn", ["closure", "postpone"], False),
        ("closure", ["adjourn"], True),
        ("closure", ["closure"], True),
        ("extend_time", ["limit_debate"], True),
        ("limit_debate", ["postpone", "commit"], False),
        ("postpone", ["commit"], False),
        ("commit", ["divide", "next_business"], False),
        ("next_business", ["divide"], True),
        ("annul", ["reconsider"], True),
        ("next_business", ["annul"], False),
        # One of several is enough.
        ("postpone", ["next_business", "adjourn"], True),
    ],
)
def test_the_higher_goes_first(kind: str, before: list[str], waits: bool) -> None:
    assert told(lambda: procedural.goes_before(kind, before)) == (LATER if waits else None)


def at(time: str) -> Moment:
    return Moment(f"2026-02-10T{time}+00:00", "minute")


@pytest.mark.parametrize(("now", "waited"), [("14:20", 0), ("14:34", 14), ("14:35", None), ("15:40", None)])
def test_after_a_lost_vote_to_vote_now_talking_goes_on_for_a_quarter_of_an_hour(now: str, waited: int | None) -> None:
    assert told(lambda: procedural.closure_again(at("14:20"), at(now), 15)) == (
        None
        if waited is None
        else Told(
            "R-MO7",
            "closure_lost_just_now",
            "Go on talking; ask again after 15 minutes.",
            "/kind",
            {"minutes": waited, "needed": 15},
        )
    )


def test_the_minutes_talked_are_whole_ones() -> None:
    refused = procedural.closure_again(at("14:20"), at("14:27"), 15)
    assert refused is not None
    assert str(refused.because["minutes"]) == "7"


def test_a_time_of_day_nobody_knows_makes_nobody_wait() -> None:
    day = Moment("2026-02-10T00:00+00:00", "day")
    assert procedural.closure_again(None, at("14:20"), 15) is None
    assert procedural.closure_again(day, day, 15) is None
    assert procedural.closure_again(at("14:20"), day, 15) is None
    assert procedural.closure_again(day, Moment("2026-02-10T00:10+00:00", "minute"), 15) is None


@pytest.mark.parametrize(
    ("answer", "choice", "prevailed"),
    [
        ("agreed", "for", True),
        ("agreed", "against", False),
        ("agreed", "no_side", False),
        ("not_agreed", "against", True),
        ("not_agreed", "for", False),
        ("not_agreed", "no_side", False),
        ("agreed", None, None),
        ("not_agreed", None, None),
    ],
)
def test_who_was_on_the_side_that_prevailed(answer: str, choice: str | None, prevailed: bool | None) -> None:
    assert procedural.prevailing(answer, choice) is prevailed


def test_words_known_not_to_have_been_read_out_are_read_before_the_vote() -> None:
    assert told(lambda: motions.read_back(said=None)) is None
    assert told(lambda: motions.read_back(said=True)) is None
    assert told(lambda: motions.read_back(said=False)) == Told(
        "R-MO1", "not_read_back", "Read the words out, then vote.", "/read_back"
    )
