"""What happens at a meeting about offices: ballots, lots, results, longer terms, removals, and who acts as chair."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from governance.kernel import (
    DecisionId,
    ElectionId,
    Event,
    ItemId,
    Moment,
    MotionId,
    OfficeId,
    PersonId,
    SeatId,
    TermId,
)
from governance.rules.elections import How
from governance.rules.quorum import QuorumSnapshot

Heard = Literal["spoke", "in_writing", "declined"]
Left = Literal["resigned", "removed", "expired", "other"]


class CandidateVotes(msgspec.Struct, frozen=True):
    """Papers for a candidate."""

    seat: SeatId
    votes: int


class ActingTold(Event, frozen=True):
    """As the meeting began, the office of chair was vacant, and the vice-chair acted (R-AC1).

    `left` and `at` say how and when the last holder went, `since` from when `seat` has acted.
    """

    topic: ClassVar[str] = "meeting.acting_told.v1"

    office: OfficeId
    left: Left
    at: Moment
    seat: SeatId
    since: Moment


class ElectionVoteRequired(Event, frozen=True):
    """A member asked for a yes-or-no vote on the only candidate (R-EL1)."""

    topic: ClassVar[str] = "meeting.election_vote_required.v1"

    election: ElectionId
    item: ItemId
    office: OfficeId
    seat: SeatId


class ElectionBallotOpened(Event, frozen=True):
    """Papers were handed out. `effective` are the seats that could vote, None when the roll is not known.

    `round` counts from 1. `yes_no`: for or against the only candidate.
    """

    topic: ClassVar[str] = "meeting.election_ballot_opened.v1"

    election: ElectionId
    item: ItemId
    office: OfficeId
    round: int
    candidates: tuple[SeatId, ...]
    yes_no: bool
    tellers: tuple[SeatId, ...]
    quorum: QuorumSnapshot
    effective: tuple[SeatId, ...] | None


class ElectionBallotCounted(Event, frozen=True):
    """A ballot as counted, all at once: who took part, sorted, and totals; nothing joins the two (R-VO5).

    `voted` is None when the notes do not say who. `against` is there in a yes-or-no vote only.
    """

    topic: ClassVar[str] = "meeting.election_ballot_counted.v1"

    election: ElectionId
    item: ItemId
    office: OfficeId
    round: int
    voted: tuple[SeatId, ...] | None
    votes: tuple[CandidateVotes, ...]
    against: int | None
    spoilt: int


class LotDrawn(Event, frozen=True):
    """Twice as many papers for each of these: a lot was drawn in front of the members (R-TI6)."""

    topic: ClassVar[str] = "meeting.lot_drawn.v1"

    election: ElectionId
    item: ItemId
    among: tuple[SeatId, ...]
    seat: SeatId


class ElectionDeclared(Event, frozen=True):
    """The election is over. `announced` is who was said to be elected, `by_rule` whom the rules make it.

    `known` is False when the notes give no count. The `term` begins at `since` and has `until` as its last day; all
    three are None when nobody was elected or the result has no effect. `names_unknown`: the orders ask for days in
    which names can be put forward, and the notes do not say from when they could be (R-EL1).
    """

    topic: ClassVar[str] = "meeting.election_declared.v1"

    election: ElectionId
    item: ItemId
    office: OfficeId
    how: How
    announced: SeatId | None
    by_rule: SeatId | None
    known: bool
    term: TermId | None
    since: Moment | None
    until: str | None
    irregular: tuple[str, ...]
    takes_effect: bool
    quorum: QuorumSnapshot
    names_unknown: bool = False

    @property
    def elected(self) -> SeatId | None:
        """Who was elected, as announced, else by the rules."""
        return self.announced or self.by_rule


class ExtensionMoved(Event, frozen=True):
    """A proposal would make a term longer by one year, once, as nobody else stood (R-TE3).

    `served` terms in a row are the limit; `until` is the new last day; `learner` takes over what there is to know.
    """

    topic: ClassVar[str] = "meeting.extension_moved.v1"

    motion: MotionId
    item: ItemId
    election: ElectionId
    office: OfficeId
    term: TermId
    seat: SeatId
    served: int
    until: str
    learner: SeatId | None
    irregular: tuple[str, ...]


class RemovalMoved(Event, frozen=True):
    """A proposal would take an officer out of office (R-TE5)."""

    topic: ClassVar[str] = "meeting.removal_moved.v1"

    motion: MotionId
    item: ItemId
    office: OfficeId
    term: TermId
    seat: SeatId


class MemberRemovalMoved(Event, frozen=True):
    """A proposal would put whoever is in a seat out of it (R-TE5)."""

    topic: ClassVar[str] = "meeting.member_removal_moved.v1"

    motion: MotionId
    seat: SeatId


class OfficeProposed(Event, frozen=True):
    """A proposal would give an office to whoever is in a seat, for a term or only for a while (R-EL1, R-AC1)."""

    topic: ClassVar[str] = "meeting.office_proposed.v1"

    motion: MotionId
    office: OfficeId
    seat: SeatId


class MemberProposed(Event, frozen=True):
    """A proposal would give a seat to somebody: to `person`, or to whom its words name (R-TE2)."""

    topic: ClassVar[str] = "meeting.member_proposed.v1"

    motion: MotionId
    seat: SeatId
    person: PersonId | None


class OfficerHeard(Event, frozen=True):
    """Whoever a proposal would put out was heard on it, or chose not to be (R-TE5). What was said is not here."""

    topic: ClassVar[str] = "meeting.officer_heard.v1"

    motion: MotionId
    seat: SeatId
    how: Heard


class RemovalUndone(Event, frozen=True):
    """The vote that put out whoever is in a seat does not count any more: of an `office`, or of the seat (R-TE5).

    They are `back`, or somebody took the place since and the next meeting looks at it.
    """

    topic: ClassVar[str] = "meeting.removal_undone.v1"

    item: ItemId
    decision: DecisionId
    seat: SeatId
    office: OfficeId | None
    back: bool


class RemovalCountsAgain(Event, frozen=True):
    """That vote counts after all: they are out again (R-TE5)."""

    topic: ClassVar[str] = "meeting.removal_counts_again.v1"

    item: ItemId
    decision: DecisionId
    seat: SeatId
    office: OfficeId | None


RoomEvent = (
    ActingTold
    | ElectionVoteRequired
    | ElectionBallotOpened
    | ElectionBallotCounted
    | LotDrawn
    | ElectionDeclared
    | ExtensionMoved
    | RemovalMoved
    | MemberRemovalMoved
    | OfficeProposed
    | MemberProposed
    | OfficerHeard
    | RemovalUndone
    | RemovalCountsAgain
)
