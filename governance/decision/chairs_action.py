"""What the chair decided alone, told to a meeting and answered by it (R-CA1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.decision.events import ChairsActionAnswered, ChairsActionReported
from governance.kernel import Rejected
from governance.meeting.business import turn_to
from governance.meeting.sitting import in_session, item_of
from governance.rules import chairs_action as rule

if TYPE_CHECKING:
    from governance.decision import commands as c
    from governance.decision.state import ByChair, DecisionState
    from governance.kernel import Desk, Event
    from governance.meeting.state import MeetingState
    from governance.motion.state import Motion


def report(
    state: MeetingState, command: c.ReportChairsAction, decision: DecisionState, desk: Desk
) -> tuple[Event, ...]:
    """What the chair decided, why, and whom they asked; nothing when this meeting was told."""
    in_session(state, desk)
    item_of(state, command.item)
    told = _by_the_chair(state, decision)
    if command.decision in state.told:
        return ()
    said = ChairsActionReported(command.item, command.decision, told.seat, told.consulted, told.words, told.reason)
    return (*turn_to(state, command.item, desk), said)


def answer(
    state: MeetingState, command: c.AnswerChairsAction, decision: DecisionState, desk: Desk
) -> tuple[Event, ...]:
    """What the meeting made of it; without the vote it takes, recorded and without effect."""
    in_session(state, desk)
    item_of(state, command.item)
    _by_the_chair(state, decision)
    if decision.settled == command.how:
        return ()
    motion = None if command.motion is None else state.motions.get(command.motion)
    if command.motion is not None and (motion is None or motion.item != command.item):
        raise Rejected("unknown", "motion_of_another_item", pointer="/motion")
    agreed = motion is not None and motion.stage == "agreed" and not motion.annulled and _decides(motion)
    told = command.decision in state.told or decision.settled is not None
    refused = rule.answered(how=command.how, told=told, agreed=agreed)
    if refused is not None and desk.mode == "live":
        raise refused
    clauses = () if refused is None else (refused.clause,)
    return (ChairsActionAnswered(command.item, command.decision, command.how, command.motion, clauses),)


def _decides(motion: Motion) -> bool:
    return motion.amends is None and motion.kind is None


def _by_the_chair(state: MeetingState, decision: DecisionState) -> ByChair:
    if decision.by_chair is None or decision.group != state.group:
        raise Rejected("R-CA1", "not_a_chairs_action", would_help="Name what the chair decided.", pointer="/decision")
    return decision.by_chair
