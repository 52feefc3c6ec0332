"""What must hold of an election before the meeting, whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.election.room_state import Poll
from governance.kernel import Rejected
from governance.meeting.business import turn_to
from governance.meeting.chairing import somebody_presides
from governance.meeting.sitting import called_late, item_of, orders_of, stated
from governance.rules import elections, notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.election.state import ElectionState
    from governance.kernel import Desk, ElectionId, Event, ItemId, SeatId
    from governance.meeting.state import MeetingState


def in_order(state: MeetingState, election: ElectionState) -> None:
    """Refuse an election of another group, and one that is over."""
    assert election.election is not None, "the election was found"
    if election.group != state.group:
        raise Rejected("unknown", "unknown_election", pointer="/election")
    if election.decided or poll_of(state, election.election).declared:
        raise Rejected("R-EL1", "election_is_over", would_help="Ask for names again, for a new vote.")


def poll_of(state: MeetingState, election: ElectionId) -> Poll:
    """The election as it stands in the room."""
    return state.polls.get(election, Poll())


def candidates(election: ElectionState, desk: Desk) -> tuple[SeatId, ...]:
    """Who stands; written up, also whoever was nominated and of whom the notes say no more."""
    if election.candidates or desk.mode == "live":
        return election.candidates
    return tuple(seat for seat, stage in election.nominees.items() if stage == "nominated")


def open_item(state: MeetingState, item: ItemId, desk: Desk) -> tuple[Event, ...]:
    """The item before the meeting: it must be open in a live meeting, and is turned to in one written up (R-MO5)."""
    if item_of(state, item).stage == "open":
        return ()
    if desk.mode == "live":
        raise Rejected("R-MO5", "item_not_open", would_help="Open the item first.", pointer="/item")
    return turn_to(state, item, desk)


def stands(state: MeetingState, item: ItemId, election: ElectionState) -> None:
    """Refuse to take an election: nobody presides, it was not on the agenda sent out, nominations are open still.

    Or the call, or the nominations, were written up too late to show that members knew of them.
    """
    for refused in (
        somebody_presides(state, item),
        unstated(state, item),
        still_open(election),
        *unproved(state, election, live=True),
    ):
        if refused is not None:
            raise refused


def unproved(state: MeetingState, election: ElectionState, *, live: bool = False) -> Iterator[Rejected | None]:
    """Why no election rests on a call, or on nominations, that were written up too late (R-NO1, R-EL1)."""
    yield called_late(state, special=False, live=live)
    if election.written_down is None or (state.written_up and not live):
        return
    yield elections.names_asked_for_in_time(
        election.written_down.date,
        None if election.opens is None else election.opens.date,
        None if election.closes is None else election.closes.date,
        least=orders_of(state).nomination_days,
    )


def unstated(state: MeetingState, item: ItemId) -> Rejected | None:
    """Why an election is not taken on an item that was not in the notice, or None (R-NO4)."""
    return notice.election_stated(may_be_decided=stated(state, item))


def still_open(election: ElectionState) -> Rejected | None:
    """Why an election waits for its nominations to close, or None (R-EL1)."""
    if election.closed:
        return None
    return Rejected(
        "R-EL1", "nominations_are_open", would_help="Close nominations first, once their last day has come."
    )
