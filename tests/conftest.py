"""A real PostgreSQL for the tests: one cluster a worker, a migrated template, a clone for each test."""

from __future__ import annotations

import contextlib
import itertools
import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from hypothesis import settings

from api.app import create_app, service_over
from api.scribe import RecordScribe
from api.settings import Settings
from governance import keys
from governance.acts import Principal
from governance.application import Governance
from governance.embedded import EmbeddedPostgres
from governance.migrate import identify, migrate
from governance.organisation.commands import FoundOrganisation
from tests.clock import ROOM
from tests.people import found_groups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from uuid import UUID

    from litestar import Litestar

# A database to copy, and what was made in it, by its name.
Ready = tuple[str, dict[str, "UUID"]]
OPERATOR = Principal("operator")
# How long an example takes says nothing about whether it is right.
settings.register_profile("minutebook", deadline=None)
settings.load_profile("minutebook")
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def cluster() -> Iterator[EmbeddedPostgres]:
    folder = Path(tempfile.mkdtemp(prefix="mb-test-", dir="/tmp"))
    folder.chmod(0o755)
    with EmbeddedPostgres(folder / "pg", fast=True) as running:
        running.create_database("template")
        migrate(running.dsn("template"))
        yield running


@contextlib.contextmanager
def fresh_database(cluster: EmbeddedPostgres, template: str = "template") -> Iterator[str]:
    """The name of a database of one's own, gone afterwards: migrated and empty, or as another one is.

    Copied as files, which takes half of what copying through the write-ahead log takes.
    """
    name = f"test{next(_numbers)}"
    with psycopg.connect(cluster.dsn("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy".encode())
    yield name
    with psycopg.connect(cluster.dsn("postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def database(cluster: EmbeddedPostgres) -> Iterator[str]:
    """The name of a fresh database."""
    with fresh_database(cluster) as name:
        yield name


@pytest.fixture(scope="session")
def key_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="mb-keys-"))
    keys.create(folder)
    return folder


@contextlib.contextmanager
def opening_over(cluster: EmbeddedPostgres, database: str, key_folder: Path) -> Iterator[Callable[..., Governance]]:
    """Open the application over a database, as often as wanted; founded once, unless told not to."""
    opened: list[Governance] = []

    def opening(*, demonstration: bool = False, pool: int = 4, founded: bool = True) -> Governance:
        identify(cluster.dsn(database), uuid.uuid4(), demonstration=demonstration)
        governance = Governance(
            cluster.dsn(database, user="minutebook_app"),
            signer=keys.signer(key_folder),
            wrapping=keys.wrapping_key(key_folder),
            pool=pool,
            room_clock=ROOM,
            scribe=RecordScribe,
        )
        opened.append(governance)
        if founded and not governance.head():
            founding = FoundOrganisation(name="An organisation", origin="example.org/log", demonstration=demonstration)
            governance.handle(founding, OPERATOR)
        return governance

    yield opening
    for governance in opened:
        governance.close()


@pytest.fixture
def make(cluster: EmbeddedPostgres, database: str, key_folder: Path) -> Iterator[Callable[..., Governance]]:
    """Open the application over the test's database."""
    with opening_over(cluster, database, key_folder) as opening:
        yield opening


@pytest.fixture
def governance(make: Callable[..., Governance]) -> Governance:
    return make()


@contextlib.contextmanager
def done_once(
    cluster: EmbeddedPostgres,
    key_folder: Path,
    do: Callable[[Governance], dict[str, UUID]],
    after: Ready = ("template", {}),
) -> Iterator[Ready]:
    """A record to copy for many tests, projections and all: what is done once, after what another one has."""
    before, made = after
    with fresh_database(cluster, before) as database:
        with opening_over(cluster, database, key_folder) as opening:
            governance = opening()
            made = {**made, **do(governance)}
            service_over(governance).follower.catch_up()
        yield database, made


@pytest.fixture(scope="session")
def founded(cluster: EmbeddedPostgres, key_folder: Path) -> Iterator[Ready]:
    """A database to copy, with the demonstration groups founded, and what was made in it."""
    with done_once(cluster, key_folder, found_groups) as ready:
        yield ready


@contextlib.contextmanager
def groups_founded(
    cluster: EmbeddedPostgres, key_folder: Path, ready: Ready
) -> Iterator[tuple[Governance, dict[str, UUID]]]:
    """The application over a record of one's own in which the demonstration groups are founded, or more is done."""
    template, made = ready
    with (
        fresh_database(cluster, template) as database,
        opening_over(cluster, database, key_folder) as opening,
    ):
        yield opening(pool=8), dict(made)


_idle: list[Litestar] = []


@contextlib.contextmanager
def wired(governance: Governance, settings: Settings) -> Iterator[Litestar]:
    """The web application over a record. Wiring one takes a second: those nobody uses any more serve again."""
    app = _idle.pop() if _idle else create_app(Settings())
    app.state.update({"settings": settings, "opening": lambda: contextlib.nullcontext(governance)})
    yield app
    _idle.append(app)
