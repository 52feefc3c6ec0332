"""Consent: objections raised, tested by the others, another round, then the vote (R-VO2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected
from governance.meeting.sitting import on_roll, orders_of
from governance.motion import method_events as me
from governance.motion.question import open_question, takes_part
from governance.rules import consent

if TYPE_CHECKING:
    from governance.kernel import Desk, Event, MotionId
    from governance.meeting.state import MeetingState
    from governance.motion import method_commands as c
    from governance.motion.state import Motion


def object_(state: MeetingState, command: c.RaiseObjection, desk: Desk) -> tuple[Event, ...]:
    """An objection with its reason; one that names no harm is refused live, and stops nothing written up."""
    motion = _up_for_consent(state, command.motion)
    takes_part(state, motion.item, command.seat, desk, "/seat")
    unreasoned = consent.reasoned(harms=command.harms is not None)
    if unreasoned is not None and desk.mode == "live":
        raise unreasoned
    before = motion.answering.objections.get(command.seat)
    if before is not None and before.found is None:
        return ()
    harms = desk.seal(command.harms) if command.harms else None
    return (me.ObjectionRaised(motion.id, command.seat, desk.seal(command.words), harms),)


def test(state: MeetingState, command: c.TestObjection, desk: Desk) -> tuple[Event, ...]:
    """What the others found; whoever objected takes no part in that."""
    motion = _up_for_consent(state, command.motion)
    on_roll(state, (command.seat,), "/seat")
    objection = motion.answering.objections.get(command.seat)
    if objection is None:
        raise Rejected("R-VO2", "no_objection", would_help="Whoever holds this seat did not object.", pointer="/seat")
    if objection.found == command.found:
        return ()
    if desk.mode == "live":
        voters = state.voters(motion)
        others = None if voters is None else len(voters - {command.seat})
        consent.tested_by_others(objector_tests=command.by == command.seat, others=others)
    words = desk.seal(command.words) if command.words else None
    return (me.ObjectionTested(motion.id, command.seat, command.found, words),)


def begin(state: MeetingState, command: c.BeginRound, desk: Desk) -> tuple[Event, ...]:
    """Everyone is asked again, as often as the orders have it; the objections that stand are looked at again."""
    motion = _up_for_consent(state, command.motion)
    answering = motion.answering
    if desk.mode == "live":
        if answering.untested:
            raise Rejected("R-VO2", "objection_not_tested", would_help="The others look at it first.")
        consent.another_round(orders_of(state), answering.round, standing=stands(motion))
    return (me.ConsentRoundBegun(motion.id, answering.round + 1),)


def goes_to_the_vote(state: MeetingState, motion: Motion, desk: Desk) -> None:
    """Refuse a vote on what is up for consent before the rounds are over."""
    if desk.mode == "live":
        consent.to_the_vote(orders_of(state), motion.answering.round, standing=stands(motion))


def ready(state: MeetingState, motion: Motion) -> None:
    """Refuse the result of a consent while something is left to do."""
    if motion.put is not None and motion.put.method == "consent":
        answering = motion.answering
        consent.ready(orders_of(state), answering.round, untested=answering.untested, standing=stands(motion))


def stands(motion: Motion) -> bool:
    """Whether an objection was found to stand."""
    return consent.standing(motion.answering.found)


def _up_for_consent(state: MeetingState, motion: MotionId) -> Motion:
    found = open_question(state, motion)
    if found.put is None or found.put.method != "consent":
        raise Rejected("R-VO2", "not_by_consent", would_help="This is not up for consent.", pointer="/motion")
    return found
