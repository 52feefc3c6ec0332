"""Members ask for a meeting; the chair calls it within a week, or they do (R-NO5, R-NO4)."""

from __future__ import annotations

import pytest

from governance.kernel import Moment, Rejected, When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.rules import requisition as rule
from governance.standing_orders import StandingOrders
from tests.governance.commands.notice import (
    AFTER,
    ASKED,
    LAST,
    asked_by,
    asking,
    calling,
    joining,
    leaving,
    nobody_asks,
    requisition,
)
from tests.spec import VOTING, Scene, names


def at(day: str) -> Moment:
    return Moment(f"{day}T00:00+00:00", "day")


def held(scene: Scene) -> Scene:
    present = scene.seat(*VOTING)
    scene.do(m.OpenMeeting(meeting=scene.at, present=present, presider=present[0], when=When("2026-02-24", "14:00")))
    return scene


def deciding(scene: Scene, item: int, mode: str = "live") -> q.RecordDecision:
    return q.RecordDecision(
        meeting=scene.at, item=scene.items[item], words="x", how="hands", count=q.Hands(9),
        moved_by=scene.seats["gp"], seconded_by=scene.seats["vice"], mode=mode,  # type: ignore[arg-type]
    )  # fmt: skip


def test_two_members_one_with_lived_experience_give_the_chair_seven_days() -> None:
    assert next(iter(asked_by("carer", "gp").group.requisitions.values())).call_by == "2026-02-08"


def test_two_members_without_lived_experience_are_not_enough() -> None:
    scene = asked_by("nurse", "gp")
    assert scene.group.requisitions[requisition(scene)].call_by is None
    assert names(scene.do(joining(scene, "carer"))) == ["RequisitionJoined", "MeetingRequisitioned"]


def test_the_orders_may_ask_for_more_members_and_give_the_chair_longer() -> None:
    orders = StandingOrders(quorum=5, requisition_min=1, requisition_lived_experience=0, chair_days=21)
    scene = Scene(orders)
    scene.do(asking(scene, "gp"))
    assert scene.group.requisitions[requisition(scene)].call_by == "2026-02-22"


def test_a_requisition_ignored_for_seven_days_is_an_alert_and_then_the_members_to_call() -> None:
    scene = asked_by("carer", "gp")
    assert scene.group.alerts_at(at("2026-02-08")) == ()
    assert scene.group.alerts_at(at("2026-02-09")) == ("requisition_overdue",)
    with pytest.raises(Rejected, match="the_chair_has_time_still") as refused:
        scene.do(calling(scene, "carer", LAST))
    assert refused.value.because == {"call_by": "2026-02-08"}
    (called, by_members) = scene.do(calling(scene, "carer", AFTER))
    assert called.kind == "requisitioned"  # type: ignore[attr-defined]
    assert (by_members.themselves, by_members.irregular) == (True, ())  # type: ignore[attr-defined]
    assert scene.group.alerts_at(at("2026-02-09")) == ()


def test_what_members_asked_for_is_the_agenda_and_alone_may_be_decided() -> None:
    # The standing orders let any business be decided; a meeting that members asked for does not.
    scene = Scene(StandingOrders(quorum=5, business_stated=False))
    scene.do(asking(scene, "carer"))
    scene.do(joining(scene, "gp"))
    talk = (m.Business("The weather", for_decision=False),)
    scene.do(calling(scene, agenda=talk))
    scene = held(scene)
    assert [scene.meeting.items[i].number for i in scene.items] == [3, 4]
    scene.do(m.ProposeItem(meeting=scene.at, title="From the floor"))
    for other in (1, 2):
        with pytest.raises(Rejected, match="business_not_in_the_notice") as refused:
            scene.do(deciding(scene, other))
        assert refused.value.clause == "R-NO4"
    assert names(scene.do(deciding(scene, 0)))[-1] == "ResultDeclared"


def test_written_up_other_business_is_recorded_and_does_not_count() -> None:
    scene = asked_by("carer", "gp")
    other = (m.Business("Another thing"),)
    scene.do(calling(scene, agenda=other, mode="written_up", notice_given=AFTER))
    scene = held(scene)
    (*_, declared) = scene.do(deciding(scene, 1, "written_up"))
    assert (declared.outcome.irregular, declared.outcome.takes_effect) == (("R-NO4",), False)  # type: ignore[attr-defined]


def test_written_up_a_meeting_members_called_too_early_is_recorded_and_does_not_count() -> None:
    scene = asked_by("carer", "gp")
    (_, by_members) = scene.do(calling(scene, "gp", LAST, mode="written_up", notice_given=LAST))
    assert by_members.irregular == ("R-NO5",)  # type: ignore[attr-defined]
    (*_, declared) = held(scene).do(deciding(scene, 0, "written_up"))
    assert declared.outcome.irregular == ("R-NO5",)  # type: ignore[attr-defined]


def test_a_meeting_called_off_leaves_the_members_asking() -> None:
    scene = asked_by("carer", "gp")
    scene.do(calling(scene, "chair", ASKED))
    scene.do(m.CancelMeeting(meeting=scene.at, when=ASKED))
    assert scene.group.requisitions[requisition(scene)].meeting is None
    assert scene.group.alerts_at(at("2026-02-09")) == ("requisition_overdue",)


def test_whoever_takes_their_name_back_leaves_too_few_and_the_chair_need_not_call_it() -> None:
    scene = asked_by("carer", "gp", "nurse")
    scene.do(leaving(scene, "nurse"))
    kept = scene.group.requisitions[requisition(scene)]
    assert (kept.asked, kept.call_by) == (scene.seat("carer", "gp"), "2026-02-08")
    # Without the carer nobody with lived experience asks.
    scene.do(leaving(scene, "carer", When("2026-02-03")))
    kept = scene.group.requisitions[requisition(scene)]
    assert (kept.asked, kept.call_by) == (scene.seat("gp"), None)
    assert scene.group.alerts_at(at("2026-02-20")) == ()
    with pytest.raises(Rejected, match="too_few_asked"):
        scene.do(calling(scene, "gp"))


def test_enough_again_gives_the_chair_the_whole_time_again() -> None:
    scene = asked_by("carer", "gp")
    scene.do(leaving(scene, "gp", When("2026-02-03")))
    told = scene.do(joining(scene, "gp", When("2026-02-05")))
    assert names(told) == ["RequisitionJoined", "MeetingRequisitioned"]
    assert scene.group.requisitions[requisition(scene)].call_by == "2026-02-12"


def test_without_a_name_left_it_is_kept_as_dropped() -> None:
    kept = nobody_asks().group.requisitions
    assert [(one.dropped, len(one.business)) for one in kept.values()] == [(True, 1)]


@pytest.mark.parametrize(
    ("asked", "lived", "more"),
    [(0, 0, (2, 1)), (1, 0, (1, 1)), (1, 1, (1, 0)), (2, 0, (1, 1)), (5, 0, (1, 1)), (2, 1, (0, 0)), (3, 3, (0, 0))],
)
def test_how_many_more_must_ask(asked: int, lived: int, more: tuple[int, int]) -> None:
    # Two members, one of them with lived experience.
    assert rule.still_needed(StandingOrders(), asked=asked, lived=lived) == more
