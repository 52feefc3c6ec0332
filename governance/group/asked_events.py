"""What members ask for between meetings: a meeting, and business for the next one."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from governance.kernel import Event, MeetingId, RequisitionId, Sealed, SeatId
from governance.standing_orders import Category


class WantedItem(msgspec.Struct, frozen=True):
    """Business a meeting is asked for; `category` announces a special majority."""

    title: Sealed
    for_decision: bool
    category: Category | None


class MeetingAskedFor(Event, frozen=True):
    """A member asked for a meeting, and said what about (R-NO5)."""

    topic: ClassVar[str] = "group.meeting_asked_for.v1"

    requisition: RequisitionId
    seat: SeatId
    business: tuple[WantedItem, ...]


class RequisitionJoined(Event, frozen=True):
    """Another member asked for that meeting too."""

    topic: ClassVar[str] = "group.requisition_joined.v1"

    requisition: RequisitionId
    seat: SeatId


class MeetingRequisitioned(Event, frozen=True):
    """Enough members asked: the chair calls it by `call_by` (YYYY-MM-DD), or they may (R-NO5)."""

    topic: ClassVar[str] = "group.meeting_requisitioned.v1"

    requisition: RequisitionId
    call_by: str


class RequisitionMet(Event, frozen=True):
    """The meeting that members asked for was called."""

    topic: ClassVar[str] = "group.requisition_met.v1"

    requisition: RequisitionId
    meeting: MeetingId


class RequisitionReopened(Event, frozen=True):
    """The meeting was called off: members still ask for one."""

    topic: ClassVar[str] = "group.requisition_reopened.v1"

    requisition: RequisitionId


RequisitionEvent = MeetingAskedFor | RequisitionJoined | MeetingRequisitioned | RequisitionMet | RequisitionReopened
