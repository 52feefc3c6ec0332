"""The log is signed over a real record, and every way of rewriting it as the database's owner is found."""

from __future__ import annotations

import base64
import datetime as dt
import random
import re
import shutil
import threading
import time
import uuid
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from governance import keys
from governance.acts import Principal
from governance.inspection import inspect
from governance.log.entry import Place, act_message
from governance.log.merkle import EMPTY_ROOT
from governance.log.note import COSIGNATURE, VerifierKey
from governance.log.policy import parse_policy
from governance.log.proof import verify_proof
from governance.log.times import Times
from governance.log.witnessing import WitnessBooks, witness_server
from governance.organisation.commands import RegisterPerson
from governance.signing import Alarm, LogSigner, heads_seen, read_head, write_head
from governance.store import reading
from tests.people import evening, found_groups, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres

OPERATOR = Principal("operator")
ORIGIN = "example.org/log"


@pytest.fixture
def folder(key_folder: Path, tmp_path: Path) -> Path:
    """The keys of the record, with a memory of what was signed of one's own."""
    return shutil.copytree(key_folder, tmp_path / "keys")


@pytest.fixture
def signer(governance: Governance, cluster: EmbeddedPostgres, database: str, folder: Path) -> Iterator[LogSigner]:
    assert governance.head()
    dsn = cluster.dsn(database, user="minutebook_log")
    with reading(dsn) as store:
        yield LogSigner(store, dsn, folder, ORIGIN)


@pytest.fixture
def owner(cluster: EmbeddedPostgres, database: str) -> Iterator[psycopg.Connection[Any]]:
    """The database's owner, who can turn every trigger off."""
    with psycopg.connect(cluster.dsn(database), autocommit=True) as connection:
        connection.execute("ALTER TABLE record.events DISABLE TRIGGER ALL")
        yield connection


def act(governance: Governance, times: int = 1) -> None:
    for n in range(times):
        governance.handle(RegisterPerson(name=f"Person {n}"), OPERATOR)


def findings(signer: LogSigner, folder: Path) -> list[str]:
    """What a whole inspection finds, in words."""
    return [str(one) for seen in inspect(signer._store, keys.trusted(folder)) for one in seen.findings]


def test_a_record_is_signed_as_it_grows(governance: Governance, signer: LogSigner, folder: Path) -> None:
    found_groups(governance)
    record(governance, evening("february"))
    first = signer.advance()
    assert first is not None
    assert first.checkpoint.size == governance.head()
    assert first.checkpoint.origin == f"{ORIGIN}/1"
    assert signer.advance() is None
    act(governance, 3)
    second = signer.advance()
    assert second is not None
    assert second.checkpoint.size == governance.head()
    assert findings(signer, folder) == []
    head = read_head(folder)
    assert head is not None
    assert (head.size, head.root) == (second.checkpoint.size, second.checkpoint.root)


def test_every_entry_is_proven_under_the_newest_checkpoint(governance: Governance, signer: LogSigner) -> None:
    act(governance, 5)
    signer.advance()
    policy = signer.policy()
    for seen in inspect(signer._store, {governance._signer.public}):
        proof = signer.checkpoints.proof(seen.position)
        assert proof is not None
        assert verify_proof(seen.entry.data(), proof, policy).size == governance.head()
    assert signer.checkpoints.proof(governance.head() + 1) is None


# T5 to T12b of the threat model: what the owner does, and what is said of it at which entry.
TAMPERING = {
    "content changed": (
        "UPDATE record.events SET state = convert_to(convert_from(state, 'UTF8') || ' ', 'UTF8') WHERE position = 4",
        "entry 4: what it says was changed: its content is not what was recorded",
    ),
    "deleted": ("DELETE FROM record.events WHERE position = 4", "entry 5: entry 4 is missing before it"),
    "two swapped": (
        "UPDATE record.events SET position = position + 996 WHERE position IN (4, 5);"  # noqa: ISC004
        "UPDATE record.events SET position = 1005 - position WHERE position > 996",
        "entry 5: it was recorded no later than the entry before",
    ),
    "tier changed": (
        "UPDATE record.events SET tier = 0 WHERE position = 4",
        "entry 4: its signature is not good: it did not come from the application, or it was changed",
    ),
    "time changed": (
        "UPDATE record.events SET recorded_at = recorded_at + interval '1 microsecond' WHERE position = 4",
        "entry 4: its leaf is not that of what is stored",
    ),
    "leaf changed": (
        "UPDATE record.events SET leaf = sha256('x') WHERE position = 4",
        "entry 4: its leaf is not that of what is stored",
    ),
    "topic changed": (
        "UPDATE record.events SET topic = 'organisation.other' WHERE position = 4",
        "entry 4: what it says was changed: its content is not what was recorded",
    ),
    "stream changed": (
        "UPDATE record.events SET stream = '3d9a6f20-1b7c-4e58-8f42-90ab12cd34ef' WHERE position = 4",
        "entry 4: its signature is not good: it did not come from the application, or it was changed",
    ),
    "key changed": (
        "UPDATE record.events SET key = sha256('x') WHERE position = 4",
        "entry 4: it is signed with a key that nobody trusts",
    ),
}


@pytest.mark.parametrize(("sql", "words"), TAMPERING.values(), ids=TAMPERING)
def test_what_the_owner_changed_is_found_and_nothing_more_is_signed(
    governance: Governance,
    signer: LogSigner,
    folder: Path,
    owner: psycopg.Connection[Any],
    sql: str,
    words: str,
) -> None:
    act(governance, 6)
    owner.execute(sql.encode())
    assert words in findings(signer, folder)
    with pytest.raises(Alarm):
        signer.advance()
    assert signer.checkpoints.alarm() is not None
    assert signer.checkpoints.latest() is None


def test_a_row_deleted_and_the_rest_renumbered(
    governance: Governance, signer: LogSigner, owner: psycopg.Connection[Any]
) -> None:
    act(governance, 6)
    signer.advance()
    owner.execute("DELETE FROM record.events WHERE position = 4")
    owner.execute("UPDATE record.events SET position = position - 1 WHERE position > 4")
    with pytest.raises(Alarm, match=r"7 entries were signed, 6 are there: some are gone, or a backup was put back"):
        signer.advance()


def test_the_tail_cut_off(governance: Governance, signer: LogSigner, owner: psycopg.Connection[Any]) -> None:
    act(governance, 6)
    signer.advance()
    owner.execute("DELETE FROM record.events WHERE position > 5")
    with pytest.raises(Alarm, match="7 entries were signed, 5 are there"):
        signer.advance()


def test_a_row_slipped_in_with_the_right_leaf_is_not_signed_over(
    governance: Governance, signer: LogSigner, owner: psycopg.Connection[Any]
) -> None:
    """T10 and T12b: the owner can make a leaf, not the application's signature."""
    act(governance, 2)
    signer.advance()
    forged = governance.store.verifiable(governance.head() - 1, 1)[0]
    stranger = Ed25519PrivateKey.generate()
    me, event = governance.store.identity(), uuid.uuid4()
    place = Place(me.record, me.era, uuid.uuid4(), 1, 1, 1, event, forged.tier)
    signature = stranger.sign(act_message(place, forged.body, forged.key))
    _append_as_owner(owner, forged, place, signature)
    words = "its signature is not good: it did not come from the application, or it was changed"
    with pytest.raises(Alarm, match=words):
        signer.advance()
    act(governance)
    with pytest.raises(Alarm, match=words):
        signer.advance()
    assert signer.checkpoints.alarm() == (4, words)


def _append_as_owner(owner: psycopg.Connection[Any], like: Any, place: Place, signature: bytes) -> None:
    """Call the database's own function as its owner: it makes the leaf, and asks for no good signature."""
    owner.execute(
        "SELECT record.append(%s::uuid[], %s::uuid[], %s::bigint[], %s::smallint[], %s::text[], %s::bytea[],"
        " %s::bytea[], %s::bytea[], %s, %s, %s, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', now(), NULL)",
        ([place.event], [place.stream], [place.version], [place.tier], [like.topic], [like.state], [like.nonce],
         [signature], like.key, uuid.uuid4(), bytes(32)),
    )  # fmt: skip


def test_a_column_of_another_type_is_found_and_is_no_crash(
    governance: Governance, signer: LogSigner, owner: psycopg.Connection[Any]
) -> None:
    act(governance, 2)
    owner.execute("DROP VIEW record.stored_events")
    owner.execute("ALTER TABLE record.events DROP CONSTRAINT events_state_check")
    owner.execute("ALTER TABLE record.events ALTER COLUMN state TYPE text USING convert_from(state, 'UTF8')")
    with pytest.raises(Alarm, match="entry 1: the table of the record was changed"):
        signer.advance()


def test_a_hundred_random_rewrites_are_all_found(
    governance: Governance, signer: LogSigner, owner: psycopg.Connection[Any], folder: Path
) -> None:
    act(governance, 12)
    signer.advance()
    chance = random.Random(20261126)
    owner.execute("CREATE TABLE public.kept AS SELECT * FROM record.events")
    columns = {
        "state": "set_byte(state, {n} % length(state), (get_byte(state, {n} % length(state)) + 1) % 256)",
        "nonce": "set_byte(nonce, {n} % 32, (get_byte(nonce, {n} % 32) + 1) % 256)",
        "signature": "set_byte(signature, {n} % 64, (get_byte(signature, {n} % 64) + 1) % 256)",
        "body": "set_byte(body, {n} % 32, (get_byte(body, {n} % 32) + 1) % 256)",
        "tier": "(tier + 1 + {n} % 3) % 4",
        "recorded_at": "recorded_at + {n} * interval '1 microsecond'",
        "event": "md5('{n}')::uuid::text::uuid",
        "topic": "topic || 'x'",
        "version": "version + 1 + {n} % 9",
        "parts": "parts + 1 + {n} % 9",
    }
    for constraint in ("events_event_check", "events_stream_version_key"):
        owner.execute(f"ALTER TABLE record.events DROP CONSTRAINT {constraint}".encode())
    found = 0
    for _ in range(100):
        position, column, n = chance.randint(1, 13), chance.choice(list(columns)), chance.randint(1, 10_000)
        change = columns[column].format(n=n)
        owner.execute(f"UPDATE record.events SET {column} = {change} WHERE position = {position}".encode())
        found += bool(findings(signer, folder))
        owner.execute("DELETE FROM record.events")
        owner.execute("INSERT INTO record.events SELECT * FROM public.kept")
    assert found == 100
    assert findings(signer, folder) == []


WITNESS = Ed25519PrivateKey.from_private_bytes(bytes([7]) * 32)
WITNESS_KEY = VerifierKey("friend.example", COSIGNATURE, WITNESS.public_key().public_bytes_raw())


@pytest.fixture
def witness(signer: LogSigner, tmp_path: Path, folder: Path) -> Iterator[WitnessBooks]:
    """A critical friend's witness that answers on a port of its own, and a policy that asks for it."""
    books_folder = tmp_path / "witness"
    books_folder.mkdir()
    books = WitnessBooks(books_folder, WITNESS_KEY, WITNESS.sign, {f"{ORIGIN}/1": [signer.key]})
    server = witness_server(books, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    (folder / "policy").write_text(
        f"log {signer.key.text()}\nwitness friend {WITNESS_KEY.text()} {url}\nquorum friend\n", encoding="utf-8"
    )
    yield books
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_witness_cosigns_each_checkpoint(governance: Governance, signer: LogSigner, witness: WitnessBooks) -> None:
    policy = signer.policy()
    for _ in range(3):
        act(governance, 2)
        signer.advance()
        assert signer.ask_witnesses() == ["friend"]
        assert signer.ask_witnesses() == []
        proof = signer.checkpoints.proof(governance.head())
        assert proof is not None
        entry = [seen.entry for seen in inspect(signer._store, {governance._signer.public})][-1]
        assert verify_proof(entry.data(), proof, policy).size == governance.head()
    kept = witness.last(f"{ORIGIN}/1")
    assert kept is not None
    assert kept.size == governance.head()


def test_a_whole_rewrite_with_the_logs_own_key_is_refused_by_the_witness(
    governance: Governance,
    signer: LogSigner,
    witness: WitnessBooks,
    owner: psycopg.Connection[Any],
    folder: Path,
    make: Callable[..., Governance],
) -> None:
    """T11: new entries with good signatures, new leaves, tiles and checkpoints, and the signer's memory made to fit."""
    act(governance, 5)
    signer.advance()
    signer.ask_witnesses()
    receipt = signer.checkpoints.proof(4)
    entry = next(seen.entry for seen in inspect(signer._store, keys.trusted(folder)) if seen.position == 4)
    assert receipt is not None
    _rewrite_from(make, owner, position=4)
    for table in ("log.tile", "log.checkpoint", "log.witness"):
        owner.execute(f"DELETE FROM {table}".encode())
    (folder / "log.head").unlink()
    again = signer.advance()
    assert again is not None
    assert findings(signer, folder) == []
    assert signer.ask_witnesses() == []
    fault = signer._store.rows("SELECT fault FROM log.witness")[0][0]
    assert fault == "it cosigned another log of this name, of 6 entries"
    policy = parse_policy((folder / "policy").read_text(encoding="utf-8"))
    assert verify_proof(entry.data(), receipt, policy).size == again.checkpoint.size
    forged = signer.checkpoints.proof(4)
    assert forged is not None
    assert forged.checkpoint != receipt.checkpoint
    kept = witness.last(f"{ORIGIN}/1")
    assert kept is not None
    assert (kept.size, kept.root) != (again.checkpoint.size, again.checkpoint.root)


def _rewrite_from(make: Callable[..., Governance], owner: psycopg.Connection[Any], position: int) -> None:
    """Everything from a position on recorded anew by whoever holds the application's key."""
    head = make().head()
    owner.execute("DELETE FROM record.events WHERE position >= %s", (position,))
    act(make(), head - position + 1)


def test_the_signer_remembers_what_it_signed_when_the_database_is_made_to_forget(
    governance: Governance, signer: LogSigner, owner: psycopg.Connection[Any], make: Callable[..., Governance]
) -> None:
    act(governance, 5)
    signer.advance()
    _rewrite_from(make, owner, position=4)
    for table in ("log.tile", "log.checkpoint"):
        owner.execute(f"DELETE FROM {table}".encode())
    with pytest.raises(Alarm, match="the record is not the one that was signed before"):
        signer.advance()


def test_tiles_that_were_changed_are_not_built_upon(
    governance: Governance, signer: LogSigner, owner: psycopg.Connection[Any]
) -> None:
    act(governance, 3)
    signer.advance()
    owner.execute("UPDATE log.tile SET hashes = set_byte(hashes, 0, (get_byte(hashes, 0) + 1) % 256)")
    act(governance)
    with pytest.raises(Alarm, match="the tiles do not give the root that was signed"):
        signer.advance()


def test_a_checkpoint_kept_beside_another_memory_is_found(
    governance: Governance, signer: LogSigner, folder: Path
) -> None:
    act(governance, 3)
    signed = signer.advance()
    assert signed is not None
    head = read_head(folder)
    assert head is not None
    write_head(folder, head._replace(root=EMPTY_ROOT))
    act(governance)
    with pytest.raises(Alarm, match="the record is not the one that was signed before"):
        signer.advance()


def test_the_log_goes_on_when_what_was_wrong_is_put_right(
    governance: Governance, signer: LogSigner, owner: psycopg.Connection[Any]
) -> None:
    act(governance, 3)
    owner.execute("UPDATE record.events SET tier = 3 WHERE position = 2")
    with pytest.raises(Alarm):
        signer.advance()
    owner.execute("UPDATE record.events SET tier = 2 WHERE position = 2")
    assert signer.advance() is not None
    assert signer.checkpoints.alarm() is None


def test_a_signer_that_stopped_between_remembering_and_keeping_goes_on(
    governance: Governance, signer: LogSigner, owner: psycopg.Connection[Any]
) -> None:
    act(governance, 3)
    signer.advance()
    owner.execute("DELETE FROM log.checkpoint")
    owner.execute("DELETE FROM log.tile")
    act(governance)
    again = signer.advance()
    assert again is not None
    assert again.checkpoint.size == governance.head()


def test_the_logs_role_can_write_the_log_and_nothing_else(cluster: EmbeddedPostgres, database: str) -> None:
    with psycopg.connect(cluster.dsn(database, user="minutebook_log"), autocommit=True) as log:
        for sql in (
            "INSERT INTO record.receipts VALUES (gen_random_uuid(), '', 0, 0)",
            "UPDATE record.events SET tier = 0",
            "DELETE FROM log.checkpoint",
            "SELECT * FROM vault.item",
            "SELECT * FROM keyring.dek",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                log.execute(sql.encode())
    with (
        psycopg.connect(cluster.dsn(database, user="minutebook_app"), autocommit=True) as application,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        application.execute("INSERT INTO log.checkpoint (era, size, note) VALUES (1, 1, '')")


def test_a_head_that_cannot_be_read_is_a_fault(folder: Path) -> None:
    (folder / "log.head").write_text("1 2\n", encoding="ascii")
    with pytest.raises(keys.KeyFault, match="is not a head of the log"):
        read_head(folder)
    (folder / "log.head").write_text(f"1 2 {base64.b64encode(bytes(31)).decode()}\n", encoding="ascii")
    with pytest.raises(keys.KeyFault, match="is not a head of the log"):
        read_head(folder)


def test_no_policy_means_the_log_alone(signer: LogSigner, governance: Governance) -> None:
    act(governance)
    signed = signer.advance()
    assert signed is not None
    assert signer.policy().met_by([])
    assert signer.ask_witnesses() == []


HOURS = 7200


def test_an_entry_dated_before_a_head_that_a_witness_saw_without_it_is_found(
    governance: Governance, cluster: EmbeddedPostgres, database: str, folder: Path, witness: WitnessBooks
) -> None:
    """T17: whoever holds every key records an act, with good signatures and leaves, and a time two hours too early."""
    witness._now = lambda: time.time() + HOURS
    dsn = cluster.dsn(database, user="minutebook_log")
    with reading(dsn) as store:
        signer = LogSigner(store, dsn, folder, ORIGIN, now=witness._now)
        act(governance, 2)
        signer.advance()
        assert signer.ask_witnesses() == ["friend"]
        act(governance)
        signer.advance()
        assert findings(signer, folder) == []
        heads = heads_seen(signer.checkpoints, signer.policy())
        assert {size: len(seen) for size, seen in heads.items()} == {3: 1, 4: 0}
        times = Times(heads)
        entries = [seen.entry for seen in inspect(store, keys.trusted(folder))]
        for position, entry in enumerate(entries, 1):
            times.step(position, entry)
        (found,) = times.against(3, heads[3])
        seen = dt.datetime.fromtimestamp(heads[3][0], dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        assert str(found) == (
            f"entry 4: its time, {entries[3].recorded}, is too early:"
            f" a witness saw at {seen} that the log had 3 entries, without this one"
        )


# The database's owner can make a leaf that fits: the application's signature does not cover when a row was recorded.
MOVED = {
    "later": ("1 hour", "entry 4: it was recorded 3600 seconds after it was decided"),
    "earlier": ("-1 hour", "entry 4: it was recorded no later than the entry before"),
    "with all before it": ("-1 hour", "entry 1: it was recorded 3600 seconds before it was decided"),
}


@pytest.mark.parametrize(("by", "words"), MOVED.values(), ids=MOVED)
def test_a_time_moved_with_a_leaf_that_fits_is_found(
    request: pytest.FixtureRequest,
    governance: Governance,
    signer: LogSigner,
    folder: Path,
    owner: psycopg.Connection[Any],
    by: str,
    words: str,
) -> None:
    act(governance, 3)
    start = 1 if "with all before it" in request.node.name else 4
    owner.execute("UPDATE record.events SET recorded_at = recorded_at + %s::interval WHERE position >= %s", (by, start))
    for seen in inspect(signer._store, keys.trusted(folder)):
        owner.execute("UPDATE record.events SET leaf = %s WHERE position = %s", (seen.leaf, seen.position))
    assert _about(findings(signer, folder)[0]) == _about(words)


def _about(words: str) -> str:
    """Without how long the act itself took."""
    return re.sub(r"(3[56]\d\d) seconds", "an hour", words)


def test_a_witness_that_is_away_is_asked_again_and_one_with_a_wrong_clock_does_not_count(
    governance: Governance, signer: LogSigner, witness: WitnessBooks, folder: Path
) -> None:
    """T15: what was recorded meanwhile is stored, waits, and is covered once the witness answers."""
    policy = (folder / "policy").read_text(encoding="utf-8")
    (folder / "policy").write_text(re.sub(r"http://\S+", "http://127.0.0.1:9", policy), encoding="utf-8")
    act(governance, 2)
    signer.advance()
    assert signer.ask_witnesses() == []
    assert signer.checkpoints.awaited(governance.head()) == "witness"
    (folder / "policy").write_text(policy, encoding="utf-8")
    signer._rested.clear()
    witness._now = lambda: time.time() + 600
    assert signer.ask_witnesses() == []
    (fault,) = signer._store.rows("SELECT fault FROM log.witness")[0]
    assert re.fullmatch(r"its clock and ours are (599|600|601) seconds apart", fault)
    assert signer.checkpoints.awaited(governance.head()) == "witness"
    signer._rested.clear()
    witness._now = time.time
    assert signer.ask_witnesses() == ["friend"]
    assert signer.checkpoints.awaited(governance.head()) is None


def test_no_witness_is_asked_about_a_head_while_older_acts_wait(
    governance: Governance, signer: LogSigner, witness: WitnessBooks, owner: psycopg.Connection[Any]
) -> None:
    act(governance, 2)
    signer.advance()
    act(governance)
    owner.execute("UPDATE record.events SET recorded_at = recorded_at - interval '1 minute'")
    assert signer.ask_witnesses() == []
    assert witness.last(f"{ORIGIN}/1") is None
