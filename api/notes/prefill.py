"""The page before anything is typed: the agenda, who came last time, and what was left over from then."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from api.notes.notes import Entry, ItemNotes, Notes
from api.notes.standing import HELD, left_over, put_off
from api.pages.language import gettext as _
from api.pages.rendering import day as a_day
from governance.kernel import MeetingId, Sealed
from governance.meeting.events import ItemProposed, MeetingCalled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.notes.names import Names
    from api.notes.standing import LeftOver
    from governance.action.state import ActionState
    from governance.application import Governance
    from governance.kernel import Moment
    from governance.meeting.state import MeetingState
    from governance.reader import Directory
    from projections.meetings import Call

LEFT_OVER = {"deferred", "stood_over"}
# Agenda items that come before matters arising, by how groups call them.
OPENING = re.compile(r"\b(?:welcome|introductions?|apolog(?:y|ies)|interests?|minutes)\b", re.IGNORECASE)


class Topic(msgspec.Struct, frozen=True):
    """An item as the page heads it: its number, its title, and whether a decision is expected."""

    number: str
    title: str
    for_decision: bool


def topics(governance: Governance, meeting: MeetingId) -> tuple[Topic, ...]:
    """The items of a meeting with their titles, in order."""
    titles = _titles(governance, meeting)
    words = governance.words(titles.values())
    items = governance.meeting(meeting).items
    return tuple(Topic(str(kept.number), words[titles[item].ref], kept.for_decision) for item, kept in items.items())


def before(governance: Governance, calls: list[Call], starts: Moment) -> MeetingState | None:
    """The last meeting held before a moment, among the calls of a group."""
    for call in reversed(calls):
        if call.starts.before(starts):
            state = governance.meeting(MeetingId(call.meeting))
            if state.stage in HELD:
                return state
    return None


def prefilled(
    governance: Governance, meeting: MeetingId, names: Names, directory: Directory, last: MeetingState | None
) -> Notes:
    """Notes to begin with."""
    state = governance.meeting(meeting)
    assert state.starts is not None, "a called meeting has a start"
    slugs = {seat: slug for slug, seat in directory.seats.items()}
    over = left_over(governance, state, names, directory)
    here = last.present - last.deputies.keys() if last is not None and last.present is not None else frozenset()
    return Notes(
        started=state.starts.clock or "",
        present=tuple(seat.slug for seat in names.seats if directory.seats[seat.slug] in here),
        apologies=tuple(slugs[seat] for seat in state.apologies if seat in slugs),
        presider=_office(names, governance, meeting, directory, "chair"),
        minute_taker=_office(names, governance, meeting, directory, "secretary"),
        items=(
            *_taken_up(_with_actions(governance, meeting, names, directory), over),
            *_carried(governance, last, meeting, over),
        ),
    )


def _with_actions(
    governance: Governance, meeting: MeetingId, names: Names, directory: Directory
) -> tuple[ItemNotes, ...]:
    """The agenda, with what is overdue under matters arising; an item of that name where the agenda has none."""
    agenda, overdue = _agenda(governance, meeting), _overdue(governance, meeting, names, directory)
    if not overdue:
        return agenda
    kinds = {str(kept.number): kept.kind for kept in governance.meeting(meeting).items.values()}
    called = _("Matters arising")
    same = (one for one in agenda if one.title.strip().casefold() == called.casefold())
    arising = next((one for one in agenda if kinds[one.number] == "matters_arising"), next(same, None))
    if arising is None:
        first = _first_business(agenda)
        return (*agenda[:first], ItemNotes(kind="arising", title=called, entries=overdue), *agenda[first:])
    more = msgspec.structs.replace(arising, kind="arising", entries=(*overdue, *arising.entries))
    return tuple(more if one is arising else one for one in agenda)


def _first_business(agenda: tuple[ItemNotes, ...]) -> int:
    """Where matters arising belong: before everything but the openings, such as apologies and the last minutes."""
    return next((n for n, one in enumerate(agenda) if not OPENING.search(one.title)), len(agenda))


def _overdue(governance: Governance, meeting: MeetingId, names: Names, directory: Directory) -> tuple[Entry, ...]:
    """A note offered for each action whose day had passed as the meeting began, which names its owner as minutes do."""
    state = governance.meeting(meeting)
    assert state.starts is not None, "a called meeting has a start"
    assert state.group is not None, "a called meeting has a group"
    every: list[ActionState] = [governance.outliving("action", one) for one in governance.places.actions(state.group)]
    day = state.starts.local[:10]
    late = [one for one in every if one.overdue(day) and one.words is not None and one.owner is not None]
    words = governance.words(one.words for one in late if one.words is not None)
    owners = directory.labels | {directory.seats[seat.slug]: seat.label for seat in names.seats}
    news = (
        _("%(owner)s still has to %(what)s. It was to be done by %(day)s.")
        % {"owner": owners[one.owner], "what": words[one.words.ref].rstrip("."), "day": a_day(one.due)}
        for one in late
        if one.words is not None and one.owner is not None and one.due is not None
    )
    return tuple(Entry(kind="note", words=line, offered=line) for line in news)


def _agenda(governance: Governance, meeting: MeetingId) -> tuple[ItemNotes, ...]:
    return tuple(
        ItemNotes(number=topic.number, title=topic.title, entries=_blank(for_decision=topic.for_decision))
        for topic in topics(governance, meeting)
    )


def _blank(*, for_decision: bool) -> tuple[Entry, ...]:
    return (Entry(kind="note"), Entry(kind="proposal")) if for_decision else (Entry(kind="note"),)


def _taken_up(items: tuple[ItemNotes, ...], over: Sequence[LeftOver]) -> tuple[ItemNotes, ...]:
    """The agenda, with what stood over where an item is called as it was then."""
    return tuple(msgspec.structs.replace(item, entries=_with(item, over)) for item in items)


def _with(item: ItemNotes, over: Sequence[LeftOver]) -> tuple[Entry, ...]:
    back = tuple(one.entry for one in over if one.comes_back and _same(one.title, item.title))
    first = (entry for entry in item.entries if not back or entry != Entry(kind="proposal"))
    return (*first, *back)


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _carried(
    governance: Governance, last: MeetingState | None, meeting: MeetingId, over: Sequence[LeftOver]
) -> tuple[ItemNotes, ...]:
    """What the last meeting left undecided and this agenda does not name, with the proposals that stood over."""
    if last is None or last.meeting is None:
        return ()
    here = [topic.title for topic in topics(governance, meeting)]
    left = [topic for topic in topics(governance, last.meeting) if not any(_same(topic.title, one) for one in here)]
    back = put_off(governance, last, governance.meeting(meeting))
    blank = (Entry(kind="note"), Entry(kind="proposal"))
    mine = [one for one in over if one.meeting == last.meeting]
    return tuple(
        ItemNotes(title=topic.title, entries=_with(ItemNotes(title=topic.title, entries=blank), mine))
        for topic in left
        if any(
            str(kept.number) == topic.number and (kept.stage in LEFT_OVER or item in back)
            for item, kept in last.items.items()
        )
    )


def _titles(governance: Governance, meeting: MeetingId) -> dict[UUID, Sealed]:
    found: dict[UUID, Sealed] = {}
    for one in governance.stream(meeting):
        match one.event:
            case MeetingCalled(agenda=agenda):
                found |= {entry.item: entry.title for entry in agenda}
            case ItemProposed(entry=entry):
                found[entry.item] = entry.title
            case _:
                pass
    return found


def _office(names: Names, governance: Governance, meeting: MeetingId, directory: Directory, kind: str) -> str:
    state = governance.meeting(meeting)
    assert state.group is not None, "a called meeting has a group"
    assert state.starts is not None, "a called meeting has a start"
    group = governance.group(state.group)
    slugs = {seat: slug for slug, seat in directory.seats.items()}
    seat = group.office_of(kind, state.starts)  # type: ignore[arg-type]
    found = names.seat(slugs.get(seat, "")) if seat is not None else None
    return found.label if found else ""
