"""The two verifiers of Ed25519 agree, and refuse what a careless one lets pass."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from governance.log import curve, ed25519

Verify = Callable[[bytes, bytes, bytes], bool]
BOTH = pytest.mark.parametrize("verify", [curve.verify_ed25519, ed25519.verify_ed25519], ids=["numbers", "library"])
ORDER = 2**252 + 27742317777372353535851937790883648493

# RFC 8032 section 7.1: public key, message, signature.
RFC = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]


@BOTH
@pytest.mark.parametrize(("key", "message", "signature"), RFC, ids=["empty", "one byte", "two bytes"])
def test_the_signatures_of_the_standard(verify: Verify, key: str, message: str, signature: str) -> None:
    args = [bytes.fromhex(one) for one in (key, message, signature)]
    assert verify(*args)
    assert not verify(args[0], args[1] + b"\x00", args[2])
    for byte in range(64):
        bent = bytearray(args[2])
        bent[byte] ^= 1
        assert not verify(args[0], args[1], bytes(bent))


def test_both_agree_on_what_the_library_signs() -> None:
    for _ in range(10):
        secret, message = Ed25519PrivateKey.generate(), os.urandom(40)
        key, signature = secret.public_key().public_bytes_raw(), secret.sign(message)
        assert curve.verify_ed25519(key, message, signature)
        assert ed25519.verify_ed25519(key, message, signature)
        assert not curve.verify_ed25519(key, message + b"!", signature)


@BOTH
def test_a_signature_counted_on_by_the_order_is_another_signature_and_refused(verify: Verify) -> None:
    key, message, signature = (bytes.fromhex(one) for one in RFC[1])
    more = int.from_bytes(signature[32:], "little") + ORDER
    assert not verify(key, message, signature[:32] + more.to_bytes(32, "little"))


# Every point whose order divides eight, as 32 bytes (the sign of x may be either where x is not 0).
SMALL = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
]


@BOTH
@pytest.mark.parametrize("key", SMALL)
def test_a_key_of_small_order_signs_nothing(verify: Verify, key: str) -> None:
    # Under the neutral key, S = 0 with R the neutral point satisfies the equation for every message.
    forged = bytes([1]) + bytes(63)
    assert not verify(bytes.fromhex(key), b"anything", forged)


@BOTH
def test_encodings_that_are_not_canonical_are_refused(verify: Verify) -> None:
    key, message, signature = (bytes.fromhex(one) for one in RFC[1])
    beyond = (2**255 - 19 + 1).to_bytes(32, "little")
    assert not verify(beyond, message, signature)
    assert not verify(key, message, beyond + signature[32:])
    assert not verify(key[:-1], message, signature)
    assert not verify(key, message, signature[:-1])


@BOTH
def test_bytes_that_are_no_point_are_no_key(verify: Verify) -> None:
    # y = 2 gives no x on the curve.
    assert not verify((2).to_bytes(32, "little"), b"", bytes(64))
