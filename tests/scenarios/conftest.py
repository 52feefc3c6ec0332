"""Every scenario begins with the demonstration groups founded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import fresh_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from governance.embedded import EmbeddedPostgres


@pytest.fixture
def database(cluster: EmbeddedPostgres, founded: tuple[str, dict[str, UUID]]) -> Iterator[str]:
    with fresh_database(cluster, founded[0]) as name:
        yield name
