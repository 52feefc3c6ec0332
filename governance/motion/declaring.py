"""Results declared, and what was irregular about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.decision.events import ChairsActionAnswered, ReviewAgreed
from governance.election import at_stake
from governance.kernel import DecisionId, refuse
from governance.meeting import links, people
from governance.meeting.chairing import somebody_presides
from governance.motion import choosing, consenting, following, in_turn, methods, tally
from governance.motion import commands as c
from governance.motion import events as e
from governance.motion.amending import left_by
from governance.motion.question import (
    apart,
    attender,
    chair_votes,
    chaired,
    needs_quorum,
    open_question,
    undescribed,
    unproved,
    unstated,
)
from governance.rules import chairs_action, one_vote, quorum_watch, recorded_votes, results, reviews

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.kernel import Desk, Event, Sealed
    from governance.meeting.state import MeetingState
    from governance.motion.state import Motion


def declare(state: MeetingState, command: c.DeclareResult, desk: Desk) -> tuple[Event, ...]:
    """The result, with everything it rests on. Live, an unsound or contradicted one is refused (R-VO3, R-VO10)."""
    motion = open_question(state, command.motion)
    if desk.mode == "live":
        chaired(state, motion)
        _put_quorate(motion)
        _links_settled(state, motion)
        consenting.ready(state, motion)
    if motion.options is not None:
        return choosing.declare(state, motion, command.announced, irregular(state, motion, desk), desk)
    result = tally.outcome(state, motion, command.announced, irregular(state, motion, desk))
    if desk.mode == "live":
        _sound(result)
    substantive = motion.amends is None and motion.category != "procedural"
    declared = e.ResultDeclared(
        motion=motion.id,
        item=motion.item,
        amends=motion.amends,
        decision=DecisionId(desk.new_id("decision")) if substantive else None,
        words=motion.words,
        amended=_amended(state, motion, result, desk),
        category=motion.category,
        cost=motion.cost,
        outcome=result,
    )
    looked_at = _until_review(state, command, declared, desk)
    answered = _disowned(motion, declared)
    after = following.after(state, motion, declared, desk)
    return (*_contradicted(state, motion), declared, *answered, *looked_at, *after)


def _until_review(
    state: MeetingState, command: c.DeclareResult, declared: e.ResultDeclared, desk: Desk
) -> Iterable[Event]:
    """When the meeting looks again at what it agreed (R-RV1)."""
    if command.review_by is None or declared.decision is None:
        return
    day = reviews.a_day(command.review_by, desk.when.date)
    if declared.outcome.answer == "agreed":
        shut = state.closed.get(declared.item)
        words = declared.words if shut is None or shut.over else shut.title
        yield ReviewAgreed(declared.item, declared.decision, day, command.lapses, words)


def _disowned(motion: Motion, declared: e.ResultDeclared) -> Iterable[Event]:
    """What the chair decided alone, where members voted by the rules on standing by it and did not (R-CA1)."""
    about, outcome = motion.answering.of_chair, declared.outcome
    if about is None or outcome.irregular or outcome.answer != "not_agreed":
        return
    if chairs_action.made_of_it(about.how, agreed=False) == "disowned":
        yield ChairsActionAnswered(motion.item, about.decision, "disowned", motion.id, ())


def _contradicted(state: MeetingState, motion: Motion) -> Iterable[Event]:
    """Hands that were counted before everyone was asked by name, where the two do not agree (R-VO4)."""
    if motion.count is None or not motion.votes or motion.contradicted:
        return
    by_names = tally.tally_of(tally.counted(state, motion).values())
    if recorded_votes.contradicts(motion.count.tally, by_names):
        yield e.TallyContradicted(motion.id, motion.count.tally, by_names)


def _put_quorate(motion: Motion) -> None:
    """Refuse the result of a question put without a quorum; what members do after the vote undoes none (R-QU4)."""
    assert motion.put is not None, "the question was put"
    if not needs_quorum(motion):
        return
    refuse(quorum_watch.missing(motion.put.quorum))


def _links_settled(state: MeetingState, motion: Motion) -> None:
    refuse(links.unsettled(state, motion.id))


def _sound(result: e.Outcome) -> None:
    refuse(results.known(result.by_rule, result.reason))
    because: dict[str, object] = {"reason": result.reason, "test": result.test, "by_rule": result.by_rule}
    refuse(results.as_counted(result.announced, result.by_rule, because=because))


def _amended(state: MeetingState, motion: Motion, result: e.Outcome, desk: Desk) -> Sealed | None:
    if motion.amends is None or result.answer != "agreed":
        return None
    return left_by(state, motion, desk)


def irregular(state: MeetingState, motion: Motion, desk: Desk) -> Iterable[str]:
    """The clauses a question did not keep, where it was written up or any step to it was.

    A step recorded live was refused where the rules do not allow it; one told afterwards is judged here, however the
    result is recorded.
    """
    yield from state.irregular
    yield from people.irregular(state, motion)
    unchaired = somebody_presides(state, motion.item, motion.id)
    if motion.id in state.unchaired or (unchaired is not None and (state.presider is not None or state.chair_left)):
        yield "R-CH1" if unchaired is None else unchaired.clause
    untold = unstated(state, motion) or undescribed(state, motion)
    yield from (one.clause for one in (untold, unproved(state, motion)) if one is not None)
    yield from in_turn.clauses(state, motion, desk)
    # Whoever moved business left over was judged where they moved it.
    movers = () if motion.taken else (motion.mover, motion.seconder)
    for seat in (*movers, *motion.votes, *motion.chosen):
        inside = (motion.id, seat) not in state.from_outside
        refused = None if seat is None else apart(state, motion.item, seat, "", here=inside)
        if refused is not None:
            yield refused.clause
    if motion.mover is not None and motion.mover == motion.seconder and not motion.taken:
        yield "R-MO3"
    voted = chair_votes(state, state.presider) if state.presider in motion.votes else None
    if voted is not None:
        yield voted.clause
    if any(attender(state, motion.id, seat) is not None for seat in motion.votes):
        yield "R-MI3"
    cast = None if motion.casting is None else tally.casting_refused(state, motion, motion.casting.seat)
    if cast is not None:
        yield cast.clause
    if any(q.amends == motion.id and q.stage == "agreed" and q.irregular for q in state.motions.values()):
        yield "R-AM2"
    voters = state.voters(motion)
    counted = 0 if motion.count is None else motion.count.tally.total
    many = one_vote.no_more_than(counted, None if voters is None else len(voters), because={})
    if many is not None:
        yield many.clause
    shut = state.closed.get(motion.item)
    if shut is not None and not shut.over and motion.amends is None and motion.category != "procedural":
        yield from shut.irregular
    yield from methods.irregular(state, motion, desk)
    yield from at_stake.irregular(state, motion.id)
