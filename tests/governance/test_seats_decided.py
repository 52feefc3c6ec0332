"""Which seats have a vote is decided at a meeting, and the standing orders can be met with them (R-AU2, R-QU10)."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from governance.group import commands as g
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.motion import commands as q
from tests.governance.test_behind import BY_HANDS, MARCH, founded, refused
from tests.spec import Scene, names

MODES = ("live", "written_up")


def creates(scene: Any, decision: Any = None, **more: Any) -> g.CreateSeat:
    kind = {"constituency": "service_user", "when": MARCH, **more}
    return g.CreateSeat(group=scene.id, slug="new", label="New", decision=decision, **kind)


def emptied(scene: Any, seat: str = "worker") -> Any:
    scene.do(g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats[seat], when=When("2026-02-14")))
    return scene


def retires(scene: Any, decision: Any = None, **more: Any) -> g.RetireSeat:
    return g.RetireSeat(group=scene.id, seat=scene.seats["worker"], decision=decision, when=MARCH, **more)


@pytest.mark.parametrize("mode", MODES)
def test_once_founded_no_officer_makes_a_seat_with_a_vote_alone(mode: Any) -> None:
    scene = founded()
    assert refused(scene, creates(scene, mode=mode)) == ("R-AU2", "seats_without_a_vote")


@pytest.mark.parametrize("category", ["rules", "significant"])
def test_a_meeting_that_says_so_makes_one_seat(category: str) -> None:
    scene = founded()
    decision = scene.agreed(category, adds="service_user")
    (made,) = scene.do(creates(scene, decision))
    assert made.decision == decision  # type: ignore[attr-defined]
    again = msgspec.structs.replace(creates(scene, decision), slug="another")
    assert refused(scene, again) == ("R-AU2", "decision_used_already")


def test_the_seat_is_the_one_the_meeting_agreed_to() -> None:
    scene = founded()
    neighbour, other = scene.agreed("significant", adds="neighbour"), scene.agreed("significant")
    lost = scene.agreed("significant", adds="service_user", for_=3)
    assert refused(scene, creates(scene, neighbour)) == ("R-AU2", "gives_something_else")
    assert refused(scene, creates(scene, other)) == ("R-AU2", "gives_something_else")
    assert refused(scene, creates(scene, lost)) == ("R-AU2", "decision_not_agreed")


def test_seats_do_not_change_while_the_meeting_sits() -> None:
    scene = founded()
    decision = scene.agreed("significant", adds="service_user")
    early = creates(scene, decision, since=When("2026-02-09"))
    assert refused(scene, early)[1] in {"decided_later", "meeting_not_over"}


def test_a_seat_without_a_vote_needs_no_decision() -> None:
    scene = founded()
    assert names(scene.decide(creates(scene, constituency="staff"))) == ["SeatCreated"]


@pytest.mark.parametrize("mode", MODES)
def test_a_seat_with_a_vote_is_taken_away_only_by_a_meeting_that_named_it(mode: Any) -> None:
    scene = founded()
    decision, other = scene.agreed("significant", retires="worker"), scene.agreed("significant", retires="gp")
    emptied(scene)
    assert refused(scene, retires(scene, mode=mode)) == ("R-AU2", "seats_without_a_vote")
    assert refused(scene, retires(scene, other, mode=mode)) == ("R-AU2", "gives_something_else")
    (gone,) = scene.decide(retires(scene, decision, mode=mode))
    assert gone.decision == decision  # type: ignore[attr-defined]


def test_an_ordinary_proposal_changes_no_seats_and_no_proposal_changes_two() -> None:
    scene = Scene().opened()
    about: Any = {"meeting": scene.at, "item": scene.items[0], "words": "x", "moved_by": scene.seats["gp"]}
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))

    def answer(**more: Any) -> tuple[str, str, str]:
        with pytest.raises(Rejected) as caught:
            scene.decide(q.MoveMotion(**about, **more))
        return caught.value.clause, caught.value.reason, caught.value.pointer

    assert answer(adds="neighbour") == ("R-AU2", "category_is_rules", "/category")
    both = {"category": "significant", "adds": "neighbour", "retires": scene.seats["gp"]}
    assert answer(**both) == ("R-MO5", "one_thing_at_a_time", "/retires")
    nobody = {"category": "significant", "retires": scene.id}
    assert answer(**nobody) == ("unknown", "seat_not_on_the_roll", "/retires")
    moved = q.MoveMotion(**about, category="significant", adds="neighbour", seconded_by=scene.seats["vice"])
    assert names(scene.do(moved)) == ["MotionMoved", "SeatsProposed", "MotionSeconded"]


def test_with_the_new_seats_the_standing_orders_can_still_be_met() -> None:
    # Five of nine have lived experience, and the orders ask for more than half: one more of the others is too many.
    scene = founded()
    decision = scene.agreed("significant", adds="professional")
    with pytest.raises(Rejected) as caught:
        scene.decide(creates(scene, decision, constituency="professional"))
    assert (caught.value.clause, caught.value.reason) == ("R-QU10", "orders_cannot_be_satisfied")
    assert caught.value.because["findings"] == [
        "Lived-experience members must outweigh the others, but they have 5 of 10 seats."
    ]
    assert caught.value.would_help == "With these seats our rules could never be met. First agree other rules."


def test_taking_a_seat_away_leaves_standing_orders_that_can_be_met() -> None:
    scene = founded(msgspec.structs.replace(BY_HANDS, quorum=9, lived_experience="off"))
    decision = scene.agreed("significant", retires="worker")
    emptied(scene)
    assert refused(scene, retires(scene, decision)) == ("R-QU10", "orders_cannot_be_satisfied")


def test_nobody_is_sent_to_a_seat_that_no_meeting_made() -> None:
    scene = founded(msgspec.structs.replace(BY_HANDS, lived_experience="off"))
    decision = scene.agreed("significant", adds="professional")
    (made,) = scene.do(creates(scene, decision, constituency="professional"))
    person = scene.group.seats[scene.seats["worker"]].holdings[0].person
    emptied(scene)
    seat = made.seat  # type: ignore[attr-defined]
    sent = g.FillSeat(group=scene.id, seat=seat, person=person, when=MARCH, ground="sent", reason="The surgery did.")
    assert names(scene.decide(sent)) == ["SeatFilled"]
    # A record from before seats took a decision has some that an officer made alone.
    kept = msgspec.structs.replace(scene.group.seats[seat], made=False)
    scene.group = msgspec.structs.replace(scene.group, seats={**scene.group.seats, seat: kept})
    assert refused(scene, sent) == ("R-TE2", "seat_not_decided_on")


@pytest.mark.parametrize("mode", MODES)
def test_whom_the_chair_asks_is_recorded_by_the_chair(mode: Any) -> None:
    scene = emptied(founded())
    person = scene.group.seats[scene.seats["worker"]].holdings[0].person
    asked = g.FillSeat(
        group=scene.id, seat=scene.seats["worker"], person=person, when=MARCH, ground="appointed",
        reason="She knows us.", mode=mode,
    )  # fmt: skip
    scene.recorders = frozenset(scene.seat("fourth"))
    assert refused(scene, asked) == ("R-AC1", "only_the_chair_appoints")
    scene.recorders = frozenset(scene.seat("chair"))
    assert names(scene.decide(asked)) == ["SeatFilled"]
