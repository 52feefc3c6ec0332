"""What a group answers when it is told that somebody left, and when they say whether it is so (R-TE5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.group import behind, left
from governance.group import events as e
from governance.group import leaving_commands as lc
from governance.kernel import refuse
from governance.rules import leaving as rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from governance.group import commands as c
    from governance.group.left import Left
    from governance.group.state import GroupState, Term
    from governance.kernel import Channel, Desk, Event, Moment, Rejected, SeatId
    from governance.standing_orders import OfficeKind

LeavingCommand = lc.ConfirmLeaving | lc.DisputeLeaving


def told(
    state: GroupState,
    command: c.VacateSeat | c.EndTerm,
    seat: SeatId,
    ended: Collection[Term],
    at: Moment,
    desk: Desk,
) -> tuple[Channel | None, tuple[str, ...]]:
    """How it came that somebody left, None where they say it here themselves, and the clauses it did not keep.

    Live what is not in order is refused; written up it is on record, and nobody left by it. What was before the record
    of the group began, or comes from a file, is told as it was.
    """
    if not by_another(command, seat, desk):
        return None, ()
    how = None if command.channel == "web" else command.channel
    if desk.imported or behind.may_lack(state, at, desk):
        return how, ()
    refuse(rule.how_they_told_it(command.reason, command.channel))
    wrong = tuple(_not_in_order(state, command, seat, ended, at, desk))
    for one in wrong if desk.mode == "live" else ():
        raise one
    return how, tuple(sorted({one.clause for one in wrong}))


def by_another(command: c.VacateSeat | c.EndTerm, seat: SeatId, desk: Desk) -> bool:
    """Whether somebody else tells that a member left, or stopped."""
    return command.reason in rule.TOLD and seat not in desk.recorders


def may_be_filled(state: GroupState, seat: SeatId, desk: Desk) -> Rejected | None:
    """Why nobody comes into a seat without a vote yet, or None (R-TE5)."""
    last = state.seats[seat].holdings[-1:]
    left = [one for one in state.left if (one.seat, one.term) == (seat, None) and not one.irregular]
    told = next((one for one in left if any((x.person, x.until) == (one.person, one.at) for x in last)), None)
    if told is None:
        return None
    days = (desk.now.date - (told.noted or told.at).date).days
    return rule.waits_for_them(confirmed=told.confirmed, disputed=told.disputed, days=days)


def _not_in_order(
    state: GroupState,
    command: c.VacateSeat | c.EndTerm,
    seat: SeatId,
    ended: Collection[Term],
    at: Moment,
    desk: Desk,
) -> Iterator[Rejected]:
    kinds: set[OfficeKind] = {state.offices[term.office] for term in ended}
    next_in_line = rule.gains(command.reason, kinds, state.kinds_held(desk.recorders, at))
    if next_in_line is not None:
        yield next_in_line
    person = state.seats[seat].holdings[-1].person
    before = any(one.disputed for one in state.left if (one.seat, one.person) == (seat, person))
    again = rule.disputed_before(command.reason, disputed=before)
    if again is not None:
        yield again


def decide(state: GroupState, command: LeavingCommand, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes."""
    one = left.about(state.left, command.seat, command.term, desk.person)
    match command:
        case lc.ConfirmLeaving():
            refused = rule.open_to_them(known=one is not None, confirmed=False, disputed=bool(one and one.disputed))
        case lc.DisputeLeaving():
            refused = rule.open_to_them(known=one is not None, confirmed=bool(one and one.confirmed), disputed=False)
        case _:
            assert_never(command)
    if refused is not None:
        raise refused
    assert one is not None, "somebody told it"
    if isinstance(command, lc.ConfirmLeaving):
        return () if one.confirmed else (e.LeavingConfirmed(one.seat, one.term, one.person),)
    return () if one.disputed else tuple(_disputed(state, command, one, desk))


def _disputed(state: GroupState, command: lc.DisputeLeaving, one: Left, desk: Desk) -> Iterator[Event]:
    words = None if command.words is None else desk.seal(command.words)
    theirs = _theirs(state, one, desk)
    back = tuple(term for term in _ended(state, one) if theirs and not taken(state, term, one.at))
    again = theirs and (one.term is None or bool(back))
    yield e.LeavingDisputed(one.seat, one.term, one.person, again, tuple(term.id for term in back), words)
    offices = {term.office for term in back}
    for term in state.terms:
        if term.acting and term.ended is None and term.office in offices and not term.since.before(one.at):
            yield e.TermEnded(term.id, desk.when, "other")


def _theirs(state: GroupState, one: Left, desk: Desk) -> bool:
    """Whether the seat is theirs, or is so again."""
    kept = state.seats[one.seat]
    if one.term is not None:
        return kept.holder(desk.when) == one.person
    last = kept.holdings[-1]
    elsewhere = any(state.seats[seat].voting for seat in state.seats_of(one.person, desk.when) if seat != one.seat)
    return rule.seat_is_theirs_again(
        taken=(last.person, last.until) != (one.person, one.at), votes_elsewhere=kept.voting and elsewhere
    )


def _ended(state: GroupState, one: Left) -> tuple[Term, ...]:
    """The terms of office that ended by what was told."""
    if one.term is not None:
        return tuple(term for term in state.terms if term.id == one.term)
    return tuple(t for t in state.terms if (t.seat, t.ended, t.why) == (one.seat, one.at, "seat_vacated"))


def taken(state: GroupState, term: Term, since: Moment) -> bool:
    """Whether somebody took the office since, and does not only act in it."""
    return any(
        other.office == term.office and other.id != term.id and not other.acting and not other.since.before(since)
        for other in state.terms
    )
