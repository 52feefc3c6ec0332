"""What a meeting answers about an election: votes asked for, ballots opened and counted, lots drawn, results."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.election import room_commands as c
from governance.election import room_events as e
from governance.election.declaring import declare
from governance.election.papers import wrong_with
from governance.election.question import candidates, in_order, open_item, poll_of, stands
from governance.kernel import Rejected
from governance.meeting.sitting import in_session, on_roll, orders_of, quorate, quorum_now
from governance.motion.question import takes_part
from governance.rules import ballot

if TYPE_CHECKING:
    from governance.election.room_state import Poll
    from governance.election.state import ElectionState
    from governance.group.state import GroupState
    from governance.kernel import Desk, Event, SeatId
    from governance.meeting.state import MeetingState

ElectionCommand = c.RequireElectionVote | c.OpenElectionBallot | c.CountElectionBallot | c.DrawLot | c.DeclareElection


def decide(
    state: MeetingState, command: ElectionCommand, election: ElectionState, group: GroupState, desk: Desk
) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes."""
    in_session(state, desk)
    in_order(state, election)
    match command:
        case c.RequireElectionVote():
            return _require(state, command, election, desk)
        case c.OpenElectionBallot():
            return _open(state, command, election, desk)
        case c.CountElectionBallot():
            return _count(state, command, desk)
        case c.DrawLot():
            return _draw(state, command, election, desk)
        case c.DeclareElection():
            return declare(state, command, election, group, desk)
        case _:
            assert_never(command)


def _require(
    state: MeetingState, command: c.RequireElectionVote, election: ElectionState, desk: Desk
) -> tuple[Event, ...]:
    """Any member may ask for a vote where one person stands; where more do there is a ballot anyway (R-EL1)."""
    assert election.office is not None, "an election is to an office"
    opened = open_item(state, command.item, desk)
    takes_part(state, command.item, command.seat, desk, "/seat")
    poll = poll_of(state, command.election)
    if command.seat in poll.asked or len(candidates(election, desk)) > 1:
        return ()
    return (*opened, e.ElectionVoteRequired(command.election, command.item, election.office, command.seat))


def _open(state: MeetingState, command: c.OpenElectionBallot, election: ElectionState, desk: Desk) -> tuple[Event, ...]:
    poll, opened = poll_of(state, command.election), open_item(state, command.item, desk)
    if poll.papers_are_out:
        return ()
    assert election.office is not None, "an election is to an office"
    among = _among(state, poll, election, desk)
    on_roll(state, command.tellers, "/tellers")
    shot = quorum_now(state, command.item)
    if desk.mode == "live":
        stands(state, command.item, election)
        shot = quorate(state, command.item)
        ballot.tellers(command.tellers, candidates=among, here=state.present)
    here = state.effective(command.item)
    effective = None if here is None else tuple(seat for seat in state.roll if seat in here)
    return (
        *opened,
        e.ElectionBallotOpened(
            command.election,
            command.item,
            election.office,
            len(poll.ballots) + 1,
            among,
            len(among) == 1,
            command.tellers,
            shot,
            effective,
        ),
    )


def _among(state: MeetingState, poll: Poll, election: ElectionState, desk: Desk) -> tuple[SeatId, ...]:
    """Who is on the papers: those who stand, or those whom the ballot before left."""
    now = candidates(election, desk)
    how = poll.standing(orders_of(state).election_method, now)
    if how.then in {"ballot", "runoff", "further_ballot"}:
        return how.among
    if desk.mode == "written_up" and now:
        return now if poll.open is None else poll.open.candidates
    if how.then == "lot":
        raise Rejected("R-TI6", "a_lot_is_drawn", would_help="They had as many papers twice. Draw a lot.")
    if how.how == "unopposed":
        raise Rejected(
            "R-EL1", "nobody_asked_for_a_vote", would_help="One person stands. Declare them elected, or ask for a vote."
        )
    if how.how == "nobody":
        raise Rejected("R-EL1", "nobody_stands", would_help="Ask for names again.")
    raise Rejected("R-EL1", "ballot_is_counted", would_help="Declare the result.")


def _count(state: MeetingState, command: c.CountElectionBallot, desk: Desk) -> tuple[Event, ...]:
    poll = poll_of(state, command.election)
    now = poll.open
    if now is None:
        raise Rejected("R-EL1", "no_ballot_is_open", would_help="Hand out papers first.")
    if set(command.votes) - set(now.candidates):
        raise Rejected("R-EL1", "not_a_candidate", would_help="Only those who stand have papers.", pointer="/votes")
    if (command.against is not None) != now.yes_no:
        raise Rejected(
            "R-EL1", "for_or_against", would_help="Against is counted where one person stands.", pointer="/against"
        )
    votes = tuple(e.CandidateVotes(seat, command.votes.get(seat, 0)) for seat in now.candidates)
    counted = e.ElectionBallotCounted(
        command.election,
        now.item,
        now.office,
        now.round,
        _ticked(state, command, desk),
        votes,
        command.against,
        command.spoilt,
    )
    before = poll.counted[now.round - 1 :]
    if before == (counted,):
        return ()
    if poll.lot is not None or (before and before[0].voted != counted.voted):
        raise Rejected("R-VO5", "roll_of_the_ballot_stands", would_help="Only a vote on paper is counted again.")
    if desk.mode == "live":
        for refused in wrong_with(state, now, counted):
            raise refused
    return (counted,)


def _ticked(state: MeetingState, command: c.CountElectionBallot, desk: Desk) -> tuple[SeatId, ...] | None:
    """Who took part, sorted, so that the order tells nothing; unknown only where it was written up that way."""
    if command.voted is None:
        if desk.mode == "live":
            raise Rejected("R-VO5", "roll_not_ticked", would_help="Tick off who took part.", pointer="/voted")
        return None
    on_roll(state, command.voted, "/voted")
    if len(set(command.voted)) < len(command.voted):
        raise Rejected("R-VO5", "seat_named_twice", would_help="Name each seat once.", pointer="/voted")
    return tuple(sorted(command.voted, key=str))


def _draw(state: MeetingState, command: c.DrawLot, election: ElectionState, desk: Desk) -> tuple[Event, ...]:
    """A lot after the second tie, among those who tied (R-TI6)."""
    poll = poll_of(state, command.election)
    if poll.lot == command.seat:
        return ()
    how = poll.standing(orders_of(state).election_method, candidates(election, desk))
    tied = how.among if how.then in {"lot", "further_ballot"} else ()
    if poll.lot is not None or command.seat not in tied:
        raise Rejected("R-TI6", "not_tied", would_help="A lot is drawn between those who tied.", pointer="/seat")
    if desk.mode == "live" and how.then == "further_ballot":
        raise Rejected("R-TI6", "one_further_ballot", would_help="Vote once more first.")
    assert poll.open is not None, "they tied in a ballot"
    return (e.LotDrawn(command.election, poll.open.item, how.among, command.seat),)
