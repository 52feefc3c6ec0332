"""Minutes as an accessible page: one heading in order, what we decided first, every sentence with its events."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from projections.minutes.copies import Notes
from projections.minutes.document import digest
from projections.minutes.plain import header, marks

if TYPE_CHECKING:
    from projections.minutes.document import Document, Part, Sentence


NONE = Notes()


def render(document: Document, notes: Notes = NONE, *, language: str = "en", stylesheet: str | None = None) -> str:
    """A whole page that stands alone; every text is escaped, nothing on it needs a script."""
    title = escape(f"Minutes: {document.title}, {document.date}")
    style = f'<link rel="stylesheet" href="{escape(stylesheet)}">' if stylesheet else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title>{style}</head><body><main>{article(document, notes)}</main></body></html>\n"
    )


def article(document: Document, notes: Notes = NONE) -> str:
    """The minutes alone, to stand in a page: heading, what we decided, the numbered lines, the fingerprint."""
    facts = "".join(f"<p>{escape(line)}</p>" for line in header(document))
    draft = "".join(f'<p class="mark"><strong>{escape(mark)}</strong></p>' for mark in marks(document))
    draft += "".join(f'<p class="mark">{escape(note)}</p>' for note in notes.head)
    parts = "".join(_part(part, notes.parts.get(part.number, ())) for part in document.parts)
    return (
        f'<article class="minutes"><h1>Minutes: {escape(document.title)}</h1>{facts}{draft}'
        f'<section class="decided" aria-labelledby="decided"><h2 id="decided">What we decided</h2>'
        f"{_decided(document)}</section>{parts}"
        f'<p class="fingerprint">Fingerprint of these minutes: <code>{digest(document)}</code></p></article>'
    )


def _decided(document: Document) -> str:
    if not document.decided:
        return "<p>Nothing was decided.</p>"
    return "<ul>" + "".join(f"<li{_events(line)}>{escape(line.text)}</li>" for line in document.decided) + "</ul>"


def _part(part: Part, notes: tuple[str, ...]) -> str:
    lines = "".join(_line(line) for line in part.lines)
    lines += "".join(f'<p class="note">{escape(note)}</p>' for note in notes)
    return f'<section><h2 id="item-{part.number}">{part.number}. {escape(part.heading)}</h2>{lines}</section>'


def _line(line: Sentence) -> str:
    anchor = "line-" + line.number.replace(".", "-")
    return f'<p id="{anchor}"{_events(line)}><span class="number">{line.number}</span> {escape(line.text)}</p>'


def _events(line: Sentence) -> str:
    return f' data-events="{" ".join(str(event) for event in line.events)}"'
