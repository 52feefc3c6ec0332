"""Acts that people signed themselves: what they sign, and whether a signature on record is theirs.

A key stands for somebody; who that is the record does not say, and whoever verifies has to know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from governance.log.ed25519 import verify_ed25519
from governance.log.heeded import RETIRED, TRUSTED
from governance.log.note import from_base64, to_base64

if TYPE_CHECKING:
    from uuid import UUID

ENDORSES = "ed25519"
PERSON = "person"
# So much of a leaf is kept of every entry: enough that none is taken for another, and a million fit into 16 MB.
_KEPT = 16


def endorsed_message(record: UUID | str, event: UUID | str, leaf: bytes) -> bytes:
    """What a person signs: which act of which record, and the leaf that holds everything about it."""
    return f"minutebook-endorsement/v1\nrecord {record}\nevent {event}\nleaf {to_base64(leaf)}\n".encode()


class Endorsements:
    """Goes through a record with the verifier, and holds what people signed against what stands there."""

    def __init__(self) -> None:
        self._keys: set[bytes] = set()
        self._leaves = bytearray()
        self._skipped = False

    def step(self, leaf: bytes) -> None:
        """Go on to the next entry."""
        self._leaves += leaf[:_KEPT]

    def skip(self, count: int) -> None:
        """Entries that are left out."""
        self._leaves += bytes(_KEPT * count)
        self._skipped = True

    def follow(self, topic: str, said: dict[str, Any]) -> None:
        """Believe a person's key from here on, or no longer."""
        key = from_base64(str(said.get("key"))) if topic in {TRUSTED, RETIRED} else None
        if key is not None and topic == RETIRED:
            self._keys.discard(key)
        elif key is not None and said.get("role") == PERSON:
            self._keys.add(key)

    def endorsed(self, record: UUID | str, said: dict[str, Any]) -> tuple[bool, str]:
        """Whether an endorsement holds, and in words what it says or why not."""
        leaf, signature = from_base64(str(said.get("leaf"))), from_base64(str(said.get("signature")))
        position = self._position(leaf or b"")
        if said.get("kind") != ENDORSES or leaf is None or signature is None:
            return False, "somebody signed an act in a way that is not known here"
        message = endorsed_message(record, str(said.get("event")), leaf)
        by = next((key for key in self._keys if verify_ed25519(key, message, signature)), None)
        if by is None:
            return False, "the signature of a person under an act is not good, or is by nobody who is known"
        if position is None and not self._skipped:
            return False, "a person signed an act that does not stand here"
        where = "An act that is left out here" if position is None else f"Entry {position}"
        return True, f"{where} was signed by a person themselves, with the key {to_base64(by)}."

    def _position(self, leaf: bytes) -> int | None:
        at = self._leaves.find(leaf[:_KEPT]) if leaf else -1
        while at > 0 and at % _KEPT:
            at = self._leaves.find(leaf[:_KEPT], at + 1)
        return None if at < 0 else at // _KEPT + 1
