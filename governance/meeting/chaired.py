"""What goes on with nobody in the chair, and what waits until somebody takes it (R-CH1, R-CH2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.election import room_commands as r
from governance.kernel import refuse
from governance.meeting import commands as c
from governance.meeting import notice_commands as nc
from governance.meeting import people_commands as pc
from governance.meeting import people_events as p
from governance.meeting.line import in_line, who_could
from governance.meeting.sitting import quorum_now
from governance.motion import commands as m
from governance.motion import method_commands as mc
from governance.motion import procedure_commands as pr
from governance.rules import adjourning, chair

if TYPE_CHECKING:
    from governance.kernel import Command, Desk, Event, Rejected
    from governance.meeting.state import MeetingState

# What needs no chair: who is here, how they hear and why they step aside; who presides; who takes the notes, and what
# was sent out; a rest; an answer to a question that was put.
NEVER_WAITS: frozenset[type[Command]] = frozenset(
    (
        c.CallMeeting,
        c.ProposeItem,
        c.CancelMeeting,
        c.OpenMeeting,
        c.ResumeMeeting,
        c.SetAttendance,
        c.RecordHeadcount,
        c.RecordArrival,
        c.RecordDeparture,
        c.RecordApologies,
        c.NoteVisitor,
        c.WaitForQuorum,
        c.StandDown,
        pc.SendDeputy,
        pc.SeatDeputy,
        pc.NoteRemote,
        pc.PhoneMember,
        pc.QueryQuorum,
        pc.NoteVisitorActing,
        c.DeclareInterest,
        c.ManageInterest,
        c.ReturnMember,
        pc.DisputeInterest,
        c.TakeChair,
        c.NameMinuteTaker,
        c.StrikeAct,
        nc.ConsentShortNotice,
        nc.MoveMeeting,
        nc.InsistOnItem,
        nc.NoteNoticeDefect,
        nc.IssuePaper,
        c.StartBreak,
        c.EndBreak,
        m.CastVote,
        m.RecordCount,
        m.AskEveryone,
        mc.RecordNames,
        mc.RecordOwnVote,
        mc.RecordBallot,
        mc.LodgeProxy,
        mc.LodgeAdvanceVote,
        pr.ChooseOption,
        pr.CountOptions,
        r.CountElectionBallot,
    )
)


def waits(state: MeetingState, command: Command, desk: Desk) -> tuple[Event, ...]:
    """What comes before an act that needs the chair while nobody is in it: written up, that it went on so, told once.

    Live it is refused. Notes that do not say who presided leave nothing to tell.
    """
    if state.stage != "open" or state.on_break or state.presider is not None or _note(state, command):
        return ()
    if desk.mode == "live":
        refuse(_why_not(state, command))
        return ()
    if isinstance(command, c.AdjournMeeting | c.CloseMeeting) or state.told_unchaired or not state.chair_left:
        return ()
    return (p.WentOnUnchaired(("R-CH1",)),)


def _note(state: MeetingState, command: Command) -> bool:
    """Whether it is only a note: on an item the meeting has not reached it would turn to that."""
    item = state.items.get(command.item) if isinstance(command, c.TakeNote) else None
    return item is not None and item.stage != "waiting"


def _why_not(state: MeetingState, command: Command) -> Rejected | None:
    could = who_could(state, state.open_item)
    if isinstance(command, c.AdjournMeeting) and command.reason == "no_chair":
        return None
    if isinstance(command, c.AdjournMeeting | c.CloseMeeting):
        short = quorum_now(state).result == "inquorate"
        if adjourning.ends_itself(somebody_could=bool(could), short=short):
            return None
    offices = [office for seat in could for office in in_line(state, seat)]
    return chair.empty(offices, anybody=bool(could))
