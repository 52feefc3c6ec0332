"""What the chair decided alone, told to a meeting and answered by it (R-CA1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.decision.events import ChairsActionAnswered, ChairsActionReported
from governance.kernel import Rejected, refuse
from governance.meeting.business import turn_to
from governance.meeting.sitting import in_session, item_of
from governance.rules import chairs_action as rule
from governance.rules import live

if TYPE_CHECKING:
    from collections.abc import Mapping

    from governance.decision import commands as c
    from governance.decision.events import AnswerFlaw
    from governance.decision.state import ByChair, DecisionState
    from governance.kernel import DecisionId, Desk, Event
    from governance.meeting.state import MeetingState
    from governance.motion.state import Motion

# What an answer written up lacked, by what it would have been refused for.
FLAWS: Mapping[str, AnswerFlaw] = {
    "not_reported_yet": "untold",
    "needs_a_vote": "no_vote",
    "vote_does_not_count": "not_counted",
    "voted_down": "voted_down",
}


def report(
    state: MeetingState, command: c.ReportChairsAction, decision: DecisionState, desk: Desk
) -> tuple[Event, ...]:
    """What the chair decided, why, and whom they asked; nothing when this meeting was told."""
    in_session(state, desk)
    item_of(state, command.item)
    told = _by_the_chair(state, decision)
    refuse(live.told_after("R-CA1", decision.made, desk.when, "/decision"))
    if command.decision in state.told:
        return ()
    said = ChairsActionReported(
        command.item,
        command.decision,
        told.seat,
        told.consulted,
        told.words,
        told.reason,
        told.cost,
        told.costs_nothing,
        decision.irregular,
    )
    return (*turn_to(state, command.item, desk), said)


def answer(
    state: MeetingState, command: c.AnswerChairsAction, decision: DecisionState, desk: Desk
) -> tuple[Event, ...]:
    """What the meeting made of it; without the vote it takes, recorded and without effect."""
    in_session(state, desk)
    item_of(state, command.item)
    _by_the_chair(state, decision)
    refuse(live.told_after("R-CA1", decision.made, desk.when, "/decision"))
    if decision.settled == command.how:
        return ()
    motion = None if command.motion is None else state.motions.get(command.motion)
    if command.motion is not None and (motion is None or motion.item != command.item):
        raise Rejected("unknown", "motion_of_another_item", pointer="/motion")
    proposed = None if motion is None else _proposed(motion, command.decision)
    if motion is not None and proposed is None and command.how == "noted":
        raise Rejected("unknown", "motion_about_something_else", pointer="/motion")
    refused = rule.answered(
        how=command.how,
        told=command.decision in state.told or decision.settled is not None,
        made=None if motion is None else rule.made_of_it(proposed, agreed=_agreed(motion)),
        counts=motion is not None and not motion.irregular,
        disowned=decision.settled == "disowned",
    )
    if refused is not None and desk.mode == "live":
        raise refused
    clauses = () if refused is None else (refused.clause,)
    flaw = None if refused is None else FLAWS[refused.reason]
    return (ChairsActionAnswered(command.item, command.decision, command.how, command.motion, clauses, flaw),)


def _proposed(motion: Motion, decision: DecisionId) -> rule.Answer | None:
    """What a proposal would make of a chair's action; None where it is about something else."""
    about = motion.answering
    if about.of_chair is not None and about.of_chair.decision == decision:
        return about.of_chair.how
    return "ratified" if about.ratifies is not None and about.ratifies.decision == decision else None


def _agreed(motion: Motion) -> bool | None:
    """How the vote on it came out, None where that is not known or it does not count any more."""
    if motion.annulled or motion.stage not in {"agreed", "not_agreed"}:
        return None
    return motion.stage == "agreed"


def _by_the_chair(state: MeetingState, decision: DecisionState) -> ByChair:
    if decision.by_chair is None or decision.group != state.group:
        raise Rejected("R-CA1", "not_a_chairs_action", would_help="Name what the chair decided.", pointer="/decision")
    return decision.by_chair
