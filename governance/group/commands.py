"""What may be asked of a group."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec

from governance.group.events import Ground, GroupKind
from governance.kernel import (
    Command,
    Constituency,
    Date,
    DecisionId,
    GroupId,
    Line,
    OfficeId,
    PaperFormat,
    PersonId,
    Power,
    SeatId,
    TermId,
    When,
)
from governance.standing_orders import ClassMapping, OfficeKind, StandingOrders

Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)", max_length=80)]


class FoundGroup(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Begin a group; `since` when it is older than the record, `convenor` who acts until chair and secretary do."""

    do: ClassVar[str] = "foundGroup"
    power: ClassVar[Power] = "founding"

    name: Line
    slug: Slug
    kind: GroupKind = "local"
    zone: str | None = None
    since: When | None = None
    convenor: PersonId | None = None
    national: GroupId | None = None


class CreateSeat(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Give the group a place with a constituency. The slug is fixed for life.

    Once the group is founded, one with a vote rests on the `decision` of a meeting (category rules or significant) that
    said so (`adds`), which is used once.
    """

    do: ClassVar[str] = "createSeat"
    power: ClassVar[Power] = "office"

    group: GroupId
    slug: Slug
    label: Line
    constituency: Constituency
    since: When | None = None
    decision: DecisionId | None = None


class RetireSeat(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Take an empty place away from the group; one with a vote by the `decision` of a meeting that named it."""

    do: ClassVar[str] = "retireSeat"
    power: ClassVar[Power] = "office"

    group: GroupId
    seat: SeatId
    decision: DecisionId | None = None


class FillSeat(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Put a person in a seat: a seat with a vote by the `decision` of a meeting that named it.

    Or they were `sent` by those they work for, or `appointed` by the chair to a seat somebody left (R-AC1, so not by
    whoever only acts as chair); then `reason` says by whom, or why. While the group is founded none is needed.
    """

    do: ClassVar[str] = "fillSeat"
    power: ClassVar[Power] = "office"

    group: GroupId
    seat: SeatId
    person: PersonId
    since: When | None = None
    decision: DecisionId | None = None
    ground: Ground | None = None
    reason: Line | None = None


class VacateSeat(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that a seat's holder has left it; their offices end with it. `effective` is when, if that is later.

    Whoever was `removed`, or went for `other` reasons than their own, did so by the `decision` of a meeting. That
    somebody else `resigned` or `left` says how they told it (`channel`); they may dispute it. One's own is one's own to
    tell.
    """

    do: ClassVar[str] = "vacateSeat"
    power: ClassVar[Power] = "office"

    group: GroupId
    seat: SeatId
    reason: Literal["resigned", "removed", "term_ended", "left", "died", "other"] = "resigned"
    effective: When | None = None
    decision: DecisionId | None = None


class CreateOffice(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Give the group an office under its own label."""

    do: ClassVar[str] = "createOffice"
    power: ClassVar[Power] = "office"

    group: GroupId
    slug: Slug
    label: Line
    kind: OfficeKind


class AssignOffice(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that a seat takes an office for a term; `until` is its last day.

    It rests on the `decision` of a meeting (category election), which is used once; an election assigns by itself.
    """

    do: ClassVar[str] = "assignOffice"
    power: ClassVar[Power] = "office"

    group: GroupId
    office: OfficeId
    seat: SeatId
    since: When | None = None
    until: Date | None = None
    acting: bool = False
    decision: DecisionId | None = None


class EndTerm(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that a term of office has ended; a resignation may take effect later, on a day it names (`effective`).

    A term is `expired` once its last day has come. `removed`, and `other`, rest on the `decision` of a meeting. That
    somebody else `resigned` says how they told it (`channel`), and is not told by whoever would take their place.
    """

    do: ClassVar[str] = "endTerm"
    power: ClassVar[Power] = "office"

    group: GroupId
    term: TermId
    reason: Literal["resigned", "removed", "expired", "other"] = "expired"
    effective: When | None = None
    decision: DecisionId | None = None


class AdoptStandingOrders(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Adopt the group's rules, whole; refused when they could never be satisfied.

    `review_by` is when to look at them again; a year on when left out. Unless the group is being founded, they rest on
    the `decision` of a meeting (category rules), which is used once.
    """

    do: ClassVar[str] = "adoptStandingOrders"
    power: ClassVar[Power] = "office"

    group: GroupId
    orders: StandingOrders
    review_by: Date | None = None
    since: When | None = None
    decision: DecisionId | None = None


class AdoptClassMapping(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Adopt which constituency counts in which class; by a `decision` as standing orders are."""

    do: ClassVar[str] = "adoptClassMapping"
    power: ClassVar[Power] = "office"

    group: GroupId
    mapping: ClassMapping
    since: When | None = None
    decision: DecisionId | None = None


class NameDeputy(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Say who stands in for the holder of a seat, from then on; the constituency is the one they stand for.

    Whoever says it for the holder says how they told it (`channel`), before the meeting begins.
    """

    do: ClassVar[str] = "nameDeputy"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    group: GroupId
    seat: SeatId
    person: PersonId
    constituency: Constituency
    since: When | None = None


class EndDeputy(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that nobody stands in for the holder of a seat any more."""

    do: ClassVar[str] = "endDeputy"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    group: GroupId
    seat: SeatId


class NoteTextNeed(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that the holder of a seat needs to take part in writing, or no longer does; never why."""

    do: ClassVar[str] = "noteTextNeed"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    group: GroupId
    seat: SeatId
    needed: bool = True


class NoteFormat(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record the form in which the holder of a seat reads papers; never why."""

    do: ClassVar[str] = "noteFormat"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    group: GroupId
    seat: SeatId
    format: PaperFormat


class ReviewOrders(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that the standing orders were looked at and stay; `review_by` is when to look again."""

    do: ClassVar[str] = "reviewOrders"
    power: ClassVar[Power] = "office"

    group: GroupId
    review_by: Date
