"""Sealed words: encrypted in the vault, committed to in the record, under keys by subject and purpose.

c        = HMAC-SHA256(salt, "minutebook-commit/v1\\n" ref "\\n" kind "\\n" payload)
item     = AES-256-GCM(data key, nonce).encrypt(salt || payload), AAD binding ref, key, tier, kind and c
data key = wrapped by AES-256-GCM under the wrapping key, AAD binding key, subject, purpose, keep_until and kek
"""

from __future__ import annotations

import hashlib
import hmac
import os
import uuid
from typing import TYPE_CHECKING, Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from governance.kernel import Sealed
from governance.log.bundle import field_commitment

if TYPE_CHECKING:
    from uuid import UUID

    from governance.kernel import SealKind
    from governance.keys import WrappingKey

SALT = 32
NONCE = 12

KeyPurpose = Literal["contact", "access", "attendance", "expenses", "signature", "group_text", "receipt", "import"]


class Item(msgspec.Struct, frozen=True):
    """A vault item as stored."""

    ref: UUID
    key_id: UUID
    tier: int
    kind: SealKind
    nonce: bytes
    ciphertext: bytes


class WrappedKey(msgspec.Struct, frozen=True):
    """A data key as stored in the keyring; `keep_until` is YYYY-MM-DD or None."""

    key_id: UUID
    subject: UUID
    purpose: KeyPurpose
    keep_until: str | None
    wrapped: bytes
    kek_id: UUID
    key_check: bytes


class DataKey(msgspec.Struct, frozen=True):
    """An unwrapped data key."""

    key_id: UUID
    secret: bytes


class Broken(Exception):
    """A sealed item does not open, or does not match what the record committed to."""


def new_key(wrapping: WrappingKey, subject: UUID, purpose: KeyPurpose) -> tuple[DataKey, WrappedKey]:
    """A fresh data key for a subject and purpose, and as it is stored."""
    key = DataKey(uuid.uuid4(), os.urandom(32))
    check = hashlib.sha256(b"minutebook-dek-check/v1" + key.secret).digest()[:16]
    bare = WrappedKey(key.key_id, subject, purpose, None, b"", wrapping.kek_id, check)
    return key, wrapped(wrapping, key, bare)


def wrapped(wrapping: WrappingKey, key: DataKey, stored: WrappedKey) -> WrappedKey:
    """A data key as it is stored, wrapped anew under this wrapping key and for its `keep_until`."""
    nonce = os.urandom(NONCE)
    aad = _key_aad(key.key_id, stored.subject, stored.purpose, stored.keep_until, wrapping.kek_id)
    under = nonce + AESGCM(wrapping.secret).encrypt(nonce, key.secret, aad)
    return msgspec.structs.replace(stored, wrapped=under, kek_id=wrapping.kek_id)


def unwrap(wrapping: WrappingKey, stored: WrappedKey) -> DataKey:
    """The data key. Raises `Broken` under another wrapping key or when the row was changed."""
    aad = _key_aad(stored.key_id, stored.subject, stored.purpose, stored.keep_until, stored.kek_id)
    try:
        secret = AESGCM(wrapping.secret).decrypt(stored.wrapped[:NONCE], stored.wrapped[NONCE:], aad)
    except (InvalidTag, ValueError) as error:
        msg = f"data key {stored.key_id} does not open under this wrapping key"
        raise Broken(msg) from error
    return DataKey(stored.key_id, secret)


def seal(key: DataKey, text: str, *, kind: SealKind, tier: int, ref: UUID) -> tuple[Sealed, Item]:
    """The commitment for the event and the item for the vault."""
    salt, nonce, payload = os.urandom(SALT), os.urandom(NONCE), text.encode()
    c = commitment(salt, ref, kind, payload)
    ciphertext = AESGCM(key.secret).encrypt(nonce, salt + payload, _item_aad(ref, key.key_id, tier, kind, c))
    return Sealed(ref, c), Item(ref, key.key_id, tier, kind, nonce, ciphertext)


def opened(key: DataKey, item: Item, sealed: Sealed) -> str:
    """The words of an item. Raises `Broken` when it was altered, swapped, or is not what was committed to."""
    return unsealed(key, item, sealed)[1].decode()


def unsealed(key: DataKey, item: Item, sealed: Sealed) -> tuple[bytes, bytes]:
    """Salt and payload of an item: what proves its commitment to others. Raises `Broken` as `opened` does."""
    aad = _item_aad(item.ref, item.key_id, item.tier, item.kind, sealed.c)
    try:
        plain = AESGCM(key.secret).decrypt(item.nonce, item.ciphertext, aad)
    except (InvalidTag, ValueError) as error:
        msg = f"vault item {item.ref} does not open"
        raise Broken(msg) from error
    salt, payload = plain[:SALT], plain[SALT:]
    if not hmac.compare_digest(commitment(salt, item.ref, item.kind, payload), sealed.c):
        msg = f"vault item {item.ref} is not what was recorded"
        raise Broken(msg)
    return salt, payload


def commitment(salt: bytes, ref: UUID, kind: str, payload: bytes) -> str:
    """What the record holds of a payload, base64. The salt is exactly 32 bytes: HMAC would pad a shorter one."""
    if len(salt) != SALT:
        msg = "a salt has 32 bytes"
        raise Broken(msg)
    return field_commitment(salt, str(ref), kind, payload)


def _item_aad(ref: UUID, key_id: UUID, tier: int, kind: str, c: str) -> bytes:
    return f"minutebook-item/v1\n{ref}\n{key_id}\n{tier}\n{kind}\n{c}\n".encode()


def _key_aad(key_id: UUID, subject: UUID, purpose: str, keep_until: str | None, kek_id: UUID) -> bytes:
    return f"minutebook-dek/v1\n{key_id}\n{subject}\n{purpose}\n{keep_until or ''}\n{kek_id}\n".encode()
