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


RAMP = {"do": "proposeBusiness", "as": "ramp", "group": "group-a", "seat": "gp", "title": "A ramp", **on("2026-01-20")}


def test_minutes_say_what_was_not_taken_and_why(governance: Governance) -> None:
    off = [{"proposal": "ramp", "reason": "The council decides that"}]
    calls = called("2026-02-10", "2026-02-01", mode="live", not_taken=off)
    made = run(governance, RAMP, calls, opened("2026-02-10"), closing("2026-02-10"))
    said = "Proposed for this meeting and not taken: A ramp. Reason: The council decides that."
    assert any(line.endswith(said) for line in printed(governance, made["meeting"]))


def test_minutes_say_who_had_no_notice_and_what_comes_again(governance: Governance) -> None:
    lines = [
        called("2026-02-10", "2026-02-01", agenda=[{"title": "The hall"}]),
        opened("2026-02-10"),
        {"do": "recordDecision", "as": "made", "meeting": "meeting", "item": "3", "words": "Use it.", "how": "hands",
         "count": {"for": 6}, "moved_by": "gp", "seconded_by": "chair", **on("2026-02-10", "14:10")},
        closing("2026-02-10"),
        {"do": "noteNoticeDefect", "meeting": "meeting", "seat": "respiratory-nurse", **on("2026-02-11")},
        {"do": "reopenForNotice", "meeting": "meeting", "decision": "made", "seat": "respiratory-nurse",
         **on("2026-02-11")},
    ]  # fmt: skip
    made = run(governance, *lines)
    read = printed(governance, made["meeting"])
    assert "1.4 Respiratory nurse had no notice of this meeting. By our rules what was decided stands." in read
    said = "Respiratory nurse had no notice of this meeting and asked us to look at this again."
    assert f"3.3 {said} It comes to the next meeting." in read
    (waiting,) = governance.group(made["a"] if "a" in made else next(iter(governance.groups()))).business.values()  # type: ignore[arg-type]
    assert waiting.origin == "notice_defect"
