"""Validators (RFC 9110 section 8.8): whether a reader has it already, or acts on what is no longer so."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from uuid import UUID

from governance.kernel import StreamId

if TYPE_CHECKING:
    from collections.abc import Iterable

ANY = "*"
_TAG = re.compile(r'(W/)?"([^"]*)"')
_STREAM = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([0-9]{1,15})")


def of_stream(stream: UUID, version: int) -> str:
    """The tag of a thing that is as its stream is: one can act on it with `If-Match`."""
    return f'"{stream}-{version}"'


def of_bytes(body: bytes) -> str:
    """The tag of an answer put together from more than one stream."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def has(if_none_match: str | None, tag: str) -> bool:
    """Whether the reader has what this tag names (weak comparison, RFC 9110 section 13.1.2)."""
    if if_none_match is None:
        return False
    return if_none_match.strip() == ANY or tag in {f'"{said}"' for _, said in _TAG.findall(if_none_match)}


def expected(if_match: Iterable[str]) -> frozenset[tuple[StreamId, int]] | None:
    """The streams and versions one of which must stand (strong comparison, RFC 9110 section 13.1.1); None for any."""
    said = ",".join(if_match).strip()
    if said in {"", ANY}:
        return None
    streams = (_STREAM.fullmatch(tag) for weak, tag in _TAG.findall(said) if not weak)
    return frozenset((StreamId(UUID(found[1])), int(found[2])) for found in streams if found)
