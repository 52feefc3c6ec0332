"""Calling the meeting that members asked for: who may, and for what (R-NO5, R-NO4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import ItemId, Rejected, refuse
from governance.meeting import events as e
from governance.meeting.notice_events import CalledByMembers
from governance.rules import calling, notice, requisition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.group.requisition import Requisition
    from governance.group.state import GroupState
    from governance.kernel import Desk, Event, Moment, RequisitionId, SeatId
    from governance.meeting.commands import CallMeeting


def named(command: CallMeeting, group: GroupState) -> Requisition | None:
    """The meeting members asked for that is called here, None for any other."""
    if command.requisition is None:
        return None
    found = group.requisitions.get(command.requisition)
    if found is None:
        raise Rejected("unknown", "unknown_requisition", pointer="/requisition")
    refuse(requisition.left_alone(called=found.meeting is not None, dropped=found.dropped))
    return found


def stated(wanted: Requisition | None, first: int, desk: Desk) -> tuple[e.AgendaEntry, ...]:
    """What members asked for, as the first items of the agenda."""
    if wanted is None:
        return ()
    return tuple(
        e.AgendaEntry(
            ItemId(desk.new_id("item")), first + n, w.title, w.for_decision, w.category, in_notice=True, about=w.about
        )
        for n, w in enumerate(wanted.business)
    )


def nothing_else(command: CallMeeting, wanted: Requisition | None, desk: Desk) -> None:
    """Refuse, live, to announce other business for decision at a meeting that members asked for (R-NO4)."""
    if wanted is None or desk.mode != "live":
        return
    refuse(notice.only_what_was_asked(any(business.for_decision for business in command.agenda)))


def called(wanted: Requisition | None, made: RequisitionId | None, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    """That members asked for the meeting; refused live where it is not theirs to call yet (R-NO5)."""
    if wanted is None or made is None:
        return ()
    themselves = desk.by is not None and not _by_an_officer(group, desk.by, desk.when)
    refused = [*why_not(wanted, group, desk.when, themselves=themselves, by=desk.by)]
    if refused and desk.mode == "live":
        raise refused[0]
    clauses = tuple(dict.fromkeys(one.clause for one in refused))
    return (CalledByMembers(made, wanted.asked, themselves, clauses),)


def why_not(
    wanted: Requisition, group: GroupState, at: Moment, *, themselves: bool, by: SeatId | None
) -> Iterator[Rejected]:
    """Why what members asked for is not called yet: by an officer, or by a member in the chair's place (R-NO5)."""
    orders = group.orders_at(at)[0]
    few = requisition.requisitioned(orders, asked=len(wanted.asked), reached=wanted.call_by is not None)
    if few is not None:
        yield few
    if not themselves:
        return
    early = requisition.by_themselves(wanted.call_by, at.date, asked=by in wanted.asked)
    if early is not None:
        yield early


def _by_an_officer(group: GroupState, seat: SeatId, at: Moment) -> bool:
    convenor = group.convenor_acts(at) and group.seats[seat].holder(at) == group.convenor
    return calling.as_an_officer(group.kinds_held({seat}, at), convenor=convenor)
