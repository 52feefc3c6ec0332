"""Actions by group: who took on what, by when. Whether one is overdue is read off the day, never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from governance.action.events import ActionOpened
from governance.kernel import Sealed, SeatId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.record import RecordedEvent

NO_DATE = "9999-12-31"


class Action(msgspec.Struct, frozen=True):
    """One action; `due` is YYYY-MM-DD."""

    action: UUID
    group: UUID
    meeting: UUID
    decision: UUID | None
    owner: SeatId
    helpers: tuple[SeatId, ...]
    words: Sealed
    due: str | None

    def overdue(self, today: str) -> bool:
        """Whether its day has passed."""
        return self.due is not None and self.due < today


class Actions:
    """One document an action, keyed `group/due/action`."""

    name = "actions"
    topics: tuple[str, ...] = (ActionOpened.topic,)
    history = True
    document = Action

    def keys(self, event: RecordedEvent) -> tuple[str, ...]:
        """The one document an action has."""
        opened = event.event
        assert isinstance(opened, ActionOpened), "no other topic is read"
        return (f"{opened.group}/{opened.due or NO_DATE}/{opened.action}",)

    def apply(self, document: Action | None, event: RecordedEvent) -> Action:
        """The action as agreed."""
        del document
        o = event.event
        assert isinstance(o, ActionOpened), "no other topic is read"
        return Action(o.action, o.group, o.meeting, o.decision, o.owner, o.helpers, o.words, o.due)

    def refold(self, events: Iterable[RecordedEvent]) -> Action:
        """The action of its stream."""
        return self.apply(None, next(iter(events)))
