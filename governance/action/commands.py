"""What may be asked about an action after it was agreed."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from governance.kernel import ActionId, Command, Date, ItemId, MeetingId, Power, SeatId

Reason = Annotated[str, msgspec.Meta(min_length=1, max_length=8000)]


class StartAction(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that somebody began on an action."""

    do: ClassVar[str] = "startAction"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)
    home: ClassVar[str | None] = "action"

    action: ActionId
    seat: SeatId | None = None


class ReportActionDone(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Report an action done: its owner or a helper."""

    do: ClassVar[str] = "reportActionDone"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)
    home: ClassVar[str | None] = "action"

    action: ActionId
    seat: SeatId | None = None


class VerifyAction(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Confirm that what was reported done is done: anybody with a seat but the owner."""

    do: ClassVar[str] = "verifyAction"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)
    home: ClassVar[str | None] = "action"

    action: ActionId
    seat: SeatId | None = None


class DropAction(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that an action will not be done, and why."""

    do: ClassVar[str] = "dropAction"
    power: ClassVar[Power] = "secretariat"
    home: ClassVar[str | None] = "action"

    action: ActionId
    reason: Reason


class PutOffAction(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Give an action another day."""

    do: ClassVar[str] = "putOffAction"
    power: ClassVar[Power] = "secretariat"
    home: ClassVar[str | None] = "action"

    action: ActionId
    due: Date
    reason: Reason | None = None


class RaiseAction(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Talk at a meeting about an action still to be done, under matters arising."""

    do: ClassVar[str] = "raiseAction"
    power: ClassVar[Power] = "secretariat"

    meeting: MeetingId
    item: ItemId
    action: ActionId
