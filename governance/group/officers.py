"""Who holds an office: assigned by an election or a decision, and when a term ends (R-EL1, R-TE1 to R-TE5, R-AC1)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from governance.election.terms import eligible, latest, served
from governance.group import behind, leaving
from governance.group import commands as c
from governance.group import events as e
from governance.group.acting import time_is_up, vacant_since
from governance.kernel import Rejected, SeatId, TermId, When, refuse
from governance.rules import behind as rule
from governance.rules.chair import has_an_office_of_chair
from governance.rules.elections import within_limit
from governance.rules.offices import may_act

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.group.state import GroupState, Seat
    from governance.kernel import Desk, Event, Moment
    from governance.standing_orders import StandingOrders


def assign(
    state: GroupState, command: c.AssignOffice, desk: Desk, named: behind.Named | None = None
) -> tuple[Event, ...]:
    """A seat takes an office for a term by a decision of a meeting, the first holders at the founding apart.

    An election gives its office itself, and does not come here.
    """
    since = desk.moment(command.since, pointer="/since")
    known(found=command.office in state.offices, what="office", pointer="/office")
    seat = seat_then(state, command.seat, since)
    if seat.holder(since) is None:
        raise Rejected("R-TE5", "seat_is_empty", would_help="Fill the seat first.", pointer="/seat")
    _ends_after(command.until, since, desk)
    orders = state.orders_at(since)[0]
    wrong = tuple(_not_in_order(state, command, since))
    for one in wrong if desk.mode == "live" else ():
        raise one
    until = command.until
    if command.acting and until is None:
        until = acts_until(state, orders, command, since).isoformat()
    irregular = () if desk.imported else tuple(sorted({one.clause for one in wrong}))
    taken = any(t.office == command.office and t.meets(since, until) for t in state.terms)
    if taken and not irregular:
        raise Rejected("R-TE5", "office_already_held", would_help="End the running term first.", pointer="/office")
    refuse((_acts if command.acting else _takes_it)(state, command, since, desk, named))
    term = TermId(desk.new_id("term"))
    return (
        e.OfficeAssigned(
            term, command.office, command.seat, since, until, command.acting, command.decision, irregular=irregular
        ),
    )


def _not_in_order(state: GroupState, command: c.AssignOffice, since: Moment) -> Iterator[Rejected]:
    """What stands against somebody in an office: a chair that goes round, their class, too many terms, acting too long.

    Live it is refused. Written up by hand it is on record, and they do not have the office by it.
    """
    orders = state.orders_at(since)[0]
    rotates = has_an_office_of_chair(orders, state.offices[command.office])
    if rotates is not None:
        yield rotates
    if not eligible(state, command.office, command.seat, since):
        yield Rejected(
            "R-EL1",
            "office_is_for_lived_experience",
            would_help="Our rules keep this office for a seat with lived experience.",
            pointer="/seat",
        )
    last = acts_until(state, orders, command, since).isoformat() if command.acting else None
    if last is not None and command.until is not None and command.until > last:
        yield Rejected(
            "R-AC1",
            "acts_too_long",
            because={"last": last, "days": orders.acting_days},
            would_help="Hold an election before that.",
            pointer="/until",
        )
    terms, most = served(state, command.office, command.seat, since), orders.max_consecutive
    if not command.acting and not within_limit(terms, most):
        yield Rejected(
            "R-TE3",
            "term_limit",
            because={"served": terms, "most": most},
            would_help="Somebody else stands, or the meeting makes the term longer by a year.",
            pointer="/seat",
        )


def acts_until(state: GroupState, orders: StandingOrders, command: c.AssignOffice, since: Moment) -> dt.date:
    """The last day on which somebody may act in an office from a day on (R-AC1).

    The days of a vice-chair count from the vacancy, so that acting as the rules say and being asked to are one time.
    With a decision of the meeting they count anew.
    """
    vacant = None if command.decision is not None else vacant_since(state, command.office, since)
    return (since if vacant is None else vacant).date + dt.timedelta(days=orders.acting_days)


def _takes_it(
    state: GroupState, command: c.AssignOffice, since: Moment, desk: Desk, named: behind.Named | None
) -> Rejected | None:
    """Why the office is not theirs, or None: a meeting decided it, or it is had first at the founding (R-EL1).

    What was had before the record of the group began is written up, and not judged here.
    """
    found = behind.told(state, named)
    if found is None and _need_not_be_voted(state, command, since, desk):
        return None
    return rule.for_office(found, since.date, about_it=_about_it(state, command, since, named))


def _need_not_be_voted(state: GroupState, command: c.AssignOffice, since: Moment, desk: Desk) -> bool:
    if not behind.may_lack(state, since, desk):
        return False
    first = all(term.office != command.office for term in state.terms)
    if desk.imported or behind.founding(state, desk):
        return first or desk.mode == "written_up"
    assert state.began is not None, "founded before"
    began = state.began.local[:10]
    nobody_since = all(term.over_by(began) for term in state.terms if term.office == command.office)
    over = command.until is not None and command.until <= began
    return rule.of_earlier_times(state.offices[command.office], first=nobody_since, over=over)


def _about_it(state: GroupState, command: c.AssignOffice, since: Moment, named: behind.Named | None) -> bool:
    return named is not None and named.gives_office(state, command.office, command.seat, since)


def _acts(
    state: GroupState, command: c.AssignOffice, since: Moment, desk: Desk, named: behind.Named | None
) -> Rejected | None:
    """Why somebody does not act in the office, or None (R-AC1)."""
    found = behind.told(state, named)
    if found is not None:
        return rule.for_acting(found, since.date, about_it=_about_it(state, command, since, named))
    if behind.may_lack(state, since, desk):
        return None
    held = {state.offices[t.office]: t.seat for t in state.held(since) if not t.acting}
    last = latest(state, command.office, since)
    stood_in = [t for t in state.terms if t.office == command.office and t.acting]
    again = last is not None and any(not t.since.before(last.since) for t in stood_in)
    kind, seat = state.offices[command.office], state.seats[command.seat].constituency
    return rule.appoints(
        kind,
        vice=held.get("vice_chair") == command.seat,
        chair="chair" in held or "co_chair" in held,
        acted=again or time_is_up(state, command.office, since),
        held=last is not None,
        fit=may_act(state.orders_at(since)[0], kind, seat, state.mapping_at(since)[0].class_of(seat)),
    )


def _ends_after(until: str | None, since: Moment, desk: Desk) -> None:
    if until is None:
        return
    last = desk.moment(When(until), future=True, pointer="/until")
    if last.date < since.date:
        raise Rejected("R-TE1", "term_ends_before_it_begins", pointer="/until")


def end(state: GroupState, command: c.EndTerm, desk: Desk, named: behind.Named | None = None) -> tuple[Event, ...]:
    """A term of office that ends: its time is up, its holder stops, or a meeting decided so (R-TE5)."""
    term = next((t for t in state.terms if t.id == command.term), None)
    if term is None:
        raise Rejected("unknown", "unknown_term", pointer="/term")
    if term.ended is not None or desk.when.before(term.since):
        help_ = "Only a term that has begun and is not over is ended. Choose the one that runs now."
        raise Rejected("R-TE5", "term_not_running", would_help=help_, pointer="/term")
    at = effective(command.effective, desk)
    ended = e.TermEnded(term.id, at, command.reason, *leaving.told(state, command, term.seat, (term,), at, desk))
    if command.reason in {"removed", "other"}:
        stake = None if named is None else named.stake
        about_it = stake is not None and stake.term == term.id
        return (ended, *removed(state, named, term.seat, term.id, at, desk, about_it=about_it))
    over = None if term.last_day is None else dt.date.fromisoformat(term.last_day)
    early = rule.not_yet_over(over, at.date) if command.reason == "expired" else None
    if early is not None and not behind.may_lack(state, at, desk):
        raise early
    return (ended,)


def removed(
    state: GroupState,
    named: behind.Named | None,
    seat: SeatId,
    term: TermId | None,
    at: Moment,
    desk: Desk,
    *,
    about_it: bool,
) -> tuple[Event, ...]:
    """On which decision it rests that somebody leaves an office, or their seat, otherwise than of their own (R-TE5)."""
    if named is None and behind.may_lack(state, None, desk):
        return ()
    refused = rule.for_removal(behind.told(state, named), at.date, about_it=about_it)
    if refused is not None:
        raise refused
    assert named is not None, "without one it is refused"
    assert named.decision.decision is not None, "a decision that was found"
    return (e.RemovedByDecision(named.decision.decision, seat, term),)


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
