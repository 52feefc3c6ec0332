"""The page before anything is typed: the agenda, who came last time, and what was left over from then."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from api.notes.notes import Entry, ItemNotes, Notes
from api.pages.language import gettext as _
from api.pages.rendering import day as a_day
from governance.kernel import MeetingId, Sealed
from governance.meeting.events import ItemProposed, MeetingCalled
from governance.motion.events import MotionMoved
from governance.motion.procedure_events import BusinessDisposed

if TYPE_CHECKING:
    from api.notes.names import Names
    from governance.action.state import ActionState
    from governance.application import Governance
    from governance.kernel import ItemId, Moment, SeatId
    from governance.meeting.state import MeetingState
    from governance.reader import Directory
    from projections.meetings import Call

LEFT_OVER = {"deferred", "stood_over"}
HELD = {"open", "adjourned", "closed"}
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
    here = last.present - last.deputies.keys() if last is not None and last.present is not None else frozenset()
    return Notes(
        started=state.starts.clock or "",
        present=tuple(seat.slug for seat in names.seats if directory.seats[seat.slug] in here),
        apologies=tuple(slugs[seat] for seat in state.apologies if seat in slugs),
        presider=_office(names, governance, meeting, directory, "chair"),
        minute_taker=_office(names, governance, meeting, directory, "secretary"),
        items=(
            *_with_actions(governance, meeting, names, directory),
            *_carried(governance, last, names, slugs, meeting),
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


def _carried(
    governance: Governance,
    last: MeetingState | None,
    names: Names,
    slugs: dict[SeatId, str],
    meeting: MeetingId,
) -> tuple[ItemNotes, ...]:
    """What the last meeting left undecided and this agenda does not name, proposals with who moved them."""
    if last is None or last.meeting is None:
        return ()
    here = {topic.title.casefold() for topic in topics(governance, meeting)}
    left = [topic for topic in topics(governance, last.meeting) if topic.title.casefold() not in here]
    back = _put_off(governance, last, governance.meeting(meeting))
    standing = _standing(governance, last, names, slugs, back)
    return tuple(
        ItemNotes(title=topic.title, entries=(Entry(kind="note"), standing.get(topic.number, Entry(kind="proposal"))))
        for topic in left
        if any(
            str(kept.number) == topic.number and (kept.stage in LEFT_OVER or item in back)
            for item, kept in last.items.items()
        )
    )


def _put_off(governance: Governance, last: MeetingState, now: MeetingState) -> frozenset[ItemId]:
    """The items whose business the last meeting put off to this one, or to a day that has come by now."""
    assert last.meeting is not None, "a meeting that was held"
    assert now.starts is not None, "a called meeting has a start"
    put_off = (one.event for one in governance.stream(last.meeting) if isinstance(one.event, BusinessDisposed))
    day = now.starts.date.isoformat()
    return frozenset(one.item for one in put_off if one.how == "postponed" and (one.until or day) <= day)


def _standing(
    governance: Governance, last: MeetingState, names: Names, slugs: dict[SeatId, str], back: frozenset[ItemId]
) -> dict[str, Entry]:
    """The proposals that stood over, or come `back` with an item that was put off, by the number of their item."""
    over = {
        q.id: q
        for q in last.motions.values()
        if (q.stage == "stood_over" or (q.stage == "postponed" and q.item in back)) and q.amends is None
    }
    assert last.meeting is not None, "a meeting that was held"
    moved = [one.event for one in governance.stream(last.meeting) if isinstance(one.event, MotionMoved)]
    words = governance.words(event.words for event in moved if event.motion in over)

    def called(seat: SeatId | None) -> str:
        found = names.seat(slugs.get(seat, "")) if seat is not None else None
        return found.label if found else ""

    return {
        str(last.items[event.item].number): Entry(
            kind="proposal",
            words=words[event.words.ref],
            mover=called(event.mover),
            seconder=called(over[event.motion].seconder),
        )
        for event in moved
        if event.motion in over
    }


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
