"""What happens to an action somebody took on."""

from __future__ import annotations

from typing import ClassVar

from governance.kernel import ActionId, DecisionId, Event, GroupId, ItemId, MeetingId, Sealed, SeatId


class ActionOpened(Event, frozen=True):
    """An action was agreed; opens its stream. `due` is YYYY-MM-DD."""

    topic: ClassVar[str] = "action.opened.v1"

    action: ActionId
    group: GroupId
    meeting: MeetingId
    item: ItemId
    decision: DecisionId | None
    owner: SeatId
    helpers: tuple[SeatId, ...]
    words: Sealed
    due: str | None
