"""Names of people in what was typed: minutes name offices and seats, and people only where they want it (R-MI1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from projections.minutes.document import Document, Sentence

# What of a line people typed; everything else comes from the acts of the meeting.
TYPED = frozenset(("text", "note", "do", "title", "reason", "changes", "old", "new", "roles"))
SHORTEST = 3


class Naming(msgspec.Struct, frozen=True):
    """A line that names somebody: its number, what it says, and the name as it stands there."""

    number: str
    text: str
    name: str


def naming(document: Document, names: Iterable[str]) -> tuple[Naming, ...]:
    """The lines whose typed words name one of these people, by the whole name or a part of it. Nothing is kept.

    A part of a name is looked for as it is written, with a capital: May is a month, and will is a word.
    """
    given = [_parts(name) for name in names]
    wanted = [parts[0] for parts in given] + [part for parts in given for part in parts[1:]]
    found = ((line, next((name for name in wanted if _named(_typed(line), name)), None)) for line in document.lines)
    return tuple(Naming(line.number, line.text, name) for line, name in found if name is not None)


def _parts(name: str) -> list[str]:
    parts = [part for part in re.split(r"[\s,]+", name) if len(part.strip(".")) >= SHORTEST and part[:1].isupper()]
    return [name.strip(), *parts]


def _typed(line: Sentence) -> str:
    if line.phrase == "disagreement" or not line.tokens:
        return line.text
    # Words put in since stand in the text alone.
    changed = " ".join(token for name, token in line.tokens.items() if name in TYPED)
    return changed if all(token in line.text for token in line.tokens.values()) else line.text


def _named(text: str, name: str) -> bool:
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
