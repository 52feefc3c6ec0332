"""Changes of words that could never be carried are refused at once, and none outlives its proposal."""

from __future__ import annotations

from typing import Any

import pytest

from governance.kernel import Rejected
from governance.motion import commands as q
from governance.rules import amendments
from tests.spec import Scene


def change(scene: Scene, *changes: q.Change, **more: Any) -> q.MoveAmendment:
    by = {"moved_by": scene.seats["carer"], "seconded_by": scene.seats["gp"]}
    return q.MoveAmendment(meeting=scene.at, motion=scene.motion, changes=changes, **by, **more)


def carried(scene: Scene, amendment: Any) -> None:
    scene.do(q.PutMotion(meeting=scene.at, motion=amendment))
    scene.do(q.RecordCount(meeting=scene.at, motion=amendment, count=q.Hands(9)))
    scene.do(q.DeclareResult(meeting=scene.at, motion=amendment))


def words_now(scene: Scene, motion: Any) -> str:
    return scene.words[scene.meeting.motions[motion].words.ref]


@pytest.mark.parametrize(
    ("insert", "reason"),
    [("hall\x07", "control_characters"), ("\u202ehall", "control_characters"), ("x" * 8000, "too_many_words")],
)
def test_a_change_that_would_leave_words_nobody_may_write_is_refused_at_once(insert: str, reason: str) -> None:
    scene = Scene().moved()
    with pytest.raises(Rejected, match=reason) as refused:
        scene.do(change(scene, q.Change("library", insert)))
    assert (refused.value.clause, refused.value.pointer) == ("words", "/changes")


def test_words_taken_from_the_end_leave_no_space_behind() -> None:
    scene = Scene().moved()
    motion = scene.motion
    (moved, _) = scene.do(change(scene, q.Change("library.", "")))
    carried(scene, moved.motion)  # type: ignore[attr-defined]
    assert words_now(scene, motion) == "Meet at the"
    assert amendments.reworded("Meet at the library.", [amendments.Edit(12, "library.", "")]) == "Meet at the"


def test_words_are_found_however_their_accents_were_typed() -> None:
    scene = Scene().moved()
    motion = scene.motion
    (first, _) = scene.do(change(scene, q.Change("library", "cafe\u0301")))
    carried(scene, first.motion)  # type: ignore[attr-defined]
    assert words_now(scene, motion) == "Meet at the caf\u00e9."
    (second, _) = scene.do(
        q.MoveAmendment(
            meeting=scene.at, motion=motion, changes=(q.Change("cafe\u0301", "hall"),), moved_by=scene.seats["vice"],
            seconded_by=scene.seats["gp"],
        )
    )  # fmt: skip
    carried(scene, second.motion)  # type: ignore[attr-defined]
    assert words_now(scene, motion) == "Meet at the hall."


def test_a_change_falls_with_the_proposal_that_is_taken_back() -> None:
    scene = Scene().moved()
    motion = scene.motion
    (moved, _) = scene.do(change(scene, q.Change("library", "hall")))
    scene.do(q.WithdrawMotion(meeting=scene.at, motion=motion, objections=()))
    assert scene.meeting.pending() == ()
    with pytest.raises(Rejected, match="motion_is_fell"):
        scene.do(q.PutMotion(meeting=scene.at, motion=moved.motion))  # type: ignore[attr-defined]


def test_written_up_a_change_nobody_voted_on_falls_when_the_proposal_is_decided() -> None:
    scene = Scene().moved(put="hands")
    motion = scene.motion
    (moved, _) = scene.do(change(scene, q.Change("library", "hall"), mode="written_up"))
    scene.do(q.RecordCount(meeting=scene.at, motion=motion, count=q.Hands(9)))
    scene.do(q.DeclareResult(meeting=scene.at, motion=motion))
    assert scene.meeting.motions[moved.motion].stage == "fell"  # type: ignore[attr-defined]
    assert words_now(scene, motion) == "Meet at the library."
