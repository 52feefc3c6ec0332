"""Written resolutions by group: what was sent out, who answered what, how it came out."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import msgspec

from governance.catalogue import ResolutionEvent
from governance.kernel import Sealed
from governance.resolution.events import ResolutionCirculated
from governance.resolution.state import ResolutionState, evolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.record import RecordedEvent


class Sent(msgspec.Struct, frozen=True):
    """A resolution as it stands, with the words that were sent out beside the proposal."""

    state: ResolutionState
    reason: Sealed | None = None
    options: tuple[Sealed, ...] = ()
    how_to_reply: Sealed | None = None

    @property
    def sealed(self) -> tuple[Sealed, ...]:
        """Every word of it."""
        words = (self.state.words, self.reason, *self.options, self.how_to_reply)
        return tuple(sealed for sealed in words if sealed is not None)


class Resolutions:
    """One document a resolution, keyed `group/resolution`."""

    name = "resolutions"
    topics: tuple[str, ...] = tuple(kind.topic for kind in get_args(ResolutionEvent))
    history = True
    document = Sent

    def keys(self, event: RecordedEvent) -> tuple[str, ...]:
        """The one document a resolution has."""
        told = event.event
        assert isinstance(told, ResolutionEvent), "no other topic is read"
        return (f"{told.group}/{told.resolution}",)

    def apply(self, document: Sent | None, event: RecordedEvent) -> Sent:
        """The resolution after one more event."""
        told = event.event
        if isinstance(told, ResolutionCirculated):
            document = Sent(ResolutionState(), told.reason, told.options, told.how_to_reply)
        assert document is not None, "a resolution's stream opens when it is sent out"
        return msgspec.structs.replace(document, state=evolve(document.state, event.fact))

    def refold(self, events: Iterable[RecordedEvent]) -> Sent:
        """The resolution of its stream."""
        document: Sent | None = None
        for one in events:
            document = self.apply(document, one)
        assert document is not None, "a stream has a first event"
        return document
