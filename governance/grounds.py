"""What rests on a decision that does not count any more: offices, seats, rules (R-EL1, R-AC1, R-TE2, R-AU2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from governance.kernel import DecisionId, OfficeId, SeatId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from governance.decision.state import DecisionState
    from governance.group.state import Adopted, GroupState
    from governance.kernel import Moment

ALERT = "rests_on_nothing"


class Lost(msgspec.Struct, frozen=True):
    """An office or a seat somebody has, or rules in force, by a vote that was set aside, undone or changed since.

    They stay as they are until the group decides anew: whoever took part meanwhile did so in good faith.
    """

    what: Literal["office", "seat", "orders", "mapping"]
    decision: DecisionId
    office: OfficeId | None = None
    seat: SeatId | None = None


def lost(state: GroupState, at: Moment, decision: Callable[[DecisionId], DecisionState]) -> tuple[Lost, ...]:
    """What of the group as it stands has lost the decision it rests on; `decision` reads one."""
    return tuple(one for one in _rests(state, at) if not decision(one.decision).takes_effect)


def _rests(state: GroupState, at: Moment) -> Iterator[Lost]:
    for term in state.held(at):
        if term.decision is not None:
            yield Lost("office", term.decision, office=term.office, seat=term.seat)
    for seat, kept in state.seats.items():
        held = kept.holding(at)
        if held is not None and held.by is not None and held.by.decision is not None:
            yield Lost("seat", held.by.decision, seat=seat)
    orders, mapping = _in_force(state.orders, at), _in_force(state.mappings, at)
    if orders is not None:
        yield Lost("orders", orders)
    if mapping is not None:
        yield Lost("mapping", mapping)


def _in_force(adopted: tuple[Adopted, ...], at: Moment) -> DecisionId | None:
    return next((one.decision for one in reversed(adopted) if not at.before(one.since)), None)
