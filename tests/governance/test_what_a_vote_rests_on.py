"""What a vote rests on is of the day it was put: its base, who may answer, the standing orders, the cost."""

from __future__ import annotations

from typing import Any

import pytest

from governance.group import commands as g
from governance.kernel import When
from governance.meeting import commands as m
from governance.meeting import evolve
from governance.motion import commands as q
from governance.motion.procedure_events import MotionRetested
from governance.standing_orders import StandingOrders
from tests.spec import DAY, VOTING, Scene

LEAVERS = VOTING[-3:]
OF_ALL = StandingOrders(quorum=3, lived_experience="off", majority="absolute_entitled")
OF_THOSE_HERE = StandingOrders(quorum=3, lived_experience="off", majority="simple_present")
MOST_VOTES = StandingOrders(quorum=3, lived_experience="off")


def three_seats_fall_empty(scene: Scene, when: When | None = None) -> None:
    """The nine are six from here on."""
    for name in LEAVERS:
        left = g.VacateSeat(group=scene.id, seat=scene.seats[name], when=when or When(DAY, "14:05"), mode="written_up")
        scene.do(left)
    filled = [scene.group.seats[scene.seats[name]].holder(scene.when) for name in VOTING]
    assert sum(holder is not None for holder in filled) == len(VOTING) - len(LEAVERS) == 6


def outcome_of(scene: Scene, count: q.Hands, when: When | None = None, mode: Any = "live") -> Any:
    asked: Any = {"meeting": scene.at, "motion": scene.motion, "mode": mode, "when": when}
    scene.do(q.RecordCount(count=count, **asked))
    return scene.do(q.DeclareResult(**asked))[0].outcome  # type: ignore[attr-defined]


# The base


def test_seats_that_fall_empty_after_the_question_was_put_leave_the_base_as_it_was() -> None:
    # Four of nine are no majority of all; of the six who are left they would be one.
    scene = Scene(OF_ALL).moved(put="hands")
    three_seats_fall_empty(scene)
    outcome = outcome_of(scene, q.Hands(4, 0, 2), When(DAY, "14:06"))
    assert (outcome.by_rule, outcome.test, outcome.entitled) == ("not_agreed", "8>9", 9)


def test_seats_that_fall_empty_between_the_opening_and_the_question_leave_it_too() -> None:
    scene = Scene(OF_ALL).moved()
    three_seats_fall_empty(scene)
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="hands", when=When(DAY, "14:05")))
    outcome = outcome_of(scene, q.Hands(4, 0, 2), When(DAY, "14:06"))
    assert (outcome.by_rule, outcome.test) == ("not_agreed", "8>9")


def test_members_who_go_before_the_result_are_still_of_those_who_were_asked() -> None:
    # Four of the nine who were here: of the six who stayed they would be most.
    scene = Scene(OF_THOSE_HERE).moved(put="hands")
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat(*LEAVERS)))
    outcome = outcome_of(scene, q.Hands(4, 0, 2))
    assert (outcome.by_rule, outcome.test) == ("not_agreed", "8>9")


@pytest.mark.parametrize("after", ["the opening", "the question"])
def test_orders_adopted_meanwhile_change_no_majority(after: str) -> None:
    # One for and none against is most votes cast. The new orders would ask for most of those here.
    scene = Scene(MOST_VOTES).moved(put="hands" if after == "the question" else None)
    adopted = g.AdoptStandingOrders(group=scene.id, orders=OF_THOSE_HERE, when=When(DAY, "14:05"))
    scene.brought_in(adopted)
    assert scene.group.orders_at(scene.when)[0].majority == "simple_present"
    if after == "the opening":
        scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="hands", when=When(DAY, "14:05")))
    outcome = outcome_of(scene, q.Hands(1, 0, 8), When(DAY, "14:06"))
    assert (outcome.by_rule, outcome.majority, outcome.test) == ("agreed", "simple_cast", "1>0")


# The electorate


def test_a_vote_of_last_year_written_up_today_has_last_years_members() -> None:
    scene = Scene(OF_ALL)
    three_seats_fall_empty(scene, When("2026-03-02"))
    scene.do(m.CallMeeting(group=scene.id, starts=When(DAY, "14:00"), when=When("2026-01-05"), mode="written_up",
                           agenda=(m.Business("First"),)))  # fmt: skip
    here = scene.seat(*VOTING)
    scene.do(m.OpenMeeting(meeting=scene.at, present=here, presider=here[0], when=When(DAY, "14:00"),
                           mode="written_up"))  # fmt: skip
    whole = q.RecordDecision(meeting=scene.at, item=scene.items[0], words="Buy tea.", how="hands",
                             count=q.Hands(4, 5), when=When(DAY, "14:10"), mode="written_up")  # fmt: skip
    (made,) = [e for e in scene.do(whole) if hasattr(e, "outcome")]
    outcome = made.outcome  # type: ignore[attr-defined]
    assert (outcome.by_rule, outcome.entitled, outcome.effective, outcome.quorum.of) == ("not_agreed", 9, 9, 9)


def test_a_vote_read_again_after_members_have_changed_is_as_it_was() -> None:
    scene = Scene(OF_ALL).moved(put="hands")
    before = outcome_of(scene, q.Hands(5, 4))
    kept = list(scene.facts)
    three_seats_fall_empty(scene, When("2026-03-02"))
    again = evolve.fold(kept)
    assert again.entitled == frozenset(scene.seat(*VOTING))
    (declared,) = [fact.event for fact in kept if hasattr(fact.event, "outcome")]
    assert declared.outcome == before  # type: ignore[attr-defined]
    assert (before.test, before.entitled) == ("10>9", 9)


# The cost and the category


def costing(pounds: int) -> q.Cost:
    return q.Cost(minor=pounds * 100, currency="GBP")


def a_move(scene: Scene) -> Scene:
    """A proposal for 480 pounds, on an item that announced a special majority."""
    scene.do(m.CallMeeting(group=scene.id, starts=When(DAY, "14:00"), when=When("2026-01-05"),
                           agenda=(m.Business("Where we meet", category="rules"),)))  # fmt: skip
    scene.opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Hire the small hall.", cost=costing(480),
                          moved_by=scene.seats["vice"], seconded_by=scene.seats["gp"]))  # fmt: skip
    return scene


def changed(scene: Scene, for_: int, **more: Any) -> tuple[Any, ...]:
    """The change to the large hall, for 520 pounds, put and answered."""
    asked: Any = {"meeting": scene.at}
    scene.do(q.MoveAmendment(motion=scene.motion, changes=(q.Change("small", "large"),), cost=costing(520),
                             moved_by=scene.seats["carer"], seconded_by=scene.seats["nurse"], **asked,
                             **more))  # fmt: skip
    return answered(scene, for_)


def answered(scene: Scene, for_: int, motion: Any = None) -> tuple[Any, ...]:
    asked: Any = {"meeting": scene.at, "motion": motion or scene.motion}
    scene.do(q.PutMotion(**asked))
    scene.do(q.RecordCount(count=q.Hands(for_, 9 - for_), **asked))
    return scene.do(q.DeclareResult(**asked))


@pytest.mark.parametrize(("for_", "pounds"), [(5, 520), (4, 480)])
def test_a_change_from_480_to_520_pounds_costs_what_was_agreed_and_no_more(for_: int, pounds: int) -> None:
    scene = a_move(Scene(MOST_VOTES))
    first = scene.motion
    retested = [e.cost.minor for e in changed(scene, for_) if isinstance(e, MotionRetested)]
    assert retested == ([52000] if pounds == 520 else [])
    made = [e for e in answered(scene, 9, first) if hasattr(e, "cost")]
    assert [e.cost.minor for e in made] == [pounds * 100]


@pytest.mark.parametrize(("for_", "answer"), [(5, "not_agreed"), (6, "agreed")])
def test_a_change_of_cost_that_brings_another_category_takes_its_majority(for_: int, answer: str) -> None:
    # Five of nine would do for 480 pounds. With the change it is a matter of the rules, which takes two thirds.
    scene = a_move(Scene(MOST_VOTES))
    first = scene.motion
    (retested,) = [e for e in changed(scene, 5, category="rules") if isinstance(e, MotionRetested)]
    assert (retested.cost.minor, retested.majority) == (52000, "two_thirds_cast")  # type: ignore[union-attr]
    declared, *_ = answered(scene, for_, first)
    assert (declared.outcome.by_rule, declared.outcome.majority) == (answer, "two_thirds_cast")
