"""What happens to notice, papers and business: asked for, agreed to, missed, proposed, put off, sent on."""

from __future__ import annotations

from typing import ClassVar

from governance.kernel import (
    DecisionId,
    Event,
    GroupId,
    ItemId,
    MeetingId,
    Moment,
    MotionId,
    PaperFormat,
    ProposalId,
    RequisitionId,
    Sealed,
    SeatId,
)


class CalledByMembers(Event, frozen=True):
    """Members asked for this meeting, and only what they asked for may be decided (R-NO5, R-NO4).

    `themselves`: they called it in the chair's place. `irregular` are the clauses that were not kept.
    """

    topic: ClassVar[str] = "meeting.called_by_members.v1"

    requisition: RequisitionId
    asked: tuple[SeatId, ...]
    themselves: bool
    irregular: tuple[str, ...]


class ShortNoticeConsented(Event, frozen=True):
    """A member agreed to meet although notice was too short (R-NO3)."""

    topic: ClassVar[str] = "meeting.short_notice_consented.v1"

    seat: SeatId


class ShortNoticeTested(Event, frozen=True):
    """Who had agreed to the short notice as the meeting began, and who of the members had not (R-NO3)."""

    topic: ClassVar[str] = "meeting.short_notice_tested.v1"

    consented: tuple[SeatId, ...]
    missing: tuple[SeatId, ...]
    irregular: tuple[str, ...]


class MeetingMoved(Event, frozen=True):
    """The meeting was moved to another time or place (R-NO1).

    `called_for` is when it was first called for; `place` is None where it stays. `clear_days` and `needed` are the
    notice of the move, `irregular` the clauses the notice does not keep now. `written_down` is the day on which a move
    was written up afterwards.
    """

    topic: ClassVar[str] = "meeting.moved.v1"

    meeting: MeetingId
    group: GroupId
    called_for: Moment
    starts: Moment
    place: Sealed | None
    notice_given: Moment | None
    clear_days: int | None
    needed: int
    irregular: tuple[str, ...]
    written_down: Moment | None = None


class ProposalTaken(Event, frozen=True):
    """What a member had proposed is an item of this meeting (R-NO7)."""

    topic: ClassVar[str] = "meeting.proposal_taken.v1"

    proposal: ProposalId
    item: ItemId
    seat: SeatId | None


class ProposalNotTaken(Event, frozen=True):
    """What a member had proposed is not on the agenda, and why; `late` when it came too late for it (R-NO7).

    `about` is the earlier decision it would touch.
    """

    topic: ClassVar[str] = "meeting.proposal_not_taken.v1"

    proposal: ProposalId
    seat: SeatId | None
    title: Sealed
    for_decision: bool
    reason: Sealed
    late: bool
    about: DecisionId | None = None


class ProposalInsisted(Event, frozen=True):
    """A member wants it on the agenda all the same; two put it there (R-NO7)."""

    topic: ClassVar[str] = "meeting.proposal_insisted.v1"

    proposal: ProposalId
    seat: SeatId


class NoticeDefectNoted(Event, frozen=True):
    """A member had no notice of the meeting, which does not undo it (R-NO2)."""

    topic: ClassVar[str] = "meeting.notice_defect_noted.v1"

    seat: SeatId


class ReopeningAsked(Event, frozen=True):
    """A member who had no notice wants the next meeting to look at a decision again (R-NO2)."""

    topic: ClassVar[str] = "meeting.reopening_asked.v1"

    seat: SeatId
    item: ItemId
    decision: DecisionId
    proposal: ProposalId
    title: Sealed
    irregular: tuple[str, ...]


class PaperIssued(Event, frozen=True):
    """A paper for an item went out, numbered within the item, in these forms (R-NO6)."""

    topic: ClassVar[str] = "meeting.paper_issued.v1"

    item: ItemId
    paper: int
    title: Sealed
    formats: tuple[PaperFormat, ...]


class FormatIssued(Event, frozen=True):
    """A paper that went out before went out in further forms."""

    topic: ClassVar[str] = "meeting.format_issued.v1"

    item: ItemId
    paper: int
    formats: tuple[PaperFormat, ...]


class DeferralClaimed(Event, frozen=True):
    """A member with lived experience put an item off: a paper was not served in time on every member (R-NO6).

    `proposal` brings the item to the next meeting; None where a proposal before the meeting stands over.
    """

    topic: ClassVar[str] = "meeting.deferral_claimed.v1"

    item: ItemId
    seat: SeatId
    proposal: ProposalId | None
    title: Sealed
    irregular: tuple[str, ...]


class TakenAsUrgent(Event, frozen=True):
    """An item that was not in the notice could not wait; it may be decided unless a member objected (R-NO4).

    `reason` is None where the notes do not say why.
    """

    topic: ClassVar[str] = "meeting.taken_as_urgent.v1"

    item: ItemId
    reason: Sealed | None
    objections: tuple[SeatId, ...]
    irregular: tuple[str, ...]


class ItemEscalated(Event, frozen=True):
    """An item goes to another group, with the proposals before the meeting and why (R-IN6, R-ES1)."""

    topic: ClassVar[str] = "meeting.item_escalated.v1"

    item: ItemId
    to: GroupId | None
    motions: tuple[MotionId, ...]
    recusal: bool
    reason: Sealed


NoticeEvent = (
    CalledByMembers
    | ShortNoticeConsented
    | ShortNoticeTested
    | MeetingMoved
    | ProposalTaken
    | ProposalNotTaken
    | ProposalInsisted
    | NoticeDefectNoted
    | ReopeningAsked
    | PaperIssued
    | FormatIssued
    | DeferralClaimed
    | TakenAsUrgent
    | ItemEscalated
)
