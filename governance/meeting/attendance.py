"""Who is here, who left, who sent apologies; and the quorum that goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.kernel import Rejected, given_here, refuse, told_by
from governance.meeting import commands as c
from governance.meeting import events as e
from governance.meeting import people_events as p
from governance.meeting.calling import roll_called, visitor_noted
from governance.meeting.sitting import attended, in_session, on_roll, orders_of, quorum_now
from governance.rules import attendance as rule
from governance.rules import links, quorum_watch, standing_down

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.group.state import GroupState
    from governance.kernel import Desk, Event, SeatId
    from governance.meeting.state import MeetingState

AttendanceCommand = (
    c.SetAttendance
    | c.RecordHeadcount
    | c.RecordArrival
    | c.RecordDeparture
    | c.RecordApologies
    | c.NoteVisitor
    | c.WaitForQuorum
    | c.StandDown
)


def decide(state: MeetingState, command: AttendanceCommand, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes. `group` says who takes part in writing."""
    if isinstance(command, c.RecordApologies):
        return _apologies(state, command, desk)
    in_session(state, desk)
    match command:
        case c.SetAttendance():
            return _set(state, command, desk)
        case c.RecordHeadcount(count=count, about=about):
            return attended(state, desk, e.HeadcountNoted(count, about))
        case c.RecordArrival():
            return _arrivals(state, command, group, desk)
        case c.RecordDeparture():
            return _departures(state, command, desk)
        case c.NoteVisitor(visitor=visitor):
            return (visitor_noted(state, visitor, desk),)
        case c.WaitForQuorum(minutes=minutes):
            return _waited(state, minutes)
        case c.StandDown():
            return _stand_down(state, command, desk)
        case _:
            assert_never(command)


def _set(state: MeetingState, command: c.SetAttendance, desk: Desk) -> tuple[Event, ...]:
    roll = roll_called(state, command.present, command.apologies)
    if state.present == frozenset(roll.present) and state.apologies == frozenset(roll.apologies):
        return ()
    _theirs_to_come_back(state, set(roll.present) - (state.present or set()), desk)
    for seat in state.here_by_own_word - set(roll.present) if desk.mode == "live" else ():
        refuse(rule.theirs_to_be_here(own=True, by_them=told_by(seat, desk), pointer="/present"))
    return attended(state, desk, roll)


def _arrivals(state: MeetingState, command: c.RecordArrival, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    on_roll(state, command.seats, "/seats")
    # A deputy sits in the seat until its member comes, and no longer (R-AP2).
    here = (state.present or frozenset()) - state.deputies.keys()
    new = [seat for seat in dict.fromkeys(command.seats) if seat not in here]
    only_read = links.by_chat_only(new, group.by_text) if command.by_text else ()
    refused = links.present_by_chat(only_read)
    if refused is not None and desk.mode == "live":
        raise refused
    came = [seat for seat in new if seat not in only_read]
    read: tuple[Event, ...] = (p.FollowedByChat(only_read),) if only_read else ()
    if not came:
        return read
    _theirs_to_come_back(state, came, desk)
    return (*read, *attended(state, desk, *(_arrived(seat, command, desk) for seat in came)))


def _arrived(seat: SeatId, command: c.RecordArrival, desk: Desk) -> e.MemberArrived:
    return e.MemberArrived(seat, command.remote or command.by_text, command.how, given_here(seat, desk))


def _departures(state: MeetingState, command: c.RecordDeparture, desk: Desk) -> tuple[Event, ...]:
    on_roll(state, command.seats, "/seats")
    if desk.mode == "live":
        refuse(rule.who_was_here(known=state.present is not None))
    gone = [seat for seat in dict.fromkeys(command.seats) if _may_be_here(state, seat)]
    if desk.mode == "live" and command.how == "link_lost":
        refuse(links.could_be_lost(elsewhere=state.remote.issuperset(gone)))
    if not gone or _only_a_moment(command):
        return ()
    left = (e.MemberLeft(seat, command.how, _left_here(seat, command, desk)) for seat in gone)
    return attended(state, desk, *left)


def _left_here(seat: SeatId, command: c.RecordDeparture, desk: Desk) -> bool:
    return command.how == "left" and given_here(seat, desk)


def _theirs_to_come_back(state: MeetingState, seats: Iterable[SeatId], desk: Desk) -> None:
    """Refuse, live, to say for a member who left here themselves that they are back; notes tell who was there (R-AP1).

    A member comes back by their own word for their own seat alone, not with others.
    """
    for seat in seats:
        refused = rule.theirs_to_come_back(own=seat in state.gone_by_own_word, by_them=told_by(seat, desk))
        if refused is not None and desk.mode == "live":
            raise refused


def _may_be_here(state: MeetingState, seat: SeatId) -> bool:
    """Whether somebody is here; where notes say who went and not who was there, unless they went already."""
    if state.present is not None:
        return seat in state.present
    told = [act.fact.event for act in state.acts.values() if isinstance(act.fact.event, e.MemberArrived | e.MemberLeft)]
    last = next((event for event in reversed(told) if event.seat == seat), None)
    return not isinstance(last, e.MemberLeft)


def _only_a_moment(command: c.RecordDeparture) -> bool:
    """Whether a link was away so briefly that nobody left (R-HY2)."""
    return command.how == "link_lost" and not links.left(command.minutes)


def _apologies(state: MeetingState, command: c.RecordApologies, desk: Desk) -> tuple[Event, ...]:
    if state.stage not in {"called", "open", "adjourned"}:
        raise Rejected("in order", f"meeting_is_{state.stage}")
    if state.roll:
        on_roll(state, (command.seat,), "/seat")
    here = (state.present or frozenset()) - state.deputies.keys()
    refuse(rule.sends_apologies(here=command.seat in here))
    given: tuple[Event, ...] = () if command.seat in state.apologies else (e.ApologiesGiven(command.seat),)
    if command.reason is None:
        return given
    reason = desk.seal(command.reason, subject=desk.holder(command.seat), purpose="attendance")
    return (*given, e.ApologyReasonKept(command.seat, reason))


def _waited(state: MeetingState, minutes: int | None) -> tuple[Event, ...]:
    """Waiting as long as was said, else as the orders have it (R-QU8); a wait of none leaves nothing to say."""
    waited = quorum_watch.waited(orders_of(state), minutes)
    return () if waited is None else (e.WaitedForQuorum(waited, quorum_now(state)),)


def _stand_down(state: MeetingState, command: c.StandDown, desk: Desk) -> tuple[Event, ...]:
    """Not voting for the rest of the sitting; what the rules do not have, written up, leaves the member counted."""
    on_roll(state, (command.seat,), "/seat")
    if command.back:
        return _vote_again(state, command.seat, desk)
    if desk.mode == "live":
        may = standing_down.may(orders_of(state), state.class_of(command.seat), voting=state.roll[command.seat].voting)
        refuse(may)
    own = given_here(command.seat, desk)
    if command.seat in state.stood_down and (not own or command.seat in state.said_so):
        return ()
    refuse(standing_down.theirs_to_say(acted=command.seat in state.acted, by_them=desk.own))
    return attended(state, desk, e.VoteStoodDown(command.seat, own))


def _vote_again(state: MeetingState, seat: SeatId, desk: Desk) -> tuple[Event, ...]:
    """A member takes back that they stood down, where somebody else wrote it down; or notes tell that they did."""
    if seat not in state.stood_down:
        return ()
    refuse(
        standing_down.taken_back(
            own=seat in state.said_so, by_them=given_here(seat, desk), told=desk.mode == "written_up"
        )
    )
    return attended(state, desk, e.VoteTakenUp(seat))
