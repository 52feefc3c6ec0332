"""The pages on which officers call a meeting, call it off, and print a sheet to take along."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from uuid import UUID

from api.pages.days import Day
from governance import explain
from governance.kernel import MeetingId
from governance.standing_orders import ClassFloor, Fraction, StandingOrders
from projections.minutes.form import a_date
from tests.people import evening, record

if TYPE_CHECKING:
    from tests.api.conftest import Room

CALL = "/groups/group-a/call"


def told(days: int, **more: Any) -> dict[str, Any]:
    """A meeting so many days from today."""
    on = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=days)
    day = {"starts_day": str(on.day), "starts_month": str(on.month), "starts_year": str(on.year)}
    return {**day, "time": "2.30 pm", "title": "A meeting", "place": "The library", "manner": "hybrid", **more}


def coming(days: int) -> str:
    return a_date(dt.datetime.now(dt.UTC).date() + dt.timedelta(days=days))


def called(room: Room, **more: Any) -> str:
    answer = room.send(CALL, **told(30, agenda=["The summer outing", "", "Who pays?"], **more))
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_a_meeting_is_called_and_members_see_its_agenda(room: Room) -> None:
    path = called(room, once="a-key")
    assert called(room, once="a-key") == path
    other = room.send(CALL, **told(31, once="a-key"))
    assert other.status_code == 422
    assert "You sent this before, in other words." in other.text
    assert 'value="a-key"' not in other.text
    page = room.look(path, by="gp").text
    for words in (
        "A meeting",
        f"{coming(30)}, 14:30",
        "The library",
        "In a room, and some by phone or video",
        '<li value="3">The summer outing</li>',
        '<li value="4">Who pays?</li>',
        "Notice was given on",
    ):
        assert words in page, words  # fmt: skip
    for words in ("Print a sheet", "Call the meeting off", "/write-up"):
        assert words not in page, words
    assert room.look(path, by=None).headers["location"].startswith("/sign-in?next=")
    officers = room.look(path).text
    assert f'href="{path}/sheet"' in officers
    assert f'href="{path}/cancel"' in officers
    assert f'href="{path}/lines"' not in officers
    home = room.look("/groups/group-a").text
    assert f'href="{path}/sheet"' in home
    assert 'href="/groups/group-a/people"' in home
    assert "/groups/group-a/people" not in room.look("/groups/group-a", by="gp").text


def test_too_short_a_notice_is_refused_with_the_first_day_and_nothing_typed_is_lost(room: Room) -> None:
    again = room.send(CALL, **told(7, agenda=["The summer outing", "Who pays?"]))
    assert again.status_code == 422
    # Seven clear days: neither today nor the day of the meeting counts, so the eighth day from today is the first.
    words = f"Here are 6. The first day you can meet is {coming(8)}.\nRule R-NO1: "
    assert again.text.count(words) == 2
    assert 'href="#starts"' in again.text
    for kept in (
        'value="A meeting"',
        'value="2.30 pm"',
        'value="The library"',
        'value="The summer outing"',
        'value="Who pays?"',
        'value="hybrid" checked',
    ):
        assert kept in again.text, kept  # fmt: skip
    by_post = room.send(CALL, **told(8, by_post="yes"))
    assert f"Here are 5. The first day you can meet is {coming(10)}." in by_post.text
    assert 'name="by_post" value="yes" checked' in by_post.text
    assert "No meeting has been called yet." in room.look("/groups/group-a").text


def test_checking_first_and_adding_lines_record_nothing(room: Room) -> None:
    checked = room.send(CALL, **told(30, do="check"))
    assert checked.status_code == 200
    assert "Our rules allow this. Nothing is recorded yet." in checked.text
    assert "There are 29 clear days before it. We need 7." in checked.text
    assert room.send(CALL, **told(7, do="check")).status_code == 422
    more = room.send(CALL, **told(30, do="more", agenda=["One", "", "Two"]))
    assert more.status_code == 200
    assert more.text.count('name="agenda"') == 5  # two with words, and three more
    assert 'value="Two"' in more.text
    assert "No meeting has been called yet." in room.look("/groups/group-a").text


def test_members_are_told_which_vote_takes_more(room: Room) -> None:
    """Four lines, the second empty: new rules are the third, and the kind stays with its line."""
    lines = {"agenda": ["The summer outing", "", "New rules", "Who pays?"], "kind": ["", "removal", "rules", ""]}
    short = room.send(CALL, **told(7, **lines))
    assert short.status_code == 422
    assert 'value="rules" selected' in short.text
    assert 'value="removal" selected' not in short.text
    # Fourteen clear days where rules are to change, a fortnight and a day before.
    refused = room.send(CALL, **told(14, **lines))
    assert (refused.status_code, "Here are 13." in refused.text) == (422, True)
    path = room.send(CALL, **told(15, **lines)).headers["location"]
    items = room.governance.meeting(MeetingId(UUID(path.rpartition("/")[2]))).items.values()
    assert [(one.number, one.category) for one in items] == [(3, None), (4, "rules"), (5, None)]
    assert '<li value="4">New rules<br>A change of our rules.</li>' in room.look(path, by="gp").text
    assert "<p>A change of our rules.</p>" in room.look(path + "/sheet").text
    assert "We cannot read this." in room.send(CALL, **told(30, agenda=["One"], kind=["a party"])).text


def test_a_year_may_be_two_figures() -> None:
    assert [Day("3", "Dec", year).iso for year in ("26", "2026", "126", "6")] == [
        "2026-12-03",
        "2026-12-03",
        "0126-12-03",
        "0006-12-03",
    ]


def test_what_cannot_be_read_is_said_at_its_field(room: Room) -> None:
    cases = [
        (told(30, time="2:30"), "time", "Morning or afternoon?"),
        (told(30, starts_month="Smarch"), "starts", "We cannot read this."),
        (told(30, starts_day="", starts_month="", starts_year=""), "starts", "Please fill this in."),
        (told(30, agenda=["One", "x" * 201]), "agenda-2", "There is room for 200 letters."),
        (told(30, place="x" * 201), "place", "There is room for 200 letters."),
        (told(30, manner="by pigeon"), "manner", "We cannot read this."),
    ]
    for sent, field, words in cases:
        answer = room.send(CALL, **sent)
        assert answer.status_code == 422, field
        assert f'href="#{field}"' in answer.text, field
        assert f'id="{field}"' in answer.text, field
        assert words in answer.text, field


def test_a_meeting_is_called_off_with_a_reason_members_read(room: Room) -> None:
    path = called(room)
    assert room.send(f"{path}/cancel", reason="The hall is flooded.").headers["location"] == path
    page = room.look(path, by="gp").text
    assert "This meeting was cancelled." in page
    assert "The hall is flooded." in page
    assert "This meeting was cancelled." in room.look(f"{path}/cancel").text
    again = room.send(f"{path}/cancel", reason="Once more")
    assert again.status_code == 422


def test_for_everybody_else_calling_and_the_sheet_are_not_there(room: Room) -> None:
    path = called(room)
    for who in ("gp", None):
        for there in (CALL, f"{path}/cancel", f"{path}/sheet"):
            assert room.look(there, by=who).status_code == (404 if who else 303), there
            assert room.send(there, by=who, **told(30)).status_code in ({404, 405} if who else {401, 405}), there
    room.client.cookies = room.session("user-representative-3")
    for there in (CALL, f"{path}/cancel"):
        answer = room.client.post(there, data=told(30), headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.status_code == 403, there
    assert "This meeting has not been held yet." in room.look(path).text


def test_the_sheet_has_every_seat_every_item_and_the_quorum(room: Room) -> None:
    path = called(room)
    page = room.look(f"{path}/sheet")
    assert page.headers["cache-control"] == "no-store"
    words = " ".join(re.sub(r"<[^>]+>", "", page.text).split())
    for said in (
        "User representative 1, Chair",
        "Respiratory nurse",
        "Secretariat support officer (no vote)",
        "3. The summer outing",
    ):
        assert said in words, said  # fmt: skip
    assert "You need 5 of 9, and more lived-experience members than others." in page.text
    assert page.text.count("Another proposal") == 2
    assert "Person A" not in page.text


def test_past_meetings_are_offered_to_be_written_up(room: Room) -> None:
    made = record(room.governance, evening("february")[:2])["february"]
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    home = room.look("/groups/group-a").text
    assert f"/meetings/{made}/write-up" in home
    assert 'href="/groups/group-a/write-up"' in home
    assert 'href="/groups/group-a/write-up"' not in room.look("/groups/group-a", by="gp").text
    assert f"/meetings/{made}/write-up" in room.look(f"/meetings/{made}").text
    assert "There are no minutes of this meeting yet." in room.look(f"/meetings/{made}", by="gp").text


def test_the_quorum_is_said_in_a_sentence() -> None:
    cases = [
        (StandingOrders(quorum=5, lived_experience="off"), "You need 5 of 9."),
        (StandingOrders(quorum=3, quorum_fraction=Fraction(2), lived_experience="off"), "You need 5 of 9."),
        (StandingOrders(quorum=5),
         "You need 5 of 9. With fewer lived-experience members than others, decisions are marked."),
        (StandingOrders(quorum=5, lived_experience="concurrent"),
         "You need 5 of 9. To agree also takes more lived-experience votes for than against."),
        (StandingOrders(quorum=5, lived_experience="block", floors=(ClassFloor("PR", 1),)),
         "You need 5 of 9, and at least 1 professional and more lived-experience members than others."),
        (StandingOrders(quorum=5, lived_experience="block", lived_experience_variant="at_least_half"),
         "You need 5 of 9, and as many lived-experience members as others, or more."),
        (StandingOrders(quorum=5, lived_experience="block", lived_experience_variant="fraction",
                        lived_experience_fraction=Fraction(3, 2)),
         "You need 5 of 9, and at least 2 in 3 of those there with lived experience."),
    ]  # fmt: skip
    for orders, words in cases:
        assert explain.quorum_asked(orders, filled=9, established=9) == words


def test_an_agenda_is_put_in_the_usual_order_where_that_is_ticked(room: Room) -> None:
    typed = {"agenda": ["Talk", "The hall", "News", "Minutes of last time"], "kind": ["talk", "", "news", "minutes"]}
    checked = room.send(CALL, **told(30, do="check", arranged="yes", **typed))
    assert 'name="arranged" value="yes" checked' in checked.text
    answer = room.send(CALL, **told(30, arranged="yes", **typed))
    page = room.look(str(answer.headers["location"])).text
    for number, title in enumerate(("Minutes of last time", "News", "The hall", "Talk"), 3):
        assert f'<li value="{number}">{title}' in page
