"""Whether the times of entries fit what witnesses saw when: each cosignature says how far the log had come by then."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Protocol

from governance.log.cosignature import cosigned_at
from governance.log.note import COSIGNATURE
from governance.log.walk import APART_SECONDS, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.log.note import Opened

_LAST = 253_402_300_799  # the last second of the year 9999


class Stamped(Protocol):
    """An entry, for when it was recorded."""

    @property
    def recorded(self) -> str:
        """RFC 3339, UTC."""
        ...

    @property
    def clock(self) -> str:
        """Whose time that is."""
        ...


class Times:
    """The entries on either side of heads of some sizes, by when they were recorded.

    Times rise from entry to entry, so these two speak for all before and after. In a record that takes its times from
    a file they say nothing.
    """

    def __init__(self, sizes: Iterable[int]) -> None:
        self._ahead = sorted(sizes, reverse=True)
        self._last: tuple[int, Stamped] | None = None
        self._before: dict[int, tuple[int, Stamped] | None] = {}
        self._after: dict[int, tuple[int, Stamped]] = {}

    def step(self, position: int, entry: Stamped) -> None:
        """Go on to the next entry that is there."""
        while self._ahead and self._ahead[-1] < position:
            size = self._ahead.pop()
            self._before[size], self._after[size] = self._last, (position, entry)
        self._last = position, entry

    def against(self, size: int, seen: Iterable[int]) -> list[Finding]:
        """What does not fit a head of this size that witnesses saw at these times (POSIX seconds)."""
        found, times = [], sorted(seen)
        after, before = self._after.get(size), self._before.get(size, self._last)
        if times and after is not None and _seconds(after[1]) < times[-1] - APART_SECONDS:
            words = f"a witness saw at {_spoken(times[-1])} that the log had {size} entries"
            found.append(Finding(after[0], f"its time, {after[1].recorded}, is too early: {words}, without this one"))
        if times and before is not None and _seconds(before[1]) > times[0] + APART_SECONDS:
            words = f"a witness saw it at {_spoken(times[0])}"
            found.append(Finding(before[0], f"its time, {before[1].recorded}, is too late: {words}"))
        return [] if self._last is None or self._last[1].clock != "database" else found


def witnessed(opened: Opened) -> list[int]:
    """When witnesses signed a head, in POSIX seconds."""
    return [cosigned_at(one.signature) for key, one in opened.verified if key.algorithm == COSIGNATURE]


def _seconds(entry: Stamped) -> float:
    return dt.datetime.fromisoformat(entry.recorded).timestamp()


def _spoken(seconds: int) -> str:
    if seconds > _LAST:
        return f"second {seconds}"
    return dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
