"""The people of a group by the names their seats and offices have, as a secretary types them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from api.notes.typed import Unclear
from governance.kernel import NON_VOTING, Class

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from governance.election.state import ElectionState
    from governance.group.state import GroupState
    from governance.kernel import Moment, PersonId, SeatId
    from governance.reader import Directory

BETWEEN = re.compile(r"[,;\n]+")
MOST_OFFERED = 6


class Seat(msgspec.Struct, frozen=True):
    """A filled seat: its short name, what it is called (the office held, if any, first), its vote and class.

    `deputy`: somebody was named to stand in for whoever sits here. `person` is whoever sits here by their own name,
    to recognise it where it is typed by somebody who may know it; it is shown nowhere.
    """

    slug: str
    called: tuple[str, ...]
    voting: bool
    class_: Class
    deputy: bool = False
    person: str = ""

    @property
    def label(self) -> str:
        """What minutes call whoever sits here."""
        return self.called[0]

    @property
    def seat(self) -> str:
        """What the seat itself is called."""
        return self.called[-1]


class Office(msgspec.Struct, frozen=True):
    """An office: its short name, what it is called, and the election to it that is under way, if any."""

    slug: str
    label: str
    election: UUID | None = None


class Empty(msgspec.Struct, frozen=True):
    """A seat nobody is in: its short name, and what it is called."""

    slug: str
    label: str


class Names(msgspec.Struct, frozen=True):
    """Every filled seat on a day, in the order of the roll, the offices of the group, and the seats that are empty.

    `minutes` are the days of earlier meetings by the ids of their minutes, as minutes print a day.
    """

    seats: tuple[Seat, ...]
    offices: tuple[Office, ...] = ()
    minutes: Mapping[str, str] = {}
    empty: tuple[Empty, ...] = ()

    def one(self, typed: str) -> str | None:
        """The short name of the seat meant; None for nothing typed. Raises `Unclear`."""
        text = _plain(typed)
        if not text:
            return None
        exact = [seat for seat in self.seats if text in {_plain(one) for one in (*seat.called, seat.slug, seat.person)}]
        found = exact or [seat for seat in self.seats if any(_begins(text, _plain(name)) for name in seat.called)]
        if len(found) == 1:
            return found[0].slug
        if not found:
            raise Unclear("nobody", typed=typed.strip())
        offered = ", ".join(seat.label for seat in found[:MOST_OFFERED])
        raise Unclear("several", typed=typed.strip(), offered=offered)

    def many(self, typed: str) -> tuple[str, ...]:
        """The seats of a list with commas between, or with `and` before the last. Raises `Unclear`."""
        found: list[str] = []
        for part in BETWEEN.split(typed):
            found += [slug for slug in self._joined(part) if slug not in found]
        return tuple(found)

    def _joined(self, part: str) -> Iterable[str]:
        if not part.strip():
            return []
        try:
            one = self.one(part)
        except Unclear:
            halves = re.split(r"\band\b", part)
            if len(halves) == 1:
                raise
            return [slug for half in halves if (slug := self.one(half)) is not None]
        return [] if one is None else [one]

    def seat(self, slug: str) -> Seat | None:
        """The seat with this short name."""
        return next((seat for seat in self.seats if seat.slug == slug), None)

    def office(self, slug: str) -> Office | None:
        """The office with this short name."""
        return next((office for office in self.offices if office.slug == slug), None)


def names_at(
    directory: Directory,
    group: GroupState,
    at: Moment,
    sent: Collection[SeatId] = (),
    elections: Iterable[ElectionState] = (),
    people: Mapping[PersonId, str] | None = None,
) -> Names:
    """The filled seats of a group on a day, and its offices; a deputy was `sent` for some seats.

    `people` are those whose own names may be known.
    """
    running = {one.office: one.election for one in elections if not one.decided}
    offices: dict[UUID, list[str]] = {}
    for term in group.held(at):
        offices.setdefault(term.seat, []).append(directory.labels[term.office])
    mapping, _version = group.mapping_at(at)
    return Names(
        tuple(
            Seat(
                slug=slug,
                called=(*offices.get(seat, ()), directory.labels[seat]),
                voting=group.seats[seat].constituency not in NON_VOTING,
                class_=mapping.class_of(group.seats[seat].constituency),
                deputy=seat in sent or group.deputy_of(seat, at) is not None,
                person=(people or {}).get(holder, ""),
            )
            for slug, seat in directory.seats.items()
            if seat in group.seats
            and group.seats[seat].exists(at)
            and (holder := group.seats[seat].holder(at)) is not None
        ),
        tuple(
            Office(slug, directory.labels[office], running.get(office)) for slug, office in directory.offices.items()
        ),
        empty=tuple(
            Empty(slug, directory.labels[seat])
            for slug, seat in directory.seats.items()
            if seat in group.seats and group.seats[seat].exists(at) and group.seats[seat].holder(at) is None
        ),
    )


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text.lower()).split()).removeprefix("the ")


def _begins(typed: str, name: str) -> bool:
    """Whether each typed word begins a word of the name, in order: `user 4` is User representative 4."""
    rest = iter(name.split())
    return all(any(word.startswith(part) for word in rest) for part in typed.split())
