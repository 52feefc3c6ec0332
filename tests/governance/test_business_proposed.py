"""Members put business on the agenda, and what a member without notice wants looked at again (R-NO7, R-NO2)."""

from __future__ import annotations

import uuid

import msgspec
import pytest

from governance.kernel import DecisionId, Moment, Rejected, When
from governance.meeting import commands as m
from governance.meeting.state import MeetingState
from tests.governance.commands.notice import (
    agenda,
    asked_again,
    asking,
    calling,
    decided_without_the_gp,
    insisted,
    insisting,
    joining,
    no_notice,
    not_taken,
    proposal,
    proposed,
    proposing,
    reopening,
    taken_back,
)
from tests.spec import Scene, names

MADE = DecisionId(uuid.UUID(int=12))


def next_meeting(scene: Scene) -> Scene:
    scene.meeting, scene.facts = MeetingState(), []
    return scene


def at(day: str) -> Moment:
    return Moment(f"{day}T00:00+00:00", "day")


def test_what_a_member_proposed_is_on_the_agenda_sent_out() -> None:
    scene = proposed()
    (called, taken) = scene.do(agenda(scene, agenda=(m.Business("First"),)))
    entry = called.agenda[1]  # type: ignore[attr-defined]
    assert (entry.number, entry.in_notice, scene.words[entry.title.ref]) == (4, True, "A ramp")
    assert (taken.item, taken.seat) == (entry.item, scene.seats["carer"])  # type: ignore[attr-defined]
    assert not scene.group.business[proposal(scene)].waits


def test_business_proposed_ten_days_before_cannot_be_left_out_without_a_reason() -> None:
    # Seven days of notice and three more: proposed on the 14th it is in time for the 24th, on the 15th it is late.
    scene = Scene()
    scene.do(proposing(scene, when=When("2026-02-14")))
    silent = agenda(scene, proposals=(), when=When("2026-02-15"))
    with pytest.raises(Rejected, match="say_why_it_is_not_taken"):
        scene.do(silent)
    late = Scene()
    late.do(proposing(late, when=When("2026-02-15")))
    assert names(late.do(agenda(late, proposals=(), when=When("2026-02-15")))) == ["MeetingCalled"]
    assert late.group.business[proposal(late)].waits


def test_two_members_put_on_what_was_not_taken_and_it_can_be_decided() -> None:
    scene = insisted()
    (_, added, _) = scene.do(insisting(scene, "gp"))
    assert added.entry.in_notice  # type: ignore[attr-defined]
    assert scene.group.business[proposal(scene)].meeting == scene.at


def test_what_came_too_late_waits_and_is_not_put_on_by_members() -> None:
    scene = Scene()
    scene.do(proposing(scene, when=When("2026-02-15")))
    scene.do(agenda(scene, refuse=True, when=When("2026-02-15")))
    with pytest.raises(Rejected, match="came_too_late"):
        scene.do(insisting(scene))
    assert scene.group.business[proposal(scene)].waits


def test_written_up_an_agenda_holds_what_the_notes_say() -> None:
    scene = proposed()
    assert names(scene.do(agenda(scene, mode="written_up"))) == ["MeetingCalled"]
    assert scene.group.business[proposal(scene)].waits


def test_a_meeting_called_off_leaves_its_business_waiting() -> None:
    scene = proposed()
    scene.do(agenda(scene))
    scene.do(m.CancelMeeting(meeting=scene.at, when=When("2026-02-11")))
    assert scene.group.business[proposal(scene)].waits


def test_what_was_refused_is_not_brought_up_by_the_next_call() -> None:
    scene = next_meeting(not_taken())
    assert names(scene.do(agenda(scene, starts="2026-03-24"))) == ["MeetingCalled"]


def test_a_decision_a_member_without_notice_asks_about_is_marked_and_comes_back() -> None:
    scene = asked_again()
    decision = scene.decisions[scene.decision]
    assert (decision.notice_defect, decision.takes_effect) == (True, True)
    scene = next_meeting(scene)
    with pytest.raises(Rejected, match="comes_back_by_the_rules"):
        scene.do(agenda(scene, refuse=True, starts="2026-03-24"))
    (called, _) = scene.do(agenda(scene, starts="2026-03-24", when=When("2026-02-18")))
    assert scene.words[called.agenda[0].title.ref] == "First"  # type: ignore[attr-defined]


def test_written_up_a_wish_that_came_too_late_is_recorded_and_brings_nothing_back() -> None:
    scene = decided_without_the_gp()
    (asked,) = scene.do(reopening(scene, day="2026-02-18", mode="written_up"))
    assert asked.irregular == ("R-NO2",)  # type: ignore[attr-defined]
    assert scene.group.business == {}
    assert not scene.decisions[scene.decision].notice_defect


def test_no_notice_twice_within_a_year_is_an_alert() -> None:
    scene = decided_without_the_gp()
    assert scene.group.alerts_at(at("2026-02-10")) == ()
    scene = next_meeting(scene)
    scene.do(agenda(scene, starts="2026-03-24", when=When("2026-02-18")))
    scene.do(no_notice(scene, "nurse", When("2026-03-24")))
    assert scene.group.alerts_at(at("2026-03-24")) == ()
    scene.do(no_notice(scene, when=When("2026-03-24")))
    assert scene.group.alerts_at(at("2026-03-24")) == ("notice_missed_twice",)
    assert scene.group.alerts_at(at("2027-03-25")) == ()


def test_what_was_taken_back_is_on_no_agenda_and_needs_no_reason() -> None:
    scene = taken_back()
    assert names(scene.do(agenda(scene))) == ["MeetingCalled"]
    kept = scene.group.business[proposal(scene)]
    assert (kept.withdrawn, kept.waits, scene.words[kept.title.ref]) == (True, False, "A ramp")


def test_business_that_would_undo_a_decision_names_it_on_the_agenda() -> None:
    scene = Scene()
    scene.do(msgspec.structs.replace(proposing(scene), about=MADE))
    scene.do(agenda(scene, agenda=(m.Business("First"),)))
    assert [scene.meeting.items[item].about for item in scene.items] == [None, MADE]


def test_business_two_members_put_on_still_names_the_decision() -> None:
    scene = Scene()
    scene.do(msgspec.structs.replace(proposing(scene), about=MADE))
    scene.do(agenda(scene, refuse=True))
    scene.do(insisting(scene))
    (_, added, _) = scene.do(insisting(scene, "gp"))
    assert added.entry.about == MADE  # type: ignore[attr-defined]


def test_what_members_ask_a_meeting_for_names_the_decision() -> None:
    scene = Scene()
    wanted = (m.Business("The meetings", about=MADE),)
    scene.do(asking(scene, business=wanted))
    scene.do(joining(scene))
    scene.do(calling(scene, agenda=()))
    assert [scene.meeting.items[item].about for item in scene.items] == [MADE]
