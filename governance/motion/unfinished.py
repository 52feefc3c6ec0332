"""Business left over from an earlier meeting, taken up with its mover, seconder and changes (R-IQ3, R-AD1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.election import room_events as r
from governance.election.stakes import moved_again
from governance.kernel import ItemId, Rejected, refuse
from governance.meeting.events import AgendaEntry, ItemProposed
from governance.meeting.sitting import WHAT_IS_SO, in_session, item_of
from governance.motion import procedure_events as p
from governance.rules import unfinished as rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.group.state import GroupState
    from governance.kernel import Desk, Event, MotionId, SeatId
    from governance.meeting.state import Item, MeetingState
    from governance.motion.procedure_commands import TakeUnfinishedBusiness
    from governance.motion.state import Motion

FIRST_ITEM = 3


def take(
    state: MeetingState,
    command: TakeUnfinishedBusiness,
    earlier: MeetingState,
    group: GroupState,
    desk: Desk,
    *,
    next_meeting: bool,
) -> tuple[Event, ...]:
    """What stood over at the `earlier` meeting, before this one; nothing when it is already.

    It comes first, and needs no new notice at the `next_meeting` (R-IQ3). The earlier meeting may be this one, resumed.
    """
    _may_be_taken_now(state, desk)
    known = state.motions.get(command.motion)
    if known is not None and known.pending:
        return ()
    motion = earlier.motions.get(command.motion)
    if motion is None or earlier.group != state.group:
        raise Rejected("unknown", "motion_of_another_group", pointer="/motion")
    base = _root(earlier, motion)
    refuse(rule.stood_over(base.stage, procedural=base.kind is not None))
    same_meeting = earlier.meeting == state.meeting
    refuse(rule.meeting_before(sits=not same_meeting and earlier.stage == "open"))
    kept = tuple(
        _kept(q) for q in earlier.motions.values() if q.stage in rule.LEFT_OVER and _root(earlier, q).id == base.id
    )
    was = earlier.items[base.item]
    assert earlier.meeting is not None, "it was called"
    assert earlier.starts is not None, "it was called for a day"
    proposed, item = _under(state, command, was, base, desk, next_meeting=next_meeting)
    stated = rule.needs_no_notice(next_meeting=next_meeting, same_meeting=same_meeting)
    taken = p.UnfinishedBusinessTaken(earlier.meeting, earlier.starts, item, stated, kept)
    named = tuple(_about_somebody(state, earlier, base.id, item, group, desk))
    return (*proposed, taken, *_about_a_decision(base), *named)


def _about_a_decision(base: Motion) -> Iterator[Event]:
    """What the proposal would do to an earlier decision, said again where it is taken up."""
    if base.answering.reopens is not None:
        yield base.answering.reopens
    if base.answering.ratifies is not None:
        yield base.answering.ratifies
    if base.answering.of_chair is not None:
        yield base.answering.of_chair


def _about_somebody(
    state: MeetingState, earlier: MeetingState, motion: MotionId, item: ItemId, group: GroupState, desk: Desk
) -> Iterator[Event]:
    """Who would have or lose which office or seat, said again where this meeting was not told of it yet.

    It is about the person who was meant. Where somebody else is in that seat by now, it names nobody: live it is
    refused, written up it has no effect on whoever is there.
    """
    out, given, stake = earlier.leaving.get(motion), earlier.proposed.get(motion), earlier.stakes.get(motion)
    if out is not None and motion not in state.leaving and _same_person(earlier, out, group, desk):
        yield r.MemberRemovalMoved(motion, out)
    if (
        given is not None
        and motion not in state.proposed
        and (not isinstance(given, r.OfficeProposed) or _same_person(earlier, given.seat, group, desk))
    ):
        yield given
    if stake is None or motion in state.stakes or not _same_person(earlier, stake.seat, group, desk):
        return
    if any(term.id == stake.term for term in group.held(desk.when)):
        yield moved_again(motion, item, stake)


def _same_person(earlier: MeetingState, seat: SeatId, group: GroupState, desk: Desk) -> bool:
    assert earlier.starts is not None, "it was called for a day"
    kept = group.seats[seat]
    now, then = kept.holding(desk.when), kept.holding(earlier.starts)
    if now is not None and then is not None and now.person == then.person:
        return True
    if desk.mode == "live":
        refuse(rule.same_person(same=False))
    return False


def _may_be_taken_now(state: MeetingState, desk: Desk) -> None:
    if state.stage == "called":
        return
    if state.stage != "open":
        raise Rejected("in order", f"meeting_is_{state.stage}", would_help=WHAT_IS_SO[state.stage])
    in_session(state, desk)


def _root(meeting: MeetingState, motion: Motion) -> Motion:
    while motion.amends is not None and motion.amends in meeting.motions:
        motion = meeting.motions[motion.amends]
    return motion


def _under(
    state: MeetingState,
    command: TakeUnfinishedBusiness,
    was: Item,
    base: Motion,
    desk: Desk,
    *,
    next_meeting: bool,
) -> tuple[tuple[Event, ...], ItemId]:
    """The item it is taken under: the one named, its own in a meeting resumed, else a new one of the same title."""
    if command.item is not None:
        found = item_of(state, command.item)
        if found.decided:
            raise Rejected(
                "in order", "item_already_decided", would_help="Choose an item that is still open.", pointer="/item"
            )
        return (), command.item
    if base.item in state.items:
        return (), base.item
    assert was.title is not None, "an item has a title"
    number = max((item.number for item in state.items.values()), default=FIRST_ITEM - 1) + 1
    item = ItemId(desk.new_id("item"))
    entry = AgendaEntry(
        item, number, was.title, for_decision=True, category=was.category, in_notice=next_meeting, about=was.about
    )
    return (ItemProposed(entry),), item


def _kept(motion: Motion) -> p.KeptMotion:
    return p.KeptMotion(
        motion=motion.id,
        amends=motion.amends,
        mover=motion.mover,
        seconder=motion.seconder,
        words=motion.words,
        category=motion.category,
        cost=motion.cost,
        purpose=motion.purpose,
        options=motion.options.options if motion.options else (),
        wins=motion.options.wins if motion.options else None,
        own=motion.moved_here,
        seconded_own=motion.seconded_here,
    )
