"""What a member did themselves over HTTP, the secretary does not undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.api.conftest import Room

DAY = "2026-02-10"
HERE = ["chair", "vice-chair", "secretary", "carer-representative", "gp", "commissioner", "respiratory-nurse"]


def at(time: str) -> dict[str, Any]:
    return {"when": {"date": DAY, "time": time}}


def refused(room: Room, method: str, path: str, body: dict[str, Any]) -> tuple[int, str, str, str]:
    """What the secretary is told."""
    answer = room.ask(method, "/api/v1" + path, json=body)
    told = answer.json()
    return answer.status_code, told["clause"], told["reason"], told["would_help"]


def opened(room: Room) -> tuple[str, str]:
    called = {"starts": {"date": DAY, "time": "14:00"}, "agenda": [{"title": "The hall"}],
              "when": {"date": "2026-02-01", "time": "10:00"}}  # fmt: skip
    meeting = room.act("POST", "/groups/group-a/meetings", called)["meeting"]["id"]
    here = {"present": HERE, "presider": "chair", "minute_taker": "secretary"}
    room.act("POST", f"/meetings/{meeting}/open", {**here, **at("14:00")})
    item = room.ask("GET", f"/api/v1/meetings/{meeting}/items").json()[0]["item"]
    room.act("POST", f"/items/{item}/open", at("14:01"))
    return meeting, item


def moved(room: Room, item: str) -> str:
    """The GP makes a proposal, and says so themselves."""
    answer = room.act("POST", f"/items/{item}/motions", {"words": "Hire the hall.", **at("14:05")}, by="gp")
    motion = str(answer["motion"]["id"])
    room.act("POST", f"/motions/{motion}/second", {"seat": "commissioner", **at("14:05")})
    return motion


def test_the_secretary_does_not_take_back_the_name_a_member_put_forward(room: Room) -> None:
    made = room.act("POST", "/groups/group-a/elections", {"office": "chair", "closes": "2098-12-31"})
    path = f"/elections/{made['election']['id']}/nominations"
    room.act("POST", path, {"seat": "user-representative-4"}, by="user-representative-4")
    assert refused(room, "DELETE", f"{path}/user-representative-4", {}) == (
        409, "R-EL1", "theirs_to_withdraw", "They said themselves that they stand. Only they can take it back.",
    )  # fmt: skip
    room.act("DELETE", f"{path}/user-representative-4", {}, by="user-representative-4")


def test_the_secretary_does_not_take_a_members_name_from_a_request(room: Room) -> None:
    wanted = {"seat": "gp", "business": [{"title": "The cold hall"}]}
    made = room.act("POST", "/groups/group-a/requisitions", wanted, by="gp")
    path = f"/requisitions/{made['requisition']['id']}/leave"
    assert refused(room, "POST", path, {"seat": "gp"}) == (
        409, "R-NO5", "theirs_to_leave", "They asked for it themselves. Only they can take their name back.",
    )  # fmt: skip
    room.act("POST", path, {"seat": "gp"}, by="gp")


def test_the_secretary_does_not_take_back_or_strike_a_members_proposal(room: Room) -> None:
    _, item = opened(room)
    motion = moved(room, item)
    help_ = "They made this proposal themselves. Only they can take it back."
    for mode in ("live", "written_up"):
        asked = {"by": "gp", "mode": mode, **at("14:06")}
        assert refused(room, "POST", f"/motions/{motion}/withdraw", asked) == (
            409, "R-MO4", "theirs_to_withdraw", help_,
        )  # fmt: skip
    room.act("POST", f"/motions/{motion}/withdraw", at("14:07"), by="gp")


def test_the_secretary_says_of_nobody_who_votes_themselves_that_they_stand_down(room: Room) -> None:
    meeting, item = opened(room)
    moved(room, item)
    path = f"/meetings/{meeting}/stand-down"
    assert refused(room, "POST", path, {"seat": "gp", **at("14:06")}) == (
        409, "R-QU9", "theirs_to_say", "They take part here themselves. Only they can say that they do not vote.",
    )  # fmt: skip
    room.act("POST", path, {"seat": "commissioner", **at("14:07")})
    back = {"seat": "commissioner", "back": True, **at("14:08")}
    assert refused(room, "POST", path, back)[1:3] == ("R-QU9", "theirs_to_take_back")
    room.act("POST", path, back, by="commissioner")


def test_a_member_who_voted_is_not_kept_out_before_the_result_and_minutes_do_not_contradict_it(room: Room) -> None:
    meeting, item = opened(room)
    motion = moved(room, item)
    room.act("POST", f"/motions/{motion}/put", {"how": "roll_call", **at("14:10")})
    for seat, choice in (("gp", "against"), ("commissioner", "for"), ("respiratory-nurse", "for")):
        room.act("PUT", f"/motions/{motion}/votes/{seat}", {"choice": choice, **at("14:11")}, by=seat)
    told = {"seat": "gp", "item": item, "kind": "financial", **at("14:12")}
    room.act("POST", f"/meetings/{meeting}/interests", told)
    ruled = {"seat": "gp", "item": item, "how": "leave", **at("14:13")}
    answer = room.ask("POST", f"/api/v1/meetings/{meeting}/interests/manage", by="user-representative-1", json=ruled)
    assert (answer.status_code, answer.json()["clause"], answer.json()["reason"], answer.json()["would_help"]) == (
        409, "R-IN3", "answered_already",
        "They have voted, and the vote stands. Declare the result, then rule on this.",
    )  # fmt: skip
    room.act("POST", f"/motions/{motion}/declare", {"announced": "agreed", **at("14:14")})
    room.act("POST", f"/meetings/{meeting}/interests/manage", {**ruled, **at("14:15")}, by="user-representative-1")
    ended = room.act("POST", f"/meetings/{meeting}/close", at("14:30"))
    wait = ended["receipt"]["positions"][1]
    document = room.ask("GET", f"/api/v1/meetings/{meeting}/minutes?wait_for={wait}").json()
    text = "\n".join(line["text"] for part in document["parts"] for line in part["lines"])
    assert "GP had voted on it by then, and left the room for the rest of that item." in text
    assert "did not vote" not in text
    assert "Against: GP." in text
    assert "2 for, 1 against" in text


def test_a_members_own_word_on_their_vote_replaces_what_the_secretary_wrote(room: Room) -> None:
    _, item = opened(room)
    motion = moved(room, item)
    room.act("POST", f"/motions/{motion}/put", {"how": "hands", **at("14:10")})
    room.act("PUT", f"/motions/{motion}/count", {"count": {"for": 6, "against": 1}, **at("14:11")})
    room.act("POST", f"/motions/{motion}/declare", {"announced": "agreed", **at("14:12")})
    path = f"/motions/{motion}/own-votes/gp"
    room.act("POST", path, {"choice": "for", **at("14:13")})
    room.act("POST", path, {"choice": "against", **at("14:14")}, by="gp")
    assert refused(room, "POST", path, {"choice": "for", **at("14:15")})[:3] == (409, "R-VO11", "own_vote_is_recorded")
