"""What a meeting answers about its people, and what its questions ask of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.kernel import Rejected, refuse
from governance.meeting import deputies, interests, links
from governance.meeting import people_commands as pc
from governance.meeting import people_events as p
from governance.meeting.chairing import member_of_a_kind_that_presides
from governance.meeting.events import QuorumTested
from governance.meeting.sitting import in_session, item_of, on_roll, quorum_now
from governance.rules import attendance, quorum_watch
from governance.rules import interests as interest_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.group.state import GroupState
    from governance.kernel import Desk, Event, ItemId
    from governance.meeting.state import MeetingState
    from governance.motion.state import Motion

PeopleCommand = (
    pc.DisputeInterest
    | pc.SettleInterest
    | pc.SendDeputy
    | pc.SeatDeputy
    | pc.NoteRemote
    | pc.PhoneMember
    | pc.RetakeVote
    | pc.QueryQuorum
    | pc.NoteVisitorActing
    | pc.AgreeNextChair
)


def decide(state: MeetingState, command: PeopleCommand, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes."""
    if isinstance(command, pc.SendDeputy):
        return deputies.send(state, command, group, desk)
    in_session(state, desk)
    match command:
        case pc.DisputeInterest():
            return interests.dispute(state, command, desk)
        case pc.SettleInterest():
            return interests.settle(state, command, desk)
        case pc.SeatDeputy():
            return deputies.seat(state, command, group, desk)
        case pc.NoteRemote(seats=seats):
            return links.remote(state, seats, "/seats")
        case pc.PhoneMember():
            return links.phone(state, command, desk)
        case pc.RetakeVote():
            return links.retake(state, command, desk)
        case pc.QueryQuorum():
            return _query(state, command, desk)
        case pc.NoteVisitorActing():
            return _overstep(state, command, desk)
        case pc.AgreeNextChair():
            return _next_chair(state, command, desk)
        case _:
            assert_never(command)


def undisputed(state: MeetingState, item: ItemId) -> None:
    """Refuse a question on an item while members have yet to vote on an interest in it (R-IN2)."""
    refuse(interest_rule.settled_first(disputed=any(at == item for at, _ in state.disputed)))


def irregular(state: MeetingState, motion: Motion) -> Iterator[str]:
    """The clauses about people that a written-up question did not keep."""
    if any(at == motion.item for at, _ in state.disputed):
        yield "R-IN2"
    if any(at == motion.item for at, _ in state.wrongly_out):
        yield "R-IN5"
    if links.unsettled(state, motion.id) is not None:
        yield "R-HY2"
    if motion.id in state.hands_shown:
        yield "R-HY3"
    if motion.id in state.overstepped:
        yield "R-AP3"


def _query(state: MeetingState, command: pc.QueryQuorum, desk: Desk) -> tuple[Event, ...]:
    """The quorum, asked for between speakers: a vote is not broken into (R-QU5)."""
    on_roll(state, (command.seat,), "/seat")
    if state.present is None and state.headcount is None:
        raise quorum_watch.uncalled()
    if desk.mode == "live":
        here = state.present is None or command.seat in state.present
        refuse(quorum_watch.may_ask(here=here, voting=any(q.stage == "put" for q in state.pending())))
    item = state.open_item
    about = item if any(at == item for at, _ in state.excluded) else None
    return p.QuorumQueried(command.seat, about), QuorumTested(quorum_now(state, about), about)


def _overstep(state: MeetingState, command: pc.NoteVisitorActing, desk: Desk) -> tuple[Event, ...]:
    """Somebody without a seat acting as a member: live they only ever spoke; what notes tell of does not count."""
    item_of(state, command.item)
    if command.visitor not in state.visitors:
        raise Rejected("unknown", "visitor_of_another_meeting", pointer="/visitor")
    if desk.mode == "live":
        refuse(attendance.may_be_noted(command.did))
    motion = None if command.motion is None else state.motions.get(command.motion)
    if attendance.oversteps(command.did) and (motion is None or motion.item != command.item):
        raise Rejected("unknown", "motion_of_another_meeting", would_help="Say which proposal.", pointer="/motion")
    return (p.VisitorActed(command.visitor, command.did, command.item, None if motion is None else motion.id),)


def _next_chair(state: MeetingState, command: pc.AgreeNextChair, desk: Desk) -> tuple[Event, ...]:
    on_roll(state, (command.seat, *command.declined), "/seat")
    if command.seat in command.declined:
        raise Rejected("R-CH4", "declined", would_help="No one must chair. Ask the next on the list.", pointer="/seat")
    if desk.mode == "live":
        member_of_a_kind_that_presides(state, command.seat)
    if state.next_chair == command.seat:
        return ()
    return (p.NextChairAgreed(command.seat, command.declined),)
