"""What a group answers to members who ask for a meeting, or for business at the next one (R-NO5, R-NO7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.group import asked_commands as c
from governance.group import asked_events as e
from governance.group.officers import seat_then
from governance.kernel import ProposalId, Rejected, RequisitionId, given_here, refuse
from governance.rules import proposals
from governance.rules import requisition as rule

if TYPE_CHECKING:
    from collections.abc import Collection

    from governance.group.requisition import Requisition
    from governance.group.state import GroupState
    from governance.kernel import Desk, Event, Moment, SeatId

RequisitionCommand = c.AskForMeeting | c.JoinRequisition | c.LeaveRequisition | c.ProposeBusiness | c.WithdrawBusiness
BUSINESS = (c.ProposeBusiness, c.WithdrawBusiness)


def decide(state: GroupState, command: RequisitionCommand, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes."""
    has_a_vote(state, command.seat, desk.when, "R-NO7" if isinstance(command, BUSINESS) else "R-NO5")
    match command:
        case c.AskForMeeting():
            return _ask(state, command, desk)
        case c.JoinRequisition():
            return _join(state, command, desk)
        case c.LeaveRequisition():
            return _leave(state, command, desk)
        case c.WithdrawBusiness():
            return _withdraw(state, command, desk)
        case c.ProposeBusiness(seat=seat, title=title, for_decision=for_decision, about=about):
            made = ProposalId(desk.new_id("proposal"))
            own = given_here(seat, desk)
            return (e.BusinessProposed(made, seat, desk.seal(title), for_decision, "member", about, own),)
        case _:
            assert_never(command)


def has_a_vote(state: GroupState, seat: SeatId, at: Moment, clause: str) -> None:
    """Refuse a seat that is no member's: without a vote, or empty then."""
    kept = seat_then(state, seat, at)
    if kept.holder(at) is None:
        raise Rejected("R-QU10", "seat_is_empty", would_help="Nobody held this seat then.", pointer="/seat")
    if not kept.voting:
        raise Rejected(clause, "no_vote", would_help="Only members with a vote can do this.", pointer="/seat")


def _ask(state: GroupState, command: c.AskForMeeting, desk: Desk) -> tuple[Event, ...]:
    made = RequisitionId(desk.new_id("requisition"))
    business = tuple(e.WantedItem(desk.seal(b.title), b.for_decision, b.category, b.about) for b in command.business)
    asked = e.MeetingAskedFor(made, command.seat, business, given_here(command.seat, desk))
    return (asked, *_reached(state, made, (command.seat,), desk))


def _join(state: GroupState, command: c.JoinRequisition, desk: Desk) -> tuple[Event, ...]:
    kept = _asked_for(state, command.requisition)
    own = given_here(command.seat, desk)
    asked, theirs = command.seat in kept.asked, command.seat in kept.own
    if asked and (theirs or not own or kept.meeting is not None):
        return ()
    _as_it_stands(kept)
    refuse(rule.theirs_to_join_again(own=command.seat in kept.gone, by_them=desk.own))
    joined = e.RequisitionJoined(command.requisition, command.seat, own)
    reached = () if asked or kept.call_by else _reached(state, command.requisition, (*kept.asked, command.seat), desk)
    return (joined, *reached)


def _leave(state: GroupState, command: c.LeaveRequisition, desk: Desk) -> tuple[Event, ...]:
    kept = _asked_for(state, command.requisition)
    if command.seat not in kept.asked:
        return ()
    _as_it_stands(kept)
    refuse(rule.theirs_to_leave(own=command.seat in kept.own, by_them=desk.own))
    left = e.RequisitionLeft(command.requisition, command.seat, given_here(command.seat, desk))
    others = tuple(seat for seat in kept.asked if seat != command.seat)
    short = kept.call_by is not None and still_needed(state, others, desk.when) != (0, 0)
    return (left, *((e.RequisitionFellShort(command.requisition),) if short else ()))


def _asked_for(state: GroupState, requisition: RequisitionId) -> Requisition:
    kept = state.requisitions.get(requisition)
    if kept is None:
        raise Rejected("unknown", "unknown_requisition", pointer="/requisition")
    return kept


def _as_it_stands(kept: Requisition) -> None:
    refuse(rule.left_alone(called=kept.meeting is not None, dropped=kept.dropped))


def _reached(state: GroupState, requisition: RequisitionId, asked: Collection[SeatId], desk: Desk) -> tuple[Event, ...]:
    """That enough members asked, from this day on."""
    if still_needed(state, asked, desk.when) != (0, 0):
        return ()
    orders = state.orders_at(desk.when)[0]
    return (e.MeetingRequisitioned(requisition, rule.call_by(orders, desk.when.date).isoformat()),)


def still_needed(state: GroupState, asked: Collection[SeatId], at: Moment) -> tuple[int, int]:
    """How many more members must ask for a meeting, and how many of those with lived experience (R-NO5)."""
    orders, mapping = state.orders_at(at)[0], state.mapping_at(at)[0]
    lived = sum(mapping.class_of(state.seats[seat].constituency) == "LE" for seat in asked)
    return rule.still_needed(orders, asked=len(asked), lived=lived)


def _withdraw(state: GroupState, command: c.WithdrawBusiness, desk: Desk) -> tuple[Event, ...]:
    kept = state.business.get(command.proposal)
    if kept is None:
        raise Rejected("unknown", "unknown_proposal", pointer="/proposal")
    refused = proposals.taken_back(
        by_a_member=kept.origin == "member",
        own=kept.seat == command.seat,
        answered=kept.meeting is not None or kept.refused,
    )
    if refused is None and not kept.withdrawn:
        refused = proposals.theirs_to_take_back(own=kept.own, by_them=desk.own)
    if refused is not None:
        raise refused
    return () if kept.withdrawn else (e.BusinessWithdrawn(command.proposal, command.seat),)
