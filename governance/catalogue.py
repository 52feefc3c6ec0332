"""Every event there is: the unions are the registry, their topics the stored names."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from governance.action import events as action
from governance.custody import events as custody
from governance.decision import events as decision
from governance.election import events as election
from governance.election.room_events import RoomEvent
from governance.group import events as group
from governance.group.asked_events import BusinessEvent, NoticeMissed, RequisitionEvent, ReviewSet
from governance.group.auditor_events import AuditorEvent
from governance.meeting import events as meeting
from governance.meeting import people_events as people
from governance.meeting.notice_events import NoticeEvent
from governance.minutes import brought
from governance.minutes import events as minutes
from governance.motion import events as motion
from governance.motion import procedure_events as procedure
from governance.motion.method_events import MethodEvent
from governance.organisation import events as organisation
from governance.organisation.privacy_events import PrivacyEvent
from governance.resolution import events as resolution

if TYPE_CHECKING:
    from collections.abc import Mapping

    from governance.kernel import Event

OrganisationEvent = (
    organisation.OrganisationFounded
    | organisation.PersonRegistered
    | organisation.ContactAdded
    | organisation.ConvenorNamed
    | organisation.ConvenorEnded
    | PrivacyEvent
)

GroupEvent = (
    group.GroupFounded
    | group.SeatCreated
    | group.SeatRetired
    | group.SeatFilled
    | group.SeatVacated
    | group.OfficeCreated
    | group.OfficeAssigned
    | group.TermEnded
    | group.LeavingConfirmed
    | group.LeavingDisputed
    | group.RemovedByDecision
    | group.PutBack
    | group.StandingOrdersAdopted
    | group.ClassMappingAdopted
    | group.DeputyNamed
    | group.DeputyEnded
    | group.TextNeedNoted
    | group.FormatNoted
    | group.NextChairSet
    | group.ChairActedAlone
    | group.TermExtended
    | group.HandoverStarted
    | group.HandoverItemDone
    | group.HandoverConfirmed
    | group.HandoverCompleted
    | RequisitionEvent
    | BusinessEvent
    | NoticeMissed
    | ReviewSet
    | AuditorEvent
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
    | procedure.WordsReadBack
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
    | procedure.OptionsBallotCounted
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
    | meeting.VoteTakenUp
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
    | meeting.ClosedSessionStarted
    | meeting.ClosedSessionEnded
    | brought.MinutesBrought
    | brought.CorrectionMoved
    | resolution.ResolutionReported
    | decision.ChairsActionReported
    | decision.ChairsActionAnswered
    | decision.ReviewAgreed
    | action.ActionRaised
    | people.InterestDisputed
    | people.InterestSettled
    | people.DeputySent
    | people.DeputySeated
    | people.JoinedRemotely
    | people.FollowedByChat
    | people.CountTaken
    | people.MemberPhoned
    | people.VoteRetaken
    | people.QuorumQueried
    | people.VisitorActed
    | people.NextChairAgreed
    | people.WentOnUnchaired
    | NoticeEvent
    | MotionEvent
    | RoomEvent
    | ProcedureEvent
)

ActionEvent = (
    action.ActionOpened
    | action.ActionStarted
    | action.ActionReportedDone
    | action.ActionVerified
    | action.ActionDropped
    | action.ActionPutOff
)

MinutesEvent = (
    minutes.MinutesDrafted
    | minutes.MinutesCirculated
    | minutes.MinutesCorrectionAsked
    | minutes.MinutesAmended
    | minutes.MinutesCorrectionDeclined
    | minutes.DisagreementNoted
    | minutes.MinutesApproved
    | minutes.PresiderDisagreedWithMinutes
    | minutes.MinutesSigned
    | minutes.ApprovedRecordCorrected
    | minutes.RecordingDestroyed
    | minutes.ClosedMinuteReviewed
)

ResolutionEvent = (
    resolution.ResolutionCirculated
    | resolution.ReplyReceived
    | resolution.ReplyConfirmed
    | resolution.ReplyDisputed
    | resolution.MeetingDemanded
    | resolution.ResolutionStopped
    | resolution.ResolutionClosed
)

ElectionEvent = (
    election.NominationsOpened
    | election.NominationMade
    | election.NominationAccepted
    | election.NominationRefused
    | election.NominationWithdrawn
    | election.NominationsClosed
    | election.ElectionDecided
)

OutliveEvent = decision.DecisionEvent | ActionEvent | ElectionEvent | ResolutionEvent | MinutesEvent

CustodyEvent = (
    custody.KeyTrusted
    | custody.KeyRetired
    | custody.EntryDisowned
    | custody.BodyErased
    | custody.KeyDestroyed
    | custody.WordsRedacted
    | custody.TierChanged
    | custody.LogContinued
    | custody.ActEndorsed
)

GovernanceEvent = OrganisationEvent | GroupEvent | MeetingEvent | OutliveEvent | CustodyEvent

EVENTS: Mapping[str, type[Event]] = MappingProxyType({kind.topic: kind for kind in get_args(GovernanceEvent)})
