"""Signed notes and verifier keys (C2SP signed-note v1.0.0)."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Sequence
from typing import NamedTuple

from governance.log.ed25519 import verify_ed25519

ED25519 = 0x01
COSIGNATURE = 0x04
ML_DSA_44 = 0x06
KEY_LENGTHS = {ED25519: 32, COSIGNATURE: 32, ML_DSA_44: 1312}

MOST_SIGNATURES = 100
LONGEST_NOTE = 1_000_000
KEY_ID = 4
_LINE = "\u2014 "


class BadNote(ValueError):
    """These bytes are not a signed note, or a signature by a known key does not hold."""


class Unverified(BadNote):
    """A well-formed note that none of the known keys signed."""


class BadKey(ValueError):
    """This text is not a verifier key."""


class VerifierKey(NamedTuple):
    """A name and a public key, `public` without its algorithm byte."""

    name: str
    algorithm: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The first four bytes of SHA-256(name || 0x0A || algorithm || public)."""
        material = self.name.encode() + b"\n" + bytes([self.algorithm]) + self.public
        return hashlib.sha256(material).digest()[:KEY_ID]

    def text(self) -> str:
        """The key as it is given to others: `name+id+base64`."""
        return f"{self.name}+{self.id.hex()}+{to_base64(bytes([self.algorithm]) + self.public)}"


class Signature(NamedTuple):
    """One signature line: who, by which key id, and the bytes after it."""

    name: str
    key_id: bytes
    signature: bytes

    def line(self) -> str:
        """The line as it stands in a note, with its newline."""
        return f"{_LINE}{self.name} {to_base64(self.key_id + self.signature)}\n"


class Note(NamedTuple):
    """A text that ends in a newline, and its signature lines."""

    text: str
    signatures: tuple[Signature, ...]

    def data(self) -> bytes:
        """The bytes of the note."""
        return (self.text + "\n" + "".join(one.line() for one in self.signatures)).encode()


class Verifier(NamedTuple):
    """A key, and how a signature by it over a note's text is checked."""

    key: VerifierKey
    verify: Callable[[str, bytes], bool]


class Opened(NamedTuple):
    """The text of a note, the signatures that hold, each with its key, and those by keys nobody here knows."""

    text: str
    verified: tuple[tuple[VerifierKey, Signature], ...]
    unknown: tuple[Signature, ...]


def parse_key(text: str) -> VerifierKey:
    """The verifier key of `name+id+base64`. Raises `BadKey`, also for algorithms unknown here."""
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    material = from_base64(encoded)
    if not is_name(name) or not material:
        msg = "a verifier key is name+id+key"
        raise BadKey(msg)
    key = VerifierKey(name, material[0], material[1:])
    if KEY_LENGTHS.get(key.algorithm) != len(key.public):
        msg = f"no key of {len(key.public)} bytes with algorithm {key.algorithm}"
        raise BadKey(msg)
    if key.id.hex() != key_id:
        msg = f"the key's id is {key.id.hex()}"
        raise BadKey(msg)
    return key


def is_name(name: str) -> bool:
    """Whether this may name a key: not empty, without spaces, control characters and plus signs."""
    return bool(name) and "+" not in name and not any(char.isspace() or char < " " for char in name)


def parse_note(data: bytes) -> Note:
    """Text and signature lines of a note. Raises `BadNote`."""
    if len(data) > LONGEST_NOTE:
        msg = f"a note of {len(data)} bytes, at most {LONGEST_NOTE}"
        raise BadNote(msg)
    try:
        whole = data.decode()
    except UnicodeDecodeError as error:
        msg = "a note is UTF-8"
        raise BadNote(msg) from error
    if any(char < " " and char != "\n" for char in whole):
        msg = "a note holds no control characters"
        raise BadNote(msg)
    text, gap, lines = whole.rpartition("\n\n")
    if not gap or not lines.endswith("\n"):
        msg = "a note is its text, an empty line and signatures"
        raise BadNote(msg)
    return Note(text + "\n", _signatures(lines))


def open_note(note: Note, verifiers: Sequence[Verifier]) -> Opened:
    """Check the signatures of every known key. Raises `BadNote` when one fails, `Unverified` when there is none."""
    known = {(one.key.name, one.key.id): one for one in verifiers}
    if len(known) < len({(one.key.name, one.key.id, one.key.public) for one in verifiers}):
        msg = "two keys share a name and an id"
        raise BadNote(msg)
    verified: dict[Signature, VerifierKey] = {}
    unknown: dict[Signature, None] = {}
    for signature in note.signatures:
        verifier = known.get((signature.name, signature.key_id))
        if verifier is None:
            unknown[signature] = None
        elif verifier.verify(note.text, signature.signature):
            verified[signature] = verifier.key
        else:
            msg = f"the signature of {signature.name} does not hold"
            raise BadNote(msg)
    if not verified:
        msg = "no known key signed this"
        raise Unverified(msg)
    return Opened(note.text, tuple((key, one) for one, key in verified.items()), tuple(unknown))


def ed25519_verifier(key: VerifierKey) -> Verifier:
    """Checks plain Ed25519 signatures over the text."""
    return Verifier(key, lambda text, signature: verify_ed25519(key.public, text.encode(), signature))


def sign_note(text: str, key: VerifierKey, sign: Callable[[bytes], bytes]) -> Signature:
    """A plain signature over the text. Raises `BadNote` when the text does not end in a newline."""
    if not text.endswith("\n"):
        msg = "a note's text ends in a newline"
        raise BadNote(msg)
    return Signature(key.name, key.id, sign(text.encode()))


def to_base64(data: bytes) -> str:
    """Standard base64, padded, on one line."""
    return base64.b64encode(data).decode()


def from_base64(text: str) -> bytes | None:
    """The bytes, or None unless this is exactly how `to_base64` would write them."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if to_base64(data) == text else None


def _signatures(lines: str) -> tuple[Signature, ...]:
    each = lines[:-1].split("\n")
    if len(each) > MOST_SIGNATURES:
        msg = f"more than {MOST_SIGNATURES} signatures"
        raise BadNote(msg)
    return tuple(_signature(line) for line in each)


def _signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_LINE).partition(" ")
    decoded = from_base64(encoded)
    if not line.startswith(_LINE) or not is_name(name) or decoded is None or len(decoded) <= KEY_ID:
        msg = "a signature line is a dash, a name and base64"
        raise BadNote(msg)
    return Signature(name, decoded[:KEY_ID], decoded[KEY_ID:])
