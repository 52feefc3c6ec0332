"""A part of the record as a file that is verified by itself: open as far as its reader may read, whole as hashes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from api.faults import Fault
from api.v1.withheld import withheld_events
from governance.checkpoints import Checkpoints
from governance.inspection import entries
from governance.kernel import Sealed
from governance.log.bundle import BundledEntry, Field, Heading, Skipped, subtrees_between
from governance.log.heeded import TIER_CHANGED
from governance.log.walk import sealed_in
from governance.openness import changed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable, Iterator, Mapping

    from governance.application import Governance
    from governance.kernel import GroupId, Tier
    from governance.log.bundle import Line
    from governance.log.checkpoint import Checkpoint
    from governance.openness import Changed
    from governance.store import Verifiable

BATCH = 500
# Of what kind words were that are gone, nobody can say.
UNKNOWN = "unknown"
RESERVED = ("record.", "act.", "organisation.founded")


class Scope(NamedTuple):
    """What of the record: open to readers of this tier, of one group or all, recorded in a time or ever."""

    tier: Tier
    group: GroupId | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None


def exported(governance: Governance, scope: Scope, policy: str) -> Iterator[Line]:
    """The lines of a bundle, as far as the newest checkpoint goes. Raises `Fault` before there is one."""
    checkpoints = Checkpoints(governance.store.rows)
    signed = checkpoints.latest()
    if signed is None:
        raise Fault("nothing is signed yet: run minutebook follow")
    erased, now = governance.erased(), changed(governance)
    if any(position > signed.checkpoint.size for position in erased.values()):
        raise Fault("an erasure is not signed yet: run minutebook follow, then try again")
    if any(one.position > signed.checkpoint.size for one in now.values()):
        raise Fault("who may open an entry was changed, and that is not signed yet: run minutebook follow")
    group = None if scope.group is None else str(scope.group)
    yield Heading(signed.note.data().decode(), policy, scope.tier, group)
    yield from _Exporting(governance, scope, checkpoints, signed.checkpoint, erased, now).lines()


class _Exporting:
    """One export on its way: what is open to its reader, and what was left out so far."""

    def __init__(
        self,
        governance: Governance,
        scope: Scope,
        checkpoints: Checkpoints,
        head: Checkpoint,
        erased: Container[UUID],
        now: Mapping[UUID, Changed],
    ) -> None:
        self._erased = erased
        # What says to others that words were erased may not be open to this reader.
        self._evident = governance.erased(tier=scope.tier)
        self._now = now
        self._governance = governance
        self._scope = scope
        self._node = checkpoints.nodes().node
        self._head = head
        self._told = 0
        governance.places.catch_up()
        self._groups: dict[UUID, GroupId] = {**{g: g for g in governance.groups()}, **dict(governance.places.streams())}

    def lines(self) -> Iterator[Line]:
        after = 0
        while after < self._head.size:
            rows = self._governance.store.verifiable(after, min(BATCH, self._head.size - after))
            texts = entries(self._governance.store, after, len(rows))
            shut = withheld_events(self._governance, {row.stream for row in rows}, self._open_to(rows))
            for row, entry in zip(rows, texts, strict=True):
                if self._wanted(row):
                    yield from self._left_out(row.position - 1)
                    yield from self._told_of(row, entry.data(), shut)
                    self._told = row.position
            after = rows[-1].position
        yield from self._left_out(self._head.size)

    def _open_to(self, rows: Iterable[Verifiable]) -> dict[Any, Tier]:
        return {row.stream: self._scope.tier for row in rows if row.stream in self._groups}

    def _wanted(self, row: Verifiable) -> bool:
        scope = self._scope
        if row.topic.startswith(RESERVED):
            return True
        of_group = scope.group is None or self._groups.get(row.stream) == scope.group
        before = scope.since is not None and row.recorded_at < scope.since
        after = scope.until is not None and row.recorded_at >= scope.until
        return of_group and not before and not after

    def _left_out(self, until: int) -> Iterator[Line]:
        if until > self._told:
            trees = tuple((at, self._node(at, nth)) for at, nth in subtrees_between(self._told, until))
            yield Skipped(until - self._told, trees)
            self._told = until

    def _told_of(self, row: Verifiable, entry: bytes, shut: frozenset[UUID]) -> Iterator[Line]:
        tier = self._now[row.event].tier if row.event in self._now else row.tier
        if row.state is None or row.nonce is None or tier > self._scope.tier or row.event in shut:
            yield BundledEntry(entry, None, None, None)
            return
        yield BundledEntry(entry, row.nonce, row.topic, row.state)
        payload = json.loads(row.state)["e"]
        # Words that were sealed anew for more readers go with the event they are of.
        of = self._now.get(UUID(payload["event"])) if row.topic == TIER_CHANGED else None
        yield from self._fields(payload, withheld=of is not None and of.tier > self._scope.tier)

    def _fields(self, payload: Mapping[str, Any], *, withheld: bool) -> Iterator[Line]:
        """What is sealed in it; of words gone without an erasure on record nothing is told, so that they are missed."""
        sealed = [Sealed(UUID(ref), c) for ref, c in dict(sealed_in(payload)).items()]
        there = self._governance.vault.proofs(sealed)
        for one in sealed:
            item, proof = there.get(one.ref, (None, None))
            if item is None and one.ref in self._erased:
                yield Field(str(one.ref), UNKNOWN, "erased" if one.ref in self._evident else "withheld")
            elif item is not None and (withheld or item.tier > self._scope.tier):
                yield Field(str(one.ref), item.kind, "withheld")
            elif item is not None and proof is not None:
                yield Field(str(one.ref), item.kind, "opened", *proof)
