"""How members came to hear of a meeting, and what they put on its agenda, as the minutes tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

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


def test_minutes_say_who_put_an_item_off_for_its_papers(governance: Governance) -> None:
    lines = [
        {"do": "noteFormat", "group": "group-a", "seat": "carer-representative", "format": "large_print",
         **on("2026-01-05")},
        called("2026-02-10", "2026-02-01", agenda=[{"title": "The plans"}]),
        {"do": "issuePaper", "meeting": "meeting", "item": "3", "title": "Plans", **on("2026-02-02")},
        opened("2026-02-10"),
        {"do": "deferItem", "meeting": "meeting", "item": "3", "asked_by": "carer-representative", "mode": "live",
         **on("2026-02-10", "14:05")},
    ]  # fmt: skip
    read = printed(governance, run(governance, *lines)["meeting"])
    said = "asked to put this off: a paper did not come in time in a form that every member can use."
    assert any(line.endswith(f"Carer representative {said}") for line in read)


def test_minutes_say_that_an_item_went_to_another_group(governance: Governance) -> None:
    lines = [
        called("2026-02-10", "2026-02-01", agenda=[{"title": "The plans"}]),
        opened("2026-02-10"),
        {"do": "escalateItem", "meeting": "meeting", "item": "3", "reason": "It is too big for us", "to": "national",
         **on("2026-02-10", "14:05")},
    ]  # fmt: skip
    read = printed(governance, run(governance, *lines)["meeting"])
    said = "We did not decide this. We sent it on to another group to decide. Reason: It is too big for us."
    assert f"3.1 The plans. {said}" in read


@pytest.mark.parametrize(
    ("how", "mode", "said"),
    [
        ("noted", "live", "We noted what the chair decided."),
        (
            "disowned",
            "written_up",
            "The notes say that we do not stand by what the chair decided. By our rules that takes a vote.",
        ),
    ],
)
def test_minutes_say_what_the_chair_decided_alone_and_what_we_made_of_it(
    governance: Governance, how: str, mode: str, said: str
) -> None:
    act = {
        "do": "takeChairsAction",
        "as": "act",
        "group": "group-a",
        "seat": "chair",
        "words": "Meet at the library",
        "reason": "The hall is flooded",
        "consulted": ["vice-chair", "carer-representative"],
        "costs_nothing": True,
        **on("2026-02-05"),
    }
    item = {"meeting": "meeting", "item": "3", "decision": "act", **on("2026-02-10", "14:05")}
    lines = [
        act,
        called("2026-02-10", "2026-02-01", agenda=[{"title": "Between meetings"}]),
        opened("2026-02-10"),
        {"do": "reportChairsAction", **item},
        {"do": "answerChairsAction", **item, "how": how, "mode": mode},
    ]  # fmt: skip
    read = printed(governance, run(governance, *lines)["meeting"])
    told = "Chair decided alone between meetings: Meet at the library. Reason: The hall is flooded."
    assert f"3.1 {told} Asked first: Vice-chair, Carer representative. The chair said that it costs nothing." in read
    assert f"3.2 {said}" in read


@pytest.mark.parametrize(
    ("cost", "said"),
    [({"cost": {"minor": 1250}}, "Cost: £12.50."), ({}, "The chair did not say what it costs.")],
)
def test_the_next_meeting_hears_what_the_chair_said_that_it_costs(
    governance: Governance, cost: dict[str, Any], said: str
) -> None:
    act = {
        "do": "takeChairsAction", "as": "act", "group": "group-a", "seat": "chair", "words": "Meet at the library",
        "reason": "The hall is flooded", "consulted": ["vice-chair", "carer-representative"], **cost,
        "mode": "written_up", **on("2026-02-05"),
    }  # fmt: skip
    lines = [
        act,
        called("2026-02-10", "2026-02-01", agenda=[{"title": "Between meetings"}]),
        opened("2026-02-10"),
        {"do": "reportChairsAction", "meeting": "meeting", "item": "3", "decision": "act", **on("2026-02-10", "14:05")},
    ]
    read = printed(governance, run(governance, *lines)["meeting"])
    assert any(line.startswith("3.1 Chair decided alone") and line.endswith(f" {said}") for line in read)


FEW = {"do": "recordDeparture", "meeting": "meeting", "seats": ["vice-chair", "secretary", "carer-representative"],
       **on("2026-02-10", "14:02")}  # fmt: skip


@pytest.mark.parametrize(
    ("about", "before", "said"),
    [
        ({"ratifies": "act"}, [], "We ratified what the chair decided."),
        (
            {},
            [],
            "The notes say that we ratified what the chair decided. By our rules that takes a vote that says so.",
        ),
        (
            {"ratifies": "act"},
            [FEW],
            "The notes say that we ratified what the chair decided. By our rules that vote does not count.",
        ),
    ],
)
def test_minutes_say_that_we_ratified_only_by_a_vote_about_it_that_counts(
    governance: Governance, about: dict[str, str], before: list[dict[str, Any]], said: str
) -> None:
    act = {
        "do": "takeChairsAction", "as": "act", "group": "group-a", "seat": "chair", "words": "Meet at the library",
        "reason": "The hall is flooded", "consulted": ["vice-chair", "carer-representative"], "costs_nothing": True,
        **on("2026-02-05"),
    }  # fmt: skip
    item = {"meeting": "meeting", "item": "3", "mode": "written_up", **on("2026-02-10", "14:05")}
    lines = [
        act,
        called("2026-02-10", "2026-02-01", agenda=[{"title": "Between meetings"}]),
        opened("2026-02-10"),
        *before,
        {"do": "reportChairsAction", **item, "decision": "act"},
        {"do": "moveMotion", "as": "stand", **item, "words": "Stand by it.", "moved_by": "gp",
         "seconded_by": "commissioner", **about},
        {"do": "putMotion", "meeting": "meeting", "motion": "stand", "mode": "written_up",
         **on("2026-02-10", "14:06")},
        {"do": "recordCount", "meeting": "meeting", "motion": "stand", "count": {"for": 3}, "mode": "written_up",
         **on("2026-02-10", "14:06")},
        {"do": "declareResult", "meeting": "meeting", "motion": "stand", "mode": "written_up",
         "announced": "agreed", **on("2026-02-10", "14:06")},
        {"do": "answerChairsAction", **item, "decision": "act", "how": "ratified", "motion": "stand",
         **on("2026-02-10", "14:07")},
    ]  # fmt: skip
    read = printed(governance, run(governance, *lines)["meeting"])
    assert said in [line.partition(" ")[2] for line in read]


def test_minutes_say_what_is_still_to_do_and_until_when_a_decision_goes(governance: Governance) -> None:
    lines = [
        called("2026-02-10", "2026-02-01", agenda=[{"title": "The hall"}]),
        opened("2026-02-10"),
        {"do": "agreeAction", "as": "task", "meeting": "meeting", "item": "3",
         "task": {"owner": "gp", "do": "ring the council", "due": "2026-02-20"}, **on("2026-02-10", "14:05")},
        closing("2026-02-10"),
        {**called("2026-03-10", "2026-03-01", agenda=[{"title": "Matters arising"}, {"title": "Tea"}]), "as": "next"},
        {**opened("2026-03-10"), "meeting": "next"},
        {"do": "raiseAction", "meeting": "next", "item": "3", "action": "task", **on("2026-03-10", "14:05")},
        {"do": "recordDecision", "meeting": "next", "item": "4", "words": "Buy tea.", "how": "hands",
         "count": {"for": 6}, "moved_by": "gp", "seconded_by": "chair", "review_by": "2026-09-01",
         **on("2026-03-10", "14:10")},
    ]  # fmt: skip
    read = printed(governance, run(governance, *lines)["next"])
    assert "3.1 Still to do: GP to ring the council. It was to be done by 20 February 2026." in read
    assert "4.3 We look at this again by 1 September 2026. Until we change it, it goes on." in read
