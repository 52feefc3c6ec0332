"""What may be asked of a meeting, motions and votes apart."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec

from governance.kernel import (
    Command,
    Constituency,
    Date,
    DecisionId,
    EventId,
    GroupId,
    ItemId,
    Line,
    MeetingId,
    PersonId,
    Power,
    ProposalId,
    RequisitionId,
    SeatId,
    When,
)
from governance.meeting.events import Ground, InterestHandling, InterestKind, Manner, MeetingKind, Visitor
from governance.motion.procedure_events import ItemKind
from governance.standing_orders import Category

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=8000)]
MOST_ITEMS = 200
Minutes = Annotated[int, msgspec.Meta(ge=1, le=480)]


class Business(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An item for the agenda. `category` announces a special majority.

    `kind`: matters arising report progress and decide nothing; a consent item may be agreed together with others.
    `about` is the earlier decision it would undo, change or put again.
    """

    title: Line
    for_decision: bool = True
    category: Category | None = None
    kind: ItemKind = "business"
    about: DecisionId | None = None


class VisitorHere(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody without a seat in the room; a supporter names the member they came with."""

    label: Line
    capacity: Visitor = "observer"
    supporting: SeatId | None = None


class DeputyHere(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A deputy in the seat of a member; left out, it is the person sent, else the one named for the seat."""

    seat: SeatId
    person: PersonId | None = None
    constituency: Constituency | None = None
    remote: bool = False


class NotTaken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Business a member proposed that is not put on the agenda, and why; members read both."""

    proposal: ProposalId
    reason: Words


class CallMeeting(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Give notice of a meeting with its agenda.

    `notice_given` is when notice was served; left out, it is now in a live act and unknown in a written-up one.
    `by_post`: it went to some by post, so that the standing orders' days for the post are not counted as notice.
    `short_notice`: too late by the rules; every member has to agree before it begins.
    What members proposed is on the agenda but for what is `not_taken`; left out of a written-up call unless it is named
    in `proposals`. `requisition` is what members asked for: its business comes first, and nothing else may be decided.
    `arranged`: the rest of the agenda is put in the order of business of the standing orders, and numbered so.
    """

    do: ClassVar[str] = "callMeeting"
    power: ClassVar[Power] = "office"

    group: GroupId
    starts: When
    agenda: Annotated[tuple[Business, ...], msgspec.Meta(max_length=MOST_ITEMS)] = ()
    notice_given: When | None = None
    by_post: bool = False
    short_notice: bool = False
    proposals: tuple[ProposalId, ...] | None = None
    not_taken: tuple[NotTaken, ...] = ()
    requisition: RequisitionId | None = None
    kind: MeetingKind = "ordinary"
    manner: Manner = "in_person"
    title: Line | None = None
    place: Line | None = None
    arranged: bool = False


class ProposeItem(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Add business to the agenda after the notice, or from the floor; `about` is an earlier decision it would touch."""

    do: ClassVar[str] = "proposeItem"
    power: ClassVar[Power] = "own"

    meeting: MeetingId
    title: Line
    for_decision: bool = True
    kind: ItemKind = "business"
    about: DecisionId | None = None


class CancelMeeting(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Call the meeting off."""

    do: ClassVar[str] = "cancelMeeting"
    power: ClassVar[Power] = "office"

    meeting: MeetingId
    reason: Words | None = None


class OpenMeeting(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Open the sitting, at once with the roll, presider and minute-taker if they are known.

    `remote` are those of the roll who take part by phone or video.
    """

    do: ClassVar[str] = "openMeeting"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    present: tuple[SeatId, ...] | None = None
    apologies: tuple[SeatId, ...] = ()
    deputies: tuple[DeputyHere, ...] = ()
    remote: tuple[SeatId, ...] = ()
    visitors: tuple[VisitorHere, ...] = ()
    headcount: Annotated[int, msgspec.Meta(ge=0, le=100000)] | None = None
    about: bool = False
    presider: SeatId | None = None
    minute_taker: SeatId | None = None


class ResumeMeeting(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Go on with an adjourned meeting; `present` is the roll of that day."""

    do: ClassVar[str] = "resumeMeeting"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    present: tuple[SeatId, ...] | None = None
    apologies: tuple[SeatId, ...] = ()
    notice_given: When | None = None
    deputies: tuple[DeputyHere, ...] = ()
    remote: tuple[SeatId, ...] = ()


class SetAttendance(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Call the whole roll: who is here, who sent apologies; all other seats are absent."""

    do: ClassVar[str] = "setAttendance"
    power: ClassVar[Power] = "secretariat"

    meeting: MeetingId
    present: tuple[SeatId, ...]
    apologies: tuple[SeatId, ...] = ()


class RecordHeadcount(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record how many were there when the roll is not known."""

    do: ClassVar[str] = "recordHeadcount"
    power: ClassVar[Power] = "secretariat"

    meeting: MeetingId
    count: Annotated[int, msgspec.Meta(ge=0, le=100000)]
    about: bool = False


class RecordArrival(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that members came in, or that their link came back.

    `by_text`: they take part in writing only, which is being present for those who need it.
    """

    do: ClassVar[str] = "recordArrival"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seats",)

    meeting: MeetingId
    seats: Annotated[tuple[SeatId, ...], msgspec.Meta(min_length=1, max_length=500)]
    remote: bool = False
    by_text: bool = False
    how: Literal["came", "link_restored"] = "came"


class RecordDeparture(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that members left, or that their link was lost; for `minutes` of two or less nobody has left."""

    do: ClassVar[str] = "recordDeparture"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seats",)

    meeting: MeetingId
    seats: Annotated[tuple[SeatId, ...], msgspec.Meta(min_length=1, max_length=500)]
    how: Literal["left", "link_lost"] = "left"
    minutes: Annotated[int, msgspec.Meta(ge=0, le=480)] | None = None


class RecordApologies(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record apologies. The reason is kept apart, under the person's own key."""

    do: ClassVar[str] = "recordApologies"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    seat: SeatId
    reason: Words | None = None


class NoteVisitor(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record a supporter, observer or visitor."""

    do: ClassVar[str] = "noteVisitor"
    power: ClassVar[Power] = "secretariat"

    meeting: MeetingId
    visitor: VisitorHere


class WaitForQuorum(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that the meeting waited for more members, and how it stood then; as long as the orders say if left out."""

    do: ClassVar[str] = "waitForQuorum"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    minutes: Minutes | None = None


class StandDown(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Choose not to vote for the rest of this sitting.

    With `back`, a member takes back what somebody else wrote down for them, and votes again.
    """

    do: ClassVar[str] = "standDown"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    seat: SeatId
    back: bool = False


class TakeChair(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Hand the chair to a seat."""

    do: ClassVar[str] = "takeChair"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    seat: SeatId
    reason: Literal["opening", "absence", "interest", "to_speak", "rest", "return", "elected"] = "absence"


class NameMinuteTaker(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Say who takes the minutes."""

    do: ClassVar[str] = "nameMinuteTaker"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    seat: SeatId


class DeclareInterest(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Tell the meeting about an interest in an item; before it opens that is in advance.

    `shared` is an interest that all members share, or that comes from lived experience: of a condition, or of using a
    service or caring for somebody who does. It is no conflict.
    """

    do: ClassVar[str] = "declareInterest"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    seat: SeatId
    item: ItemId
    kind: InterestKind
    nature: Words | None = None


class ManageInterest(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Rule on how a declared interest is handled; left out, a shared one lets them stay and vote, any other leave."""

    do: ClassVar[str] = "manageInterest"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    seat: SeatId
    item: ItemId
    how: InterestHandling | None = None


class ReturnMember(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that a member who had left for an item came back."""

    do: ClassVar[str] = "returnMember"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    seat: SeatId
    item: ItemId


class StartBreak(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Take a break."""

    do: ClassVar[str] = "startBreak"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId


class EndBreak(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Go on after a break."""

    do: ClassVar[str] = "endBreak"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId


class OpenItem(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Turn to an item."""

    do: ClassVar[str] = "openItem"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    item: ItemId


class DeferItem(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Move an item to the next meeting undecided.

    `asked_by` a member with lived experience, once, where a paper did not come in time in a form every member can use.
    """

    do: ClassVar[str] = "deferItem"
    power: ClassVar[Power] = "presiding"
    whose: ClassVar[tuple[str, ...]] = ("asked_by",)

    meeting: MeetingId
    item: ItemId
    asked_by: SeatId | None = None


class CloseItem(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Be done with an item; a motion not yet voted on stands over."""

    do: ClassVar[str] = "closeItem"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    item: ItemId


class TakeNote(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Note what was talked about."""

    do: ClassVar[str] = "takeNote"
    power: ClassVar[Power] = "secretariat"

    meeting: MeetingId
    item: ItemId
    words: Words


class NoteSuggestion(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Note a suggestion that is not a decision."""

    do: ClassVar[str] = "noteSuggestion"
    power: ClassVar[Power] = "secretariat"

    meeting: MeetingId
    item: ItemId
    words: Words


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"words": "do"}):
    """What somebody takes on: the owner, the words (`do`), the day it is due, and who helps."""

    owner: SeatId
    words: Words
    due: Date | None = None
    helpers: tuple[SeatId, ...] = ()


class AgreeAction(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that somebody takes something on."""

    do: ClassVar[str] = "agreeAction"
    power: ClassVar[Power] = "secretariat"

    meeting: MeetingId
    item: ItemId
    task: Task
    decision: DecisionId | None = None


class AdjournMeeting(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Stop the sitting, to go on later."""

    do: ClassVar[str] = "adjournMeeting"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    until: When | None = None
    reason: Literal["lost_quorum", "end_time", "disorder", "emergency", "rest", "decided"] = "decided"


class CloseMeeting(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """End the meeting; what was not decided moves to the next one."""

    do: ClassVar[str] = "closeMeeting"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId


class StartClosedSession(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Go on behind closed doors about an item, after a vote on it; `title` is what everybody may read of it."""

    do: ClassVar[str] = "startClosedSession"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    item: ItemId
    ground: Ground
    title: Line


class EndClosedSession(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """End the closed part; `words` say what was decided as far as everybody may know.

    `review_by` is when to look again whether it stays closed, within a year; a year on when left out.
    """

    do: ClassVar[str] = "endClosedSession"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    item: ItemId
    words: Words | None = None
    review_by: Date | None = None


class StrikeAct(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Take back a slip: an attendance, a vote before its result, a note, a motion nobody built on."""

    do: ClassVar[str] = "strikeAct"
    power: ClassVar[Power] = "secretariat"

    meeting: MeetingId
    act: EventId
    reason: Words | None = None
