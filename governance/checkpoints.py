"""The log as it is kept: hash tiles and signed checkpoints in the database, written by the signer alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from governance.log.checkpoint import Checkpoint, parse_checkpoint
from governance.log.merkle import inclusion_proof
from governance.log.note import Note, parse_note
from governance.log.proof import Proof
from governance.log.tiles import TileNodes

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Rows = Callable[..., list[tuple[Any, ...]]]

LONGEST_MINUTES = 5
Awaited = Literal["checkpoint", "witness"]


class Signed(NamedTuple):
    """A checkpoint as it was signed, in its era."""

    era: int
    note: Note

    @property
    def checkpoint(self) -> Checkpoint:
        """What the note says."""
        return parse_checkpoint(self.note.text)


class Checkpoints:
    """Reads tiles and checkpoints over `rows`, which runs a query with its values."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def latest(self) -> Signed | None:
        """The checkpoint that covers most; None before the first."""
        return self._one("ORDER BY era DESC, size DESC LIMIT 1")

    def era(self) -> list[Note]:
        """Every checkpoint of the newest era, by what it covers."""
        newest = "SELECT note FROM log.checkpoint WHERE era = (SELECT max(era) FROM log.checkpoint) ORDER BY size"
        return [parse_note(note.encode()) for (note,) in self._rows(newest)]

    def words(self, position: int) -> tuple[int, str, Note] | None:
        """Size, eight words and note of the first checkpoint that covers the close of a meeting at this position."""
        spoken = "SELECT size, words, note FROM log.checkpoint WHERE size >= %b AND words IS NOT NULL"
        found = self._rows(f"{spoken} ORDER BY era DESC, size LIMIT 1", position)
        return (found[0][0], found[0][1], parse_note(found[0][2].encode())) if found else None

    def awaited(self, position: int) -> Awaited | None:
        """What an act still waits for: that a checkpoint covers it, and then that a witness has signed one.

        None once that has come, and, of the second, where no witness is asked.
        """
        signed = self.latest()
        if signed is None or signed.checkpoint.size < position:
            return "checkpoint"
        if not self._rows("SELECT 1 FROM log.witness LIMIT 1"):
            return None
        log, _, _ = signed.checkpoint.origin.rpartition("/")
        cosigned = self._one(_COSIGNED, signed.era, log)
        return None if cosigned is not None and cosigned.checkpoint.size >= position else "witness"

    def shown(self, position: int) -> Awaited | None:
        """What pages say that an act waits for: nothing where no log was ever signed."""
        return self.awaited(position) if self.latest() is not None else None

    def unsigned(self) -> tuple[int, int] | None:
        """How many acts have waited to be signed over, and for how many minutes, where that is too long."""
        signed = self.latest()
        size = signed.checkpoint.size if signed is not None else 0
        found = self._rows(_UNSIGNED, size)
        count, minutes = found[0]
        return (count, minutes) if count and minutes >= LONGEST_MINUTES else None

    def alarm(self) -> tuple[int, str] | None:
        """Why the log does not go on: a position (0: the whole) and words."""
        found = self._rows("SELECT position, words FROM log.alarm")
        return (found[0][0], found[0][1]) if found else None

    def tile(self, level: int, nth: int) -> bytes:
        """The hashes of a tile, as many as there are; empty for none."""
        found = self._rows("SELECT hashes FROM log.tile WHERE level = %b AND nth = %b", level, nth)
        return bytes(found[0][0]) if found else b""

    def nodes(self) -> TileNodes:
        """The nodes of the tree, read as they are asked for."""
        return TileNodes(self.tile)

    def proof(self, position: int) -> Proof | None:
        """The proof that the entry at a position stands in the newest checkpoint; None until one covers it."""
        signed = self.latest()
        if signed is None or signed.checkpoint.size < position:
            return None
        hashes = inclusion_proof(position - 1, signed.checkpoint.size, self.nodes().node)
        return Proof(position - 1, tuple(hashes), signed.note.data())

    def _one(self, where: str, *values: object) -> Signed | None:
        found = self._rows(f"SELECT era, note FROM log.checkpoint {where}", *values)
        return Signed(found[0][0], parse_note(found[0][1].encode())) if found else None


# A line of a signature under another name than the log's, which may sign with two keys while it changes them.
_COSIGNED = (
    "WHERE era = %b AND EXISTS (SELECT 1 FROM regexp_split_to_table(note, chr(10)) AS line"
    " WHERE starts_with(line, '— ') AND NOT starts_with(line, '— ' || %b || ' ')) ORDER BY size DESC LIMIT 1"
)
# A demonstration takes its times from a file: how long its acts have waited nobody knows.
_UNSIGNED = (
    "SELECT count(*), coalesce(floor(extract(epoch FROM now() - min(recorded_at)) / 60), 0)::bigint"
    " FROM record.events, record.identity WHERE position > %b AND clock = 'database'"
)
