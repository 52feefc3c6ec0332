"""When things are to be looked at again, as folded (R-RV1)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from governance.group.asked_events import ReviewKind, ReviewSet
from governance.kernel import Sealed

if TYPE_CHECKING:
    from collections.abc import Mapping


class Review(msgspec.Struct, frozen=True):
    """What is looked at again by a day, YYYY-MM-DD, and by what words it is known."""

    kind: ReviewKind
    review_by: str
    lapses: bool
    words: Sealed | None

    def expired(self, today: str) -> bool:
        """Whether its day has passed. It goes on all the same, unless it was written to lapse."""
        return self.review_by < today


def evolve(before: Mapping[UUID, Review], event: ReviewSet) -> dict[UUID, Review]:
    """The reviews after one more was set, or called off."""
    others = {thing: kept for thing, kept in before.items() if thing != event.thing}
    if event.review_by is None:
        return others
    known = before.get(event.thing)
    words = event.words or (known.words if known else None)
    return {**others, event.thing: Review(event.kind, event.review_by, event.lapses, words)}
