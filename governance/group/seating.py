"""The seats of a group: made, taken away and filled, those with a vote by what a meeting decided (R-AU2, R-TE2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.group import behind, leaving
from governance.group import commands as c
from governance.group import events as e
from governance.group.officers import known, seat_then
from governance.kernel import NON_VOTING, Rejected, SeatId, refuse
from governance.rules import behind as rule
from governance.rules import seats
from governance.rules.satisfiable import has_room

if TYPE_CHECKING:
    from governance.group.state import GroupState, Seat
    from governance.kernel import Class, Constituency, Desk, Event, Moment
    from governance.organisation.state import OrganisationState


def create(state: GroupState, command: c.CreateSeat, desk: Desk, named: behind.Named | None) -> tuple[Event, ...]:
    """A place in the group; one with a vote where a meeting made it, or the group is being founded."""
    since = desk.moment(command.since, pointer="/since")
    voting = command.constituency not in NON_VOTING
    mapping = state.mapping_at(since)[0]
    there: list[Class] = [mapping.class_of(one) for one in _voting(state, since)]
    full = has_room(state.orders_at(since)[0], there, mapping.class_of(command.constituency))
    if full is not None and desk.mode == "live" and voting:
        raise full
    if voting or named is not None:
        about_it = named is not None and named.adds(command.constituency)
        _decided(state, since, desk, named, about_it=about_it)
        before = _voting(state, since)
        _met(state, since, desk, before, [*before, command.constituency])
    return (
        e.SeatCreated(
            seat=SeatId(desk.new_id("seat")),
            constituency=command.constituency,
            label=desk.seal(command.label),
            slug=desk.seal(command.slug),
            since=since,
            decision=command.decision,
        ),
    )


def retire(state: GroupState, command: c.RetireSeat, desk: Desk, named: behind.Named | None) -> tuple[Event, ...]:
    """A place the group no longer has, once nobody is in it."""
    seat = seat_then(state, command.seat, desk.when)
    if seat.holder(desk.when) is not None:
        raise Rejected("R-QU10", "seat_is_filled", would_help="Vacate the seat first.", pointer="/seat")
    if seat.voting or named is not None:
        about_it = named is not None and named.retires(command.seat)
        _decided(state, desk.when, desk, named, about_it=about_it)
        before = _voting(state, desk.when)
        after = _voting(state, desk.when, without=command.seat)
        _met(state, desk.when, desk, before, after)
    return (e.SeatRetired(command.seat, desk.when, command.decision),)


def _voting(state: GroupState, at: Moment, *, without: SeatId | None = None) -> list[Constituency]:
    there = ((seat, kept) for seat, kept in state.seats.items() if kept.voting and kept.exists(at))
    return [kept.constituency for seat, kept in there if seat != without]


def _decided(state: GroupState, since: Moment, desk: Desk, named: behind.Named | None, *, about_it: bool) -> None:
    """Refuse seats with a vote that no meeting decided on (R-AU2)."""
    found = behind.told(state, named)
    if found is None and behind.may_lack(state, since, desk):
        return
    refuse(rule.for_seats(found, since.date, about_it=about_it))


def _met(state: GroupState, at: Moment, desk: Desk, before: list[Constituency], after: list[Constituency]) -> None:
    """Refuse seats with which the standing orders could never be met (R-QU10)."""
    mapping = state.mapping_at(at)[0]
    refuse(
        seats.can_still_be_met(
            state.orders_at(at)[0],
            [mapping.class_of(one) for one in before],
            [mapping.class_of(one) for one in after],
            allows=behind.may_lack(state, at, desk),
        )
    )


def fill(
    state: GroupState, command: c.FillSeat, organisation: OrganisationState, desk: Desk, named: behind.Named | None
) -> tuple[Event, ...]:
    """Somebody takes an empty seat."""
    since = desk.moment(command.since, pointer="/since")
    seat = seat_then(state, command.seat, since)
    known(found=command.person in organisation.persons, what="person", pointer="/person")
    if any(h.until is None or since.before(h.until) for h in seat.holdings):
        raise Rejected(
            "in order",
            "seat_already_filled",
            would_help="Vacate the seat first, or give a later date.",
            pointer="/seat",
        )
    if seat.voting and any(state.seats[s].voting for s in state.seats_of(command.person, since)):
        raise Rejected(
            "R-AP2", "one_person_one_vote", would_help="One person holds one voting seat.", pointer="/person"
        )
    _comes_by(state, command, seat, since, desk, named)
    reason = None if command.reason is None else desk.seal(command.reason)
    return (e.SeatFilled(command.seat, command.person, since, command.decision, command.ground, reason),)


def _comes_by(
    state: GroupState, command: c.FillSeat, seat: Seat, since: Moment, desk: Desk, named: behind.Named | None
) -> None:
    """Refuse whoever comes into a seat otherwise than by a vote, sent, or asked by the chair (R-TE2, R-AC1)."""
    found = behind.told(state, named)
    about_it = named is not None and named.gives_seat(command.seat, command.person)
    refused = None if found is None else rule.for_seat(found, since.date, about_it=about_it)
    if command.ground is not None or (found is None and seat.voting and not behind.may_lack(state, since, desk)):
        refused = rule.without_a_vote(
            command.ground,
            told=command.reason is not None,
            voted=found is not None,
            sent=seat.constituency == "professional" or state.kind == "national",
            left=bool(seat.holdings),
            chair=any(state.offices[t.office] in {"chair", "co_chair"} and not t.acting for t in state.held(since)),
            elected=state.orders_at(since)[0].casual_vacancies == "elected",
            made=seat.made,
            by_chair=desk.imported or chairs(state, desk.recorders, desk.today),
        )
    if refused is None and command.ground is not None and not desk.imported:
        refused = leaving.may_be_filled(state, command.seat, desk)
    if refused is not None:
        raise refused


def chairs(state: GroupState, seats_held: frozenset[SeatId], at: Moment) -> bool:
    """Whether one of these seats is chair or co-chair at a moment, and does not merely act as one (R-AC1)."""
    return any(
        term.seat in seats_held and state.offices[term.office] in {"chair", "co_chair"} and not term.acting
        for term in state.held(at)
    )
