"""What an id is and where it lives: an index over the events that make things, kept as they are met."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Literal, assert_never
from uuid import UUID

import msgspec

from governance.action.events import ActionOpened
from governance.decision.events import ChairsActionTaken, DecisionMade, DecisionMadeInWriting
from governance.election.events import NominationsOpened
from governance.group import events as g
from governance.group.asked_events import BusinessProposed, MeetingAskedFor
from governance.kernel import DecisionId, GroupId, MeetingId, MinutesId, StreamId
from governance.meeting import events as m
from governance.minutes.events import MinutesCorrectionAsked, MinutesDrafted
from governance.motion import procedure_events as p
from governance.motion.events import AmendmentMoved, MotionMoved
from governance.organisation.events import OrganisationFounded, PersonRegistered
from governance.resolution.events import ResolutionCirculated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from governance.record import RecordedEvent

Kind = Literal[
    "organisation",
    "person",
    "group",
    "seat",
    "office",
    "term",
    "meeting",
    "item",
    "motion",
    "decision",
    "action",
    "ruling",
    "minutes",
    "correction",
    "resolution",
    "election",
    "handover",
    "requisition",
    "proposal",
]

MAKING = tuple(
    kind.topic
    for kind in (
        OrganisationFounded,
        PersonRegistered,
        g.GroupFounded,
        g.SeatCreated,
        g.OfficeCreated,
        g.OfficeAssigned,
        m.MeetingCalled,
        m.ItemProposed,
        MotionMoved,
        AmendmentMoved,
        p.ProceduralMotionMoved,
        p.OptionsMoved,
        p.QuestionDivided,
        p.QuestionReopened,
        p.RulingAppealed,
        p.RulingMade,
        p.UnfinishedBusinessTaken,
        DecisionMade,
        DecisionMadeInWriting,
        ChairsActionTaken,
        ActionOpened,
        MinutesDrafted,
        MinutesCorrectionAsked,
        ResolutionCirculated,
        NominationsOpened,
        g.HandoverStarted,
        MeetingAskedFor,
        BusinessProposed,
    )
)


class Place(msgspec.Struct, frozen=True):
    """What something is, the stream its events lie in, and its group (None above groups)."""

    kind: Kind
    stream: StreamId
    group: GroupId | None


class Places:
    """The index. Reads on from where it stopped whenever an id is not known yet."""

    def __init__(self, read: Callable[[int, int, tuple[str, ...]], list[RecordedEvent]]) -> None:
        self._read = read
        self._known: dict[UUID, Place] = {}
        self._groups: list[GroupId] = []
        self._minutes: dict[MeetingId, MinutesId] = {}
        self._alone: dict[DecisionId, GroupId] = {}
        self._position = 0
        self._lock = threading.Lock()

    def find(self, thing: UUID) -> Place | None:
        """Where a thing lives, or None when there is no such thing."""
        if thing not in self._known:
            self.catch_up()
        return self._known.get(thing)

    def groups(self) -> tuple[GroupId, ...]:
        """Every group, in the order founded."""
        self.catch_up()
        return tuple(self._groups)

    def meetings(self, group: GroupId) -> tuple[MeetingId, ...]:
        """Every meeting of a group, in the order called."""
        self.catch_up()
        return tuple(
            MeetingId(x) for x, place in self._known.items() if (place.kind, place.group) == ("meeting", group)
        )

    def actions(self, group: GroupId) -> tuple[UUID, ...]:
        """Every action of a group, in the order agreed."""
        self.catch_up()
        return tuple(x for x, place in self._known.items() if (place.kind, place.group) == ("action", group))

    def chairs_actions(self, group: GroupId) -> tuple[DecisionId, ...]:
        """Everything the chair of a group decided alone, in the order recorded."""
        self.catch_up()
        return tuple(decision for decision, of in self._alone.items() if of == group)

    def elections(self, group: GroupId) -> tuple[UUID, ...]:
        """Every election of a group, in the order nominations opened."""
        self.catch_up()
        return tuple(x for x, place in self._known.items() if (place.kind, place.group) == ("election", group))

    def minutes_of(self, meeting: MeetingId) -> MinutesId | None:
        """The minutes of a meeting, once they were drafted."""
        if meeting not in self._minutes:
            self.catch_up()
        return self._minutes.get(meeting)

    def streams(self) -> list[tuple[StreamId, GroupId]]:
        """Every stream that belongs to a group, as (stream, group)."""
        return [(place.stream, place.group) for place in self._known.values() if place.group is not None]

    def catch_up(self) -> None:
        """Read what was made since."""
        with self._lock:
            while batch := self._read(self._position, 1000, MAKING):
                for event in batch:
                    self._add(event)
                    if isinstance(event.event, ChairsActionTaken):
                        self._alone[event.event.decision] = event.event.group
                self._position = batch[-1].position

    def _add(self, recorded: RecordedEvent) -> None:
        stream, known = recorded.stream, self._known
        home = known.get(stream)
        group = home.group if home else None
        match recorded.event:
            case OrganisationFounded(organisation=organisation):
                known[organisation] = Place("organisation", stream, None)
            case PersonRegistered(person=person):
                known[person] = Place("person", stream, None)
            case g.GroupFounded(group=founded):
                known[founded] = Place("group", stream, founded)
                self._groups.append(founded)
            case g.SeatCreated(seat=seat):
                known[seat] = Place("seat", stream, group)
            case g.OfficeCreated(office=office):
                known[office] = Place("office", stream, group)
            case g.OfficeAssigned(term=term):
                known[term] = Place("term", stream, group)
            case m.MeetingCalled() as event:
                known[event.meeting] = Place("meeting", stream, event.group)
                known.update(_items(event.agenda, stream, event.group))
            case m.ItemProposed(entry=entry):
                known[entry.item] = Place("item", stream, group)
            case MotionMoved(motion=motion) | AmendmentMoved(motion=motion):
                known[motion] = Place("motion", stream, group)
            case (
                p.ProceduralMotionMoved(motion=motion)
                | p.OptionsMoved(motion=motion)
                | p.QuestionReopened(motion=motion)
                | p.RulingAppealed(motion=motion)
            ):
                known[motion] = Place("motion", stream, group)
            case p.QuestionDivided(parts=parts):
                known.update({part.motion: Place("motion", stream, group) for part in parts})
            case p.UnfinishedBusinessTaken(motions=motions):
                # A motion taken up lives where it is before a meeting now.
                known.update({kept.motion: Place("motion", stream, group) for kept in motions})
            case p.RulingMade(ruling=ruling):
                known[ruling] = Place("ruling", stream, group)
            case (
                DecisionMade(decision=decision, group=of)
                | DecisionMadeInWriting(decision=decision, group=of)
                | ChairsActionTaken(decision=decision, group=of)
            ):
                known[decision] = Place("decision", stream, of)
            case MinutesDrafted(minutes=minutes, meeting=meeting, group=of):
                known[minutes] = Place("minutes", stream, of)
                self._minutes[meeting] = minutes
            case MinutesCorrectionAsked(correction=correction, group=of):
                known[correction] = Place("correction", stream, of)
            case ActionOpened(action=action, group=of):
                known[action] = Place("action", stream, of)
            case ResolutionCirculated(resolution=resolution, group=of):
                known[resolution] = Place("resolution", stream, of)
            case NominationsOpened(election=election, group=of):
                known[election] = Place("election", stream, of)
            case g.HandoverStarted() | MeetingAskedFor() | BusinessProposed():
                known.update(_of_the_group(recorded.event, stream, group))
            case _:
                pass


def _of_the_group(
    event: g.HandoverStarted | MeetingAskedFor | BusinessProposed, stream: StreamId, group: GroupId | None
) -> dict[UUID, Place]:
    """What lies in the stream of its group."""
    match event:
        case g.HandoverStarted(handover=handover):
            return {handover: Place("handover", stream, group)}
        case MeetingAskedFor(requisition=requisition):
            return {requisition: Place("requisition", stream, group)}
        case BusinessProposed(proposal=proposal):
            return {proposal: Place("proposal", stream, group)}
        case _:
            assert_never(event)


def _items(agenda: Iterable[m.AgendaEntry], stream: StreamId, group: GroupId) -> dict[UUID, Place]:
    return {entry.item: Place("item", stream, group) for entry in agenda}
