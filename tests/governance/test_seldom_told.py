"""What notes seldom tell of, and what follows from it: counted, marked, or left as it was."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance import explain
from governance.action.state import ActionState
from governance.action.state import evolve as action_after
from governance.custody.events import BodyErased
from governance.decision.state import DecisionState
from governance.decision.state import evolve as decision_after
from governance.election.state import ElectionState
from governance.election.state import evolve as election_after
from governance.group import commands as g
from governance.group.acting import acting_chair
from governance.group.state import GroupState
from governance.group.state import evolve as group_after
from governance.kernel import EventId, Fact, Moment, Rejected, When
from governance.meeting import commands as m
from governance.meeting import people_commands as pc
from governance.meeting.state import MeetingState, between
from governance.motion import commands as q
from governance.motion import method_commands as mc
from governance.motion import procedure_commands as p
from governance.organisation.state import OrganisationState
from governance.organisation.state import evolve as organisation_after
from governance.resolution.state import ResolutionState
from governance.resolution.state import evolve as resolution_after
from governance.standing_orders import Fraction, StandingOrders
from tests.governance import method_commands as methods
from tests.governance import test_decisions_reopened as earlier
from tests.governance.procedure_rows import (
    annulled,
    answered,
    change,
    choosing,
    ruling,
    with_change,
)  # fmt: skip
from tests.governance.test_decisions_reopened import inquorate, ratifying
from tests.spec import DAY, L1, VOTING, Scene, names

if TYPE_CHECKING:
    from collections.abc import Callable

WRITTEN: Any = {"mode": "written_up"}
OFF = StandingOrders(quorum=3, lived_experience="off")


def moment(text: str) -> Moment:
    return Moment(f"{text}T12:00+00:00", "minute")


# The record itself


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (DecisionState(), decision_after),
        (ActionState(), action_after),
        (ElectionState(), election_after),
        (GroupState(), group_after),
        (OrganisationState(), organisation_after),
        (ResolutionState(), resolution_after),
    ],
)
def test_that_a_body_was_erased_changes_nothing_of_what_it_was_about(state: Any, after: Callable[..., Any]) -> None:
    erased = BodyErased(EventId(uuid.uuid4()))
    now = after(state, Fact(EventId(uuid.uuid4()), 1, moment(DAY), None, "live", erased))
    kept = {field: getattr(now, field) for field in state.__struct_fields__ if field != "last"}
    assert kept == {field: getattr(state, field) for field in kept}


# Days


def test_an_action_is_late_the_day_after_it_was_due_until_somebody_says_it_is_done() -> None:
    state = ActionState(due="2026-02-20")
    assert [state.overdue(day) for day in ("2026-02-20", "2026-02-21")] == [False, True]
    assert not msgspec.structs.replace(state, stage="reported_done").overdue("2026-02-21")
    assert not ActionState().overdue("2026-02-21")


def test_the_vice_chair_acts_from_the_day_after_the_chair_no_longer_stayed_on() -> None:
    """A term to 31 March and sixty days of staying on: the office is vacant from 31 May (R-AC1, R-TE5)."""
    scene = Scene()
    (term,) = scene.group.terms
    over = msgspec.structs.replace(term, until="2026-03-31")
    (made,) = scene.do(g.CreateOffice(group=scene.id, slug="vice", label="vice", kind="vice_chair"))
    scene.do(g.AssignOffice(group=scene.id, office=made.office, seat=scene.seats["vice"], since=When("2026-01-01")))  # type: ignore[attr-defined]
    scene.group = msgspec.structs.replace(
        scene.group, terms=tuple(over if t.id == term.id else t for t in scene.group.terms)
    )
    assert acting_chair(scene.group, moment("2026-05-30")) is None
    acts = acting_chair(scene.group, moment("2026-05-31"))
    assert acts is not None
    assert (acts.seat, acts.since.local[:10], acts.left) == (scene.seats["vice"], "2026-05-31", "expired")
    assert "chair" in scene.group.kinds_held(scene.seat("vice"), moment("2026-05-31"))


def test_a_meeting_lies_between_two_others_by_the_days_they_were_called_for() -> None:
    def held(day: str | None, stage: Any = "closed") -> MeetingState:
        id_: Any = uuid.uuid4()
        return MeetingState(meeting=id_, starts=None if day is None else moment(day), stage=stage)

    first, second, third = held("2026-02-10"), held("2026-03-10"), held("2026-04-14")
    assert between(first, second, third)
    assert not between(first, third, second)
    assert not between(first, first, third)
    assert not between(first, held("2026-03-10", "cancelled"), third)
    assert not between(first, held(None, "not_called"), third)


def test_what_a_meeting_needs_to_decide_is_said_in_words() -> None:
    half = Fraction(of=1, over=2, more=False)
    asked = {
        "strict_majority": "You need 5 of 9, and more lived-experience members than others.",
        "at_least_half": "You need 5 of 9, and as many lived-experience members as others, or more.",
        "fraction": "You need 5 of 9, and at least 1 in 2 of those there with lived experience.",
    }
    for variant, said in asked.items():
        orders = StandingOrders(
            quorum=5, lived_experience="block", lived_experience_variant=variant, lived_experience_fraction=half  # type: ignore[arg-type]
        )  # fmt: skip
        assert explain.quorum_asked(orders, filled=9, established=9) == said


# Order


def test_a_point_of_order_may_be_nobodys_in_the_notes() -> None:
    scene = Scene().opened()
    (raised,) = scene.do(p.RaisePointOfOrder(meeting=scene.at, words="Who presides?", **WRITTEN))
    assert raised.seat is None  # type: ignore[attr-defined]


def test_a_ruling_on_a_proposal_is_appealed_against_under_its_item_once_that_is_closed() -> None:
    scene = annulled()
    scene.do(m.CloseItem(meeting=scene.at, item=scene.items[0]))
    (asked,) = scene.do(p.AppealRuling(meeting=scene.at, ruling=ruling(scene), seats=scene.seat("vice"), **WRITTEN))
    assert (asked.item, asked.by) == (scene.items[0], scene.seat("vice"))  # type: ignore[attr-defined]


# Answers


def test_written_up_an_objection_without_a_harm_its_test_and_another_round_are_told_as_they_were() -> None:
    scene = methods.consent()
    asked: Any = {"meeting": scene.at, "motion": scene.motion, **WRITTEN}
    scene.do(mc.RaiseObjection(seat=scene.seats["gp"], words="Too far.", **asked))
    found = scene.do(mc.TestObjection(seat=scene.seats["gp"], found="stands", by=scene.seats["gp"], **asked))
    again = scene.do(mc.BeginRound(**asked))
    assert names((*found, *again)) == ["ObjectionTested", "ConsentRoundBegun"]
    assert names(scene.do(q.PutMotion(how="hands", **asked)))[0] == "QuestionPut"


def test_written_up_an_interest_is_settled_by_more_votes_than_members_and_without_a_quorum() -> None:
    scene = Scene().opened("chair", "vice", "gp")
    about: Any = {"meeting": scene.at, "seat": scene.seats["gp"], "item": scene.items[0]}
    scene.do(m.DeclareInterest(kind="family", **about))
    scene.do(pc.DisputeInterest(how="leave", raised_by=scene.seats["vice"], **about))
    told = scene.do(pc.SettleInterest(count=q.Hands(5), **about, **WRITTEN))
    settled = next(event for event in told if type(event).__name__ == "InterestSettled")
    assert (settled.changed, settled.how) == (True, "leave")  # type: ignore[attr-defined]


def test_a_vote_is_taken_again_live_only_with_somebody_in_the_chair() -> None:
    scene = Scene(OFF).moved(put="hands")
    about: Any = {"meeting": scene.at, "motion": scene.motion}
    scene.do(pc.NoteRemote(meeting=scene.at, seats=scene.seat("gp")))
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("gp"), how="link_lost"))
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("chair")))
    with pytest.raises(Rejected, match="R-CH"):
        scene.do(pc.RetakeVote(**about))
    unchaired, again = scene.do(pc.RetakeVote(**about, **WRITTEN))
    assert type(unchaired).__name__ == "WentOnUnchaired"
    assert len(again.effective) == 7  # type: ignore[attr-defined]


def test_whoever_was_not_asked_is_not_missed_when_the_link_goes() -> None:
    """A visitor's link is no member's: the vote is declared."""
    scene = Scene(OFF).opened(*VOTING, "friend")
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Buy tea.", moved_by=scene.seats["vice"]))
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))
    scene.do(pc.NoteRemote(meeting=scene.at, seats=scene.seat("friend")))
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("friend"), how="link_lost"))
    assert scene.meeting.dropped == frozenset()


def test_a_motion_moved_and_seconded_by_the_same_member_is_marked() -> None:
    scene = Scene().opened()
    told = scene.do(
        q.RecordDecision(
            meeting=scene.at, item=scene.items[0], words="Buy tea.", how="hands", count=q.Hands(9),
            moved_by=scene.seats["gp"], seconded_by=scene.seats["gp"], **WRITTEN,
        )
    )  # fmt: skip
    result = next(event for event in told if type(event).__name__ == "ResultDeclared")
    assert result.outcome.irregular == ("R-MO3",)  # type: ignore[attr-defined]


def test_written_up_several_options_announced_otherwise_are_marked() -> None:
    scene = choosing("hands")
    scene.do(p.CountOptions(meeting=scene.at, motion=scene.motion, counts=(5, 3, 1)))
    told = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion, announced="not_agreed", **WRITTEN))
    result = next(event for event in told if type(event).__name__ == "ResultDeclared")
    assert (result.outcome.irregular, result.outcome.by_rule) == (("R-VO10",), "agreed")  # type: ignore[attr-defined]


def test_a_count_that_names_later_bear_out_is_not_contradicted() -> None:
    scene = Scene(OFF).moved(put="hands")
    about: Any = {"meeting": scene.at, "motion": scene.motion}
    scene.do(q.RecordCount(count=q.Hands(5, 4), **about))
    scene.do(mc.RequestRecordedVote(seats=scene.seat("gp"), **about))
    for place, name in enumerate(VOTING):
        choice: Any = "for" if place < 5 else "against"
        scene.do(q.CastVote(seat=scene.seats[name], choice=choice, **about))
    told = scene.do(q.DeclareResult(**about))
    assert "TallyContradicted" not in names(told)


def test_an_own_vote_is_held_against_no_count_where_there_is_none() -> None:
    scene = Scene(OFF).moved(put="hands")
    about: Any = {"meeting": scene.at, "motion": scene.motion, **WRITTEN}
    scene.do(q.DeclareResult(announced="agreed", **about))
    told = scene.do(mc.RecordOwnVote(seat=scene.seats["gp"], choice="against", **about))
    assert names(told) == ["OwnVoteRecorded"]


def test_written_up_somebody_who_was_not_there_has_their_vote_recorded_all_the_same() -> None:
    scene = Scene(OFF).opened("chair", "vice", "secretary", "fourth", "carer", "nurse")
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Buy tea.", moved_by=scene.seats["vice"]))
    about: Any = {"meeting": scene.at, "motion": scene.motion, **WRITTEN}
    scene.do(q.PutMotion(**about))
    scene.do(q.RecordCount(count=q.Hands(6), **about))
    scene.do(q.DeclareResult(**about))
    own = mc.RecordOwnVote(seat=scene.seats["gp"], choice="for", **about)
    with pytest.raises(Rejected, match="not_present"):
        scene.do(msgspec.structs.replace(own, mode="live"))
    assert names(scene.do(own))[0] == "OwnVoteRecorded"


def test_classes_of_a_secret_ballot_add_up_and_are_told_where_they_tell_nobodys_vote() -> None:
    """Fourteen members, five or more of each class, and neither of one mind."""
    cast = {f"user{n}": "service_user" for n in range(7)} | {f"worker{n}": "professional" for n in range(7)}
    scene = Scene(StandingOrders(quorum=3, lived_experience="off", presider_class="any"), cast)
    scene.called()
    everyone = scene.seat(*cast)
    scene.do(m.OpenMeeting(meeting=scene.at, present=everyone, presider=everyone[0], when=When(DAY, "14:00")))
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Buy tea.", moved_by=everyone[1]))
    about: Any = {"meeting": scene.at, "motion": scene.motion}
    scene.do(mc.DemandBallot(seats=everyone[:2], **about))
    scene.do(mc.NameTellers(tellers=everyone[2:4], **about))
    scene.do(q.PutMotion(how="ballot", **about))
    counted: Any = {"count": q.Hands(9, 5), "voted": everyone, **about}
    with pytest.raises(Rejected, match="R-VO3: classes_do_not_add_up"):
        scene.do(mc.RecordBallot(by_class={"LE": q.Hands(5, 2), "PR": q.Hands(3, 4)}, **counted))
    scene.do(mc.RecordBallot(by_class={"LE": q.Hands(5, 2), "PR": q.Hands(4, 3)}, **counted))
    result, *_ = scene.do(q.DeclareResult(**about))
    split = result.outcome.split  # type: ignore[attr-defined]
    assert [(s.exact.for_, s.exact.against) for s in (split.lived_experience, split.other)] == [(5, 2), (4, 3)]


def test_where_nobody_knows_who_was_there_lived_experience_agreed_to_nothing() -> None:
    concurrent = StandingOrders(quorum=3, lived_experience="concurrent")
    scene = Scene(concurrent).called()
    scene.do(m.OpenMeeting(meeting=scene.at, when=When(DAY, "14:00"), **WRITTEN))
    told = scene.do(q.RecordDecision(meeting=scene.at, item=scene.items[0], words="Buy tea.", how="agreed", **WRITTEN))
    result = next(event for event in told if type(event).__name__ == "ResultDeclared")
    assert result.outcome.by_rule == "unknown"  # type: ignore[attr-defined]


# Business left over, and decisions taken up again


def test_a_change_to_a_change_that_costs_more_raises_the_cost_of_that_change() -> None:
    scene = with_change(msgspec.structs.replace(L1, max_degree=2))
    first = scene.motion
    dearer = q.Cost(minor=52000, currency="GBP")
    scene.do(change(scene, "hall", "church", motion=first, by="vice", second="gp", cost=dearer))
    answered(scene, 9)
    costed = scene.meeting.motions[first].costed
    assert costed is not None
    assert costed.cost is not None


def test_what_is_ratified_already_is_voted_on_again_only_in_notes_and_stays_so() -> None:
    scene = inquorate()
    target = scene.decision
    scene.another("2026-03-10")
    scene.do(ratifying(scene, decision=target))
    # Another meeting was quicker.
    scene.decisions[target] = msgspec.structs.replace(scene.decisions[target], status="ratified")
    with pytest.raises(Rejected, match="R-RA1: nothing_to_ratify"):
        scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))
    outcome = earlier.answered(scene, 0, 9, **WRITTEN)
    assert not outcome.takes_effect
    assert scene.decisions[target].status == "ratified"
