"""Forms of other sites are refused; paths lead nowhere but to our pages."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from api.accounts import forms

if TYPE_CHECKING:
    from tests.api.accounts.conftest import House


@pytest.mark.parametrize(
    "path",
    ["/", "/groups/group-a", "/meetings/x?tab=1&b=c", "/groups/a/minutes#d1", "/signs", "/apis"],
)
def test_our_own_pages_are_let_through(path: str) -> None:
    assert forms.safe_next(path) == path


@pytest.mark.parametrize(
    "path",
    [None, "", "groups", "//elsewhere.example", "///elsewhere.example", "/\\elsewhere.example", "\\\\elsewhere.example",
     "https://elsewhere.example/", "javascript:alert(1)", "/a\\b", "/a//b", "/../x", "/a/../b", "/./x", "/a\nb",
     "/\t/elsewhere.example", " /a", "/a ", "/%2f%2felsewhere.example", "/%5celsewhere", "/a\r\nSet-Cookie: x=y",
     "/api/v1/me", "/api", "/sign-in", "/sign-in/link/abc", "/sign-out", "/read/abc", "/" + "a" * 500, "/ä", "/<b>"],
)  # fmt: skip
def test_whatever_leads_elsewhere_leads_to_the_first_page(path: str | None) -> None:
    assert forms.safe_next(path) == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {b"sec-fetch-site": b"same-origin"},
        {b"sec-fetch-site": b"none"},
        {b"sec-fetch-site": b"same-origin", b"origin": b"null"},
        {b"origin": b"https://minutes.example.org", b"host": b"minutes.example.org"},
        {b"origin": b"https://minutes.example.org:443", b"host": b"MINUTES.example.org"},
        {b"origin": b"http://127.0.0.1:8642", b"host": b"127.0.0.1:8642"},
        {b"origin": b"http://[::1]:8642", b"host": b"[::1]:8642"},
    ],
)
def test_a_form_from_our_own_pages_is_ours(headers: dict[bytes, bytes]) -> None:
    assert forms.own(headers)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {b"host": b"minutes.example.org"},
        {b"sec-fetch-site": b"cross-site", b"origin": b"https://a.example", b"host": b"a.example"},
        {b"sec-fetch-site": b"same-site"},
        {b"sec-fetch-site": b""},
        {b"origin": b"null", b"host": b"minutes.example.org"},
        {b"origin": b"", b"host": b""},
        {b"origin": b"https://elsewhere.example", b"host": b"minutes.example.org"},
        {b"origin": b"https://minutes.example.org.elsewhere.example", b"host": b"minutes.example.org"},
        {b"origin": b"http://127.0.0.1:9999", b"host": b"127.0.0.1:8642"},
        {b"origin": b"https://minutes.example.org:99999", b"host": b"minutes.example.org:99999"},
        {b"origin": b"file://minutes.example.org", b"host": b"minutes.example.org"},
        {b"origin": b"https://[", b"host": b"["},
    ],
)
def test_a_form_from_anywhere_else_is_not(headers: dict[bytes, bytes]) -> None:
    assert not forms.own(headers)


def test_a_forms_token_is_the_sessions_or_the_browsers_own(house: House) -> None:
    session = uuid.uuid4()
    tokens = {
        forms.form_token(house.accounts, browser="a", session=None),
        forms.form_token(house.accounts, browser="b", session=None),
        forms.form_token(house.accounts, browser="a", session=session),
        forms.form_token(house.accounts, browser="a", session=uuid.uuid4()),
    }
    assert len(tokens) == 4
    again = forms.form_token(house.accounts, browser="b", session=session)
    assert again in tokens


def test_only_the_very_token_will_do() -> None:
    assert forms.same("token", "token")
    for given in (None, "", "tokeN", "token ", "ä"):
        assert not forms.same("token", given)
    assert not forms.same("", "")
