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


class ActionStarted(Event, frozen=True):
    """The owner or a helper began on it."""

    topic: ClassVar[str] = "action.started.v1"

    action: ActionId
    group: GroupId
    seat: SeatId


class ActionReportedDone(Event, frozen=True):
    """The owner or a helper said it is done; nobody else has looked yet."""

    topic: ClassVar[str] = "action.reported_done.v1"

    action: ActionId
    group: GroupId
    seat: SeatId


class ActionVerified(Event, frozen=True):
    """Somebody other than the owner found it done (R-AC2).

    `irregular` are the clauses not kept where it is written up otherwise: then somebody else is still to look.
    """

    topic: ClassVar[str] = "action.verified.v1"

    action: ActionId
    group: GroupId
    seat: SeatId
    irregular: tuple[str, ...] = ()


class ActionDropped(Event, frozen=True):
    """It will not be done, for a reason."""

    topic: ClassVar[str] = "action.dropped.v1"

    action: ActionId
    group: GroupId
    reason: Sealed


class ActionPutOff(Event, frozen=True):
    """It is due another day, YYYY-MM-DD."""

    topic: ClassVar[str] = "action.put_off.v1"

    action: ActionId
    group: GroupId
    due: str
    reason: Sealed | None


class ActionRaised(Event, frozen=True):
    """A meeting talked about what somebody had taken on, under matters arising; `due` is YYYY-MM-DD (R-AC2)."""

    topic: ClassVar[str] = "meeting.action_raised.v1"

    item: ItemId
    action: ActionId
    owner: SeatId
    helpers: tuple[SeatId, ...]
    words: Sealed
    due: str | None
    done: bool
