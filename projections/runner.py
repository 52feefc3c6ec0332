"""Following the record: every projection on its own, in batches, its position moved with what it writes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

import msgspec
import psycopg
import structlog

from governance.kernel import Unreachable
from projections.projection import Refold
from projections.views import Superseded, Version

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from governance.record import RecordedEvent
    from projections.projection import Projection
    from projections.views import Head, Views

LIVE_BATCH = 500
CATCH_UP_BATCH = 5000
AWAY = (psycopg.OperationalError, Unreachable)

_log = structlog.get_logger()

Progress = Callable[[str, int], object]


class Source(Protocol):
    """Where events come from."""

    def everything(self, after: int, limit: int, topics: Sequence[str] = ()) -> list[RecordedEvent]:
        """Events after a position, in order."""
        ...

    def whole(self, stream: UUID, until: int | None = None) -> list[RecordedEvent]:
        """One stream up to a position, with what tells of it elsewhere."""
        ...

    def head(self) -> int:
        """The last position."""
        ...


class Follower:
    """Keeps projections up with the record. `start` follows in a thread; `catch_up` does one round here and now."""

    def __init__(self, source: Source, views: Views, projections: Sequence[Projection[Any]]) -> None:
        self._source = source
        self._views = views
        self._projections = tuple(projections)
        self._moved = threading.Condition()
        self._positions: dict[str, int] = {}
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, wake_ups: Callable[[Callable[[], bool]], Iterator[bool]]) -> None:
        """Follow in a thread of its own, a round at every wake-up."""

        def follow() -> None:
            for _ in wake_ups(self._stopping.is_set):
                if self._stopping.is_set():
                    return
                self._round()

        self._thread = threading.Thread(target=follow, name="projections", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop following, and wait until the thread is done."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def catch_up(self) -> None:
        """Bring every projection to the end of the record."""
        for projection in self._projections:
            self._follow(projection)

    def wait_for(self, position: int, timeout: float) -> bool:
        """Wait until every sound projection has reached a position; False when `timeout` seconds were not enough."""
        deadline = time.monotonic() + timeout
        with self._moved:
            while not self._reached(position):
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                self._moved.wait(left)
        return True

    def heads(self) -> dict[str, Head]:
        """How far each projection has come, and its fault."""
        return {projection.name: self._views.head(projection) for projection in self._projections}

    def rebuild(
        self, name: str | None = None, progress: Callable[[str, int], object] = lambda _name, _at: None
    ) -> None:
        """Fold the whole record again into a new generation, and swap it in.

        Raises `KeyError` for an unknown name, `RuntimeError` for a handler's fault or a rival rebuild.
        """
        chosen = [p for p in self._projections if name in (None, p.name)]
        if not chosen:
            raise KeyError(name)
        for projection in chosen:
            generation, position = self._views.begin(projection), 0
            while True:
                position, fault = self._run(projection, generation, position, CATCH_UP_BATCH, progress)
                if fault is not None:
                    raise RuntimeError(f"{projection.name}: {fault}")
                if self._swapped(projection, generation):
                    break
            self._note(projection.name, position)

    def _swapped(self, projection: Projection[Any], generation: int) -> bool:
        try:
            return self._views.swap(projection, generation)
        except Superseded:
            raise RuntimeError(f"{projection.name}: another rebuild was quicker") from None

    def _round(self) -> None:
        for projection in self._projections:
            try:
                self._follow(projection)
            except AWAY as error:
                _log.warning("projection_waits", projection=projection.name, error=type(error).__name__)
            except Exception:  # noqa: BLE001 - the thread outlives whatever goes wrong in one projection
                _log.exception("projection_waits", projection=projection.name)

    def _follow(self, projection: Projection[Any]) -> None:
        head = self._views.head(projection)
        if head.fault is not None:
            self._note(projection.name, None)
            return
        position, fault = self._run(projection, head.generation, head.position, LIVE_BATCH)
        self._note(projection.name, None if fault else position)

    def _run(
        self,
        projection: Projection[Any],
        generation: int,
        position: int,
        batch: int,
        progress: Progress = lambda _name, _at: None,
    ) -> tuple[int, str | None]:
        while True:
            try:
                events, after = self._read(projection, position, batch)
            except AWAY:
                raise
            except Exception as error:  # noqa: BLE001 - an event that cannot be read stops its projections alone
                if batch == 1:
                    where = f"the event after {position}: {type(error).__name__}"
                    return position, self._stop(projection, generation, where)
                batch = 1
                continue
            if after == position:
                return position, None
            versions, fault = self._apply(projection, generation, events)
            if fault is not None:
                return position, self._stop(projection, generation, fault)
            if not self._views.advance(projection, generation, position, after, versions):
                return self._views.head(projection).position, None
            position = after
            progress(projection.name, position)
            if len(events) < batch:
                return position, None

    def _read(self, projection: Projection[Any], position: int, batch: int) -> tuple[list[RecordedEvent], int]:
        """The next events, and the position reached with them."""
        end = self._source.head()
        events = self._source.everything(position, batch, projection.topics)
        after = events[-1].position if len(events) == batch else max(end, position)
        return [one for one in events if one.position <= after], after

    def _stop(self, projection: Projection[Any], generation: int, fault: str) -> str:
        _log.error("projection_stopped", projection=projection.name, at=fault)
        self._views.fault(projection, generation, fault)
        return fault

    def _apply(
        self, projection: Projection[Any], generation: int, events: Sequence[RecordedEvent]
    ) -> tuple[list[Version], str | None]:
        """The documents these events make, in order; of those without history the last alone."""
        where = "its stored documents"
        versions: list[Version] = []
        last: dict[str, int] = {}
        try:
            for one in events:
                where = f"{one.event.topic} {one.id} at {one.position}"
                last.update(dict.fromkeys(projection.keys(one), one.position))
            where = "its stored documents"
            documents: dict[str, Any] = self._views.load(projection, generation, sorted(last)) if last else {}
            for one in events:
                where = f"{one.event.topic} {one.id} at {one.position}"
                for key in projection.keys(one):
                    documents[key] = self._next(projection, key, documents.get(key), one)
                    if projection.history or one.position == last[key]:
                        versions.append(Version(key, one.position, msgspec.json.encode(documents[key])))
        except AWAY:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a handler does stops that projection alone
            return [], f"{where}: {type(error).__name__}"
        return versions, None

    def _next(self, projection: Projection[Any], key: str, document: object, one: RecordedEvent) -> object:
        try:
            return projection.apply(document, one)
        except Refold:
            return projection.refold(self._source.whole(UUID(key), one.position))

    def _note(self, name: str, position: int | None) -> None:
        with self._moved:
            # A projection at fault keeps nobody waiting.
            self._positions[name] = 2**62 if position is None else position
            self._moved.notify_all()

    def _reached(self, position: int) -> bool:
        return all(self._positions.get(projection.name, 0) >= position for projection in self._projections)
