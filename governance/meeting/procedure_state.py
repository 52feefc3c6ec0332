"""The meeting after what procedure does to its items, its motions and its rulings."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import msgspec

from governance.kernel import MotionId, SeatId
from governance.motion import procedure_events as p
from governance.motion import procedure_state as motion_state

if TYPE_CHECKING:
    from governance.kernel import Event, ItemId, RulingId
    from governance.meeting.state import MeetingState
    from governance.motion.state import Motion, Motions


class Ruling(msgspec.Struct, frozen=True):
    """A ruling from the chair: what it was about, who was asked to uphold it, and whether it still stands."""

    motion: MotionId | None
    effect: str
    by: SeatId | None
    appeal: MotionId | None = None
    stands: bool = True


def debated(state: MeetingState, item: ItemId) -> Motions:
    """The motions once the meeting has talked about an item (R-MO2, R-MO4)."""
    return {
        id_: msgspec.structs.replace(q, debated=True) if q.pending and q.item == item else q
        for id_, q in state.motions.items()
    }


def evolve(state: MeetingState, event: Event) -> MeetingState:
    """The meeting after an event of procedure."""
    motions = motion_state.evolve(state.motions, event)
    after = msgspec.structs.replace(state, motions=motions)
    match event:
        case p.ItemMarked(item=item, kind=kind):
            return items(after, (item,), kind=kind)
        case p.ItemPulled(item=item):
            covered = {id_: _without(q, item) for id_, q in motions.items()}
            return msgspec.structs.replace(items(after, (item,), pulled=True), motions=covered)
        case p.ItemsAgreedTogether(items=agreed):
            return items(after, agreed, decided=True, stage="closed")
        case p.BusinessDisposed(item=item, how="dropped"):
            return items(after, (item,), decided=True, stage="closed")
        case p.BusinessDisposed(item=item):
            return items(after, (item,), decided=True)
        case p.UnfinishedBusinessTaken(item=item, stated=stated):
            was = after.items[item]
            now = "open" if was.stage == "open" else "waiting"
            return items(after, (item,), first=now == "waiting", stage=now, in_notice=was.in_notice or stated)
        case p.RulingMade() | p.RulingAppealed() | p.RulingOverturned():
            return msgspec.structs.replace(after, rulings=_ruled(state, event))
        case _:
            return after


def items(state: MeetingState, given: tuple[ItemId, ...], **changes: object) -> MeetingState:
    """The meeting with these of its items changed."""
    changed = {item: msgspec.structs.replace(state.items[item], **changes) for item in given if item in state.items}
    return msgspec.structs.replace(state, items={**state.items, **changed})


def _without(question: Motion, item: ItemId) -> Motion:
    if not question.pending or item not in question.covers:
        return question
    return msgspec.structs.replace(question, covers=tuple(one for one in question.covers if one != item))


def _ruled(state: MeetingState, event: p.RulingMade | p.RulingAppealed | p.RulingOverturned) -> dict[RulingId, Ruling]:
    match event:
        case p.RulingMade(ruling=ruling):
            kept = Ruling(event.motion, event.effect, event.seat)
        case p.RulingAppealed(ruling=ruling, motion=appeal):
            kept = msgspec.structs.replace(state.rulings[ruling], appeal=appeal)
        case p.RulingOverturned(ruling=ruling):
            kept = msgspec.structs.replace(state.rulings[ruling], stands=False)
        case _:
            assert_never(event)
    return {**state.rulings, ruling: kept}
