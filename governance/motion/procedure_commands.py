"""What may be asked about procedure: changed words, order, rulings, parts, options, business left over."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from governance.kernel import Command, Date, ItemId, MeetingId, MotionId, Power, RulingId, SeatId
from governance.meeting.commands import Words
from governance.motion.commands import Change, Count
from governance.motion.procedure_events import Procedure, Winning
from governance.standing_orders import Category

Place = Annotated[int, msgspec.Meta(ge=1, le=50)]
Asked = tuple[SeatId, ...] | None


class AcceptAmendment(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Take a change into one's own proposal without a vote, when nobody objects.

    `objections` are those of the members who were asked.
    """

    do: ClassVar[str] = "acceptAmendment"
    power: ClassVar[Power] = "own"

    meeting: MeetingId
    motion: MotionId
    objections: tuple[SeatId, ...] = ()


class ChangeWords(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Change the words of a proposal by unanimous consent: everyone was asked, and `objections` are their answers."""

    do: ClassVar[str] = "changeWords"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId
    changes: Annotated[tuple[Change, ...], msgspec.Meta(min_length=1, max_length=50)]
    objections: tuple[SeatId, ...] = ()


class WithdrawSecond(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Take one's second back before the vote; somebody else may step in."""

    do: ClassVar[str] = "withdrawSecond"
    power: ClassVar[Power] = "own"

    meeting: MeetingId
    motion: MotionId


class LetFall(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Say that nobody seconds a motion: it falls, and is not voted on."""

    do: ClassVar[str] = "letFall"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId


class MoveProcedural(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Propose how to go on: it is put before the question it is `about`.

    `about` is left out for what is about the item as a whole. `until` is the day a postponement names, `minutes` the
    time to extend or limit debate by, `words` what was said where it was more than the kind of motion says.
    """

    do: ClassVar[str] = "moveProcedural"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("moved_by", "seconded_by")

    meeting: MeetingId
    item: ItemId
    kind: Procedure
    about: MotionId | None = None
    words: Words | None = None
    until: Date | None = None
    minutes: Annotated[int, msgspec.Meta(ge=1, le=480)] | None = None
    moved_by: SeatId | None = None
    seconded_by: SeatId | None = None


class DivideQuestion(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Take a question apart: the parts together are the whole, and each is voted on by itself.

    A proposal is cut before each of the words in `cuts`. A change of words is taken apart by `groups` of its edits,
    numbered from 1 by their place in the text. The cost stays with the part `cost_in`. `objections` are left out when
    the meeting voted to divide.
    """

    do: ClassVar[str] = "divideQuestion"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId
    cuts: Annotated[tuple[Words, ...], msgspec.Meta(max_length=20)] = ()
    groups: Annotated[tuple[tuple[Place, ...], ...], msgspec.Meta(max_length=20)] = ()
    cost_in: Place = 1
    objections: Asked = None


class MoveTogether(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Propose to agree several items by one vote, none of which a member has asked to take by itself."""

    do: ClassVar[str] = "moveTogether"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("moved_by", "seconded_by")

    meeting: MeetingId
    item: ItemId
    items: Annotated[tuple[ItemId, ...], msgspec.Meta(min_length=1, max_length=200)]
    words: Words
    moved_by: SeatId | None = None
    seconded_by: SeatId | None = None
    category: Category = "ordinary"


class PullItem(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask that an item be taken by itself and not together with others."""

    do: ClassVar[str] = "pullItem"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    item: ItemId
    seat: SeatId | None = None


class TakeUnfinishedBusiness(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Take up a motion that stood over, with its mover, seconder and changes.

    `item` is the item of this meeting's agenda it is taken under; left out, it becomes one.
    """

    do: ClassVar[str] = "takeUnfinishedBusiness"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId
    item: ItemId | None = None


class RaisePointOfOrder(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Say that the rules are not being kept, and how."""

    do: ClassVar[str] = "raisePointOfOrder"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    words: Words
    seat: SeatId | None = None


class MakeRuling(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Rule on order as whoever presides, with the reason.

    `rules_out` names a motion the ruling takes off the floor, `annuls` a vote it sets aside.
    """

    do: ClassVar[str] = "makeRuling"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    words: Words
    reason: Words | None = None
    rules_out: MotionId | None = None
    annuls: MotionId | None = None


class AppealRuling(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask the meeting whether a ruling stands; this makes a question of its own, and a tie upholds the ruling."""

    do: ClassVar[str] = "appealRuling"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seats",)

    meeting: MeetingId
    ruling: RulingId
    seats: tuple[SeatId, ...] = ()


class VoteAgain(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Put an annulled question before the meeting again, as a new ballot; both stay on record."""

    do: ClassVar[str] = "voteAgain"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId


class Choose(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of several answers; `postpones`: choosing it puts the question off."""

    words: Words
    postpones: bool = False


class MoveOptions(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Propose a question with several answers. The most votes win, or more than half of them, with a run-off."""

    do: ClassVar[str] = "moveOptions"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("moved_by", "seconded_by")

    meeting: MeetingId
    item: ItemId
    words: Words
    options: Annotated[tuple[Choose, ...], msgspec.Meta(min_length=2, max_length=20)]
    wins: Winning = "plurality"
    moved_by: SeatId | None = None
    seconded_by: SeatId | None = None
    category: Category = "ordinary"


class ChooseOption(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Answer a question with several options for a seat: the number of one, or none to take no side."""

    do: ClassVar[str] = "chooseOption"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    motion: MotionId
    seat: SeatId
    option: Place | None = None


class CountOptions(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record hands, or the papers of a secret ballot, as counted for each option, in their order.

    Of a ballot `voted` are those ticked off, left out when nobody wrote it down, and `spoilt` the papers that say
    nothing.
    """

    do: ClassVar[str] = "countOptions"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId
    counts: Annotated[tuple[Count, ...], msgspec.Meta(min_length=2, max_length=20)]
    no_side: Count = 0
    voted: tuple[SeatId, ...] | None = None
    spoilt: Count = 0
