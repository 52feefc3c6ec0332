"""Officers write down who asks to be erased, answer it, and read the evidence once it was done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from api.accounts import sessions
from api.accounts.sessions import Entry
from governance.acts import Principal
from governance.custody.events import KeyDestroyed
from governance.due import due
from governance.erasing import _Destroying, alone
from governance.kernel import PersonId
from governance.organisation.privacy_commands import GiveConsent, KeepPrivateDetail
from governance.rules.erasure import due as answered_by
from projections.minutes.form import iso_date
from tests.people import record

if TYPE_CHECKING:
    from governance.embedded import EmbeddedPostgres
    from tests.api.conftest import Room

OPERATOR = Principal("operator")
PATH = "/groups/group-a/privacy"
LINES: list[dict[str, Any]] = [
    {"import": "a member"},
    {"do": "registerPerson", "as": "member", "name": "Zephyrine Quillfeather", "phone": "01632 960 001"},
    {"do": "createSeat", "group": "group-a", "slug": "extra", "label": "Extra", "constituency": "neighbour",
     "since": {"date": "2025-01-01"}},
    {"do": "fillSeat", "group": "group-a", "seat": "extra", "person": "member", "since": {"date": "2025-01-01"}},
]  # fmt: skip
LEFT = {"do": "vacateSeat", "group": "group-a", "seat": "extra", "when": {"date": "2026-02-01"}}
EXPENSES = {"expenses_day": "14", "expenses_month": "8", "expenses_year": "2099", "expenses_reason": "finance_records"}


@pytest.fixture
def person(room: Room) -> PersonId:
    """Somebody who was in the group and left, of whom expenses and an access need are kept."""
    found = PersonId(record(room.governance, LINES)["member"])
    record(room.governance, [{"import": "left"}, LEFT])
    room.governance.handle(GiveConsent(person=found, purpose="access"), OPERATOR)
    room.governance.handle(KeepPrivateDetail(person=found, purpose="access", words="Large print."), OPERATOR)
    room.governance.handle(KeepPrivateDetail(person=found, purpose="expenses", words="Bus, twice."), OPERATOR)
    return found


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def asked(room: Room, person: PersonId, **more: str) -> str:
    """The address of the request that was written down."""
    sent = room.send(f"{PATH}/ask", person=str(person), channel="phone", **more)
    assert (sent.status_code, sent.headers["location"]) == (303, PATH)
    found = re.search(rf"{PATH}/([0-9a-f-]{{36}})", room.look(PATH).text)
    assert found is not None
    return found[0]


def test_an_officer_writes_down_that_somebody_asked_and_by_when_they_are_answered(room: Room, person: PersonId) -> None:
    assert "Nobody has asked." in text(room.look(PATH))
    assert "Who asked to be erased" in text(room.look("/groups/group-a/people"))
    day = {"when_day": "31", "when_month": "1", "when_year": "2026"}
    path = asked(room, person, **day)
    told = text(room.look(PATH))
    assert "2026-01 Zephyrine Quillfeather Asked on 31 January 2026. They get an answer by 28 February 2026." in told
    assert "Not answered yet." in told
    assert "Request 2026-01" in text(room.look(path))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"channel": "phone"}, "Please choose one."),
        ({"person": "somebody else", "channel": "phone"}, "Please choose one."),
        ({"channel": "pigeon", "person": "{person}"}, "Please choose one."),
        ({"channel": "phone", "person": "{person}", "when_day": "1"}, "We cannot read this."),
    ],
)
def test_what_is_missing_is_asked_for(room: Room, person: PersonId, typed: dict[str, str], words: str) -> None:
    sent = room.send(f"{PATH}/ask", **{name: said.format(person=person) for name, said in typed.items()})
    assert sent.status_code == 422
    assert words in text(sent)
    assert room.governance.organisation().privacy.requests == {}


def test_some_of_it_is_kept_until_a_day_and_for_a_reason(room: Room, person: PersonId) -> None:
    path = asked(room, person)
    sent = room.send(path, outcome="partly_agreed", **EXPENSES)
    assert (sent.status_code, sent.headers["location"]) == (303, path)
    told = text(room.look(path))
    assert "Yes, but some of it is kept for a time." in told
    assert "This is kept until 14 August 2099: Their expenses. The reason: it belongs to the accounts." in told
    assert "Ask whoever runs the server to do it now." in told
    assert "It was agreed to, and is not done yet." in text(room.look(PATH))
    assert "Record the answer" not in told


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({}, "outcome", "Please choose one."),
        ({"outcome": "refused"}, "why", "Please choose one."),
        ({"outcome": "partly_agreed"}, "contact", "Please say until when it is kept, and why."),
        ({"outcome": "partly_agreed", **EXPENSES, "expenses_reason": ""}, "expenses", "Please say until when"),
        ({"outcome": "partly_agreed", **EXPENSES, "expenses_day": "", "expenses_month": "", "expenses_year": ""},
         "expenses", "Please say until when"),
        ({"outcome": "partly_agreed", **EXPENSES, "expenses_year": "2020"}, "expenses", "This day is over."),
        ({"outcome": "partly_agreed", **EXPENSES, "expenses_day": "31", "expenses_month": "2"}, "expenses",
         "There is no such day."),
    ],
)  # fmt: skip
def test_an_answer_that_says_too_little_comes_back(
    room: Room, person: PersonId, typed: dict[str, str], field: str, words: str
) -> None:
    path = asked(room, person)
    sent = room.send(path, **typed)
    assert sent.status_code == 422
    assert words in text(sent)
    assert f'href="#{field}"' in sent.text
    (request,) = room.governance.organisation().privacy.requests.values()
    assert request.outcome is None


def test_a_refusal_says_why_and_they_read_it_themselves(room: Room, person: PersonId) -> None:
    path = asked(room, person)
    assert room.send(path, outcome="refused", why="unfounded").status_code == 303
    told = text(room.look(path))
    assert "The answer Given on" in told
    assert "No. The reason: there is plainly no ground for it." in told
    assert "It was refused." in text(room.look(PATH))


def test_whoever_still_holds_a_seat_leaves_it_first(room: Room) -> None:
    member = room.person("gp")
    sent = room.send(asked(room, member), outcome="agreed")
    assert sent.status_code == 422
    assert "They still hold a seat. First write down that they left it." in text(sent)


def test_nobody_answers_their_own_request_and_no_officer_alone_for_other_groups(room: Room, person: PersonId) -> None:
    own = asked(room, room.person("user-representative-3"))
    assert "You asked for this yourself. Ask another officer to answer." in text(room.look(own))
    sent = room.send(own, outcome="agreed")
    assert (sent.status_code, "Ask another officer" in sent.text) == (403, True)
    assert "Record the answer" in room.look(own, by="user-representative-1").text
    lines = [line | {"group": "national"} if "group" in line else line for line in LINES[2:]]
    record(room.governance, [{"import": "elsewhere"}, lines[0], lines[1] | {"person": str(person)}])
    there = asked(room, person)
    assert "They were in other groups too. Ask whoever runs the server." in text(room.look(there))
    assert room.send(there, outcome="agreed").status_code == 403


def test_the_evidence_stands_beside_the_answer_once_it_was_done(
    room: Room, person: PersonId, cluster: EmbeddedPostgres
) -> None:
    path = asked(room, person)
    assert room.send(path, outcome="partly_agreed", **EXPENSES).status_code == 303
    governance = room.governance
    today = governance.now().date()
    # The keys of these tests are everybody's: they are not wrapped anew.
    with psycopg.connect(cluster.dsn(conninfo_to_dict(governance.dsn)["dbname"])) as owner:
        alone(owner)
        _Destroying(governance, owner).all_of(due(governance, today))
    told = text(room.look(path))
    positions = [one.position for one in governance.everything(0, 10_000, (KeyDestroyed.topic,))]
    assert len(positions) == 2
    numbers = ", ".join(map(str, [*positions, positions[-1] + 1]))
    assert "It was done on " + iso_date(today.isoformat()) in told
    assert f"2 things were destroyed. The book says so at these numbers: {numbers}." in told
    assert "Copies of the book that may still hold it are gone by" in told
    # Their name is gone: they are called by the seat they had.
    assert "Zephyrine" not in told
    assert "Request 2026-01 Extra" in told
    assert answered_by(today) > today


def test_members_and_others_do_not_see_who_asked(room: Room, person: PersonId) -> None:
    path = asked(room, person)
    for by in ("gp", "commissioner"):
        assert [room.look(at, by=by).status_code for at in (PATH, f"{PATH}/ask", path)] == [404, 404, 404]
    assert room.look(PATH, by=None).status_code in {303, 401}
    assert room.look(f"{PATH}/nothing").status_code == 404


def test_what_tells_of_health_is_shown_to_nobody_but_the_person(room: Room, person: PersonId) -> None:
    """Tier 3 (domain.md 3.9): no officer reads it, on pages or by a program; its owner does."""
    path = asked(room, person)
    pages = (PATH, path, "/groups/group-a/people", "/account/kept")
    events = "/api/v1/events"
    answers = [room.look(at) for at in pages] + [room.ask("GET", f"/api/v1/people/{person}"), room.ask("GET", events)]
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    assert not any("Large print." in answer.text for answer in answers)
    assert room.ask("GET", f"/api/v1/people/{person}/report").status_code == 404
    cookie = sessions.begin(room.client.app.state.accounts, person, "link", Entry()).cookie
    room.client.cookies = {cookie.key: str(cookie.value)}
    assert "Large print." in room.client.get("/account/kept").text


@pytest.mark.parametrize(
    ("carried_out", "told"),
    [(0, "erased no one."), (4, "erased fewer than 5 people."), (8, "erased about 10 people.")],
)
def test_everybody_reads_how_many_were_erased_where_nobody_is_told_apart(
    room: Room, monkeypatch: pytest.MonkeyPatch, carried_out: int, told: str
) -> None:
    monkeypatch.setattr("api.pages.about.carried_out_by", lambda *_: carried_out)
    assert f"By the end of last quarter we had {told}" in text(room.look("/help", by=None))
