"""What happens to a decision once it is made."""

from __future__ import annotations

from typing import ClassVar

from governance.kernel import (
    DecisionId,
    Event,
    GroupId,
    ItemId,
    MeetingId,
    Money,
    MotionId,
    ResolutionId,
    Sealed,
    SeatId,
)
from governance.motion.events import Outcome
from governance.standing_orders import Category


class DecisionMade(Event, frozen=True):
    """A substantive question was decided, agreed or not. Opens the decision's stream."""

    topic: ClassVar[str] = "decision.made.v1"

    decision: DecisionId
    group: GroupId
    meeting: MeetingId
    item: ItemId
    motion: MotionId
    words: Sealed
    category: Category
    cost: Money | None
    outcome: Outcome


class DecisionMadeInWriting(Event, frozen=True):
    """A written resolution was decided, agreed or not (R-WR7). Opens the decision's stream."""

    topic: ClassVar[str] = "decision.made_in_writing.v1"

    decision: DecisionId
    group: GroupId
    resolution: ResolutionId
    words: Sealed
    category: Category
    cost: Money | None
    outcome: Outcome


class ChairsActionTaken(Event, frozen=True):
    """The chair decided alone because it could not wait, after asking others (R-CA1). Opens the decision's stream."""

    topic: ClassVar[str] = "decision.chairs_action_taken.v1"

    decision: DecisionId
    group: GroupId
    seat: SeatId
    consulted: tuple[SeatId, ...]
    words: Sealed
    reason: Sealed
    category: Category
    cost: Money | None
    outcome: Outcome
