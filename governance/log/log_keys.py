"""The keys the log signed its heads with: which came after which, and how far the ones before are believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from governance.log.heeded import RETIRED, TRUSTED
from governance.log.note import ED25519, from_base64
from governance.log.walk import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.log.note import Opened

LOG_ROLE = "log"


class LogKeys:
    """Goes through a record with the verifier; a head signed by a retired key alone stands only as far as that goes."""

    def __init__(self) -> None:
        self._through: dict[bytes, int] = {}

    def follow(self, position: int, topic: str, said: dict[str, Any]) -> Iterator[str]:
        """Heed an entry that is itself in order, where it is about a key of the log; in words, where it brings one."""
        if topic == TRUSTED and said["role"] == LOG_ROLE:
            yield f"Entry {position} says that the log signs with another key from there on: {said['key']}."
        elif topic == RETIRED:
            self._through[from_base64(said["key"]) or b""] = said["through_position"]

    def against(self, size: int, opened: Opened) -> Iterator[Finding]:
        """What is wrong with who signed a head of this size."""
        ours = [key for key, _ in opened.verified if key.algorithm == ED25519]
        if ours and all(self._through.get(key.public, size) < size for key in ours):
            words = "is signed only with a key that the log had given up by then"
            yield Finding(0, f"the head of {size} entries {words}")
