"""Too little notice, agreed to by everybody or not; a meeting moved (R-NO1, R-NO3)."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.meeting import notice_commands as nc
from governance.motion import commands as q
from governance.standing_orders import StandingOrders
from tests.governance.commands.notice import called, consenting, hastily, hasty, moving
from tests.spec import DAY, VOTING, Scene, names


def opening(scene: Scene, mode: str = "live", day: str = DAY) -> m.OpenMeeting:
    here = scene.seat(*VOTING)
    return m.OpenMeeting(meeting=scene.at, present=here, presider=here[0], when=When(day, "14:00"), mode=mode)  # type: ignore[arg-type]


def deciding(scene: Scene) -> q.RecordDecision:
    return q.RecordDecision(
        meeting=scene.at, item=scene.items[0], words="x", how="hands", count=q.Hands(9),
        moved_by=scene.seats["gp"], seconded_by=scene.seats["vice"],
    )  # fmt: skip


def test_notice_on_3_march_for_10_march_is_refused_with_six_clear_days() -> None:
    scene = Scene()
    late = m.CallMeeting(group=scene.id, starts=When("2026-03-10"), when=When("2026-03-03", "23:59"))
    with pytest.raises(Rejected, match="notice_too_short") as refused:
        scene.do(late)
    assert refused.value.because == {"clear_days": 6, "needed": 7, "earliest": "2026-03-11"}


def test_a_rule_change_takes_fourteen_clear_days() -> None:
    scene = Scene()
    agenda = (m.Business("Our rules", category="rules"),)
    with pytest.raises(Rejected, match="notice_too_short") as refused:
        scene.do(m.CallMeeting(group=scene.id, starts=When("2026-02-15"), when=When("2026-02-01"), agenda=agenda))
    assert refused.value.because == {"clear_days": 13, "needed": 14, "earliest": "2026-02-16"}


def test_a_meeting_in_haste_opens_once_every_member_has_agreed() -> None:
    scene = hasty()
    for seat in VOTING[:-1]:
        scene.do(consenting(scene, seat))
    with pytest.raises(Rejected, match="not_every_member_agreed") as refused:
        scene.do(opening(scene))
    assert refused.value.because == {"missing": [str(scene.seats["worker"])]}
    scene.do(consenting(scene, "worker"))
    assert names(scene.do(opening(scene)))[:2] == ["MeetingOpened", "ShortNoticeTested"]
    (*_, declared) = scene.do(deciding(scene))
    assert (declared.outcome.irregular, declared.outcome.takes_effect) == ((), True)  # type: ignore[attr-defined]


def test_written_up_a_meeting_not_all_agreed_to_is_recorded_and_decides_nothing() -> None:
    scene = hasty()
    scene.do(consenting(scene))
    (_, tested, *_) = scene.do(opening(scene, "written_up"))
    assert (len(tested.missing), tested.irregular) == (8, ("R-NO3",))  # type: ignore[attr-defined]
    (*_, declared) = scene.do(deciding(scene))
    assert declared.outcome.irregular == ("R-NO1", "R-NO3")  # type: ignore[attr-defined]


def test_written_up_a_short_notice_nobody_is_known_to_have_agreed_to_is_marked_as_before() -> None:
    scene = hasty()
    assert "ShortNoticeTested" not in names(scene.do(opening(scene, "written_up")))
    assert scene.meeting.irregular == ("R-NO1",)


def test_live_no_meeting_begins_before_the_day_its_notice_gave() -> None:
    scene = called()
    early = opening(scene, day="2026-02-09")
    with pytest.raises(Rejected, match="R-NO1: before_its_day") as refused:
        scene.do(early)
    assert refused.value.because == {"called_for": DAY}
    assert (
        refused.value.would_help == "Move the meeting to an earlier day first. That takes notice, or everyone agrees."
    )
    on_the_day = called()
    minutes_before = msgspec.structs.replace(opening(on_the_day), when=When(DAY, "00:05"))
    assert names(on_the_day.do(minutes_before))[0] == "MeetingOpened"


def test_written_up_a_meeting_that_began_before_its_day_decides_nothing() -> None:
    scene = called()
    opened, *_ = scene.do(opening(scene, "written_up", day="2026-02-09"))
    assert opened.irregular == ("R-NO1",)  # type: ignore[attr-defined]
    (*_, declared) = scene.do(deciding(scene))
    assert (declared.outcome.irregular, declared.outcome.takes_effect) == (("R-NO1",), False)  # type: ignore[attr-defined]


def test_who_agreed_to_short_notice_for_a_day_did_not_agree_to_an_earlier_one() -> None:
    scene = hasty()
    for seat in VOTING:
        scene.do(consenting(scene, seat))
    assert scene.meeting.starts is not None
    the_day_before = str(scene.meeting.starts.date - dt.timedelta(days=1))
    happened = names(scene.do(opening(scene, "written_up", day=the_day_before)))
    assert "ShortNoticeTested" not in happened
    assert scene.meeting.irregular == ("R-NO1",)


@pytest.mark.parametrize("told", [None, "2026-01-10"])
def test_on_paper_nobody_was_told_of_an_earlier_day_before_the_meeting_was_called_or_moved(told: str | None) -> None:
    # Called on 20 January for 10 February; told on paper, in February, that it moved to 3 February.
    scene = called()
    assert (scene.meeting.called_live, scene.meeting.called) != (False, None)
    notice_given = None if told is None else When(told)
    to = When("2026-01-24", "14:00") if told else When("2026-02-03", "14:00")
    moved = nc.MoveMeeting(meeting=scene.at, starts=to, notice_given=notice_given, when=When("2026-02-01"),
                           mode="written_up")  # fmt: skip
    (one,) = scene.do(moved)
    assert one.irregular == ("R-NO1",)  # type: ignore[attr-defined]


def test_an_earlier_day_takes_fresh_notice() -> None:
    # Called for the 10th; moved on the 1st to the 9th, with seven clear days.
    scene = called()
    (moved,) = scene.do(moving(scene, When("2026-02-09", "14:00"), told="2026-02-01"))
    assert (moved.clear_days, moved.needed, moved.irregular) == (7, 7, ())  # type: ignore[attr-defined]
    assert scene.meeting.starts is not None
    assert scene.meeting.starts.local[:10] == "2026-02-09"


def test_a_later_day_takes_three_clear_days() -> None:
    scene = called()
    with pytest.raises(Rejected, match="notice_too_short") as refused:
        scene.do(moving(scene, When("2026-02-11", "14:00"), told="2026-02-08"))
    assert refused.value.because == {"clear_days": 2, "needed": 3, "earliest": "2026-02-12"}
    (moved,) = scene.do(moving(scene, When("2026-02-12", "14:00"), told="2026-02-08"))
    assert (moved.clear_days, moved.needed, moved.irregular) == (3, 3, ())  # type: ignore[attr-defined]


def test_the_orders_say_how_much_notice_a_move_takes() -> None:
    scene = Scene(StandingOrders(quorum=5, moved_notice_days=0)).called()
    assert names(scene.do(moving(scene, place="The library", told="2026-02-09"))) == ["MeetingMoved"]


def test_written_up_an_earlier_day_without_the_notice_is_marked() -> None:
    scene = called()
    told = When("2026-02-05")
    (moved,) = scene.do(moving(scene, When("2026-02-09"), mode="written_up", notice_given=told))
    assert (moved.clear_days, moved.irregular) == (3, ("R-NO1",))  # type: ignore[attr-defined]
    assert scene.meeting.irregular == ("R-NO1",)


def test_moved_far_enough_a_hasty_meeting_has_notice_enough() -> None:
    # Given on the 6th for the 10th: on the 14th it has seven clear days, on the 13th six.
    scene = hasty()
    (moved,) = scene.do(moving(scene, When("2026-02-13", "14:00"), told="2026-02-07"))
    assert moved.irregular == ("R-NO1",)  # type: ignore[attr-defined]
    (moved,) = scene.do(moving(scene, When("2026-02-14", "14:00"), told="2026-02-07"))
    assert moved.irregular == ()  # type: ignore[attr-defined]


def test_whoever_agreed_to_short_notice_agreed_to_that_day_only() -> None:
    scene = hasty()
    scene.do(consenting(scene))
    scene.do(moving(scene, When("2026-02-13", "14:00"), told="2026-02-07"))
    assert scene.meeting.consented == frozenset()


def test_a_written_up_call_without_enough_notice_opens_live_only_when_all_agree() -> None:
    scene = Scene()
    scene.do(hastily(scene, short_notice=False, mode="written_up", notice_given=When("2026-02-06")))
    with pytest.raises(Rejected, match="not_every_member_agreed"):
        scene.do(opening(scene))
