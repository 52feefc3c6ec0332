"""Whatever is asked for, the answer is a clear one: never a fault of ours, and nothing withheld in it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import msgspec
import pytest

from api.v1.routes import ACTS
from governance.reader import NotFound

if TYPE_CHECKING:
    from tests.api.conftest import Room

NOBODY = "00000000-0000-4000-8000-000000000000"


def meeting_of(room: Room) -> dict[str, str]:
    """Ids of an open meeting with a motion put, for paths that need some."""
    when = {"when": {"date": "2026-02-10", "time": "14:00"}}
    notice = {"starts": {"date": "2026-02-10"}, "agenda": [{"title": "One"}], "when": {"date": "2026-02-01"}}
    meeting = room.act("POST", "/groups/group-a/meetings", notice)["meeting"]["id"]
    here = ["chair", "vice-chair", "secretary", "carer-representative", "gp", "commissioner"]
    room.act("POST", f"/meetings/{meeting}/open", {"present": here, "presider": "chair", **when})
    item = room.ask("GET", f"/api/v1/meetings/{meeting}/items").json()[0]["item"]
    room.act("POST", f"/items/{item}/open", when)
    body = {"words": "Meet.", "moved_by": "gp", "seconded_by": "chair", **when}
    motion = room.act("POST", f"/items/{item}/motions", body)["motion"]["id"]
    seat = str(room.directory.seats["gp"])
    return {"group": "group-a", "meeting": meeting, "item": item, "motion": motion, "seat": seat, "office": "chair"}


def test_no_read_can_be_made_to_fail_on_our_side(room: Room) -> None:
    known = meeting_of(room)
    paths = [
        "/groups", "/groups/{x}", "/groups/{x}/seats", "/groups/{x}/offices", "/groups/{x}/standing-orders?at={x}",
        "/groups/{x}/meetings?after={x}&limit={x}", "/meetings/{x}", "/meetings/{x}/floor", "/meetings/{x}/items",
        "/motions/{x}", "/motions/{x}/votes", "/meetings/{x}/minutes?as_known_at={x}&wait_for={x}",
        "/meetings/{x}/quorum", "/register?group={x}&after={x}&limit={x}&outcome={x}", "/decisions/{x}",
        "/groups/{x}/actions?after={x}", "/events?after={x}&limit={x}", "/events/{x}", "/me", "/tokens",
    ]  # fmt: skip
    values = ["x", "0", "-1", "1", "999999999999999999999", "%00", "%F0%9F%8D%B5", "2026-01-01", "a" * 3000, NOBODY,
              known["meeting"], known["motion"], "group-a"]  # fmt: skip
    for path in paths:
        for value in values:
            answer = room.ask("GET", "/api/v1" + path.replace("{x}", value))
            assert answer.status_code < 500, (path, value, answer.text)


def test_the_floor_agrees_with_what_then_happens(room: Room) -> None:
    known = meeting_of(room)
    floor = room.ask("GET", f"/api/v1/meetings/{known['meeting']}/floor").json()
    when = {"when": {"date": "2026-02-10", "time": "14:00"}}
    for act in floor["acts"]:
        if act["do"] not in {"putMotion", "closeItem", "startBreak", "endBreak", "resumeMeeting"}:
            continue
        route = next(a for a in ACTS if a.do == act["do"])
        ids = {**known, "item": act["item"], "motion": act["motion"]}
        path = f"/api/v1{route.path.replace(':str', '').format(**ids)}?check=true"
        answer = room.ask(route.method, path, json=when)
        assert (answer.status_code < 400) == (act["why_not"] is None), (act, answer.text)


def test_what_is_withheld_is_not_in_the_answer_at_all(room: Room) -> None:
    known = meeting_of(room)
    reason = {"seat": "respiratory-nurse", "reason": "feeling very unwell", "when": {"date": "2026-02-10"}}
    room.act("POST", f"/meetings/{known['meeting']}/apologies", reason)
    at = f"/meetings/{known['meeting']}"
    everything = b"".join(
        room.ask("GET", f"/api/v1{path}", by=by).content
        for by in ("gp", "user-representative-1")
        for path in ("/events?limit=500", f"{at}/minutes", f"{at}/quorum")
    )
    assert b"unwell" not in everything
    assert b"Person A" not in everything
    assert msgspec.json.decode(room.ask("GET", "/api/v1/events?limit=1").content)[0]["topic"] is not None


def test_an_id_of_another_kind_does_no_harm(room: Room) -> None:
    meeting = uuid.UUID(meeting_of(room)["meeting"])
    governance = room.governance
    for wrong in (governance.group, governance.directory):
        with pytest.raises(NotFound):
            wrong(meeting)  # type: ignore[operator, arg-type]
    with pytest.raises(NotFound):
        governance.meeting(room.made["a"])
    assert room.ask("GET", f"/api/v1/groups/{meeting}").status_code == 404
    assert room.ask("GET", f"/api/v1/meetings/{meeting}/floor").status_code == 200
    assert room.ask("GET", "/api/v1/groups/group-a").status_code == 200
