"""Accounts over the test's own database, at a time of our choosing, and people with addresses."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pytest

from api.accounts import links, outbox
from api.accounts.sessions import Entry
from api.accounts.wiring import Accounts
from api.settings import Settings
from governance.acts import Principal
from governance.kernel import GroupId, PersonId
from tests.conftest import done_once, groups_founded
from tests.people import record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    from api.accounts.letters import Letter
    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres
    from tests.conftest import Ready

START = dt.datetime(2026, 2, 10, 14, 0, tzinfo=dt.UTC)
SINCE = {"date": "2025-01-01"}
TABLES = ("address", "link", "paper_code", "session", "private_link", "reading", "throttle", "mail")


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> dt.datetime:
        return self.at

    def passes(self, **span: float) -> None:
        self.at += dt.timedelta(**span)


class Bag:
    """A carrier that keeps what it is given."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, Letter]] = []

    def carry(self, letter: Letter, to: str, _at: dt.datetime) -> None:
        self.letters.append((to, letter))


PEOPLE: list[dict[str, Any]] = [
    {"import": "people with addresses"},
    {"do": "registerPerson", "as": "member", "name": "Person M", "email": "Member.M@Example.org"},
    {"do": "registerPerson", "as": "first", "name": "Person F", "email": "both@example.org"},
    {"do": "registerPerson", "as": "second", "name": "Person S", "email": "both@example.org"},
    {"do": "registerPerson", "as": "odd", "name": "Person O", "email": "o@example.org, all@example.org"},
    {"do": "createSeat", "group": "group-a", "slug": "extra", "label": "Extra", "constituency": "neighbour",
     "since": SINCE},
    {"do": "fillSeat", "group": "group-a", "seat": "extra", "person": "member", "since": SINCE},
    # An office without an end: who is an officer does not depend on when the tests are run.
    {"do": "createSeat", "group": "group-a", "slug": "extra-2", "label": "Extra 2", "constituency": "neighbour",
     "since": SINCE},
    {"do": "registerPerson", "as": "officer", "name": "Person C"},
    {"do": "fillSeat", "group": "group-a", "seat": "extra-2", "person": "officer", "since": SINCE},
    {"do": "createOffice", "group": "group-a", "slug": "clerk", "label": "Clerk", "kind": "secretary"},
    {"do": "assignOffice", "group": "group-a", "office": "clerk", "seat": "extra-2", "since": SINCE},
]  # fmt: skip


class House:
    """Local Planning Group A, some of its people with addresses, and their browsers."""

    def __init__(self, governance: Governance, made: dict[str, UUID], clock: Clock, folder: Path) -> None:
        self.governance = governance
        self.clock = clock
        self.made = made
        self.group = GroupId(self.made["a"])
        self.national = GroupId(next(g for g in governance.groups() if g != self.group))
        self.member, self.first, self.second, self.odd, self.secretary = (
            PersonId(made[name]) for name in ("member", "first", "second", "odd", "officer")
        )
        self.carer = self.holder("carer-representative")
        self.accounts = Accounts(governance, Settings(data_dir=str(folder)), clock)
        self.bag = Bag()

    def holder(self, seat: str) -> PersonId:
        seats = self.governance.directory(self.group).seats
        return PersonId(self.governance.group(self.group).seats[seats[seat]].holdings[-1].person)

    def ask(self, address: str = "member.m@example.org", **more: Any) -> Any:
        given = {"browser": "a browser", "network": b"a network", **more}
        return links.ask_link(self.accounts, address, **given)

    def carried(self) -> list[tuple[str, Letter]]:
        """What came of the letters that were due."""
        before = len(self.bag.letters)
        outbox.carry_due(self.accounts, self.bag)
        return self.bag.letters[before:]

    def asked(self, address: str = "member.m@example.org", **more: Any) -> tuple[str, str]:
        """The token and the code of a letter to a known address."""
        self.ask(address, **more)
        ((_, letter),) = self.carried()
        return secrets_of(letter)

    def signed_in(self, *, remember: bool = False, before: str | None = None) -> Any:
        token, _ = self.asked()
        return links.follow_link(self.accounts, token, Entry(remember=remember, before=before))

    def count(self) -> dict[str, int]:
        return {table: self.accounts.rows(f"SELECT count(*) FROM access.{table}")[0][0] for table in TABLES}

    def everything_stored(self) -> str:
        """Every value of every table of the schema, as text."""
        found = [
            str(row)
            for table in TABLES
            for row in self.accounts.rows(f"SELECT to_jsonb(t)::text FROM access.{table} t")
        ]
        return "\n".join(found)


def secrets_of(letter: Letter) -> tuple[str, str]:
    """The link's token and the code in a letter."""
    token = re.search(r"/sign-in/link/(\S+)", letter.text)
    code = re.search(r"^(\d{4} \d{4})$", letter.text, re.MULTILINE)
    assert token is not None
    assert code is not None
    return token.group(1), code.group(1)


def as_person(person: PersonId) -> Principal:
    return Principal("person", person, person)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def with_addresses(cluster: EmbeddedPostgres, key_folder: Path, founded: Ready) -> Iterator[Ready]:
    """A record to copy in which some people have addresses."""
    with done_once(cluster, key_folder, lambda governance: record(governance, PEOPLE), founded) as ready:
        yield ready


@pytest.fixture
def house(
    cluster: EmbeddedPostgres, key_folder: Path, with_addresses: Ready, clock: Clock, tmp_path: Path
) -> Iterator[House]:
    with groups_founded(cluster, key_folder, with_addresses) as (governance, made):
        yield House(governance, made, clock, tmp_path)
