"""What members ask for between meetings, over the web API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.api.conftest import Room

GROUP = "/groups/group-a"


def on(day: str, time: str = "10:00") -> dict[str, Any]:
    return {"when": {"date": day, "time": time}}


def wanted(room: Room) -> str:
    body = {"seat": "gp", "business": [{"title": "The cold hall"}], **on("2026-02-01")}
    made = str(room.act("POST", f"{GROUP}/requisitions", body, by="gp")["requisition"]["id"])
    joins = {"seat": "carer-representative", "channel": "phone", **on("2026-02-02")}
    room.act("POST", f"/requisitions/{made}/join", joins)
    return made


def test_members_ask_for_a_meeting_and_call_it_when_the_chair_has_not(room: Room) -> None:
    made = wanted(room)
    (told,) = room.ask("GET", f"/api/v1{GROUP}/requisitions", by="commissioner").json()
    assert (told["business"], told["call_by"], told["overdue"]) == (["The cold hall"], "2026-02-09", True)
    starts = {"starts": {"date": "2026-03-10", "time": "14:00"}}
    path = f"/api/v1{GROUP}/meetings"
    without = room.ask("POST", path, by="gp", json={**starts, **on("2026-02-10")})
    assert (without.status_code, without.json()["reason"]) == (403, "chair_or_secretary_only")
    calls = {**starts, "requisition": made}
    early = room.ask("POST", path, by="gp", json={**calls, **on("2026-02-09")})
    assert (early.status_code, early.json()["clause"]) == (409, "R-NO5")
    meeting = room.act("POST", f"{GROUP}/meetings", {**calls, **on("2026-02-10")}, by="gp")["meeting"]["id"]
    (told,) = room.ask("GET", f"/api/v1{GROUP}/requisitions").json()
    assert (told["meeting"], told["overdue"]) == (meeting, False)


def test_a_meeting_moved_is_told_of_with_its_new_day_and_place(room: Room) -> None:
    call = {"starts": {"date": "2026-03-10", "time": "14:00"}, "place": "The hall", **on("2026-02-20")}
    meeting = room.act("POST", f"{GROUP}/meetings", call)["meeting"]["id"]
    moves = {"starts": {"date": "2026-03-12", "time": "15:00"}, "place": "The library", **on("2026-03-01")}
    position = room.act("POST", f"/meetings/{meeting}/move", moves)["receipt"]["positions"][1]
    for told in (
        room.ask("GET", f"/api/v1/meetings/{meeting}").json(),
        *room.ask("GET", f"/api/v1{GROUP}/meetings?wait_for={position}").json(),
    ):
        assert (told["starts"]["local"][:16], told["place"]) == ("2026-03-12T15:00", "The library")


def test_what_a_member_proposed_is_listed_taken_or_refused_with_its_reason(room: Room) -> None:
    body = {"seat": "gp", "title": "A ramp", **on("2026-02-01")}
    ramp = room.act("POST", f"{GROUP}/business", body, by="gp")["proposal"]["id"]
    (waiting,) = room.ask("GET", f"/api/v1{GROUP}/business?waiting_only=true", by="gp").json()
    assert (waiting["proposal"], waiting["title"], waiting["refused"]) == (ramp, "A ramp", False)
    assert re.search(r"<h3[^>]*>A ramp</h3>", room.look(f"{GROUP}/call").text)
    call = {"starts": {"date": "2026-03-10", "time": "14:00"}, **on("2026-02-20")}
    off = [{"proposal": ramp, "reason": "The council decides that."}]
    meeting = room.act("POST", f"{GROUP}/meetings", {**call, "not_taken": off})["meeting"]["id"]
    assert room.ask("GET", f"/api/v1{GROUP}/business?waiting_only=true").json() == []
    page = room.look(f"/meetings/{meeting}", by="gp").text
    assert "Not taken: A ramp. Reason: The council decides that." in page
    for seat in ("gp", "carer-representative"):
        room.act("POST", f"/meetings/{meeting}/business/{ramp}/insist", {"seat": seat, **on("2026-02-21")}, by=seat)
    (told,) = room.ask("GET", f"/api/v1{GROUP}/business").json()
    assert (told["meeting"], told["refused"]) == (meeting, False)
    assert "Not taken" not in room.look(f"/meetings/{meeting}", by="gp").text


def test_what_is_due_for_review_is_listed_and_on_the_page_of_the_group(room: Room) -> None:
    orders = room.ask("GET", f"/api/v1{GROUP}/standing-orders").json()["orders"]
    body = {"orders": orders, "review_by": "2026-02-01", "since": {"date": "2026-01-10"}, **on("2026-01-10")}
    room.act("POST", f"{GROUP}/standing-orders", body)
    (due,) = room.ask("GET", f"/api/v1{GROUP}/reviews?expired_only=true", by="gp").json()
    assert (due["kind"], due["review_by"], due["expired"], due["lapses"]) == ("orders", "2026-02-01", True, False)
    assert "Due for review" in room.look(GROUP, by="gp").text


def test_a_write_up_begins_with_what_is_overdue(room: Room) -> None:
    first = {"starts": {"date": "2026-02-10", "time": "14:00"}, "agenda": [{"title": "One"}], **on("2026-02-01")}
    meeting = room.act("POST", f"{GROUP}/meetings", first)["meeting"]["id"]
    here = ["chair", "vice-chair", "secretary", "carer-representative", "gp"]
    at = on("2026-02-10", "14:00")
    room.act("POST", f"/meetings/{meeting}/open", {"present": here, "presider": "chair", **at})
    item = room.ask("GET", f"/api/v1/meetings/{meeting}/items").json()[0]["item"]
    task = {"task": {"owner": "gp", "do": "ring the council", "due": "2026-02-20"}, **at}
    room.act("POST", f"/items/{item}/actions", task)
    room.act("POST", f"/meetings/{meeting}/close", at)
    second = {"starts": {"date": "2026-03-10", "time": "14:00"}, "agenda": [{"title": "Two"}], **on("2026-03-01")}
    later = room.act("POST", f"{GROUP}/meetings", second)["meeting"]["id"]
    room.look(f"/meetings/{later}/write-up")
    page = room.look(f"/meetings/{later}/write-up").text
    assert "GP still has to ring the council. It was to be done by 20 February 2026." in page


NEWS = "Secretary still has to ring the council. It was to be done by 20 February 2026."


@pytest.mark.parametrize(("agenda", "at", "number"), [("Two", 1, 4), ("matters arising", 0, 3)])
def test_what_is_overdue_reads_as_minutes_do_and_is_over_once_told(
    room: Room, agenda: str, at: int, number: int
) -> None:
    first = {"starts": {"date": "2026-02-10", "time": "14:00"}, "agenda": [{"title": "One"}], **on("2026-02-01")}
    meeting = room.act("POST", f"{GROUP}/meetings", first)["meeting"]["id"]
    then = on("2026-02-10", "14:00")
    room.act("POST", f"/meetings/{meeting}/open", {"present": ["chair", "secretary"], "presider": "chair", **then})
    item = room.ask("GET", f"/api/v1/meetings/{meeting}/items").json()[0]["item"]
    task = {"owner": "secretary", "do": "ring the council.", "due": "2026-02-20"}
    room.act("POST", f"/items/{item}/actions", {"task": task, **then})
    room.act("POST", f"/meetings/{meeting}/close", then)
    second = {"starts": {"date": "2026-03-10", "time": "14:00"}, "agenda": [{"title": agenda}], **on("2026-03-01")}
    path = f"/meetings/{room.act('POST', f'{GROUP}/meetings', second)['meeting']['id']}/write-up"
    page = room.look(path).text
    title = "Matters arising" if at else agenda
    here = f"items.{at}"
    for said in (f'name="{here}.kind" value="arising"', f'value="{title}"', f">\n{NEWS}</textarea>"):
        assert page.count(said) == 1, said
    fields = {f"{here}.number": "" if at else "3", f"{here}.title": title, f"{here}.kind": "arising"}
    fields |= {f"{here}.entries.0.kind": "note", f"{here}.entries.0.words": NEWS, "minute_taker": "secretary"}
    if at:
        fields |= {"items.0.number": "3", "items.0.title": "Two"}
    came = ["user-representative-1", "user-representative-3"]
    checked = room.send(f"{path}/save", version="0", do="check", present=came, **fields)
    assert checked.headers["location"] == f"{path}/check"
    read = room.look(f"{path}/check").text
    assert f"<p>{number}.1 We talked about {title}: {NEWS}</p>" in read
    assert f"{title}. We talked about this but did not decide" not in read
    assert ("3.1 Two. We did not get to this. It moves to the next meeting." in read) is bool(at)
