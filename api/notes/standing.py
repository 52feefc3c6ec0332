"""What earlier meetings left over and none took up since, as notes to begin with (R-IQ3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from api.notes.notes import Change, Entry, ItemNotes, Notes
from governance.motion.procedure_events import BusinessDisposed
from governance.rules.amendments import Edit
from governance.rules.unfinished import LEFT_OVER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from uuid import UUID

    from api.notes.names import Names
    from governance.application import Governance
    from governance.kernel import ItemId, Moment, MotionId, SeatId
    from governance.meeting.state import MeetingState
    from governance.motion.state import Motion
    from governance.reader import Directory

HELD = {"open", "adjourned", "closed"}


class LeftOver(msgspec.Struct, frozen=True):
    """A proposal that stood over: at which meeting, that day, under which title, and as an entry.

    `comes_back`: it was not put off, or to a day that has come by now.
    """

    meeting: UUID
    met: Moment
    title: str
    entry: Entry
    comes_back: bool


def left_over(governance: Governance, now: MeetingState, names: Names, directory: Directory) -> tuple[LeftOver, ...]:
    """What stood over at the meetings held before this one, the latest first."""
    assert now.group is not None, "a called meeting has a group"
    assert now.starts is not None, "a called meeting has a start"
    states = (governance.meeting(one) for one in governance.places.meetings(now.group) if one != now.meeting)
    held = [(one.starts, one) for one in states if one.stage in HELD and one.starts is not None]
    before = [(at, one) for at, one in held if at.before(now.starts)]
    called = _Called(names, directory)
    return tuple(
        one
        for at, state in sorted(before, key=lambda pair: pair[0].instant, reverse=True)
        for one in _of(governance, state, at, called, put_off(governance, state, now))
    )


def put_off(governance: Governance, held: MeetingState, now: MeetingState) -> frozenset[ItemId]:
    """The items whose business a meeting put off to this one, or to a day that has come by now."""
    assert held.meeting is not None, "a meeting that was held"
    assert now.starts is not None, "a called meeting has a start"
    put_off = (one.event for one in governance.stream(held.meeting) if isinstance(one.event, BusinessDisposed))
    day = now.starts.date.isoformat()
    return frozenset(one.item for one in put_off if one.how == "postponed" and (one.until or day) <= day)


def waiting(notes: Notes) -> bool:
    """Whether something that was left over was chosen and is not shown yet."""
    return any(_chosen(entry) for item in notes.items for entry in item.entries)


def filled(notes: Notes, standing: Sequence[LeftOver]) -> Notes:
    """The notes with each proposal that was chosen as it stood over; what was typed beside it stays."""
    known = {one.entry.about: one for one in standing}
    return msgspec.structs.replace(notes, items=tuple(_filled(item, known) for item in notes.items))


def _filled(item: ItemNotes, known: Mapping[str, LeftOver]) -> ItemNotes:
    title, entries = item.title, []
    for entry in item.entries:
        found = known.get(entry.about) if _chosen(entry) else None
        if found is None:
            entries.append(entry)
            continue
        title = title if item.number or title.strip() else found.title
        over, new = found.entry, tuple(change for change in entry.changes if not change.kept)
        entries.append(
            msgspec.structs.replace(
                entry, words=over.words, mover=over.mover, seconder=over.seconder, changes=(*over.changes, *new),
                offered=entry.about,
            )
        )  # fmt: skip
    return msgspec.structs.replace(item, title=title, entries=tuple(entries))


def _chosen(entry: Entry) -> bool:
    """Whether it was chosen from the list and is not shown yet."""
    return entry.kind == "left_over" and entry.about != entry.offered


class _Called:
    """What the page calls a seat: as the meeting that is written up does, else by its own name."""

    def __init__(self, names: Names, directory: Directory) -> None:
        self._slugs = {seat: slug for slug, seat in directory.seats.items()}
        self._labels = directory.labels
        self._names = names

    def __call__(self, seat: SeatId | None) -> str:
        if seat is None:
            return ""
        found = self._names.seat(self._slugs.get(seat, ""))
        return found.label if found else self._labels.get(seat, "")


def _of(
    governance: Governance, state: MeetingState, met: Moment, called: _Called, back: frozenset[ItemId]
) -> Iterator[LeftOver]:
    assert state.meeting is not None, "a meeting that was held"
    over = [q for q in state.motions.values() if q.stage in LEFT_OVER and _is_here(governance, q.id, state)]
    words = governance.words([*(q.words for q in over), *(i.title for i in state.items.values() if i.title)])
    for base in over:
        if base.amends is not None or base.kind is not None or base.options is not None:
            continue
        item = state.items[base.item]
        assert item.title is not None, "an item has a title"
        # A change to a change comes before what it changes.
        changes = sorted((q for q in over if _root(state, q) == base.id and q.amends), key=lambda q: -q.degree)
        entry = Entry(
            kind="left_over", about=str(base.id), offered=str(base.id), words=words[base.words.ref],
            mover=called(base.mover), seconder=called(base.seconder),
            changes=tuple(_change(q, words[q.words.ref], called) for q in changes),
        )  # fmt: skip
        comes_back = base.stage == "stood_over" or base.item in back
        yield LeftOver(state.meeting, met, words[item.title.ref], entry, comes_back)


def _is_here(governance: Governance, motion: MotionId, state: MeetingState) -> bool:
    """Whether no later meeting took it up."""
    place = governance.find(motion)
    return place is not None and place.stream == state.meeting


def _root(state: MeetingState, motion: Motion) -> MotionId:
    while motion.amends is not None and motion.amends in state.motions:
        motion = state.motions[motion.amends]
    return motion.id


def _change(motion: Motion, script: str, called: _Called) -> Change:
    edits = msgspec.json.decode(script, type=tuple[Edit, ...])
    return Change(
        kept=str(motion.id), mover=called(motion.mover), seconder=called(motion.seconder),
        old=" … ".join(one.remove for one in edits), new=" … ".join(one.insert for one in edits),
    )  # fmt: skip
