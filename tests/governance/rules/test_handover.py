"""Handing over from one officer to the next: by a list, complete once both sides say so (R-HO1)."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

import pytest

from governance.kernel import SeatId
from governance.rules import handover
from tests.governance.rules.refusals import Told, told

if TYPE_CHECKING:
    from collections.abc import Collection

GIVER, TAKER, OTHER = (SeatId(uuid.UUID(int=n)) for n in range(1, 4))
TODAY = dt.date(2026, 3, 10)


def test_two_people_hand_over() -> None:
    assert handover.between_two(GIVER, TAKER) is None
    assert told(lambda: handover.between_two(GIVER, GIVER)) == Told(
        "R-HO1", "hands_over_to_themselves", "Two people hand over.", "/taker"
    )


@pytest.mark.parametrize(
    ("due", "does"), [(None, True), ("2026-03-10", True), ("2026-03-11", True), ("2026-03-09", False)]
)
def test_the_day_is_today_or_to_come(due: str | None, does: bool) -> None:
    day = None if due is None else dt.date.fromisoformat(due)
    assert told(lambda: handover.due_in_time(day, TODAY)) == (
        None if does else Told("R-HO1", "day_has_passed", "Give a day to come.", "/due")
    )


def test_only_what_is_on_the_list_is_ticked_off() -> None:
    assert handover.on_the_list("keys", ("keys", "calendar")) is None
    assert told(lambda: handover.on_the_list("accounts", ("keys", "calendar"))) == Told(
        "R-HO1", "not_on_the_list", "Look at the list again.", "/item"
    )


@pytest.mark.parametrize("seat", [GIVER, TAKER, None])
def test_whoever_gives_or_takes_says_so(seat: SeatId | None) -> None:
    assert handover.theirs_to_say(seat, giver=GIVER, taker=TAKER) is None


def test_nobody_else_says_so() -> None:
    assert told(lambda: handover.theirs_to_say(OTHER, giver=GIVER, taker=TAKER)) == Told(
        "R-HO1", "not_theirs_to_say", "Whoever gives or takes says so.", "/seat"
    )


def test_a_side_that_confirms_is_named() -> None:
    assert handover.who_confirms(GIVER) is None
    assert told(lambda: handover.who_confirms(None)) == Told("R-HO1", "who", "Say which seat.", "/seat")


def test_nobody_confirms_while_something_is_left() -> None:
    assert handover.nothing_left(()) is None
    assert told(lambda: handover.nothing_left(("keys", "calendar"))) == Told(
        "R-HO1",
        "not_everything_is_handed_over",
        "Hand over what is left first.",
        "",
        {"open": ["keys", "calendar"]},
    )


@pytest.mark.parametrize(
    ("confirmed", "done", "complete"),
    [
        ((GIVER, TAKER), ("keys", "calendar"), True),
        ((GIVER,), ("keys", "calendar"), False),
        ((TAKER,), ("keys", "calendar"), False),
        ((GIVER, TAKER), ("keys",), False),
        ((), (), False),
    ],
)
def test_it_is_complete_once_all_is_done_and_both_said_so(
    confirmed: Collection[SeatId], done: Collection[str], complete: bool
) -> None:
    sides = (GIVER, TAKER)
    assert handover.complete(sides=sides, confirmed=confirmed, items=("keys", "calendar"), done=done) is complete


@pytest.mark.parametrize(
    ("due", "completed", "late"),
    [("2026-03-09", False, True), ("2026-03-10", False, False), (None, False, False), ("2026-03-09", True, False)],
)
def test_it_is_late_once_its_day_has_passed(due: str | None, completed: bool, late: bool) -> None:
    assert handover.overdue(due, "2026-03-10", completed=completed) is late
