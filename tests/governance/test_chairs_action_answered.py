"""A chair's action is told to the next meeting, which ratifies, notes or disowns it (R-CA1); items sent on (R-IN6)."""

from __future__ import annotations

from typing import Any

import pytest

from governance.meeting import commands as m
from governance.motion import commands as q
from tests.governance.commands.notice import answering, recused, sending_on, told
from tests.spec import Scene


def agreed(scene: Scene) -> Any:
    scene.do(
        q.RecordDecision(
            meeting=scene.at, item=scene.items[0], words="We stand by it.", how="hands", count=q.Hands(9),
            moved_by=scene.seats["gp"], seconded_by=scene.seats["vice"],
        )
    )  # fmt: skip
    return scene.motion


def standing(scene: Scene) -> Any:
    return next(iter(scene.decisions.values()))


@pytest.mark.parametrize(("how", "status"), [("ratified", "in_force"), ("disowned", "disowned")])
def test_a_vote_ratifies_or_disowns_it(how: str, status: str) -> None:
    scene = told()
    scene.do(answering(scene, how, agreed(scene)))
    assert (standing(scene).status, standing(scene).settled) == (status, how)
    assert standing(scene).takes_effect == (how == "ratified")


def test_noted_it_stands_as_it_did() -> None:
    scene = told()
    scene.do(answering(scene))
    assert (standing(scene).status, standing(scene).settled) == ("in_force", "noted")


def test_written_up_an_answer_without_a_vote_is_recorded_and_changes_nothing() -> None:
    scene = told()
    (answered,) = scene.do(answering(scene, "disowned", mode="written_up"))
    assert answered.irregular == ("R-CA1",)  # type: ignore[attr-defined]
    assert (standing(scene).status, standing(scene).settled) == ("in_force", None)


def test_what_is_sent_on_is_not_agreed_and_keeps_its_proposal() -> None:
    scene = Scene().moved()
    item = scene.items[0]
    scene.do(m.DeclareInterest(meeting=scene.at, seat=scene.seats["secretary"], item=item, kind="family"))
    scene.do(m.ManageInterest(meeting=scene.at, seat=scene.seats["secretary"], item=item))
    (_, sent) = scene.do(sending_on(scene))
    assert sent.motions == (scene.motion,)  # type: ignore[attr-defined]
    assert (scene.meeting.items[item].stage, scene.meeting.items[item].decided) == ("escalated", False)
    assert scene.meeting.motions[scene.motion].stage == "stood_over"


def test_written_up_an_item_sent_on_with_enough_left_is_recorded() -> None:
    scene = Scene().opened()
    (sent,) = scene.do(sending_on(scene, mode="written_up"))
    assert not sent.recusal  # type: ignore[attr-defined]


def test_an_item_sent_on_is_not_left_over_when_the_meeting_closes() -> None:
    scene = recused()
    scene.do(sending_on(scene))
    closed = scene.do(m.CloseMeeting(meeting=scene.at))
    assert [type(event).__name__ for event in closed] == ["ItemDeferred", "MeetingClosed"]
