"""What a command is decided with: its time, fresh ids, and words sealed and read."""

from __future__ import annotations

import base64
import datetime as dt
import os
import uuid
import zoneinfo
from typing import TYPE_CHECKING
from uuid import UUID

from governance.kernel import Moment, PersonId, Rejected, Sealed, SeatId, When
from governance.rules import live
from governance.sealing import Item, seal
from governance.words import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.group.state import GroupState
    from governance.kernel import Mode, Purpose, SealKind, Tier
    from governance.vault import Vault


# Who may open what is private: what tells of health nobody but the person and whoever they asked to see to it.
TIERS: dict[Purpose, int] = {"attendance": 3, "access": 3, "contact": 2, "expenses": 2, "signature": 2}


class ActDesk:
    """The desk of one command; `items` and `sealed` collect what is to be stored if its decision stands."""

    def __init__(
        self,
        vault: Vault,
        *,
        zone: str,
        now: dt.datetime,
        mode: Mode,
        by: SeatId | None,
        subject: UUID | None,
        group: GroupState | None,
        ids: Callable[[str], UUID] | None,
        slugs: Callable[[], frozenset[str]],
    ) -> None:
        self._vault = vault
        self._zone = zoneinfo.ZoneInfo(zone)
        self._now = now.astimezone(self._zone)
        self._subject = subject
        self._group = group
        self._ids = ids
        self._slugs = slugs
        self._texts: dict[UUID, str] = {}
        self._pending: list[tuple[Sealed, Item]] = []
        self.mode: Mode = mode
        self.by: SeatId | None = by
        self.own = False
        self.recorders: frozenset[SeatId] = frozenset()
        self.person: PersonId | None = None
        self.imported = ids is not None
        self.today = Moment(self._local(self._now.replace(hour=0, minute=0)), "day")
        self.now = self.when = Moment(self._local(self._now), "minute")

    @property
    def slugs(self) -> frozenset[str]:
        """Short names already taken."""
        return self._slugs()

    @property
    def items(self) -> tuple[Item, ...]:
        """Vault items sealed so far."""
        return tuple(item for _, item in self._pending)

    def set_when(self, when: When | None, fallback: Moment | None) -> None:
        """The time of the act: as given, else `fallback` for what is written up, else now."""
        if when is not None:
            self.when = self.moment(when)
        elif self.mode == "written_up" and fallback is not None:
            self.when = Moment(fallback.local[:10] + "T00:00" + fallback.local[16:], "day")

    def happens_now(self) -> None:
        """Give what is recorded live its time of day; refuse what happened too long ago to be live."""
        if self.mode == "live":
            self.when = live.as_it_happens(self.when, Moment(self._local(self._now), "minute"))

    def moment(self, when: When | None, *, future: bool = False, pointer: str = "/when") -> Moment:
        """A time in the group's zone. Refuses impossible dates and, unless `future`, times still to come."""
        if when is None:
            return self.when
        moment = self._moment(when, pointer)
        if not future and (moment.date > self._now.date() or self._later(moment)):
            raise Rejected("in order", "still_to_come", would_help="Record what has happened.", pointer=pointer)
        return moment

    def _later(self, moment: Moment) -> bool:
        return moment.precision == "minute" and moment.instant > self._now

    def _moment(self, when: When, pointer: str) -> Moment:
        try:
            naive = dt.datetime.fromisoformat(f"{when.date}T{when.time or '00:00'}")
        except ValueError as error:
            because: dict[str, object] = {"date": when.date}
            raise Rejected("in order", "impossible_date", because=because, pointer=pointer) from error
        local = naive.replace(tzinfo=self._zone)
        if when.time is not None and local.astimezone(dt.UTC).astimezone(self._zone).replace(tzinfo=None) != naive:
            raise Rejected("in order", "time_skipped_by_the_clock_change", pointer=pointer)
        return Moment(self._local(local), "day" if when.time is None else "minute")

    def _local(self, moment: dt.datetime) -> str:
        return moment.isoformat(timespec="minutes")

    def holder(self, seat: SeatId) -> PersonId:
        """Who holds the seat at the time of the act."""
        kept = self._group.seats.get(seat) if self._group else None
        person = kept.holder(self.when) if kept else None
        if person is None:
            raise Rejected("R-QU10", "seat_is_empty", pointer="/seat")
        return person

    def new_id(self, kind: str) -> UUID:
        """A fresh uuid4, or the next id of an import line."""
        return uuid.uuid4() if self._ids is None else self._ids(kind)

    def new_salt(self) -> str:
        """32 random bytes, base64."""
        return base64.b64encode(os.urandom(32)).decode()

    def seal(
        self,
        text: str,
        *,
        kind: SealKind = "text",
        subject: UUID | None = None,
        purpose: Purpose = "group_text",
        tier: Tier | None = None,
    ) -> Sealed:
        """Seal words under the key of the subject, by default the group."""
        owner = subject or self._subject
        assert owner is not None, "words belong to somebody"
        words = clean(text) if kind == "text" else text
        at = TIERS.get(purpose, 1) if tier is None else tier
        sealed, item = seal(self._vault.key(owner, purpose), words, kind=kind, tier=at, ref=uuid.uuid4())
        self._texts[sealed.ref] = words
        self._pending.append((sealed, item))
        return sealed

    def words(self, sealed: Sealed) -> str:
        """Words sealed now or earlier."""
        known = self._texts.get(sealed.ref)
        if known is None:
            known = self._vault.read([sealed])[sealed.ref]
            self._texts[sealed.ref] = known
        return known
