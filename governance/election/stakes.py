"""Motions that put an office at stake: a longer term where nobody else stood (R-TE3), a removal (R-TE5)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, assert_never

from governance.election import room_commands as c
from governance.election import room_events as e
from governance.election.question import in_order
from governance.kernel import Rejected
from governance.meeting.concerned import would_go
from governance.meeting.sitting import in_session, on_roll
from governance.motion import commands as q
from governance.motion import proposing
from governance.motion.events import MotionMoved
from governance.motion.question import pending
from governance.rules.terms import extended

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from governance.election.events import NominationRefused
    from governance.election.room_state import Stake
    from governance.election.state import ElectionState
    from governance.group.state import GroupState, Term
    from governance.kernel import Desk, Event, ItemId, MotionId, OfficeId
    from governance.meeting.state import MeetingState
    from governance.standing_orders import Category

StakeCommand = c.MoveExtension | c.MoveRemoval | c.NoteHearing


def decide(
    state: MeetingState, command: StakeCommand, election: ElectionState | None, group: GroupState, desk: Desk
) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes."""
    in_session(state, desk)
    match command:
        case c.MoveExtension():
            assert election is not None, "an extension names an election"
            return _extend(state, command, election, group, desk)
        case c.MoveRemoval():
            return _remove(state, command, group, desk)
        case c.NoteHearing():
            return hear(state, command.motion, command.how)
        case _:
            assert_never(command)


def _extend(
    state: MeetingState, command: c.MoveExtension, election: ElectionState, group: GroupState, desk: Desk
) -> tuple[Event, ...]:
    in_order(state, election)
    assert election.election is not None, "the election was found"
    assert election.office is not None, "an election is to an office"
    refused = _past_the_limit(election, command)
    term = _term_of(group, election.office, desk)
    if term is None or term.seat != refused.seat or term.last_day is None:
        raise Rejected("R-TE3", "not_in_office", would_help="Only the term of whoever is in office is made longer.")
    wrong = tuple(_not_in_order(election, term, command))
    for one in wrong if desk.mode == "live" else ():
        raise one
    if command.learner is not None:
        on_roll(state, (command.learner,), "/learner")
    moved = _moved(state, command, "term_extension", desk)
    until = extended(dt.date.fromisoformat(term.last_day)).isoformat()
    told = e.ExtensionMoved(
        _motion_of(moved),
        command.item,
        election.election,
        election.office,
        term.id,
        term.seat,
        refused.served or 0,
        until,
        command.learner,
        tuple(sorted({one.clause for one in wrong})),
    )
    return _before_the_motion(moved, told)


def _past_the_limit(election: ElectionState, command: c.MoveExtension) -> NominationRefused:
    """The nomination that was refused for too many terms in a row."""
    over = [r for r in election.refused.values() if r.why == "term_limit" and command.seat in {None, r.seat}]
    if not over:
        raise Rejected(
            "R-TE3", "nobody_was_refused", would_help="A term is made longer where the limit kept the only one out."
        )
    return over[0]


def _not_in_order(election: ElectionState, term: Term, command: c.MoveExtension) -> Iterator[Rejected]:
    if not election.closed:
        yield Rejected("R-TE3", "nominations_are_open", would_help="Close nominations first, once their last day came.")
    if election.candidates:
        yield Rejected("R-TE3", "somebody_else_stands", would_help="Hold the election.")
    if term.extended_to is not None:
        yield Rejected("R-TE3", "extended_once_already", would_help="Look for somebody else to stand.")
    if command.learner is None or command.learner == term.seat:
        yield Rejected(
            "R-TE3", "handover_plan_is_missing", would_help="Say who learns the role meanwhile.", pointer="/learner"
        )


def _remove(state: MeetingState, command: c.MoveRemoval, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    if command.office not in group.offices:
        raise Rejected("unknown", "unknown_office", pointer="/office")
    term = _term_of(group, command.office, desk)
    if term is None:
        raise Rejected("R-TE5", "nobody_holds_it", would_help="There is nobody to remove.", pointer="/office")
    moved = _moved(state, command, "removal", desk)
    told = e.RemovalMoved(_motion_of(moved), command.item, command.office, term.id, term.seat)
    return _before_the_motion(moved, told)


def hear(state: MeetingState, motion: MotionId, how: e.Heard, pointer: str = "/motion") -> tuple[Event, ...]:
    """Whoever a proposal would put out was heard on it, or chose not to be (R-TE5)."""
    seat = would_go(state, pending(state, motion).id)
    if seat is None:
        raise Rejected("R-TE5", "nobody_would_be_removed", would_help="This would put nobody out.", pointer=pointer)
    return () if motion in state.heard else (e.OfficerHeard(motion, seat, how),)


def moved_again(motion: MotionId, item: ItemId, stake: Stake) -> e.ExtensionMoved | e.RemovalMoved:
    """What a proposal left over from an earlier meeting puts at stake, as it is told where it is taken up."""
    if stake.kind == "removal":
        return e.RemovalMoved(motion, item, stake.office, stake.term, stake.seat)
    assert stake.election is not None, "a longer term follows an election"
    assert stake.until is not None, "a longer term has an end"
    return e.ExtensionMoved(
        motion, item, stake.election, stake.office, stake.term, stake.seat, stake.served, stake.until, stake.learner,
        stake.irregular,
    )  # fmt: skip


def _term_of(group: GroupState, office: OfficeId, desk: Desk) -> Term | None:
    return next((t for t in group.held(desk.when) if t.office == office and not t.acting), None)


def _moved(
    state: MeetingState, command: c.MoveExtension | c.MoveRemoval, category: Category, desk: Desk
) -> tuple[Event, ...]:
    motion = q.MoveMotion(
        meeting=command.meeting,
        item=command.item,
        words=command.words,
        moved_by=command.moved_by,
        seconded_by=command.seconded_by,
        category=category,
    )
    return proposing.move(state, motion, desk)


def _motion_of(events: Iterable[Event]) -> MotionId:
    return next(event.motion for event in events if isinstance(event, MotionMoved))


def _before_the_motion(events: tuple[Event, ...], told: Event) -> tuple[Event, ...]:
    """What is at stake is told right before the proposal, after the item it opens."""
    at = next(n for n, event in enumerate(events) if isinstance(event, MotionMoved))
    return (*events[:at], told, *events[at:])
