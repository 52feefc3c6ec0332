"""Orders that could never be met are refused when they are adopted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from governance.group import commands as g
from governance.group import state as group_state
from governance.kernel import Rejected
from governance.organisation import commands as o
from governance.rules.rehearse import rehearse
from governance.rules.satisfiable import findings, has_room
from governance.standing_orders import ClassFloor, ClassSeats, Fraction, StandingOrders, Threshold
from tests.governance.rules.refusals import Told, told
from tests.spec import Scene

if TYPE_CHECKING:
    from governance.kernel import Class

NAMED_TWICE = (Threshold("rules", "two_thirds_cast"), Threshold("rules", "simple_cast"))
FAULTS: list[tuple[dict[str, Any], str]] = [
    (
        {"lived_experience_variant": "fraction"},
        "Lived-experience members must be a fraction of those there, but it is not said which.",
    ),
    ({"thresholds": NAMED_TWICE}, "The category rules is given 2 majorities."),
]


@pytest.mark.parametrize(
    ("presider_class", "seats", "somebody"),
    [
        ("any", ["PR", "PR"], True),
        ("not_professional_or_staff", ["PR", "PR"], False),
        ("not_professional_or_staff", ["PR", "CO"], True),
        ("lived_experience", ["PR", "CO"], False),
        ("lived_experience", ["PR", "LE"], True),
    ],
)
def test_somebody_may_take_the_chair(presider_class: Any, seats: list[Class], somebody: bool) -> None:
    found = findings(StandingOrders(quorum=1, presider_class=presider_class), seats)
    assert found == ([] if somebody else ["Nobody may take the chair: no voting seat is of a kind that may."])


def test_a_single_member_cannot_second() -> None:
    orders = StandingOrders(quorum=1, seconder_required=True)
    assert findings(orders, ["LE"]) == ["A proposal needs a seconder, but there is nobody to second the only member's."]
    assert findings(orders, ["LE", "LE"]) == []


@pytest.mark.parametrize(("fault", "said"), FAULTS)
def test_orders_that_leave_something_open_are_found_out(fault: dict[str, Any], said: str) -> None:
    orders = StandingOrders(quorum=1, **fault)
    assert findings(orders, ["LE"]) == [said]
    assert findings(orders, []) == [said]


def test_a_fraction_that_is_said_is_no_fault() -> None:
    third = StandingOrders(lived_experience_variant="fraction", lived_experience_fraction=Fraction(over=3))
    assert findings(third, ["LE"] * 3) == []


@pytest.mark.parametrize(("fault", "said"), FAULTS)
def test_a_group_without_seats_cannot_adopt_them_either(fault: dict[str, Any], said: str) -> None:
    scene = group_without_seats()
    with pytest.raises(Rejected, match="orders_cannot_be_satisfied") as refused:
        scene.do(g.AdoptStandingOrders(group=scene.id, orders=StandingOrders(**fault)))
    assert refused.value.because == {"findings": [said]}


FOUR_AND_TWO: list[Class] = ["LE"] * 4 + ["PR"] * 2


@pytest.mark.parametrize(
    ("said", "found"),
    [
        # What the six seats can just meet, and what they miss by one.
        ({"quorum": 6}, []),
        ({"quorum": 7}, ["The quorum is 7, but there are only 6 voting seats."]),
        ({"quorum": 0, "quorum_fraction": Fraction(1), "quorum_base": "established"}, []),
        (
            {"quorum": 0, "quorum_fraction": Fraction(1, more=True)},
            ["The quorum is 7, but there are only 6 voting seats."],
        ),
        ({"min_votes_cast": 6}, []),
        ({"min_votes_cast": 7}, ["At least 7 votes are asked for, but there are only 6 voting seats."]),
        ({"floors": (ClassFloor("LE", 4), ClassFloor("PR", 2))}, []),
        (
            {"floors": (ClassFloor("LE", 5), ClassFloor("CO", 1, others=("PR",)))},
            ["At least 5 of class LE must be there, but there are only 4 such seats."],
        ),
        (
            {"floors": (ClassFloor("PR", 3, others=("CO", "OT")),)},
            ["At least 3 of class PR or CO or OT must be there, but there are only 2 such seats."],
        ),
        (
            {"floors": (ClassFloor("CO", 2, others=("OT",)),)},
            ["At least 2 of class CO or OT must be there, but there are only 0 such seats."],
        ),
        ({"lived_experience": "block"}, []),
        (
            {
                "lived_experience": "block",
                "lived_experience_variant": "fraction",
                "lived_experience_fraction": Fraction(4, 3),
            },
            ["Lived-experience members must outweigh the others, but they have 4 of 6 seats."],
        ),
        ({"most_members": 6}, []),
        ({"most_members": 5}, ["The group has at most 5 members, but there are 6 voting seats."]),
        ({"seats_lived_experience": True}, []),
    ],
)
def test_what_six_seats_could_never_meet(said: dict[str, Any], found: list[str]) -> None:
    assert findings(StandingOrders(**{"quorum": 1, **said}), FOUR_AND_TWO) == found


@pytest.mark.parametrize(("lived", "others", "fits"), [(3, 2, True), (3, 3, False), (2, 3, False)])
def test_most_seats_are_kept_for_lived_experience(lived: int, others: int, fits: bool) -> None:
    orders = StandingOrders(quorum=1, seats_lived_experience=True)
    seats: list[Class] = ["LE"] * lived + ["PR"] * others
    everyone = lived + others
    said = f"Most voting seats are for lived experience, but only {lived} of {everyone} are."
    assert findings(orders, seats) == ([] if fits else [said])


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"quorum": 6}, []),
        ({"quorum": 7}, ["The quorum is 7, but the group has at most 6 members."]),
        # Floors of two classes add up; of one class the higher counts; one of several classes together does not.
        ({"floors": (ClassFloor("LE", 4), ClassFloor("PR", 2))}, []),
        (
            {"floors": (ClassFloor("LE", 4), ClassFloor("PR", 3))},
            ["At least 7 must be there to have every kind, but the group has at most 6 members."],
        ),
        ({"floors": (ClassFloor("LE", 4), ClassFloor("LE", 3), ClassFloor("PR", 2))}, []),
        (
            {"floors": (ClassFloor("LE", 5), ClassFloor("LE", 3), ClassFloor("PR", 2))},
            ["At least 7 must be there to have every kind, but the group has at most 6 members."],
        ),
        (
            {"floors": (ClassFloor("LE", 3), ClassFloor("LE", 5), ClassFloor("PR", 2))},
            ["At least 7 must be there to have every kind, but the group has at most 6 members."],
        ),
        ({"floors": (ClassFloor("LE", 6, others=("CO",)), ClassFloor("PR", 2))}, []),
        # One of several classes together does not hide those that come after it.
        (
            {"floors": (ClassFloor("LE", 1, others=("CO",)), ClassFloor("PR", 7))},
            ["At least 7 must be there to have every kind, but the group has at most 6 members."],
        ),
        ({"min_votes_cast": 6}, []),
        ({"min_votes_cast": 7}, ["At least 7 votes are asked for, but the group has at most 6 members."]),
        ({"fewest_members": 6}, []),
        (
            {"fewest_members": 7},
            ["The group is to have at least 7 members, but the group has at most 6 members."],
        ),
    ],
)
def test_what_orders_ask_for_beyond_their_own_most_members(said: dict[str, Any], found: list[str]) -> None:
    assert findings(StandingOrders(**{"quorum": 1, "most_members": 6, **said}), []) == found


def test_a_single_seat_is_spoken_of_as_one() -> None:
    orders = StandingOrders(quorum=2, min_votes_cast=3, floors=(ClassFloor("LE", 2),))
    assert findings(orders, ["LE"]) == [
        "The quorum is 2, but there is only 1 voting seat.",
        "At least 3 votes are asked for, but there is only 1 voting seat.",
        "At least 2 of class LE must be there, but there is only 1 such seat.",
    ]


def test_without_a_most_nothing_is_too_many() -> None:
    assert findings(StandingOrders(quorum=500, fewest_members=400), []) == []


def test_what_orders_leave_open_is_said_before_what_seats_cannot_meet() -> None:
    orders = StandingOrders(quorum=9, lived_experience_variant="fraction", presider_class="lived_experience")
    assert findings(orders, ["PR"]) == [
        "Lived-experience members must be a fraction of those there, but it is not said which.",
        "The quorum is 9, but there is only 1 voting seat.",
        "Nobody may take the chair: no voting seat is of a kind that may.",
    ]


def test_a_full_group_makes_no_further_seat() -> None:
    six = StandingOrders(most_members=6)
    assert has_room(six, ["LE"] * 5, "LE") is None
    assert has_room(StandingOrders(), ["LE"] * 500, "LE") is None
    assert told(lambda: has_room(six, ["LE"] * 6, "PR")) == Told(
        "R-QU10",
        "group_is_full",
        "First agree new rules that allow more members.",
        because={"seats": 6, "most": 6},
    )


TEAM = StandingOrders(
    quorum=1, presider_class="any", class_seats=(ClassSeats("LE", least=2), ClassSeats("PR", least=1, most=3))
)


def test_a_kind_of_which_there_are_enough_gets_no_further_seat() -> None:
    assert has_room(TEAM, ["PR", "PR", "LE", "LE"], "PR") is None
    # Of a class without a most there are never too many.
    assert has_room(TEAM, ["PR"] * 3 + ["LE"] * 9, "LE") is None
    assert told(lambda: has_room(TEAM, ["PR", "LE", "PR", "PR"], "PR")) == Told(
        "R-QU10",
        "enough_seats_of_this_kind",
        "First agree new rules that allow more members.",
        because={"seats": 3, "most": 3, "class": "PR"},
    )


def test_seats_are_of_the_classes_the_orders_say() -> None:
    assert findings(TEAM, ["LE", "LE", "PR", "PR", "PR"]) == []
    assert findings(TEAM, ["LE"] + ["PR"] * 4) == [
        "At least 2 voting seats are of class LE, but there is only 1 such seat.",
        "At most 3 voting seats are of class PR, but there are 4.",
    ]
    assert findings(TEAM, ["LE", "LE", "CO"]) == [
        "At least 1 voting seats are of class PR, but there are only 0 such seats."
    ]


def test_seats_said_in_two_ways_show_before_there_is_one() -> None:
    twice = StandingOrders(
        quorum=1, most_members=4, class_seats=(ClassSeats("LE", least=3, most=2), ClassSeats("PR", least=2))
    )
    assert findings(twice, []) == [
        "At least 5 seats are each of a certain class, but the group has at most 4 members.",
        "Of class LE there are at least 3 seats, and at most 2.",
    ]


def test_a_group_without_seats_may_say_how_many_it_will_need() -> None:
    scene = group_without_seats()
    (adopted,) = scene.do(g.AdoptStandingOrders(group=scene.id, orders=StandingOrders(quorum=5)))
    assert adopted.orders.quorum == 5  # type: ignore[attr-defined]


def group_without_seats() -> Scene:
    scene = Scene()
    scene.do(o.RegisterPerson(name="Person"))
    scene.group = group_state.GroupState()
    scene.do(g.FoundGroup(name="Group B", slug="b"))
    return scene


SILENT = "Whoever presides only breaks ties. The votes of {} of {} can agree nothing."
ALONE = "Lived-experience members must agree, but the only one presides and only breaks ties."


@pytest.mark.parametrize(
    ("orders", "seats", "said"),
    [
        ({}, ["LE"], [SILENT.format(0, 1)]),
        # Two: one votes, which is not more than half of two; of three, two are.
        ({"majority": "absolute_entitled"}, ["LE", "LE"], [SILENT.format(1, 2)]),
        ({"majority": "simple_present"}, ["LE", "LE"], [SILENT.format(1, 2)]),
        ({"majority": "absolute_entitled"}, ["LE", "LE", "LE"], []),
        # Two of three are two thirds, one of two is not.
        ({"majority": "two_thirds_entitled"}, ["LE", "LE"], [SILENT.format(1, 2)]),
        ({"majority": "two_thirds_entitled"}, ["LE", "LE", "LE"], []),
        ({"min_votes_cast": 3}, ["LE"] * 3, [SILENT.format(2, 3)]),
        ({"min_votes_cast": 3}, ["LE"] * 4, []),
        # More than there are seats is said once.
        ({"min_votes_cast": 3}, ["LE"] * 2, ["At least 3 votes are asked for, but there are only 2 voting seats."]),
        ({"lived_experience": "concurrent", "presider_class": "lived_experience"}, ["LE", "PR"], [ALONE]),
        ({"lived_experience": "concurrent", "presider_class": "lived_experience"}, ["LE", "LE", "PR"], []),
        # Somebody else may preside, and they agree.
        ({"lived_experience": "concurrent", "presider_class": "any"}, ["LE", "PR"], []),
    ],
)
def test_where_the_chair_only_breaks_ties_the_others_must_be_enough(
    orders: dict[str, Any], seats: list[Class], said: list[str]
) -> None:
    given = StandingOrders(**{"quorum": 1, "tie_rule": "only_vote", **orders})
    assert findings(given, seats) == said
    # With a vote of their own the chair makes it possible.
    assert [one for one in findings(StandingOrders(**{"quorum": 1, **orders}), seats) if one in said] == [
        one for one in said if one.startswith("At least")
    ]
    assert bool(rehearse(given, Counter(seats), {}).stopped[0]) == bool(said)
