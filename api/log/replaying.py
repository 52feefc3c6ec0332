"""A file of a record replayed: its outcomes worked out again, its approved minutes written again, all offline."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import msgspec

from api.scribe import Sources, written
from governance.kernel import EventId, GroupId, Sealed, StreamId
from governance.log.bundle import BundledEntry, Field, Heading, Skipped, read_lines
from governance.log.entry import parse_entry
from governance.log.heeded import DISOWNED, in_shape
from governance.log.merkle import leaf_hash
from governance.log.note import from_base64
from governance.log.walk import Finding
from governance.meeting.events import MeetingCalled
from governance.minutes.events import MinutesApproved
from governance.organisation.events import OrganisationFounded
from governance.reader import NotFound, directory_of
from governance.record import RecordedEvent, UnknownTopic, decode
from governance.replay.replay import Placed, Replay
from governance.replay.saying import headed
from governance.replay.standing import NotOpen
from governance.rules.days import working_days_after
from governance.rules.defects import DEFECTS
from governance.vault import WITHHELD
from projections.minutes.apply import fold
from projections.minutes.changed import MARKS
from projections.minutes.copies import WrongEdition
from projections.minutes.document import digest, sealed_in
from projections.minutes.form import a_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from governance.log.entry import Entry
    from governance.meeting.state import MeetingState
    from governance.replay.standing import Standing
    from governance.rules.defects import Defect

WRITING_UP_DAYS = 10


class Opened(NamedTuple):
    """A file as read: its entries in their places, what each says where it is open, and open words."""

    placed: list[Placed]
    words: dict[UUID, str]
    left_out: int
    until: dt.date | None

    @property
    def shut(self) -> int:
        """How many entries are not open, or not known to this version."""
        return sum(entry.one is None and not entry.absent for entry in self.placed)


class Replayed(NamedTuple):
    """What was looked at, in sentences; what is not as it should be; and what could not be looked at."""

    said: list[str]
    findings: list[Finding]
    left: list[str]


class Documents:
    """Approved minutes written again, and the digests held against those approved."""

    def __init__(self, opened: Opened, standing: Standing) -> None:
        self.again = self.not_open = 0
        self.findings: list[Finding] = []
        self._words = opened.words
        self._standing = standing
        events = [entry.one for entry in opened.placed if entry.one is not None]
        self._approved = [one for one in events if isinstance(one.event, MinutesApproved)]
        self._demonstration = any(isinstance(e.event, OrganisationFounded) and e.event.demonstration for e in events)

    def look(self) -> None:
        """Go through every approval."""
        for one in self._approved:
            assert isinstance(one.event, MinutesApproved)
            try:
                found = list(self._differs(one, one.event))
            except (NotOpen, NotFound, WrongEdition):
                self.not_open += 1
                continue
            self.again += 1
            self.findings += [Finding(one.position, words) for words in found]

    def _differs(self, one: RecordedEvent, approved: MinutesApproved) -> Iterator[str]:
        standing = self._standing
        kept = self._words.get(approved.document.ref)
        if kept is not None and hashlib.sha256(kept.encode()).hexdigest() != approved.digest:
            yield "the minutes that are kept are not those that were approved: their digest is another"
        told = standing.events(approved.meeting, one.position) + standing.events(approved.minutes, one.position)
        draft = fold(sorted(told, key=lambda event: event.position))
        group = GroupId(approved.group)
        directory = directory_of(standing.events(group, approved.through_position), self._read)
        sources = Sources(draft, directory, self._read(sealed_in(draft)), self._demonstration)
        for tier, kind, was in ((1, "members", approved.digest), (0, "the public", approved.public_digest)):
            if digest(written(sources, "approved", tier)) != was:
                yield f"the minutes for {kind} do not come out as they were approved: their digest is another"

    def _read(self, sealed: Iterable[Sealed]) -> Mapping[UUID, str]:
        """Words as far as they are open. Raises `NotOpen` where they are not, or were removed since."""
        read = {one.ref: self._words.get(one.ref, WITHHELD) for one in sealed}
        if MARKS & set(read.values()):
            raise NotOpen
        return read


def replayed(lines: Iterable[bytes], defects: Iterable[Defect] = DEFECTS) -> Replayed:
    """What a file says when its rules are applied again. Raises `BadBundle`, `BadEntry`."""
    opened = opened_file(lines)
    replay = Replay(_reading(opened.words), defects)
    replay.run(opened.placed)
    documents = Documents(opened, replay.standing)
    documents.look()
    late = list(_not_held(opened, replay.standing))
    findings = sorted([*replay.findings, *documents.findings, *late], key=lambda finding: finding.position)
    return Replayed(_said(replay, documents), findings, list(_left(opened, replay, documents)))


def opened_file(lines: Iterable[bytes]) -> Opened:
    """The entries of a file with what is open of them. Raises `BadBundle`, `BadEntry`."""
    entries: list[tuple[int, Entry, bytes, BundledEntry]] = []
    words: dict[UUID, str] = {}
    position = left_out = 0
    for line in read_lines(lines):
        match line:
            case BundledEntry():
                position += 1
                entries.append((position, parse_entry(line.entry), leaf_hash(line.entry), line))
            case Skipped(number=number):
                position, left_out = position + number, left_out + number
            case Field(ref=ref, state="opened", payload=payload):
                words[UUID(ref)] = payload.decode()
            case Field() | Heading():
                pass
    gone = _disowned(line for _, _, _, line in entries)
    placed = [_placed(at, entry, line, absent=gone.get(at) == leaf) for at, entry, leaf, line in entries]
    until = dt.datetime.fromisoformat(entries[-1][1].recorded).date() if entries else None
    return Opened(placed, words, left_out, until)


def _disowned(lines: Iterable[BundledEntry]) -> dict[int, bytes | None]:
    named = [_payload(line.state) for line in lines if line.topic == DISOWNED and line.state is not None]
    said = [one for one in named if in_shape(DISOWNED, one)]
    return {one["position"]: from_base64(one["leaf"]) for one in said}


def _payload(state: bytes) -> Any:
    """What a state says the event is; None for bytes that say nothing."""
    try:
        return json.loads(state)["e"]
    except (KeyError, RecursionError, TypeError, ValueError):
        return None


def _placed(position: int, entry: Entry, line: BundledEntry, *, absent: bool) -> Placed:
    place = entry.place
    one = (
        None if absent or line.state is None or line.topic is None else _event(position, entry, line.topic, line.state)
    )
    return Placed(position, place.stream, place.version, place.part == place.parts, one, absent)


def _event(position: int, entry: Entry, topic: str, state: bytes) -> RecordedEvent | None:
    """What an open entry says; None for one that this version cannot read."""
    try:
        envelope, event = decode(topic, state)
    except (UnknownTopic, msgspec.ValidationError):
        return None
    place = entry.place
    return RecordedEvent(
        position=position,
        stream=StreamId(place.stream),
        version=place.version,
        part=place.part,
        parts=place.parts,
        id=EventId(place.event),
        recorded_at=dt.datetime.fromisoformat(entry.recorded),
        tier=place.tier,  # type: ignore[arg-type]
        envelope=envelope,
        event=event,
    )


def _reading(words: Mapping[UUID, str]) -> Callable[[Sealed], str]:
    def read(sealed: Sealed) -> str:
        if sealed.ref not in words:
            raise NotOpen
        return words[sealed.ref]

    return read


def _not_held(opened: Opened, standing: Standing) -> Iterator[Finding]:
    """Meetings planned for a day that is over, and the days for writing them up too, neither held nor called off."""
    for entry in opened.placed:
        if entry.one is None or not isinstance(entry.one.event, MeetingCalled) or opened.until is None:
            continue
        starts = entry.one.event.starts.date
        if working_days_after(starts, WRITING_UP_DAYS) >= opened.until:
            continue
        try:
            state: MeetingState = standing.state(entry.stream)
        except NotOpen:
            continue
        if state.stage == "called":
            words = f"the meeting planned for {a_date(starts)} was neither held nor called off"
            yield Finding(entry.position, words)


def _said(replay: Replay, documents: Documents) -> list[str]:
    said = [f"{heading}: {count} worked out again." for heading, count in headed(replay.again).items()]
    said.append(f"Approved minutes: {documents.again} written again.")
    return [*said, *(f"Explained: {one}." for one in replay.explained)]


def _left(opened: Opened, replay: Replay, documents: Documents) -> Iterator[str]:
    """What could not be looked at, and why."""
    for heading, count in headed(replay.not_open).items():
        yield f"{heading}: {count} not re-derivable at this clearance."
    for heading, count in headed(replay.newer).items():
        yield f"{heading}: {count} made by a newer version of the rules than this one."
    if documents.not_open:
        yield f"Approved minutes: {documents.not_open}, of which not all words are open in this file."
    if opened.shut:
        yield f"Entries not open to this reader: {opened.shut}."
    if opened.left_out:
        yield f"Entries left out of this file: {opened.left_out}."
