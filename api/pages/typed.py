"""Notes as plain lines, to be copied by whoever typed them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from api.notes.notes import Notes
from api.pages.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

# What was chosen from a list or came with the agenda: it says nothing that somebody typed.
CHOSEN = {
    "kind", "how", "said", "category", "number", "so_now", "heard", "ground", "office", "postpones", "stood", "found",
    "then", "about", "costs", "leave", "noticed", "kept", "offered",
}  # fmt: skip
LABELS: Mapping[str, Callable[[], str]] = {
    "started": lambda: _("When did it begin?"),
    "ended": lambda: _("When did it end?"),
    "present": lambda: _("Came"),
    "apologies": lambda: _("Sent apologies"),
    "deputies": lambda: _("Their deputy came"),
    "visitors": lambda: _("Visitors"),
    "presider": lambda: _("Who was in the chair?"),
    "minute_taker": lambda: _("Who took the notes?"),
    "for_": lambda: _("For"),
    "against": lambda: _("Against"),
    "no_side": lambda: _("Took no side"),
    "owner": lambda: _("Who does it?"),
    "due": lambda: _("By when?"),
    "remote": lambda: _("By phone or video"),
    "votes": lambda: _("Votes"),
    "again": lambda: _("Votes in the second vote"),
}


def as_typed(notes: Notes, labels: Mapping[str, str]) -> str:
    """Everything in the notes that is not empty, a line for each field; `labels` says what each seat is called."""
    return "\n".join(_lines(notes, labels))


def _lines(row: msgspec.Struct, labels: Mapping[str, str]) -> Iterator[str]:
    for field in msgspec.structs.fields(row):
        value: Any = getattr(row, field.name)
        rows: Any = (value,) if isinstance(value, msgspec.Struct) else value
        if isinstance(rows, str):
            yield from _said(field.name, rows.strip())
        elif all(isinstance(one, str) for one in rows):
            yield from _said(field.name, ", ".join(labels.get(one, one) for one in rows))
        else:
            yield from (line for one in rows for line in _lines(one, labels))


def _said(field: str, words: str) -> Iterator[str]:
    if words and field not in CHOSEN:
        yield f"{LABELS[field]()} {words}" if field in LABELS else words
