"""A quorum asked for, members who stand down, and a second sitting (R-QU5, R-QU9, R-IQ6)."""

from __future__ import annotations

from typing import Any

import pytest

from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.meeting import people_commands as pc
from governance.motion import commands as q
from governance.standing_orders import ClassFloor, StandingOrders
from tests.spec import DAY, VOTING, Scene, names

SECOND = StandingOrders(quorum=5, lived_experience="block", second_meeting_rule=True)


def refused(scene: Scene, command: Any) -> tuple[str, str]:
    with pytest.raises(Rejected) as caught:
        scene.decide(command)
    return caught.value.clause, caught.value.reason


def ask(scene: Scene, seat: str = "gp", mode: Any = "live") -> pc.QueryQuorum:
    return pc.QueryQuorum(meeting=scene.at, seat=scene.seats[seat], mode=mode)


def test_a_member_who_asks_is_told_the_quorum_as_it_stands() -> None:
    scene = Scene().opened("chair", "vice", "secretary", "nurse", "gp")
    queried, tested = scene.do(ask(scene))
    assert (queried.seat, tested.quorum.count, tested.quorum.result) == (scene.seats["gp"], 5, "quorate")  # type: ignore[attr-defined]


def test_with_members_out_for_the_item_it_is_the_quorum_for_the_item() -> None:
    scene = Scene().opened()
    item = scene.items[0]
    scene.do(m.DeclareInterest(meeting=scene.at, seat=scene.seats["vice"], item=item, kind="family"))
    scene.do(m.ManageInterest(meeting=scene.at, seat=scene.seats["vice"], item=item))
    scene.do(m.OpenItem(meeting=scene.at, item=item))
    _, tested = scene.do(ask(scene))
    assert (tested.item, tested.quorum.reasons) == (item, ("class_majority",))  # type: ignore[attr-defined]


def test_nobody_asks_for_it_in_the_middle_of_a_vote() -> None:
    scene = Scene().moved(put="hands")
    assert refused(scene, ask(scene)) == ("R-QU5", "vote_under_way")
    assert names(scene.do(ask(scene, mode="written_up"))) == ["QuorumQueried", "QuorumTested"]


def test_whoever_asks_is_here() -> None:
    scene = Scene().opened("chair", "vice", "carer")
    assert refused(scene, ask(scene)) == ("R-QU5", "not_present")


def test_without_a_roll_there_is_no_answer() -> None:
    scene = Scene().called()
    scene.do(m.OpenMeeting(meeting=scene.at, when=When(DAY, "14:00"), mode="written_up"))
    assert refused(scene, ask(scene)) == ("R-QU4", "roll_not_called")


def test_without_a_quorum_the_debate_goes_on_and_no_vote_is_taken() -> None:
    scene = Scene().opened("chair", "vice", "secretary", "nurse", "gp").moved()
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("gp")))
    _, tested = scene.do(ask(scene, "nurse"))
    assert tested.quorum.result == "inquorate"  # type: ignore[attr-defined]
    note = m.TakeNote(meeting=scene.at, item=scene.items[0], words="we talked on")
    assert names(scene.do(note)) == ["NoteTaken"]
    assert refused(scene, q.PutMotion(meeting=scene.at, motion=scene.motion))[0] == "R-QU1"


S11 = ("vice", "secretary", "fourth", "carer", "nurse", "gp", "commissioner", "worker")


def down(scene: Scene, seat: str, mode: Any = "live") -> tuple[Any, ...]:
    return scene.do(m.StandDown(meeting=scene.at, seat=scene.seats[seat], mode=mode))


def test_s11_one_member_who_does_not_vote_lets_the_meeting_decide() -> None:
    scene = Scene().opened(*S11)
    assert scene.meeting.quorum is not None
    assert scene.meeting.quorum.reasons == ("class_majority",)
    stood, regained = down(scene, "commissioner")
    assert stood.seat == scene.seats["commissioner"]
    assert (regained.quorum.count, dict(regained.quorum.by_class)) == (7, {"LE": 4, "PR": 3})


def test_whoever_stood_down_may_speak_and_does_not_vote_move_or_second() -> None:
    scene = Scene().opened(*S11)
    down(scene, "commissioner")
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    moved = q.MoveMotion(meeting=scene.at, item=scene.items[0], words="x", moved_by=scene.seats["commissioner"])
    assert refused(scene, moved) == ("R-QU9", "stood_down")


def test_it_is_not_undone_in_the_sitting_not_even_by_leaving_and_coming_back() -> None:
    scene = Scene().opened(*S11)
    down(scene, "commissioner")
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("commissioner")))
    scene.do(m.RecordArrival(meeting=scene.at, seats=scene.seat("commissioner")))
    assert scene.seats["commissioner"] not in (scene.meeting.effective(None) or ())
    act = next(fact.id for fact in scene.facts if type(fact.event).__name__ == "VoteStoodDown")
    assert refused(scene, m.StrikeAct(meeting=scene.at, act=act)) == ("in order", "cannot_be_struck")


def test_a_further_sitting_begins_with_everyone_voting() -> None:
    scene = Scene().opened(*S11)
    down(scene, "commissioner")
    scene.do(m.AdjournMeeting(meeting=scene.at))
    scene.do(m.ResumeMeeting(meeting=scene.at, present=scene.seat(*S11)))
    assert scene.meeting.stood_down == frozenset()


def test_nobody_stands_down_where_the_orders_do_not_have_it() -> None:
    scene = Scene(StandingOrders(quorum=5, stand_down_allowed=False)).opened(*S11)
    down_ = m.StandDown(meeting=scene.at, seat=scene.seats["commissioner"])
    assert refused(scene, down_) == ("R-QU9", "standing_down_not_allowed")


@pytest.mark.parametrize(("seat", "allowed"), [("commissioner", False), ("vice", True)])
def test_written_up_a_member_who_could_not_stand_down_counts_all_the_same(seat: str, allowed: bool) -> None:
    orders = StandingOrders(quorum=5, lived_experience="block", stand_down_allowed=allowed)
    scene = Scene(orders).opened(*S11)
    assert names(down(scene, seat, mode="written_up")) == ["VoteStoodDown"]
    assert scene.seats[seat] in (scene.meeting.effective(None) or ())


def again(*present: str, orders: StandingOrders = SECOND, first: tuple[str, ...] = ("chair", "vice")) -> Scene:
    """A meeting that stopped short of members, and goes on with these."""
    scene = Scene(orders).opened(*first)
    scene.do(m.AdjournMeeting(meeting=scene.at, until=When("2026-02-24"), reason="lost_quorum"))
    scene.do(m.ResumeMeeting(meeting=scene.at, present=scene.seat(*present), when=When(DAY, "16:00")))
    return scene


def vote(scene: Scene, item: Any = None) -> q.RecordDecision:
    return q.RecordDecision(
        meeting=scene.at, item=item or scene.items[0], words="x", how="hands", moved_by=scene.seats["vice"],
        seconded_by=scene.seats["chair"], count=q.Hands(2),
    )  # fmt: skip


def test_a_meeting_that_goes_on_short_of_members_decides_what_was_listed() -> None:
    scene = again("chair", "vice", "nurse")
    outcome = scene.do(vote(scene))[-1].outcome  # type: ignore[attr-defined]
    assert (outcome.by_rule, outcome.takes_effect, outcome.irregular) == ("agreed", True, ())
    assert (outcome.quorum.count, outcome.quorum.needed, outcome.quorum.flags) == (3, 5, ("second_meeting",))


def test_by_default_it_does_not() -> None:
    scene = again("chair", "vice", "nurse", orders=StandingOrders(quorum=5))
    assert refused(scene, vote(scene)) == ("R-QU1", "not_quorate: count")


def test_what_was_not_listed_waits() -> None:
    scene = Scene(SECOND).opened("chair", "vice")
    (proposed,) = scene.do(m.ProposeItem(meeting=scene.at, title="More"))
    scene.do(m.AdjournMeeting(meeting=scene.at, until=When("2026-02-24"), reason="lost_quorum"))
    scene.do(m.ResumeMeeting(meeting=scene.at, present=scene.seat("chair", "vice", "nurse"), when=When(DAY, "16:00")))
    assert refused(scene, vote(scene, proposed.entry.item)) == ("R-QU1", "not_quorate: count")  # type: ignore[attr-defined]


def test_what_is_asked_of_the_classes_never_gives_way() -> None:
    scene = again("chair", "vice", "nurse", "gp")
    assert refused(scene, vote(scene)) == ("R-QU1", "not_quorate: count, class_majority")
    floors = StandingOrders(quorum=5, floors=(ClassFloor("PR", 2),), second_meeting_rule=True)
    scene = again("chair", "vice", "nurse", orders=floors)
    assert refused(scene, vote(scene)) == ("R-QU1", "not_quorate: count, floor:PR")


def test_a_meeting_that_had_its_members_when_it_stopped_needs_them_again() -> None:
    scene = Scene(SECOND).opened(*VOTING)
    scene.do(m.AdjournMeeting(meeting=scene.at, until=When("2026-02-24"), reason="end_time"))
    scene.do(m.ResumeMeeting(meeting=scene.at, present=scene.seat("chair", "vice", "nurse")))
    assert refused(scene, vote(scene)) == ("R-QU1", "not_quorate: count")


def test_an_empty_room_decides_nothing_however_often_it_meets() -> None:
    scene = again()
    assert scene.meeting.quorum is not None
    assert scene.meeting.quorum.result == "inquorate"
