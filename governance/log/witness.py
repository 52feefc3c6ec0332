"""What a witness answers when a log asks it to cosign, without the network (C2SP tlog-witness v1.0.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from governance.log.checkpoint import decimal, parse_checkpoint
from governance.log.cosignature import verifier_of
from governance.log.merkle import EMPTY_ROOT, HASH, LONGEST_PROOF, verify_consistency
from governance.log.note import LONGEST_NOTE, BadNote, from_base64, open_note, parse_note, to_base64

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from governance.log.checkpoint import Checkpoint
    from governance.log.note import Opened, VerifierKey

SIZE_TYPE = "text/x.tlog.size"


class Head(NamedTuple):
    """The size and root a witness last cosigned for a log."""

    size: int
    root: bytes


class Request(NamedTuple):
    """A request to cosign: the size the log believes was cosigned last, a consistency proof, a signed checkpoint."""

    old: int
    proof: tuple[bytes, ...]
    checkpoint: bytes

    def data(self) -> bytes:
        """The body of the request."""
        return "".join(f"{line}\n" for line in [f"old {self.old}", *map(to_base64, self.proof), ""]).encode() + (
            self.checkpoint
        )


class Refused(Exception):
    """The witness does not cosign. `status` is HTTP's; the body is one line."""

    def __init__(self, status: int, body: str, media: str = "text/plain; charset=utf-8") -> None:
        super().__init__(body)
        self.status = status
        self.body = f"{body}\n"
        self.media = media


class Request400(Refused):
    """A request that is not one."""

    def __init__(self, body: str) -> None:
        super().__init__(400, body)


def parse_request(body: bytes) -> Request:
    """The request in these bytes. Raises `Refused` (400)."""
    head, gap, checkpoint = body.partition(b"\n\n")
    if not gap or len(body) > LONGEST_NOTE:
        raise Request400(_NO_REQUEST)
    try:
        first, *lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Request400(_NO_REQUEST) from error
    old, hashes = decimal(first.removeprefix("old ")), [from_base64(line) for line in lines]
    if not first.startswith("old ") or old is None or len(hashes) > LONGEST_PROOF:
        raise Request400(_NO_REQUEST)
    return Request(old, tuple(_hash(one) for one in hashes), checkpoint)


def judge(
    request: Request, logs: Mapping[str, Sequence[VerifierKey]], last: Callable[[str], Head | None]
) -> tuple[Checkpoint, Opened]:
    """The checkpoint to cosign, and its note with the log's good signatures.

    Raises `Refused` with the status the protocol says.

    `logs` are the keys by origin, `last` what was cosigned before. Whoever calls holds a lock from before this until
    the new head is kept, or two requests at once could roll a log back.
    """
    try:
        note = parse_note(request.checkpoint)
        checkpoint = parse_checkpoint(note.text)
    except BadNote as error:
        raise Request400(str(error)) from error
    keys = logs.get(checkpoint.origin)
    if keys is None:
        raise Refused(404, "this witness does not know that log")
    try:
        opened = open_note(note, [verifier_of(key) for key in keys])
    except BadNote as error:
        raise Refused(403, str(error)) from error
    if request.old > checkpoint.size:
        raise Request400("the old size is beyond the new one")
    _goes_on(request, checkpoint, last(checkpoint.origin) or Head(0, EMPTY_ROOT))
    return checkpoint, opened


def _goes_on(request: Request, checkpoint: Checkpoint, last: Head) -> None:
    """Refuse a head that does not go on from the last one cosigned."""
    if request.old != last.size:
        raise Refused(409, str(last.size), SIZE_TYPE)
    if last.size == 0:
        proven = not request.proof
    else:
        proven = verify_consistency(last.size, checkpoint.size, request.proof, last.root, checkpoint.root)
    if not proven and last.size == checkpoint.size and last.root != checkpoint.root:
        raise Refused(409, str(last.size), SIZE_TYPE)
    if not proven:
        raise Refused(422, "the consistency proof does not hold")


_NO_REQUEST = "a request is its old size, a proof, an empty line and a checkpoint"


def _hash(decoded: bytes | None) -> bytes:
    if decoded is None or len(decoded) != HASH:
        raise Request400(_NO_REQUEST)
    return decoded
