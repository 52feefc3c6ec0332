"""What may be asked about the people in a meeting: disputed interests, deputies, distance, quorum, the next chair."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from governance.kernel import Command, Constituency, EventId, ItemId, MeetingId, MotionId, PersonId, Power, SeatId
from governance.meeting.events import InterestHandling
from governance.meeting.people_events import Overstep
from governance.motion.commands import Hands
from governance.motion.events import Choice

Seats = Annotated[tuple[SeatId, ...], msgspec.Meta(min_length=1, max_length=500)]


class DisputeInterest(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask that the members decide how an interest is handled; `how` is what is asked for."""

    do: ClassVar[str] = "disputeInterest"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("raised_by",)

    meeting: MeetingId
    seat: SeatId
    item: ItemId
    how: InterestHandling
    raised_by: SeatId


class SettleInterest(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record the members' vote on a disputed interest; more for than against changes how it is handled."""

    do: ClassVar[str] = "settleInterest"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    seat: SeatId
    item: ItemId
    count: Hands


class SendDeputy(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Say before the meeting who stands in for a member at it; the constituency is the one they stand for."""

    do: ClassVar[str] = "sendDeputy"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    seat: SeatId
    person: PersonId
    constituency: Constituency


class SeatDeputy(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that a deputy took a member's seat. Left out, it is the person sent, else the one named for the seat."""

    do: ClassVar[str] = "seatDeputy"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    seat: SeatId
    person: PersonId | None = None
    constituency: Constituency | None = None
    remote: bool = False


class NoteRemote(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that members who are here take part from elsewhere, by phone or video."""

    do: ClassVar[str] = "noteRemote"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seats",)

    meeting: MeetingId
    seats: Seats


class PhoneMember(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that a member whose link was lost during a vote was phoned, and their answer where votes go by names."""

    do: ClassVar[str] = "phoneMember"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId
    seat: SeatId
    answered: bool = True
    choice: Choice | None = None


class RetakeVote(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Take a vote again during which a link was lost."""

    do: ClassVar[str] = "retakeVote"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId


class QueryQuorum(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask whether there is a quorum; the answer is recorded with it."""

    do: ClassVar[str] = "queryQuorum"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    seat: SeatId


class NoteVisitorActing(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that a supporter or visitor spoke or acted as if they were a member; `visitor` is the act noting them."""

    do: ClassVar[str] = "noteVisitorActing"
    power: ClassVar[Power] = "secretariat"

    meeting: MeetingId
    visitor: EventId
    item: ItemId
    did: Overstep = "spoke"
    motion: MotionId | None = None


class AgreeNextChair(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record who presides at the next meeting, and who was asked and declined."""

    do: ClassVar[str] = "agreeNextChair"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    seat: SeatId
    declined: tuple[SeatId, ...] = ()
