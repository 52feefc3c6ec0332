"""What happens to motions beyond moving, voting and declaring: changed words, procedure, rulings, options."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from governance.kernel import (
    DecisionId,
    Event,
    ItemId,
    MeetingId,
    Moment,
    Money,
    MotionId,
    RulingId,
    Sealed,
    SeatId,
)
from governance.standing_orders import Category, MajorityKind

Procedure = Literal[
    "closure",
    "next_business",
    "commit",
    "postpone",
    "divide",
    "reconsider",
    "annul",
    "adjourn",
    "extend_time",
    "limit_debate",
]
Disposal = Literal["committed", "postponed", "dropped"]
ItemKind = Literal["business", "matters_arising", "consent"]
Winning = Literal["plurality", "majority"]


# Changes of words


class AmendmentCosted(Event, frozen=True):
    """What the proposal would cost, or the category it would be in, with the change before it (R-AM7)."""

    topic: ClassVar[str] = "meeting.amendment_costed.v1"

    motion: MotionId
    cost: Money | None
    purpose: Sealed | None
    category: Category | None


class AmendmentAccepted(Event, frozen=True):
    """The mover took the change into the proposal without a vote; `amended` are its new words (R-AM6).

    The change stays its author's. `objections` are empty unless it was written up so.
    """

    topic: ClassVar[str] = "meeting.amendment_accepted.v1"

    motion: MotionId
    amends: MotionId
    accepted_by: SeatId | None
    amended: Sealed
    objections: tuple[SeatId, ...]


class AmendmentCarriedOver(Event, frozen=True):
    """A change still waiting, counted in the new words (R-AM4). Without a `script` its words are gone, and it falls."""

    topic: ClassVar[str] = "meeting.amendment_carried_over.v1"

    motion: MotionId
    script: Sealed | None


class MotionRetested(Event, frozen=True):
    """A change of words brought another cost or category, so what the question takes was tested anew (R-AM7).

    `described` is False where the notice did not say that such a question would come (R-MA4).
    """

    topic: ClassVar[str] = "meeting.motion_retested.v1"

    motion: MotionId
    cost: Money | None
    purpose: Sealed | None
    category: Category
    majority: MajorityKind
    described: bool


class MotionReworded(Event, frozen=True):
    """Everyone was asked, and the words were changed without an amendment (R-MO1)."""

    topic: ClassVar[str] = "meeting.motion_reworded.v1"

    motion: MotionId
    script: Sealed
    amended: Sealed
    objections: tuple[SeatId, ...]


class WordsReadBack(Event, frozen=True):
    """The words were `read` out right before the vote, or were not (R-MO1). Nothing is told where it is not known."""

    topic: ClassVar[str] = "meeting.words_read_back.v1"

    motion: MotionId
    read: bool


# Seconds and consent


class SecondWithdrawn(Event, frozen=True):
    """The seconder took their second back; somebody else may step in (R-MO2)."""

    topic: ClassVar[str] = "meeting.second_withdrawn.v1"

    motion: MotionId
    seconder: SeatId


class WithdrawalAsked(Event, frozen=True):
    """After debate the meeting was asked whether the mover may take the motion back (R-MO4)."""

    topic: ClassVar[str] = "meeting.withdrawal_asked.v1"

    motion: MotionId
    objections: tuple[SeatId, ...]


# Procedure


class ProceduralMotionMoved(Event, frozen=True):
    """A proposal about how to go on (R-MO7): put before the question it is `about`, or about the item alone.

    `until` (YYYY-MM-DD) is the day a postponement names, `minutes` the time to extend or limit debate by. `irregular`
    are the clauses that moving it did not keep. `own`: its mover moved it here themselves.
    """

    topic: ClassVar[str] = "meeting.procedural_motion_moved.v1"

    motion: MotionId
    item: ItemId
    mover: SeatId | None
    kind: Procedure
    about: MotionId | None
    words: Sealed
    until: str | None
    minutes: int | None
    irregular: tuple[str, ...]
    own: bool = False


class BusinessDisposed(Event, frozen=True):
    """What was before the meeting on an item goes elsewhere: sent to somebody, put off, or dropped.

    `by` is the question that said so.
    """

    topic: ClassVar[str] = "meeting.business_disposed.v1"

    item: ItemId
    motions: tuple[MotionId, ...]
    how: Disposal
    by: MotionId
    until: str | None


class Part(msgspec.Struct, frozen=True):
    """A part of a divided question: its own motion, with its own words (or edit script)."""

    motion: MotionId
    words: Sealed
    cost: Money | None


class QuestionDivided(Event, frozen=True):
    """A question was taken apart; the parts together are the whole, and each is voted on by itself.

    `by` is the motion to divide, None where nobody objected.
    """

    topic: ClassVar[str] = "meeting.question_divided.v1"

    motion: MotionId
    by: MotionId | None
    parts: tuple[Part, ...]


class QuestionReopened(Event, frozen=True):
    """The same question as a new ballot; the one before it (`again`) stays on record, without effect.

    `decision` is the decision the ballot before had made; `by` the motion to reconsider.
    """

    topic: ClassVar[str] = "meeting.question_reopened.v1"

    motion: MotionId
    item: ItemId
    again: MotionId
    why: Literal["reconsidered", "annulled"]
    by: MotionId | None
    decision: DecisionId | None


# Items taken together, unfinished business


class ItemMarked(Event, frozen=True):
    """What an item is for: matters arising report progress only (R-MO6); a consent item may be agreed with others."""

    topic: ClassVar[str] = "meeting.item_marked.v1"

    item: ItemId
    kind: ItemKind


class ItemPulled(Event, frozen=True):
    """A member asked that an item be taken by itself, not together with others."""

    topic: ClassVar[str] = "meeting.item_pulled.v1"

    item: ItemId
    seat: SeatId | None


class ItemsTakenTogether(Event, frozen=True):
    """The items that one proposal asks the meeting to agree to."""

    topic: ClassVar[str] = "meeting.items_taken_together.v1"

    motion: MotionId
    items: tuple[ItemId, ...]


class ItemsAgreedTogether(Event, frozen=True):
    """These items were agreed by one vote."""

    topic: ClassVar[str] = "meeting.items_agreed_together.v1"

    motion: MotionId
    items: tuple[ItemId, ...]


class Option(msgspec.Struct, frozen=True):
    """One of several answers; `postpones`: choosing it puts the question off."""

    words: Sealed
    postpones: bool


class KeptMotion(msgspec.Struct, frozen=True):
    """A motion as it stood over: same id, same sealed words, mover and seconder.

    `own`: moved by the mover here; `seconded_own`: seconded by the seconder here.
    """

    motion: MotionId
    amends: MotionId | None
    mover: SeatId | None
    seconder: SeatId | None
    words: Sealed
    category: Category
    cost: Money | None
    purpose: Sealed | None
    options: tuple[Option, ...]
    wins: Winning | None
    own: bool = False
    seconded_own: bool = False


class UnfinishedBusinessTaken(Event, frozen=True):
    """What stood over at an `earlier` meeting (or sitting) is before this one, under `item` (R-IQ3).

    `stated`: it needs no new notice, for this is the next meeting.
    """

    topic: ClassVar[str] = "meeting.unfinished_business_taken.v1"

    earlier: MeetingId
    met: Moment
    item: ItemId
    stated: bool
    motions: tuple[KeptMotion, ...]


# Order, rulings, annulment


class PointOfOrderRaised(Event, frozen=True):
    """Somebody said that the rules were not being kept."""

    topic: ClassVar[str] = "meeting.point_of_order_raised.v1"

    seat: SeatId | None
    item: ItemId | None
    words: Sealed


class RulingMade(Event, frozen=True):
    """Whoever presides ruled on order, with the reason (R-CH6).

    `irregular` are the clauses it did not keep: then it changes nothing.
    """

    topic: ClassVar[str] = "meeting.ruling_made.v1"

    ruling: RulingId
    seat: SeatId | None
    item: ItemId | None
    motion: MotionId | None
    effect: Literal["none", "rules_out", "annuls"]
    words: Sealed
    reason: Sealed | None
    irregular: tuple[str, ...] = ()


class MotionRuledOut(Event, frozen=True):
    """A ruling took a motion off the floor."""

    topic: ClassVar[str] = "meeting.motion_ruled_out.v1"

    motion: MotionId
    ruling: RulingId


class BallotAnnulled(Event, frozen=True):
    """A vote was set aside, by a ruling or by a motion. It stays on record, and has no effect."""

    topic: ClassVar[str] = "meeting.ballot_annulled.v1"

    motion: MotionId
    ruling: RulingId | None
    by: MotionId | None
    decision: DecisionId | None


class RulingAppealed(Event, frozen=True):
    """Members asked the meeting whether a ruling stands; `motion` is that question, and a tie upholds it (R-CH6)."""

    topic: ClassVar[str] = "meeting.ruling_appealed.v1"

    ruling: RulingId
    motion: MotionId
    item: ItemId
    by: tuple[SeatId, ...]
    words: Sealed


class RulingOverturned(Event, frozen=True):
    """The meeting did not uphold a ruling: what it did is undone."""

    topic: ClassVar[str] = "meeting.ruling_overturned.v1"

    ruling: RulingId
    decision: DecisionId | None


# Questions with several options


class OptionsMoved(Event, frozen=True):
    """A question with several answers, of which each voter picks one; `own`: its mover moved it here themselves."""

    topic: ClassVar[str] = "meeting.options_moved.v1"

    motion: MotionId
    item: ItemId
    mover: SeatId | None
    words: Sealed
    options: tuple[Option, ...]
    wins: Winning
    category: Category
    own: bool = False


class OptionChosen(Event, frozen=True):
    """A seat's answer, counted from 1; None takes no side. A later one replaces it (R-VO9); `own`: given here."""

    topic: ClassVar[str] = "meeting.option_chosen.v1"

    motion: MotionId
    seat: SeatId
    option: int | None
    own: bool = False


class OptionsCounted(Event, frozen=True):
    """Hands for each option, in the order of the options."""

    topic: ClassVar[str] = "meeting.options_counted.v1"

    motion: MotionId
    counts: tuple[int, ...]
    no_side: int


class OptionsBallotCounted(Event, frozen=True):
    """The papers for each option, in their order, with who took part, sorted; nothing joins the two (R-VO5)."""

    topic: ClassVar[str] = "meeting.options_ballot_counted.v1"

    motion: MotionId
    voted: tuple[SeatId, ...] | None
    counts: tuple[int, ...]
    no_side: int
    spoilt: int


class OptionsCompared(Event, frozen=True):
    """The count a result rests on. `winner` is counted from 1; `again` are the options of a run-off."""

    topic: ClassVar[str] = "meeting.options_compared.v1"

    motion: MotionId
    counts: tuple[int, ...] | None
    no_side: int
    winner: int | None
    again: tuple[int, ...]
