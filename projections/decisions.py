"""The decision register: every substantive question answered, agreed or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args
from uuid import UUID

import msgspec

from governance.decision import events as d
from governance.decision.events import DecisionMade, DecisionMadeInWriting, Making
from governance.decision.state import DecisionState, evolve, fold
from governance.kernel import Moment, Money, Sealed
from governance.motion.events import Outcome
from governance.standing_orders import Category

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.record import RecordedEvent


class Entry(msgspec.Struct, frozen=True):
    """One decision of the register, words by reference; made at a `meeting`, by a written `resolution`, or alone."""

    decision: UUID
    group: UUID
    meeting: UUID | None
    item: UUID | None
    motion: UUID | None
    occurred: Moment
    position: int
    words: Sealed
    category: Category
    cost: Money | None
    outcome: Outcome
    resolution: UUID | None = None


class Decisions:
    """One document a decision, keyed `group/year/position`, so that its number is its place among them."""

    name = "decisions"
    topics: tuple[str, ...] = tuple(kind.topic for kind in get_args(Making))
    history = True
    document = Entry

    def keys(self, event: RecordedEvent) -> tuple[str, ...]:
        """The one document a decision makes."""
        assert isinstance(event.event, Making), "no other topic is read"
        return (key_of(event),)

    def apply(self, document: Entry | None, event: RecordedEvent) -> Entry:
        """The entry of a decision made."""
        del document
        made = event.event
        assert isinstance(made, Making), "no other topic is read"
        return Entry(
            decision=made.decision,
            group=made.group,
            meeting=made.meeting if isinstance(made, DecisionMade) else None,
            item=made.item if isinstance(made, DecisionMade) else None,
            motion=made.motion if isinstance(made, DecisionMade) else None,
            occurred=event.occurred,
            position=event.position,
            words=made.words,
            category=made.category,
            cost=made.cost,
            outcome=made.outcome,
            resolution=made.resolution if isinstance(made, DecisionMadeInWriting) else None,
        )

    def refold(self, events: Iterable[RecordedEvent]) -> Entry:
        """The entry of a decision's stream."""
        return self.apply(None, next(iter(events)))


class Standings:
    """How each decision stands now, keyed by its id: what later decisions made of it."""

    name = "standings"
    topics: tuple[str, ...] = tuple(kind.topic for kind in get_args(d.DecisionEvent))
    history = True
    document = DecisionState

    def keys(self, event: RecordedEvent) -> tuple[str, ...]:
        """The decision's own document."""
        return (str(event.stream),)

    def apply(self, document: DecisionState | None, event: RecordedEvent) -> DecisionState:
        """How the decision stands after one more event."""
        return evolve(document or DecisionState(), event.fact)

    def refold(self, events: Iterable[RecordedEvent]) -> DecisionState:
        """How a decision stands after its whole stream."""
        return fold(one.fact for one in events)


def key_of(event: RecordedEvent) -> str:
    """Where a decision stands in the register."""
    made = event.event
    assert isinstance(made, Making), "a decision's stream opens with its making"
    return f"{made.group}/{event.occurred.local[:4]}/{event.position:012}"
