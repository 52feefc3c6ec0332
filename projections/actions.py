"""Actions by group: who took on what, by when, how far it got. What is overdue is read off the day, never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args
from uuid import UUID

import msgspec

from governance.action import events as e
from governance.action.state import OVER, Stage
from governance.catalogue import ActionEvent
from governance.kernel import Sealed, SeatId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.record import RecordedEvent

NO_DATE = "9999-12-31"


class Action(msgspec.Struct, frozen=True):
    """One action; `due` is YYYY-MM-DD, `verified_by` who found it done, `reason` why it was dropped.

    `irregular` are the clauses not kept where its owner alone is said to have found it done.
    """

    action: UUID
    group: UUID
    meeting: UUID
    decision: UUID | None
    owner: SeatId
    helpers: tuple[SeatId, ...]
    words: Sealed
    due: str | None
    stage: Stage = "agreed"
    verified_by: SeatId | None = None
    reason: Sealed | None = None
    irregular: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether there is still something to do or to look at."""
        return self.stage not in OVER

    def overdue(self, today: str) -> bool:
        """Whether its day has passed and nobody has said that it is done."""
        return self.stage in {"agreed", "started"} and self.due is not None and self.due < today

    @property
    def order(self) -> str:
        """What actions are put in order by: the day they are due, then their id."""
        return f"{self.due or NO_DATE}/{self.action}"


class Actions:
    """One document an action, keyed `group/action`."""

    name = "actions"
    topics: tuple[str, ...] = tuple(kind.topic for kind in get_args(ActionEvent))
    history = True
    document = Action

    def keys(self, event: RecordedEvent) -> tuple[str, ...]:
        """The one document an action has."""
        told = event.event
        assert isinstance(told, ActionEvent), "no other topic is read"
        return (f"{told.group}/{told.action}",)

    def apply(self, document: Action | None, event: RecordedEvent) -> Action:
        """The action after one more event."""
        told = event.event
        if isinstance(told, e.ActionOpened):
            o = told
            return Action(o.action, o.group, o.meeting, o.decision, o.owner, o.helpers, o.words, o.due)
        assert document is not None, "an action's stream opens with its agreement"
        match told:
            case e.ActionStarted():
                return msgspec.structs.replace(document, stage="started")
            case e.ActionReportedDone():
                return msgspec.structs.replace(document, stage="reported_done")
            case e.ActionVerified(irregular=irregular) if irregular:
                return msgspec.structs.replace(document, irregular=irregular)
            case e.ActionVerified(seat=seat):
                return msgspec.structs.replace(document, stage="verified", verified_by=seat, irregular=())
            case e.ActionDropped(reason=reason):
                return msgspec.structs.replace(document, stage="dropped", reason=reason)
            case e.ActionPutOff(due=due):
                return msgspec.structs.replace(document, due=due)
            case _:
                return document

    def refold(self, events: Iterable[RecordedEvent]) -> Action:
        """The action of its stream."""
        document: Action | None = None
        for one in events:
            document = self.apply(document, one)
        assert document is not None, "a stream has a first event"
        return document
