"""What happens to a decision once it is made."""

from __future__ import annotations

from typing import ClassVar, Literal

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


class DecisionSetAside(Event, frozen=True):
    """The vote was annulled, or the meeting took the question up again: what it decided has no effect (R-CH6)."""

    topic: ClassVar[str] = "decision.set_aside.v1"

    decision: DecisionId
    group: GroupId
    meeting: MeetingId
    motion: MotionId
    why: Literal["annulled", "reconsidered"]


class DecisionReinstated(Event, frozen=True):
    """The meeting did not uphold the ruling that had annulled the vote: the decision stands."""

    topic: ClassVar[str] = "decision.reinstated.v1"

    decision: DecisionId
    group: GroupId
    meeting: MeetingId
