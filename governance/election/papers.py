"""What is not in order about the papers of a ballot in an election (R-VO5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected
from governance.rules import ballot, one_vote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.election import room_events as e
    from governance.election.room_state import Poll
    from governance.meeting.state import MeetingState


def of_every_ballot(state: MeetingState, poll: Poll) -> Iterator[Rejected]:
    """What was not in order about each ballot; tellers nobody wrote down are not known, and not irregular."""
    for opened, counted in zip(poll.ballots, poll.counted, strict=False):
        yield from wrong_with(state, opened, counted)
        if not opened.tellers:
            continue
        try:
            ballot.tellers(opened.tellers, candidates=opened.candidates, here=state.present)
        except Rejected as refused:
            yield refused


def wrong_with(
    state: MeetingState, opened: e.ElectionBallotOpened, counted: e.ElectionBallotCounted
) -> Iterator[Rejected]:
    """What was not in order about a ballot: papers that do not fit the ticks, ticks of seats without a vote."""
    papers = sum(one.votes for one in counted.votes) + (counted.against or 0)
    ticked = None if counted.voted is None else len(counted.voted)
    wrong = ballot.papers(ticked, papers, counted.spoilt)
    if wrong is not None:
        yield wrong
    here = state.effective(opened.item)
    if opened.effective is None or here is None:
        return
    voters = (frozenset(opened.effective) | here) - state.out(opened.item)
    if set(counted.voted or ()) - voters:
        yield Rejected("R-VO5", "ticked_without_a_vote", would_help="Look at the ticks again.", pointer="/voted")
    because: dict[str, object] = {"papers": papers + counted.spoilt, "voters": len(voters)}
    many = one_vote.no_more_than(papers + counted.spoilt, len(voters), because=because, pointer="/votes")
    yield from () if many is None else (many,)
