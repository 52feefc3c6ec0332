"""Nobody presides over a vote on their own seat or office, or rules on it (R-CH2, R-IN3, R-CH6)."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from governance.kernel import Rejected
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.motion import procedure_commands as p
from tests.governance.commands import elections as e
from tests.governance.test_put_out import BY_HANDS, answered, meeting, moves
from tests.spec import Scene, names

HANDED_OVER = "Hand over the chair for this item first. Those who are here choose somebody for it."


def removal() -> Scene:
    """A removal of the chair, who is in the chair and was heard."""
    scene = meeting()
    scene.do(e.removing()(scene))
    scene.do(e.heard(scene))
    return scene


def takes_chair(seat: str, reason: Any = "interest", **more: Any) -> Any:
    return lambda scene: m.TakeChair(meeting=scene.at, seat=scene.seats[seat], reason=reason, **more)


def rules(scene: Scene, **more: Any) -> p.MakeRuling:
    return p.MakeRuling(meeting=scene.at, words="The vote on me is void.", reason="Not heard.", **more)


def the_chair_is_out() -> Scene:
    """The vice-chair took the chair, and the vote removed the chair from office."""
    scene = removal()
    scene.do(takes_chair("vice")(scene))
    assert answered(scene, scene.motion).takes_effect
    return scene


def refusal(scene: Scene, command: Any) -> Rejected:
    with pytest.raises(Rejected) as refused:
        scene.do(command)
    return refused.value


def test_whoever_is_to_go_does_not_put_the_vote_or_declare_it() -> None:
    scene = removal()
    put = q.PutMotion(meeting=scene.at, motion=scene.motion)
    refused = refusal(scene, put)
    assert (refused.clause, refused.reason, refused.would_help) == ("R-IN3", "about_whoever_presides", HANDED_OVER)
    fit = [str(scene.seats[seat]) for seat in ("vice", "secretary", "fourth", "carer")]
    assert sorted(refused.because["could_preside"]) == sorted(fit)  # type: ignore[call-overload]
    scene.do(takes_chair("vice")(scene))
    scene.do(put)
    scene.do(takes_chair("chair", "return")(scene))
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(9)))
    declare = q.DeclareResult(meeting=scene.at, motion=scene.motion)
    assert refusal(scene, declare).reason == "about_whoever_presides"
    scene.do(takes_chair("vice")(scene))
    assert scene.do(declare)[0].outcome.takes_effect  # type: ignore[attr-defined]


def given(kind: str) -> Scene:
    """Something else that is about the seat of whoever is in the chair."""
    if kind == "extension":
        scene = e.three_terms()
        scene.do(e.longer()(scene))
        stake = scene.meeting.stakes[scene.motion]
        if scene.meeting.presider != stake.seat:
            scene.do(m.TakeChair(meeting=scene.at, seat=stake.seat, reason="to_speak"))
        return scene
    scene = meeting("removal" if kind == "removes" else "significant")
    scene.do(moves(scene, category="removal" if kind == "removes" else "significant", **{kind: scene.seats["chair"]}))
    return scene


@pytest.mark.parametrize("kind", ["removes", "retires", "extension"])
def test_nor_over_a_vote_on_their_seat_or_on_a_longer_term(kind: str) -> None:
    scene = given(kind)
    assert refusal(scene, q.PutMotion(meeting=scene.at, motion=scene.motion)).reason == "about_whoever_presides"


def test_over_a_vote_on_somebody_else_they_preside() -> None:
    scene = meeting()
    scene.do(moves(scene, removes=scene.seats["gp"]))
    scene.do(e.heard(scene))
    assert answered(scene, scene.motion).takes_effect


def test_written_up_a_vote_they_presided_over_takes_no_effect() -> None:
    scene = removal()
    outcome = answered(scene, scene.motion, "written_up")
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", ("R-IN3",), False)
    handed = removal()
    handed.do(q.PutMotion(meeting=handed.at, motion=handed.motion, mode="written_up"))
    handed.do(takes_chair("vice")(handed))
    handed.do(q.RecordCount(meeting=handed.at, motion=handed.motion, count=q.Hands(9)))
    (declared,) = handed.do(q.DeclareResult(meeting=handed.at, motion=handed.motion))
    assert declared.outcome.irregular == ("R-CH1",)  # type: ignore[attr-defined]


def test_they_have_no_casting_vote_on_it() -> None:
    orders = msgspec.structs.replace(BY_HANDS, tie_rule="second_vote")
    scene = meeting("significant", orders)
    scene.do(moves(scene, category="significant", retires=scene.seats["chair"]))
    scene.do(takes_chair("vice")(scene))
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(4, 4)))
    scene.do(takes_chair("chair", "return")(scene))
    cast = q.UseCastingVote(meeting=scene.at, motion=scene.motion, direction="against", changes_status_quo=False,
                            reason="I stay.")  # fmt: skip
    assert refusal(scene, cast).reason == "presider_may_not_vote"
    scene.do(takes_chair("vice")(scene))
    assert names(scene.do(cast)) == ["CastingVoteUsed"]


@pytest.mark.parametrize("what", ["rules_out", "annuls"])
def test_they_do_not_rule_on_it_and_somebody_else_in_the_chair_may(what: str) -> None:
    scene = removal()
    motion = scene.motion
    if what == "annuls":
        scene.do(takes_chair("vice")(scene))
        assert not answered(scene, motion).irregular
        # As a record has it that was written before the rule.
        scene.meeting = msgspec.structs.replace(scene.meeting, presider=scene.seats["chair"])
    refused = refusal(scene, rules(scene, **{what: motion}))
    help_ = "It is about their own place. Somebody else takes the chair first."
    assert (refused.clause, refused.reason, refused.would_help) == ("R-CH6", "rules_on_own_place", help_)
    scene.do(takes_chair("vice")(scene))
    assert names(scene.do(rules(scene, **{what: motion})))[0] == "RulingMade"


def test_written_up_their_ruling_is_kept_and_changes_nothing() -> None:
    scene = removal()
    told = scene.do(rules(scene, rules_out=scene.motion, mode="written_up"))
    assert [(one.effect, one.irregular) for one in told] == [("rules_out", ("R-CH6",))]  # type: ignore[attr-defined]
    assert scene.meeting.motions[scene.motion].pending


def test_nor_do_they_preside_over_setting_the_vote_aside_or_over_an_appeal() -> None:
    scene = the_chair_is_out()
    removed = scene.motion
    ruling = p.MakeRuling(meeting=scene.at, words="The vote is void.", annuls=removed)
    scene.do(ruling)
    scene.do(p.AppealRuling(meeting=scene.at, ruling=list(scene.meeting.rulings)[-1],
                            seats=scene.seat("carer", "nurse")))  # fmt: skip
    # The vote is void until the meeting answers, so that they may take the chair, but not for this.
    scene.do(takes_chair("chair", "return")(scene))
    assert refusal(scene, q.PutMotion(meeting=scene.at, motion=scene.motion)).reason == "about_whoever_presides"


def test_whoever_the_meeting_removed_takes_the_chair_no_more_and_does_not_come_first() -> None:
    scene = the_chair_is_out()
    refused = refusal(scene, takes_chair("chair", "return")(scene))
    help_ = "The meeting voted them out. Somebody else takes the chair today."
    assert (refused.clause, refused.reason, refused.would_help) == ("R-CH1", "put_out_of_the_chair", help_)
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("vice")))
    assert names(scene.do(takes_chair("carer", "elected")(scene))) == ["PresiderTookChair"]


def test_written_up_a_chair_they_took_all_the_same_makes_what_follows_irregular() -> None:
    scene = the_chair_is_out()
    (took,) = scene.do(takes_chair("chair", "return", mode="written_up")(scene))
    assert took.irregular == ("R-CH1",)  # type: ignore[attr-defined]
    assert scene.meeting.out_of_turn


def test_whoever_was_removed_from_another_office_may_still_take_the_chair() -> None:
    scene = the_chair_is_out()
    meeting_ = scene.meeting
    stake = meeting_.stakes[scene.motion]
    scene.meeting = msgspec.structs.replace(
        meeting_, stakes={scene.motion: msgspec.structs.replace(stake, office=scene.offices["secretary"])}
    )
    assert names(scene.do(takes_chair("chair", "return")(scene))) == ["PresiderTookChair"]
