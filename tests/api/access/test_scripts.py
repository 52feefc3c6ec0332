"""A script in every text of every act: it is told as words, everywhere, and never runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import msgspec
import pytest
from litestar.testing import TestClient

from api import identity
from api.accounts import links, sessions
from api.accounts.sessions import Entry
from api.notes.notes import Kind, Notes
from api.settings import Settings
from governance.kernel import PersonId
from tests.api.access.nasty import MAILBOX, NASTY, every_text, nasty_in, nasty_lines, said, scripts_in, texts
from tests.api.access.nasty_notes import nasty_notes
from tests.conftest import wired
from tests.people import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from uuid import UUID

    from litestar import Litestar

    from governance.application import Governance

Told = tuple[TestClient["Litestar"], dict[str, "UUID"], dict[str, str]]


def test_every_text_there_is_was_tried() -> None:
    assert said(nasty_lines()) == every_text()


def test_every_field_of_a_write_up_was_typed_into_in_an_entry_of_every_kind() -> None:
    notes = nasty_notes(NASTY)
    assert nasty_in(msgspec.json.decode(msgspec.json.encode(notes))) == texts(Notes)
    assert {entry.kind for item in notes.items for entry in item.entries} == set(get_args(Kind))


@pytest.fixture
def told(make: Callable[..., Governance], tmp_path: Path) -> Iterator[Told]:
    governance = make()
    made = record(governance, [{"import": "nasty"}, *nasty_lines()])
    with wired(governance, Settings(data_dir=str(tmp_path))) as app, TestClient(app) as client:
        client.app.state.service.follower.wait_for(governance.head(), 20)
        person = PersonId(made["p0"])
        cookie = sessions.begin(client.app.state.accounts, person, "link", Entry()).cookie
        client.cookies = {cookie.key: str(cookie.value)}
        bearer = {"Authorization": f"Bearer {identity.create(governance, person=person)[1]}"}
        yield client, made, bearer


def test_no_page_runs_what_somebody_typed(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    client, made, bearer = told
    written: list[str] = []
    kept = links.letters.link
    monkeypatch.setattr("api.accounts.letters.link", lambda to, code: (written.append(to), kept(to, code))[1])
    accounts = client.app.state.accounts
    links.addresses.catch_up(accounts)
    links.ask_link(accounts, MAILBOX, browser="x", network=b"x")
    decision = client.get("/api/v1/register?group=nasty", headers=bearer).json()[0]["decision"]
    pages = [
        "/", "/groups/nasty", "/groups/nasty/register", f"/decisions/{decision}", f"/meetings/{made['m']}",
        f"/meetings/{made['off']}", "/account", f"/sign-in?next={NASTY}", f"/problems/{NASTY}", f"/groups/{NASTY}",
        f"/groups/nasty/register?q={NASTY}&outcome={NASTY}&after={NASTY}", f"/read/{NASTY}", f"/sign-in/link/{NASTY}",
        "/sign-in/link/" + written[0].rpartition("/")[2],
    ]  # fmt: skip
    shown = {path: client.get(path).text for path in pages}
    html = client.get(f"/api/v1/meetings/{made['m']}/minutes", headers={**bearer, "Accept": "text/html"})
    shown["minutes"] = html.text
    assert {path: scripts_in(page) for path, page in shown.items() if scripts_in(page)} == {}
    assert not [path for path, page in shown.items() if "5332114" in page]
    for path in (pages[1], pages[2], pages[3], pages[4], pages[-1], "minutes"):
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown[path], path


def test_no_page_of_officers_runs_what_somebody_typed(told: Told) -> None:
    client, made, _bearer = told
    group, meeting = "/groups/nasty", f"/meetings/{made['m']}"
    pages = [
        *(f"{group}/{page}" for page in ("people", "offices", "links", "links/make", "seats/add", "call", "write-up")),
        *(f"{meeting}/{page}" for page in ("sheet", "lines", "write-up")),
    ]  # fmt: skip
    shown = {path: client.get(path) for path in pages}
    assert {path: page.status_code for path, page in shown.items() if page.status_code != 200} == {}
    assert {path: scripts_in(page.text) for path, page in shown.items() if scripts_in(page.text)} == {}


def test_programs_are_told_the_words_as_words(told: Told) -> None:
    client, made, bearer = told
    text = client.get(f"/meetings/{made['m']}/minutes.txt")
    assert NASTY in text.text
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    for path in ("/groups", "/register?group=nasty", f"/meetings/{made['m']}/minutes", f"/meetings/{made['m']}/floor"):
        answer = client.get(f"/api/v1{path}", headers=bearer)
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.status_code == 200


def test_a_search_for_a_script_is_kept_in_the_field_it_was_typed_in(told: Told) -> None:
    client, _, _ = told
    page = client.get("/groups/nasty/register", params={"q": NASTY}).text
    assert re.search(r'<input[^>]*name="q"[^>]*value="&lt;script&gt;', page)


def test_what_would_run_is_found() -> None:
    ours = '<script src="/static/0123456789abcdef/write-up.js" defer></script>'
    assert scripts_in(ours) == []
    for value in (f'"{NASTY}"', f"'{NASTY}'"):
        held = value.replace("<", "&lt;").replace(">", "&gt;")  # but not the quotes
        assert [one for one in scripts_in(f"<input value={held}>") if one.startswith("input onfocus=")] != []
    for theirs in (NASTY, '<p onclick="alert(1)">', '<a href="javascript:alert(1)">', '<script src="/x.js"></script>'):
        assert scripts_in(ours + theirs) != [], theirs
