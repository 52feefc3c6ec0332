"""Whose own seat or office a question is about, and whom the meeting put out itself (R-TE5, R-CH2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.election.room_events import SeatsProposed
from governance.rules.chair import LINE

if TYPE_CHECKING:
    from governance.kernel import MotionId, SeatId
    from governance.meeting.state import MeetingState


def would_go(state: MeetingState, motion: MotionId) -> SeatId | None:
    """Whoever a proposal would put out of office, or out of their seat; None where it would put out nobody."""
    stake = state.stakes.get(motion)
    if stake is not None and stake.kind == "removal":
        return stake.seat
    return state.leaving.get(motion)


def about_the_presider(state: MeetingState, motion: MotionId) -> bool:
    """Whether a question is about the seat or the office of whoever presides."""
    return state.presider is not None and whose(state, motion) == state.presider


def whose(state: MeetingState, motion: MotionId) -> SeatId | None:
    """The seat whose holder would lose it or an office, or keep one for longer; None where it is about no such thing.

    To vote on that vote again, to set it aside, or on a ruling about it, is about the same.
    """
    stake, given, asked = state.stakes.get(motion), state.proposed.get(motion), state.motions.get(motion)
    if stake is not None:
        return stake.seat
    if motion in state.leaving:
        return state.leaving[motion]
    if isinstance(given, SeatsProposed) and given.retires is not None:
        return given.retires
    onto = None
    if asked is not None and asked.kind == "appeal" and asked.ruling is not None:
        onto = state.rulings[asked.ruling].motion
    elif asked is not None:
        onto = asked.about or asked.amends
    return None if onto is None else whose(state, onto)


def put_out(state: MeetingState) -> frozenset[SeatId]:
    """Seats that a vote of this meeting put out, or took an office in the line of the chair from, while it counts."""
    counts = [q.id for q in state.motions.values() if q.stage == "agreed" and not q.irregular and not q.annulled]
    chairs = {o.office for entry in state.roll.values() for o in entry.offices if o.kind in LINE}
    officers = (state.stakes[motion] for motion in counts if motion in state.stakes)
    gone = {stake.seat for stake in officers if stake.kind == "removal" and stake.office in chairs}
    return frozenset(gone | {state.leaving[motion] for motion in counts if motion in state.leaving})
