"""Keys kept as files outside the database: the application's, the log's, and the key that wraps all others."""

from __future__ import annotations

import base64
import os
import stat
import uuid
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

SIGNING = "application.key"
NEW = "application.key.new"
WRAPPING = "wrapping.key"
TRUSTED = "trusted.keys"
LOG = "log.key"
LENGTH = 32


class KeyFault(Exception):
    """A key file is missing, broken, or open to others."""


class Signer:
    """Signs acts with the application's key; `public` is its 32 public bytes."""

    def __init__(self, private: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(private)
        self.public = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature (RFC 8032)."""
        return self._key.sign(message)


class WrappingKey:
    """The key that wraps data keys, and its id."""

    def __init__(self, kek_id: uuid.UUID, secret: bytes) -> None:
        self.kek_id = kek_id
        self.secret = secret


def create(folder: Path) -> None:
    """Make the keys that are not there yet; never replaces one. Raises `KeyFault` when a trusted key was lost."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / SIGNING).exists():
        if (folder / TRUSTED).exists():
            msg = f"{folder / SIGNING} is missing, yet its key is trusted in {TRUSTED}; restore it"
            raise KeyFault(msg)
        generate(folder / SIGNING)
    if not (folder / TRUSTED).exists():
        _write(folder / TRUSTED, base64.b64encode(signer(folder).public))
    if not (folder / LOG).exists():
        generate(folder / LOG)
    if not (folder / WRAPPING).exists():
        _write(folder / WRAPPING, f"{uuid.uuid4()} {base64.b64encode(os.urandom(LENGTH)).decode()}".encode())


def signer(folder: Path) -> Signer:
    """The application's signing key."""
    return signer_in(folder / SIGNING)


def log_signer(folder: Path) -> Signer:
    """The key that signs checkpoints of the log, never the application's."""
    return signer_in(folder / LOG)


def signer_in(file: Path) -> Signer:
    """The signing key in a file."""
    return Signer(_secret(_read(file), file))


def wrapping_key(folder: Path) -> WrappingKey:
    """The wrapping key now in use."""
    path = folder / WRAPPING
    kek_id, _, secret = _read(path).partition(" ")
    try:
        return WrappingKey(uuid.UUID(kek_id), _secret(secret, path))
    except ValueError as error:
        msg = f"{path} is not a wrapping key"
        raise KeyFault(msg) from error


def trusted(folder: Path) -> set[bytes]:
    """The public keys whose signatures are trusted, one a line."""
    path = folder / TRUSTED
    return {_secret(line, path) for line in _read(path).splitlines() if line}


def generate(path: Path) -> None:
    """A fresh signing key in a file that this user alone may read. Raises `OSError` where there is one."""
    secret = Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    _write(path, base64.b64encode(secret))


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content + b"\n")


def _read(path: Path) -> str:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        text = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path} cannot be read; run minutebook init, or restore the keys"
        raise KeyFault(msg) from error
    if mode & 0o077:
        msg = f"{path} is open to others (mode {mode:o}); make it 600"
        raise KeyFault(msg)
    return text


def _secret(text: str, path: Path) -> bytes:
    try:
        secret = base64.b64decode(text, validate=True)
    except ValueError as error:
        msg = f"{path} is not a key"
        raise KeyFault(msg) from error
    if len(secret) != LENGTH:
        msg = f"{path} is not a key of {LENGTH} bytes"
        raise KeyFault(msg)
    return secret
