"""What may be asked about decisions already made."""

from __future__ import annotations

from typing import ClassVar

from governance.decision.events import AnswerToTheChair
from governance.kernel import Command, Date, DecisionId, EventId, ItemId, MeetingId, MotionId, Power, SeatId, When
from governance.meeting.commands import Words
from governance.motion.method_events import Reopens


class ReopenDecision(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Move to undo a decision, to change it, or to put a lost one again.

    `noticed`: the notice of the meeting said so; where the record holds the notice, that is what counts. `signed_by`
    are the members who gave it in writing, as a decision less than six months old takes. Each signs for themselves;
    whoever keeps the minutes records the signatures of others, and how they came (`channel`).
    """

    do: ClassVar[str] = "reopenDecision"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("moved_by", "seconded_by", "signed_by")

    meeting: MeetingId
    item: ItemId
    decision: DecisionId
    how: Reopens
    words: Words
    moved_by: SeatId | None = None
    seconded_by: SeatId | None = None
    noticed: bool = False
    signed_by: tuple[SeatId, ...] = ()


class MoveRatification(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Move that what was done without a quorum, or against the rules, be made valid.

    It names a decision, or a suggestion of a meeting that could not decide; left out, the words tell of an act done in
    an emergency. `effective` is the day it is to count from.
    """

    do: ClassVar[str] = "moveRatification"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("moved_by", "seconded_by")

    meeting: MeetingId
    item: ItemId
    words: Words
    decision: DecisionId | None = None
    suggestion: EventId | None = None
    effective: When | None = None
    moved_by: SeatId | None = None
    seconded_by: SeatId | None = None


class RecordCarriedOut(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that what was decided has been done."""

    do: ClassVar[str] = "recordCarriedOut"
    power: ClassVar[Power] = "office"
    home: ClassVar[str | None] = "decision"

    decision: DecisionId


class ReportChairsAction(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Tell a meeting what the chair decided alone, why, and whom they asked first."""

    do: ClassVar[str] = "reportChairsAction"
    power: ClassVar[Power] = "secretariat"

    meeting: MeetingId
    item: ItemId
    decision: DecisionId


class AnswerChairsAction(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record what the meeting made of a chair's action: ratified, noted, or disowned.

    The meeting ratifies or disowns by a vote: `motion` is the proposal it agreed to.
    """

    do: ClassVar[str] = "answerChairsAction"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    item: ItemId
    decision: DecisionId
    how: AnswerToTheChair
    motion: MotionId | None = None


class ReviewDecision(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Say when to look at a standing decision again; past that day it goes on, unless it `lapses`."""

    do: ClassVar[str] = "reviewDecision"
    power: ClassVar[Power] = "office"
    home: ClassVar[str | None] = "decision"

    decision: DecisionId
    review_by: Date
    lapses: bool = False


DecisionCommand = (
    ReopenDecision | MoveRatification | RecordCarriedOut | ReportChairsAction | AnswerChairsAction | ReviewDecision
)
