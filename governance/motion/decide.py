"""What the meeting answers about motions, amendments and votes."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.meeting.sitting import (
    ahead,
    in_session,
)
from governance.motion import commands as c
from governance.motion import declaring, methods, proposing, voting
from governance.motion import method_commands as mc

if TYPE_CHECKING:
    from governance.kernel import Desk, Event
    from governance.meeting.state import MeetingState

MotionCommand = (
    c.MoveMotion
    | c.SecondMotion
    | c.WithdrawMotion
    | c.MoveAmendment
    | c.PutMotion
    | c.CastVote
    | c.RecordCount
    | c.AskEveryone
    | c.UseCastingVote
    | c.DeclareResult
    | mc.MethodCommand
)


def decide(state: MeetingState, command: MotionCommand, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes."""
    in_session(state, desk)
    match command:
        case c.MoveMotion():
            return proposing.move(state, command, desk)
        case c.SecondMotion():
            return proposing.second(state, command, desk)
        case c.WithdrawMotion():
            return proposing.withdraw(state, command, desk)
        case c.MoveAmendment():
            return proposing.amend(state, command, desk)
        case c.PutMotion():
            return voting.put(state, command, desk)
        case c.CastVote():
            return voting.vote(state, command, desk)
        case c.RecordCount():
            return voting.count(state, command, desk)
        case c.AskEveryone():
            return voting.ask(state, command, desk)
        case c.UseCastingVote():
            return voting.casting(state, command, desk)
        case c.DeclareResult():
            return declaring.declare(state, command, desk)
        case (
            mc.RequestRecordedVote()
            | mc.RecordNames()
            | mc.RecordOwnVote()
            | mc.DemandBallot()
            | mc.NameTellers()
            | mc.RecordBallot()
            | mc.RaiseObjection()
            | mc.TestObjection()
            | mc.BeginRound()
            | mc.LodgeProxy()
            | mc.LodgeAdvanceVote()
            | mc.DeclineCastingVote()
        ):
            return methods.decide(state, command, desk)
        case _:
            assert_never(command)


def after(state: MeetingState, command: MotionCommand, desk: Desk) -> tuple[MeetingState, tuple[Event, ...]]:
    """One step of a longer command: the meeting ahead, and the events that got it there."""
    events = decide(state, command, desk)
    return ahead(state, desk, *events), events
