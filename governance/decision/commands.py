"""What may be asked about decisions already made."""

from __future__ import annotations

from typing import ClassVar

from governance.kernel import Command, DecisionId, EventId, ItemId, MeetingId, Power, SeatId, When
from governance.meeting.commands import Words
from governance.motion.method_events import Reopens


class ReopenDecision(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Move to undo a decision, to change it, or to put a lost one again.

    `noticed`: the notice of the meeting said so. `signed_by` are the members who gave it in writing, as a decision
    less than six months old takes.
    """

    do: ClassVar[str] = "reopenDecision"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("moved_by", "seconded_by")

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


DecisionCommand = ReopenDecision | MoveRatification | RecordCarriedOut
