"""Who stands in for whom, who takes part in writing, and who reads papers in what form."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.group import behind
from governance.group import commands as c
from governance.group import events as e
from governance.kernel import Rejected, refuse
from governance.rules import deputies

if TYPE_CHECKING:
    from governance.group.state import GroupState
    from governance.kernel import Desk, Event, Moment, SeatId
    from governance.organisation.state import OrganisationState

DeputisingCommand = c.NameDeputy | c.EndDeputy | c.NoteTextNeed | c.NoteFormat


def decide(
    state: GroupState, command: DeputisingCommand, organisation: OrganisationState, desk: Desk
) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes."""
    match command:
        case c.NameDeputy():
            return _name(state, command, organisation, desk)
        case c.EndDeputy(seat=seat):
            _held(state, seat, desk.when)
            return () if state.deputy_of(seat, desk.when) is None else (e.DeputyEnded(seat, desk.when),)
        case c.NoteTextNeed(seat=seat, needed=needed):
            _held(state, seat, desk.when)
            return () if needed == (seat in state.by_text) else (e.TextNeedNoted(seat, needed, desk.when),)
        case c.NoteFormat(seat=seat, format=format_):
            _held(state, seat, desk.when)
            known = state.formats.get(seat, "standard")
            return () if format_ == known else (e.FormatNoted(seat, format_, desk.when),)
        case _:
            assert_never(command)


def _name(state: GroupState, command: c.NameDeputy, organisation: OrganisationState, desk: Desk) -> tuple[Event, ...]:
    since = desk.moment(command.since, pointer="/since")
    _held(state, command.seat, since)
    if command.person not in organisation.persons:
        raise Rejected("unknown", "unknown_person", pointer="/person")
    if not state.seats[command.seat].voting:
        raise Rejected("R-AP2", "seat_without_a_vote", would_help="A deputy votes for a seat.", pointer="/seat")
    mapping, _ = state.mapping_at(since)
    class_, of_the_seat = command.constituency, state.seats[command.seat].constituency
    has_vote = state.has_vote(command.person, since)
    refuse(deputies.fits(mapping.class_of(class_), mapping.class_of(of_the_seat), has_vote=has_vote))
    now = state.deputy_of(command.seat, since)
    if now is not None and (now.person, now.constituency) == (command.person, command.constituency):
        return ()
    if desk.own:
        return (e.DeputyNamed(command.seat, command.person, command.constituency, since),)
    if not behind.may_lack(state, since, desk):
        refuse(deputies.how_they_told_it(command.channel))
    told = None if command.channel == "web" else command.channel
    return (e.DeputyNamed(command.seat, command.person, command.constituency, since, told, desk.now),)


def _held(state: GroupState, seat: SeatId, at: Moment) -> None:
    kept = state.seats.get(seat)
    if kept is None or not kept.exists(at):
        raise Rejected("unknown", "unknown_seat", pointer="/seat")
    if kept.holder(at) is None:
        raise Rejected("R-QU10", "seat_is_empty", would_help="Nobody held this seat then.", pointer="/seat")
