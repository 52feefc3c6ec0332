"""What may be a slip: what somebody wrote down, and no votes once they are counted."""

from __future__ import annotations

from governance.meeting.business import slips
from governance.motion import commands as q
from tests.spec import VOTING, Scene


def kinds(scene: Scene) -> set[str]:
    return {type(act.fact.event).__name__ for act in slips(scene.meeting).values()}


def test_a_quorum_test_is_no_slip_since_it_follows_from_the_roll() -> None:
    assert kinds(Scene().opened()) == {"AttendanceSet"}


def test_a_vote_may_be_a_slip_until_it_is_counted() -> None:
    scene = Scene().moved(put="roll_call")
    for name in VOTING:
        scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats[name], choice="for"))
    assert kinds(scene) == {"AttendanceSet", "MotionMoved", "VoteCast"}
    scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    assert kinds(scene) == {"AttendanceSet", "MotionMoved"}
