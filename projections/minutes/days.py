"""A meeting that went on on another day: who came then, and who was in the chair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from projections.minutes.draft import Filling, Line, Roles, Said
from projections.minutes.form import a_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from governance.kernel import SeatId
    from governance.meeting.events import AttendanceSet
    from governance.record import RecordedEvent
    from projections.minutes.draft import Draft


def attendance(draft: Draft, one: RecordedEvent, event: AttendanceSet) -> None:
    """Who came when it went on, beside who came on the first day."""
    draft.here = list(event.present)
    voting = [entry.seat for entry in draft.roll if entry.voting]
    _told(draft, one, "present_on", (seat for seat in event.present if seat in voting))
    _told(draft, one, "in_attendance_on", (seat for seat in event.present if seat not in voting))
    _told(draft, one, "apologies_on", event.apologies)


def arrived(draft: Draft, one: RecordedEvent, seat: SeatId) -> None:
    """Somebody who came before that day's quorum was looked at."""
    voting = any(entry.seat == seat and entry.voting for entry in draft.roll)
    _told(draft, one, "present_on" if voting else "in_attendance_on", (seat,))


def chaired(draft: Draft, one: RecordedEvent, seat: SeatId) -> None:
    """Who was in the chair when it went on, beside who was on the first day."""
    if draft.opener is not None:
        first, date, opened = draft.opener
        draft.notes = [line for line in draft.notes if line.phrase != "took_chair" or opened not in line.events]
        draft.notes.append(_in_the_chair(first, date, opened))
        draft.opener = None
    draft.notes.append(_in_the_chair(seat, a_date(one.occurred.date), one.id))


def _in_the_chair(seat: SeatId, date: str, event: UUID) -> Line:
    fill: dict[str, Filling] = {"role": Roles((seat,)), "date": Said(date)}
    return Line("chair_on", fill, [event])


def _told(draft: Draft, one: RecordedEvent, phrase: str, seats: Iterable[SeatId]) -> None:
    """Seats in the line of that day, a new one where there is none yet; nothing for nobody."""
    more, date = tuple(seats), a_date(one.occurred.date)
    if not more:
        return
    key = f"{phrase} {len([line for line in draft.closing if line.phrase == 'resumed'])}"
    line = next((line for line in draft.notes if line.key == key), None)
    if line is None:
        draft.notes.append(Line(phrase, {"roles": Roles(more), "date": Said(date)}, [one.id], key=key))
        return
    told = line.fill["roles"]
    assert isinstance(told, Roles), "the line names seats"
    line.fill["roles"] = Roles(tuple(dict.fromkeys((*told.seats, *more))))
    line.events.append(one.id)
