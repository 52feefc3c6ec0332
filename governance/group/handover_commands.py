"""What may be asked about a handover from one officer to the next."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from governance.group.events import HandoverItem
from governance.kernel import Command, Date, GroupId, HandoverId, OfficeId, Power, SeatId

EVERYTHING: tuple[HandoverItem, ...] = (
    "open_actions",
    "standing_agreements",
    "access_profile",
    "accounts",
    "keys",
    "calendar",
    "shadowing",
)


class StartHandover(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """List what one officer hands over to the next: open actions, agreements, accounts, keys, a meeting side by side.

    Everything there is to hand over, when `items` are left out. Contents are named nowhere.
    """

    do: ClassVar[str] = "startHandover"
    power: ClassVar[Power] = "office"

    group: GroupId
    office: OfficeId
    giver: SeatId
    taker: SeatId
    items: Annotated[tuple[HandoverItem, ...], msgspec.Meta(min_length=1, max_length=20)] = EVERYTHING
    due: Date | None = None


class HandOverItem(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that one thing of the list is handed over: whoever gives it or takes it says so."""

    do: ClassVar[str] = "handOverItem"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    group: GroupId
    handover: HandoverId
    item: HandoverItem
    seat: SeatId | None = None


class ConfirmHandover(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Say that the handover is done; it is complete once both sides have said so."""

    do: ClassVar[str] = "confirmHandover"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    group: GroupId
    handover: HandoverId
    seat: SeatId | None = None
