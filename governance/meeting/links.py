"""Taking part from elsewhere: who does, counts by voice, and links lost during a vote (R-HY1 to R-HY3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected, refuse
from governance.meeting import people_commands as pc
from governance.meeting import people_events as p
from governance.meeting.chairing import somebody_presides
from governance.meeting.sitting import on_roll, quorate, quorum_now
from governance.motion.events import VoteCast
from governance.rules import links as rule
from governance.rules import one_vote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.kernel import Desk, Event, MotionId, SeatId
    from governance.meeting.state import MeetingState
    from governance.motion.events import Method
    from governance.motion.state import Motion


def remote(state: MeetingState, seats: Iterable[SeatId], pointer: str) -> tuple[Event, ...]:
    """Those who are here from elsewhere; nothing when that was said already."""
    named = tuple(dict.fromkeys(seats))
    on_roll(state, named, pointer)
    refuse(rule.from_elsewhere(here=(state.present or frozenset()).issuperset(named), pointer=pointer))
    new = tuple(seat for seat in named if seat not in state.remote)
    return (p.JoinedRemotely(new),) if new else ()


def count_taken(
    state: MeetingState, motion: MotionId, how: Method, desk: Desk, *, voice: bool | None
) -> tuple[Event, ...]:
    """How a count goes; live, hands are not shown while somebody takes part from elsewhere (R-HY3)."""
    if how != "hands":
        return ()
    elsewhere = [seat for seat in state.roll if seat in state.remote_here]
    if desk.mode == "live":
        refuse(rule.hands_shown(elsewhere, voice=voice))
    by = rule.count_as(voice=voice)
    return () if by is None else (p.CountTaken(motion, by),)


def unsettled(state: MeetingState, motion: MotionId) -> Rejected | None:
    """Why a result cannot be declared: a link was lost during the vote and nobody saw to it (R-HY2)."""
    return rule.unsettled([seat for seat in state.roll if (motion, seat) in state.dropped])


def phone(state: MeetingState, command: pc.PhoneMember, desk: Desk) -> tuple[Event, ...]:
    """The one call to a member whose link was lost; where votes go by names, what they answered."""
    motion = _being_answered(state, command.motion)
    on_roll(state, (command.seat,), "/seat")
    matter = (motion.id, command.seat)
    by_names = motion.put is not None and motion.put.method == "roll_call"
    if matter in state.phoned and motion.votes.get(command.seat) == command.choice:
        return ()
    refuse(rule.phoned_once(phoned=matter in state.phoned))
    if desk.mode == "live":
        refuse(rule.may_be_phoned(lost=matter in state.dropped))
    refuse(rule.what_they_said(by_name=by_names, answered=command.answered, choice=command.choice is not None))
    if by_names and motion.votes.get(command.seat, command.choice) != command.choice:
        _theirs(motion, command.seat)
    called = p.MemberPhoned(motion.id, command.seat, command.answered)
    if by_names and command.choice is not None:
        return called, VoteCast(motion.id, command.seat, command.choice)
    return (called,)


def _theirs(motion: Motion, seat: SeatId) -> None:
    """Refuse to take down another answer over the phone than the member gave here themselves (R-VO9)."""
    refuse(one_vote.theirs_to_change("R-VO9", own=seat in motion.own, by_them=False))


def retake(state: MeetingState, command: pc.RetakeVote, desk: Desk) -> tuple[Event, ...]:
    """The vote begins anew, with the quorum there is now; what members answered here themselves still stands."""
    motion = _being_answered(state, command.motion)
    lost = unsettled(state, motion.id) is not None
    refuse(rule.taken_again(lost=lost, casting=motion.casting is not None, live=desk.mode == "live"))
    shot = quorum_now(state, motion.item)
    if desk.mode == "live":
        refuse(somebody_presides(state, motion.item, motion.id))
        shot = quorate(state, motion.item)
    kept = rule.still_stand([seat for seat in state.roll if seat in motion.votes], motion.own)
    here = state.effective(motion.item)
    effective = None if here is None else tuple(seat for seat in state.roll if seat in {*here, *kept})
    return (p.VoteRetaken(motion.id, shot, effective, kept),)


def _being_answered(state: MeetingState, motion: MotionId) -> Motion:
    found = state.motions.get(motion)
    if found is None:
        raise Rejected("unknown", "motion_of_another_meeting", pointer="/motion")
    if found.stage != "put":
        raise Rejected("R-MO1", "question_not_put", would_help="Put the question first.", pointer="/motion")
    return found
