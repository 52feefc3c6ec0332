"""Unfinished business, the version of the rules in force, and a change that asks for more (R-IQ3, R-AU1, R-AM7)."""

from __future__ import annotations

from typing import Any

import pytest

from governance.kernel import Moment, Money
from governance.rules import procedural, publishing, retesting, unfinished, versions
from governance.standing_orders import StandingOrders
from tests.governance.rules.refusals import Told, told


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({}, True), ({"waits": False}, False), ({"for_decision": False}, False), ({"left_over": True}, False),
        ({"waiting": False}, False),
    ],
)  # fmt: skip
def test_business_left_over_comes_first(facts: dict[str, Any], refused: bool) -> None:
    standing = {"waits": True, "for_decision": True, "left_over": False, "waiting": True, **facts}
    said = told(lambda: unfinished.comes_first(**standing))
    assert said == (
        Told("R-IQ3", "unfinished_business_comes_first", "Take what was left over first.", "/item") if refused else None
    )


@pytest.mark.parametrize("stage", ["stood_over", "postponed"])
def test_what_stood_over_or_was_put_off_is_taken_up(stage: str) -> None:
    assert unfinished.stood_over(stage, procedural=False) is None
    assert told(lambda: unfinished.stood_over(stage, procedural=True)) == Told(
        "R-IQ3", f"motion_is_{stage}", "It did not stand over.", "/motion"
    )


def test_what_was_answered_is_not_taken_up() -> None:
    assert told(lambda: unfinished.stood_over("not_agreed", procedural=False)) == Told(
        "R-IQ3", "motion_is_not_agreed", "It did not stand over.", "/motion"
    )


def test_nothing_is_taken_from_a_meeting_that_sits() -> None:
    assert unfinished.meeting_before(sits=False) is None
    assert told(lambda: unfinished.meeting_before(sits=True)) == Told(
        "R-IQ3", "meeting_is_open", "The meeting before still sits.", "/motion"
    )


def test_a_proposal_is_about_the_person_who_was_meant() -> None:
    assert unfinished.same_person(same=True) is None
    assert told(lambda: unfinished.same_person(same=False)) == Told(
        "R-IQ3", "somebody_else_sits_there", "Somebody else is in that seat now. Make a new proposal.", "/motion"
    )


@pytest.mark.parametrize(
    ("next_meeting", "same", "without"),
    [(True, False, True), (False, True, True), (False, False, False)],
)
def test_at_the_next_meeting_no_new_notice_is_needed(next_meeting: bool, same: bool, without: bool) -> None:
    assert unfinished.needs_no_notice(next_meeting=next_meeting, same_meeting=same) is without


def on(day: str) -> Moment:
    return Moment(f"2026-{day}T19:00+00:00", "minute")


@pytest.mark.parametrize(("day", "version"), [("01-31", None), ("02-01", 0), ("02-28", 0), ("03-01", 1), ("12-31", 1)])
def test_an_act_is_judged_by_the_rules_in_force_when_it_happened(day: str, version: int | None) -> None:
    assert versions.in_force([on("02-01"), on("03-01")], on(day)) == version
    assert versions.in_force([], on(day)) is None


@pytest.mark.parametrize(("then", "version"), [(None, 4), (2, 2), (0, 0), (4, 4)])
def test_what_was_declared_is_not_judged_anew(then: int | None, version: int) -> None:
    assert versions.ruling(then, 4) == version


LESS, MORE = Money(48_000, "GBP"), Money(52_000, "GBP")
BEFORE: Any = retesting.Asks("ordinary", LESS, None)


def test_a_change_asks_for_what_it_says_and_leaves_the_rest() -> None:
    what_for: Any = object()
    assert retesting.as_changed(BEFORE, category=None, cost=None, purpose=None) == BEFORE
    assert retesting.as_changed(BEFORE, category="spend", cost=None, purpose=None) == retesting.Asks(
        "spend", LESS, None
    )
    assert retesting.as_changed(BEFORE, category=None, cost=MORE, purpose=what_for) == retesting.Asks(
        "ordinary", MORE, what_for
    )
    before: Any = retesting.Asks("ordinary", None, what_for)
    assert retesting.as_changed(before, category=None, cost=MORE, purpose=None) == retesting.Asks(
        "ordinary", MORE, what_for
    )


def test_matters_arising_only_report_progress() -> None:
    assert told(lambda: procedural.progress_only("matters_arising", substantive=True)) == Told(
        "R-MO6", "progress_only", "Matters arising decide nothing: give it an item of its own."
    )
    assert procedural.progress_only("matters_arising", substantive=False) is None
    assert procedural.progress_only("business", substantive=True) is None


@pytest.mark.parametrize(
    ("published", "inside", "read"),
    [(True, True, True), (True, False, True), (False, True, True), (False, False, False)],
)
def test_what_was_held_before_a_group_published_stays_inside(published: bool, inside: bool, read: bool) -> None:
    assert publishing.may_be_read(StandingOrders(published=published), inside=inside) is read
