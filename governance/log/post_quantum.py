"""Cosignatures by ML-DSA-44 keys, which a quantum computer could not forge (C2SP tlog-cosignature v1.1.0)."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from governance.log.checkpoint import LARGEST, Checkpoint, parse_checkpoint
from governance.log.cosignature import TIME, cosigned_at
from governance.log.note import BadNote, Verifier, VerifierKey

_HEADING = b"subtree/v1\n\x00"


def subtree_message(name: str, time: int, checkpoint: Checkpoint) -> bytes:
    """What an ML-DSA-44 cosigner signs: its name, the time, and the head as the subtree from 0 to the size."""
    who, log = name.encode(), checkpoint.origin.encode()
    numbers = [number.to_bytes(8, "big") for number in (time, 0, checkpoint.size)]
    head = _HEADING + bytes([len(who)]) + who + numbers[0] + bytes([len(log)]) + log
    return head + numbers[1] + numbers[2] + checkpoint.root


def post_quantum_verifier(key: VerifierKey) -> Verifier:
    """Checks ML-DSA-44 cosignatures of whole checkpoints."""

    def verify(text: str, signature: bytes) -> bool:
        try:
            checkpoint = parse_checkpoint(text)
            at = cosigned_at(signature)
            if at > LARGEST:
                return False
            message = subtree_message(key.name, at, checkpoint)
            MLDSA44PublicKey.from_public_bytes(key.public).verify(signature[TIME:], message)
        except (BadNote, InvalidSignature, ValueError):
            return False
        return True

    return Verifier(key, verify)
