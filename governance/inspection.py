"""The stored record as the log sees it: each row as its entry, with what is wrong with it."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from governance.log.entry import Entry, Place, time_stamp
from governance.log.heeded import BODY_ERASED, CONTINUED, DISOWNED, FOUNDED, RETIRED, TRUSTED, in_shape
from governance.log.merkle import leaf_hash
from governance.log.note import from_base64
from governance.log.walk import Body, Finding, Walk

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from governance.store import RecordRecorder, Verifiable

BATCH = 1000
MOST_RESERVED = 10_000


class Unreadable(Exception):
    """A row that cannot be an entry: the table itself was changed. Its position."""


class Seen(NamedTuple):
    """An entry of the record, the leaf it gives, and what is wrong with it."""

    position: int
    topic: str
    entry: Entry
    leaf: bytes
    findings: list[Finding]


def inspect(store: RecordRecorder, trusted: Iterable[bytes], after: int = 0) -> Iterator[Seen]:
    """Every entry after a position, in order; one that is missing is found at the next that is there.

    `trusted` are the application keys believed at the start of the record. What stands up to `after` is taken as it
    is: which streams there were and which keys were trusted. Raises `Unreadable` for rows that cannot be entries.
    """
    walk, eras = _resumed(store, trusted, after), _eras(store)
    erased = {said["event"] for _, said in _said(store, BODY_ERASED)}
    while rows := store.verifiable(after, BATCH):
        for row in rows:
            yield _seen(row, _entry(store, row, eras), walk, after, erased)
            after = row.position


def entries(store: RecordRecorder, after: int, limit: int) -> list[Entry]:
    """The entries after a position as they are stored, uninspected. Raises `Unreadable`."""
    eras = _eras(store)
    return [_entry(store, row, eras) for row in store.verifiable(after, limit)]


def origin(store: RecordRecorder) -> str | None:
    """The name of the record's log, as its first entry has it; None before the organisation was founded."""
    said = _said(store, FOUNDED)
    return said[0][1]["origin"] if said else None


def _seen(row: Verifiable, entry: Entry, walk: Walk, before: int, erased: Container[str]) -> Seen:
    leaf = leaf_hash(entry.data())
    opened = None if row.state is None or row.nonce is None else Body(row.nonce, row.topic, row.state)
    findings = walk.step(entry, leaf, opened)
    if row.position != before + 1:
        findings.append(Finding(row.position, f"entry {before + 1} is missing before it"))
    if opened is None and str(row.event) not in erased:
        findings.append(Finding(row.position, "its content is gone, and no erasure of it is on record"))
    if row.leaf != leaf:
        findings.append(Finding(row.position, "its leaf is not that of what is stored"))
    walk.position = row.position
    return Seen(row.position, row.topic, entry, leaf, findings)


def _entry(store: RecordRecorder, row: Verifiable, eras: Mapping[int, int]) -> Entry:
    kinds = (row.body, row.key, row.signature, row.leaf, row.state or b"", row.nonce or b"")
    if not all(isinstance(one, bytes) for one in kinds) or not isinstance(row.recorded_at, dt.datetime):
        raise Unreadable(row.position)
    me = store.identity()
    era = max((era for start, era in eras.items() if start <= row.position), default=1)
    place = Place(me.record, era, row.stream, row.version, row.part, row.parts, row.event, row.tier)
    return Entry(place, row.body, row.key, row.signature, time_stamp(row.recorded_at), me.clock)


def _resumed(store: RecordRecorder, trusted: Iterable[bytes], after: int) -> Walk:
    disowned = {said["position"]: from_base64(said["leaf"]) or b"" for _, said in _said(store, DISOWNED)}
    walk = Walk(trusted, disowned)
    if after:
        versions = store.rows("SELECT stream, max(version) FROM record.events WHERE position <= %b GROUP BY 1", after)
        last = store.verifiable(after - 1, 1)[0]
        walk.resume(after, _entry(store, last, _eras(store)), dict(versions))
        for topic in (TRUSTED, RETIRED):
            for position, said in _said(store, topic):
                if position <= after:
                    walk.follow_keys(topic, said)
    return walk


def continued(store: RecordRecorder) -> dict[int, dict[str, Any]]:
    """What the first entry of each era after the first says of the log before, by era."""
    return {said["era"]: said for _, said in _said(store, CONTINUED)}


def _eras(store: RecordRecorder) -> dict[int, int]:
    """The positions at which an era began, with its number."""
    return {1: 1, **{position: said["era"] for position, said in _said(store, CONTINUED)}}


def _said(store: RecordRecorder, *topics: str) -> list[tuple[int, dict[str, Any]]]:
    """What the events of some topics say; one that cannot be read is found when its turn comes."""
    said: list[tuple[int, dict[str, Any]]] = []
    for row in store.read_all(0, MOST_RESERVED, topics):
        with contextlib.suppress(KeyError, RecursionError, TypeError, ValueError):
            payload = json.loads(row.state or b"")["e"]
            if in_shape(row.topic, payload):
                said.append((row.position, payload))
    return said
