"""The one door in: load, decide, follow policies, record."""

from __future__ import annotations

import base64
import copy
import datetime as dt
import hmac
import os
import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal
from uuid import UUID

import msgspec
from eventsourcing.application import Application
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Mapper, OperationalError, StoredEvent

from governance import earlier, explain, untold
from governance.acts import Act, Handled, Line, Prepared, Principal, Stale, made, place, uuid8, written_up_on
from governance.answering import ORGANISATION, answer
from governance.completing import completed
from governance.decision.events import ChairsActionTaken
from governance.desk import ActDesk
from governance.election.events import NominationRefused
from governance.group import commands as group_commands
from governance.group import state as group_state
from governance.kernel import (
    Capacity,
    Command,
    CommandId,
    EventId,
    GroupId,
    MeetingId,
    SeatId,
    StreamId,
    Unreachable,
)
from governance.meeting import commands as meeting_commands
from governance.meeting import floor as meeting_floor
from governance.meeting import state as meeting_state
from governance.minutes.earlier import Earlier, Scribe
from governance.motion import procedure_commands
from governance.motion.events import QuestionPut
from governance.organisation import commands as organisation_commands
from governance.organisation import decide as organisation_decide
from governance.organisation import state as organisation_state
from governance.outliving import OUTLIVING
from governance.overlay import Overlay
from governance.policies import follow
from governance.reader import NotFound, Reader, recorded
from governance.record import Envelope, RecordedEvent, decode, encode
from governance.recorders import of_the_group, power_of
from governance.recorders import standing as standing_of
from governance.rules.defects import RULES_VERSION
from governance.rules.entitlement import may_record
from governance.store import Append, Conflict, NewEvent, OtherBody, Receipt, RecordFactory, RecordRecorder, library_env
from governance.vault import Vault

if TYPE_CHECKING:
    from eventsourcing.persistence import InfrastructureFactory
    from eventsourcing.utils import Environment

    from governance.keys import Signer, WrappingKey
    from governance.minutes.state import MinutesState

ATTEMPTS = 40


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


class Governance(Reader, Application[UUID]):
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
        scribe: Callable[[Reader], Scribe] | None = None,
    ) -> None:
        try:
            Application.__init__(self, library_env(dsn, pool=pool))
        except OperationalError as error:
            raise Unreachable(str(error).splitlines()[0]) from error
        assert isinstance(self.recorder, RecordRecorder)
        self.recorder.sign_with(signer)
        Reader.__init__(self, self.recorder, Vault(self.recorder, wrapping))
        self.dsn = dsn
        self._signer = signer
        self._clock = clock
        self._scribe = scribe

    def construct_factory(self, env: Environment) -> InfrastructureFactory[Any]:
        """The library's hook: our factory, whatever the environment says."""
        return RecordFactory(env)

    def construct_mapper(self) -> Mapper[UUID]:
        """The library's hook: events are mapped as `governance.record` writes and reads them."""
        return RecordMapper(self.construct_transcoder())

    def floor(self, meeting: MeetingId) -> meeting_floor.Floor:
        """What is in order in a meeting now, and why the rest is not; the alerts say what it is still to be told of."""
        state = self.meeting(meeting)
        assert state.group is not None
        group = self.group(state.group)
        desk = self._desk(group, state.group, "live", state.presider, None, None)
        desk.set_when(None, None)
        told = meeting_floor.floor(state, group, desk)
        late = [one for one in untold.chairs_actions(self, state.group) if one not in state.told]
        return msgspec.structs.replace(told, alerts=(*told.alerts, untold.ALERT)) if late else told

    def forked(self) -> Governance:
        """An application that decides and answers as this one, whose acts are kept in memory only."""
        # The key of receipts is the record's: made in the fork, it would be another one than the record goes on with.
        self._receipt_key()
        fork = copy.copy(self)
        fork.store = Overlay(self.store)
        Reader.__init__(fork, fork.store, self.vault.over(fork.store))
        return fork

    def close(self) -> None:
        """Close the store. A fork leaves it open for the one it was made from."""
        if not isinstance(self.store, Overlay):
            super().close()

    def stored(self, one: RecordedEvent) -> NewEvent:
        """An event as the store takes it."""
        stored = self.mapper.to_stored_event(one)
        return NewEvent(one.id, one.stream, one.version, one.tier, stored.topic, stored.state)

    def now(self) -> dt.datetime:
        """The time by this application's clock."""
        return self._clock()

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
        expected: Collection[tuple[StreamId, int]] | None = None,
    ) -> Handled:
        """Decide and record a command; a repeat under the same key gives the same answer.

        `expected` are streams and versions one of which must stand. Raises `Rejected` (clause `access` when the
        recorder may not), `NotFound`, `OtherBody`, or `Stale`.
        """
        command_id, digest = self.command_id(command, who, key, body, line)
        if not check and (key is not None or line is not None):
            known = self.store.receipt(command_id)
            if known is not None:
                return self._again(command, known, digest)
        for _ in range(ATTEMPTS):
            with self.one_moment() as seen:
                prepared = self._decide(command, who, command_id, digest, line, seen, expected)
            if check:
                return Handled(None, prepared.recorded, made(command, prepared.recorded), prepared.why)
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
        return Handled(receipt, events, made(command, events), prepared.why)

    def _again(self, command: Command, receipt: Receipt, digest: bytes) -> Handled:
        if not self.store.same_body(receipt.command, digest):
            raise OtherBody
        rows = self.store.read_all(receipt.first - 1, receipt.last - receipt.first + 1) if receipt.first else []
        events = tuple(recorded(row) for row in rows)
        return Handled(receipt, events, made(command, events), self._why(events))

    def command_id(
        self, command: Command | None, who: Principal, key: str | None, body: bytes, line: Line | None
    ) -> tuple[UUID, bytes]:
        """The id of a command under a key, and the digest of its body (of the command where no body is given)."""
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
        self,
        command: Command,
        who: Principal,
        command_id: UUID,
        digest: bytes,
        line: Line | None,
        seen: int,
        expected: Collection[tuple[StreamId, int]] | None,
    ) -> Prepared:
        now = line.recorded_at if line and line.recorded_at else self._clock()
        act = self._load(command, line, now)
        command = completed(command, who, act.organisation.currency)
        capacity = self._entitled(command, who, act)
        of_the_group(self, command, act)
        if expected is not None and not any(act.read.get(stream) == version for stream, version in expected):
            raise Stale
        events = answer(act, command, base64.b64encode(self._signer.public).decode())
        home = act.stream(command, events)
        elsewhere = follow(events, home, act)
        for stream in {stream for stream, _ in elsewhere} - act.read.keys():
            if self.find(stream):
                act.read[stream] = self._stands_at(stream)
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
        placed = place([(home, event) for event in events] + elsewhere, act.read, envelope, now)
        request = Append(
            command=command_id,
            digest=digest,
            events=tuple(self.stored(one) for one in placed),
            guards=envelope.guards,
            items=act.desk.items if placed else (),
            decided=now,
            recorded=now,
        )
        return Prepared(request=request, recorded=placed, why=self._why(placed))

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
        named, read = self._named(command, meeting)
        about = earlier.about(self, command, meeting, named.get("action"))
        if about is not None and about.decision is not None:
            named["decision"] = about
            read[StreamId(about.decision)] = self.version(about.decision)
        group_id = _group_of(command, meeting, named)
        group = self.group(group_id)
        desk = self._desk(group, group_id, command.mode, command.by, ids, now, organisation)
        desk.set_when(command.when, written_up_on(command, meeting, desk))
        read[StreamId(group_id)] = self.version(group_id)
        if meeting is not None and meeting.meeting is not None:
            read[StreamId(meeting.meeting)] = self.version(meeting.meeting)
        left_over = None
        if isinstance(command, procedure_commands.TakeUnfinishedBusiness) and meeting is not None:
            left_over = self._left_over(command, meeting, group_id, read)
        return Act(
            desk=desk,
            organisation=organisation,
            group=group,
            meeting=meeting,
            group_id=group_id,
            read=read,
            named=named,
            earlier=self._earlier(named, read),
            decision=about,
            suggested=earlier.suggested(self, command, group_id),
            left_over=left_over,
        )

    def _earlier(self, named: Mapping[str, Any], read: dict[StreamId, int]) -> Earlier | None:
        """The minutes an act is about, with the meeting they are of."""
        minutes: MinutesState | None = named.get("minutes")
        if minutes is None or minutes.meeting is None:
            return None
        meeting = self.meeting(minutes.meeting)
        read[StreamId(minutes.meeting)] = self.version(minutes.meeting)
        return Earlier(minutes, meeting, None if self._scribe is None else self._scribe(self))

    def _about(self, command: Command, field: str, meeting: meeting_state.MeetingState | None) -> UUID | None:
        """What outlives a meeting that the command names, or that the motion or the slip it names is about."""
        thing = getattr(command, field, None)
        if isinstance(thing, UUID):
            return thing
        if field != "minutes" or meeting is None or meeting.meeting is None:
            return None
        if isinstance(command, meeting_commands.StrikeAct):
            return self.places.minutes_of(meeting.meeting)
        matter = meeting.matters.get(getattr(command, "motion", None))  # type: ignore[arg-type]
        return None if matter is None else matter.minutes

    def _named(
        self, command: Command, meeting: meeting_state.MeetingState | None
    ) -> tuple[dict[str, Any], dict[StreamId, int]]:
        """What the command is about that outlives a meeting, and the versions it was read at."""
        named: dict[str, Any] = {}
        read: dict[StreamId, int] = {}
        for field in OUTLIVING:
            thing = self._about(command, field, meeting)
            if thing is not None:
                named[field] = self.outliving(field, thing)
                read[StreamId(thing)] = self.version(thing)
        return named, read

    def _left_over(
        self,
        command: procedure_commands.TakeUnfinishedBusiness,
        meeting: meeting_state.MeetingState,
        group_id: GroupId,
        read: dict[StreamId, int],
    ) -> tuple[meeting_state.MeetingState, bool]:
        """The meeting a motion was last before, and whether none of the group's came between. Raises `NotFound`."""
        place = self.find(command.motion)
        if place is None or place.kind != "motion" or place.group != group_id:
            raise NotFound("motion", "/motion")
        before = self.meeting(MeetingId(place.stream))
        read[StreamId(place.stream)] = self.version(place.stream)
        others = (self.meeting(other) for other in self.places.meetings(group_id))
        return before, not any(meeting_state.between(before, other, meeting) for other in others)

    def _stands_at(self, stream: StreamId) -> int:
        rows = self.store.read_stream(stream)
        return rows[-1].version if rows else 0

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
            act.desk.own = True
            return "convenor" if command.by is None else "member"
        acting = command.actors()
        standing = standing_of(self, who, act, act.desk.today)
        power = power_of(command, standing)
        capacity = may_record(standing, power, command.do, acting, mode=command.mode)
        if command.mode == "live":
            # Nobody was in an office before they took it, and nobody gets one back by giving an earlier date.
            standing = standing_of(self, who, act, act.desk.when)
            capacity = may_record(standing, power_of(command, standing), command.do, acting)
        act.desk.by = next(iter((*acting, *standing.seats)), None)
        act.desk.own = standing.seats.issuperset(acting)
        return capacity

    def _why(self, events: Iterable[RecordedEvent]) -> str:
        told = list(events)
        for one in told:
            if isinstance(one.event, explain.Ruled):
                return explain.outcome(one.event.outcome, self._orders_version(one))
            if isinstance(one.event, NominationRefused):
                return explain.nomination(one.event)
        for one in told:
            state = self._kept.get(one.stream)
            if isinstance(one.event, QuestionPut) and state is not None:
                return explain.majority_asked(one.event, state.state.orders)
        return ""

    def _orders_version(self, ruled: RecordedEvent) -> int:
        """The version of the standing orders something was ruled under."""
        if isinstance(ruled.event, ChairsActionTaken):
            return self.group(ruled.event.group).orders_at(ruled.occurred)[1]
        kept = self._kept.get(ruled.stream)
        return kept.state.orders_version if kept else 0

    def import_closed(self, subject: UUID) -> bool:
        """Whether an import was closed for good."""
        return self.store.is_closed(subject.bytes)

    def close_import(self, subject: UUID) -> None:
        """Destroy an import's key and refuse its name from here on."""
        self.store.close_import(self.vault.key(subject, "import").key_id, subject.bytes)
        self.vault.forget(subject, "import")


def _group_of(command: Command, meeting: meeting_state.MeetingState | None, named: Mapping[str, Any]) -> GroupId:
    """The group an act belongs to: the meeting's, else of what the act is about, else the one it names."""
    if meeting is not None and meeting.group is not None:
        return meeting.group
    about = named.get(command.home or "")
    return about.group if about is not None else command.group  # type: ignore[attr-defined, no-any-return]
