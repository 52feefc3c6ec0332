"""What happens to the notice of a meeting: who asked for it, who agreed to too little of it, who had none."""

from __future__ import annotations

from typing import ClassVar

from governance.kernel import Event, RequisitionId, SeatId


class CalledByMembers(Event, frozen=True):
    """Members asked for this meeting, and only what they asked for may be decided (R-NO5, R-NO4).

    `themselves`: they called it in the chair's place. `irregular` are the clauses that were not kept.
    """

    topic: ClassVar[str] = "meeting.called_by_members.v1"

    requisition: RequisitionId
    asked: tuple[SeatId, ...]
    themselves: bool
    irregular: tuple[str, ...]


NoticeEvent = CalledByMembers
