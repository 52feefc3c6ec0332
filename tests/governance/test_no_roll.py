"""Nobody called the roll: who is told of as coming or going leaves the room as unknown as it was."""

from __future__ import annotations

import pytest

from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.meeting import events as e
from governance.motion import commands as q
from tests.spec import DAY, Scene, names


def without_a_roll() -> Scene:
    """A meeting that notes tell of without saying who was there; whoever presided is known."""
    scene = Scene().called("First")
    scene.do(m.OpenMeeting(meeting=scene.at, when=When(DAY, "14:00"), mode="written_up"))
    scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["chair"], mode="written_up"))
    return scene


def goes(scene: Scene, *who: str) -> m.RecordDeparture:
    return m.RecordDeparture(meeting=scene.at, seats=scene.seat(*who), mode="written_up")


def test_notes_may_say_who_left_and_not_who_was_there() -> None:
    scene = without_a_roll()
    assert names(scene.do(goes(scene, "gp", "carer"))) == ["MemberLeft", "MemberLeft"]
    assert scene.meeting.present is None
    assert scene.meeting.presider == scene.seats["chair"]
    # They went once.
    assert scene.do(goes(scene, "gp")) == ()
    scene.do(m.RecordArrival(meeting=scene.at, seats=scene.seat("gp"), mode="written_up"))
    assert names(scene.do(goes(scene, "gp"))) == ["MemberLeft"]


def test_whoever_came_late_is_not_the_only_one_there() -> None:
    scene = without_a_roll()
    scene.do(m.RecordArrival(meeting=scene.at, seats=scene.seat("gp"), mode="written_up"))
    assert scene.meeting.present is None


def test_live_the_roll_is_called_before_somebody_leaves() -> None:
    scene = without_a_roll()
    with pytest.raises(Rejected, match="roll_not_called") as refused:
        scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("gp")))
    assert refused.value.clause == "R-AP1"


def test_a_presider_who_left_a_room_that_nobody_counted_presides_no_longer() -> None:
    scene = without_a_roll()
    scene.do(goes(scene, "chair"))
    assert (scene.meeting.presider, scene.meeting.chair_left, scene.meeting.present) == (None, True, None)


@pytest.mark.parametrize("kind", [m.RecordDeparture, m.RecordArrival])
def test_a_vote_after_it_is_of_a_quorum_nobody_knows_and_not_of_one_that_failed(kind: type) -> None:
    scene = without_a_roll()
    scene.do(kind(meeting=scene.at, seats=scene.seat("gp"), mode="written_up"))
    told = scene.do(
        q.RecordDecision(
            meeting=scene.at, item=scene.items[0], words="x", how="hands", count=q.Hands(6, 1), mode="written_up"
        )
    )
    (outcome,) = (event.outcome for event in told if names((event,)) == ["ResultDeclared"])  # type: ignore[attr-defined]
    assert (outcome.quorum.result, outcome.quorum.count, outcome.effective) == ("unknown", None, None)
    assert (outcome.irregular, outcome.takes_effect) == ((), True)


def test_a_roll_that_is_struck_leaves_no_empty_room_behind_it() -> None:
    scene = Scene().opened("chair", "vice", "gp")
    roll = next(fact.id for fact in scene.facts if isinstance(fact.event, e.AttendanceSet))
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("gp")))
    scene.do(m.StrikeAct(meeting=scene.at, act=roll))
    assert scene.meeting.present is None


def test_a_roll_called_later_is_the_room() -> None:
    scene = without_a_roll()
    scene.do(goes(scene, "gp"))
    scene.do(m.SetAttendance(meeting=scene.at, present=scene.seat("chair", "vice"), mode="written_up"))
    assert scene.meeting.present == frozenset(scene.seat("chair", "vice"))
