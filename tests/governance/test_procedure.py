"""Proposals how to go on, parts, votes taken again, rulings, options, items together, and business left over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.motion import method_commands as mc
from governance.motion import procedure_commands as p
from governance.rules.options import Chosen, choose
from governance.standing_orders import StandingOrders
from tests.governance.procedure_rows import (
    annulled,
    answered,
    base,
    change,
    choosing,
    item_open,
    left_over,
    moved,
    moved_procedural,
    next_meeting,
    papers,
    procedural,
    pulled,
    question,
    ruled,
    ruling,
    taken,
    together,
    voted,
    with_change,
)
from tests.spec import DAY, L1, VOTING, Scene, names

if TYPE_CHECKING:
    from governance.kernel import Mode


def stage(scene: Scene, motion: Any = None) -> str:
    return scene.meeting.motions[motion or base(scene)].stage


# Going on


def test_the_question_waits_for_the_vote_on_how_to_go_on() -> None:
    scene = moved_procedural("closure")
    with pytest.raises(Rejected, match="another_proposal_goes_first") as refused:
        scene.do(q.PutMotion(meeting=scene.at, motion=base(scene)))
    assert refused.value.clause == "R-MO7"


def test_to_vote_now_takes_two_thirds() -> None:
    # Six of nine is two thirds; five is not.
    scene = moved_procedural("closure")
    assert answered(scene, 6, 3)[0].outcome.majority == "two_thirds_cast"
    assert names(scene.do(q.PutMotion(meeting=scene.at, motion=base(scene)))) == ["QuestionPut"]
    scene = moved_procedural("closure")
    assert answered(scene, 5, 3)[0].outcome.by_rule == "not_agreed"


def test_orders_may_ask_another_majority_to_vote_now() -> None:
    scene = moved(StandingOrders(quorum=5, closure_majority="simple_cast"))
    scene.do(procedural(scene, "closure"))
    assert answered(scene, 5, 4)[0].outcome.by_rule == "agreed"


def test_once_the_meeting_agreed_to_vote_now_no_words_change() -> None:
    scene = moved_procedural("closure")
    answered(scene, 9)
    with pytest.raises(Rejected, match="vote_comes_now"):
        scene.do(change(scene, "library", "hall"))


def at_time(command: Any, time: str) -> Any:

    return msgspec.structs.replace(command, when=When(DAY, time))


def lost_closure(orders: StandingOrders = L1) -> Scene:
    scene = Scene(orders).opened()
    for command in (
        m.OpenItem(meeting=scene.at, item=scene.items[0]),
        q.MoveMotion(
            meeting=scene.at, item=scene.items[0], words="Meet.", moved_by=scene.seats["vice"],
            seconded_by=scene.seats["gp"],
        ),
    ):  # fmt: skip
        scene.do(at_time(command, "14:00"))
    scene.do(at_time(procedural(scene, "closure"), "14:10"))
    asked: Any = {"meeting": scene.at, "motion": scene.motion}
    for command in (q.PutMotion(**asked), q.RecordCount(count=q.Hands(3, 6), **asked), q.DeclareResult(**asked)):
        scene.do(at_time(command, "14:10"))
    return scene


def test_a_lost_closure_comes_back_after_a_quarter_of_an_hour() -> None:
    scene = lost_closure()
    with pytest.raises(Rejected, match="closure_lost_just_now") as refused:
        scene.do(at_time(procedural(scene, "closure"), "14:24"))
    assert refused.value.because == {"minutes": 14, "needed": 15}
    assert names(scene.do(at_time(procedural(scene, "closure"), "14:25")))[0] == "ProceduralMotionMoved"


def test_written_up_a_closure_too_soon_is_judged() -> None:
    scene = lost_closure()

    soon = msgspec.structs.replace(procedural(scene, "closure"), when=When(DAY, "14:20"), mode="written_up")
    assert scene.do(soon)[0].irregular == ("R-MO7",)  # type: ignore[attr-defined]
    asked: Any = {"meeting": scene.at, "motion": scene.motion, "mode": "written_up", "when": When(DAY, "14:20")}
    scene.do(q.PutMotion(**asked))
    scene.do(q.RecordCount(count=q.Hands(9), **asked))
    declared: Any = scene.do(q.DeclareResult(**asked))[0]
    assert declared.outcome.irregular == ("R-MO7",)


def test_next_business_drops_the_item() -> None:
    scene = moved_procedural("next_business")
    assert names(answered(scene, 5, 4)) == ["ResultDeclared", "BusinessDisposed"]
    assert stage(scene) == "dropped"
    assert scene.meeting.items[scene.items[0]].stage == "closed"
    assert names(scene.do(m.OpenItem(meeting=scene.at, item=scene.items[1]))) == ["ItemOpened"]


def test_what_is_sent_on_is_before_the_meeting_no_more() -> None:
    scene = with_change()
    scene.do(procedural(scene, "commit", words="Send it to the money group."))
    answered(scene, 9)
    assert {motion.stage for motion in scene.meeting.motions.values()} == {"committed", "agreed"}
    assert names(scene.do(m.CloseItem(meeting=scene.at, item=scene.items[0]))) == ["ItemClosed"]


def test_an_item_without_a_proposal_can_be_sent_on() -> None:
    scene = item_open()
    scene.do(procedural(scene, "commit"))
    (_, disposed) = answered(scene, 9)
    assert (disposed.motions, disposed.how) == ((), "committed")


def test_what_is_put_off_names_its_day() -> None:
    scene = moved_procedural("postpone", until="2026-03-10")
    (_, disposed) = answered(scene, 9)
    assert (disposed.how, disposed.until) == ("postponed", "2026-03-10")
    assert stage(scene) == "postponed"


def test_a_procedural_motion_that_is_lost_leaves_the_question() -> None:
    scene = moved_procedural("next_business")
    assert names(answered(scene, 4, 5)) == ["ResultDeclared"]
    assert stage(scene) == "moved"


def test_a_motion_to_send_on_can_be_taken_back() -> None:
    scene = moved_procedural("commit")
    back = q.WithdrawMotion(meeting=scene.at, motion=scene.motion, by=scene.seats["fourth"])
    assert names(scene.do(back)) == ["MotionWithdrawn"]
    assert names(scene.do(q.PutMotion(meeting=scene.at, motion=base(scene)))) == ["QuestionPut"]


def test_to_stop_the_meeting_needs_no_quorum() -> None:
    scene = moved()
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("secretary", "fourth", "carer", "gp", "nurse")))
    by: Any = {"moved_by": scene.seats["vice"], "seconded_by": scene.seats["worker"]}
    scene.do(procedural(scene, "adjourn", about=None, **by))
    (declared,) = answered(scene, 4)
    assert (declared.outcome.by_rule, declared.outcome.irregular) == ("agreed", ())


# Parts


def test_the_parts_of_a_proposal_are_the_whole_and_each_is_decided() -> None:
    scene = moved()
    scene.do(procedural(scene, "divide"))
    answered(scene, 9)
    (divided,) = scene.do(p.DivideQuestion(meeting=scene.at, motion=base(scene), cuts=("at the library",)))
    first, second = divided.parts  # type: ignore[attr-defined]
    assert [scene.words[part.words.ref] for part in (first, second)] == ["Meet", "at the library."]
    assert stage(scene) == "divided"
    (yes,) = answered(scene, 9, motion=first.motion)
    (no,) = answered(scene, 4, 5, motion=second.motion)
    assert (yes.outcome.by_rule, no.outcome.by_rule) == ("agreed", "not_agreed")
    assert None not in {yes.decision, no.decision}


def test_the_cost_stays_with_one_part() -> None:
    scene = item_open()
    scene.do(
        q.MoveMotion(
            meeting=scene.at, item=scene.items[0], words="Buy tea and drink it.", moved_by=scene.seats["vice"],
            seconded_by=scene.seats["gp"], cost=q.Cost(minor=500, currency="GBP"),
        )
    )  # fmt: skip
    divide = p.DivideQuestion(meeting=scene.at, motion=scene.motion, cuts=("and drink",), objections=(), cost_in=2)
    (divided,) = scene.do(divide)
    assert [part.cost and part.cost.minor for part in divided.parts] == [None, 500]  # type: ignore[attr-defined]


def test_a_change_of_words_is_divided_by_its_edits() -> None:
    scene = moved()
    scene.do(
        q.MoveAmendment(
            meeting=scene.at, motion=base(scene), moved_by=scene.seats["carer"], seconded_by=scene.seats["nurse"],
            changes=(q.Change("Meet", "Gather"), q.Change("library", "hall")),
        )
    )  # fmt: skip
    divide = p.DivideQuestion(meeting=scene.at, motion=scene.motion, groups=((1,), (2,)), objections=())
    (divided,) = scene.do(divide)
    first, second = divided.parts  # type: ignore[attr-defined]
    assert names(answered(scene, 5, 4, motion=first.motion)) == ["ResultDeclared", "AmendmentCarriedOver"]
    answered(scene, 4, 5, motion=second.motion)
    assert scene.words[scene.meeting.motions[base(scene)].words.ref] == "Gather at the library."


def test_another_way_to_divide_goes_with_the_one_agreed() -> None:
    scene = moved_procedural("divide")
    first = scene.motion
    scene.do(procedural(scene, "divide", moved_by=scene.seats["carer"], seconded_by=scene.seats["gp"]))
    answered(scene, 9)
    scene.do(p.DivideQuestion(meeting=scene.at, motion=base(scene), cuts=("at the library",)))
    assert stage(scene, first) == "superseded"


# Again


def test_a_vote_taken_again_is_a_new_ballot_beside_the_old_one() -> None:
    scene = voted("chair", "vice")
    old = base(scene)
    scene.do(procedural(scene, "reconsider", moved_by=scene.seats["gp"]))
    (_, reopened) = answered(scene, 9)
    assert (reopened.again, reopened.why) == (old, "reconsidered")
    (declared,) = answered(scene, 5, 4, motion=reopened.motion)
    ballots = scene.meeting.motions
    assert (ballots[old].stage, ballots[old].annulled, len(ballots[old].votes)) == ("not_agreed", True, 9)
    assert (ballots[reopened.motion].again, declared.outcome.by_rule) == (old, "agreed")


def test_after_a_tie_those_against_are_the_side_that_won() -> None:
    tied = StandingOrders(quorum=5, lived_experience="off")
    scene = voted("chair", "vice", "secretary", "fourth", orders=tied)
    scene.do(procedural(scene, "reconsider", moved_by=scene.seats["nurse"]))
    assert scene.meeting.motions[scene.motion].flaws == frozenset()


def test_written_up_whoever_asked_to_vote_again_is_judged() -> None:
    scene = voted("chair", "vice")

    asked = procedural(scene, "reconsider", moved_by=scene.seats["vice"])
    (moved_, *_) = scene.do(msgspec.structs.replace(asked, mode="written_up"))
    assert moved_.irregular == ("R-RE5",)  # type: ignore[attr-defined]


def test_a_change_voted_on_again_gives_the_words_back_until_then() -> None:
    scene = with_change()
    asked = scene.motion
    answered(scene, 5, 4)
    scene.do(procedural(scene, "reconsider", about=asked))
    answered(scene, 9)
    assert scene.words[scene.meeting.motions[base(scene)].words.ref] == "Meet at the library."
    answered(scene, 9)
    assert scene.words[scene.meeting.motions[base(scene)].words.ref] == "Meet at the hall."


def test_no_act_makes_fewer_ballots() -> None:
    scene = annulled()
    (again,) = scene.do(p.VoteAgain(meeting=scene.at, motion=base(scene)))
    answered(scene, 9, motion=again.motion)  # type: ignore[attr-defined]
    results = [fact.event for fact in scene.facts if type(fact.event).__name__ == "ResultDeclared"]
    assert [result.outcome.by_rule for result in results] == ["agreed", "agreed"]  # type: ignore[attr-defined]
    assert scene.meeting.motions[base(scene)].annulled


def test_a_meeting_sets_a_vote_aside_by_a_vote() -> None:
    scene = voted("chair", "vice", "secretary", "fourth", "carer")
    scene.do(procedural(scene, "annul"))
    assert names(answered(scene, 9)) == ["ResultDeclared", "BallotAnnulled"]


def test_a_vote_declared_lost_though_its_names_carry_it_can_be_taken_again_with_other_words() -> None:
    """As a transit board did on 2017-11-28: declared failed at 8 to 7, reconsidered, amended, adopted 8 to 7."""
    scene = moved()
    first = base(scene)
    asked: Any = {"meeting": scene.at, "motion": first, "mode": "written_up"}
    scene.do(q.PutMotion(how="roll_call", **asked))
    for n, name in enumerate(VOTING):
        choice: Any = "for" if n < 5 else "against"
        scene.do(q.CastVote(seat=scene.seats[name], choice=choice, **asked))
    (declared,) = scene.do(q.DeclareResult(announced="not_agreed", **asked))
    outcome = declared.outcome  # type: ignore[attr-defined]
    assert (outcome.announced, outcome.by_rule, outcome.irregular) == ("not_agreed", "agreed", ("R-VO10",))
    # Whoever had voted against was on the side that was said to have won.
    scene.do(procedural(scene, "reconsider", moved_by=scene.seats["gp"]))
    (_, reopened) = answered(scene, 5, 4)
    scene.do(change(scene, "library", "hall", motion=reopened.motion))
    answered(scene, 5, 4)
    (again,) = answered(scene, 5, 4, motion=reopened.motion)
    assert (again.outcome.by_rule, scene.words[again.words.ref]) == ("agreed", "Meet at the hall.")


# Rulings


def appealed(**more: Any) -> Scene:
    scene = moved()
    scene.do(p.MakeRuling(meeting=scene.at, words="Not our business.", **{"rules_out": scene.motion, **more}))
    scene.do(p.AppealRuling(meeting=scene.at, ruling=ruling(scene), seats=scene.seat("carer", "gp")))
    return scene


def test_a_tie_upholds_a_ruling() -> None:
    scene = appealed()
    (declared,) = answered(scene, 4, 4)
    assert (declared.outcome.by_rule, declared.outcome.reason) == ("agreed", "tie_upholds_the_ruling")
    assert stage(scene) == "ruled_out"


def test_a_ruling_the_meeting_does_not_uphold_is_undone() -> None:
    scene = appealed()
    assert names(answered(scene, 4, 5)) == ["ResultDeclared", "RulingOverturned"]
    assert stage(scene) == "moved"
    assert names(scene.do(q.PutMotion(meeting=scene.at, motion=base(scene)))) == ["QuestionPut"]


def test_an_annulled_vote_stands_again_when_the_ruling_does_not() -> None:
    scene = annulled()
    scene.do(p.AppealRuling(meeting=scene.at, ruling=ruling(scene), seats=scene.seat("carer", "gp")))
    (_, overturned) = answered(scene, 4, 5)
    assert overturned.decision is not None
    assert not scene.meeting.motions[base(scene)].annulled


def test_an_appeal_goes_before_everything_else() -> None:
    scene = ruled()
    scene.do(p.AppealRuling(meeting=scene.at, ruling=ruling(scene), seats=scene.seat("carer", "gp")))
    with pytest.raises(Rejected, match="another_proposal_goes_first"):
        scene.do(q.PutMotion(meeting=scene.at, motion=base(scene)))


def test_orders_may_ask_for_more_members_to_appeal() -> None:
    scene = moved(StandingOrders(quorum=5, appeal_min=3))
    scene.do(p.MakeRuling(meeting=scene.at, words="No."))
    with pytest.raises(Rejected, match="too_few_to_appeal") as refused:
        scene.do(p.AppealRuling(meeting=scene.at, ruling=ruling(scene), seats=scene.seat("carer", "gp")))
    assert refused.value.because == {"members": 2, "needed": 3}


# Options


def chosen(scene: Scene, *options: int | None) -> tuple[Any, ...]:
    for name, option in zip(VOTING, options, strict=False):
        scene.do(p.ChooseOption(meeting=scene.at, motion=scene.motion, seat=scene.seats[name], option=option))
    return scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))


def test_the_option_with_the_most_votes_is_the_decision() -> None:
    (compared, declared) = chosen(choosing(), 1, 1, 2, 3, 1, None)
    assert (compared.counts, compared.no_side, compared.winner) == ((3, 1, 1), 1, 1)
    assert (declared.outcome.by_rule, declared.outcome.reason, declared.outcome.test) == ("agreed", "plurality", "3>1")
    assert declared.decision is not None


def test_the_words_of_the_decision_are_those_of_the_option_that_won() -> None:
    scene = choosing()
    (_, declared) = chosen(scene, 2, 2, 1)
    assert scene.words[declared.words.ref] == "The hall."


def test_putting_it_off_is_an_option_like_any_other() -> None:
    (_, declared, disposed) = chosen(choosing(), 3, 3, 1)
    assert (declared.outcome.by_rule, disposed.how) == ("agreed", "postponed")


def test_a_tie_between_options_is_not_agreed() -> None:
    (compared, declared) = chosen(choosing(), 1, 1, 2, 2)
    assert (compared.winner, declared.outcome.by_rule, declared.outcome.reason) == (None, "not_agreed", "tie")


def test_more_than_half_or_a_run_off_between_the_first_two() -> None:
    scene = choosing(wins="majority")
    (compared,) = chosen(scene, 1, 1, 1, 2, 2, 3)
    assert (compared.winner, compared.again) == (None, (1, 2))
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="roll_call"))
    with pytest.raises(Rejected, match="no_such_option"):
        scene.do(p.ChooseOption(meeting=scene.at, motion=scene.motion, seat=scene.seats["gp"], option=3))
    (compared, declared) = chosen(scene, 1, 1, 2, 2, 2)
    assert (compared.counts, compared.winner, declared.outcome.test) == ((2, 3, 0), 2, "6>5")


def test_written_up_more_hands_than_voters_are_judged() -> None:
    scene = choosing("hands")
    asked: Any = {"meeting": scene.at, "motion": scene.motion, "mode": "written_up"}
    scene.do(p.CountOptions(counts=(8, 2, 0), **asked))
    (_, declared) = scene.do(q.DeclareResult(**asked))
    outcome = declared.outcome  # type: ignore[attr-defined]
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", ("R-VO9",), False)


def test_a_kind_of_question_that_takes_a_ballot_takes_one_with_several_options_too() -> None:
    scene = Scene(msgspec.structs.replace(L1, ballot_for=("significant",))).opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(question(scene, category="significant", wins="majority"))
    asked: Any = {"meeting": scene.at, "motion": scene.motion}
    with pytest.raises(Rejected, match="R-VO5: ballot_needed"):
        scene.do(q.PutMotion(how="hands", **asked))
    scene.do(mc.NameTellers(tellers=scene.seat("gp", "nurse"), **asked))
    scene.do(q.PutMotion(how="ballot", **asked))
    scene.do(papers(scene, 4, 3, 2))
    (compared,) = scene.do(q.DeclareResult(**asked))
    assert (compared.counts, compared.again) == ((4, 3, 2), (1, 2))  # type: ignore[attr-defined]
    scene.do(q.PutMotion(how="ballot", **asked))
    scene.do(papers(scene, 4, 4, spoilt=1))
    (compared, declared) = scene.do(q.DeclareResult(**asked))
    outcome = declared.outcome  # type: ignore[attr-defined]
    assert (outcome.method, outcome.by_rule, outcome.reason, outcome.tally) == ("ballot", "not_agreed", "tie", None)


def test_written_up_papers_that_do_not_fit_the_ticks_are_judged() -> None:
    scene = choosing("ballot")
    scene.do(papers(scene, 4, 3, 1, mode="written_up"))
    (_, declared) = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion, mode="written_up"))
    outcome = declared.outcome  # type: ignore[attr-defined]
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", ("R-VO5",), False)


def test_an_excluded_member_chooses_nothing() -> None:
    scene = Scene().opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(m.DeclareInterest(meeting=scene.at, seat=scene.seats["worker"], item=scene.items[0], kind="family"))
    scene.do(m.ManageInterest(meeting=scene.at, seat=scene.seats["worker"], item=scene.items[0]))
    scene.do(
        p.MoveOptions(
            meeting=scene.at, item=scene.items[0], words="Where?", options=(p.Choose("A."), p.Choose("B.")),
            moved_by=scene.seats["vice"], seconded_by=scene.seats["gp"],
        )
    )  # fmt: skip
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="roll_call"))
    with pytest.raises(Rejected, match="excluded"):
        scene.do(p.ChooseOption(meeting=scene.at, motion=scene.motion, seat=scene.seats["worker"], option=1))


@pytest.mark.parametrize(
    ("counts", "wins", "expected"),
    [
        ((0, 0, 2, 3), "plurality", Chosen(3, (), "plurality", "3>2")),
        ((0, 0), "plurality", Chosen(None, (), "no_votes", "0>0")),
        ((5, 4), "majority", Chosen(0, (), "majority", "10>9")),
        ((4, 3, 2), "majority", Chosen(None, (0, 1), "run_off", "8>9")),
        ((4, 2, 2), "majority", Chosen(None, (), "majority_not_reached", "8>8")),
        ((4, 4), "majority", Chosen(None, (), "tie", "8>8")),
    ],
)
def test_options_are_compared(counts: tuple[int, ...], wins: Any, expected: Chosen) -> None:
    assert choose(counts, wins) == expected


# Items


def test_items_agreed_together_are_done_with() -> None:
    scene = item_open("First", "Second", "Third")
    scene.do(together(scene, 0, 2))
    assert names(answered(scene, 9)) == ["ResultDeclared", "ItemsAgreedTogether"]
    assert [item.stage for item in scene.meeting.items.values()] == ["closed", "waiting", "closed"]


def test_an_item_pulled_before_the_vote_is_not_among_those_agreed() -> None:
    scene = item_open("First", "Second", "Third")
    scene.do(together(scene, 0, 1, 2))
    scene.do(p.PullItem(meeting=scene.at, item=scene.items[1], seat=scene.seats["carer"]))
    (_, agreed) = answered(scene, 9)
    assert agreed.items == (scene.items[0], scene.items[2])


def test_written_up_items_pulled_and_agreed_all_the_same_are_accepted() -> None:
    scene = pulled()

    assert scene.do(msgspec.structs.replace(together(scene, 0, 1), mode="written_up"))


def progress_only() -> Scene:
    scene = Scene()
    scene.do(
        m.CallMeeting(
            group=scene.id, starts=When(DAY, "14:00"), when=When("2026-02-01"),
            agenda=(m.Business("Matters arising", kind="matters_arising"),),
        )
    )  # fmt: skip
    return scene.opened().moved()


def test_matters_arising_report_progress_and_decide_nothing() -> None:
    scene = progress_only()
    with pytest.raises(Rejected, match="progress_only") as refused:
        scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))
    assert refused.value.clause == "R-MO6"


def test_a_decision_under_matters_arising_is_written_up_and_judged() -> None:
    scene = progress_only()
    asked: Any = {"meeting": scene.at, "motion": scene.motion, "mode": "written_up"}
    scene.do(q.PutMotion(**asked))
    scene.do(q.RecordCount(count=q.Hands(9), **asked))
    declared: Any = scene.do(q.DeclareResult(**asked))[0]
    assert (declared.outcome.irregular, declared.outcome.takes_effect) == (("R-MO6",), False)


# Left over


def test_business_left_over_keeps_its_mover_seconder_words_and_changes() -> None:
    scene = taken()
    assert scene.earlier is not None
    proposal, changed = (scene.meeting.motions[motion] for motion in scene.earlier.motions)
    before = scene.earlier.motions[proposal.id]
    assert (proposal.mover, proposal.seconder, proposal.words) == (before.mover, before.seconder, before.words)
    assert (changed.amends, changed.degree, changed.pending) == (proposal.id, 1, True)


def test_business_left_over_is_voted_on_at_the_next_meeting() -> None:
    scene = taken()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[2]))
    answered(scene, 9, motion=scene.motion)
    (declared,) = answered(scene, 9, motion=left_over(scene))
    assert scene.words[declared.words.ref] == "Meet at the hall."
    assert declared.outcome.takes_effect


def test_business_left_over_comes_first() -> None:
    scene = taken()
    with pytest.raises(Rejected, match="unfinished_business_comes_first") as refused:
        scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    assert refused.value.clause == "R-IQ3"
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[2]))
    answered(scene, 9, motion=scene.motion)
    answered(scene, 9, motion=left_over(scene))
    assert names(scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))) == ["ItemClosed", "ItemOpened"]


def test_written_up_other_business_may_have_come_first() -> None:
    scene = taken()
    assert scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0], mode="written_up"))


def test_business_left_over_can_be_taken_under_an_item_of_the_agenda() -> None:
    scene = next_meeting()
    take = p.TakeUnfinishedBusiness(meeting=scene.at, motion=left_over(scene), item=scene.items[1])
    assert names(scene.do(take)) == ["UnfinishedBusinessTaken"]
    assert scene.meeting.items[scene.items[1]].first


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_what_was_put_off_is_taken_up_like_what_stood_over(mode: Mode) -> None:
    before = moved_procedural("postpone")
    answered(before, 9)
    before.do(m.CloseMeeting(meeting=before.at))
    after = next_meeting()
    after.earlier = before.meeting
    after.meeting = _of_the_group(after, before)
    events = after.do(p.TakeUnfinishedBusiness(meeting=after.at, motion=base(before), mode=mode))
    assert names(events) == ["ItemProposed", "UnfinishedBusinessTaken"]


def _of_the_group(after: Scene, before: Scene) -> Any:

    assert before.meeting.group is not None
    return msgspec.structs.replace(after.meeting, group=before.meeting.group)


def test_a_sitting_resumed_takes_up_what_stood_over() -> None:
    scene = moved()
    motion = base(scene)
    scene.do(m.AdjournMeeting(meeting=scene.at))
    scene.do(m.ResumeMeeting(meeting=scene.at, present=scene.seat(*VOTING)))
    taken_up = scene.do(p.TakeUnfinishedBusiness(meeting=scene.at, motion=motion))
    assert names(taken_up) == ["UnfinishedBusinessTaken"]
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    assert names(answered(scene, 9, motion=motion)) == ["ResultDeclared"]
