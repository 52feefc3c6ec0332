"""A part of a record in one file that is verified by itself: its entries, and what of them this reader may open.

One JSON object a line: a heading; then for each entry its text, with nonce, topic and state where they are open, and
after it a line for each sealed field it refers to; entries left out stand as the hashes of complete subtrees; at the
end how many lines there were. The reference has a page on it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from governance.log.merkle import EMPTY_ROOT, HASH, node_hash
from governance.log.note import from_base64, to_base64

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BUNDLE = "minutebook-bundle/1"
LONGEST_LINE = 2_000_000
SALT_LENGTH = 32


class BadBundle(ValueError):
    """A line that is not one of a bundle; its number, and why."""


class Heading(NamedTuple):
    """What the file is: the signed checkpoint of a log, who counts, the reader's tier, one group or all."""

    checkpoint: str
    policy: str
    tier: int
    group: str | None


class BundledEntry(NamedTuple):
    """An entry, and its body where this reader may open it."""

    entry: bytes
    nonce: bytes | None
    topic: str | None
    state: bytes | None


class Skipped(NamedTuple):
    """Entries left out: how many, and the hashes of the complete subtrees over them, each with its level."""

    number: int
    subtrees: tuple[tuple[int, bytes], ...]


class Field(NamedTuple):
    """A sealed field: opened with its salt and payload, or `withheld` from this reader, or `erased`."""

    ref: str
    kind: str
    state: str
    salt: bytes = b""
    payload: bytes = b""

    def commitment(self) -> str:
        """What the record holds of an opened field, base64."""
        return field_commitment(self.salt, self.ref, self.kind, self.payload)


class End(NamedTuple):
    """The last line: how many there were before it, as it says."""

    lines: Any


class Broken(NamedTuple):
    """A line that is none, and why."""

    why: str


Line = Heading | BundledEntry | Skipped | Field
Told = TypeVar("Told")


class Frontier:
    """The root of a tree that grows by leaves and complete subtrees, in a few hashes of memory."""

    def __init__(self) -> None:
        self.size = 0
        self._nodes: list[tuple[int, bytes]] = []

    def push(self, level: int, reached: bytes) -> None:
        """Add a complete subtree; raises `BadBundle` where one of its size cannot stand."""
        if self.size % (1 << level):
            msg = "left out entries do not fit where they stand"
            raise BadBundle(msg)
        self.size += 1 << level
        while self._nodes and self._nodes[-1][0] == level:
            reached = node_hash(self._nodes.pop()[1], reached)
            level += 1
        self._nodes.append((level, reached))

    def root(self) -> bytes:
        """The root over everything so far."""
        if not self._nodes:
            return EMPTY_ROOT
        reached = self._nodes[-1][1]
        for _, left in reversed(self._nodes[:-1]):
            reached = node_hash(left, reached)
        return reached


def field_commitment(salt: bytes, ref: str, kind: str, payload: bytes) -> str:
    """HMAC-SHA256(salt, "minutebook-commit/v1" ref kind payload), base64, as the record holds it."""
    message = f"minutebook-commit/v1\n{ref}\n{kind}\n".encode() + payload
    return to_base64(hmac.digest(salt, message, hashlib.sha256))


def subtrees_between(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Level and index of the complete subtrees that cover the leaves from `start` up to `end`, in order."""
    while start < end:
        level = min((start & -start).bit_length() - 1 if start else end.bit_length(), (end - start).bit_length() - 1)
        yield level, start >> level
        start += 1 << level


def written_lines(lines: Iterable[Line]) -> Iterator[bytes]:
    """The lines of a bundle, each with its newline, and the last that says how many they were."""
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007 - the last number is wanted
        yield _dumped(_told(line))
    yield _dumped({"end": count})


def read_lines(lines: Iterable[bytes]) -> Iterator[Line]:
    """The lines of a bundle. Raises `BadBundle` with the number of a line that is none, or when the file breaks off."""
    return in_order(map(parse_line, lines))


def in_order(told: Iterable[Told | End | Broken]) -> Iterator[Told]:
    """The lines of a bundle, each read by itself, as a whole from the heading to the end. Raises `BadBundle`."""
    ended, number = False, 0
    for number, line in enumerate(told, 1):
        if ended:
            raise _bad_line(number, "there is more after the end")
        if isinstance(line, Broken):
            raise _bad_line(number, line.why)
        if isinstance(line, End):
            ended = True
            if line.lines != number - 1:
                raise _bad_line(number, f"{line.lines} lines were written, {number - 1} are here")
            continue
        if isinstance(line, Heading) != (number == 1):
            raise _bad_line(number, "a bundle has one heading, in its first line")
        yield line
    if not ended:
        raise _bad_line(number, "the file breaks off")


def parse_line(raw: bytes) -> Line | End | Broken:
    """What one line says, wherever it stands."""
    if len(raw) > LONGEST_LINE:
        return Broken("it is too long")
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        return Broken("it is not JSON")
    if not isinstance(said, dict):
        return Broken("it is no line of a bundle")
    try:
        return End(said["end"]) if "end" in said else _line(said)
    except (KeyError, TypeError, ValueError):
        return Broken("it is no line of a bundle")


def _told(line: Line) -> dict[str, Any]:
    match line:
        case Heading():
            return {"bundle": BUNDLE, **line._asdict()}
        case BundledEntry(entry, bytes(nonce), topic, bytes(state)):
            return {"entry": entry.decode(), "nonce": to_base64(nonce), "topic": topic, "state": state.decode()}
        case BundledEntry(entry):
            return {"entry": entry.decode()}
        case Skipped(number, subtrees):
            return {"skipped": number, "subtrees": [[level, to_base64(reached)] for level, reached in subtrees]}
        case Field(ref, kind, "opened", salt, payload):
            return {"field": ref, "kind": kind, "salt": to_base64(salt), "payload": payload.decode()}
        case Field(ref, kind, state):
            return {"field": ref, "kind": kind, "state": state}


def _line(said: dict[str, Any]) -> Line:
    if "entry" in said:
        entry = _text(said["entry"]).encode()
        if "nonce" not in said:
            return BundledEntry(entry, None, None, None)
        return BundledEntry(entry, _bytes(said["nonce"]), _text(said["topic"]), _text(said["state"]).encode())
    if "skipped" in said:
        return Skipped(_whole(said["skipped"]), tuple((_whole(at), _a_hash(text)) for at, text in said["subtrees"]))
    if "field" in said:
        return _field(said)
    if said["bundle"] != BUNDLE:
        raise ValueError(said["bundle"])
    group = said["group"] if said["group"] is None else _text(said["group"])
    checkpoint, policy = _text(said["checkpoint"]), _text(said["policy"])
    # What no file can hold, as half a character, is no note and no policy.
    (checkpoint + policy).encode()
    return Heading(checkpoint, policy, _whole(said["tier"]), group)


def _field(said: dict[str, Any]) -> Field:
    ref, kind = _text(said["field"]), _text(said["kind"])
    if "salt" not in said:
        if said["state"] not in {"withheld", "erased"}:
            raise ValueError(said["state"])
        return Field(ref, kind, said["state"])
    salt = _bytes(said["salt"])
    if len(salt) != SALT_LENGTH:
        raise ValueError(len(salt))
    return Field(ref, kind, "opened", salt, _text(said["payload"]).encode())


def _dumped(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError(said)
    return said


def _whole(said: object) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or not 0 <= said < 2**63:
        raise TypeError(said)
    return said


def _bytes(said: object) -> bytes:
    decoded = from_base64(_text(said))
    if decoded is None:
        raise ValueError(said)
    return decoded


def _a_hash(said: object) -> bytes:
    decoded = _bytes(said)
    if len(decoded) != HASH:
        raise ValueError(said)
    return decoded


def _bad_line(number: int, why: str) -> BadBundle:
    return BadBundle(f"line {number}: {why}")
