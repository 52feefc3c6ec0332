"""What the rules need to know of an action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from governance.action import events as e
from governance.kernel import ActionId, DecisionId, GroupId, Moment, Sealed, SeatId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.kernel import Fact

Stage = Literal["agreed", "started", "reported_done", "verified", "dropped"]
OVER: frozenset[Stage] = frozenset(("verified", "dropped"))


class ActionState(msgspec.Struct, frozen=True):
    """An action as folded. `action` is None until it is agreed; `due` is YYYY-MM-DD; `last` the latest day told of.

    `agreed` is when it was agreed. `irregular` are the clauses not kept where it was said to be found done, and
    somebody else is still to look.
    """

    action: ActionId | None = None
    group: GroupId | None = None
    decision: DecisionId | None = None
    owner: SeatId | None = None
    helpers: tuple[SeatId, ...] = ()
    due: str | None = None
    words: Sealed | None = None
    stage: Stage = "agreed"
    agreed: Moment | None = None
    last: Moment | None = None
    irregular: tuple[str, ...] = ()

    def overdue(self, today: str) -> bool:
        """Whether its day has passed and nobody has said that it is done."""
        return self.stage in {"agreed", "started"} and self.due is not None and self.due < today


def evolve(state: ActionState, fact: Fact) -> ActionState:
    """The action after one more fact."""
    replace = msgspec.structs.replace
    state = replace(state, last=fact.occurred)
    match fact.event:
        case e.ActionOpened() as o:
            opened = replace(state, action=o.action, group=o.group, decision=o.decision)
            return replace(opened, owner=o.owner, helpers=o.helpers, due=o.due, words=o.words, agreed=fact.occurred)
        case e.ActionStarted():
            return replace(state, stage="started")
        case e.ActionReportedDone():
            return replace(state, stage="reported_done")
        case e.ActionVerified(irregular=irregular):
            return replace(state, stage=state.stage if irregular else "verified", irregular=irregular)
        case e.ActionDropped():
            return replace(state, stage="dropped")
        case e.ActionPutOff(due=due):
            return replace(state, due=due)
        case _:
            return state


def fold(facts: Iterable[Fact], state: ActionState | None = None) -> ActionState:
    """The action after these facts."""
    state = state or ActionState()
    for fact in facts:
        state = evolve(state, fact)
    return state
