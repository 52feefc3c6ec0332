"""Quorum is looked at whenever who is there changes and before each vote; while it is lost no vote counts (R-QU4)."""

from __future__ import annotations

from typing import Any

import pytest

from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.meeting import people_commands as pc
from governance.motion import commands as q
from governance.standing_orders import StandingOrders
from tests.spec import DAY, Scene, names

FIVE = StandingOrders(quorum=5, lived_experience="off")
HERE = ("chair", "vice", "secretary", "gp", "nurse")


def five(*but: str) -> Scene:
    """As many as are needed, without some."""
    return Scene(FIVE).opened(*(name for name in HERE if name not in but))


def left(scene: Scene, how: Any = "left") -> m.RecordDeparture:
    return m.RecordDeparture(meeting=scene.at, seats=scene.seat("nurse"), how=how)


def elsewhere(scene: Scene) -> pc.NoteRemote:
    return pc.NoteRemote(meeting=scene.at, seats=scene.seat("nurse"))


def came(scene: Scene, how: Any = "arrived") -> m.RecordArrival:
    return m.RecordArrival(meeting=scene.at, seats=scene.seat("nurse"), how=how)


def vote(scene: Scene, n: int, item: int, **more: Any) -> q.RecordDecision:
    told: dict[str, Any] = {"moved_by": scene.seats["vice"], "seconded_by": scene.seats["gp"], **more}
    return q.RecordDecision(
        meeting=scene.at, item=scene.items[item], words="Buy tea.", how="hands", count=q.Hands(n), **told
    )


def outcome_of(events: tuple[Any, ...]) -> Any:
    (outcome,) = [event.outcome for event in events if hasattr(event, "outcome")]
    return outcome


def told(scene: Scene) -> m.DeclareInterest:
    return m.DeclareInterest(meeting=scene.at, seat=scene.seats["nurse"], item=scene.items[0], kind="family")


def out(scene: Scene) -> m.ManageInterest:
    return m.ManageInterest(meeting=scene.at, seat=scene.seats["nurse"], item=scene.items[0], how="leave")


def back(scene: Scene) -> m.ReturnMember:
    return m.ReturnMember(meeting=scene.at, seat=scene.seats["nurse"], item=scene.items[0])


@pytest.mark.parametrize(
    ("before", "act", "event", "count", "result"),
    [
        ([], left, "QuorumLost", 4, "inquorate"),
        ([elsewhere], lambda s: left(s, "link_lost"), "QuorumLost", 4, "inquorate"),
        ([], lambda s: m.StandDown(meeting=s.at, seat=s.seats["nurse"]), "QuorumLost", 4, "inquorate"),
        ([left], came, "QuorumRegained", 5, "quorate"),
        (
            [elsewhere, lambda s: left(s, "link_lost")],
            lambda s: came(s, "link_restored"),
            "QuorumRegained",
            5,
            "quorate",
        ),
        ([told], out, "QuorumTested", 4, "inquorate"),
        # Whoever is back in the room is still out of the vote on that item.
        ([told, out], back, "QuorumTested", 4, "inquorate"),
    ],
    ids=["departure", "link lost", "stood down", "arrival", "link restored", "recusal", "return"],
)
def test_quorum_is_looked_at_whenever_who_counts_changes(
    before: list[Any], act: Any, event: str, count: int, result: str
) -> None:
    scene = five()
    for one in before:
        scene.do(one(scene))
    seen: Any = scene.do(act(scene))[-1]
    assert (names((seen,)), seen.quorum.count, seen.quorum.result) == ([event], count, result)
    assert (seen.quorum.needed, seen.quorum.reasons) == (5, ("count",) if count < 5 else ())


def test_at_the_opening_and_at_the_roll_called_anew() -> None:
    scene = Scene(FIVE).called()
    opening = m.OpenMeeting(
        meeting=scene.at, present=scene.seat(*HERE), presider=scene.seats["chair"], when=When(DAY, "14:00")
    )
    (tested,) = [event for event in scene.do(opening) if hasattr(event, "quorum")]
    assert (names((tested,)), tested.quorum.count) == (["QuorumTested"], 5)
    lost = scene.do(m.SetAttendance(meeting=scene.at, present=scene.seat(*HERE[:4])))[-1]
    assert (names((lost,)), lost.quorum.count) == (["QuorumLost"], 4)  # type: ignore[attr-defined]


def test_whoever_is_out_for_one_item_counts_for_the_others() -> None:
    scene = five()
    for act in (told, out, back):
        scene.do(act(scene))
    assert outcome_of(scene.do(vote(scene, 5, 1))).quorum.count == 5


def test_before_each_vote_and_kept_with_its_decision() -> None:
    scene = five()
    first = scene.do(vote(scene, 5, 0))
    (put,) = [event for event in first if type(event).__name__ == "QuestionPut"]
    assert (put.quorum.count, outcome_of(first).quorum.count) == (5, 5)  # type: ignore[attr-defined]
    scene.do(m.RecordArrival(meeting=scene.at, seats=scene.seat("carer")))
    assert outcome_of(scene.do(vote(scene, 6, 1))).quorum.count == 6


def test_nothing_done_between_losing_the_quorum_and_regaining_it_is_a_decision() -> None:
    scene = five()
    scene.do(left(scene))
    with pytest.raises(Rejected, match="R-QU1: not_quorate: count"):
        scene.do(vote(scene, 4, 0))
    between = outcome_of(scene.do(vote(scene, 4, 0, mode="written_up")))
    without_effect = scene.decision
    assert names(scene.do(came(scene))) == ["MemberArrived", "QuorumRegained"]
    after = outcome_of(scene.do(vote(scene, 5, 1)))
    assert (between.announced or between.by_rule, between.irregular, between.takes_effect) == (
        "agreed", ("R-QU1",), False,
    )  # fmt: skip
    assert (after.by_rule, after.irregular, after.takes_effect) == ("agreed", (), True)
    assert scene.decisions[without_effect].status == "without_effect"
    assert scene.decisions[scene.decision].status == "in_force"


def test_a_question_put_in_between_is_not_saved_by_those_who_come_before_its_result() -> None:
    scene = five("nurse").moved()
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="hands", mode="written_up"))
    scene.do(came(scene))
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(4), mode="written_up"))
    asked: Any = {"meeting": scene.at, "motion": scene.motion}
    with pytest.raises(Rejected, match="R-QU1: not_quorate: count"):
        scene.do(q.DeclareResult(**asked))
    outcome = outcome_of(scene.do(q.DeclareResult(mode="written_up", **asked)))
    assert (outcome.irregular, outcome.takes_effect) == (("R-QU1",), False)
