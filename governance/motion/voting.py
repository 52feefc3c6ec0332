"""Questions put and answered: votes, counts, everyone asked, the casting vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.election.at_stake import elects_nobody, extends_nothing, unheard
from governance.kernel import Rejected, given_here, refuse
from governance.meeting import links, people
from governance.meeting.sitting import (
    on_roll,
    orders_of,
    quorate,
)
from governance.motion import absent, ballots, consenting, tally
from governance.motion import commands as c
from governance.motion import events as e
from governance.motion.in_turn import refuse_out_of_turn
from governance.motion.method_events import CastingVoteDeclined
from governance.motion.procedure_events import WordsReadBack
from governance.motion.question import (
    attender,
    chair_votes,
    chaired,
    needs_quorum,
    open_question,
    pending,
    takes_part,
    theirs,
    undescribed,
    unproved,
    unstated,
    yes_or_no,
)
from governance.rules import casting_vote, consensus, consent, motions, one_vote, options, recorded_votes
from governance.rules.majority import Tally
from governance.words import clean

if TYPE_CHECKING:
    from governance.kernel import Desk, Event, SeatId
    from governance.meeting.state import MeetingState
    from governance.motion.method_commands import DeclineCastingVote
    from governance.motion.state import Motion


def put(state: MeetingState, command: c.PutMotion, desk: Desk) -> tuple[Event, ...]:
    """The question put, with the quorum and the seats that may answer (R-QU4, R-MA3)."""
    motion = pending(state, command.motion)
    if motion.put is not None and motion.stage == "put":
        if motion.put.method != "consent" or command.how in {"consent", "agreed", "consensus"}:
            return ()
        consenting.goes_to_the_vote(state, motion, desk)
    counted = links.count_taken(state, motion.id, command.how, desk, voice=command.voice)
    if desk.mode == "live":
        chaired(state, motion)
        people.undisputed(state, motion.item)
        if needs_quorum(motion):
            quorate(state, motion.item)
        refuse_out_of_turn(state, motion, desk)
        refuse(unstated(state, motion) or undescribed(state, motion, live=True) or unproved(state, motion, live=True))
        refuse(motions.read_back(said=command.read_back))
        refuse(unheard(state, motion.id) or elects_nobody(state, motion) or extends_nothing(state, motion))
        refuse(consensus.silence(command.how))
        refuse(out_of_order(state, motion, command.how))
    if motion.options is not None and command.how not in options.WAYS:
        raise Rejected(
            "R-VO9", "several_options", would_help="Count hands, call the roll, or take a ballot.", pointer="/how"
        )
    read = () if command.read_back is None else (WordsReadBack(motion.id, command.read_back),)
    return (*read, tally.question(state, motion, command.how), *counted)


def out_of_order(state: MeetingState, motion: Motion, how: e.Method) -> Rejected | None:
    """Why the question is not answered this way, or None: a ballot or names are asked for (R-VO4 to R-VO6)."""
    if ballots.needed(state, motion):
        wrong = how != "ballot"
        return Rejected("R-VO5", "ballot_needed", would_help="Take a secret ballot.", pointer="/how") if wrong else None
    asked = len(motion.answering.names_asked_by)
    return recorded_votes.names_needed(orders_of(state), how, asked=asked) or absent.by_name(motion, how)


def vote(state: MeetingState, command: c.CastVote, desk: Desk) -> tuple[Event, ...]:
    """A seat's answer by name; a later one replaces it until the result (R-VO4, R-VO9)."""
    motion = yes_or_no(open_question(state, command.motion))
    on_roll(state, (command.seat,), "/seat")
    takes_part(state, motion.item, command.seat, desk, "/seat")
    if motion.put is not None:
        refuse(recorded_votes.by_name(motion.put.method))
    own = given_here(command.seat, desk)
    same = motion.votes.get(command.seat) == command.choice
    if one_vote.said_already(same=same, own=own, was_own=command.seat in motion.own):
        return ()
    theirs(motion, command.seat, by_them=desk.own)
    if desk.mode == "live":
        refuse(chair_votes(state, command.seat) or attender(state, motion.id, command.seat))
    _before_the_casting_vote(motion)
    return (e.VoteCast(motion.id, command.seat, command.choice, own),)


def count(state: MeetingState, command: c.RecordCount, desk: Desk) -> tuple[Event, ...]:
    """Hands as counted, in total and by class (R-VO3)."""
    motion = yes_or_no(open_question(state, command.motion))
    by_names = motion.put is not None and motion.put.method == "roll_call" and desk.mode == "written_up"
    if by_names and motion.votes:
        return _beside_the_names(motion, _hands(command.count))
    if motion.put is not None and motion.put.method != "hands" and not (by_names and not motion.votes):
        raise Rejected("R-VO3", "not_by_hands", would_help="This question is not answered by hands.", pointer="/motion")
    count = _hands(command.count)
    by_class = None
    if command.by_class is not None:
        by_class = tuple(e.ClassTally(k, _hands(v)) for k, v in sorted(command.by_class.items()))
        _adds_up(count, by_class)
    if desk.mode == "live":
        _fits(state, motion, count, by_class)
    counted = e.CountRecorded(motion.id, count, by_class)
    if motion.count == counted:
        return ()
    _before_the_casting_vote(motion)
    return (counted,)


def _beside_the_names(motion: Motion, printed: Tally) -> tuple[Event, ...]:
    """A total printed beside names: where they contradict it the names stand, and it is said (R-VO4)."""
    names = tally.tally_of(motion.votes.values())
    if motion.contradicted or not recorded_votes.contradicts(printed, names):
        return ()
    return (e.TallyContradicted(motion.id, printed, names),)


def _adds_up(count: Tally, by_class: tuple[e.ClassTally, ...]) -> None:
    for name in ("for_", "against", "no_side"):
        if sum(getattr(c.tally, name) for c in by_class) != getattr(count, name):
            raise Rejected("R-VO3", "classes_do_not_add_up", would_help="Count again by class.", pointer="/by_class")


def _fits(state: MeetingState, motion: Motion, count: Tally, by_class: tuple[e.ClassTally, ...] | None) -> None:
    here = (state.voters(motion) or frozenset()) - _only_breaks_ties(state)
    if count.total > len(here) and chair_had_a_hand_up(state, motion, count):
        raise _chair_only_breaks_ties(state)
    refuse(one_vote.no_more_than(count.total, len(here), because={"votes": count.total, "voters": len(here)}))
    for counted in by_class or ():
        of_class = sum(state.class_of(seat) == counted.class_ for seat in here)
        told: dict[str, object] = {"class": counted.class_}
        refuse(one_vote.no_more_than(counted.tally.total, of_class, because=told, pointer="/by_class"))


def chair_had_a_hand_up(state: MeetingState, motion: Motion, count: Tally | None = None) -> bool:
    """Whether every hand was up, that of a presider who only breaks ties among them (R-TI3)."""
    counted = count or (motion.count.tally if motion.count and not motion.votes else None)
    voters = state.voters(motion)
    if counted is None or voters is None or not _only_breaks_ties(state) & voters:
        return False
    return counted.total == len(voters)


def _only_breaks_ties(state: MeetingState) -> frozenset[SeatId]:
    seat = state.presider
    return frozenset() if seat is None or chair_votes(state, seat) is None else frozenset((seat,))


def _chair_only_breaks_ties(state: MeetingState) -> Rejected:
    refused = chair_votes(state, state.presider)
    assert refused is not None, "asked only where the chair has no ordinary vote"
    return Rejected(refused.clause, refused.reason, would_help=refused.would_help, pointer="/count")


def ask(state: MeetingState, command: c.AskEveryone, desk: Desk) -> tuple[Event, ...]:
    """Everyone asked: who objected, who stood aside (R-VO1, R-VO12)."""
    motion = open_question(state, command.motion)
    method = motion.put.method if motion.put else "consensus"
    refuse(consensus.asked_of_all(method))
    if method == "consent" and command.objections and desk.mode == "live":
        raise _unreasoned()
    for seat in (*command.objections, *command.stand_asides):
        on_roll(state, (seat,), "/objections")
        takes_part(state, motion.item, seat, desk, "/objections")
    refuse(consensus.one_answer_each(command.objections, command.stand_asides))
    asked = e.EveryoneAsked(motion.id, command.objections, command.stand_asides)
    return () if motion.asked == asked else (asked,)


def _unreasoned() -> Rejected:
    refused = consent.reasoned(harms=False)
    assert refused is not None, "an objection without a reason is one"
    return refused


def casting(state: MeetingState, command: c.UseCastingVote, desk: Desk) -> tuple[Event, ...]:
    """The casting vote of whoever presides, once, on a tie (R-TI2 to R-TI5).

    Live it takes a reason; notes that give none leave it unknown (R-TI4).
    """
    motion = open_question(state, command.motion)
    if motion.casting is not None and _said_again(motion.casting, command, desk):
        return ()
    _before_the_casting_vote(motion)
    presider = _holds_it(state, motion, desk)
    unexplained = casting_vote.reasoned(given=bool(command.reason))
    if unexplained is not None and desk.mode == "live":
        raise unexplained
    reason = desk.seal(command.reason) if command.reason else None
    return (e.CastingVoteUsed(motion.id, presider, command.direction, command.changes_status_quo, reason),)


def _said_again(cast: e.CastingVoteUsed, command: c.UseCastingVote, desk: Desk) -> bool:
    """Whether the same is told once more, with the same reason."""
    if (cast.direction, cast.changes_status_quo) != (command.direction, command.changes_status_quo):
        return False
    before = None if cast.reason is None else desk.words(cast.reason)
    return before == (clean(command.reason, "/reason") if command.reason else None)


def decline(state: MeetingState, command: DeclineCastingVote, desk: Desk) -> tuple[Event, ...]:
    """Whoever presides leaves the tie as it is: the question falls (R-TI5)."""
    motion = open_question(state, command.motion)
    if motion.answering.casting_declined:
        return ()
    _before_the_casting_vote(motion)
    return (CastingVoteDeclined(motion.id, _holds_it(state, motion, desk)),)


def _holds_it(state: MeetingState, motion: Motion, desk: Desk) -> SeatId:
    """Whoever presides, with a casting vote now; live refused where there is none, or no tie to break (R-TI2).

    Written up, one without any votes before it is refused too: it would be the only one.
    """
    presider = state.presider
    refused = tally.casting_refused(state, motion, presider)
    counted = tally.answered(state, motion) is not None
    if refused is not None and (desk.mode == "live" or not counted):
        raise refused
    if presider is None or (desk.by is not None and desk.by != presider):
        raise Rejected("R-TI2", "not_the_presider", would_help="Only whoever presides has it.", pointer="/by")
    return presider


def _before_the_casting_vote(motion: Motion) -> None:
    if motion.answering.casting_declined:
        raise Rejected("R-TI5", "casting_vote_declined", would_help="Declare the result.", pointer="/motion")
    if motion.casting is not None:
        raise Rejected("R-TI2", "casting_vote_used", would_help="Declare the result.", pointer="/motion")


def _hands(given: c.Hands) -> Tally:
    return Tally(given.for_, given.against, given.no_side)
