"""What an election, a longer term or a removal brings about in other streams: terms of office begin and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.election.events import ElectionDecided
from governance.group import events as g
from governance.group.handover_commands import EVERYTHING
from governance.kernel import GroupId, HandoverId, MeetingId, StreamId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.election.room_events import ElectionDeclared
    from governance.election.room_state import Stake
    from governance.group.state import GroupState
    from governance.kernel import DecisionId, Desk, Event, Moment, SeatId
    from governance.standing_orders import OfficeKind

# Whoever takes one of these leaves any other of them.
ONE_AT_A_TIME: frozenset[OfficeKind] = frozenset(("chair", "co_chair", "vice_chair", "secretary"))


def of_election(
    declared: ElectionDeclared, meeting: MeetingId, group: GroupState, orders_version: int
) -> Iterator[tuple[StreamId, Event]]:
    """The election is decided; whoever is elected takes office, and what they or another held for now ends."""
    assert group.group is not None, "the group was found"
    term = declared.term if declared.takes_effect else None
    decided = ElectionDecided(
        declared.election,
        group.group,
        meeting,
        declared.elected,
        declared.how,
        term,
        quorum=declared.quorum,
        irregular=declared.irregular,
        orders_version=orders_version,
    )
    yield StreamId(declared.election), decided
    seat, since = declared.elected, declared.since
    if term is None or seat is None or since is None:
        return
    for event in _ends(declared, seat, since, group):
        yield StreamId(group.group), event
    assigned = g.OfficeAssigned(term, declared.office, seat, since, declared.until, acting=False, decision=None)
    yield StreamId(group.group), assigned


def _ends(declared: ElectionDeclared, seat: SeatId, since: Moment, group: GroupState) -> Iterator[Event]:
    kind = group.offices[declared.office]
    for term in group.held(since):
        other = term.seat == seat and kind in ONE_AT_A_TIME and group.offices[term.office] in ONE_AT_A_TIME
        if term.office == declared.office or other:
            yield g.TermEnded(term.id, since, "expired" if term.office == declared.office else "other")


def of_stake(
    stake: Stake, decision: DecisionId | None, group: GroupState, desk: Desk
) -> Iterator[tuple[StreamId, Event]]:
    """An agreed proposal about an office: the term made longer, with a handover begun, or ended; nothing if it is."""
    home = StreamId(GroupId(group.group)) if group.group is not None else None
    assert home is not None, "the group was found"
    if any(term.id == stake.term and term.ended is not None for term in group.terms):
        return
    if stake.kind == "removal":
        yield home, g.TermEnded(stake.term, desk.when, "removed")
        if decision is not None:
            yield home, g.RemovedByDecision(decision, stake.seat, stake.term)
        return
    assert stake.until is not None, "a longer term has an end"
    assert stake.election is not None, "it follows an election"
    yield home, g.TermExtended(stake.term, stake.until, stake.election, decision)
    if stake.learner is not None and stake.learner != stake.seat:
        handover = HandoverId(desk.new_id("handover"))
        yield home, g.HandoverStarted(handover, stake.office, stake.seat, stake.learner, EVERYTHING, stake.until)
