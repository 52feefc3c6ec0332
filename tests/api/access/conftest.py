"""One record, shared by the tests of a module."""

from __future__ import annotations

import contextlib
import itertools
import uuid
from typing import TYPE_CHECKING

import psycopg
import pytest
from litestar.testing import TestClient

from api.app import create_app
from api.scribe import RecordScribe
from api.settings import Settings
from governance import keys
from governance.application import Governance
from governance.migrate import identify
from governance.organisation.commands import FoundOrganisation
from tests.api.access.stage import Stage
from tests.clock import ROOM
from tests.conftest import OPERATOR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from governance.embedded import EmbeddedPostgres

_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def stage(cluster: EmbeddedPostgres, key_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One record for all tests of a module: nothing they ask changes what the next one is told."""
    name = f"stage{next(_numbers)}"
    with psycopg.connect(cluster.dsn("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template".encode())
    identify(cluster.dsn(name), uuid.uuid4(), demonstration=False)
    with contextlib.closing(
        Governance(
            cluster.dsn(name, user="minutebook_app"),
            signer=keys.signer(key_folder),
            wrapping=keys.wrapping_key(key_folder),
            room_clock=ROOM,
            scribe=RecordScribe,
        )
    ) as governance:
        governance.handle(FoundOrganisation(name="An organisation", origin="example.org/log"), OPERATOR)
        app = create_app(
            Settings(data_dir=str(tmp_path_factory.mktemp("data"))), lambda: contextlib.nullcontext(governance)
        )
        with TestClient(app) as client:
            made = Stage(client, governance)
            client.app.state.service.follower.wait_for(governance.head(), 20)
            yield made
