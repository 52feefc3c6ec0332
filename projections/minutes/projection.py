"""The drafts of all minutes, kept as meetings go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from governance.catalogue import MeetingEvent, MinutesEvent
from projections.minutes.apply import apply, fold
from projections.minutes.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.record import RecordedEvent


class MinutesDrafts:
    """One draft a meeting, keyed by the meeting's id. Earlier states are folded from the stream when asked for."""

    name = "minutes"
    topics: tuple[str, ...] = tuple(kind.topic for kind in (*get_args(MeetingEvent), *get_args(MinutesEvent)))
    history = False
    document = Draft

    def keys(self, event: RecordedEvent) -> tuple[str, ...]:
        """The meeting's own document."""
        told = event.event
        return (str(told.meeting if isinstance(told, MinutesEvent) else event.stream),)

    def apply(self, document: Draft | None, event: RecordedEvent) -> Draft:
        """The draft with one more event told."""
        return apply(document or Draft(), event)

    def refold(self, events: Iterable[RecordedEvent]) -> Draft:
        """The draft of a whole meeting, struck acts left out."""
        return fold(events)
