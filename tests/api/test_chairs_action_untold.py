"""What the chair decided alone and the next meeting was not told of is an alert (R-CA1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from governance.kernel import DecisionId, MeetingId
from governance.rules import chairs_action as rule
from tests.people import record

if TYPE_CHECKING:
    from tests.api.conftest import Room

HERE = ["chair", "vice-chair", "secretary", "carer-representative", "gp"]
ALONE = {"do": "takeChairsAction", "as": "alone", "group": "group-a", "seat": "chair", "words": "Move to the library.",
         "reason": "The hall is flooded.", "consulted": ["vice-chair", "carer-representative"],
         "costs_nothing": True, "when": {"date": "2026-02-05"}}  # fmt: skip
UNTOLD = "chairs_action_untold"


@pytest.mark.parametrize(
    ("told", "late"), [([], False), ([False], True), ([True], False), ([False, True], False), ([False, False], True)]
)
def test_it_is_late_once_a_meeting_was_held_that_was_not_told(told: list[bool], late: bool) -> None:
    assert rule.overdue(told) is late


def meeting(name: str, day: str, *acts: dict[str, Any], close: bool = True) -> list[dict[str, Any]]:
    at = {"meeting": name, "when": {"date": day, "time": "14:00"}}
    last = [{"do": "closeMeeting", **at}] if close else []
    return [
        {"do": "callMeeting", "as": name, "group": "group-a", "starts": at["when"], "agenda": [{"title": "One"}],
         "when": {"date": "2026-01-10"}},
        {"do": "openMeeting", **at, "present": HERE, "presider": "chair"},
        *({**act, **at} for act in acts), *last,
    ]  # fmt: skip


def alerts(room: Room, by: str = "gp") -> list[str]:
    found: list[str] = room.ask("GET", "/api/v1/groups/group-a", by=by).json()["alerts"]
    return found


TELL = {"do": "reportChairsAction", "item": "3", "decision": "alone"}


def test_a_meeting_before_it_says_nothing_and_one_after_it_does(room: Room) -> None:
    record(room.governance, [{"import": "before"}, *meeting("january", "2026-02-03"), ALONE])
    assert UNTOLD not in alerts(room)
    record(room.governance, [{"import": "after"}, *meeting("february", "2026-02-10")])
    assert UNTOLD in alerts(room)


def test_told_at_the_next_meeting_it_is_no_alert_at_all(room: Room) -> None:
    record(room.governance, [{"import": "told"}, ALONE, *meeting("february", "2026-02-10", TELL)])
    assert UNTOLD not in alerts(room)


def test_told_late_it_is_an_alert_on_the_floor_until_then(room: Room) -> None:
    lines = [ALONE, *meeting("february", "2026-02-10"), *meeting("march", "2026-03-10", close=False)]
    made = record(room.governance, [{"import": "late"}, *lines])
    floor = f"/api/v1/meetings/{made['march']}/floor"
    assert UNTOLD in room.ask("GET", floor).json()["alerts"]
    item = room.ask("GET", f"/api/v1/meetings/{made['march']}/items").json()[0]["item"]
    told = {"item": item, "decision": str(made["alone"]), "when": {"date": "2026-03-10", "time": "14:05"}}
    room.act("POST", f"/meetings/{made['march']}/chairs-actions", told)
    assert UNTOLD not in room.ask("GET", floor).json()["alerts"]
    room.act("POST", f"/meetings/{made['march']}/close", {"when": {"date": "2026-03-10", "time": "15:00"}})
    assert UNTOLD not in alerts(room)


def test_only_a_vote_about_it_ratifies_it(room: Room) -> None:
    made = record(room.governance, [{"import": "open"}, ALONE, *meeting("february", "2026-02-10", TELL, close=False)])
    at, alone = f"/meetings/{made['february']}", str(made["alone"])
    item = room.ask("GET", f"/api/v1{at}/items").json()[0]["item"]
    when = {"when": {"date": "2026-02-10", "time": "14:05"}}
    vote = {"item": item, "how": "hands", "count": {"for": 5}, "moved_by": "gp",
            "seconded_by": "vice-chair", **when}  # fmt: skip

    def motion(**about: str) -> str:
        room.act("POST", f"{at}/decisions", {"words": "Buy tea.", **vote, **about})
        return str([*room.governance.meeting(MeetingId(made["february"])).motions][-1])

    tea, about = motion(), motion(ratifies=alone)
    answer = {"item": item, "decision": alone, "how": "ratified", **when}
    refused = room.ask(
        "POST", f"/api/v1{at}/chairs-actions/answer", json={**answer, "motion": tea}, by="user-representative-1"
    )
    assert refused.status_code == 409
    assert (refused.json()["clause"], refused.json()["reason"]) == ("R-CA1", "needs_a_vote")
    room.act("POST", f"{at}/chairs-actions/answer", {**answer, "motion": about}, by="user-representative-1")
    assert room.governance.decision(DecisionId(made["alone"])).settled == "ratified"


def test_the_public_is_not_told_of_it(room: Room) -> None:
    orders = {"do": "adoptStandingOrders", "group": "group-a", "orders": {"quorum": 5, "published": True}}
    record(room.governance, [{"import": "late"}, orders, ALONE, *meeting("february", "2026-02-10")])
    assert UNTOLD in alerts(room)
    anybody = room.ask("GET", "/api/v1/groups/group-a", by=None).json()
    assert UNTOLD not in anybody["alerts"]
