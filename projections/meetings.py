"""The meetings of each group, by the day they were called for, and how each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from governance.kernel import Event, Moment, Sealed
from governance.meeting import events as e

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.record import RecordedEvent

STAGES: dict[type[Event], str] = {
    e.MeetingOpened: "open",
    e.MeetingResumed: "open",
    e.MeetingAdjourned: "adjourned",
    e.MeetingClosed: "closed",
    e.MeetingCancelled: "cancelled",
}


class Call(msgspec.Struct, frozen=True):
    """A meeting as called."""

    meeting: UUID
    group: UUID
    kind: str
    manner: str
    starts: Moment
    title: Sealed | None
    place: Sealed | None


class Stage(msgspec.Struct, frozen=True):
    """How a meeting stands, and since when."""

    meeting: UUID
    stage: str
    since: Moment


class Calls:
    """One document a meeting, keyed `group/start/meeting`."""

    name = "calls"
    topics: tuple[str, ...] = (e.MeetingCalled.topic,)
    history = True
    document = Call

    def keys(self, event: RecordedEvent) -> tuple[str, ...]:
        """The one document a call makes."""
        called = event.event
        assert isinstance(called, e.MeetingCalled), "no other topic is read"
        return (f"{called.group}/{called.starts.local[:16]}/{called.meeting}",)

    def apply(self, document: Call | None, event: RecordedEvent) -> Call:
        """The meeting as called."""
        del document
        called = event.event
        assert isinstance(called, e.MeetingCalled), "no other topic is read"
        return Call(called.meeting, called.group, called.kind, called.manner, called.starts, called.title, called.place)

    def refold(self, events: Iterable[RecordedEvent]) -> Call:
        """The call a meeting's stream opens with."""
        return self.apply(None, next(iter(events)))


class Stages:
    """One document a meeting, keyed by its id."""

    name = "stages"
    topics: tuple[str, ...] = tuple(kind.topic for kind in STAGES)
    history = True
    document = Stage

    def keys(self, event: RecordedEvent) -> tuple[str, ...]:
        """The meeting's own document."""
        return (str(event.stream),)

    def apply(self, document: Stage | None, event: RecordedEvent) -> Stage:
        """The stage the meeting came to."""
        del document
        return Stage(event.stream, STAGES[type(event.event)], event.occurred)

    def refold(self, events: Iterable[RecordedEvent]) -> Stage:
        """The last stage of a meeting's stream."""
        return self.apply(None, [one for one in events if type(one.event) in STAGES][-1])
