"""Proposals and changes of words: moved, seconded, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from governance.election import at_stake
from governance.election.room_events import MemberProposed, MemberRemovalMoved, OfficeProposed, SeatsProposed
from governance.kernel import MotionId, Rejected, given_here, refuse, told_by
from governance.meeting.business import turn_to
from governance.meeting.sitting import (
    item_of,
    may_talk,
    on_roll,
    orders_of,
)
from governance.minutes import bringing
from governance.motion import commands as c
from governance.motion import events as e
from governance.motion import procedure_events as p
from governance.motion.in_turn import needs_seconder
from governance.motion.method_events import ChairsActionMoved
from governance.motion.question import moved_here, objecting, pending, takes_part
from governance.rules import elections, motions, seats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.kernel import Desk, Event, ItemId, SeatId
    from governance.meeting.state import MeetingState
    from governance.minutes.earlier import Earlier
    from governance.motion import procedure_commands as pc
    from governance.motion.state import Motion


def move(state: MeetingState, command: c.MoveMotion, desk: Desk, earlier: Earlier | None = None) -> tuple[Event, ...]:
    """A proposal before the meeting, one at a time on an item (R-MO1, R-MO5)."""
    item = item_of(state, command.item)
    may_talk(state, command.item, desk)
    mover = command.moved_by or (desk.by if desk.mode == "live" else None)
    if mover is not None:
        takes_part(state, command.item, mover, desk, "/moved_by")
    if desk.mode == "live":
        floor_is_free(state, command.item)
    opened = turn_to(state, command.item, desk) if item.stage != "open" else ()
    moved = e.MotionMoved(
        motion=MotionId(desk.new_id("motion")),
        item=command.item,
        mover=mover,
        words=desk.seal(command.words),
        category=bringing.category_of(command),
        cost=command.cost.money if command.cost else None,
        purpose=desk.seal(command.cost.purpose) if command.cost and command.cost.purpose else None,
        own=moved_here(mover, desk),
    )
    beside = bringing.beside(state, command, moved.motion, earlier, desk)
    if command.removes is not None:
        beside = (*beside, _removing(state, moved, command.removes))
    beside = (*beside, *_giving(state, moved, command))
    _elects(state, moved, beside, desk)
    beside = (*beside, *_of_the_chair(moved.motion, command))
    return (*opened, moved, *beside, *seconded(state, moved.motion, command.item, mover, command.seconded_by, desk))


def _of_the_chair(motion: MotionId, command: c.MoveMotion) -> Iterator[ChairsActionMoved]:
    """What it would make of a chair's action (R-CA1)."""
    if command.ratifies is not None:
        yield ChairsActionMoved(motion, command.ratifies, "ratified")
    if command.disowns is not None:
        yield ChairsActionMoved(motion, command.disowns, "disowned")


def _removing(state: MeetingState, moved: e.MotionMoved, seat: SeatId) -> MemberRemovalMoved:
    """Whom a proposal would put out of their seat; it takes what a removal takes (R-TE5)."""
    on_roll(state, (seat,), "/removes")
    if moved.category != "removal":
        raise Rejected(
            "R-TE5", "category_is_removal", would_help="Say that it is to remove somebody.", pointer="/category"
        )
    return MemberRemovalMoved(moved.motion, seat)


def _giving(state: MeetingState, moved: e.MotionMoved, command: c.MoveMotion) -> Iterator[Event]:
    """Who would have which office, or which seat, by a proposal (R-EL1, R-TE2); which seats there would be (R-AU2)."""
    given = [f for f in ("elects", "fills", "adds", "retires") if getattr(command, f) is not None]
    if len(given) > 1:
        raise Rejected("R-MO5", "one_thing_at_a_time", would_help="Make two proposals of it.", pointer=f"/{given[1]}")
    if command.elects is not None:
        on_roll(state, (command.elects.seat,), "/elects/seat")
        _may_give(moved, "/elects")
        yield OfficeProposed(moved.motion, command.elects.office, command.elects.seat)
    if command.fills is not None:
        if command.fills.seat not in state.roll:
            raise Rejected("unknown", "seat_not_on_the_roll", pointer="/fills/seat")
        _may_give(moved, "/fills")
        yield MemberProposed(moved.motion, command.fills.seat, command.fills.person)
    if command.adds is not None or command.retires is not None:
        yield _seats(state, moved, command)


def _seats(state: MeetingState, moved: e.MotionMoved, command: c.MoveMotion) -> SeatsProposed:
    """Which seats the group would have: a matter of its rules (R-AU2)."""
    if command.retires is not None and command.retires not in state.roll:
        raise Rejected("unknown", "seat_not_on_the_roll", pointer="/retires")
    refuse(seats.may_change(moved.category))
    return SeatsProposed(moved.motion, command.adds, command.retires)


def _may_give(moved: e.MotionMoved, given: Literal["/elects", "/fills"]) -> None:
    refuse(elections.may_give(moved.category, given))


def _elects(state: MeetingState, moved: e.MotionMoved, beside: tuple[Event, ...], desk: Desk) -> None:
    """Refuse, live, a proposal to elect somebody that names nobody, or an office that names are asked for."""
    named = next((b for b in beside if isinstance(b, OfficeProposed | MemberProposed)), None)
    given = None if named is None else at_stake.gives_what(named)
    days = orders_of(state).nomination_days
    refused = elections.by_proposal(moved.category, given, nomination_days=days)
    if refused is not None and desk.mode == "live":
        raise refused


def floor_is_free(state: MeetingState, item: ItemId) -> None:
    """Refuse a proposal on an item that is not open, or has one before the meeting (R-MO5)."""
    if item_of(state, item).stage != "open":
        raise Rejected("R-MO5", "item_not_open", would_help="Open the item first.", pointer="/item")
    if any(q.amends is None for q in state.pending(item)):
        raise Rejected("R-MO5", "a_proposal_is_before_the_meeting", would_help="Vote on it or take it back first.")


def seconded(
    state: MeetingState, motion: MotionId, item: ItemId, mover: SeatId | None, seat: SeatId | None, desk: Desk
) -> tuple[Event, ...]:
    """The second that came with what was moved, if one did (R-MO3)."""
    if seat is None:
        return ()
    takes_part(state, item, seat, desk, "/seconded_by")
    refused = motions.seconder(mover, seat)
    if refused is not None and desk.mode == "live":
        raise refused
    return (e.MotionSeconded(motion, seat, given_here(seat, desk)),)


def second(state: MeetingState, command: c.SecondMotion, desk: Desk) -> tuple[Event, ...]:
    """A seconder for what was moved; nothing if there is one, who did not say so here themselves yet (R-MO2, R-MO3)."""
    motion = pending(state, command.motion)
    seat = command.seat or desk.by
    if seat is None:
        raise Rejected("R-MO3", "who_seconds", would_help="Say which seat seconds.", pointer="/seat")
    becomes_theirs = seat == motion.seconder and not motion.seconded_here and given_here(seat, desk)
    if motion.seconder is not None and not becomes_theirs:
        return ()
    return seconded(state, motion.id, motion.item, motion.mover, seat, desk)


def withdraw(state: MeetingState, command: c.WithdrawMotion, desk: Desk) -> tuple[Event, ...]:
    """A motion taken back by its mover before the vote, after debate with everyone's consent (R-MO4)."""
    motion = state.motions.get(command.motion)
    if motion is not None and motion.stage == "withdrawn":
        return ()
    motion = pending(state, command.motion)
    _theirs(motion, desk)
    objections = None if command.objections is None else objecting(state, motion, command.objections)
    if desk.mode == "live" and motion.stage == "put":
        raise Rejected("R-MO4", "already_put", would_help="The vote has begun.", pointer="/motion")
    if desk.mode == "live" and motion.mover is not None and desk.by not in {motion.mover, None}:
        raise Rejected("R-MO4", "not_the_mover", would_help="Only the mover takes a proposal back.", pointer="/by")
    if desk.mode == "live":
        _consent(motion, objections)
    asked = () if objections is None else (p.WithdrawalAsked(motion.id, objections),)
    return (*asked, e.MotionWithdrawn(motion.id))


def _theirs(motion: Motion, desk: Desk) -> None:
    """Refuse, written up too, to take back for somebody what they moved here themselves (R-MO4)."""
    refused = motions.theirs_to_withdraw(own=motion.moved_here, by_them=told_by(motion.mover, desk))
    if refused is not None:
        raise refused


def _consent(motion: Motion, objections: tuple[SeatId, ...] | None) -> None:
    if objections:
        raise Rejected(
            "R-MO4", "somebody_objects", would_help="It stays before the meeting. Vote on it.", pointer="/objections"
        )
    if motion.debated and objections is None:
        raise Rejected(
            "R-MO4", "ask_the_meeting", would_help="It was talked about: ask if anybody objects.", pointer="/objections"
        )


def withdraw_second(state: MeetingState, command: pc.WithdrawSecond, desk: Desk) -> tuple[Event, ...]:
    """A second taken back before the vote; somebody else may step in (R-MO2)."""
    motion = pending(state, command.motion)
    if motion.seconder is None:
        return ()
    refuse(motions.theirs_to_unsecond(own=motion.seconded_here, by_them=told_by(motion.seconder, desk)))
    if desk.mode == "live" and motion.stage == "put":
        raise Rejected("R-MO2", "already_put", would_help="The vote has begun.", pointer="/motion")
    if desk.mode == "live" and desk.by not in {motion.seconder, None}:
        raise Rejected("R-MO2", "not_the_seconder", would_help="Only the seconder takes it back.", pointer="/by")
    return (p.SecondWithdrawn(motion.id, motion.seconder),)


def let_fall(state: MeetingState, command: pc.LetFall, desk: Desk) -> tuple[Event, ...]:
    """A motion nobody seconds falls (R-MO2). Once debate or voting has begun it falls for that no more."""
    known = state.motions.get(command.motion)
    if known is not None and known.stage == "fell":
        return ()
    motion = pending(state, command.motion)
    if motion.seconder is not None:
        raise Rejected("R-MO2", "was_seconded", would_help="Vote on it.", pointer="/motion")
    if desk.mode == "live" and not needs_seconder(state, motion):
        raise Rejected("R-MO2", "needs_no_seconder", would_help="Vote on it, or take it back.", pointer="/motion")
    return (e.MotionFell(motion.id, "no_seconder"),)
