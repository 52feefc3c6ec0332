"""Items, notes, actions, breaks, the end of a sitting, and slips taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import msgspec

from governance.kernel import ActionId, Rejected, When, refuse
from governance.meeting import commands as c
from governance.meeting import events as e
from governance.meeting import people_events as p
from governance.meeting.interests import short_by_recusal
from governance.meeting.line import hand_over
from governance.meeting.sitting import attended, forward, in_session, item_of, may_talk, on_roll, orders_of, quorum_now
from governance.motion.events import AmendmentMoved, MotionFell, MotionMoved, VoteCast
from governance.motion.procedure_events import OptionsMoved, ProceduralMotionMoved
from governance.rules import adjourning, attendance, closed, motions, one_vote, unfinished

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.kernel import Desk, Event, EventId, ItemId, SeatId
    from governance.meeting.state import Act, Item, MeetingState
    from governance.motion.state import Motion

BusinessCommand = (
    c.StartBreak
    | c.EndBreak
    | c.OpenItem
    | c.DeferItem
    | c.CloseItem
    | c.TakeNote
    | c.NoteSuggestion
    | c.AgreeAction
    | c.AdjournMeeting
    | c.CloseMeeting
    | c.StrikeAct
)


def decide(state: MeetingState, command: BusinessCommand, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes."""
    if isinstance(command, c.OpenItem | c.DeferItem | c.CloseItem | c.AdjournMeeting | c.CloseMeeting):
        closed.still_closed(is_closed=state.behind_doors is not None, mode=desk.mode)
    match command:
        case c.StrikeAct():
            return _strike(state, command, desk)
        case c.EndBreak():
            return _end_break(state, desk)
        case c.StartBreak():
            in_session(state, desk)
            return (e.BreakStarted(),)
        case c.OpenItem(item=item):
            in_session(state, desk)
            return turn_to(state, item, desk)
        case c.DeferItem(item=item) | c.CloseItem(item=item):
            return _leave(state, command, item_of(state, item), desk)
        case c.TakeNote() | c.NoteSuggestion():
            return _note(state, command, desk)
        case c.AgreeAction():
            return agree(state, command, desk)
        case c.AdjournMeeting():
            return _adjourn(state, command, desk)
        case c.CloseMeeting():
            return _close(state, desk)
        case _:
            assert_never(command)


def turn_to(state: MeetingState, item: ItemId, desk: Desk) -> tuple[Event, ...]:
    """Open an item, closing the one before it; nothing when it is open already."""
    if item_of(state, item).stage == "open" and state.current == item:
        return ()
    before: tuple[Event, ...] = ()
    if state.current is not None and state.items[state.current].stage == "open":
        if desk.mode == "live" and state.pending(state.current):
            raise Rejected(
                "R-MO5", "a_proposal_is_before_the_meeting", would_help="Vote on it, take it back or close the item."
            )
        before = tuple(_wind_up(state, state.current, desk))
    if desk.mode == "live":
        refuse(_something_comes_first(state, item))
    left = adjourning.unfinished_only(resumed=state.resumed, done=item in state.done)
    if desk.mode == "live" and left is not None:
        raise left
    if desk.mode == "live" and (item, state.presider) in state.excluded:
        raise hand_over(state, item, "R-CH2")
    return (*before, e.ItemOpened(item))


def _something_comes_first(state: MeetingState, item: ItemId) -> Rejected | None:
    """Why other business comes first, or None: that which was left over (R-IQ3)."""
    turned_to = state.items[item]
    return unfinished.comes_first(
        waits=any(other.first and other.stage == "waiting" for other in state.items.values()),
        for_decision=turned_to.for_decision,
        left_over=turned_to.first,
        waiting=turned_to.stage == "waiting",
    )


def _leave(state: MeetingState, command: c.DeferItem | c.CloseItem, item: Item, desk: Desk) -> tuple[Event, ...]:
    in_session(state, desk)
    if item.stage in {"closed", "deferred", "stood_over", "escalated"}:
        return ()
    if isinstance(command, c.CloseItem):
        if item.stage == "waiting":
            raise Rejected("in order", "item_not_open", would_help="Open the item first, or defer it.", pointer="/item")
        return tuple(_wind_up(state, command.item, desk))
    if state.pending(command.item):
        return tuple(_wind_up(state, command.item, desk))
    if item.decided:
        raise Rejected("in order", "item_already_decided", would_help="Close the item instead.", pointer="/item")
    return _put_off(state, command.item, talked=item.stage == "open")


def _put_off(state: MeetingState, item: ItemId, *, talked: bool) -> tuple[Event, ...]:
    """An item nobody could or would decide; where recusal took the quorum, with the quorum that was left (R-IN6)."""
    shot = quorum_now(state, item)
    if short_by_recusal(state, item):
        return e.QuorumTested(shot, item), e.ItemDeferred(item, talked, "recusal")
    return (e.ItemDeferred(item, talked, "inquorate" if shot.result == "inquorate" else "chosen"),)


def _wind_up(state: MeetingState, item: ItemId, desk: Desk) -> Iterator[Event]:
    """How an open item ends: motions nobody seconded fall, the rest stand over, else it is closed (R-MO2, R-IQ3)."""
    seconder = orders_of(state).seconder_required and desk.mode == "live"
    pending = state.pending(item)
    fallen = [q for q in pending if seconder and q.seconder is None and q.stage == "moved" and not _excused(q)]
    yield from (MotionFell(q.id, "no_seconder") for q in fallen)
    over = tuple(q.id for q in pending if q not in fallen)
    short = short_by_recusal(state, item) and not state.items[item].decided
    if short and not over and state.items[item].for_decision:
        yield from _put_off(state, item, talked=True)
        return
    if short:
        yield e.QuorumTested(quorum_now(state, item), item)
    yield e.ItemStoodOver(item, over) if over else e.ItemClosed(item)


def _excused(motion: Motion) -> bool:
    """Whether a motion needs no seconder any more: it was talked about, or came without one by its nature (R-MO2)."""
    return motion.debated or motion.taken or motion.part_of is not None or motion.kind == "appeal"


def _note(state: MeetingState, command: c.TakeNote | c.NoteSuggestion, desk: Desk) -> tuple[Event, ...]:
    in_session(state, desk)
    waiting = item_of(state, command.item).stage == "waiting"
    may_talk(state, command.item, desk)
    opened = turn_to(state, command.item, desk) if waiting else ()
    words = desk.seal(command.words)
    if isinstance(command, c.TakeNote):
        return (*opened, e.NoteTaken(command.item, words))
    return (*opened, e.SuggestionNoted(command.item, words))


def agree(state: MeetingState, command: c.AgreeAction, desk: Desk) -> tuple[Event, ...]:
    """An action with exactly one owner (R-AC2); an item it is agreed on was reached."""
    in_session(state, desk)
    opened = turn_to(state, command.item, desk) if item_of(state, command.item).stage == "waiting" else ()
    task = command.task
    on_roll(state, (task.owner,), "/task/owner")
    on_roll(state, task.helpers, "/task/helpers")
    if task.owner in task.helpers:
        raise Rejected("R-AC2", "owner_helps_themselves", would_help="One owner; helpers are others.")
    if task.due is not None:
        due_on = desk.moment(When(task.due), future=True, pointer="/task/due")
        if due_on.before(desk.when) and due_on.date < desk.when.date:
            raise Rejected("R-AC2", "due_before_the_meeting", pointer="/task/due")
    return (
        *opened,
        e.ActionAgreed(
            action=ActionId(desk.new_id("action")),
            item=command.item,
            decision=command.decision,
            owner=task.owner,
            helpers=task.helpers,
            words=desk.seal(task.words),
            due=task.due,
        ),
    )


def _end_break(state: MeetingState, desk: Desk) -> tuple[Event, ...]:
    if state.stage != "open" or not state.on_break:
        return ()
    forward(state, desk)
    return (e.BreakEnded(),)


def _adjourn(state: MeetingState, command: c.AdjournMeeting, desk: Desk) -> tuple[Event, ...]:
    in_session(state, desk)
    if command.reason == "lost_quorum" and desk.mode == "live":
        refuse(adjourning.lost_quorum(quorum_now(state).result))
    if command.reason == "no_chair" and desk.mode == "live":
        refuse(adjourning.no_chair(presided=state.presider is not None))
    until = None if command.until is None else desk.moment(command.until, future=True, pointer="/until")
    if until is not None and until.before(desk.when):
        raise Rejected("R-AD1", "goes_on_before_it_stops", pointer="/until")
    over = _wind_up(state, state.current, desk) if state.current and state.pending(state.current) else ()
    return (*over, e.MeetingAdjourned(until, command.reason))


def _close(state: MeetingState, desk: Desk) -> tuple[Event, ...]:
    if state.stage != "open":
        raise Rejected("in order", f"meeting_is_{state.stage}")
    forward(state, desk)
    return (*_leftovers(state, desk), e.MeetingClosed())


def _leftovers(state: MeetingState, desk: Desk) -> Iterator[Event]:
    inquorate = state.quorum is not None and state.quorum.result == "inquorate"
    for item, kept in state.items.items():
        over = kept.decided or state.pending(item) or not kept.for_decision or _taken_back(state, item)
        if kept.stage == "open" and over:
            yield from _wind_up(state, item, desk)
        elif kept.stage == "open" and short_by_recusal(state, item):
            yield from _put_off(state, item, talked=True)
        elif kept.stage == "open":
            yield e.ItemDeferred(item, talked=True, reason="inquorate" if inquorate else "chosen")
        elif kept.stage == "waiting":
            yield e.ItemDeferred(item, talked=False, reason="not_reached")


def _taken_back(state: MeetingState, item: ItemId) -> bool:
    """Whether every proposal on an item was taken back, so that nothing is left to decide (R-MO4)."""
    moved = [q for q in state.motions.values() if q.item == item and q.substantive]
    return bool(moved) and all(q.stage == "withdrawn" for q in moved)


def slips(state: MeetingState) -> dict[EventId, Act]:
    """Acts somebody may want to take back: no quorum tests, which follow from others, and no votes already counted.

    What a member answered themselves they change by answering again (R-VO9), what they moved they withdraw (R-MO4).
    """
    may = {act: kept for act, kept in state.acts.items() if kept.slip != "quorum" and not _counted(state, kept)}
    return {act: kept for act, kept in may.items() if _theirs(kept.fact.event) is None}


def _counted(state: MeetingState, act: Act) -> bool:
    event = act.fact.event
    return isinstance(event, VoteCast) and state.motions[event.motion].stage != "put"


def _theirs(event: Event) -> Rejected | None:
    """Why an act is not struck, or None: its member did it here themselves, and changes it themselves."""
    match event:
        case VoteCast(own=own):
            return one_vote.theirs_to_change("R-VO9", own=own, by_them=False)
        case MotionMoved(own=own) | AmendmentMoved(own=own) | ProceduralMotionMoved(own=own) | OptionsMoved(own=own):
            return motions.theirs_to_withdraw(own=own, by_them=False)
        case e.MemberArrived(own=own):
            return attendance.theirs_to_be_here(own=own, by_them=False, pointer="/act")
        case e.MemberLeft(own=own):
            return attendance.theirs_to_come_back(own=own, by_them=False)
        case _:
            return None


def _strike(state: MeetingState, command: c.StrikeAct, desk: Desk) -> tuple[Event, ...]:
    act = state.acts.get(command.act)
    if act is None or act.slip == "quorum":
        raise Rejected(
            "in order",
            "cannot_be_struck",
            would_help=(
                "You can take back who came, a vote with no result yet, or a note."
                " You can take back a proposal if no one has built on it."
            ),
            pointer="/act",
        )
    struck = e.ActStruck(command.act, desk.seal(command.reason) if command.reason else None)
    event = act.fact.event
    if isinstance(event, MotionMoved | AmendmentMoved) and state.built_on(event.motion):
        raise _rests(would_help="The meeting has built on this proposal. Take it back, or vote on it.")
    if _counted(state, act):
        raise _rests(would_help="The result was declared. Annul or correct it instead.")
    refused = _theirs(event)
    if refused is not None:
        raise Rejected(refused.clause, refused.reason, would_help=refused.would_help, pointer="/act")
    if act.slip == "attendance":
        return _strike_attendance(state, act, struck, desk)
    return (struck,)


def _strike_attendance(state: MeetingState, act: Act, struck: e.ActStruck, desk: Desk) -> tuple[Event, ...]:
    if act.fact.version < state.relied:
        went_on = "The meeting went on with nobody in the chair after it. Record a correction instead."
        voted = "A vote was taken after it. Record a correction instead."
        raise _rests(would_help=went_on if state.told_unchaired else voted)
    tested = next((a for a in state.acts.values() if a.slip == "quorum" and a.fact.version > act.fact.version), None)
    before = msgspec.structs.replace(
        state, present=_without(state, act), quorum=state.quorum if tested is None else tested.quorum
    )
    also = () if tested is None else (e.ActStruck(tested.fact.id, None),)
    return (struck, *also, *attended(before, desk))


def _without(state: MeetingState, act: Act) -> frozenset[SeatId] | None:
    match act.fact.event:
        case e.MemberArrived(seat=seat) | p.DeputySeated(seat=seat) if state.present is not None:
            return state.present - {seat}
        case e.MemberLeft(seat=seat) if state.present is not None:
            return state.present | {seat}
        case e.AttendanceSet():
            return act.present
        case _:
            return state.present


def _rests(*, would_help: str) -> Rejected:
    return Rejected("in order", "a_later_act_rests_on_it", would_help=would_help, pointer="/act")
