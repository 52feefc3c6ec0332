"""Putting the parts together: the database, the keys and the application."""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import uuid
from typing import TYPE_CHECKING

from api.faults import Fault
from api.scribe import RecordScribe
from governance import keys
from governance.acts import Principal
from governance.application import Governance
from governance.embedded import EmbeddedPostgres
from governance.inspection import origin
from governance.keys import KeyFault
from governance.migrate import identified, identify, migrate
from governance.organisation.commands import FoundOrganisation
from governance.signing import LogSigner
from governance.store import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from api.settings import Settings

APPLICATION_ROLE = "minutebook_app"
LOG_ROLE = "minutebook_log"
OPERATOR = Principal("operator")
# A demonstration tells of the past: it begins before the first evening in it.
DEMONSTRATION_BEGAN = dt.datetime(2025, 11, 3, 9, 0, tzinfo=dt.UTC)


class NotInitialised(Exception):
    """There is no record here yet."""


def calm_collector() -> None:
    """Collect garbage less often: events are many small objects without cycles, and it was most of a read."""
    gc.set_threshold(100_000, 20, 100)


@contextlib.contextmanager
def database(settings: Settings) -> Iterator[tuple[str, str]]:
    """The connection strings of the owner and of the application; an embedded cluster runs meanwhile."""
    if settings.database_url:
        yield settings.owner_url or settings.database_url, settings.database_url
        return
    with EmbeddedPostgres(settings.folder / "postgres") as cluster:
        cluster.create_database()
        yield cluster.dsn(), cluster.dsn(user=APPLICATION_ROLE)


@contextlib.contextmanager
def opened(
    settings: Settings, *, pool: int | None = None, clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
) -> Iterator[Governance]:
    """The application over its record. Raises `NotInitialised` before `init`."""
    folder = settings.folder / "keys"
    if not (folder / keys.SIGNING).exists():
        raise NotInitialised
    calm_collector()
    with database(settings) as (owner, application):
        if not settings.database_url:
            migrate(owner)
        governance = Governance(
            application,
            signer=keys.signer(folder),
            wrapping=keys.wrapping_key(folder),
            pool=pool or settings.threads,
            clock=clock,
            scribe=RecordScribe,
        )
        try:
            yield governance
        finally:
            governance.close()


@contextlib.contextmanager
def log_opened(settings: Settings) -> Iterator[LogSigner]:
    """The signer of the log over its record. Raises `NotInitialised` before the organisation was founded."""
    folder = settings.folder / "keys"
    if not (folder / keys.SIGNING).exists():
        raise NotInitialised
    keys.create(folder)
    with _log_database(settings) as dsn, reading(dsn) as store:
        name = origin(store)
        if name is None:
            raise NotInitialised
        yield LogSigner(store, dsn, folder, name)


@contextlib.contextmanager
def _log_database(settings: Settings) -> Iterator[str]:
    if settings.database_url:
        if not settings.log_url:
            raise Fault("say how the log's role reaches the database: MINUTEBOOK_LOG_URL")
        yield settings.log_url
        return
    with EmbeddedPostgres(settings.folder / "postgres") as cluster:
        cluster.create_database()
        migrate(cluster.dsn())
        yield cluster.dsn(user=LOG_ROLE)


def prepare(settings: Settings, *, demonstration: bool = False) -> None:
    """Make keys, database and record where they are not there yet. Raises `KeyFault` for a record without its keys."""
    folder = settings.folder / "keys"
    settings.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    with database(settings) as (owner, _):
        migrate(owner)
        if identified(owner) and not (folder / keys.SIGNING).exists():
            raise KeyFault(f"there is a record, but {folder / keys.SIGNING} is missing; restore the keys")
        keys.create(folder)
        identify(owner, uuid.uuid4(), demonstration=demonstration)


def initialise(settings: Settings, founding: FoundOrganisation) -> bool:
    """Make keys, database and record, and found the organisation; False when it was all there already."""
    prepare(settings, demonstration=founding.demonstration)
    began = DEMONSTRATION_BEGAN if founding.demonstration else dt.datetime.now(dt.UTC)
    with opened(settings, pool=2, clock=lambda: began) as governance:
        if governance.head():
            return False
        governance.handle(founding, OPERATOR)
        return True
