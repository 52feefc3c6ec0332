"""The meetings of each group, by the day they were called for, and how each stands."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from governance.kernel import Event, Moment, Sealed
from governance.meeting import events as e
from governance.meeting.notice_events import MeetingMoved

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
    """A meeting as called; `written_up`: it was called only to be written up, not before it began."""

    meeting: UUID
    group: UUID
    kind: str
    manner: str
    starts: Moment
    title: Sealed | None
    place: Sealed | None
    written_up: bool = False


class Stage(msgspec.Struct, frozen=True):
    """How a meeting stands, and since when."""

    meeting: UUID
    stage: str
    since: Moment


class Calls:
    """One document a meeting, keyed `group/start/meeting` by when it was first called for."""

    name = "calls"
    topics: tuple[str, ...] = (e.MeetingCalled.topic, MeetingMoved.topic)
    history = True
    document = Call

    def keys(self, event: RecordedEvent) -> tuple[str, ...]:
        """The one document a call makes."""
        called = event.event
        if isinstance(called, MeetingMoved):
            return (f"{called.group}/{called.called_for.local[:16]}/{called.meeting}",)
        assert isinstance(called, e.MeetingCalled), "no other topic is read"
        return (f"{called.group}/{called.starts.local[:16]}/{called.meeting}",)

    def apply(self, document: Call | None, event: RecordedEvent) -> Call:
        """The meeting as called, and as moved since."""
        called = event.event
        if isinstance(called, MeetingMoved):
            assert document is not None, "a meeting is called before it is moved"
            return msgspec.structs.replace(document, starts=called.starts, place=called.place or document.place)
        assert isinstance(called, e.MeetingCalled), "no other topic is read"
        return Call(
            called.meeting, called.group, called.kind, called.manner, called.starts, called.title, called.place,
            written_up=event.envelope.mode == "written_up" and not event.occurred.before(called.starts),
        )  # fmt: skip

    def refold(self, events: Iterable[RecordedEvent]) -> Call:
        """The call a meeting's stream opens with, as moved since."""
        document: Call | None = None
        for one in events:
            if isinstance(one.event, e.MeetingCalled | MeetingMoved):
                document = self.apply(document, one)
        assert document is not None, "a stream has a first event"
        return document


def in_order(calls: Iterable[Call]) -> list[Call]:
    """Meetings by when they were held or are to be, as moved since."""
    return sorted(calls, key=operator.attrgetter("starts.local"))


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
