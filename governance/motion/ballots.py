"""A secret ballot in the room: asked for, tellers named, the papers counted and recorded all at once (R-VO5)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from governance.kernel import Rejected
from governance.meeting.sitting import on_roll, orders_of
from governance.motion import events as e
from governance.motion import method_events as me
from governance.motion import procedure_events as p
from governance.motion.question import chair_votes, open_question, pending, takes_part, yes_or_no
from governance.rules import ballot, one_vote
from governance.rules.majority import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.kernel import Desk, Event, SeatId
    from governance.meeting.state import MeetingState
    from governance.motion import commands as motion_commands
    from governance.motion import method_commands as c
    from governance.motion import procedure_commands as pc
    from governance.motion.state import Motion

    Counted = me.BallotCounted | p.OptionsBallotCounted


def demand(state: MeetingState, command: c.DemandBallot, desk: Desk) -> tuple[Event, ...]:
    """Members ask for a secret ballot before the question is put."""
    motion = pending(state, command.motion)
    for seat in command.seats:
        takes_part(state, motion.item, seat, desk, "/seats")
    if motion.stage == "put" and desk.mode == "live":
        raise Rejected("R-VO5", "already_put", would_help="Ask before the vote begins.", pointer="/motion")
    new = tuple(seat for seat in dict.fromkeys(command.seats) if seat not in motion.answering.ballot_asked_by)
    return (me.BallotDemanded(motion.id, new),) if new else ()


def needed(state: MeetingState, motion: Motion) -> bool:
    """Whether the question takes a secret ballot; a change of words only when it was asked for."""
    category = "procedural" if motion.amends else motion.category
    return ballot.needed(orders_of(state), category, len(motion.answering.ballot_asked_by))


def demanded(state: MeetingState, motion: Motion) -> bool:
    """Whether enough members asked for the ballot."""
    return ballot.demanded(orders_of(state), len(motion.answering.ballot_asked_by))


def known_to_be_none(motion: Motion) -> bool:
    """Whether it is known that the question was answered in another way; "agreed" alone does not say how."""
    if motion.put is None or motion.put.method in {"agreed", "ballot"}:
        return False
    counted = motion.count is not None or motion.counts is not None or bool(motion.votes)
    return motion.put.method != "hands" or counted


def tellers(state: MeetingState, command: c.NameTellers, desk: Desk) -> tuple[Event, ...]:
    """Two who count, both in the room."""
    motion = pending(state, command.motion)
    on_roll(state, command.tellers, "/tellers")
    if motion.answering.tellers == command.tellers:
        return ()
    _not_counted(motion)
    if desk.mode == "live":
        ballot.tellers(command.tellers, candidates=(), here=state.present)
    return (me.TellersNamed(motion.id, command.tellers),)


def record(state: MeetingState, command: c.RecordBallot, desk: Desk) -> tuple[Event, ...]:
    """Who was ticked off and what the papers said, sorted and in one event, so that neither order nor time tells.

    A recount with the same ticks replaces it until the result; another roll does not, for the difference would tell.
    """
    motion = yes_or_no(open_question(state, command.motion))
    if motion.put is None or motion.put.method != "ballot":
        raise Rejected("R-VO5", "not_by_ballot", would_help="This is no secret ballot.", pointer="/motion")
    counted = me.BallotCounted(
        motion.id,
        _ticked(state, command.voted, desk),
        _tally(command.count),
        command.spoilt,
        _by_class(state, command),
        command.lived_experience_for,
    )
    before = motion.answering.ballot
    if before == counted:
        return ()
    _same_roll(before, counted)
    if motion.casting is not None:
        raise Rejected("R-TI2", "casting_vote_used", would_help="Declare the result.", pointer="/motion")
    _in_order(state, motion, counted, desk)
    return (counted,)


def record_options(state: MeetingState, motion: Motion, command: pc.CountOptions, desk: Desk) -> tuple[Event, ...]:
    """The same for a question with several options: who was ticked off, and the papers for each option."""
    counted = p.OptionsBallotCounted(
        motion.id, _ticked(state, command.voted, desk), command.counts, command.no_side, command.spoilt
    )
    if motion.counts == counted:
        return ()
    _same_roll(counted_of(motion), counted)
    _in_order(state, motion, counted, desk)
    return (counted,)


def counted_of(motion: Motion) -> Counted | None:
    """The papers of a question as counted, or None."""
    papers = motion.counts if motion.options is not None else motion.answering.ballot
    return None if isinstance(papers, p.OptionsCounted) else papers


def _same_roll(before: Counted | None, counted: Counted) -> None:
    if before is not None and before.voted != counted.voted:
        raise Rejected("R-VO5", "roll_of_the_ballot_stands", would_help="Only a vote on paper is counted again.")


def _in_order(state: MeetingState, motion: Motion, counted: Counted, desk: Desk) -> None:
    if desk.mode != "live":
        return
    if not motion.answering.tellers:
        raise Rejected("R-VO5", "tellers_missing", would_help="Name two members to count.", pointer="/motion")
    for refused in irregular(state, motion, counted):
        raise refused


def fit_to_count(state: MeetingState, motion: Motion) -> bool:
    """Whether the tellers were two members in the room."""
    try:
        ballot.tellers(motion.answering.tellers, candidates=(), here=state.present)
    except Rejected:
        return False
    return True


def irregular(state: MeetingState, motion: Motion, counted: Counted) -> Iterator[Rejected]:
    """What was not in order about a ballot: papers that do not fit the ticks, ticks of seats without a vote."""
    ticked = None if counted.voted is None else len(counted.voted)
    votes = counted.tally.total if isinstance(counted, me.BallotCounted) else sum(counted.counts) + counted.no_side
    wrong = ballot.papers(ticked, votes, counted.spoilt)
    if wrong is not None:
        yield wrong
    voters = state.voters(motion)
    if voters is not None and set(counted.voted or ()) - voters:
        yield Rejected("R-VO5", "ticked_without_a_vote", would_help="Look at the ticks again.", pointer="/voted")
    if voters is not None:
        many = one_vote.no_more_than(votes + counted.spoilt, len(voters), because={"voters": len(voters)})
        yield from () if many is None else (many,)
    if state.presider in (counted.voted or ()):
        chair = chair_votes(state, state.presider)
        if chair is not None:
            yield chair


def _ticked(state: MeetingState, voted: tuple[SeatId, ...] | None, desk: Desk) -> tuple[SeatId, ...] | None:
    if voted is None:
        if desk.mode == "live":
            raise Rejected("R-VO5", "roll_not_ticked", would_help="Tick off who took part.", pointer="/voted")
        return None
    on_roll(state, voted, "/voted")
    if len(set(voted)) < len(voted):
        raise Rejected("R-VO5", "seat_named_twice", would_help="Name each seat once.", pointer="/voted")
    return tuple(sorted(voted, key=str))


def _by_class(state: MeetingState, command: c.RecordBallot) -> tuple[e.ClassTally, ...] | None:
    """Totals by class, refused in both modes where they would tell somebody's answer (R-PR2)."""
    if command.by_class is None:
        return None
    tallies = {k: _tally(v) for k, v in sorted(command.by_class.items())}
    votes = {k: (t.for_, t.against, t.no_side) for k, t in tallies.items()}
    total = _tally(command.count)
    if tuple(map(sum, zip(*votes.values(), strict=True))) != (total.for_, total.against, total.no_side):
        raise Rejected("R-VO3", "classes_do_not_add_up", would_help="Count again by class.", pointer="/by_class")
    voters = Counter(state.class_of(seat) for seat in command.voted or ())
    sizes = voters.values() or [t.total for t in tallies.values()]
    if ballot.tells_by_class(sizes, votes.values()):
        raise Rejected(
            "R-PR2",
            "classes_would_tell",
            would_help="Give the total only: a secret vote stays one.",
            pointer="/by_class",
        )
    return tuple(e.ClassTally(k, t) for k, t in tallies.items())


def _not_counted(motion: Motion) -> None:
    if counted_of(motion) is not None:
        raise Rejected("R-VO5", "papers_are_counted", would_help="Declare the result.", pointer="/motion")


def _tally(given: motion_commands.Hands) -> Tally:
    return Tally(given.for_, given.against, given.no_side)
