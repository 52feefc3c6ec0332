"""The bytes of the record, format 1: body, act, entry and leaf. They never change.

body   = SHA-256("minutebook-body/v1\\n" || nonce || topic || "\\n" || state)
act    = "minutebook-act/v1\\n" || common          signed by the application key (Ed25519)
entry  = "minutebook/v1\\n" || common || signature line || recorded line
leaf   = SHA-256(0x00 || entry)                   (RFC 6962 section 2.1)
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from uuid import UUID

MAX_STATE = 262_144
MAX_SAFE = 2**53


class Place(msgspec.Struct, frozen=True):
    """Where an event stands: its record and era, its stream and version, its part of the command, its tier."""

    record: UUID
    era: int
    stream: UUID
    version: int
    part: int
    parts: int
    event: UUID
    tier: int


class BadState(ValueError):
    """Stored bytes that are not canonical JSON."""


def body(nonce: bytes, topic: str, state: bytes) -> bytes:
    """The 32-byte digest of an event's body."""
    return hashlib.sha256(b"minutebook-body/v1\n" + nonce + topic.encode() + b"\n" + state).digest()


def common(place: Place, body_digest: bytes, key: bytes) -> bytes:
    """The lines that act and entry share."""
    return (
        f"record {place.record} {place.era}\n"
        f"stream {place.stream} {place.version}\n"
        f"part {place.part} {place.parts}\n"
        f"event {place.event}\n"
        f"tier {place.tier}\n"
        f"body {_base64(body_digest)}\n"
        f"key {_base64(key)}\n"
    ).encode()


def act(place: Place, body_digest: bytes, key: bytes) -> bytes:
    """What the application signs."""
    return b"minutebook-act/v1\n" + common(place, body_digest, key)


def entry(place: Place, body_digest: bytes, key: bytes, signature: bytes, recorded: dt.datetime, clock: str) -> bytes:
    """What the log holds. `recorded` is aware; `clock` is `database` or `import`."""
    stamp = recorded.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    tail = f"signature {_base64(signature)}\nrecorded {stamp} {clock}\n".encode()
    return b"minutebook/v1\n" + common(place, body_digest, key) + tail


def leaf(entry_bytes: bytes) -> bytes:
    """The leaf hash of an entry (RFC 6962 section 2.1)."""
    return hashlib.sha256(b"\x00" + entry_bytes).digest()


def check_state(state: bytes) -> None:
    """Raise `BadState` unless these are UTF-8 JSON bytes that have one reading and one spelling."""
    if len(state) > MAX_STATE:
        msg = f"{len(state)} bytes, at most {MAX_STATE}"
        raise BadState(msg)
    try:
        value = json.loads(
            state,
            object_pairs_hook=_no_duplicates,
            parse_float=_not_whole,
            parse_constant=_not_whole,
            parse_int=_safe_int,
        )
        again = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except (ValueError, RecursionError) as error:
        raise BadState(str(error)) from error
    if again != state:
        msg = "not as it would be written again"
        raise BadState(msg)


def _no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({name for name, _ in pairs}) < len(pairs):
        msg = "a name stands twice"
        raise ValueError(msg)
    return dict(pairs)


def _not_whole(text: str) -> float:
    msg = f"{text} is not a whole number"
    raise ValueError(msg)


def _safe_int(text: str) -> int:
    if abs(int(text)) > MAX_SAFE:
        msg = f"{text} is beyond 2^53"
        raise ValueError(msg)
    return int(text)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
