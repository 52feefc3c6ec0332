"""Every event there is: the unions are the registry, their topics the stored names."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from governance.action import events as action
from governance.custody import events as custody
from governance.decision import events as decision
from governance.group import events as group
from governance.meeting import events as meeting
from governance.minutes import events as minutes
from governance.motion import events as motion
from governance.motion import procedure_events as procedure
from governance.motion.method_events import MethodEvent
from governance.organisation import events as organisation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from governance.kernel import Event

OrganisationEvent = organisation.OrganisationFounded | organisation.PersonRegistered | organisation.ConvenorNamed

GroupEvent = (
    group.GroupFounded
    | group.SeatCreated
    | group.SeatRetired
    | group.SeatFilled
    | group.SeatVacated
    | group.OfficeCreated
    | group.OfficeAssigned
    | group.TermEnded
    | group.StandingOrdersAdopted
    | group.ClassMappingAdopted
)

MotionEvent = (
    motion.MotionMoved
    | motion.AmendmentMoved
    | motion.MotionSeconded
    | motion.MotionWithdrawn
    | motion.MotionFell
    | motion.QuestionPut
    | motion.VoteCast
    | motion.CountRecorded
    | motion.EveryoneAsked
    | motion.TallyContradicted
    | motion.CastingVoteUsed
    | motion.ResultDeclared
    | MethodEvent
)

ProcedureEvent = (
    procedure.AmendmentCosted
    | procedure.AmendmentAccepted
    | procedure.AmendmentCarriedOver
    | procedure.MotionRetested
    | procedure.MotionReworded
    | procedure.SecondWithdrawn
    | procedure.WithdrawalAsked
    | procedure.ProceduralMotionMoved
    | procedure.BusinessDisposed
    | procedure.QuestionDivided
    | procedure.QuestionReopened
    | procedure.ItemMarked
    | procedure.ItemPulled
    | procedure.ItemsTakenTogether
    | procedure.ItemsAgreedTogether
    | procedure.UnfinishedBusinessTaken
    | procedure.PointOfOrderRaised
    | procedure.RulingMade
    | procedure.MotionRuledOut
    | procedure.BallotAnnulled
    | procedure.RulingAppealed
    | procedure.RulingOverturned
    | procedure.OptionsMoved
    | procedure.OptionChosen
    | procedure.OptionsCounted
    | procedure.OptionsCompared
)

MeetingEvent = (
    meeting.MeetingCalled
    | meeting.ItemProposed
    | meeting.MeetingCancelled
    | meeting.MeetingOpened
    | meeting.MeetingResumed
    | meeting.ResumptionNoticed
    | meeting.AttendanceSet
    | meeting.HeadcountNoted
    | meeting.MemberArrived
    | meeting.MemberLeft
    | meeting.ApologiesGiven
    | meeting.ApologyReasonKept
    | meeting.VisitorNoted
    | meeting.QuorumTested
    | meeting.QuorumLost
    | meeting.QuorumRegained
    | meeting.WaitedForQuorum
    | meeting.VoteStoodDown
    | meeting.PresiderTookChair
    | meeting.MinuteTakerNamed
    | meeting.InterestDeclared
    | meeting.InterestManaged
    | meeting.MemberReturned
    | meeting.BreakStarted
    | meeting.BreakEnded
    | meeting.ItemOpened
    | meeting.ItemDeferred
    | meeting.ItemStoodOver
    | meeting.ItemClosed
    | meeting.NoteTaken
    | meeting.SuggestionNoted
    | meeting.ActionAgreed
    | meeting.MeetingAdjourned
    | meeting.MeetingClosed
    | meeting.ActStruck
    | MotionEvent
    | ProcedureEvent
)

OutliveEvent = decision.DecisionEvent | action.ActionOpened | minutes.MinutesDrafted

CustodyEvent = (
    custody.KeyTrusted
    | custody.KeyRetired
    | custody.EntryDisowned
    | custody.BodyErased
    | custody.TierChanged
    | custody.LogContinued
    | custody.ActEndorsed
)

GovernanceEvent = OrganisationEvent | GroupEvent | MeetingEvent | OutliveEvent | CustodyEvent

EVENTS: Mapping[str, type[Event]] = MappingProxyType({kind.topic: kind for kind in get_args(GovernanceEvent)})
