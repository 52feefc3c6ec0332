"""What the rules need to know of a group. Seats, offices and orders are intervals, read at a moment."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Literal
from uuid import UUID

import msgspec

from governance.group import auditor_state, handover, left, proposal, put_back, requisition, review
from governance.group import events as e
from governance.group.acting import acting_chair
from governance.group.asked_events import BusinessEvent, NoticeMissed, RequisitionEvent, ReviewSet
from governance.group.auditor_events import AuditorAppointed, AuditorEnded
from governance.group.auditor_state import Auditor
from governance.group.handover import Handover
from governance.group.left import Left
from governance.group.proposal import Proposal
from governance.group.put_back import Removal
from governance.group.requisition import Requisition
from governance.group.resting import rests_on
from governance.group.review import Review
from governance.kernel import (
    NON_VOTING,
    Class,
    Constituency,
    DecisionId,
    GroupId,
    HandoverId,
    Moment,
    OfficeId,
    PaperFormat,
    PersonId,
    ProposalId,
    RequisitionId,
    SeatId,
    TermId,
)
from governance.rules import notice_defects, versions
from governance.rules.closed import a_year_on
from governance.rules.quorum import structurally_inquorate
from governance.rules.terms import sat_out
from governance.standing_orders import ClassMapping, OfficeKind, StandingOrders, default_orders

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from governance.kernel import Fact

Alert = Literal[
    "structural_inquorate", "too_few_members", "membership_over", "requisition_overdue", "notice_missed_twice"
]


class Holding(msgspec.Struct, frozen=True):
    """A person in a seat, from `since` until `until` (still there when None).

    `by_text` and `format` are what the seat kept for them when they left.
    """

    person: PersonId
    since: Moment
    until: Moment | None
    left: str | None = None
    by: e.SeatFilled | None = None
    by_text: bool = False
    format: PaperFormat | None = None


class Seat(msgspec.Struct, frozen=True):
    """A seat and everyone who has held it. `made`: by a decision, as the group was founded, or in earlier times."""

    constituency: Constituency
    since: Moment
    retired: Moment | None = None
    holdings: tuple[Holding, ...] = ()
    made: bool = True

    @property
    def voting(self) -> bool:
        """Whether the seat has a vote at all."""
        return self.constituency not in NON_VOTING

    def holder(self, at: Moment) -> PersonId | None:
        """Who held the seat at that moment."""
        return next((h.person for h in reversed(self.holdings) if in_force(h.since, h.until, at)), None)

    def holding(self, at: Moment) -> Holding | None:
        """Who held the seat at that moment, and by what."""
        return next((h for h in reversed(self.holdings) if in_force(h.since, h.until, at)), None)

    def since_held(self, at: Moment) -> dt.date | None:
        """The day on which its holder then took it, or None of an empty seat."""
        return next((h.since.date for h in reversed(self.holdings) if in_force(h.since, h.until, at)), None)

    def exists(self, at: Moment) -> bool:
        """Whether the group had this seat at that moment."""
        return in_force(self.since, self.retired, at)


class Deputy(msgspec.Struct, frozen=True):
    """A person who stands in for the holder of a seat, from `since` until `until` (still does when None).

    `noted`: when somebody else recorded it for the holder.
    """

    seat: SeatId
    person: PersonId
    constituency: Constituency
    since: Moment
    until: Moment | None = None
    noted: Moment | None = None


class Term(msgspec.Struct, frozen=True):
    """A seat in an office from `since`; `until` is the planned last day, `ended` when it really ended, and `why`.

    `decision` is what it rests on, where that was named. `extended_to` is the last day where the meeting made the term
    longer, which it does once (R-TE3).
    """

    id: TermId
    office: OfficeId
    seat: SeatId
    since: Moment
    until: str | None
    acting: bool
    ended: Moment | None = None
    why: str | None = None
    extended_to: str | None = None
    irregular: tuple[str, ...] = ()
    decision: DecisionId | None = None

    @property
    def last_day(self) -> str | None:
        """The last day of the term as it stands, YYYY-MM-DD."""
        return self.extended_to or self.until

    def over_by(self, day: str) -> bool:
        """Whether the term was over by a day, YYYY-MM-DD."""
        ended = self.last_day is not None and self.last_day <= day
        return ended or (self.ended is not None and self.ended.local[:10] <= day)

    def runs(self, at: Moment) -> bool:
        """Whether the term ran at that moment."""
        return in_force(self.since, self.ended, at) and (self.last_day is None or at.local[:10] <= self.last_day)

    def meets(self, since: Moment, until: str | None) -> bool:
        """Whether the term runs at some moment of a stretch from `since` to its last day `until`."""
        later = since.before(self.since) and (until is None or self.since.local[:10] <= until)
        held_at_all = self.ended is None or self.since.before(self.ended)
        return self.runs(since) or (later and held_at_all)


class Adopted(msgspec.Struct, frozen=True):
    """A version of the orders or the mapping, and when it came into force."""

    since: Moment
    version: int
    orders: StandingOrders | None = None
    mapping: ClassMapping | None = None
    decision: DecisionId | None = None


class GroupState(msgspec.Struct, frozen=True):
    """A group as folded. `group` is None until it is founded; `offices` maps to the office's kind.

    `by_text`: seats whose holder needs to take part in writing; `formats`: how holders read papers. `next_chair`: who
    was agreed to preside next (R-CH4). `business` waits for a meeting, or was answered by one; `missed`: seats that had
    no notice of a meeting of that day. `national` is the group above. `reviews` say when to look at what again. `began`
    is when its record did; `used` are the decisions that something rests on. `uncounted` terms are
    on record and give nobody the office: they were written up against a clause. `auditors` are all there ever were.
    `left` are those of whom somebody else told that they left, `removals` those whom a vote put out.
    """

    group: GroupId | None = None
    kind: e.GroupKind = "local"
    zone: str = "Europe/London"
    convenor: PersonId | None = None
    seats: dict[SeatId, Seat] = {}
    offices: dict[OfficeId, OfficeKind] = {}
    terms: tuple[Term, ...] = ()
    orders: tuple[Adopted, ...] = ()
    mappings: tuple[Adopted, ...] = ()
    deputies: tuple[Deputy, ...] = ()
    by_text: frozenset[SeatId] = frozenset()
    formats: dict[SeatId, PaperFormat] = {}
    national: GroupId | None = None
    next_chair: SeatId | None = None
    next_chair_since: Moment | None = None
    handovers: dict[HandoverId, Handover] = {}
    requisitions: dict[RequisitionId, Requisition] = {}
    business: dict[ProposalId, Proposal] = {}
    missed: tuple[tuple[SeatId, str], ...] = ()
    reviews: dict[UUID, Review] = {}
    began: Moment | None = None
    used: frozenset[DecisionId] = frozenset()
    uncounted: tuple[Term, ...] = ()
    auditors: tuple[Auditor, ...] = ()
    left: tuple[Left, ...] = ()
    removals: dict[DecisionId, Removal] = {}

    def auditor(self, person: PersonId, at: Moment) -> Auditor | None:
        """The appointment by which a person looks through the record at a moment, or None."""
        return next((one for one in reversed(self.auditors) if one.person == person and one.reads(at)), None)

    def deputy_of(self, seat: SeatId, at: Moment) -> Deputy | None:
        """Who stood in for the holder of a seat then."""
        named = (d for d in reversed(self.deputies) if d.seat == seat and in_force(d.since, d.until, at))
        return next(named, None)

    def presides_next(self, at: Moment) -> SeatId | None:
        """Who was agreed to preside at the next meeting, where one at that moment comes after they were (R-CH4)."""
        since = self.next_chair_since
        return None if since is None or at.before(since) else self.next_chair

    def stands_in(self, person: PersonId, at: Moment) -> bool:
        """Whether a person stood in for somebody then."""
        return any(d.person == person and in_force(d.since, d.until, at) for d in self.deputies)

    def has_vote(self, person: PersonId, at: Moment) -> bool:
        """Whether a person held a voting seat then."""
        return self.voting_seat_of(person, at) is not None

    def voting_seat_of(self, person: PersonId, at: Moment) -> SeatId | None:
        """The seat with a vote that a person held then."""
        return next((seat for seat in self.seats_of(person, at) if self.seats[seat].voting), None)

    def seats_with_a_vote(self, at: Moment) -> list[SeatId]:
        """The seats with a vote that somebody held then."""
        return [seat for seat, kept in self.seats.items() if kept.voting and kept.holder(at) is not None]

    def has_as_secretary(self, person: PersonId | None, at: Moment) -> bool:
        """Whether a person was the secretary then."""
        seat = self.office_of("secretary", at)
        return seat is not None and person == self.seats[seat].holder(at)

    def held(self, at: Moment) -> Iterator[Term]:
        """The terms of office running at that moment, or held over until a successor comes; seats still filled."""
        return (
            t
            for t in self.terms
            if (t.runs(at) or self.holds_over(t, at)) and self.seats[t.seat].holder(at) is not None
        )

    def holds_over(self, term: Term, at: Moment) -> bool:
        """Whether a holder whose term is over stays until the successor comes, `holdover_days` at most (R-TE5)."""
        if term.acting or term.last_day is None or at.local[:10] <= term.last_day:
            return False
        if not in_force(term.since, term.ended, at) or at.date > self.last_held_over(term, at):
            return False
        return not any(
            t.office == term.office and term.since.before(t.since) and not at.before(t.since) for t in self.terms
        )

    def last_held_over(self, term: Term, at: Moment) -> dt.date:
        """The last day on which the holder of a term that is over stays, by the orders in force `at` a moment."""
        assert term.last_day is not None, "the term has an end"
        return dt.date.fromisoformat(term.last_day) + dt.timedelta(days=self.orders_at(at)[0].holdover_days)

    def kinds_held(self, seats: Collection[SeatId], at: Moment) -> set[OfficeKind]:
        """The kinds of office these seats hold then; whoever acts as chair holds that one too (R-AC1)."""
        held: set[OfficeKind] = {self.offices[term.office] for term in self.held(at) if term.seat in seats}
        acts = acting_chair(self, at)
        if acts is not None and acts.seat in seats:
            held.add("chair")
        return held

    def led_by_lived_experience(self, at: Moment) -> bool:
        """Whether the group is led by people with lived experience, worked out and never typed.

        One of them is in the chair, they hold most of the filled voting seats, and a quorum needs a majority of them.
        Whoever acts as chair is in it.
        """
        mapping, orders = self.mapping_at(at)[0], self.orders_at(at)[0]
        voting = [s for s in self.seats.values() if s.voting and s.exists(at) and s.holder(at) is not None]
        lived = sum(mapping.class_of(s.constituency) == "LE" for s in voting)
        acts = acting_chair(self, at)
        chair = self.office_of("chair", at) or (None if acts is None else acts.seat)
        in_it = chair is not None and mapping.class_of(self.seats[chair].constituency) == "LE"
        asks = orders.lived_experience == "block" and orders.lived_experience_variant == "strict_majority"
        return in_it and 2 * lived > len(voting) and asks

    def office_of(self, kind: OfficeKind, at: Moment) -> SeatId | None:
        """Which seat held an office of this kind then."""
        return next((t.seat for t in self.held(at) if self.offices[t.office] == kind), None)

    def seats_of(self, person: PersonId, at: Moment) -> tuple[SeatId, ...]:
        """The seats a person held then."""
        return tuple(seat for seat, kept in self.seats.items() if kept.exists(at) and kept.holder(at) == person)

    def anybody_sat(self, day: str) -> bool:
        """Whether any seat had a holder on a day, YYYY-MM-DD."""
        return any(one.since.local[:10] <= day and (one.until is None or day <= one.until.local[:10])
                   for kept in self.seats.values() for one in kept.holdings)  # fmt: skip

    def first_sat(self) -> str | None:
        """The day on which somebody first took a seat, YYYY-MM-DD; None while nobody has."""
        taken = [one.since.local[:10] for kept in self.seats.values() for one in kept.holdings]
        return min(taken, default=None)

    def orders_at(self, at: Moment) -> tuple[StandingOrders, int]:
        """The standing orders in force then and their version; the defaults are version 0 (R-AU1)."""
        adopted = _in_force(self.orders, at)
        if adopted is None or adopted.orders is None:
            return default_orders(sum(s.voting for s in self.seats.values())), 0
        return adopted.orders, adopted.version

    def mapping_at(self, at: Moment) -> tuple[ClassMapping, int]:
        """The class mapping in force then and its version; the default is version 0."""
        adopted = _in_force(self.mappings, at)
        if adopted is None or adopted.mapping is None:
            return ClassMapping(), 0
        return adopted.mapping, adopted.version

    def alerts_at(self, at: Moment) -> tuple[Alert, ...]:
        """What the group should look to, as it stands.

        `structural_inquorate`: not even everyone is a quorum (R-QU10). `requisition_overdue`: a meeting that members
        asked for has not been called in time (R-NO5). `notice_missed_twice`: a member had no notice of two meetings
        within a year (R-NO2).
        """
        late = any(one.overdue(at.local[:10]) for one in self.requisitions.values())
        twice = notice_defects.left_out_twice(self.missed, at.date)
        overdue: tuple[Alert, ...] = ("requisition_overdue",) if late else ()
        return (*self._stuck(at), *overdue, *(("notice_missed_twice",) if twice else ()))

    def _stuck(self, at: Moment) -> tuple[Alert, ...]:
        """`structural_inquorate` while not even everyone is a quorum.

        `too_few_members` when fewer sit than the orders ask for, `membership_over` when somebody has sat for longer. It
        follows from seats, orders and mapping as they stand, so it comes with a vacancy or an adoption, and goes with
        the cause. A group without voting seats has no alert yet.
        """
        orders, mapping = self.orders_at(at)[0], self.mapping_at(at)[0]
        voting = [seat for seat in self.seats.values() if seat.voting and seat.exists(at)]
        filled: Counter[Class] = Counter(mapping.class_of(s.constituency) for s in voting if s.holder(at) is not None)
        stuck = bool(voting) and structurally_inquorate(orders, filled, established=len(voting))
        over = any(sat_out(orders, s.since_held(at), at.date) for s in voting)
        found: dict[Alert, bool] = {
            "structural_inquorate": stuck,
            "too_few_members": bool(voting) and filled.total() < orders.fewest_members,
            "membership_over": over,
        }
        return tuple(alert for alert, raised in found.items() if raised)

    def reviews_at(self, at: Moment) -> dict[UUID, Review]:
        """What is to be looked at again, the soonest first; standing orders a year on where nobody said (R-RV1)."""
        adopted = _in_force(self.orders, at)
        known = dict(self.reviews)
        if self.group is not None and adopted is not None and self.group not in known:
            known[self.group] = Review("orders", a_year_on(adopted.since.date).isoformat(), lapses=False, words=None)
        return dict(sorted(known.items(), key=lambda pair: pair[1].review_by))

    def convenor_acts(self, at: Moment) -> bool:
        """The convenor acts until the first chair and secretary take office, then never again.

        Where the chair goes round, or once did, the first secretary is enough: no one takes that office (R-CH4).
        """
        began = {self.offices[t.office] for t in self.terms if not at.before(t.since)}
        rotated = any(a.orders is not None and a.orders.chair_rotates and not at.before(a.since) for a in self.orders)
        return not ({"secretary"} if rotated else {"chair", "secretary"}) <= began


def in_force(since: Moment, until: Moment | None, at: Moment) -> bool:
    """Whether an interval covers a moment; its last moment is no longer inside."""
    return not at.before(since) and (until is None or at.before(until))


def evolve(state: GroupState, fact: Fact) -> GroupState:
    """The group after one more fact."""
    replace = msgspec.structs.replace
    rests = rests_on(fact.event)
    if rests is not None:
        state = replace(state, used=state.used | {rests})
    match fact.event:
        case e.GroupFounded() as event:
            founded = replace(state, group=event.group, kind=event.kind, zone=event.zone, convenor=event.convenor)
            return replace(founded, national=event.national, began=fact.occurred)
        case e.SeatCreated() as event:
            made = event.decision is not None or fact.mode == "written_up" or state.convenor_acts(fact.occurred)
            return _seat(state, event.seat, Seat(event.constituency, event.since, made=made))
        case e.SeatRetired(seat=seat, at=at):
            return _seat(state, seat, replace(state.seats[seat], retired=at))
        case e.SeatFilled() as event:
            kept = state.seats[event.seat]
            holdings = (*kept.holdings, Holding(event.person, event.since, None, by=event))
            return _seat(state, event.seat, replace(kept, holdings=holdings))
        case e.SeatVacated() | e.TermEnded() if left.by_another(fact.event):
            after = state if fact.event.irregular else _gone(state, fact.event)
            return replace(after, left=(*state.left, left.noted(state, fact.event)))
        case e.SeatVacated() | e.TermEnded():
            return _gone(state, fact.event)
        case e.LeavingConfirmed() | e.LeavingDisputed():
            after = _back(state, fact.event) if isinstance(fact.event, e.LeavingDisputed) else state
            return replace(after, left=left.evolve(state.left, fact.event))
        case e.RemovedByDecision() as event:
            return replace(state, removals={**state.removals, event.decision: put_back.noted(state, event)})
        case e.PutBack() as event:
            return _put_back(state, event)
        case e.OfficeCreated() as event:
            return replace(state, offices={**state.offices, event.office: event.kind})
        case e.OfficeAssigned() as event:
            term = Term(
                event.term, event.office, event.seat, event.since, event.until, event.acting, decision=event.decision
            )
            if event.irregular:
                told = replace(term, irregular=event.irregular)
                return replace(state, uncounted=(*state.uncounted, told))
            return replace(state, terms=(*state.terms, term))
        case e.TermExtended(term=longer, until=until):
            terms = tuple(replace(t, extended_to=until) if t.id == longer else t for t in state.terms)
            return replace(state, terms=terms)
        case e.HandoverStarted() | e.HandoverItemDone() | e.HandoverConfirmed() | e.HandoverCompleted():
            return replace(state, handovers=handover.evolve(state.handovers, fact.event))
        case _ if isinstance(fact.event, RequisitionEvent):
            return replace(state, requisitions=requisition.evolve(state.requisitions, fact.event))
        case _ if isinstance(fact.event, BusinessEvent):
            return replace(state, business=proposal.evolve(state.business, fact.event, fact.occurred))
        case AuditorAppointed() | AuditorEnded():
            return replace(state, auditors=auditor_state.evolve(state.auditors, fact.event))
        case NoticeMissed(seat=seat, date=date):
            return replace(state, missed=(*state.missed, (seat, date)))
        case e.StandingOrdersAdopted() as event:
            orders = _adopt(
                state.orders, Adopted(event.since, event.version, orders=event.orders, decision=event.decision)
            )
            kept_for = {thing: kept for thing, kept in state.reviews.items() if thing != state.group}
            return replace(state, orders=orders, reviews=kept_for)
        case ReviewSet() as event:
            return replace(state, reviews=review.evolve(state.reviews, event))
        case e.ClassMappingAdopted() as event:
            adopted = Adopted(event.since, event.version, mapping=event.mapping, decision=event.decision)
            return replace(state, mappings=_adopt(state.mappings, adopted))
        case e.DeputyNamed() as event:
            named = Deputy(event.seat, event.person, event.constituency, event.since, noted=event.noted)
            return replace(state, deputies=(*_without_deputy(state, event.seat, event.since), named))
        case e.DeputyEnded(seat=seat, at=at):
            return replace(state, deputies=_without_deputy(state, seat, at))
        case e.TextNeedNoted(seat=seat, needed=needed):
            return replace(state, by_text=state.by_text | {seat} if needed else state.by_text - {seat})
        case e.FormatNoted(seat=seat, format=kind):
            return replace(state, formats={**state.formats, seat: kind})
        case e.NextChairSet(seat=next_chair):
            return replace(state, next_chair=next_chair, next_chair_since=fact.occurred)
        case _:
            return state


def fold(facts: Iterable[Fact], state: GroupState | None = None) -> GroupState:
    """The group after these facts."""
    state = state or GroupState()
    for fact in facts:
        state = evolve(state, fact)
    return state


def _gone(state: GroupState, event: e.SeatVacated | e.TermEnded) -> GroupState:
    """The group once somebody left a seat, or stopped in an office."""
    replace = msgspec.structs.replace
    if isinstance(event, e.TermEnded):
        terms = (replace(t, ended=event.at, why=event.reason) if t.id == event.term else t for t in state.terms)
        return replace(state, terms=tuple(terms))
    seat, at = event.seat, event.at
    kept = state.seats[seat]
    by_text, paper = seat in state.by_text, state.formats.get(seat)
    gone = replace(kept.holdings[-1], until=at, left=event.reason, by_text=by_text, format=paper)
    formats = {other: kind for other, kind in state.formats.items() if other != seat}
    alone = replace(state, deputies=_without_deputy(state, seat, at), by_text=state.by_text - {seat}, formats=formats)
    return _seat(alone, seat, replace(kept, holdings=(*kept.holdings[:-1], gone)))


def _back(state: GroupState, event: e.LeavingDisputed) -> GroupState:
    """The group as if somebody had not left, as far as their seat and their offices are theirs again."""
    after = _in_office_again(state, event.terms)
    one = left.about(state.left, event.seat, event.term, event.person)
    return after if not event.again or event.term is not None or one is None else _sits_again(after, event.seat)


def _put_back(state: GroupState, event: e.PutBack) -> GroupState:
    """The group as if a vote had not put somebody out, as far as the place is theirs again."""
    after = _in_office_again(state, event.terms)
    undone = put_back.undone(state.removals[event.decision], event)
    after = msgspec.structs.replace(after, removals={**state.removals, event.decision: undone})
    return _sits_again(after, event.seat) if event.again else after


def _in_office_again(state: GroupState, terms: Collection[TermId]) -> GroupState:
    replace = msgspec.structs.replace
    return replace(state, terms=tuple(replace(t, ended=None, why=None) if t.id in terms else t for t in state.terms))


def _sits_again(state: GroupState, seat: SeatId) -> GroupState:
    """The seat with whoever left it last, as they had it: its deputy, and how they take part and read papers."""
    replace = msgspec.structs.replace
    kept = state.seats[seat]
    last = kept.holdings[-1]
    holds = replace(last, until=None, left=None, by_text=False, format=None)
    deputies = (replace(d, until=None) if (d.seat, d.until) == (seat, last.until) else d for d in state.deputies)
    by_text = state.by_text | {seat} if last.by_text else state.by_text
    formats = state.formats if last.format is None else {**state.formats, seat: last.format}
    after = replace(state, deputies=tuple(deputies), by_text=by_text, formats=formats)
    return _seat(after, seat, replace(kept, retired=None, holdings=(*kept.holdings[:-1], holds)))


def _seat(state: GroupState, seat: SeatId, kept: Seat) -> GroupState:
    return msgspec.structs.replace(state, seats={**state.seats, seat: kept})


def _without_deputy(state: GroupState, seat: SeatId, at: Moment) -> tuple[Deputy, ...]:
    """The deputies once the seat has none from a moment on."""
    return tuple(
        msgspec.structs.replace(d, until=at) if d.seat == seat and d.until is None else d for d in state.deputies
    )


def _in_force(adopted: tuple[Adopted, ...], at: Moment) -> Adopted | None:
    """What was adopted and in force at a moment, if anything was (R-AU1)."""
    found = versions.in_force([one.since for one in adopted], at)
    return None if found is None else adopted[found]


def _adopt(before: tuple[Adopted, ...], adopted: Adopted) -> tuple[Adopted, ...]:
    earlier = tuple(a for a in before if not adopted.since.before(a.since))
    return (*earlier, adopted, *(a for a in before if adopted.since.before(a.since)))
