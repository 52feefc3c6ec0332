"""Who stands in for a member (R-AP2), and who fits an office (R-EL1)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest

from governance.kernel import PersonId
from governance.rules import deputies, offices
from governance.standing_orders import StandingOrders
from tests.governance.rules.refusals import Told, told

if TYPE_CHECKING:
    from governance.kernel import Class
    from governance.standing_orders import OfficeKind

NAMED, SENT, OTHER = (PersonId(uuid.UUID(int=n)) for n in range(1, 4))
NOT_NAMED = Told("R-AP2", "not_the_named_deputy", "Only the person named for this seat stands in.", "/person")
TOO_LATE = Told(
    "R-AP2",
    "named_after_the_start",
    "A deputy is named before the meeting begins. They may sit in as a visitor.",
    "/person",
)


def test_a_deputy_is_of_the_same_class_and_has_no_vote_of_their_own() -> None:
    assert deputies.fits("LE", "LE", has_vote=False) is None
    assert told(lambda: deputies.fits("PR", "LE", has_vote=True)) == Told(
        "R-AP2",
        "deputy_of_another_class",
        "A deputy is of the same kind as the member they stand in for.",
        "/constituency",
        {"class": "PR", "class_of_the_seat": "LE"},
    )
    assert told(lambda: deputies.fits("LE", "LE", has_vote=True)) == Told(
        "R-AP2", "one_person_one_vote", "Choose somebody who has no vote of their own here.", "/person"
    )


@pytest.mark.parametrize(
    ("rule", "person", "begun", "expected"),
    [
        ("named", NAMED, False, None),
        ("named", NAMED, True, None),
        ("named", SENT, False, NOT_NAMED),
        ("named", OTHER, True, NOT_NAMED),
        ("any", OTHER, False, None),
        ("any", SENT, True, None),
        ("any", NAMED, True, None),
        ("any", OTHER, True, TOO_LATE),
        (
            "none",
            NAMED,
            False,
            Told("R-AP2", "no_deputies", "Our standing orders have no deputies. They may sit in."),
        ),
    ],
)
def test_the_orders_say_who_stands_in(rule: Any, person: PersonId, begun: bool, expected: Told | None) -> None:
    orders = StandingOrders(deputies=rule)
    assert told(lambda: deputies.allowed(orders, person, named=NAMED, sent=SENT, begun=begun)) == expected


@pytest.mark.parametrize(
    ("kind", "class_", "fit"),
    [
        ("chair", "LE", True),
        ("chair", "PR", False),
        ("secretary", "CO", False),
        ("vice_chair", "PR", True),
        ("other", "OT", True),
        (None, "PR", True),
    ],
)
def test_chair_and_secretary_are_for_lived_experience(kind: OfficeKind | None, class_: Class, fit: bool) -> None:
    assert offices.fits(StandingOrders(), kind, class_) is fit
