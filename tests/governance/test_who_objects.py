"""Whose objection stops what is done by consent: that of members who may vote, and nobody else's (R-AM6, R-MO1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from governance.kernel import Rejected
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.motion import procedure_commands as p
from governance.standing_orders import StandingOrders
from tests.governance.test_deputies import sat
from tests.spec import Scene, names

if TYPE_CHECKING:
    from collections.abc import Callable

    Act = Callable[..., Any]

FIVE = StandingOrders(quorum=5, lived_experience="off")


def proposed(scene: Scene | None = None) -> Scene:
    """A proposal before the meeting, and the hall for the library in it."""
    scene = (scene or Scene(FIVE)).moved()
    scene.do(
        q.MoveAmendment(
            meeting=scene.at, motion=scene.motion, changes=(q.Change("library", "hall"),),
            moved_by=scene.seats["carer"], seconded_by=scene.seats["nurse"],
        )
    )  # fmt: skip
    return scene


def base(scene: Scene) -> Any:
    return next(iter(scene.meeting.motions))


def accept(scene: Scene, *who: str, **more: Any) -> p.AcceptAmendment:
    return p.AcceptAmendment(meeting=scene.at, motion=scene.motion, objections=scene.seat(*who), **more)


def reword(scene: Scene, *who: str, **more: Any) -> p.ChangeWords:
    change = (q.Change("Meet", "Sit"),)
    return p.ChangeWords(meeting=scene.at, motion=base(scene), changes=change, objections=scene.seat(*who), **more)


def withdraw(scene: Scene, *who: str, **more: Any) -> q.WithdrawMotion:
    return q.WithdrawMotion(meeting=scene.at, motion=base(scene), objections=scene.seat(*who), **more)


def divide(scene: Scene, *who: str, **more: Any) -> p.DivideQuestion:
    return p.DivideQuestion(meeting=scene.at, motion=base(scene), cuts=("at the",), objections=scene.seat(*who), **more)


ACTS: list[tuple[Act, str, str]] = [
    (accept, "R-AM6", "AmendmentAccepted"),
    (reword, "R-MO1", "MotionReworded"),
    (withdraw, "R-MO4", "WithdrawalAsked"),
]


@pytest.mark.parametrize(("act", "clause", "event"), ACTS)
def test_a_member_who_may_vote_stops_it_and_staff_or_a_critical_friend_do_not(
    act: Act, clause: str, event: str
) -> None:
    scene = proposed()
    for who in (("gp",), ("officer", "gp")):
        with pytest.raises(Rejected, match=f"{clause}: somebody_objects"):
            scene.do(act(scene, *who))
    done = scene.do(act(scene, "officer", "friend"))
    assert names(done)[0] == event
    assert done[0].objections == ()  # type: ignore[attr-defined]


def test_so_it_is_with_taking_a_question_apart() -> None:
    scene = Scene(FIVE).moved()
    with pytest.raises(Rejected, match="R-MO7: somebody_objects"):
        scene.do(divide(scene, "gp"))
    assert names(scene.do(divide(scene, "officer"))) == ["QuestionDivided"]


@pytest.mark.parametrize(("act", "event"), [(act, event) for act, _clause, event in ACTS])
def test_whoever_is_out_for_the_item_or_has_stood_down_or_left_stops_nothing(act: Act, event: str) -> None:
    scene = proposed()
    interest = {"meeting": scene.at, "seat": scene.seats["gp"], "item": scene.items[0]}
    scene.do(m.DeclareInterest(kind="financial", **interest))
    scene.do(m.ManageInterest(**interest))
    scene.do(m.StandDown(meeting=scene.at, seat=scene.seats["commissioner"]))
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("worker")))
    assert names(scene.do(act(scene, "gp", "commissioner", "worker")))[0] == event


@pytest.mark.parametrize(("may_vote", "stops"), [(True, True), (False, False)])
def test_a_deputy_stops_it_only_where_deputies_vote(may_vote: bool, stops: bool) -> None:
    scene = sat(deputy_may_vote=may_vote)
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    moving = {"words": "Meet at the library.", "moved_by": scene.seats["vice"], "seconded_by": scene.seats["nurse"]}
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], **moving))
    if stops:
        with pytest.raises(Rejected, match="somebody_objects"):
            scene.do(reword(scene, "gp"))
        return
    assert names(scene.do(reword(scene, "gp"))) == ["MotionReworded"]


@pytest.mark.parametrize(("act", "clause"), [(accept, "R-AM6"), (reword, "R-MO1")])
@pytest.mark.parametrize(("who", "counts"), [("gp", True), ("officer", False)])
def test_written_up_only_a_members_objection_leaves_the_decision_without_effect(
    act: Act, clause: str, who: str, counts: bool
) -> None:
    scene = proposed()
    scene.do(act(scene, who, mode="written_up"))
    motion = base(scene)
    if act is reword:
        scene.do(accept(scene))
    scene.do(q.PutMotion(meeting=scene.at, motion=motion, mode="written_up"))
    scene.do(q.RecordCount(meeting=scene.at, motion=motion, count=q.Hands(9), mode="written_up"))
    outcome = scene.do(q.DeclareResult(meeting=scene.at, motion=motion, mode="written_up"))[-1].outcome  # type: ignore[attr-defined]
    assert (outcome.irregular, outcome.takes_effect) == (((clause,), False) if counts else ((), True))


def test_a_visitor_is_no_seat_and_objects_to_nothing() -> None:
    scene = proposed()
    scene.do(m.NoteVisitor(meeting=scene.at, visitor=m.VisitorHere("Neighbour")))
    visitor = scene.facts[-1].id
    with pytest.raises(Rejected, match="R-AP3: a_visitor_acts_for_nobody"):
        scene.do(p.ChangeWords(meeting=scene.at, motion=base(scene), changes=(q.Change("Meet", "Sit"),),
                               objections=(visitor,)))  # type: ignore[arg-type]  # fmt: skip


def test_a_change_written_up_as_accepted_is_told_again_only_as_it_was() -> None:
    scene = proposed()
    scene.do(accept(scene, "gp", "nurse", mode="written_up"))
    assert scene.do(accept(scene, "nurse", "gp", mode="written_up")) == ()
    for others in ((), ("gp",)):
        with pytest.raises(Rejected, match="R-AM6: accepted_already") as refused:
            scene.do(accept(scene, *others, mode="written_up"))
        assert refused.value.pointer == "/objections"


def test_a_change_carried_by_a_vote_is_not_accepted_afterwards() -> None:
    scene = proposed()
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(7)))
    scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    with pytest.raises(Rejected, match="in order: motion_is_agreed"):
        scene.do(accept(scene))
