"""Sealed words: what opens, what does not, and what it says then."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import psycopg
import pytest

from governance import keys, sealing
from governance.kernel import Rejected
from governance.sealing import Broken
from governance.vault import REMOVED, WITHHELD, Vault
from governance.words import clean
from tests.people import evening, found_groups, printed, record

if TYPE_CHECKING:
    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres


@pytest.fixture
def wrapping(key_folder: Path) -> keys.WrappingKey:
    return keys.wrapping_key(key_folder)


def test_an_item_opens_only_as_it_was_sealed(wrapping: keys.WrappingKey) -> None:
    key, stored = sealing.new_key(wrapping, uuid.uuid4(), "group_text")
    assert sealing.unwrap(wrapping, stored).secret == key.secret
    sealed, item = sealing.seal(key, "Meet at the library.", kind="text", tier=1, ref=uuid.uuid4())
    assert sealing.opened(key, item, sealed) == "Meet at the library."
    other_key, _ = sealing.new_key(wrapping, uuid.uuid4(), "group_text")
    other, another_item = sealing.seal(key, "Meet at the hall.", kind="text", tier=1, ref=uuid.uuid4())
    replace = msgspec.structs.replace
    for broken in (
        (key, another_item, sealed), (key, item, other), (other_key, item, sealed),
        (key, replace(item, tier=0), sealed), (key, replace(item, kind="json"), sealed),
        (key, replace(item, ref=uuid.uuid4()), sealed),
        (key, replace(item, ciphertext=item.ciphertext[:-1] + bytes([item.ciphertext[-1] ^ 1])), sealed),
    ):  # fmt: skip
        with pytest.raises(Broken):
            sealing.opened(*broken)


def test_the_same_words_never_look_the_same(wrapping: keys.WrappingKey) -> None:
    key, _ = sealing.new_key(wrapping, uuid.uuid4(), "group_text")
    ref = uuid.uuid4()
    first, second = (sealing.seal(key, "Yes.", kind="text", tier=1, ref=ref)[0].c for _ in range(2))
    assert first != second


def test_a_commitment_needs_a_whole_salt() -> None:
    ref = uuid.uuid4()
    with pytest.raises(Broken):
        sealing.commitment(bytes(31), ref, "text", b"x")
    assert sealing.commitment(bytes(32), ref, "text", b"x") != sealing.commitment(bytes(32), ref, "json", b"x")


def test_a_wrapped_key_is_bound_to_its_subject_and_purpose(wrapping: keys.WrappingKey) -> None:
    _, stored = sealing.new_key(wrapping, uuid.uuid4(), "contact")
    for change in (
        {"subject": uuid.uuid4()},
        {"purpose": "access"},
        {"key_id": uuid.uuid4()},
        {"keep_until": "2030-01-01"},
    ):
        with pytest.raises(Broken):
            sealing.unwrap(wrapping, msgspec.structs.replace(stored, **change))


def test_words_whose_item_or_key_is_gone_are_marked_and_the_rest_still_reads(
    governance: Governance, cluster: EmbeddedPostgres, database: str, tmp_path: Path
) -> None:
    found_groups(governance)
    meeting = record(governance, evening("january"))["january"]
    (suggestion,) = [e.event for e in governance.stream(meeting) if type(e.event).__name__ == "SuggestionNoted"]
    with psycopg.connect(cluster.dsn(database), autocommit=True) as owner:
        owner.execute("DELETE FROM vault.item WHERE ref = %s", (suggestion.words.ref,))  # type: ignore[attr-defined]
    assert f"3.2 Suggestion noted (not a decision): {REMOVED}." in printed(governance, meeting)
    with psycopg.connect(cluster.dsn(database), autocommit=True) as owner:
        owner.execute("ALTER TABLE vault.item DROP CONSTRAINT item_key_is_there")
        owner.execute("DELETE FROM keyring.dek WHERE purpose = 'group_text'")
    keys.create(tmp_path)
    fresh = Vault(governance.store, keys.wrapping_key(tmp_path))
    (called,) = [e.event for e in governance.stream(meeting) if type(e.event).__name__ == "MeetingCalled"]
    assert set(fresh.read([called.agenda[0].title]).values()) == {WITHHELD}  # type: ignore[attr-defined]


def test_no_typed_word_stands_in_the_record_outside_the_vault(
    governance: Governance, cluster: EmbeddedPostgres, database: str
) -> None:
    found_groups(governance)
    record(governance, evening("january", "february", "may", "june"))
    with psycopg.connect(cluster.dsn(database), autocommit=True) as owner:
        states = b"".join(bytes(row[0]) for row in owner.execute("SELECT state FROM record.events"))
        vault = b"".join(bytes(row[0]) for row in owner.execute("SELECT ciphertext FROM vault.item"))
    for word in (b"library", b"transport", b"leaflet", b"Person A1", b"representative", b"drop-in", b"Planning"):
        assert word not in states
        assert word not in vault


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  a\r\nb\rc ", "a\nb\nc"),
        ("cafe\u0301", "caf\u00e9"),
        ("x" * 8000, "x" * 8000),
        ("\u5171\u540c", "\u5171\u540c"),
    ],
)
def test_words_are_brought_to_one_spelling(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no_words"),
        (" \n ", "no_words"),
        ("x" * 8001, "too_many_words"),
        ("a\x07", "control"),
        ("a\u202eb", "control"),
        ("a\u2066b", "control"),
        ("a\tb", "control"),
        ("a\x7fb", "control"),
    ],
)
def test_words_that_could_mislead_are_refused(text: str, reason: str) -> None:
    with pytest.raises(Rejected, match=reason):
        clean(text)


def test_keys_are_made_once_and_kept_from_others(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    keys.create(folder)
    first = keys.signer(folder).public
    keys.create(folder)
    assert keys.signer(folder).public == first
    assert keys.trusted(folder) == {first}
    assert (folder / keys.SIGNING).stat().st_mode & 0o777 == 0o600
    (folder / keys.SIGNING).chmod(0o644)
    with pytest.raises(keys.KeyFault, match="open to others"):
        keys.signer(folder)


@pytest.mark.parametrize("content", [b"", b"not a key\n", b"YWJj\n", b"\xff\n"])
def test_a_broken_key_is_said_in_one_line(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "keys"
    keys.create(folder)
    for name in (keys.SIGNING, keys.WRAPPING):
        (folder / name).write_bytes(content)
    with pytest.raises(keys.KeyFault):
        keys.signer(folder)
    with pytest.raises(keys.KeyFault):
        keys.wrapping_key(folder)


def test_a_missing_key_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(keys.KeyFault, match="minutebook init"):
        keys.signer(tmp_path)
