"""How members came to hear of a meeting, and what they put on its agenda, as the minutes tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.people import found_groups, minutes, printed, record

if TYPE_CHECKING:
    from uuid import UUID

    from governance.application import Governance

HERE = ["chair", "vice-chair", "secretary", "carer-representative", "gp", "commissioner"]


def on(day: str, time: str = "") -> dict[str, Any]:
    return {"when": {"date": day, **({"time": time} if time else {})}}


def called(day: str, told: str, **more: Any) -> dict[str, Any]:
    starts = {"date": day, "time": "14:00"}
    return {"do": "callMeeting", "as": "meeting", "group": "group-a", "starts": starts, **on(told), **more}


def opened(day: str) -> dict[str, Any]:
    return {"do": "openMeeting", "meeting": "meeting", "present": HERE, "presider": "chair", **on(day, "14:00")}


def closing(day: str) -> dict[str, Any]:
    return {"do": "closeMeeting", "meeting": "meeting", **on(day, "15:00")}


def run(governance: Governance, *lines: dict[str, Any]) -> dict[str, UUID]:
    found_groups(governance)
    return record(governance, [{"import": "notice"}, *lines])


ASKED = [
    {"do": "askForMeeting", "as": "wanted", "group": "group-a", "seat": "gp", "business": [{"title": "The cold hall"}],
     "channel": "post", **on("2026-02-01")},
    {"do": "joinRequisition", "group": "group-a", "requisition": "wanted", "seat": "carer-representative",
     "channel": "phone", **on("2026-02-02")},
]  # fmt: skip


def test_minutes_say_that_members_asked_for_the_meeting(governance: Governance) -> None:
    calls = called("2026-02-24", "2026-02-05", requisition="wanted")
    made = run(governance, *ASKED, calls, opened("2026-02-24"))
    said = "Called by members: Carer representative, GP. Only what they asked for could be decided."
    assert f"1.4 {said}" in printed(governance, made["meeting"])
    public = [line.text for line in minutes(governance, made["meeting"], tier=0).lines]
    assert "Members asked for this meeting. Only what they asked for could be decided." in public


def test_minutes_say_that_members_called_it_after_the_chair_had_not(governance: Governance) -> None:
    calls = called("2026-02-24", "2026-02-10", requisition="wanted", by="gp")
    made = run(governance, *ASKED, calls, opened("2026-02-24"))
    said = (
        "Members asked the chair for this meeting, and then called it: Carer representative, GP. Only what they asked"
        " for could be decided."
    )
    assert f"1.4 {said}" in printed(governance, made["meeting"])
