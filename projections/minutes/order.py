"""The order of what was dealt with: matters arising come early, and what was put off may be taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.rules import order_of_business
from projections.minutes.draft import Line, Said

if TYPE_CHECKING:
    from uuid import UUID

    from projections.minutes.draft import Draft, Filling, Section

PUT_OFF = "put_off"
AFTER_ITS_TURN = "after its turn"


def put_off(phrase: str, fill: dict[str, Filling], event: UUID) -> Line:
    """That an item, or a proposal on it, was put off: as long as nobody takes it up again."""
    return Line(phrase, fill, [event], key=PUT_OFF)


def taken_up(draft: Draft, item: UUID, event: UUID) -> None:
    """What was put off is not, once the same meeting came back to it."""
    section = draft.sections[str(item)]
    waiting = [line for line in section.lines if line.key == PUT_OFF]
    if not waiting:
        return
    told = [one for line in waiting for one in line.events]
    again = Line("taken_up_again", {}, [*told, event])
    section.lines[:] = [line for line in section.lines if line.key != PUT_OFF]
    section.lines.append(again)


def in_turn(draft: Draft, item: UUID, event: UUID) -> None:
    """That we came to an item of the agenda after one that stands behind it (R-MO5)."""
    section = draft.sections[str(item)]
    if section.opened:
        return
    section.opened = True
    before = {other.number for other in draft.sections.values() if other.opened and not other.late}
    after = None if section.late else order_of_business.taken_after(section.number, before)
    if after is not None:
        section.lines.append(Line("after_its_turn", {"n": Said(str(after))}, [event], key=AFTER_ITS_TURN))


def nothing_told(section: Section) -> bool:
    """Whether nothing is told of an item but when we came to it."""
    return all(line.key == AFTER_ITS_TURN for line in section.lines)


def as_dealt_with(draft: Draft) -> list[Section]:
    """The parts by number; matters arising that only came up at the meeting follow the minutes, or come first (R-MO5).

    Every part keeps its number: that is what people at the meeting call it by.
    """
    by_number = sorted(draft.sections.values(), key=lambda section: section.number)
    late = [section for section in by_number if section.arising and section.late]
    rest = [section for section in by_number if section not in late]
    approving = {str(draft.motions[motion].item) for motion in draft.brought if motion in draft.motions}
    after = next((n for n, section in enumerate(rest, 1) if str(section.item) in approving), 0)
    return [*rest[:after], *late, *rest[after:]]
