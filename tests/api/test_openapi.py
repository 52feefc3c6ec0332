"""The API's own description: complete, and of every act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api.commands import COMMANDS
from api.v1.routes import ACTS
from tests.api.voted import voted
from tests.people import adopt, record

if TYPE_CHECKING:
    from tests.api.conftest import Room

READING = {
    "listGroups", "getGroup", "listSeats", "listOffices", "getStandingOrders", "rehearseStandingOrders",
    "listAbsences", "listPresiding", "listAuditors", "exportGroup",
    "listMeetings", "getMeeting", "getFloor", "listItems", "getMotion", "listVotes", "getMinutes", "getMinutesLife",
    "listNames", "getClosedMinutes",
    "listResolutions", "getResolution", "listRequisitions", "listBusiness", "listReviews",
    "listElections", "listHandovers", "reportPerson",
    "getQuorumTimeline", "searchRegister", "getDecision", "listActions", "listEvents", "getEvent", "getMe", "getPerson",
    "createToken", "listTokens", "revokeToken", "getLive", "getReady", "getCheckpoint", "getTile", "getProof",
    "getDraft", "saveDraft", "discardDraft", "checkDraft", "recordMeeting",
}  # fmt: skip


def test_every_act_has_a_route_and_every_operation_a_name(room: Room) -> None:
    document = room.client.get("/api/openapi.json").json()
    operations = {
        operation["operationId"]
        for methods in document["paths"].values()
        for operation in methods.values()
        if isinstance(operation, dict)
    }
    assert {act.do for act in ACTS} == set(COMMANDS) - {
        "foundOrganisation", "nameConvenor", "endConvenor", "eraseBody",
    }  # fmt: skip
    assert operations == READING | {act.do for act in ACTS}


def test_groups_seats_and_people_over_http(room: Room) -> None:
    by = "user-representative-3"
    seats = room.ask("GET", "/api/v1/groups/group-a/seats", by=by).json()
    assert {s["slug"]: (s["constituency"], s["voting"], s["filled"]) for s in seats}["secretariat-support-officer"] == (
        "staff", False, True,
    )  # fmt: skip
    when = {"when": {"date": "2026-03-01"}}
    person = room.act("POST", "/people", {"name": "Person 99", **when}, by=by)["person"]["id"]
    body = {"slug": "helper", "label": "Helper", "constituency": "staff", **when}
    seat = room.act("POST", "/groups/group-a/seats", body, by=by)["seat"]["id"]
    taken = {
        "do": "fillSeat",
        "group": "group-a",
        "seat": "helper",
        "person": person,
        "since": {"date": "2026-03-01"},
    }
    record(room.governance, [{"import": "a neighbour"}, taken])
    room.act("DELETE", f"/seats/{seat}/holder", {"channel": "phone", "when": {"date": "2026-03-02"}}, by=by)
    room.act("DELETE", f"/seats/{seat}", {"when": {"date": "2026-03-03"}}, by=by)
    slugs = {s["slug"] for s in room.ask("GET", "/api/v1/groups/group-a/seats", by=by).json()}
    assert "helper" not in slugs
    assert "gp" in slugs


def test_offices_orders_and_rehearsal_over_http(room: Room) -> None:
    by = "user-representative-3"
    office = {"slug": "treasurer", "label": "Treasurer", "kind": "other", "when": {"date": "2026-03-01"}}
    room.act("POST", "/groups/group-a/offices", office, by=by)
    adopt(room.governance, {"quorum": 5, "lived_experience": "block", "nomination_days": 0}, since="2026-01-02")
    elects = {"office": "treasurer", "seat": "carer-representative"}
    decision = str(voted(room.governance, "election", elects=elects))
    term = {"seat": "carer-representative", "when": {"date": "2026-03-01"}, "until": "2030-01-01", "decision": decision}
    made = room.act("POST", "/groups/group-a/offices/treasurer/terms", term, by=by)["term"]["id"]
    held = {o["slug"]: o["seat"] for o in room.ask("GET", "/api/v1/groups/group-a/offices", by=by).json()}
    assert held["treasurer"] == str(room.directory.seats["carer-representative"])
    room.act(
        "POST", f"/terms/{made}/end", {"reason": "resigned", "channel": "phone", "when": {"date": "2026-03-09"}}, by=by
    )
    orders = room.ask("GET", "/api/v1/groups/group-a/standing-orders?at=2026-01-01", by=by).json()
    assert (orders["version"], orders["orders"]["quorum"], orders["orders"]["lived_experience"]) == (1, 5, "block")
    asked = {"attendance": {"LE": {"come": 1, "of": 1}, "PR": {"come": 1, "of": 1}}}
    rehearsed = room.act("POST", "/groups/group-a/standing-orders/rehearse", asked, by=by)
    assert rehearsed["stopped"] == [0, 1]
    assert (rehearsed["fewest_empty"], rehearsed["findings"]) == (1, [])
    assert rehearsed["vacancy"].startswith("Without 1 of 5 lived-experience members")
    adopted = {"orders": {**orders["orders"], "quorum": 6}, "when": {"date": "2026-03-01"}}
    adopted["decision"] = str(voted(room.governance, "rules"))
    room.act("POST", "/groups/group-a/standing-orders", adopted, by=by)
    now = room.ask("GET", "/api/v1/groups/group-a/standing-orders?at=2026-03-02", by=by).json()
    assert (now["version"], now["orders"]["quorum"]) == (3, 6)
    wrong = room.ask("GET", "/api/v1/groups/group-a/standing-orders?at=then", by=by)
    assert wrong.status_code == 400


def test_a_group_says_when_not_even_everyone_is_a_quorum(room: Room) -> None:
    assert room.ask("GET", "/api/v1/groups/group-a").json()["alerts"] == []
    seat = room.directory.seats["carer-representative"]
    room.act("DELETE", f"/seats/{seat}/holder", {"channel": "phone", "when": {"date": "2026-03-02"}})
    assert room.ask("GET", "/api/v1/groups/group-a").json()["alerts"] == ["structural_inquorate"]
    (listed,) = (g for g in room.ask("GET", "/api/v1/groups").json() if g["slug"] == "group-a")
    assert listed["alerts"] == ["structural_inquorate"]


def test_a_rehearsal_counts_empty_seats_where_the_orders_do(room: Room) -> None:
    by = "user-representative-3"
    orders = room.ask("GET", "/api/v1/groups/group-a/standing-orders?at=2026-01-01", by=by).json()["orders"]
    seat = {"slug": "empty", "label": "Empty", "constituency": "neighbour", "since": {"date": "2026-03-01"}}
    record(room.governance, [{"import": "empty"}, {"do": "createSeat", "group": "group-a", **seat}])
    whole = {**orders, "quorum": 10, "quorum_base": "established", "quorum_fraction": {"over": 1, "of": 1}}
    rehearsed = room.act("POST", "/groups/group-a/standing-orders/rehearse", {"orders": whole}, by=by)
    # Nine are there, always; ten seats are established, and all ten would have to be filled.
    assert (rehearsed["stopped"], rehearsed["fewest_away"]) == ([1, 1], 0)


@pytest.mark.parametrize(("come", "of"), [(1, 0), (3, 2), (-1, 2), (1, 10**30)])
def test_a_rehearsal_with_an_impossible_chance_is_a_bad_request(room: Room, come: int, of: int) -> None:
    asked = {"attendance": {"LE": {"come": come, "of": of}}}
    answer = room.ask("POST", "/api/v1/groups/group-a/standing-orders/rehearse", json=asked)
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-request")


def test_a_group_that_publishes_is_read_without_a_token(room: Room) -> None:
    by = "user-representative-3"
    assert room.client.get("/api/v1/groups").json() == []
    orders = room.ask("GET", "/api/v1/groups/group-a/standing-orders", by=by).json()["orders"]
    decision = str(voted(room.governance, "rules"))
    published = {"orders": {**orders, "published": True}, "when": {"date": "2026-06-01"}, "decision": decision}
    room.act("POST", "/groups/group-a/standing-orders", published, by=by)
    assert [g["slug"] for g in room.client.get("/api/v1/groups").json()] == ["group-a"]
    meetings = room.client.get("/api/v1/groups/group-a/meetings").json()
    assert meetings == []
    assert room.client.get("/api/v1/groups/group-a/seats").status_code == 404
