"""What a meeting answers to each command; motions and votes are answered in `governance.motion.decide`."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.meeting import (
    attendance,
    business,
    calling,
    chairing,
    closed,
    escalating,
    noticing,
    papers,
    people,
    urgent,
)
from governance.meeting import commands as c
from governance.meeting import notice_commands as nc
from governance.meeting import people_commands as pc

if TYPE_CHECKING:
    from governance.group.state import GroupState
    from governance.kernel import Desk, Event
    from governance.meeting.state import MeetingState

MeetingCommand = (
    calling.CallingCommand
    | attendance.AttendanceCommand
    | chairing.ChairingCommand
    | people.PeopleCommand
    | business.BusinessCommand
    | closed.ClosedCommand
    | noticing.NoticeCommand
    | nc.IssuePaper
    | nc.EscalateItem
    | nc.TakeAsUrgent
)


def decide(state: MeetingState, command: MeetingCommand, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`. `group` is read for its seats, offices and orders at `desk.when`."""
    match command:
        case c.CallMeeting() | c.ProposeItem() | c.CancelMeeting() | c.OpenMeeting() | c.ResumeMeeting():
            return calling.decide(state, command, group, desk)
        case nc.IssuePaper():
            return papers.issue(state, command, desk)
        case nc.TakeAsUrgent():
            return urgent.take(state, command, desk)
        case nc.EscalateItem():
            return escalating.escalate(state, command, group, desk)
        case c.DeferItem(asked_by=seat) if seat is not None:
            return papers.claim(state, command, seat, group, desk)
        case nc.ConsentShortNotice() | nc.MoveMeeting() | nc.InsistOnItem() | nc.NoteNoticeDefect():
            return noticing.decide(state, command, group, desk)
        case (
            c.SetAttendance()
            | c.RecordHeadcount()
            | c.RecordArrival()
            | c.RecordDeparture()
            | c.RecordApologies()
            | c.NoteVisitor()
            | c.WaitForQuorum()
            | c.StandDown()
        ):
            return attendance.decide(state, command, group, desk)
        case c.TakeChair() | c.NameMinuteTaker() | c.DeclareInterest() | c.ManageInterest() | c.ReturnMember():
            return chairing.decide(state, command, desk)
        case (
            pc.DisputeInterest()
            | pc.SettleInterest()
            | pc.SendDeputy()
            | pc.SeatDeputy()
            | pc.NoteRemote()
            | pc.PhoneMember()
            | pc.RetakeVote()
            | pc.QueryQuorum()
            | pc.NoteVisitorActing()
            | pc.AgreeNextChair()
        ):
            return people.decide(state, command, group, desk)
        case (
            c.StartBreak()
            | c.EndBreak()
            | c.OpenItem()
            | c.DeferItem()
            | c.CloseItem()
            | c.TakeNote()
            | c.NoteSuggestion()
            | c.AgreeAction()
            | c.AdjournMeeting()
            | c.CloseMeeting()
            | c.StrikeAct()
        ):
            return business.decide(state, command, desk)
        case c.StartClosedSession() | c.EndClosedSession():
            return closed.decide(state, command, desk)
        case _:
            assert_never(command)
