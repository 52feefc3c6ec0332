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


SEATS = [f"user-representative-{n}" for n in range(1, 5)]
OTHERS = ["carer-representative", "respiratory-nurse", "gp", "commissioner", "development-worker"]


def consents(*seats: str) -> list[dict[str, Any]]:
    return [{"do": "consentShortNotice", "meeting": "meeting", "seat": seat, **on("2026-02-07")} for seat in seats]


def test_minutes_say_that_everybody_agreed_to_short_notice(governance: Governance) -> None:
    calls = called("2026-02-10", "2026-02-06", short_notice=True, mode="live")
    made = run(governance, calls, *consents(*SEATS, *OTHERS), opened("2026-02-10"))
    said = "Notice was shorter than our rules ask. Every member agreed to meet all the same."
    assert f"1.4 {said}" in printed(governance, made["meeting"])


def test_minutes_say_who_had_not_agreed_to_short_notice(governance: Governance) -> None:
    calls = called("2026-02-10", "2026-02-06", short_notice=True, mode="live")
    opens = {**opened("2026-02-10"), "mode": "written_up"}
    made = run(governance, calls, *consents(*SEATS, *OTHERS[:4]), opens)
    said = "Notice was shorter than our rules ask. Not every member agreed to that: Development worker."
    assert f"1.4 {said}" in printed(governance, made["meeting"])
    public = [line.text for line in minutes(governance, made["meeting"], tier=0).lines]
    assert "Notice was shorter than our rules ask. Not every member agreed to that." in public


def test_minutes_say_for_which_day_a_meeting_was_first_called(governance: Governance) -> None:
    moves = {"do": "moveMeeting", "meeting": "meeting", "starts": {"date": "2026-02-12", "time": "14:00"},
             "place": "The library", **on("2026-02-05")}  # fmt: skip
    made = run(governance, called("2026-02-10", "2026-02-01"), moves, opened("2026-02-12"))
    assert "1.4 This meeting was first called for 10 February 2026." in printed(governance, made["meeting"])
    assert minutes(governance, made["meeting"]).place == "The library"
