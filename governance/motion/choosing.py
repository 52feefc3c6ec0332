"""Questions with several options: moved, answered by names or hands, declared (R-VO9, R-MA1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.kernel import DecisionId, MotionId, Rejected, given_here, refuse
from governance.meeting.business import turn_to
from governance.meeting.sitting import item_of, may_talk, on_roll
from governance.motion import ballots, tally
from governance.motion import events as e
from governance.motion import procedure_events as p
from governance.motion.proposing import floor_is_free, seconded
from governance.motion.question import moved_here, open_question, takes_part, theirs
from governance.rules import one_vote, options, results

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.kernel import Desk, Event
    from governance.meeting.state import MeetingState
    from governance.motion import procedure_commands as pc
    from governance.motion.state import Motion

COUNTED: tuple[e.Method, ...] = ("hands", "ballot")


def move(state: MeetingState, command: pc.MoveOptions, desk: Desk) -> tuple[Event, ...]:
    """A question with several answers before the meeting, one proposal at a time (R-MO1, R-MO5)."""
    item = item_of(state, command.item)
    may_talk(state, command.item, desk)
    mover = command.moved_by or (desk.by if desk.mode == "live" else None)
    if mover is not None:
        takes_part(state, command.item, mover, desk, "/moved_by")
    if desk.mode == "live":
        floor_is_free(state, command.item)
    opened = turn_to(state, command.item, desk) if item.stage != "open" else ()
    moved = p.OptionsMoved(
        motion=MotionId(desk.new_id("motion")),
        item=command.item,
        mover=mover,
        words=desk.seal(command.words),
        options=tuple(p.Option(desk.seal(one.words), one.postpones) for one in command.options),
        wins=command.wins,
        category=command.category,
        own=moved_here(mover, desk),
    )
    return (*opened, moved, *seconded(state, moved.motion, command.item, mover, command.seconded_by, desk))


def choose(state: MeetingState, command: pc.ChooseOption, desk: Desk) -> tuple[Event, ...]:
    """A seat's option; a later one replaces it until the result (R-VO9)."""
    motion = _of_options(state, command.motion, "roll_call")
    on_roll(state, (command.seat,), "/seat")
    takes_part(state, motion.item, command.seat, desk, "/seat")
    if command.option is not None and command.option - 1 not in motion.in_play:
        raise Rejected("R-VO9", "no_such_option", would_help="Choose one of the options.", pointer="/option")
    own = given_here(command.seat, desk)
    same = command.seat in motion.chosen and motion.chosen[command.seat] == command.option
    if one_vote.said_already(same=same, own=own, was_own=command.seat in motion.own):
        return ()
    theirs(motion, command.seat, by_them=desk.own)
    return (p.OptionChosen(motion.id, command.seat, command.option, own),)


def count(state: MeetingState, command: pc.CountOptions, desk: Desk) -> tuple[Event, ...]:
    """Hands, or the papers of a secret ballot, for each option (R-VO3, R-VO5)."""
    motion = _of_options(state, command.motion, *COUNTED)
    assert motion.options is not None, "it has options"
    if len(command.counts) != len(motion.options.options):
        raise Rejected("R-VO3", "not_every_option", would_help="Give a number for each option.", pointer="/counts")
    if any(command.counts[n] for n in range(len(command.counts)) if n not in motion.in_play):
        raise Rejected("R-VO9", "no_such_option", would_help="This option is out of the run-off.", pointer="/counts")
    if motion.put is not None and motion.put.method == "ballot":
        return ballots.record_options(state, motion, command, desk)
    if command.voted is not None or command.spoilt:
        raise Rejected("R-VO5", "not_by_ballot", would_help="Hands are counted without ticks.", pointer="/voted")
    here = state.voters(motion)
    votes = sum(command.counts) + command.no_side
    if desk.mode == "live" and here is not None:
        because: dict[str, object] = {"votes": votes, "voters": len(here)}
        refuse(one_vote.no_more_than(votes, len(here), because=because, pointer="/counts"))
    counted = p.OptionsCounted(motion.id, command.counts, command.no_side)
    return () if motion.counts == counted else (counted,)


def _of_options(state: MeetingState, id_: MotionId, *ways: e.Method) -> Motion:
    motion = open_question(state, id_)
    if motion.options is None:
        raise Rejected("R-VO9", "no_options", would_help="This is answered for or against.", pointer="/motion")
    if motion.put is not None and motion.put.method not in ways:
        reason, clause = ("not_by_names", "R-VO4") if "roll_call" in ways else ("not_by_hands", "R-VO3")
        raise Rejected(clause, reason, would_help="Put the question in the way it is answered.", pointer="/motion")
    return motion


def _votes(state: MeetingState, motion: Motion) -> tuple[tuple[int, ...] | None, int]:
    """Votes for every option, and those who took no side; by names where there are names."""
    assert motion.options is not None, "it has options"
    if motion.chosen:
        voters = state.voters(motion)
        able = (state.entitled - state.out(motion.item)) if voters is None else voters
        outside = {seat for asked, seat in state.from_outside if asked == motion.id}
        said = [option for seat, option in motion.chosen.items() if seat in able - outside]
        return tuple(said.count(n + 1) for n in range(len(motion.options.options))), said.count(None)
    if motion.counts is None:
        return None, 0
    return motion.counts.counts, motion.counts.no_side


def declare(
    state: MeetingState, motion: Motion, announced: e.Answer | None, irregular: Iterable[str], desk: Desk
) -> tuple[Event, ...]:
    """The option that won, or a run-off, or nothing agreed; live, an uncounted question is refused (R-VO3)."""
    assert motion.options is not None, "it has options"
    counts, no_side = _votes(state, motion)
    if counts is None and desk.mode == "live":
        raise Rejected("R-VO3", "not_counted", would_help="Count the votes first.")
    chosen = (
        options.Chosen(None, (), "not_counted", "")
        if counts is None
        else options.choose([counts[n] for n in motion.in_play], motion.options.wins)
    )
    winner = None if chosen.winner is None else motion.in_play[chosen.winner]
    again = tuple(motion.in_play[n] + 1 for n in chosen.again)
    compared = p.OptionsCompared(motion.id, counts, no_side, None if winner is None else winner + 1, again)
    if again:
        return (compared,)
    result = _outcome(state, motion, announced, chosen, counts, no_side, irregular)
    if desk.mode == "live":
        refuse(results.as_counted(announced, result.by_rule, because={"by_rule": result.by_rule}))
    won = None if winner is None else motion.options.options[winner]
    declared = e.ResultDeclared(
        motion=motion.id,
        item=motion.item,
        amends=None,
        decision=DecisionId(desk.new_id("decision")) if motion.category != "procedural" else None,
        words=motion.words if won is None else won.words,
        amended=None,
        category=motion.category,
        cost=motion.cost,
        outcome=result,
    )
    put_off = won is not None and won.postpones
    rest = (p.BusinessDisposed(motion.item, (), "postponed", motion.id, None),) if put_off else ()
    return (compared, declared, *rest)


def _outcome(
    state: MeetingState,
    motion: Motion,
    announced: e.Answer | None,
    chosen: options.Chosen,
    counts: tuple[int, ...] | None,
    no_side: int,
    irregular: Iterable[str],
) -> e.Outcome:
    clauses = set(irregular)
    here = state.voters(motion)
    votes = None if counts is None else sum(counts) + no_side
    many = one_vote.no_more_than(votes or 0, None if here is None else len(here), because={})
    if many is not None:
        clauses.add(many.clause)
    by_rule = results.by_rule(carried=None if counts is None else chosen.winner is not None)
    clauses |= results.against_the_numbers(announced, by_rule)
    base = tally.outcome(state, motion, None, clauses)
    return msgspec.structs.replace(
        base,
        announced=announced,
        by_rule=by_rule,
        reason=chosen.reason,
        test=chosen.test,
        takes_effect=results.takes_effect(None, by_rule, base.irregular),
        no_answer=None if votes is None or here is None else max(0, len(here) - votes),
    )
