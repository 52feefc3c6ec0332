"""Who is counted: those who could vote when the question was put, whoever leaves before the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from governance.kernel import When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.standing_orders import StandingOrders
from tests.spec import DAY, VOTING, Scene

if TYPE_CHECKING:
    from governance.motion.events import Outcome

FIVE = StandingOrders(quorum=5, lived_experience="off")


def answered(scene: Scene, *for_: str, against: tuple[str, ...] = ()) -> None:
    for name in (*for_, *against):
        choice: Any = "for" if name in for_ else "against"
        scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats[name], choice=choice))


def declared(scene: Scene, **more: Any) -> Outcome:
    (result,) = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion, **more))
    outcome: Outcome = result.outcome  # type: ignore[attr-defined]
    return outcome


def leave(scene: Scene, *names: str) -> None:
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat(*names)))


def test_votes_stand_when_their_members_leave_before_the_result() -> None:
    scene = Scene(FIVE).moved(put="roll_call")
    answered(scene, *VOTING[:5], against=tuple(VOTING[5:]))
    leave(scene, *VOTING[:2])
    scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["secretary"]))
    outcome = declared(scene)
    assert (outcome.by_rule, outcome.test, outcome.effective, outcome.no_answer) == ("agreed", "5>4", 9, 0)


def test_a_question_put_with_a_quorum_is_declared_though_members_have_left_since() -> None:
    scene = Scene(FIVE).opened("chair", "vice", "secretary", "gp", "nurse").moved(put="hands")
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(5)))
    leave(scene, "nurse")
    outcome = declared(scene)
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", (), True)
    assert (outcome.quorum.count, outcome.quorum.result) == (5, "quorate")


def test_whoever_leaves_without_an_answer_was_still_asked() -> None:
    scene = Scene(StandingOrders(quorum=5, lived_experience="off", majority="simple_present")).moved(put="hands")
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(4, 5)))
    leave(scene, "gp", "nurse")
    outcome = declared(scene)
    assert (outcome.by_rule, outcome.test, outcome.effective) == ("not_agreed", "8>9", 9)


def all_members(**more: Any) -> Outcome:
    """Five votes of 9 members by a majority of all of them, when nobody wrote down who was there."""
    orders = StandingOrders(quorum=5, lived_experience="off", majority="absolute_entitled", **more)
    scene = Scene(orders).called()
    scene.do(m.OpenMeeting(meeting=scene.at, when=When(DAY, "14:00"), mode="written_up"))
    scene.do(
        q.RecordDecision(
            meeting=scene.at, item=scene.items[0], words="x", how="hands", count=q.Hands(5), mode="written_up"
        )
    )
    outcome: Outcome = scene.facts[-1].event.outcome  # type: ignore[attr-defined]
    return outcome


def test_a_majority_of_all_members_is_judged_without_a_roll() -> None:
    assert (all_members().by_rule, all_members().test) == ("agreed", "10>9")


def test_a_majority_of_those_who_could_vote_is_not_known_without_a_roll() -> None:
    assert all_members(absolute_base="effective").by_rule == "unknown"


def test_whoever_comes_while_votes_are_given_may_answer() -> None:
    scene = Scene(FIVE).opened("chair", "vice", "secretary", "nurse", "gp", "commissioner").moved(put="roll_call")
    scene.do(m.RecordArrival(meeting=scene.at, seats=scene.seat("worker")))
    answered(scene, "worker", "chair", "vice", "secretary", against=("nurse", "gp", "commissioner"))
    outcome = declared(scene)
    assert (outcome.by_rule, outcome.test, outcome.effective, outcome.no_answer) == ("agreed", "4>3", 7, 0)


def test_whoever_stands_down_after_answering_is_in_no_tally() -> None:
    scene = Scene(FIVE).moved(put="roll_call")
    answered(scene, *VOTING[:4], "gp", against=("worker",))
    scene.do(m.StandDown(meeting=scene.at, seat=scene.seats["gp"]))
    outcome = declared(scene)
    assert (outcome.test, outcome.effective) == ("4>1", 8)


@pytest.mark.parametrize("gone", ["vice", "gp"])
def test_a_mover_or_seconder_who_leaves_before_the_vote_makes_it_no_less_regular(gone: str) -> None:
    scene = Scene(FIVE).moved()
    leave(scene, gone)
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="hands", mode="written_up"))
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(8), mode="written_up"))
    outcome = declared(scene, mode="written_up")
    assert (outcome.irregular, outcome.takes_effect) == ((), True)


def test_written_up_a_mover_who_had_left_already_is_marked() -> None:
    scene = Scene(FIVE).opened()
    leave(scene, "vice")
    scene.do(
        q.RecordDecision(
            meeting=scene.at, item=scene.items[0], words="x", how="hands", moved_by=scene.seats["vice"],
            count=q.Hands(8), mode="written_up",
        )
    )  # fmt: skip
    outcome = scene.facts[-1].event.outcome  # type: ignore[attr-defined]
    assert (outcome.irregular, outcome.takes_effect) == (("R-MO3",), False)


def test_written_up_a_vote_given_from_outside_the_room_is_marked_and_not_counted() -> None:
    scene = Scene(FIVE).moved(put="roll_call")
    leave(scene, "vice")
    vote: Any = {"meeting": scene.at, "motion": scene.motion, "mode": "written_up"}
    scene.do(q.CastVote(seat=scene.seats["vice"], choice="for", when=When(DAY, "14:10"), **vote))
    scene.do(q.CastVote(seat=scene.seats["gp"], choice="for", when=When(DAY, "14:10"), **vote))
    outcome = declared(scene, mode="written_up")
    assert (outcome.test, outcome.irregular) == ("1>0", ("R-MO3",))


def test_a_latecomer_does_not_make_a_roll_nobody_called() -> None:
    scene = Scene(FIVE).called()
    scene.do(m.OpenMeeting(meeting=scene.at, headcount=24, presider=scene.seats["chair"], when=When(DAY, "14:00")))
    assert scene.meeting.present is None
    scene.do(m.RecordArrival(meeting=scene.at, seats=scene.seat("gp")))
    assert scene.meeting.present is None
    assert scene.meeting.quorum is not None
    assert scene.meeting.quorum.result == "unknown"


def test_without_a_head_count_a_roll_may_be_called_by_those_who_come() -> None:
    scene = Scene(FIVE).called()
    scene.do(m.OpenMeeting(meeting=scene.at, presider=scene.seats["chair"], when=When(DAY, "14:00")))
    scene.do(m.RecordArrival(meeting=scene.at, seats=scene.seat(*VOTING[:5])))
    assert scene.meeting.present == frozenset(scene.seat(*VOTING[:5]))
