"""What people type where a form wants a time, a count, an amount or a day: read as they write it, never guessed.

A strict reader of few forms: a permissive one reads `10` as a day and `2:20` as the night.
"""

from __future__ import annotations

import datetime as dt
import re

NUMBERS = [
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TIME = re.compile(r"(\d{1,2})(?:[:.h ]?([0-5]\d))?\s*(am|pm|a\.m\.|p\.m\.)?", re.ASCII)
ABOUT = re.compile(r"(?:about|around|roughly|some|circa|c\.|ca\.?|~)\s*")
MONEY = re.compile(r"(?:£|gbp)?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{2}))?(?:pounds?|quid|gbp)?", re.ASCII)
DAY = re.compile(r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?(\d{1,2})(?:st|nd|rd|th)?"
                 r"(?: of)? ([a-z]{3,9})\.?,?(?: (\d{4}|\d{2}))?")  # fmt: skip
NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}|\d{2}))?")
NOON = 12
EARLIEST = 7


class Unclear(Exception):
    """Typed words that could mean several things, or nothing: `kind` says which words to answer with."""

    def __init__(self, kind: str, **said: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.said = said


def time_of(typed: str) -> str | None:
    """`14:20`, `14.20`, `1420`, `2.20pm` or `2 pm` as `HH:MM`; None for nothing typed.

    Raises `Unclear` for anything else, and for `2.20` alone, which may be in the afternoon.
    """
    text = " ".join(typed.lower().split())
    if not text:
        return None
    found = TIME.fullmatch(text)
    if found is None:
        raise Unclear("time", typed=typed)
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "")
    if half:
        if not 1 <= hour <= NOON:
            raise Unclear("time", typed=typed)
        hour = hour % NOON + (NOON if half == "pm" else 0)
    elif found[2] is None:
        raise Unclear("time", typed=typed)
    elif hour < EARLIEST and not text.startswith("0"):
        raise Unclear("half_of_day", morning=f"{hour:02}:{minute:02}", afternoon=f"{hour + NOON}:{minute:02}")
    if hour > 23:  # noqa: PLR2004 - hours of a day
        raise Unclear("time", typed=typed)
    return f"{hour:02}:{minute:02}"


def count_of(typed: str) -> tuple[int, bool] | None:
    """`8`, `eight` or `about eight` as a number and whether it is about so many; None for nothing typed.

    Raises `Unclear`.
    """
    text = " ".join(typed.lower().split())
    if not text:
        return None
    bare = ABOUT.sub("", text, count=1) if ABOUT.match(text) else text
    if bare.isascii() and bare.isdecimal() and len(bare) <= len("10000"):
        return int(bare), bare != text
    if bare in NUMBERS:
        return NUMBERS.index(bare), bare != text
    if bare == "nobody":
        return 0, False
    raise Unclear("count", typed=typed)


def amount_of(typed: str) -> int | None:
    """`£1,500`, `180`, `90 pounds` or `12.50` in pence; None for nothing typed. Raises `Unclear`."""
    text = "".join(typed.lower().split())
    if not text:
        return None
    found = MONEY.fullmatch(text)
    if found is None or len(found[1]) > len("1,000,000,000"):
        raise Unclear("amount", typed=typed)
    return int(found[1].replace(",", "")) * 100 + int(found[2] or 0)


def day_of(typed: str, after: dt.date) -> str | None:
    """`24 February 2026`, `Tuesday 24th Feb`, `24/2/26` or `2026-02-24` as `YYYY-MM-DD`; None for nothing typed.

    Without a year it is the next such day from `after` on. Raises `Unclear`.
    """
    text = " ".join(typed.lower().split())
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    if found := DAY.fullmatch(text):
        return _day(typed, found[1], _month(typed, found[2]), found[3], after)
    if found := NUMERIC.fullmatch(text):
        return _day(typed, found[1], int(found[2]), found[3], after)
    raise Unclear("day", typed=typed)


def _month(typed: str, name: str) -> int:
    if name[:3] not in MONTHS:
        raise Unclear("day", typed=typed)
    return MONTHS.index(name[:3]) + 1


def _day(typed: str, day: str, month: int, year: str | None, after: dt.date) -> str:
    years = [after.year, after.year + 1] if year is None else [int(year) + (2000 if len(year) == len("26") else 0)]
    for one in years:
        try:
            found = dt.date(one, month, int(day))
        except ValueError:
            continue
        if year is not None or found >= after:
            return found.isoformat()
    raise Unclear("day", typed=typed)


EVERYONE_ELSE = frozenset(("everyone else", "everybody else", "all others", "the others", "everyone", "everybody"))


def everyone_else(text: str) -> bool:
    """Whether these words stand for everybody who is not named elsewhere."""
    return " ".join(text.split()).strip(".").lower() in EVERYONE_ELSE
