"""March, approved and signed in April, corrected in May: the lines of an import file, live or written up."""

from __future__ import annotations

from typing import Any

HERE = [
    "user-representative-1", "user-representative-2", "user-representative-3", "user-representative-4",
    "carer-representative", "respiratory-nurse", "gp", "commissioner", "development-worker",
]  # fmt: skip
MOVED = {"moved_by": "vice-chair", "seconded_by": "carer-representative", "how": "hands"}
VOTE = {"line": "7.2", "old": "7 for, 1 against, 1 took no side", "new": "6 for, 2 against, 1 took no side"}


def at(day: str, time: str) -> dict[str, Any]:
    return {"when": {"date": day, "time": time}}


def meeting(name: str, day: str, notice: str, *titles: str, **more: Any) -> list[dict[str, Any]]:
    """A meeting called and opened with everybody there."""
    return [
        {"do": "callMeeting", "as": name, "group": "group-a", "starts": {"date": day, "time": "14:00"},
         "agenda": [{"title": title} for title in titles], **at(notice, "10:00"), **more},
        {"do": "openMeeting", "meeting": name, "present": HERE, "presider": "chair", "minute_taker": "secretary",
         **at(day, "14:00"), **more},
    ]  # fmt: skip


def march(**more: Any) -> list[dict[str, Any]]:
    """10 March: item 7, the leaflets, agreed by 7 to 1."""
    by_class = {"LE": {"for": 5}, "PR": {"for": 2, "against": 1, "no_side": 1}}
    return [
        *meeting("march", "2026-03-10", "2026-03-01", "One", "Two", "Three", "Four", "Leaflets", **more),
        {"do": "recordDecision", "as": "d7", "meeting": "march", "item": "7", "words": "Print the leaflets, £150.",
         **MOVED, "count": {"for": 7, "against": 1, "no_side": 1}, "by_class": by_class, "announced": "agreed",
         **at("2026-03-10", "14:30"), **more},
        {"do": "closeMeeting", "meeting": "march", **at("2026-03-10", "15:00"), **more},
    ]  # fmt: skip


def april(**more: Any) -> list[dict[str, Any]]:
    """14 April: the minutes of March approved and signed."""
    return [
        *meeting("april", "2026-04-14", "2026-04-01", "Minutes of March", **more),
        {"do": "recordDecision", "meeting": "april", "item": "3", "words": "Approve the minutes of 10 March 2026.",
         **MOVED, "count": {"for": 9}, "minutes": "march", **at("2026-04-14", "14:05"), **more},
        {"do": "closeMeeting", "meeting": "april", **at("2026-04-14", "15:00"), **more},
        {"do": "signMinutes", "minutes": "march", "seat": "user-representative-1", **at("2026-04-14", "15:10"), **more},
    ]  # fmt: skip


def may(corrects: dict[str, Any] | None = None, **more: Any) -> list[dict[str, Any]]:
    """12 May: the tally of item 7 corrected."""
    by_class = {"LE": {"for": 5}, "PR": {"for": 1, "against": 2, "no_side": 1}}
    return [
        *meeting("may", "2026-05-12", "2026-05-01", "Minutes of March", **more),
        {"do": "recordDecision", "meeting": "may", "item": "3", "words": "Correct the minutes of 10 March 2026.",
         **MOVED, "count": {"for": 9}, "minutes": "march", "corrects": corrects or {**VOTE, "by_class": by_class},
         **at("2026-05-12", "14:05"), **more},
    ]  # fmt: skip
