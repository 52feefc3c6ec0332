"""The one door in: load, decide, follow policies, record."""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import hmac
import os
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar, cast
from uuid import UUID

import msgspec
from eventsourcing.application import Application
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Mapper, StoredEvent

from governance import explain
from governance.desk import ActDesk
from governance.group import commands as group_commands
from governance.group import decide as group_decide
from governance.group import events as group_events
from governance.group import state as group_state
from governance.kernel import (
    Capacity,
    Command,
    CommandId,
    Event,
    EventId,
    GroupId,
    MeetingId,
    Moment,
    OfficeId,
    PersonId,
    Rejected,
    Sealed,
    SeatId,
    StreamId,
)
from governance.meeting import commands as meeting_commands
from governance.meeting import decide as meeting_decide
from governance.meeting import floor as meeting_floor
from governance.meeting import state as meeting_state
from governance.meeting.events import ActStruck, MeetingCalled
from governance.motion import commands as motion_commands
from governance.motion import decide as motion_decide
from governance.motion import whole
from governance.motion.events import ResultDeclared
from governance.organisation import commands as organisation_commands
from governance.organisation import decide as organisation_decide
from governance.organisation import state as organisation_state
from governance.organisation.events import OrganisationFounded
from governance.overlay import Overlay
from governance.places import Place, Places
from governance.policies import follow
from governance.record import Envelope, RecordedEvent, decode, encode
from governance.rules.defects import RULES_VERSION
from governance.rules.entitlement import Standing, may_record
from governance.standing_orders import OfficeKind
from governance.store import (
    Append,
    Conflict,
    NewEvent,
    OtherBody,
    Receipt,
    RecordFactory,
    RecordRecorder,
    Row,
    library_env,
)
from governance.vault import Vault

if TYPE_CHECKING:
    from eventsourcing.persistence import InfrastructureFactory
    from eventsourcing.utils import Environment

    from governance.keys import Signer, WrappingKey

State = TypeVar("State")
ATTEMPTS = 40
CACHED = 256


class Principal(msgspec.Struct, frozen=True):
    """Who records: a person (by token or session), an application, the operator, or an import run by the operator."""

    kind: Literal["person", "application", "operator", "importer"]
    id: UUID | None = None
    person: PersonId | None = None
    scopes: tuple[str, ...] = ()


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


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """A decided command, ready to append."""

    request: Append
    recorded: tuple[RecordedEvent, ...]
    why: str


class RecordMapper(Mapper[UUID]):
    """The library's mapper between stored events and ours; what it reads knows its stream and version only."""

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        """An event as the store keeps it."""
        assert isinstance(domain_event, RecordedEvent)
        state = encode(domain_event.envelope, domain_event.event)
        return StoredEvent(domain_event.stream, domain_event.version, domain_event.event.topic, state)

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[UUID]:
        """An event as read through the library's own recorder."""
        envelope, event = decode(stored_event.topic, stored_event.state)
        assert isinstance(stored_event.originator_id, UUID)
        return RecordedEvent(
            position=0,
            stream=StreamId(stored_event.originator_id),
            version=stored_event.originator_version,
            part=0,
            parts=0,
            id=EventId(UUID(int=0)),
            recorded_at=dt.datetime.fromisoformat(envelope.decided),
            tier=event.tier,
            envelope=envelope,
            event=event,
        )


MADE: dict[str, tuple[str, ...]] = {
    "foundOrganisation": ("organisation",),
    "registerPerson": ("person",),
    "foundGroup": ("group",),
    "createSeat": ("seat",),
    "createOffice": ("office",),
    "assignOffice": ("term",),
    "callMeeting": ("meeting",),
    "recordDecision": ("decision", "motion"),
    "declareResult": ("decision", "motion"),
    "moveMotion": ("motion",),
    "moveAmendment": ("motion",),
    "agreeAction": ("action",),
}


class Governance(Application[UUID]):
    """The application: the library's, with our recorder; every act goes through `handle`."""

    name = "stored"
    env: ClassVar[dict[str, str]] = {}

    def __init__(
        self,
        dsn: str,
        *,
        signer: Signer,
        wrapping: WrappingKey,
        pool: int = 8,
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        super().__init__(library_env(dsn, pool=pool))
        assert isinstance(self.recorder, RecordRecorder)
        self.store: RecordRecorder = self.recorder
        self.store.sign_with(signer)
        self.dsn = dsn
        self.vault = Vault(self.store, wrapping)
        self.places = Places(self.everything)
        self._signer = signer
        self._clock = clock
        self._kept: dict[UUID, Kept] = {}
        self._directories: dict[GroupId, tuple[int, Directory]] = {}
        self._organisation: StreamId | None = None
        self._lock = threading.Lock()
        self._moment = threading.local()

    def construct_factory(self, env: Environment) -> InfrastructureFactory[Any]:
        """The library's hook: our factory, whatever the environment says."""
        return RecordFactory(env)

    def construct_mapper(self) -> Mapper[UUID]:
        """The library's hook: events are mapped as `governance.record` writes and reads them."""
        return RecordMapper(self.construct_transcoder())

    # Reading

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

    def everything(self, after: int, limit: int, topics: Sequence[str] = ()) -> list[RecordedEvent]:
        """The record after a position, in order."""
        return [recorded(row) for row in self.store.read_all(after, limit, topics) if row.state is not None]

    def words(self, sealed: Iterable[Sealed]) -> dict[UUID, str]:
        """The words behind these references, in one batch."""
        return self.vault.read(sealed)

    def find(self, thing: UUID) -> Place | None:
        """What an id is and where it lives."""
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

    def group(self, group: GroupId) -> group_state.GroupState:
        """A group. Raises `NotFound`."""
        state = self._fold(group, group_state.GroupState, group_state.fold)
        if state.group is None:
            raise NotFound("group", "/group")
        return state

    def meeting(self, meeting: MeetingId) -> meeting_state.MeetingState:
        """A meeting. Raises `NotFound`."""
        state = self._fold(meeting, meeting_state.MeetingState, meeting_state.fold)
        if state.meeting is None:
            raise NotFound("meeting", "/meeting")
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

    def floor(self, meeting: MeetingId) -> meeting_floor.Floor:
        """What is in order in a meeting now, and why the rest is not."""
        state = self.meeting(meeting)
        assert state.group is not None
        group = self.group(state.group)
        desk = self._desk(group, state.group, "live", state.presider, None, None)
        desk.set_when(None, None)
        return meeting_floor.floor(state, group, desk)

    def pretend(self) -> None:
        """From here on decide and answer as ever, and record nothing: acts are kept in memory only."""
        self.store = Overlay(self.store)
        self.vault.read_from(self.store)
        self.places = Places(self.everything)

    # Acting

    def handle(
        self,
        command: Command,
        who: Principal,
        *,
        key: str | None = None,
        body: bytes = b"",
        line: Line | None = None,
        check: bool = False,
    ) -> Handled:
        """Decide and record a command; a repeat under the same key gives the same answer.

        Raises `Rejected` (clause `access` when the recorder may not), `NotFound`, or `OtherBody`.
        """
        command_id, digest = self._command_id(command, who, key, body, line)
        if not check and (key is not None or line is not None):
            known = self.store.receipt(command_id)
            if known is not None:
                return self._again(command, known, digest)
        for _ in range(ATTEMPTS):
            with self.one_moment() as seen:
                prepared = self._decide(command, who, command_id, digest, line, seen)
            if check:
                return Handled(None, prepared.recorded, _made(command, prepared.recorded), prepared.why)
            try:
                receipt = self.store.append(prepared.request)
            except Conflict:
                continue
            return self._done(command, prepared, receipt)
        msg = "the meeting is too busy: nothing was recorded, try again"
        raise Conflict(msg)

    def _done(self, command: Command, prepared: Prepared, receipt: Receipt) -> Handled:
        if receipt.repeated:
            return self._again(command, receipt, prepared.request.digest)
        events = tuple(msgspec.structs.replace(e, position=receipt.first + n) for n, e in enumerate(prepared.recorded))
        return Handled(receipt, events, _made(command, events), prepared.why)

    def _again(self, command: Command, receipt: Receipt, digest: bytes) -> Handled:
        if not self.store.same_body(receipt.command, digest):
            raise OtherBody
        rows = self.store.read_all(receipt.first - 1, receipt.last - receipt.first + 1) if receipt.first else []
        events = tuple(recorded(row) for row in rows)
        return Handled(receipt, events, _made(command, events), self._why(events))

    def _command_id(
        self, command: Command, who: Principal, key: str | None, body: bytes, line: Line | None
    ) -> tuple[UUID, bytes]:
        said = body or msgspec.json.encode(msgspec.to_builtins(command, str_keys=True), order="sorted")
        secret = os.urandom(32) if isinstance(command, organisation_commands.FoundOrganisation) else self._receipt_key()
        digest = hmac.digest(secret, said, "sha256")
        if line is not None:
            return line.command, digest
        if key is None:
            return uuid.uuid4(), digest
        return uuid8(hmac.digest(secret, f"{who.kind} {who.id}\n{key}".encode(), "sha256")), digest

    def _receipt_key(self) -> bytes:
        return self.vault.key(self.store.identity().record, "receipt").secret

    def _decide(
        self, command: Command, who: Principal, command_id: UUID, digest: bytes, line: Line | None, seen: int
    ) -> Prepared:
        now = line.recorded_at if line and line.recorded_at else self._clock()
        act = self._load(command, line, now)
        capacity = self._entitled(command, who, act)
        events = self._events(command, act)
        elsewhere: list[tuple[StreamId, Event]] = []
        if act.meeting is not None and act.group_id is not None:
            meeting = act.meeting.meeting or MeetingId(act.stream(events))
            elsewhere = follow(events, meeting, act.group_id, act.desk)
        envelope = Envelope(
            occurred=act.desk.when.local,
            precision=act.desk.when.precision,
            by=act.desk.by,
            capacity=capacity,
            recorded_by=who.id or who.person,
            channel=command.channel,
            on_behalf_of=command.on_behalf_of,
            mode=command.mode,
            entered="imported" if line else command.mode,
            rules=RULES_VERSION,
            command=CommandId(command_id),
            correlation=command_id,
            causation=None,
            guards=tuple(sorted(act.read.items(), key=lambda guard: str(guard[0]))),
            seen=seen,
            decided=now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        )
        home = act.stream(events)
        made = _place([(home, event) for event in events] + elsewhere, act.read, envelope, now)
        request = Append(
            command=command_id,
            digest=digest,
            events=tuple(_new(self.mapper, one) for one in made),
            guards=envelope.guards,
            items=act.desk.items if made else (),
            decided=now,
            recorded=now,
        )
        return Prepared(request=request, recorded=made, why=self._why(made))

    def _load(self, command: Command, line: Line | None, now: dt.datetime) -> Act:
        ids = None if line is None else line.ids
        organisation = self.organisation()
        if isinstance(command, ORGANISATION):
            desk = self._desk(None, None, command.mode, command.by, ids, now, organisation)
            desk.set_when(command.when, desk.today)
            stream = organisation.organisation
            read = {} if stream is None else {StreamId(stream): self.version(stream)}
            return Act(desk=desk, organisation=organisation, group=None, meeting=None, group_id=None, read=read)
        if isinstance(command, group_commands.FoundGroup):
            zone = msgspec.structs.replace(
                organisation, zone=organisation_decide.known_zone(command.zone or organisation.zone)
            )
            desk = self._desk(None, None, command.mode, command.by, ids, now, zone)
            desk.set_when(command.when, desk.today)
            none = group_state.GroupState()
            return Act(desk=desk, organisation=organisation, group=none, meeting=None, group_id=None, read={})
        return self._load_meeting(command, ids, now, organisation)

    def _load_meeting(
        self,
        command: Command,
        ids: Callable[[str], UUID] | None,
        now: dt.datetime,
        organisation: organisation_state.OrganisationState,
    ) -> Act:
        meeting = None
        target = getattr(command, "meeting", None)
        if target is not None:
            meeting = self.meeting(target)
            assert meeting.group is not None
        elif isinstance(command, meeting_commands.CallMeeting):
            meeting = meeting_state.MeetingState()
        group_id: GroupId = meeting.group if meeting and meeting.group else command.group  # type: ignore[attr-defined]
        group = self.group(group_id)
        desk = self._desk(group, group_id, command.mode, command.by, ids, now, organisation)
        desk.set_when(command.when, _written_up_on(command, meeting, desk))
        read = {StreamId(group_id): self.version(group_id)}
        if meeting is not None and meeting.meeting is not None:
            read[StreamId(meeting.meeting)] = self.version(meeting.meeting)
        return Act(desk=desk, organisation=organisation, group=group, meeting=meeting, group_id=group_id, read=read)

    def _desk(
        self,
        group: group_state.GroupState | None,
        subject: GroupId | None,
        mode: Literal["live", "written_up"],
        by: SeatId | None,
        ids: Callable[[str], UUID] | None,
        now: dt.datetime | None,
        organisation: organisation_state.OrganisationState | None = None,
    ) -> ActDesk:
        def slugs() -> frozenset[str]:
            if subject is None:
                return frozenset(self.directory(g).slug for g in self.groups())
            directory = self.directory(subject)
            return frozenset(directory.seats) | frozenset(directory.offices)

        zone = group.zone if group else organisation.zone if organisation else "Europe/London"
        return ActDesk(
            self.vault,
            zone=zone,
            now=now or self._clock(),
            mode=mode,
            by=by,
            subject=subject,
            group=group,
            ids=ids,
            slugs=slugs,
        )

    def _entitled(self, command: Command, who: Principal, act: Act) -> Capacity:
        if who.kind == "importer":
            return "convenor" if command.by is None else "member"
        acting = command.actors()
        standing = self._standing(who, act, act.desk.when)
        try:
            capacity = may_record(standing, command.power, command.do, acting)
        except Rejected:
            if command.mode == "live":
                raise
            standing = self._standing(who, act, act.desk.today)
            capacity = may_record(standing, command.power, command.do, acting)
        act.desk.by = next(iter((*acting, *standing.seats)), None)
        return capacity

    def _standing(self, who: Principal, act: Act, at: Moment) -> Standing:
        if who.kind != "person" or who.person is None:
            application = who.kind == "application"
            return Standing(
                application=application, keeps_people="people" in who.scopes, operator=who.kind == "operator"
            )
        group, meeting = act.group, act.meeting
        if group is None or group.group is None:
            return self._standing_above(who.person, at)
        seats = frozenset(group.seats_of(who.person, at))
        held: set[OfficeKind] = {group.offices[term.office] for term in group.held(at) if term.seat in seats}
        return Standing(
            seats=seats,
            constituencies=frozenset(group.seats[s].constituency for s in seats),
            chair=bool(held & {"chair", "co_chair"}),
            secretary="secretary" in held,
            presides=_presides(meeting, seats, held),
            takes_minutes=meeting is not None and meeting.minute_taker in seats,
            convenor=group.convenor == who.person and group.convenor_acts(at),
        )

    def _standing_above(self, person: PersonId, at: Moment) -> Standing:
        """Above the groups: an officer of any of them keeps the list of people; a convenor found one."""
        groups = [self.group(group) for group in self.groups()]
        seats = frozenset(seat for group in groups for seat in group.seats_of(person, at))
        held = {g.offices[term.office] for g in groups for term in g.held(at) if term.seat in seats}
        return Standing(
            seats=seats,
            chair=bool(held & {"chair", "co_chair"}),
            secretary="secretary" in held,
            convenor=self._convenes(person) or any(g.convenor == person and g.convenor_acts(at) for g in groups),
        )

    def _convenes(self, person: PersonId) -> bool:
        """Before there is any group, whoever is known may found one; afterwards the operator does."""
        return person in self.organisation().persons and not self.groups()

    def _events(self, command: Command, act: Act) -> tuple[Event, ...]:
        if isinstance(command, ORGANISATION):
            key = base64.b64encode(self._signer.public).decode()
            return organisation_decide.decide(act.organisation, command, act.desk, key=key)
        if isinstance(command, GROUP):
            assert act.group is not None
            return group_decide.decide(act.group, command, act.organisation, act.desk)
        assert act.meeting is not None
        assert act.group is not None
        if isinstance(command, motion_commands.RecordDecision):
            return whole.decide(act.meeting, command, act.desk)
        if isinstance(command, MOTION):
            return motion_decide.decide(act.meeting, command, act.desk)
        return meeting_decide.decide(act.meeting, command, act.group, act.desk)  # type: ignore[arg-type]

    def _why(self, events: Iterable[RecordedEvent]) -> str:
        for one in events:
            if isinstance(one.event, ResultDeclared):
                state = self._kept.get(one.stream)
                version = state.state.orders_version if state else 0
                return explain.outcome(one.event.outcome, version)
        return ""

    def import_closed(self, subject: UUID) -> bool:
        """Whether an import was closed for good."""
        return self.store.is_closed(subject.bytes)

    def close_import(self, subject: UUID) -> None:
        """Destroy an import's key and refuse its name from here on."""
        self.store.close_import(self.vault.key(subject, "import").key_id, subject.bytes)
        self.vault.forget(subject, "import")

    # Folding

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
        if not after and rows[0].topic != OPENS[empty]:
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

    def _read_directory(self, group: GroupId) -> Directory:
        founded: group_events.GroupFounded | None = None
        seats: dict[SeatId, tuple[Sealed, Sealed]] = {}
        offices: dict[OfficeId, tuple[Sealed, Sealed]] = {}
        for one in self.stream(group):
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
        words = self.words(s for pair in pairs for s in pair)
        labels: dict[UUID, str] = {seat: words[label.ref] for seat, (_, label) in seats.items()}
        labels.update({office: words[label.ref] for office, (_, label) in offices.items()})
        return Directory(
            name=words[founded.name.ref],
            slug=words[founded.slug.ref],
            seats={words[slug.ref]: seat for seat, (slug, _) in seats.items()},
            offices={words[slug.ref]: office for office, (slug, _) in offices.items()},
            labels=labels,
        )


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """A command being decided: its desk, the states it may read, and the versions they were read at."""

    desk: ActDesk
    organisation: organisation_state.OrganisationState
    group: group_state.GroupState | None
    meeting: meeting_state.MeetingState | None
    group_id: GroupId | None
    read: dict[StreamId, int]

    def stream(self, events: Sequence[Event]) -> StreamId:
        """The stream the events belong in: the meeting's, else the group's, else the organisation's."""
        if self.meeting is not None and self.meeting.meeting is not None:
            return StreamId(self.meeting.meeting)
        for event in events:
            for name in ("meeting", "group", "organisation"):
                opens = event.topic in {"meeting.called.v1", "group.founded.v1", "organisation.founded.v1"}
                if opens and hasattr(event, name):
                    return StreamId(getattr(event, name))
        home = self.group_id or self.organisation.organisation
        assert home is not None
        return StreamId(home)


ORGANISATION = (organisation_commands.FoundOrganisation, organisation_commands.RegisterPerson)
GROUP = (
    group_commands.FoundGroup,
    group_commands.CreateSeat,
    group_commands.RetireSeat,
    group_commands.FillSeat,
    group_commands.VacateSeat,
    group_commands.CreateOffice,
    group_commands.AssignOffice,
    group_commands.EndTerm,
    group_commands.AdoptStandingOrders,
    group_commands.AdoptClassMapping,
)
MOTION = (
    motion_commands.MoveMotion,
    motion_commands.SecondMotion,
    motion_commands.WithdrawMotion,
    motion_commands.MoveAmendment,
    motion_commands.PutMotion,
    motion_commands.CastVote,
    motion_commands.RecordCount,
    motion_commands.AskEveryone,
    motion_commands.UseCastingVote,
    motion_commands.DeclareResult,
)


# A stream is what its first event says: an id of another kind folds to nothing, and is not kept.
OPENS: dict[type, str] = {
    organisation_state.OrganisationState: OrganisationFounded.topic,
    group_state.GroupState: group_events.GroupFounded.topic,
    meeting_state.MeetingState: MeetingCalled.topic,
}


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


def uuid8(digest: bytes) -> UUID:
    """The first 16 bytes of a digest as a UUIDv8 (RFC 9562 section 5.8)."""
    number = int.from_bytes(digest[:16], "big")
    number = (number & ~(0xF << 76)) | (0x8 << 76)
    return UUID(int=(number & ~(0x3 << 62)) | (0x2 << 62))


def _presides(meeting: meeting_state.MeetingState | None, seats: frozenset[SeatId], held: set[OfficeKind]) -> bool:
    if meeting is None:
        return False
    if meeting.presider is None or meeting.stage != "open":
        return bool(held & {"chair", "co_chair", "vice_chair"})
    return meeting.presider in seats


def _written_up_on(command: Command, meeting: meeting_state.MeetingState | None, desk: ActDesk) -> Moment | None:
    """The day an undated written-up act belongs to: the meeting's, else today."""
    if isinstance(command, meeting_commands.CallMeeting):
        starts = desk.moment(command.starts, future=True, pointer="/starts")
        return starts if starts.date <= desk.today.date else desk.today
    if meeting is None:
        return desk.today
    return meeting.starts if meeting.stage == "called" else meeting.last


def _place(
    placed: Sequence[tuple[StreamId, Event]], read: dict[StreamId, int], envelope: Envelope, now: dt.datetime
) -> tuple[RecordedEvent, ...]:
    versions = dict(read)
    made: list[RecordedEvent] = []
    for part, (stream, event) in enumerate(placed, 1):
        versions[stream] = versions.get(stream, 0) + 1
        made.append(
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
    return tuple(made)


def _new(mapper: Mapper[UUID], one: RecordedEvent) -> NewEvent:
    stored = mapper.to_stored_event(one)
    return NewEvent(one.id, one.stream, one.version, one.tier, stored.topic, stored.state)


def _made(command: Command, events: Iterable[RecordedEvent]) -> UUID | None:
    for field in MADE.get(command.do, ()):
        for one in events:
            found = getattr(one.event, field, None)
            if found is not None:
                return UUID(str(found))
    return next((one.id for one in events), None)
