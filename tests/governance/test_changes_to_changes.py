"""Changes to changes, their order, those the mover accepts, and what a change of cost does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.motion import procedure_commands as p
from governance.rules import amendments
from governance.rules.amendments import Edit
from governance.standing_orders import StandingOrders
from tests.governance.procedure_rows import answered, base, change, moved, with_change
from tests.spec import DAY, L1, Scene, names

if TYPE_CHECKING:
    from governance.kernel import Mode

SECOND_DEGREE = StandingOrders(quorum=5, max_degree=2)
BY_PLACE = StandingOrders(quorum=5, amendment_order="by_place_in_text")
AS_THE_CHAIR_SAYS = StandingOrders(quorum=5, amendment_order="chair_directs")


def words(scene: Scene) -> str:
    return scene.words[scene.meeting.motions[base(scene)].words.ref]


def other(scene: Scene, remove: str, insert: str, **more: Any) -> q.MoveAmendment:
    return change(scene, remove, insert, by="fourth", second="gp", **more)


def to_the_change(scene: Scene, remove: str, insert: str, **more: Any) -> q.MoveAmendment:
    return other(scene, remove, insert, motion=more.pop("motion", scene.motion), **more)


def test_a_change_to_a_change_alters_the_words_it_puts_in() -> None:
    # "Meet at the library." -> "Meet at the hall." -> "Meet at the town hall."
    scene = with_change(SECOND_DEGREE)
    first = scene.motion
    scene.do(to_the_change(scene, "hall", "town hall"))
    assert names(answered(scene, 5, 4)) == ["ResultDeclared"]
    assert words(scene) == "Meet at the library."
    answered(scene, 5, 4, motion=first)
    assert words(scene) == "Meet at the town hall."


def test_a_change_to_a_change_that_is_lost_leaves_the_change_as_it_was() -> None:
    scene = with_change(SECOND_DEGREE)
    first = scene.motion
    scene.do(to_the_change(scene, "hall", "town hall"))
    answered(scene, 4, 5)
    answered(scene, 5, 4, motion=first)
    assert words(scene) == "Meet at the hall."


def test_the_change_waits_for_the_change_to_it() -> None:
    scene = with_change(SECOND_DEGREE)
    first = scene.motion
    scene.do(to_the_change(scene, "hall", "town hall"))
    with pytest.raises(Rejected, match="a_change_is_before_the_meeting") as refused:
        scene.do(q.PutMotion(meeting=scene.at, motion=first))
    assert refused.value.clause == "R-AM4"


def test_a_change_to_a_change_keeps_to_what_that_change_does() -> None:
    scene = with_change(SECOND_DEGREE)
    with pytest.raises(Rejected, match="outside_the_change") as refused:
        scene.do(to_the_change(scene, "Meet", "Gather"))
    assert refused.value.clause == "R-AM2"


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_there_is_never_a_third_degree(mode: Mode) -> None:
    scene = with_change(SECOND_DEGREE)
    scene.do(to_the_change(scene, "hall", "town hall"))
    with pytest.raises(Rejected, match="third_degree"):
        scene.do(to_the_change(scene, "town", "city", mode=mode))


def test_orders_without_a_second_degree_refuse_one_and_judge_one_that_happened() -> None:
    scene = with_change(L1)
    with pytest.raises(Rejected, match="degree_too_high"):
        scene.do(to_the_change(scene, "hall", "town hall"))
    scene.do(to_the_change(scene, "hall", "town hall", mode="written_up"))
    asked: Any = {"meeting": scene.at, "motion": scene.motion, "mode": "written_up"}
    scene.do(q.PutMotion(**asked))
    scene.do(q.RecordCount(count=q.Hands(5, 4), **asked))
    declared: Any = scene.do(q.DeclareResult(**asked))[0]
    assert (declared.outcome.by_rule, declared.outcome.irregular) == ("agreed", ("R-AM2",))


def test_words_changed_by_a_vote_against_the_rules_are_decided_against_them_too() -> None:
    scene = with_change(L1)
    first, proposal = scene.motion, next(iter(scene.meeting.motions))
    scene.do(to_the_change(scene, "hall", "town hall", mode="written_up"))
    for motion in (scene.motion, first, proposal):
        asked: Any = {"meeting": scene.at, "motion": motion, "mode": "written_up"}
        scene.do(q.PutMotion(**asked))
        scene.do(q.RecordCount(count=q.Hands(5, 4), **asked))
        declared: Any = scene.do(q.DeclareResult(**asked))[0]
        assert declared.outcome.irregular == ("R-AM2",)
    assert (declared.outcome.by_rule, declared.outcome.takes_effect) == ("agreed", False)


def test_orders_without_changes_of_words_take_none() -> None:
    scene = moved(StandingOrders(quorum=5, max_degree=0))
    with pytest.raises(Rejected, match="degree_too_high"):
        scene.do(change(scene, "library", "hall"))


def test_as_moved_one_change_is_before_the_meeting_at_a_time() -> None:
    scene = with_change()
    with pytest.raises(Rejected, match="one_change_at_a_time"):
        scene.do(other(scene, "Meet", "Gather"))


def test_by_place_in_the_text_the_earlier_change_is_voted_on_first() -> None:
    scene = with_change(BY_PLACE)
    later = scene.motion
    scene.do(other(scene, "Meet", "Gather"))
    earlier = scene.motion
    with pytest.raises(Rejected, match="an_earlier_change_goes_first") as refused:
        scene.do(q.PutMotion(meeting=scene.at, motion=later))
    assert refused.value.clause == "R-AM3"
    assert names(answered(scene, 5, 4, motion=earlier)) == ["ResultDeclared", "AmendmentCarriedOver"]
    answered(scene, 5, 4, motion=later)
    assert words(scene) == "Gather at the hall."


def test_written_up_the_wrong_order_is_judged() -> None:
    scene = with_change(BY_PLACE)
    later = scene.motion
    scene.do(other(scene, "Meet", "Gather"))
    asked: Any = {"meeting": scene.at, "motion": later, "mode": "written_up"}
    scene.do(q.PutMotion(**asked))
    scene.do(q.RecordCount(count=q.Hands(5, 4), **asked))
    declared: Any = scene.do(q.DeclareResult(**asked))[0]
    assert declared.outcome.irregular == ("R-AM3",)


def test_as_the_chair_says_any_change_may_be_first_and_the_others_go_on_in_the_new_words() -> None:
    scene = with_change(AS_THE_CHAIR_SAYS)
    first = scene.motion
    scene.do(other(scene, "Meet at", "Every month, gather at"))
    answered(scene, 5, 4)
    assert words(scene) == "Every month, gather at the library."
    answered(scene, 5, 4, motion=first)
    assert words(scene) == "Every month, gather at the hall."


def test_a_change_whose_words_another_took_away_falls() -> None:
    scene = with_change(AS_THE_CHAIR_SAYS)
    first = scene.motion
    scene.do(other(scene, "the library", "home"))
    assert names(answered(scene, 5, 4)) == ["ResultDeclared", "AmendmentCarriedOver"]
    assert scene.meeting.motions[first].stage == "fell"
    answered(scene, 9, motion=base(scene))


def test_the_proposal_must_itself_be_put_after_its_changes() -> None:
    scene = with_change()
    answered(scene, 5, 4)
    assert scene.meeting.motions[base(scene)].pending
    (declared,) = answered(scene, 4, 5, motion=base(scene))
    # The first words do not come back (R-AM5).
    assert scene.words[declared.words.ref] == "Meet at the hall."
    assert declared.outcome.by_rule == "not_agreed"


def test_the_mover_accepts_a_change_that_stays_its_authors() -> None:
    scene = with_change()
    (accepted,) = scene.do(p.AcceptAmendment(meeting=scene.at, motion=scene.motion, by=scene.seats["vice"]))
    assert accepted.accepted_by == scene.seats["vice"]  # type: ignore[attr-defined]
    assert scene.meeting.motions[scene.motion].mover == scene.seats["carer"]
    assert words(scene) == "Meet at the hall."
    assert names(answered(scene, 9, motion=base(scene))) == ["ResultDeclared"]


def test_a_change_taken_in_over_an_objection_is_written_up_and_judged() -> None:
    scene = with_change()
    accept = p.AcceptAmendment(meeting=scene.at, motion=scene.motion, objections=scene.seat("gp"), mode="written_up")
    scene.do(accept)
    assert words(scene) == "Meet at the hall."
    asked: Any = {"meeting": scene.at, "motion": base(scene), "mode": "written_up"}
    scene.do(q.PutMotion(**asked))
    scene.do(q.RecordCount(count=q.Hands(9), **asked))
    declared: Any = scene.do(q.DeclareResult(**asked))[0]
    assert (declared.outcome.irregular, declared.outcome.takes_effect) == (("R-AM6",), False)


def test_words_changed_by_everyones_consent_need_no_vote() -> None:
    scene = moved()
    scene.do(p.ChangeWords(meeting=scene.at, motion=scene.motion, changes=(q.Change("library", "pub"),)))
    assert words(scene) == "Meet at the pub."


def costing(minor: int) -> q.Cost:
    return q.Cost(minor=minor, currency="GBP")


def test_a_change_of_cost_is_a_fact_and_is_tested_anew() -> None:
    scene = moved()
    scene.do(change(scene, "library", "hall", cost=costing(52000)))
    (_, retested) = answered(scene, 9)
    assert (retested.cost.minor, retested.category, retested.majority) == (52000, "ordinary", "simple_cast")
    (declared,) = answered(scene, 9, motion=base(scene))
    assert declared.cost.minor == 52000


def told_of_tea() -> Scene:
    scene = Scene(StandingOrders(quorum=5))
    scene.do(m.CallMeeting(group=scene.id, starts=When(DAY, "14:00"), when=When("2026-01-19"),
                           agenda=(m.Business("Tea"),)))  # fmt: skip
    return scene.opened().moved()


def test_a_change_to_a_category_nobody_was_told_of_is_refused_its_vote() -> None:
    scene = told_of_tea()
    scene.do(change(scene, "library", "hall, and change our rules so", category="rules"))
    (_, retested) = answered(scene, 9)
    assert (retested.majority, retested.described) == ("two_thirds_cast", False)
    with pytest.raises(Rejected, match="not_described_in_the_notice") as refused:
        scene.do(q.PutMotion(meeting=scene.at, motion=base(scene)))
    assert refused.value.clause == "R-MA4"


def test_a_second_lost_is_not_raised_once_the_meeting_talked() -> None:
    scene = Scene().opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Buy tea.", moved_by=scene.seats["gp"]))
    with pytest.raises(Rejected, match="no_seconder"):
        scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))
    scene.do(m.TakeNote(meeting=scene.at, item=scene.items[0], words="We talked about tea."))
    assert names(scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))) == ["QuestionPut"]


def test_somebody_else_steps_in_for_a_seconder_who_goes_back() -> None:
    scene = moved()
    scene.do(p.WithdrawSecond(meeting=scene.at, motion=scene.motion, by=scene.seats["gp"]))
    with pytest.raises(Rejected, match="no_seconder"):
        scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))
    scene.do(q.SecondMotion(meeting=scene.at, motion=scene.motion, seat=scene.seats["nurse"]))
    assert names(scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))) == ["QuestionPut"]


def test_a_motion_nobody_seconded_falls_written_up_too() -> None:
    scene = Scene(StandingOrders(quorum=5)).opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Buy tea.", moved_by=scene.seats["gp"]))
    with pytest.raises(Rejected, match="needs_no_seconder"):
        scene.do(p.LetFall(meeting=scene.at, motion=scene.motion))
    assert names(scene.do(p.LetFall(meeting=scene.at, motion=scene.motion, mode="written_up"))) == ["MotionFell"]


def test_after_debate_a_motion_is_taken_back_with_the_meetings_consent() -> None:
    scene = moved()
    scene.do(m.TakeNote(meeting=scene.at, item=scene.items[0], words="We talked."))
    back: Any = {"meeting": scene.at, "motion": scene.motion, "by": scene.seats["vice"]}
    with pytest.raises(Rejected, match="ask_the_meeting"):
        scene.do(q.WithdrawMotion(**back))
    with pytest.raises(Rejected, match="somebody_objects"):
        scene.do(q.WithdrawMotion(objections=scene.seat("gp"), **back))
    assert names(scene.do(q.WithdrawMotion(objections=(), **back))) == ["WithdrawalAsked", "MotionWithdrawn"]


@pytest.mark.parametrize(
    ("first", "second", "composed"),
    [
        # Removing "old " and putting the half of it back.
        ([Edit(4, "old tea", "tea")], [Edit(4, "tea", "green tea")], (Edit(4, "old tea", "green tea"),)),
        ([Edit(0, "a", "xx"), Edit(3, "b", "yy")], [Edit(4, "yy", "z")], (Edit(0, "a", "xx"), Edit(3, "b", "z"))),
        ([Edit(0, "a", "xx"), Edit(3, "b", "yy")], [Edit(4, "yy", "b")], (Edit(0, "a", "xx"),)),
    ],
)
def test_a_change_and_a_change_to_it_make_one_change(first: Any, second: Any, composed: Any) -> None:
    assert amendments.compose(first, second) == composed


def test_a_change_that_would_change_nothing_any_more_is_refused() -> None:
    with pytest.raises(Rejected, match="changes_nothing"):
        amendments.compose([Edit(0, "a", "b")], [Edit(0, "b", "a")])
