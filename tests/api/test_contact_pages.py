"""The page on which officers add an e-mail or a phone of somebody of whom the record has none, and the act itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from api.accounts import addresses
from governance.organisation.events import ContactAdded
from tests.people import record

if TYPE_CHECKING:
    from tests.api.conftest import Room

PEOPLE = "/groups/group-a/people"
BOTH = {"email": "gp@example.org", "phone": "01632 960 007"}
OWN = {"Sec-Fetch-Site": "same-origin"}


def contact_of(room: Room, seat: str = "gp") -> str:
    return f"{PEOPLE}/{room.directory.seats[seat]}/contact"


def added(room: Room) -> list[Any]:
    organisation = room.governance.organisation().organisation
    assert organisation is not None
    return [one for one in room.governance.stream(organisation) if isinstance(one.event, ContactAdded)]


def test_an_officer_adds_an_e_mail_and_a_phone_that_lie_sealed_and_let_the_member_in(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f'href="{contact_of(room)}"' in room.look(PEOPLE).text
    page = room.look(contact_of(room))
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert "We know no e-mail of yours." in room.look("/account", by="gp").text
    done = room.send(contact_of(room), **BOTH)
    assert (done.status_code, done.headers["location"]) == (303, PEOPLE)
    people = room.look(PEOPLE).text
    assert 'href="mailto:gp@example.org"' in people
    assert 'href="tel:01632960007"' in people
    assert f'href="{contact_of(room)}"' not in people  # nothing is missing now
    (one,) = added(room)
    assert one.event.person == room.person("gp")
    assert one.envelope.recorded_by == room.person("user-representative-3")
    assert one.envelope.capacity == "secretary"
    assert one.tier == 2
    assert "gp@example.org" not in repr(one)
    logged = capsys.readouterr()
    assert "example.org" not in logged.out + logged.err
    assert "960" not in logged.err
    assert '<strong class="address">gp@example.org</strong>' in room.look("/account", by="gp").text
    accounts = room.client.app.state.accounts
    addresses.catch_up(accounts)
    assert accounts.rows("SELECT person FROM access.address") == [(room.person("gp"),)]


def test_what_is_known_is_shown_and_not_changed_and_the_other_can_still_be_added(room: Room) -> None:
    room.send(contact_of(room), email="gp@example.org")
    page = room.look(contact_of(room)).text
    assert "Their e-mail is known:</" not in page
    assert "Their e-mail is known: gp@example.org" in page
    assert "Then print codes on paper, with which they sign in too." in page
    assert 'name="email"' not in page
    assert 'name="phone"' in page
    refused = room.send(contact_of(room), email="other@example.org")
    assert refused.status_code == 422
    assert "What is known is not changed here. They can sign in with codes on paper." in refused.text
    assert room.send(contact_of(room), phone="01632 960 007").status_code == 303
    last = room.look(contact_of(room)).text
    assert "Their phone is known: 01632 960 007" in last
    assert "<button>Add it</button>" not in last
    assert len(added(room)) == 2


def test_a_form_sent_twice_adds_once(room: Room) -> None:
    for _ in range(2):
        assert room.send(contact_of(room), once="a-key", **BOTH).status_code == 303
    assert len(added(room)) == 1


def test_what_does_not_fit_is_said_at_its_field_and_stays_typed(room: Room) -> None:
    cases = [
        ({}, "email", "Please fill this in."),
        ({"email": "no address"}, "email", "This is not an e-mail address."),
        ({"email": "no-address", "phone": "1"}, "email", "This is not an e-mail address."),
        ({"phone": "9" * 201}, "phone", "There is room for 200 letters."),
    ]
    for told, field, words in cases:
        answer = room.send(contact_of(room), **told)
        assert answer.status_code == 422, told
        assert f'href="#{field}"' in answer.text, told
        assert words in answer.text, told
        assert all(f'value="{value}"' in answer.text for value in told.values())
    assert added(room) == []


@pytest.mark.parametrize("also", ["a seat in another group", "a convenor"])
def test_of_whoever_does_more_than_sit_here_the_operator_adds_it(room: Room, also: str) -> None:
    gp = str(room.person("gp"))
    if also == "a convenor":
        record(room.governance, [{"import": also}, {"do": "nameConvenor", "person": gp}])
    else:
        other = {"group": "national", "since": {"date": "2026-01-05"}}
        seat = {"do": "createSeat", **other, "slug": "guest", "label": "Guest", "constituency": "professional"}
        fill = {"do": "fillSeat", **other, "seat": "guest", "person": gp}
        record(room.governance, [{"import": also}, seat, fill])
    page = room.look(contact_of(room)).text
    assert "Ask whoever runs the server." in page
    assert 'name="email"' not in page
    assert room.send(contact_of(room), **BOTH).status_code == 403
    told = room.ask("POST", f"/api/v1/people/{gp}/contact", json=BOTH)
    assert (told.status_code, told.json()["reason"]) == (403, "not_theirs_alone")
    assert added(room) == []


def test_for_everybody_else_the_page_is_not_there(room: Room) -> None:
    for who in ("gp", None):
        assert room.look(contact_of(room), by=who).status_code == (404 if who else 303)
        assert room.send(contact_of(room), by=who, **BOTH).status_code == (404 if who else 401)
    room.client.cookies = room.session("user-representative-3")
    assert room.client.post(contact_of(room), data=BOTH, headers=OWN).status_code == 403
    room.send(f"{PEOPLE}/{room.directory.seats['gp']}/left", reason="left", channel="phone")
    assert room.look(contact_of(room)).status_code == 404  # nobody is in the seat
    assert added(room) == []


def test_programs_of_an_officer_add_it_too_and_a_member_their_own(room: Room) -> None:
    gp, carer = room.person("gp"), room.person("carer-representative")
    path = f"/api/v1/people/{gp}/contact"
    done = room.ask("POST", path, json=BOTH)
    assert done.status_code == 200, done.text
    told = room.ask("GET", f"/api/v1/people/{gp}").json()
    assert (told["email"], told["phone"], told["name"]) == ("gp@example.org", "01632 960 007", "Person A7")
    again = room.ask("POST", path, json={"email": "other@example.org"})
    assert (again.status_code, again.json()["reason"]) == (409, "email_is_known")
    assert "example.org" not in again.text
    assert room.ask("POST", path, json=BOTH).json().get("events", []) == []  # said again: nothing to record
    for wrong in ({"email": "no address"}, {"email": "nobody"}, {"email": ""}, {"phone": ""}, {"name": "x"}):
        assert room.ask("POST", path, json=wrong).status_code in {400, 422}, wrong
    own = room.ask("POST", f"/api/v1/people/{carer}/contact", by="carer-representative", json={"phone": "1"})
    assert own.status_code == 200, own.text
    assert added(room)[-1].envelope.capacity == "member"
    assert room.ask("POST", path, by="carer-representative", json={"phone": "1"}).status_code == 404
    assert len(added(room)) == 2
