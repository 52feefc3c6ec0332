"""What a member typed is not lost when they had been signed out: the refusal shows it, and only to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from api.accounts import sessions
from api.pages.kept_words import words_in

if TYPE_CHECKING:
    from tests.api.conftest import Room

OWN = {"Sec-Fetch-Site": "same-origin"}
FORMS = [
    "/groups/group-a/propose", "/groups/group-a/ask-meeting", "/groups/group-a/call", "/groups/group-a/ask",
    "/groups/group-a/write-up",
]  # fmt: skip
TYPED = "A ramp <b>at</b> the door"


def filled_in(room: Room, path: str, by: str = "gp") -> dict[str, str]:
    """What a form holds when somebody has it before them, signed in."""
    page = room.look(path, by=by)
    assert page.status_code == 200, path
    return dict(re.findall(r'name="(csrf|once)" value="([^"]*)"', page.text))


def sent(room: Room, path: str, headers: dict[str, str] | None = None, **fields: str) -> Any:
    return room.client.post(path, data=fields, headers=headers or OWN, follow_redirects=False)


@pytest.mark.parametrize("path", FORMS)
def test_words_sent_after_signing_out_stand_on_the_refusal_to_be_copied(room: Room, path: str) -> None:
    form = filled_in(room, path, by="user-representative-3")
    room.client.cookies = {}
    answer = sent(room, path, **form, title=TYPED, channel="phone", seat=str(room.directory.seats["gp"]))
    assert answer.status_code == 403
    shown = re.search(r'<textarea id="unsent"[^>]* readonly>\n([^<]*)</textarea>', answer.text)
    assert shown is not None
    assert shown[1] == "A ramp &lt;b&gt;at&lt;/b&gt; the door"
    assert '<a class="button" href="/sign-in"' in answer.text
    assert "Go back" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert form["csrf"] not in answer.text


def test_words_sent_after_signing_in_again_are_shown_too(room: Room) -> None:
    form = filled_in(room, FORMS[0])
    room.client.cookies = room.session("gp")
    answer = sent(room, FORMS[0], **form, title="A ramp")
    assert answer.status_code == 403
    assert "\nA ramp</textarea>" in answer.text
    assert 'href="/sign-in"' not in answer.text


def test_words_are_shown_to_nobody_else(room: Room) -> None:
    form = filled_in(room, FORMS[0])
    room.client.cookies = room.session("commissioner")
    answer = sent(room, FORMS[0], **form, title="A ramp")
    assert answer.status_code == 403
    assert "A ramp" not in answer.text


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}])
def test_what_another_site_sends_is_never_shown_whatever_its_token(room: Room, headers: dict[str, str]) -> None:
    form = filled_in(room, FORMS[0])
    room.client.cookies = {}
    answer = sent(room, FORMS[0], headers, **form, title="Ring this number")
    assert answer.status_code == 403
    assert "Ring this number" not in answer.text


def test_a_token_somebody_made_up_shows_nothing(room: Room) -> None:
    form = filled_in(room, FORMS[0])
    room.client.cookies = {}
    before_sign_in = re.search(r'name="csrf" value="([^"]+)"', room.client.get("/sign-in").text)
    assert before_sign_in is not None
    room.client.cookies = {}
    made_up = ("", "x", "ä", "A" * 64, form["csrf"][:-2] + "AA", "B" + form["csrf"][1:], before_sign_in[1])
    for token in made_up:
        answer = sent(room, FORMS[0], csrf=token, title="Ring this number")
        assert answer.status_code == 403
        assert "Ring this number" not in answer.text, token


def test_a_session_that_ended_elsewhere_loses_no_words_either(room: Room) -> None:
    form = filled_in(room, FORMS[0])
    sessions.sign_out_everywhere(room.client.app.state.accounts, room.person("gp"))
    assert "\nA ramp</textarea>" in sent(room, FORMS[0], **form, title="A ramp").text


def test_only_words_are_kept_of_a_form_never_what_lets_somebody_in() -> None:
    form = [
        ("csrf", "t"), ("once", "o"), ("do", "call"), ("title", "A ramp"), ("starts_day", "3"), ("starts_month", "11"),
        ("starts_year", "2026"), ("agenda", "The budget\r\nThe door"), ("agenda", ""), ("seat", "gp"),
        ("other", "b2fdc46c-614b-49ce-834e-b2d5f8e02e4b"), ("code", "BCDF-GHJK-LMNP"), ("token", "secret"),
    ]  # fmt: skip
    assert words_in(urlencode(form)) == "A ramp\n\n3 11 2026\n\nThe budget\nThe door"
    assert words_in(urlencode([("csrf", "t"), ("choice", "for")])) == ""
