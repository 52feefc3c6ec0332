"""Who is at a meeting, who stays away, and who presides where chairs share (R-AP1, R-AP3, R-AP4, R-CH3)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from governance.kernel import SeatId
from governance.rules import absence, attendance, co_chairs
from tests.governance.rules.refusals import Told, told

if TYPE_CHECKING:
    from collections.abc import Sequence

A, B, C = (SeatId(uuid.UUID(int=n)) for n in range(1, 4))


@pytest.mark.parametrize(
    ("present", "apologies", "once"),
    [
        ((A, B), (C,), True), ((), (), True), ((A, B), (B,), False), ((A, A), (C,), False), ((A,), (C, C), False),
    ],
)  # fmt: skip
def test_a_seat_stands_in_one_list_once(present: Sequence[SeatId], apologies: Sequence[SeatId], once: bool) -> None:
    assert told(lambda: attendance.named_once(present, apologies)) == (
        None if once else Told("R-AP1", "seat_named_twice", "Name each seat once.", "/apologies")
    )


def test_nobody_leaves_before_it_is_known_who_was_here() -> None:
    assert attendance.who_was_here(known=True) is None
    assert told(lambda: attendance.who_was_here(known=False)) == Told(
        "R-AP1", "roll_not_called", "Say first who was here.", "/seats"
    )


def test_whoever_is_here_sends_no_apologies() -> None:
    assert attendance.sends_apologies(here=False) is None
    assert told(lambda: attendance.sends_apologies(here=True)) == Told(
        "R-AP1", "seat_is_present", "They are here: record when they left.", "/seat"
    )


FOR_NOBODY = Told(
    "R-AP3",
    "a_visitor_acts_for_nobody",
    "A supporter speaks for the member they came with. The member moves and votes.",
    "/seat",
)


def test_whoever_holds_no_seat_does_not_act() -> None:
    assert attendance.has_a_seat(visitor=False, pointer="/seat") is None
    assert told(lambda: attendance.has_a_seat(visitor=True, pointer="/seat")) == FOR_NOBODY
    assert told(lambda: attendance.acts_for_nobody("/seat")) == FOR_NOBODY


@pytest.mark.parametrize(("did", "too_much"), [("spoke", False), ("moved", True), ("seconded", True), ("voted", True)])
def test_a_supporter_only_speaks(did: str, too_much: bool) -> None:
    assert attendance.oversteps(did) is too_much
    assert told(lambda: attendance.may_be_noted(did)) == (FOR_NOBODY._replace(pointer="/did") if too_much else None)


@pytest.mark.parametrize(
    ("known", "came", "excused", "missed"),
    [(True, False, False, True), (True, True, False, False), (True, False, True, False), (False, False, False, False)],
)
def test_who_neither_came_nor_said_so_missed_a_meeting(known: bool, came: bool, excused: bool, missed: bool) -> None:
    assert absence.missed(known=known, came=came, excused=excused) is missed


@pytest.mark.parametrize(
    ("meetings", "away"),
    [
        ([True, True, True], True), ([False, True, True, True], True), ([True, True], False), ([], False),
        ([True, True, True, False], False), ([True, True, False, True], False), ([False, True, True], False),
    ],
)  # fmt: skip
def test_three_meetings_missed_in_a_row_start_a_conversation(meetings: list[bool], away: bool) -> None:
    assert absence.stays_away(meetings) is away


@pytest.mark.parametrize(
    ("holders", "lived", "looked_at"),
    [((A, B), (B,), True), ((A, B), (C,), False), ((A,), (A,), False), ((A, B), (), False), ((), (A,), False)],
)
def test_it_is_looked_at_who_presides_where_chairs_share(
    holders: Sequence[SeatId], lived: Sequence[SeatId], looked_at: bool
) -> None:
    assert co_chairs.shared(holders, lived) is looked_at


@pytest.mark.parametrize(
    ("lived", "whole", "enough"), [(60, 120, True), (59, 120, False), (61, 121, True), (60, 121, False), (0, 0, True)]
)
def test_half_the_time_is_enough(lived: int, whole: int, enough: bool) -> None:
    assert co_chairs.enough(lived, whole) is enough
