"""An act on its way through: who records it, what it is decided with, what came of it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal
from uuid import UUID

import msgspec

from governance.decision.events import ChairsActionTaken
from governance.decision.state import DecisionState
from governance.desk import ActDesk
from governance.election.events import NominationsOpened
from governance.group import behind
from governance.group import state as group_state
from governance.group.events import GroupFounded
from governance.kernel import Command, Event, EventId, GroupId, Moment, PersonId, StreamId
from governance.meeting import commands as meeting_commands
from governance.meeting import state as meeting_state
from governance.meeting.events import MeetingCalled
from governance.minutes.earlier import Earlier
from governance.motion.procedure_events import QuestionDivided, QuestionReopened
from governance.organisation import state as organisation_state
from governance.organisation.events import OrganisationFounded
from governance.record import Envelope, RecordedEvent
from governance.resolution.events import ResolutionCirculated
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

    `named` holds what the command names and what outlives a meeting, by the command's field; `earlier` the minutes it
    is about, with their meeting. `decision` is the decision it is about, by name or through its motion; `suggested`
    whether the suggestion it names is one of the group's. `left_over` is the meeting business was left over at, and
    whether this is the next one after it. `behind` is the decision that giving or taking power is said to rest on.
    `recorder` is whoever records it, where that is a person; `seated` who sits in a group today, where it is asked.
    `spent` is what the chair spent alone since the last meeting, where they act alone again.
    """

    desk: ActDesk
    organisation: organisation_state.OrganisationState
    group: group_state.GroupState | None
    meeting: meeting_state.MeetingState | None
    group_id: GroupId | None
    read: dict[StreamId, int]
    named: dict[str, Any] = {}
    earlier: Earlier | None = None
    decision: DecisionState | None = None
    suggested: bool = True
    left_over: tuple[meeting_state.MeetingState, bool] | None = None
    behind: behind.Named | None = None
    recorder: PersonId | None = None
    seated: frozenset[PersonId] = frozenset()
    spent: int = 0

    def stream(self, command: Command, events: Sequence[Event]) -> StreamId:
        """The stream the events belong in: a new thing's own, the meeting's, its home's, the group's."""
        opened = next((getattr(e, OPENING[e.topic]) for e in events if e.topic in OPENING), None)
        meeting = None if self.meeting is None else self.meeting.meeting
        named = None if command.home is None else getattr(command, command.home)
        home = opened or meeting or named or self.group_id or self.organisation.organisation
        assert home is not None
        return StreamId(home)


# What opens a stream of its own when it is the answer to a command, and the field that names the stream.
OPENING: dict[str, str] = {
    OrganisationFounded.topic: "organisation",
    GroupFounded.topic: "group",
    MeetingCalled.topic: "meeting",
    ResolutionCirculated.topic: "resolution",
    ChairsActionTaken.topic: "decision",
    NominationsOpened.topic: "election",
}


MADE: dict[str, tuple[str, ...]] = {
    "foundOrganisation": ("organisation",),
    "registerPerson": ("person",),
    "requestErasure": ("request",),
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
    "closeMeeting": ("minutes",),
    "askCorrection": ("correction",),
    "circulateResolution": ("resolution",),
    "closeResolution": ("decision",),
    "takeChairsAction": ("decision",),
    "openNominations": ("election",),
    "moveExtension": ("motion",),
    "moveRemoval": ("motion",),
    "startHandover": ("handover",),
    "askForMeeting": ("requisition",),
    "proposeBusiness": ("proposal",),
    "insistOnItem": ("item",),
    "takeUnfinishedBusiness": ("item",),
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
