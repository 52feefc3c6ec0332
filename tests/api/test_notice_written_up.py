"""Power given live rests on a call, and on nominations, that were on record in time (R-NO1, R-EL1)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from governance.kernel import DecisionId
from tests.people import adopt, record

if TYPE_CHECKING:
    import httpx

    from tests.api.conftest import Room

CHAIR, VICE, SECRETARY = "user-representative-1", "user-representative-2", "user-representative-3"
HERE = [CHAIR, VICE, SECRETARY, "carer-representative", "gp"]
WRITTEN = {"mode": "written_up"}
# Notice of a week, and names asked for over a week.
ORDERS = {"quorum": 5, "notice_days": 7, "special_notice_days": 14, "nomination_days": 7, "lived_experience": "off"}


def day(ago: int) -> str:
    return f"{dt.datetime.now(ZoneInfo('Europe/London')).date() - dt.timedelta(days=ago):%Y-%m-%d}"


def post(room: Room, path: str, body: dict[str, Any], by: str = SECRETARY) -> httpx.Response:
    answer: httpx.Response = room.ask("POST", f"/api/v1{path}", by=by, json=body)
    return answer


def made(answer: httpx.Response, thing: str) -> str:
    assert answer.status_code in {200, 201}, answer.text
    return str(answer.json()[thing]["id"])


def called_backwards(room: Room) -> str:
    """A call written up today: members are said to have been told weeks ago."""
    adopt(room.governance, ORDERS)
    now = dt.datetime.now(ZoneInfo("Europe/London"))
    agenda = [{"title": "Rules", "category": "rules"}, {"title": "Tea"}, {"title": "Office", "category": "election"}]
    call = {"starts": {"date": f"{now:%Y-%m-%d}", "time": f"{now:%H:%M}"}, "agenda": agenda,
            "when": {"date": day(30)}, "notice_given": {"date": day(30)}}  # fmt: skip
    return made(post(room, "/groups/group-a/meetings", {**call, **WRITTEN}), "meeting")


def opened(room: Room, meeting: str, **more: Any) -> list[str]:
    """The meeting opened, and its items."""
    here = {"present": HERE, "presider": CHAIR, "minute_taker": SECRETARY, **more}
    room.act("POST", f"/meetings/{meeting}/open", here)
    return [one["item"] for one in room.ask("GET", f"/api/v1/meetings/{meeting}/items").json()]


def moved(room: Room, item: str, words: str, **more: Any) -> str:
    said = {"words": words, "moved_by": VICE, "seconded_by": "gp", **more}
    return made(post(room, f"/items/{item}/motions", said), "motion")


def test_rules_are_not_voted_on_live_where_the_call_was_written_down_the_same_day(room: Room) -> None:
    meeting = called_backwards(room)
    rules, tea, _office = opened(room, meeting)[-3:]
    assert post(room, f"/items/{rules}/open", {}, CHAIR).status_code in {200, 201}
    motion = moved(room, rules, "Adopt other rules.", category="rules")
    refused = post(room, f"/motions/{motion}/put", {"how": "hands"}, CHAIR)
    assert (refused.status_code, refused.json()["clause"], refused.json()["reason"]) == (
        409, "R-NO1", "call_written_down_late",
    )  # fmt: skip
    # Told afterwards in the middle of a live meeting it is on record, and has no effect.
    post(room, f"/motions/{motion}/put", {"how": "hands", **WRITTEN}, CHAIR)
    room.ask("PUT", f"/api/v1/motions/{motion}/count", json={"count": {"for": 5, "against": 0, "no_side": 0}})
    declared = post(room, f"/motions/{motion}/declare", {}, CHAIR)
    decision = room.governance.decision(DecisionId(UUID(made(declared, "decision"))))
    assert ("R-NO1" in decision.irregular, decision.takes_effect) == (True, False)
    post(room, f"/items/{rules}/close", {}, CHAIR)
    post(room, f"/items/{tea}/open", {}, CHAIR)
    plain = moved(room, tea, "Buy tea.")
    assert post(room, f"/motions/{plain}/put", {"how": "hands"}, CHAIR).status_code in {200, 201}
    read = room.ask("GET", f"/api/v1/meetings/{meeting}/minutes", headers={"Accept": "text/plain"}).text
    assert "The call to this meeting was written down here on" in read


def election_backwards(room: Room) -> str:
    """Names asked for, put forward and closed in one go, and said to be of some weeks ago."""
    asked = {"office": str(room.directory.offices["chair"]), "opens": day(20), "closes": day(5), **WRITTEN,
             "when": {"date": day(20)}}  # fmt: skip
    election = made(post(room, "/groups/group-a/elections", asked), "election")
    stands = post(room, f"/elections/{election}/nominations", {"seat": VICE, "nominated_by": VICE, **WRITTEN})
    assert stands.status_code == 200, stands.text
    assert post(room, f"/elections/{election}/close", WRITTEN).status_code == 200
    return election


def declared(room: Room, meeting: str, item: str, election: str) -> str:
    """Why nobody is declared elected."""
    post(room, f"/items/{item}/open", {}, CHAIR)
    answer = post(room, f"/meetings/{meeting}/elections/{election}/declare", {"item": item}, CHAIR)
    assert answer.status_code == 409, answer.text
    return str(answer.json()["reason"])


def test_nobody_is_elected_live_where_the_call_was_written_down_the_same_day(room: Room) -> None:
    meeting = called_backwards(room)
    election = election_backwards(room)
    assert declared(room, meeting, opened(room, meeting)[-1], election) == "call_written_down_late"


def test_nobody_is_elected_live_on_names_asked_for_and_closed_in_one_go(room: Room) -> None:
    adopt(room.governance, ORDERS)
    election = election_backwards(room)
    call = {"do": "callMeeting", "as": "ours", "group": "group-a", "starts": {"date": day(0), "time": "00:01"},
            "agenda": [{"title": "Office", "category": "election"}], "notice_given": {"date": day(30)},
            "when": {"date": day(30)}}  # fmt: skip
    meeting = str(record(room.governance, [{"import": "called in time"}, call])["ours"])
    assert declared(room, meeting, opened(room, meeting)[-1], election) == "nominations_written_down_late"
