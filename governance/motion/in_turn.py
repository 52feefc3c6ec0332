"""Whose turn it is: what must be answered before a question is put, and what must not (R-AM3, R-AM4, R-MO2, R-MO7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.kernel import Rejected
from governance.meeting.sitting import orders_of
from governance.rules import amendments, procedural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.kernel import Desk
    from governance.meeting.state import MeetingState
    from governance.motion.state import Motion


def needs_seconder(state: MeetingState, motion: Motion) -> bool:
    """Whether a seconder is missing (R-MO2). Once debate has begun nobody asks for one; a part needs none."""
    excused = motion.debated or motion.part_of is not None or motion.kind == "appeal" or motion.stage == "put"
    return orders_of(state).seconder_required and motion.seconder is None and not excused


def refuse_out_of_turn(state: MeetingState, motion: Motion, desk: Desk) -> None:
    """Refuse a question while another goes before it, or while the item takes no decisions."""
    for refused in why_not_yet(state, motion, desk):
        raise refused
    if needs_seconder(state, motion):
        raise Rejected("R-MO2", "no_seconder", would_help="Ask a member to second it, or close the item.")


def why_not_yet(state: MeetingState, motion: Motion, desk: Desk) -> Iterator[Rejected]:
    """Every clause a question put now would not keep; those of the notice and the quorum apart."""
    if any(q.amends == motion.id and q.pending for q in state.motions.values()):
        yield Rejected("R-AM4", "a_change_is_before_the_meeting", would_help="Vote on the change first.")
    if any(_goes_before(q, motion) for q in state.pending()):
        yield Rejected("R-MO7", "another_proposal_goes_first", would_help="Vote on how to go on first.")
    news = procedural.progress_only(state.items[motion.item].kind, substantive=motion.substantive)
    yield from () if news is None else (news,)
    if motion.amends is not None and _earlier_in_the_text(state, motion, desk):
        yield Rejected("R-AM3", "an_earlier_change_goes_first", would_help="Vote on the changes as they come.")
    if motion.amends is not None and _itself_being_changed(state, motion):
        yield Rejected("R-AM2", "a_change_is_being_changed", would_help="Vote on the change to the change first.")


def _goes_before(other: Motion, motion: Motion) -> bool:
    if other.kind is None or other.id == motion.id:
        return False
    if other.kind == "appeal":
        return motion.kind != "appeal"
    if motion.kind is None:
        return other.about in {motion.id, motion.amends} or (other.about is None and other.item == motion.item)
    return motion.kind != "appeal" and other.item == motion.item and _rank(other) > _rank(motion)


def _rank(motion: Motion) -> int:
    return procedural.RANK[motion.kind or ""]


def _siblings(state: MeetingState, motion: Motion) -> list[Motion]:
    return [q for q in state.pending() if q.amends == motion.amends and q.id != motion.id]


def _earlier_in_the_text(state: MeetingState, motion: Motion, desk: Desk) -> bool:
    if orders_of(state).amendment_order != "by_place_in_text":
        return False
    here = amendments.place(script_of(motion, desk))
    return any(amendments.place(script_of(q, desk)) < here for q in _siblings(state, motion))


def _itself_being_changed(state: MeetingState, motion: Motion) -> bool:
    """Whether another waiting change to the same words is itself being changed: its words must not move meanwhile."""
    waiting = {q.id for q in _siblings(state, motion)}
    return any(q.amends in waiting for q in state.pending())


def script_of(change: Motion, desk: Desk) -> tuple[amendments.Edit, ...]:
    """The edit script of an amendment."""
    return msgspec.json.decode(desk.words(change.words), type=tuple[amendments.Edit, ...])


def clauses(state: MeetingState, motion: Motion, desk: Desk) -> Iterator[str]:
    """The clauses of procedure a written-up question did not keep."""
    yield from motion.flaws
    yield from (refused.clause for refused in why_not_yet(state, motion, desk))
    if motion.amends is None:
        return
    orders = orders_of(state)
    others = [q for q in state.motions.values() if q.amends == motion.amends and q.id != motion.id]
    if motion.degree > orders.max_degree:
        yield "R-AM2"
    if orders.one_amendment_each and motion.mover is not None and motion.mover in {q.mover for q in others}:
        yield "R-AM6"
