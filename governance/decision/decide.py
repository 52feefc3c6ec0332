"""What is answered about decisions already made: undoing and changing them, making them valid, carrying them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.decision import commands as c
from governance.decision.events import DecisionCarriedOut, DecisionReviewSet
from governance.decision.state import DecisionState
from governance.kernel import Rejected
from governance.meeting.sitting import announced, in_session, item_of, on_roll, orders_of
from governance.motion import commands as motion_commands
from governance.motion import events as motion_events
from governance.motion import method_events as me
from governance.motion import proposing
from governance.rules import delegation, ratifying, rescinding, reviews

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.kernel import Desk, Event, MotionId, SeatId
    from governance.meeting.state import MeetingState
    from governance.motion.state import Motion


def reopen(state: MeetingState, command: c.ReopenDecision, decision: DecisionState, desk: Desk) -> tuple[Event, ...]:
    """A proposal about a decision, refused live where it comes too early, too late or without notice (R-RE1, R-RE2)."""
    in_session(state, desk)
    item = item_of(state, command.item)
    on_roll(state, command.signed_by, "/signed_by")
    signed = tuple(seat for seat in dict.fromkeys(command.signed_by) if state.roll[seat].voting)
    noticed = rescinding.in_the_notice(
        stated=item.in_notice,
        about_it=item.about == command.decision,
        signed=_enough(state, signed),
        believed=command.noticed and desk.mode != "live" and not state.called_live,
    )
    others = frozenset() if desk.own else frozenset(signed) - desk.recorders
    untold = rescinding.how_it_was_signed(others, command.channel)
    if untold is not None and desk.mode == "live":
        raise untold
    refused = list(_out_of_order(state, command, decision, desk, signed))
    unfounded = rescinding.not_in_the_notice(told=command.noticed, noticed=noticed)
    refused += [] if unfounded is None or desk.mode != "live" else [unfounded]
    if refused and desk.mode == "live":
        raise refused[0]
    motion, moved = _moved(state, _as_motion(command, decision), desk)
    assert decision.decision is not None, "a decision that was made"
    return (
        *moved,
        me.DecisionReopened(
            motion=motion,
            decision=decision.decision,
            matter=decision.matter or decision.decision,
            how=command.how,
            noticed=noticed,
            signed_by=signed,
            irregular=tuple(sorted({one.clause for one in refused})),
            made=decision.made,
            words=decision.words,
        ),
    )


def ratify(
    state: MeetingState, command: c.MoveRatification, decision: DecisionState | None, desk: Desk
) -> tuple[Event, ...]:
    """A proposal to make something valid, refused live where the group could not have decided it before (R-RA1)."""
    in_session(state, desk)
    item_of(state, command.item)
    if command.decision is not None and command.suggestion is not None:
        raise Rejected(
            "R-RA1",
            "one_thing_at_a_time",
            would_help="Say if it was a decision or just an idea.",
            pointer="/suggestion",
        )
    effective = None if command.effective is None else desk.moment(command.effective, pointer="/effective")
    refused = [] if decision is None else list(_not_to_ratify(state, command, decision, desk))
    if effective is not None and decision is not None and decision.made is not None:
        early = ratifying.from_when(before_the_act=effective.date < decision.made.date, to_come=False)
        refused += [early] if early else []
    if refused and desk.mode == "live":
        raise refused[0]
    motion, moved = _moved(state, _as_motion(command, decision), desk)
    clauses = tuple(sorted({one.clause for one in refused}))
    made, words = (None, None) if decision is None else (decision.made, decision.words)
    named = me.RatificationMoved(motion, command.decision, command.suggestion, effective, clauses, made, words)
    return (*moved, named)


def carry_out(command: c.RecordCarriedOut, decision: DecisionState, desk: Desk) -> tuple[Event, ...]:
    """What was decided has been done; live only what counts, and written up flagged where it did not (R-DE4)."""
    if decision.carried_out is not None:
        return ()
    if desk.mode == "live":
        delegation.counts(decision.status, takes_effect=decision.takes_effect, pointer="/decision")
    if decision.made is not None and desk.when.before(decision.made):
        raise Rejected("in order", "earlier_than_the_decision", would_help="Look at the day again.", pointer="/when")
    clauses = () if desk.mode == "live" else delegation.told(known_not_to_count=decision.known_not_to_count(desk.when))
    return (DecisionCarriedOut(command.decision, clauses),)


def review(command: c.ReviewDecision, decision: DecisionState, desk: Desk) -> tuple[Event, ...]:
    """When a decision that counts is looked at again (R-RV1)."""
    assert decision.group is not None, "a decision has a group"
    day = reviews.a_day(command.review_by, desk.when.date)
    if (decision.review_by, decision.lapses) == (day, command.lapses):
        return ()
    if not decision.takes_effect and desk.mode == "live":
        help_ = "Only what counts is looked at again."
        raise Rejected("R-RV1", "decision_has_no_effect", would_help=help_, pointer="/decision")
    return (DecisionReviewSet(command.decision, decision.group, day, command.lapses),)


def still_in_order(motion: Motion, decision: DecisionState, desk: Desk) -> None:
    """Refuse, live, a vote on a decision that was done, undone or made valid since the proposal was moved."""
    reopens = motion.answering.reopens
    if desk.mode != "live":
        return
    refused = None
    if reopens is not None:
        refused = rescinding.in_order(_decided(decision), again=reopens.how == "again")
    elif motion.answering.ratifies is not None and not decision.waits:
        refused = ratifying.may_ratify(agreed=True, waits=False, earlier=True)
    if refused is not None:
        raise refused


def _out_of_order(
    state: MeetingState, command: c.ReopenDecision, decision: DecisionState, desk: Desk, signed: tuple[SeatId, ...]
) -> Iterator[Rejected]:
    decided = _decided(decision)
    found = rescinding.in_order(decided, again=command.how == "again")
    if found is not None:
        yield found
    lived = sum(state.class_of(seat) == "LE" for seat in signed)
    early = rescinding.special_notice(
        orders_of(state),
        decided,
        desk.when.date,
        entitled=len(state.entitled),
        signed=len(signed),
        lived_experience=lived,
    )
    if early is not None:
        yield early


def _not_to_ratify(
    state: MeetingState, command: c.MoveRatification, decision: DecisionState, desk: Desk
) -> Iterator[Rejected]:
    earlier = decision.made is not None and decision.made.date <= desk.when.date
    found = ratifying.may_ratify(agreed=decision.agreed, waits=decision.waits, earlier=earlier)
    if found is not None:
        yield found
    described = announced(state, command.item, decision.category)
    told = ratifying.in_advance(noticed=described is True or (described is None and desk.mode != "live"))
    if told is not None:
        yield told


def _decided(decision: DecisionState) -> rescinding.Decided:
    assert decision.made is not None, "a decision that was made"
    return rescinding.Decided(
        made=decision.made.date,
        agreed=decision.agreed,
        takes_effect=decision.takes_effect,
        # What was done without a decision that counts stops no proposal.
        carried_out=decision.carried_out is not None and decision.takes_effect,
        disposed=None if decision.disposed is None else decision.disposed.date,
    )


def _enough(state: MeetingState, signed: tuple[SeatId, ...]) -> bool:
    return len(signed) >= rescinding.signatories_needed(orders_of(state), len(state.entitled))


def _as_motion(
    command: c.ReopenDecision | c.MoveRatification, decision: DecisionState | None
) -> motion_commands.MoveMotion:
    """A proposal of the kind of the decision it is about, so that it takes the same majority and notice."""
    return motion_commands.MoveMotion(
        meeting=command.meeting,
        item=command.item,
        words=command.words,
        moved_by=command.moved_by,
        seconded_by=command.seconded_by,
        category=decision.category if decision is not None else "ordinary",
    )


def _moved(state: MeetingState, command: motion_commands.MoveMotion, desk: Desk) -> tuple[MotionId, tuple[Event, ...]]:
    moved = proposing.move(state, command, desk)
    motion = next(event.motion for event in moved if isinstance(event, motion_events.MotionMoved))
    return motion, moved
