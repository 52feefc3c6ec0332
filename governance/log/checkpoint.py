"""Checkpoints: how large the log is and what its root is, as a note's text (C2SP tlog-checkpoint v1.0.0)."""

from __future__ import annotations

from typing import NamedTuple

from governance.log.merkle import EMPTY_ROOT, HASH
from governance.log.note import BadNote, from_base64, to_base64

LARGEST = 2**63 - 1
_FIRST_LINES = 3


class Checkpoint(NamedTuple):
    """A log's name, how many entries it holds, and the root over them (32 bytes)."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """The text that is signed."""
        lines = (self.origin, str(self.size), to_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint of a note's text. Raises `BadNote`."""
    lines = text.split("\n")
    if lines[-1] or len(lines) <= _FIRST_LINES:
        msg = "a checkpoint has three lines at least, each with its newline"
        raise BadNote(msg)
    origin, size, root, *extensions = lines[:-1]
    number, decoded = decimal(size), from_base64(root)
    if not origin or number is None or decoded is None or len(decoded) != HASH or not all(extensions):
        msg = "a checkpoint is an origin, a size and a root of 32 bytes"
        raise BadNote(msg)
    if number == 0 and decoded != EMPTY_ROOT:
        msg = "the root of an empty log is SHA-256 of nothing"
        raise BadNote(msg)
    return Checkpoint(origin, number, decoded, tuple(extensions))


def decimal(text: str) -> int | None:
    """A whole number from 0 to 2^63 - 1 as it is written without leading zeros, or None."""
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(LARGEST)):
        return None
    number = int(text)
    return number if number <= LARGEST and str(number) == text else None
