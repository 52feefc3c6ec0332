"""The pages on which the secretary takes back a slip."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from governance.meeting.events import ActStruck
from tests.people import evening, record

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api.conftest import Room


@pytest.fixture
def meeting(room: Room) -> UUID:
    """An evening with a note and an arrival too many, and a decision between them."""
    then = {"meeting": "february", "mode": "live"}
    slip = [
        {**then, "do": "openItem", "item": "4", "when": {"date": "2026-02-10", "time": "14:30"}},
        {
            **then,
            "do": "takeNote",
            "item": "4",
            "words": "Wrong note.",
            "when": {"date": "2026-02-10", "time": "14:31"},
        },
        {**then, "do": "recordArrival", "seats": ["gp"], "when": {"date": "2026-02-10", "time": "14:32"}},
    ]
    made = record(room.governance, [*evening("february")[:4], *slip])["february"]
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    return made


def offered(room: Room, meeting: UUID, words: str) -> str:
    """Where an act can be taken back, by what the link says to those who hear it."""
    page = room.look(f"/meetings/{meeting}/lines").text
    found = re.search(rf'href="([^"]+/strike)">Take this back<span class="for-ears"> <span>{words}', page)
    assert found is not None, page
    return found[1]


def test_a_note_is_taken_back_with_a_reason_and_the_book_keeps_it(room: Room, meeting: UUID) -> None:
    note = offered(room, meeting, "The note")
    assert "Wrong note." in room.look(note).text
    assert room.send(note, reason=" ").status_code == 422
    for _ in range(2):  # sent twice, done once
        assert room.send(note, reason="Another meeting's.").headers["location"] == f"/meetings/{meeting}/lines"
    assert "Wrong note." not in room.look(f"/meetings/{meeting}", by="gp").text
    struck = [one for one in room.governance.stream(meeting) if isinstance(one.event, ActStruck)]
    assert len(struck) == 1
    assert struck[0].envelope.recorded_by == room.person("user-representative-3")
    assert room.look(note).status_code == 404


def test_what_a_vote_rests_on_is_refused_before_anything_is_typed(room: Room, meeting: UUID) -> None:
    roll = room.look(offered(room, meeting, "The roll as it was called")).text
    assert "This cannot be taken back" in roll
    assert "Something that came later rests on this. A vote was taken after it. Record a correction instead." in roll
    assert "<textarea" not in roll
    proposal = offered(room, meeting, "The proposal")
    assert "The meeting has built on this proposal." in room.send(proposal, reason="x").text
    came = offered(room, meeting, "GP came in</span>, 14:32")
    assert room.send(came, reason="It was somebody else.").status_code == 303
    assert "GP" not in room.look(f"/meetings/{meeting}", by="gp").text.partition("<main")[2]


def test_the_chair_is_told_whose_it_is_and_for_everybody_else_it_is_not_there(room: Room, meeting: UUID) -> None:
    note = offered(room, meeting, "The note")
    assert (
        "Only the secretary, or whoever takes the minutes, can do this."
        in room.look(note, by="user-representative-1").text
    )
    assert room.send(note, by="user-representative-1", reason="x").status_code == 403
    for path in (f"/meetings/{meeting}/lines", note):
        assert room.look(path, by="gp").status_code == 404, path
        assert room.send(path, by="gp", reason="x").status_code in {404, 405}, path
        assert room.look(path, by=None).headers["location"].startswith("/sign-in?"), path
        assert room.send(path, by=None, reason="x").status_code in {401, 405}, path
    room.client.cookies = room.session("user-representative-3")
    own = {"Sec-Fetch-Site": "same-origin"}
    assert room.client.post(note, data={"reason": "x"}, headers=own).status_code == 403
    assert "Wrong note." in room.look(f"/meetings/{meeting}").text


def test_a_closed_meeting_that_was_written_up_is_mended_on_its_own_day(room: Room) -> None:
    lines = [{**line, "mode": "written_up"} if "do" in line else line for line in evening("february")]
    made = record(room.governance, lines)["february"]
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    left = offered(room, made, "Vice-chair left")
    assert room.send(left, reason="She stayed.").status_code == 303
    struck = next(one for one in room.governance.stream(made) if isinstance(one.event, ActStruck))
    assert struck.envelope.occurred[:10] == "2026-02-10"
    assert "Vice-chair left" not in room.look(f"/meetings/{made}", by="gp").text
