"""What a group answers about handovers: started, item by item, confirmed by both sides (R-HO1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.group import events as e
from governance.group import handover_commands as c
from governance.kernel import HandoverId, Rejected, When, refuse
from governance.rules import handover as rule

if TYPE_CHECKING:
    from collections.abc import Collection

    from governance.group.handover import Handover
    from governance.group.state import GroupState
    from governance.kernel import Desk, Event, SeatId

HandoverCommand = c.StartHandover | c.HandOverItem | c.ConfirmHandover


def decide(state: GroupState, command: HandoverCommand, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes."""
    if isinstance(command, c.StartHandover):
        return _start(state, command, desk)
    kept = state.handovers.get(command.handover)
    if kept is None:
        raise Rejected("unknown", "unknown_handover", pointer="/handover")
    seat = command.seat or desk.by
    match command:
        case c.HandOverItem():
            return _item(command, kept, seat, desk)
        case c.ConfirmHandover():
            return _confirm(command, kept, seat, desk)
        case _:
            assert_never(command)


def _start(state: GroupState, command: c.StartHandover, desk: Desk) -> tuple[Event, ...]:
    if command.office not in state.offices:
        raise Rejected("unknown", "unknown_office", pointer="/office")
    if not {command.giver, command.taker} <= state.seats.keys():
        raise Rejected("unknown", "unknown_seat", pointer="/taker")
    refuse(rule.between_two(command.giver, command.taker))
    due = None if command.due is None else desk.moment(When(command.due), future=True, pointer="/due")
    refuse(rule.due_in_time(None if due is None else due.date, desk.when.date))
    handover = HandoverId(desk.new_id("handover"))
    items = tuple(dict.fromkeys(command.items))
    return (e.HandoverStarted(handover, command.office, command.giver, command.taker, items, command.due),)


def _item(command: c.HandOverItem, kept: Handover, seat: SeatId | None, desk: Desk) -> tuple[Event, ...]:
    refuse(rule.on_the_list(command.item, kept.items))
    _one_of_the_two(kept, seat, desk)
    if command.item in kept.done:
        return ()
    done = e.HandoverItemDone(command.handover, command.item)
    return (done, *_completed(command.handover, kept, kept.confirmed, (*kept.done, command.item)))


def _confirm(command: c.ConfirmHandover, kept: Handover, seat: SeatId | None, desk: Desk) -> tuple[Event, ...]:
    _one_of_the_two(kept, seat, desk)
    refuse(rule.who_confirms(seat))
    assert seat is not None, "somebody confirms"
    if seat in kept.confirmed:
        return ()
    if desk.mode == "live":
        refuse(rule.nothing_left(kept.open_items))
    confirmed = e.HandoverConfirmed(command.handover, seat)
    return (confirmed, *_completed(command.handover, kept, kept.confirmed | {seat}, kept.done))


def _completed(
    handover: HandoverId, kept: Handover, confirmed: Collection[SeatId], done: Collection[e.HandoverItem]
) -> tuple[Event, ...]:
    """Complete once everything on the list is done and both sides said so."""
    whole = rule.complete(sides=(kept.giver, kept.taker), confirmed=confirmed, items=kept.items, done=done)
    return (e.HandoverCompleted(handover),) if whole else ()


def _one_of_the_two(kept: Handover, seat: SeatId | None, desk: Desk) -> None:
    if desk.mode == "live":
        refuse(rule.theirs_to_say(seat, giver=kept.giver, taker=kept.taker))
