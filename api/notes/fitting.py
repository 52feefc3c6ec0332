"""Notes from a form of which something does not fit: every word is kept, and where it stands is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from api.notes.notes import Notes, from_form, rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
PATH = re.compile(r" - at `\$([^`]*)`")
# A form that was made for this page has less to say that does not fit.
MOST = 200

Path = tuple[str | int, ...]


class Unfit(msgspec.Struct, frozen=True):
    """A field that does not fit: `long` words, an unknown `kind` of part, or what is no `choice` of its list."""

    field: str
    why: str


def fitted(form: Mapping[str, Any]) -> tuple[Notes, tuple[Unfit, ...]]:
    """The notes with every word of the form, however long, and what of it does not fit.

    A part of an unknown kind is a note, what is no choice is not chosen. Raises `msgspec.ValidationError` for what is
    no form of this page.
    """
    try:
        return from_form(form), ()
    except msgspec.ValidationError:
        return _loosened(rows_of(form))


def _loosened(rows: dict[str, Any]) -> tuple[Notes, tuple[Unfit, ...]]:
    """One thing after another taken out until the rest fits, and long words put back."""
    unfit: list[Unfit] = []
    words: dict[Path, str] = {}
    for _ in range(MOST):
        try:
            notes = msgspec.convert(rows, Notes)
        except msgspec.ValidationError as error:
            path = _path(str(error))
            value = _at(rows, path)
            long = " of length " in str(error)
            if not isinstance(value, str) or (isinstance(path[-1], int) and not long):
                raise
            field = ".".join(map(str, path))
            if long:
                words[path] = value
                _put(rows, path, "")
                unfit.append(Unfit(field, "long"))
            elif path[-1] == "kind" and "entries" in path:
                _put(rows, path, "note")
                unfit.append(Unfit(field.removesuffix(".kind"), "kind"))
            else:
                _put(rows, path, None)
                unfit.append(Unfit(field, "choice"))
        else:
            for path, typed in words.items():
                notes = _with(notes, path, typed)
            return notes, tuple(unfit)
    return msgspec.convert(rows, Notes), tuple(unfit)


def _path(said: str) -> Path:
    """Where an error is: `$.items[0].title` as its steps."""
    found = PATH.search(said)
    steps = STEP.findall(found[1]) if found else []
    return tuple(name or int(nth) for name, nth in steps)


def _at(rows: Any, path: Path) -> Any:
    for step in path:
        rows = rows[step]
    return rows if path else None


def _put(rows: Any, path: Path, value: str | None) -> None:
    """Put a value in a place, or take away what stands there."""
    inner = _at(rows, path[:-1]) if path[:-1] else rows
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value


def _with(row: Any, path: Sequence[str | int], words: str) -> Any:
    """A row with words in a place of it."""
    if not path:
        return words
    step, *rest = path
    if isinstance(step, int):
        return tuple(_with(one, rest, words) if n == step else one for n, one in enumerate(row))
    return msgspec.structs.replace(row, **{step: _with(getattr(row, step), rest, words)})
