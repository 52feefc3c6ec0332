"""A handover from one officer to the next, as folded."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import msgspec

from governance.group import events as e
from governance.kernel import HandoverId, OfficeId, SeatId
from governance.rules import handover as rule

if TYPE_CHECKING:
    from collections.abc import Mapping


class Handover(msgspec.Struct, frozen=True):
    """What is handed over from `giver` to `taker`, what of it is done, who said so; `due` is YYYY-MM-DD."""

    office: OfficeId
    giver: SeatId
    taker: SeatId
    items: tuple[e.HandoverItem, ...]
    due: str | None
    done: frozenset[e.HandoverItem] = frozenset()
    confirmed: frozenset[SeatId] = frozenset()
    completed: bool = False

    @property
    def open_items(self) -> tuple[e.HandoverItem, ...]:
        """What is still to be handed over."""
        return tuple(item for item in self.items if item not in self.done)

    def overdue(self, today: str) -> bool:
        """Whether its day has passed and it is not complete."""
        return rule.overdue(self.due, today, completed=self.completed)


Told = e.HandoverStarted | e.HandoverItemDone | e.HandoverConfirmed | e.HandoverCompleted


def evolve(handovers: Mapping[HandoverId, Handover], event: Told) -> dict[HandoverId, Handover]:
    """The handovers after one more event about one."""
    replace = msgspec.structs.replace
    if isinstance(event, e.HandoverStarted):
        return {**handovers, event.handover: Handover(event.office, event.giver, event.taker, event.items, event.due)}
    kept = handovers[event.handover]
    match event:
        case e.HandoverItemDone(item=item):
            kept = replace(kept, done=kept.done | {item})
        case e.HandoverConfirmed(seat=seat):
            kept = replace(kept, confirmed=kept.confirmed | {seat})
        case e.HandoverCompleted():
            kept = replace(kept, completed=True)
        case _:
            assert_never(event)
    return {**handovers, event.handover: kept}
