"""What happens to a decision once it is made."""

from __future__ import annotations

from typing import ClassVar

from governance.kernel import DecisionId, Event, GroupId, ItemId, MeetingId, Money, MotionId, Sealed
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
