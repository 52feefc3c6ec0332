"""Who takes the chair: by the line of the orders, and how long the chair is waited for (R-CH1)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from tests.people import adopt, record

if TYPE_CHECKING:
    from tests.api.conftest import Room

CALLED = {"do": "callMeeting", "as": "m", "group": "group-a", "agenda": [{"title": "Tea"}],
          "starts": {"date": "2026-09-10", "time": "14:00"}, "when": {"date": "2026-08-20"}}  # fmt: skip
HERE = ["vice-chair", "secretary", "carer-representative", "gp", "commissioner"]
SAID = "The chair is not here yet. Wait until 14:25. Then somebody else takes the chair."


def opening(present: list[str], **more: Any) -> dict[str, Any]:
    """What opens the meeting at two with these members here."""
    return {"present": present, "when": {"date": "2026-09-10", "time": "14:00"}, **more}


def test_live_a_member_does_not_open_in_the_chair_while_the_chair_is_here(room: Room) -> None:
    at = f"/api/v1/meetings/{record(room.governance, [{'import': 'm'}, CALLED])['m']}/open"
    refused = room.ask("POST", at, json=opening(["chair", *HERE], presider="carer-representative"))
    assert (refused.status_code, refused.json()["clause"]) == (409, "R-CH1")
    assert refused.json()["reason"] == "somebody_comes_first"
    assert room.ask("POST", at, json=opening(HERE, presider="carer-representative")).status_code == 409
    assert room.ask("POST", at, json=opening(HERE, presider="vice-chair")).status_code in {200, 201}


@pytest.mark.parametrize(("time", "shown"), [("14:24", True), ("14:25", False)])
def test_the_page_of_a_meeting_says_until_when_the_chair_is_waited_for(
    room: Room, monkeypatch: pytest.MonkeyPatch, time: str, shown: bool
) -> None:
    adopt(room.governance, {"quorum": 3, "published": True, "chair_wait_minutes": 25})
    opened = {"do": "openMeeting", "meeting": "m", "present": HERE, "when": CALLED["starts"], "by": "secretary"}
    meeting = record(room.governance, [{"import": "m"}, CALLED, opened])["m"]
    sheet = room.look(f"/meetings/{meeting}/sheet").text
    assert "The chair is not there? You wait for 25 minutes. Then somebody else takes the chair." in sheet
    now = dt.datetime.fromisoformat(f"2026-09-10T{time}:00+01:00")
    monkeypatch.setattr(room.governance, "_room_clock", lambda: now)
    assert (SAID in room.look(f"/meetings/{meeting}", by="gp").text) is shown
    assert SAID not in room.look(f"/meetings/{meeting}", by=None).text
