"""What happens to a meeting as a whole, as acts: breaks, stopping and going on, business that cannot wait."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from api.notes import typed
from api.notes.notes import blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from api.notes.notes import Entry
    from api.notes.written import Walk

KINDS = {"break", "stopped", "urgent"}
SAME = "same"


def urgent(walk: Walk, entries: Iterable[tuple[str, Entry]], item: str) -> None:
    """Why an item that was not in the notice could not wait, before anything is decided on it."""
    for field, entry in entries:
        if entry.kind != "urgent":
            continue
        unsaid = blank((entry.words,))
        if unsaid and not entry.unsaid:
            walk.sheet.fault(f"{field}.words", "why_urgent")
            continue
        if not unsaid and entry.unsaid:
            walk.sheet.fault(f"{field}.words", "said_after_all")
            continue
        at = {"/reason": f"{field}.words", "/objections": f"{field}.names"}
        objected = list(walk.sheet.seats(entry.names, f"{field}.names"))
        why: dict[str, Any] = {} if unsaid else {"reason": entry.words}
        walk.sheet.act("takeAsUrgent", f"{field}.words", at=at, item=item, **why, objections=objected)


def interrupted(walk: Walk, entry: Entry, field: str, when: Mapping[str, str]) -> None:
    """A break, or a stop and how the meeting went on."""
    if entry.kind == "break":
        _break(walk, entry, field, when)
    else:
        _stopped(walk, entry, field, when)


def _break(walk: Walk, entry: Entry, field: str, when: Mapping[str, str]) -> None:
    sheet = walk.sheet
    for name, other in (("time", entry.until), ("until", entry.time)):
        if blank((getattr(entry, name),)) and not blank((other,)):
            sheet.fault(f"{field}.{name}", "half_a_break")
    ended = sheet.when(entry.until, f"{field}.until")
    sheet.act("startBreak", f"{field}.time", when=when, at={"/when": f"{field}.time"})
    sheet.act("endBreak", f"{field}.until", when=ended, at={"/when": f"{field}.until"})


def _stopped(walk: Walk, entry: Entry, field: str, when: Mapping[str, str]) -> None:
    """A stop, and how the meeting went on: the notes below it are of that day."""
    sheet = walk.sheet
    if blank((entry.day,)):
        sheet.fault(f"{field}.day", "went_on_when")
    day = sheet.read(lambda text: typed.day_of(text, sheet.date), entry.day, f"{field}.day")
    time = sheet.read(typed.time_of, entry.until, f"{field}.until")
    told = sheet.read(lambda text: typed.day_of(text, sheet.date), entry.told, f"{field}.told")
    here, roll = _roll(walk, entry, field)
    if day is None:
        return
    again = {"date": day, **({"time": time} if time else {})}
    at = {"/until": f"{field}.day", "/reason": f"{field}.reason", "/when": f"{field}.time"}
    sheet.act("adjournMeeting", f"{field}.time", when=when, at=at, until=again, reason=entry.reason or "decided")
    at = {"/when": f"{field}.day", "/present": f"{field}.names", "/notice_given": f"{field}.told"}
    noticed: dict[str, Any] = {} if told is None else {"notice_given": {"date": told}}
    sheet.date, walk.here = dt.date.fromisoformat(day), here
    sheet.act("resumeMeeting", f"{field}.day", when=again, at=at, **roll, **noticed)


def _roll(walk: Walk, entry: Entry, field: str) -> tuple[frozenset[str] | None, dict[str, Any]]:
    """Who was there when it went on, and as the act says it: those named, or those who were there as it stopped."""
    if not blank((entry.names,)):
        named = walk.sheet.seats(entry.names, f"{field}.names")
        return frozenset(named), {"present": list(named)}
    if entry.how != SAME:
        walk.sheet.fault(f"{field}.names", "who_went_on")
    if walk.here is None:
        return None, {}
    here = [seat.slug for seat in walk.sheet.names.seats if seat.slug in walk.here]
    sent = [{"seat": slug} for slug in here if slug in walk.deputies]
    roll: dict[str, Any] = {"present": [slug for slug in here if slug not in walk.deputies]}
    return walk.here, roll | ({"deputies": sent} if sent else {})
