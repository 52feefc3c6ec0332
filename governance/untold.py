"""What the chair decided alone and should have told a meeting by now (R-CA1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.rules import chairs_action as rule

if TYPE_CHECKING:
    from governance.kernel import DecisionId, GroupId
    from governance.reader import Reader

ALERT = "chairs_action_untold"


def chairs_actions(reader: Reader, group: GroupId) -> tuple[DecisionId, ...]:
    """The chair's actions of which no meeting that was held since was told, in the order recorded."""
    known = {decision: reader.decision(decision) for decision in reader.places.chairs_actions(group)}
    open_ones = {decision: kept for decision, kept in known.items() if kept.settled is None}
    if not open_ones:
        return ()
    held = [state for state in map(reader.meeting, reader.places.meetings(group)) if state.ended is not None]
    return tuple(
        decision
        for decision, kept in open_ones.items()
        if kept.made is not None
        and rule.overdue(
            decision in state.told for state in held if state.began is not None and not state.began.before(kept.made)
        )
    )
