"""Consent and consensus: everyone is asked, the others look at a reason, and after the rounds there is a vote."""

from __future__ import annotations

from typing import Any

import pytest

from governance.kernel import Rejected
from governance.motion import commands as q
from governance.motion import method_commands as mc
from governance.standing_orders import StandingOrders
from tests.spec import Scene, names

FIVE = StandingOrders(quorum=5, lived_experience="off")


def up_for_consent() -> Scene:
    return Scene(FIVE).moved(put="consent")


def objecting(scene: Scene, seat: str = "gp", **more: Any) -> mc.RaiseObjection:
    given = {"words": "The room is upstairs.", "harms": "Members with oxygen cannot come.", **more}
    return mc.RaiseObjection(meeting=scene.at, motion=scene.motion, seat=scene.seats[seat], **given)


def found(scene: Scene, what: Any, seat: str = "gp", **more: Any) -> mc.TestObjection:
    return mc.TestObjection(meeting=scene.at, motion=scene.motion, seat=scene.seats[seat], found=what, **more)


def asked(scene: Scene, **more: Any) -> q.AskEveryone:
    return q.AskEveryone(meeting=scene.at, motion=scene.motion, **more)


def declaring(scene: Scene, **more: Any) -> q.DeclareResult:
    return q.DeclareResult(meeting=scene.at, motion=scene.motion, **more)


def again(scene: Scene, **more: Any) -> mc.BeginRound:
    return mc.BeginRound(meeting=scene.at, motion=scene.motion, **more)


def result(scene: Scene, **more: Any) -> Any:
    return scene.do(declaring(scene, **more))[-1].outcome  # type: ignore[attr-defined]


def test_nobody_objects_and_it_is_agreed() -> None:
    scene = up_for_consent()
    scene.do(asked(scene, stand_asides=scene.seat("gp")))
    outcome = result(scene)
    assert (outcome.method, outcome.by_rule, outcome.reason) == ("consent", "agreed", "no_objection_stands")
    assert outcome.stand_asides == 1


def test_silence_is_no_consent() -> None:
    scene = up_for_consent()
    with pytest.raises(Rejected, match="R-VO3: not_known"):
        scene.do(declaring(scene))


def test_an_objection_says_how_it_harms_what_the_group_is_for() -> None:
    scene = up_for_consent()
    with pytest.raises(Rejected, match="R-VO2: objection_without_a_reason"):
        scene.do(objecting(scene, harms=None))
    with pytest.raises(Rejected, match="R-VO2: objection_without_a_reason"):
        scene.do(asked(scene, objections=scene.seat("gp")))
    assert names(scene.do(objecting(scene))) == ["ObjectionRaised"]
    assert scene.do(objecting(scene)) == ()


def test_written_up_an_objection_without_a_reason_stops_nothing() -> None:
    scene = up_for_consent()
    scene.do(objecting(scene, harms=None, mode="written_up"))
    scene.do(asked(scene))
    assert result(scene, mode="written_up").by_rule == "agreed"


def test_an_objection_is_looked_at_before_there_is_a_result() -> None:
    scene = up_for_consent()
    scene.do(objecting(scene))
    scene.do(asked(scene))
    with pytest.raises(Rejected, match="R-VO2: objection_not_tested"):
        scene.do(declaring(scene))


@pytest.mark.parametrize("what", ["resolved", "does_no_harm"])
def test_an_objection_that_was_met_or_does_no_harm_stops_nothing(what: str) -> None:
    scene = up_for_consent()
    scene.do(objecting(scene))
    assert names(scene.do(found(scene, what, words="We meet on the ground floor."))) == ["ObjectionTested"]
    assert scene.do(found(scene, what)) == ()
    scene.do(asked(scene))
    assert result(scene).by_rule == "agreed"


def test_whoever_objected_takes_no_part_in_the_test() -> None:
    scene = up_for_consent()
    scene.do(objecting(scene))
    with pytest.raises(Rejected, match="R-VO2: objector_takes_no_part"):
        scene.do(found(scene, "stands", by=scene.seats["gp"]))
    with pytest.raises(Rejected, match="R-VO2: no_objection"):
        scene.do(found(scene, "stands", seat="vice"))


def test_an_objection_that_stands_brings_another_round_and_then_a_vote() -> None:
    scene = up_for_consent()
    with pytest.raises(Rejected, match="R-VO2: no_objection_stands"):
        scene.do(again(scene))
    scene.do(objecting(scene))
    with pytest.raises(Rejected, match="objection_not_tested"):
        scene.do(again(scene))
    scene.do(found(scene, "stands"))
    scene.do(asked(scene))
    with pytest.raises(Rejected, match="R-VO2: objection_stands"):
        scene.do(declaring(scene))
    with pytest.raises(Rejected, match="R-VO2: consent_first"):
        scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="hands"))
    (begun,) = scene.do(again(scene))
    assert begun.round == 2  # type: ignore[attr-defined]
    with pytest.raises(Rejected, match="objection_not_tested"):
        scene.do(declaring(scene))
    scene.do(found(scene, "stands"))
    with pytest.raises(Rejected, match="R-VO2: no_more_rounds"):
        scene.do(again(scene))
    scene.do(asked(scene))
    with pytest.raises(Rejected, match="R-VO2: objection_stands"):
        scene.do(declaring(scene))
    assert names(scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="hands"))) == ["QuestionPut"]
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(8, 1)))
    outcome = result(scene)
    assert (outcome.method, outcome.by_rule, outcome.test) == ("hands", "agreed", "8>1")


def test_an_objection_met_in_the_second_round_is_agreed() -> None:
    scene = up_for_consent()
    scene.do(objecting(scene))
    scene.do(found(scene, "stands"))
    scene.do(again(scene))
    scene.do(found(scene, "resolved"))
    with pytest.raises(Rejected, match="R-VO3: not_known"):
        scene.do(declaring(scene))
    scene.do(asked(scene))
    assert result(scene).by_rule == "agreed"


def test_agreed_over_an_objection_that_stands_is_written_up_without_effect() -> None:
    scene = up_for_consent()
    scene.do(objecting(scene))
    scene.do(found(scene, "stands"))
    scene.do(asked(scene))
    outcome = result(scene, announced="agreed", mode="written_up")
    assert (outcome.by_rule, outcome.reason) == ("not_agreed", "objection_stands")
    assert (outcome.irregular, outcome.takes_effect) == (("R-VO10",), False)


def test_objections_are_for_consent_only() -> None:
    scene = Scene(FIVE).moved(put="consensus")
    for act in (objecting(scene), found(scene, "stands"), again(scene)):
        with pytest.raises(Rejected, match="R-VO2: not_by_consent"):
            scene.do(act)


def test_for_consensus_everyone_is_asked_and_a_stand_aside_stops_nothing() -> None:
    scene = Scene(FIVE).moved(put="consensus")
    with pytest.raises(Rejected, match="R-VO3: not_known"):
        scene.do(declaring(scene))
    scene.do(asked(scene, stand_asides=scene.seat("gp", "vice")))
    outcome = result(scene)
    assert (outcome.by_rule, outcome.reason, outcome.stand_asides) == ("agreed", "nobody_objected", 2)


def test_for_consensus_silence_is_refused_under_any_name() -> None:
    scene = Scene(FIVE).opened()
    whole = q.RecordDecision(
        meeting=scene.at, item=scene.items[0], words="Meet weekly.", how="agreed", announced="agreed",
        moved_by=scene.seats["vice"], seconded_by=scene.seats["gp"],
    )  # fmt: skip
    with pytest.raises(Rejected, match="R-VO12: silence_is_not_consent"):
        scene.do(whole)
    scene.moved()
    with pytest.raises(Rejected, match="R-VO12: silence_is_not_consent"):
        scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="agreed"))
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="consensus"))
    with pytest.raises(Rejected, match="R-VO3: not_known"):
        scene.do(declaring(scene, announced="agreed"))
    scene.do(asked(scene))
    assert result(scene, announced="agreed").takes_effect


def test_written_up_nobody_knows_what_came_of_a_consensus_without_asking() -> None:
    scene = Scene(FIVE).moved(put="consensus")
    outcome = result(scene, mode="written_up")
    assert (outcome.by_rule, outcome.reason, outcome.takes_effect) == ("unknown", "not_known", False)


def test_who_was_asked_for_a_consensus_was_not_asked_to_raise_a_hand() -> None:
    scene = Scene(FIVE).moved(put="hands")
    with pytest.raises(Rejected, match="R-VO12: not_by_consensus"):
        scene.do(asked(scene))


def test_one_objection_stops_a_consensus() -> None:
    scene = Scene(FIVE).moved(put="consensus")
    scene.do(asked(scene, objections=scene.seat("gp")))
    assert result(scene).by_rule == "not_agreed"
