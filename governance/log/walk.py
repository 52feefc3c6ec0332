"""Every entry of a record looked at in turn: is it whole, in its place, signed, and what it says it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from governance.log.ed25519 import verify_ed25519
from governance.log.entry import BadState, Entry, body_digest, check_state
from governance.log.note import from_base64

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SLOWEST_SECONDS = 60
APART_SECONDS = 300
FOUNDED = "organisation.founded.v1"
TRUSTED = "record.key_trusted"
RETIRED = "record.key_retired"
CONTINUED = "record.log_continued"
DISOWNED = "record.entry_disowned"
DESTROYED = "record.key_destroyed"
REDACTED = "record.words_redacted"
BODY_ERASED = "record.body_erased"


class Body(NamedTuple):
    """The body of an event, where it is there to be read."""

    nonce: bytes
    topic: str
    state: bytes


class Finding(NamedTuple):
    """Something that is not as it should be: at which position (0: of the whole), and in words."""

    position: int
    words: str

    def __str__(self) -> str:
        """One line."""
        return f"entry {self.position}: {self.words}" if self.position else self.words


class Walk:
    """Goes through a record from its first entry, and remembers what the next one has to fit.

    `payload` is what the event last stepped over says, where it is open and in order.
    `trusted` are the application keys believed at the start, `disowned` the entries set aside by a later one, with
    their leaves: neither their signatures nor what they say is asked for. Without `signatures` none is checked.
    """

    def __init__(
        self, trusted: Iterable[bytes], disowned: Mapping[int, bytes] | None = None, *, signatures: bool = True
    ) -> None:
        self.position = 0
        self.payload: dict[str, Any] | None = None
        self._trusted: dict[bytes, int | None] = dict.fromkeys(trusted)
        self._disowned = disowned or {}
        self._signatures = signatures
        self._last: Entry | None = None
        self._gap = self._partial = False
        self._versions: dict[UUID, int] = {}

    def trusts(self, key: bytes) -> bool:
        """Whether an act by this key is believed at the next position."""
        through = self._trusted.get(key, 0)
        return through is None or through > self.position

    def resume(self, position: int, last: Entry, versions: dict[UUID, int]) -> None:
        """Go on after this entry, with the streams as they stood then."""
        self.position, self._last, self._versions = position, last, versions

    def follow_keys(self, topic: str, payload: dict[str, Any]) -> None:
        """Trust a key from here on, or up to a position, where an event that is itself in order says so."""
        for key, through in _keys_said(topic, payload):
            self._trusted[key] = through

    def step(self, entry: Entry, leaf: bytes, opened: Body | None) -> list[Finding]:
        """What is wrong with the next entry, given its leaf and its body if that may be read."""
        position, self.payload = self.position + 1, None
        if self._disowned.get(position) == leaf:
            said = list(self._in_place(entry))
            opened = None
        else:
            said = [*self._in_place(entry), *self._signed(entry), *self._opened(entry, opened)]
        if said:
            self.payload = None
        if opened is not None and self.payload is not None:
            self.follow_keys(opened.topic, self.payload)
        self.position, self._last, self._gap = position, entry, False
        self._versions[entry.place.stream] = entry.place.version
        return [Finding(position, words) for words in said]

    def skip(self, count: int) -> None:
        """Pass over entries that are left out: what comes after is not held against what came before."""
        self.position += count
        self._gap = self._partial = True

    def finish(self) -> list[Finding]:
        """What is wrong with the record ending here."""
        last = self._last
        if last is None or last.place.part == last.place.parts:
            return []
        words = f"the record ends in the middle of an act: part {last.place.part} of {last.place.parts} is the last"
        return [Finding(self.position, words)]

    def _in_place(self, entry: Entry) -> Iterator[str]:
        before, place = self._last, entry.place
        unseen = self._partial and place.stream not in self._versions
        if not unseen and place.version != self._versions.get(place.stream, 0) + 1:
            yield f"its stream goes from version {self._versions.get(place.stream, 0)} to {place.version}"
        if before is None:
            if place.part != 1:
                yield "the record begins in the middle of an act"
            return
        if place.record != before.place.record:
            yield "it belongs to another record"
        if entry.clock != before.clock:
            yield "its time comes from another clock than the time of the entry before"
        if self._gap and entry.recorded <= before.recorded:
            yield "it was recorded no later than the entry before"
        if not self._gap:
            yield from _after(before, entry)

    def _signed(self, entry: Entry) -> Iterator[str]:
        if not self._signatures:
            return
        if not self.trusts(entry.key):
            yield "it is signed with a key that nobody trusts"
        elif not verify_ed25519(entry.key, entry.act(), entry.signature):
            yield "its signature is not good: it did not come from the application, or it was changed"

    def _opened(self, entry: Entry, opened: Body | None) -> Iterator[str]:
        if opened is None:
            if entry.place.era != self._era():
                yield "its era is not that of the entry before"
            return
        if body_digest(opened.nonce, opened.topic, opened.state) != entry.body:
            yield "what it says was changed: its content is not what was recorded"
            return
        try:
            said = check_state(opened.state)
        except BadState as error:
            yield f"its content can be read in two ways: {error}"
            return
        yield from self._said(entry, opened.topic, said)

    def _said(self, entry: Entry, topic: str, said: Any) -> Iterator[str]:
        if entry.place.era != self._era() + (topic == CONTINUED):
            yield "its era is not that of the entry before"
        try:
            yield from self._clocked(entry, topic, said)
            yield from self._decided(entry, said["m"])
            _keys_said(topic, said["e"])
            erased_by(topic, said["e"])
            self.payload = said["e"]
        except (AttributeError, KeyError, TypeError, ValueError):
            yield "its content is not that of an event"

    def _clocked(self, entry: Entry, topic: str, said: dict[str, Any]) -> Iterator[str]:
        demonstrates = topic == FOUNDED and said["e"]["demonstration"] is True
        if self._last is None and demonstrates != (entry.clock == "import"):
            yield "only a demonstration takes its times from a file"

    def _decided(self, entry: Entry, envelope: dict[str, Any]) -> Iterator[str]:
        if entry.place.part != 1:
            return
        if envelope["seen"] > self.position:
            yield f"it was decided on {envelope['seen']} entries, when {self.position} were there"
        for stream, version in envelope["guards"]:
            now = self._versions.get(UUID(stream), 0)
            if now != version and not (self._partial and now == 0):
                yield f"it rests on version {version} of a stream that stood at {now}"
        late = (_time(entry.recorded) - _time(envelope["decided"])).total_seconds()
        if entry.clock == "database" and late > SLOWEST_SECONDS:
            yield f"it was recorded {late:.0f} seconds after it was decided"
        if entry.clock == "database" and -late > APART_SECONDS:
            yield f"it was recorded {-late:.0f} seconds before it was decided"

    def _era(self) -> int:
        return self._last.place.era if self._last else 1


def _after(before: Entry, entry: Entry) -> Iterator[str]:
    """What does not follow on the entry before: the parts of an act together, acts one after another."""
    old, new = before.place, entry.place
    if old.part < old.parts:
        if (new.part, new.parts) != (old.part + 1, old.parts):
            yield f"part {old.part + 1} of {old.parts} of an act is missing before it"
        elif entry.recorded != before.recorded:
            yield "its time is not that of the act it is part of"
        return
    if new.part != 1:
        yield f"it is part {new.part} of an act whose first part is not before it"
    if entry.recorded <= before.recorded:
        yield "it was recorded no later than the entry before"


def _keys_said(topic: str, payload: dict[str, Any]) -> list[tuple[bytes, int | None]]:
    """The application key an event trusts from here on, or trusts up to a position. Raises for other shapes."""
    if topic not in {TRUSTED, RETIRED} or (topic == TRUSTED and payload["role"] != "application"):
        return []
    key = from_base64(payload["key"])
    if key is None:
        raise ValueError(payload["key"])
    return [(key, int(payload["through_position"]) if topic == RETIRED else None)]


def erased_by(topic: str, said: dict[str, Any]) -> dict[str, str | None]:
    """The references to words that an event says are gone, with what was committed to where it says that too."""
    if topic == DESTROYED:
        return dict.fromkeys(map(str, said["words"]))
    if topic == REDACTED:
        return {str(one["ref"]): str(one["was"]) for one in said["words"]}
    return {}


def _time(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
