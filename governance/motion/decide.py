"""What the meeting answers about motions, amendments and votes."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.election.at_stake import without_an_election
from governance.meeting.sitting import (
    ahead,
    in_session,
)
from governance.motion import (
    amending,
    choosing,
    declaring,
    dividing,
    methods,
    procedure,
    proposing,
    ruling,
    together,
    voting,
)
from governance.motion import commands as c
from governance.motion import method_commands as mc
from governance.motion import procedure_commands as p
from governance.rules import minutes

if TYPE_CHECKING:
    from governance.kernel import Desk, Event
    from governance.meeting.state import MeetingState
    from governance.minutes.earlier import Earlier

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
ProcedureCommand = (
    p.AcceptAmendment
    | p.ChangeWords
    | p.WithdrawSecond
    | p.LetFall
    | p.MoveProcedural
    | p.DivideQuestion
    | p.MoveTogether
    | p.PullItem
    | p.RaisePointOfOrder
    | p.MakeRuling
    | p.AppealRuling
    | p.VoteAgain
    | p.MoveOptions
    | p.ChooseOption
    | p.CountOptions
)


def decide(
    state: MeetingState, command: MotionCommand | ProcedureCommand, desk: Desk, earlier: Earlier | None = None
) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes. `earlier` are the minutes it names."""
    in_session(state, desk)
    match command:
        case c.MoveMotion():
            named = command.minutes is not None
            refused = without_an_election(command.category) or minutes.which(command.category, named=named)
            if refused is not None and desk.mode == "live":
                raise refused
            return proposing.move(state, command, desk, earlier)
        case c.SecondMotion():
            return proposing.second(state, command, desk)
        case c.WithdrawMotion():
            return proposing.withdraw(state, command, desk)
        case c.MoveAmendment():
            return amending.amend(state, command, desk)
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
            return _procedure(state, command, desk)


def _procedure(state: MeetingState, command: ProcedureCommand, desk: Desk) -> tuple[Event, ...]:
    match command:
        case p.AcceptAmendment():
            return amending.accept(state, command, desk)
        case p.ChangeWords():
            return amending.change_words(state, command, desk)
        case p.WithdrawSecond():
            return proposing.withdraw_second(state, command, desk)
        case p.LetFall():
            return proposing.let_fall(state, command, desk)
        case p.MoveProcedural():
            return procedure.move(state, command, desk)
        case p.DivideQuestion():
            return dividing.divide(state, command, desk)
        case p.MoveTogether():
            return together.move(state, command, desk)
        case p.PullItem():
            return together.pull(state, command, desk)
        case p.RaisePointOfOrder():
            return ruling.raise_point(state, command, desk)
        case p.MakeRuling():
            return ruling.rule(state, command, desk)
        case p.AppealRuling():
            return ruling.appeal(state, command, desk)
        case p.VoteAgain():
            return ruling.vote_again(state, command, desk)
        case p.MoveOptions():
            return choosing.move(state, command, desk)
        case p.ChooseOption():
            return choosing.choose(state, command, desk)
        case p.CountOptions():
            return choosing.count(state, command, desk)
        case _:
            assert_never(command)


def after(
    state: MeetingState, command: MotionCommand, desk: Desk, earlier: Earlier | None = None
) -> tuple[MeetingState, tuple[Event, ...]]:
    """One step of a longer command: the meeting ahead, and the events that got it there."""
    events = decide(state, command, desk, earlier)
    return ahead(state, desk, *events), events
