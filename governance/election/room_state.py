"""What a meeting knows of its elections: ballots as counted, lots, and motions that put an office at stake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, assert_never

import msgspec

from governance.election import room_events as e
from governance.kernel import ElectionId, MotionId, OfficeId, SeatId, TermId
from governance.rules.elections import Round, Standing, standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.standing_orders import ElectionMethod


class Poll(msgspec.Struct, frozen=True):
    """An election in the room. `open` is the ballot whose papers are out, and stays until the next one is opened."""

    asked: tuple[SeatId, ...] = ()
    open: e.ElectionBallotOpened | None = None
    counted: tuple[e.ElectionBallotCounted, ...] = ()
    ballots: tuple[e.ElectionBallotOpened, ...] = ()
    lot: SeatId | None = None
    declared: bool = False

    @property
    def papers_are_out(self) -> bool:
        """Whether a ballot was opened and not counted yet."""
        return len(self.ballots) > len(self.counted)

    @property
    def rounds(self) -> list[Round]:
        """The ballots as counted."""
        return [Round({one.seat: one.votes for one in ballot.votes}, ballot.against) for ballot in self.counted]

    def standing(self, method: ElectionMethod, candidates: Sequence[SeatId]) -> Standing:
        """How the election stands after the ballots counted so far, and the lot."""
        return standing(method, candidates, self.rounds, asked=bool(self.asked), lot=self.lot)


class Stake(msgspec.Struct, frozen=True):
    """What a motion would do to an officer's term: make it longer until a day, after so many `served`, or end it."""

    kind: Literal["extension", "removal"]
    office: OfficeId
    term: TermId
    seat: SeatId
    until: str | None = None
    election: ElectionId | None = None
    learner: SeatId | None = None
    served: int = 0
    irregular: tuple[str, ...] = ()


PollEvent = e.ElectionVoteRequired | e.ElectionBallotOpened | e.ElectionBallotCounted | e.LotDrawn | e.ElectionDeclared
StakeEvent = e.ExtensionMoved | e.RemovalMoved
Polls = dict[ElectionId, Poll]
Stakes = dict[MotionId, Stake]


def polls_after(polls: Polls, event: PollEvent) -> Polls:
    """The elections in the room after one more event."""
    replace = msgspec.structs.replace
    match event:
        case e.ElectionVoteRequired(election=election, seat=seat):
            poll = polls.get(election, Poll())
            poll = replace(poll, asked=(*poll.asked, seat))
        case e.ElectionBallotOpened(election=election):
            poll = polls.get(election, Poll())
            poll = replace(poll, open=event, ballots=(*poll.ballots, event))
        case e.ElectionBallotCounted(election=election, round=n):
            poll = polls.get(election, Poll())
            poll = replace(poll, counted=(*poll.counted[: n - 1], event))
        case e.LotDrawn(election=election, seat=seat):
            poll = replace(polls.get(election, Poll()), lot=seat)
        case e.ElectionDeclared(election=election):
            poll = replace(polls.get(election, Poll()), declared=True)
        case _:
            assert_never(event)
    return {**polls, election: poll}


def stakes_after(stakes: Stakes, event: StakeEvent) -> Stakes:
    """The offices at stake after one more event."""
    match event:
        case e.ExtensionMoved() as x:
            stake = Stake(
                "extension",
                x.office,
                x.term,
                x.seat,
                until=x.until,
                election=x.election,
                learner=x.learner,
                served=x.served,
                irregular=x.irregular,
            )
            return {**stakes, x.motion: stake}
        case e.RemovalMoved() as r:
            return {**stakes, r.motion: Stake("removal", r.office, r.term, r.seat)}
        case _:
            assert_never(event)
