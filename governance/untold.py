"""What the chair decided alone: what a meeting should have been told by now, and what was spent so (R-CA1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.rules import chairs_action as rule

if TYPE_CHECKING:
    from governance.kernel import DecisionId, GroupId, Moment
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


def spent(reader: Reader, group: GroupId, at: Moment, *, live: bool) -> int:
    """What the chair spent alone between the meetings with a quorum around a moment, in the smallest coin (R-CA1)."""
    known = [reader.decision(decision) for decision in reader.places.chairs_actions(group)]
    sat = [reader.meeting(meeting).sat_quorate for meeting in reader.places.meetings(group)]
    costs = [
        (one.made, one.by_chair.cost.minor)
        for one in known
        if one.made is not None and one.by_chair is not None and one.by_chair.cost is not None
    ]
    return rule.between_meetings(costs, [began for began in sat if began is not None], at, live=live)
