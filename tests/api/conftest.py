"""The web application over the test's own database, and tokens for the cast."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest
from litestar.testing import TestClient

from api import identity
from api.app import create_app
from api.settings import Settings
from tests.people import found_groups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from litestar import Litestar

    from governance.application import Governance


class Room:
    """The API as the people of Local Planning Group A use it."""

    def __init__(self, client: TestClient[Litestar], governance: Governance, made: dict[str, Any]) -> None:
        self.client = client
        self.governance = governance
        self.made = made
        self.directory = governance.directory(made["a"])
        self._tokens: dict[str, str] = {}

    def token(self, seat: str) -> str:
        if seat not in self._tokens:
            group = self.governance.group(self.made["a"])
            seat_id = self.directory.seats[seat]
            person = group.seats[seat_id].holdings[-1].person
            self._tokens[seat] = identity.create(self.governance, person=person)[1]
        return self._tokens[seat]

    def ask(self, method: str, path: str, *, by: str | None = "user-representative-3", **more: Any) -> Any:
        headers = dict(more.pop("headers", {}))
        if by is not None:
            headers["Authorization"] = f"Bearer {self.token(by)}"
        return self.client.request(method, path, headers=headers, **more)

    def act(self, method: str, path: str, body: dict[str, Any], *, by: str = "user-representative-3") -> Any:
        answer = self.ask(method, "/api/v1" + path, by=by, json=body)
        assert answer.status_code in {200, 201}, answer.text
        return answer.json()


@pytest.fixture
def room(make: Callable[..., Governance]) -> Iterator[Room]:
    governance = make(pool=8)
    made = found_groups(governance)

    @contextlib.contextmanager
    def over() -> Iterator[Governance]:
        yield governance

    with TestClient(create_app(Settings(), over)) as client:
        yield Room(client, governance, made)
