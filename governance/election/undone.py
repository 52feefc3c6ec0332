"""What follows once the vote that put somebody out does not count any more, or counts after all (R-TE5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.decision import events as d
from governance.election.follows import ONE_AT_A_TIME
from governance.election.room_events import RemovalCountsAgain, RemovalUndone
from governance.group import asked_events as a
from governance.group import events as g
from governance.group.leaving import taken
from governance.kernel import DecisionId, ProposalId, StreamId
from governance.rules import leaving as rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from governance.group.put_back import Removal
    from governance.group.state import GroupState, Term
    from governance.kernel import Desk, Event, ItemId, OfficeId, Sealed
    from governance.meeting.state import MeetingState

    Follows = tuple[StreamId, Event]


def follows(opened: Sequence[Follows], meeting: MeetingState, group: GroupState, desk: Desk) -> Iterator[Follows]:
    """What the later life of decisions, as it follows from a meeting, makes of those whom they put out."""
    for stream, event in opened:
        decision = DecisionId(stream)
        removal = group.removals.get(decision)
        if removal is None:
            continue
        match event:
            case d.DecisionSetAside() if not removal.undone:
                yield from _lost(decision, removal, None, opened, meeting, group, desk)
            case d.DecisionRescinded(by_decision=by) | d.DecisionAmended(by_decision=by) if not removal.undone:
                changed = isinstance(event, d.DecisionAmended)
                yield from _lost(decision, removal, by, opened, meeting, group, desk, changed=changed)
            case d.LaterVoteReinstated(by_decision=by) if not removal.undone and removal.by == by:
                yield from _lost(decision, removal, by, opened, meeting, group, desk)
            case d.DecisionReinstated() if removal.undone and removal.by is None:
                yield from _stands(decision, removal, None, opened, meeting, group, desk)
            case d.LaterVoteSetAside(by_decision=by) if removal.undone and removal.by == by:
                yield from _stands(decision, removal, by, opened, meeting, group, desk)
            case _:
                pass


def _lost(
    decision: DecisionId,
    removal: Removal,
    by: DecisionId | None,
    opened: Iterable[Follows],
    meeting: MeetingState,
    group: GroupState,
    desk: Desk,
    *,
    changed: bool = False,
) -> Iterator[Follows]:
    """They are back where nobody took the place since; else the next meeting looks at it.

    What a vote `changed` is in its words, which no rule reads: the next meeting looks at that as well.
    """
    assert group.group is not None, "the group was found"
    assert meeting.meeting is not None, "a meeting was called"
    again = removal.term is None and not changed and _seat_is_theirs(group, removal, desk)
    theirs = again or (removal.term is not None and not changed and _sits_there(group, removal, desk))
    back = tuple(term for term in _terms(group, removal) if theirs and _free(group, term, removal, desk))
    whole = theirs and len(back) == len(removal.terms)
    home, told = StreamId(group.group), tuple(term.id for term in back)
    yield home, g.PutBack(decision, removal.seat, removal.person, removal.term, again, told, by)
    for term in _acting_in(group, {term.office for term in back}, removal):
        yield home, g.TermEnded(term.id, desk.when, "other")
    item, words = _where(decision if by is None else by, opened, meeting)
    undone = RemovalUndone(item, decision, removal.seat, _office(group, removal), whole)
    yield StreamId(meeting.meeting), undone
    if not whole:
        proposal = ProposalId(desk.new_id("proposal"))
        yield home, a.BusinessProposed(proposal, None, words, for_decision=True, origin="put_out", about=decision)


def _stands(
    decision: DecisionId,
    removal: Removal,
    by: DecisionId | None,
    opened: Iterable[Follows],
    meeting: MeetingState,
    group: GroupState,
    desk: Desk,
) -> Iterator[Follows]:
    """Whoever was back is out again, from now on."""
    assert group.group is not None, "the group was found"
    assert meeting.meeting is not None, "a meeting was called"
    home = StreamId(group.group)
    running = [term for term in _terms(group, removal) if term.id in removal.back and term.ended is None]
    out_of_the_seat = removal.again and _sits_there(group, removal, desk)
    if not running and not out_of_the_seat:
        return
    if out_of_the_seat:
        yield home, g.SeatVacated(removal.seat, desk.when, "removed")
    for term in running:
        yield home, g.TermEnded(term.id, desk.when, "seat_vacated" if out_of_the_seat else "removed")
    yield home, g.RemovedByDecision(decision, removal.seat, removal.term)
    item, _ = _where(decision if by is None else by, opened, meeting)
    yield StreamId(meeting.meeting), RemovalCountsAgain(item, decision, removal.seat, _office(group, removal))


def _seat_is_theirs(group: GroupState, removal: Removal, desk: Desk) -> bool:
    kept = group.seats[removal.seat]
    last = kept.holdings[-1]
    held = group.seats_of(removal.person, desk.when)
    elsewhere = any(group.seats[seat].voting for seat in held if seat != removal.seat)
    return rule.seat_is_theirs_again(
        taken=(last.person, last.until) != (removal.person, removal.at), votes_elsewhere=kept.voting and elsewhere
    )


def _sits_there(group: GroupState, removal: Removal, desk: Desk) -> bool:
    return group.seats[removal.seat].holder(desk.when) == removal.person


def _terms(group: GroupState, removal: Removal) -> tuple[Term, ...]:
    return tuple(term for term in group.terms if term.id in removal.terms)


def _free(group: GroupState, term: Term, removal: Removal, desk: Desk) -> bool:
    """Whether nobody took the office since, nor they another that nobody has beside it."""
    others = (group.offices[t.office] for t in group.held(desk.when) if t.seat == removal.seat and not t.acting)
    busy = group.offices[term.office] in ONE_AT_A_TIME and bool(ONE_AT_A_TIME.intersection(others))
    return not busy and not taken(group, term, removal.at)


def _acting_in(group: GroupState, offices: set[OfficeId], removal: Removal) -> Iterator[Term]:
    """Those who act in an office since, until whoever has it is back."""
    for term in group.terms:
        if term.acting and term.ended is None and term.office in offices and not term.since.before(removal.at):
            yield term


def _office(group: GroupState, removal: Removal) -> OfficeId | None:
    """The office somebody was put out of, None where it was their seat."""
    return next((term.office for term in group.terms if term.id == removal.term), None)


def _where(decision: DecisionId, opened: Iterable[Follows], meeting: MeetingState) -> tuple[ItemId, Sealed]:
    """The item a vote of this meeting was on, and its words as everybody may read them."""
    now = ((e.item, e.words) for _, e in opened if isinstance(e, d.DecisionMade) and e.decision == decision)
    before = ((q.item, q.words) for q in meeting.motions.values() if q.decision == decision)
    item, words = next(iter((*now, *before)))
    return item, meeting.closed[item].title if item in meeting.closed else words
