"""An act on its way through: who records it, what it is decided with, what came of it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Literal
from uuid import UUID

import msgspec

from governance.decision.state import DecisionState
from governance.desk import ActDesk
from governance.group import state as group_state
from governance.kernel import Command, Event, EventId, GroupId, Moment, PersonId, StreamId
from governance.meeting import commands as meeting_commands
from governance.meeting import state as meeting_state
from governance.motion.procedure_events import QuestionDivided, QuestionReopened
from governance.organisation import state as organisation_state
from governance.record import Envelope, RecordedEvent
from governance.store import Append, Receipt


class Principal(msgspec.Struct, frozen=True):
    """Who records: a person (by token or session), an application, the operator, or an import run by the operator."""

    kind: Literal["person", "application", "operator", "importer"]
    id: UUID | None = None
    person: PersonId | None = None
    scopes: tuple[str, ...] = ()


class Stale(Exception):
    """What the act is about has changed since it was read."""


class Line(msgspec.Struct, frozen=True):
    """An import line: its command id, its supply of ids, and the time a demonstration record gives it."""

    command: UUID
    ids: Callable[[str], UUID]
    recorded_at: dt.datetime | None = None


class Handled(msgspec.Struct, frozen=True):
    """What came of a command. `receipt` is None for a check; `made` is the id of the thing made."""

    receipt: Receipt | None
    events: tuple[RecordedEvent, ...]
    made: UUID | None
    why: str


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """A decided command, ready to append."""

    request: Append
    recorded: tuple[RecordedEvent, ...]
    why: str


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """A command being decided: its desk, the states it may read, and the versions they were read at.

    `earlier` is the meeting business was left over at, and whether this is the next one after it.
    """

    desk: ActDesk
    organisation: organisation_state.OrganisationState
    group: group_state.GroupState | None
    meeting: meeting_state.MeetingState | None
    group_id: GroupId | None
    read: dict[StreamId, int]
    earlier: tuple[meeting_state.MeetingState, bool] | None = None
    decision: DecisionState | None = None

    def stream(self, events: Sequence[Event]) -> StreamId:
        """The stream the events belong in: the meeting's, else the group's, else the organisation's."""
        if self.meeting is not None and self.meeting.meeting is not None:
            return StreamId(self.meeting.meeting)
        if self.decision is not None and self.decision.decision is not None:
            return StreamId(self.decision.decision)
        for event in events:
            for name in ("meeting", "group", "organisation"):
                opens = event.topic in {"meeting.called.v1", "group.founded.v1", "organisation.founded.v1"}
                if opens and hasattr(event, name):
                    return StreamId(getattr(event, name))
        home = self.group_id or self.organisation.organisation
        assert home is not None
        return StreamId(home)


MADE: dict[str, tuple[str, ...]] = {
    "foundOrganisation": ("organisation",),
    "registerPerson": ("person",),
    "foundGroup": ("group",),
    "createSeat": ("seat",),
    "createOffice": ("office",),
    "assignOffice": ("term",),
    "callMeeting": ("meeting",),
    "proposeItem": ("item",),
    "recordDecision": ("decision", "motion"),
    "declareResult": ("decision", "motion"),
    "moveMotion": ("motion",),
    "moveAmendment": ("motion",),
    "moveProcedural": ("motion",),
    "moveTogether": ("motion",),
    "moveOptions": ("motion",),
    "voteAgain": ("motion",),
    "appealRuling": ("motion",),
    "makeRuling": ("ruling",),
    "reopenDecision": ("motion",),
    "moveRatification": ("motion",),
    "agreeAction": ("action",),
}


# A note or suggestion may open its item first: what is meant is the note.
LAST = frozenset(("takeNote", "noteSuggestion"))


def written_up_on(command: Command, meeting: meeting_state.MeetingState | None, desk: ActDesk) -> Moment | None:
    """The day an undated written-up act belongs to: the meeting's, else today."""
    if isinstance(command, meeting_commands.CallMeeting):
        starts = desk.moment(command.starts, future=True, pointer="/starts")
        return starts if starts.date <= desk.today.date else desk.today
    if meeting is None:
        return desk.today
    return meeting.starts if meeting.stage == "called" else meeting.last


def place(
    placed: Sequence[tuple[StreamId, Event]], read: dict[StreamId, int], envelope: Envelope, now: dt.datetime
) -> tuple[RecordedEvent, ...]:
    """The events at the next versions of their streams, as parts of one command."""
    versions = dict(read)
    placed_events: list[RecordedEvent] = []
    for part, (stream, event) in enumerate(placed, 1):
        versions[stream] = versions.get(stream, 0) + 1
        placed_events.append(
            RecordedEvent(
                position=0,
                stream=stream,
                version=versions[stream],
                part=part,
                parts=len(placed),
                id=EventId(uuid.uuid4()),
                recorded_at=now,
                tier=event.tier,
                envelope=envelope,
                event=event,
            )
        )
    return tuple(placed_events)


def made(command: Command | type[Command], events: Iterable[RecordedEvent]) -> UUID | None:
    """The id of the thing a command made, else of the event it is for, as a rule its first.

    A question opened again is its new ballot.
    """
    events = list(events)
    again = next((one.event.motion for one in events if isinstance(one.event, QuestionReopened)), None)
    if again is not None:
        return again
    if command.do in LAST:
        return events[-1].id if events else None
    for field in MADE.get(command.do, ()):
        for one in events:
            # A proposed item is named inside its agenda entry.
            found = getattr(getattr(one.event, "entry", one.event), field, None)
            if found is not None:
                return UUID(str(found))
    return next((one.id for one in events), None)


def parts(events: Iterable[RecordedEvent]) -> tuple[UUID, ...]:
    """The parts a question was divided into, in order."""
    return tuple(part.motion for one in events if isinstance(one.event, QuestionDivided) for part in one.event.parts)


def uuid8(digest: bytes) -> UUID:
    """The first 16 bytes of a digest as a UUIDv8 (RFC 9562 section 5.8)."""
    number = int.from_bytes(digest[:16], "big")
    number = (number & ~(0xF << 76)) | (0x8 << 76)
    return UUID(int=(number & ~(0x3 << 62)) | (0x2 << 62))
