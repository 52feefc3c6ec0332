"""Going on after a restore: the record in its next era, over the head that was signed last, saying what was lost."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

import psycopg

from governance import keys
from governance.checkpoints import Checkpoints
from governance.custody.events import LogContinued
from governance.inspection import BATCH, origin
from governance.log.bundle import Frontier
from governance.log.checkpoint import Checkpoint, parse_checkpoint
from governance.log.cosignature import verifier_of
from governance.log.note import ED25519, BadNote, Note, VerifierKey, open_note, parse_note, to_base64
from governance.signing import HEAD, read_head, signed_note

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from governance.store import RecordRecorder


# File systems keep the time of a file to a tick of the clock.
COARSE = dt.timedelta(milliseconds=10)


class NothingLost(Exception):
    """There is nothing to recover from, or no head to go on over; why."""


class Restored(NamedTuple):
    """What a restore kept, what is there by now, and the head that was signed before it."""

    kept: int
    there: int
    era: int
    checkpoint: Checkpoint
    note: Note

    @property
    def continued(self) -> LogContinued:
        """The first event of the next era."""
        return LogContinued(
            old_origin=self.checkpoint.origin,
            size=self.checkpoint.size,
            root=to_base64(self.checkpoint.root),
            checkpoint=self.note.data().decode(),
            kept_through=self.kept,
            era=self.era + 1,
        )


def restored(store: RecordRecorder, folder: Path, kept: Iterable[bytes] = (), through: int | None = None) -> Restored:
    """How a restored record stands against the head in the signer's memory, and against checkpoints kept elsewhere.

    `kept` are notes of checkpoints, as witnesses and members have them; the one that goes furthest counts, with its
    cosignatures. `through` is the last entry that the backup had, where it is not told by when the log was signed last:
    what stands there of the entries signed then, and was recorded later, came after the backup was put back.

    Raises `NothingLost`, `KeyFault`, and `BadNote` for a note that this log did not sign.
    """
    name, identity, there = origin(store), store.identity(), store.head()
    if name is None:
        raise NothingLost("there is no record here yet")
    ours = [VerifierKey(name, ED25519, public) for public in keys.log_keys(folder)]
    heads = [_opened(data, ours) for data in kept]
    remembered = read_head(folder)
    if remembered is not None:
        text = Checkpoint(f"{name}/{remembered.era}", remembered.size, remembered.root).text()
        heads.append((parse_checkpoint(text), signed_note(folder, name, text)))
    of_this_era = [one for one in heads if one[0].origin == f"{name}/{identity.era}"]
    if not of_this_era:
        raise NothingLost("nothing was signed before: there is no head to go on over")
    checkpoint, note = max(of_this_era, key=lambda one: (one[0].size, len(one[1].signatures)))
    if there >= checkpoint.size and _root(store, checkpoint.size) == checkpoint.root:
        raise NothingLost(f"{checkpoint.size} entries were signed, and {there} are there: none is missing")
    last = _last_of_the_backup(store, folder) if through is None else through
    signed = Checkpoints(store.rows).latest()
    if not (signed.checkpoint.size if signed else 0) <= last <= min(there, checkpoint.size - 1):
        raise NothingLost("it cannot be told which entries the backup had: say the last of them with --through")
    return Restored(last, there, identity.era, checkpoint, note)


def _root(store: RecordRecorder, size: int) -> bytes:
    """The root over the first entries as they stand."""
    frontier, after = Frontier(), 0
    while rows := store.verifiable(after, min(BATCH, size - after)):
        for row in rows:
            frontier.push(0, row.leaf)
        after = rows[-1].position
        if after >= size:
            break
    return frontier.root()


def _last_of_the_backup(store: RecordRecorder, folder: Path) -> int:
    """The last entry recorded before the log was signed last: those signed then all were."""
    file = folder / HEAD
    if not file.exists() or store.identity().clock != "database":
        return store.head()
    return store.position_at(dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC) + COARSE)


def raise_era(owner: str, era: int) -> None:
    """Begin an era of the record, as the database's owner."""
    with psycopg.connect(owner) as connection:
        connection.execute("UPDATE record.identity SET era = %s WHERE era = %s", (era, era - 1))


def _opened(data: bytes, ours: Iterable[VerifierKey]) -> tuple[Checkpoint, Note]:
    note = parse_note(data)
    opened = open_note(note, [verifier_of(key) for key in ours])
    if not opened.verified:
        raise BadNote("it is not signed by this log")
    return parse_checkpoint(note.text), note
