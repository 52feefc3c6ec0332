"""Who presides, who takes the minutes, and interests that keep a member out of an item."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.kernel import Rejected
from governance.meeting import commands as c
from governance.meeting import events as e
from governance.meeting.sitting import in_session, item_of, on_roll, orders_of, tested_for
from governance.rules import chair

if TYPE_CHECKING:
    from governance.kernel import Desk, Event, ItemId, SeatId
    from governance.meeting.state import MeetingState

ChairingCommand = c.TakeChair | c.NameMinuteTaker | c.DeclareInterest | c.ManageInterest | c.ReturnMember


def decide(state: MeetingState, command: ChairingCommand, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes."""
    in_session(state, desk)
    match command:
        case c.TakeChair(seat=seat, reason=reason):
            if seat == state.presider:
                return ()
            fit_to_preside(state, seat, desk)
            return (e.PresiderTookChair(seat, reason),)
        case c.NameMinuteTaker(seat=seat):
            on_roll(state, (seat,), "/seat")
            return () if seat == state.minute_taker else (e.MinuteTakerNamed(seat),)
        case c.DeclareInterest():
            on_roll(state, (command.seat,), "/seat")
            item_of(state, command.item)
            nature = desk.seal(command.nature) if command.nature else None
            return (e.InterestDeclared(command.seat, command.item, command.kind, nature),)
        case c.ManageInterest():
            return _manage(state, command, desk)
        case c.ReturnMember():
            return _return(state, command, desk)
        case _:
            assert_never(command)


def fit_to_preside(state: MeetingState, seat: SeatId, desk: Desk) -> None:
    """Refuse a presider who is not here, is out for the item, or is not of the class the orders ask for (R-CH1)."""
    on_roll(state, (seat,), "/presider")
    if desk.mode == "written_up":
        return
    if state.present is not None and seat not in state.present:
        raise Rejected(
            "R-CH1", "presider_not_present", would_help="Whoever presides is in the room.", pointer="/presider"
        )
    if seat in state.out(state.open_item):
        raise Rejected(
            "R-IN3", "excluded", would_help="Somebody else takes the chair for this item.", pointer="/presider"
        )
    entry = state.roll[seat]
    chair.may_preside(orders_of(state), entry.constituency, state.class_of(seat))


def somebody_presides(state: MeetingState, item: ItemId) -> Rejected | None:
    """Why no question on the item can be put or declared for want of a presider, or None (R-CH1)."""
    seat = state.presider
    return chair.somebody_presides(
        named=seat is not None,
        here=None if state.present is None else seat in state.present,
        excluded=(item, seat) in state.excluded,
    )


def _manage(state: MeetingState, command: c.ManageInterest, desk: Desk) -> tuple[Event, ...]:
    item_of(state, command.item)
    if (command.item, command.seat) not in state.interests:
        raise Rejected("R-IN1", "no_interest_declared", would_help="Declare the interest first.", pointer="/seat")
    out = command.how != "stay_and_vote"
    if out and command.seat == state.presider and state.current == command.item and desk.mode == "live":
        raise Rejected("R-IN3", "presider_is_conflicted", would_help="Hand over the chair first.", pointer="/seat")
    if out and (command.item, command.seat) in state.excluded:
        return ()
    managed = e.InterestManaged(command.seat, command.item, command.how)
    if not out and (command.item, command.seat) not in state.excluded:
        return (managed,)
    return tested_for(state, desk, managed, command.item)


def _return(state: MeetingState, command: c.ReturnMember, desk: Desk) -> tuple[Event, ...]:
    item_of(state, command.item)
    if (command.item, command.seat) not in state.excluded:
        raise Rejected("R-IN3", "was_not_excluded", pointer="/seat")
    if (command.item, command.seat) in state.returned:
        return ()
    return tested_for(state, desk, e.MemberReturned(command.seat, command.item), command.item)
