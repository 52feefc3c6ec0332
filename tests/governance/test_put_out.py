"""Nobody is put out of a seat unheard, a bare proposal makes no term longer, what stands over is about the same."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
import pytest

from governance.election import room_commands as r
from governance.election import room_events as o
from governance.group import commands as g
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.motion import procedure_commands as p
from governance.standing_orders import StandingOrders
from tests.governance.commands import elections as e
from tests.spec import DAY, Scene, names

BY_HANDS = msgspec.structs.replace(e.ORDERS, ballot_for=(), nomination_days=0)
NEXT = "2026-03-10"


def meeting(category: Any = "removal", orders: StandingOrders = BY_HANDS) -> Scene:
    """Nine members, and an item that the notice described."""
    scene = Scene(orders)
    agenda = (m.Business("Who sits with us", category=category),)
    scene.do(m.CallMeeting(group=scene.id, starts=When(DAY, "14:00"), when=When("2026-01-20", "10:00"), agenda=agenda))
    scene.opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    return scene


def moves(scene: Scene, **more: Any) -> q.MoveMotion:
    given: dict[str, Any] = {"words": "The GP no longer sits with us.", "category": "removal", **more}
    return q.MoveMotion(
        meeting=scene.at, item=scene.items[0], moved_by=scene.seats["vice"], seconded_by=scene.seats["carer"], **given
    )


def out_goes_the_gp() -> Scene:
    scene = meeting()
    scene.do(moves(scene, removes=scene.seats["gp"]))
    return scene


def recorded(scene: Scene, **more: Any) -> q.RecordDecision:
    """The whole decision at once, nine hands for it."""
    given: dict[str, Any] = {"words": "The GP no longer sits with us.", "category": "removal", **more}
    return q.RecordDecision(
        meeting=scene.at, item=scene.items[0], moved_by=scene.seats["vice"], seconded_by=scene.seats["carer"],
        how="hands", count=q.Hands(9), **given,
    )  # fmt: skip


def answered(scene: Scene, motion: Any, mode: Literal["live", "written_up"] = "live") -> Any:
    scene.do(q.PutMotion(meeting=scene.at, motion=motion, mode=mode))
    scene.do(q.RecordCount(meeting=scene.at, motion=motion, count=q.Hands(9), mode=mode))
    declared = scene.do(q.DeclareResult(meeting=scene.at, motion=motion, mode=mode))
    return declared[0].outcome  # type: ignore[attr-defined]


# A hearing


def test_a_member_is_heard_before_the_vote_to_put_them_out() -> None:
    scene = out_goes_the_gp()
    with pytest.raises(Rejected, match="R-TE5: member_not_heard"):
        scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))
    heard = r.NoteHearing(meeting=scene.at, motion=scene.motion, how="in_writing")
    (told,) = scene.do(heard)
    assert told == o.OfficerHeard(scene.motion, scene.seats["gp"], "in_writing")
    assert scene.do(heard) == ()
    outcome = answered(scene, scene.motion)
    assert (outcome.by_rule, outcome.takes_effect) == ("agreed", True)


def test_written_up_without_a_hearing_it_has_no_effect() -> None:
    scene = out_goes_the_gp()
    outcome = answered(scene, scene.motion, "written_up")
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", ("R-TE5",), False)


def test_a_decision_recorded_at_once_says_how_they_were_heard() -> None:
    scene = meeting()
    gp = scene.seats["gp"]
    with pytest.raises(Rejected, match="R-TE5: member_not_heard"):
        scene.do(recorded(scene, removes=gp))
    unheard = meeting()
    told = unheard.do(recorded(unheard, removes=unheard.seats["gp"], mode="written_up"))
    assert next(one.outcome for one in told if hasattr(one, "outcome")).irregular == ("R-TE5",)
    told = scene.do(recorded(scene, removes=gp, heard="declined"))
    assert [one.how for one in told if isinstance(one, o.OfficerHeard)] == ["declined"]
    assert next(one.outcome for one in told if hasattr(one, "outcome")).takes_effect


def test_nobody_is_heard_on_a_proposal_that_puts_nobody_out() -> None:
    scene = meeting()
    with pytest.raises(Rejected, match="R-TE5: nobody_would_be_removed") as refused:
        scene.do(recorded(scene, heard="spoke"))
    assert refused.value.pointer == "/heard"


# A longer term


def test_written_up_a_bare_proposal_makes_no_term_longer() -> None:
    scene = meeting("term_extension")
    moved = moves(scene, words="A year more.", category="term_extension")
    with pytest.raises(Rejected, match="R-TE3: no_election_behind_it"):
        scene.do(moved)
    scene.do(msgspec.structs.replace(moved, mode="written_up"))
    outcome = answered(scene, scene.motion, "written_up")
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", ("R-TE3",), False)
    at_once = meeting("term_extension")
    bare = recorded(at_once, words="A year more.", category="term_extension")
    with pytest.raises(Rejected, match="R-TE3: no_election_behind_it"):
        at_once.do(bare)
    told = at_once.do(msgspec.structs.replace(bare, mode="written_up"))
    assert next(one.outcome for one in told if hasattr(one, "outcome")).irregular == ("R-TE3",)


def test_a_proposal_does_not_come_to_make_a_term_longer_by_a_change() -> None:
    scene = meeting("term_extension")
    scene.do(moves(scene, words="She stays.", category="ordinary"))
    proposal = scene.motion
    change = (q.Change("stays", "stays a year more"),)
    scene.do(q.MoveAmendment(meeting=scene.at, motion=proposal, changes=change, category="term_extension"))
    scene.do(p.AcceptAmendment(meeting=scene.at, motion=scene.motion, mode="written_up"))
    assert scene.meeting.motions[proposal].category == "term_extension"
    with pytest.raises(Rejected, match="R-TE3: no_election_behind_it"):
        scene.do(q.PutMotion(meeting=scene.at, motion=proposal))


def test_an_extension_that_follows_an_election_is_not_flagged() -> None:
    scene = e.three_terms()
    scene.do(e.longer()(scene))
    assert answered(scene, scene.motion, "written_up").irregular == ()


# Voted on again, or at a later meeting


def left_over(scene: Scene) -> tuple[Any, tuple[Any, ...]]:
    """What was moved is put off, and taken up at the next meeting: the proposal, and what is told there."""
    motion = scene.motion
    scene.do(m.DeferItem(meeting=scene.at, item=scene.items[0]))
    scene.do(m.CloseMeeting(meeting=scene.at))
    scene.earlier = scene.meeting
    scene.another(NEXT)
    return motion, scene.do(p.TakeUnfinishedBusiness(meeting=scene.at, motion=motion))


def test_whoever_would_go_is_kept_and_heard_where_the_vote_is() -> None:
    scene = out_goes_the_gp()
    scene.do(e.heard(scene))
    motion, taken = left_over(scene)
    assert names(taken)[-2:] == ["UnfinishedBusinessTaken", "MemberRemovalMoved"]
    assert scene.meeting.leaving == {motion: scene.seats["gp"]}
    with pytest.raises(Rejected, match="R-TE5: member_not_heard"):
        scene.do(q.PutMotion(meeting=scene.at, motion=motion))


@pytest.mark.parametrize("kind", ["elects", "fills"])
def test_whoever_would_be_given_what_is_kept(kind: str) -> None:
    scene = meeting("election")
    office, seat = scene.offices["secretary"], scene.seats["fourth"]
    gives: dict[str, Any] = {"elects": {"elects": q.Elects(office, seat)}, "fills": {"fills": q.Fills(seat)}}[kind]
    scene.do(moves(scene, category="election", words="Do so.", **gives))
    given = scene.meeting.proposed[scene.motion]
    motion, taken = left_over(scene)
    assert taken[-1] == given
    assert scene.meeting.proposed == {motion: given}


def test_a_removal_from_office_taken_up_later_ends_the_term() -> None:
    scene = meeting()
    scene.do(e.removing()(scene))
    motion, taken = left_over(scene)
    assert names(taken)[-2:] == ["UnfinishedBusinessTaken", "RemovalMoved"]
    scene.do(e.vice_presides(scene))
    scene.do(r.NoteHearing(meeting=scene.at, motion=motion))
    assert answered(scene, motion, "written_up").takes_effect
    assert scene.group.terms[0].why == "removed"


def test_a_longer_term_taken_up_later_is_as_it_was_moved() -> None:
    scene = e.three_terms()
    scene.do(e.longer()(scene))
    before = scene.meeting.stakes[scene.motion]
    motion, taken = left_over(scene)
    assert names(taken)[-2:] == ["UnfinishedBusinessTaken", "ExtensionMoved"]
    assert scene.meeting.stakes == {motion: before}
    assert (before.served, taken[-1].item) == (2, taken[0].entry.item)


def test_a_vote_taken_again_is_about_the_same_and_they_were_heard() -> None:
    scene = out_goes_the_gp()
    scene.do(e.heard(scene))
    first = scene.motion
    answered(scene, first)
    scene.do(p.MakeRuling(meeting=scene.at, words="Count again.", annuls=first))
    scene.do(p.VoteAgain(meeting=scene.at, motion=first))
    assert scene.meeting.leaving[scene.motion] == scene.seats["gp"]
    assert answered(scene, scene.motion).by_rule == "agreed"


def test_a_vote_on_an_officer_taken_again_leaves_them_in_office_until_it_is_answered() -> None:
    scene = meeting()
    scene.do(e.removing()(scene))
    scene.do(e.vice_presides(scene))
    scene.do(e.heard(scene))
    first = scene.motion
    answered(scene, first)
    ended = scene.group.terms[0]
    scene.do(p.MakeRuling(meeting=scene.at, words="Count again.", annuls=first))
    assert (ended.why, scene.group.terms[0].ended) == ("removed", None)
    scene.do(p.VoteAgain(meeting=scene.at, motion=first))
    assert scene.group.terms[0].ended is None
    assert answered(scene, scene.motion).by_rule == "agreed"
    assert scene.group.terms[0] == ended


def test_whoever_takes_the_office_later_is_not_put_out_by_an_old_proposal() -> None:
    scene = meeting()
    scene.do(e.removing()(scene))
    scene.do(e.vice_presides(scene))
    scene.do(e.heard(scene))
    term = scene.group.terms[0]
    scene.do(g.EndTerm(group=scene.id, term=term.id, reason="resigned", when=When(DAY, "14:05")))
    answered(scene, scene.motion, "written_up")
    assert scene.group.terms[0].why == "resigned"
