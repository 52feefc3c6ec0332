"""Ed25519 verification by `cryptography`, as strict as the verifier that is carried away (RFC 8032 section 5.1.7)."""

from __future__ import annotations

from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PUBLIC = 32
SIGNATURE = 64
_P = 2**255 - 19
# The y of every point whose order divides eight: 0, 1, -1, and the two of order eight.
_OF_ORDER_EIGHT = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
_SMALL = frozenset({0, 1, _P - 1, _OF_ORDER_EIGHT, _P - _OF_ORDER_EIGHT})


def verify_ed25519(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is good, without cofactor (RFC 8032 section 5.1.7).

    S beyond the order, encodings that are not canonical and keys of small order are refused.
    """
    key = _loaded(public)
    if key is None or len(signature) != SIGNATURE or _y(signature[:PUBLIC]) >= _P:
        return False
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=256)
def _loaded(public: bytes) -> Ed25519PublicKey | None:
    if len(public) != PUBLIC or _y(public) >= _P or _y(public) in _SMALL:
        return None
    return Ed25519PublicKey.from_public_bytes(public)


def _y(encoded: bytes) -> int:
    return int.from_bytes(encoded, "little") & (1 << 255) - 1
