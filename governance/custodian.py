"""Recording what happens to the record itself: keys, entries set aside, the log going on after a restore."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import uuid
import zoneinfo
from typing import TYPE_CHECKING

from governance.acts import place
from governance.custody import events as c
from governance.inspection import inspect
from governance.kernel import CommandId, StreamId
from governance.record import Envelope
from governance.rules.defects import RULES_VERSION
from governance.store import Append

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from uuid import UUID

    from governance.application import Governance
    from governance.kernel import Event
    from governance.store import Receipt

RESERVED = tuple(
    kind.topic for kind in (c.KeyTrusted, c.KeyRetired, c.EntryDisowned, c.BodyErased, c.TierChanged, c.LogContinued)
)


def operators_act(governance: Governance, events: Iterable[Event], stream: StreamId, version: int) -> Append:
    """These events as one act of the operator, who acts in no meeting, at the next versions of a stream."""
    now = governance.now()
    zone = zoneinfo.ZoneInfo(governance.organisation().zone)
    command = uuid.uuid4()
    envelope = Envelope(
        occurred=now.astimezone(zone).isoformat(timespec="minutes"),
        precision="minute",
        by=None,
        capacity="operator",
        recorded_by=None,
        channel="web",
        on_behalf_of=None,
        mode="live",
        entered="live",
        rules=RULES_VERSION,
        command=CommandId(command),
        correlation=command,
        causation=None,
        guards=((stream, version),),
        seen=governance.head(),
        decided=now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    )
    placed = place([(stream, event) for event in events], {stream: version}, envelope, now)
    return Append(
        command=command,
        digest=hashlib.sha256(command.bytes).digest(),
        events=tuple(governance.stored(one) for one in placed),
        guards=envelope.guards,
        decided=now,
        recorded=now,
    )


class InOrder(Exception):
    """An entry that is in order: only one without a good signature is set aside."""


class Known(Exception):
    """There is nothing of the sort to be done."""


class Custodian:
    """Acts of the operator about the record, in a stream of their own; none of them is about what a group did."""

    def __init__(self, governance: Governance) -> None:
        self._governance = governance
        self._store = governance.store

    def record(self, *events: Event) -> Receipt:
        """Record these events as one act."""
        stream, version = self._stream()
        return self._store.append(operators_act(self._governance, events, stream, version))

    def disown(self, position: int, trusted: Collection[bytes]) -> Receipt:
        """Set an entry aside that was not signed with a key trusted then, or badly.

        Raises `InOrder` for any other, `Known` for one that is not there.
        """
        if not 0 < position <= self._store.head():
            raise Known(f"there is no entry {position}")
        seen = next(inspect(self._store, trusted, position - 1))
        words = [finding.words for finding in seen.findings]
        if not any("sign" in one for one in words):
            raise InOrder(f"entry {position} is signed as it should be, and stays")
        unknown = any("nobody trusts" in one for one in words)
        leaf = base64.b64encode(seen.leaf).decode()
        return self.record(c.EntryDisowned(position, leaf, "unknown_key" if unknown else "bad_signature"))

    def _stream(self) -> tuple[StreamId, int]:
        """The stream of what happens to the record, and its version; a new one before the first time."""
        first = self._store.read_all(0, 1, RESERVED)
        if not first:
            return StreamId(uuid.uuid4()), 0
        stream: UUID = first[0].stream
        return StreamId(stream), self._store.read_stream(stream)[-1].version
