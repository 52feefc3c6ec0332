"""Pages asked for by HEAD, and forms in other shapes than a page sends: answered as HTTP has it, in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.api.conftest import Room

OURS = {"Sec-Fetch-Site": "same-origin"}
A_FORM = {**OURS, "Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize("path", ["/", "/help", "/groups/group-a", "/sign-in", "/account", "/nowhere", "/health/live"])
@pytest.mark.parametrize("by", ["gp", None])
def test_head_is_answered_as_get_is_without_the_page(room: Room, path: str, by: str | None) -> None:
    got = room.look(path, by=by)
    head = room.client.head(path, follow_redirects=False)
    assert (head.status_code, head.content) == (got.status_code, b"")
    for name in ("content-type", "content-security-policy", "cache-control", "location", "content-length"):
        assert head.headers.get(name) == got.headers.get(name), name


def test_a_method_that_is_not_answered_is_told_which_are(room: Room) -> None:
    for method, path, allowed in (
        ("PUT", "/help", {"GET", "OPTIONS"}),
        ("GET", "/sign-out", {"POST", "OPTIONS"}),
        ("HEAD", "/sign-out", {"POST", "OPTIONS"}),
        ("HEAD", "/api/v1/groups", {"GET", "POST", "OPTIONS"}),
    ):
        answer = room.client.request(method, path, headers=OURS)
        assert answer.status_code == 405, (method, path)
        assert set(re.split(r",\s*", answer.headers["allow"])) == allowed, (method, path)


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data; boundary=x", "application/x"])
def test_what_is_no_form_is_refused_by_a_page(room: Room, kind: str) -> None:
    answer = room.client.post("/sign-in", content="csrf=x&email=a@example.org", headers={**OURS, "Content-Type": kind})
    assert answer.status_code == 415
    assert "<h1>We could not read that</h1>" in answer.text


def test_a_form_that_does_not_say_what_it_is_is_refused_by_a_page(room: Room) -> None:
    answer = room.client.post("/sign-in", content=b"csrf=x&email=a@example.org", headers=OURS)
    assert answer.status_code == 415
    assert "<h1>We could not read that</h1>" in answer.text


@pytest.mark.parametrize("typed", [b"caf%E9", b"caf\xe9", b"%ED%A0%80", b"%C0%AF"])
def test_what_is_not_in_utf_8_is_refused_by_a_page(room: Room, typed: bytes) -> None:
    page = room.look("/sign-in", by=None).text
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token is not None
    body = b"csrf=" + token[1].encode() + b"&email="
    refused = room.client.post("/sign-in", content=body + typed, headers=A_FORM)
    assert refused.status_code == 400
    assert "<h1>We could not read that</h1>" in refused.text
    read = room.client.post("/sign-in", content=body + b"caf%C3%A9", headers=A_FORM)
    assert read.status_code == 422
    assert 'value="café"' in read.text


def test_a_search_that_is_not_in_utf_8_is_refused_by_a_page(room: Room) -> None:
    answer = room.look("/groups/group-a/register?q=caf%E9")
    assert answer.status_code == 400
    assert "<h1>We could not read that</h1>" in answer.text


@pytest.mark.parametrize("headers", [OURS, {"Sec-Fetch-Site": "cross-site"}])
def test_a_form_that_is_not_ours_says_in_heading_and_text_what_to_do(room: Room, headers: dict[str, str]) -> None:
    answer = room.client.post("/sign-in", data={"email": "member@example.org"}, headers=headers)
    assert answer.status_code == 403
    assert "<title>Please load the page again \N{EN DASH} Minutebook</title>" in answer.text
    assert "<h1>Please load the page again</h1>" in answer.text
    assert "Go back and copy what you wrote. Then load the page again, and send it again." in answer.text
    assert "change it" not in answer.text
