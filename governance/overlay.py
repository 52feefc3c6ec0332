"""A store that keeps what is appended in memory, over one that is only read: to try acts before recording them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from governance.store import Append, Conflict, Identity, Receipt, RecordRecorder, Row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from governance.sealing import Item, WrappedKey


class Overlay(RecordRecorder):
    """Reads through to the store below; appends stay here and are gone with it."""

    def __init__(self, below: RecordRecorder) -> None:
        super().__init__(below.datastore, events_table_name=below.events_table_name)
        self._below = below
        self._rows: list[Row] = []
        self._kept: dict[UUID, Item] = {}
        self._keys: dict[tuple[UUID, str], WrappedKey] = {}
        self._receipts: dict[UUID, tuple[Receipt, bytes]] = {}
        self._base = below.head()

    def identity(self) -> Identity:
        """Which record this is."""
        return self._below.identity()

    def head(self) -> int:
        """The last position, ours included."""
        return self._base + len(self._rows)

    def read_stream(self, stream: UUID, after: int = 0, until: int | None = None) -> list[Row]:
        """A stream's events, ours last."""
        ours = [r for r in self._rows if r.stream == stream and r.version > after]
        return self._below.read_stream(stream, after, until) + [r for r in ours if until is None or r.position <= until]

    def read_all(self, after: int, limit: int, topics: Sequence[str] = ()) -> list[Row]:
        """Events after a position, ours last."""
        ours = [r for r in self._rows if r.position > after and (not topics or r.topic in topics)]
        return (self._below.read_all(after, limit, topics) + ours)[:limit]

    def receipt(self, command: UUID) -> Receipt | None:
        """The receipt of a command handled here or below."""
        mine = self._receipts.get(command)
        return mine[0] if mine else self._below.receipt(command)

    def same_body(self, command: UUID, digest: bytes) -> bool:
        """Whether a command handled before had this body."""
        mine = self._receipts.get(command)
        return mine[1] == digest if mine else self._below.same_body(command, digest)

    def items(self, refs: Sequence[UUID]) -> dict[UUID, Item]:
        """Vault items, ours included."""
        return {**self._below.items(refs), **{ref: self._kept[ref] for ref in refs if ref in self._kept}}

    def key_of(self, subject: UUID, purpose: str) -> WrappedKey | None:
        """The wrapped key of a subject, made here or below."""
        return self._keys.get((subject, purpose)) or self._below.key_of(subject, purpose)

    def keys_by_id(self, ids: Sequence[UUID]) -> list[WrappedKey]:
        """Wrapped keys by id, ours included."""
        return [*self._below.keys_by_id(ids), *(key for key in self._keys.values() if key.key_id in ids)]

    def keep_key(self, key: WrappedKey) -> WrappedKey:
        """Keep a data key here only."""
        return self._keys.setdefault((key.subject, key.purpose), key)

    def append(self, request: Append) -> Receipt:
        """Keep the events here, at the versions they would have. Raises `Conflict` as the store would."""
        if any(self._version(stream) != version for stream, version in request.guards):
            raise Conflict
        first = self.head() + 1
        stamp = request.recorded or dt.datetime.now(dt.UTC)
        for n, one in enumerate(request.events):
            self._rows.append(
                Row(
                    position=first + n,
                    event=one.event,
                    stream=one.stream,
                    version=one.version,
                    part=n + 1,
                    parts=len(request.events),
                    recorded_at=stamp,
                    tier=one.tier,
                    topic=one.topic,
                    state=one.state,
                )
            )
        self._kept.update({item.ref: item for item in request.items})
        last = self.head()
        receipt = Receipt(request.command, first if request.events else 0, last if request.events else 0, None, False)  # noqa: FBT003
        self._receipts[request.command] = (receipt, request.digest)
        return receipt

    def redact(self, event: UUID) -> None:
        """Nothing is taken out of the vault below."""

    def erase_body(self, event: UUID) -> None:
        """Nothing is erased in the record below."""

    def new_items(self) -> tuple[Item, ...]:
        """What was sealed here, in order."""
        return tuple(self._kept.values())

    def new_keys(self) -> tuple[WrappedKey, ...]:
        """The data keys made here."""
        return tuple(self._keys.values())

    def _version(self, stream: UUID) -> int:
        rows = self.read_stream(stream)
        return rows[-1].version if rows else 0
