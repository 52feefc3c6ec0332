"""What must hold of a question before the meeting, whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import MotionId, Rejected, given_here, refuse
from governance.meeting.chairing import somebody_presides
from governance.meeting.sitting import (
    announced,
    called_late,
    of_voters,
    on_roll,
    orders_of,
    stated,
)
from governance.rules import casting_vote, inquorate, minutes, motions, notice, one_vote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.kernel import Desk, ItemId, SeatId
    from governance.meeting.state import MeetingState
    from governance.motion.state import Motion


def pending(state: MeetingState, motion: MotionId) -> Motion:
    """The motion, still before the meeting. Raises `Rejected` for one that is not."""
    found = state.motions.get(motion)
    if found is None:
        raise Rejected("unknown", "motion_of_another_meeting", pointer="/motion")
    if not found.pending:
        raise Rejected("in order", f"motion_is_{found.stage}", would_help="It is no longer before the meeting.")
    return found


def open_question(state: MeetingState, motion: MotionId) -> Motion:
    """The motion, with its question put. Raises `Rejected` (R-MO1) before that."""
    found = pending(state, motion)
    if found.stage != "put":
        raise Rejected("R-MO1", "question_not_put", would_help="Put the question first.", pointer="/motion")
    return found


def needs_quorum(motion: Motion) -> bool:
    """Whether a question takes a quorum: to stop the meeting takes none (R-IQ1)."""
    return inquorate.takes_a_quorum(motion.kind)


def yes_or_no(motion: Motion) -> Motion:
    """The question, answered for or against. Raises `Rejected` for one with several options."""
    refuse(one_vote.for_or_against(options=motion.options is not None))
    return motion


def apart(state: MeetingState, item: ItemId, seat: SeatId, pointer: str, *, here: bool | None) -> Rejected | None:
    """Why a seat takes no part in an item, or None; `here` is None when the roll is not known (R-MO3)."""
    return motions.takes_part(
        voting=state.roll[seat].voting,
        here=here,
        stood_down=seat in state.stood_down,
        excluded=(item, seat) in state.excluded,
        silent=seat in state.silent,
        pointer=pointer,
    )


def takes_part(state: MeetingState, item: ItemId, seat: SeatId, desk: Desk, pointer: str) -> None:
    """Refuse a live act by a seat that takes no part; a written-up one happened, and is judged at the result."""
    on_roll(state, (seat,), pointer)
    here = None if state.present is None else seat in state.present
    refused = apart(state, item, seat, pointer, here=here)
    if refused is not None and desk.mode == "live":
        raise refused


def moved_here(mover: SeatId | None, desk: Desk) -> bool:
    """Whether the mover moves it here themselves, and nobody writes it down for them."""
    return mover is not None and given_here(mover, desk)


def theirs(motion: Motion, seat: SeatId, *, by_them: bool) -> None:
    """Refuse, written up too, another answer for somebody who gave theirs here themselves (R-VO9)."""
    answered = seat in motion.votes or seat in motion.chosen
    refuse(one_vote.theirs_to_change("R-VO9", own=answered and seat in motion.own, by_them=by_them))


def chaired(state: MeetingState, motion: Motion) -> None:
    """Refuse while nobody who may do so presides (R-CH1, R-CH2)."""
    refused = somebody_presides(state, motion.item, motion.id)
    if refused is not None:
        raise refused


def chair_votes(state: MeetingState, seat: SeatId | None) -> Rejected | None:
    """Why a seat in the chair has no ordinary vote, or None (R-TI3)."""
    return casting_vote.ordinary_vote(orders_of(state), presides=seat is not None and seat == state.presider)


def attender(state: MeetingState, motion: MotionId, seat: SeatId) -> Rejected | None:
    """Why a seat has no vote on minutes of a meeting it was not at, or None (R-MI3)."""
    return minutes.was_there(state.attenders(motion), seat, orders_of(state))


def objecting(state: MeetingState, motion: Motion, seats: Iterable[SeatId]) -> tuple[SeatId, ...]:
    """Whose objection to a question counts: of members who may vote on it (R-AM6, R-MO1, R-MO4).

    Raises `Rejected` for a seat the group did not have, or for a visitor (R-AP3).
    """
    seats = tuple(seats)
    on_roll(state, seats, "/objections")
    return tuple(seat for seat in of_voters(state, motion.item, seats) if attender(state, motion.id, seat) is None)


def unstated(state: MeetingState, motion: Motion) -> Rejected | None:
    """Why a question is not decided for want of notice, or None (R-NO4)."""
    return notice.stated(motion.category, may_be_decided=stated(state, motion.item))


def unproved(state: MeetingState, motion: Motion, *, live: bool = False) -> Rejected | None:
    """Why a question of power is not decided at a meeting whose call was written up too late, or None (R-NO1)."""
    named = motion.id in state.stakes or motion.id in state.leaving or motion.id in state.proposed
    if not notice.gives_power(orders_of(state), motion.category, named=named):
        return None
    return called_late(state, special=motion.category in notice.SPECIAL, live=live)


def undescribed(state: MeetingState, motion: Motion, *, live: bool = False) -> Rejected | None:
    """Why a question that takes a special majority is not decided for want of notice, or None (R-MA4)."""
    told = announced(state, motion.item, motion.category)
    return notice.undescribed(orders_of(state), motion.category, told=told, live=live)
