"""How minutes write numbers, dates, money and lists."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from governance.kernel import Money

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def a_date(date: dt.date) -> str:
    """`10 March 2026`."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def iso_date(text: str) -> str:
    """`2026-03-10` as `10 March 2026`."""
    return a_date(dt.date.fromisoformat(text))


SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}
NAMES = {"GBP": "pounds?", "EUR": "euros?", "USD": "dollars?"}
NUMBER = r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d{1,2}))?(?![\d,.]*\d)"


def amount(money: Money) -> str:
    """`£1,500`, pence only when not zero; `£640 or less`."""
    whole, part = divmod(money.minor, 100)
    sign = SIGNS.get(money.currency, f"{money.currency} ")
    said = f"{sign}{whole:,}" + (f".{part:02}" if part else "")
    return f"{said} or less" if money.kind == "at_most" else said


def says(words: str, money: Money) -> bool:
    """Whether words name an amount themselves: `£1,500`, `£1500.00`, `1,500 pounds`, `GBP 1500`; not a bare number."""
    sign = f"(?:{re.escape(SIGNS.get(money.currency, money.currency))}|{re.escape(money.currency)})"
    name = f"(?:{NAMES.get(money.currency, money.currency)}|{sign})(?!\\w)"
    before, after = rf"{sign}\s*{NUMBER}", rf"(?<![\d.,]){NUMBER}\s*{name}"
    found = (one for form in (before, after) for one in re.finditer(form, words, re.IGNORECASE))
    return any(_minor(one["whole"], one["part"]) == money.minor for one in found)


def _minor(whole: str, part: str | None) -> int:
    return int(whole.replace(",", "")) * 100 + int((part or "").ljust(2, "0"))


def a_range(began: dt.date, ended: dt.date) -> str:
    """`1 and 8 June 2026`, `28 May and 4 June 2026`, `28 December 2026 and 4 January 2027`."""
    if began.year != ended.year:
        return f"{a_date(began)} and {a_date(ended)}"
    if began.month != ended.month:
        return f"{began.day} {MONTHS[began.month - 1]} and {a_date(ended)}"
    return f"{began.day} and {a_date(ended)}"


def clock(time: str) -> str:
    """`14:05`, as it was written down."""
    return time


def listed(names: Sequence[str]) -> str:
    """Names with commas; `none` for nobody."""
    return ", ".join(names) or "none"


def joined(names: Sequence[str]) -> str:
    """Names with commas and a last `and`."""
    if len(names) < 2:  # noqa: PLR2004 - one name needs no joining
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def stopped(words: str) -> str:
    """Words with a full stop, unless they end in one already."""
    return words if words.endswith((".", "!", "?")) else words + "."


# How words begin that say already what the sentence around them would say.
SAID_ALREADY = {
    "note": ("note", "we talked about", "we discussed"),
    "agreed": ("text", "we agreed"),
}


def opening(phrase: str, tokens: Mapping[str, str]) -> str:
    """The phrase, or the words alone where they begin as the phrase does."""
    token, *begins = SAID_ALREADY.get(phrase, ("",))
    return f"{phrase}_alone" if begins and tokens[token].lower().startswith(tuple(begins)) else phrase
