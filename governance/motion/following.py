"""What follows a question answered: words carried over, business sent on, questions opened again, rulings undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.kernel import MotionId
from governance.motion import procedure_events as p
from governance.motion import tally
from governance.motion.in_turn import script_of
from governance.motion.question import undescribed
from governance.rules import amendments, retesting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.kernel import Desk, Event
    from governance.meeting.state import MeetingState
    from governance.motion.events import ResultDeclared
    from governance.motion.state import Motion


def after(state: MeetingState, motion: Motion, result: ResultDeclared, desk: Desk) -> Iterator[Event]:
    """Every event that a declared result brings with it."""
    agreed = result.outcome.answer == "agreed"
    if motion.kind == "appeal" and not agreed and motion.ruling is not None:
        yield _overturned(state, motion)
    if not agreed:
        return
    if motion.amends is not None:
        yield from words_changed(state, state.motions[motion.amends], script_of(motion, desk), desk, change=motion)
    if motion.kind is not None:
        yield from _procedure(state, motion, desk)
    if motion.covers:
        yield p.ItemsAgreedTogether(motion.id, motion.covers)


def words_changed(
    state: MeetingState,
    base: Motion,
    script: tuple[amendments.Edit, ...],
    desk: Desk,
    *,
    change: Motion | None = None,
) -> Iterator[Event]:
    """Waiting changes counted in the new words (R-AM4); another cost or category tested anew (R-AM7)."""
    for other in state.pending():
        if other.amends == base.id and (change is None or other.id != change.id):
            yield _carried_over(state, base, other, script, desk)
    if change is None or change.costed is None:
        return
    if base.amends is not None:
        yield msgspec.structs.replace(change.costed, motion=base.id)
        return
    yield _retested(state, base, change.costed)


def _carried_over(
    state: MeetingState, base: Motion, other: Motion, script: tuple[amendments.Edit, ...], desk: Desk
) -> Event:
    words = desk.words(base.words)
    if base.amends is not None:
        words = amendments.apply(desk.words(state.motions[base.amends].words), script_of(base, desk))
    kept = amendments.carried_over(script_of(other, desk), script, words)
    sealed = None if kept is None else desk.seal(msgspec.json.encode(kept).decode(), kind="json")
    return p.AmendmentCarriedOver(other.id, sealed)


def _retested(state: MeetingState, base: Motion, costed: p.AmendmentCosted) -> Event:
    before = retesting.Asks(base.category, base.cost, base.purpose)
    asks = retesting.as_changed(before, category=costed.category, cost=costed.cost, purpose=costed.purpose)
    tested = msgspec.structs.replace(base, category=asks.category)
    return p.MotionRetested(
        motion=base.id,
        cost=asks.cost,
        purpose=asks.purpose,
        category=asks.category,
        majority=tally.kind_of(state, tested),
        described=undescribed(state, tested) is None,
    )


def _procedure(state: MeetingState, motion: Motion, desk: Desk) -> Iterator[Event]:
    match motion.kind:
        case "next_business":
            waiting = tuple(q.id for q in state.pending(motion.item) if q.id != motion.id)
            yield p.BusinessDisposed(motion.item, waiting, "dropped", motion.id, None)
        case "commit":
            yield p.BusinessDisposed(motion.item, _all_of(state, motion), "committed", motion.id, None)
        case "postpone":
            yield p.BusinessDisposed(motion.item, _all_of(state, motion), "postponed", motion.id, motion.until)
        case "reconsider" if motion.about is not None:
            old = state.motions[motion.about]
            yield p.QuestionReopened(
                MotionId(desk.new_id("motion")), old.item, old.id, "reconsidered", motion.id, old.decision
            )
        case "annul" if motion.about is not None:
            old = state.motions[motion.about]
            yield p.BallotAnnulled(old.id, None, motion.id, old.decision)
        case _:
            return


def _all_of(state: MeetingState, motion: Motion) -> tuple[MotionId, ...]:
    """The question a procedural motion is about, with everything waiting on it."""
    if motion.about is None:
        return tuple(q.id for q in state.pending(motion.item) if q.id != motion.id)
    gone = {motion.about}
    for q in state.motions.values():
        if q.pending and q.id != motion.id and (q.amends in gone or q.about in gone):
            gone.add(q.id)
    return tuple(id_ for id_ in state.motions if id_ in gone)


def _overturned(state: MeetingState, appeal: Motion) -> Event:
    assert appeal.ruling is not None, "an appeal is about a ruling"
    about = state.rulings[appeal.ruling].motion
    annulled = state.motions[about] if about is not None else None
    return p.RulingOverturned(appeal.ruling, annulled.decision if annulled is not None and annulled.annulled else None)
