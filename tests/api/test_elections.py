"""An election over the web API, from nominations to a new officer; a handover until both sides confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.api.voted import HERE
from tests.people import record

if TYPE_CHECKING:
    from tests.api.conftest import Room


def listed(room: Room, what: str, query: str = "") -> Any:
    waits = f"wait_for={room.governance.head()}" if what == "elections" else ""
    return room.ask("GET", f"/api/v1/groups/group-a/{what}?{query}&{waits}").json()


def test_a_nomination_the_rules_refuse_is_kept_and_said_why(room: Room) -> None:
    made = room.act("POST", "/groups/group-a/elections", {"office": "chair", "closes": "2098-12-31"})
    path = f"/elections/{made['election']['id']}"
    seats = room.directory.seats
    room.act("POST", f"{path}/nominations", {"seat": "user-representative-4"}, by="user-representative-4")
    refused = room.act("POST", f"{path}/nominations", {"seat": "gp"}, by="carer-representative")
    assert refused["why"] == "The nomination was refused: our rules keep this office for lived experience (R-EL1)."
    room.act("POST", f"{path}/nominations", {"seat": "user-representative-3"}, by="carer-representative")
    room.act("POST", f"{path}/nominations/user-representative-3/accept", {})
    room.act("DELETE", f"{path}/nominations/user-representative-4", {}, by="user-representative-4")
    (election,) = listed(room, "elections", "open_only=true")
    assert (election["closes"], election["decided"]) == ("2098-12-31", False)
    stages = {one["seat"]: one["stage"] for one in election["nominees"]}
    assert stages == {
        str(seats["user-representative-4"]): "withdrawn",
        str(seats["gp"]): "refused",
        str(seats["user-representative-3"]): "stands",
    }


def test_a_handover_is_complete_once_both_sides_say_so(room: Room) -> None:
    over = {"office": "secretary", "giver": "user-representative-3", "taker": "user-representative-4"}
    body = {**over, "items": ["keys", "accounts"], "due": "2098-01-31"}
    path = f"/handovers/{room.act('POST', '/groups/group-a/handovers', body)['handover']['id']}"
    room.act("POST", f"{path}/items", {"item": "keys"})
    early = room.ask("POST", f"/api/v1{path}/confirm", json={}, by="user-representative-4")
    assert (early.status_code, early.json()["clause"]) == (409, "R-HO1")
    assert early.json()["because"] == {"open": ["accounts"]}
    room.act("POST", f"{path}/items", {"item": "accounts"})
    room.act("POST", f"{path}/confirm", {})
    (half,) = listed(room, "handovers")
    assert (half["completed"], half["open"], len(half["confirmed"])) == (False, [], 1)
    room.act("POST", f"{path}/confirm", {}, by="user-representative-4")
    (whole,) = listed(room, "handovers")
    assert (whole["completed"], whole["overdue"]) == (True, False)


def test_a_handover_whose_day_has_passed_is_listed(room: Room) -> None:
    over = {"office": "secretary", "giver": "user-representative-3", "taker": "user-representative-4"}
    for due in ("2026-09-01", "2098-09-01"):
        room.act("POST", "/groups/group-a/handovers", {**over, "due": due, "when": {"date": "2026-08-01"}})
    assert [one["due"] for one in listed(room, "handovers", "overdue_only=true")] == ["2026-09-01"]


def test_the_vice_chair_is_told_to_act_while_nobody_is_chair(room: Room) -> None:
    def chair() -> Any:
        offices = room.ask("GET", "/api/v1/groups/group-a/offices").json()
        return next(one for one in offices if one["slug"] == "chair")

    room.act("POST", f"/terms/{chair()['term']}/end", {"reason": "resigned", "channel": "phone"})
    acts = chair()
    assert (acts["seat"], acts["acting"], acts["term"]) == (
        str(room.directory.seats["user-representative-2"]),
        True,
        None,
    )
    group = room.ask("GET", "/api/v1/groups/group-a").json()
    assert group["lived_experience_led"] is True


def test_an_election_says_in_a_sentence_how_it_came_out(room: Room) -> None:
    at: dict[str, Any] = {"meeting": "m", "when": {"date": "2026-02-10", "time": "14:00"}}
    early = {"election": "e", "when": {"date": "2026-01-20"}}
    lines: list[dict[str, Any]] = [
        {"import": "elected"},
        {"do": "createOffice", "group": "group-a", "slug": "clerk", "label": "Clerk", "kind": "other"},
        {"do": "openNominations", "as": "e", "group": "group-a", "office": "clerk", "closes": "2026-02-01",
         "when": {"date": "2026-01-10"}},
        {"do": "nominate", **early, "seat": "gp"},
        {"do": "acceptNomination", **early, "seat": "gp"},
        {"do": "closeNominations", "election": "e", "when": {"date": "2026-02-01"}},
        {"do": "callMeeting", "as": "m", "group": "group-a", "starts": at["when"], "when": {"date": "2026-01-10"},
         "agenda": [{"title": "Our clerk", "category": "election"}]},
        {"do": "openMeeting", **at, "present": HERE, "presider": "user-representative-1"},
        {"do": "declareElection", **at, "item": "3", "election": "e"},
    ]  # fmt: skip
    record(room.governance, lines)
    (held,) = (one for one in listed(room, "elections") if one["decided"])
    said = "Elected: nobody else stood, and nobody asked for a vote (R-EL1, standing orders v1); quorum 7 of 9"
    assert held["why"].startswith(said)
    assert said in room.look("/groups/group-a/offices").text
