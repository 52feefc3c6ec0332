"""Who may open what, changed after it was recorded: what is open here that was not, and the words it was opened with.

Words are never opened to more readers under the reference they were sealed under: they are sealed anew, and an entry
names both. Whoever may open both sees that they are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from governance.log.heeded import TIER_CHANGED, TIERS, widened_by
from governance.log.walk import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.log.bundle import Field
    from governance.log.walk import Looked


class Openness:
    """Goes through a bundle with the verifier; `tier` is the reader's, as the heading says."""

    def __init__(self) -> None:
        self.tier = TIERS[-1]
        self.changes = 0
        self._above: dict[str, int] = {}
        self._pairs: dict[str, str] = {}
        self._payloads: dict[str, bytes] = {}

    def step(self, position: int, looked: Looked) -> None:
        """Go on to the next entry."""
        if looked.tier > self.tier and looked.topic is not None:
            self._above[looked.event] = position

    def follow(self, topic: str, said: dict[str, Any]) -> None:
        """Heed an entry that is itself in order, where it says who may open another."""
        if topic != TIER_CHANGED:
            return
        self.changes += 1
        self._pairs = widened_by(topic, said)
        if said["tier"] <= self.tier:
            self._above.pop(said["event"], None)

    def field(self, field: Field) -> None:
        """Remember what stands behind a reference that such an entry names."""
        if field.state == "opened" and self._pairs:
            self._payloads[field.ref] = field.payload

    def settle(self, position: int) -> Iterator[Finding]:
        """Words sealed anew that are not those sealed before, once everything sealed in the entry was told."""
        for now, was in self._pairs.items():
            if now in self._payloads and was in self._payloads and self._payloads[now] != self._payloads[was]:
                yield Finding(position, "words were opened to more readers, and are not those that were recorded")
        self._pairs, self._payloads = {}, {}

    def finish(self) -> Iterator[Finding]:
        """What is open to a reader it was not recorded for, with no entry that opens it."""
        for position in self._above.values():
            yield Finding(position, "it is open to readers it was not recorded for, and no entry opens it to them")
