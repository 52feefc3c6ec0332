"""Quorum as it stood: how many of how many, what was needed, and everything that fails (R-QU1 to R-QU3, R-IQ6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from governance.rules import quorum
from governance.rules.quorum import QuorumSnapshot
from governance.standing_orders import ClassFloor, Fraction, StandingOrders

if TYPE_CHECKING:
    from governance.kernel import Class

BLOCK = StandingOrders(quorum=5, lived_experience="block")


def shot(orders: StandingOrders, here: dict[Class, int] | None, **room: Any) -> QuorumSnapshot:
    return quorum.snapshot(orders, here, **{"filled": 9, "established": 10, **room})


@pytest.mark.parametrize(
    ("said", "needed"),
    [
        ({"quorum": 3}, 3),
        ({"quorum": 0}, 1),
        # A half of nine filled seats, of ten established ones; a third of ten rounded up; more than half of ten.
        ({"quorum": 3, "quorum_fraction": Fraction(2)}, 5),
        ({"quorum": 3, "quorum_fraction": Fraction(2), "quorum_base": "established"}, 5),
        ({"quorum": 3, "quorum_fraction": Fraction(3)}, 3),
        ({"quorum": 3, "quorum_fraction": Fraction(3), "quorum_base": "established"}, 4),
        ({"quorum": 3, "quorum_fraction": Fraction(2, more=True), "quorum_base": "established"}, 6),
        # Whichever is more.
        ({"quorum": 7, "quorum_fraction": Fraction(2)}, 7),
    ],
)
def test_a_number_or_a_share_of_the_seats_whichever_is_more(said: dict[str, Any], needed: int) -> None:
    assert quorum.needed(StandingOrders(**said), filled=9, established=10) == needed


@pytest.mark.parametrize(
    ("variant", "share", "lived", "holds"),
    [
        ("strict_majority", None, 3, False),
        ("strict_majority", None, 4, True),
        ("at_least_half", None, 3, True),
        ("at_least_half", None, 2, False),
        ("fraction", Fraction(3), 2, True),
        ("fraction", Fraction(3), 1, False),
        ("fraction", Fraction(3, more=True), 2, False),
        ("fraction", Fraction(3, more=True), 3, True),
        # Where it is not said which, nothing is asked.
        ("fraction", None, 0, True),
    ],
)
def test_of_six_there_so_many_have_lived_experience(
    variant: Any, share: Fraction | None, lived: int, holds: bool
) -> None:
    orders = StandingOrders(lived_experience_variant=variant, lived_experience_fraction=share)
    assert quorum.lived_experience_holds(orders, lived, 6) is holds


def test_a_quorate_room_as_it_is_kept() -> None:
    assert shot(BLOCK, {"PR": 2, "CO": 0, "LE": 4}) == QuorumSnapshot(
        count=6,
        of=9,
        by_class=(("LE", 4), ("PR", 2)),
        needed=5,
        class_majority=True,
        result="quorate",
        reasons=(),
        flags=(),
    )


def test_everything_that_fails_is_said() -> None:
    orders = StandingOrders(quorum=5, lived_experience="block", floors=(ClassFloor("CO", 1), ClassFloor("LE", 2)))
    assert shot(orders, {"LE": 2, "PR": 2}) == QuorumSnapshot(
        count=4,
        of=9,
        by_class=(("LE", 2), ("PR", 2)),
        needed=5,
        class_majority=True,
        result="inquorate",
        reasons=("count", "floor:CO", "class_majority"),
        flags=(),
    )


@pytest.mark.parametrize(
    ("rule", "reasons", "flags"),
    [
        ("off", (), ()),
        ("flag", (), ("lived_experience_short",)),
        ("concurrent", (), ()),
        ("block", ("class_majority",), ()),
    ],
)
def test_what_a_missing_lived_experience_majority_does(
    rule: Any, reasons: tuple[str, ...], flags: tuple[str, ...]
) -> None:
    found = shot(StandingOrders(quorum=5, lived_experience=rule), {"PR": 5})
    assert (found.reasons, found.flags, found.class_majority) == (reasons, flags, rule == "block")


def test_one_professional_alone_is_no_lived_experience_majority() -> None:
    assert shot(StandingOrders(quorum=1, lived_experience="block"), {"PR": 1}).reasons == ("class_majority",)


def test_where_it_is_there_nothing_is_marked() -> None:
    assert shot(StandingOrders(quorum=5), {"LE": 3, "PR": 2}).flags == ()


@pytest.mark.parametrize(
    ("headcount", "result", "reasons"),
    [(4, "inquorate", ("count",)), (0, "inquorate", ("count",)), (5, "unknown", ()), (None, "unknown", ())],
)
def test_a_head_count_shows_no_more_than_that_there_were_too_few(
    headcount: int | None, result: Any, reasons: tuple[str, ...]
) -> None:
    expected = QuorumSnapshot(
        count=headcount, of=9, by_class=None, needed=5, class_majority=True,
        result=result, reasons=reasons, flags=(),
    )  # fmt: skip
    assert shot(BLOCK, None, headcount=headcount) == expected
    assert shot(StandingOrders(quorum=5), None, headcount=headcount).class_majority is False


def test_how_many_of_a_class_were_there() -> None:
    found = shot(BLOCK, {"LE": 4, "PR": 2})
    assert [found.of_class(c) for c in quorum.CLASSES] == [4, 0, 2, 0]
    assert shot(BLOCK, None, headcount=4).of_class("LE") == 0


SECOND = StandingOrders(quorum=5, lived_experience="flag", second_meeting_rule=True)


def test_at_a_second_meeting_those_who_come_are_enough() -> None:
    few = shot(SECOND, {"LE": 1, "PR": 2})
    assert (few.result, few.reasons, few.flags) == ("inquorate", ("count",), ("lived_experience_short",))
    again = quorum.second_meeting(SECOND, few)
    assert (again.result, again.reasons, again.flags) == (
        "quorate", (), ("lived_experience_short", "second_meeting")
    )  # fmt: skip
    assert (again.count, again.of, again.by_class, again.needed) == (3, 9, (("LE", 1), ("PR", 2)), 5)


@pytest.mark.parametrize(
    ("said", "here", "headcount"),
    [
        # The orders do not say so; a class is missing; classes are not known; nobody came.
        ({"second_meeting_rule": False}, {"LE": 2, "PR": 1}, None),
        ({"floors": (ClassFloor("CO", 1),)}, {"LE": 2, "PR": 1}, None),
        ({"lived_experience": "block"}, {"LE": 1, "PR": 2}, None),
        ({}, None, 3),
        ({}, {}, None),
        # Enough came by themselves.
        ({}, {"LE": 3, "PR": 2}, None),
    ],
)
def test_only_the_count_gives_way(said: dict[str, Any], here: dict[Class, int] | None, headcount: int | None) -> None:
    orders = StandingOrders(**{"quorum": 5, "second_meeting_rule": True, **said})
    before = shot(orders, here, headcount=headcount)
    assert quorum.second_meeting(orders, before) == before


@pytest.mark.parametrize(
    ("seats", "established", "never"),
    [
        ({"LE": 5, "PR": 4}, 9, False),
        ({"LE": 4, "PR": 4}, 9, True),
        ({"LE": 4}, 9, True),
        ({}, 9, True),
    ],
)
def test_seats_that_fall_empty_may_leave_a_full_room_unable_to_decide(
    seats: dict[Class, int], established: int, never: bool
) -> None:
    assert quorum.structurally_inquorate(BLOCK, seats, established=established) is never


@pytest.mark.parametrize(("established", "never"), [(10, False), (11, True)])
def test_an_empty_seat_counts_where_the_share_is_of_all_seats(established: int, never: bool) -> None:
    half = StandingOrders(quorum=0, quorum_fraction=Fraction(2), quorum_base="established", lived_experience="off")
    assert quorum.structurally_inquorate(half, {"LE": 5}, established=established) is never
