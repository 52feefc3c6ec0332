"""The result of an election, what was irregular about it, and the term it fills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.election import room_commands as c
from governance.election import room_events as e
from governance.election.papers import of_every_ballot
from governance.election.question import candidates, open_item, poll_of, stands, unproved, unstated
from governance.election.terms import eligible, next_term, served
from governance.kernel import Rejected, TermId, refuse
from governance.meeting.chairing import somebody_presides
from governance.meeting.sitting import on_roll, orders_of, quorate, quorum_now
from governance.rules import elections, quorum_watch, results

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.election.room_state import Poll
    from governance.election.state import ElectionState
    from governance.group.state import GroupState
    from governance.kernel import Desk, Event, SeatId
    from governance.meeting.state import MeetingState
    from governance.rules.elections import Standing
    from governance.rules.quorum import QuorumSnapshot

WHAT_COMES: dict[str, tuple[str, str, str]] = {
    "ballot": ("R-EL1", "ballot_not_counted", "Hold a secret ballot first."),
    "runoff": ("R-EL1", "nobody_has_more_than_half", "Vote again between those with most papers."),
    "further_ballot": ("R-TI6", "one_further_ballot", "It is a tie. Vote once more."),
    "lot": ("R-TI6", "a_lot_is_drawn", "It is a tie again. Draw a lot in front of the members."),
}
ANOTHER_ELECTION = "Ask for names again, for a new vote."


def declare(
    state: MeetingState, command: c.DeclareElection, election: ElectionState, group: GroupState, desk: Desk
) -> tuple[Event, ...]:
    """Who is elected, with everything it rests on. Live, an unsound or contradicted result is refused."""
    opened, poll = open_item(state, command.item, desk), poll_of(state, command.election)
    on_roll(state, () if command.announced is None else (command.announced,), "/announced")
    how = poll.standing(orders_of(state).election_method, candidates(election, desk))
    if desk.mode == "live":
        _sound(state, command, election, poll, how, _bars(election, group, how.elected, desk))
    assert election.office is not None, "an election is to an office"
    known = how.then is None and not (how.how == "nobody" and command.announced is not None)
    by_rule = how.elected if known else None
    irregular = tuple(sorted(set(_irregular(state, command, election, group, how, desk))))
    takes_effect = (command.announced or by_rule) is not None and not irregular
    term = next_term(group, election.office, desk.when, election.until) if takes_effect else None
    declared = e.ElectionDeclared(
        election=command.election,
        item=command.item,
        office=election.office,
        how=how.how if known else "not_counted",
        announced=command.announced,
        by_rule=by_rule,
        known=known,
        term=TermId(desk.new_id("term")) if term is not None else None,
        since=None if term is None else term.since,
        until=None if term is None else term.until,
        irregular=irregular,
        takes_effect=takes_effect,
        quorum=_quorum(state, command, poll),
        names_unknown=election.opens is None and orders_of(state).nomination_days > 0,
    )
    return (*opened, declared)


def _quorum(state: MeetingState, command: c.DeclareElection, poll: Poll) -> QuorumSnapshot:
    """The quorum when the papers were handed out, else as it stands (R-QU4)."""
    return poll.open.quorum if poll.open is not None else quorum_now(state, command.item)


def _has_a_successor(election: ElectionState, group: GroupState, desk: Desk) -> Rejected | None:
    """Why nobody can be elected to an office, or None: somebody takes it already after the running term."""
    coming = [t for t in group.terms if t.office == election.office and desk.when.before(t.since) and t.ended is None]
    if not coming:
        return None
    return Rejected("R-TE5", "somebody_takes_it_already", would_help="End that term first, if it is not to begin.")


def _bars(election: ElectionState, group: GroupState, elected: SeatId | None, desk: Desk) -> Iterator[Rejected]:
    """Why whoever won cannot take the office: somebody takes it already, or the rules let them no more."""
    successor = _has_a_successor(election, group, desk)
    if successor is not None:
        yield successor
    if elected is not None:
        yield from _not_allowed(election, group, elected, desk)


def _sound(
    state: MeetingState,
    command: c.DeclareElection,
    election: ElectionState,
    poll: Poll,
    how: Standing,
    bars: Iterator[Rejected],
) -> None:
    stands(state, command.item, election)
    if poll.open is None:
        quorate(state, command.item)
    else:
        refuse(quorum_watch.missing(poll.open.quorum))
    if poll.papers_are_out:
        raise Rejected("R-EL1", "ballot_not_counted", would_help="Count the papers first.")
    if how.then is not None:
        clause, reason, would_help = WHAT_COMES[how.then]
        raise Rejected(clause, reason, because={"among": [str(seat) for seat in how.among]}, would_help=would_help)
    for bar in bars:
        raise bar
    refuse(results.as_counted(command.announced, how.elected, because={"how": how.how}))


def _irregular(
    state: MeetingState,
    command: c.DeclareElection,
    election: ElectionState,
    group: GroupState,
    how: Standing,
    desk: Desk,
) -> Iterator[str]:
    """The clauses an election did not keep, where it was written up or any step to it was.

    A step recorded live was refused where the rules do not allow it; one told afterwards is judged here, however the
    result is recorded.
    """
    yield from state.irregular
    poll = poll_of(state, command.election)
    yield from quorum_watch.short_of(_quorum(state, command, poll))
    yield from election.irregular
    unchaired = somebody_presides(state, command.item)
    if unchaired is not None and (state.presider is not None or state.chair_left):
        yield unchaired.clause
    for refused in (unstated(state, command.item), *unproved(state, election), *of_every_ballot(state, poll)):
        if refused is not None:
            yield refused.clause
    ticked = {seat for one in poll.counted for seat in one.voted or ()}
    if any((command.item, seat) in state.excluded for seat in ticked):
        yield "R-IN3"
    if how.then in {"further_ballot", "runoff"} or (poll.lot is not None and len(poll.counted) == 1):
        yield "R-TI6" if how.then != "runoff" else "R-EL1"
    yield from _voted_once_too_often(state, poll, candidates(election, desk))
    elected = command.announced or how.elected
    if elected is not None and _has_a_successor(election, group, desk) is not None:
        yield "R-TE5"
    if how.then is None and how.how != "nobody" and command.announced not in {None, how.elected}:
        yield "R-VO10"
    if elected is not None:
        yield from (refused.clause for refused in _not_allowed(election, group, elected, desk))


def _voted_once_too_often(state: MeetingState, poll: Poll, stand: tuple[SeatId, ...]) -> Iterator[str]:
    """The clauses against a ballot where a lot was to be drawn, or somebody was elected already."""
    method = orders_of(state).election_method
    for n in range(1, len(poll.counted)):
        then = elections.standing(method, stand, poll.rounds[:n], asked=True).then
        if then == "lot":
            yield "R-TI6"
        elif then is None:
            yield "R-EL1"


def _not_allowed(election: ElectionState, group: GroupState, elected: SeatId, desk: Desk) -> Iterator[Rejected]:
    """What stands against whoever was elected: the class kept for the office, and too many terms in a row (R-TE3).

    It is looked at again once they are elected: since they were nominated another election may have given them a term.
    """
    assert election.office is not None, "an election is to an office"
    if not eligible(group, election.office, elected, desk.when):
        yield Rejected("R-EL1", "office_is_for_lived_experience", would_help=ANOTHER_ELECTION)
    orders = group.orders_at(desk.when)[0]
    others = bool(set(election.candidates) - election.refused.keys())
    alone = elections.limit_gives_way(orders.term_limit, others_stand=others)
    terms, most = served(group, election.office, elected, desk.when), orders.max_consecutive
    if not elections.within_limit(terms, most) and not alone:
        yield Rejected("R-TE3", "term_limit", because={"served": terms, "most": most}, would_help=ANOTHER_ELECTION)
