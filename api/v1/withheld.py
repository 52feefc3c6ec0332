"""What stays behind closed doors, and how what outlives it is told to whom (R-CL1 to R-CL4).

Officers read all of it, members too once it was released. Until then members are told of a closed vote by its title and
its totals, and everybody else by its title: that it was decided there, and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from api.access import OFFICER
from api.scribe import sources_of, written
from governance.decision.events import DecisionMade
from governance.doors import behind_doors, made_behind
from governance.kernel import MeetingId, MinutesId
from governance.rules import closed
from governance.rules.hands import UNKNOWN
from governance.vault import WITHHELD
from projections.minutes.apply import fold
from projections.minutes.document import Sentence
from projections.minutes.shut import INTERESTS, only_closed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from api.v1.views import DecisionView
    from governance.application import Governance
    from governance.kernel import ItemId, Tier
    from governance.record import RecordedEvent
    from projections.decisions import Entry
    from projections.minutes.document import Document
    from projections.minutes.draft import Draft


class ClosedPart(msgspec.Struct, frozen=True):
    """What was said behind the doors of an item, for those who may read it: number and title of the item, and lines.

    `released` says that members may read it too.
    """

    item: UUID
    number: int
    title: str
    lines: tuple[Sentence, ...]
    released: bool


def closed_parts(governance: Governance, meeting: UUID, tier: Tier) -> tuple[ClosedPart, ...]:
    """The closed parts of a meeting that a reader of a tier may read, in the order they were closed."""
    shut = governance.meeting(MeetingId(meeting)).closed
    readable = [item for item in shut if reads_closed(governance, meeting, item, tier)]
    if not readable:
        return ()
    draft = fold(governance.whole(meeting))
    return tuple(_part(governance, draft, item) for item in readable if str(item) in draft.closed)


def closed_document(governance: Governance, draft: Draft, item: UUID) -> Document:
    """The closed minutes of an item, as a document of their own."""
    return written(sources_of(governance, only_closed(draft, str(item))), "draft", 1)


def _part(governance: Governance, draft: Draft, item: UUID) -> ClosedPart:
    parts = closed_document(governance, draft, item).parts
    number = draft.sections[str(item)].number
    title = next((part.heading for part in parts if part.number == number), "")
    interests = (line for part in parts if part.number == 1 for line in part.lines if line.phrase.startswith(INTERESTS))
    said = (line for part in parts if part.number == number for line in part.lines)
    return ClosedPart(item, number, title, (*interests, *said), draft.closed[str(item)].released)


def reads_closed(governance: Governance, meeting: UUID, item: UUID, tier: Tier) -> bool:
    """Whether a reader of a tier may read what was said behind the doors of an item: officers; members once released.

    Whether the item was closed at all is not asked here.
    """
    officer = tier >= OFFICER
    return closed.may_be_read(
        officer=officer, member=tier > 0, released=not officer and item in _released(governance, meeting)
    )


def _released(governance: Governance, meeting: UUID) -> frozenset[ItemId]:
    minutes = governance.places.minutes_of(MeetingId(meeting))
    if minutes is None:
        return frozenset()
    released: frozenset[ItemId] = governance.outliving("minutes", MinutesId(minutes)).released
    return released


def made_behind_doors(governance: Governance, made: Entry | DecisionMade) -> bool:
    """Whether a decision was made behind closed doors: what outlives them is told by the title of the closed item."""
    return made_behind(governance, made.meeting, made.item, made.words.ref)


def told(view: DecisionView, tier: Tier) -> DecisionView:
    """A decision made behind closed doors, for a reader of a tier who may not read what was said there."""
    replace = msgspec.structs.replace
    view = replace(view, cost=None, category=WITHHELD)
    if tier == 0 or view.outcome is None:
        return replace(view, outcome=None, standing=None, set_aside=None, why="")
    return replace(view, outcome=replace(view.outcome, split=UNKNOWN))


def withheld_events(governance: Governance, streams: Iterable[UUID], open_to: Mapping[Any, Tier]) -> frozenset[UUID]:
    """The events of streams that a reader cleared for them does not open: what was said and decided behind doors."""
    return frozenset(
        event for stream in streams if stream in open_to for event in _withheld(governance, stream, open_to[stream])
    )


def _withheld(governance: Governance, stream: UUID, tier: Tier) -> Iterator[UUID]:
    place = governance.find(stream)
    if place is None or tier >= OFFICER:
        return
    if place.kind == "meeting" and governance.meeting(MeetingId(stream)).closed:
        yield from _behind_doors(governance, governance.stream(stream), stream, tier)
    elif place.kind == "decision":
        made = governance.stream(stream)[0]
        event = made.event
        if not isinstance(event, DecisionMade) or reads_closed(governance, event.meeting, event.item, tier):
            return
        if made_behind_doors(governance, event):
            yield made.id


def _behind_doors(governance: Governance, events: list[RecordedEvent], meeting: UUID, tier: Tier) -> Iterator[UUID]:
    """The events between the closing of doors and their opening; those two say what everybody may know."""
    for one, item in behind_doors(events):
        if not reads_closed(governance, meeting, item, tier):
            yield one.id
