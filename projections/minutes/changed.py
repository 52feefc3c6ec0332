"""Words of minutes changed since the meeting: corrections, and what a member had printed under a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from projections.minutes.form import stopped
from projections.minutes.shut import open_decided

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from governance.kernel import SeatId
    from projections.minutes.document import Document, Part, Sentence
    from projections.minutes.draft import Beneath, Draft, Reworded
    from projections.minutes.phrases import Book

# What a reader is told instead of words that are gone, or that are not for them.
MARKS = frozenset(("[removed]", "[withheld]"))


def changed(
    document: Document,
    draft: Draft,
    words: Mapping[UUID, str],
    *,
    named: Callable[[SeatId], str],
    book: Book,
    corrected: bool = False,
) -> Document:
    """The document with the words accepted while it was a draft; with `corrected`, those decided later too."""
    changes = [*draft.reworded, *(c.change for c in draft.corrections if corrected)]
    for change in changes:
        document = _reworded(document, draft, change, words)
    if document.tier == 0:  # who disagreed is not for everybody
        return document
    for number, beneath in enumerate(draft.beneath):
        said = book.phrases["disagreement"].format(role=named(beneath.seat), text=stopped(words[beneath.words.ref]))
        before = sum(one.about == beneath.about and _same(one, beneath) for one in draft.beneath[:number])
        document = _beneath(document, beneath, said, chr(ord("a") + before))
    return document


def _same(one: Beneath, other: Beneath) -> bool:
    return (one.part, one.line) == (other.part, other.line)


def _reworded(document: Document, draft: Draft, change: Reworded, words: Mapping[UUID, str]) -> Document:
    old, new = words[change.old.ref], words[change.new.ref]
    parts = tuple(_in_part(part, change, old, new) if part.number == change.part else part for part in document.parts)
    numbers = {str(section.item): section.number for section in draft.sections.values()}
    of_the_part = [numbers.get(str(one.item)) == change.part for one in open_decided(draft)]
    decided = tuple(
        _with(line, change, old, new) if here and line.text.count(old) == 1 else line
        for line, here in zip(document.decided, of_the_part, strict=True)
    )
    return msgspec.structs.replace(document, parts=parts, decided=decided)


def _in_part(part: Part, change: Reworded, old: str, new: str) -> Part:
    found = _line(part.lines, change.part, change.line, change.about, old)
    lines = tuple(_with(line, change, old, new) if line is found else line for line in part.lines)
    return msgspec.structs.replace(part, lines=lines)


def _line(lines: Sequence[Sentence], part: int, line: int, about: UUID | None, old: str) -> Sentence | None:
    """The line that was meant: of those that tell of the act and hold the words, first the one with that number.

    The public's minutes leave lines out, so that numbers alone would not do.
    """
    here = [one for one in lines if about is None or about in one.events]
    held = [one for one in here if old in MARKS or one.text.count(old) == 1]
    return next((one for one in held if one.number == f"{part}.{line}"), held[0] if held and about else None)


def _with(line: Sentence, change: Reworded, old: str, new: str) -> Sentence:
    text = old if old in MARKS else line.text.replace(old, new)
    return msgspec.structs.replace(
        line, text=text, events=(*line.events, change.event), commitments=(*line.commitments, change.new.c)
    )


def _beneath(document: Document, beneath: Beneath, said: str, letter: str) -> Document:
    parts = tuple(_part_with(part, beneath, said, letter) for part in document.parts)
    return msgspec.structs.replace(document, parts=parts)


def _part_with(part: Part, beneath: Beneath, said: str, letter: str) -> Part:
    number = f"{beneath.part}.{beneath.line}"
    if part.number != beneath.part:
        return part
    lines: list[Sentence] = []
    for line in part.lines:
        lines.append(line)
        if line.number == number:
            fresh = msgspec.structs.replace(
                line,
                number=number + letter,
                text=said,
                phrase="disagreement",
                tokens={},
                events=(beneath.event,),
                commitments=(beneath.words.c,),
            )
            lines.append(fresh)
    ordered = sorted(lines, key=lambda line: _place(line.number))
    return msgspec.structs.replace(part, lines=tuple(ordered))


def _place(number: str) -> tuple[int, str]:
    """Where a line stands in its part: after its number, then by the letter."""
    line = number.partition(".")[2]
    digits = line.rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(digits), line[len(digits) :]
