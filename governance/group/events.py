"""What happens to a group, its seats, offices and rules."""

from __future__ import annotations

from typing import ClassVar, Literal

from governance.kernel import (
    Channel,
    Constituency,
    DecisionId,
    ElectionId,
    Event,
    GroupId,
    HandoverId,
    MeetingId,
    Moment,
    OfficeId,
    PaperFormat,
    PersonId,
    Sealed,
    SeatId,
    TermId,
    Tier,
)
from governance.standing_orders import ClassMapping, OfficeKind, StandingOrders

GroupKind = Literal["local", "national", "sprint"]
# How somebody comes to sit with the group where no meeting decided it.
Ground = Literal["sent", "appointed"]
HandoverItem = Literal[
    "open_actions", "standing_agreements", "access_profile", "accounts", "keys", "calendar", "shadowing"
]


class GroupFounded(Event, frozen=True):
    """A group began. `since` is set when it is older than the record; `national` is the group above it."""

    topic: ClassVar[str] = "group.founded.v1"

    group: GroupId
    kind: GroupKind
    name: Sealed
    slug: Sealed
    zone: str
    since: Moment | None
    convenor: PersonId | None
    national: GroupId | None


class SeatCreated(Event, frozen=True):
    """A place in the group, with its constituency; people come and go, the seat stays.

    `decision` is what a seat with a vote rests on, unless the group was being founded.
    """

    topic: ClassVar[str] = "group.seat_created.v1"

    seat: SeatId
    constituency: Constituency
    label: Sealed
    slug: Sealed
    since: Moment
    decision: DecisionId | None = None


class SeatRetired(Event, frozen=True):
    """The group no longer has this seat; one with a vote by a decision, as it came."""

    topic: ClassVar[str] = "group.seat_retired.v1"

    seat: SeatId
    at: Moment
    decision: DecisionId | None = None


class SeatFilled(Event, frozen=True):
    """A person took the seat: by a decision, `sent` by those they work for, or `appointed` by the chair, and why."""

    topic: ClassVar[str] = "group.seat_filled.v1"

    seat: SeatId
    person: PersonId
    since: Moment
    decision: DecisionId | None
    ground: Ground | None = None
    reason: Sealed | None = None


class SeatVacated(Event, frozen=True):
    """The seat's holder left it. `told`: by which way they told somebody else, who recorded it then (`noted`).

    Written up against the clauses in `irregular` it is on record, and nobody left by it.
    """

    topic: ClassVar[str] = "group.seat_vacated.v1"

    seat: SeatId
    at: Moment
    reason: Literal["resigned", "removed", "term_ended", "left", "died", "other"]
    told: Channel | None = None
    irregular: tuple[str, ...] = ()
    noted: Moment | None = None


class OfficeCreated(Event, frozen=True):
    """An office of the group (chair, secretary, ...) under the group's own label."""

    topic: ClassVar[str] = "group.office_created.v1"

    office: OfficeId
    kind: OfficeKind
    label: Sealed
    slug: Sealed


class OfficeAssigned(Event, frozen=True):
    """A seat took an office for a term; `until` is the last day (YYYY-MM-DD).

    Written up against the clauses in `irregular` it is on record, and gives nobody the office.
    """

    topic: ClassVar[str] = "group.office_assigned.v1"

    term: TermId
    office: OfficeId
    seat: SeatId
    since: Moment
    until: str | None
    acting: bool
    decision: DecisionId | None
    irregular: tuple[str, ...] = ()


class TermEnded(Event, frozen=True):
    """A term of office came to its end; `told` and `irregular` are as of a seat that was left."""

    topic: ClassVar[str] = "group.term_ended.v1"

    term: TermId
    at: Moment
    reason: Literal["resigned", "removed", "expired", "seat_vacated", "other"]
    told: Channel | None = None
    irregular: tuple[str, ...] = ()


class LeavingConfirmed(Event, frozen=True):
    """Whoever is said to have left the seat, or the office of `term`, says that it is so."""

    topic: ClassVar[str] = "group.leaving_confirmed.v1"

    seat: SeatId
    term: TermId | None
    person: PersonId


class LeavingDisputed(Event, frozen=True):
    """Whoever is said to have left the seat, or the office of `term`, says that it is not so.

    `again`: it is theirs as if it had not been told, and the `terms` run again; else somebody else took it since.
    """

    topic: ClassVar[str] = "group.leaving_disputed.v1"

    seat: SeatId
    term: TermId | None
    person: PersonId
    again: bool
    terms: tuple[TermId, ...]
    words: Sealed | None


class RemovedByDecision(Event, frozen=True):
    """On which decision it rests that somebody was removed: from the office of `term`, or from their seat (R-TE5)."""

    topic: ClassVar[str] = "group.removed_by_decision.v1"

    decision: DecisionId
    seat: SeatId
    term: TermId | None


class PutBack(Event, frozen=True):
    """The vote that put somebody out of their seat, or of the office of `term`, does not count any more (R-TE5).

    `by_decision` is the later vote that undid it, None where it was annulled or taken again. The seat is theirs
    `again`, and `terms` are theirs again, as if they had not ended; what somebody took since stays taken.
    """

    topic: ClassVar[str] = "group.put_back.v1"

    decision: DecisionId
    seat: SeatId
    person: PersonId
    term: TermId | None
    again: bool
    terms: tuple[TermId, ...]
    by_decision: DecisionId | None


class StandingOrdersAdopted(Event, frozen=True):
    """The group's rules, whole. `version` counts from 1; `since` is when they came into force."""

    topic: ClassVar[str] = "group.standing_orders_adopted.v1"

    orders: StandingOrders
    version: int
    since: Moment
    decision: DecisionId | None


class ClassMappingAdopted(Event, frozen=True):
    """Which constituency counts in which class, whole."""

    topic: ClassVar[str] = "group.class_mapping_adopted.v1"

    mapping: ClassMapping
    version: int
    since: Moment
    decision: DecisionId | None


class DeputyNamed(Event, frozen=True):
    """Who stands in for a seat's holder from `since`; whoever was named before no longer does (R-AP2).

    `told`: by which way the holder told somebody else, who recorded it then (`noted`).
    """

    topic: ClassVar[str] = "group.deputy_named.v1"

    seat: SeatId
    person: PersonId
    constituency: Constituency
    since: Moment
    told: Channel | None = None
    noted: Moment | None = None


class DeputyEnded(Event, frozen=True):
    """Nobody stands in for the seat's holder any more."""

    topic: ClassVar[str] = "group.deputy_ended.v1"

    seat: SeatId
    at: Moment


class TextNeedNoted(Event, frozen=True):
    """Whether the seat's holder needs to take part in writing; why is not here, nor anywhere (R-HY4)."""

    topic: ClassVar[str] = "group.text_need_noted.v1"
    tier: ClassVar[Tier] = 3

    seat: SeatId
    needed: bool
    at: Moment


class FormatNoted(Event, frozen=True):
    """The form in which the seat's holder reads papers; why is not here, nor anywhere (R-NO6)."""

    topic: ClassVar[str] = "group.format_noted.v1"
    tier: ClassVar[Tier] = 3

    seat: SeatId
    format: PaperFormat
    at: Moment


class NextChairSet(Event, frozen=True):
    """Who presides at the next meeting, as agreed at `meeting`; None once a meeting has begun since (R-CH4)."""

    topic: ClassVar[str] = "group.next_chair_set.v1"

    meeting: MeetingId
    seat: SeatId | None


class ChairActedAlone(Event, frozen=True):
    """The chair decided something alone (R-CA1). Each such act changes the group, so that no two count the same sum."""

    topic: ClassVar[str] = "group.chair_acted_alone.v1"

    decision: DecisionId


class TermExtended(Event, frozen=True):
    """A meeting made a term longer, as nobody else stood; `until` is the new last day (R-TE3)."""

    topic: ClassVar[str] = "group.term_extended.v1"

    term: TermId
    until: str
    election: ElectionId
    decision: DecisionId | None


class HandoverStarted(Event, frozen=True):
    """One officer hands over to the next: what is to be done, and by when, YYYY-MM-DD (R-HO1).

    Keys, never contents: the list names things, and nothing of what is in them.
    """

    topic: ClassVar[str] = "group.handover_started.v1"

    handover: HandoverId
    office: OfficeId
    giver: SeatId
    taker: SeatId
    items: tuple[HandoverItem, ...]
    due: str | None


class HandoverItemDone(Event, frozen=True):
    """One thing of the list is handed over."""

    topic: ClassVar[str] = "group.handover_item_done.v1"

    handover: HandoverId
    item: HandoverItem


class HandoverConfirmed(Event, frozen=True):
    """One side said that the handover is done."""

    topic: ClassVar[str] = "group.handover_confirmed.v1"

    handover: HandoverId
    seat: SeatId


class HandoverCompleted(Event, frozen=True):
    """Everything is handed over, and both sides said so."""

    topic: ClassVar[str] = "group.handover_completed.v1"

    handover: HandoverId
