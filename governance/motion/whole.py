"""A whole decision in one act: proposal, answer, result and actions, each decided in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.election.stakes import hear
from governance.kernel import Rejected
from governance.meeting.business import agree, turn_to
from governance.meeting.commands import AgreeAction
from governance.meeting.sitting import ahead, in_session
from governance.motion import commands as c
from governance.motion import events as e
from governance.motion import method_commands as mc
from governance.motion.decide import after
from governance.motion.tally import counted, tally_of
from governance.rules.majority import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.kernel import Desk, Event, MeetingId, MotionId
    from governance.meeting.state import MeetingState
    from governance.minutes.earlier import Earlier

    Step = c.CastVote | c.RecordCount | c.AskEveryone | mc.NameTellers | mc.RecordBallot


def decide(
    state: MeetingState, command: c.RecordDecision, desk: Desk, earlier: Earlier | None = None
) -> tuple[Event, ...]:
    """The events that follow, or `Rejected` from whichever step is refused. `earlier` are the minutes it names."""
    in_session(state, desk)
    _says_how(command)
    events: list[Event] = list(turn_to(state, command.item, desk))
    state = ahead(state, desk, *events)
    state, moved = after(state, _move(command), desk, earlier)
    motion = next(event.motion for event in moved if isinstance(event, e.MotionMoved))
    events += moved
    if command.heard is not None:
        heard = hear(state, motion, command.heard, "/heard")
        events += heard
        state = ahead(state, desk, *heard)
    if command.recorded_vote_asked_by:
        state, names_asked = after(state, _asked_by(command, motion), desk)
        events += names_asked
    asked = c.PutMotion(
        meeting=command.meeting, motion=motion, how=command.how, voice=command.voice, read_back=command.read_back
    )
    state, put = after(state, asked, desk)
    events += put
    for step in _answers(command, motion):
        state, answered = after(state, step, desk)
        events += answered
    contradicted = _contradicted(state, command, motion, desk)
    events += contradicted
    state = ahead(state, desk, *contradicted)
    declare = c.DeclareResult(
        meeting=command.meeting,
        motion=motion,
        announced=command.announced,
        review_by=command.review_by,
        lapses=command.lapses,
    )
    state, declared = after(state, declare, desk)
    decision = next(event.decision for event in declared if isinstance(event, e.ResultDeclared))
    events += declared
    for task in command.actions:
        action = AgreeAction(meeting=command.meeting, item=command.item, task=task, decision=decision)
        events += agree(state, action, desk)
    return tuple(events)


def _says_how(command: c.RecordDecision) -> None:
    if command.votes is not None and command.how != "roll_call":
        raise Rejected("R-VO4", "names_are_a_roll_call", would_help='Say "how": "roll_call".', pointer="/how")
    if command.by_class is not None and command.count is None:
        raise Rejected("R-VO3", "total_is_missing", would_help="Give the total count too.", pointer="/count")
    if command.count is not None and command.how in {"consensus", "consent", "agreed"}:
        raise Rejected("R-VO3", "not_by_hands", would_help='Say "how": "hands".', pointer="/how")
    if command.how != "ballot" and (command.tellers or command.voted is not None or command.spoilt):
        raise Rejected("R-VO5", "not_by_ballot", would_help='Say "how": "ballot".', pointer="/how")


def _move(command: c.RecordDecision) -> c.MoveMotion:
    return c.MoveMotion(
        meeting=command.meeting,
        item=command.item,
        words=command.words,
        moved_by=command.moved_by,
        seconded_by=command.seconded_by,
        category=command.category,
        cost=command.cost,
        minutes=command.minutes,
        corrects=command.corrects,
        removes=command.removes,
        elects=command.elects,
        fills=command.fills,
        ratifies=command.ratifies,
        disowns=command.disowns,
    )


def _asked_by(command: c.RecordDecision, motion: MotionId) -> mc.RequestRecordedVote:
    return mc.RequestRecordedVote(meeting=command.meeting, motion=motion, seats=command.recorded_vote_asked_by)


def _by_ballot(command: c.RecordDecision, motion: MotionId) -> Iterator[mc.NameTellers | mc.RecordBallot]:
    if command.tellers:
        yield mc.NameTellers(meeting=command.meeting, motion=motion, tellers=command.tellers)
    if command.count is not None:
        yield mc.RecordBallot(
            meeting=command.meeting,
            motion=motion,
            count=command.count,
            voted=command.voted,
            spoilt=command.spoilt,
            by_class=command.by_class,
        )


def _answers(command: c.RecordDecision, motion: MotionId) -> list[Step]:
    meeting: MeetingId = command.meeting
    if command.how == "ballot":
        return list(_by_ballot(command, motion))
    if command.how in {"consensus", "consent"}:
        return [
            c.AskEveryone(
                meeting=meeting, motion=motion, objections=command.objections, stand_asides=command.stand_asides
            )
        ]
    if command.votes is not None:
        return [
            c.CastVote(meeting=meeting, motion=motion, seat=seat, choice=choice)
            for seat, choice in command.votes.items()
        ]
    if command.count is not None:
        return [c.RecordCount(meeting=meeting, motion=motion, count=command.count, by_class=command.by_class)]
    return []


def _contradicted(state: MeetingState, command: c.RecordDecision, motion: MotionId, desk: Desk) -> tuple[Event, ...]:
    if command.votes is None or command.count is None:
        return ()
    printed = Tally(command.count.for_, command.count.against, command.count.no_side)
    names = tally_of(state.motions[motion].votes.values())
    if printed == names:
        return ()
    if desk.mode == "live":
        because: dict[str, object] = {"by_names": str(tally_of(counted(state, state.motions[motion]).values()))}
        raise Rejected("R-VO4", "count_contradicts_the_names", because=because, pointer="/count")
    return (e.TallyContradicted(motion, printed, names),)
