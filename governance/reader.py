"""What there is to read: the record, states folded and kept, and the names behind ids."""

from __future__ import annotations

import contextlib
import json
import operator
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args
from uuid import UUID

import msgspec

from governance.custody.events import KeyDestroyed, WordsRedacted
from governance.decision import state as decision_state
from governance.decision.events import Making
from governance.group import events as group_events
from governance.group import state as group_state
from governance.kernel import DecisionId, EventId, GroupId, MeetingId, OfficeId, Sealed, SeatId, StreamId
from governance.log.heeded import erased_by, in_shape
from governance.log.walk import sealed_in
from governance.meeting import evolve as meeting_evolve
from governance.meeting import state as meeting_state
from governance.meeting.events import ActStruck, MeetingCalled, MeetingClosed
from governance.minutes.events import MinutesApproved
from governance.organisation import state as organisation_state
from governance.organisation.events import OrganisationFounded
from governance.outliving import OUTLIVING
from governance.places import Place, Places
from governance.record import RecordedEvent, decode

if TYPE_CHECKING:
    from governance.kernel import Tier
    from governance.store import RecordRecorder, Row
    from governance.vault import Vault

State = TypeVar("State")
CACHED = 256
MANY = 1_000_000
BATCH = 1000


class Directory(msgspec.Struct, frozen=True):
    """A group's names: slugs to ids, and the label of every seat and office."""

    name: str
    slug: str
    seats: dict[str, SeatId]
    offices: dict[str, OfficeId]
    labels: dict[UUID, str]


class NotFound(Exception):
    """There is no such thing."""

    def __init__(self, what: str, pointer: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.pointer = pointer


class Kept(msgspec.Struct, frozen=True):
    """A folded state, the version it stands at, and the head of the record it is known to be current at."""

    version: int
    head: int
    state: Any


# A stream is what its first event says: an id of another kind folds to nothing, and is not kept.
OPENS: dict[type, tuple[str, ...]] = {
    organisation_state.OrganisationState: (OrganisationFounded.topic,),
    group_state.GroupState: (group_events.GroupFounded.topic,),
    meeting_state.MeetingState: (MeetingCalled.topic,),
    decision_state.DecisionState: tuple(kind.topic for kind in get_args(Making)),
    **{kind.state: kind.opens for kind in OUTLIVING.values()},
}


class Reader:
    """Reads through a store and a vault; folded states are kept, and read on from where they stand."""

    def __init__(self, store: RecordRecorder, vault: Vault) -> None:
        self.store = store
        self.vault = vault
        self.places = Places(self.everything)
        self._kept: dict[UUID, Kept] = {}
        self._directories: dict[GroupId, tuple[int, Directory]] = {}
        self._organisation: StreamId | None = None
        self._lock = threading.Lock()
        self._moment = threading.local()

    def head(self) -> int:
        """The last position."""
        return self.store.head()

    @contextlib.contextmanager
    def one_moment(self) -> Iterator[int]:
        """In this thread, read states as of one head: what is known to be current then is not read again."""
        head = self.head()
        before, self._moment.head = getattr(self._moment, "head", None), head
        try:
            yield head
        finally:
            self._moment.head = before

    def stream(self, stream: UUID, until: int | None = None) -> list[RecordedEvent]:
        """Everything in a stream, up to a position."""
        return [recorded(row) for row in self.store.read_stream(stream, 0, until) if row.state is not None]

    def whole(self, stream: UUID, until: int | None = None) -> list[RecordedEvent]:
        """A stream up to a position, and what happened to the minutes of a meeting in a stream of their own."""
        events = self.stream(stream, until)
        if not any(isinstance(one.event, MeetingClosed) for one in events):
            return events
        minutes = self.places.minutes_of(MeetingId(stream))
        told = events if minutes is None else events + self.stream(minutes, until)
        return sorted(told, key=operator.attrgetter("position"))

    def everything(self, after: int, limit: int, topics: Sequence[str] = ()) -> list[RecordedEvent]:
        """The record after a position, in order."""
        return [recorded(row) for row in self.store.read_all(after, limit, topics) if row.state is not None]

    def words(self, sealed: Iterable[Sealed]) -> dict[UUID, str]:
        """The words behind these references, in one batch."""
        return self.vault.read(sealed)

    def typed_in(self, group: GroupId, refs: Collection[UUID]) -> dict[UUID, Sealed]:
        """Those of these references to sealed words that events of a group hold, with what was committed to."""
        self.places.catch_up()
        ours = [group, *(stream for stream, of in self.places.streams() if of == group)]
        found: dict[UUID, Sealed] = {}
        for ref in refs:
            for row in self.store.holding(ref, ours):
                said = sealed_in(json.loads(row.state or b"{}").get("e"))
                found |= {UUID(text): Sealed(UUID(text), c) for text, c in said if text == str(ref)}
        return found

    def copies_of(self, group: GroupId, words: Iterable[Sealed]) -> dict[UUID, Sealed]:
        """Approved copies of a group's minutes, kept whole, that show any of these words."""
        shown = {one.c for one in words}
        approved = [one.event for one in self.everything(0, MANY, (MinutesApproved.topic,))]
        kept = {e.document.ref: e.document for e in approved if isinstance(e, MinutesApproved) and e.group == group}
        texts = self.words(kept.values())
        return {ref: sealed for ref, sealed in kept.items() if any(c in texts[ref] for c in shown)}

    def erased(self, until: int | None = None, tier: Tier = 3) -> dict[UUID, int]:
        """The references to words that are erased, each with the position of the event that says so to this tier."""
        found: dict[UUID, int] = {}
        for row in self.store.read_all(0, MANY, (KeyDestroyed.topic, WordsRedacted.topic)):
            if row.state is not None and row.tier <= tier and (until is None or row.position <= until):
                said = json.loads(row.state)["e"]
                gone = erased_by(row.topic, said) if in_shape(row.topic, said) else {}
                found |= {UUID(ref): row.position for ref in gone}
        return found

    def referred_to(self) -> set[UUID]:
        """Every reference to sealed words that an event holds."""
        found: set[UUID] = set()
        after = 0
        while rows := self.store.read_all(after, BATCH):
            said = (json.loads(row.state)["e"] for row in rows if row.state is not None)
            found |= {UUID(ref) for one in said for ref, _ in sealed_in(one)}
            after = rows[-1].position
        return found

    def find(self, thing: UUID) -> Place | None:
        """What an id is and where it lives; a motion that stood over, at the meeting that took it up since."""
        place = self.places.find(thing)
        if place is None or place.kind != "motion" or self.meeting(MeetingId(place.stream)).stage == "open":
            return place
        self.places.catch_up()
        return self.places.find(thing)

    def groups(self) -> tuple[GroupId, ...]:
        """Every group, in the order founded."""
        return self.places.groups()

    def group_by_slug(self, slug: str) -> GroupId | None:
        """The group with this short name."""
        return next((g for g in self.groups() if self.directory(g).slug == slug), None)

    def organisation(self) -> organisation_state.OrganisationState:
        """The organisation, unfounded when the record is empty."""
        stream = self._organisation_stream()
        if stream is None:
            return organisation_state.OrganisationState()
        return self._fold(stream, organisation_state.OrganisationState, organisation_state.fold)

    def organisation_name(self) -> str:
        """What the organisation is called; nothing when the record is empty."""
        opening = self.everything(0, 1, (OrganisationFounded.topic,))
        founded = opening[0].event if opening else None
        return self.words([founded.name])[founded.name.ref] if isinstance(founded, OrganisationFounded) else ""

    def group(self, group: GroupId) -> group_state.GroupState:
        """A group. Raises `NotFound`."""
        state = self._fold(group, group_state.GroupState, group_state.fold)
        if state.group is None:
            raise NotFound("group", "/group")
        return state

    def meeting(self, meeting: MeetingId) -> meeting_state.MeetingState:
        """A meeting. Raises `NotFound`."""
        state = self._fold(meeting, meeting_state.MeetingState, meeting_evolve.fold)
        if state.meeting is None:
            raise NotFound("meeting", "/meeting")
        return state

    def decision(self, decision: DecisionId) -> decision_state.DecisionState:
        """A decision as it stands. Raises `NotFound`."""
        state = self._fold(decision, decision_state.DecisionState, decision_state.fold)
        if state.decision is None:
            raise NotFound("decision", "/decision")
        return state

    def outliving(self, field: str, thing: UUID) -> Any:
        """What outlives a meeting, as folded. Raises `NotFound`."""
        kind = OUTLIVING[field]
        state = self._fold(thing, kind.state, kind.fold)
        if state.group is None:
            raise NotFound(field, f"/{field}")
        return state

    def version(self, stream: UUID) -> int:
        """The version a folded stream was last seen at."""
        kept = self._kept.get(stream)
        return kept.version if kept else 0

    def directory(self, group: GroupId) -> Directory:
        """The names of a group's seats and offices. Raises `NotFound`."""
        self.group(group)
        version = self.version(group)
        known = self._directories.get(group)
        if known is None or known[0] != version:
            known = (version, self._read_directory(group))
            self._directories[group] = known
        return known[1]

    def directory_then(self, group: GroupId, position: int) -> Directory:
        """The names of a group's seats and offices as they were at a position. Raises `NotFound`."""
        return self._read_directory(group, position)

    def _organisation_stream(self) -> StreamId | None:
        if self._organisation is None:
            first = self.store.read_all(0, 1, (OrganisationFounded.topic,))
            self._organisation = StreamId(first[0].stream) if first else None
        return self._organisation

    def _fold(self, stream: UUID, empty: type[State], fold: Callable[..., State]) -> State:
        kept, head = self._kept.get(stream), getattr(self._moment, "head", None) or 0
        if kept is not None and not isinstance(kept.state, empty):
            return empty()
        if kept is not None and 0 < head <= kept.head:
            return cast("State", kept.state)
        after, state = (kept.version, kept.state) if kept else (0, empty())
        rows = self.store.read_stream(stream, after)
        if not rows:
            if kept is not None:
                self._kept[stream] = msgspec.structs.replace(kept, head=max(head, kept.head))
            return state
        if not after and rows[0].topic not in OPENS[empty]:
            return empty()
        facts = [recorded(row).fact for row in rows if row.state is not None]
        if after and any(isinstance(fact.event, ActStruck) for fact in facts):
            facts = [recorded(row).fact for row in self.store.read_stream(stream) if row.state is not None]
            state = empty()
        state = fold(facts, state)
        with self._lock:
            if len(self._kept) >= CACHED and stream not in self._kept:
                self._kept.pop(next(iter(self._kept)))
            self._kept[stream] = Kept(rows[-1].version, max(head, rows[-1].position), state)
        return state

    def _read_directory(self, group: GroupId, until: int | None = None) -> Directory:
        return directory_of(self.stream(group, until), self.words)


def directory_of(events: Iterable[RecordedEvent], words: Callable[[Iterable[Sealed]], Mapping[UUID, str]]) -> Directory:
    """The names of a group's seats and offices in the events of its stream. Raises `NotFound`."""
    founded: group_events.GroupFounded | None = None
    seats: dict[SeatId, tuple[Sealed, Sealed]] = {}
    offices: dict[OfficeId, tuple[Sealed, Sealed]] = {}
    for one in events:
        match one.event:
            case group_events.GroupFounded() as event:
                founded = event
            case group_events.SeatCreated() as event:
                seats[event.seat] = (event.slug, event.label)
            case group_events.OfficeCreated() as event:
                offices[event.office] = (event.slug, event.label)
            case _:
                pass
    if founded is None:
        raise NotFound("group", "/group")
    pairs = [*seats.values(), *offices.values(), (founded.slug, founded.name)]
    told = words(s for pair in pairs for s in pair)
    labels: dict[UUID, str] = {seat: told[label.ref] for seat, (_, label) in seats.items()}
    labels.update({office: told[label.ref] for office, (_, label) in offices.items()})
    return Directory(
        name=told[founded.name.ref],
        slug=told[founded.slug.ref],
        seats={told[slug.ref]: seat for seat, (slug, _) in seats.items()},
        offices={told[slug.ref]: office for office, (slug, _) in offices.items()},
        labels=labels,
    )


def recorded(row: Row) -> RecordedEvent:
    """An event as read from the store; its body must not be erased."""
    assert row.state is not None, "an erased body cannot be read"
    envelope, event = decode(row.topic, row.state)
    return RecordedEvent(
        position=row.position,
        stream=StreamId(row.stream),
        version=row.version,
        part=row.part,
        parts=row.parts,
        id=EventId(row.event),
        recorded_at=row.recorded_at,
        tier=row.tier,  # type: ignore[arg-type]
        envelope=envelope,
        event=event,
    )
