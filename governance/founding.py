"""Founding a group: who may, which groups are still being founded, and what such a group has so far."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from governance.group.events import GroupFounded
from governance.kernel import Class, GroupId, Moment, Rejected, SeatId
from governance.recorders import above
from governance.rules import offices, terms
from governance.rules.entitlement import may_record

if TYPE_CHECKING:
    from governance.group.state import GroupState
    from governance.kernel import PersonId
    from governance.reader import Reader
    from governance.standing_orders import OfficeKind, StandingOrders


class Progress(msgspec.Struct, frozen=True):
    """How far a group has come: whether it has seats, orders of its own, and a first chair and secretary."""

    seats: bool
    orders: bool
    officers: bool


def may_found(reader: Reader, person: PersonId, at: Moment) -> None:
    """Raises `Rejected` (access) for somebody who may found no group."""
    may_record(above(reader, person, at), "founding", "foundGroup", ())


def unfinished(reader: Reader, person: PersonId, at: Moment) -> tuple[GroupId, ...]:
    """The groups a person convenes whose first chair and secretary are yet to take office."""
    return tuple(g for g in reader.groups() if _convenes(reader.group(g), person, at))


def convening(state: GroupState, person: PersonId, at: Moment) -> None:
    """Raises `Rejected` (access) for everybody but the convenor, and for the convenor once the officers act."""
    if _convenes(state, person, at):
        return
    raise Rejected(
        "access", "founding_is_over", would_help="Whoever founds a group sets it up. Then its chair and secretary act."
    )


def _convenes(state: GroupState, person: PersonId, at: Moment) -> bool:
    return state.convenor == person and state.convenor_acts(at)


def progress(state: GroupState, at: Moment) -> Progress:
    """What the group has so far."""
    return Progress(
        seats=any(seat.exists(at) for seat in state.seats.values()),
        orders=bool(state.orders),
        officers=not state.convenor_acts(at),
    )


def since(reader: Reader, group: GroupId) -> Moment | None:
    """Since when the group has met, where it is older than its record."""
    founded = reader.stream(group)[0].event
    assert isinstance(founded, GroupFounded), "a group's stream begins with its founding"
    return founded.since


def voting_seats(state: GroupState, at: Moment) -> Counter[Class]:
    """The seats with a vote by class, filled or not."""
    mapping, _version = state.mapping_at(at)
    return Counter(mapping.class_of(s.constituency) for s in state.seats.values() if s.voting and s.exists(at))


def last_day(orders: StandingOrders, first: dt.date) -> dt.date:
    """The last day of a term that begins on a day: as long as the orders give, less a day."""
    return terms.last_day(first, orders.months_in_office)


def founds(reader: Reader, person: PersonId, at: Moment) -> bool:
    """Whether a person is founding a group, or may."""
    if unfinished(reader, person, at):
        return True
    try:
        may_found(reader, person, at)
    except Rejected:
        return False
    return True


def candidates(state: GroupState, kind: OfficeKind, at: Moment) -> tuple[SeatId, ...]:
    """The filled seats that may hold an office of a kind."""
    orders, mapping = state.orders_at(at)[0], state.mapping_at(at)[0]
    return tuple(
        seat
        for seat, kept in state.seats.items()
        if kept.exists(at) and kept.holder(at) and offices.fits(orders, kind, mapping.class_of(kept.constituency))
    )
