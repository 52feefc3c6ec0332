"""Each meeting's people: who was on the roll, who came, and how long each member presided."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from governance.kernel import Moment, SeatId
from governance.meeting import events as e
from governance.meeting import people_events as p
from projections.projection import Refold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.kernel import Event
    from governance.meeting.events import RollEntry
    from governance.record import RecordedEvent
    from governance.standing_orders import ClassMapping

READ: tuple[type[Event], ...] = (
    e.MeetingCalled,
    e.MeetingOpened,
    e.MeetingResumed,
    e.AttendanceSet,
    e.MemberArrived,
    e.MemberLeft,
    e.ApologiesGiven,
    e.PresiderTookChair,
    e.MeetingAdjourned,
    e.MeetingClosed,
    e.ActStruck,
    p.DeputySeated,
)


class Evening(msgspec.Struct):
    """One meeting's people. `roll` are its filled voting seats, `lived` and `co_chairs` those among them.

    `came` were there at some time, themselves or by a deputy; None while nobody has said who was. `minutes` are those
    each seat presided; `timed` until a time is not known.
    """

    meeting: UUID
    held: Moment | None = None
    closed: bool = False
    roll: list[SeatId] = []
    lived: list[SeatId] = []
    co_chairs: list[SeatId] = []
    came: list[SeatId] | None = None
    apologies: list[SeatId] = []
    presider: SeatId | None = None
    since: Moment | None = None
    minutes: dict[str, int] = {}
    timed: bool = True


class Evenings:
    """One document a meeting, keyed by its id."""

    name = "evenings"
    topics: tuple[str, ...] = tuple(kind.topic for kind in READ)
    history = False
    document = Evening

    def keys(self, event: RecordedEvent) -> tuple[str, ...]:
        """The meeting's own document."""
        return (str(event.stream),)

    def apply(self, document: Evening | None, event: RecordedEvent) -> Evening:
        """The meeting's people after one more event. Raises `Refold` for a struck act."""
        if isinstance(event.event, e.ActStruck):
            raise Refold
        evening = document or Evening(event.stream)
        _apply(evening, event)
        return evening

    def refold(self, events: Iterable[RecordedEvent]) -> Evening:
        """The people of a whole meeting, struck acts left out."""
        given = list(events)
        struck = {one.event.act for one in given if isinstance(one.event, e.ActStruck)}
        evening = Evening(given[0].stream)
        for one in given:
            if one.id not in struck and type(one.event) in READ:
                _apply(evening, one)
        return evening


def _apply(evening: Evening, one: RecordedEvent) -> None:
    match one.event:
        case e.MeetingOpened(roll=roll, mapping=mapping) | e.MeetingResumed(roll=roll, mapping=mapping):
            evening.held = evening.held or one.occurred
            _on_roll(evening, roll, mapping)
        case e.AttendanceSet(present=present, apologies=apologies):
            _came(evening, present)
            evening.apologies = list(dict.fromkeys((*evening.apologies, *apologies)))
            if evening.presider not in present:
                _presides(evening, one, None)
        case e.MemberArrived(seat=seat) | p.DeputySeated(seat=seat):
            _came(evening, (seat,))
        case e.MemberLeft(seat=seat) if seat == evening.presider:
            _presides(evening, one, None)
        case e.ApologiesGiven(seat=seat):
            evening.apologies = list(dict.fromkeys((*evening.apologies, seat)))
        case e.PresiderTookChair(seat=seat):
            _presides(evening, one, seat)
        case e.MeetingAdjourned():
            _presides(evening, one, None)
        case e.MeetingClosed():
            _presides(evening, one, None)
            evening.closed = True
        case _:
            pass


def _on_roll(evening: Evening, roll: tuple[RollEntry, ...], mapping: ClassMapping) -> None:
    entitled = [entry for entry in roll if entry.voting and entry.filled]
    evening.roll = [entry.seat for entry in entitled]
    evening.lived = [entry.seat for entry in entitled if mapping.class_of(entry.constituency) == "LE"]
    evening.co_chairs = [entry.seat for entry in entitled if any(held.kind == "co_chair" for held in entry.offices)]


def _came(evening: Evening, seats: Iterable[SeatId]) -> None:
    evening.came = list(dict.fromkeys((*(evening.came or ()), *seats)))


def _presides(evening: Evening, one: RecordedEvent, seat: SeatId | None) -> None:
    """Whoever presided until now did so for so long; breaks count as sitting."""
    before, began = evening.presider, evening.since
    if before is not None and began is not None:
        if "day" in (began.precision, one.occurred.precision):
            evening.timed = False
        else:
            length = int((one.occurred.instant - began.instant).total_seconds()) // 60
            evening.minutes[str(before)] = evening.minutes.get(str(before), 0) + length
    evening.presider, evening.since = seat, one.occurred
