"""What is private, at the command line: told to whom it is about, erased as decided."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from api.accounts import addresses, sessions
from api.accounts.wiring import Accounts
from api.cli import main
from api.settings import from_environment
from governance.acts import Principal
from governance.kernel import PersonId
from governance.organisation.privacy_commands import WithdrawConsent
from tests.conftest import opening_over
from tests.people import evening, lines_of, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres

ONE = "Zephyrine Quillfeather"


@pytest.fixture
def home(
    cluster: EmbeddedPostgres, database: str, key_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Governance, PersonId, dict[str, Any]]]:
    """A record whose carer has left, with a folder of its own."""
    folder = shutil.copytree(key_folder, tmp_path / "keys")
    monkeypatch.setenv("MINUTEBOOK_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("MINUTEBOOK_DATABASE_URL", cluster.dsn(database, user="minutebook_app"))
    monkeypatch.setenv("MINUTEBOOK_OWNER_URL", cluster.dsn(database))
    with opening_over(cluster, database, folder) as opening:
        governance = opening()
        lines = lines_of("groups")
        for line in lines:
            if line.get("as") == "a-person-5":
                line |= {"name": ONE, "email": "z@example.org"}
        made = record(governance, lines)
        record(governance, evening("january", "february"))
        person = PersonId(made["a-person-5"])
        private = [
            {"do": "giveConsent", "person": str(person), "purpose": "access", "until": "2040-01-01"},
            {"do": "keepPrivateDetail", "person": str(person), "purpose": "access", "words": "Large print."},
            {"do": "keepPrivateDetail", "person": str(person), "purpose": "expenses", "words": "Bus, twice."},
        ]
        record(governance, [{"import": "private"}, *private])
        yield governance, person, made


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    capsys.readouterr()
    status = main(arguments)
    return status, capsys.readouterr().out.splitlines()


def leave(governance: Governance) -> None:
    line = {"do": "vacateSeat", "group": "group-a", "seat": "carer-representative", "when": {"date": "2026-07-01"}}
    record(governance, [{"import": "left"}, line])


def test_a_person_is_told_everything_that_is_held_about_them(
    home: tuple[Governance, PersonId, dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    governance, person, _ = home
    accounts = Accounts(governance, from_environment())
    addresses.catch_up(accounts)
    sessions.begin(accounts, person, "link", sessions.Entry())
    leave(governance)
    status, lines = said(capsys, "person", "report", str(person))
    assert status == 0
    assert lines == [
        "Everything held about one person",
        f"Number: {person}",
        f"Name: {ONE}",
        "E-mail: z@example.org",
        "Phone: not known, or removed",
        "Address: not known, or removed",
        "Seats: Carer representative, Local Planning Group A, from 2024-04-01 until 2026-07-01",
        "Why you could not come, 2026-01-12: no cover at home",
        "What you need, " + lines[8].split(", ")[1].split(":")[0] + ": Large print.",
        "Your expenses, " + lines[9].split(", ")[1].split(":")[0] + ": Bus, twice.",
        "You agree to: What you need, until 2040-01-01",
        # In January they sent apologies; in February they moved the first proposal, which is four events, and left.
        lines[11],
        "E-mail addresses you sign in with: 1",
        "Times you signed in: 1",
        "Keys that what is private of you is sealed under: 4",
        "Entries that name you by your number, of the kind group.seat_filled.v1: 1",
        "Entries that name you by your number, of the kind organisation.consent_given.v1: 1",
        "Entries that name you by your number, of the kind organisation.person_registered.v1: 1",
        "Entries that name you by your number, of the kind organisation.private_detail_kept.v1: 2",
        "No words of your groups, such as notes and proposals, hold your name, your e-mail or your phone.",
    ]
    assert lines[11].startswith("Acts of your seats while you held them: ")
    others, told = said(capsys, "person", "report", "group-a/gp", "--json")
    assert others == 0
    assert ONE not in told[0]
    assert json.loads(told[0])["private"] == []


def test_somebody_is_erased_in_part_and_what_is_kept_is_told_them(
    home: tuple[Governance, PersonId, dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    governance, person, _ = home
    accounts = Accounts(governance, from_environment())
    addresses.catch_up(accounts)
    sessions.begin(accounts, person, "link", sessions.Entry())
    assert said(capsys, "erase", "--check") == (0, ["Nothing is due"])
    assert said(capsys, "person", "register") == (0, ["Nobody has asked to be erased"])
    asked = ("person", "ask", str(person), "--channel", "phone", "--on", "2026-08-03")
    assert said(capsys, *asked) == (0, ["Received 2026-08-03; an answer is owed by 2026-09-03"])
    part = ("--outcome", "partly_agreed", "--keep", "expenses:2032-08-14:finance_records")
    assert main(["person", "decide", str(person), *part]) == 3
    leave(governance)
    assert main(["person", "decide", str(person)]) == 2
    assert main(["person", "decide", str(person), "--outcome", "partly_agreed", "--keep", "expenses"]) == 1
    status, lines = said(capsys, "person", "decide", str(person), *part, "--on", "2026-08-14")
    assert (status, lines) == (0, ["Decided. To carry it out: minutebook erase"])
    assert said(capsys, "erase", "--check") == (0, ["1 due"])
    assert said(capsys, "erase") == (
        0,
        [
            "3 keys destroyed, and 3 things sealed under them",
            "All other keys are wrapped anew: replace your copy of the wrapping key, and destroy the old one",
        ],
    )
    assert said(capsys, "erase") == (0, ["Nothing is due"])
    assert said(capsys, "erase", "--expired") == (0, ["0 keys destroyed, and 0 things sealed under them"])
    assert said(capsys, "person", "register") == (
        0,
        [
            (
                "Request 2026-01. Received 3 August 2026, due 3 September 2026. Decided 14 August 2026: partly agreed."
                " Kept: 1 expense record until 14 August 2032. All other personal details destroyed."
            )
        ],
    )
    assert main(["person", "report"]) == 2
    assert accounts.rows("SELECT person FROM access.session WHERE person = %b", person) == []
    assert accounts.rows("SELECT person FROM access.address WHERE person = %b", person) == []
    lines = said(capsys, "person", "report", str(person))[1]
    assert "Name: not known, or removed" in lines
    assert "Kept until 2032-08-14: Your expenses" in lines
    asked_on = "You asked on 2026-08-03 to be erased. Answer owed by 2026-09-03. Agreed to in part."
    assert f"{asked_on} Done on {governance.now().date()}." in lines
    assert "Kept all the same until 2032-08-14: Your expenses (finance records)" in lines
    assert not any("Large print" in line or "cover at home" in line for line in lines)


def test_only_what_expired_goes_and_the_copy_of_the_wrapping_key_stays_good(
    home: tuple[Governance, PersonId, dict[str, Any]], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    governance, person, _ = home
    governance.handle(WithdrawConsent(person=person, purpose="access"), Principal("operator"))
    main(["person", "ask", str(person)])
    main(["person", "decide", str(person), "--outcome", "agreed", "--on", str(governance.now().date())])
    file = (tmp_path / "keys" / "wrapping.key").read_bytes()
    assert said(capsys, "erase", "--expired") == (0, ["1 keys destroyed, and 1 things sealed under them"])
    assert (tmp_path / "keys" / "wrapping.key").read_bytes() == file
    lines = said(capsys, "person", "report", str(person))[1]
    assert f"Name: {ONE}" in lines
    assert not any("Large print" in line for line in lines)
    assert said(capsys, "erase", "--check") == (0, ["1 due"])


def test_after_a_restore_the_server_does_not_start_before_erasures_are_done_again(
    home: tuple[Governance, PersonId, dict[str, Any]],
    capsys: pytest.CaptureFixture[str],
    cluster: EmbeddedPostgres,
    database: str,
) -> None:
    governance, person, _ = home
    with psycopg.connect(cluster.dsn(database), autocommit=True) as owner:
        keys = owner.execute("SELECT * FROM keyring.dek WHERE subject = %s", (person,)).fetchall()
    leave(governance)
    main(["person", "ask", str(person)])
    main(["person", "decide", str(person), "--outcome", "agreed"])
    main(["erase"])
    with psycopg.connect(cluster.dsn(database), autocommit=True) as owner:
        owner.execute("ALTER TABLE keyring.dek DISABLE TRIGGER one_wrapping")
        for key in keys:
            owner.execute("INSERT INTO keyring.dek VALUES (%s, %s, %s, %s, %s, %s, %s)", key)
        owner.execute("ALTER TABLE keyring.dek ENABLE TRIGGER one_wrapping")
    capsys.readouterr()
    assert main(["serve", "--port", "8999"]) == 1
    assert "what was erased is back, as after a restore" in capsys.readouterr().err
    status, lines = said(capsys, "erase", "--after-restore")
    assert status == 0
    assert lines[0] == "4 destroyed keys had come back, with 0 things: they are gone again"
    assert said(capsys, "erase", "--after-restore")[1][0] == (
        "0 destroyed keys had come back, with 0 things: they are gone again"
    )


def test_what_one_event_says_is_erased(
    home: tuple[Governance, PersonId, dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    governance, _, _ = home
    (note,) = governance.everything(0, 1000, ("meeting.suggestion_noted.v1",))
    assert said(capsys, "erase", "--event", str(note.id)) == (
        0,
        ["What it said is erased; that it was recorded stays"],
    )
    assert main(["erase", "--event", "nothing"]) == 1
    called = governance.everything(0, 1000, ("meeting.called.v1",))[0]
    assert main(["erase", "--event", str(called.id)]) == 3
