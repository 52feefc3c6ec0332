"""A decision whose vote was set aside is told so wherever decisions are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from governance.kernel import MeetingId

if TYPE_CHECKING:
    from tests.api.conftest import Room

DAY = "2026-02-10"
HERE = ["chair", "vice-chair", "secretary", "carer-representative", "gp", "commissioner"]


def at(time: str) -> dict[str, Any]:
    return {"when": {"date": DAY, "time": time}}


@pytest.fixture
def decided(room: Room) -> dict[str, Any]:
    called = {"starts": {"date": DAY, "time": "14:00"}, "agenda": [{"title": "Spring"}], "when": {"date": "2026-02-01"}}
    meeting = room.act("POST", "/groups/group-a/meetings", called)["meeting"]["id"]
    room.act("POST", f"/meetings/{meeting}/open", {"present": HERE, "presider": "chair", **at("14:00")})
    said = {"item": "3", "words": "Meet at the library.", "how": "hands", "count": {"for": 6}}
    by = {"moved_by": "vice-chair", "seconded_by": "gp"}
    made = room.act("POST", f"/meetings/{meeting}/decisions", {**said, **by, **at("14:20")})
    motion = next(iter(room.governance.meeting(MeetingId(UUID(meeting))).motions))
    return {"meeting": meeting, "decision": made["decision"]["id"], "motion": str(motion)}


def annul(room: Room, decided: dict[str, Any]) -> dict[str, Any]:
    ruling = {"words": "The vote is set aside.", "annuls": decided["motion"], **at("14:30")}
    return room.act("POST", f"/meetings/{decided['meeting']}/rulings", ruling)


def test_a_decision_set_aside_has_no_effect_in_the_register(room: Room, decided: dict[str, Any]) -> None:
    before = room.governance.head()
    made = annul(room, decided)
    assert made["minutes"] == [
        "3.3 Chair, in the chair, ruled: The vote is set aside.",
        "3.4 The vote on this was set aside and does not count: Meet at the library.",
    ]
    last = made["receipt"]["positions"][1]
    (listed,) = room.ask("GET", f"/api/v1/register?group=group-a&wait_for={last}").json()
    assert (listed["set_aside"], listed["outcome"]["takes_effect"]) == ("annulled", False)
    one = room.ask("GET", f"/api/v1/decisions/{decided['decision']}").json()
    assert (one["set_aside"], one["outcome"]["takes_effect"]) == ("annulled", False)
    then = room.ask("GET", f"/api/v1/decisions/{decided['decision']}?as_known_at={before}").json()
    assert (then["set_aside"], then["outcome"]["takes_effect"]) == (None, True)


def test_a_ruling_is_named_when_it_is_appealed(room: Room, decided: dict[str, Any]) -> None:
    ruling = annul(room, decided)["ruling"]["id"]
    appeal = {"seats": ["carer-representative", "gp"], **at("14:31")}
    motion = room.act("POST", f"/rulings/{ruling}/appeal", appeal)["motion"]["id"]
    assert room.ask("GET", f"/api/v1/motions/{motion}").json()["words"] == "The ruling stands."


def test_the_pages_tell_it_too(room: Room, decided: dict[str, Any]) -> None:
    last = annul(room, decided)["receipt"]["positions"][1]
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={last}")
    assert "This vote was set aside later. It has no effect." in room.look(f"/decisions/{decided['decision']}").text
    assert "Set aside later, without effect" in room.look("/groups/group-a/register").text
