"""A meeting that goes on under new standing orders: each decision names those it was made under (R-AU1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.api.test_live_meetings import at, called
from tests.people import adopt

if TYPE_CHECKING:
    from tests.api.conftest import Room

FEBRUARY, LATER = "2026-02-10", "2026-02-17"
HERE = ["chair", "vice-chair", "secretary", "carer-representative", "respiratory-nurse", "development-worker"]
KEY = {"Idempotency-Key": "the-vote-of-10-february"}


def vote(item: str, day: str, **more: Any) -> dict[str, Any]:
    return {
        "item": item, "words": "Use the library.", "how": "hands", "moved_by": "carer-representative",
        "seconded_by": "secretary", "count": {"for": 6}, **at(day, "14:20"), **more,
    }  # fmt: skip


@pytest.fixture
def adjourned(room: Room) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """The meeting, and its decisions of 10 and 17 February; version 2 of the orders is in force from the 12th."""
    orders = {"quorum": 5, "lived_experience": "block", "seconder_required": True, "majority": "two_thirds_cast"}
    adopt(room.governance, orders, since="2026-02-12")
    meeting, _ = called(room, FEBRUARY, "2026-02-01", "Spring drop-in", "The new leaflet")
    opening = {"present": HERE, "presider": "chair", "minute_taker": "secretary", **at(FEBRUARY, "14:00")}
    room.act("POST", f"/meetings/{meeting}/open", opening)
    path = f"/api/v1/meetings/{meeting}/decisions"
    first = room.ask("POST", path, json=vote("3", FEBRUARY), headers=KEY).json()
    room.act("POST", f"/meetings/{meeting}/adjourn", {"until": {"date": LATER}, **at(FEBRUARY, "15:00")})
    room.act("POST", f"/meetings/{meeting}/resume", {"present": HERE, **at(LATER, "14:00")})
    room.act("POST", f"/meetings/{meeting}/chair", {"seat": "chair", **at(LATER, "14:00")})
    second = room.ask("POST", path, json=vote("4", LATER)).json()
    return path, first, second


SIMPLE = "6 for is more than 0 against: simple majority of votes cast (R-MA3, standing orders v1)"
TWO_THIRDS = "two thirds of votes cast (R-MA3, standing orders v2)"


def test_over_the_api(room: Room, adjourned: tuple[str, dict[str, Any], dict[str, Any]]) -> None:
    path, first, second = adjourned
    position = second["receipt"]["positions"][1]
    old, new = room.ask("GET", f"/api/v1/register?group=group-a&wait_for={position}").json()
    assert (old["orders_version"], new["orders_version"]) == (1, 2)
    assert SIMPLE in old["why"]
    assert TWO_THIRDS in new["why"]
    one = room.ask("GET", f"/api/v1/decisions/{first['decision']['id']}").json()
    assert (one["orders_version"], one["why"]) == (1, old["why"])
    assert SIMPLE in first["why"]
    assert TWO_THIRDS in second["why"]
    repeated = room.ask("POST", path, json=vote("3", FEBRUARY), headers=KEY).json()
    assert (repeated["decision"], repeated["why"]) == (first["decision"], first["why"])


def test_on_the_page(room: Room, adjourned: tuple[str, dict[str, Any], dict[str, Any]]) -> None:
    _, first, second = adjourned
    old = room.look(f"/decisions/{first['decision']['id']}").text
    assert "Our rules at the time were standing orders, version 1." in old
    assert SIMPLE in old
    assert "standing orders v2" not in old
    new = room.look(f"/decisions/{second['decision']['id']}").text
    assert "Our rules at the time were standing orders, version 2." in new
    assert TWO_THIRDS in new
