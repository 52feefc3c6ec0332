"""Erasure on a real PostgreSQL: what goes, what stays, and that no file holds what went (T21 to T27)."""

from __future__ import annotations

import json
import subprocess
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from api.details import details_of
from api.log.exporting import Scope, exported
from governance import keys, sealing
from governance.acts import Principal
from governance.custody.commands import EraseBody, RedactWords
from governance.inspection import inspect
from governance.kernel import PersonId, Rejected
from governance.keyring import KeyringFile
from governance.log.carry import carried_verifier
from governance.log.verify import verify_bundle
from governance.organisation.privacy_commands import (
    GiveConsent,
    KeepPrivateDetail,
)
from governance.restoring import after_restore, come_back
from governance.vault import REMOVED
from tests.conftest import opening_over
from tests.people import evening, found_groups, printed, record

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.embedded import EmbeddedPostgres
    from tests.governance.erasure.conftest import House

OPERATOR = Principal("operator")
ONE = "Zephyrine Quillfeather"


def of(house: House, person: PersonId) -> tuple[bytes, bytes, bytes]:
    """The ciphertext of somebody's details, their wrapped key, and the key itself."""
    key = house.governance.store.key_of(person, "contact")
    assert key is not None
    (row,) = house.sql("SELECT ciphertext FROM vault.item WHERE key_id = %s", key.key_id)
    return bytes(row[0]), key.wrapped, sealing.unwrap(keys.wrapping_key(house.folder), key).secret


# T21


def test_after_an_erasure_nothing_of_it_is_in_any_file_of_the_cluster(house: House) -> None:
    person, other = house.registered(), house.registered("Somebody Else")
    ciphertext, wrapped, secret = of(house, person)
    kept, other_wrapped, _ = of(house, other)
    house.sql("CHECKPOINT")
    assert house.holding(ciphertext)
    assert house.holding(wrapped)
    gone = house.erased(person)
    assert (gone.persons, gone.keys, gone.items, gone.faults) == ((person,), 1, 1, ())
    assert house.holding(ciphertext, wrapped, secret, ONE.encode(), b"z@example.org") == set()
    # The keys of everybody else are wrapped anew: what wrapped them before is nowhere either.
    assert house.holding(other_wrapped) == set()
    assert house.holding(kept)
    assert details_of(house.governance, [other])[other].name == "Somebody Else"


def test_no_backup_of_the_keyring_opens_after_an_erasure(house: House) -> None:
    person = house.registered()
    backup = house.governance.store.keys()
    old = keys.wrapping_key(house.folder)
    old_bytes = (house.folder / keys.WRAPPING).read_bytes().split()[1]
    house.erased(person)
    fresh = keys.wrapping_key(house.folder)
    assert fresh.kek_id != old.kek_id
    for stored in backup:
        with pytest.raises(sealing.Broken):
            sealing.unwrap(fresh, stored)
    files = [path for path in house.folder.iterdir() if path.is_file()]
    assert not any(old_bytes in path.read_bytes() for path in files)
    assert not (house.folder / keys.NEXT_WRAPPING).exists()


def test_no_export_holds_a_word_that_was_erased(house: House) -> None:
    person = house.registered()
    assert ONE.encode() in b"".join(house.bundle(3))
    house.erased(person)
    assert ONE.encode() not in b"".join(house.bundle(3))


# T22


def test_the_verifier_that_is_carried_away_says_the_same_of_what_was_erased(house: House, tmp_path: Path) -> None:
    house.erased(house.registered())
    file, verifier = tmp_path / "record.minutebook", tmp_path / "verify.py"
    lines = house.bundle(3)
    file.write_bytes(b"".join(lines))
    verifier.write_text(carried_verifier(), encoding="utf-8")
    command = [sys.executable, "-I", "-S", str(verifier), str(file)]
    carried = subprocess.run(command, capture_output=True, text=True, check=False)
    assert carried.stdout.splitlines() == [*(f"ok     {one}" for one in verify_bundle(lines).said), "All is well."]


def test_words_said_to_be_erased_by_an_entry_before_theirs_are_found(house: House) -> None:
    """The evidence is of what was there: an entry cannot bear out what was written after it."""
    house.erased(house.registered())
    house.registered("Somebody Else")
    lines = house.bundle(3)
    last = max(n for n, line in enumerate(lines) if line.startswith(b'{"field"'))
    said = json.loads(lines[last])
    erased = {"field": said["field"], "kind": said["kind"], "state": "erased"}
    lines[last] = json.dumps(erased, separators=(",", ":")).encode() + b"\n"
    (found,) = verify_bundle(lines).findings
    assert found.words == "words are said to be erased, and no erasure is on record"


def test_the_record_is_in_order_after_an_erasure_and_says_how_many_words_went(house: House) -> None:
    person = house.registered()
    house.erased(person)
    assert house.findings() == []
    (said,) = [one for one in verify_bundle(house.bundle(3)).said if one.startswith("Sealed words")]
    assert said == (
        "Sealed words: 1 opened, and each is what was recorded; 0 withheld from this reader;"
        " 1 erased, as an entry says."
    )


def test_a_sealed_field_is_in_one_of_five_states(house: House) -> None:
    """Opened and matches, withheld, erased; missing without an erasure and mismatch are findings (record.md 4)."""
    person = house.registered()
    house.registered("Somebody Else")
    house.erased(person)

    def counted(lines: list[bytes]) -> tuple[str, list[str]]:
        verified = verify_bundle(lines)
        (said,) = [one for one in verified.said if one.startswith("Sealed words")]
        return said, [one.words for one in verified.findings]

    def of(opened: int, withheld: int, erased: int) -> str:
        return (
            f"Sealed words: {opened} opened, and each is what was recorded; {withheld} withheld from this reader;"
            f" {erased} erased, as an entry says."
        )

    # The organisation's name is open to members; the details of two people to officers, where they are still there.
    whole = house.bundle(3)
    assert counted(whole) == (of(2, 0, 1), [])
    assert counted(house.bundle(1)) == (of(1, 0, 0), [])
    at = next(n for n, line in enumerate(whole) if b'"payload"' in line)
    shorter = whole[-1].replace(str(len(whole) - 1).encode(), str(len(whole) - 2).encode())
    assert counted([*whole[:at], *whole[at + 1 : -1], shorter])[1] == [
        "words are missing that were neither withheld nor erased"
    ]
    other = {**json.loads(whole[at]), "payload": "Somebody New"}
    changed = json.dumps(other, separators=(",", ":")).encode() + b"\n"
    assert counted([*whole[:at], changed, *whole[at + 1 :]])[1] == [
        "words were changed: they are not what was recorded"
    ]
    house.governance.handle(GiveConsent(person=person, purpose="access"), OPERATOR)
    house.governance.handle(KeepPrivateDetail(person=person, purpose="access", words="Large print."), OPERATOR)
    assert counted(house.bundle(2)) == (of(2, 1, 1), [])
    assert counted(house.bundle(3)) == (of(3, 0, 1), [])


def test_words_that_are_gone_without_an_erasure_are_found(house: House) -> None:
    house.registered()
    house.sql("DELETE FROM vault.item WHERE tier = 2")
    assert house.findings() == ["entry 2: words are missing that were neither withheld nor erased"]


def test_an_erasure_that_is_not_signed_yet_is_waited_for(house: House) -> None:
    house.bundle()
    house.erased(house.registered())
    with pytest.raises(Exception, match="an erasure is not signed yet"):
        list(exported(house.governance, Scope(1), ""))


# T23


class Backup:
    """The vault, the keyring and the end of the record as they stand, to be brought back as a dump would."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.head = house.governance.head()
        self.items = house.sql("SELECT ref, key_id, tier, kind, nonce, ciphertext FROM vault.item")
        self.keys = house.sql(
            "SELECT key_id, subject, purpose, keep_until, wrapped, kek_id, key_check FROM keyring.dek"
        )

    def restore(self, *, record: bool = False) -> None:
        with psycopg.connect(self.house.owner, autocommit=True) as connection:
            connection.execute("TRUNCATE vault.item, keyring.dek")
            connection.execute("ALTER TABLE keyring.dek DISABLE TRIGGER one_wrapping")
            for row in self.keys:
                connection.execute("INSERT INTO keyring.dek VALUES (%s, %s, %s, %s, %s, %s, %s)", row)
            connection.execute("ALTER TABLE keyring.dek ENABLE TRIGGER one_wrapping")
            for item in self.items:
                connection.execute("INSERT INTO vault.item VALUES (%s, %s, %s, %s, %s, %s)", item)
            if record:
                connection.execute("ALTER TABLE record.events DISABLE TRIGGER ALL")
                connection.execute("DELETE FROM record.events WHERE position > %s", (self.head,))
                connection.execute("ALTER TABLE record.events ENABLE TRIGGER ALL")


def test_a_restored_backup_is_erased_again_and_the_destroyed_key_is_not_back(house: House) -> None:
    person = house.registered()
    stays = house.registered("Somebody Else")
    stored = house.governance.store.key_of(person, "contact")
    assert stored is not None
    backup = Backup(house)
    house.erased(person)
    backup.restore()
    nobody = uuid.uuid4()
    house.sql("INSERT INTO vault.item SELECT %s, key_id, tier, kind, nonce, ciphertext FROM vault.item LIMIT 1", nobody)
    assert come_back(house.governance)
    mended = after_restore(house.governance, house.owner, house.folder)
    assert (mended.keys, mended.items, mended.orphans, mended.bodies) == (1, 1, 1, 0)
    assert come_back(house.governance) == 0
    checks = house.sql("SELECT key_check FROM keyring.dek")
    assert stored.key_check not in {bytes(row[0]) for row in checks}
    assert details_of(house.governance, [stays])[stays].name == "Somebody Else"
    assert house.findings() == []


def test_a_key_destroyed_since_a_backup_of_the_whole_record_is_not_brought_back_by_it(
    house: House, make_again: Callable[[], House]
) -> None:
    person = house.registered()
    stays = house.registered("Somebody Else")
    backup = Backup(house)
    house.erased(person)
    backup.restore(record=True)
    again = make_again()
    assert come_back(again.governance)
    mended = after_restore(again.governance, again.owner, again.folder)
    assert (mended.keys, mended.items) == (1, 1)
    assert come_back(again.governance) == 0
    known = details_of(again.governance, [person, stays])
    assert (known[person].name, known[stays].name) == (None, "Somebody Else")
    # That it was erased is lost with the end of the record: so it is missed, and is written down again.
    found = [str(finding) for finding in verify_bundle(again.bundle(3)).findings]
    assert found == ["entry 2: words are missing that were neither withheld nor erased"]


def test_the_file_of_the_keyring_has_every_key_as_it_is_made(house: House) -> None:
    for _ in range(3):
        house.registered()
    stored = house.governance.store.keys()
    assert {one.key_id: one for one in KeyringFile(house.folder).read()} == {one.key_id: one for one in stored}
    assert (house.folder / "keyring").stat().st_mode & 0o077 == 0


def test_an_erasure_broken_off_after_its_transaction_is_finished_the_next_time(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, other = house.registered(), house.registered("Somebody Else")
    house.asked(person)
    with monkeypatch.context() as broken:
        broken.setattr(keys, "promote", lambda _: (_ for _ in ()).throw(OSError("power cut")))
        with pytest.raises(OSError, match="power cut"):
            house.carried_out()
    # Meanwhile what stays is read, and somebody new gets a key.
    assert details_of(house.governance, [other])[other].name == "Somebody Else"
    late = house.registered("Somebody New")
    gone = house.carried_out()
    assert (gone.keys, gone.items) == (0, 0)
    fresh = keys.wrapping_key(house.folder)
    stored = house.governance.store.keys()
    assert {key.kek_id for key in stored} == {fresh.kek_id}
    known = details_of(house.governance, [person, other, late])
    assert [known[one].name for one in (person, other, late)] == [None, "Somebody Else", "Somebody New"]


def test_an_erasure_broken_off_before_its_transaction_leaves_all_as_it_was(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = house.registered()
    house.asked(person)
    with monkeypatch.context() as broken:
        broken.setattr("governance.erasing.rewrap", lambda *_: (_ for _ in ()).throw(OSError("power cut")))
        with pytest.raises(OSError, match="power cut"):
            house.carried_out()
    assert details_of(house.governance, [person])[person].name == ONE
    assert house.findings() == []
    assert house.carried_out().keys == 1


def test_a_process_that_ran_on_seals_nothing_under_a_key_that_is_gone(
    cluster: EmbeddedPostgres, database: str, house: House
) -> None:
    person = house.registered()
    with opening_over(cluster, database, house.folder) as opening:
        elsewhere = opening()
        elsewhere.vault.key(person, "contact")
        house.erased(person)
        consent = GiveConsent(person=person, purpose="access")
        elsewhere.handle(consent, OPERATOR)
        elsewhere.handle(KeepPrivateDetail(person=person, purpose="access", words="Large print."), OPERATOR)
        assert not elsewhere.vault._by_subject.keys() & {(person, "contact")}
    assert house.findings() == []


# T24 and T25: `test_sealing.py`


# Words typed where they should not be


def test_words_typed_in_the_wrong_place_are_removed_with_every_copy_that_shows_them(house: House) -> None:
    made = found_groups(house.governance)
    meeting = record(house.governance, evening("january"))["january"]
    (note,) = [one.event for one in house.governance.stream(meeting) if type(one.event).__name__ == "SuggestionNoted"]
    sealed = note.words  # type: ignore[attr-defined]
    assert "3.2 Suggestion noted (not a decision): use the library." in printed(house.governance, meeting)
    command = RedactWords(group=made["a"], words=(sealed.ref,), reason="private")  # type: ignore[arg-type]
    house.governance.handle(command, Principal("importer"))
    assert f"3.2 Suggestion noted (not a decision): {REMOVED}." in printed(house.governance, meeting)
    assert house.findings() == []
    assert b"use the library" not in b"".join(house.bundle(3))


def test_what_an_event_says_is_erased_and_its_entry_stands(house: House) -> None:
    made = found_groups(house.governance)
    meeting = record(house.governance, evening("january"))["january"]
    (note,) = [one for one in house.governance.stream(meeting) if type(one.event).__name__ == "SuggestionNoted"]
    leaf = house.sql("SELECT leaf FROM record.events WHERE event = %s", note.id)
    house.governance.handle(EraseBody(event=note.id), OPERATOR)
    ((state, nonce, still),) = house.sql("SELECT state, nonce, leaf FROM record.events WHERE event = %s", note.id)
    assert (state, nonce, [(still,)]) == (None, None, leaf)
    assert house.governance.store.items([note.event.words.ref]) == {}  # type: ignore[attr-defined]
    assert not any("use the library" in line for line in printed(house.governance, meeting))
    assert house.findings() == []
    said = verify_bundle(house.bundle(3)).said
    assert "What 1 entries said was erased, as other entries say; they still stand." in said
    called = house.governance.stream(meeting)[0]
    with pytest.raises(Rejected, match="others_rest_on_it"):
        house.governance.handle(EraseBody(event=called.id), OPERATOR)
    assert made


def test_no_body_goes_without_its_erasure_on_record_not_even_for_the_owner(house: House) -> None:
    house.registered()
    ((event,),) = house.sql("SELECT event FROM record.events WHERE position = 2")
    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        house.sql("UPDATE record.events SET state = NULL, nonce = NULL WHERE event = %s", event)
    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        house.sql("SELECT record.erase_body(%s)", event)
    house.sql("ALTER TABLE record.events DISABLE TRIGGER ALL")
    house.sql("UPDATE record.events SET state = NULL, nonce = NULL WHERE event = %s", event)
    found = [str(one) for seen in inspect(house.governance.store, keys.trusted(house.folder)) for one in seen.findings]
    assert found == ["entry 2: its content is gone, and no erasure of it is on record"]


# T27


def test_no_table_of_the_database_holds_a_name_from_the_roll(signed_off: tuple[House, dict[str, Any]]) -> None:
    house, made = signed_off
    house.governance.directory(made["group"])
    tables = house.sql(
        "SELECT schemaname || '.' || tablename FROM pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    )
    assert ("vault.item",) in tables
    for (table,) in tables:
        text = "\n".join(str(row[0]) for row in house.sql(f"SELECT t::text FROM {table} t"))
        for word in (ONE, "Quillfeather", "Person A2", "z@example.org"):
            assert word not in text, table
            assert word.encode().hex() not in text, table


def test_the_evidence_of_an_erasure_names_nobody(house: House) -> None:
    person = house.registered()
    house.erased(person)
    rows = house.sql("SELECT state FROM record.events WHERE topic LIKE 'record.%%'")
    assert rows
    assert not any(str(person).encode() in bytes(row[0]) for row in rows)
