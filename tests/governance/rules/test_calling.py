"""Who calls a meeting by right, and what stays wrong with its notice (R-NO5, R-NO1, R-NO3)."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from governance.rules import calling, notice

SEAT: Any = uuid.uuid4()


@pytest.mark.parametrize(
    ("held", "convenor", "calls"),
    [
        ({"chair"}, False, True), ({"co_chair"}, False, True), ({"secretary"}, False, True),
        ({"vice_chair"}, False, False), ({"other"}, False, False), (set(), False, False), (set(), True, True),
    ],
)  # fmt: skip
def test_chairs_secretaries_and_the_convenor_call_meetings(held: Any, convenor: bool, calls: bool) -> None:
    assert calling.as_an_officer(held, convenor=convenor) is calls


def test_with_everybodys_agreement_nothing_is_wrong_with_short_notice() -> None:
    assert notice.once_asked(("R-NO1", "R-NO5"), (), ()) == ("R-NO5",)


def test_where_somebody_did_not_agree_the_notice_stays_too_short() -> None:
    assert notice.once_asked(("R-NO1",), (SEAT,), ("R-NO3",)) == ("R-NO1", "R-NO3")


@pytest.mark.parametrize(
    ("before", "found", "after"),
    [
        (("R-NO1",), (), ()), (("R-NO1",), ("R-NO1",), ("R-NO1",)), ((), ("R-NO1",), ("R-NO1",)),
        (("R-NO1", "R-NO5"), (), ("R-NO5",)),
    ],
)  # fmt: skip
def test_a_move_is_judged_anew_and_changes_nothing_else(before: Any, found: Any, after: Any) -> None:
    assert notice.once_moved(before, found) == after
