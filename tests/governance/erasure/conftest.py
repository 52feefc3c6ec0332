"""A record with keys of its own, which erasures replace, and a former chair with all that is held of them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from api.log.exporting import Scope, exported
from governance import keys
from governance.acts import Principal
from governance.due import due
from governance.erasing import carry_out
from governance.inspection import inspect
from governance.kernel import PersonId
from governance.log.bundle import written_lines
from governance.log.verify import verify_bundle
from governance.organisation.commands import RegisterPerson
from governance.organisation.privacy_commands import DecideErasure, GiveConsent, KeepPrivateDetail, RequestErasure
from governance.signing import LogSigner, policy_text
from governance.store import reading
from tests.conftest import opening_over
from tests.people import evening, lines_of, record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres

OPERATOR = Principal("operator")
NAME = "example.org/log"
ONE = "Zephyrine Quillfeather"


class House:
    """A record with keys of its own, which an erasure replaces; and its files."""

    def __init__(self, governance: Governance, cluster: EmbeddedPostgres, database: str, folder: Path) -> None:
        self.governance = governance
        self.folder = folder
        self.owner = cluster.dsn(database)
        self.log = cluster.dsn(database, user="minutebook_log")
        self.files = cluster._cluster

    def sql(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.owner, autocommit=True) as connection:
            found = connection.execute(sql.encode(), values)
            return found.fetchall() if found.description else []

    def registered(self, name: str = ONE) -> PersonId:
        command = RegisterPerson(name=name, email="z@example.org", phone="01632 960 001", address="1 High Street")
        return PersonId(self.governance.handle(command, OPERATOR).made)  # type: ignore[arg-type]

    def asked(self, person: PersonId, **answer: Any) -> None:
        self.governance.handle(RequestErasure(person=person, channel="phone"), OPERATOR)
        self.governance.handle(DecideErasure(person=person, **{"outcome": "agreed", **answer}), OPERATOR)

    def carried_out(self, today: dt.date | None = None) -> Any:
        wanted = due(self.governance, today or self.governance.now().date())
        return carry_out(self.governance, self.owner, self.folder, wanted)

    def erased(self, person: PersonId, **answer: Any) -> Any:
        self.asked(person, **answer)
        return self.carried_out()

    def bundle(self, tier: Any = 1) -> list[bytes]:
        with reading(self.log) as store:
            LogSigner(store, self.log, self.folder, NAME).advance()
        return list(written_lines(exported(self.governance, Scope(tier), policy_text(self.folder, NAME))))

    def findings(self) -> list[str]:
        """What an inspection of the stored record and the verifying of a file of all of it find."""
        seen = inspect(self.governance.store, keys.trusted(self.folder))
        found = [str(finding) for one in seen for finding in one.findings]
        return found + [str(one) for one in verify_bundle(self.bundle(3)).findings]

    def holding(self, *wanted: bytes) -> set[str]:
        """The files of the cluster, write-ahead log included, that hold any of these bytes."""
        found = set()
        for path in (Path(at) / name for at, _, names in os.walk(self.files) for name in names):
            try:
                data = path.read_bytes()
            except OSError:  # a temporary file that is gone by now
                continue
            if any(one in data for one in wanted):
                found.add(str(path.relative_to(self.files)))
        return found


@pytest.fixture
def house(cluster: EmbeddedPostgres, database: str, key_folder: Path, tmp_path: Path) -> Iterator[House]:
    folder = shutil.copytree(key_folder, tmp_path / "keys")
    with opening_over(cluster, database, folder) as opening:
        yield House(opening(), cluster, database, folder)


@pytest.fixture
def make_again(cluster: EmbeddedPostgres, database: str, house: House) -> Iterator[Callable[[], House]]:
    """The application started anew over the same database and keys."""
    with opening_over(cluster, database, house.folder) as opening:
        yield lambda: House(opening(), cluster, database, house.folder)


@pytest.fixture
def signed_off(house: House) -> tuple[House, dict[str, Any]]:
    """S8: the former chair, with all that is held of them, after they resigned on 1 July."""
    lines = lines_of("groups")
    for line in lines:
        if line.get("as") == "a-person-1":
            line |= {"name": ONE, "email": "z@example.org", "phone": "01632 960 001", "address": "1 High Street"}
    made = record(house.governance, lines)
    told = evening("january", "february", "may", "june")
    at = next(n for n, line in enumerate(told) if line.get("meeting") == "june" and line["do"] == "takeNote") + 1
    approved: dict[str, Any] = {
        "do": "recordDecision", "meeting": "june", "item": "3", "words": "Approve the minutes of 12 May 2026.",
        "moved_by": "vice-chair", "seconded_by": "carer-representative", "how": "hands", "count": {"for": 7},
        "minutes": "may", "mode": "live", "when": {"date": "2026-06-09", "time": "14:07"},
    }  # fmt: skip
    signed: dict[str, Any] = {
        "do": "signMinutes", "minutes": "may", "seat": "user-representative-1", "mode": "live",
        "when": {"date": "2026-06-09", "time": "15:10"},
    }  # fmt: skip
    evenings = record(house.governance, [*told[:at], approved, *told[at:], signed])
    person, group = PersonId(made["a-person-1"]), made["a"]
    slips: list[dict[str, Any]] = [
        {"do": "callMeeting", "as": "july", "group": "group-a", "when": {"date": "2026-06-20"},
         "starts": {"date": "2026-07-01", "time": "14:00"}, "mode": "written_up", "agenda": [{"title": "The summer"}]},
        {"do": "recordApologies", "meeting": "july", "seat": "user-representative-1", "mode": "written_up",
         "reason": f"{ONE} is in hospital", "when": {"date": "2026-06-30"}},
        {"do": "openMeeting", "meeting": "july", "mode": "written_up", "presider": "vice-chair",
         "present": ["user-representative-2", "user-representative-3", "user-representative-4", "carer-representative",
                     "respiratory-nurse", "commissioner"], "when": {"date": "2026-07-01", "time": "14:00"}},
        {"do": "openItem", "meeting": "july", "item": "3", "mode": "written_up"},
        {"do": "takeNote", "as": "slip-1", "meeting": "july", "item": "3", "words": "a slip", "mode": "written_up"},
        {"do": "takeNote", "as": "slip-2", "meeting": "july", "item": "3", "words": "another", "mode": "written_up"},
        {"do": "strikeAct", "meeting": "july", "act": "slip-1", "reason": f"{ONE} never said so", "mode": "written_up"},
        {"do": "strikeAct", "meeting": "july", "act": "slip-2", "reason": f"ask {ONE}", "mode": "written_up"},
        {"do": "closeMeeting", "meeting": "july", "mode": "written_up"},
        {"do": "vacateSeat", "group": "group-a", "seat": "user-representative-1", "reason": "resigned",
         "mode": "written_up", "when": {"date": "2026-07-01"}},
    ]  # fmt: skip
    july = record(house.governance, [{"import": "summer"}, *slips])
    handle = house.governance.handle
    handle(GiveConsent(person=person, purpose="access"), OPERATOR)
    for words in ("Step-free.", "Large print.", "Oxygen space."):
        handle(KeepPrivateDetail(person=person, purpose="access", words=words), OPERATOR)
    for n in range(1, 6):
        handle(KeepPrivateDetail(person=person, purpose="expenses", words=f"Bus, claim {n}."), OPERATOR)
        handle(KeepPrivateDetail(person=person, purpose="signature", words=f"Signed minutes {n}."), OPERATOR)
    return house, {**evenings, **july, "person": person, "group": group}
