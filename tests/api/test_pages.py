"""The pages without a browser: what they say to whom, and what they never let through."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from api.accounts import sessions
from api.accounts.sessions import Entry
from governance.kernel import PersonId
from tests.people import adopt, evening, record

if TYPE_CHECKING:
    from tests.api.conftest import Room

NASTY = '<script>alert(1)</script><img src=x onerror="alert(2)">"\'{{ 4321*1234 }}'


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def told(room: Room, path: str, *, by: str | None = "gp", status: int = 200) -> str:
    answer = room.look(path, by=by)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    assert answer.headers["referrer-policy"] == "no-referrer, strict-origin"
    return str(answer.text)


@pytest.fixture
def nasty(room: Room) -> dict[str, str]:
    """An evening in which everything typed is somebody's try at a script."""
    body: dict[str, Any] = {
        "title": NASTY,
        "place": NASTY,
        "agenda": [{"title": NASTY}],
        "when": {"date": "2026-02-01"},
    }
    body["starts"] = {"date": "2026-02-10", "time": "14:00"}
    meeting = room.act("POST", "/groups/group-a/meetings", body)["meeting"]["id"]
    then = {"when": {"date": "2026-02-10", "time": "14:00"}}
    here = ["chair", "vice-chair", "secretary", "carer-representative", "gp"]
    room.act("POST", f"/meetings/{meeting}/open", {"present": here, "presider": "chair", **then})
    said = {"item": "3", "words": NASTY, "how": "hands", "count": {"for": 5}, "moved_by": "vice-chair"}
    actions = [{"owner": "secretary", "do": NASTY, "due": "2026-03-01"}]
    made = room.act("POST", f"/meetings/{meeting}/decisions", {**said, "seconded_by": "gp", "actions": actions, **then})
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={made['receipt']['positions'][1]}")
    return {"meeting": meeting, "decision": made["decision"]["id"]}


def test_what_people_type_is_shown_and_never_run(room: Room, nasty: dict[str, str]) -> None:
    paths = [
        "/groups/group-a", "/groups/group-a/register", f"/groups/group-a/register?q={NASTY}&after={NASTY}",
        f"/decisions/{nasty['decision']}", f"/meetings/{nasty['meeting']}",
    ]  # fmt: skip
    for path in paths:
        page = told(room, path)
        elements = Elements(page).found
        assert not {tag for tag, _ in elements} & {"script", "img", "iframe", "style", "object"}, path
        assert not {name for _, attributes in elements for name in attributes if name.startswith("on")}, path
        assert "5332114" not in page, path
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told(room, f"/meetings/{nasty['meeting']}")


def test_the_group_page_says_what_was_decided_and_who_we_are(room: Room) -> None:
    record(room.governance, evening("february"))
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    page = told(room, "/groups/group-a")
    assert "Hold the spring drop-in at the library, cost £180." in page
    assert "A-2026-01, 10 February 2026" in page
    assert "The group has 9 seats with a vote. In 5 of them sit people with lived experience." in page
    assert "Respiratory nurse" in page


def test_the_register_is_searched_by_words_and_answer(room: Room) -> None:
    record(room.governance, evening("february", "may"))
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    everything = told(room, "/groups/group-a/register")
    assert everything.index("A-2026-02") < everything.index("A-2026-01")
    assert "A-2026-01" not in told(room, "/groups/group-a/register?outcome=not_agreed")
    assert "A-2026-02" not in told(room, "/groups/group-a/register?q=SPRING")
    assert "No decision fits." in told(room, "/groups/group-a/register?q=nowhere")


def test_members_read_what_a_decision_costs_and_everybody_what_its_words_say(room: Room, nasty: dict[str, str]) -> None:
    then = {"when": {"date": "2026-02-10", "time": "14:10"}}
    said = {"item": "3", "words": "Buy tea.", "how": "hands", "count": {"for": 5}, "moved_by": "vice-chair"}
    more = {"seconded_by": "gp", "cost": {"minor": 1250}, "category": "spend", **then}
    made = room.act("POST", f"/meetings/{nasty['meeting']}/decisions", {**said, **more})
    assert "<dt>Cost</dt><dd>£12.50</dd>" in told(room, f"/decisions/{made['decision']['id']}")
    assert "<dt>Cost</dt>" not in told(room, f"/decisions/{nasty['decision']}")
    published(room)
    assert "<dt>Cost</dt>" not in told(room, f"/decisions/{made['decision']['id']}", by=None)


@pytest.mark.parametrize("path", ["/groups/group-a", "/groups/group-a/register", "/meetings/{}", "/decisions/{}"])
def test_what_is_hidden_looks_like_what_is_not_there(room: Room, nasty: dict[str, str], path: str) -> None:
    hidden = path.format(nasty["meeting" if "meetings" in path else "decision"])
    nowhere = path.replace("group-a", "nowhere").format("00000000-0000-4000-8000-000000000000")
    outsider = record(room.governance, [{"import": "o"}, {"do": "registerPerson", "as": "o", "name": "Person O"}])["o"]
    cookie = sessions.begin(room.client.app.state.accounts, PersonId(outsider), "link", Entry()).cookie
    room.client.cookies = {cookie.key: str(cookie.value)}
    answers = [room.client.get(one) for one in (hidden, nowhere)]
    assert {answer.status_code for answer in answers} == {404}
    assert answers[0].text == answers[1].text
    for there in (hidden, nowhere):
        answer = room.look(there, by=None)
        location = "/sign-in?" + urlencode({"next": there})
        assert (answer.status_code, answer.headers["location"]) == (303, location), there


def published(room: Room) -> None:
    orders = room.ask("GET", "/api/v1/groups/group-a/standing-orders").json()["orders"]
    adopt(room.governance, {**orders, "published": True})


def test_a_group_that_publishes_shows_everybody_no_seats(room: Room, nasty: dict[str, str]) -> None:
    published(room)
    page = told(room, "/groups/group-a", by=None)
    assert "Respiratory nurse" not in page
    assert "9 seats with a vote" in page
    assert room.client.get(f"/meetings/{nasty['meeting']}/minutes.txt").headers["content-type"].startswith("text/plain")


def test_programs_get_problems_and_people_get_pages(room: Room) -> None:
    assert room.client.get("/api/v1/nowhere").headers["content-type"] == "application/problem+json"
    assert "There is no page here for you" in told(room, "/nowhere", by=None, status=404)
    assert "There is no page here for you" in told(room, "/problems/nowhere", by=None, status=404)


def test_our_own_files_are_the_same_for_ever_and_nothing_else_is_served(room: Room) -> None:
    home = told(room, "/", by=None)
    (sheet,) = [a["href"] for tag, a in Elements(home).found if tag == "link" and a["rel"] == "stylesheet"]
    assert sheet is not None
    answer = room.client.get(sheet)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert "immutable" in answer.headers["cache-control"]
    assert len(answer.content) < 20_000
    digest = sheet.split("/")[2]
    for path in (f"/static/{digest}/mark.svg", f"/static/{digest}/..%2fapp.py", "/static/0/minutebook.css"):
        assert room.client.get(path).status_code == 404, path


def test_a_group_that_met_has_no_next_meeting_rather_than_none_at_all(room: Room) -> None:
    assert "No meeting has been called yet." in told(room, "/groups/group-a")
    record(room.governance, evening("february"))
    page = told(room, "/groups/group-a")
    assert ("No next meeting has been called." in page, "No meeting has been called yet." in page) == (True, False)
