"""Items behind closed doors: a stub for everybody, and lines that stand in minutes of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.meeting import events as e
from projections.minutes.draft import ClosedPart, Line, Said, Word

if TYPE_CHECKING:
    from governance.record import RecordedEvent
    from projections.minutes.draft import Decided, Draft, Filling, Section

INTERESTS = "interest"


class Before(msgspec.Struct, frozen=True):
    """What stood there before one more event while the doors of an item were closed: lines by identity, entries."""

    item: str
    lines: frozenset[int]
    notes: int
    decided: int


def apply(draft: Draft, one: RecordedEvent) -> None:
    """Note that the doors were closed, or opened again."""
    match one.event:
        case e.ClosedSessionStarted(item=item, ground=ground, title=title):
            draft.closed[str(item)] = ClosedPart(ground, title, [one.id])
        case e.ClosedSessionEnded(item=item, words=words):
            part = draft.closed[str(item)]
            part.words, part.over = words, True
            part.events.append(one.id)
        case _:
            pass


def before(draft: Draft) -> Before | None:
    """What stands there already while the doors are closed; None while they are open."""
    item = next((item for item, part in draft.closed.items() if not part.over), None)
    if item is None:
        return None
    known = frozenset(id(line) for line in draft.sections[item].lines)
    return Before(item, known, len(draft.notes), len(draft.decided))


def after(draft: Draft, behind: Before | None) -> None:
    """Mark what was said behind closed doors since; an interest told there is told nowhere else."""
    if behind is None:
        return
    for line in draft.sections[behind.item].lines:
        line.closed = line.closed or id(line) not in behind.lines
    since = draft.notes[behind.notes :]
    told_there = [line for line in since if line.phrase.startswith(INTERESTS)]
    draft.closed[behind.item].notes += told_there
    draft.notes[behind.notes :] = [line for line in since if line not in told_there]
    replace = msgspec.structs.replace
    draft.decided[behind.decided :] = [replace(one, closed=True) for one in draft.decided[behind.decided :]]


def open_lines(draft: Draft, section: Section) -> list[Line]:
    """The lines of an item for everybody: a stub stands where the doors were closed (R-CL2)."""
    part = draft.closed.get(str(section.item))
    if part is None:
        return section.lines
    fill: dict[str, Filling] = {"ground": Said(part.ground)}
    if part.words is not None:
        fill["text"] = Word(part.words, stop=True)
    stub = Line("closed_item" if part.words is None else "closed_item_decided", fill, part.events)
    shown = [line for line in section.lines if not line.closed]
    return [*shown, stub]


def open_decided(draft: Draft) -> list[Decided]:
    """What was decided with open doors."""
    return [one for one in draft.decided if not one.closed]


def only_closed(draft: Draft, item: str) -> Draft:
    """The draft of the closed minutes of one item: its lines behind closed doors, and nothing else."""
    section = draft.sections[item]
    alone = msgspec.structs.replace(section, lines=[line for line in section.lines if line.closed])
    return msgspec.structs.replace(
        draft,
        sections={item: alone},
        decided=[one for one in draft.decided if one.closed and str(one.item) == item],
        roll=draft.roll,
        closed={},
        notes=list(draft.closed[item].notes),
        quorum=[],
        closing=[],
        reworded=[],
        beneath=[],
    )
