"""What a motion that puts an office at stake needs before it is put, and what its result brings about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from governance.election.room_events import MemberProposed, OfficeProposed
from governance.kernel import Rejected
from governance.meeting.concerned import would_go
from governance.meeting.sitting import orders_of
from governance.rules import elections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.kernel import MotionId
    from governance.meeting.state import MeetingState
    from governance.motion.state import Motion
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


def extends_nothing(state: MeetingState, motion: Motion) -> Rejected | None:
    """Why a question makes no term longer, or None; it may have come to be about one by a change of words (R-TE3)."""
    if motion.amends is not None or motion.of_decision is not None or motion.id in state.stakes:
        return None
    return without_an_election(motion.category)


def elects(state: MeetingState, motion: MotionId, category: Category) -> Rejected | None:
    """Why a proposal of a category elects nobody, or None (R-EL1)."""
    given = state.proposed.get(motion)
    gives = gives_what(given) if isinstance(given, OfficeProposed | MemberProposed) else None
    return elections.by_proposal(category, gives, nomination_days=orders_of(state).nomination_days)


def elects_nobody(state: MeetingState, motion: Motion) -> Rejected | None:
    """Why a question is not put as an election, or None; a proposal about an earlier decision elects nobody anew."""
    if motion.amends is not None or motion.of_decision is not None:
        return None
    return elects(state, motion.id, motion.category)


def gives_what(given: OfficeProposed | MemberProposed) -> Literal["office", "seat"]:
    """What somebody would have by a proposal."""
    return "office" if isinstance(given, OfficeProposed) else "seat"


def names_somebody(state: MeetingState, motion: MotionId) -> Rejected | None:
    """Why the words of a proposal do not change, or None: who it names would stay the same (R-AM1)."""
    if motion not in state.proposed and motion not in state.leaving and motion not in state.stakes:
        return None
    return Rejected(
        "R-AM1", "names_somebody", would_help="Take the proposal back, and make a new one.", pointer="/motion"
    )


def unheard(state: MeetingState, motion: MotionId) -> Rejected | None:
    """Why a removal is not voted on, or None: whoever would go has a right to be heard first (R-TE5)."""
    if would_go(state, motion) is None or motion in state.heard:
        return None
    if motion in state.stakes:
        return Rejected(
            "R-TE5", "officer_not_heard", would_help="Ask the officer first. They may also choose not to speak."
        )
    return Rejected("R-TE5", "member_not_heard", would_help="Ask them first. They may also choose not to speak.")


def irregular(state: MeetingState, motion: MotionId) -> Iterator[str]:
    """The clauses a written-up motion about an office or a seat did not keep.

    One that names nobody is no more than that: nobody takes an office by it.
    """
    stake = state.stakes.get(motion)
    if stake is not None:
        yield from stake.irregular
    if unheard(state, motion) is not None:
        yield "R-TE5"
    if extends_nothing(state, state.motions[motion]) is not None:
        yield "R-TE3"
    category = state.motions[motion].category
    if motion in state.proposed and elects(state, motion, category) is not None:
        yield "R-EL1"
