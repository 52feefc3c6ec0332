"""What a motion that puts an office at stake needs before it is put, and what its result brings about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.kernel import MotionId
    from governance.meeting.state import MeetingState
    from governance.standing_orders import Category


def without_an_election(category: Category) -> Rejected | None:
    """Why a bare proposal cannot make a term longer, or None: it follows an election for which nobody else stood."""
    if category != "term_extension":
        return None
    return Rejected(
        "R-TE3",
        "no_election_behind_it",
        would_help="First ask for names. If no one else stands, propose to make the term longer.",
        pointer="/category",
    )


def unheard(state: MeetingState, motion: MotionId) -> Rejected | None:
    """Why a removal is not voted on, or None: the officer has a right to be heard first (R-TE5)."""
    stake = state.stakes.get(motion)
    if stake is None or stake.kind != "removal" or stake.heard:
        return None
    return Rejected(
        "R-TE5", "officer_not_heard", would_help="Ask the officer first. They may also choose not to speak."
    )


def irregular(state: MeetingState, motion: MotionId) -> Iterator[str]:
    """The clauses a written-up motion about an office did not keep."""
    stake = state.stakes.get(motion)
    if stake is not None:
        yield from stake.irregular
    if unheard(state, motion) is not None:
        yield "R-TE5"
