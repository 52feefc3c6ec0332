"""What must hold of an election before the meeting, whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.election.room_state import Poll
from governance.kernel import Rejected
from governance.meeting.business import turn_to
from governance.meeting.chairing import somebody_presides
from governance.meeting.sitting import item_of, stated
from governance.rules import notice

if TYPE_CHECKING:
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
    """Refuse to take an election: nobody presides, it was not on the agenda sent out, nominations are open still."""
    for refused in (somebody_presides(state, item), unstated(state, item), still_open(election)):
        if refused is not None:
            raise refused


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
