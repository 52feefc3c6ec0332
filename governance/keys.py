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
NEXT_WRAPPING = "wrapping.key.next"
TRUSTED = "trusted.keys"
LOG = "log.key"
LOG_NEW = "log.key.new"
LOG_BEFORE = "log.key.before"
LOG_KEYS = "log.keys"
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
    """The key that wraps data keys, its id, and the file it is kept in, which each erasure replaces."""

    def __init__(self, kek_id: uuid.UUID, secret: bytes, file: Path) -> None:
        self.kek_id = kek_id
        self.secret = secret
        self.file = file
        self._seen = _stamp(file)

    def replaced(self) -> bool:
        """Whether another key lies in the file by now."""
        return _stamp(self.file) != self._seen

    def now(self) -> WrappingKey:
        """The key that lies in the file now."""
        return _wrapping(self.file)

    def following(self, kek_id: uuid.UUID) -> WrappingKey | None:
        """The key of this id that an erasure on its way is about to put in the place of this one."""
        try:
            found = _wrapping(self.file.with_name(NEXT_WRAPPING))
        except KeyFault:
            return None
        return found if found.kek_id == kek_id else None


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
        _write(folder / WRAPPING, _fresh())


def signer(folder: Path) -> Signer:
    """The application's signing key."""
    return signer_in(folder / SIGNING)


def log_signer(folder: Path) -> Signer:
    """The key that signs checkpoints of the log, never the application's."""
    return signer_in(folder / LOG)


def log_signers(folder: Path) -> tuple[Signer, ...]:
    """The keys that sign checkpoints now: the log's, and the one before it until that is retired."""
    now, before = log_signer(folder), folder / LOG_BEFORE
    old = signer_in(before) if before.exists() else now
    return (now,) if old.public == now.public else (now, old)


def log_keys(folder: Path) -> tuple[bytes, ...]:
    """The public keys that ever signed checkpoints, the one in use first."""
    path, now = folder / LOG_KEYS, log_signer(folder).public
    listed = [_secret(line, path) for line in _read(path).splitlines() if line] if path.exists() else []
    return (now, *(key for key in reversed(listed) if key != now))


def change_log_key(folder: Path) -> None:
    """Put the new key of the log in the place of the one in use, which signs beside it until `retire_log_key`."""
    old, before, path = log_signer(folder), folder / LOG_BEFORE, folder / LOG_KEYS
    listed = [key for key in log_keys(folder)[1:] if key != old.public] if path.exists() else []
    replace_file(path, b"\n".join(base64.b64encode(key) for key in (*reversed(listed), old.public)))
    if not before.exists():
        _write(before, _read(folder / LOG).encode())
    (folder / LOG_NEW).replace(folder / LOG)
    _settle(folder)


def retire_log_key(folder: Path) -> None:
    """Destroy the key of the log before the one in use; its public key stays listed, for the heads it signed."""
    _overwrite(folder / LOG_BEFORE)
    (folder / LOG_BEFORE).unlink()
    _settle(folder)


def signer_in(file: Path) -> Signer:
    """The signing key in a file."""
    return Signer(_secret(_read(file), file))


def wrapping_key(folder: Path) -> WrappingKey:
    """The wrapping key now in use."""
    return _wrapping(folder / WRAPPING)


def next_wrapping_key(folder: Path) -> WrappingKey:
    """A fresh wrapping key, laid beside the one in use until `promote` puts it in its place."""
    path = folder / NEXT_WRAPPING
    drop_next(folder)
    _write(path, _fresh())
    return _wrapping(path)


def promote(folder: Path) -> None:
    """Put the next wrapping key in the place of the one in use, whose bytes are overwritten."""
    old = folder / WRAPPING
    doomed = os.open(old, os.O_WRONLY)
    try:
        # The name goes first: whoever reads meanwhile finds one key or the other, never none.
        (folder / NEXT_WRAPPING).replace(old)
        os.pwrite(doomed, bytes(os.fstat(doomed).st_size), 0)
        os.fsync(doomed)
    finally:
        os.close(doomed)
    _settle(folder)


def drop_next(folder: Path) -> None:
    """Take away a next wrapping key that nothing was wrapped under."""
    (folder / NEXT_WRAPPING).unlink(missing_ok=True)


def trusted(folder: Path) -> set[bytes]:
    """The public keys whose signatures are trusted, one a line."""
    path = folder / TRUSTED
    return {_secret(line, path) for line in _read(path).splitlines() if line}


def generate(path: Path) -> None:
    """A fresh signing key in a file that this user alone may read. Raises `OSError` where there is one."""
    secret = Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    _write(path, base64.b64encode(secret))


def replace_file(path: Path, content: bytes) -> None:
    """Put content where a file may be, so that whoever reads it finds all of it, even after a power cut."""
    beside = path.with_name(f"{path.name}.{uuid.uuid4()}")
    _write(beside, content)
    beside.replace(path)
    _settle(path.parent)


def _fresh() -> bytes:
    return f"{uuid.uuid4()} {base64.b64encode(os.urandom(LENGTH)).decode()}".encode()


def _wrapping(path: Path) -> WrappingKey:
    kek_id, _, secret = _read(path).partition(" ")
    try:
        return WrappingKey(uuid.UUID(kek_id), _secret(secret, path), path)
    except ValueError as error:
        msg = f"{path} is not a wrapping key"
        raise KeyFault(msg) from error


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _overwrite(path: Path) -> None:
    doomed = os.open(path, os.O_WRONLY)
    try:
        os.pwrite(doomed, bytes(os.fstat(doomed).st_size), 0)
        os.fsync(doomed)
    finally:
        os.close(doomed)


def _settle(folder: Path) -> None:
    """What was renamed in a folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content + b"\n")
        file.flush()
        os.fsync(handle)


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
