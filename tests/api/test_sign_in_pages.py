"""Signing in through the pages: by a letter's link or code, by a code on paper, and reading by a private link."""

from __future__ import annotations

import queue
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from api.accounts import paper, private_links
from governance.acts import Principal
from governance.kernel import GroupId, PersonId
from tests.people import record

if TYPE_CHECKING:
    import datetime as dt

    from api.accounts.letters import Letter
    from tests.api.conftest import Room

OWN = {"Sec-Fetch-Site": "same-origin"}
SINCE = {"date": "2025-01-01"}


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


@pytest.fixture
def member(room: Room) -> PersonId:
    """Somebody with an address and a seat."""
    lines: list[dict[str, Any]] = [
        {"import": "a member with an address"},
        {"do": "registerPerson", "as": "member", "name": "Person M", "email": "member@example.org"},
        {"do": "createSeat", "group": "group-a", "slug": "extra", "label": "Extra", "constituency": "neighbour",
         "since": SINCE},
        {"do": "fillSeat", "group": "group-a", "seat": "extra", "person": "member", "since": SINCE},
    ]  # fmt: skip
    return PersonId(record(room.governance, lines)["member"])


def send(room: Room, shown: str, path: str, **fields: str) -> Any:
    """Fill in the form of a page this browser was shown."""
    page = room.client.get(shown)
    token = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert token is not None, page.text
    return room.client.post(path, data={"csrf": token[1], **fields}, headers=OWN, follow_redirects=False)


def asked_to_sign_in(room: Room, path: str) -> bool:
    """Whether this browser is led from a page to signing in, and from there back to it."""
    answer = room.client.get(path, follow_redirects=False)
    there = "/sign-in?" + urlencode({"next": path})
    return (answer.status_code, answer.headers.get("location")) == (303, there)


@pytest.mark.usefixtures("member")
def test_a_member_signs_in_by_the_link_of_a_letter_and_out_again(room: Room, post: Post) -> None:
    asked = send(
        room, "/sign-in?next=/groups/group-a", "/sign-in", email=" Member@example.org ", next="/groups/group-a"
    )
    assert (asked.status_code, asked.headers["location"]) == (303, "/sign-in/sent")
    to, letter = post.bag.get(timeout=20)
    assert to == "member@example.org"
    found = re.search(r"/sign-in/link/(\S+)", letter.text)
    assert found is not None
    link = f"/sign-in/link/{found[1]}"
    for _ in range(3):  # a mail scanner looks, again and again
        assert "Continue" in room.client.get(link).text
    assert room.client.get("/account", follow_redirects=False).headers["location"] == "/sign-in?next=%2Faccount"
    entered = send(room, link, "/sign-in/link", token=found[1])
    assert (entered.status_code, entered.headers["location"]) == (303, "/groups/group-a")
    assert "Respiratory nurse" in room.client.get("/groups/group-a").text
    assert "this one" in room.client.get("/account").text
    again = send(room, "/sign-in", "/sign-in/link", token=found[1])
    assert again.status_code == 422
    assert "This was used before." in again.text
    left = send(room, "/account", "/sign-out")
    assert (left.status_code, left.headers["location"]) == (303, "/")
    assert asked_to_sign_in(room, "/groups/group-a")


@pytest.mark.usefixtures("member")
def test_the_code_of_the_letter_works_where_it_was_asked_for(room: Room, post: Post) -> None:
    send(room, "/sign-in", "/sign-in", email="member@example.org")
    code = re.search(r"^(\d{4} ?\d{4})$", post.bag.get(timeout=20)[1].text, re.MULTILINE)
    assert code is not None
    other = f"{(int(code[1].replace(' ', '')) + 1) % 10**8:08}"
    wrong = send(room, "/sign-in/sent", "/sign-in/code", code=other)
    assert wrong.status_code == 422
    assert 'href="#code"' in wrong.text
    assert send(room, "/sign-in/sent", "/sign-in/code", code=code[1], mine="yes").status_code == 303
    assert room.client.get("/account").status_code == 200


@pytest.mark.usefixtures("member")
def test_an_unknown_address_is_answered_like_a_known_one(room: Room) -> None:
    known = send(room, "/sign-in", "/sign-in", email="member@example.org")
    answers = [known, send(room, "/sign-in", "/sign-in", email="nobody@example.org")]
    assert len({(a.status_code, a.headers["location"], a.text) for a in answers}) == 1
    mistyped = send(room, "/sign-in", "/sign-in", email="no address")
    assert mistyped.status_code == 422
    assert 'value="no address"' in mistyped.text


def test_a_member_without_e_mail_signs_in_by_a_code_on_paper(room: Room, member: PersonId) -> None:
    sheet = paper.print_codes(room.client.app.state.accounts, Principal("operator"), member)
    assert "That is not the code." in send(room, "/sign-in/paper", "/sign-in/paper", code="BBBB-BBBB-BBBB").text
    entered = send(room, "/sign-in/paper", "/sign-in/paper", code=sheet.codes[0].lower().replace("-", " "))
    assert entered.status_code == 303
    assert "With a code on paper" in room.client.get("/account").text


def test_a_code_on_paper_leads_on_to_the_page_asked_for_as_a_link_does(room: Room, member: PersonId) -> None:
    sheet = paper.print_codes(room.client.app.state.accounts, Principal("operator"), member)
    asked = room.client.get("/groups/group-a/register")
    assert asked.url.path == "/sign-in"
    by_paper = "/sign-in/paper?next=/groups/group-a/register"
    assert f'href="{by_paper}"' in asked.text
    page = room.client.get(by_paper).text
    assert 'name="next" value="/groups/group-a/register"' in page
    assert 'href="/sign-in?next=/groups/group-a/register"' in page
    wrong = send(room, by_paper, "/sign-in/paper", code="BBBB-BBBB-BBBB", next="/groups/group-a/register")
    assert 'name="next" value="/groups/group-a/register"' in wrong.text
    entered = send(room, by_paper, "/sign-in/paper", code=sheet.codes[0], next="/groups/group-a/register")
    assert (entered.status_code, entered.headers["location"]) == (303, "/groups/group-a/register")
    room.client.cookies.clear()
    assert 'name="next" value="/"' in room.client.get("/sign-in/paper?next=https://elsewhere.example/").text
    away = send(room, "/sign-in/paper", "/sign-in/paper", code=sheet.codes[1], next="//elsewhere.example/")
    assert (away.status_code, away.headers["location"]) == (303, "/")


def test_what_cannot_be_a_code_is_answered_at_its_field(room: Room) -> None:
    for path, typed, words in (
        ("/sign-in/paper", ("", "BCDF"), "A code has twelve letters."),
        ("/sign-in/code", ("", "1234"), "The code has eight figures."),
    ):
        shown = "/sign-in/sent" if path.endswith("code") else path
        for code in typed * 8:
            answer = send(room, shown, path, code=code)
            assert answer.status_code == 422
            assert 'href="#code"' in answer.text
            assert words in answer.text


def test_the_pages_say_e_mail_where_one_is_meant(room: Room) -> None:
    for path in ("/sign-in", "/sign-in/sent"):
        page = room.client.get(path).text
        assert "e-mail" in page
        assert "letter" not in page.replace("letters", "")


def test_a_private_link_reads_one_group_and_nothing_more(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.access.share", lambda *_: None)
    group = GroupId(room.made["a"])
    secretary = Principal("person", room.person("user-representative-3"), room.person("user-representative-3"))
    made = private_links.make_private_link(room.client.app.state.accounts, secretary, group)
    token = made.address.rpartition("/")[2]
    assert "Continue" in room.client.get(f"/read/{token}").text
    assert asked_to_sign_in(room, "/groups/group-a")
    opened = send(room, f"/read/{token}", "/read", token=token)
    assert opened.headers["location"] == "/groups/group-a"
    assert token not in str(opened.headers)
    assert "Respiratory nurse" in room.client.get("/groups/group-a").text
    assert asked_to_sign_in(room, "/groups/national")
    assert room.client.get("/account", follow_redirects=False).status_code == 303
    assert "This private link did not work" in room.client.get("/read/unknown").text


def test_another_device_is_signed_out_and_then_all(room: Room, member: PersonId) -> None:
    sheet = paper.print_codes(room.client.app.state.accounts, Principal("operator"), member)
    send(room, "/sign-in/paper", "/sign-in/paper", code=sheet.codes[0])
    first = dict(room.client.cookies)
    room.client.cookies.clear()
    send(room, "/sign-in/paper", "/sign-in/paper", code=sheet.codes[1])
    device = re.search(r'name="device" value="([^"]+)"', room.client.get("/account").text)
    assert device is not None
    assert send(room, "/account", "/account/sign-out-device", device="no id").status_code == 400
    assert send(room, "/account", "/account/sign-out-device", device=device[1]).status_code == 303
    assert 'name="device"' not in room.client.get("/account").text
    assert send(room, "/account", "/account/sign-out-everywhere").status_code == 303
    assert room.client.get("/account", follow_redirects=False).status_code == 303
    room.client.cookies = first
    assert room.client.get("/account", follow_redirects=False).status_code == 303


def test_whoever_prints_their_own_codes_stays_signed_in_there_and_nowhere_else(room: Room, member: PersonId) -> None:
    sheet = paper.print_codes(room.client.app.state.accounts, Principal("operator"), member)
    send(room, "/sign-in/paper", "/sign-in/paper", code=sheet.codes[0])
    stolen = dict(room.client.cookies)
    room.client.cookies.clear()
    send(room, "/sign-in/paper", "/sign-in/paper", code=sheet.codes[1])
    made = send(room, "/account", "/account/codes")
    assert made.status_code == 200
    assert "that ends this one, and signs out whoever used it." in made.text
    assert room.client.get("/account", follow_redirects=False).status_code == 200
    room.client.cookies = stolen
    assert asked_to_sign_in(room, "/account")


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/paper", "/read", "/sign-out", "/account/sign-out-everywhere"])
def test_a_form_without_its_token_or_from_elsewhere_does_nothing(room: Room, path: str) -> None:
    assert room.client.post(path, data={"email": "member@example.org"}, headers=OWN).status_code == 403
    assert room.client.post(path, data={}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    plain = {**OWN, "Content-Type": "text/plain"}
    assert room.client.post(path, content="csrf=x&email=a@example.org", headers=plain).status_code == 415
