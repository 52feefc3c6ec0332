"""What minutes call people: by the office they held then, else by their seat."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from uuid import UUID

from projections.minutes.phrases import PHRASES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from governance.kernel import SeatId
    from governance.meeting.events import RollEntry

OFFICES = ("chair", "co_chair", "vice_chair", "secretary", "other")


class Names:
    """Names for the seats of one roll. At tier 0 a lived-experience seat alone in its constituency is not named."""

    def __init__(
        self,
        roll: Iterable[RollEntry],
        labels: Mapping[UUID, str],
        *,
        tier: int,
        unnamed: str = PHRASES["public_member"],
    ) -> None:
        self._roll = {entry.seat: entry for entry in roll}
        self._labels = labels
        self._unnamed = unnamed
        self._order = {entry.seat: n for n, entry in enumerate(self._roll.values())}
        sizes = Counter(entry.constituency for entry in self._roll.values())
        alone = {c for c, size in sizes.items() if size == 1 and c in {"service_user", "family_carer"}}
        self._hidden = {seat for seat, entry in self._roll.items() if tier == 0 and entry.constituency in alone}

    def of(self, seat: SeatId) -> str:
        """One seat's name."""
        if seat in self._hidden:
            return self._unnamed
        entry = self._roll.get(seat)
        held = sorted((o for o in entry.offices if not o.acting), key=_rank) if entry else []
        name: UUID = held[0].office if held else seat
        return self._labels.get(name, self._labels.get(seat, "somebody"))

    def acting(self, seat: SeatId, deputies: Collection[SeatId]) -> str:
        """Whoever acts for a seat: its member, or, in one of `deputies`, their deputy."""
        name = self.of(seat)
        return PHRASES["deputy"].format(role=name) if seat in deputies else name

    def candidate(self, seat: SeatId) -> str:
        """One who stands, with the office they act in, e.g. `Vice-chair (acting chair)`."""
        entry, name = self._roll.get(seat), self.of(seat)
        acting = next((held.office for held in entry.offices if held.acting), None) if entry else None
        if acting is None or seat in self._hidden:
            return name
        return PHRASES["candidate_acting"].format(name=name, office=self.office(acting, low=True))

    def office(self, office: UUID, *, low: bool = False) -> str:
        """An office by the group's own label."""
        label = self._labels.get(office, "officer")
        return label[:1].lower() + label[1:] if low else label

    def in_order(self, seats: Iterable[SeatId]) -> list[SeatId]:
        """Chair, co-chair, vice-chair, secretary, other offices, then as on the roll."""
        return sorted(seats, key=lambda seat: (self._office_rank(seat), self._order.get(seat, len(self._order))))

    def votes(self, seat: SeatId) -> bool:
        """Whether the seat has a vote."""
        return seat in self._roll and self._roll[seat].voting

    def _office_rank(self, seat: SeatId) -> int:
        entry = self._roll.get(seat)
        return min((_rank(o) for o in entry.offices if not o.acting), default=len(OFFICES)) if entry else len(OFFICES)


def _rank(held: object) -> int:
    kind = getattr(held, "kind", "other")
    return OFFICES.index(kind) if kind in OFFICES else len(OFFICES) - 1
