"""What an act has to do with an earlier meeting: the decision it is about, the suggestion it would make valid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.action.commands import ReportActionDone, StartAction, VerifyAction
from governance.custody.commands import ChangeTier
from governance.decision import chairs_action, decide
from governance.decision import commands as d
from governance.group import asked_commands as asked
from governance.group import auditor_commands as ac
from governance.group import behind
from governance.group import commands as g
from governance.kernel import Rejected, refuse
from governance.meeting import commands as m
from governance.meeting.events import SuggestionNoted
from governance.meeting.notice_commands import ReopenForNotice
from governance.motion.commands import DeclareResult, MoveMotion, PutMotion, RecordDecision
from governance.reader import NotFound
from governance.rules import chairs_action as rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.action.state import ActionState
    from governance.acts import Act
    from governance.decision.state import DecisionState
    from governance.kernel import Command, DecisionId, Event, GroupId
    from governance.meeting.state import MeetingState
    from governance.reader import Reader

# What gives or takes power, or tells others more, and names the decision it rests on.
RESTING = (
    g.AssignOffice,
    g.EndTerm,
    g.CreateSeat,
    g.RetireSeat,
    g.FillSeat,
    g.VacateSeat,
    g.AdoptStandingOrders,
    g.AdoptClassMapping,
    ac.AppointAuditor,
    ac.EndAuditor,
    ChangeTier,
)
CHAIRS = (d.ReportChairsAction, d.AnswerChairsAction)
# What is told of doing what a decision asked for.
DOING = (StartAction, ReportActionDone, VerifyAction)
DECISION = (d.ReopenDecision, d.MoveRatification, d.RecordCarriedOut, ReopenForNotice, d.ReviewDecision, *CHAIRS)


def about(
    reader: Reader, command: Command, meeting: MeetingState | None, action: ActionState | None
) -> DecisionState | None:
    """The decision an act is about: the one it names, the one its motion would undo or make valid, or its action's."""
    named: DecisionId | None = None
    if isinstance(command, DECISION):
        named = command.decision
    elif isinstance(command, DeclareResult | PutMotion) and meeting is not None:
        motion = meeting.motions.get(command.motion)
        named = None if motion is None else motion.of_decision
    elif isinstance(command, MoveMotion | RecordDecision):
        named = command.ratifies or command.disowns
    elif isinstance(command, DOING) and action is not None:
        named = action.decision
    return None if named is None else reader.decision(named)


def resting_on(reader: Reader, command: Command) -> behind.Named | None:
    """The decision that giving or taking power is said to rest on, with its meeting; None where there is no such."""
    if not isinstance(command, RESTING) or command.decision is None:
        return None
    try:
        return named(reader, command.decision)
    except NotFound:
        return None


def named(reader: Reader, decision: DecisionId) -> behind.Named:
    """A decision with the meeting that made it, if one did. Raises `NotFound`."""
    found = reader.decision(decision)
    return behind.Named(found, None if found.meeting is None else reader.meeting(found.meeting))


def on_the_agenda(reader: Reader, command: Command, group: GroupId) -> None:
    """Refuse business about what is no decision of the group. Raises `NotFound`."""
    for pointer, decision in _told_of(command):
        place = None if decision is None else reader.find(decision)
        if decision is not None and (place is None or place.kind != "decision" or place.group != group):
            raise NotFound("decision", pointer)


def _told_of(command: Command) -> Iterator[tuple[str, DecisionId | None]]:
    """What the business of a command is about, and where it says so."""
    match command:
        case m.ProposeItem(about=about) | asked.ProposeBusiness(about=about):
            yield "/about", about
        case m.CallMeeting(agenda=agenda):
            yield from ((f"/agenda/{n}/about", business.about) for n, business in enumerate(agenda))
        case asked.AskForMeeting(business=wanted):
            yield from ((f"/business/{n}/about", business.about) for n, business in enumerate(wanted))
        case _:
            return


def events_of(command: d.DecisionCommand, act: Act) -> tuple[Event, ...]:
    """The events that follow from an act about an earlier decision."""
    if isinstance(command, d.RecordCarriedOut):
        assert act.decision is not None, "it names one"
        return decide.carry_out(command, act.decision, act.desk)
    if isinstance(command, d.ReviewDecision):
        assert act.decision is not None, "it names one"
        return decide.review(command, act.decision, act.desk)
    assert act.meeting is not None, "it is moved in a meeting"
    if isinstance(command, CHAIRS):
        assert act.decision is not None, "it names one"
        if isinstance(command, d.ReportChairsAction):
            return chairs_action.report(act.meeting, command, act.decision, act.desk)
        return chairs_action.answer(act.meeting, command, act.decision, act.desk)
    if isinstance(command, d.ReopenDecision):
        assert act.decision is not None, "it names one"
        return decide.reopen(act.meeting, command, act.decision, act.desk)
    if not act.suggested:
        raise Rejected("unknown", "unknown_suggestion", pointer="/suggestion")
    return decide.ratify(act.meeting, command, act.decision, act.desk)


def still_in_order(command: Command, act: Act) -> None:
    """Refuse a vote on an earlier decision that has changed since the proposal was moved."""
    if act.decision is None or act.meeting is None or not isinstance(command, DeclareResult | PutMotion):
        return
    decide.still_in_order(act.meeting.motions[command.motion], act.decision, act.desk)


def answers_the_chair(command: Command, act: Act) -> None:
    """Refuse a proposal said to be about a chair's action that names anything else (R-CA1)."""
    if act.decision is None or act.meeting is None or not isinstance(command, MoveMotion | RecordDecision):
        return
    refuse(
        rule.about_one(
            by_the_chair=act.decision.by_chair is not None,
            ours=act.decision.group == act.meeting.group,
            both=None not in {command.ratifies, command.disowns},
        )
    )


def suggested(reader: Reader, command: Command, group: GroupId) -> bool:
    """Whether a suggestion to be ratified is one that a meeting of the group made, or none is named."""
    if not isinstance(command, d.MoveRatification) or command.suggestion is None:
        return True
    row = reader.store.read_event(command.suggestion)
    home = None if row is None else reader.find(row.stream)
    ours = home is not None and home.group == group
    return row is not None and row.topic == SuggestionNoted.topic and ours
