"""What happens to the people in a meeting: disputed interests, deputies, distance, a quorum queried, the next chair."""

from __future__ import annotations

from typing import ClassVar, Literal

from governance.kernel import Constituency, Event, EventId, ItemId, MotionId, PersonId, SeatId
from governance.meeting.events import InterestHandling
from governance.rules.majority import Tally
from governance.rules.quorum import QuorumSnapshot

Overstep = Literal["spoke", "moved", "seconded", "voted"]


class InterestDisputed(Event, frozen=True):
    """A member did not agree with how an interest is handled, and asked for another way: `how` (R-IN2)."""

    topic: ClassVar[str] = "meeting.interest_disputed.v1"

    seat: SeatId
    item: ItemId
    how: InterestHandling
    raised_by: SeatId


class InterestSettled(Event, frozen=True):
    """The members other than the one with the interest voted on a dispute; `how` is how it is handled since (R-IN2).

    `voters` could vote; the roll not being known it is None. More for than against changes the handling.
    """

    topic: ClassVar[str] = "meeting.interest_settled.v1"

    seat: SeatId
    item: ItemId
    how: InterestHandling
    changed: bool
    tally: Tally
    voters: int | None


class DeputySent(Event, frozen=True):
    """A member said before the meeting who would stand in for them there (R-AP2)."""

    topic: ClassVar[str] = "meeting.deputy_sent.v1"

    seat: SeatId
    person: PersonId
    constituency: Constituency


class DeputySeated(Event, frozen=True):
    """A deputy took a member's seat, until the member comes. `counts` in quorum and votes as the orders have it."""

    topic: ClassVar[str] = "meeting.deputy_seated.v1"

    seat: SeatId
    person: PersonId
    constituency: Constituency
    remote: bool
    counts: bool
    irregular: tuple[str, ...]


class JoinedRemotely(Event, frozen=True):
    """These seats' holders take part from elsewhere, with sound both ways (R-HY1)."""

    topic: ClassVar[str] = "meeting.joined_remotely.v1"

    seats: tuple[SeatId, ...]


class FollowedByChat(Event, frozen=True):
    """These seats' holders followed in writing only, which is not being present (R-HY4)."""

    topic: ClassVar[str] = "meeting.followed_by_chat.v1"

    seats: tuple[SeatId, ...]


class CountTaken(Event, frozen=True):
    """How a count was taken where that was said: by voice, or by hands shown (R-HY3)."""

    topic: ClassVar[str] = "meeting.count_taken.v1"

    motion: MotionId
    by: Literal["voice", "hands"]


class MemberPhoned(Event, frozen=True):
    """A member whose link was lost during a vote was phoned, once (R-HY2)."""

    topic: ClassVar[str] = "meeting.member_phoned.v1"

    motion: MotionId
    seat: SeatId
    answered: bool


class VoteRetaken(Event, frozen=True):
    """A vote during which a link was lost begins anew; what was answered before does not count (R-HY2).

    What the `kept` seats answered here themselves stands until they change it.
    """

    topic: ClassVar[str] = "meeting.vote_retaken.v1"

    motion: MotionId
    quorum: QuorumSnapshot
    effective: tuple[SeatId, ...] | None
    kept: tuple[SeatId, ...] = ()


class QuorumQueried(Event, frozen=True):
    """A member asked whether there was a quorum (R-QU5)."""

    topic: ClassVar[str] = "meeting.quorum_queried.v1"

    seat: SeatId
    item: ItemId | None


class VisitorActed(Event, frozen=True):
    """Somebody without a seat acted as if they were a member; it does not count (R-AP3)."""

    topic: ClassVar[str] = "meeting.visitor_acted.v1"

    visitor: EventId
    did: Overstep
    item: ItemId
    motion: MotionId | None


class WentOnUnchaired(Event, frozen=True):
    """Whoever presided had gone, and the meeting went on with nobody in the chair (R-CH1)."""

    topic: ClassVar[str] = "meeting.went_on_unchaired.v1"

    irregular: tuple[str, ...]


class NextChairAgreed(Event, frozen=True):
    """The meeting agreed who presides at the next one; those who `declined` were passed over (R-CH4)."""

    topic: ClassVar[str] = "meeting.next_chair_agreed.v1"

    seat: SeatId
    declined: tuple[SeatId, ...]
