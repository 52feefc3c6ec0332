"""The report on one person misses no table: a row of theirs in each that can hold somebody is told."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest

from api import drafts
from api.accounts import addresses
from api.accounts.wiring import Accounts
from api.private.report import report_on
from api.settings import Settings
from governance.acts import Principal
from governance.kernel import GroupId, MeetingId, PersonId
from governance.organisation.commands import AddContact
from governance.organisation.privacy_commands import GiveConsent, KeepPrivateDetail
from tests.people import evening, lines_of, record

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.private.report import Report
    from governance.application import Governance

OPERATOR = Principal("operator")
ONE, MAIL = "Zephyrine Quillfeather", "z@example.org"
SOON = "now(), now() + interval '1 day'"
HASH = "sha256(gen_random_uuid()::text::bytea)"


class Held:
    """A record with somebody in a seat, whose e-mail is known; and one who looks at what it holds."""

    def __init__(self, governance: Governance) -> None:
        self.governance = governance
        lines = lines_of("groups")
        for line in lines:
            if line.get("as") == "a-person-5":
                line |= {"name": ONE, "email": MAIL}
        self.made: dict[str, Any] = record(governance, lines)
        self.made |= record(governance, evening("january"))
        self.person = PersonId(self.made["a-person-5"])
        self.accounts = Accounts(governance, Settings())

    def sql(self, sql: str, *values: object) -> None:
        self.accounts.rows(f"{sql} RETURNING 1", *values)

    def at_their_address(self) -> bytes:
        found = addresses.address_of(self.accounts, self.person)
        assert found is not None
        return found

    def handle(self, command: Any, who: Principal = OPERATOR) -> None:
        self.governance.handle(command, who)

    def report(self) -> Report:
        return report_on(self.governance, self.person, searched=True)


@pytest.fixture
def held(governance: Governance) -> Held:
    return Held(governance)


def address(held: Held) -> None:
    """Taken in from the record, as at the next sign-in."""
    addresses.catch_up(held.accounts)


def token(held: Held) -> None:
    sql = f"INSERT INTO access.token (id, hash, kind, person, created_at) VALUES (%b, {HASH}, 'person', %b, now())"
    held.sql(sql, uuid.uuid4(), held.person)


def paper_code(held: Held) -> None:
    columns = "id, hash, person, sheet, made_at, expires_at"
    sql = f"INSERT INTO access.paper_code ({columns}) VALUES (%b, {HASH}, %b, %b, {SOON})"
    held.sql(sql, uuid.uuid4(), held.person, uuid.uuid4())


def code_for_another(held: Held) -> None:
    sql = (
        "INSERT INTO access.paper_code (id, hash, person, sheet, made_by, made_at, expires_at)"
        f" VALUES (%b, {HASH}, %b, %b, %b, {SOON})"
    )
    held.sql(sql, uuid.uuid4(), uuid.uuid4(), uuid.uuid4(), held.person)


def session(held: Held) -> None:
    sql = (
        "INSERT INTO access.session (id, hash, person, way, device, remembered, made_at, seen_at, idle, expires_at)"
        f" VALUES (%b, {HASH}, %b, 'link', 'computer', false, now(), now(), '1 day', now() + interval '1 day')"
    )
    held.sql(sql, uuid.uuid4(), held.person)


def private_link(held: Held, person: uuid.UUID | None = None, made_by: uuid.UUID | None = None) -> uuid.UUID:
    link = uuid.uuid4()
    sql = (
        "INSERT INTO access.private_link (id, hash, group_id, person, made_by, made_at, expires_at)"
        f" VALUES (%b, {HASH}, %b, %b, %b, {SOON})"
    )
    held.sql(sql, link, held.made["a"], person or held.person, made_by or uuid.uuid4())
    return link


def reading(held: Held) -> None:
    sql = f"INSERT INTO access.reading (hash, link, expires_at) VALUES ({HASH}, %b, now() + interval '1 day')"
    held.sql(sql, private_link(held))


def link(held: Held) -> None:
    sql = (
        "INSERT INTO access.link (id, hash, address, browser, code, onward, expires_at)"
        f" VALUES (%b, {HASH}, %b, {HASH}, {HASH}, '/', now() + interval '1 day')"
    )
    held.sql(sql, uuid.uuid4(), held.at_their_address())


def mail(held: Held) -> None:
    sql = f"INSERT INTO access.mail (id, address, sealed, due_at, until) VALUES (%b, %b, {HASH}, {SOON})"
    held.sql(sql, uuid.uuid4(), held.at_their_address())


def throttle(held: Held) -> None:
    sql = "INSERT INTO access.throttle (what, subject, began, tries) VALUES ('ask.address', %b, now(), 1)"
    held.sql(sql, held.at_their_address())


def audit_read(held: Held) -> None:
    held.sql("INSERT INTO access.audit_read VALUES (%b, %b, now()::date, 'file')", held.made["a"], held.person)


def write_up(held: Held, words: str = "tea") -> None:
    meeting = MeetingId(held.made["january"])
    seen = drafts.load(held.governance, meeting)
    kept = drafts.Kept(({"do": "takeNote", "words": words},))
    drafts.save(held.governance, meeting, held.person, kept, seen=seen.version if seen else 0)


def details(held: Held) -> None:
    held.handle(GiveConsent(person=held.person, purpose="access"))
    held.handle(KeepPrivateDetail(person=held.person, purpose="access", words="Large print."))


def expenses(held: Held) -> None:
    held.handle(KeepPrivateDetail(person=held.person, purpose="expenses", words="Bus."))


def known_by_phone(held: Held) -> None:
    held.handle(AddContact(person=held.person, phone="01632 960 001"))


def agreed_oneself(held: Held) -> None:
    held.handle(GiveConsent(person=held.person, purpose="expenses"), Principal("person", held.person, held.person))


# Of each table that can hold somebody: what adds a row of theirs, and where the report then tells one more.
HOLDING: dict[str, list[tuple[Callable[[Held], object], Callable[[Report], int]]]] = {
    "access.address": [(address, lambda report: report.signing_in["address"])],
    "access.audit_read": [(audit_read, lambda report: report.traces["audit_read"])],
    "access.link": [(link, lambda report: report.signing_in["link"])],
    "access.mail": [(mail, lambda report: report.signing_in["mail"])],
    "access.paper_code": [
        (paper_code, lambda report: report.signing_in["paper_code"]),
        (code_for_another, lambda report: report.traces["codes_printed"]),
    ],
    "access.private_link": [
        (private_link, lambda report: report.signing_in["private_link"]),
        (lambda held: private_link(held, uuid.uuid4(), held.person), lambda report: report.traces["links_made"]),
    ],
    "access.reading": [(reading, lambda report: report.signing_in["reading"])],
    "access.session": [(session, lambda report: report.signing_in["session"])],
    "access.throttle": [(throttle, lambda report: report.signing_in["throttle"])],
    "access.token": [(token, lambda report: report.signing_in["token"])],
    "drafts.write_up": [
        (write_up, lambda report: report.traces["writing"]),
        (lambda held: write_up(held, f"ask {ONE}"), lambda report: len(report.mentions or ())),
    ],
    "keyring.dek": [(expenses, lambda report: report.traces["keys"])],
    "record.events": [
        (known_by_phone, lambda report: report.naming.get("organisation.contact_added.v1", 0)),
        (agreed_oneself, lambda report: report.traces["recorded"]),
    ],
    "vault.item": [
        (details, lambda report: sum(one.words == "Large print." for one in report.private)),
    ],
}  # fmt: skip
# What no row of is anybody's, and why.
OF_NOBODY = {
    "access.address_head": "how far the record was read",
    "access.setup_code": "whoever starts the server, once",
    "keyring.closed_import": "names of imports, hashed",
    "log.alarm": "the log's own", "log.checkpoint": "the log's own", "log.tile": "hashes", "log.witness": "witnesses",
    "projections.document": "made from entries, and tells of seats", "projections.head": "how far projections are",
    "public.migration": "names of steps", "record.identity": "the record's own",
    "record.receipts": "numbers of commands, hashed under a key",
}  # fmt: skip


def test_every_table_can_hold_somebody_or_has_a_reason_why_not(held: Held) -> None:
    sql = (
        "SELECT table_schema || '.' || table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
        " AND table_schema NOT IN ('pg_catalog', 'information_schema')"
    )
    seen = {name for (name,) in held.accounts.rows(sql)}
    assert seen <= {*HOLDING, *OF_NOBODY}
    assert {name for name in HOLDING if not name.startswith("keyring")} <= seen
    documents = held.accounts.rows("SELECT body FROM projections.document")
    assert not any(
        held.person.bytes in bytes(body) or str(held.person).encode() in bytes(body) for (body,) in documents
    )


def test_a_row_of_theirs_in_each_table_is_one_more_in_the_report(held: Held) -> None:
    for table, rows in HOLDING.items():
        for adds, told in rows:
            before = told(held.report())
            adds(held)
            assert told(held.report()) == before + 1, (table, adds)


def test_what_is_somebody_elses_is_not_in_the_report(held: Held) -> None:
    addresses.catch_up(held.accounts)
    other = report_on(held.governance, PersonId(held.made["a-person-2"]), searched=True)
    assert (other.signing_in["address"], other.traces["keys"], other.mentions) == (0, 1, ())


def test_words_of_the_group_that_mention_somebody_are_found_by_name_e_mail_and_phone(held: Held) -> None:
    held.handle(AddContact(person=held.person, phone="01632 960 001"))
    said = ("ask QUILLFEATHER first", "ring 01632960001", f"write to {MAIL}", "Quillfeatherly is a village", "nothing")
    steps: list[dict[str, Any]] = [
        {"do": "callMeeting", "as": "may", "group": "group-a", "when": {"date": "2026-05-01"}, "mode": "written_up",
         "starts": {"date": "2026-05-12", "time": "14:00"}, "agenda": [{"title": "Talk"}]},
        {"do": "openMeeting", "meeting": "may", "mode": "written_up", "presider": "vice-chair",
         "present": ["user-representative-2", "gp"], "when": {"date": "2026-05-12", "time": "14:00"}},
        {"do": "openItem", "meeting": "may", "item": "3", "mode": "written_up"},
        *({"do": "takeNote", "meeting": "may", "item": "3", "words": words, "mode": "written_up"} for words in said),
    ]  # fmt: skip
    record(held.governance, [{"import": "may"}, *steps])
    found = held.report().mentions or ()
    assert [(one.group, one.date, one.what) for one in found] == [
        ("Local Planning Group A", "2026-05-12", "meeting.note_taken.v1")
    ] * 3
    typed = held.governance.typed_in(GroupId(held.made["a"]), [one.ref for one in found])
    assert set(held.governance.words(typed.values()).values()) == set(said[:3])
