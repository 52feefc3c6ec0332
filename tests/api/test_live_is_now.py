"""Nobody claims a day in the past for what they record as it happens."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

if TYPE_CHECKING:
    from tests.api.conftest import Room

MEETINGS = "/api/v1/groups/group-a/meetings"


def days(number: int) -> dict[str, str]:
    return {"date": (dt.datetime.now(dt.UTC).date() + dt.timedelta(days=number)).isoformat()}


def call(**more: Any) -> dict[str, Any]:
    return {"starts": {**days(2), "time": "14:00"}, "agenda": [{"title": "The hall"}], **more}


def asked(room: Room, path: str, body: dict[str, Any], by: str = "user-representative-3") -> tuple[int, str]:
    answer = room.ask("POST", path, late=True, json=body, by=by)
    return answer.status_code, answer.json()["reason"]


@pytest.mark.parametrize("claim", [{"when": days(-20)}, {"when": days(-2)}])
def test_a_meeting_is_not_called_three_weeks_ago(room: Room, claim: dict[str, Any]) -> None:
    assert asked(room, MEETINGS, call(**claim)) == (409, "no_longer_live")


def test_notice_is_not_given_before_the_act(room: Room) -> None:
    answer = room.ask("POST", MEETINGS, json=call(notice_given=days(-20)))
    told = answer.json()
    assert (answer.status_code, told["clause"], told["reason"]) == (409, "R-NO1", "notice_given_before")
    assert told["would_help"] == "Notice counts from today. If members were told earlier, write it up."


def test_a_call_that_is_written_up_says_so(room: Room) -> None:
    made = room.act("POST", "/groups/group-a/meetings", call(notice_given=days(-20), mode="written_up"))
    (first, *_) = room.governance.stream(UUID(made["meeting"]["id"]))
    assert first.envelope.mode == "written_up"
    assert first.event.clear_days == 21  # type: ignore[attr-defined]


def test_a_question_in_writing_is_not_sent_out_last_week(room: Room) -> None:
    body = {"words": "Hire the hall.", "reason": "It is free.", "when": days(-8), "deadline": days(0)}
    assert asked(room, "/api/v1/groups/group-a/resolutions", body) == (409, "no_longer_live")


def test_whoever_may_not_is_told_that_first(room: Room) -> None:
    answer = room.ask("POST", MEETINGS, json=call(when=days(-20)), by="gp", late=True)
    assert (answer.status_code, answer.json()["reason"]) == (403, "chair_or_secretary_only")


def test_an_act_of_today_has_the_time_of_day(room: Room) -> None:
    made = room.act("POST", "/groups/group-a/meetings", call(starts={**days(40), "time": "14:00"}, when=days(0)))
    (first, *_) = room.governance.stream(UUID(made["meeting"]["id"]))
    assert first.envelope.precision == "minute"
