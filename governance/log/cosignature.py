"""Cosignatures of witnesses: "the largest head I had seen of this log then" (C2SP tlog-cosignature v1.0.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.log.checkpoint import LARGEST
from governance.log.ed25519 import verify_ed25519
from governance.log.note import COSIGNATURE, ED25519, BadKey, Signature, Verifier, VerifierKey, ed25519_verifier

if TYPE_CHECKING:
    from collections.abc import Callable

TIME = 8
_LENGTH = TIME + 64


def cosigned_message(text: str, time: int) -> bytes:
    """What a witness signs: the checkpoint's text under a line that says when (POSIX seconds)."""
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def cosigned_at(signature: bytes) -> int:
    """The POSIX seconds at the head of a timestamped signature."""
    return int.from_bytes(signature[:TIME], "big")


def cosign(text: str, key: VerifierKey, time: int, sign: Callable[[bytes], bytes]) -> Signature:
    """A cosignature/v1 over a checkpoint's text. Raises `BadKey` when the key is not for cosigning."""
    if key.algorithm != COSIGNATURE:
        msg = "a witness signs with a key of its own kind (algorithm 4)"
        raise BadKey(msg)
    return Signature(key.name, key.id, time.to_bytes(TIME, "big") + sign(cosigned_message(text, time)))


def cosignature_verifier(key: VerifierKey) -> Verifier:
    """Checks cosignature/v1 signatures."""

    def verify(text: str, signature: bytes) -> bool:
        if len(signature) != _LENGTH or cosigned_at(signature) > LARGEST:
            return False
        message = cosigned_message(text, cosigned_at(signature))
        return verify_ed25519(key.public, message, signature[TIME:])

    return Verifier(key, verify)


def verifier_of(key: VerifierKey) -> Verifier:
    """The verifier for a key by its algorithm. Raises `BadKey` for one that signs in another way."""
    kinds = {ED25519: ed25519_verifier, COSIGNATURE: cosignature_verifier}
    kind = kinds.get(key.algorithm)
    if kind is None:
        msg = f"signatures of algorithm {key.algorithm} are not checked here"
        raise BadKey(msg)
    return kind(key)
