"""What happens at a meeting, motions and votes apart."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from governance.kernel import (
    ActionId,
    Constituency,
    DecisionId,
    Event,
    EventId,
    GroupId,
    ItemId,
    MeetingId,
    Moment,
    MotionId,
    OfficeId,
    Sealed,
    SeatId,
    Tier,
)
from governance.rules.quorum import QuorumSnapshot
from governance.standing_orders import Category, ClassMapping, StandingOrders

MeetingKind = Literal["ordinary", "special", "annual", "requisitioned"]
Manner = Literal["in_person", "remote", "hybrid"]
Visitor = Literal["supporter", "observer", "visitor"]
Ground = Literal["personal", "safeguarding", "employment", "commercial", "legal"]
InterestKind = Literal["financial", "loyalty", "personal", "family", "shared"]
InterestHandling = Literal["stay_and_vote", "stay_no_vote", "leave"]


class AgendaEntry(msgspec.Struct, frozen=True):
    """A numbered item of business; agendas count from 3. `category` says that a special majority was announced.

    `about` is the earlier decision it would undo, change or put again (R-RE1).
    """

    item: ItemId
    number: int
    title: Sealed
    for_decision: bool
    category: Category | None
    in_notice: bool
    about: DecisionId | None = None


class OfficeHeld(msgspec.Struct, frozen=True):
    """An office held by a seat on the day."""

    office: OfficeId
    kind: str
    acting: bool


class RollEntry(msgspec.Struct, frozen=True):
    """A seat as it stands on the day. `filled` = somebody holds it; only filled, voting seats are entitled."""

    seat: SeatId
    constituency: Constituency
    voting: bool
    filled: bool
    offices: tuple[OfficeHeld, ...]


class MeetingCalled(Event, frozen=True):
    """Notice of a meeting, with its agenda.

    `clear_days` and `needed` are the notice as ruled on (R-NO1); when the notes do not say when notice was given,
    `notice_given` and `clear_days` are None. `written_down` is the day on which a call was written up afterwards.
    """

    topic: ClassVar[str] = "meeting.called.v1"

    meeting: MeetingId
    group: GroupId
    kind: MeetingKind
    manner: Manner
    title: Sealed | None
    place: Sealed | None
    starts: Moment
    notice_given: Moment | None
    clear_days: int | None
    needed: int
    irregular: tuple[str, ...]
    agenda: tuple[AgendaEntry, ...]
    written_down: Moment | None = None


class ItemProposed(Event, frozen=True):
    """Business added after the notice, or from the floor."""

    topic: ClassVar[str] = "meeting.item_proposed.v1"

    entry: AgendaEntry


class MeetingCancelled(Event, frozen=True):
    """The meeting will not be held."""

    topic: ClassVar[str] = "meeting.cancelled.v1"

    reason: Sealed | None


class MeetingOpened(Event, frozen=True):
    """The sitting began. Carries the rules, mapping and roll in force, so that a meeting can be understood alone.

    `irregular` are clauses not kept by beginning then: before the day the notice gave (R-NO1).
    """

    topic: ClassVar[str] = "meeting.opened.v1"

    orders: StandingOrders
    orders_version: int
    mapping: ClassMapping
    mapping_version: int
    roll: tuple[RollEntry, ...]
    irregular: tuple[str, ...] = ()


class MeetingResumed(Event, frozen=True):
    """An adjourned meeting went on, under the rules and roll of that day."""

    topic: ClassVar[str] = "meeting.resumed.v1"

    orders: StandingOrders
    orders_version: int
    mapping: ClassMapping
    mapping_version: int
    roll: tuple[RollEntry, ...]


class ResumptionNoticed(Event, frozen=True):
    """Members were told when a meeting that had stopped would go on, more than a fortnight later (R-AD1).

    `clear_days` lie between; `irregular` are the clauses that were not kept.
    """

    topic: ClassVar[str] = "meeting.resumption_noticed.v1"

    notice_given: Moment
    clear_days: int
    needed: int
    irregular: tuple[str, ...]


class AttendanceSet(Event, frozen=True):
    """The roll as called: who is here, who sent apologies. Seats in neither list are absent."""

    topic: ClassVar[str] = "meeting.attendance_set.v1"

    present: tuple[SeatId, ...]
    apologies: tuple[SeatId, ...]


class HeadcountNoted(Event, frozen=True):
    """How many people were there when the roll is not known; `about` when it was an estimate."""

    topic: ClassVar[str] = "meeting.headcount_noted.v1"

    count: int
    about: bool


class MemberArrived(Event, frozen=True):
    """A seat's holder came in, or their link came back; `own`: by their own word here."""

    topic: ClassVar[str] = "meeting.member_arrived.v1"

    seat: SeatId
    remote: bool
    how: Literal["came", "link_restored"]
    own: bool = False


class MemberLeft(Event, frozen=True):
    """A seat's holder left, or their link was lost for over two minutes (R-HY2); `own`: by their own word here."""

    topic: ClassVar[str] = "meeting.member_left.v1"

    seat: SeatId
    how: Literal["left", "link_lost"]
    own: bool = False


class ApologiesGiven(Event, frozen=True):
    """A seat's holder sent apologies. The reason is never here."""

    topic: ClassVar[str] = "meeting.apologies_given.v1"

    seat: SeatId


class ApologyReasonKept(Event, frozen=True):
    """Why somebody could not come: sealed under their own key, never in minutes (R-AP1)."""

    topic: ClassVar[str] = "meeting.apology_reason_kept.v1"
    tier: ClassVar[Tier] = 3

    seat: SeatId
    reason: Sealed


class VisitorNoted(Event, frozen=True):
    """Somebody without a seat was in the room; a supporter comes with a member."""

    topic: ClassVar[str] = "meeting.visitor_noted.v1"

    capacity: Visitor
    label: Sealed
    supporting: SeatId | None


class QuorumTested(Event, frozen=True):
    """The quorum as the sitting began; for one `item`, when a member left the room for it or came back (R-QU4)."""

    topic: ClassVar[str] = "meeting.quorum_tested.v1"

    quorum: QuorumSnapshot
    item: ItemId | None = None


class QuorumLost(Event, frozen=True):
    """The meeting could no longer make decisions."""

    topic: ClassVar[str] = "meeting.quorum_lost.v1"

    quorum: QuorumSnapshot


class QuorumRegained(Event, frozen=True):
    """The meeting could make decisions again."""

    topic: ClassVar[str] = "meeting.quorum_regained.v1"

    quorum: QuorumSnapshot


class WaitedForQuorum(Event, frozen=True):
    """The meeting waited, and this is how it stood afterwards (R-QU8)."""

    topic: ClassVar[str] = "meeting.waited_for_quorum.v1"

    minutes: int
    quorum: QuorumSnapshot


class VoteStoodDown(Event, frozen=True):
    """A member chose not to vote for the rest of this sitting (R-QU9); `own`: they said so here themselves."""

    topic: ClassVar[str] = "meeting.vote_stood_down.v1"

    seat: SeatId
    own: bool = False


class VoteTakenUp(Event, frozen=True):
    """A member votes again: that they stood down was written down by somebody else, and they took it back (R-QU9)."""

    topic: ClassVar[str] = "meeting.vote_taken_up.v1"

    seat: SeatId


class PresiderTookChair(Event, frozen=True):
    """Somebody took the chair. The one before them stopped presiding at that moment.

    `irregular`: somebody who comes first was here (R-CH1).
    """

    topic: ClassVar[str] = "meeting.presider_took_chair.v1"

    seat: SeatId
    reason: Literal["opening", "absence", "interest", "to_speak", "rest", "return", "elected"]
    irregular: tuple[str, ...] = ()


class MinuteTakerNamed(Event, frozen=True):
    """Who takes the minutes from here on."""

    topic: ClassVar[str] = "meeting.minute_taker_named.v1"

    seat: SeatId


class InterestDeclared(Event, frozen=True):
    """A member told the meeting about an interest in an item (R-IN1)."""

    topic: ClassVar[str] = "meeting.interest_declared.v1"

    seat: SeatId
    item: ItemId
    kind: InterestKind
    nature: Sealed | None


class InterestManaged(Event, frozen=True):
    """How the interest was handled: anything but `stay_and_vote` excludes the seat for the item (R-IN2, R-IN3)."""

    topic: ClassVar[str] = "meeting.interest_managed.v1"

    seat: SeatId
    item: ItemId
    how: InterestHandling


class MemberReturned(Event, frozen=True):
    """A member who had left the room for an item came back."""

    topic: ClassVar[str] = "meeting.member_returned.v1"

    seat: SeatId
    item: ItemId


class BreakStarted(Event, frozen=True):
    """The meeting took a break."""

    topic: ClassVar[str] = "meeting.break_started.v1"


class BreakEnded(Event, frozen=True):
    """The meeting went on after a break."""

    topic: ClassVar[str] = "meeting.break_ended.v1"


class ItemOpened(Event, frozen=True):
    """The meeting turned to an item."""

    topic: ClassVar[str] = "meeting.item_opened.v1"

    item: ItemId


class ItemDeferred(Event, frozen=True):
    """An item moves to the next meeting undecided; `talked` says it was discussed."""

    topic: ClassVar[str] = "meeting.item_deferred.v1"

    item: ItemId
    talked: bool
    reason: Literal["inquorate", "not_reached", "chosen", "recusal"]


class ItemStoodOver(Event, frozen=True):
    """An item with a motion before the meeting stands over, mover and seconder kept (R-IQ3)."""

    topic: ClassVar[str] = "meeting.item_stood_over.v1"

    item: ItemId
    motions: tuple[MotionId, ...]


class ItemClosed(Event, frozen=True):
    """The meeting is done with an item."""

    topic: ClassVar[str] = "meeting.item_closed.v1"

    item: ItemId


class NoteTaken(Event, frozen=True):
    """What was talked about, in a few words."""

    topic: ClassVar[str] = "meeting.note_taken.v1"

    item: ItemId
    words: Sealed


class SuggestionNoted(Event, frozen=True):
    """A suggestion, which is not a decision (R-IQ2)."""

    topic: ClassVar[str] = "meeting.suggestion_noted.v1"

    item: ItemId
    words: Sealed


class ActionAgreed(Event, frozen=True):
    """Somebody took something on; `due` is YYYY-MM-DD. The owner is exactly one seat (R-AC2)."""

    topic: ClassVar[str] = "meeting.action_agreed.v1"

    action: ActionId
    item: ItemId
    decision: DecisionId | None
    owner: SeatId
    helpers: tuple[SeatId, ...]
    words: Sealed
    due: str | None


class ClosedSessionStarted(Event, frozen=True):
    """The meeting went on behind closed doors about an item (R-CL1). `title` is what everybody may read of it.

    `motion` is the proposal that was voted on; without one, `irregular` says so.
    """

    topic: ClassVar[str] = "meeting.closed_session_started.v1"

    item: ItemId
    ground: Ground
    title: Sealed
    motion: MotionId | None
    irregular: tuple[str, ...]


class ClosedSessionEnded(Event, frozen=True):
    """The closed part ended. `words` say what was decided, as far as everybody may know; `review_by` is YYYY-MM-DD."""

    topic: ClassVar[str] = "meeting.closed_session_ended.v1"

    item: ItemId
    words: Sealed | None
    review_by: str


class MeetingAdjourned(Event, frozen=True):
    """The sitting stopped, to go on later."""

    topic: ClassVar[str] = "meeting.adjourned.v1"

    until: Moment | None
    reason: Literal["lost_quorum", "end_time", "disorder", "emergency", "rest", "decided", "no_chair"]


class MeetingClosed(Event, frozen=True):
    """The meeting ended."""

    topic: ClassVar[str] = "meeting.closed.v1"


class ActStruck(Event, frozen=True):
    """A slip taken back: later folds read the struck act as if it were absent."""

    topic: ClassVar[str] = "meeting.act_struck.v1"

    act: EventId
    reason: Sealed | None
