"""What is kept about oneself, on a page of one's own, and asking to be erased there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from api.accounts import paper
from governance.acts import Principal
from governance.kernel import PersonId
from governance.organisation.privacy_commands import DecideErasure, GiveConsent, Keep, KeepPrivateDetail
from tests.people import record

if TYPE_CHECKING:
    from tests.api.conftest import Room

OPERATOR = Principal("operator")
OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def member(room: Room) -> PersonId:
    """Somebody with a seat and private details, signed in."""
    lines: list[dict[str, Any]] = [
        {"import": "a member"},
        {"do": "registerPerson", "as": "member", "name": "Person M", "phone": "01632 960 001"},
        {"do": "createSeat", "group": "group-a", "slug": "extra", "label": "Extra", "constituency": "neighbour",
         "since": {"date": "2025-01-01"}},
        {"do": "fillSeat", "group": "group-a", "seat": "extra", "person": "member", "since": {"date": "2025-01-01"}},
    ]  # fmt: skip
    person = PersonId(record(room.governance, lines)["member"])
    room.governance.handle(GiveConsent(person=person, purpose="access"), OPERATOR)
    room.governance.handle(KeepPrivateDetail(person=person, purpose="access", words="Large print."), OPERATOR)
    sheet = paper.print_codes(room.client.app.state.accounts, OPERATOR, person)
    send(room, "/sign-in/paper", "/sign-in/paper", code=sheet.codes[0])
    return person


def send(room: Room, shown: str, path: str, **fields: str) -> Any:
    page = room.client.get(shown)
    token = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert token is not None, page.text
    return room.client.post(path, data={"csrf": token[1], **fields}, headers=OWN, follow_redirects=False)


def told(room: Room) -> str:
    """The page's words without its marks."""
    text = re.sub(r"<[^>]+>", " ", room.client.get("/account/kept").text)
    return " ".join(text.split())


def test_one_sees_everything_that_is_kept_about_oneself(room: Room, member: PersonId) -> None:
    assert "See what is kept about you" in room.client.get("/account").text
    words = told(room)
    assert "Person M 01632 960 001" in words
    assert "Extra, Local Planning Group A : since 1 January 2025" in words
    assert "Large print." in words
    assert "You agreed that this is kept: What you need to take part." in words
    assert "Times you signed in: 1" in words
    assert str(member) not in words


def test_one_agrees_no_longer(room: Room, member: PersonId) -> None:
    assert send(room, "/account/kept", "/account/kept/no-longer", purpose="access").status_code == 303
    assert (member, "access") in room.governance.organisation().privacy.withdrawn
    assert "You agreed" not in told(room)
    assert send(room, "/account/kept", "/account/kept/no-longer", purpose="anything").status_code == 400
    assert send(room, "/account/kept", "/account/kept/no-longer").status_code == 303


def test_one_asks_to_be_erased_once_and_reads_the_answer(room: Room, member: PersonId) -> None:
    unsure = send(room, "/account/kept", "/account/kept/erase")
    assert unsure.status_code == 422
    assert "Please tick this if you are sure." in unsure.text
    assert room.governance.organisation().privacy.requests == {}
    for _ in range(2):
        assert send(room, "/account/kept", "/account/kept/erase", sure="yes").status_code == 303
    (request,) = room.governance.organisation().privacy.requests.values()
    assert request.person == member
    words = told(room)
    assert "You get an answer by" in words
    assert "Ask to be erased" not in words
    keep = (Keep("access", "2040-02-01", "legal_claims"),)
    decided = DecideErasure(person=member, outcome="partly_agreed", keep=keep, mode="written_up")
    room.governance.handle(decided, OPERATOR)
    words = told(room)
    assert "It was agreed to in part. This is kept until 1 February 2040: What you need to take part." in words
    assert "The reason: somebody may go to court over it." in words
    assert "It will be done soon." in words


def test_a_refusal_is_read_and_one_may_ask_again(room: Room, member: PersonId) -> None:
    send(room, "/account/kept", "/account/kept/erase", sure="yes")
    room.governance.handle(DecideErasure(person=member, outcome="refused", reason="legal_claims"), OPERATOR)
    words = told(room)
    assert "It was refused. The reason: somebody may go to court over it." in words
    assert "Ask to be erased" in words


def test_programs_read_the_report_of_whoever_they_stand_for_alone(room: Room, member: PersonId) -> None:
    assert member
    chair = room.person("user-representative-1")
    own = room.ask("GET", f"/api/v1/people/{chair}/report", by="user-representative-1")
    assert own.status_code == 200
    assert own.json()["person"] == str(chair)
    assert own.json()["offices"][0]["what"] == "Chair"
    assert room.ask("GET", f"/api/v1/people/{member}/report", by="user-representative-1").status_code == 404
