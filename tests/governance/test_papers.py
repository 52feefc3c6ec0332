"""Papers count as served in the form a member reads, five days before; else an item may be put off once (R-NO6)."""

from __future__ import annotations

import pytest

from governance.group import commands as g
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.meeting.state import MeetingState
from governance.standing_orders import StandingOrders
from tests.governance.commands.notice import agenda, at_the_item, paper, put_off, putting_off, with_paper
from tests.spec import Scene, names


def turned_to(scene: Scene) -> Scene:
    scene.opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    return scene


@pytest.mark.parametrize(("day", "served"), [("2026-02-05", True), ("2026-02-06", False)])
def test_a_paper_five_days_before_is_in_time_and_four_days_before_is_not(day: str, served: bool) -> None:
    scene = with_paper()
    scene.do(paper(scene, "large_print", day=day, number=1))
    turned_to(scene)
    if served:
        with pytest.raises(Rejected, match="papers_were_served"):
            scene.do(putting_off(scene))
    else:
        assert names(scene.do(putting_off(scene))) == ["DeferralClaimed", "ItemDeferred"]


def test_the_orders_say_how_long_before() -> None:
    scene = Scene(StandingOrders(quorum=5, paper_days=2)).called()
    scene.do(paper(scene, day="2026-02-08"))
    turned_to(scene)
    with pytest.raises(Rejected, match="papers_were_served"):
        scene.do(putting_off(scene))


def test_whoever_asks_is_at_the_meeting() -> None:
    scene = with_paper().opened("chair", "secretary", "fourth", "carer", "nurse", "gp")
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    with pytest.raises(Rejected, match="not_present"):
        scene.do(putting_off(scene))


def test_an_item_put_off_for_its_papers_comes_to_the_next_meeting_and_is_put_off_no_more() -> None:
    scene = put_off()
    scene.do(m.CloseMeeting(meeting=scene.at))
    scene.meeting, scene.facts = MeetingState(), []
    (called, _) = scene.do(agenda(scene, starts="2026-03-10", when=When("2026-02-11")))
    assert scene.words[called.agenda[0].title.ref] == "First"  # type: ignore[attr-defined]
    scene.do(paper(scene, day="2026-02-20"))
    here = scene.seat("chair", "vice", "secretary", "carer", "gp")
    when = When("2026-03-10", "14:00")
    scene.do(m.OpenMeeting(meeting=scene.at, present=here, presider=here[0], when=when))
    with pytest.raises(Rejected, match="put_off_once_already"):
        scene.do(putting_off(scene))


def test_written_up_an_item_put_off_without_the_right_is_recorded_so() -> None:
    scene = at_the_item("standard", "large_print")
    (claimed, deferred) = scene.do(putting_off(scene, mode="written_up"))
    assert (claimed.irregular, type(deferred).__name__) == (("R-NO6",), "ItemDeferred")  # type: ignore[attr-defined]


def test_the_form_a_member_reads_goes_with_the_seat_when_they_leave() -> None:
    scene = with_paper()
    scene.do(g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats["carer"], when=When("2026-02-04")))
    assert scene.group.formats == {}
