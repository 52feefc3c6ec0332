"""The pages on which officers print codes for members and make private links for readers."""

from __future__ import annotations

import datetime as dt
import queue
import re
from typing import TYPE_CHECKING

import pytest

from tests.people import record

if TYPE_CHECKING:
    from api.accounts.letters import Letter
    from tests.api.conftest import Room

CODE = re.compile(r"<code>([B-Z]{4}-[B-Z]{4}-[B-Z]{4})</code>")
LINKS = "/groups/group-a/links"
OWN = {"Sec-Fetch-Site": "same-origin"}


class Post:
    """A carrier that hands letters to the test."""

    def __init__(self) -> None:
        self.bag: queue.Queue[tuple[str, Letter]] = queue.Queue()

    def carry(self, letter: Letter, to: str, _at: dt.datetime) -> None:
        self.bag.put((to, letter))


@pytest.fixture(autouse=True)
def post(monkeypatch: pytest.MonkeyPatch) -> Post:
    made = Post()
    monkeypatch.setattr("api.app.carrier", lambda _settings: made)
    return made


def codes_of(room: Room, seat: str) -> str:
    return f"/groups/group-a/people/{room.directory.seats[seat]}/codes"


def test_a_sheet_is_shown_once_and_its_codes_let_the_member_in(room: Room) -> None:
    path = codes_of(room, "gp")
    before = room.look(path)
    assert "There is no sheet that works." in before.text
    assert before.headers["cache-control"] == "no-store"
    sheet = room.send(path)
    assert (sheet.status_code, sheet.headers["cache-control"]) == (200, "no-store")
    codes = CODE.findall(sheet.text)
    assert len(set(codes)) == 6
    assert "http://127.0.0.1:8642/sign-in/paper" in sheet.text
    after = room.look(path).text
    assert "6 codes are left." in after
    assert CODE.findall(after) == []
    assert room.send("/sign-in/paper", by=None, code=codes[0]).status_code == 303
    assert "With a code on paper" in room.client.get("/account").text
    assert "5 codes are left." in room.look(path).text
    second = CODE.findall(room.send(path).text)
    assert room.send("/sign-in/paper", by=None, code=codes[1]).status_code == 422
    assert room.send("/sign-in/paper", by=None, code=second[0]).status_code == 303


@pytest.mark.parametrize("also", ["a seat in another group", "a convenor"])
def test_codes_that_would_open_more_than_this_group_are_the_operators_to_print(room: Room, also: str) -> None:
    gp, made = str(room.person("gp")), {"seat": "guest"}
    if also == "a convenor":
        record(room.governance, [{"import": also}, {"do": "nameConvenor", "person": gp}])
    else:
        other = {"group": "national", "since": {"date": "2026-01-05"}}
        record(room.governance, [
            {"import": also}, {"do": "createSeat", **other, "slug": "guest", "label": "Guest",
                               "constituency": "professional"},
            {"do": "fillSeat", **other, **made, "person": gp},
        ])  # fmt: skip
    shown = room.look(codes_of(room, "gp"))
    assert "Ask whoever runs the server." in shown.text
    assert "Make a new sheet" not in shown.text
    refused = room.send(codes_of(room, "gp"))
    assert (refused.status_code, CODE.findall(refused.text)) == (403, [])
    assert len(CODE.findall(room.send("/account/codes", by="gp").text)) == 6


def test_officers_find_the_way_to_codes_on_paper_from_the_groups_own_page(room: Room) -> None:
    way = '<a href="/groups/group-a/people#codes">Codes on paper</a>'
    assert way in room.look("/groups/group-a").text
    people = room.look("/groups/group-a/people").text
    assert 'id="codes"' in people
    assert f'href="{codes_of(room, "gp")}"' in people
    assert way not in room.look("/groups/group-a", by="gp").text


def test_officers_print_codes_again_for_whoever_is_convenor_no_more(room: Room) -> None:
    gp = str(room.person("gp"))
    record(room.governance, [{"import": "named"}, {"do": "nameConvenor", "person": gp}])
    assert room.send(codes_of(room, "gp")).status_code == 403
    record(room.governance, [{"import": "ended"}, {"do": "endConvenor", "person": gp}])
    assert len(CODE.findall(room.send(codes_of(room, "gp")).text)) == 6


def test_somebody_in_no_group_is_offered_to_no_groups_officers(room: Room) -> None:
    record(room.governance, [{"import": "alone"}, {"do": "registerPerson", "as": "alone", "name": "Person Alone"}])
    empty = room.directory.seats["gp"]
    room.send(f"/groups/group-a/people/{empty}/left", reason="left", channel="phone")
    assert "Person Alone" not in room.look(f"/groups/group-a/people/{empty}/fill").text


def test_a_member_prints_codes_for_themselves_and_comes_back_with_one(room: Room) -> None:
    sheet = room.send("/account/codes", by="gp")
    codes = CODE.findall(sheet.text)
    assert (sheet.status_code, sheet.headers["cache-control"], len(codes)) == (200, "no-store", 6)
    assert room.send("/sign-in/paper", by=None, code=codes[0]).status_code == 303
    assert "With a code on paper" in room.client.get("/account").text
    assert room.send("/account/codes", by=None).status_code == 401


SENT = {"ground": "sent", "reason": "The surgery in Mill Lane."}


def test_the_member_hears_of_a_sheet_by_mail(room: Room, post: Post) -> None:
    people = "/groups/group-a/people"
    gp = room.directory.seats["gp"]
    assert room.send(f"{people}/{gp}/left", reason="left", channel="phone").status_code == 303
    assert room.look(codes_of(room, "gp")).status_code == 404  # nobody is in the seat
    assert room.send(codes_of(room, "gp")).status_code == 404
    assert room.ask("POST", f"/api/v1/seats/{gp}/leaving/confirm", by="gp", json={}).status_code == 200
    assert room.send(f"{people}/{gp}/fill", name="Person New", email="new@example.org", **SENT).status_code == 303
    assert room.send(codes_of(room, "gp")).status_code == 200
    to, letter = post.bag.get(timeout=30)
    assert to == "new@example.org"
    assert letter.subject == "Sign-in codes were printed for you"


def test_a_link_is_shown_once_reads_and_is_ended(room: Room) -> None:
    again = room.send(f"{LINKS}/make", seat="nobody", days="99999")
    assert again.status_code == 422
    assert again.text.count("Please choose one.") == 4  # in the summary and at the field, for both
    made = room.send(f"{LINKS}/make", seat="reader", days="31")
    assert (made.status_code, made.headers["cache-control"]) == (200, "no-store")
    address = re.search(r"http://127\.0\.0\.1:8642(/read/[\w-]{43})", made.text)
    assert address is not None
    listed = room.look(LINKS).text
    assert "A reader" in listed
    assert "Not opened yet." in listed
    assert address[1] not in listed
    token = address[1].rpartition("/")[2]
    assert room.send("/read", by=None, token=token).headers["location"] == "/groups/group-a"
    reading = dict(room.client.cookies)
    assert "Respiratory nurse" in room.client.get("/groups/group-a").text
    for path in (LINKS, f"{LINKS}/make", codes_of(room, "gp"), "/groups/group-a/people", "/groups/group-a/call"):
        answer = room.client.get(path, follow_redirects=False)
        assert answer.headers.get("location", "").startswith("/sign-in?next="), path
    assert "Last opened on" in room.look(LINKS).text
    end = re.search(rf'href="({LINKS}/[\w-]+/end)"', room.look(LINKS).text)
    assert end is not None
    assert "End this link?" in room.look(end[1]).text
    assert room.send(end[1]).headers["location"] == LINKS
    assert room.look(end[1]).status_code == 404
    assert "There are none." in room.look(LINKS).text
    room.client.cookies = reading
    assert room.client.get("/groups/group-a", follow_redirects=False).headers["location"].startswith("/sign-in?next=")


def test_a_members_link_is_listed_by_seat_and_never_by_name(room: Room) -> None:
    gp = str(room.directory.seats["gp"])
    assert "GP" in room.send(f"{LINKS}/make", seat=gp, days="366").text
    listed = room.look(LINKS).text
    assert "<h3>GP</h3>" in listed
    assert "Person A7" not in listed


def test_for_everybody_else_codes_and_links_are_not_there(room: Room) -> None:
    made = room.send(f"{LINKS}/make", seat="reader", days="31")
    assert made.status_code == 200
    end = re.search(rf'href="({LINKS}/[\w-]+/end)"', room.look(LINKS).text)
    assert end is not None
    for who in ("gp", None):
        for path in (codes_of(room, "gp"), LINKS, f"{LINKS}/make", end[1]):
            assert room.look(path, by=who).status_code == (404 if who else 303), path
            assert room.send(path, by=who, seat="reader", days="31").status_code in {404, 405} | (
                set() if who else {401}
            ), path
    room.client.cookies = room.session("user-representative-3")
    for path in (codes_of(room, "gp"), f"{LINKS}/make", end[1]):
        assert room.client.post(path, data={"seat": "reader", "days": "31"}, headers=OWN).status_code == 403, path
    assert room.look(LINKS).text.count("A reader</h3>") == 1
