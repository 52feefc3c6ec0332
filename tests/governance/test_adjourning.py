"""A meeting that stops and goes on: why it stops, whom it must tell, and that it takes only what was left."""

from __future__ import annotations

from typing import Any, get_args, get_type_hints

import pytest

from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.standing_orders import StandingOrders
from tests.spec import VOTING, Scene, names

FIVE = StandingOrders(quorum=5, lived_experience="off")


def stopped(**more: Any) -> Scene:
    """Stopped on 10 February, its first item done, its second not reached."""
    scene = Scene(FIVE).opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(m.CloseItem(meeting=scene.at, item=scene.items[0]))
    scene.do(m.AdjournMeeting(meeting=scene.at, reason="end_time", **more))
    return scene


def going_on(scene: Scene, day: str, **more: Any) -> m.ResumeMeeting:
    return m.ResumeMeeting(meeting=scene.at, present=scene.seat(*VOTING), when=When(day, "14:00"), **more)


def test_a_meeting_stops_for_any_of_its_reasons() -> None:
    reasons = get_args(get_type_hints(m.AdjournMeeting)["reason"])
    assert set(reasons) == {"lost_quorum", "end_time", "disorder", "emergency", "rest", "decided", "no_chair"}
    for reason in set(reasons) - {"lost_quorum", "no_chair"}:
        scene = Scene(FIVE).opened()
        assert names(scene.do(m.AdjournMeeting(meeting=scene.at, reason=reason))) == ["MeetingAdjourned"]


def test_it_does_not_stop_for_want_of_a_quorum_that_is_there() -> None:
    scene = Scene(FIVE).opened()
    stop = m.AdjournMeeting(meeting=scene.at, reason="lost_quorum")
    with pytest.raises(Rejected, match="R-AD1: quorum_is_there"):
        scene.do(stop)
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat(*VOTING[4:])))
    assert names(scene.do(stop)) == ["MeetingAdjourned"]
    assert names(Scene(FIVE).opened().decide(m.StartBreak(meeting=scene.at))) == ["BreakStarted"]


def test_it_stops_for_want_of_a_chair_only_while_nobody_is_in_it() -> None:
    scene = Scene(FIVE).opened()
    stop = m.AdjournMeeting(meeting=scene.at, reason="no_chair")
    with pytest.raises(Rejected, match="R-AD1: somebody_presides") as refused:
        scene.do(stop)
    assert refused.value.would_help == "Give a different reason."
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("chair")))
    assert names(scene.do(stop)) == ["MeetingAdjourned"]


def test_within_a_fortnight_it_goes_on_without_notice() -> None:
    scene = stopped()
    assert names(scene.do(going_on(scene, "2026-02-24")))[0] == "MeetingResumed"


def test_after_more_than_a_fortnight_members_are_told() -> None:
    scene = stopped()
    with pytest.raises(Rejected, match="R-AD1: notice_needed_to_go_on") as refused:
        scene.do(going_on(scene, "2026-02-25"))
    assert refused.value.because == {"clear_days": None, "needed": 7}
    with pytest.raises(Rejected, match="notice_needed_to_go_on") as refused:
        scene.do(going_on(scene, "2026-02-25", notice_given=When("2026-02-18")))
    assert refused.value.because == {"clear_days": 6, "needed": 7}
    told, resumed, *_ = scene.do(going_on(scene, "2026-02-25", notice_given=When("2026-02-17")))
    assert (told.clear_days, told.irregular) == (7, ())  # type: ignore[attr-defined]
    assert type(resumed).__name__ == "MeetingResumed"


def decided_after(**more: Any) -> Any:
    """What comes of a vote at a sitting five weeks later, written up."""
    scene = stopped()
    scene.do(going_on(scene, "2026-03-17", mode="written_up", **more))
    whole = q.RecordDecision(
        meeting=scene.at, item=scene.items[1], words="x", how="hands", count=q.Hands(9), mode="written_up"
    )
    outcome = scene.do(whole)[-1].outcome  # type: ignore[attr-defined]
    return outcome.irregular, outcome.takes_effect


def test_written_up_too_short_a_notice_leaves_what_was_decided_without_effect() -> None:
    assert decided_after(notice_given=When("2026-03-16")) == (("R-AD1",), False)
    assert decided_after(notice_given=When("2026-03-02")) == ((), True)


def test_notes_that_do_not_say_whether_members_were_told_are_not_irregular() -> None:
    assert decided_after() == ((), True)


def test_a_sitting_that_goes_on_takes_only_what_was_left() -> None:
    scene = stopped()
    scene.do(going_on(scene, "2026-02-17"))
    with pytest.raises(Rejected, match="R-AD1: only_what_was_left"):
        scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    with pytest.raises(Rejected, match="R-AD1: only_what_was_left"):
        scene.do(m.ProposeItem(meeting=scene.at, title="New"))
    assert names(scene.do(m.ProposeItem(meeting=scene.at, title="News", for_decision=False))) == ["ItemProposed"]
    assert names(scene.do(m.OpenItem(meeting=scene.at, item=scene.items[1]))) == ["ItemOpened"]


def test_written_up_what_was_taken_all_the_same_is_told() -> None:
    scene = stopped()
    scene.do(going_on(scene, "2026-02-17", mode="written_up"))
    again = m.OpenItem(meeting=scene.at, item=scene.items[0], mode="written_up")
    assert names(scene.do(again)) == ["ItemOpened"]
