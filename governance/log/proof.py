"""A proof to keep: an entry stands at this place of a log that others have seen (C2SP tlog-proof)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from governance.log.checkpoint import decimal
from governance.log.cosignature import verifier_of
from governance.log.merkle import HASH, LONGEST_PROOF, leaf_hash, verify_inclusion
from governance.log.note import LONGEST_NOTE, BadNote, from_base64, parse_note, to_base64
from governance.log.policy import accept_checkpoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.log.checkpoint import Checkpoint
    from governance.log.note import Opened, Verifier, VerifierKey
    from governance.log.policy import Policy

HEADING = "c2sp.org/tlog-proof@v1"


class BadProof(ValueError):
    """These bytes are not a proof, or they do not prove it."""


class Proof(NamedTuple):
    """The index of an entry, the hashes from its sibling up to the root's child, and a signed checkpoint, verbatim."""

    leaf_index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def data(self) -> bytes:
        """The bytes of a `.tlog-proof` file."""
        extra = [] if self.extra is None else [f"extra {to_base64(self.extra)}"]
        lines = [HEADING, *extra, f"index {self.leaf_index}", *map(to_base64, self.hashes), ""]
        return "".join(f"{line}\n" for line in lines).encode() + self.checkpoint


def parse_proof(data: bytes) -> Proof:
    """The proof in these bytes. Raises `BadProof`."""
    head, gap, checkpoint = data.partition(b"\n\n")
    try:
        lines = head.decode().split("\n")
    except UnicodeDecodeError as error:
        raise BadProof(_NOT_ONE) from error
    if not gap or not checkpoint or len(data) > LONGEST_NOTE or lines.pop(0) != HEADING:
        raise BadProof(_NOT_ONE)
    extra = _said(lines, "extra ")
    index = _said(lines, "index ")
    number = decimal(index) if index is not None else None
    decoded = from_base64(extra) if extra is not None else None
    hashes = [from_base64(line) for line in lines]
    if number is None or (extra is not None and decoded is None) or len(hashes) > LONGEST_PROOF:
        raise BadProof(_NOT_ONE)
    return Proof(number, tuple(_hash(one) for one in hashes), checkpoint, decoded)


def verify_proof(
    entry: bytes,
    proof: Proof,
    policy: Policy,
    verifier: Callable[[VerifierKey], Verifier] = verifier_of,
    *,
    origin: str | None = None,
) -> Checkpoint:
    """The checkpoint under which this entry stands. Raises `BadProof` saying what does not hold.

    `origin` as in `accept_checkpoint`.
    """
    return proven_leaf(leaf_hash(entry), proof, policy, verifier, origin=origin)[0]


def proven_leaf(
    leaf: bytes,
    proof: Proof,
    policy: Policy,
    verifier: Callable[[VerifierKey], Verifier] = verifier_of,
    *,
    origin: str | None = None,
) -> tuple[Checkpoint, Opened]:
    """The checkpoint under which the entry of this leaf stands, and who signed it. Raises `BadProof`."""
    try:
        checkpoint, opened = accept_checkpoint(parse_note(proof.checkpoint), policy, verifier, origin=origin)
    except BadNote as error:
        raise BadProof(str(error)) from error
    if not verify_inclusion(leaf, proof.leaf_index, checkpoint.size, proof.hashes, checkpoint.root):
        msg = "the entry does not stand at this place of the log"
        raise BadProof(msg)
    return checkpoint, opened


_NOT_ONE = "this is not a proof in the form c2sp.org/tlog-proof@v1"


def _said(lines: list[str], word: str) -> str | None:
    return lines.pop(0).removeprefix(word) if lines and lines[0].startswith(word) else None


def _hash(decoded: bytes | None) -> bytes:
    if decoded is None or len(decoded) != HASH:
        raise BadProof(_NOT_ONE)
    return decoded
