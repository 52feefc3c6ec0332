"""Minutes as plain text: what we decided first, then every numbered line."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from projections.minutes.copies import Notes
from projections.minutes.document import digest

if TYPE_CHECKING:
    from projections.minutes.document import Document

WIDTH = 78
NONE = Notes()


def header(document: Document) -> list[str]:
    """Where and when, in a few lines."""
    when = f"{document.date}, {document.starts}" if document.starts else document.date
    return [when, *([document.place] if document.place else [])]


def marks(document: Document) -> list[str]:
    """What a reader must know about the document itself."""
    demonstration = ["A demonstration: nobody in it is real."] if document.demonstration else []
    return [*demonstration, *(["Draft: the group has not approved these minutes yet."] if document.draft else [])]


def render(document: Document, notes: Notes = NONE) -> str:
    """The whole document, wrapped for a letter."""
    title = _wrapped_alone(f"Minutes: {document.title}")
    lines = [
        title,
        "=" * max(map(len, title.splitlines())),
        *map(_wrapped_alone, header(document)),
        *marks(document),
        *map(_wrapped_alone, notes.head),
        "",
    ]
    lines += ["WHAT WE DECIDED", ""]
    lines += [_wrapped("- ", line.text) for line in document.decided] or ["Nothing was decided."]
    for part in document.parts:
        lines += ["", f"{part.number}. {part.heading}", ""]
        lines += [_wrapped(f"{line.number} ", line.text) for line in part.lines]
        lines += [_wrapped("Note: ", note) for note in notes.parts.get(part.number, ())]
    lines += ["", "Fingerprint of these minutes:", digest(document)]
    return "\n".join(lines) + "\n"


def _wrapped_alone(text: str) -> str:
    return _wrapped("", text)


def _wrapped(lead: str, text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False)
