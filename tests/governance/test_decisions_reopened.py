"""What undoes or completes a decision: rescinding it, changing it, putting it again, ratifying it, carrying it out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from governance.decision import commands as d
from governance.decision.events import DecisionCarriedOut
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.motion import procedure_commands as p
from governance.rules import rescinding
from governance.rules.days import months_on
from governance.rules.majority import Body, Tally
from governance.standing_orders import StandingOrders
from tests.spec import VOTING, Scene, names

FIVE = StandingOrders(quorum=5, lived_experience="off")
# Nine members: a third of them, rounded up, is three.
THREE = ("chair", "gp", "nurse")
IN_MAY, IN_OCTOBER = "2026-05-12", "2026-10-13"


def decided(scene: Scene | None = None, *, for_: int = 9, **more: Any) -> Scene:
    """A decision of 10 February, agreed by everybody unless said otherwise."""
    scene = (scene or Scene(FIVE)).opened()
    given = {"count": q.Hands(for_, 9 - for_), **more}
    scene.do(q.RecordDecision(meeting=scene.at, item=scene.items[0], words="Print leaflets.", how="hands", **given))
    return scene


def reopening(scene: Scene, how: Any = "rescind", **more: Any) -> d.ReopenDecision:
    given = {"words": "Print no leaflets.", "moved_by": scene.seats["vice"], "decision": scene.decision, **more}
    return d.ReopenDecision(**{"meeting": scene.at, "item": scene.items[0], "how": how, **given})


def ratifying(scene: Scene, **more: Any) -> d.MoveRatification:
    given = {"words": "Make it valid.", "moved_by": scene.seats["vice"], "decision": scene.decision, **more}
    return d.MoveRatification(meeting=scene.at, item=scene.items[0], **given)


def answered(scene: Scene, for_: int, against: int = 0, **more: Any) -> Any:
    """The last proposal put, counted and declared."""
    at, motion = scene.at, scene.motion
    scene.do(q.PutMotion(meeting=at, motion=motion, **more))
    scene.do(q.RecordCount(meeting=at, motion=motion, count=q.Hands(for_, against), **more))
    result, *_ = scene.do(q.DeclareResult(meeting=at, motion=motion, **more))
    return result.outcome  # type: ignore[attr-defined]


def in_october(scene: Scene | None = None) -> Scene:
    """Six months are over."""
    return (scene or decided()).another(IN_OCTOBER)


# The six-month rule


def test_within_six_months_one_signatory_is_not_enough() -> None:
    scene = decided().another(IN_MAY)
    with pytest.raises(Rejected, match="R-RE2: too_few_signatories") as refused:
        scene.do(reopening(scene, signed_by=scene.seat("chair")))
    assert refused.value.because == {"signed": 1, "needed": 3, "not_before": "2026-08-10"}


def test_signatories_include_somebody_with_lived_experience() -> None:
    scene = decided().another(IN_MAY)
    with pytest.raises(Rejected, match="R-RE2: nobody_with_lived_experience_signed"):
        scene.do(reopening(scene, signed_by=scene.seat("gp", "nurse", "worker")))
    assert names(scene.do(reopening(scene, signed_by=scene.seat(*THREE)))) == ["MotionMoved", "DecisionReopened"]


def test_the_same_member_signs_once_and_staff_do_not_sign() -> None:
    scene = decided().another(IN_MAY)
    with pytest.raises(Rejected, match="too_few_signatories") as refused:
        scene.do(reopening(scene, signed_by=scene.seat("chair", "chair", "gp", "officer")))
    assert refused.value.because["signed"] == 2


def test_what_others_signed_is_recorded_with_how_it_came() -> None:
    scene = decided().another(IN_MAY)
    scene.own, scene.recorders = False, frozenset(scene.seat("secretary"))
    with pytest.raises(Rejected, match="R-RE2: how_it_was_signed"):
        scene.do(reopening(scene, signed_by=scene.seat(*THREE)))
    moved = scene.do(reopening(scene, signed_by=scene.seat(*THREE), channel="post"))
    assert names(moved) == ["MotionMoved", "DecisionReopened"]


def test_signatures_are_acts_of_those_who_sign() -> None:
    scene = decided().another(IN_MAY)
    assert reopening(scene, signed_by=scene.seat("gp")).actors() == scene.seat("vice", "gp")


def test_notes_tell_of_signatures_and_not_always_how_they_came() -> None:
    scene = decided().another(IN_MAY)
    scene.own, scene.recorders = False, frozenset(scene.seat("secretary"))
    _moved, reopened = scene.do(reopening(scene, signed_by=scene.seat(*THREE), mode="written_up"))
    assert (reopened.signed_by, reopened.irregular) == (scene.seat(*THREE), ())  # type: ignore[attr-defined]


def test_after_six_months_anybody_may_move_it() -> None:
    scene = in_october()
    assert names(scene.do(reopening(scene))) == ["MotionMoved", "DecisionReopened"]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [("2026-02-10", 6, "2026-08-10"), ("2026-08-31", 6, "2027-02-28"), ("2026-12-15", 1, "2027-01-15")],
)
def test_six_months_end_on_the_same_day_of_the_month(day: str, months: int, then: str) -> None:
    assert months_on(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(then)


@pytest.mark.parametrize(("entitled", "needed"), [(3, 2), (5, 2), (6, 2), (7, 3), (9, 3), (13, 5)])
def test_a_third_of_all_members_sign_and_no_fewer_than_two(entitled: int, needed: int) -> None:
    assert rescinding.signatories_needed(FIVE, entitled) == needed


def test_a_lost_proposal_is_not_put_again_within_six_months_either() -> None:
    scene = decided(for_=2).another(IN_MAY)
    with pytest.raises(Rejected, match="R-RE2: too_few_signatories"):
        scene.do(reopening(scene, "again"))
    scene.do(reopening(scene, "again", signed_by=scene.seat(*THREE)))
    assert answered(scene, 5, 4).by_rule == "agreed"


def test_once_voted_on_it_does_not_come_back_for_six_months() -> None:
    scene = decided()
    target = scene.decision
    scene.another(IN_MAY).do(reopening(scene, signed_by=scene.seat(*THREE)))
    assert answered(scene, 2, 7).by_rule == "not_agreed"
    assert scene.decisions[target].status == "in_force"
    scene.another("2026-09-15")
    with pytest.raises(Rejected, match="R-RE2: voted_on_already") as refused:
        scene.do(reopening(scene, decision=target, signed_by=scene.seat(*THREE)))
    assert refused.value.because == {"not_before": "2026-11-12"}


@pytest.mark.parametrize("for_", [2, 9])
def test_nor_does_what_came_of_it(for_: int) -> None:
    scene = decided().another(IN_MAY)
    scene.do(reopening(scene, signed_by=scene.seat(*THREE)))
    answered(scene, for_, 9 - for_)
    scene.another("2026-09-15")
    with pytest.raises(Rejected, match="R-RE2: voted_on_already"):
        scene.do(reopening(scene, "again" if for_ == 2 else "rescind", signed_by=scene.seat(*THREE)))


def test_written_up_too_few_signatories_leave_it_without_effect() -> None:
    scene = decided()
    target = scene.decision
    scene.another(IN_MAY).do(reopening(scene, mode="written_up"))
    outcome = answered(scene, 9, mode="written_up")
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", ("R-RE2",), False)
    assert scene.decisions[target].status == "in_force"


# The majority it takes


def test_without_notice_it_takes_two_thirds_or_more_than_half_of_all_members() -> None:
    nine = Body(9, 9, 9)
    assert rescinding.judge("simple_cast", Tally(4, 2, 0), nine, noticed=False, min_votes_cast=0).test == "12>=12"
    assert rescinding.judge("simple_cast", Tally(4, 3, 0), nine, noticed=False, min_votes_cast=0).carried is False
    of_all = rescinding.judge("simple_cast", Tally(5, 4, 0), nine, noticed=False, min_votes_cast=0)
    assert (of_all.carried, of_all.reason, of_all.test) == (True, "majority_of_all_members", "10>9")
    assert rescinding.judge("simple_cast", Tally(4, 3, 0), nine, noticed=True, min_votes_cast=0).test == "4>3"
    assert rescinding.judge("simple_cast", Tally(0, 0, 9), nine, noticed=True, min_votes_cast=0).carried is False


RULES = m.Business("Our rules", category="rules")


@pytest.mark.parametrize("noticed", [True, False])
@pytest.mark.parametrize(("for_", "answer", "status"), [(5, "not_agreed", "in_force"), (6, "agreed", "rescinded")])
def test_what_took_two_thirds_is_not_undone_with_less(noticed: bool, for_: int, answer: str, status: str) -> None:
    # A change of rules takes two thirds (R-MA3): five of nine do not undo it, told of it or not (R-RE1).
    scene = Scene(FIVE).another("2026-02-10", RULES, told="2026-01-05")
    agreed = q.RecordDecision(meeting=scene.at, item=scene.items[0], words="Meet twice a year.", how="hands",
                              category="rules", count=q.Hands(6, 3))  # fmt: skip
    scene.do(agreed)
    target = scene.decision
    told_of = msgspec.structs.replace(RULES, about=target) if noticed else RULES
    scene.another(IN_OCTOBER, told_of, told="2026-09-01").do(reopening(scene, noticed=noticed))
    outcome = answered(scene, for_, 9 - for_)
    assert (outcome.by_rule, outcome.majority, outcome.reason == "majority") == (
        answer,
        "two_thirds_cast",
        answer == "agreed",
    )
    assert scene.decisions[target].status == status


@pytest.mark.parametrize(("noticed", "kind"), [(True, "simple_cast"), (False, "two_thirds_cast")])
def test_the_majority_is_told_before_the_vote(noticed: bool, kind: str) -> None:
    scene = decided()
    scene.another(IN_OCTOBER, m.Business("Leaflets", about=scene.decision if noticed else None))
    scene.do(reopening(scene, noticed=noticed))
    assert told_majority(scene) == kind


def told_majority(scene: Scene, mode: Any = "live") -> str:
    """The majority that the last proposal takes, as it is put."""
    (put,) = scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, mode=mode))
    return str(put.majority)  # type: ignore[attr-defined]


def test_what_was_not_in_the_notice_was_not_announced_in_it() -> None:
    scene = in_october()
    (proposed,) = scene.do(m.ProposeItem(meeting=scene.at, title="Leaflets", about=scene.decision))
    scene.do(m.OpenItem(meeting=scene.at, item=proposed.entry.item))  # type: ignore[attr-defined]
    with pytest.raises(Rejected, match="R-RE1: not_in_the_notice"):
        scene.do(reopening(scene, item=proposed.entry.item, noticed=True))  # type: ignore[attr-defined]


def two_decisions() -> tuple[Scene, Any, Any]:
    """Of 10 February and 12 May: October comes back to one of them."""
    scene = decided()
    first = scene.decision
    scene.another(IN_MAY)
    scene.do(q.RecordDecision(meeting=scene.at, item=scene.items[0], words="Meet monthly.", how="hands",
                              count=q.Hands(9)))  # fmt: skip
    return scene, first, scene.decision


@pytest.mark.parametrize("named", ["nothing", "another decision"])
def test_a_notice_that_does_not_name_the_decision_gives_no_notice_of_undoing_it(named: str) -> None:
    scene, first, second = two_decisions()
    scene.another("2026-12-15", m.Business("Leaflets", about=second if named == "another decision" else None))
    with pytest.raises(Rejected, match="R-RE1: not_in_the_notice") as refused:
        scene.do(reopening(scene, decision=first, noticed=True))
    assert refused.value.pointer == "/noticed"
    scene.do(reopening(scene, decision=first))
    assert told_majority(scene) == "two_thirds_cast"


def test_a_notice_that_names_the_decision_is_notice_whether_or_not_anybody_says_so() -> None:
    scene = decided()
    scene.another(IN_OCTOBER, m.Business("Leaflets", about=scene.decision)).do(reopening(scene))
    assert told_majority(scene) == "simple_cast"


def test_enough_members_who_signed_give_notice_of_an_item_that_names_nothing() -> None:
    scene = in_october()
    scene.do(reopening(scene, noticed=True, signed_by=scene.seat(*THREE)))
    assert told_majority(scene) == "simple_cast"


@pytest.mark.parametrize(("call", "kind"), [("live", "two_thirds_cast"), ("written_up", "simple_cast")])
def test_notes_are_believed_about_a_notice_that_the_record_does_not_hold(call: Any, kind: str) -> None:
    scene = decided().later()
    day = When(IN_OCTOBER, "14:00")
    scene.do(m.CallMeeting(group=scene.id, starts=day, when=When("2026-10-01", "10:00"), mode=call,
                           agenda=(m.Business("Leaflets"),)))  # fmt: skip
    here = scene.seat(*VOTING)
    scene.do(m.OpenMeeting(meeting=scene.at, present=here, presider=here[0], when=day, mode="written_up"))
    scene.do(reopening(scene, noticed=True, mode="written_up"))
    assert told_majority(scene, "written_up") == kind


def test_at_a_live_meeting_notes_of_the_notice_do_not_stand_for_it() -> None:
    scene = decided().later()
    day = When(IN_OCTOBER, "14:00")
    scene.do(m.CallMeeting(group=scene.id, starts=day, when=When("2026-10-01", "10:00"), mode="written_up",
                           agenda=(m.Business("Leaflets"),)))  # fmt: skip
    here = scene.seat(*VOTING)
    scene.do(m.OpenMeeting(meeting=scene.at, present=here, presider=here[0], when=day))
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    with pytest.raises(Rejected, match="R-RE1: not_in_the_notice"):
        scene.do(reopening(scene, noticed=True))


def test_what_stands_over_keeps_the_decision_its_item_named() -> None:
    scene = decided()
    target = scene.decision
    scene.another(IN_OCTOBER, m.Business("Leaflets", about=target))
    scene.do(reopening(scene, seconded_by=scene.seats["gp"]))
    left = scene.motion
    scene.do(m.CloseMeeting(meeting=scene.at, when=When(IN_OCTOBER, "16:00")))
    scene.earlier = scene.meeting
    scene.another("2026-11-10")
    (added, *_) = scene.do(p.TakeUnfinishedBusiness(meeting=scene.at, motion=left))
    assert (added.entry.about, added.entry.in_notice) == (target, True)  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", [reopening, lambda scene: ratifying(scene, decision=None)])
def test_a_proposal_about_a_decision_is_taken_back_and_not_struck(kind: Any) -> None:
    scene = in_october()
    scene.do(kind(scene))
    moved = next(fact.id for fact in scene.facts if type(fact.event).__name__ == "MotionMoved")
    with pytest.raises(Rejected, match="a_later_act_rests_on_it"):
        scene.do(m.StrikeAct(meeting=scene.at, act=moved))
    assert names(scene.do(q.WithdrawMotion(meeting=scene.at, motion=scene.motion))) == ["MotionWithdrawn"]


# What happens to the decision


@pytest.mark.parametrize(("how", "status"), [("rescind", "rescinded"), ("amend", "amended")])
def test_the_decision_keeps_its_history_and_says_what_became_of_it(how: str, status: str) -> None:
    scene = decided()
    target = scene.decision
    in_october(scene).do(reopening(scene, how))
    assert answered(scene, 6, 3).by_rule == "agreed"
    kept, later = scene.decisions[target], scene.decisions[scene.decision]
    assert (kept.status, kept.by, kept.takes_effect) == (status, scene.decision, False)
    assert (later.matter, later.status) == (target, "in_force")


def test_a_line_of_decisions_is_one_matter() -> None:
    scene = decided()
    first = scene.decision
    scene.another(IN_MAY).do(reopening(scene, "amend", signed_by=scene.seat(*THREE)))
    answered(scene, 9)
    second = scene.decision
    scene.another("2026-12-15").do(reopening(scene, "amend", signed_by=scene.seat(*THREE)))
    answered(scene, 9)
    assert scene.decisions[scene.decision].matter == first
    assert (scene.decisions[second].status, scene.decisions[second].by) == ("amended", scene.decision)


def test_what_was_undone_is_not_undone_twice() -> None:
    scene = decided()
    target = scene.decision
    in_october(scene).do(reopening(scene))
    answered(scene, 9)
    with pytest.raises(Rejected, match="R-RE1: nothing_to_rescind"):
        scene.do(reopening(scene, decision=target))


def test_what_was_agreed_is_undone_and_not_put_again() -> None:
    scene = in_october()
    with pytest.raises(Rejected, match="R-RE1: it_was_agreed"):
        scene.do(reopening(scene, "again"))


def carried_out(scene: Scene, **more: Any) -> d.RecordCarriedOut:
    return d.RecordCarriedOut(decision=scene.decision, when=When("2026-03-01"), **more)


def test_once_the_leaflets_are_printed_the_decision_to_print_them_stands() -> None:
    scene = decided()
    assert names(scene.do(carried_out(scene))) == ["DecisionCarriedOut"]
    assert scene.do(carried_out(scene)) == ()
    in_october(scene)
    with pytest.raises(Rejected, match="R-RE3: carried_out"):
        scene.do(reopening(scene))
    scene.do(reopening(scene, mode="written_up"))
    outcome = answered(scene, 9, mode="written_up")
    assert (outcome.irregular, outcome.takes_effect) == (("R-RE3",), False)


def test_leaflets_printed_between_the_proposal_and_the_vote_stop_the_vote() -> None:
    scene = decided()
    target = scene.decision
    in_october(scene).do(reopening(scene))
    scene.do(d.RecordCarriedOut(decision=target, when=When(IN_OCTOBER)))
    with pytest.raises(Rejected, match="R-RE3: carried_out"):
        scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))


def test_nothing_without_effect_is_carried_out() -> None:
    scene = decided(for_=2)
    with pytest.raises(Rejected, match="R-DE4: decision_has_no_effect"):
        scene.do(carried_out(scene))
    (done,) = scene.do(carried_out(scene, mode="written_up"))
    assert done == DecisionCarriedOut(scene.decision, ("R-DE4",))
    kept = scene.decisions[scene.decision]
    assert (kept.carried_out_irregular, kept.takes_effect) == (("R-DE4",), False)


def test_what_counted_when_it_was_done_is_not_flagged_for_being_undone_since() -> None:
    scene = decided()
    target = scene.decision
    in_october(scene).do(reopening(scene))
    answered(scene, 9)
    assert scene.decisions[target].status == "rescinded"
    told: Any = {"decision": target, "mode": "written_up"}
    before = d.RecordCarriedOut(**told, when=When("2026-03-01"))
    assert scene.decide(before) == (DecisionCarriedOut(target),)
    assert scene.decide(d.RecordCarriedOut(**told, when=When("2026-11-01"))) == (
        DecisionCarriedOut(target, ("R-DE4",)),
    )


def test_doing_what_was_not_agreed_does_not_stop_a_later_vote_on_it() -> None:
    scene = decided(for_=2)
    target = scene.decision
    scene.do(carried_out(scene, mode="written_up"))
    scene.another(IN_OCTOBER).do(reopening(scene, "again", decision=target))
    assert answered(scene, 9).takes_effect


def test_nothing_is_carried_out_before_it_was_decided() -> None:
    scene = decided()
    with pytest.raises(Rejected, match="earlier_than_the_decision"):
        scene.do(d.RecordCarriedOut(decision=scene.decision, when=When("2026-02-01")))


# Ratifying


def inquorate(**more: Any) -> Scene:
    """Four members voted all the same, and it was written up."""
    scene = Scene(FIVE).opened("chair", "vice", "gp", "nurse")
    whole = q.RecordDecision(
        meeting=scene.at, item=scene.items[0], words="Print leaflets.", how="hands", mode="written_up",
        **{"count": q.Hands(4), **more},
    )  # fmt: skip
    scene.do(whole)
    return scene


def test_what_was_decided_without_a_quorum_counts_from_the_day_it_is_ratified() -> None:
    scene = inquorate()
    target = scene.decision
    assert scene.decisions[target].status == "without_effect"
    scene.another("2026-03-10").do(ratifying(scene))
    assert answered(scene, 9).takes_effect
    kept = scene.decisions[target]
    assert (kept.status, kept.takes_effect, kept.by) == ("ratified", True, scene.decision)
    assert kept.effective is not None
    assert kept.effective.local[:10] == "2026-03-10"


def test_it_counts_from_an_earlier_day_only_if_the_proposal_says_so() -> None:
    scene = inquorate()
    target = scene.decision
    scene.another("2026-03-10")
    with pytest.raises(Rejected, match="R-RA1: effective_before_it_was_done"):
        scene.do(ratifying(scene, effective=When("2026-02-09")))
    with pytest.raises(Rejected, match="still_to_come"):
        scene.do(ratifying(scene, effective=When("2027-02-09")))
    scene.do(ratifying(scene, effective=When("2026-02-10")))
    answered(scene, 9)
    effective = scene.decisions[target].effective
    assert effective is not None
    assert effective.local[:10] == "2026-02-10"


def test_approving_the_minutes_ratifies_nothing() -> None:
    scene = inquorate()
    target = scene.decision
    scene.another("2026-03-10")
    item = scene.items[0]
    told: Any = {"mode": "written_up"}
    scene.do(q.MoveMotion(meeting=scene.at, item=item, words="Approve the minutes.", category="minutes", **told))
    assert answered(scene, 9, **told).takes_effect
    assert scene.decisions[target].status == "without_effect"


def test_an_inquorate_meeting_ratifies_nothing() -> None:
    scene = inquorate()
    target = scene.decision
    scene.another("2026-03-10", present=("chair", "vice", "gp"))
    scene.do(ratifying(scene))
    with pytest.raises(Rejected, match="R-QU1"):
        scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))
    assert not answered(scene, 3, mode="written_up").takes_effect
    assert scene.decisions[target].status == "without_effect"


def test_a_ratification_that_is_lost_is_told_and_may_be_tried_again() -> None:
    scene = inquorate()
    target = scene.decision
    scene.another("2026-03-10").do(ratifying(scene))
    answered(scene, 2, 7)
    assert scene.decisions[target].status == "not_ratified"
    scene.another("2026-04-14").do(ratifying(scene, decision=target))
    answered(scene, 7, 2)
    assert scene.decisions[target].status == "ratified"


def test_only_what_was_agreed_and_has_no_effect_is_ratified() -> None:
    scene = decided().another("2026-03-10")
    with pytest.raises(Rejected, match="R-RA1: nothing_to_ratify"):
        scene.do(ratifying(scene))
    scene = decided(for_=2).another("2026-03-10")
    with pytest.raises(Rejected, match="R-RA1: it_was_not_agreed"):
        scene.do(ratifying(scene))


def test_what_takes_two_thirds_takes_two_thirds_to_ratify_and_a_notice_that_says_so() -> None:
    scene = inquorate(category="rules")
    target = scene.decision
    scene.another("2026-03-10")
    with pytest.raises(Rejected, match="R-RA1: not_described_in_the_notice"):
        scene.do(ratifying(scene))
    scene.meeting, scene.facts = type(scene.meeting)(), []
    agenda = (m.Business("Our rules", category="rules"),)
    scene.do(m.CallMeeting(group=scene.id, starts=When("2026-04-14"), when=When("2026-03-11"), agenda=agenda))
    scene.do(m.OpenMeeting(meeting=scene.at, present=scene.seat(*VOTING), when=When("2026-04-14")))
    scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["chair"]))
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(ratifying(scene))
    outcome = answered(scene, 5, 4)
    assert (outcome.majority, outcome.by_rule) == ("two_thirds_cast", "not_agreed")
    assert scene.decisions[target].status == "not_ratified"


def test_an_act_in_an_emergency_is_told_in_the_words_and_counts_from_the_day_they_say() -> None:
    scene = decided().another("2026-03-10")
    moved = scene.do(ratifying(scene, decision=None, words="The boiler was mended.", effective=When("2026-03-02")))
    assert names(moved) == ["MotionMoved", "RatificationMoved"]
    assert answered(scene, 9).takes_effect


def test_a_decision_or_a_suggestion_but_not_both() -> None:
    scene = inquorate().another("2026-03-10")
    with pytest.raises(Rejected, match="R-RA1: one_thing_at_a_time"):
        scene.do(ratifying(scene, suggestion=scene.facts[0].id))


def test_what_is_said_of_a_decision_keeps_its_day() -> None:
    scene = inquorate()
    target = scene.decision
    scene.another("2026-03-10").do(ratifying(scene))
    answered(scene, 9)
    scene.do(d.RecordCarriedOut(decision=target, when=When("2026-04-01")))
    since = scene.decisions[target].since
    assert since is not None
    assert since.local[:10] == "2026-03-10"


def test_what_was_ratified_may_be_undone() -> None:
    scene = inquorate()
    target = scene.decision
    scene.another("2026-03-10").do(ratifying(scene))
    answered(scene, 9)
    in_october(scene).do(reopening(scene, decision=target))
    answered(scene, 9)
    assert scene.decisions[target].status == "rescinded"


# With procedure


def test_a_proposal_to_undo_that_stood_over_still_undoes_at_the_next_meeting() -> None:
    scene = in_october()
    target = scene.decision
    scene.do(reopening(scene, seconded_by=scene.seats["gp"]))
    motion = scene.motion
    scene.do(m.CloseMeeting(meeting=scene.at, when=When(IN_OCTOBER, "16:00")))
    scene.earlier = scene.meeting
    scene.another("2026-11-10")
    assert scene.earlier is not None
    taken = scene.do(p.TakeUnfinishedBusiness(meeting=scene.at, motion=motion, item=scene.items[0]))
    assert names(taken)[-2:] == ["UnfinishedBusinessTaken", "DecisionReopened"]
    assert answered(scene, 9).by_rule == "agreed"
    assert scene.decisions[target].status == "rescinded"


def test_a_proposal_to_undo_a_decision_is_not_divided() -> None:
    scene = in_october()
    scene.do(reopening(scene, words="Print nothing. Tell everybody."))
    divide = p.DivideQuestion(meeting=scene.at, motion=scene.motion, cuts=("Tell",), objections=())
    with pytest.raises(Rejected, match="R-MO7: cannot_be_divided"):
        scene.do(divide)


def test_a_lost_vote_to_undo_taken_again_still_undoes() -> None:
    scene = in_october()
    target = scene.decision
    scene.do(reopening(scene, seconded_by=scene.seats["gp"]))
    motion = scene.motion
    assert answered(scene, 3, 6).by_rule == "not_agreed"
    scene.do(p.MakeRuling(meeting=scene.at, words="The count was wrong.", annuls=motion))
    scene.do(p.VoteAgain(meeting=scene.at, motion=motion))
    assert answered(scene, 9).by_rule == "agreed"
    assert scene.decisions[target].status == "rescinded"


def test_a_decision_set_aside_stands_as_before_when_the_ruling_does_not() -> None:
    scene = decided()
    motion, target = scene.motion, scene.decision
    scene.do(p.MakeRuling(meeting=scene.at, words="The count was wrong.", annuls=motion))
    assert (scene.decisions[target].status, scene.decisions[target].takes_effect) == ("set_aside", False)
    ruling = next(iter(scene.meeting.rulings))
    scene.do(p.AppealRuling(meeting=scene.at, ruling=ruling, seats=scene.seat("gp", "vice")))
    appeal = scene.motion
    scene.do(q.PutMotion(meeting=scene.at, motion=appeal))
    scene.do(q.RecordCount(meeting=scene.at, motion=appeal, count=q.Hands(2, 7)))
    scene.do(q.DeclareResult(meeting=scene.at, motion=appeal))
    assert (scene.decisions[target].status, scene.decisions[target].set_aside) == ("in_force", None)


def rescinded_again() -> tuple[Scene, Any, Any]:
    """A decision of February, undone in October; the decision, and the vote that undid it."""
    scene = in_october()
    target = scene.decision
    scene.do(reopening(scene, seconded_by=scene.seats["gp"]))
    assert answered(scene, 9).by_rule == "agreed"
    assert scene.decisions[target].status == "rescinded"
    return scene, target, scene.motion


def test_what_was_undone_stands_again_once_the_vote_that_undid_it_is_set_aside() -> None:
    scene, target, motion = rescinded_again()
    scene.do(p.MakeRuling(meeting=scene.at, words="The count was wrong.", annuls=motion))
    now = scene.decisions[target]
    assert (now.status, now.takes_effect, now.by, now.disposed) == ("in_force", True, None, None)


def test_and_is_undone_again_when_the_ruling_does_not_stand() -> None:
    scene, target, motion = rescinded_again()
    by = scene.decisions[target].by
    scene.do(p.MakeRuling(meeting=scene.at, words="The count was wrong.", annuls=motion))
    ruling = next(iter(scene.meeting.rulings))
    scene.do(p.AppealRuling(meeting=scene.at, ruling=ruling, seats=scene.seat("gp", "vice")))
    assert answered(scene, 2, 7).by_rule == "not_agreed"
    assert (scene.decisions[target].status, scene.decisions[target].by) == ("rescinded", by)


def test_what_was_ratified_waits_again_once_that_vote_is_set_aside() -> None:
    scene = inquorate()
    target = scene.decision
    assert scene.decisions[target].status == "without_effect"
    scene.another(IN_MAY).do(ratifying(scene, seconded_by=scene.seats["gp"]))
    answered(scene, 9)
    assert scene.decisions[target].status == "ratified"
    scene.do(p.MakeRuling(meeting=scene.at, words="The count was wrong.", annuls=scene.motion))
    now = scene.decisions[target]
    assert (now.status, now.takes_effect, now.effective, now.waits) == ("without_effect", False, None, True)


def test_a_result_nobody_wrote_down_is_not_known_and_neither_undone_nor_made_valid() -> None:
    scene = Scene(FIVE).opened()
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Print leaflets.", mode="written_up"))
    motion = scene.motion
    scene.do(q.PutMotion(meeting=scene.at, motion=motion, mode="written_up"))
    scene.do(q.DeclareResult(meeting=scene.at, motion=motion, mode="written_up"))
    assert scene.meeting.motions[motion].stage == "not_known"
    assert (scene.decisions[scene.decision].status, scene.decisions[scene.decision].takes_effect) == (
        "not_known",
        False,
    )
    target = scene.decision
    in_october(scene)
    with pytest.raises(Rejected, match="R-RE1: nothing_to_rescind"):
        scene.do(reopening(scene, decision=target))
    with pytest.raises(Rejected, match="R-RA1: it_was_not_agreed"):
        scene.do(ratifying(scene, decision=target))
    assert names(scene.do(reopening(scene, "again", decision=target))) == ["MotionMoved", "DecisionReopened"]
