"""Who is at a page, by cookies alone; and what browsers are told to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from litestar import Litestar, Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromQuery
from litestar.response.base import ASGIResponse
from litestar.testing import TestClient

from api.accounts import clients, links, paper, private_links, sessions, visitors
from api.accounts.answers import SignedIn
from api.accounts.forms import OwnForms
from api.accounts.private_links import Opened
from api.accounts.wiring import Accounts, accounts_of
from api.settings import Settings
from tests.api.accounts.conftest import as_person
from tests.conftest import wired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litestar.types import Receive, Scope, Send

    from tests.api.accounts.conftest import House

OURS = {"Sec-Fetch-Site": "same-origin"}


@get("/seen", sync_to_thread=True)
def seen(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """A page without a form."""
    found = visitors.visitor(request)
    return {
        "person": found.principal.person if found.principal else None,
        "way": found.way,
        "reads": found.link.group if found.link else None,
        "csrf": found.csrf,
    }


@get("/form", sync_to_thread=True)
def form(request: Request[Any, Any, Any]) -> Response[dict[str, str]]:
    """A page with a form."""
    found = visitors.visitor(request)
    return Response({"csrf": found.csrf}, cookies=[found.form_cookie] if found.form_cookie else [])


@post("/sign-in/link", sync_to_thread=True, status_code=200)
def follow(
    request: Request[Any, Any, Any], token: FromQuery[str], csrf: FromQuery[str], remember: FromQuery[bool] = False
) -> Response[str]:
    """Continue, after a link."""
    if not visitors.genuine(visitors.visitor(request), csrf):
        return Response("not ours", status_code=403)
    signed = links.follow_link(accounts_of(request), token, visitors.entry_of(request, remember=remember))
    return Response("in", cookies=[signed.cookie]) if isinstance(signed, SignedIn) else Response("out", status_code=409)


@post("/read", sync_to_thread=True, status_code=200)
def read(request: Request[Any, Any, Any], token: FromQuery[str]) -> Response[str]:
    """Continue, after a private link."""
    opened = private_links.open_private_link(accounts_of(request), token)
    return Response("in", cookies=[opened.cookie]) if isinstance(opened, Opened) else Response("out", status_code=409)


@post("/sign-out", sync_to_thread=True, status_code=200)
def leave(request: Request[Any, Any, Any]) -> Response[str]:
    """Sign out here."""
    return Response("bye", cookies=list(visitors.sign_out(accounts_of(request), visitors.visitor(request))))


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """What the form of another site's page is answered."""
    await ASGIResponse(body=b"refused", status_code=403)(scope, receive, send)


def over(accounts: Accounts) -> Litestar:
    return Litestar(
        [seen, form, follow, read, leave], middleware=[OwnForms(refuse)], state=State({"accounts": accounts})
    )


def browser_of(accounts: Accounts, *, base_url: str = "http://testserver.local") -> TestClient[Litestar]:
    client = TestClient(over(accounts), base_url=base_url)
    client.headers.update(OURS)
    return client


@pytest.fixture
def browser(house: House) -> Iterator[TestClient[Litestar]]:
    with browser_of(house.accounts) as client:
        yield client


def sign_in(house: House, browser: TestClient[Litestar], **more: Any) -> Any:
    token, _ = house.asked()
    csrf = browser.get("/form").json()["csrf"]
    return browser.post("/sign-in/link", params={"token": token, "csrf": csrf, **more})


def test_a_page_without_a_form_sets_no_cookie_for_whoever_is_not_known(browser: TestClient[Litestar]) -> None:
    answer = browser.get("/seen")
    assert "set-cookie" not in answer.headers
    assert answer.json()["person"] is None


def test_a_form_before_sign_in_is_bound_to_its_browser(house: House, browser: TestClient[Litestar]) -> None:
    csrf = browser.get("/form").json()["csrf"]
    assert browser.get("/form").json()["csrf"] == csrf
    token, _ = house.asked()
    with browser_of(house.accounts) as other:
        assert other.post("/sign-in/link", params={"token": token, "csrf": csrf}).status_code == 403
    assert browser.post("/sign-in/link", params={"token": token, "csrf": csrf}).status_code == 200


def test_signing_in_makes_somebody_known_by_their_cookie(house: House, browser: TestClient[Litestar]) -> None:
    before = browser.get("/form").json()["csrf"]
    assert sign_in(house, browser).status_code == 200
    found = browser.get("/seen").json()
    assert found["person"] == str(house.member)
    assert found["way"] == "link"
    assert found["csrf"] != before


def test_a_forms_token_from_before_sign_in_is_not_good_after(house: House, browser: TestClient[Litestar]) -> None:
    before = browser.get("/form").json()["csrf"]
    sign_in(house, browser)
    token, _ = house.asked()
    assert browser.post("/sign-in/link", params={"token": token, "csrf": before}).status_code == 403


def test_a_session_cookie_planted_beforehand_is_replaced(house: House, browser: TestClient[Litestar]) -> None:
    browser.cookies.set("minutebook-session", "planted")
    sign_in(house, browser)
    assert sessions.found(house.accounts, "planted") is None
    values = [cookie.value for cookie in browser.cookies.jar if cookie.name == "minutebook-session"]
    assert any(value and sessions.found(house.accounts, value) for value in values)


def test_a_form_of_another_site_is_refused_before_anything_is_looked_at(
    house: House, browser: TestClient[Litestar]
) -> None:
    before = house.everything_stored()
    answer = browser.post("/sign-out", headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert answer.text == "refused"
    assert house.everything_stored() == before


def test_signing_out_ends_the_session_and_removes_its_cookies(house: House, browser: TestClient[Litestar]) -> None:
    sign_in(house, browser)
    (token,) = [cookie.value for cookie in browser.cookies.jar if cookie.name == "minutebook-session"]
    answer = browser.post("/sign-out")
    assert sessions.found(house.accounts, str(token)) is None
    assert browser.get("/seen").json()["person"] is None
    assert answer.headers.get_list("set-cookie")[0].startswith("minutebook-session=")
    assert "Max-Age=0" in answer.headers.get_list("set-cookie")[0]
    assert browser.post("/sign-out").status_code == 200


def test_a_session_ended_elsewhere_is_over_here(house: House, browser: TestClient[Litestar]) -> None:
    sign_in(house, browser)
    sessions.sign_out_everywhere(house.accounts, house.member)
    assert browser.get("/seen").json()["person"] is None


def cookie_flags(answer: Any, name: str) -> set[str]:
    (found,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith(f"{name}=")]
    return {part.strip().lower() for part in found.split(";")[1:]}


def test_over_http_cookies_are_kept_from_scripts_and_from_other_sites_forms(
    house: House, browser: TestClient[Litestar]
) -> None:
    assert cookie_flags(browser.get("/form"), "minutebook-form") == {"httponly", "path=/", "samesite=lax"}
    assert cookie_flags(sign_in(house, browser), "minutebook-session") == {"httponly", "path=/", "samesite=lax"}


def test_over_https_cookies_are_secure_and_of_this_host_only(house: House) -> None:
    address = "https://minutes.example.org"
    settings = msgspec.structs.replace(house.accounts.settings, address=address)
    accounts = msgspec.structs.replace(house.accounts, settings=settings)
    with browser_of(accounts, base_url=address) as browser:
        answer = sign_in(house, browser, remember=True)
        assert cookie_flags(answer, "__Host-minutebook-session") == {
            "httponly", "path=/", "samesite=lax", "secure", "max-age=2592000",
        }  # fmt: skip
        assert browser.get("/seen").json()["person"] == str(house.member)
        _, token = _private(house)
        answer = browser.post("/read", params={"token": token})
        flags = cookie_flags(answer, "__Host-minutebook-reading")
        assert {"httponly", "secure", "samesite=lax", "path=/"} <= flags
        assert not any(flag.startswith("domain") for flag in flags)


def _private(house: House) -> tuple[Any, str]:
    link = private_links.make_private_link(house.accounts, as_person(house.secretary), house.group)
    return link, link.address.rpartition("/")[2]


def test_a_private_link_makes_a_reader_and_nobody_who_acts(house: House, browser: TestClient[Litestar]) -> None:
    _, token = _private(house)
    browser.post("/read", params={"token": token})
    found = browser.get("/seen").json()
    assert found["reads"] == str(house.group)
    assert found["person"] is None


def test_the_readers_cookie_is_no_session_and_the_links_token_no_cookie(
    house: House, browser: TestClient[Litestar]
) -> None:
    _, token = _private(house)
    opened = private_links.open_private_link(house.accounts, token)
    assert isinstance(opened, Opened)
    browser.cookies.set("minutebook-session", opened.cookie.value)
    browser.cookies.set("minutebook-reading", token)
    found = browser.get("/seen").json()
    assert (found["person"], found["reads"]) == (None, None)


def test_no_cookie_counts_in_the_web_api(house: House) -> None:
    signed = house.signed_in()
    _, token = _private(house)
    opened = private_links.open_private_link(house.accounts, token)
    assert isinstance(opened, Opened)
    with wired(house.governance, house.accounts.settings) as app, TestClient(app) as client:
        client.cookies.set("minutebook-session", signed.cookie.value)
        client.cookies.set("minutebook-reading", opened.cookie.value)
        assert client.get("/api/v1/me").status_code == 401
        assert client.post("/api/v1/tokens", json={"days": 1}).status_code == 401
        anonymous = client.get(f"/api/v1/groups/{house.group}", headers={"Cookie": ""})
        assert client.get(f"/api/v1/groups/{house.group}").status_code == anonymous.status_code
        typed = {"Content-Type": "application/x-www-form-urlencoded", **OURS}
        assert client.post("/api/v1/tokens", content="days=1", headers=typed).status_code == 415
        client.cookies.clear()
        client.headers["Authorization"] = f"Bearer {signed.cookie.value}"
        assert client.get("/api/v1/me").status_code == 401
        assert client.get("/").headers.get("set-cookie") is None


@pytest.mark.parametrize(
    ("headers", "device"),
    [
        ({}, "computer"),
        ({"user-agent": "Mozilla/5.0 (X11; Linux x86_64)"}, "computer"),
        ({"user-agent": "Mozilla/5.0 (iPad; CPU OS 15_0)"}, "hand_held"),
        ({"sec-ch-ua-mobile": "?1", "user-agent": "x"}, "hand_held"),
    ],
)
def test_of_a_device_only_its_kind_is_kept(headers: dict[str, str], device: str) -> None:
    @post("/device")
    async def asked(request: Request[Any, Any, Any]) -> str:
        return clients.device_of(request)

    with TestClient(Litestar([asked])) as client:
        client.headers["user-agent"] = ""
        assert client.post("/device", headers=headers).text == device


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "network"),
    [
        ("192.0.2.7", (), "", "192.0.2.7/32"),
        ("192.0.2.7", ("198.51.100.1",), "", "192.0.2.7/32"),
        ("10.0.0.2", ("198.51.100.1",), "10.0.0.0/8", "198.51.100.1/32"),
        ("10.0.0.2", ("invented", "198.51.100.1", "10.0.0.9"), "10.0.0.0/8, 192.0.2.0/24", "198.51.100.1/32"),
        ("10.0.0.2", ("invented",), "10.0.0.0/8", "unknown"),
        ("10.0.0.2", (), "10.0.0.0/8", "unknown"),
        ("", (), "", "unknown"),
        ("2001:db8:1:22ff::5", (), "", "2001:db8:1:2200::/56"),
        ("::ffff:192.0.2.7", (), "", "192.0.2.7/32"),
    ],
)
def test_tries_are_counted_by_the_network_in_front_of_our_own_proxies(
    peer: str, forwarded: tuple[str, ...], proxies: str, network: str
) -> None:
    assert clients.network(peer, forwarded, Settings(proxies=proxies).proxy_networks) == network


def test_a_network_is_counted_by_a_keyed_hash(house: House) -> None:
    @get("/network", sync_to_thread=True)
    def asked(request: Request[Any, Any, Any]) -> str:
        return clients.network_of(house.accounts, request).hex()

    with TestClient(Litestar([asked])) as client:
        assert len(client.get("/network").text) == 64


def test_a_paper_code_signs_in_a_browser(house: House, browser: TestClient[Litestar]) -> None:
    sheet = paper.print_codes(house.accounts, as_person(house.secretary), house.carer)
    signed = paper.use_paper_code(house.accounts, sheet.codes[0], sessions.Entry(), network=b"n")
    assert isinstance(signed, SignedIn)
    browser.cookies.set("minutebook-session", signed.cookie.value)
    assert browser.get("/seen").json()["way"] == "paper"
