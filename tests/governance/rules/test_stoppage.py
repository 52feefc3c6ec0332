"""Why a group could not decide, in whole sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from governance.rules.quorum import snapshot
from governance.rules.stoppage import in_words, with_empty_seats
from governance.standing_orders import ClassFloor, Fraction, StandingOrders

if TYPE_CHECKING:
    from governance.kernel import Class

SEATS: dict[Class, int] = {"LE": 3, "CO": 2, "PR": 2, "OT": 1}
HERE: dict[Class, int] = {"LE": 1, "CO": 2, "PR": 0, "OT": 1}


def because(reason: str, **said: Any) -> str:
    orders = StandingOrders(**{"quorum": 5, **said})
    shot = snapshot(orders, HERE, filled=8, established=9)
    sentence = in_words(orders, SEATS, HERE, shot, [reason])
    who = (
        "With 1 of 3 lived-experience members, 2 of 2 neighbours, 0 of 2 professionals, 1 of 1 other members there,"
        " the group could not decide: "
    )
    assert sentence.startswith(who)
    return sentence.removeprefix(who)


@pytest.mark.parametrize(
    ("reason", "said", "words"),
    [
        ("count", {}, "5 members are needed."),
        ("count", {"quorum": 1}, "1 member is needed."),
        ("floor:PR", {"floors": (ClassFloor("PR", 2),)}, "at least 2 professionals are needed."),
        ("floor:PR", {"floors": (ClassFloor("PR", 1),)}, "at least 1 professional is needed."),
        (
            "floor:LE+OT",
            {"floors": (ClassFloor("LE", 1, others=("OT",)),)},
            "at least 1 lived-experience member or other member is needed.",
        ),
        (
            "floor:CO+LE",
            {"floors": (ClassFloor("PR", 1), ClassFloor("CO", 4, others=("LE",)))},
            "at least 4 neighbours or lived-experience members are needed.",
        ),
        ("class_majority", {}, "lived-experience members must outweigh."),
        (
            "class_majority",
            {"lived_experience_variant": "at_least_half"},
            "lived-experience members must be at least half.",
        ),
        (
            "class_majority",
            {"lived_experience_variant": "fraction", "lived_experience_fraction": Fraction(3, 2)},
            "lived-experience members must be at least 2 in 3.",
        ),
        (
            "class_majority",
            {"lived_experience_variant": "fraction", "lived_experience_fraction": Fraction(4, 3, more=True)},
            "lived-experience members must be more than 3 in 4.",
        ),
        ("lived_experience", {}, "no lived-experience member is there to agree."),
        ("presider", {}, "nobody there may take the chair."),
        ("seconder", {}, "there is nobody to second a proposal."),
        ("majority", {}, "all their votes together would be too few."),
        ("min_votes_cast", {"min_votes_cast": 6}, "at least 6 votes are needed."),
    ],
)
def test_every_reason_is_a_sentence(reason: str, said: dict[str, Any], words: str) -> None:
    assert because(reason, **said) == words


ORDERS = StandingOrders(quorum=5, floors=(ClassFloor("PR", 2),))
SHOT = snapshot(ORDERS, {"LE": 3, "PR": 1}, filled=8, established=9)
WHY = ("count", "floor:PR")


def test_several_reasons_are_all_said_and_a_class_without_seats_is_not() -> None:
    assert in_words(ORDERS, {"LE": 4, "PR": 2, "CO": 0}, {"LE": 3, "PR": 1}, SHOT, WHY) == (
        "With 3 of 4 lived-experience members, 1 of 2 professionals there, the group could not decide:"
        " 5 members are needed and at least 2 professionals are needed."
    )


def test_seats_that_fall_empty_are_named_and_full_classes_are_not() -> None:
    seats: dict[Class, int] = {"LE": 4, "CO": 1, "PR": 3, "OT": 0}
    left: dict[Class, int] = {"LE": 3, "CO": 1, "PR": 1, "OT": 0}
    assert with_empty_seats(ORDERS, seats, left, SHOT, WHY) == (
        "Without 1 of 4 lived-experience members, 2 of 3 professionals, the group could not decide even with everyone"
        " else there: 5 members are needed and at least 2 professionals are needed."
    )


def test_where_nobody_holds_a_seat_there_is_nobody_to_name() -> None:
    assert in_words(ORDERS, {"LE": 0}, {}, SHOT, WHY) == "Nobody holds a voting seat, so the group could not decide."
