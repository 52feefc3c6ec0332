"""A meeting that members ask for, as folded (R-NO5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import msgspec

from governance.group import asked_events as e
from governance.kernel import MeetingId, RequisitionId, SeatId

if TYPE_CHECKING:
    from collections.abc import Mapping


class Requisition(msgspec.Struct, frozen=True):
    """What is asked for, and by whom. Once enough asked, `call_by` is the chair's last day; `meeting` answers it.

    Where `asked` is empty, everybody took their name back. `own` are those who put their name to it here themselves,
    `gone` those who took it back themselves.
    """

    business: tuple[e.WantedItem, ...]
    asked: tuple[SeatId, ...]
    own: frozenset[SeatId] = frozenset()
    gone: frozenset[SeatId] = frozenset()
    call_by: str | None = None
    meeting: MeetingId | None = None

    @property
    def dropped(self) -> bool:
        """Whether nobody asks for it any more."""
        return not self.asked

    def overdue(self, today: str) -> bool:
        """Whether the chair's days are over and nobody has called it."""
        return self.meeting is None and self.call_by is not None and self.call_by < today


def evolve(before: Mapping[RequisitionId, Requisition], event: e.RequisitionEvent) -> dict[RequisitionId, Requisition]:
    """The meetings asked for after one more event about one."""
    replace, of = msgspec.structs.replace, event.requisition
    match event:
        case e.MeetingAskedFor(seat=seat, business=business, own=own):
            return {**before, of: Requisition(business, (seat,), frozenset((seat,) if own else ()))}
        case e.RequisitionJoined(seat=seat, own=own):
            kept = before[of]
            asked = tuple(dict.fromkeys((*kept.asked, seat)))
            theirs = kept.own | {seat} if own else kept.own
            return {**before, of: replace(kept, asked=asked, own=theirs, gone=kept.gone - {seat})}
        case e.MeetingRequisitioned(call_by=call_by):
            return {**before, of: replace(before[of], call_by=call_by)}
        case e.RequisitionLeft(seat=seat, own=own):
            kept = before[of]
            asked = tuple(one for one in kept.asked if one != seat)
            gone = kept.gone | {seat} if own else kept.gone
            return {**before, of: replace(kept, asked=asked, own=kept.own - {seat}, gone=gone)}
        case e.RequisitionFellShort():
            return {**before, of: replace(before[of], call_by=None)}
        case e.RequisitionMet(meeting=meeting):
            return {**before, of: replace(before[of], meeting=meeting)}
        case e.RequisitionReopened():
            return {**before, of: replace(before[of], meeting=None)}
        case _:
            assert_never(event)
