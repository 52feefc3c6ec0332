"""The words of a proposal are read out before the vote (R-MO1)."""

from __future__ import annotations

from typing import Any

import pytest

from governance.kernel import Rejected
from governance.motion import commands as q
from governance.standing_orders import StandingOrders
from tests.spec import Scene, names

OFF = StandingOrders(quorum=5, lived_experience="off")


def puts(scene: Scene, **more: Any) -> q.PutMotion:
    return q.PutMotion(meeting=scene.at, motion=scene.motion, **more)


def test_that_the_words_were_read_out_is_kept_with_the_question() -> None:
    scene = Scene(OFF).moved()
    assert names(scene.do(puts(scene, read_back=True))) == ["WordsReadBack", "QuestionPut"]
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(9)))
    declared = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))[-1]
    assert declared.outcome.takes_effect  # type: ignore[attr-defined]


def test_nobody_needs_to_say_so() -> None:
    scene = Scene(OFF).moved()
    assert names(scene.do(puts(scene))) == ["QuestionPut"]


def test_live_words_that_were_not_read_out_are_read_first() -> None:
    scene = Scene(OFF).moved()
    with pytest.raises(Rejected, match="R-MO1: not_read_back"):
        scene.do(puts(scene, read_back=False))


@pytest.mark.parametrize(("read", "irregular"), [(None, ()), (True, ()), (False, ("R-MO1",))])
def test_written_up_a_vote_without_reading_is_a_breach_only_where_the_notes_say_so(
    read: bool | None, irregular: tuple[str, ...]
) -> None:
    scene = Scene(OFF).moved()
    scene.do(puts(scene, read_back=read, mode="written_up"))
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(9)))
    declared = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))[-1]
    outcome = declared.outcome  # type: ignore[attr-defined]
    assert (outcome.irregular, outcome.takes_effect) == (irregular, not irregular)


@pytest.mark.parametrize(("read", "irregular"), [(None, ()), (True, ()), (False, ("R-MO1",))])
def test_a_decision_recorded_at_once_says_so_too(read: bool | None, irregular: tuple[str, ...]) -> None:
    scene = Scene(OFF).opened()
    events = scene.do(
        q.RecordDecision(meeting=scene.at, item=scene.items[0], words="Print leaflets.", how="hands",
                         count=q.Hands(9), read_back=read, mode="written_up")
    )  # fmt: skip
    declared = next(event for event in events if type(event).__name__ == "ResultDeclared")
    assert declared.outcome.irregular == irregular  # type: ignore[attr-defined]
    assert ("WordsReadBack" in names(events)) is (read is not None)
