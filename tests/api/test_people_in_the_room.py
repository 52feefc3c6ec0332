"""Over HTTP: an interest in the chair, deputies with their own tokens, the next chair, and members who stay away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from api import identity
from governance.kernel import MeetingId, PersonId
from tests.api.test_live_meetings import at, called, closed
from tests.people import adopt
from tests.scenarios.test_evenings import S3

if TYPE_CHECKING:
    from tests.api.conftest import Room

ORDERS = {"notice_days": 7, "quorum": 5, "lived_experience": "block", "seconder_required": True, "deputies": "named"}
EIGHT = [
    "chair", "vice-chair", "secretary", "user-representative-4", "carer-representative", "respiratory-nurse",
    "commissioner", "development-worker",
]  # fmt: skip


def refused(room: Room, method: str, path: str, body: dict[str, Any], **more: Any) -> tuple[int, str, str]:
    answer = room.ask(method, "/api/v1" + path, json=body, **more)
    told = answer.json()
    return answer.status_code, told.get("clause", ""), told.get("reason", "")


def opened(room: Room, day: str, notice: str, *titles: str, **more: Any) -> tuple[str, list[str]]:
    meeting, items = called(room, day, notice, *(titles or ("Tea",)))
    room.act("POST", f"/meetings/{meeting}/open", {"present": EIGHT, **more, **at(day, "14:00")})
    return meeting, items


def seat(room: Room, slug: str) -> str:
    return str(room.directory.seats[slug])


def presider(room: Room, meeting: str) -> str | None:
    held = room.governance.meeting(MeetingId(UUID(meeting))).presider
    return next((slug for slug, one in room.directory.seats.items() if one == held), None)


def test_s3_live(room: Room) -> None:
    day = "2026-06-09"
    meeting, items = opened(
        room, day, "2026-05-28", "Minutes", "Post", "Plans", "Community hall", presider="chair", apologies=["gp"]
    )  # fmt: skip
    mine = {"seat": "chair", "item": "6"}
    room.act("POST", f"/meetings/{meeting}/interests", {**mine, "kind": "family", **at(day, "14:02")})
    room.act("POST", f"/meetings/{meeting}/interests/manage", {**mine, **at(day, "14:02")})
    stopped = room.ask("POST", f"/api/v1/items/{items[3]}/open", json=at(day, "14:30")).json()
    assert (stopped["clause"], stopped["reason"]) == ("R-CH2", "presider_is_conflicted")
    assert stopped["because"] == {"could_preside": [seat(room, "user-representative-2")]}
    handed = {"seat": "vice-chair", "reason": "interest", **at(day, "14:30")}
    room.act("POST", f"/meetings/{meeting}/chair", handed)
    room.act("POST", f"/items/{items[3]}/open", at(day, "14:30"))
    own = {"item": "6", "words": "x", "how": "roll_call", "votes": {"chair": "for"}, "moved_by": "development-worker",
           "seconded_by": "carer-representative", **at(day, "14:35")}  # fmt: skip
    assert refused(room, "POST", f"/meetings/{meeting}/decisions", own) == (409, "R-IN3", "excluded")
    room.act("POST", f"/meetings/{meeting}/decisions", {
        "item": "6", "words": "Hire the community hall for six sessions, cost £240.", "how": "hands",
        "moved_by": "development-worker", "seconded_by": "carer-representative",
        "count": {"for": 5, "against": 1, "no_side": 1}, **at(day, "14:40"),
    })  # fmt: skip
    room.act("POST", f"/items/{items[3]}/close", at(day, "14:42"))
    room.act("POST", f"/meetings/{meeting}/interests/return", {**mine, **at(day, "14:42")})
    room.act("POST", f"/meetings/{meeting}/chair", {"seat": "chair", "reason": "return", **at(day, "14:42")})
    lines = closed(room, meeting, day, "15:00")
    assert [line for line in lines if line.startswith(("1.4", "6."))] == S3.splitlines()


def deputy_of_the_gp(room: Room) -> str:
    """Somebody stands in for the GP; their token."""
    adopt(room.governance, ORDERS)
    person = room.act("POST", "/people", {"name": "Somebody else"})["person"]["id"]
    named = {"person": person, "constituency": "professional", "since": {"date": "2026-01-01"}}
    room.act("PUT", f"/seats/{seat(room, 'gp')}/deputy", {**named, "channel": "phone"})
    return identity.create(room.governance, person=PersonId(UUID(person)))[1]


def roll_call(room: Room, day: str, item: str) -> str:
    room.act("POST", f"/items/{item}/open", at(day, "14:05"))
    moved = {"words": "Meet at noon.", "moved_by": "chair", "seconded_by": "gp", **at(day, "14:06")}
    motion = str(room.act("POST", f"/items/{item}/motions", moved)["motion"]["id"])
    room.act("POST", f"/motions/{motion}/put", {"how": "roll_call", **at(day, "14:07")})
    return motion


def vote(room: Room, token: str, path: str, choice: str, when: dict[str, Any]) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    answer = room.ask("PUT", path, by=None, json={"choice": choice, **when}, headers=headers)
    return int(answer.status_code)


def test_a_deputy_votes_for_the_seat_until_the_member_comes(room: Room) -> None:
    token, day = deputy_of_the_gp(room), "2026-02-10"
    meeting, (item,) = opened(room, day, "2026-01-29", apologies=["gp"], deputies=[{"seat": "gp"}], presider="chair")
    motion = roll_call(room, day, item)
    path = f"/api/v1/motions/{motion}/votes/{seat(room, 'gp')}"
    assert vote(room, token, path, "for", at(day, "14:08")) == 200
    assert vote(room, room.token("gp"), path, "against", at(day, "14:08")) == 403
    cast = [
        one for one in room.governance.stream(MeetingId(UUID(meeting))) if one.event.topic == "meeting.vote_cast.v1"
    ]
    assert [one.envelope.capacity for one in cast] == ["deputy"]
    room.act("POST", f"/meetings/{meeting}/arrivals", {"seats": ["gp"], **at(day, "14:09")})
    assert vote(room, token, path, "for", at(day, "14:10")) == 403
    assert vote(room, room.token("gp"), path, "against", at(day, "14:10")) == 200
    lines = closed(room, meeting, day, "15:00")
    assert lines[0] == (
        "1.1 Present: Chair, Vice-chair, Secretary, User representative 4, Carer representative, Respiratory nurse,"
        " Deputy for GP, Commissioner, Development worker."
    )
    assert "3.2 At 14:09 the GP came. From then on the deputy did not act." in lines


def test_a_deputy_reads_what_members_read(room: Room) -> None:
    headers = {"Authorization": f"Bearer {deputy_of_the_gp(room)}"}
    assert room.ask("GET", "/api/v1/groups/group-a/seats", by=None, headers=headers).status_code == 200
    room.act("DELETE", f"/seats/{seat(room, 'gp')}/deputy", {})
    assert room.ask("GET", "/api/v1/groups/group-a/seats", by=None, headers=headers).status_code == 404


def test_the_chair_agreed_for_the_next_meeting_presides_there_and_at_no_other(room: Room) -> None:
    first, _ = opened(room, "2026-02-10", "2026-01-29")
    assert presider(room, first) == "user-representative-1"
    agreed = {"seat": "carer-representative", "declined": ["user-representative-4"], **at("2026-02-10", "14:50")}
    room.act("POST", f"/meetings/{first}/next-chair", agreed)
    room.act("POST", f"/meetings/{first}/close", at("2026-02-10", "15:00"))
    second, _ = opened(room, "2026-03-10", "2026-02-26")
    assert presider(room, second) == "carer-representative"
    room.act("POST", f"/meetings/{second}/close", at("2026-03-10", "15:00"))
    third, _ = opened(room, "2026-04-14", "2026-04-01")
    assert presider(room, third) == "user-representative-1"


def test_officers_are_told_of_a_member_who_missed_three_meetings_and_nobody_else_is(room: Room) -> None:
    position = 0
    for day, notice in (("2026-02-10", "2026-01-29"), ("2026-03-10", "2026-02-26"), ("2026-04-14", "2026-04-01")):
        meeting, _ = opened(room, day, notice)
        answer = room.act("POST", f"/meetings/{meeting}/close", at(day, "15:00"))
        position = answer["receipt"]["positions"][1]
    room.ask("GET", f"/api/v1/groups/group-a/meetings?wait_for={position}")
    (told,) = room.ask("GET", "/api/v1/groups/group-a/absences").json()
    assert (told["seat"], len(told["meetings"])) == (seat(room, "gp"), 3)
    assert told["what_first"] == "Have a conversation. Check first whether something keeps them from coming."
    assert room.ask("GET", "/api/v1/groups/group-a").json()["alerts"] == ["stays_away"]
    assert room.ask("GET", "/api/v1/groups/group-a", by="gp").json()["alerts"] == []
    assert room.ask("GET", "/api/v1/groups/group-a/absences", by="gp").status_code == 404
    assert room.ask("GET", "/api/v1/groups/group-a/presiding", by="gp").json() == []


def test_the_floor_tells_of_breaks_and_of_those_elsewhere(room: Room) -> None:
    meeting, (item,) = opened(room, "2026-02-10", "2026-01-29", remote=["commissioner"], presider="chair")
    shown = room.ask("GET", f"/api/v1/meetings/{meeting}/floor").json()
    assert (shown["break_due"], shown["remote"]) == ("14:45", [seat(room, "commissioner")])
    assert "break_due" in shown["alerts"]
    decision = {"item": "3", "words": "x", "how": "hands", "count": {"for": 8}, "moved_by": "chair",
                "seconded_by": "commissioner", **at("2026-02-10", "14:10")}  # fmt: skip
    assert refused(room, "POST", f"/meetings/{meeting}/decisions", decision) == (
        409, "R-HY3", "not_everyone_sees_hands",
    )  # fmt: skip
    room.act("POST", f"/meetings/{meeting}/decisions", {**decision, "voice": True})
    assert item


def test_a_meeting_moved_behind_others_is_told_of_after_them(room: Room) -> None:
    moved, _ = called(room, "2026-02-10", "2026-01-29", "Tea")
    to = {"starts": {"date": "2026-05-12", "time": "14:00"}, **at("2026-02-01", "10:00")}
    room.act("POST", f"/meetings/{moved}/move", to)
    meetings = [
        opened(room, day, notice)[0] for day, notice in (("2026-03-10", "2026-02-26"), ("2026-04-14", "2026-04-01"))
    ]
    room.act("POST", f"/meetings/{moved}/open", {"present": EIGHT, **at("2026-05-12", "14:00")})
    position = 0
    for meeting, day in zip((*meetings, moved), ("2026-03-10", "2026-04-14", "2026-05-12"), strict=True):
        answer = room.act("POST", f"/meetings/{meeting}/close", at(day, "15:00"))
        position = answer["receipt"]["positions"][1]
    room.ask("GET", f"/api/v1/groups/group-a/meetings?wait_for={position}")
    (told,) = room.ask("GET", "/api/v1/groups/group-a/absences").json()
    assert told["meetings"] == [*meetings, moved]
