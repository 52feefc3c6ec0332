"""Proposals about how to go on: moved before the question they are about, put and answered first (R-MO7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import MotionId, Rejected, When
from governance.meeting.sitting import item_of, orders_of
from governance.motion import procedure_events as p
from governance.motion.proposing import seconded
from governance.motion.question import moved_here, takes_part
from governance.motion.state import ANSWERED
from governance.rules import procedural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.kernel import Desk, Event, SeatId
    from governance.meeting.state import MeetingState
    from governance.motion import procedure_commands as pc
    from governance.motion.state import Motion


def move(state: MeetingState, command: pc.MoveProcedural, desk: Desk) -> tuple[Event, ...]:
    """A procedural motion; live it is refused when another goes before it, written up its clauses are kept with it."""
    item_of(state, command.item)
    about = _about(state, command)
    mover = command.moved_by or (desk.by if desk.mode == "live" else None)
    if mover is not None:
        takes_part(state, command.item, mover, desk, "/moved_by")
    broken = tuple(_not_in_order(state, command, about, mover, desk))
    if broken and desk.mode == "live":
        raise broken[0]
    until = None if command.until is None else desk.moment(When(command.until), future=True, pointer="/until").date
    moved = p.ProceduralMotionMoved(
        motion=MotionId(desk.new_id("motion")),
        item=command.item,
        mover=mover,
        kind=command.kind,
        about=None if about is None else about.id,
        words=desk.seal(command.words or procedural.SAYS[command.kind]),
        until=None if until is None else until.isoformat(),
        minutes=command.minutes,
        irregular=tuple(dict.fromkeys(refused.clause for refused in broken)),
        own=moved_here(mover, desk),
    )
    return (moved, *seconded(state, moved.motion, command.item, mover, command.seconded_by, desk))


def _about(state: MeetingState, command: pc.MoveProcedural) -> Motion | None:
    """The question it is about. Raises `Rejected` for one that cannot be."""
    if command.about is None:
        if command.kind in procedural.ABOUT_A_QUESTION | procedural.ABOUT_A_RESULT:
            raise Rejected("R-MO7", "about_which_question", would_help="Name the question.", pointer="/about")
        return None
    about = state.motions.get(command.about)
    if about is None or about.item != command.item:
        raise Rejected("unknown", "motion_of_another_item", pointer="/about")
    if command.kind in procedural.ABOUT_A_RESULT:
        if about.stage not in ANSWERED or about.annulled:
            raise Rejected("R-RE5", "no_vote_to_reopen", would_help="Only a vote that stands can be.", pointer="/about")
        _nothing_rests_on(state, about)
        return about
    if not about.pending:
        raise Rejected("in order", f"motion_is_{about.stage}", would_help="It is no longer before the meeting.")
    return about


def _nothing_rests_on(state: MeetingState, about: Motion) -> None:
    """Refuse to open a change of words again after later words, or the vote on the whole, came to rest on it."""
    if about.amends is None or about.left is None:
        return
    base = state.motions[about.amends]
    if base.words != about.left or not base.pending:
        raise Rejected("R-RE5", "later_words_rest_on_it", would_help="Propose a different change.", pointer="/about")


def _not_in_order(
    state: MeetingState, command: pc.MoveProcedural, about: Motion | None, mover: SeatId | None, desk: Desk
) -> Iterator[Rejected]:
    if state.items[command.item].stage != "open":
        yield Rejected("R-MO5", "item_not_open", would_help="Open the item first.", pointer="/item")
    if about is not None and about.stage == "put":
        yield Rejected("R-MO7", "already_put", would_help="The vote has begun.", pointer="/about")
    before = [q.kind for q in state.pending(command.item) if q.kind is not None and q.kind != "appeal"]
    beside = [kind for kind in before if not (kind == command.kind == "divide")]
    waiting = procedural.goes_before(command.kind, beside)
    if waiting is not None:
        yield waiting
    yield from _of_kind(state, command, about, mover, desk)


def _of_kind(
    state: MeetingState, command: pc.MoveProcedural, about: Motion | None, mover: SeatId | None, desk: Desk
) -> Iterator[Rejected]:
    if command.kind == "closure" and state.closure_lost is not None and state.closure_lost[0] == command.about:
        again = procedural.closure_again(state.closure_lost[1], desk.when, orders_of(state).closure_wait_minutes)
        if again is not None:
            yield again
    if command.kind != "reconsider" or about is None:
        return
    if about.again is not None:
        yield Rejected("R-RE5", "reconsidered_already", would_help="It was voted on twice.", pointer="/about")
    if mover is None or not about.votes or about.stage == "not_known":
        return
    answer = "agreed" if about.stage == "agreed" else "not_agreed"
    if not procedural.prevailing(answer, about.votes.get(mover)):
        yield Rejected(
            "R-RE5",
            "not_on_the_prevailing_side",
            would_help="Somebody who voted on the side that won may ask for it.",
            pointer="/moved_by",
        )
