"""What stands on the papers people hold in their hands: whose it is, where it goes back to, and room to write."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from tests.api.test_recorders import term_of
from tests.people import evening, record

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api.conftest import Room

OF_FEBRUARY = "An organisation, Local Planning Group A, 10 February 2026"
RUNNING = f'<div class="on-paper running"><p class="letterhead">{OF_FEBRUARY}</p></div>'
HEAD = '<p class="on-paper letterhead">An organisation, Local Planning Group A</p>'
CALLED = {
    "do": "callMeeting", "as": "paper", "group": "group-a", "by": "secretary", "mode": "written_up",
    "starts": {"date": "2026-02-10", "time": "14:00"}, "agenda": [{"title": "Drop-in"}, {"title": "Leaflet"}],
    "when": {"date": "2026-02-01"},
}  # fmt: skip
ASKED: dict[str, Any] = {
    "do": "circulateResolution", "as": "asked", "group": "group-a", "words": "Buy <b>tea</b>.",
    "reason": "There is none.", "options": ["Do nothing"], "how_to_reply": "Ring or write.",
    "cost": {"minor": 1250}, "category": "spend",
    "when": {"date": "2026-06-01", "time": "10:00"}, "deadline": {"date": "2099-06-08", "time": "17:00"},
}  # fmt: skip


def read(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def part(page: str, begins: str, ends: str) -> str:
    start = page.index(begins)
    return page[start : page.index(ends, start)]


def given_back(page: str) -> str:
    return read(part(page, '<div class="on-paper give-back">', "</div>"))


@pytest.fixture
def meeting(room: Room) -> UUID:
    return record(room.governance, [{"import": "paper"}, CALLED])["paper"]


@pytest.fixture
def asked(room: Room) -> UUID:
    return record(room.governance, [{"import": "asked"}, ASKED])["asked"]


def test_minutes_say_whose_they_are_and_where_they_go_back_to(room: Room) -> None:
    held = record(room.governance, evening("february"))["february"]
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    page = room.look(f"/meetings/{held}", by="gp").text
    assert page.count(RUNNING) == 1
    told = "Is something not right? Write it on this paper and give it back to: Secretary, Local Planning Group A"
    assert re.fullmatch(rf"{re.escape(told)} Printed as it stood on \d+ \w+ \d{{4}}\.", given_back(page))
    assert page.index('class="fingerprint"') < page.index("give-back")


def test_a_question_has_a_box_for_every_answer_and_room_for_a_name_and_a_day(room: Room, asked: UUID) -> None:
    for by in ("gp", "user-representative-3"):
        page = room.look(f"/resolutions/{asked}", by=by).text
        assert "Asked in writing on 1 June 2026" in page
        slip = part(page, 'class="on-paper answer-slip"', "</section>")
        assert HEAD in slip
        assert [read(one) for one in re.findall(r"<li>(.*?)</li>", slip)] == [
            "For", "Against", "I take no side", "Only if something changes",
        ]  # fmt: skip
        words = read(slip)
        for said in ("Buy <b>tea</b>. It costs £12.50.", "Your name:", "Your place in the group:", "The day you fill"):
            assert said in words, said
        assert given_back(page).startswith("Give this back by 8 June 2099, 17:00 to: Secretary, Local Planning Group A")
        assert "<input" not in slip
        assert '<section class="no-print" aria-labelledby="yours">' in page


def test_a_meeting_is_asked_for_on_paper_as_long_as_it_can_be(room: Room, asked: UUID) -> None:
    box = "I want to talk about it at a meeting instead."
    assert box not in room.look(f"/resolutions/{asked}", by="gp").text
    sent = room.send("/groups/group-a/ask", words="Buy tea.", reason="There is none.", how_to_reply="Ring or write.")
    slip = read(room.look(sent.headers["location"], by="gp").text)
    assert re.search(rf"{box} You can ask for a meeting until \d+ \w+ \d{{4}}\.", slip)


def test_a_question_that_is_over_has_no_slip(room: Room, asked: UUID) -> None:
    told = {
        "do": "withdrawResolution",
        "resolution": str(asked),
        "reason": "Tea was found.",
        "when": {"date": "2026-06-02"},
    }
    record(room.governance, [{"import": "over"}, told])
    page = room.look(f"/resolutions/{asked}", by="gp").text
    assert "answer-slip" not in page
    assert given_back(page).startswith("Do you have a question about this? Ask: Secretary, Local Planning Group A")


def test_a_sheet_has_room_for_what_each_decision_costs_and_says_who_gets_it(room: Room, meeting: UUID) -> None:
    page = room.look(f"/meetings/{meeting}/sheet").text
    assert page.count(RUNNING) == 1
    assert page.count('<p class="line">What it costs, if anything:</p>') == 4
    assert page.count('<p class="line">Words of the proposal:</p>') == 4
    assert "10 February 2026, 14:00" in page
    assert given_back(page).startswith("After the meeting, give this to: Secretary, Local Planning Group A")


def test_a_sheet_is_offered_until_the_meeting_is_recorded(room: Room, meeting: UUID) -> None:
    link = f'href="/meetings/{meeting}/sheet"'
    assert link in room.look(f"/meetings/{meeting}").text
    came = ["user-representative-1", "user-representative-3"]
    then = {"when": {"date": "2026-02-10"}}
    room.act("POST", f"/meetings/{meeting}/open", {"present": came, "presider": "chair", "mode": "written_up", **then})
    assert link not in room.look(f"/meetings/{meeting}").text
    until = {"until": {"date": "2099-03-10"}, "mode": "written_up"}
    room.act("POST", f"/meetings/{meeting}/adjourn", {**until, **then})
    assert link in room.look(f"/meetings/{meeting}").text
    room.act(
        "POST", f"/meetings/{meeting}/resume", {"present": came, "mode": "written_up", "when": {"date": "2026-02-17"}}
    )
    room.act("POST", f"/meetings/{meeting}/close", {"mode": "written_up", "when": {"date": "2026-02-17"}})
    assert link not in room.look(f"/meetings/{meeting}").text


def test_without_a_secretary_papers_go_back_to_the_chair(room: Room, meeting: UUID) -> None:
    left = {"reason": "resigned", "channel": "phone"}
    room.act("POST", f"/terms/{term_of(room, 'secretary')}/end", left, by="user-representative-1")
    page = room.look(f"/meetings/{meeting}/sheet", by="user-representative-1").text
    assert given_back(page).startswith("After the meeting, give this to: Chair, Local Planning Group A")
