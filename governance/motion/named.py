"""Answers on record: a recorded vote on demand, and a member's own answer after the vote (R-VO4, R-VO11)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, get_args

from governance.kernel import MotionId, Rejected, given_here, refuse
from governance.meeting.sitting import on_roll, orders_of
from governance.motion import events as e
from governance.motion import method_commands as c
from governance.motion import method_events as me
from governance.motion import tally
from governance.motion.question import apart, pending, takes_part, yes_or_no
from governance.motion.state import ANSWERED
from governance.rules import motions, recorded_votes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from governance.kernel import Desk, Event, SeatId
    from governance.meeting.state import MeetingState
    from governance.motion.state import Motion
    from governance.rules.majority import Tally

CHOICES: tuple[e.Choice, ...] = get_args(e.Choice)


def request(state: MeetingState, command: c.RequestRecordedVote, desk: Desk) -> tuple[Event, ...]:
    """Members ask for names before the vote or right after it; enough of them, and it is taken by name (R-VO4)."""
    motion = _before_or_after(state, command.motion, desk)
    for seat in command.seats:
        takes_part(state, motion.item, seat, desk, "/seats")
    _no_ballot(motion)
    before = motion.answering.names_asked_by
    new = tuple(seat for seat in dict.fromkeys(command.seats) if seat not in before)
    if not new:
        return ()
    asked: tuple[Event, ...] = (me.RecordedVoteRequested(motion.id, new),)
    how = motion.put.method if motion.stage == "put" and motion.put is not None else None
    enough = recorded_votes.enough_ask(orders_of(state), len(before) + len(new))
    return (*asked, _by_name(state, motion)) if recorded_votes.taken_anew(how, enough=enough) else asked


def asked_for(state: MeetingState, motion: Motion) -> bool:
    """Whether enough members asked for names."""
    return recorded_votes.enough_ask(orders_of(state), len(motion.answering.names_asked_by))


def _by_name(state: MeetingState, motion: Motion) -> Event:
    """The question put anew, to be answered by name."""
    return tally.question(state, motion, "roll_call")


def names(state: MeetingState, command: c.RecordNames, desk: Desk) -> tuple[Event, ...]:
    """Everybody's answer by name after the result, all at once; what does not fit the count is flagged (R-VO4)."""
    motion = yes_or_no(_declared(state, command.motion, desk))
    _no_ballot(motion)
    refuse(
        recorded_votes.after_the_result(
            named=motion.answering.names_taken or bool(motion.votes),
            asked_for=desk.mode != "live" or asked_for(state, motion),
        )
    )
    for seat in command.votes:
        _could_answer(state, motion, seat, desk, "/votes")
    named = tuple(me.NamedVote(seat, command.votes[seat]) for seat in state.roll if seat in command.votes)
    taken = me.NamesRecorded(motion.id, named)
    by_names = tally.tally_of(vote.choice for vote in named)
    printed = tally.answered(state, motion)
    found = tuple(_otherwise_than_said(motion, command.votes, by_names))
    if printed is None or not recorded_votes.contradicts(printed, by_names):
        return (taken, *found)
    return (taken, e.TallyContradicted(motion.id, printed, by_names), *found)


def _otherwise_than_said(motion: Motion, named: Mapping[SeatId, e.Choice], by_names: Tally) -> Iterator[Event]:
    """The answers that members said were theirs before the names were taken, where the names say otherwise (R-VO11)."""
    own_votes = motion.answering.own_votes
    wrong = {choice for seat, choice in own_votes.items() if named.get(seat) not in {None, choice}}
    for choice in CHOICES:
        if choice in wrong:
            yield me.OwnVoteContradicted(motion.id, choice, _of(by_names, choice), [*own_votes.values()].count(choice))


def own(state: MeetingState, command: c.RecordOwnVote, desk: Desk) -> tuple[Event, ...]:
    """A member's own answer, and a reason in a line; one that cannot be among those counted is flagged (R-VO11).

    What they say here themselves replaces what somebody else wrote down for them, once. Live, nobody who stands among
    the names gives another answer than there.
    """
    motion = yes_or_no(_declared(state, command.motion, desk))
    _no_ballot(motion)
    _could_answer(state, motion, command.seat, desk, "/seat")
    said_here, answering = given_here(command.seat, desk), motion.answering
    replaces = said_here and command.seat not in answering.themselves
    if answering.own_votes.get(command.seat) == command.choice and not replaces:
        return ()
    if command.seat in answering.own_votes:
        refuse(motions.recorded_once(replaces=replaces))
    if desk.mode == "live":
        refuse(recorded_votes.as_among_the_names(_among_the_names(motion, command.seat), command.choice))
    reason = desk.seal(command.reason) if command.reason else None
    recorded = me.OwnVoteRecorded(motion.id, command.seat, command.choice, reason, said_here)
    found = _contradicted(state, motion, command)
    return (recorded,) if found is None else (recorded, found)


def _contradicted(state: MeetingState, motion: Motion, command: c.RecordOwnVote) -> Event | None:
    """More members say they answered so than were counted, or the names say otherwise."""
    counted = tally.answered(state, motion)
    if counted is None:
        return None
    on_record = Counter(choice for seat, choice in motion.answering.own_votes.items() if seat != command.seat)
    on_record[command.choice] += 1
    said, also = _of(counted, command.choice), on_record[command.choice]
    named = _among_the_names(motion, command.seat)
    among = recorded_votes.may_be_among(named, command.choice, on_record=also, counted=said)
    if among and _among_their_class(state, motion, command):
        return None
    return me.OwnVoteContradicted(motion.id, command.choice, said, also)


def _of(counted: Tally, choice: e.Choice) -> int:
    return dict(zip(CHOICES, (counted.for_, counted.against, counted.no_side), strict=True))[choice]


def _among_their_class(state: MeetingState, motion: Motion, command: c.RecordOwnVote) -> bool:
    """Whether so many of the member's class were counted, where hands were counted by class."""
    if motion.count is None or motion.count.by_class is None or motion.votes:
        return True
    class_ = state.class_of(command.seat)
    said = {**motion.answering.own_votes, command.seat: command.choice}
    also = sum(choice == command.choice and state.class_of(seat) == class_ for seat, choice in said.items())
    counted = sum(_of(one.tally, command.choice) for one in motion.count.by_class if one.class_ == class_)
    return recorded_votes.may_be_among(None, command.choice, on_record=also, counted=counted)


def _among_the_names(motion: Motion, seat: SeatId) -> e.Choice | None:
    """The member's answer among the names, None where it is not there."""
    said: e.Choice | None = motion.votes.get(seat)
    return said or motion.answering.names.get(seat)


def _could_answer(state: MeetingState, motion: Motion, seat: SeatId, desk: Desk, pointer: str) -> None:
    on_roll(state, (seat,), pointer)
    voters = state.voters(motion)
    if voters is not None and seat in voters:
        return
    here = None if voters is None else False
    refused = apart(state, motion.item, seat, pointer, here=here)
    if refused is not None and desk.mode == "live":
        raise refused


def _before_or_after(state: MeetingState, motion: MotionId, desk: Desk) -> Motion:
    found = state.motions.get(motion)
    if found is not None and found.stage in ANSWERED:
        return _declared(state, motion, desk)
    return pending(state, motion)


def _declared(state: MeetingState, motion: MotionId, desk: Desk) -> Motion:
    """The question answered just now. Live, what came after its result closes it."""
    found = state.motions.get(motion)
    if found is None:
        raise Rejected("unknown", "motion_of_another_meeting", pointer="/motion")
    just_now = desk.mode != "live" or state.just_declared == motion
    refuse(recorded_votes.right_after(answered=found.stage in ANSWERED, just_now=just_now))
    return found


def _no_ballot(motion: Motion) -> None:
    """Refuse names of a secret ballot, written up too: nothing may join a voter and an answer (R-VO5)."""
    refuse(recorded_votes.no_ballot(None if motion.put is None else motion.put.method))
