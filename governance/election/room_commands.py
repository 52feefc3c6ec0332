"""What may be asked at a meeting about offices: ballots, lots, results, longer terms, removals."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from governance.election.room_events import Heard
from governance.kernel import Command, ElectionId, ItemId, MeetingId, MotionId, OfficeId, Power, SeatId
from governance.meeting.commands import Words

Papers = Annotated[int, msgspec.Meta(ge=0, le=100000)]


class RequireElectionVote(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask for a yes-or-no vote on the only candidate, as any member may."""

    do: ClassVar[str] = "requireElectionVote"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    item: ItemId
    election: ElectionId
    seat: SeatId


class OpenElectionBallot(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Hand out papers for a secret ballot, naming the two members who count."""

    do: ClassVar[str] = "openElectionBallot"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    item: ItemId
    election: ElectionId
    tellers: Annotated[tuple[SeatId, ...], msgspec.Meta(max_length=10)] = ()


class CountElectionBallot(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record the papers as counted, and who was ticked off; never who voted for whom.

    `votes` gives the papers for each candidate; `against` those against the only one. `voted` may be left out only
    where the notes do not say who took part.
    """

    do: ClassVar[str] = "countElectionBallot"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    election: ElectionId
    votes: dict[SeatId, Papers]
    against: Papers | None = None
    spoilt: Papers = 0
    voted: Annotated[tuple[SeatId, ...], msgspec.Meta(max_length=1000)] | None = None


class DrawLot(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record the lot drawn in front of the members after a second tie, and on whom it fell."""

    do: ClassVar[str] = "drawLot"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    election: ElectionId
    seat: SeatId


class DeclareElection(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Declare who is elected; `announced` is who was said to be, if it was said.

    Whoever is elected takes office with it, and leaves another of the offices of chair, vice-chair and secretary.
    """

    do: ClassVar[str] = "declareElection"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    item: ItemId
    election: ElectionId
    announced: SeatId | None = None


class MoveExtension(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Propose to make an officer's term longer by a year, as nobody else stood; `learner` learns the role meanwhile.

    `seat` is the officer, and may be left out.
    """

    do: ClassVar[str] = "moveExtension"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("moved_by", "seconded_by")

    meeting: MeetingId
    item: ItemId
    election: ElectionId
    words: Words
    learner: SeatId | None = None
    seat: SeatId | None = None
    moved_by: SeatId | None = None
    seconded_by: SeatId | None = None


class MoveRemoval(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Propose to take an officer out of office; they are heard before the vote."""

    do: ClassVar[str] = "moveRemoval"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("moved_by", "seconded_by")

    meeting: MeetingId
    item: ItemId
    office: OfficeId
    words: Words
    moved_by: SeatId | None = None
    seconded_by: SeatId | None = None


class NoteHearing(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that whoever a proposal would put out was heard on it, or chose not to be."""

    do: ClassVar[str] = "noteHearing"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId
    how: Heard = "spoke"
