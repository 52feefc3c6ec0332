"""Somebody who is here presides whenever a question is put or declared (R-CH1, R-CH2, R-IN3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.meeting.floor import floor
from governance.motion import commands as q
from tests.spec import DAY, VOTING, Paper, Scene, names

if TYPE_CHECKING:
    from governance.kernel import Command


def gone(*, put: str | None = None) -> Scene:
    """The chair presides, then leaves; the GP leaves too, so that four lived-experience members face three others."""
    scene = Scene().moved(put=put)
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("chair", "gp")))
    return scene


def resumed(*present: str) -> Scene:
    """A meeting under the chair that was adjourned and goes on; without a roll when nobody is named."""
    scene = Scene().opened()
    scene.do(m.AdjournMeeting(meeting=scene.at))
    scene.do(m.ResumeMeeting(meeting=scene.at, present=scene.seat(*present) or None))
    return scene


def alerts(scene: Scene) -> tuple[str, ...]:
    desk = Paper(scene.words, scene.group)
    desk.when = scene.when
    return floor(scene.meeting, scene.group, desk).alerts


def refused(scene: Scene, command: Command) -> tuple[str, str]:
    with pytest.raises(Rejected) as caught:
        scene.decide(command)
    return caught.value.clause, caught.value.reason


def written_up(scene: Scene) -> Any:
    """Seven votes for on the first item; what the record makes of it."""
    (*_, declared) = scene.do(
        q.RecordDecision(
            meeting=scene.at, item=scene.items[0], words="x", how="hands", count=q.Hands(7), announced="agreed",
            mode="written_up",
        )
    )  # fmt: skip
    return declared.outcome  # type: ignore[attr-defined]


def test_whoever_leaves_presides_no_longer() -> None:
    scene = gone()
    assert scene.meeting.presider is None
    assert alerts(scene) == ("nobody_presides",)
    scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["vice"]))
    assert alerts(scene) == ()


def test_no_question_is_put_while_nobody_presides() -> None:
    scene = gone()
    put = q.PutMotion(meeting=scene.at, motion=scene.motion)
    assert refused(scene, put) == ("R-CH1", "nobody_presides")
    scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["vice"]))
    assert names(scene.do(put)) == ["QuestionPut"]


def test_no_result_is_declared_while_nobody_presides() -> None:
    scene = gone(put="hands")
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(5, 3)))
    assert refused(scene, q.DeclareResult(meeting=scene.at, motion=scene.motion)) == ("R-CH1", "nobody_presides")


def test_a_presider_the_roll_leaves_out_presides_no_longer() -> None:
    scene = Scene().moved()
    scene.do(m.SetAttendance(meeting=scene.at, present=scene.seat(*VOTING[1:])))
    assert scene.meeting.presider is None


def test_a_presider_with_an_interest_puts_no_question_on_the_item() -> None:
    scene = Scene().moved()
    scene.do(m.DeclareInterest(meeting=scene.at, seat=scene.seats["chair"], item=scene.items[0], kind="family"))
    managed = m.ManageInterest(meeting=scene.at, seat=scene.seats["chair"], item=scene.items[0], mode="written_up")
    scene.do(managed)
    put = q.PutMotion(meeting=scene.at, motion=scene.motion)
    assert refused(scene, put) == ("R-IN3", "presider_is_conflicted")


def test_a_vote_written_up_after_the_presider_left_takes_no_effect() -> None:
    scene = Scene().opened()
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("chair", "gp")))
    outcome = written_up(scene)
    assert (outcome.irregular, outcome.takes_effect) == (("R-CH1",), False)


def test_a_question_put_while_the_chair_was_empty_stays_irregular() -> None:
    scene = gone()
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, mode="written_up"))
    scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["vice"]))
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(7), mode="written_up"))
    (declared,) = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion, mode="written_up"))
    assert declared.outcome.irregular == ("R-CH1",)  # type: ignore[attr-defined]


def test_notes_that_do_not_say_who_presided_make_nothing_irregular() -> None:
    scene = Scene().called()
    present = scene.seat(*VOTING)
    scene.do(m.OpenMeeting(meeting=scene.at, present=present, when=When(DAY, "14:00"), mode="written_up"))
    assert scene.meeting.presider is None
    assert written_up(scene).irregular == ()


def test_a_meeting_that_goes_on_without_a_roll_has_an_open_chair() -> None:
    scene = resumed()
    assert scene.meeting.presider is None
    assert alerts(scene) == ("nobody_presides",)


def test_a_meeting_that_goes_on_keeps_its_presider_if_the_roll_has_them() -> None:
    assert resumed(*VOTING).meeting.presider is not None
    assert resumed(*VOTING[1:]).meeting.presider is None


def opened_by(seat: str, *present: str) -> str | None:
    """Who presides once a seat has opened the meeting without saying who does."""
    scene = Scene().called()
    scene.do(
        m.OpenMeeting(
            meeting=scene.at, present=scene.seat(*present), by=scene.seats[seat], when=When(DAY, "14:00")
        )
    )  # fmt: skip
    return next((name for name, held in scene.seats.items() if held == scene.meeting.presider), None)


def test_a_secretary_who_opens_the_meeting_takes_no_chair_by_that() -> None:
    assert opened_by("secretary", *VOTING) == "chair"
    assert opened_by("secretary", *VOTING[1:]) is None
    assert opened_by("chair", *VOTING) == "chair"
