"""Everybody against every route: what they are told is what is written down in `matrix.py`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.api.access.matrix import ACTS, ROWS, WRITTEN_UP, Row
from tests.api.access.stage import DAY, WHO, filled
from tests.clock import ROOM

if TYPE_CHECKING:
    from tests.api.access.stage import Stage

OWN = {"Sec-Fetch-Site": "same-origin"}


# What a page says to whoever may not record something at all: as a page of its own, or above the form.
NOT_THEIRS = (
    "You can read this, but not change it",
    "Only the secretary, or whoever takes the minutes, can do this.",
    "Only the chair or the secretary can do this.",
    "Only they themselves can say so.",
    "Only people who hold a seat in this group record its acts.",
)


def ask(stage: Stage, row: Row, who: str, *, by_cookie: bool = False, group: str | None = None) -> Any:
    """The row's request as somebody makes it; of `ours`, or `young` for its convenor, unless a group is named."""
    names = stage.named(who, group)
    if "{token}" in row.path:
        names["token"] = stage.spare_token(names["me"])
    path, body = filled(row.path, names), filled(row.body, names)
    stage.client.cookies = {}
    if not row.path.startswith("/api/"):
        return _as_browser(stage, row, who, path, body)
    headers = {} if by_cookie or who not in stage.bearers else {"Authorization": f"Bearer {stage.bearers[who]}"}
    if by_cookie or who == "private link":
        stage.client.cookies = stage.cookies(who)
    if row in ACTS or row in WRITTEN_UP:
        path += "?check=true"
        body = {"when": {"date": DAY, "time": "15:00"}, **(body or {})}
    more = {} if body is None else {"json": body}
    with ROOM.at(body and body.get("when")):
        return stage.client.request(row.method, path, headers=headers, **more)


def _as_browser(stage: Stage, row: Row, who: str, path: str, body: dict[str, Any] | None) -> Any:
    token = {"Authorization": f"Bearer {stage.bearers[who]}"} if who.startswith("token") else {}
    stage.client.cookies = stage.cookies(who)
    if row.method == "GET":
        return stage.client.get(path, headers=token, follow_redirects=False)
    shown = re.search(r'name="csrf" value="([^"]+)"', stage.client.get("/sign-in").text)
    assert shown is not None
    data = {"csrf": shown[1], **(body or {})}
    return stage.client.post(path, data=data, headers={**OWN, **token}, follow_redirects=False)


def letter(answer: Any, row: Row) -> str:
    """What an answer comes to."""
    status = answer.status_code
    if status == 401 or (status == 303 and answer.headers["location"].startswith("/sign-in?")):
        return "A"
    if status == row.served or status // 100 == 2:
        assert row.method == "GET" or not any(words in answer.text for words in NOT_THEIRS), answer.text
        return "S"
    if status == 403:
        page = answer.headers["content-type"].startswith("text/html")
        said = [words for words in NOT_THEIRS if words in answer.text]
        assert said if page else answer.json()["type"] == "/problems/not-entitled", answer.text
        return "R"
    return {404: "N", 409: "E"}.get(status, f"[{status}: {answer.text}]")


def template_of(row: Row) -> re.Pattern[str]:
    """The pattern of the routes a row may stand for."""
    bare = row.path.partition("?")[0]
    return re.compile("/".join(r"\{[^/]+\}" if p.startswith("{") else re.escape(p) for p in bare.split("/")))


def routes(stage: Stage) -> set[tuple[str, str]]:
    return {
        (method, route.path)
        for route in stage.client.app.routes
        for handler in getattr(route, "route_handlers", ())
        for method in handler.http_methods - {"OPTIONS"}
    }


def route_of(row: Row, known: set[tuple[str, str]]) -> tuple[str, str] | None:
    """The route that answers a row, one named word for word before one with a parameter."""
    parts = row.path.partition("?")[0].strip("/").split("/")
    fitting = []
    for method, path in known:
        wanted = path.strip("/").split("/")
        whole = wanted[-1].endswith(":path}") and len(parts) >= len(wanted)
        if method != row.method or (len(wanted) != len(parts) and not whole):
            continue
        if all(w.startswith("{") or w == p for w, p in zip(wanted, parts, strict=False)):
            fitting.append((sum(w.startswith("{") for w in wanted), (method, path)))
    return min(fitting)[1] if fitting else None


def test_every_route_has_a_row_and_every_row_a_route(stage: Stage) -> None:
    known = routes(stage)
    found = {row: route_of(row, known) for row in map(_key, ROWS)}
    assert [row for row, route in found.items() if route is None] == []
    assert known - set(found.values()) == set()


def _key(row: Row) -> Row:
    return row._replace(body=None)


def test_the_supporter_was_at_the_meeting_they_read_nothing_of(stage: Stage) -> None:
    stage.client.cookies = stage.cookies("member")
    minutes = stage.client.get(f"/meetings/{stage.made['ours-open']}/minutes.txt").text
    assert "The supporter (came with fourth)" in " ".join(minutes.split())


def test_every_row_says_it_for_everybody() -> None:
    assert {row: len(row.letters.replace(" ", "")) for row in map(_key, ROWS)} == dict.fromkeys(
        map(_key, ROWS), len(WHO)
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.path} {row.note}".strip())
def test_everybody_is_told_what_is_written_down(stage: Stage, row: Row) -> None:
    expected = dict(zip(WHO, row.letters.replace(" ", ""), strict=True))
    before = stage.governance.head()
    told = {who: letter(ask(stage, row, who), row) for who in WHO}
    assert {who: (told[who], expected[who]) for who in WHO if told[who] != expected[who]} == {}
    assert stage.governance.head() == before


@pytest.mark.parametrize("row", [row for row in ROWS if row.path.startswith("/api/v1/")],
                         ids=lambda row: f"{row.method} {row.path} {row.note}".strip())  # fmt: skip
def test_being_signed_in_to_the_pages_counts_for_nothing_with_the_api(stage: Stage, row: Row) -> None:
    assert letter(ask(stage, row, "secretary", by_cookie=True), row) == row.letters[0]
