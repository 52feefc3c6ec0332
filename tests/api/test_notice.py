"""What members ask for between meetings, over the web API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.api.conftest import Room
from tests.people import adopt

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
    adopt(room.governance, orders, "2026-01-10", review_by="2026-02-01")
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


def late_task(room: Room, *agenda: str) -> str:
    """Where a meeting with this agenda is written up after one at which the secretary took on a task, late by now."""
    first = {"starts": {"date": "2026-02-10", "time": "14:00"}, "agenda": [{"title": "One"}], **on("2026-02-01")}
    meeting = room.act("POST", f"{GROUP}/meetings", first)["meeting"]["id"]
    then = on("2026-02-10", "14:00")
    room.act("POST", f"/meetings/{meeting}/open", {"present": ["chair", "secretary"], "presider": "chair", **then})
    item = room.ask("GET", f"/api/v1/meetings/{meeting}/items").json()[0]["item"]
    task = {"owner": "secretary", "do": "ring the council.", "due": "2026-02-20"}
    room.act("POST", f"/items/{item}/actions", {"task": task, **then})
    room.act("POST", f"/meetings/{meeting}/close", then)
    titles = [{"title": title} for title in agenda]
    second = {"starts": {"date": "2026-03-10", "time": "14:00"}, "agenda": titles, **on("2026-03-01")}
    return f"/meetings/{room.act('POST', f'{GROUP}/meetings', second)['meeting']['id']}/write-up"


@pytest.mark.parametrize(("agenda", "new", "number"), [("Two", True, 4), ("matters arising", False, 3)])
@pytest.mark.parametrize("kept", ["yes", ""])
def test_what_is_overdue_reads_as_minutes_do_once_it_was_talked_about_and_is_over_once_told(
    room: Room, agenda: str, new: bool, number: int, kept: str
) -> None:
    path = late_task(room, agenda)
    page = room.look(path).text
    title = "Matters arising" if new else agenda
    here = "items.0"
    for said in (f'name="{here}.kind" value="arising"', f'value="{title}"', f">\n{NEWS}</textarea>", f'value="{NEWS}"'):
        assert page.count(said) == 1, said
    fields = {f"{here}.number": "" if new else "3", f"{here}.title": title, f"{here}.kind": "arising"}
    fields |= {f"{here}.entries.0.{name}": NEWS for name in ("words", "offered")}
    fields |= {f"{here}.entries.0.kind": "note", f"{here}.entries.0.kept": kept, "minute_taker": "secretary"}
    if new:
        fields |= {"items.1.number": "3", "items.1.title": "Two"}
    came = ["user-representative-1", "user-representative-3"]
    checked = room.send(f"{path}/save", version="0", do="check", present=came, **fields)
    assert checked.headers["location"] == f"{path}/check"
    read = room.look(f"{path}/check").text
    assert (f"<p>{number}.1 We talked about {title}: {NEWS}</p>" in read) is bool(kept)
    assert f"{title}. We talked about this but did not decide" not in read
    assert ("3.1 Two. We did not get to this. It moves to the next meeting." in read) is new
    assert ("Matters arising" in read) is (new and bool(kept))


def test_changed_words_of_what_was_offered_are_kept_without_a_tick(room: Room) -> None:
    path = late_task(room, "Two")
    fields = {"items.0.title": "Matters arising", "items.0.kind": "arising", "items.0.entries.0.kind": "note"}
    fields |= {"items.0.entries.0.offered": NEWS, "items.0.entries.0.words": "Secretary rang the council."}
    came = ["user-representative-1"]
    room.send(f"{path}/save", version="0", do="check", present=came, minute_taker="secretary", **fields)
    assert "We talked about Matters arising: Secretary rang the council." in room.look(f"{path}/check").text
    assert f'value="{NEWS}"' in room.look(path).text


def test_matters_arising_come_after_apologies_and_minutes_and_before_everything_else(room: Room) -> None:
    page = room.look(
        late_task(room, "Welcome and apologies", "Minutes of the last meeting", "The hall", "Minutes book")
    )
    headings = re.findall(r'name="items\.\d+\.title"[^>]*value="([^"]*)"', page.text)
    assert headings == [
        "Welcome and apologies", "Minutes of the last meeting", "Matters arising", "The hall", "Minutes book", "One",
    ]  # fmt: skip
