"""What may be asked about motions and votes."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec

from governance.election.room_events import Heard
from governance.kernel import (
    Class,
    Command,
    Currency,
    Date,
    DecisionId,
    ItemId,
    Line,
    MeetingId,
    MinutesId,
    Money,
    MotionId,
    OfficeId,
    PersonId,
    Power,
    SeatId,
)
from governance.meeting.commands import Task, Words
from governance.minutes.commands import Corrects
from governance.motion.events import Answer, Choice, Method
from governance.standing_orders import Category

Count = Annotated[int, msgspec.Meta(ge=0, le=100000)]


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a motion costs, in pence or the currency's minor unit, and what for.

    `currency` is the organisation's, and need not be said.
    """

    minor: Annotated[int, msgspec.Meta(ge=0, le=9_000_000_000_000)]
    kind: Literal["exactly", "at_most"] = "exactly"
    currency: Currency | None = None
    purpose: Line | None = None

    @property
    def money(self) -> Money:
        """The amount alone, once the currency is known."""
        assert self.currency is not None, "the organisation's currency was filled in"
        return Money(self.minor, self.currency, self.kind)


class Hands(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"for_": "for"}):
    """Hands as counted."""

    for_: Count
    against: Count = 0
    no_side: Count = 0


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One change of words: remove `remove` and put `insert` there.

    `at` is where, in code points of the words as they stand; it may be left out when `remove` (or `after`, for words
    added after an anchor) stands there exactly once.
    """

    remove: Annotated[str, msgspec.Meta(max_length=8000)] = ""
    insert: Annotated[str, msgspec.Meta(max_length=8000)] = ""
    after: Annotated[str, msgspec.Meta(max_length=8000)] | None = None
    at: Count | None = None


class Elects(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The office a proposal would give, and the seat that would have it."""

    office: OfficeId
    seat: SeatId


class Fills(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The seat a proposal would give; `person` is who would take it, where the record knows them already."""

    seat: SeatId
    person: PersonId | None = None


class MoveMotion(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Put a proposal before the meeting. `seconded_by` may come with it.

    One about `minutes` of an earlier meeting is to approve them, or, with `corrects`, to put right what was approved.
    `removes` is the seat whose holder it would put out of it (category removal). `elects` says who would have which
    office, for a term (category election) or only for a while (ordinary); `fills` which seat somebody would take.
    `ratifies` or `disowns` is what the chair decided alone, where the meeting is to stand by that or not (R-CA1).
    """

    do: ClassVar[str] = "moveMotion"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = (
        "moved_by",
        "seconded_by",
    )

    meeting: MeetingId
    item: ItemId
    words: Words
    moved_by: SeatId | None = None
    seconded_by: SeatId | None = None
    category: Category = "ordinary"
    cost: Cost | None = None
    minutes: MinutesId | None = None
    corrects: Corrects | None = None
    removes: SeatId | None = None
    elects: Elects | None = None
    fills: Fills | None = None
    ratifies: DecisionId | None = None
    disowns: DecisionId | None = None


class SecondMotion(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Second a motion or amendment."""

    do: ClassVar[str] = "secondMotion"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    motion: MotionId
    seat: SeatId | None = None


class WithdrawMotion(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Take a motion back; after debate with the meeting's consent: `objections` are those of the members asked."""

    do: ClassVar[str] = "withdrawMotion"
    power: ClassVar[Power] = "own"

    meeting: MeetingId
    motion: MotionId
    objections: tuple[SeatId, ...] | None = None


class MoveAmendment(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Propose a change of words to the motion before the meeting, or a change to a change.

    `cost` and `category` are the motion's with the change, where it changes them.
    """

    do: ClassVar[str] = "moveAmendment"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = (
        "moved_by",
        "seconded_by",
    )

    meeting: MeetingId
    motion: MotionId
    changes: Annotated[tuple[Change, ...], msgspec.Meta(min_length=1, max_length=50)]
    moved_by: SeatId | None = None
    seconded_by: SeatId | None = None
    category: Category | None = None
    cost: Cost | None = None


class PutMotion(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Put the question, saying how it is answered; `voice`: answers to `hands` are given aloud, or were not.

    `read_back`: the words are read out right before the vote, or were not.
    """

    do: ClassVar[str] = "putMotion"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId
    how: Method = "hands"
    voice: bool | None = None
    read_back: bool | None = None


class CastVote(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Answer the question for a seat; until the result is declared a later answer replaces it."""

    do: ClassVar[str] = "castVote"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    motion: MotionId
    seat: SeatId
    choice: Choice


class RecordCount(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record hands as counted, in total, by class too where that was counted."""

    do: ClassVar[str] = "recordCount"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId
    count: Hands
    by_class: dict[Class, Hands] | None = None


class AskEveryone(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Confirm that everyone who could vote was asked, and who objected or stood aside."""

    do: ClassVar[str] = "askEveryone"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId
    objections: tuple[SeatId, ...] = ()
    stand_asides: tuple[SeatId, ...] = ()


class UseCastingVote(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Break a tie as whoever presides, where the standing orders grant it."""

    do: ClassVar[str] = "useCastingVote"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId
    direction: Literal["for", "against"]
    changes_status_quo: bool
    reason: Words | None = None


class DeclareResult(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Declare the result; `announced` is what was said, if it was said.

    `review_by` is when to look again at what was agreed; past that day it goes on, unless it `lapses`.
    """

    do: ClassVar[str] = "declareResult"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId
    announced: Answer | None = None
    review_by: Date | None = None
    lapses: bool = False


class RecordDecision(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record a whole decision at once: proposal, seconder, how it was answered, result, actions.

    `votes` gives answers by seat (`how` roll_call), `count` hands in total, `by_class` hands by class. A `count` beside
    `votes` is what the notes print: where it contradicts the names, the names stand. `recorded_vote_asked_by` are those
    who asked for the names. In a secret ballot (`how` ballot) `voted` were ticked off, and two `tellers` counted.
    `removes` is the seat whose holder a proposal would put out of it (category removal), and `heard` how they were
    heard before the vote; `elects` says who would have which office, `fills` which seat somebody would take.
    `ratifies` or `disowns` is what the chair decided alone, where the meeting is to stand by that or not (R-CA1).
    `read_back` says whether the words were read out right before the vote, where that is known.
    """

    do: ClassVar[str] = "recordDecision"
    power: ClassVar[Power] = "secretariat"

    meeting: MeetingId
    item: ItemId
    words: Words
    how: Method
    voice: bool | None = None
    read_back: bool | None = None
    moved_by: SeatId | None = None
    seconded_by: SeatId | None = None
    category: Category = "ordinary"
    cost: Cost | None = None
    votes: dict[SeatId, Choice] | None = None
    count: Hands | None = None
    by_class: dict[Class, Hands] | None = None
    objections: tuple[SeatId, ...] = ()
    stand_asides: tuple[SeatId, ...] = ()
    recorded_vote_asked_by: tuple[SeatId, ...] = ()
    tellers: tuple[SeatId, ...] = ()
    voted: tuple[SeatId, ...] | None = None
    spoilt: Count = 0
    heard: Heard | None = None
    announced: Answer | None = None
    actions: tuple[Task, ...] = ()
    review_by: Date | None = None
    lapses: bool = False
    minutes: MinutesId | None = None
    corrects: Corrects | None = None
    removes: SeatId | None = None
    elects: Elects | None = None
    fills: Fills | None = None
    ratifies: DecisionId | None = None
    disowns: DecisionId | None = None
