"""What somebody with bad intent tries at the pages, and what comes of it: nothing."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import threading
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from api.accounts import links, paper, throttle
from governance.acts import Principal
from governance.kernel import PersonId
from tests.api.access.matrix import PAGES, Row
from tests.api.access.stage import Stage, filled

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = {"Sec-Fetch-Site": "same-origin"}
FORM = "application/x-www-form-urlencoded"
KNOWN, UNKNOWN = "known@example.org", "nobody@example.org"
SENT = [row for row in PAGES if row.method == "POST"]
SHOWN = [row for row in PAGES if row.method == "GET"]
TABLES = ("link", "session", "reading", "throttle", "mail", "paper_code", "private_link")


@pytest.fixture(autouse=True)
def fresh(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A browser that remembers nothing, on a day when nobody has tried anything."""
    stage.client.cookies = {}
    later = stage.accounts.clock() + dt.timedelta(days=next(DAYS))
    monkeypatch.setattr(
        stage.client.app.state, "accounts", msgspec.structs.replace(stage.accounts, clock=lambda: later)
    )
    yield
    stage.client.cookies = {}


DAYS = iter(range(1, 1000))


def now(stage: Stage) -> Any:
    return stage.client.app.state.accounts


def token_of(stage: Stage, path: str = "/sign-in") -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', stage.client.get(path).text)
    assert found is not None
    return found[1]


def send(stage: Stage, path: str, *, headers: dict[str, str] | None = None, **fields: str) -> Any:
    data = {"csrf": token_of(stage), **fields}
    return stage.client.post(path, data=data, headers={**OURS, **(headers or {})}, follow_redirects=False)


def paper_code(stage: Stage) -> str:
    person = PersonId(stage.people["member"])
    return paper.print_codes(now(stage), Principal("operator"), person).codes[0]


def counted(stage: Stage) -> dict[str, str]:
    """Everything kept of who signs in, as text."""
    return {t: str(sorted(map(str, stage.accounts.rows(f"SELECT * FROM access.{t}")))) for t in TABLES}


def set_cookies(answer: Any) -> list[str]:
    return list(answer.headers.get_list("set-cookie"))


# Sessions


def test_a_session_chosen_by_somebody_else_is_never_taken_over(stage: Stage) -> None:
    code = paper_code(stage)
    stage.client.cookies = {"minutebook-session": "chosen-by-somebody-else"}
    entered = send(stage, "/sign-in/paper", code=code)
    assert entered.status_code == 303
    (given,) = [c for c in set_cookies(entered) if c.startswith("minutebook-session=")]
    assert "chosen" not in given
    assert all(flag in given.lower() for flag in ("httponly", "samesite=lax", "path=/"))
    stage.client.cookies = {"minutebook-session": "chosen-by-somebody-else"}
    assert stage.client.get("/account", follow_redirects=False).status_code == 303


def test_signing_in_again_ends_the_session_before_it(stage: Stage) -> None:
    send(stage, "/sign-in/paper", code=paper_code(stage))
    first = dict(stage.client.cookies)
    assert stage.client.get("/account").status_code == 200
    send(stage, "/sign-in/paper", code=paper_code(stage))
    assert stage.client.cookies["minutebook-session"] != first["minutebook-session"]
    stage.client.cookies = first
    assert stage.client.get("/account", follow_redirects=False).status_code == 303


def test_after_signing_out_going_back_shows_nothing(stage: Stage) -> None:
    send(stage, "/sign-in/paper", code=paper_code(stage))
    before = dict(stage.client.cookies)
    assert "no-store" in stage.client.get("/groups/ours").headers["cache-control"]
    assert send(stage, "/sign-out").status_code == 303
    for cookies in (dict(stage.client.cookies), before):
        stage.client.cookies = cookies
        there = stage.client.get("/groups/ours", follow_redirects=False)
        assert there.headers["location"] == "/sign-in?next=%2Fgroups%2Fours"
        assert stage.client.get("/account", follow_redirects=False).status_code == 303


# Forms of other sites


KINDS = [FORM, "text/plain", "multipart/form-data; boundary=x", "application/json", ""]
ORIGINS = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "", "Origin": "http://testserver.local"},
    {"Origin": "null"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "http://testserver.local.elsewhere.example"},
    {},
]


@pytest.mark.parametrize("row", SENT, ids=lambda row: row.path)
def test_what_another_sites_page_sends_does_nothing(stage: Stage, row: Row) -> None:
    stage.client.cookies = stage.cookies("secretary")
    token, path = token_of(stage), filled(row.path, stage.named("secretary"))
    for origin, kind in itertools.product(ORIGINS, KINDS):
        headers = {**origin, **({"Content-Type": kind} if kind else {})}
        answer = stage.client.post(path, content=f"csrf={token}", headers=headers, follow_redirects=False)
        assert answer.status_code == 403, (origin, kind)
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("row", SENT, ids=lambda row: row.path)
def test_a_form_with_another_visitors_token_or_none_does_nothing(stage: Stage, row: Row) -> None:
    others, path = token_of(stage), filled(row.path, stage.named("secretary"))
    stage.client.cookies = stage.cookies("secretary")
    own = token_of(stage)
    before = counted(stage)
    for content in ("csrf=" + others, "", "csrf=", f"csrf={own}x", "\x00\xff"):
        headers = {**OURS, "Content-Type": FORM}
        answer = stage.client.post(path, content=content, headers=headers, follow_redirects=False)
        # A write-up is given back to be sent again after signing in: nothing typed is lost.
        assert answer.status_code in {400, 401, 403}, (content, answer.text)
    assert counted(stage)["session"] == before["session"]
    assert stage.client.get("/account").status_code == 200


# Addresses that lead elsewhere, and lines slipped into headers

ELSEWHERE = [
    "//evil.example", "/\\evil.example", "\\\\evil.example", "/%2f%2fevil.example", "/%5cevil.example",
    "https:evil.example", "https:/evil.example", "http://evil.example", "//user:word@evil.example", "/\t/evil.example",
    "/\n/evil.example", "\t//evil.example", "/\u2215/evil.example", "/\uff0f/evil.example", "javascript:alert(1)",
    "/x\r\nSet-Cookie: a=b", "/%0d%0aSet-Cookie:a=b", "/..//evil.example", "/.//evil.example", "@evil.example",
    "/groups/ours/../..//evil.example", "/sign-out", "/read/x", "/api/v1/me",
]  # fmt: skip


@pytest.mark.parametrize("path", ELSEWHERE)
def test_signing_in_leads_on_to_our_own_pages_only(stage: Stage, path: str) -> None:
    shown = stage.client.get("/sign-in", params={"next": path}).text
    assert re.findall(r'name="next" value="([^"]*)"', shown) in ([], ["/"])
    asked = send(stage, "/sign-in", email=UNKNOWN, next=path)
    assert asked.headers["location"] == "/sign-in/sent"
    assert stage.accounts.rows("SELECT DISTINCT onward FROM access.link") == [("/",)]


@pytest.mark.parametrize(
    "email",
    ["a@example.org\r\nBcc: all@example.org", "a@example.org\nX: y", "a@example.org\x00", "a\r\n@example.org",
     "a@example.org%0d%0aBcc:x@example.org", '"a\r\n"@example.org', "a@exa mple.org", "a@example.org, b@example.org"],
)  # fmt: skip
def test_no_line_is_slipped_into_a_letter(stage: Stage, email: str) -> None:
    before = counted(stage)
    assert send(stage, "/sign-in", email=email).status_code == 422
    assert counted(stage)["mail"] == before["mail"]


@pytest.mark.parametrize("slipped", ["%0d%0aSet-Cookie:%20a=b", "%0aLocation:%20//evil.example", "%00", "%E2%80%A8x"])
def test_no_line_is_slipped_into_a_header(stage: Stage, slipped: str) -> None:
    for path in (
        "/",
        "/groups/",
        "/account",
        "/sign-in?next=/",
        "/sign-in/link/",
        "/read/",
        "/problems/",
        "/api/v1/groups/",
    ):
        answer = stage.client.get(path + slipped, follow_redirects=False)
        assert answer.status_code < 500, path
        assert "a=b" not in "".join(set_cookies(answer))
        assert answer.headers.get("location", "/sign-in").startswith("/sign-in")


def test_a_letters_link_is_to_the_address_that_was_set_whatever_host_was_asked(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    kept = links.letters.link
    monkeypatch.setattr("api.accounts.letters.link", lambda to, code: (written.append(to), kept(to, code))[1])
    for headers in (
        {"Host": "evil.example"}, {"Host": "evil.example", "Origin": "http://evil.example"},
        {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "Forwarded": "host=evil.example"},
    ):  # fmt: skip
        asked = send(stage, "/sign-in", email=UNKNOWN, headers=headers)
        assert asked.headers["location"] == "/sign-in/sent"
    assert {to.rpartition("/sign-in/link/")[0] for to in written} == {now(stage).settings.public}
    assert len(written) == 3


# Guessing and finding out


def test_an_unknown_address_costs_and_answers_what_a_known_one_does(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.make_known(KNOWN)
    ran: list[str] = []
    kept = stage.governance.store.rows

    def noted(sql: str, *values: object) -> Any:
        if threading.current_thread().name.startswith("handlers"):
            ran.append(sql)
        return kept(sql, *values)

    def asked(email: str) -> tuple[Any, ...]:
        token = token_of(stage)
        ran.clear()
        data = {"csrf": token, "email": email}
        answer = stage.client.post("/sign-in", data=data, headers=OURS, follow_redirects=False)
        headers = {k: v for k, v in answer.headers.items() if k != "x-request-id"}
        return answer.status_code, answer.content, headers, tuple(ran)

    monkeypatch.setattr(stage.governance.store, "rows", noted)
    first = asked(KNOWN)
    assert first == asked(UNKNOWN)
    assert first[0] == 303
    assert len(first[3]) > 3


def test_a_mail_scanner_that_looks_and_looks_uses_nothing_up(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    kept = links.letters.link
    monkeypatch.setattr("api.accounts.letters.link", lambda to, code: (written.append(to), kept(to, code))[1])
    send(stage, "/sign-in", email=UNKNOWN)
    path = "/sign-in/link/" + written[0].rpartition("/")[2]
    before = counted(stage)["link"]
    stage.client.cookies = {}
    for method in ("GET", "HEAD", "OPTIONS", "GET", "HEAD"):
        stage.client.request(method, path, headers={"Purpose": "prefetch", "Sec-Purpose": "prefetch"})
    token = path.rpartition("/")[2]
    assert stage.client.post("/sign-in/link", data={"token": token}).status_code == 403
    assert stage.client.post("/sign-in/link", data={"token": token}, headers=OURS).status_code == 403
    assert stage.client.post(path, data={"token": token}, headers=OURS).status_code == 405
    assert counted(stage)["link"] == before


@pytest.mark.parametrize(
    ("limit", "path", "field"),
    [("ASK_NETWORK", "/sign-in", "email"), ("ASK_EVERYBODY", "/sign-in", "email"),
     ("CODE_NETWORK", "/sign-in/code", "code"), ("CODE_EVERYBODY", "/sign-in/code", "code"),
     ("CODE_DEVICE", "/sign-in/code", "code"),
     ("PAPER_DEVICE", "/sign-in/paper", "code"),
     ("PAPER_NETWORK", "/sign-in/paper", "code"), ("PAPER_EVERYBODY", "/sign-in/paper", "code")],
)  # fmt: skip
def test_guessing_is_slowed_down_whatever_network_is_claimed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, limit: str, path: str, field: str
) -> None:
    monkeypatch.setattr(throttle, limit, msgspec.structs.replace(getattr(throttle, limit), most=2))
    if path == "/sign-in/code":
        send(stage, "/sign-in", email=UNKNOWN)

    def tried(n: int) -> int:
        claimed = {
            "X-Forwarded-For": f"203.0.113.{n}",
            "Forwarded": f"for=203.0.113.{n}",
            "X-Real-IP": f"203.0.113.{n}",
        }
        guess = f"n{n}@example.org" if field == "email" else f"{n:08}" if path == "/sign-in/code" else f"{n:012}"
        return int(send(stage, path, headers=claimed, **{field: guess}).status_code)

    right = 303 if field == "email" else 422
    assert [tried(n) for n in range(4)] == [right, right, 429, 429]
    after = now(stage).clock() + throttle.WINDOW
    monkeypatch.setattr(
        stage.client.app.state, "accounts", msgspec.structs.replace(stage.accounts, clock=lambda: after)
    )
    assert tried(9) == right


# What every answer says


def answers(stage: Stage) -> Iterator[tuple[str, Any]]:
    """An answer of every route, to nobody and to the secretary, and every kind of refusal there is."""
    client = stage.client
    for who in ("anonymous", "secretary"):
        names = stage.named(who)
        for row in PAGES:
            client.cookies = stage.cookies(who)
            path = filled(row.path, names)
            yield f"{who} {path}", client.request(row.method, path, headers=OURS, follow_redirects=False)
    client.cookies = {}
    reader = {"Authorization": f"Bearer {stage.bearers['member']}", "Accept": "text/html"}
    for route in client.app.routes:
        path = filled(route.path.replace(":str", ""), stage.named("member")).replace("{", "").replace("}", "")
        for method in sorted({m for h in getattr(route, "route_handlers", ()) for m in h.http_methods}):
            if path.startswith("/account") or path == "/sign-out":
                continue
            yield f"{method} {path}", client.request(method, path, headers=reader, follow_redirects=False)
    yield "404", client.get("/nowhere/at/all")
    yield "404 of the API", client.get("/api/v1/nowhere/at/all")
    yield "405", client.request("PATCH", "/help", headers=OURS)
    yield "HEAD", client.head("/help")
    yield "415", client.post("/api/v1/groups", content="x", headers={"Content-Type": "text/plain"})
    yield "403", client.post("/sign-in", data={}, headers={"Sec-Fetch-Site": "cross-site"})
    yield "413", client.post("/sign-in", data={"email": "x" * 300_000}, headers=OURS)
    yield "400", client.post("/api/v1/groups", content="{", headers={"Content-Type": "application/json", **reader})


# Word for word: a policy with one source more is another one.
OF_PAGES = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
OF_THE_REST = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def test_every_answer_forbids_scripts_frames_and_guessing(stage: Stage) -> None:
    seen = set()
    for what, answer in answers(stage):
        shown = answer.status_code == 303 or answer.headers.get("content-type", "").startswith("text/html")
        page = shown and not answer.request.url.path.startswith("/api/")
        policies = answer.headers.get_list("content-security-policy")
        assert policies == [OF_PAGES if page else OF_THE_REST], what
        seen |= {*policies}
        assert answer.headers.get("x-content-type-options") == "nosniff", what
        assert "no-referrer" in answer.headers.get("referrer-policy", ""), what
        assert "access-control-allow-origin" not in answer.headers, what
        assert answer.status_code < 500, what
    assert seen == {OF_PAGES, OF_THE_REST}


@pytest.mark.parametrize("row", SHOWN, ids=lambda row: row.path)
def test_only_a_page_with_a_form_sets_a_cookie_and_only_the_forms(stage: Stage, row: Row) -> None:
    shown = stage.client.get(filled(row.path, stage.named("anonymous")), follow_redirects=False)
    names = {cookie.partition("=")[0] for cookie in set_cookies(shown)}
    assert names == ({"minutebook-form"} if 'name="csrf"' in shown.text else set())


@pytest.mark.parametrize("row", SHOWN, ids=lambda row: row.path)
def test_what_somebody_signed_in_sees_is_kept_nowhere(stage: Stage, row: Row) -> None:
    stage.client.cookies = stage.cookies("secretary")
    shown = stage.client.get(filled(row.path, stage.named("secretary")), follow_redirects=False)
    assert shown.headers["cache-control"] == "no-store"


# Odd requests


def test_a_method_is_what_it_is_whatever_a_header_or_field_calls_it(stage: Stage) -> None:
    called = {"X-HTTP-Method-Override": "DELETE", "X-HTTP-Method": "DELETE", "X-Method-Override": "DELETE"}
    bearer = {"Authorization": f"Bearer {stage.bearers['secretary']}"}
    path = f"/api/v1/seats/{stage.named('secretary')['empty']}"
    assert stage.client.post(path, headers={**called, **bearer}, json={"_method": "DELETE"}).status_code == 405
    assert stage.client.get("/sign-out?_method=POST", headers=called).status_code == 405
    assert stage.client.head("/sign-out", headers=called).status_code == 405


@pytest.mark.parametrize(
    "name",
    ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "..%5capp.py", "....//app.py", "/etc/passwd", "%2fetc%2fpasswd",
     "minutebook.css%00.py", ".", "MINUTEBOOK.CSS"],
)  # fmt: skip
def test_nothing_but_our_own_files_is_served(stage: Stage, name: str) -> None:
    shown = re.search(r'href="/static/([0-9a-f]+)/', stage.client.get("/").text)
    assert shown is not None
    for path in (f"/static/{shown[1]}/{name}", f"/static/{name}/minutebook.css", f"/static/{name}"):
        assert stage.client.get(path).status_code == 404, path


def test_a_form_larger_than_this_server_takes_is_refused_by_a_page(stage: Stage) -> None:
    answer = send(stage, "/sign-in", email="x" * 300_000)
    assert answer.status_code == 413
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("body", ["[" * 100_000, '{"a":' * 50_000, '{"orders":' + "[" * 5000 + "]" * 5000 + "}"])
def test_what_is_nested_without_end_is_a_bad_request(stage: Stage, body: str) -> None:
    headers = {"Authorization": f"Bearer {stage.bearers['secretary']}", "Content-Type": "application/json"}
    for method, path in (("POST", "/groups/ours/standing-orders"), ("PUT", "/meetings/{drafted}/draft")):
        address = "/api/v1" + filled(path, stage.named("secretary"))
        assert stage.client.request(method, address, content=body, headers=headers).status_code == 400


def test_sending_a_form_twice_signs_in_once(stage: Stage) -> None:
    code, token = paper_code(stage), token_of(stage)
    form = {"csrf": token, "code": code}
    cookies = dict(stage.client.cookies)
    first = stage.client.post("/sign-in/paper", data=form, headers=OURS, follow_redirects=False)
    stage.client.cookies = cookies
    second = stage.client.post("/sign-in/paper", data=form, headers=OURS, follow_redirects=False)
    assert (first.status_code, second.status_code) == (303, 422)
    assert set_cookies(second) == []
