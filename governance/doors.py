"""What was said and decided behind closed doors, found in the record (R-CL1 to R-CL4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.decision.events import DecisionMade
from governance.kernel import MeetingId
from governance.meeting.events import ClosedSessionEnded, ClosedSessionStarted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

    from governance.kernel import ItemId
    from governance.reader import Reader
    from governance.record import RecordedEvent


def behind_doors(events: Iterable[RecordedEvent]) -> Iterator[tuple[RecordedEvent, ItemId]]:
    """A meeting's events between the closing of doors and their opening, each with its item.

    Those two say what everybody may know.
    """
    item: ItemId | None = None
    for one in events:
        match one.event:
            case ClosedSessionStarted():
                item = one.event.item
            case ClosedSessionEnded():
                item = None
            case _ if item is not None:
                yield one, item
            case _:
                pass


def made_behind(reader: Reader, meeting: UUID | None, item: UUID | None, title: UUID) -> bool:
    """Whether a decision was made behind closed doors: what outlives them is told by the title of the closed item."""
    if meeting is None or item is None:
        return False
    shut = {shut: kept.title for shut, kept in reader.meeting(MeetingId(meeting)).closed.items()}
    found = next((kept for shut, kept in shut.items() if shut == item), None)
    return found is not None and found.ref == title


def is_behind(reader: Reader, event: UUID, stream: UUID) -> bool:
    """Whether an event was said, or tells of what was decided, behind doors, whether or not it was released since."""
    place = reader.find(stream)
    if place is None:
        return False
    events = reader.stream(stream)
    if place.kind == "meeting":
        return any(one.id == event for one, _ in behind_doors(events))
    made = events[0].event if events else None
    return isinstance(made, DecisionMade) and made_behind(reader, made.meeting, made.item, made.words.ref)
