"""The one door in: load, decide, follow policies, record."""

from __future__ import annotations

import base64
import copy
import datetime as dt
import hmac
import os
import uuid
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

import msgspec
from eventsourcing.application import Application
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Mapper, OperationalError, StoredEvent

from governance import elected, explain, loading, untold
from governance.acts import Act, Handled, Line, Prepared, Principal, Stale, made, place, uuid8
from governance.answering import answer
from governance.completing import completed
from governance.custody.events import BodyErased, WordsRedacted
from governance.decision.events import ChairsActionTaken
from governance.election.events import ElectionDecided, NominationRefused
from governance.kernel import (
    Capacity,
    Command,
    CommandId,
    EventId,
    MeetingId,
    Rejected,
    StreamId,
    Unreachable,
)
from governance.keyring import KeyringFile
from governance.meeting import floor as meeting_floor
from governance.minutes.earlier import Scribe
from governance.motion.events import QuestionPut, ResultDeclared
from governance.organisation import commands as organisation_commands
from governance.overlay import Overlay
from governance.policies import follow
from governance.reader import Reader, recorded
from governance.record import Envelope, RecordedEvent, decode, encode
from governance.recorders import of_the_group, power_of
from governance.recorders import standing as standing_of
from governance.rules.defects import RULES_VERSION
from governance.rules.entitlement import may_record
from governance.store import (
    Append,
    Conflict,
    KeyGone,
    NewEvent,
    OtherBody,
    Receipt,
    RecordFactory,
    RecordRecorder,
    library_env,
)
from governance.vault import Vault

if TYPE_CHECKING:
    from eventsourcing.persistence import InfrastructureFactory
    from eventsourcing.utils import Environment

    from governance.keys import Signer, WrappingKey
    from governance.meeting.state import MeetingState

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
    """The application: the library's, with our recorder; every act goes through `handle`.

    `clock` stamps acts; `room_clock` is the time where people meet, the same unless it is put to another one in a test.
    """

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
        room_clock: Callable[[], dt.datetime] | None = None,
        scribe: Callable[[Reader], Scribe] | None = None,
    ) -> None:
        try:
            Application.__init__(self, library_env(dsn, pool=pool))
        except OperationalError as error:
            raise Unreachable(str(error).splitlines()[0]) from error
        assert isinstance(self.recorder, RecordRecorder)
        self.recorder.sign_with(signer)
        Reader.__init__(self, self.recorder, Vault(self.recorder, wrapping, KeyringFile(wrapping.file.parent)))
        self.dsn = dsn
        self._signer = signer
        self._clock = clock
        self._room_clock = room_clock or clock
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
        desk = loading.desk_of(self, group, state.group, "live", state.presider, None, self._room_clock())
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
        """The time by the record's clock."""
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
            except KeyGone:
                self.vault.forget_all()
                continue
            except Conflict:
                continue
            return self._done(command, prepared, receipt)
        msg = "the meeting is too busy: nothing was recorded, try again"
        raise Conflict(msg)

    def _done(self, command: Command, prepared: Prepared, receipt: Receipt) -> Handled:
        if receipt.repeated:
            return self._again(command, receipt, prepared.request.digest)
        events = tuple(msgspec.structs.replace(e, position=receipt.first + n) for n, e in enumerate(prepared.recorded))
        for one in events:
            if isinstance(one.event, WordsRedacted):
                self.store.redact(one.id)
            elif isinstance(one.event, BodyErased):
                self.store.erase_body(one.event.event)
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
        told = line.recorded_at if line else None
        now = told or self._clock()
        loaded = loading.load(self, command, line, told or self._room_clock(), self._scribe)
        act = msgspec.structs.replace(loaded, recorder=who.person)
        command = completed(command, who, act.organisation.currency)
        capacity = self._entitled(command, who, act)
        if who.kind != "importer":
            act.desk.happens_now()
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

    def _stands_at(self, stream: StreamId) -> int:
        rows = self.store.read_stream(stream)
        return rows[-1].version if rows else 0

    def _entitled(self, command: Command, who: Principal, act: Act) -> Capacity:
        if who.kind == "importer":
            act.desk.own = True
            return "convenor" if command.by is None else "member"
        acting = command.actors()
        standing = standing_of(self, who, act, act.desk.today, command)
        power = power_of(command, standing, who.person, act.group)
        capacity = may_record(standing, power, command.do, acting, mode=command.mode)
        if command.mode == "live":
            # Nobody was in an office before they took it, and nobody gets one back by giving an earlier date.
            standing = standing_of(self, who, act, act.desk.when, command)
            power = power_of(command, standing, who.person, act.group)
            capacity = may_record(standing, power, command.do, acting)
        act.desk.by = next(iter((*acting, *standing.seats)), None)
        act.desk.recorders, act.desk.person = standing.seats, who.person
        act.desk.own = standing.seats.issuperset(acting)
        return capacity

    def entitled(self, command: Command, who: Principal) -> bool:
        """Whether somebody may record a command at all, whatever the rules then make of it. Raises `NotFound`."""
        act = loading.load(self, command, None, self._room_clock(), self._scribe)
        try:
            self._entitled(command, who, act)
        except Rejected:
            return False
        return True

    def _why(self, events: Iterable[RecordedEvent]) -> str:
        told = list(events)
        for one in told:
            if isinstance(one.event, explain.Ruled):
                return explain.outcome(one.event.outcome, self._orders_version(one))
            if isinstance(one.event, ElectionDecided):
                came = one.event
                return elected.why(came.how, elected=came.seat is not None, shot=came.quorum, irregular=came.irregular,
                                   orders_version=came.orders_version)  # fmt: skip
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
        if kept is None:
            return 0
        if isinstance(ruled.event, ResultDeclared):
            state: MeetingState = kept.state
            return state.version_for(ruled.event.motion)
        version: int = kept.state.orders_version
        return version

    def import_closed(self, subject: UUID) -> bool:
        """Whether an import was closed for good."""
        return self.store.is_closed(subject.bytes)

    def close_import(self, subject: UUID) -> None:
        """Destroy an import's key and refuse its name from here on."""
        self.store.close_import(self.vault.key(subject, "import").key_id, subject.bytes)
        self.vault.forget(subject, "import")
