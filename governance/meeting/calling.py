"""Calling, opening and resuming a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import msgspec

from governance.election.room_events import ActingTold
from governance.group.acting import acting_chair
from governance.kernel import ItemId, MeetingId, Rejected, refuse, written_down
from governance.meeting import asked_for, noticing, proposed
from governance.meeting import commands as c
from governance.meeting import events as e
from governance.meeting.chairing import fit_to_preside, took_chair
from governance.meeting.deputies import all_taken
from governance.meeting.line import could_preside
from governance.meeting.links import remote
from governance.meeting.sitting import WHAT_IS_SO, ahead, attended, forward, on_roll
from governance.motion.procedure_events import ItemMarked
from governance.rules import adjourning, attendance, notice, order_of_business

if TYPE_CHECKING:
    from collections.abc import Collection

    from governance.group.state import GroupState
    from governance.kernel import Desk, Event, Moment, SeatId
    from governance.meeting.state import MeetingState
    from governance.standing_orders import PartOfBusiness, StandingOrders

FIRST_ITEM = 3

CallingCommand = c.CallMeeting | c.ProposeItem | c.CancelMeeting | c.OpenMeeting | c.ResumeMeeting


def decide(state: MeetingState, command: CallingCommand, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`."""
    match command:
        case c.CallMeeting():
            return _call(state, command, group, desk)
        case c.ProposeItem():
            return _propose(state, command, desk)
        case c.CancelMeeting():
            _called(state)
            return (e.MeetingCancelled(desk.seal(command.reason) if command.reason else None),)
        case c.OpenMeeting():
            return _open(state, command, group, desk)
        case c.ResumeMeeting():
            return _resume(state, command, group, desk)
        case _:
            assert_never(command)


def _call(state: MeetingState, command: c.CallMeeting, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    if group.group is None:
        raise Rejected("unknown", "unknown_group", pointer="/group")
    if state.meeting is not None:
        raise Rejected("in order", "meeting_already_called")
    starts = desk.moment(command.starts, future=True, pointer="/starts")
    noticing.in_our_time(starts, desk)
    given = noticing.given(command, desk)
    wanted = asked_for.named(command, group)
    asked_for.nothing_else(command, wanted, desk)
    stated = asked_for.stated(wanted, FIRST_ITEM, desk)
    orders, _ = group.orders_at(desk.when)
    announced = {*(business.category for business in command.agenda), *(entry.category for entry in stated)}
    needed = notice.days_needed(orders, special=bool(announced & notice.SPECIAL))
    deemed = orders.deemed_service_post_days if command.by_post else 0
    days = None if given is None else notice.clear_days(given.date, starts.date, deemed=deemed)
    short = None if given is None else notice.too_short(given.date, starts.date, needed, deemed=deemed)
    if short is not None and desk.mode == "live" and not command.short_notice:
        raise short
    taken = proposed.chosen(command, group, starts, desk)
    first = FIRST_ITEM + len(stated)
    agenda = tuple(_entry(b, first + n, desk, wanted is None) for n, b in enumerate(command.agenda))
    marked = tuple(zip(agenda, command.agenda, strict=True))
    brought = proposed.entries(taken, first + len(agenda), desk, in_notice=wanted is None)
    arising = {entry.item for entry, business in marked if business.kind == "matters_arising"}
    rest = _arranged((*agenda, *brought), arising, first, orders) if command.arranged else (*agenda, *brought)
    return (
        e.MeetingCalled(
            meeting=MeetingId(desk.new_id("meeting")),
            group=group.group,
            kind=command.kind if wanted is None else "requisitioned",
            manner=command.manner,
            title=desk.seal(command.title) if command.title else None,
            place=desk.seal(command.place) if command.place else None,
            starts=starts,
            notice_given=given,
            clear_days=days,
            needed=needed,
            irregular=() if short is None else (short.clause,),
            agenda=(*stated, *rest),
            written_down=written_down(desk),
        ),
        *proposed.answered(command, group, starts, taken, brought, desk),
        *asked_for.called(wanted, command.requisition, group, desk),
        *(ItemMarked(entry.item, business.kind) for entry, business in marked if business.kind != "business"),
    )


def _arranged(
    agenda: tuple[e.AgendaEntry, ...], arising: Collection[ItemId], first: int, orders: StandingOrders
) -> tuple[e.AgendaEntry, ...]:
    """An agenda in the order of business, numbered from `first` (R-MO5)."""
    parts: list[PartOfBusiness] = [
        order_of_business.part_of(one.category, arising=one.item in arising, for_decision=one.for_decision)
        for one in agenda
    ]
    places = enumerate(order_of_business.arranged(orders, parts), first)
    return tuple(msgspec.structs.replace(agenda[place], number=number) for number, place in places)


def _entry(business: c.Business, number: int, desk: Desk, in_notice: bool) -> e.AgendaEntry:  # noqa: FBT001
    item = ItemId(desk.new_id("item"))
    title = desk.seal(business.title)
    return e.AgendaEntry(item, number, title, business.for_decision, business.category, in_notice, business.about)


def _propose(state: MeetingState, command: c.ProposeItem, desk: Desk) -> tuple[Event, ...]:
    if state.stage not in {"called", "open"}:
        raise Rejected("in order", f"meeting_is_{state.stage}")
    if state.stage == "open":
        forward(state, desk)
        _part_of_what_was_left(state, command, desk)
    if len(state.items) >= c.MOST_ITEMS:
        raise Rejected("in order", "agenda_is_full", because={"most": c.MOST_ITEMS}, pointer="/title")
    number = max((item.number for item in state.items.values()), default=FIRST_ITEM - 1) + 1
    entry = e.AgendaEntry(
        item=ItemId(desk.new_id("item")),
        number=number,
        title=desk.seal(command.title),
        for_decision=command.for_decision,
        category=None,
        in_notice=False,
        about=command.about,
    )
    marked = () if command.kind == "business" else (ItemMarked(entry.item, command.kind),)
    return (e.ItemProposed(entry), *marked)


def _part_of_what_was_left(state: MeetingState, command: c.ProposeItem, desk: Desk) -> None:
    """Refuse new business to be decided at a sitting that goes on (R-AD1)."""
    refused = adjourning.unfinished_only(resumed=state.resumed, done=command.for_decision)
    if refused is not None and desk.mode == "live":
        raise refused


def _called(state: MeetingState) -> None:
    if state.stage != "called":
        raise Rejected("in order", f"meeting_is_{state.stage}", would_help=WHAT_IS_SO[state.stage])


def _open(state: MeetingState, command: c.OpenMeeting, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    _called(state)
    orders, version = group.orders_at(desk.when)
    mapping, mapped = group.mapping_at(desk.when)
    early = notice.before_its_day(None if state.starts is None else state.starts.date, desk.when.date)
    if early is not None and desk.mode == "live":
        raise early
    flaws = () if early is None else (early.clause,)
    opened = e.MeetingOpened(orders, version, mapping, mapped, roll_of(group, desk.when), flaws)
    here = ahead(state, desk, opened)
    return (
        opened,
        *noticing.agreed_to(here, desk),
        *_acting_told(group, desk.when),
        *_who_is_here(here, command, group, desk),
    )


def _acting_told(group: GroupState, at: Moment) -> tuple[Event, ...]:
    """That somebody acts as chair, and since when, so that the meeting can be understood alone (R-AC1)."""
    acts = acting_chair(group, at)
    return () if acts is None else (ActingTold(acts.office, acts.left, acts.vacant, acts.seat, acts.since),)


def _who_is_here(state: MeetingState, command: c.OpenMeeting, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    visitors = [visitor_noted(state, v, desk) for v in command.visitors]
    events: list[Event] = []
    if command.present is not None:
        events.append(roll_called(state, command.present, command.apologies))
    elif command.apologies:
        on_roll(state, command.apologies, "/apologies")
        events.extend(e.ApologiesGiven(seat) for seat in command.apologies)
    if command.headcount is not None:
        events.append(e.HeadcountNoted(command.headcount, command.about))
    events.extend(_beside_the_roll(ahead(state, desk, *events), command, group, desk))
    events.extend(visitors)
    there = ahead(state, desk, *events)
    presider = command.presider or (_first_presider(there, group, desk) if desk.mode == "live" else None)
    if presider is not None:
        fit_to_preside(ahead(state, desk, *events), presider, desk)
        agreed = presider == group.presides_next(desk.when)
        events.append(took_chair(ahead(state, desk, *events), presider, "opening", desk, agreed=agreed))
    if command.minute_taker is not None:
        on_roll(state, (command.minute_taker,), "/minute_taker")
        events.append(e.MinuteTakerNamed(command.minute_taker))
    return attended(state, desk, *events)


def _beside_the_roll(
    state: MeetingState, command: c.OpenMeeting | c.ResumeMeeting, group: GroupState, desk: Desk
) -> tuple[Event, ...]:
    """Deputies in their seats, and those of the roll who take part from elsewhere."""
    seated = all_taken(state, command.deputies, group, desk)
    return (*seated, *remote(ahead(state, desk, *seated), command.remote, "/remote"))


def _first_presider(state: MeetingState, group: GroupState, desk: Desk) -> SeatId | None:
    """Who presides when nobody says so: whoever was agreed on at the last meeting, if here (R-CH4).

    Else the chair if here, else an officer in line who opens the meeting (R-CH1). The chair is waited for, and a
    secretary who opens the meeting takes no chair by that.
    """
    agreed = group.presides_next(desk.when)
    if agreed is not None and agreed in (state.present or ()) and could_preside(state, agreed, None):
        return agreed
    held = {office.kind: seat for seat, entry in state.roll.items() for office in entry.offices}
    here = (state.present or frozenset()) | {desk.by}
    if held.get("chair") in here:
        return held["chair"]
    return next((held[kind] for kind in ("co_chair", "vice_chair") if kind in held and held[kind] == desk.by), None)


def _resume(state: MeetingState, command: c.ResumeMeeting, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    if state.stage != "adjourned":
        raise Rejected("in order", f"meeting_is_{state.stage}", would_help="Only an adjourned meeting goes on.")
    forward(state, desk)
    orders, version = group.orders_at(desk.when)
    mapping, mapped = group.mapping_at(desk.when)
    told = _told(state, command, orders, desk)
    resumed = e.MeetingResumed(orders, version, mapping, mapped, roll_of(group, desk.when))
    if command.present is None:
        return (*told, resumed)
    here = ahead(state, desk, resumed)
    roll = roll_called(here, command.present, command.apologies)
    chair = state.presider
    flaws = ("R-CH1",) if state.out_of_turn else ()
    goes_on = (e.PresiderTookChair(chair, "opening", flaws),) if chair is not None and chair in command.present else ()
    beside = _beside_the_roll(ahead(here, desk, roll), command, group, desk)
    return (*told, resumed, *attended(here, desk, roll, *beside, *goes_on))


def _told(state: MeetingState, command: c.ResumeMeeting, orders: StandingOrders, desk: Desk) -> tuple[Event, ...]:
    """Notice of a sitting over a fortnight later: needed live, and perhaps not known written up (R-AD1)."""
    given = None if command.notice_given is None else desk.moment(command.notice_given, pointer="/notice_given")
    if state.stopped is None or not adjourning.needs_notice(orders, state.stopped.date, desk.when.date):
        return ()
    short = adjourning.short_notice(orders, None if given is None else given.date, desk.when.date)
    if short is not None and desk.mode == "live":
        raise short
    if given is None:
        return ()
    days = notice.clear_days(given.date, desk.when.date)
    return (e.ResumptionNoticed(given, days, orders.notice_days, () if short is None else (short.clause,)),)


def roll_called(state: MeetingState, present: tuple[SeatId, ...], apologies: tuple[SeatId, ...]) -> e.AttendanceSet:
    """The roll as one event; a seat stands in one list only (R-AP1)."""
    on_roll(state, present, "/present")
    on_roll(state, apologies, "/apologies")
    refuse(attendance.named_once(present, apologies))
    return e.AttendanceSet(present, apologies)


def visitor_noted(state: MeetingState, visitor: c.VisitorHere, desk: Desk) -> e.VisitorNoted:
    """Somebody without a seat; a supporter comes with a member (R-AP3)."""
    if visitor.supporting is not None:
        on_roll(state, (visitor.supporting,), "/supporting")
    return e.VisitorNoted(visitor.capacity, desk.seal(visitor.label), visitor.supporting)


def roll_of(group: GroupState, at: Moment) -> tuple[e.RollEntry, ...]:
    """Every seat of the group at a moment, with the offices it held."""
    offices: dict[SeatId, list[e.OfficeHeld]] = {}
    for term in group.held(at):
        offices.setdefault(term.seat, []).append(e.OfficeHeld(term.office, group.offices[term.office], term.acting))
    acts = acting_chair(group, at)
    if acts is not None:
        offices.setdefault(acts.seat, []).append(e.OfficeHeld(acts.office, "chair", acting=True))
    return tuple(
        e.RollEntry(
            seat=seat,
            constituency=kept.constituency,
            voting=kept.voting,
            filled=kept.holder(at) is not None,
            offices=tuple(offices.get(seat, ())),
        )
        for seat, kept in group.seats.items()
        if kept.exists(at)
    )
