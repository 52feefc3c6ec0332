"""Minutes brought before a later meeting by a proposal: to approve them, or to correct what was approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected
from governance.minutes.brought import CorrectionMoved, MinutesBrought
from governance.minutes.correcting import check, line_of
from governance.rules import minutes as rules

if TYPE_CHECKING:
    from governance.kernel import Desk, Event, MotionId
    from governance.meeting.state import MeetingState
    from governance.minutes.earlier import Earlier
    from governance.motion.commands import MoveMotion
    from governance.standing_orders import Category


def category_of(command: MoveMotion) -> Category:
    """The category of a proposal: one about minutes has its own. Refuses another one."""
    if command.minutes is None:
        if command.corrects is not None:
            raise Rejected("R-MI7", "which_minutes", would_help="Say which minutes are wrong.", pointer="/minutes")
        return command.category
    about: Category = "minutes" if command.corrects is None else "correction"
    if command.category not in {"ordinary", about}:
        raise Rejected("R-MI3", f"category_is_{about}", pointer="/category")
    return about


def beside(
    state: MeetingState, command: MoveMotion, motion: MotionId, earlier: Earlier | None, desk: Desk
) -> tuple[Event, ...]:
    """What is recorded beside a proposal about minutes; nothing beside any other."""
    if command.minutes is None or earlier is None:
        return ()
    _of_an_earlier_meeting(state, earlier)
    if command.corrects is None:
        return (_brought(motion, earlier, desk),)
    return (_correction(command, motion, earlier, desk),)


def accuracy_only(state: MeetingState, motion: MotionId, desk: Desk) -> None:
    """Refuse a change of words to a proposal about minutes: what is wrong in them is a correction (R-MI3)."""
    if motion in state.matters and desk.mode == "live":
        raise Rejected(
            "R-MI3",
            "accuracy_only",
            would_help="Ask for a change to the minutes. Or take the proposal back and make a new one.",
            pointer="/motion",
        )


def _of_an_earlier_meeting(state: MeetingState, earlier: Earlier) -> None:
    held, now = earlier.meeting.starts, state.starts
    assert held is not None, "minutes are of a meeting that was called"
    if earlier.minutes.meeting == state.meeting or (now is not None and now.date < held.date):
        raise Rejected(
            "R-MI3", "at_a_later_meeting", would_help="Bring the minutes to a later meeting.", pointer="/minutes"
        )


def _brought(motion: MotionId, earlier: Earlier, desk: Desk) -> MinutesBrought:
    minutes = earlier.minutes
    if desk.mode == "live" and minutes.approved is not None:
        raise Rejected("R-MI3", "approved_already", would_help="They were approved before.", pointer="/minutes")
    if desk.mode == "live" and minutes.unanswered:
        raise Rejected(
            "R-MI4",
            "corrections_not_answered",
            would_help="Members asked for corrections. Answer them first.",
            pointer="/minutes",
        )
    assert minutes.minutes is not None, "found before"
    assert minutes.meeting is not None, "minutes are of a meeting"
    assert earlier.meeting.starts is not None, "minutes are of a meeting that was called"
    return MinutesBrought(motion, minutes.minutes, minutes.meeting, earlier.meeting.starts, earlier.attended)


def _correction(command: MoveMotion, motion: MotionId, earlier: Earlier, desk: Desk) -> CorrectionMoved:
    minutes, asked = earlier.minutes, command.corrects
    assert asked is not None, "looked at before"
    rules.approved_first(approved=minutes.approved is not None, clause="R-MI7")
    line = line_of(earlier, asked.line, asked.act)
    checked = check(earlier, line, asked.old, asked.new, asked.by_class)
    assert minutes.minutes is not None, "found before"
    assert minutes.meeting is not None, "minutes are of a meeting"
    assert earlier.meeting.starts is not None, "minutes are of a meeting that was called"
    return CorrectionMoved(
        motion,
        minutes.minutes,
        minutes.meeting,
        earlier.meeting.starts,
        checked.where,
        desk.seal(asked.old),
        desk.seal(asked.new),
        checked.restated,
    )
