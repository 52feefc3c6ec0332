"""The pages on which members ask for a meeting, take their name back, and call it when the chair has not (R-NO5)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from tests.people import record

if TYPE_CHECKING:
    from tests.api.conftest import Room

GROUP = "/groups/group-a"
CARER = "carer-representative"


def now(days: int = 0) -> dt.date:
    return dt.datetime.now(dt.UTC).date() + dt.timedelta(days=days)


def day(date: dt.date) -> str:
    return f"{date.day} {date:%B %Y}"


def wanted(room: Room, by: str = "gp", **more: Any) -> str:
    answer = room.send(f"{GROUP}/ask-meeting", by=by, business=["The cold hall", "", " The kettle "], **more)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def seat(room: Room, slug: str) -> str:
    return str(room.directory.seats[slug])


def askers(page: str) -> list[str]:
    listed = re.search(r"<h2>Who asked</h2>\s*<ul[^>]*>(.*?)</ul>", page, re.DOTALL)
    return [] if listed is None else re.findall(r"<li>([^<]+)</li>", listed[1])


def asked_weeks_ago(room: Room) -> str:
    """Asked for by the GP and the carer a month ago: the chair's week is long over."""
    on = {"when": {"date": now(-30).isoformat()}}
    lines = [
        {"import": "asked"},
        {"do": "askForMeeting", "as": "asked", "group": "group-a", "seat": "gp",
         "business": [{"title": "The cold hall"}], **on},
        {"do": "joinRequisition", "group": "group-a", "requisition": "asked", "seat": CARER, **on},
    ]  # fmt: skip
    return f"/requisitions/{record(room.governance, lines)['asked']}"


def test_a_member_asks_and_is_told_how_many_more_it_takes(room: Room) -> None:
    form = room.look(f"{GROUP}/ask-meeting", by="gp").text
    for words in ("2 members have to ask.", "One of them must have lived experience.", "the chair has 7 days"):
        assert words in form, words
    path = wanted(room)
    page = room.look(path, by="commissioner").text
    assert "One more member has to ask." in page
    assert "One with lived experience must be among them." in page
    assert askers(page) == ["GP"]
    assert "<li>The cold hall</li>" in page
    assert "<li>The kettle</li>" in page
    home = room.look(GROUP, by="commissioner").text
    assert f'<a href="{path}">The cold hall, The kettle</a>' in home


def test_a_second_member_makes_it_enough_and_names_the_last_day(room: Room) -> None:
    path = wanted(room)
    assert "Ask for it too" in room.look(path, by=CARER).text
    joined = room.send(f"{path}/join", by=CARER)
    assert (joined.status_code, joined.headers["location"]) == (303, path)
    page = room.look(path, by=CARER).text
    assert askers(page) == ["GP", "Carer representative"]
    assert f"Enough members asked. The chair has to call it by {day(now(7))}." in page
    assert "You asked for this meeting." in page
    assert "Ask for it too" not in page
    assert "Call this meeting" not in page
    told = room.look(f"{path}/call", by=CARER).text
    assert f"The chair has until {day(now(7))} to call it. After that day you may." in told
    assert "<button" not in told.partition("<main")[2]


def test_whoever_asked_takes_their_name_back_once_asked_again(room: Room) -> None:
    path = wanted(room)
    room.send(f"{path}/join", by=CARER)
    again = room.look(f"{path}/leave", by=CARER).text
    assert "If too few are left, the chair need not call it." in again
    left = room.send(f"{path}/leave", by=CARER)
    assert (left.status_code, left.headers["location"]) == (303, path)
    page = room.look(path, by=CARER).text
    assert askers(page) == ["GP"]
    assert "One more member has to ask." in page
    assert "Then nobody asks for this meeting any more." in room.look(f"{path}/leave", by="gp").text
    room.send(f"{path}/leave", by="gp")
    page = room.look(path, by="gp").text
    assert "Nobody asks for this meeting any more." in page
    assert "<li>The cold hall</li>" in page
    assert path not in room.look(GROUP, by="gp").text


def test_who_did_not_ask_has_no_name_to_take_back(room: Room) -> None:
    path = wanted(room)
    back = room.look(f"{path}/leave", by="commissioner")
    assert (back.status_code, back.headers["location"]) == (303, path)
    assert "Take my name back" not in room.look(path, by="commissioner").text


def test_the_secretary_writes_down_who_asked_and_how_they_said_so(room: Room) -> None:
    path = wanted(room)
    silent = room.send(f"{path}/join", seat=seat(room, CARER))
    assert (silent.status_code, "How did it come? Please choose one." in silent.text) == (422, True)
    assert f'value="{seat(room, CARER)}" selected' in silent.text
    written = room.send(f"{path}/join", seat=seat(room, CARER), channel="phone")
    assert written.status_code == 303
    assert askers(room.look(path).text) == ["GP", "Carer representative"]
    joined = [one for one in room.governance.stream(room.made["a"]) if "requisition_joined" in one.event.topic]
    assert [one.envelope.channel for one in joined] == ["phone"]
    assert room.send(f"{path}/leave", seat=seat(room, CARER), channel="post").status_code == 303
    assert askers(room.look(path).text) == ["GP"]


def test_nobody_but_the_secretary_writes_down_anothers_name(room: Room) -> None:
    path = wanted(room)
    assert 'name="channel"' not in room.look(path, by="commissioner").text
    refused = room.send(f"{path}/join", by="commissioner", seat=seat(room, CARER), channel="phone")
    assert refused.status_code == 403
    assert "Only the secretary, or whoever takes the minutes, can do this." in refused.text
    assert askers(room.look(path).text) == ["GP"]


def test_without_a_vote_nobody_asks(room: Room) -> None:
    path = wanted(room)
    for there in (f"{GROUP}/ask-meeting", path):
        page = room.look(there, by="critical-friend")
        assert (page.status_code, "<button" in page.text.partition("<main")[2]) == (200, False)
    refused = room.send(f"{path}/join", by="critical-friend")
    assert (refused.status_code, "Members with a vote can do this." in refused.text) == (422, True)


def test_nothing_typed_is_said_at_its_field_and_more_lines_record_nothing(room: Room) -> None:
    refused = room.send(f"{GROUP}/ask-meeting", by="gp", business=["", " "])
    assert refused.status_code == 422
    assert 'href="#business-1"' in refused.text
    before = room.governance.head()
    more = room.send(f"{GROUP}/ask-meeting", by="gp", business=["One", "Two", "Three"], do="more")
    assert (more.status_code, more.text.count('name="business"')) == (200, 6)
    assert 'value="Three"' in more.text
    strange = room.send(f"{GROUP}/ask-meeting", by="gp", business=["One", "Two\u202e"])
    assert "There are hidden characters in this." in strange.text
    assert room.governance.head() == before


def starts(days: int, **more: Any) -> dict[str, Any]:
    on = now(days)
    return {"starts_day": on.day, "starts_month": on.month, "starts_year": on.year, "time": "2 pm",
            "manner": "in_person", **more}  # fmt: skip


def test_the_chair_calls_what_members_asked_for(room: Room) -> None:
    path = wanted(room)
    few = room.look(f"{path}/call").text
    assert "2 members must ask for it." in few
    room.send(f"{path}/join", by=CARER)
    assert "Call this meeting" in room.look(path).text
    soon = room.send(f"{path}/call", **starts(3))
    assert (soon.status_code, "This is too soon." in soon.text, 'href="#starts"' in soon.text) == (422, True, True)
    unread = room.send(f"{path}/call", **starts(30, time="2"))
    assert (unread.status_code, "Morning or afternoon?" in unread.text) == (422, True)
    called = room.send(f"{path}/call", **starts(30))
    assert called.status_code == 303, called.text
    notice = room.look(called.headers["location"], by="gp").text
    assert '<li value="3">The cold hall</li>' in notice
    page = room.look(path, by="gp").text
    assert f'<a href="{called.headers["location"]}">The meeting was called.</a>' in page
    assert "Take my name back" not in page
    assert room.look(f"{path}/call").headers["location"] == path
    late = room.send(f"{path}/leave", by="gp")
    assert (late.status_code, "The meeting has been called." in late.text) == (422, True)


def test_after_the_last_day_those_who_asked_call_it_themselves(room: Room) -> None:
    path = asked_weeks_ago(room)
    last = day(now(-23))
    assert f"The chair had until {last} and has not called it." in room.look(GROUP, by="gp").text
    page = room.look(path, by="gp").text
    assert "Those who asked may call it now." in page
    assert "Call this meeting" in page
    assert "Call this meeting" not in room.look(path, by="commissioner").text
    told = room.look(f"{path}/call", by="commissioner").text
    assert "Those who asked for the meeting may call it." in told
    refused = room.send(f"{path}/call", by="commissioner", **starts(30))
    assert refused.status_code == 422
    called = room.send(f"{path}/call", by="gp", **starts(30))
    assert called.status_code == 303, called.text
    assert "The cold hall" in room.look(called.headers["location"], by="gp").text


def test_the_pages_are_not_there_for_others(room: Room) -> None:
    path = wanted(room)
    assert room.look(path, by=None).headers["location"].startswith("/sign-in?")
    assert room.look("/requisitions/00000000-0000-4000-8000-000000000000", by="gp").status_code == 404
    assert room.look("/requisitions/x", by="gp").status_code == 404
