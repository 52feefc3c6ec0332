"""What an action answers: begun, reported done, found done by somebody else, dropped, put off."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, assert_never

from governance.action import commands as c
from governance.action import events as e
from governance.action.state import OVER
from governance.kernel import Rejected
from governance.rules import actions, delegation

if TYPE_CHECKING:
    from governance.action.state import ActionState
    from governance.decision.state import DecisionState
    from governance.group.state import GroupState
    from governance.kernel import Desk, Event, SeatId

ActionCommand = c.StartAction | c.ReportActionDone | c.VerifyAction | c.DropAction | c.PutOffAction


def decide(
    state: ActionState, command: ActionCommand, group: GroupState, desk: Desk, decision: DecisionState | None = None
) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes. `group` is read for its seats.

    `decision` is the one it carries out, if any, as that stands now: live, only what counts is begun, done and found
    done (R-DE4).
    """
    assert state.action is not None, "the action was found"
    assert state.group is not None, "an action has a group"
    if state.last is not None and desk.when.before(state.last):
        raise Rejected("in order", "before_what_is_known", would_help="Acts are told in order.", pointer="/when")
    match command:
        case c.StartAction():
            if state.stage != "agreed":
                return _again(state)
            _counts(decision, desk)
            return (e.ActionStarted(state.action, state.group, _doer(state, command.seat, desk)),)
        case c.ReportActionDone():
            if state.stage == "reported_done":
                return ()
            _open(state)
            _counts(decision, desk)
            return (e.ActionReportedDone(state.action, state.group, _doer(state, command.seat, desk)),)
        case c.VerifyAction():
            return _verify(state, command, group, desk, decision)
        case c.DropAction():
            if state.stage == "dropped":
                return ()
            _open(state)
            return (e.ActionDropped(state.action, state.group, desk.seal(command.reason)),)
        case c.PutOffAction():
            return _put_off(state, command, desk)
        case _:
            assert_never(command)


def _again(state: ActionState) -> tuple[Event, ...]:
    _open(state)
    return ()


def _open(state: ActionState) -> None:
    actions.still_to_do(over=state.stage in OVER, stage=state.stage)


def _counts(decision: DecisionState | None, desk: Desk) -> None:
    if decision is not None and desk.mode == "live":
        delegation.counts(decision.status, takes_effect=decision.takes_effect, pointer="/action")


def _doer(state: ActionState, seat: SeatId | None, desk: Desk) -> SeatId:
    doer = _seat(seat or desk.by or state.owner)
    actions.taken_on([_seat(state.owner), *state.helpers], doer)
    return doer


def _seat(seat: SeatId | None) -> SeatId:
    if seat is None:
        raise Rejected("R-AC2", "who", would_help="Say which seat.", pointer="/seat")
    return seat


def _verify(
    state: ActionState, command: c.VerifyAction, group: GroupState, desk: Desk, decision: DecisionState | None
) -> tuple[Event, ...]:
    assert state.action is not None
    assert state.group is not None
    if state.stage == "verified":
        return ()
    _open(state)
    _counts(decision, desk)
    seat = _seat(command.seat or desk.by)
    told_by = desk.recorders.union((desk.by,) if desk.by else ()) if desk.mode == "live" else ()
    reported = state.stage == "reported_done"
    owned = actions.by_the_owner(state.owner, seat) if desk.mode == "written_up" else None
    irregular = () if owned is None else (owned.clause,)
    if irregular and irregular == state.irregular:
        return ()
    witnessed = None if irregular else state.owner
    actions.found_done(witnessed, seat, voting=group.seats[seat].voting, reported=reported, told_by=told_by)
    return (e.ActionVerified(state.action, state.group, seat, irregular),)


def _put_off(state: ActionState, command: c.PutOffAction, desk: Desk) -> tuple[Event, ...]:
    assert state.action is not None
    assert state.group is not None
    _open(state)
    due = _a_day(command.due)
    if due < desk.when.date:
        raise Rejected("R-AC2", "day_has_passed", would_help="Give a day to come.", pointer="/due")
    if command.due == state.due:
        return ()
    reason = None if command.reason is None else desk.seal(command.reason)
    return (e.ActionPutOff(state.action, state.group, command.due, reason),)


def _a_day(due: str) -> dt.date:
    try:
        return dt.date.fromisoformat(due)
    except ValueError as error:
        raise Rejected("in order", "impossible_date", because={"date": due}, pointer="/due") from error
