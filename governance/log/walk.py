"""Every entry of a record looked at in turn: is it whole, in its place, signed, and what it says it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from governance.log.ed25519 import verify_ed25519
from governance.log.entry import BadState, Entry, body_digest, check_state
from governance.log.heeded import CONTINUED, FOUNDED, HEEDED, in_shape, is_sealed, keys_said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SLOWEST_SECONDS = 60
APART_SECONDS = 300
CHANGED = "what it says was changed: its content is not what was recorded"


class Body(NamedTuple):
    """The body of an event, where it is there to be read."""

    nonce: bytes
    topic: str
    state: bytes


class Looked(NamedTuple):
    """What can be told of an entry by itself, whatever stands before it.

    `signed` is whether its signature is good; `topic` is None where its body is not there to be read; `wrong` says
    what is wrong with that body, and `said` is what it says, so far as the log heeds it.
    """

    leaf: bytes
    record: str
    era: int
    stream: str
    version: int
    part: int
    parts: int
    event: str
    tier: int
    key: bytes
    recorded: str
    clock: str
    signed: bool
    topic: str | None = None
    wrong: str = ""
    said: Any = None


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
        self.payload: Any = None
        self._trusted: dict[bytes, int | None] = dict.fromkeys(trusted)
        self._disowned = disowned or {}
        self._signatures = signatures
        self._last: Looked | None = None
        self._gap = self._partial = False
        self._versions: dict[str, int] = {}

    def trusts(self, key: bytes) -> bool:
        """Whether an act by this key is believed at the next position."""
        through = self._trusted.get(key, 0)
        return through is None or through > self.position

    def resume(self, position: int, last: Entry, versions: dict[UUID, int]) -> None:
        """Go on after this entry, with the streams as they stood then."""
        self.position, self._last = position, look_at(last, b"", None, signatures=False)
        self._versions = {str(stream): version for stream, version in versions.items()}

    def follow_keys(self, topic: str | None, payload: dict[str, Any]) -> None:
        """Trust a key from here on, or up to a position, where an event that is itself in order says so."""
        for key, through in keys_said(topic, payload):
            self._trusted[key] = through

    def step(self, entry: Entry, leaf: bytes, opened: Body | None) -> list[Finding]:
        """What is wrong with the next entry, given its leaf and its body if that may be read."""
        return self.follow(look_at(entry, leaf, opened, signatures=self._signatures))

    def follow(self, looked: Looked) -> list[Finding]:
        """The same, of an entry that was looked at by itself already."""
        position, self.payload = self.position + 1, None
        said = list(self._in_place(looked))
        if self._disowned.get(position) != looked.leaf:
            said += self._signed(looked)
            said += self._opened(looked)
            if said:
                self.payload = None
            elif looked.topic in HEEDED:
                self.follow_keys(looked.topic, self.payload)
        self.position, self._last, self._gap = position, looked, False
        self._versions[looked.stream] = looked.version
        return [Finding(position, words) for words in said]

    def skip(self, count: int) -> None:
        """Pass over entries that are left out: what comes after is not held against what came before."""
        self.position += count
        self._gap = self._partial = True

    def finish(self) -> list[Finding]:
        """What is wrong with the record ending here."""
        last = self._last
        if last is None or last.part == last.parts:
            return []
        words = f"the record ends in the middle of an act: part {last.part} of {last.parts} is the last"
        return [Finding(self.position, words)]

    def _in_place(self, looked: Looked) -> Iterator[str]:
        before, version = self._last, self._versions.get(looked.stream)
        if looked.version != (version or 0) + 1 and not (version is None and self._partial):
            yield f"its stream goes from version {version or 0} to {looked.version}"
        if before is None:
            if looked.part != 1:
                yield "the record begins in the middle of an act"
            return
        if looked.record != before.record:
            yield "it belongs to another record"
        if looked.clock != before.clock:
            yield "its time comes from another clock than the time of the entry before"
        if self._gap and looked.recorded <= before.recorded:
            yield "it was recorded no later than the entry before"
        if not self._gap:
            yield from _after(before, looked)

    def _signed(self, looked: Looked) -> Iterator[str]:
        if not self._signatures:
            return
        if not self.trusts(looked.key):
            yield "it is signed with a key that nobody trusts"
        elif not looked.signed:
            yield "its signature is not good: it did not come from the application, or it was changed"

    def _opened(self, looked: Looked) -> Iterator[str]:
        if looked.wrong:
            yield looked.wrong
            return
        era = self._last.era if self._last else 1
        if looked.era != era + (looked.topic == CONTINUED):
            yield "its era is not that of the entry before"
        if looked.topic is not None:
            yield from self._said(looked, looked.topic, looked.said)

    def _said(self, looked: Looked, topic: str, said: Any) -> Iterator[str]:
        try:
            if self._last is None or topic == FOUNDED:
                yield from self._clocked(looked, topic, said)
            yield from self._decided(looked, said["m"])
            fits, payload = in_shape(topic, said["e"]), said["e"]
        except (AttributeError, KeyError, TypeError, ValueError):
            fits, payload = False, None
        if fits:
            self.payload = payload
        else:
            yield "its content is not that of an event"

    def _clocked(self, looked: Looked, topic: str, said: dict[str, Any]) -> Iterator[str]:
        demonstrates = topic == FOUNDED and said["e"]["demonstration"] is True
        if self._last is None and demonstrates != (looked.clock == "import"):
            yield "only a demonstration takes its times from a file"

    def _decided(self, looked: Looked, envelope: dict[str, Any]) -> Iterator[str]:
        if looked.part != 1:
            return
        if envelope["seen"] > self.position:
            yield f"it was decided on {envelope['seen']} entries, when {self.position} were there"
        for stream, version in envelope["guards"]:
            now = self._versions.get(str(UUID(stream)), 0)
            if now != version and not (self._partial and now == 0):
                yield f"it rests on version {version} of a stream that stood at {now}"
        late = (_time(looked.recorded) - _time(envelope["decided"])).total_seconds()
        if looked.clock == "database" and late > SLOWEST_SECONDS:
            yield f"it was recorded {late:.0f} seconds after it was decided"
        if looked.clock == "database" and -late > APART_SECONDS:
            yield f"it was recorded {-late:.0f} seconds before it was decided"


def look_at(entry: Entry, leaf: bytes, opened: Body | None, *, signatures: bool) -> Looked:
    """What an entry is by itself; without `signatures` its own is taken as it is."""
    place = entry.place
    signed = not signatures or verify_ed25519(entry.key, entry.act(), entry.signature)
    looked = Looked(
        leaf, str(place.record), place.era, str(place.stream), place.version, place.part, place.parts,
        str(place.event), place.tier, entry.key, entry.recorded, entry.clock, signed,
    )  # fmt: skip
    if opened is None:
        return looked
    if body_digest(opened.nonce, opened.topic, opened.state) != entry.body:
        return looked._replace(topic=opened.topic, wrong=CHANGED)
    wrong, said = content(opened.topic, opened.state)
    return looked._replace(topic=opened.topic, wrong=wrong, said=said)


def content(topic: str, state: bytes) -> tuple[str, Any]:
    """What is wrong with a body, and what of it the log heeds: no more of most events than what words they seal."""
    try:
        said = check_state(state)
    except BadState as error:
        return f"its content can be read in two ways: {error}", None
    try:
        envelope, payload = said["m"], said["e"]
        said = {"m": {name: envelope[name] for name in ("seen", "guards", "decided")}, "e": payload}
    except (KeyError, TypeError):
        return "", said
    if topic not in HEEDED:
        said["e"] = [{"ref": ref, "c": c} for ref, c in sealed_in(payload)] if b'"ref"' in state else []
    return "", said


def sealed_in(said: object) -> list[tuple[str, str]]:
    """Every reference to sealed words in a payload, with its commitment, however deep it lies."""
    found: list[tuple[str, str]] = []
    left = [said]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            if is_sealed(one):
                found.append((one["ref"], one["c"]))
            else:
                left += reversed(one.values())
        elif isinstance(one, list):
            left += reversed(one)
    return found


def _after(before: Looked, looked: Looked) -> Iterator[str]:
    """What does not follow on the entry before: the parts of an act together, acts one after another."""
    if before.part < before.parts:
        if (looked.part, looked.parts) != (before.part + 1, before.parts):
            yield f"part {before.part + 1} of {before.parts} of an act is missing before it"
        elif looked.recorded != before.recorded:
            yield "its time is not that of the act it is part of"
        return
    if looked.part != 1:
        yield f"it is part {looked.part} of an act whose first part is not before it"
    if looked.recorded <= before.recorded:
        yield "it was recorded no later than the entry before"


def _time(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
