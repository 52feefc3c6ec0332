"""Who records a meeting that is written up: whoever was in the chair, whoever took the notes, and each casting vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from governance.meeting.events import MinuteTakerNamed
from tests.api.test_write_up_pages import CALLED, save, text
from tests.api.test_write_up_seldom import (
    BROKEN,
    CHAIR,
    ELECTED,
    ENTRIES,
    GRANTED,
    SECRETARY,
    TIED,
    TREASURER,
    VICE,
    check,
    faults,
)
from tests.people import printed, record

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api.conftest import Room


@pytest.fixture
def meeting(room: Room) -> UUID:
    return record(room.governance, [{"import": "paper"}, GRANTED, CALLED])["paper"]


def test_a_chair_who_presided_records_the_casting_vote_where_the_secretary_took_the_notes(
    room: Room, meeting: UUID
) -> None:
    talked = {"kind": "note", "words": "Everybody liked the library."}
    names = {"kind": "proposal", "words": "Meet on Mondays.", "mover": "gp", "seconder": "vice-chair",
             "vote.how": "names", "vote.for_names": "everyone else", "vote.against_names": "gp"}  # fmt: skip
    page = check(room, meeting, talked, names, TIED, BROKEN, presider="chair", by=CHAIR)
    assert "Is it right?" in text(page), text(page)[:2000]
    room.send(f"/meetings/{meeting}/write-up/record", by=CHAIR, version="1")
    lines = printed(room.governance, meeting)
    used = "The vote was tied. Chair, in the chair, used the casting vote against. Not agreed."
    assert [line.partition(" ")[2] for line in lines if "casting" in line] == [
        f"{used} Reason: we can look at it again in June."
    ]
    named = [one.event for one in room.governance.stream(meeting) if isinstance(one.event, MinuteTakerNamed)]
    assert [event.seat for event in named] == [room.directory.seats[SECRETARY]]
    told = {one.event.topic: one for one in room.governance.stream(meeting)}
    assert told["meeting.note_taken.v1"].envelope.capacity == "presider"
    assert told["meeting.casting_vote_used.v1"].envelope.capacity == "presider"


def test_a_chair_who_did_not_preside_records_nothing_of_others(room: Room, meeting: UUID) -> None:
    page = check(room, meeting, TIED, presider="vice-chair", by=CHAIR)
    assert "Is it right?" not in text(page)
    assert "Only whoever took the notes, or was in the chair, can record this." in text(page)


def test_the_secretary_is_told_whom_to_ask_for_a_casting_vote(room: Room, meeting: UUID) -> None:
    page = check(room, meeting, TIED, BROKEN, presider="chair")
    assert faults(page) == [f"{ENTRIES}.1.how"]
    shown = text(page)
    assert (
        "Only whoever was in the chair can write down their own casting vote. Save this. Then ask them to open this"
        " page, take the pen, and choose “Save and check” and “Record this meeting”." in shown
    )
    assert "take this part away" not in shown.replace("Take this part away", "")
    assert (
        "Only whoever was in the chair can record it: if that is not you, save this, and ask them to open this page,"
        " take the pen, and choose “Record this meeting”." in shown
    )


def test_whoever_was_in_the_chair_takes_the_pen_and_records_what_the_secretary_wrote(room: Room, meeting: UUID) -> None:
    check(room, meeting, TIED, BROKEN, presider="chair", by=SECRETARY)
    assert "Take the pen" in text(room.look(f"/meetings/{meeting}/write-up", by=CHAIR))
    room.send(f"/meetings/{meeting}/write-up/pen", by=CHAIR, version="1")
    shown = room.look(f"/meetings/{meeting}/write-up/check", by=CHAIR)
    assert "Is it right?" in text(shown)
    done = room.send(f"/meetings/{meeting}/write-up/record", by=CHAIR, version="2")
    assert done.headers["location"] == f"/meetings/{meeting}"
    assert any("used the casting vote against" in line for line in printed(room.governance, meeting))


def test_what_only_follows_from_a_refused_act_is_not_said(room: Room, meeting: UUID) -> None:
    amended = {
        "kind": "proposal", "words": "Meet at the library.", "mover": "gp", "seconder": "chair", "vote.for_": "5",
        "changes.0.old": "at the church", "changes.0.new": "at the hall", "changes.0.vote.for_": "5",
        "changes.0.mover": "vice-chair", "changes.0.seconder": "gp", "vote.against": "0",
    }  # fmt: skip
    page = check(room, meeting, amended)
    assert faults(page) == [f"{ENTRIES}.0.changes.0.old"]
    assert "is called" not in text(page)


def test_of_a_live_meeting_the_chair_records_nothing_of_others_by_saying_it_is_written_up(room: Room) -> None:
    day = "2026-02-10"
    called = {"starts": {"date": day}, "agenda": [{"title": "Spring"}], "when": {"date": "2026-01-20"}}
    meeting = room.act("POST", "/groups/group-a/meetings", called)["meeting"]["id"]
    here = {"present": ["chair", "vice-chair", "secretary", "carer-representative", "gp"], "presider": "chair"}
    room.act("POST", f"/meetings/{meeting}/open", {**here, "when": {"date": day, "time": "14:00"}})
    item = room.ask("GET", f"/api/v1/meetings/{meeting}/items").json()[0]["item"]
    asked = {"words": "Meet at the surgery.", "moved_by": "gp", "mode": "written_up", "by": "gp",
             "when": {"date": day, "time": "14:05"}}  # fmt: skip
    answer = room.ask("POST", f"/api/v1/items/{item}/motions", by=CHAIR, json=asked)
    assert (answer.status_code, answer.json()["reason"]) == (403, "not_for_this_seat")


def test_the_check_heads_each_part_and_a_closed_item_with_its_public_title(room: Room, meeting: UUID) -> None:
    closed = {"kind": "closed", "words": "A claim", "ground": "personal", "public": "a claim was settled"}
    talked = {"kind": "note", "words": "The roof leaked on Sam."}
    page = check(room, meeting, closed, talked, ended="15:00")
    heads = [part.partition("</h2>")[0] for part in page.text.split('<h2 id="part-')[1:]]
    assert heads == ['1">1. Who was there', '2">2. Quorum', '3">3. A claim', '4">4. The new leaflet', '5">5. The end']
    assert "The roof leaked" not in page.text


def test_a_member_with_another_office_writes_nothing_up_here(room: Room, meeting: UUID) -> None:
    save(room, meeting)
    assert room.look(f"/meetings/{meeting}/write-up", by=VICE).status_code == 404


def test_whoever_was_in_the_chair_records_an_election_and_their_casting_vote_together(room: Room) -> None:
    meeting = record(room.governance, [{"import": "paper"}, GRANTED, TREASURER, CALLED])["paper"]
    elected = {**ELECTED, "candidates.0.votes": "3", "candidates.1.votes": "5"}
    page = check(room, meeting, TIED, BROKEN, elected, presider="chair", by=CHAIR)
    assert "Is it right?" in text(page), text(page)[:2000]
    room.send(f"/meetings/{meeting}/write-up/record", by=CHAIR, version="1")
    told = printed(room.governance, meeting)
    assert any("used the casting vote against" in line for line in told)
    assert any("User representative 4: 5" in line for line in told)


def test_a_chair_who_did_not_preside_puts_forward_no_names_of_others(room: Room) -> None:
    meeting = record(room.governance, [{"import": "paper"}, GRANTED, TREASURER, CALLED])["paper"]
    elected = {**ELECTED, "candidates.0.votes": "3", "candidates.1.votes": "5"}
    assert "Is it right?" not in text(check(room, meeting, elected, presider="vice-chair", by=CHAIR))
