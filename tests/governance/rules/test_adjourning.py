"""Stopping and going on (R-AD1), and breaks for those who need them (R-AD2)."""

from __future__ import annotations

import datetime as dt

import pytest

from governance.kernel import Moment
from governance.rules import adjourning, breaks
from governance.standing_orders import StandingOrders
from tests.governance.rules.refusals import Told, told

STOPPED = dt.date(2026, 2, 10)
SAT_DOWN = Moment("2026-02-10T14:20+00:00", "minute")


@pytest.mark.parametrize("result", ["inquorate", "unknown"])
def test_it_stops_for_want_of_a_quorum_only_where_there_is_none(result: str) -> None:
    assert adjourning.lost_quorum(result) is None
    assert told(lambda: adjourning.lost_quorum("quorate")) == Told(
        "R-AD1", "quorum_is_there", "Give a different reason.", "/reason"
    )


def test_it_stops_for_want_of_a_chair_only_where_nobody_is_in_it() -> None:
    assert adjourning.no_chair(presided=False) is None
    assert told(lambda: adjourning.no_chair(presided=True)) == Told(
        "R-AD1", "somebody_presides", "Give a different reason.", "/reason"
    )


@pytest.mark.parametrize(
    ("could", "short", "ends"), [(True, False, False), (True, True, True), (False, False, True), (False, True, True)]
)
def test_with_nobody_in_the_chair_it_ends_where_nobody_could_be_or_too_few_are_there(
    could: bool, short: bool, ends: bool
) -> None:
    assert adjourning.ends_itself(somebody_could=could, short=short) is ends


@pytest.mark.parametrize(("goes_on", "needs"), [("2026-02-11", False), ("2026-02-24", False), ("2026-02-25", True)])
def test_more_than_a_fortnight_later_members_are_told_anew(goes_on: str, needs: bool) -> None:
    assert adjourning.needs_notice(StandingOrders(), STOPPED, dt.date.fromisoformat(goes_on)) is needs


@pytest.mark.parametrize(
    ("given", "days"), [(dt.date(2026, 2, 12), None), (dt.date(2026, 2, 13), 6), (dt.date(2026, 2, 19), 0)]
)
def test_told_anew_is_told_with_seven_clear_days(given: dt.date, days: int | None) -> None:
    refused = told(lambda: adjourning.short_notice(StandingOrders(), given, dt.date(2026, 2, 20)))
    assert refused == (
        None
        if days is None
        else Told(
            "R-AD1",
            "notice_needed_to_go_on",
            "Tell members 7 clear days before it goes on.",
            "/notice_given",
            {"clear_days": days, "needed": 7},
        )
    )


def test_without_any_notice_it_does_not_go_on_either() -> None:
    refused = adjourning.short_notice(StandingOrders(notice_days=0), None, STOPPED)
    assert refused is not None
    assert refused.because == {"clear_days": None, "needed": 0}


@pytest.mark.parametrize(("resumed", "done"), [(False, False), (False, True), (True, False)])
def test_what_was_left_is_taken_when_it_goes_on(resumed: bool, done: bool) -> None:
    assert adjourning.unfinished_only(resumed=resumed, done=done) is None


def test_what_was_done_before_is_not_taken_again_when_it_goes_on() -> None:
    assert told(lambda: adjourning.unfinished_only(resumed=True, done=True)) == Told(
        "R-AD1", "only_what_was_left", "It goes to the agenda of the next meeting.", "/item"
    )


def test_a_break_is_due_forty_five_minutes_after_members_sat_down() -> None:
    assert breaks.due(StandingOrders(), SAT_DOWN, with_lived=True) == Moment("2026-02-10T15:05+00:00", "minute")
    ninety = StandingOrders(break_every_minutes=90)
    assert breaks.due(ninety, SAT_DOWN, with_lived=True) == Moment("2026-02-10T15:50+00:00", "minute")


def test_no_break_is_due_where_the_orders_or_the_notes_do_not_say() -> None:
    assert breaks.due(StandingOrders(break_every_minutes=0), SAT_DOWN, with_lived=True) is None
    assert breaks.due(StandingOrders(), None, with_lived=True) is None
    assert breaks.due(StandingOrders(), Moment("2026-02-10T00:00+00:00", "day"), with_lived=True) is None
    assert breaks.due(StandingOrders(), SAT_DOWN, with_lived=False) is None
