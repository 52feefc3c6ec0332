"""What may be asked between meetings: written resolutions, replies to them, and chair's actions."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from governance.kernel import Command, GroupId, ItemId, MeetingId, Power, ResolutionId, SeatId, When
from governance.meeting.commands import Words
from governance.motion.commands import Cost
from governance.motion.events import Choice
from governance.standing_orders import Category


class CirculateResolution(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Send a proposal to everyone entitled, to be answered in writing.

    Left out, the `deadline` is as many days on as the orders say. `excluded` are told, and not asked.
    """

    do: ClassVar[str] = "circulateResolution"
    power: ClassVar[Power] = "office"

    group: GroupId
    words: Words
    reason: Words | None = None
    options: Annotated[tuple[Words, ...], msgspec.Meta(max_length=20)] = ()
    how_to_reply: Words | None = None
    deadline: When | None = None
    category: Category = "ordinary"
    cost: Cost | None = None
    excluded: tuple[SeatId, ...] = ()


class RecordReply(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record a member's reply: for, against or no side, or the condition they made.

    `channel` is how it came. A reply by phone that somebody else records was read back to the member.
    """

    do: ClassVar[str] = "recordReply"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)
    home: ClassVar[str | None] = "resolution"

    resolution: ResolutionId
    seat: SeatId
    choice: Choice | None = None
    condition: Words | None = None
    read_back: bool = False


class ConfirmReply(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Confirm a reply that somebody else recorded."""

    do: ClassVar[str] = "confirmReply"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)
    home: ClassVar[str | None] = "resolution"

    resolution: ResolutionId
    seat: SeatId


class DisputeReply(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Say that a reply somebody else recorded is not what one said. Nothing is deleted."""

    do: ClassVar[str] = "disputeReply"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)
    home: ClassVar[str | None] = "resolution"

    resolution: ResolutionId
    seat: SeatId
    words: Words | None = None


class DemandMeeting(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask that the matter go to a meeting instead."""

    do: ClassVar[str] = "demandMeeting"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)
    home: ClassVar[str | None] = "resolution"

    resolution: ResolutionId
    seat: SeatId


class WithdrawResolution(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Take back what was sent out, before its deadline."""

    do: ClassVar[str] = "withdrawResolution"
    power: ClassVar[Power] = "office"
    home: ClassVar[str | None] = "resolution"

    resolution: ResolutionId
    reason: Words | None = None


class CloseResolution(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Add up the replies at the deadline, and declare the result."""

    do: ClassVar[str] = "closeResolution"
    power: ClassVar[Power] = "office"
    home: ClassVar[str | None] = "resolution"

    resolution: ResolutionId


class ReportResolution(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Tell a meeting what was decided in writing."""

    do: ClassVar[str] = "reportResolution"
    power: ClassVar[Power] = "secretariat"

    meeting: MeetingId
    item: ItemId
    resolution: ResolutionId


class TakeChairsAction(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record what the chair decided alone because it could not wait, and whom they asked first.

    `objections` are those asked who did not agree to it. They say what it costs, or that it `costs_nothing`.
    Who writes it down for the chair says how the chair told them (`channel`).
    """

    do: ClassVar[str] = "takeChairsAction"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    group: GroupId
    seat: SeatId
    words: Words
    reason: Words
    consulted: Annotated[tuple[SeatId, ...], msgspec.Meta(max_length=100)] = ()
    objections: Annotated[tuple[SeatId, ...], msgspec.Meta(max_length=100)] = ()
    category: Category = "ordinary"
    cost: Cost | None = None
    costs_nothing: bool = False
