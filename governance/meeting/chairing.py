"""Who presides, who takes the minutes, and where interests are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.kernel import Rejected
from governance.meeting import commands as c
from governance.meeting import events as e
from governance.meeting import interests
from governance.meeting.line import hand_over
from governance.meeting.sitting import in_session, on_roll, orders_of
from governance.rules import chair

if TYPE_CHECKING:
    from governance.kernel import Desk, Event, ItemId, SeatId
    from governance.meeting.state import MeetingState

ChairingCommand = c.TakeChair | c.NameMinuteTaker | c.DeclareInterest | c.ManageInterest | c.ReturnMember


def decide(state: MeetingState, command: ChairingCommand, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes."""
    if isinstance(command, c.DeclareInterest):
        return interests.declare(state, command, desk)
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
        case c.ManageInterest():
            return interests.manage(state, command, desk)
        case c.ReturnMember():
            return interests.back(state, command, desk)
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
    if seat in state.deputies:
        raise Rejected(
            "R-CH1", "deputy_does_not_preside", would_help="A deputy holds no office: a member presides.",
            pointer="/presider",
        )  # fmt: skip
    member_of_a_kind_that_presides(state, seat)


def member_of_a_kind_that_presides(state: MeetingState, seat: SeatId) -> None:
    """Refuse a seat without a vote, or of a class the orders do not let take the chair (R-CH1)."""
    entry = state.roll[seat]
    chair.may_preside(orders_of(state), entry.constituency, state.class_of(seat))


def somebody_presides(state: MeetingState, item: ItemId) -> Rejected | None:
    """Why no question on the item can be put or declared for want of a presider, or None (R-CH1)."""
    seat = state.presider
    if (item, seat) in state.excluded and (state.present is None or seat in state.present):
        return hand_over(state, item, "R-IN3")
    return chair.somebody_presides(
        named=seat is not None,
        here=None if state.present is None else seat in state.present,
        excluded=(item, seat) in state.excluded,
    )
