"""Meetings held and never called here: entered once, never shown as the next meeting, at an hour somebody sat."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from governance.kernel import MeetingId, Moment
from tests.api.test_write_up_pages import text
from tests.people import record

if TYPE_CHECKING:
    from tests.api.conftest import Room

HELD = "/groups/group-a/write-up"
SECRETARY = "user-representative-3"


def next_meeting(room: Room, by: str | None) -> str:
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    page = room.look("/groups/group-a", by=by).text
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition('<h2 id="next">')[2].partition("</section>")[0]).split())


def test_the_same_form_sent_twice_enters_one_meeting(room: Room) -> None:
    page = room.look(HELD).text
    once = re.search(r'name="once" value="([^"]+)"', page)
    assert once is not None
    fields = {"once": once[1], "day": "10 February 2026", "time": "2pm", "agenda": "One"}
    first, head = room.send(HELD, **fields), room.governance.head()
    again = room.send(HELD, **fields)
    assert (first.status_code, again.status_code) == (303, 303)
    assert again.headers["location"] == first.headers["location"]
    assert room.governance.head() == head
    other = room.send(HELD, **{**fields, "agenda": "Two"})
    assert (other.status_code, room.governance.head()) == (422, head)
    assert "You sent this before, in other words." in text(other)
    assert "Two" in other.text
    assert f'value="{once[1]}"' not in other.text


def test_what_is_refused_is_said_at_its_field_with_the_words_still_there(room: Room) -> None:
    page = room.send(HELD, day="1 January 2090", title="Ours", agenda="One")
    assert page.status_code == 422
    assert 'id="day-fault"' in page.text
    assert 'value="Ours"' in page.text


@pytest.mark.parametrize("time", ["2pm", ""])
def test_a_meeting_being_written_up_is_not_the_next_one(room: Room, monkeypatch: pytest.MonkeyPatch, time: str) -> None:
    monkeypatch.setattr("api.pages.groups.today", lambda _zone: Moment("2026-02-10T09:00+00:00", "minute"))
    made = room.send(HELD, day="10 February 2026", time=time, title="Ours", place="The old church", agenda="One")
    path = made.headers["location"]
    for by in (SECRETARY, "gp"):
        assert next_meeting(room, by) == "Next meeting No next meeting has been called."
        assert "The old church" not in room.look("/groups/group-a", by=by).text
    assert path in room.look("/groups/group-a").text


@pytest.mark.parametrize(("clock", "is_next"), [("13:59", True), ("14:00", True), ("14:01", False)])
def test_a_meeting_whose_time_is_past_is_no_longer_the_next_one(
    room: Room, monkeypatch: pytest.MonkeyPatch, clock: str, *, is_next: bool
) -> None:
    called = {"do": "callMeeting", "as": "m", "group": "group-a", "by": "secretary", "title": "Ours",
              "starts": {"date": "2026-02-10", "time": "14:00"}, "agenda": [{"title": "One"}],
              "when": {"date": "2026-01-20"}}  # fmt: skip
    meeting = record(room.governance, [{"import": "m"}, called])["m"]
    monkeypatch.setattr("api.pages.groups.today", lambda _zone: Moment(f"2026-02-10T{clock}+00:00", "minute"))
    assert ("Ours" in next_meeting(room, "gp")) is is_next
    assert (f"/meetings/{meeting}/write-up" in room.look("/groups/group-a").text) is not is_next


def test_on_the_first_day_an_hour_before_anybody_sat_is_said_so_at_the_time(room: Room) -> None:
    since = {"date": "2026-03-02", "time": "18:01"}
    record(room.governance, [
        {"import": "new"},
        {"do": "foundGroup", "name": "New", "slug": "new", "since": {"date": "2026-01-01"}},
        {"do": "createSeat", "group": "new", "slug": "one", "label": "One", "constituency": "service_user",
         "since": {"date": "2026-03-02"}},
        {"do": "fillSeat", "group": "new", "seat": "one", "person": str(room.person(SECRETARY)), "since": since},
        {"do": "createOffice", "group": "new", "slug": "secretary", "label": "Secretary", "kind": "secretary"},
        {"do": "assignOffice", "group": "new", "office": "secretary", "seat": "one", "since": since},
    ])  # fmt: skip
    early = room.send("/groups/new/write-up", day="2 March 2026", time="14:00", agenda="One")
    assert early.status_code == 422
    said = "Nobody sat in the group yet at that time. The first took a seat at 18:01. Give a later time."
    assert f'<p class="error" id="time-fault">{said}</p>' in early.text
    for time in ("18:01", "19:00", ""):
        assert room.send("/groups/new/write-up", day="2 March 2026", time=time, agenda="One").status_code == 303


def categories(room: Room, path: str) -> list[str | None]:
    """What the notice said each item of a meeting was."""
    items = room.governance.meeting(MeetingId(UUID(path.split("/")[2]))).items.values()
    return [one.category for one in items]


def test_what_a_notice_on_paper_said_is_asked_line_by_line_and_nothing_where_nobody_knows(room: Room) -> None:
    typed: dict[str, Any] = {"day": "10 February 2026", "title": "Ours", "agenda": "Our rules\n\nThe leaflet \nTea"}
    head = room.governance.head()
    asked = room.send(HELD, **typed, do="kinds")
    assert (asked.status_code, room.governance.head()) == (200, head)
    # Three lines with words and two to write on, each with a list; what was typed elsewhere is still there.
    assert (asked.text.count('name="agenda"'), asked.text.count('<select id="kind-')) == (5, 5)
    for kept in (
        'value="Our rules"',
        'value="The leaflet "',
        'value="Tea"',
        'value="Ours"',
        'value="10 February 2026"',
    ):
        assert kept in asked.text, kept
    lines: dict[str, Any] = {
        "agenda": ["Our rules", "The leaflet", "", "Tea"],
        "kind": ["rules", "ordinary", "removal", ""],
    }
    wrong = room.send(HELD, **{**typed, **lines, "day": "someday"})
    assert (wrong.status_code, 'id="day-fault"' in wrong.text) == (422, True)
    assert ('value="rules" selected' in wrong.text, 'value="removal" selected' in wrong.text) == (True, False)
    path = room.send(HELD, **{**typed, **lines}).headers["location"]
    assert categories(room, path) == ["rules", "ordinary", None]
    strange: dict[str, Any] = {**typed, "agenda": ["One"], "kind": ["a party"]}
    assert room.send(HELD, **strange).status_code == 400


def test_an_agenda_typed_at_once_says_nothing_of_its_notice(room: Room) -> None:
    path = room.send(HELD, day="10 February 2026", agenda="Our rules\nTea", do="").headers["location"]
    assert categories(room, path) == [None, None]
