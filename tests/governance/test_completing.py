"""What a command leaves out and the record knows."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from governance.acts import Principal
from governance.completing import completed
from governance.group.commands import FoundGroup
from governance.kernel import Rejected
from governance.motion.commands import Cost, MoveMotion

PERSON: Any = uuid.UUID("00000000-0000-4000-8000-000000000001")
OTHER: Any = uuid.UUID("00000000-0000-4000-8000-000000000002")
FOUNDER = Principal("person", PERSON, PERSON)


def proposal(cost: Cost | None) -> MoveMotion:
    return MoveMotion(meeting=PERSON, item=PERSON, words="x", cost=cost)


def test_whoever_founds_a_group_is_its_convenor_unless_somebody_else_is_named() -> None:
    founding = FoundGroup(name="B", slug="b")
    assert completed(founding, FOUNDER, "GBP") == FoundGroup(name="B", slug="b", convenor=PERSON)
    named = FoundGroup(name="B", slug="b", convenor=OTHER)
    assert completed(named, FOUNDER, "GBP") == named
    assert completed(founding, Principal("operator"), "GBP") == founding


def test_a_cost_is_in_the_currency_of_the_organisation() -> None:
    assert completed(proposal(Cost(1)), FOUNDER, "EUR") == proposal(Cost(1, currency="EUR"))
    assert completed(proposal(Cost(1, currency="EUR")), FOUNDER, "EUR") == proposal(Cost(1, currency="EUR"))
    assert completed(proposal(None), FOUNDER, "EUR") == proposal(None)


def test_a_cost_in_another_currency_is_refused() -> None:
    with pytest.raises(Rejected, match="other_currency") as caught:
        completed(proposal(Cost(1, currency="GBP")), FOUNDER, "EUR")
    assert caught.value.pointer == "/cost/currency"
