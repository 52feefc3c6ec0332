"""What an act is decided with: the states it may read, and the versions they were read at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

import msgspec

from governance import earlier, openness, untold
from governance.acts import Act, Line, written_up_on
from governance.answering import ORGANISATION
from governance.custody.commands import ChangeTier, EraseBody, RedactWords
from governance.desk import ActDesk
from governance.group import commands as group_commands
from governance.group import state as group_state
from governance.kernel import (
    Command,
    GroupId,
    MeetingId,
    Moment,
    PersonId,
    SeatId,
    StreamId,
)
from governance.meeting import commands as meeting_commands
from governance.meeting import state as meeting_state
from governance.minutes.earlier import Earlier, Scribe
from governance.motion import procedure_commands
from governance.organisation import decide as organisation_decide
from governance.organisation import state as organisation_state
from governance.organisation.privacy_commands import DecideErasure
from governance.outliving import OUTLIVING
from governance.reader import NotFound, Reader
from governance.resolution.commands import TakeChairsAction

if TYPE_CHECKING:
    from governance.custody.events import Widened
    from governance.minutes.state import MinutesState


def load(
    reader: Reader, command: Command, line: Line | None, now: dt.datetime, scribe: Callable[[Reader], Scribe] | None
) -> Act:
    """What a command is decided with. Raises `NotFound` for what it names and is not there."""
    ids = None if line is None else line.ids
    organisation = reader.organisation()
    if isinstance(command, ORGANISATION):
        desk = desk_of(reader, None, None, command.mode, command.by, ids, now, organisation)
        desk.set_when(command.when, desk.today)
        stream = organisation.organisation
        read = {} if stream is None else {StreamId(stream): reader.version(stream)}
        seated = _seated(reader, command, desk.today)
        named = {"event": _event(reader, command.event)} if isinstance(command, EraseBody) else {}
        return Act(
            desk=desk,
            organisation=organisation,
            group=None,
            meeting=None,
            group_id=None,
            read=read,
            named=named,
            seated=seated,
        )
    if isinstance(command, group_commands.FoundGroup):
        zone = msgspec.structs.replace(
            organisation, zone=organisation_decide.known_zone(command.zone or organisation.zone)
        )
        desk = desk_of(reader, None, None, command.mode, command.by, ids, now, zone)
        desk.set_when(command.when, desk.today)
        none = group_state.GroupState()
        return Act(desk=desk, organisation=organisation, group=none, meeting=None, group_id=None, read={})
    return _of_a_group(reader, command, ids, now, organisation, scribe)


def _event(reader: Reader, event: UUID) -> tuple[str | None, bool, tuple[Widened, ...]]:
    """The topic of an event, whether what it says is erased, and its words as they were sealed anew."""
    row, now = reader.store.read_event(event), openness.changed(reader).get(event)
    return (None, False, ()) if row is None else (row.topic, row.state is None, now.words if now else ())


def _seated(reader: Reader, command: Command, today: Moment) -> frozenset[PersonId]:
    """The person a command would erase, where they still hold a seat."""
    if not isinstance(command, DecideErasure):
        return frozenset()
    sits = any(reader.group(group).seats_of(command.person, today) for group in reader.groups())
    return frozenset((command.person,)) if sits else frozenset()


def _of_a_group(
    reader: Reader,
    command: Command,
    ids: Callable[[str], UUID] | None,
    now: dt.datetime,
    organisation: organisation_state.OrganisationState,
    scribe: Callable[[Reader], Scribe] | None,
) -> Act:
    meeting = None
    target = getattr(command, "meeting", None)
    if target is not None:
        meeting = reader.meeting(target)
        assert meeting.group is not None
    elif isinstance(command, meeting_commands.CallMeeting):
        meeting = meeting_state.MeetingState()
    named, read = _named(reader, command, meeting)
    about = earlier.about(reader, command, meeting, named.get("action"))
    if about is not None and about.decision is not None:
        named["decision"] = about
        read[StreamId(about.decision)] = reader.version(about.decision)
    group_id = _group_of(command, meeting, named)
    earlier.on_the_agenda(reader, command, group_id)
    group = reader.group(group_id)
    desk = desk_of(reader, group, group_id, command.mode, command.by, ids, now, organisation)
    desk.set_when(command.when, written_up_on(command, meeting, desk))
    read[StreamId(group_id)] = reader.version(group_id)
    if isinstance(command, RedactWords):
        named["words"] = reader.typed_in(group_id, command.words)
        named["copies"] = reader.copies_of(group_id, named["words"].values()) | openness.anew(reader, command.words)
    if isinstance(command, ChangeTier):
        named["openable"] = openness.openable(reader, group_id, command)
    if meeting is not None and meeting.meeting is not None:
        read[StreamId(meeting.meeting)] = reader.version(meeting.meeting)
    behind = earlier.resting_on(reader, command)
    if behind is not None:
        assert behind.decision.decision is not None, "it was found"
        read[StreamId(behind.decision.decision)] = reader.version(behind.decision.decision)
        if behind.meeting is not None and behind.meeting.meeting is not None:
            read[StreamId(behind.meeting.meeting)] = reader.version(behind.meeting.meeting)
    left_over = None
    if isinstance(command, procedure_commands.TakeUnfinishedBusiness) and meeting is not None:
        left_over = _left_over(reader, command, meeting, group_id, read)
    return Act(
        desk=desk,
        organisation=organisation,
        group=group,
        meeting=meeting,
        group_id=group_id,
        read=read,
        named=named,
        earlier=_earlier(reader, named, read, scribe),
        decision=about,
        suggested=earlier.suggested(reader, command, group_id),
        spent=_spent(reader, group_id, command, desk.when),
        left_over=left_over,
        behind=behind,
    )


def _spent(reader: Reader, group: GroupId, command: Command, at: Moment) -> int:
    """What the chair spent alone in this stretch between meetings, where they act alone again."""
    if not isinstance(command, TakeChairsAction):
        return 0
    return untold.spent(reader, group, at, live=command.mode == "live")


def _earlier(
    reader: Reader,
    named: Mapping[str, Any],
    read: dict[StreamId, int],
    scribe: Callable[[Reader], Scribe] | None,
) -> Earlier | None:
    """The minutes an act is about, with the meeting they are of."""
    minutes: MinutesState | None = named.get("minutes")
    if minutes is None or minutes.meeting is None:
        return None
    meeting = reader.meeting(minutes.meeting)
    read[StreamId(minutes.meeting)] = reader.version(minutes.meeting)
    return Earlier(minutes, meeting, None if scribe is None else scribe(reader))


def _about(reader: Reader, command: Command, field: str, meeting: meeting_state.MeetingState | None) -> UUID | None:
    """What outlives a meeting that the command names, or that the motion or the slip it names is about."""
    thing = getattr(command, field, None)
    if isinstance(thing, UUID):
        return thing
    if field != "minutes" or meeting is None or meeting.meeting is None:
        return None
    if isinstance(command, meeting_commands.StrikeAct):
        return reader.places.minutes_of(meeting.meeting)
    matter = meeting.matters.get(getattr(command, "motion", None))  # type: ignore[arg-type]
    return None if matter is None else matter.minutes


def _named(
    reader: Reader, command: Command, meeting: meeting_state.MeetingState | None
) -> tuple[dict[str, Any], dict[StreamId, int]]:
    """What the command is about that outlives a meeting, and the versions it was read at."""
    named: dict[str, Any] = {}
    read: dict[StreamId, int] = {}
    for field in OUTLIVING:
        thing = _about(reader, command, field, meeting)
        if thing is not None:
            named[field] = reader.outliving(field, thing)
            read[StreamId(thing)] = reader.version(thing)
    return named, read


def _left_over(
    reader: Reader,
    command: procedure_commands.TakeUnfinishedBusiness,
    meeting: meeting_state.MeetingState,
    group_id: GroupId,
    read: dict[StreamId, int],
) -> tuple[meeting_state.MeetingState, bool]:
    """The meeting a motion was last before, and whether none of the group's came between. Raises `NotFound`."""
    place = reader.find(command.motion)
    if place is None or place.kind != "motion" or place.group != group_id:
        raise NotFound("motion", "/motion")
    before = reader.meeting(MeetingId(place.stream))
    read[StreamId(place.stream)] = reader.version(place.stream)
    others = (reader.meeting(other) for other in reader.places.meetings(group_id))
    return before, not any(meeting_state.between(before, other, meeting) for other in others)


def desk_of(
    reader: Reader,
    group: group_state.GroupState | None,
    subject: GroupId | None,
    mode: Literal["live", "written_up"],
    by: SeatId | None,
    ids: Callable[[str], UUID] | None,
    now: dt.datetime,
    organisation: organisation_state.OrganisationState | None = None,
) -> ActDesk:
    """The time, the ids and the sealing an act is decided with."""

    def slugs() -> frozenset[str]:
        if subject is None:
            return frozenset(reader.directory(g).slug for g in reader.groups())
        directory = reader.directory(subject)
        return frozenset(directory.seats) | frozenset(directory.offices)

    zone = group.zone if group else organisation.zone if organisation else "Europe/London"
    return ActDesk(
        reader.vault,
        zone=zone,
        now=now,
        mode=mode,
        by=by,
        subject=subject,
        group=group,
        ids=ids,
        slugs=slugs,
    )


def _group_of(command: Command, meeting: meeting_state.MeetingState | None, named: Mapping[str, Any]) -> GroupId:
    """The group an act belongs to: the meeting's, else of what the act is about, else the one it names."""
    if meeting is not None and meeting.group is not None:
        return meeting.group
    about = named.get(command.home or "")
    return about.group if about is not None else command.group  # type: ignore[attr-defined, no-any-return]
