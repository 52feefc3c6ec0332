"""What happens to a decision once it is made."""

from __future__ import annotations

from typing import ClassVar, Literal

from governance.kernel import (
    DecisionId,
    Event,
    GroupId,
    ItemId,
    MeetingId,
    Moment,
    Money,
    MotionId,
    ResolutionId,
    Sealed,
    SeatId,
)
from governance.motion.events import Outcome
from governance.standing_orders import Category

AnswerToTheChair = Literal["ratified", "noted", "disowned"]
AnswerFlaw = Literal["untold", "no_vote", "not_counted", "voted_down"]


class DecisionMade(Event, frozen=True):
    """A substantive question was decided, agreed or not. Opens the decision's stream."""

    topic: ClassVar[str] = "decision.made.v1"

    decision: DecisionId
    group: GroupId
    meeting: MeetingId
    item: ItemId
    motion: MotionId
    words: Sealed
    category: Category
    cost: Money | None
    outcome: Outcome


class DecisionMadeInWriting(Event, frozen=True):
    """A written resolution was decided, agreed or not (R-WR7). Opens the decision's stream."""

    topic: ClassVar[str] = "decision.made_in_writing.v1"

    decision: DecisionId
    group: GroupId
    resolution: ResolutionId
    words: Sealed
    category: Category
    cost: Money | None
    outcome: Outcome


class ChairsActionTaken(Event, frozen=True):
    """The chair decided alone because it could not wait, after asking others (R-CA1). Opens the decision's stream.

    `objections` are those asked who did not agree. `costs_nothing` is what the chair said where there is no sum, None
    before it was asked; `spent` is what they had spent alone by then, since the last meeting. `listed`: it is noted in
    the stream of the group too, as all of them are since two at once could each be within the limit.
    """

    topic: ClassVar[str] = "decision.chairs_action_taken.v1"

    decision: DecisionId
    group: GroupId
    seat: SeatId
    consulted: tuple[SeatId, ...]
    words: Sealed
    reason: Sealed
    category: Category
    cost: Money | None
    outcome: Outcome
    objections: tuple[SeatId, ...] = ()
    costs_nothing: bool | None = None
    spent: int = 0
    listed: bool = False


class DecisionSetAside(Event, frozen=True):
    """The vote was annulled, or the meeting took the question up again: what it decided has no effect (R-CH6)."""

    topic: ClassVar[str] = "decision.set_aside.v1"

    decision: DecisionId
    group: GroupId
    meeting: MeetingId
    motion: MotionId
    why: Literal["annulled", "reconsidered"]


class DecisionReinstated(Event, frozen=True):
    """The meeting did not uphold the ruling that had annulled the vote: the decision stands."""

    topic: ClassVar[str] = "decision.reinstated.v1"

    decision: DecisionId
    group: GroupId
    meeting: MeetingId


class LaterVoteSetAside(Event, frozen=True):
    """The vote that undid, changed, upheld, ratified or disowned this was set aside: it stands as before (R-CH6)."""

    topic: ClassVar[str] = "decision.later_vote_set_aside.v1"

    decision: DecisionId
    by_decision: DecisionId
    meeting: MeetingId


class LaterVoteReinstated(Event, frozen=True):
    """The ruling that had set the later vote aside was not upheld: what it made of this counts again (R-CH6)."""

    topic: ClassVar[str] = "decision.later_vote_reinstated.v1"

    decision: DecisionId
    by_decision: DecisionId
    meeting: MeetingId


class DecisionFollows(Event, frozen=True):
    """This decision came of a proposal about an earlier one; `matter` is the first in the line."""

    topic: ClassVar[str] = "decision.follows.v1"

    decision: DecisionId
    of: DecisionId
    matter: DecisionId
    how: Literal["rescind", "amend", "again", "ratify"]


class DecisionRescinded(Event, frozen=True):
    """A later decision undid this one (R-RE4)."""

    topic: ClassVar[str] = "decision.rescinded.v1"

    decision: DecisionId
    by_decision: DecisionId
    meeting: MeetingId


class DecisionAmended(Event, frozen=True):
    """A later decision changed what this one says; the later one holds the words now (R-RE1, R-RE4)."""

    topic: ClassVar[str] = "decision.amended.v1"

    decision: DecisionId
    by_decision: DecisionId
    meeting: MeetingId


class DecisionUpheld(Event, frozen=True):
    """A proposal to undo, change or put this again was voted on and changed nothing (R-RE2)."""

    topic: ClassVar[str] = "decision.upheld.v1"

    decision: DecisionId
    by_decision: DecisionId
    meeting: MeetingId


class DecisionRatified(Event, frozen=True):
    """A quorate meeting made this valid; it counts from `effective` (R-RA1)."""

    topic: ClassVar[str] = "decision.ratified.v1"

    decision: DecisionId
    by_decision: DecisionId
    meeting: MeetingId
    effective: Moment


class DecisionNotRatified(Event, frozen=True):
    """A meeting was asked to make this valid and did not (R-RA1)."""

    topic: ClassVar[str] = "decision.not_ratified.v1"

    decision: DecisionId
    by_decision: DecisionId
    meeting: MeetingId


class DecisionCarriedOut(Event, frozen=True):
    """What was decided has been done: it can no longer be undone, only followed by a new decision (R-RE3).

    `irregular`: the clauses not kept by doing it, where the decision did not count (R-DE4).
    """

    topic: ClassVar[str] = "decision.carried_out.v1"

    decision: DecisionId
    irregular: tuple[str, ...] = ()


class ChairsActionReported(Event, frozen=True):
    """A meeting was told what the chair decided alone, what it costs, or that it was said to cost nothing (R-CA1).

    `irregular` are the clauses not kept by deciding it.
    """

    topic: ClassVar[str] = "meeting.chairs_action_reported.v1"

    item: ItemId
    decision: DecisionId
    seat: SeatId
    consulted: tuple[SeatId, ...]
    words: Sealed
    reason: Sealed
    cost: Money | None = None
    costs_nothing: bool | None = None
    irregular: tuple[str, ...] = ()


class ChairsActionAnswered(Event, frozen=True):
    """What the meeting made of it, and by which proposal; `irregular` without a vote where it takes one (R-CA1).

    `flaw` says which of the rules was not kept: `untold`, `no_vote` (about just this) or `not_counted` (that vote).
    """

    topic: ClassVar[str] = "meeting.chairs_action_answered.v1"

    item: ItemId
    decision: DecisionId
    how: AnswerToTheChair
    motion: MotionId | None
    irregular: tuple[str, ...]
    flaw: AnswerFlaw | None = None


class ChairsActionSettled(Event, frozen=True):
    """A meeting ratified, noted or disowned what the chair decided alone (R-CA1), by a vote or without one."""

    topic: ClassVar[str] = "decision.chairs_action_settled.v1"

    decision: DecisionId
    group: GroupId
    meeting: MeetingId
    how: AnswerToTheChair
    by_decision: DecisionId | None = None


class ReviewAgreed(Event, frozen=True):
    """A meeting decided something until it looks at it again by a day, YYYY-MM-DD (R-RV1)."""

    topic: ClassVar[str] = "meeting.review_agreed.v1"

    item: ItemId
    decision: DecisionId
    review_by: str
    lapses: bool
    words: Sealed


class DecisionReviewSet(Event, frozen=True):
    """When to look at this again; past that day it goes on, unless it `lapses` (R-RV1)."""

    topic: ClassVar[str] = "decision.review_set.v1"

    decision: DecisionId
    group: GroupId
    review_by: str
    lapses: bool


class NoticeDefectFlagged(Event, frozen=True):
    """A member who had no notice asked for this to be looked at again; it stands until then (R-NO2)."""

    topic: ClassVar[str] = "decision.notice_defect_flagged.v1"

    decision: DecisionId
    group: GroupId
    meeting: MeetingId
    seat: SeatId


class AnswersDisputed(Event, frozen=True):
    """So many of the answers counted for it are not what their members said; it stands as it was counted (R-WR3)."""

    topic: ClassVar[str] = "decision.answers_disputed.v1"

    decision: DecisionId
    group: GroupId
    resolution: ResolutionId
    count: int


# What opens a decision's stream.
Making = DecisionMade | DecisionMadeInWriting | ChairsActionTaken
DecisionEvent = (
    Making
    | DecisionFollows
    | DecisionRescinded
    | DecisionAmended
    | DecisionUpheld
    | DecisionRatified
    | DecisionNotRatified
    | DecisionCarriedOut
    | DecisionSetAside
    | DecisionReinstated
    | LaterVoteSetAside
    | LaterVoteReinstated
    | NoticeDefectFlagged
    | ChairsActionSettled
    | DecisionReviewSet
    | AnswersDisputed
)
