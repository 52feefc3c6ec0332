"""What happens to a motion: moved, seconded, amended, put, voted on, declared."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from governance.kernel import DecisionId, Event, ItemId, Money, MotionId, Sealed, SeatId
from governance.rules import results
from governance.rules.hands import Split
from governance.rules.majority import Tally
from governance.rules.quorum import QuorumSnapshot
from governance.standing_orders import Category, MajorityKind

Choice = Literal["for", "against", "no_side"]
Method = Literal["hands", "roll_call", "consensus", "agreed", "ballot", "consent"]
BetweenMeetings = Literal["in_writing", "chairs_action"]
Answer = Literal["agreed", "not_agreed"]
Ruling = Literal["agreed", "not_agreed", "unknown"]


class MotionMoved(Event, frozen=True):
    """A proposal came before the meeting. `mover` is None when the notes do not say; `own`: they moved it here."""

    topic: ClassVar[str] = "meeting.motion_moved.v1"

    motion: MotionId
    item: ItemId
    mover: SeatId | None
    words: Sealed
    category: Category
    cost: Money | None
    purpose: Sealed | None
    own: bool = False


class AmendmentMoved(Event, frozen=True):
    """A change to the proposal. `script` is a sealed JSON edit script `[{at, remove, insert}]` over the words then.

    `own`: its mover moved it here themselves.
    """

    topic: ClassVar[str] = "meeting.amendment_moved.v1"

    motion: MotionId
    amends: MotionId
    item: ItemId
    mover: SeatId | None
    script: Sealed
    own: bool = False


class MotionSeconded(Event, frozen=True):
    """Somebody seconded the motion or amendment; `own`: they said so here themselves."""

    topic: ClassVar[str] = "meeting.motion_seconded.v1"

    motion: MotionId
    seconder: SeatId
    own: bool = False


class MotionWithdrawn(Event, frozen=True):
    """The mover took the motion or amendment back (R-MO4)."""

    topic: ClassVar[str] = "meeting.motion_withdrawn.v1"

    motion: MotionId


class MotionFell(Event, frozen=True):
    """Nobody seconded the motion (R-MO2)."""

    topic: ClassVar[str] = "meeting.motion_fell.v1"

    motion: MotionId
    reason: Literal["no_seconder"]


class QuestionPut(Event, frozen=True):
    """The question was put. `effective` are the seats that could answer, None when the roll is not known."""

    topic: ClassVar[str] = "meeting.question_put.v1"

    motion: MotionId
    method: Method
    majority: MajorityKind
    quorum: QuorumSnapshot
    effective: tuple[SeatId, ...] | None


class VoteCast(Event, frozen=True):
    """A seat's answer. A later one by the same seat replaces it until the result is declared (R-VO9).

    `own`: whoever sits there gave it here themselves. Any other was written down for them.
    """

    topic: ClassVar[str] = "meeting.vote_cast.v1"

    motion: MotionId
    seat: SeatId
    choice: Choice
    own: bool = False


class ClassTally(msgspec.Struct, frozen=True, rename={"class_": "class"}):
    """A class's votes by hands."""

    class_: str
    tally: Tally


class CountRecorded(Event, frozen=True):
    """Hands as counted by the chair, in total, and by class where that was counted too."""

    topic: ClassVar[str] = "meeting.count_recorded.v1"

    motion: MotionId
    tally: Tally
    by_class: tuple[ClassTally, ...] | None


class EveryoneAsked(Event, frozen=True):
    """Everyone who could vote was asked (R-VO12): who objected, who stood aside."""

    topic: ClassVar[str] = "meeting.everyone_asked.v1"

    motion: MotionId
    objections: tuple[SeatId, ...]
    stand_asides: tuple[SeatId, ...]


class TallyContradicted(Event, frozen=True):
    """The printed count does not agree with the names; the names stand."""

    topic: ClassVar[str] = "meeting.tally_contradicted.v1"

    motion: MotionId
    printed: Tally
    by_names: Tally


class CastingVoteUsed(Event, frozen=True):
    """Whoever presides broke a tie (R-TI2 to R-TI5)."""

    topic: ClassVar[str] = "meeting.casting_vote_used.v1"

    motion: MotionId
    seat: SeatId
    direction: Literal["for", "against"]
    changes_status_quo: bool
    reason: Sealed | None


class Outcome(msgspec.Struct, frozen=True):
    """How a question came out, with everything the ruling rested on.

    `announced` is what was said in the room, `by_rule` what the rules make of it. `irregular` lists the clauses that
    were not met; `takes_effect` is False for a carried motion until then. `test` is the arithmetic, e.g. `18>=16`.
    `changes_status_quo` says what the `casting` vote did to how things were; None without one (R-TI4).
    """

    announced: Answer | None
    by_rule: Ruling
    reason: str
    irregular: tuple[str, ...]
    takes_effect: bool
    method: Method | BetweenMeetings
    majority: MajorityKind
    test: str
    tally: Tally | None
    no_answer: int | None
    split: Split
    stand_asides: int
    entitled: int | None
    effective: int | None
    quorum: QuorumSnapshot
    casting: Literal["for", "against"] | None
    changes_status_quo: bool | None = None

    @property
    def answer(self) -> Ruling:
        """How the question counts as answered."""
        return results.answer(self.announced, self.by_rule)


class ResultDeclared(Event, frozen=True):
    """The question is closed. `words` are the final words; `amends` is set for an amendment.

    For a carried amendment `amended` holds the motion's new words. A substantive question has a `decision`.
    """

    topic: ClassVar[str] = "meeting.result_declared.v1"

    motion: MotionId
    item: ItemId
    amends: MotionId | None
    decision: DecisionId | None
    words: Sealed
    amended: Sealed | None
    category: Category
    cost: Money | None
    outcome: Outcome
