"""What happens between meetings."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from governance.kernel import (
    Channel,
    Class,
    DecisionId,
    Event,
    GroupId,
    ItemId,
    Moment,
    Money,
    ResolutionId,
    Sealed,
    SeatId,
)
from governance.motion.events import Answer, Choice, Outcome
from governance.rules.majority import Tally
from governance.rules.written import Counts
from governance.standing_orders import Category, StandingOrders


class Elector(msgspec.Struct, frozen=True, rename={"class_": "class"}):
    """A seat that is asked, and the class it counts in."""

    seat: SeatId
    class_: Class


class ResolutionCirculated(Event, frozen=True):
    """A proposal was sent out to be answered in writing; opens its stream.

    Carries the rules in force, and the electorate, which never changes afterwards (R-WR2). `demand_by` (YYYY-MM-DD) is
    the last day to ask for a meeting. `excluded` were told and not asked; those of them with a vote, `kept_out`, stay
    in the base (R-MA5). `irregular`: clauses a written-up one broke.
    """

    topic: ClassVar[str] = "resolution.circulated.v1"

    resolution: ResolutionId
    group: GroupId
    words: Sealed
    reason: Sealed | None
    options: tuple[Sealed, ...]
    how_to_reply: Sealed | None
    category: Category
    cost: Money | None
    purpose: Sealed | None
    deadline: Moment
    demand_by: str
    orders: StandingOrders
    orders_version: int
    mapping_version: int
    established: int
    electorate: tuple[Elector, ...]
    excluded: tuple[SeatId, ...]
    irregular: tuple[str, ...]
    kept_out: tuple[Elector, ...] = ()


class ReplyReceived(Event, frozen=True):
    """A member's reply, and whether it counts; a later one that counts replaces it until the deadline (R-WR6).

    `own`: the member gave it here. Any other was written down for them, and is theirs to confirm or to dispute.
    """

    topic: ClassVar[str] = "resolution.reply_received.v1"

    resolution: ResolutionId
    group: GroupId
    seat: SeatId
    choice: Choice | None
    condition: Sealed | None
    channel: Channel
    read_back: bool
    own: bool
    counts: Counts


class ReplyConfirmed(Event, frozen=True):
    """The member confirmed a reply that somebody else recorded."""

    topic: ClassVar[str] = "resolution.reply_confirmed.v1"

    resolution: ResolutionId
    group: GroupId
    seat: SeatId


class ReplyDisputed(Event, frozen=True):
    """The member said a recorded reply is not theirs. The reply stays, and so does what is said of it."""

    topic: ClassVar[str] = "resolution.reply_disputed.v1"

    resolution: ResolutionId
    group: GroupId
    seat: SeatId
    words: Sealed | None


class MeetingDemanded(Event, frozen=True):
    """A member asked that the matter go to a meeting (R-WR5); `own` when they did so here."""

    topic: ClassVar[str] = "resolution.meeting_demanded.v1"

    resolution: ResolutionId
    group: GroupId
    seat: SeatId
    channel: Channel
    own: bool


class ResolutionStopped(Event, frozen=True):
    """It is not decided in writing: enough members want a meeting, or it was taken back. The replies lapse."""

    topic: ClassVar[str] = "resolution.stopped.v1"

    resolution: ResolutionId
    group: GroupId
    why: Literal["meeting_demanded", "withdrawn"]
    reason: Sealed | None


class ResolutionClosed(Event, frozen=True):
    """The result, by the replies that count."""

    topic: ClassVar[str] = "resolution.closed.v1"

    resolution: ResolutionId
    group: GroupId
    decision: DecisionId
    needed: int
    outcome: Outcome


class ResolutionReported(Event, frozen=True):
    """A meeting was told of a resolution (R-WR9), as it stood then; without `answer` it was not decided in writing.

    `needed` of `entitled` had to be for; `conditions` and `late` count replies that did not count, `demanded` the
    members who asked for a meeting. `irregular` are the clauses not kept, where it was decided.
    """

    topic: ClassVar[str] = "meeting.resolution_reported.v1"

    item: ItemId
    resolution: ResolutionId
    decision: DecisionId | None
    words: Sealed
    channels: tuple[Channel, ...]
    began: Moment
    ended: Moment
    tally: Tally
    needed: int
    entitled: int
    answer: Answer | None
    conditions: int
    late: int
    demanded: int
    irregular: tuple[str, ...] = ()
