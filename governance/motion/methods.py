"""What the meeting answers on the way to an answer: names, ballots, objections, proxies; and which way is in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.motion import absent, ballots, consenting, named, voting
from governance.motion import method_commands as c

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.kernel import Desk, Event
    from governance.meeting.state import MeetingState
    from governance.motion.state import Motion


def decide(state: MeetingState, command: c.MethodCommand, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes."""
    match command:
        case c.RequestRecordedVote():
            return named.request(state, command, desk)
        case c.RecordNames():
            return named.names(state, command, desk)
        case c.RecordOwnVote():
            return named.own(state, command, desk)
        case c.DemandBallot():
            return ballots.demand(state, command, desk)
        case c.NameTellers():
            return ballots.tellers(state, command, desk)
        case c.RecordBallot():
            return ballots.record(state, command, desk)
        case c.RaiseObjection():
            return consenting.object_(state, command, desk)
        case c.TestObjection():
            return consenting.test(state, command, desk)
        case c.BeginRound():
            return consenting.begin(state, command, desk)
        case c.LodgeProxy():
            return absent.proxy(state, command, desk)
        case c.LodgeAdvanceVote():
            return absent.advance(state, command, desk)
        case c.DeclineCastingVote():
            return voting.decline(state, command, desk)
        case _:
            assert_never(command)


def irregular(state: MeetingState, motion: Motion, desk: Desk) -> Iterator[str]:
    """The clauses a written-up question did not keep in the way it was answered."""
    answering, how = motion.answering, motion.put.method if motion.put else "hands"
    refused = voting.out_of_order(state, motion, how)
    # An import may tell of a group with other orders than those it gives, and notes may not tell how it was answered.
    by_kind_alone = ballots.needed(state, motion) and not ballots.demanded(state, motion)
    not_known = by_kind_alone and (desk.imported or not ballots.known_to_be_none(motion))
    if refused is not None and refused.clause in {"R-VO4", "R-VO5"} and not not_known:
        yield refused.clause
    counted = ballots.counted_of(motion)
    if counted is not None:
        yield from (found.clause for found in ballots.irregular(state, motion, counted))
        if answering.tellers and not ballots.fit_to_count(state, motion):
            yield "R-VO5"
    if any(absent.refused(state, motion, seat, given) for seat, given in answering.proxies.items()):
        yield "R-VO6"
    if answering.advance and motion.category != "election":
        yield "R-VO7"
    if voting.chair_had_a_hand_up(state, motion):
        yield "R-TI3"
    if answering.reopens is not None:
        yield from answering.reopens.irregular
    if answering.ratifies is not None:
        yield from answering.ratifies.irregular
