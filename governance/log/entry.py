"""The bytes of the record, format 1: body, act, entry and leaf. They never change.

body   = SHA-256("minutebook-body/v1\\n" || nonce || topic || "\\n" || state)
act    = "minutebook-act/v1\\n" || common          signed by the application key (Ed25519)
entry  = "minutebook/v1\\n" || common || signature line || recorded line
leaf   = SHA-256(0x00 || entry)                   (RFC 6962 section 2.1)
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import re
from typing import Any, NamedTuple
from uuid import UUID

from governance.log.note import from_base64, to_base64

MAX_STATE = 262_144
MAX_SAFE = 2**53
FORMAT = "minutebook/v1"
CLOCKS = ("database", "import")

_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_NUMBER = "0|[1-9][0-9]{0,17}"
# The last character stands for the bits that are left over, and the rest of it is nought: base64 has one spelling.
BASE64_HASH = "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="
_TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z"
ENTRY = re.compile(
    rf"minutebook/v1\nrecord (?P<record>{_UUID}) (?P<era>{_NUMBER})\n"
    rf"stream (?P<stream>{_UUID}) (?P<version>{_NUMBER})\n"
    rf"part (?P<part>{_NUMBER}) (?P<parts>{_NUMBER})\n"
    rf"event (?P<event>{_UUID})\ntier (?P<tier>[0-3])\nbody (?P<body>{BASE64_HASH})\nkey (?P<key>{BASE64_HASH})\n"
    r"signature (?P<signature>[A-Za-z0-9+/]{85}[AQgw]==)\n"
    rf"recorded (?P<recorded>{_TIME}) (?P<clock>{'|'.join(CLOCKS)})\n"
)


class BadState(ValueError):
    """Stored bytes that are not canonical JSON."""


class BadEntry(ValueError):
    """These bytes are not an entry of format 1."""


class Place(NamedTuple):
    """Where an event stands: its record and era, its stream and version, its part of the command, its tier."""

    record: UUID
    era: int
    stream: UUID
    version: int
    part: int
    parts: int
    event: UUID
    tier: int


class Entry(NamedTuple):
    """What the log holds of an event. `recorded` is RFC 3339 in UTC with microseconds; `clock` one of `CLOCKS`."""

    place: Place
    body: bytes
    key: bytes
    signature: bytes
    recorded: str
    clock: str

    def data(self) -> bytes:
        """The bytes that are hashed into the leaf."""
        tail = f"signature {to_base64(self.signature)}\nrecorded {self.recorded} {self.clock}\n"
        return f"{FORMAT}\n".encode() + common_lines(self.place, self.body, self.key) + tail.encode()

    def act(self) -> bytes:
        """The bytes that the application signed."""
        return act_message(self.place, self.body, self.key)


def body_digest(nonce: bytes, topic: str, state: bytes) -> bytes:
    """The 32-byte digest of an event's body."""
    return hashlib.sha256(b"minutebook-body/v1\n" + nonce + topic.encode() + b"\n" + state).digest()


def common_lines(place: Place, body: bytes, key: bytes) -> bytes:
    """The lines that act and entry share."""
    return (
        f"record {place.record} {place.era}\n"
        f"stream {place.stream} {place.version}\n"
        f"part {place.part} {place.parts}\n"
        f"event {place.event}\n"
        f"tier {place.tier}\n"
        f"body {to_base64(body)}\n"
        f"key {to_base64(key)}\n"
    ).encode()


def act_message(place: Place, body: bytes, key: bytes) -> bytes:
    """What the application signs."""
    return b"minutebook-act/v1\n" + common_lines(place, body, key)


def act_in(entry: bytes) -> bytes:
    """What the application signed of an entry, given its bytes."""
    return b"minutebook-act/v1" + entry[len(FORMAT) : entry.index(b"\nsignature ") + 1]


def time_stamp(recorded: dt.datetime) -> str:
    """An aware time as entries write it."""
    return recorded.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse_entry(data: bytes) -> Entry:
    """The entry in these bytes. Raises `BadEntry` for anything `Entry.data` would not write."""
    try:
        found = ENTRY.fullmatch(data.decode("ascii"))
    except UnicodeDecodeError as error:
        raise BadEntry(_UNKNOWN) from error
    if found is None:
        raise BadEntry(_UNKNOWN)
    place = Place(
        UUID(found["record"]), int(found["era"]), UUID(found["stream"]), int(found["version"]),
        int(found["part"]), int(found["parts"]), UUID(found["event"]), int(found["tier"]),
    )  # fmt: skip
    body, key, signature = (from_base64(found[name]) for name in ("body", "key", "signature"))
    if body is None or key is None or signature is None or not is_time(found["recorded"]):
        raise BadEntry(_UNKNOWN)
    return Entry(place, body, key, signature, found["recorded"], found["clock"])


def check_state(state: bytes) -> Any:
    """What these bytes say. Raises `BadState` unless they are UTF-8 JSON with one reading and one spelling."""
    if len(state) > MAX_STATE:
        msg = f"{len(state)} bytes, at most {MAX_STATE}"
        raise BadState(msg)
    with contextlib.suppress(ValueError, RecursionError):
        text = state.decode()
        value, _ = _READER.raw_decode(text)
        # What is the same when it is written again has no name twice and no white space.
        if _WRITER.encode(value) == text:
            return value
    return _closely(state)


def _closely(state: bytes) -> Any:
    """The same, for what is not as it should be: it says why."""
    try:
        value = json.loads(
            state,
            object_pairs_hook=_no_duplicates,
            parse_float=_not_whole,
            parse_constant=_not_whole,
            parse_int=_safe_int,
        )
        again = _WRITER.encode(value).encode()
    except (ValueError, RecursionError) as error:
        raise BadState(str(error)) from error
    if again != state:
        msg = "not as it would be written again"
        raise BadState(msg)
    return value


_UNKNOWN = "unknown format"


def _no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({name for name, _ in pairs}) < len(pairs):
        msg = "a name stands twice"
        raise ValueError(msg)
    return dict(pairs)


def _not_whole(text: str) -> float:
    msg = f"{text} is not a whole number"
    raise ValueError(msg)


def _safe_int(text: str) -> int:
    number = int(text)
    if not -MAX_SAFE <= number <= MAX_SAFE:
        msg = f"{text} is beyond 2^53"
        raise ValueError(msg)
    return number


def is_time(text: str) -> bool:
    """Whether there is such a day and hour."""
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


_READER = json.JSONDecoder(parse_float=_not_whole, parse_constant=_not_whole, parse_int=_safe_int)
_WRITER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
