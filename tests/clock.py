"""The clock on the wall of the room: what is recorded live in a test happens at the time it names."""

from __future__ import annotations

import contextlib
import datetime as dt
import zoneinfo
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LONDON = zoneinfo.ZoneInfo("Europe/London")


class RoomClock:
    """Now, or the time it was put to."""

    def __init__(self) -> None:
        self._put_to: dt.datetime | None = None

    def __call__(self) -> dt.datetime:
        return self._put_to or dt.datetime.now(dt.UTC)

    @contextlib.contextmanager
    def at(self, when: dict[str, Any] | None) -> Iterator[None]:
        """The clock put to what an act says of its time; to the end of a day it says no more of."""
        before, self._put_to = self._put_to, None if when is None else _moment(when)
        try:
            yield
        finally:
            self._put_to = before


def _moment(when: dict[str, Any]) -> dt.datetime | None:
    try:
        told = dt.datetime.fromisoformat(f"{when['date']}T{when.get('time') or '23:59'}").replace(tzinfo=LONDON)
    except (KeyError, TypeError, ValueError):
        return None
    return min(told.astimezone(dt.UTC), dt.datetime.now(dt.UTC))


ROOM = RoomClock()
