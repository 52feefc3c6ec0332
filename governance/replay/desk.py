"""What an outcome is worked out again with: the time it was decided at, and words as far as they are open."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING
from uuid import UUID

from governance.kernel import Moment, Rejected, Sealed

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.group.state import GroupState
    from governance.kernel import Mode, PersonId, Purpose, SealKind, SeatId, Tier, When
    from governance.record import RecordedEvent

    Words = Callable[[Sealed], str]


class ReplayDesk:
    """The desk of an act that was recorded. What it makes anew is kept apart, since it cannot be the same again."""

    def __init__(self, one: RecordedEvent, words: Words, group: GroupState | None = None) -> None:
        self.when: Moment = one.occurred
        self.now = Moment(one.envelope.decided[:16] + "+00:00", "minute")
        self.today = Moment(one.envelope.occurred[:10] + "T00:00" + one.envelope.occurred[16:], "day")
        self.mode: Mode = one.envelope.mode
        self.by: SeatId | None = one.envelope.by
        self.own = True
        self.recorders: frozenset[SeatId] = frozenset()
        self.person: PersonId | None = None
        self.imported = one.envelope.entered == "imported"
        self.slugs: frozenset[str] = frozenset()
        self.fresh: set[str] = set()
        self.sealed: dict[UUID, str] = {}
        self._words = words
        self._group = group

    def moment(self, when: When | None, *, future: bool = False, pointer: str = "/when") -> Moment:
        """A time in the zone of the act; one that is no date is refused, and none is too late any more."""
        if when is None:
            return self.when
        try:
            local = dt.datetime.fromisoformat(f"{when.date}T{when.time or '00:00'}").isoformat(timespec="minutes")
        except ValueError as error:
            raise Rejected("in order", "impossible_date", because={"future": future}, pointer=pointer) from error
        return Moment(local + self.when.local[16:], "day" if when.time is None else "minute")

    def holder(self, seat: SeatId) -> PersonId:
        """Who held the seat then."""
        kept = None if self._group is None else self._group.seats.get(seat)
        person = None if kept is None else kept.holder(self.when)
        if person is None:
            raise Rejected("R-QU10", "seat_is_empty", pointer="/seat")
        return person

    def new_id(self, kind: str) -> UUID:
        """An id of one's own, for which any other may stand in the record."""
        fresh = uuid.uuid5(uuid.uuid4(), kind)
        self.fresh.add(str(fresh))
        return fresh

    def new_salt(self) -> str:
        """As an id: any other may stand in the record."""
        return str(self.new_id("salt"))

    def seal(
        self,
        text: str,
        *,
        kind: SealKind = "text",
        subject: UUID | None = None,
        purpose: Purpose = "group_text",
        tier: Tier | None = None,
    ) -> Sealed:
        """Words that are held against those in the record."""
        del tier
        sealed = Sealed(self.new_id(f"{kind} {purpose} {subject}"), "")
        self.sealed[sealed.ref] = text
        return sealed

    def words(self, sealed: Sealed) -> str:
        """Words made here, or open in the record. Raises `NotOpen`."""
        return self.sealed[sealed.ref] if sealed.ref in self.sealed else self._words(sealed)
