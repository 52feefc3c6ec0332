"""Orders that could never be met are refused when they are adopted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from governance.group import commands as g
from governance.group import state as group_state
from governance.kernel import Rejected
from governance.organisation import commands as o
from governance.rules.satisfiable import findings
from governance.standing_orders import Fraction, StandingOrders, Threshold
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
