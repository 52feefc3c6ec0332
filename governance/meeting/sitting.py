"""What every act in a meeting shares: it is open, time goes forward, seats exist, and quorum is watched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import UUID

from governance.kernel import Class, EventId, Fact, Rejected, refuse
from governance.meeting import events as e
from governance.meeting.evolve import evolve
from governance.meeting.state import MeetingState, Stage
from governance.rules import attendance, inquorate, notice, quorum, quorum_watch
from governance.standing_orders import default_orders

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.kernel import Desk, Event, ItemId, SeatId
    from governance.meeting.state import Item
    from governance.standing_orders import Category, StandingOrders

TURNED = MappingProxyType({"tested": e.QuorumTested, "lost": e.QuorumLost, "regained": e.QuorumRegained})

# Why an act comes too early or too late for the meeting.
WHAT_IS_SO: Mapping[Stage, str] = MappingProxyType(
    {
        "not_called": "Call the meeting first.",
        "called": "It was called, and has not begun.",
        "open": "It has begun.",
        "adjourned": "Resume it first.",
        "closed": "It has ended. What is left goes to the next meeting.",
        "cancelled": "It was called off. Call another meeting.",
    }
)


def orders_of(state: MeetingState) -> StandingOrders:
    """The standing orders the sitting runs under; the defaults before it opened."""
    return state.orders or default_orders(state.established)


def in_session(state: MeetingState, desk: Desk) -> None:
    """Refuse unless the meeting is sitting, not on a break, and time has not gone backwards."""
    if state.stage != "open":
        what_is_so = "Open the meeting first." if state.stage == "called" else WHAT_IS_SO[state.stage]
        raise Rejected("in order", f"meeting_is_{state.stage}", would_help=what_is_so)
    if state.on_break and desk.mode == "live":
        raise Rejected("R-AD2", "meeting_is_on_a_break", would_help="End the break first.")
    forward(state, desk)


def forward(state: MeetingState, desk: Desk) -> None:
    """Refuse an act dated before the last one: inside a meeting time never goes back."""
    if state.last is not None and desk.when.before(state.last):
        raise Rejected(
            "in order",
            "earlier_than_the_last_act",
            because={"last": state.last.local},
            would_help="What was found out later is recorded with the time it was found.",
            pointer="/when",
        )


def on_roll(state: MeetingState, seats: Iterable[SeatId], pointer: str) -> None:
    """Refuse a seat the group did not have on the day."""
    for seat in seats:
        refuse(attendance.has_a_seat(visitor=EventId(seat) in state.visitors, pointer=pointer))
        if seat not in state.roll:
            raise Rejected("unknown", "seat_not_on_the_roll", pointer=pointer)
        if not state.roll[seat].filled:
            raise Rejected("R-QU10", "seat_is_empty", would_help="Nobody held this seat then.", pointer=pointer)


def item_of(state: MeetingState, item: ItemId) -> Item:
    """The item, or a refusal when this meeting has no such item."""
    found = state.items.get(item)
    if found is None:
        raise Rejected("unknown", "item_of_another_meeting", pointer="/item")
    return found


def of_voters(state: MeetingState, item: ItemId, seats: Iterable[SeatId]) -> tuple[SeatId, ...]:
    """Those of the seats that may vote on an item, each once: nobody else's objection stops anything (R-NO4, R-AM6)."""
    here = state.effective(item)
    able = state.entitled - state.out(item) if here is None else here
    return tuple(seat for seat in dict.fromkeys(seats) if seat in able)


def stated(state: MeetingState, item: ItemId) -> bool:
    """Whether the meeting may decide on an item: it was in the notice, or is urgent and nobody objected (R-NO4).

    Where members asked for the meeting, it decides on nothing else.
    """
    return notice.may_be_decided(
        orders_of(state),
        asked_for=None if state.stated is None else item in state.stated,
        in_notice=state.items[item].in_notice,
        urgent=item in state.urgent,
    )


def announced(state: MeetingState, item: ItemId, category: Category) -> bool | None:
    """Whether the notice said that a question of a kind would be put on an item; None where nobody knows (R-MA4)."""
    kept = state.items[item]
    known = state.called_live or not kept.in_notice
    return notice.described(orders_of(state), category, kept.category, known=known)


def called_late(state: MeetingState, *, special: bool, live: bool) -> Rejected | None:
    """Why the meeting gives nobody power, or None: its call was on record in time, or every member agreed (R-NO1).

    A meeting that is written up from its opening on is judged by its notes, and only what is done there `live` by this.
    """
    if state.written_down is None or state.starts is None or (state.written_up and not live):
        return None
    if state.entitled and state.entitled <= state.consented:
        return None
    needed = max(state.needed, notice.days_needed(orders_of(state), special=special))
    return notice.written_down_late(state.written_down.date, state.starts.date, needed)


def quorum_now(state: MeetingState, item: ItemId | None = None) -> quorum.QuorumSnapshot:
    """Quorum as it stands, for one item where seats are excluded from it (R-QU1 to R-QU10)."""
    present = state.effective(item)
    entitled = state.entitled
    shot = quorum.snapshot(
        orders_of(state),
        None if present is None else _by_class(state, present),
        filled=len(entitled),
        established=state.established,
        headcount=state.headcount,
    )
    listed = item is None or state.items[item].in_notice
    return quorum.second_meeting(orders_of(state), shot) if state.second_sitting and listed else shot


def may_talk(state: MeetingState, item: ItemId, desk: Desk) -> None:
    """Refuse live business without a quorum where the orders do not even let the meeting talk about it (R-IQ2)."""
    if desk.mode == "live":
        refuse(inquorate.may_talk(orders_of(state), quorum_now(state, item)))


def quorate(state: MeetingState, item: ItemId | None) -> quorum.QuorumSnapshot:
    """The snapshot before a vote, or the refusal that says what is missing (R-QU4)."""
    snapshot = quorum_now(state, item)
    refuse(quorum_watch.missing(snapshot))
    return snapshot


def attended(state: MeetingState, desk: Desk, *events: Event) -> tuple[Event, ...]:
    """The events with what they do to the quorum: tested first, then lost or regained."""
    after = ahead(state, desk, *events)
    now = quorum_now(after)
    turn = quorum_watch.turn(
        None if state.quorum is None or after.quorum is None else state.quorum.result,
        now.result,
        known=after.present is not None or after.headcount is not None,
    )
    return events if turn is None else (*events, TURNED[turn](now))


def tested_for(state: MeetingState, desk: Desk, event: Event, item: ItemId) -> tuple[Event, ...]:
    """A recusal or a return with the quorum it leaves for its item (R-QU4, R-QU6); alone while no roll is known."""
    after = ahead(state, desk, event)
    return (event,) if after.present is None else (event, e.QuorumTested(quorum_now(after, item), item))


def ahead(state: MeetingState, desk: Desk, *events: Event) -> MeetingState:
    """The meeting as it would stand after these events of the command being decided."""
    for event in events:
        fact = Fact(EventId(UUID(int=0)), (len(state.acts) + 1), desk.when, desk.by, desk.mode, event)
        state = evolve(state, fact)
    return state


def _by_class(state: MeetingState, seats: Iterable[SeatId]) -> dict[Class, int]:
    return Counter(state.class_of(seat) for seat in seats)
