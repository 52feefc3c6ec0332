"""Days and times as people type them: day, month and year apart; 14:30, 2.30 pm or half a line of either."""

from __future__ import annotations

import re

import msgspec

from projections.minutes.form import MONTHS

UNREADABLE = "?"
# Said without am or pm, these could be either half of the day.
UNCLEAR = range(1, 8)
CLOCK = re.compile(r"(\d{1,2})(?:\s*[:.]\s*(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?")
NOON = 12
# A year of two figures is one of this century.
TWO_FIGURES, CENTURY = 2, 2000


class Day(msgspec.Struct, frozen=True):
    """A day as typed, each part as it was typed."""

    day: str = ""
    month: str = ""
    year: str = ""

    @property
    def iso(self) -> str:
        """`2026-03-10`; empty when nothing was typed, and `?` for what is no day at all."""
        typed = (self.day.strip(), _month(self.month.strip()), self.year.strip())
        if not any(typed):
            return ""
        if not all(part.isascii() and part.isdecimal() for part in typed):
            return UNREADABLE
        year = int(typed[2]) + (CENTURY if len(typed[2]) == TWO_FIGURES else 0)
        return f"{year:04}-{int(typed[1]):02}-{int(typed[0]):02}"

    @property
    def when(self) -> dict[str, str] | None:
        """The day as an act takes it, None when nothing was typed."""
        return {"date": self.iso} if self.iso else None


def of(iso: str) -> Day:
    """A day `2026-03-10` as it would be typed."""
    return Day(str(int(iso[8:10])), str(int(iso[5:7])), iso[:4])


def clock(typed: str) -> str:
    """A time as `14:30`; empty when nothing was typed, and `?` for what is no time or could be two."""
    text = typed.strip().lower()
    if not text:
        return ""
    found = CLOCK.fullmatch(text)
    if found is None:
        return UNREADABLE
    hour, minute, half = int(found[1]), found[2] or "00", (found[3] or "").replace(".", "")
    if half and not 1 <= hour <= NOON:
        return UNREADABLE
    if not half and hour in UNCLEAR and not text.startswith("0"):
        return UNREADABLE
    if half:
        hour = hour % NOON + (NOON if half == "pm" else 0)
    return f"{hour:02}:{minute}"


def _month(typed: str) -> str:
    """The number of a month, which may be named: `March` or `mar`."""
    named = [n for n, month in enumerate(MONTHS, 1) if len(typed) >= 3 and month.lower().startswith(typed.lower())]  # noqa: PLR2004 - Mar, May
    return str(named[0]) if named else typed
