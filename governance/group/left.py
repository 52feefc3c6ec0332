"""Who is said by somebody else to have left a seat or an office, as folded, until they say whether it is so (R-TE5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.group import events as e
from governance.kernel import Channel, Moment, PersonId, Sealed, SeatId, TermId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.group.state import GroupState

Told = e.LeavingConfirmed | e.LeavingDisputed


class Left(msgspec.Struct, frozen=True):
    """A leaving that somebody else told: of the seat, or of the `term` of office alone.

    `told` is how they heard, `noted` when they recorded it. With `irregular` it is on record and nobody left by it.
    """

    seat: SeatId
    person: PersonId
    at: Moment
    reason: str
    term: TermId | None = None
    told: Channel | None = None
    noted: Moment | None = None
    irregular: tuple[str, ...] = ()
    confirmed: bool = False
    disputed: bool = False
    again: bool = False
    words: Sealed | None = None

    @property
    def asked(self) -> bool:
        """Whether they are still to say if it is so."""
        return not self.irregular and not self.confirmed and not self.disputed


def by_another(event: e.SeatVacated | e.TermEnded) -> bool:
    """Whether a leaving is one that somebody else told, which the person may dispute, or that does not count."""
    return event.told is not None or event.reason == "died" or bool(event.irregular)


def noted(state: GroupState, event: e.SeatVacated | e.TermEnded) -> Left:
    """A leaving that somebody else told, as the group stood before it."""
    if isinstance(event, e.TermEnded):
        seat, term = next(t.seat for t in state.terms if t.id == event.term), event.term
        person = state.seats[seat].holdings[-1].person
        return Left(seat, person, event.at, event.reason, term, told=event.told, irregular=event.irregular)
    seat = event.seat
    return Left(
        seat,
        state.seats[seat].holdings[-1].person,
        event.at,
        event.reason,
        told=event.told,
        noted=event.noted,
        irregular=event.irregular,
    )


def about(left: Iterable[Left], seat: SeatId, term: TermId | None, person: PersonId | None) -> Left | None:
    """The last leaving that was told of a seat or a term, of that person where one is given."""
    found = (
        one
        for one in left
        if (one.seat, one.term) == (seat, term) and person in {None, one.person} and not one.irregular
    )
    return max(found, key=lambda one: one.at.instant, default=None)


def evolve(left: tuple[Left, ...], event: Told) -> tuple[Left, ...]:
    """The leavings once one is confirmed or disputed."""
    one = about(left, event.seat, event.term, event.person)
    if isinstance(event, e.LeavingConfirmed):
        said = {"confirmed": True}
        return tuple(msgspec.structs.replace(x, **said) if x is one else x for x in left)
    return tuple(
        msgspec.structs.replace(x, disputed=True, again=event.again, words=event.words) if x is one else x for x in left
    )
