"""Business that was not in the notice is decided only if it is urgent and no member with a vote objects (R-NO4)."""

from __future__ import annotations

from typing import Any

import pytest

from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.rules import notice
from tests.governance.commands.notice import brought_up, called_for_members, taken_up, urgently
from tests.spec import Scene


def decided(scene: Scene, **more: Any) -> Any:
    """Agreed by everybody on the item brought up last."""
    whole = q.RecordDecision(
        meeting=scene.at, item=scene.items[-1], words="Hire heaters.", how="hands", count=q.Hands(9),
        moved_by=scene.seats["gp"], seconded_by=scene.seats["vice"], **more,
    )  # fmt: skip
    return next(event for event in scene.do(whole) if type(event).__name__ == "ResultDeclared").outcome  # type: ignore[attr-defined]


def test_urgent_business_is_decided_where_nobody_objects() -> None:
    with pytest.raises(Rejected, match="R-NO4: business_not_in_the_notice"):
        decided(brought_up())
    outcome = decided(taken_up())
    assert (outcome.takes_effect, outcome.irregular) == (True, ())


def test_one_member_with_a_vote_is_enough_to_stop_it() -> None:
    scene = brought_up()
    with pytest.raises(Rejected, match="R-NO4: somebody_objects") as refused:
        scene.do(urgently(scene, "carer"))
    assert (refused.value.because, refused.value.pointer) == ({"objections": 1}, "/objections")


def test_staff_and_whoever_is_out_of_the_room_do_not_object() -> None:
    scene = brought_up()
    item = scene.items[-1]
    scene.do(m.DeclareInterest(meeting=scene.at, seat=scene.seats["worker"], item=item, kind="financial"))
    scene.do(m.ManageInterest(meeting=scene.at, seat=scene.seats["worker"], item=item))
    (taken,) = scene.do(urgently(scene, "officer", "worker"))
    assert (taken.objections, taken.irregular) == ((), ())  # type: ignore[attr-defined]


def test_written_up_an_objection_is_kept_and_the_decision_has_no_effect() -> None:
    scene = brought_up()
    (taken,) = scene.do(urgently(scene, "carer", mode="written_up"))
    assert (taken.objections, taken.irregular) == (scene.seat("carer"), ("R-NO4",))  # type: ignore[attr-defined]
    outcome = decided(scene, mode="written_up")
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", ("R-NO4",), False)


def test_a_kind_the_notice_has_to_describe_is_not_urgent_business() -> None:
    scene = Scene().opened()
    scene.do(m.ProposeItem(meeting=scene.at, title="Our rules"))
    scene.do(urgently(scene))
    with pytest.raises(Rejected, match="R-MA4: not_described_in_the_notice"):
        decided(scene, category="rules")


def test_a_meeting_that_members_asked_for_decides_on_nothing_else() -> None:
    scene = called_for_members()
    day = scene.meeting.starts
    assert day is not None
    present = scene.seat("chair", "vice", "secretary", "fourth", "carer", "gp")
    scene.do(m.OpenMeeting(meeting=scene.at, present=present, presider=present[0], when=When(day.local[:10], "14:00")))
    scene.do(m.ProposeItem(meeting=scene.at, title="The boiler"))
    with pytest.raises(Rejected, match="R-NO4: only_what_members_asked_for"):
        scene.do(urgently(scene))


@pytest.mark.parametrize(
    ("asked_for", "objections", "reason"),
    [(False, 0, None), (False, 1, "somebody_objects"), (True, 0, "only_what_members_asked_for"),
     (True, 2, "only_what_members_asked_for")],
)  # fmt: skip
def test_when_it_may_be_urgent(asked_for: bool, objections: int, reason: str | None) -> None:
    refused = notice.may_be_urgent(asked_for=asked_for, objections=objections)
    assert (None if refused is None else (refused.clause, refused.reason)) == (reason and ("R-NO4", reason))


def test_written_up_the_notes_may_not_say_why_it_could_not_wait() -> None:
    scene = brought_up()
    with pytest.raises(Rejected, match="R-NO4: reason_missing"):
        scene.do(urgently(scene, reason=None))
    (taken,) = scene.do(urgently(scene, reason=None, mode="written_up"))
    assert (taken.reason, taken.irregular) == (None, ())  # type: ignore[attr-defined]


def test_an_item_whose_proposal_was_taken_back_does_not_move_to_the_next_meeting() -> None:
    scene = Scene().opened()
    item = scene.items[0]
    scene.do(m.OpenItem(meeting=scene.at, item=item))
    scene.do(q.MoveMotion(meeting=scene.at, item=item, words="Hire heaters.", moved_by=scene.seats["gp"]))
    scene.do(q.WithdrawMotion(meeting=scene.at, motion=next(iter(scene.meeting.motions))))
    ended = [type(event).__name__ for event in scene.do(m.CloseMeeting(meeting=scene.at))]
    assert ended[0] == "ItemClosed"
