"""Quorum watched, and what goes on without one (R-QU4 to R-QU8, R-IQ1, R-IQ2, R-IQ4, R-IN6)."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from governance.kernel import SeatId
from governance.rules import inquorate, quorum_watch
from governance.rules.quorum import QuorumSnapshot
from governance.standing_orders import StandingOrders
from tests.governance.rules.refusals import Told, told

A, B, C, D = (SeatId(uuid.UUID(int=n)) for n in range(1, 5))


def shot(result: Any, *reasons: str, count: int | None = 6) -> QuorumSnapshot:
    return QuorumSnapshot(count, 9, (("LE", 2), ("PR", 4)), 5, True, result, reasons, ())


QUORATE, INQUORATE, UNKNOWN = shot("quorate"), shot("inquorate", "count"), shot("unknown")


def test_who_is_out_does_not_count_and_who_is_not_entitled_neither() -> None:
    assert quorum_watch.who_count({A, B, C}, {A, B, D}, {B}) == {A}
    assert quorum_watch.who_count({A, B}, {A, B}, set()) == {A, B}


@pytest.mark.parametrize(
    ("before", "now", "turn"),
    [
        (None, "quorate", "tested"), (None, "inquorate", "tested"), (None, "unknown", "tested"),
        ("quorate", "inquorate", "lost"), ("unknown", "inquorate", "lost"), ("inquorate", "inquorate", None),
        ("inquorate", "quorate", "regained"), ("unknown", "quorate", "regained"), ("quorate", "quorate", None),
        ("quorate", "unknown", None), ("inquorate", "unknown", None), ("unknown", "unknown", None),
    ],
)  # fmt: skip
def test_who_comes_and_goes_has_the_quorum_lost_and_regained(before: Any, now: Any, turn: str | None) -> None:
    assert quorum_watch.turn(before, now, known=True) == turn
    assert quorum_watch.turn(before, now, known=False) is None


def test_a_snapshot_names_every_clause_it_fails() -> None:
    failed = shot("inquorate", "count", "floor:CO", "class_majority")
    assert quorum_watch.short_of(failed) == ("R-QU1", "R-QU2", "R-QU3")
    assert quorum_watch.short_of(shot("unknown", "count")) == ()
    assert quorum_watch.short_of(QUORATE) == ()


UNCALLED = Told("R-QU4", "roll_not_called", "Call the roll first: who is here?")


def test_before_each_vote_a_quorum_is_shown() -> None:
    assert quorum_watch.missing(QUORATE) is None
    assert told(lambda: quorum_watch.missing(UNKNOWN)) == UNCALLED
    assert told(quorum_watch.uncalled) == UNCALLED


def test_what_is_missing_is_told_in_numbers() -> None:
    assert told(lambda: quorum_watch.missing(shot("inquorate", "class_majority", "floor:CO"))) == Told(
        "R-QU3",
        "not_quorate: class_majority, floor:CO",
        "Wait for more members. Or talk but do not decide. Or stop, and go on some other day.",
        "",
        {"count": 6, "needed": 5, "by_class": {"LE": 2, "PR": 4}, "reasons": ["class_majority", "floor:CO"]},
    )
    heads = QuorumSnapshot(3, 9, None, 5, False, "inquorate", ("count",), ())
    refused = quorum_watch.missing(heads)
    assert refused is not None
    assert refused.clause == "R-QU1"
    assert refused.because["by_class"] == {}


def test_anybody_here_asks_for_the_quorum_between_votes() -> None:
    assert quorum_watch.may_ask(here=True, voting=False) is None
    assert told(lambda: quorum_watch.may_ask(here=False, voting=True)) == Told(
        "R-QU5", "not_present", "Somebody who is here asks.", "/seat"
    )
    assert told(lambda: quorum_watch.may_ask(here=True, voting=True)) == Told(
        "R-QU5", "vote_under_way", "The quorum was looked at before this vote. Ask after it."
    )


@pytest.mark.parametrize(("orders", "said", "waited"), [(15, None, 15), (15, 20, 20), (15, 0, None), (0, None, None)])
def test_a_meeting_waits_as_was_said_else_as_the_orders_have_it(
    orders: int, said: int | None, waited: int | None
) -> None:
    assert quorum_watch.waited(StandingOrders(wait_minutes=orders), said) == waited


@pytest.mark.parametrize(("kind", "takes"), [("adjourn", False), ("closure", True), ("postpone", True), (None, True)])
def test_to_stop_takes_no_quorum(kind: str | None, takes: bool) -> None:
    assert inquorate.takes_a_quorum(kind) is takes


def test_orders_may_forbid_even_talk_without_a_quorum() -> None:
    silent = StandingOrders(inquorate_discussion=False)
    assert told(lambda: inquorate.may_talk(silent, INQUORATE)) == Told(
        "R-IQ2", "no_discussion_without_quorum", "Wait for more members, defer the item, or adjourn."
    )
    assert inquorate.may_talk(silent, QUORATE) is None
    assert inquorate.may_talk(silent, UNKNOWN) is None
    assert inquorate.may_talk(StandingOrders(inquorate_discussion=True), INQUORATE) is None


@pytest.mark.parametrize(
    ("out", "of_item", "of_meeting", "left"),
    [
        (True, INQUORATE, QUORATE, True), (False, INQUORATE, QUORATE, False), (True, QUORATE, QUORATE, False),
        (True, INQUORATE, INQUORATE, False), (True, UNKNOWN, QUORATE, False), (True, INQUORATE, UNKNOWN, False),
    ],
)  # fmt: skip
def test_an_item_loses_its_quorum_by_those_who_are_out_for_it(
    out: bool, of_item: QuorumSnapshot, of_meeting: QuorumSnapshot, left: bool
) -> None:
    assert inquorate.left_by_recusal(somebody_out=out, of_item=of_item, of_meeting=of_meeting) is left
