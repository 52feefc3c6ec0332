"""The pages on which officers keep who sits where and who holds which office."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from api.pages.days import Day, clock
from api.pages.seats import slug_of
from governance.kernel import Moment
from governance.organisation.events import PersonRegistered
from tests.api.voted import voted
from tests.people import adopt

if TYPE_CHECKING:
    from tests.api.conftest import Room

PEOPLE = "/groups/group-a/people"
OFFICES = "/groups/group-a/offices"
NOWHERE = "00000000-0000-4000-8000-000000000000"
PAGES = [
    PEOPLE, f"{PEOPLE}/{{seat}}/fill", f"{PEOPLE}/{{seat}}/left", "/groups/group-a/seats/add",
    OFFICES, f"{OFFICES}/{{office}}/assign", f"{OFFICES}/{{office}}/end",
]  # fmt: skip


def seat(room: Room, slug: str) -> str:
    return str(room.directory.seats[slug])


def office(room: Room, slug: str) -> str:
    return str(room.directory.offices[slug])


def done(answer: Any, path: str) -> None:
    assert (answer.status_code, answer.headers.get("location")) == (303, path), answer.text


def refused(answer: Any, field: str, words: str) -> None:
    """Refused at a field there is, with these words, first in the summary."""
    assert answer.status_code == 422, answer.text
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert words in answer.text


def test_officers_see_who_sits_where_and_for_everybody_else_the_pages_are_not_there(room: Room) -> None:
    page = room.look(PEOPLE)
    assert page.headers["cache-control"] == "no-store"
    for words in ("Person A7", "GP", "We do not know how to reach them.", "Codes on paper"):
        assert words in page.text
    assert str(room.person("gp")) not in page.text
    for path in PAGES:
        there = path.format(seat=seat(room, "gp"), office=office(room, "chair"))
        assert room.look(there).status_code == 200, there
        assert room.look(there.replace("group-a", "national")).status_code == 404, there
        for who in ("gp", None):
            assert room.look(there, by=who).status_code == (404 if who else 303), there
            told = {"reason": "resigned", "label": "X", "constituency": "neighbour", "name": "X"}
            assert room.send(there, by=who, **told).status_code in ({404, 405} if who else {401, 405}), there
    assert room.look(f"{PEOPLE}/{NOWHERE}/fill").status_code == 404
    assert room.look(f"{OFFICES}/{NOWHERE}/assign").status_code == 404
    room.client.cookies = room.session("user-representative-3")
    own = {"Sec-Fetch-Site": "same-origin"}
    for path in PAGES[1:]:
        there = path.format(seat=seat(room, "gp"), office=office(room, "chair"))
        answer = room.client.post(there, data={"reason": "resigned"}, headers=own)
        assert answer.status_code in {403, 405}, there
    assert "Nobody is in this seat." not in room.look(PEOPLE).text


def test_somebody_leaves_and_somebody_new_comes_whose_name_lies_sealed(room: Room) -> None:
    gp = seat(room, "gp")
    done(room.send(f"{PEOPLE}/{gp}/left", reason="resigned", channel="phone"), PEOPLE)
    assert "Nobody is in this seat." in room.look(PEOPLE).text
    told = {"person": "new", "name": "Person New", "email": "new@example.org", "phone": "01632 960 001"}
    assert "How did they come to sit with us?" in room.look(f"{PEOPLE}/{gp}/fill").text
    nobody_said = room.send(f"{PEOPLE}/{gp}/fill", **told)
    refused(nobody_said, "decision", "Say which vote it was, or who sent them.")
    refused(room.send(f"{PEOPLE}/{gp}/fill", **told, ground="sent"), "reason", "Say who sent them")
    sent = {**told, "ground": "sent", "reason": "The surgery."}
    refused(room.send(f"{PEOPLE}/{gp}/fill", **sent), "ground", "Wait until they say here that they left")
    assert room.ask("POST", f"/api/v1/seats/{gp}/leaving/confirm", by="gp", json={}).status_code == 200
    done(room.send(f"{PEOPLE}/{gp}/fill", **told, ground="sent", reason="The surgery in Mill Lane."), PEOPLE)
    page = room.look(PEOPLE).text
    for words in (
        "Sent by those they work for: The surgery in Mill Lane.",
        "Person New",
        'href="mailto:new@example.org"',
        'href="tel:01632960001"',
    ):
        assert words in page
    assert "Sent by those they work for: The surgery in Mill Lane." in page
    assert "Person A7" not in page
    organisation = room.governance.organisation().organisation
    assert organisation is not None
    registered = room.governance.stream(organisation)[-1]
    assert isinstance(registered.event, PersonRegistered)
    assert registered.envelope.recorded_by == room.person("user-representative-3")
    assert "Person New" not in repr(registered)


def test_somebody_known_comes_back_and_a_filled_seat_takes_nobody(room: Room) -> None:
    gone, gp = str(room.person("gp")), seat(room, "gp")
    before = room.governance.organisation().persons
    assert "Somebody is in this seat now." in room.look(f"{PEOPLE}/{gp}/fill").text
    again = room.send(f"{PEOPLE}/{gp}/fill", name="Person New", phone="01632 960 001")
    refused(again, "seat", "Somebody is in this seat then.")
    assert 'value="Person New"' in again.text
    assert 'value="01632 960 001"' in again.text
    assert room.governance.organisation().persons == before
    done(room.send(f"{PEOPLE}/{gp}/left", reason="left", channel="phone"), PEOPLE)
    assert room.ask("POST", f"/api/v1/seats/{gp}/leaving/confirm", by="gp", json={}).status_code == 200
    page = room.look(f"{PEOPLE}/{gp}/fill").text
    assert "Person A7" in page
    assert "Person A6" not in page  # is in a seat
    asked = {"person": gone, "ground": "appointed", "reason": "He knows us."}
    refused(room.send(f"{PEOPLE}/{gp}/fill", **asked), "ground", "The chair records it. Or the meeting votes on it.")
    done(room.send(f"{PEOPLE}/{gp}/fill", by="user-representative-1", **asked), PEOPLE)
    assert "Asked by the chair: He knows us." in room.look(PEOPLE).text
    assert "Person A7" in room.look(PEOPLE).text


def test_what_does_not_fit_is_said_at_its_field_and_nothing_typed_is_lost(room: Room) -> None:
    gp = f"{PEOPLE}/{seat(room, 'gp')}"
    refused(room.send(f"{gp}/left"), "reason", "Please choose one.")
    early = room.send(f"{gp}/left", reason="left", channel="phone", when_day="3", when_month="March", when_year="2020")
    refused(early, "seat", "did not have this seat yet")
    assert 'value="March"' in early.text
    assert 'value="left" checked' in early.text
    done(
        room.send(f"{gp}/left", reason="left", channel="phone", when_day="3", when_month="March", when_year="2026"),
        PEOPLE,
    )
    left = room.governance.group(room.made["a"]).seats[room.directory.seats["gp"]].holdings[-1].until
    assert left is not None
    assert left.local[:10] == "2026-03-03"
    cases = [
        ({}, "name", "Please fill this in."),
        ({"name": "x" * 201}, "name", "There is room for 200 letters."),
        ({"name": "A", "since_day": "31", "since_month": "2", "since_year": "2026"}, "since", "There is no such day."),
        ({"name": "A", "email": "no address"}, "email", "This is not an e-mail address."),
        ({"name": "A", "since_day": "soon"}, "since", "We cannot read this."),
        ({"name": "A", "since_day": "1", "since_month": "1", "since_year": "2999"}, "since", "still to come"),
        ({"name": "A", "since_day": "1", "since_month": "1", "since_year": "2001"}, "seat", "did not have this seat"),
        ({"person": NOWHERE}, "person", "Please choose one."),
    ]  # fmt: skip
    for told, field, words in cases:
        refused(room.send(f"{gp}/fill", **told), field, words)


def test_a_seat_is_added_once_and_needs_a_name_and_a_kind(room: Room) -> None:
    add = "/groups/group-a/seats/add"
    refused(room.send(add, constituency="neighbour"), "label", "Please fill this in.")
    refused(room.send(add, label="New"), "constituency", "Please fill this in.")
    refused(room.send(add, label="New", constituency="king"), "constituency", "We cannot read this.")
    refused(
        room.send(add, label="GP", constituency="professional"),
        "label",
        "This name is taken already. Please choose another.",
    )
    owner = {"label": "Café owner", "constituency": "service_user"}
    assert "No such vote is on record." in room.look(add).text
    refused(room.send(add, **owner), "decision", "A seat with a vote takes a vote at a meeting.")
    other = voted(room.governance, "significant", words="A doctor joins.", day="2026-02-11", adds="professional")
    made = voted(room.governance, "significant", words="A member joins.", adds="service_user")
    page = room.look(add).text
    assert (f'value="{made}"' in page, f'value="{other}"' in page) == (True, True)
    many = room.send(add, label="Doctor", constituency="professional", decision=str(other))
    assert "Lived-experience members must outweigh the others, but they have 5 of 10 seats." in many.text
    elsewhere = room.send(add, **owner, decision=str(other))
    refused(elsewhere, "decision", "Name the decision that gives just this to just this person.")
    for _ in range(2):
        done(room.send(add, **owner, decision=str(made), once="a-key"), PEOPLE)
    assert room.look(PEOPLE).text.count('<h2 class="small">Café owner</h2>') == 1
    assert "cafe-owner" in room.governance.directory(room.made["a"]).seats


def test_an_empty_seat_is_taken_away_by_the_vote_that_named_it(room: Room) -> None:
    gp = seat(room, "gp")
    retire = f"/groups/group-a/seats/{gp}/retire"
    assert room.look(retire).status_code == 404, "somebody is in it"
    done(room.send(f"{PEOPLE}/{gp}/left", reason="left", channel="phone"), PEOPLE)
    assert f'href="{retire}"' in room.look(PEOPLE).text
    assert room.look(retire, by="carer-representative").status_code == 404
    page = room.look(retire).text
    assert "No vote to take this seat away is on record." in page
    assert "Yes, take it away" not in page
    refused(room.send(retire), "decision", "A seat with a vote takes a vote at a meeting. Say which decision it was.")
    other = voted(room.governance, "rules", words="The nurse goes.", day="2026-02-11", retires="respiratory-nurse")
    refused(room.send(retire, decision=str(other)), "decision", "Name the decision that gives just this")
    made = voted(room.governance, "rules", words="No doctor sits with us.", day="2026-02-13", retires="gp")
    page = room.look(retire).text
    assert (f'value="{made}"' in page, f'value="{other}"' in page) == (True, False)
    assert f'href="{retire}">Take the seat away' in room.look(f"/decisions/{made}").text
    assert "Take the seat away" not in room.look(f"/decisions/{other}").text, "somebody is in it"
    refused(room.send(retire), "decision", "A seat with a vote takes a vote at a meeting. Say which decision it was.")
    done(room.send(retire, decision=str(made)), PEOPLE)
    assert '<h2 class="small">GP</h2>' not in room.look(PEOPLE).text
    assert room.look(retire).status_code == 404
    assert "Take the seat away" not in room.look(f"/decisions/{made}").text


def test_a_seat_without_a_vote_is_taken_away_without_one(room: Room) -> None:
    done(room.send("/groups/group-a/seats/add", label="Helper", constituency="staff"), PEOPLE)
    made = room.governance.directory(room.made["a"]).seats["helper"]
    retire = f"/groups/group-a/seats/{made}/retire"
    assert "Which decision is behind it?" not in room.look(retire).text
    done(room.send(retire), PEOPLE)
    assert "Helper" not in room.look(PEOPLE).text


def test_a_seat_without_a_vote_is_added_without_one(room: Room) -> None:
    done(room.send("/groups/group-a/seats/add", label="Helper", constituency="staff"), PEOPLE)
    assert "helper" in room.governance.directory(room.made["a"]).seats


def test_only_the_chair_is_offered_to_ask_somebody_to_an_empty_seat(room: Room) -> None:
    carer = seat(room, "carer-representative")
    done(room.send(f"{PEOPLE}/{carer}/left", reason="left", channel="phone"), PEOPLE)
    fill = f"{PEOPLE}/{carer}/fill"
    assert 'value="appointed"' not in room.look(fill, by="user-representative-3").text
    assert 'value="appointed"' in room.look(fill, by="user-representative-1").text


def test_an_office_ends_and_another_takes_it_as_far_as_the_rules_allow(room: Room) -> None:
    chair, fourth = f"{OFFICES}/{office(room, 'chair')}", seat(room, "user-representative-4")
    assert "Since 1 July 2026" in room.look(OFFICES).text
    refused(room.send(f"{chair}/assign", seat=fourth), "office", "Somebody holds this office then. End that first.")
    refused(room.send(f"{chair}/end"), "reason", "Please choose one.")
    done(room.send(f"{chair}/end", reason="resigned", channel="phone"), OFFICES)
    assert "Nobody holds it." in room.look(OFFICES).text
    assert room.look(f"{chair}/end").status_code == 404
    lived = room.send(f"{chair}/assign", seat=seat(room, "gp"))
    refused(lived, "seat", "keep this office for somebody with lived experience.\nRule R-EL1: ")
    past = {"until_day": "1", "until_month": "1", "until_year": "2020"}
    refused(room.send(f"{chair}/assign", seat=fourth, **past), "until", "The last day is before the first day.")
    later = {"until_day": "30", "until_month": "jun", "until_year": "2098"}
    acting = room.send(f"{chair}/assign", seat=fourth, acting="yes", **later)
    refused(acting, "until", "Nobody stands in for so long. Hold an election before that.\nRule R-AC1: ")
    unelected = room.send(f"{chair}/assign", seat=fourth, **later)
    refused(unelected, "office", "An office goes to somebody by an election.")
    backdated = room.send(f"{chair}/assign", seat=fourth, paper="yes", **later)
    refused(backdated, "office", "An office goes to somebody by an election.")
    before = {"since_day": "2", "since_month": "4", "since_year": "2024", "until_day": "30", "until_month": "6"}
    done(room.send(f"{chair}/assign", seat=fourth, paper="yes", **before, until_year="2024"), OFFICES)
    assert "Nobody holds it." in room.look(OFFICES).text


def test_somebody_stands_in_for_an_officer_for_a_while(room: Room) -> None:
    chair = f"{OFFICES}/{office(room, 'chair')}"
    done(room.send(f"{chair}/end", reason="resigned", channel="phone"), OFFICES)
    assert "Nobody holds it. User representative 2 stands in for now." in " ".join(room.look(OFFICES).text.split())
    another = room.send(f"{chair}/assign", seat=seat(room, "user-representative-4"), acting="yes")
    refused(another, "seat", "If it is not the vice-chair, say which decision is behind it.\nRule R-AC1: ")
    done(room.send(f"{chair}/assign", seat=seat(room, "user-representative-2"), acting="yes"), OFFICES)
    assert "(acting)" in room.look(OFFICES).text


def test_members_read_for_which_office_they_can_nominate_somebody(room: Room) -> None:
    nominations = {"office": "vice-chair", "closes": "2098-12-31"}
    room.act("POST", "/groups/group-a/elections", nominations)
    assert "Vice-chair: you can nominate somebody until 31 December 2098." in room.look("/groups/group-a").text
    assert "Members can be nominated until 31 December 2098." in room.look(OFFICES).text


def test_days_times_and_names_are_read_as_people_type_them_and_never_guessed() -> None:
    days = [("", "", ""), ("3", "3", "2026"), ("3", "march", "2026"), ("3", "Ma", "2026"), ("3", "", "2026"),
            ("½", "3", "2026")]  # fmt: skip
    assert [Day(*typed).iso for typed in days] == ["", "2026-03-03", "2026-03-03", "?", "?", "?"]
    times = ["", "14:30", "2.30 pm", "2 PM", "12 am", "12pm", "10", "09:05", "07:30", "2:30", "13 pm", "noon"]
    told = ["", "14:30", "14:30", "14:00", "00:00", "12:00", "10:00", "09:05", "07:30", "?", "?", "?"]
    assert [clock(typed) for typed in times] == told
    labels = ("Carer representative", "Café", "—", "A  &  B")
    assert [slug_of(label) for label in labels] == ["carer-representative", "cafe", "seat", "a-b"]


def test_a_short_name_made_of_a_label_is_no_number() -> None:
    assert slug_of("3") == "seat-3"


def test_who_takes_an_office_later_is_told_from_when(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "it is:" not in room.look(OFFICES).text
    # The last day of one term: whoever was elected for the next takes it on the day after.
    eve = Moment("2026-06-30T12:00+01:00", "minute")
    monkeypatch.setattr("api.pages.acting.today", lambda _zone: eve)
    chair = room.look(OFFICES).text.partition("Chair</h2>")[2].partition("</li>")[0]
    assert re.findall(r"<p>(From [^<]+)</p>", chair) == ["From 1 July 2026 it is: User representative 1."]


def test_a_member_takes_a_seat_by_a_vote_that_named_it(room: Room) -> None:
    carer = seat(room, "carer-representative")
    done(room.send(f"{PEOPLE}/{carer}/left", reason="left", channel="phone"), PEOPLE)
    fill = f"{PEOPLE}/{carer}/fill"
    assert "No vote of the group to fill this seat is on record." in room.look(fill).text
    told = {"name": "Person New"}
    refused(room.send(fill, **told, ground="sent", reason="A home."), "ground", "Nobody sends a member to this seat.")
    other = voted(room.governance, "ordinary", words="She sits with us.", day="2026-02-11", fills={"seat": "gp"})
    made = voted(room.governance, "ordinary", words="He sits with us.", fills={"seat": "carer-representative"})
    page = room.look(fill).text
    assert (f'value="{made}"' in page, f'value="{other}"' in page) == (True, False)
    elsewhere = room.send(fill, **told, ground="voted", decision=str(other))
    refused(elsewhere, "decision", "Name the decision that gives just this to just this person.")
    done(room.send(fill, **told, ground="voted", decision=str(made)), PEOPLE)
    assert "The group voted on it." in room.look(PEOPLE).text


def test_officers_read_over_the_api_how_members_came_to_their_seats_and_nobody_else_does(room: Room) -> None:
    gp = seat(room, "gp")

    def came(who: str) -> list[dict[str, Any]]:
        found = room.ask("GET", "/api/v1/groups/group-a/seats", by=who).json()
        return [one["came"] for one in found if one["came"] is not None]

    assert came("user-representative-3") == []
    done(room.send(f"{PEOPLE}/{gp}/left", reason="left", channel="phone"), PEOPLE)
    assert room.ask("POST", f"/api/v1/seats/{gp}/leaving/confirm", by="gp", json={}).status_code == 200
    told = {"person": "new", "name": "Person New", "ground": "sent", "reason": "The surgery."}
    done(room.send(f"{PEOPLE}/{gp}/fill", **told), PEOPLE)
    expected = [{"ground": "sent", "decision": None, "reason": "The surgery."}]
    assert came("user-representative-3") == expected
    assert came("user-representative-1") == expected
    assert came("carer-representative") == []


def test_where_empty_seats_are_voted_on_the_page_does_not_offer_that_the_chair_asks(room: Room) -> None:
    gp = seat(room, "gp")
    done(room.send(f"{PEOPLE}/{gp}/left", reason="left", channel="phone"), PEOPLE)
    offered = "The chair asked them, as somebody had left"
    assert offered in room.look(f"{PEOPLE}/{gp}/fill", by="user-representative-1").text
    adopt(room.governance, {"quorum": 5, "casual_vacancies": "elected"})
    assert offered not in room.look(f"{PEOPLE}/{gp}/fill", by="user-representative-1").text
