"""The evenings again, live over HTTP, as the secretary records them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.scenarios.test_evenings import S1, S2, S4A, S5, lines_in

if TYPE_CHECKING:
    from tests.api.conftest import Room


def at(date: str, time: str) -> dict[str, Any]:
    return {"when": {"date": date, "time": time}}


def called(room: Room, date: str, notice: str, *titles: str) -> tuple[str, list[str]]:
    body = {
        "starts": {"date": date, "time": "14:00"},
        "agenda": [{"title": title} for title in titles],
        **at(notice, "10:00"),
    }
    meeting = room.act("POST", "/groups/group-a/meetings", body)["meeting"]["id"]
    items = room.ask("GET", f"/api/v1/meetings/{meeting}/items").json()
    return meeting, [item["item"] for item in items]


def printed(room: Room, meeting: str, position: int | None = None) -> list[str]:
    query = "" if position is None else f"?wait_for={position}"
    document = room.ask("GET", f"/api/v1/meetings/{meeting}/minutes{query}").json()
    return [f"{line['number']} {line['text']}" for part in document["parts"] for line in part["lines"]]


def closed(room: Room, meeting: str, date: str, time: str) -> list[str]:
    answer = room.act("POST", f"/meetings/{meeting}/close", at(date, time))
    return printed(room, meeting, answer["receipt"]["positions"][1])


def test_s1_live(room: Room) -> None:
    day = "2026-01-13"
    meeting, (venue,) = called(room, day, "2026-01-05", "Spring drop-in venue")
    room.act("POST", f"/meetings/{meeting}/open", {
        "present": ["chair", "vice-chair", "respiratory-nurse", "gp", "commissioner", "development-worker",
                    "secretariat-support-officer"],
        "apologies": ["secretary", "user-representative-4", "carer-representative"],
        "presider": "chair", "minute_taker": "secretariat-support-officer", **at(day, "14:00"),
    })  # fmt: skip
    room.act("POST", f"/meetings/{meeting}/wait", {"minutes": 15, **at(day, "14:15")})
    room.act("POST", f"/items/{venue}/open", at(day, "14:16"))
    vote = room.ask("POST", f"/api/v1/meetings/{meeting}/decisions", json={
        "item": "3", "words": "Use the library.", "moved_by": "vice-chair", "seconded_by": "gp", "how": "hands",
        "count": {"for": 6}, **at(day, "14:30"),
    })  # fmt: skip
    assert vote.status_code == 409
    assert vote.headers["content-type"].startswith("application/problem+json")
    assert vote.json()["reason"] == "not_quorate: class_majority"
    assert vote.json()["because"] == {
        "count": 6, "needed": 5, "by_class": {"LE": 2, "PR": 4}, "reasons": ["class_majority"],
    }  # fmt: skip
    room.act("POST", f"/items/{venue}/defer", at(day, "14:50"))
    answer = room.act("POST", f"/items/{venue}/suggestions", {"words": "use the library", **at(day, "14:55")})
    assert answer["minutes"] == ["3.2 Suggestion noted (not a decision): use the library."]
    assert closed(room, meeting, day, "15:05") == S1.splitlines()


def test_s2_live(room: Room) -> None:
    day = "2026-02-10"
    meeting, (_, leaflet) = called(room, day, "2026-02-01", "Spring drop-in", "The new leaflet")
    room.act("POST", f"/meetings/{meeting}/open", {
        "present": ["chair", "vice-chair", "secretary", "carer-representative", "respiratory-nurse",
                    "development-worker"],
        "presider": "chair", "minute_taker": "secretary", **at(day, "14:00"),
    })  # fmt: skip
    answer = room.act("POST", f"/meetings/{meeting}/decisions", {
        "item": "3", "words": "Hold the spring drop-in at the library, cost £180.",
        "moved_by": "carer-representative", "seconded_by": "secretary", "how": "hands",
        "count": {"for": 6, "against": 0, "no_side": 0}, "announced": "agreed", "category": "spend",
        "cost": {"minor": 18000}, "actions": [{"owner": "secretary", "do": "book the library", "due": "2026-02-24"}],
        **at(day, "14:20"),
    })  # fmt: skip
    assert answer["decision"] == {
        "id": answer["decision"]["id"], "number": "A-2026-01", "outcome": "agreed", "takes_effect": True,
        "irregular": [],
    }  # fmt: skip
    assert answer["split"]["known"] == "exact"
    assert answer["split"]["lived_experience"] == {"for": [4, 4], "against": [0, 0], "no_side": [0, 0]}
    assert answer["split"]["other"] == {"for": [2, 2], "against": [0, 0], "no_side": [0, 0]}
    assert answer["minutes"] == S2.splitlines()[1:4]
    assert answer["why"].startswith("Agreed: 6 for, 0 against, 0 took no side; 6 for is more than 0 against: simple")
    room.act("POST", f"/items/{leaflet}/open", at(day, "14:50"))
    moved = room.act("POST", f"/items/{leaflet}/motions", {
        "words": "Use the new leaflet words.", "moved_by": "development-worker", "seconded_by": "respiratory-nurse",
        **at(day, "14:50"),
    })  # fmt: skip
    room.act(
        "POST", f"/meetings/{meeting}/departures", {"seats": ["vice-chair", "carer-representative"], **at(day, "15:00")}
    )
    put = room.ask("POST", f"/api/v1/motions/{moved['motion']['id']}/put", json=at(day, "15:02"))
    assert put.status_code == 409
    assert put.json()["reason"] == "not_quorate: count, class_majority"
    assert closed(room, meeting, day, "15:15")[3:] == S2.splitlines()


def test_s5_live(room: Room) -> None:
    day = "2026-05-12"
    meeting, (_, where) = called(room, day, "2026-05-01", "Welcome", "Where to hold the drop-in")
    everyone = [slug for slug in room.directory.seats if slug not in {"critical-friend", "secretariat-support-officer"}]
    room.act("POST", f"/meetings/{meeting}/open", {"present": everyone, "presider": "chair", **at(day, "14:00")})
    room.act("POST", f"/items/{where}/open", at(day, "14:10"))
    motion = room.act("POST", f"/items/{where}/motions", {
        "words": "Hold the drop-in at the health centre on Tuesdays at 10am.", "moved_by": "commissioner",
        "seconded_by": "gp", **at(day, "14:16"),
    })["motion"]["id"]  # fmt: skip
    change = room.act("POST", f"/motions/{motion}/amendments", {
        "moved_by": "user-representative-4", "seconded_by": "carer-representative",
        "changes": [
            {"remove": "at the health centre on Tuesdays at 10am", "insert": "at the library on Tuesdays at 6pm"},
        ],
        **at(day, "14:25"),
    })["motion"]["id"]  # fmt: skip
    for question, count, time in (
        (change, {"for": 5, "against": 4}, "14:31"),
        (motion, {"for": 4, "against": 5}, "14:41"),
    ):
        room.act("POST", f"/motions/{question}/put", {"how": "hands", **at(day, time)})
        room.act("PUT", f"/motions/{question}/count", {"count": count, **at(day, time)})
        room.act("POST", f"/motions/{question}/declare", at(day, time))
    assert lines_in(closed(room, meeting, day, "15:00"), "4") == S5


def test_s4a_live_by_hands(room: Room) -> None:
    day = "2026-06-09"
    titles = ("Minutes", "Matters arising", "Summer", "Community hall", "When we meet")
    meeting, items = called(room, day, "2026-05-29", *titles)
    here = ["chair", "vice-chair", "secretary", "user-representative-4", "carer-representative", "respiratory-nurse",
            "commissioner", "development-worker"]  # fmt: skip
    room.act("POST", f"/meetings/{meeting}/open", {"present": here, "presider": "chair", **at(day, "14:00")})
    room.act("POST", f"/items/{items[4]}/open", at(day, "14:43"))
    motion = room.act("POST", f"/items/{items[4]}/motions", {
        "words": "Hold our meetings at 6pm from September.", "moved_by": "vice-chair", "seconded_by": "secretary",
        **at(day, "14:44"),
    })["motion"]["id"]  # fmt: skip
    room.act("POST", f"/motions/{motion}/put", {"how": "hands", **at(day, "14:45")})
    room.act("PUT", f"/motions/{motion}/count", {"count": {"for": 4, "against": 4}, **at(day, "14:46")})
    room.act("POST", f"/motions/{motion}/declare", at(day, "14:48"))
    assert lines_in(closed(room, meeting, day, "15:00"), "7") == S4A


def test_s4a_live(room: Room) -> None:
    day = "2026-06-09"
    titles = ("Minutes", "Matters arising", "Summer", "Community hall", "When we meet")
    meeting, items = called(room, day, "2026-05-29", *titles)
    here = ["chair", "vice-chair", "secretary", "user-representative-4", "carer-representative", "respiratory-nurse",
            "commissioner", "development-worker"]  # fmt: skip
    room.act("POST", f"/meetings/{meeting}/open", {"present": here, "presider": "chair", **at(day, "14:00")})
    room.act("POST", f"/items/{items[4]}/open", at(day, "14:43"))
    motion = room.act("POST", f"/items/{items[4]}/motions", {
        "words": "Hold our meetings at 6pm from September.", "moved_by": "vice-chair", "seconded_by": "secretary",
        **at(day, "14:44"),
    })["motion"]["id"]  # fmt: skip
    room.act("POST", f"/motions/{motion}/put", {"how": "roll_call", **at(day, "14:45")})
    for n, seat in enumerate(here):
        choice = "for" if n % 2 == 0 else "against"
        room.act("PUT", f"/motions/{motion}/votes/{seat}", {"choice": choice, **at(day, "14:46")})
    casting = room.ask("POST", f"/api/v1/motions/{motion}/casting-vote", by="user-representative-1", json={
        "direction": "for", "changes_status_quo": True, **at(day, "14:47"),
    })  # fmt: skip
    assert casting.status_code == 409
    assert casting.json()["reason"] == "no_casting_vote_in_profile"
    room.act("POST", f"/motions/{motion}/declare", at(day, "14:48"))
    lines = closed(room, meeting, day, "15:00")
    assert [line for line in lines if line.startswith("7.") and "Recorded vote" not in line] == [
        S4A.splitlines()[0], "7.3" + S4A.splitlines()[1][3:], "7.4" + S4A.splitlines()[2][3:],
    ]  # fmt: skip
