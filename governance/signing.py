"""Signing the log: new entries inspected, tiles grown, a checkpoint signed, witnesses asked. Never blocks a meeting."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING, NamedTuple

import psycopg

from governance import keys
from governance.checkpoints import Checkpoints, Signed
from governance.inspection import Unreadable, continued, inspect
from governance.kernel import Unreachable
from governance.log.asking import Unanswered, ask
from governance.log.checkpoint import Checkpoint
from governance.log.cosignature import cosigned_at
from governance.log.merkle import HASH, consistency_proof, tree_root
from governance.log.note import ED25519, BadNote, Note, VerifierKey, from_base64, sign_note, to_base64
from governance.log.policy import NOBODY, BadPolicy, Policy, accept_checkpoint, parse_policy
from governance.log.tiles import TileNodes, grown_tiles
from governance.log.times import witnessed
from governance.log.walk import APART_SECONDS
from governance.log.words import checkpoint_words
from governance.meeting.events import MeetingClosed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from governance.log.note import Signature
    from governance.log.policy import Party
    from governance.store import RecordRecorder

MOST_AT_ONCE = 50_000
REST_SECONDS = 30.0
HEAD = "log.head"
POLICY = "policy"
CLOSED = MeetingClosed.topic
SIGNED_BEFORE = "the record is not the one that was signed before"


class Alarm(Exception):
    """The log does not go on: at which position (0: the whole), and why."""

    def __init__(self, position: int, words: str) -> None:
        super().__init__(f"entry {position}: {words}" if position else words)
        self.position = position
        self.words = words


class Head(NamedTuple):
    """What was signed last, as the signer remembers it outside the database."""

    era: int
    size: int
    root: bytes


class LogSigner:
    """Signs checkpoints of one record. `folder` holds the log's key, the trusted keys, the policy and the last head.

    `dsn` is the database as the log's own role; `store` reads the record over it.
    """

    def __init__(
        self, store: RecordRecorder, dsn: str, folder: Path, name: str, now: Callable[[], float] = time.time
    ) -> None:
        self._store = store
        self._dsn = dsn
        self._folder = folder
        self._name = name
        self.checkpoints = Checkpoints(store.rows)
        self._now = now
        self._rested: dict[str, float] = {}

    @property
    def key(self) -> VerifierKey:
        """The key in use, read anew each time: it may be changed meanwhile."""
        return VerifierKey(self._name, ED25519, keys.log_signer(self._folder).public)

    def advance(self) -> Signed | None:
        """Sign a checkpoint over what is new; None when nothing is. Raises `Alarm`, which is kept for all to see."""
        try:
            signed = self._advance()
        except Alarm as alarm:
            self._write(_RAISE, alarm.position, alarm.words)
            raise
        if signed is not None:
            self._write("DELETE FROM log.alarm")
        return signed

    def policy(self) -> Policy:
        """Who counts; without a file of its own the log alone. Raises `BadPolicy`."""
        return parse_policy(policy_text(self._folder, self._name))

    def ask_witnesses(self, timeout: float = 5.0) -> list[str]:
        """Ask every witness of the policy that has not cosigned the newest checkpoint; returns who did now.

        A witness says when it signed; so none is asked while something older than that is waiting to be covered.
        """
        signed = self.checkpoints.latest()
        if signed is None or self._store.rows(_WAITING, signed.checkpoint.size + 1):
            return []
        parties = self.policy().witnesses.items()
        wanted = [(name, party) for name, party in parties if self._wants(signed, name, party)]
        return [name for name, party in wanted if self._ask(signed, name, party, timeout)]

    def _wants(self, signed: Signed, name: str, party: Party) -> bool:
        """Whether a witness can be asked, has not signed, and was not found wanting a moment ago."""
        has = any((line.name, line.key_id) == (party.key.name, party.key.id) for line in signed.note.signatures)
        return bool(party.url) and not has and self._rested.get(name, 0) <= time.monotonic()

    def _advance(self) -> Signed | None:
        era, last = self._store.identity().era, self._last()
        self._check_head(last, era)
        size = last.size if last else 0
        leaves, closes = self._leaves(size)
        if not leaves:
            return None
        tiles = grown_tiles(size, leaves, self.checkpoints.tile)
        nodes = TileNodes(lambda level, nth: tiles.get((level, nth)) or self.checkpoints.tile(level, nth))
        if last is not None and tree_root(size, nodes.node) != last.root:
            raise Alarm(0, "the tiles do not give the root that was signed")
        checkpoint = Checkpoint(f"{self._name}/{era}", size + len(leaves), tree_root(size + len(leaves), nodes.node))
        self._check_memory(checkpoint, nodes)
        return self._sign(era, checkpoint, tiles, spoken=closes)

    def _last(self) -> Checkpoint | None:
        signed = self.checkpoints.latest()
        return signed.checkpoint if signed is not None else None

    def _leaves(self, size: int) -> tuple[list[bytes], bool]:
        """The leaves of whole acts after `size`, each entry in order, and whether a meeting was closed among them."""
        leaves, whole, closes = [], 0, False
        try:
            for seen in inspect(self._store, keys.trusted(self._folder), size):
                for finding in seen.findings:
                    raise Alarm(finding.position, finding.words)
                leaves.append(seen.leaf)
                closes = closes or seen.topic == CLOSED
                whole = len(leaves) if seen.entry.place.part == seen.entry.place.parts else whole
                if len(leaves) >= MOST_AT_ONCE and whole == len(leaves):
                    break
        except Unreadable as unreadable:
            raise Alarm(int(str(unreadable)), "the table of the record was changed") from unreadable
        return leaves[:whole], closes

    def _check_head(self, last: Checkpoint | None, era: int) -> None:
        """Refuse a database whose newest checkpoint is not what was signed last, or one step behind it.

        In a new era the record goes on over a head of the one before: it must say which was signed last.
        """
        head = read_head(self._folder)
        if head is not None and head.era < era:
            self._check_continued(head, era)
            return
        there = self._store.head()
        signed = max(head.size if head else 0, last.size if last else 0)
        if there < signed:
            raise Alarm(0, f"{signed} entries were signed, {there} are there: some are gone, or a backup was put back")
        if head is not None and last is not None and last.size >= head.size and last[1:3] != head[1:]:
            raise Alarm(0, SIGNED_BEFORE)

    def _check_continued(self, head: Head, era: int) -> None:
        said = continued(self._store).get(era)
        if said is None:
            raise Alarm(0, "a new era began, and no entry says why")
        if said["size"] < head.size or (said["size"] == head.size and from_base64(said["root"]) != head.root):
            raise Alarm(0, f"{head.size} entries were signed, and the record went on as if it had been other ones")

    def _check_memory(self, checkpoint: Checkpoint, nodes: TileNodes) -> None:
        head = read_head(self._folder)
        if head is None or checkpoint.origin != f"{self._name}/{head.era}":
            return
        if head.size <= checkpoint.size and tree_root(head.size, nodes.node) != head.root:
            raise Alarm(0, SIGNED_BEFORE)

    def _sign(self, era: int, checkpoint: Checkpoint, tiles: dict[tuple[int, int], bytes], *, spoken: bool) -> Signed:
        text = checkpoint.text()
        words = " ".join(checkpoint_words(text)) if spoken else None
        note = signed_note(self._folder, self._name, text)
        head = read_head(self._folder)
        if head is None or (head.era, head.size) < (era, checkpoint.size):
            write_head(self._folder, Head(era, checkpoint.size, checkpoint.root))
        with psycopg.connect(self._dsn) as connection, connection.cursor() as cursor:
            rows = [(level, nth, hashes) for (level, nth), hashes in tiles.items()]
            cursor.executemany(_TILE, rows)
            cursor.execute(_CHECKPOINT, (era, checkpoint.size, note.data().decode(), words))
        return Signed(era, note)

    def _ask(self, signed: Signed, name: str, party: Party, timeout: float) -> bool:
        checkpoint, nodes = signed.checkpoint, self.checkpoints.nodes()
        cosigned = self._store.rows("SELECT cosigned FROM log.witness WHERE name = %b", name)
        old = min(int(cosigned[0][0]), checkpoint.size) if cosigned else 0
        try:
            lines = ask(
                party, old, signed.note, lambda size: consistency_proof(size, checkpoint.size, nodes.node), timeout
            )
            self._timely(lines)
        except Unanswered as fault:
            self._rested[name] = time.monotonic() + REST_SECONDS
            self._write(_WITNESS, name, old, str(fault))
            return False
        with psycopg.connect(self._dsn) as connection:
            found = connection.execute(_NOTE, (signed.era, checkpoint.size)).fetchone()
            text = (found[0] if found else signed.note.data().decode()) + "".join(line.line() for line in lines)
            connection.execute(_COSIGNED, (text, signed.era, checkpoint.size))
        self._write(_WITNESS, name, checkpoint.size, None)
        return True

    def _timely(self, lines: tuple[Signature, ...]) -> None:
        """What is recorded next is held against a witness's time: one that is wrong would speak against us."""
        apart = max((abs(cosigned_at(line.signature) - self._now()) for line in lines), default=0)
        if apart > APART_SECONDS / 2:
            msg = f"its clock and ours are {apart:.0f} seconds apart"
            raise Unanswered(msg)

    def _write(self, sql: str, *values: Any) -> None:
        with psycopg.connect(self._dsn) as connection:
            connection.execute(sql.encode(), values)


def follow(signer: LogSigner, *, going: Callable[[], bool], every: float = 1.0) -> Iterator[str]:
    """Sign what is new, ask witnesses, wait for the next act, while `going`. Yields what is worth a line."""
    said = ""
    while going():
        try:
            signed = signer.advance()
            words = f"signed up to entry {signed.checkpoint.size}" if signed is not None else ""
            asked = signer.ask_witnesses()
            words += f"{', ' if words else ''}witnessed by {' and '.join(asked)}" if asked else ""
        except (Alarm, BadPolicy, Unreachable, keys.KeyFault, psycopg.Error) as fault:
            words = f"the log does not go on: {fault}"
        if words and words != said:
            yield words
        said = words
        time.sleep(every)


def heads_seen(checkpoints: Checkpoints, policy: Policy) -> dict[int, list[int]]:
    """When witnesses of this policy saw each head of the newest era, by its size, in POSIX seconds."""
    seen = {}
    for note in checkpoints.era():
        with contextlib.suppress(BadNote):
            checkpoint, opened = accept_checkpoint(note, policy._replace(quorum=NOBODY))
            seen[checkpoint.size] = witnessed(opened)
    return seen


def signed_note(folder: Path, name: str, text: str) -> Note:
    """A checkpoint signed with every key of the log in use: while it is changed, with the one before too."""
    signers = keys.log_signers(folder)
    return Note(text, tuple(sign_note(text, VerifierKey(name, ED25519, one.public), one.sign) for one in signers))


def policy_text(folder: Path, name: str) -> str:
    """The policy in a folder of keys, as its lines; the log alone, with every key it had, where there is no file."""
    file = folder / POLICY
    if file.exists():
        return file.read_text(encoding="utf-8")
    logs = [f"log {VerifierKey(name, ED25519, public).text()}\n" for public in keys.log_keys(folder)]
    return f"{''.join(logs)}quorum none\n"


def read_head(folder: Path) -> Head | None:
    """What was signed last. Raises `KeyFault` for a file that cannot be read."""
    file = folder / HEAD
    if not file.exists():
        return None
    words = file.read_text(encoding="ascii").split()
    root = from_base64(words[2]) if len(words) == len(Head._fields) else None
    if root is None or len(root) != HASH:
        raise keys.KeyFault(f"{file} is not a head of the log")
    return Head(int(words[0]), int(words[1]), root)


def write_head(folder: Path, head: Head) -> None:
    """Remember what is being signed, on disk before it is published."""
    partial = folder / f"{HEAD}.new"
    with contextlib.suppress(FileNotFoundError):
        partial.unlink()
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{head.era} {head.size} {to_base64(head.root)}\n")
        file.flush()
        os.fsync(file.fileno())
    partial.replace(folder / HEAD)


_WAITING = "SELECT 1 FROM record.events WHERE position = %b AND recorded_at < now() - interval '30 seconds'"
_TILE = (
    "INSERT INTO log.tile (level, nth, hashes) VALUES (%s, %s, %s)"
    " ON CONFLICT (level, nth) DO UPDATE SET hashes = excluded.hashes"
)
_CHECKPOINT = "INSERT INTO log.checkpoint (era, size, note, words) VALUES (%s, %s, %s, %s)"
_NOTE = "SELECT note FROM log.checkpoint WHERE era = %s AND size = %s FOR UPDATE"
_COSIGNED = "UPDATE log.checkpoint SET note = %s WHERE era = %s AND size = %s"
_RAISE = (
    "INSERT INTO log.alarm (position, words) VALUES (%s, %s)"
    " ON CONFLICT (one) DO UPDATE SET position = excluded.position, words = excluded.words"
)
_WITNESS = (
    "INSERT INTO log.witness (name, cosigned, asked_at, fault) VALUES (%s, %s, now(), %s)"
    " ON CONFLICT (name) DO UPDATE SET cosigned = excluded.cosigned, asked_at = now(), fault = excluded.fault"
)
