"""What a group answers to each command."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never
from uuid import UUID

from governance.group import auditing, behind, deputising, handing_over, leaving, officers, requisitioning, seating
from governance.group import auditor_commands as ac
from governance.group import commands as c
from governance.group import events as e
from governance.group import handover_commands as hc
from governance.group import leaving_commands as lc
from governance.group.asked_events import ReviewSet
from governance.group.officers import effective, known, seat_then
from governance.kernel import GroupId, OfficeId, Rejected, SeatId, refuse
from governance.organisation.decide import known_zone
from governance.rules import behind as rule
from governance.rules import reviews
from governance.rules.satisfiable import findings
from governance.rules.terms import last_day_in_seat

if TYPE_CHECKING:
    from governance.group.state import Adopted, GroupState
    from governance.kernel import Desk, Event, Moment
    from governance.organisation.state import OrganisationState

GroupCommand = (
    c.FoundGroup
    | c.CreateSeat
    | c.RetireSeat
    | c.FillSeat
    | c.VacateSeat
    | c.CreateOffice
    | c.AssignOffice
    | c.EndTerm
    | c.AdoptStandingOrders
    | c.AdoptClassMapping
    | c.ReviewOrders
    | deputising.DeputisingCommand
    | handing_over.HandoverCommand
    | leaving.LeavingCommand
    | requisitioning.RequisitionCommand
    | ac.AuditorCommand
)


def decide(
    state: GroupState,
    command: GroupCommand,
    organisation: OrganisationState,
    desk: Desk,
    named: behind.Named | None = None,
) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`. `named` is the decision that the command says it rests on."""
    if state.group is None and not isinstance(command, c.FoundGroup):
        raise Rejected("in order", "group_not_founded", would_help="Found the group first.")
    if named is None and getattr(command, "decision", None) is not None:
        raise Rejected("unknown", "unknown_decision", pointer="/decision")
    match command:
        case c.FoundGroup():
            return _found(command, organisation, desk)
        case c.CreateSeat():
            _free_slug(command.slug, desk)
            return seating.create(state, command, desk, named)
        case c.RetireSeat():
            return seating.retire(state, command, desk, named)
        case c.FillSeat():
            return seating.fill(state, command, organisation, desk, named)
        case c.VacateSeat():
            return _vacate_seat(state, command, desk, named)
        case c.CreateOffice():
            return _create_office(command, desk)
        case c.AssignOffice():
            return officers.assign(state, command, desk, named)
        case c.EndTerm():
            return officers.end(state, command, desk, named)
        case c.AdoptStandingOrders():
            return _adopt_orders(state, command, desk, named)
        case c.ReviewOrders(review_by=review_by):
            day = reviews.a_day(review_by, desk.when.date)
            return _reviewed(state, day)
        case c.AdoptClassMapping():
            return _adopt_mapping(state, command, desk, named)
        case c.NameDeputy() | c.EndDeputy() | c.NoteTextNeed() | c.NoteFormat():
            return deputising.decide(state, command, organisation, desk)
        case hc.StartHandover() | hc.HandOverItem() | hc.ConfirmHandover():
            return handing_over.decide(state, command, desk)
        case ac.AppointAuditor() | ac.EndAuditor():
            return auditing.decide(state, command, organisation, desk, named)
        case lc.ConfirmLeaving() | lc.DisputeLeaving():
            return leaving.decide(state, command, desk)
        case _ if isinstance(command, requisitioning.RequisitionCommand):
            return requisitioning.decide(state, command, desk)
        case _:
            assert_never(command)


def _found(command: c.FoundGroup, organisation: OrganisationState, desk: Desk) -> tuple[Event, ...]:
    if organisation.organisation is None:
        raise Rejected("in order", "not_founded", would_help="First set up the record, with: minutebook init.")
    known_zone(command.zone or organisation.zone)
    if command.convenor is not None:
        known(found=command.convenor in organisation.persons, what="person", pointer="/convenor")
    _free_slug(command.slug, desk)
    group = GroupId(desk.new_id("group"))
    return (
        e.GroupFounded(
            group=group,
            kind=command.kind,
            name=desk.seal(command.name, subject=group),
            slug=desk.seal(command.slug, subject=group),
            zone=command.zone or organisation.zone,
            since=None if command.since is None else desk.moment(command.since, pointer="/since"),
            convenor=command.convenor,
            national=command.national,
        ),
    )


def _vacate_seat(state: GroupState, command: c.VacateSeat, desk: Desk, named: behind.Named | None) -> tuple[Event, ...]:
    seat = seat_then(state, command.seat, desk.when)
    if not seat.holdings or seat.holdings[-1].until is not None or desk.when.before(seat.holdings[-1].since):
        raise Rejected("in order", "seat_already_vacant", pointer="/seat")
    at = effective(command.effective, desk)
    early = sits_on(state, command.seat, at) if command.reason == "term_ended" else None
    if early is not None and not behind.may_lack(state, at, desk):
        raise early
    terms = [
        t
        for t in state.terms
        if t.seat == command.seat
        and t.ended is None
        and (t.last_day is None or at.local[:10] <= t.last_day or state.holds_over(t, at))
    ]
    told, irregular = leaving.told(state, command, command.seat, terms, at, desk)
    noted = desk.now if leaving.by_another(command, command.seat, desk) else None
    vacated = e.SeatVacated(command.seat, at, command.reason, told, irregular, noted)
    if irregular:
        return (vacated,)
    ended = tuple(e.TermEnded(t.id, at, "seat_vacated") for t in terms)
    rests: tuple[Event, ...] = ()
    if command.reason in {"removed", "other"}:
        about_it = named is not None and named.puts_out(state, command.seat)
        rests = officers.removed(state, named, command.seat, None, at, desk, about_it=about_it)
    return (vacated, *ended, *rests)


def sits_on(state: GroupState, seat: SeatId, at: Moment) -> Rejected | None:
    """Why the time of whoever is in a seat is not over at a moment, or None: the orders say for how long they sit."""
    held = state.seats[seat].holdings[-1]
    return rule.not_yet_over(last_day_in_seat(state.orders_at(at)[0], held.since.date), at.date)


def _create_office(command: c.CreateOffice, desk: Desk) -> tuple[Event, ...]:
    _free_slug(command.slug, desk)
    office = OfficeId(desk.new_id("office"))
    return (e.OfficeCreated(office, command.kind, desk.seal(command.label), desk.seal(command.slug)),)


def _adopt_orders(
    state: GroupState, command: c.AdoptStandingOrders, desk: Desk, named: behind.Named | None
) -> tuple[Event, ...]:
    since = desk.moment(command.since, pointer="/since")
    mapping, _ = state.mapping_at(since)
    seats = [s for s in state.seats.values() if s.voting and s.exists(since)]
    found = findings(command.orders, [mapping.class_of(s.constituency) for s in seats])
    if found:
        raise Rejected(
            "R-QU10",
            "orders_cannot_be_satisfied",
            because={"findings": found},
            would_help="With all seats filled and all members here, a plain vote must be able to pass.",
            pointer="/orders",
        )
    _by_a_vote(state, state.orders, since, desk, named)
    version = 1 + max((a.version for a in state.orders), default=0)
    adopted = e.StandingOrdersAdopted(command.orders, version, since, command.decision)
    if command.review_by is None:
        return (adopted,)
    assert state.group is not None, "founded before"
    day = reviews.a_day(command.review_by, since.date)
    return (adopted, ReviewSet("orders", state.group, day, lapses=False, words=None))


def _reviewed(state: GroupState, day: str) -> tuple[Event, ...]:
    assert state.group is not None, "founded before"
    if not state.orders:
        raise Rejected("R-RV1", "no_orders_adopted", would_help="First agree the rules of the group.")
    known = state.reviews.get(state.group)
    if known is not None and known.review_by == day:
        return ()
    return (ReviewSet("orders", state.group, day, lapses=False, words=None),)


def _adopt_mapping(
    state: GroupState, command: c.AdoptClassMapping, desk: Desk, named: behind.Named | None
) -> tuple[Event, ...]:
    since = desk.moment(command.since, pointer="/since")
    _by_a_vote(state, state.mappings, since, desk, named)
    version = 1 + max((a.version for a in state.mappings), default=0)
    return (e.ClassMappingAdopted(command.mapping, version, since, command.decision),)


def _by_a_vote(
    state: GroupState,
    before: tuple[Adopted, ...],
    since: Moment,
    desk: Desk,
    named: behind.Named | None,
) -> None:
    """Refuse rules that no meeting agreed to, the first ones of their kind at the founding apart (R-AU2).

    What is written up of earlier times is so too only while the group has adopted nothing yet: once there are rules
    on record, others count by a vote, from whatever day.
    """
    found = behind.told(state, named)
    none_yet = not (before if behind.founding(state, desk) else (*state.orders, *state.mappings))
    alone = none_yet or not state.terms or desk.imported
    if found is None and alone and behind.may_lack(state, since, desk):
        return
    refuse(rule.for_rules(found, since.date, about_it=named is None or not named.names_something))


def _free_slug(slug: str, desk: Desk) -> None:
    if slug.isdecimal() or _reads_as_id(slug):
        raise Rejected("in order", "slug_reads_as_an_id", would_help="Put a word in the short name.", pointer="/slug")
    if slug in desk.slugs:
        raise Rejected("in order", "slug_taken", would_help="Choose another short name.", pointer="/slug")


def _reads_as_id(slug: str) -> bool:
    try:
        UUID(slug)
    except ValueError:
        return False
    return True
