"""The lines of a bundle looked at by themselves, each for all it says: in one process, or in several side by side.

What an entry is by itself is most of the work of verifying; what it is among the others is for the walk.
"""

from __future__ import annotations

import binascii
import collections
import contextlib
import functools
import json
import re
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

from governance.log.bundle import LONGEST_LINE, Broken, BundledEntry, End, Field, Heading, Skipped, parse_line
from governance.log.ed25519 import verify_ed25519
from governance.log.entry import BASE64_HASH, ENTRY, BadEntry, act_in, body_digest, is_time, parse_entry
from governance.log.merkle import leaf_hash
from governance.log.note import from_base64, to_base64
from governance.log.walk import CHANGED, Body, Looked, content, look_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Executor, Future

BATCH = 500_000
"""Bytes that are handed to another process at once."""


class Unfit(NamedTuple):
    """An entry that is not one of format 1, and why."""

    why: str


Whole = Looked | Unfit | Heading | Skipped | Field | End | Broken


def told_lines(lines: Iterable[bytes], *, signatures: bool, processes: int) -> Iterator[Whole]:
    """Every line for what it says, in order."""
    if processes > 1:
        # Some machines do not let a program have others beside it.
        with contextlib.suppress(ImportError, NotImplementedError, OSError):
            return _side_by_side(ProcessPoolExecutor(processes), lines, signatures, 2 * processes)
    return map(functools.partial(tell_line, signatures=signatures), lines)


def tell_line(raw: bytes, *, signatures: bool) -> Whole:
    """What one line says, and an entry for what it is by itself."""
    quick = _as_written(raw, signatures=signatures)
    if quick is not None:
        return quick
    line = parse_line(raw)
    if not isinstance(line, BundledEntry):
        return line
    try:
        entry = parse_entry(line.entry)
    except BadEntry as error:
        return Unfit(str(error))
    opened = None
    if line.nonce is not None and line.topic is not None and line.state is not None:
        opened = Body(line.nonce, line.topic, line.state)
    return look_at(entry, leaf_hash(line.entry), opened, signatures=signatures)


def _as_written(raw: bytes, *, signatures: bool) -> Looked | None:
    """An entry in a line spelled as `written_lines` spells it, read without a detour; None for any other line."""
    try:
        text = raw.decode()
        found = _ENTRY_LINE.match(text)
        if found is None or len(raw) > LONGEST_LINE:
            return None
        (
            told, record, era, stream, version, part, parts, event, tier, body, key, signature, recorded, clock, nonce,
            topic,
        ) = found.groups()  # fmt: skip
        state, end = (None, found.end()) if topic is None else _STRING.raw_decode(text, found.end())
        stored = b"" if state is None else state.encode()
    except ValueError:
        return None
    if text[end:] != "}\n" or not is_time(recorded):
        return None
    wrong, said = "", None
    if topic is not None:
        same = to_base64(body_digest(binascii.a2b_base64(nonce), topic, stored)) == body
        wrong, said = content(topic, stored) if same else (CHANGED, None)
    entry, public = told.replace("\\n", "\n").encode(), _key(key)
    signed = not signatures or verify_ed25519(public, act_in(entry), binascii.a2b_base64(signature))
    return Looked(
        leaf_hash(entry), record, int(era), stream, int(version), int(part), int(parts), event, int(tier), public,
        recorded, clock, signed, topic, wrong, said,
    )  # fmt: skip


def _side_by_side(others: Executor, lines: Iterable[bytes], signatures: bool, most: int) -> Iterator[Whole]:  # noqa: FBT001
    waiting: collections.deque[Future[list[Any]]] = collections.deque()
    with others:
        for batch in _batches(lines):
            waiting.append(others.submit(tell_batch, batch, signatures))
            if len(waiting) > most:
                yield from map(_carried_over, waiting.popleft().result())
        while waiting:
            yield from map(_carried_over, waiting.popleft().result())


def tell_batch(batch: list[bytes], signatures: bool) -> list[Any]:  # noqa: FBT001
    """Some lines for what they say: the work of another process. An entry goes back as a bare row, which is quicker."""
    told = (tell_line(raw, signatures=signatures) for raw in batch)
    return [tuple(one) if isinstance(one, Looked) else one for one in told]


def _carried_over(one: Any) -> Whole:
    return Looked._make(one) if type(one) is tuple else one


def _batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch, size = [], 0
    for line in lines:
        batch.append(line)
        size += len(line)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@functools.lru_cache(maxsize=64)
def _key(text: str) -> bytes:
    return from_base64(text) or b""


_STRING = json.JSONDecoder()
_ENTRY_LINE = re.compile(
    r'\{"entry":"(' + ENTRY.pattern.replace(r"\n", r"\\n") + rf')"(?:,"nonce":"({BASE64_HASH})",'
    r'"topic":"([a-z_.0-9]+)","state":(?=")|(?=\}))'
)
