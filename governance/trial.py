"""Acts tried one after another and then recorded together: all of them in one transaction, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.kernel import CommandId, StreamId
from governance.overlay import Overlay
from governance.store import Append, Conflict

if TYPE_CHECKING:
    from uuid import UUID

    from governance.acts import Handled, Principal
    from governance.application import Governance
    from governance.kernel import Command
    from governance.record import Envelope, RecordedEvent
    from governance.store import Receipt


class Trial:
    """What a row of acts would come to. Each act sees those before it; nothing is stored until `record`."""

    def __init__(self, governance: Governance) -> None:
        self._below = governance
        self._seen = governance.head()
        self.governance = governance.forked()
        self.events: list[RecordedEvent] = []

    def act(self, command: Command, who: Principal) -> Handled:
        """Decide one more act as if those before had been recorded. Raises as `Governance.handle` does."""
        handled = self.governance.handle(command, who)
        self.events += handled.events
        return handled

    def record(self, who: Principal, *, key: str | None, body: bytes) -> Receipt:
        """Record every act tried as the parts of one command.

        A repeat under the same key gives the first receipt. Raises `Conflict` when a stream moved on meanwhile: try
        the acts again in a new trial.
        """
        command, digest = self._below.command_id(None, who, key, body, None)
        guards = self._guards()
        events = tuple(self._as_one(one, n, command, guards) for n, one in enumerate(self.events, 1))
        self._keep_keys()
        now = self._below.now()
        request = Append(
            command=command,
            digest=digest,
            events=tuple(self._below.stored(one) for one in events),
            guards=guards,
            items=self._overlay.new_items() if events else (),
            decided=now,
            recorded=now,
        )
        return self._below.store.append(request)

    @property
    def _overlay(self) -> Overlay:
        store = self.governance.store
        assert isinstance(store, Overlay), "a fork is over an overlay"
        return store

    def _guards(self) -> tuple[tuple[StreamId, int], ...]:
        """The streams read, at the versions they had before the first act."""
        read: dict[StreamId, int] = {}
        for one in self.events:
            for stream, version in one.envelope.guards:
                read.setdefault(stream, version)
        for one in reversed(self.events):
            if one.stream in read:
                read[one.stream] = min(read[one.stream], one.version - 1)
        return tuple(sorted(read.items(), key=lambda guard: str(guard[0])))

    def _as_one(
        self, one: RecordedEvent, part: int, command: UUID, guards: tuple[tuple[StreamId, int], ...]
    ) -> RecordedEvent:
        replace = msgspec.structs.replace
        envelope: Envelope = replace(
            one.envelope, command=CommandId(command), correlation=command, guards=guards, seen=self._seen
        )
        return replace(one, envelope=envelope, part=part, parts=len(self.events))

    def _keep_keys(self) -> None:
        for made in self._overlay.new_keys():
            # What was sealed under a key that another was quicker to make could never be opened again.
            if self._below.store.keep_key(made).key_id != made.key_id:
                raise Conflict
