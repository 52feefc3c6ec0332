"""A log asks a witness to cosign (C2SP tlog-witness v1.0.0, the client's side)."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import TYPE_CHECKING, NamedTuple

from governance.log.checkpoint import decimal, parse_checkpoint
from governance.log.cosignature import verifier_of
from governance.log.note import BadNote, Note, open_note, parse_note
from governance.log.witness import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from governance.log.note import Signature
    from governance.log.policy import Party

LONGEST_ANSWER = 100_000
CONFLICT = 409
GOOD = 200


class Unanswered(Exception):
    """A witness did not cosign; the message says why."""


class Answer(NamedTuple):
    """A status and what came with it."""

    status: int
    body: bytes


def ask(
    party: Party, old: int, note: Note, proof: Callable[[int], Sequence[bytes]], timeout: float
) -> tuple[Signature, ...]:
    """The witness's cosignatures of a checkpoint, checked. `old` is the size it is believed to have cosigned last.

    `proof` gives the consistency proof from a size. A witness that remembers another size is asked once more with
    that one. Raises `Unanswered`; this includes a witness that cosigned more than this log has, or another log.
    """
    answer = _post(party, Request(old, tuple(proof(old)), note.data()), timeout)
    if answer.status == CONFLICT:
        size = _size(answer.body)
        if size <= parse_checkpoint(note.text).size:
            answer = _post(party, Request(size, tuple(proof(size)), note.data()), timeout)
    if answer.status == CONFLICT:
        msg = f"it cosigned another log of this name, of {_size(answer.body)} entries"
        raise Unanswered(msg)
    if answer.status != GOOD:
        msg = f"it answered {answer.status}: {answer.body[:100].decode('utf-8', 'replace').strip()}"
        raise Unanswered(msg)
    return _checked(party, note, answer.body)


def _size(body: bytes) -> int:
    size = decimal(body.decode("ascii", "replace").removesuffix("\n"))
    if size is None:
        msg = "its answer names no size"
        raise Unanswered(msg)
    return size


def _checked(party: Party, note: Note, lines: bytes) -> tuple[Signature, ...]:
    try:
        signed = parse_note(note.text.encode() + b"\n" + lines)
        opened = open_note(signed, [verifier_of(party.key)])
    except BadNote as error:
        msg = f"its answer is no cosignature: {error}"
        raise Unanswered(msg) from error
    return tuple(signature for _, signature in opened.verified)


def _post(party: Party, request: Request, timeout: float) -> Answer:
    url = f"{(party.url or '').rstrip('/')}/add-checkpoint"
    if not url.startswith(("http://", "https://")):
        msg = f"{url} is no address of a witness"
        raise Unanswered(msg)
    posted = urllib.request.Request(url, request.data(), {"Content-Type": "text/plain"})  # noqa: S310 - http only
    try:
        with urllib.request.urlopen(posted, timeout=timeout) as answer:  # noqa: S310 - http only
            return Answer(answer.status, answer.read(LONGEST_ANSWER))
    except urllib.error.HTTPError as refused:
        return Answer(refused.code, refused.read(LONGEST_ANSWER))
    except (OSError, ValueError) as fault:
        msg = f"it does not answer: {fault}"
        raise Unanswered(msg) from fault
