"""What members ask for between meetings: a meeting, and business for the next one."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from governance.kernel import DecisionId, Event, MeetingId, ProposalId, RequisitionId, Sealed, SeatId
from governance.standing_orders import Category

ReviewKind = Literal["orders", "decision", "closed_minutes"]
Origin = Literal["member", "notice_defect", "papers", "put_out"]


class WantedItem(msgspec.Struct, frozen=True):
    """Business a meeting is asked for; `category` announces a special majority, `about` a decision it would touch."""

    title: Sealed
    for_decision: bool
    category: Category | None
    about: DecisionId | None = None


class MeetingAskedFor(Event, frozen=True):
    """A member asked for a meeting, and said what about (R-NO5); `own`: they did so here themselves."""

    topic: ClassVar[str] = "group.meeting_asked_for.v1"

    requisition: RequisitionId
    seat: SeatId
    business: tuple[WantedItem, ...]
    own: bool = False


class RequisitionJoined(Event, frozen=True):
    """Another member asked for that meeting too. `own`: here themselves; any other was written down for them."""

    topic: ClassVar[str] = "group.requisition_joined.v1"

    requisition: RequisitionId
    seat: SeatId
    own: bool = False


class MeetingRequisitioned(Event, frozen=True):
    """Enough members asked: the chair calls it by `call_by` (YYYY-MM-DD), or they may (R-NO5)."""

    topic: ClassVar[str] = "group.meeting_requisitioned.v1"

    requisition: RequisitionId
    call_by: str


class RequisitionLeft(Event, frozen=True):
    """A member took their name back; without one left, nobody asks for the meeting any more.

    `own`: they did so here themselves, and nobody else writes their name there again.
    """

    topic: ClassVar[str] = "group.requisition_left.v1"

    requisition: RequisitionId
    seat: SeatId
    own: bool = False


class RequisitionFellShort(Event, frozen=True):
    """Too few members ask for it now: the chair need not call it."""

    topic: ClassVar[str] = "group.requisition_fell_short.v1"

    requisition: RequisitionId


class RequisitionMet(Event, frozen=True):
    """The meeting that members asked for was called."""

    topic: ClassVar[str] = "group.requisition_met.v1"

    requisition: RequisitionId
    meeting: MeetingId


class RequisitionReopened(Event, frozen=True):
    """The meeting was called off: members still ask for one."""

    topic: ClassVar[str] = "group.requisition_reopened.v1"

    requisition: RequisitionId


class BusinessProposed(Event, frozen=True):
    """Business for the next meeting: a member's (R-NO7), or what the rules bring back (`origin`).

    `about` is the earlier decision it would undo, change or put again. `own`: the member proposed it here themselves.
    """

    topic: ClassVar[str] = "group.business_proposed.v1"

    proposal: ProposalId
    seat: SeatId | None
    title: Sealed
    for_decision: bool
    origin: Origin
    about: DecisionId | None = None
    own: bool = False


class BusinessTaken(Event, frozen=True):
    """It is on the agenda of a meeting."""

    topic: ClassVar[str] = "group.business_taken.v1"

    proposal: ProposalId
    meeting: MeetingId


class BusinessNotTaken(Event, frozen=True):
    """It was not put on the agenda of a meeting, with a reason given there (R-NO7)."""

    topic: ClassVar[str] = "group.business_not_taken.v1"

    proposal: ProposalId
    meeting: MeetingId


class BusinessReleased(Event, frozen=True):
    """The meeting was called off: the business waits for the next one."""

    topic: ClassVar[str] = "group.business_released.v1"

    proposal: ProposalId


class BusinessWithdrawn(Event, frozen=True):
    """Whoever proposed it took it back before a meeting answered it."""

    topic: ClassVar[str] = "group.business_withdrawn.v1"

    proposal: ProposalId
    seat: SeatId


class NoticeMissed(Event, frozen=True):
    """A member had no notice of a meeting that was called for a day, YYYY-MM-DD (R-NO2)."""

    topic: ClassVar[str] = "group.notice_missed.v1"

    seat: SeatId
    meeting: MeetingId
    date: str


class ReviewSet(Event, frozen=True):
    """When to look again at the standing orders, a decision or a closed item; no more when `review_by` is None (R-RV1).

    `thing` is the group, the decision or the item, `review_by` a day YYYY-MM-DD. What is past its day goes on, but for
    what `lapses`.
    """

    topic: ClassVar[str] = "group.review_set.v1"

    kind: ReviewKind
    thing: UUID
    review_by: str | None
    lapses: bool
    words: Sealed | None


BusinessEvent = BusinessProposed | BusinessTaken | BusinessNotTaken | BusinessReleased | BusinessWithdrawn
RequisitionEvent = (
    MeetingAskedFor
    | RequisitionJoined
    | MeetingRequisitioned
    | RequisitionLeft
    | RequisitionFellShort
    | RequisitionMet
    | RequisitionReopened
)
