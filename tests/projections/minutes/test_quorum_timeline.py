"""When a meeting could decide."""

from __future__ import annotations

from governance.meeting import events as e
from projections.minutes.quorum_timeline import fold
from tests.projections.minutes.stage import SEAT, Stage, quorum

SIX = ("Chair", "Vice-chair", "Secretary", "Carer representative", "Respiratory nurse", "Development worker")


def february(*, opened: str | None = "14:00", closed: str | None = "15:15") -> Stage:
    """Two members left at 15:00."""
    stage = Stage("2026-02-10")
    stage.called("Leaflet words")
    stage.opened(SIX, quorum(4, 2), time=opened)
    gone = (e.MemberLeft(SEAT["Vice-chair"], "left"), e.MemberLeft(SEAT["Carer representative"], "left"))
    stage.tell("15:00", *gone, e.QuorumLost(quorum(2, 2, "count", "class_majority")))
    stage.tell(closed, e.MeetingClosed())
    return stage


def test_the_meeting_was_quorate_for_sixty_of_seventy_five_minutes() -> None:
    timeline = fold(february().events)
    assert (timeline.quorate_minutes, timeline.minutes) == (60, 75)
    assert [(t.at.clock, t.quorum.result, t.quorum.reasons, t.why) for t in timeline.tests] == [
        ("14:00", "quorate", (), "the sitting began"),
        ("15:00", "inquorate", ("count", "class_majority"), "the quorum was lost"),
    ]


def test_without_an_end_time_the_minutes_stay_unknown() -> None:
    timeline = fold(february(closed=None).events)
    assert (timeline.quorate_minutes, timeline.minutes) == (None, None)


def test_a_test_for_one_item_is_told_and_moves_nothing() -> None:
    stage = Stage("2026-02-10")
    stage.called("Leaflet words")
    stage.opened(SIX, quorum(4, 2))
    stage.tell("14:10", e.QuorumTested(quorum(2, 2, "count", "class_majority"), SEAT["Chair"]))  # type: ignore[arg-type]
    stage.tell("14:30", e.MeetingClosed())
    timeline = fold(stage.events)
    assert (timeline.quorate_minutes, timeline.minutes) == (30, 30)
    assert [(t.item is None, t.quorum.result) for t in timeline.tests] == [(True, "quorate"), (False, "inquorate")]


def test_time_between_two_sittings_is_not_sat() -> None:
    stage = Stage("2026-02-10")
    stage.called("Leaflet words")
    stage.opened(SIX, quorum(4, 2))
    stage.tell("14:30", e.MeetingAdjourned(None, "rest"))
    resumed = next(one.event for one in stage.events if isinstance(one.event, e.MeetingOpened))
    again = e.MeetingResumed(
        resumed.orders, resumed.orders_version, resumed.mapping, resumed.mapping_version, resumed.roll
    )
    stage.tell("16:00", again, e.QuorumTested(quorum(4, 2)))
    stage.tell("16:10", e.MeetingClosed())
    timeline = fold(stage.events)
    assert (timeline.quorate_minutes, timeline.minutes) == (40, 40)


def test_a_test_taken_back_is_not_in_the_timeline() -> None:
    stage = february()
    lost = next(one.id for one in stage.events if isinstance(one.event, e.QuorumLost))
    stage.tell("15:15", e.ActStruck(lost, None))
    timeline = fold(stage.events)
    assert (timeline.quorate_minutes, timeline.minutes) == (75, 75)
    assert len(timeline.tests) == 1
