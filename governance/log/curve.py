"""Ed25519 verification with nothing but whole numbers (RFC 8032 section 5.1): for the verifier that is carried away.

Of no use for signing: it takes no care to hide a secret, and there is none in it. One key signs most of a record, so
its multiples are kept in a table, and a signature takes additions alone.
"""

from __future__ import annotations

import functools
import hashlib

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT_OF_MINUS_ONE = pow(2, (_P - 1) // 4, _P)

Point = tuple[int, int, int, int]
"""Extended coordinates X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z (RFC 8032 section 5.1.4)."""

_NEUTRAL: Point = (0, 1, 1, 0)
_DIGIT = 6
_DIGITS = 43


def verify_ed25519(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is good, without cofactor (RFC 8032 section 5.1.7).

    S beyond the order, encodings that are not canonical and keys of small order are refused.
    """
    scalar = int.from_bytes(signature[32:], "little")
    if len(public) != 32 or len(signature) != 64 or scalar >= _ORDER:  # noqa: PLR2004
        return False
    minus_key = _minus_key(public)
    if minus_key is None:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(digest, "little") % _ORDER
    # A point has one encoding that is allowed, so R is as signed exactly when its bytes are.
    return _encode(_sum(scalar, _multiples(_BASE), challenge, _multiples(minus_key))) == signature[:32]


@functools.lru_cache(maxsize=64)
def _minus_key(public: bytes) -> Point | None:
    """The key's point, negated; None for bytes that are no key, or one of small order."""
    key = _decode(public)
    if key is None or _same(_times(8, key), _NEUTRAL):
        return None
    return (_P - key[0], key[1], 1, _P - key[3])


def _decode(encoded: bytes) -> Point | None:
    """The point these 32 bytes stand for, or None (RFC 8032 section 5.1.3)."""
    number = int.from_bytes(encoded, "little")
    odd, y = number >> 255, number & (1 << 255) - 1
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT_OF_MINUS_ONE % _P
    if (x * x - square) % _P or (x == 0 and odd):
        return None
    x = x if x & 1 == odd else _P - x
    return (x, y, 1, x * y % _P)


def _encode(point: Point) -> bytes:
    """The 32 bytes that stand for a point (RFC 8032 section 5.1.2)."""
    inverse = pow(point[2], -1, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


@functools.lru_cache(maxsize=8)
def _multiples(point: Point) -> list[list[Point]]:
    """For each digit of a scalar, the point times every value of it; each as Y-X, Y+X, 2Z, 2dT for adding."""
    table = []
    for _ in range(_DIGITS):
        row, total = [], _NEUTRAL
        for _ in range(1 << _DIGIT):
            x, y, z, t = total
            row.append((y - x, y + x, 2 * z, 2 * _D * t % _P))
            total = _add(total, point)
        table.append(row)
        point = total
    return table


def _sum(one: int, ones: list[list[Point]], other: int, others: list[list[Point]]) -> Point:
    """One scalar times a point and another times another, out of their tables."""
    x, y, z, t = _NEUTRAL
    mask = (1 << _DIGIT) - 1
    for scalar, table in ((one, ones), (other, others)):
        for n, row in enumerate(table):
            less, more, double, across = row[scalar >> n * _DIGIT & mask]
            a, b = (y - x) * less, (y + x) * more
            c, d = t * across, z * double
            e, f, g, h = b - a, d - c, d + c, b + a
            x, y, z, t = e * f % _P, g * h % _P, f * g % _P, e * h % _P
    return (x, y, z, t)


def _add(one: Point, other: Point) -> Point:
    """The sum of two points (RFC 8032 section 5.1.4)."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _times(scalar: int, point: Point) -> Point:
    total = _NEUTRAL
    while scalar:
        if scalar & 1:
            total = _add(total, point)
        point = _add(point, point)
        scalar >>= 1
    return total


def _same(one: Point, other: Point) -> bool:
    return (one[0] * other[2] - other[0] * one[2]) % _P == 0 and (one[1] * other[2] - other[1] * one[2]) % _P == 0


_BASE_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202
_BASE_Y = 4 * pow(5, -1, _P) % _P
_BASE: Point = (_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % _P)
