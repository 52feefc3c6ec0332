"""What happens on the way to an answer: names asked for, ballots, objections, proxies, earlier decisions."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from governance.kernel import DecisionId, Event, EventId, Moment, MotionId, Sealed, SeatId
from governance.motion.events import Choice, ClassTally
from governance.rules.majority import Tally

Found = Literal["resolved", "stands", "does_no_harm"]
Reopens = Literal["rescind", "amend", "again"]


class RecordedVoteRequested(Event, frozen=True):
    """Members asked that everybody's answer be recorded by name (R-VO4)."""

    topic: ClassVar[str] = "meeting.recorded_vote_requested.v1"

    motion: MotionId
    seats: tuple[SeatId, ...]


class NamedVote(msgspec.Struct, frozen=True):
    """A seat and its answer."""

    seat: SeatId
    choice: Choice


class NamesRecorded(Event, frozen=True):
    """Everybody's answer by name, taken down right after the result; the result stands (R-VO4)."""

    topic: ClassVar[str] = "meeting.names_recorded.v1"

    motion: MotionId
    votes: tuple[NamedVote, ...]


class OwnVoteRecorded(Event, frozen=True):
    """A member had their own answer recorded after the vote, with a line of reasons if they wished (R-VO11).

    `own`: they said so here themselves; it replaces what somebody else wrote down for them.
    """

    topic: ClassVar[str] = "meeting.own_vote_recorded.v1"

    motion: MotionId
    seat: SeatId
    choice: Choice
    reason: Sealed | None
    own: bool = False


class OwnVoteContradicted(Event, frozen=True):
    """What members had recorded as their own does not fit the vote: more of an answer than were counted (R-VO11)."""

    topic: ClassVar[str] = "meeting.own_vote_contradicted.v1"

    motion: MotionId
    choice: Choice
    counted: int
    recorded: int


class BallotDemanded(Event, frozen=True):
    """Members asked for a secret ballot (R-VO5)."""

    topic: ClassVar[str] = "meeting.ballot_demanded.v1"

    motion: MotionId
    seats: tuple[SeatId, ...]


class TellersNamed(Event, frozen=True):
    """Who counts the papers of a secret ballot (R-VO5)."""

    topic: ClassVar[str] = "meeting.tellers_named.v1"

    motion: MotionId
    tellers: tuple[SeatId, ...]


class BallotCounted(Event, frozen=True):
    """A secret ballot as counted, all at once: who took part, sorted, and totals; nothing joins the two (R-VO5).

    `voted` is None when the notes do not say who. `by_class` is there only where it tells nobody's answer (R-PR2).
    `lived_experience_for` says whether more lived-experience papers were for than against, where that had to be known.
    """

    topic: ClassVar[str] = "meeting.ballot_counted.v1"

    motion: MotionId
    voted: tuple[SeatId, ...] | None
    tally: Tally
    spoilt: int
    by_class: tuple[ClassTally, ...] | None
    lived_experience_for: bool | None


class ObjectionRaised(Event, frozen=True):
    """A member objected; `harms` says how the proposal harms what the group is for, if they said so (R-VO2)."""

    topic: ClassVar[str] = "meeting.objection_raised.v1"

    motion: MotionId
    seat: SeatId
    words: Sealed
    harms: Sealed | None


class ObjectionTested(Event, frozen=True):
    """What the group found of an objection, without whoever raised it (R-VO2). `words` say how it was met."""

    topic: ClassVar[str] = "meeting.objection_tested.v1"

    motion: MotionId
    seat: SeatId
    found: Found
    words: Sealed | None


class ConsentRoundBegun(Event, frozen=True):
    """Everyone is asked again; `round` counts from 1 (R-VO2)."""

    topic: ClassVar[str] = "meeting.consent_round_begun.v1"

    motion: MotionId
    round: int


class ProxyLodged(Event, frozen=True):
    """An absent member told another in writing how to vote for them (R-VO6).

    Unless it holds `even_if_changed`, it dies when the proposal is changed. `own`: whoever sits there said so here
    themselves. Any other was written down for them.
    """

    topic: ClassVar[str] = "meeting.proxy_lodged.v1"

    motion: MotionId
    seat: SeatId
    holder: SeatId
    choice: Choice
    in_writing: bool
    even_if_changed: bool
    own: bool = False


class AdvanceVoteLodged(Event, frozen=True):
    """An absent member sent an answer before the vote (R-VO7); `own`: they gave it here themselves."""

    topic: ClassVar[str] = "meeting.advance_vote_lodged.v1"

    motion: MotionId
    seat: SeatId
    choice: Choice
    own: bool = False


class CastingVoteDeclined(Event, frozen=True):
    """Whoever presides chose not to break a tie (R-TI5)."""

    topic: ClassVar[str] = "meeting.casting_vote_declined.v1"

    motion: MotionId
    seat: SeatId


class DecisionReopened(Event, frozen=True):
    """A proposal would undo or change a decision, or puts a lost one again (R-RE1, R-RE2).

    `matter` is the first decision in the line, `irregular` the clauses that were not met when it was moved. `noticed`:
    the notice of the meeting said so; `signed_by` gave it in writing. `made` and `words` name that decision.
    """

    topic: ClassVar[str] = "meeting.decision_reopened.v1"

    motion: MotionId
    decision: DecisionId
    matter: DecisionId
    how: Reopens
    noticed: bool
    signed_by: tuple[SeatId, ...]
    irregular: tuple[str, ...]
    made: Moment | None = None
    words: Sealed | None = None


class RatificationMoved(Event, frozen=True):
    """A proposal to make something valid that was done without a quorum or against the rules (R-RA1).

    It names a `decision`, else a `suggestion`, else an act done in an emergency, which its words tell. `effective` is
    the day it is to count from, None for the day it is ratified. `made` and `words` name the decision.
    """

    topic: ClassVar[str] = "meeting.ratification_moved.v1"

    motion: MotionId
    decision: DecisionId | None
    suggestion: EventId | None
    effective: Moment | None
    irregular: tuple[str, ...]
    made: Moment | None = None
    words: Sealed | None = None


class ChairsActionMoved(Event, frozen=True):
    """A proposal to ratify what the chair decided alone, or not to stand by it (R-CA1)."""

    topic: ClassVar[str] = "meeting.chairs_action_moved.v1"

    motion: MotionId
    decision: DecisionId
    how: Literal["ratified", "disowned"]


MethodEvent = (
    RecordedVoteRequested
    | NamesRecorded
    | OwnVoteRecorded
    | OwnVoteContradicted
    | BallotDemanded
    | TellersNamed
    | BallotCounted
    | ObjectionRaised
    | ObjectionTested
    | ConsentRoundBegun
    | ProxyLodged
    | AdvanceVoteLodged
    | CastingVoteDeclined
    | DecisionReopened
    | RatificationMoved
    | ChairsActionMoved
)
