"""Actions: one owner, and found done by somebody else (R-AC2)."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

import pytest

from governance.kernel import SeatId
from governance.rules import actions
from tests.governance.rules.refusals import Told, told

OWNER, HELPER, OTHER = (SeatId(uuid.UUID(int=n)) for n in range(1, 4))


def test_whoever_took_it_on_or_helps_says_how_it_goes() -> None:
    assert told(lambda: actions.taken_on({OWNER, HELPER}, HELPER)) is None
    assert told(lambda: actions.taken_on({OWNER, HELPER}, OTHER)) == Told(
        "R-AC2", "not_theirs_to_do", "Whoever took it on, or helps, says so.", "/seat"
    )


@pytest.mark.parametrize(
    ("seat", "facts", "expected"),
    [
        (OTHER, {}, None),
        (OWNER, {}, Told("R-AC2", "verified_by_the_owner", "Ask a member who does not own it to look.", "/seat")),
        (OTHER, {"voting": False}, Told("R-AC2", "no_vote", "A member with a vote has a look.", "/seat")),
        (
            OTHER,
            {"reported": False},
            Told("R-AC2", "not_reported_done", "Whoever took it on says first that it is done."),
        ),
    ],
)
def test_it_is_found_done_by_a_member_who_does_not_own_it(
    seat: SeatId, facts: dict[str, Any], expected: Told | None
) -> None:
    assert told(lambda: actions.found_done(OWNER, seat, **{"voting": True, "reported": True, **facts})) == expected


def test_the_owner_is_no_witness() -> None:
    assert told(lambda: actions.by_the_owner(OWNER, OTHER)) is None
    assert told(lambda: actions.by_the_owner(None, OTHER)) is None
    assert told(lambda: actions.by_the_owner(OWNER, OWNER)) == Told(
        "R-AC2", "verified_by_the_owner", "Ask a member who does not own it to look.", "/seat"
    )


def test_what_is_over_is_not_gone_on_with() -> None:
    assert told(lambda: actions.still_to_do(over=False, stage="agreed")) is None
    assert told(lambda: actions.still_to_do(over=True, stage="dropped")) == Told(
        "R-AC2", "action_is_dropped", "Agree a new action if there is more to do."
    )


OWNER, LOOKED = SeatId(UUID(int=1)), SeatId(UUID(int=2))


def looked(
    seat: SeatId = LOOKED, *, voting: bool = True, reported: bool = True, told_by: tuple[SeatId, ...] = ()
) -> Any:
    return told(lambda: actions.found_done(OWNER, seat, voting=voting, reported=reported, told_by=told_by))


def test_somebody_else_than_the_owner_finds_it_done_and_says_so() -> None:
    assert looked() is None
    assert looked(told_by=(LOOKED,)) is None
    assert looked(OWNER) == Told("R-AC2", "verified_by_the_owner", "Ask a member who does not own it to look.", "/seat")
    assert looked(told_by=(LOOKED, OWNER)) == Told(
        "R-AC2", "told_by_the_owner", "Whoever looked says so themselves, or somebody else writes it down.", "/seat"
    )
    assert looked(voting=False) == Told("R-AC2", "no_vote", "A member with a vote has a look.", "/seat")
    assert looked(reported=False) == Told(
        "R-AC2", "not_reported_done", "Whoever took it on says first that it is done."
    )
