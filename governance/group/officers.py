"""Who holds an office: assigned by an election or a decision, and when a term ends (R-EL1, R-TE1 to R-TE5, R-AC1)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from governance.election.terms import eligible, served
from governance.group import commands as c
from governance.group import events as e
from governance.kernel import Rejected, SeatId, TermId, When
from governance.rules.chair import has_an_office_of_chair
from governance.rules.elections import within_limit

if TYPE_CHECKING:
    from governance.group.state import GroupState, Seat
    from governance.kernel import Desk, Event, Moment
    from governance.standing_orders import StandingOrders


def assign(state: GroupState, command: c.AssignOffice, desk: Desk) -> tuple[Event, ...]:
    """A seat takes an office for a term; live, by an election or a decision, the first holder apart."""
    since = desk.moment(command.since, pointer="/since")
    known(found=command.office in state.offices, what="office", pointer="/office")
    seat = seat_then(state, command.seat, since)
    if seat.holder(since) is None:
        raise Rejected("R-TE5", "seat_is_empty", would_help="Fill the seat first.", pointer="/seat")
    _ends_after(command.until, since, desk)
    rotates = has_an_office_of_chair(state.orders_at(since)[0], state.offices[command.office])
    if desk.mode == "live" and rotates is not None:
        raise rotates
    if desk.mode == "live" and not eligible(state, command.office, command.seat, since):
        raise Rejected(
            "R-EL1",
            "office_is_for_lived_experience",
            would_help="Our rules keep this office for a seat with lived experience.",
            pointer="/seat",
        )
    until = _acting_until(state.orders_at(since)[0], command, since, desk) if command.acting else command.until
    if any(t.office == command.office and t.meets(since, until) for t in state.terms):
        raise Rejected("R-TE5", "office_already_held", would_help="End the running term first.", pointer="/office")
    if desk.mode == "live" and not command.acting and command.decision is None:
        _by_election(state, command, since)
    term = TermId(desk.new_id("term"))
    return (e.OfficeAssigned(term, command.office, command.seat, since, until, command.acting, command.decision),)


def _acting_until(orders: StandingOrders, command: c.AssignOffice, since: Moment, desk: Desk) -> str | None:
    """The last day of acting: as said, but no later than the orders let it last (R-AC1)."""
    last = (since.date + dt.timedelta(days=orders.acting_days)).isoformat()
    if desk.mode == "live" and command.until is not None and command.until > last:
        raise Rejected(
            "R-AC1",
            "acts_too_long",
            because={"last": last, "days": orders.acting_days},
            would_help="Hold an election before that.",
            pointer="/until",
        )
    return command.until or last


def _by_election(state: GroupState, command: c.AssignOffice, since: Moment) -> None:
    """Refuse an office given without an election or a decision, the group's first holder of it apart (R-EL1, R-TE3).

    What a group decided before its record began is written up, and not judged here.
    """
    if all(t.office != command.office for t in state.terms):
        return
    most = state.orders_at(since)[0].max_consecutive
    terms = served(state, command.office, command.seat, since)
    if not within_limit(terms, most):
        raise Rejected(
            "R-TE3",
            "term_limit",
            because={"served": terms, "most": most},
            would_help="Somebody else stands, or the meeting makes the term longer by a year.",
            pointer="/seat",
        )
    raise Rejected(
        "R-EL1",
        "office_without_an_election",
        would_help="Ask for names and hold an election. Or say which decision is behind it.",
        pointer="/office",
    )


def _ends_after(until: str | None, since: Moment, desk: Desk) -> None:
    if until is None:
        return
    last = desk.moment(When(until), future=True, pointer="/until")
    if last.date < since.date:
        raise Rejected("R-TE1", "term_ends_before_it_begins", pointer="/until")


def end(state: GroupState, command: c.EndTerm, desk: Desk) -> tuple[Event, ...]:
    """A term of office that ends, at once or on the day said (R-TE5)."""
    term = next((t for t in state.terms if t.id == command.term), None)
    if term is None:
        raise Rejected("unknown", "unknown_term", pointer="/term")
    if term.ended is not None or desk.when.before(term.since):
        raise Rejected("R-TE5", "term_not_running", pointer="/term")
    return (e.TermEnded(term.id, effective(command.effective, desk), command.reason),)


def effective(effective: When | None, desk: Desk) -> Moment:
    """When somebody goes: at once, or on the later day they named (R-TE5)."""
    if effective is None:
        return desk.when
    at = desk.moment(effective, future=True, pointer="/effective")
    if at.before(desk.when):
        raise Rejected("R-TE5", "takes_effect_before_it_is_said", would_help="Give the same day.", pointer="/effective")
    return at


def seat_then(state: GroupState, seat: SeatId, at: Moment) -> Seat:
    """The seat, as the group had it then. Raises `Rejected`."""
    kept = state.seats.get(seat)
    if kept is None:
        raise Rejected("unknown", "unknown_seat", pointer="/seat")
    if not kept.exists(at):
        raise Rejected("in order", "seat_not_in_the_group_then", pointer="/seat")
    return kept


def known(*, found: bool, what: str, pointer: str) -> None:
    """Refuse what nobody knows of."""
    if not found:
        raise Rejected("unknown", f"unknown_{what}", pointer=pointer)
