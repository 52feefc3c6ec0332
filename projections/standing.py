"""Which decisions were set aside after they were made, and whether they stand again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from uuid import UUID

import msgspec

from governance.decision.events import DecisionReinstated, DecisionSetAside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.record import RecordedEvent


class Standing(msgspec.Struct, frozen=True):
    """How a decision stands: `set_aside` says why it has no effect, None when it stands again."""

    decision: UUID
    set_aside: Literal["annulled", "reconsidered"] | None


class Standings:
    """One document a decision that was ever set aside, keyed `group/decision`; all others stand."""

    name = "decisions_standing"
    topics: tuple[str, ...] = (DecisionSetAside.topic, DecisionReinstated.topic)
    history = True
    document = Standing

    def keys(self, event: RecordedEvent) -> tuple[str, ...]:
        """The one document such an event makes."""
        told = event.event
        assert isinstance(told, DecisionSetAside | DecisionReinstated), "no other topic is read"
        return (f"{told.group}/{told.decision}",)

    def apply(self, document: Standing | None, event: RecordedEvent) -> Standing:
        """How the decision stands after the event, whatever it was before."""
        del document
        told = event.event
        assert isinstance(told, DecisionSetAside | DecisionReinstated), "no other topic is read"
        return Standing(told.decision, told.why if isinstance(told, DecisionSetAside) else None)

    def refold(self, events: Iterable[RecordedEvent]) -> Standing:
        """How a decision stands at the end of its stream."""
        told = [one for one in events if isinstance(one.event, DecisionSetAside | DecisionReinstated)]
        return self.apply(None, told[-1])
