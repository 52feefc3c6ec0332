"""Who could take the chair: the officers in line who are here and not out for the item, else any member who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected
from governance.meeting.concerned import put_out
from governance.meeting.sitting import orders_of
from governance.rules import chair

if TYPE_CHECKING:
    from governance.kernel import ItemId, Moment, SeatId
    from governance.meeting.state import MeetingState

INSTEAD = {
    "chair": "Hand over the chair for this item first. The chair may take it.",
    "co_chair": "Hand over the chair for this item first. The co-chair may take it.",
    "vice_chair": "Hand over the chair for this item first. The vice-chair may take it.",
}
NOBODY_IN_LINE = "Hand over the chair for this item first. Those who are here choose somebody for it."


def could_preside(state: MeetingState, seat: SeatId, item: ItemId | None) -> bool:
    """Whether a seat could be in the chair for an item, by the roll, the room and the orders (R-CH1, R-IN3)."""
    entry = state.roll.get(seat)
    if entry is None or not entry.voting or not entry.filled or seat in state.deputies or seat in state.out(item):
        return False
    here = state.present is None or seat in state.present
    return here and seat not in put_out(state) and chair.class_may_preside(orders_of(state), state.class_of(seat))


def chair_waited_for(state: MeetingState, now: Moment) -> Moment | None:
    """Until when the meeting waits for its chair, or None (R-CH1).

    Nobody waits for a chair who is here or sent apologies, nor once somebody presided; nor where no roll was called.
    """
    chairs = {seat for seat, entry in state.roll.items() for office in entry.offices if office.kind == "chair"}
    presided = state.presider is not None or state.chair_left
    if presided or not chairs or state.present is None or chairs & (state.present | state.apologies):
        return None
    return chair.waited_for(orders_of(state), state.starts, now)


def in_line(state: MeetingState, seat: SeatId) -> list[str]:
    """The offices in the line of the chair that a seat holds."""
    entry = state.roll.get(seat)
    return [] if entry is None else [office.kind for office in entry.offices if office.kind in INSTEAD]


def takes_back(state: MeetingState, seat: SeatId) -> bool:
    """Whether somebody recorded as gone from the chair by another is back by their own word, and takes it (R-CH1)."""
    now = None if state.presider is None else _first(state, state.presider)
    return chair.takes_back(
        unseated=seat in state.unseated,
        here=seat in state.here_by_own_word,
        office=_first(state, seat),
        of_presider=now,
    )


def _first(state: MeetingState, seat: SeatId) -> str | None:
    return min(in_line(state, seat), key=chair.LINE.index, default=None)


def line(state: MeetingState, item: ItemId | None) -> tuple[SeatId, ...]:
    """Chair, co-chairs and vice-chairs who could preside, in that order (R-CH1)."""
    held = [(chair.LINE.index(o.kind), seat) for seat, e in state.roll.items() for o in e.offices if o.kind in INSTEAD]
    ordered = [seat for _, seat in sorted(held, key=lambda pair: pair[0])]
    return tuple(dict.fromkeys(seat for seat in ordered if could_preside(state, seat, item)))


def who_could(state: MeetingState, item: ItemId | None) -> tuple[SeatId, ...]:
    """Who could take the chair for an item: those in line, or, with nobody in line, whom the meeting may elect."""
    return line(state, item) or tuple(seat for seat in state.roll if could_preside(state, seat, item))


def _others(state: MeetingState, item: ItemId) -> list[SeatId]:
    return [seat for seat in state.roll if seat != state.presider and could_preside(state, seat, item)]


def hand_over(state: MeetingState, item: ItemId, clause: str, reason: str = "presider_is_conflicted") -> Rejected:
    """The refusal while whoever presides has an interest in the item: who could take the chair, as seats and in words.

    The chair passes before the item opens, or before the vote on their own place (R-CH2, R-IN3).
    """
    inline = [seat for seat in line(state, item) if seat != state.presider]
    kinds = [o.kind for seat in inline[:1] for o in state.roll[seat].offices if o.kind in INSTEAD]
    return Rejected(
        clause,
        reason,
        because={"could_preside": [str(seat) for seat in inline or _others(state, item)]},
        would_help=INSTEAD[kinds[0]] if kinds else NOBODY_IN_LINE,
    )
