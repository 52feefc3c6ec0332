"""The streams of a record as they stand, one event after another; what is not open leaves its stream unknown."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_args

from governance.decision import state as decision
from governance.decision.events import Making
from governance.group import state as group
from governance.group.events import GroupFounded
from governance.meeting import evolve as meeting
from governance.meeting.events import ActStruck, MeetingCalled
from governance.organisation import state as organisation
from governance.organisation.events import OrganisationFounded
from governance.outliving import OUTLIVING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from governance.kernel import Fact
    from governance.record import RecordedEvent

    Fold = Callable[..., Any]

# By the event that opens a stream, as `governance.reader` has it.
FOLDS: Mapping[str, Fold] = MappingProxyType(
    {
        OrganisationFounded.topic: organisation.fold,
        GroupFounded.topic: group.fold,
        MeetingCalled.topic: meeting.fold,
        **{kind.topic: decision.fold for kind in get_args(Making)},
        **{topic: kind.fold for kind in OUTLIVING.values() for topic in kind.opens},
    }
)


class NotOpen(Exception):
    """Something that an outcome rests on is not open to this reader."""


class Standing:
    """What every stream says so far."""

    def __init__(self) -> None:
        self._events: dict[UUID, list[RecordedEvent]] = {}
        self._facts: dict[UUID, list[Fact]] = {}
        self._versions: dict[UUID, int] = {}
        self._states: dict[UUID, Any] = {}
        self._shut: set[UUID] = set()

    def state(self, stream: UUID) -> Any:
        """A stream as folded. Raises `NotOpen` for one that is not known whole."""
        if stream in self._shut or stream not in self._states:
            raise NotOpen
        return self._states[stream]

    def events(self, stream: UUID, until: int | None = None) -> list[RecordedEvent]:
        """The events of a stream, up to a position. Raises `NotOpen` for one that is not known whole."""
        if stream in self._shut:
            raise NotOpen
        return [one for one in self._events.get(stream, ()) if until is None or one.position <= until]

    def step(self, one: RecordedEvent) -> None:
        """One event more."""
        stream = one.stream
        if not self._follows(stream, one.version) or stream in self._shut:
            return
        self._events.setdefault(stream, []).append(one)
        facts = self._facts.setdefault(stream, [])
        facts.append(one.fact)
        fold = FOLDS.get(self._events[stream][0].event.topic)
        if fold is None:
            return
        struck = isinstance(one.event, ActStruck)
        self._states[stream] = fold(facts) if struck else fold(facts[-1:], self._states.get(stream))

    def pass_over(self, stream: UUID, version: int) -> None:
        """One event that counts as absent."""
        self._follows(stream, version)

    def shut(self, stream: UUID, version: int) -> None:
        """One event that is not open: from here on nothing is said of its stream."""
        self._versions[stream] = version
        self._shut.add(stream)

    def _follows(self, stream: UUID, version: int) -> bool:
        """Whether this is the next version; where others were left out the stream is not known."""
        follows = self._versions.get(stream, 0) + 1 == version
        self._versions[stream] = version
        if not follows:
            self._shut.add(stream)
        return follows
