"""A script typed into every field of every form there is: the answer shows words, and nothing that runs."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from litestar.testing import TestClient

from api.accounts import links as mailed
from api.accounts import paper, private_links, sessions, setup
from api.accounts.sessions import Entry
from api.pages.rules import parameters
from api.settings import Settings
from governance.acts import Principal
from governance.kernel import GroupId, PersonId
from tests.api.access.filling import Filled, Sent, forms, links
from tests.api.access.nasty import MAILBOX, NASTY, nasty_desk, scripts_in
from tests.conftest import wired
from tests.people import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from uuid import UUID

    from governance.application import Governance

TYPED = NASTY.replace("alert(1)", "alert(7)")
# No rule lets a bell through: wherever words are looked at, these are refused and shown back.
UNSEEN = f"{TYPED}\a."
AS_WORDS = "&lt;script&gt;alert(7)&lt;/script&gt;"
OWN = {"Sec-Fetch-Site": "same-origin"}
DONE = {200, 303}
# What is no longer there to be tried once these are sent: an answered question, a draft, a seat, an office.
ENDINGS = ("/close", "/cancel", "/record", "/discard", "/end", "/left", "/retire")
# What whoever sends it is no longer in.
GOING = ("sign-out", "/groups/nasty/leave")
# What a form wants to a shape, beside words.
IN_A_MONTH = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=30)
FITS = {
    **{f"{day}_{part}": str(getattr(IN_A_MONTH, part)) for day in ("deadline", "starts", "closes")
       for part in ("day", "month", "year")},
    **{f"{day}_{part}": fits for day in ("since", "when")
       for part, fits in {"day": "1", "month": "5", "year": "2026"}.items()},
    **{f"{day}_{part}": "" for day in ("until", "opens") for part in ("day", "month", "year")},
    "day": "5 June 2026", "time": "14:00", "email": "", "cost": "£1", "category": "",
    "line": "3.3", "old": NASTY, "answer": "decline",
    "acting": "", "ground": "sent", "constituency": "staff", "costs_nothing": "",
}  # fmt: skip
OF_FOUNDING, OF_SIGNING_IN = ("/start", "/found"), ("/sign-in", "/read")


class Typist:
    """A browser in which somebody types a script wherever they can; what they found and what they were answered."""

    def __init__(self, client: TestClient[Any]) -> None:
        self.client = client
        self.shown: set[str] = set()
        self.tried: dict[str, list[str]] = {}
        self.answered: dict[str, set[int]] = {}

    def look(self, path: str) -> str:
        """A page, none of which runs."""
        return self._checked(path, self.client.get(path))

    def walk(self, *starts: str) -> Iterator[Filled]:
        """Every form of every page there is a way to."""
        ahead, seen = list(starts), set(starts)
        while ahead:
            path = ahead.pop()
            page = self.look(path)
            yield from forms(page, path)
            ahead += [there for there in dict.fromkeys(links(page)) if there not in seen]
            seen.update(ahead)

    def send(self, form: Filled, fields: Sent) -> None:
        """A form sent by each kind of button it has; shown back when words of it are in any answer."""
        route = self.route(form.action)
        self.tried[route] = form.free
        for name, value in form.buttons.values():
            pressed = {**fields, **({name: value} if name else {})}
            answer = self.client.post(form.action, data=pressed, headers=OWN)
            self.answered.setdefault(route, set()).add(next(iter(answer.history), answer).status_code)
            if AS_WORDS in self._checked(form.action, answer):
                self.shown.add(route)

    def never_shown(self) -> set[str]:
        """Where words were typed and none were shown in any answer."""
        return {route for route, free in self.tried.items() if free} - self.shown

    def turned_away(self) -> set[str]:
        """Where somebody was not known, or their form was not taken for theirs."""
        return {route for route, codes in self.answered.items() if codes & {401, 403}}

    def route(self, path: str) -> str:
        """The route of an address; of two that fit, the one that leaves less open."""
        fits = (route for route in self.routes() if re.fullmatch(re.sub(r"{\w+}", "[^/]+", route), path))
        return min(fits, key=lambda route: route.count("{"))

    def routes(self) -> set[str]:
        """The addresses of pages that take a form."""
        taking = {one.path_format for one in self.client.app.routes if "POST" in getattr(one, "methods", ())}
        return {path for path in taking if not path.startswith("/api")}

    def _checked(self, path: str, answer: Any) -> str:
        assert answer.status_code < 500, path
        page: str = answer.text
        assert (scripts_in(page), "5332114" in page) == ([], False), path
        return page


@contextlib.contextmanager
def begun(governance: Governance, folder: Path) -> Iterator[TestClient[Any]]:
    with wired(governance, Settings(data_dir=str(folder))) as app, TestClient(app) as client:
        yield client


def sign_in(client: TestClient[Any], person: UUID) -> None:
    cookie = sessions.begin(client.app.state.accounts, PersonId(person), "link", Entry()).cookie
    client.cookies = {cookie.key: str(cookie.value)}


@pytest.fixture
def desk(make: Callable[..., Governance], tmp_path: Path) -> Iterator[tuple[Typist, dict[str, UUID]]]:
    """The chair of a group in which every text is a script, with something to do on every page of officers."""
    governance = make()
    made = nasty_desk(governance)
    with begun(governance, tmp_path) as client:
        lost = record(governance, [{"import": "lost"}, {"do": "registerPerson", "as": "lost", "name": NASTY}])["lost"]
        chair = Principal("person", made["p0"], PersonId(made["p0"]))
        paper.print_admitted(client.app.state.accounts, chair, PersonId(lost))
        client.app.state.service.follower.wait_for(governance.head(), 20)
        sign_in(client, made["p0"])
        sign_in(client, made["p0"])
        yield Typist(client), made


def private_link(typist: Typist, made: dict[str, UUID]) -> str:
    chair = Principal("person", made["p0"], PersonId(made["p0"]))
    link = private_links.make_private_link(typist.client.app.state.accounts, chair, GroupId(made["g"]))
    return "/read/" + link.address.rpartition("/")[2]


def three_of_us(typist: Typist, made: dict[str, UUID]) -> str:
    """Where rules with another quorum are read before they are adopted: a form leads there, no link."""
    orders = typist.client.app.state.service.governance.group(made["g"]).orders[-1].orders
    return "/groups/nasty/rules/new?" + urlencode({**parameters.typed(orders), "quorum": "3"})


def of_each_kind(found: Iterator[Filled], typist: Typist) -> list[Filled]:
    """One form of each kind, by where it is sent and what is on it; what ends something comes last."""
    kinds = {(typist.route(form.action), frozenset(form.fields)): form for form in found if form.method == "post"}
    return sorted(kinds.values(), key=lambda form: form.action.endswith(ENDINGS))


def staying(typist: Typist, *starts: str) -> list[Filled]:
    """The forms that keep whoever sends them signed in and in the group, as the pages have them now."""
    return [form for form in of_each_kind(typist.walk(*starts), typist) if not goes(form)]


def goes(form: Filled) -> bool:
    """Whether whoever sends a form signs out or leaves the group by it."""
    return any(place in form.action for place in GOING)


def fitting(form: Filled) -> dict[str, str]:
    """What a form wants to a shape, and the tick that one asks for where what is written down is against the rules."""
    meant = {"all_the_same": "yes"} if form.action.endswith("/chairs-actions") else {}
    return {**{name: FITS[name] for name in form.fields if name in FITS}, **meant}


def type_everywhere(typist: Typist, found: list[Filled]) -> None:
    for words in (UNSEEN, TYPED):
        for form in found:
            typist.send(form, form.spoilt(words))
    for form in sorted(found, key=lambda form: form.action == "/sign-in/link"):  # whoever is in has other forms
        typist.send(form, form.written(TYPED))


def test_no_page_of_somebody_signed_in_runs_what_they_typed(desk: tuple[Typist, dict[str, UUID]]) -> None:
    typist, made = desk
    private_link(typist, made)
    checks = [f"/meetings/{made[draft]}/write-up/check" for draft in ("drafted", "ready")]
    starts = "/groups/nasty", "/account", *checks, three_of_us(typist, made)
    leaving = [form for form in of_each_kind(typist.walk(*starts), typist) if goes(form)]
    for words in (UNSEEN, TYPED):
        for form in staying(typist, *starts):
            typist.send(form, form.spoilt(words))
    for form in staying(typist, *starts):
        typist.send(form, form.retyped(UNSEEN))
    assert typist.never_shown() == set()
    assert typist.turned_away() == set()
    typist.answered.clear()
    for ends in (False, True):
        for form in staying(typist, *starts):
            if form.action.endswith(ENDINGS) == ends:
                typist.send(form, {**form.written(TYPED), **fitting(form)})
    assert typist.turned_away() == set()
    assert {route: codes for route, codes in typist.answered.items() if not codes & DONE} == {}
    list(typist.walk(*starts))
    for form in leaving:
        typist.send(form, form.written(TYPED))
    elsewhere = (*OF_FOUNDING, *OF_SIGNING_IN)
    assert set(typist.tried) == {one for one in typist.routes() if not one.startswith(elsewhere)}


def test_no_page_of_signing_in_runs_what_was_typed(
    desk: tuple[Typist, dict[str, UUID]], monkeypatch: pytest.MonkeyPatch
) -> None:
    typist, made = desk
    link = private_link(typist, made)
    typist.client.cookies = {}
    written: list[str] = []
    kept = mailed.letters.link
    monkeypatch.setattr("api.accounts.letters.link", lambda to, code: (written.append(to), kept(to, code))[1])
    accounts = typist.client.app.state.accounts
    mailed.addresses.catch_up(accounts)
    mailed.ask_link(accounts, MAILBOX, browser="x", network=b"x")
    there = "/sign-in/link/" + written[0].rpartition("/")[2]
    type_everywhere(typist, of_each_kind(typist.walk("/sign-in", "/sign-in/sent", there, link), typist))
    assert set(typist.tried) == {one for one in typist.routes() if one.startswith(OF_SIGNING_IN)}
    assert typist.turned_away() == set()
    assert typist.never_shown() == {"/sign-in/paper"}  # a code that may be somebody's is not shown again


@pytest.fixture
def empty(make: Callable[..., Governance], tmp_path: Path) -> Iterator[Typist]:
    """A server without an organisation."""
    with begun(make(founded=False), tmp_path) as client:
        yield Typist(client)


def test_no_page_of_founding_runs_what_was_typed(empty: Typist) -> None:
    seats = [{f"label-{n}": f"{n} {TYPED}", f"email-{n}": "", f"me-{n}": ""} for n in range(1, 5)]
    fits: dict[str, dict[str, Any]] = {
        "/start": {"code": setup.new_code(empty.client.app.state.accounts), "email": ""},
        "/found/group": {"slug": "g"},
        "/found/g/seats": {name: fits for seat in seats for name, fits in seat.items()},
        "/found/g/orders": {},
        "/found/g/meeting": {"day": "2099-01-05", "time": "14:00"},
        "/found/g/seats/remove": {},
        "/found/g/officers": {},
    }
    for path, more in fits.items():
        at = path.removesuffix("/remove")
        form = next(one for one in forms(empty.look(at), at) if one.method == "post" and one.action == path)
        for words in (UNSEEN, TYPED):
            empty.send(form, form.spoilt(words))
        empty.send(form, {**form.written(TYPED), **more})
    assert empty.turned_away() == set()
    assert set(empty.tried) == {one for one in empty.routes() if one.startswith(OF_FOUNDING)}
    assert empty.never_shown() == set()
