"""Who presides, who takes the minutes, and where interests are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.kernel import Rejected, refuse
from governance.meeting import commands as c
from governance.meeting import events as e
from governance.meeting import interests
from governance.meeting.concerned import about_the_presider, put_out
from governance.meeting.line import hand_over, in_line, line
from governance.meeting.sitting import in_session, on_roll, orders_of
from governance.rules import chair

if TYPE_CHECKING:
    from typing import Literal

    from governance.kernel import Desk, Event, ItemId, MotionId, SeatId
    from governance.meeting.state import MeetingState

    Taken = Literal["opening", "absence", "interest", "to_speak", "rest", "return", "elected"]

ChairingCommand = c.TakeChair | c.NameMinuteTaker | c.DeclareInterest | c.ManageInterest | c.ReturnMember

# Why whoever presides gives up the chair while they are there (R-CH2).
HANDED_OVER = frozenset(("interest", "to_speak", "rest", "return"))


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
            return (took_chair(state, seat, reason, desk),)
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
    refuse(chair.put_out(here=seat in put_out(state)))
    member_of_a_kind_that_presides(state, seat)


def took_chair(
    state: MeetingState, seat: SeatId, reason: Taken, desk: Desk, *, agreed: bool = False
) -> e.PresiderTookChair:
    """That somebody takes the chair; live refused, and written up flagged, where somebody here comes first (R-CH1).

    It may be handed over for a reason (R-CH2), and goes to whoever was `agreed` on before (R-CH4).
    """
    refused = None if agreed or reason in HANDED_OVER else _out_of_turn(state, seat)
    refused = chair.put_out(here=seat in put_out(state)) or refused
    if refused is not None and desk.mode == "live":
        raise refused
    return e.PresiderTookChair(seat, reason, () if refused is None else (refused.clause,))


def _out_of_turn(state: MeetingState, seat: SeatId) -> Rejected | None:
    """Why others come first; None where the roll is not known, or each meeting agrees on the chair of the next."""
    if state.present is None or orders_of(state).chair_rotates:
        return None
    here = [other for other in line(state, state.open_item) if other not in {seat, state.presider}]
    offices = [office for other in here for office in in_line(state, other)]
    return chair.in_turn(offices, office=min(in_line(state, seat), key=chair.LINE.index, default=None))


def member_of_a_kind_that_presides(state: MeetingState, seat: SeatId) -> None:
    """Refuse a seat without a vote, or of a class the orders do not let take the chair (R-CH1)."""
    entry = state.roll[seat]
    chair.may_preside(orders_of(state), entry.constituency, state.class_of(seat))


def somebody_presides(state: MeetingState, item: ItemId, motion: MotionId | None = None) -> Rejected | None:
    """Why no question on the item can be put or declared for want of a presider, or None (R-CH1).

    Nobody presides over a vote on their own seat or office: they have an interest in that `motion` (R-CH2, R-IN3).
    """
    seat = state.presider
    if motion is not None and about_the_presider(state, motion) and (state.present is None or seat in state.present):
        return hand_over(state, item, "R-IN3", "about_whoever_presides")
    if (item, seat) in state.excluded and (state.present is None or seat in state.present):
        return hand_over(state, item, "R-IN3")
    return chair.somebody_presides(
        named=seat is not None,
        here=None if state.present is None else seat in state.present,
        excluded=(item, seat) in state.excluded,
        out_of_turn=state.out_of_turn,
    )
