"""A real server and a real Chromium: the pages as people meet them."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import threading
from typing import TYPE_CHECKING, Any, get_args

import httpx
import pytest
from granian.constants import Interfaces
from granian.server.embed import Server
from playwright.sync_api import sync_playwright

from api import drafts
from api.accounts import private_links, sessions
from api.accounts.wiring import Accounts
from api.drafts import Kept
from api.notes.notes import Answer, Candidate, Change, Entry, ItemNotes, Kind, Notes, Objection, Part, Task, Vote
from api.settings import Settings
from governance.acts import Principal
from governance.kernel import GroupId, MeetingId
from governance.meeting.business import slips
from tests.browser.chromium import FLAGS, free_port
from tests.conftest import fresh_database, groups_founded, opening_over, wired
from tests.people import evening, officers_go_on, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    from litestar.datastructures import Cookie
    from playwright.sync_api import Browser, BrowserContext, Page

    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres
    from governance.kernel import PersonId

# A meeting still to come.
MORE = [
    {
        "do": "callMeeting", "as": "called", "group": "group-a", "by": "secretary",
        "starts": {"date": "2026-07-14", "time": "14:00"}, "title": "July meeting", "place": "Town hall",
        "agenda": [{"title": "Summer outing"}], "when": {"date": "2026-06-20"},
    },
]  # fmt: skip
# Questions members are asked in writing: one still to answer, one answered.
ASKED = [
    {"import": "asked in writing"},
    {
        "do": "circulateResolution", "as": "asked", "group": "group-a", "words": "Hire a hearing loop, cost £280.",
        "reason": "Two of us could not hear in May.", "options": ["Do nothing", "Meet in another room"],
        "how_to_reply": "Answer here, ring 01632 960 100, or write. Ring to ask for a meeting.",
        "when": {"date": "2026-06-01", "time": "10:00"}, "deadline": {"date": "2099-06-08", "time": "17:00"},
    },
    {
        "do": "recordReply", "resolution": "asked", "seat": "user-representative-3", "choice": "for",
        "channel": "phone", "read_back": True, "when": {"date": "2026-06-02"},
    },
    {
        "do": "circulateResolution", "as": "closed", "group": "group-a", "words": "Buy a kettle.",
        "when": {"date": "2026-06-01"}, "deadline": {"date": "2026-06-08"},
    },
    {"do": "closeResolution", "resolution": "closed", "when": {"date": "2026-06-08"}},
]  # fmt: skip
FEBRUARY = [
    {"import": "february, on paper"},
    {
        "do": "callMeeting", "as": "paper", "group": "group-a", "by": "secretary", "mode": "written_up",
        "starts": {"date": "2026-02-10", "time": "14:00"}, "title": "February on paper", "place": "The library",
        "agenda": [{"title": "Spring drop-in"}, {"title": "The new leaflet"}], "when": {"date": "2026-02-01"},
    },
]  # fmt: skip


def before_the_meeting() -> list[dict[str, Any]]:
    """What members ask for: meetings wanted by one and by two; business waiting, refused; one called in haste.

    And what the chair decided alone.
    """
    on = {"group": "group-a", "when": {"date": "2026-06-20"}}
    ask = {"do": "askForMeeting", **on, "seat": "gp"}
    propose = {"do": "proposeBusiness", **on, "seat": "user-representative-3"}
    return [
        {"import": "before the meeting"},
        {**ask, "as": "wanted", "business": [{"title": "The cold hall"}]},
        {**ask, "as": "overdue", "business": [{"title": "The bus"}]},
        {"do": "joinRequisition", **on, "requisition": "overdue", "seat": "user-representative-3"},
        {**propose, "as": "refused", "title": "A ramp at the door"},
        {**propose, "as": "brought", "title": "A second kettle", "when": {"date": "2026-07-01"}},
        {"do": "openNominations", "as": "names", "group": "group-a", "office": "vice-chair", "opens": "2026-06-20",
         "closes": "2099-12-31", "when": on["when"]},
        {"do": "nominate", "election": "names", "seat": "gp", "nominated_by": "carer-representative",
         "when": on["when"]},
        {"do": "takeChairsAction", **on, "seat": "chair", "words": "Meet at the town hall in July.",
         "costs_nothing": True, "reason": "The library is closed for repairs.",
         "consulted": ["vice-chair", "carer-representative"]},
        {"do": "callMeeting", "as": "hasty", "group": "group-a", "by": "secretary", "title": "Extra meeting",
         "starts": {"date": "2026-07-21", "time": "14:00"}, "place": "Town hall", "agenda": [{"title": "The roof"}],
         "short_notice": True, "notice_given": {"date": "2026-07-18"}, "when": {"date": "2026-07-18"}, "proposals": [],
         "not_taken": [{"proposal": "refused", "reason": "The council decides that."}]},
    ]  # fmt: skip


def about_minutes(made: dict[str, Any]) -> list[dict[str, Any]]:
    """Corrections asked for in February, one waiting and one declined; the minutes of May on their way."""
    on = {"minutes": str(made["february"]), "when": {"date": "2026-02-20"}, "by": "secretary", "mode": "written_up"}
    ask = {"do": "askCorrection", **on, "line": "3.1", "seat": "gp"}
    return [
        {"import": "about minutes"},
        {**ask, "as": "waiting", "old": "£180", "new": "£178"},
        {**ask, "as": "declined", "old": "the library", "new": "the hall"},
        {"do": "answerCorrection", **on, "correction": "declined", "answer": "decline",
         "reason": "It was the library."},
        {"do": "circulateMinutes", **on, "minutes": str(made["may"]), "when": {"date": "2026-05-20"}},
    ]  # fmt: skip


ROWS: dict[str, Any] = {
    "answers": (Answer(words="The library.", votes="about six"), Answer()),
    "candidates": (Candidate(who="nobody", votes="many"), Candidate(who="gp")),
    "objections": (Objection(who="nobody"),), "office": "vice-chair", "vote": Vote(for_="many", tellers="nobody"),
    "review": "soon", "offered": "Words.", "minutes": "a while", "lot": "nobody", "asked_by": "nobody", "how": "lost",
    "parts": (Part(), Part(begins="Words.", vote=Vote(for_="many"))), "again": Vote(for_="many"), "until": "soon",
}  # fmt: skip
EACH = tuple(
    Entry(kind=kind, names="nobody", words="Words.", time="late", **ROWS)
    for kind in get_args(Kind) if kind not in {"proposal", "action"}
)  # fmt: skip
# Notes with something of every kind, and a slip in many fields.
NOTES = Notes(
    started="quarter past", headcount="many", visitors="A speaker", waited="a while", ended="2:30",
    presider="the mayor", minute_taker="representative",
    items=(
        ItemNotes(number="3", title="Spring drop-in", entries=(
            *EACH[:30],
            Entry(kind="proposal", words="Hold it at the library.", cost="a lot", vote=Vote(how="except"),
                  changes=(Change(old="at", new="in", vote=Vote(how="consensus")),), actions=(Task(what="book it"),)),
            Entry(kind="action", actions=(Task(owner="gp", due="soon"),)),
        )),
        ItemNotes(entries=(*EACH[30:], Entry(words="Thank everyone.", vote=Vote(for_="about six")))),
    ),
)  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        installed = shutil.which("chromium")
        running = playwright.chromium.launch(executable_path=installed, args=FLAGS)
        yield running
        running.close()


@contextlib.contextmanager
def serving(governance: Governance, settings: Settings) -> Iterator[str]:
    """The application over a record, on a port of its own; its address."""

    port = free_port()
    with wired(governance, settings) as app:
        server = Server(app, address="127.0.0.1", port=port, interface=Interfaces.ASGI)
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_until_complete, args=(server.serve(),), daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{port}"
        _until_it_answers(address)
        try:
            yield address
        finally:
            loop.call_soon_threadsafe(server.stop)
            thread.join(10)
            loop.close()


def _until_it_answers(address: str) -> None:
    """The server says to nobody when it listens: the client asks again, a little later each time."""
    with httpx.Client(transport=httpx.HTTPTransport(retries=7)) as asking:
        asking.get(f"{address}/health/live", timeout=20)


class House:
    """The demonstration groups served, and who one is signed in as."""

    def __init__(self, address: str, governance: Governance, made: dict[str, Any], settings: Settings) -> None:
        self.address = address
        self.governance = governance
        self.made = made
        self.accounts = Accounts(governance, settings)
        self._cookies: dict[str, Cookie] = {}

    def person(self, seat: str) -> PersonId:
        """Who holds a seat of Local Planning Group A."""
        group = self.governance.group(self.made["a"])
        found = group.seats[self.governance.directory(self.made["a"]).seats[seat]].holdings[-1].person
        assert found is not None
        return found

    def sign_in(self, context: BrowserContext, seat: str) -> None:
        """Give a browser the session of whoever holds a seat, the same one each time."""
        if seat not in self._cookies:
            self._cookies[seat] = sessions.begin(self.accounts, self.person(seat), "link", sessions.Entry()).cookie
        cookie = self._cookies[seat]
        context.add_cookies([{"name": cookie.key, "value": str(cookie.value), "url": self.address}])


def officers_things(house: House) -> dict[str, str]:
    """What the addresses of officers' pages name: a seat, an office, a private link, an act that may be a slip."""
    names = house.governance.directory(house.made["a"])
    secretary = Principal("person", house.person("user-representative-3"), house.person("user-representative-3"))
    link = private_links.make_private_link(house.accounts, secretary, GroupId(house.made["a"])).id
    act = next(iter(slips(house.governance.meeting(MeetingId(house.made["february"])))))
    seat, office = names.seats["gp"], names.offices["chair"]
    reached = names.seats["carer-representative"]
    task = house.governance.places.actions(GroupId(house.made["a"]))[0]
    found = {"seat": seat, "office": office, "link": link, "act": act, "reached": reached, "task": task}
    return {name: str(thing) for name, thing in found.items()}


def who_asked(governance: Governance, made: dict[str, UUID]) -> None:
    """Three ask to be erased: one is not answered yet, one was refused, and of one something is kept."""
    directory, group = governance.directory(made["a"]), governance.group(made["a"])
    kept = [{"purpose": "expenses", "until": "2099-12-31", "reason": "finance_records"}]
    answers: dict[str, dict[str, object]] = {
        "user-representative-4": {}, "commissioner": {"outcome": "refused", "reason": "unfounded"},
        "respiratory-nurse": {"outcome": "partly_agreed", "keep": kept},
    }  # fmt: skip
    for seat, answer in answers.items():
        person = {"person": str(group.seats[directory.seats[seat]].holdings[-1].person), "mode": "written_up"}
        told = [{"do": "requestErasure", "channel": "phone", **person}]
        told += [{"do": "decideErasure", **person, **answer}] if answer else []
        record(governance, [{"import": f"erasing {seat}"}, *told])
    asked = governance.organisation().privacy.requests
    made.update(zip(("asked_to_go", "told_no", "kept_in_part"), asked, strict=True))


def furnished(governance: Governance, made: dict[str, UUID]) -> dict[str, UUID]:
    """The demonstration groups with two evenings, a meeting to come, and a draft; what was made."""
    officers_go_on(governance)
    made.update(record(governance, evening("january", "february", "may")))
    made.update(record(governance, [{"import": "more"}, *MORE]))
    made.update(record(governance, FEBRUARY))
    made.update(record(governance, ASKED))
    made.update(record(governance, about_minutes(made)))
    made.update(record(governance, before_the_meeting()))
    directory = governance.directory(made["a"])
    carer = governance.group(made["a"]).seats[directory.seats["carer-representative"]].holdings[-1].person
    known = {"email": "carer@example.org", "phone": "01632 960 005"}
    record(governance, [{"import": "reached"}, {"do": "addContact", "person": str(carer), **known}])
    who_asked(governance, made)
    secretary = governance.group(made["a"]).seats[directory.seats["user-representative-3"]].holdings[-1].person
    assert secretary is not None
    drafts.save(governance, MeetingId(made["paper"]), secretary, Kept(notes=NOTES), seen=0)
    return made


@pytest.fixture(scope="session")
def furniture(
    cluster: EmbeddedPostgres, key_folder: Path, founded: tuple[str, dict[str, UUID]]
) -> Iterator[tuple[str, dict[str, UUID]]]:
    """A database to copy, and what was made in it."""
    template, made = founded
    with fresh_database(cluster, template) as database:
        with opening_over(cluster, database, key_folder) as opening:
            made = furnished(opening(pool=8), dict(made))
        yield database, made


@contextlib.contextmanager
def housing(
    cluster: EmbeddedPostgres, key_folder: Path, furniture: tuple[str, dict[str, UUID]], folder: Path
) -> Iterator[House]:
    """The furnished groups, served."""
    settings = Settings(help_phone="01632 960 100", data_dir=str(folder))
    with (
        groups_founded(cluster, key_folder, furniture) as (governance, made),
        serving(governance, settings) as address,
    ):
        yield House(address, governance, made, settings)


@pytest.fixture
def house(
    cluster: EmbeddedPostgres, key_folder: Path, furniture: tuple[str, dict[str, UUID]], tmp_path: Path
) -> Iterator[House]:
    """A house to change things in."""
    with housing(cluster, key_folder, furniture, tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def library(
    cluster: EmbeddedPostgres,
    key_folder: Path,
    furniture: tuple[str, dict[str, UUID]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    """A house only to look at, shared by every test that does."""
    with housing(cluster, key_folder, furniture, tmp_path_factory.mktemp("library")) as made:
        yield made


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A page with nothing remembered; whatever its console complains of fails the test."""
    context = browser.new_context(viewport={"width": 1024, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert [c for c in complaints if "status of 4" not in c] == []
