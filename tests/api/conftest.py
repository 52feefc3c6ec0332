"""The web application over the test's own database, and tokens for the cast."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from litestar.testing import TestClient

from api import identity
from api.accounts import sessions
from api.accounts.sessions import Entry
from api.settings import Settings
from tests.clock import ROOM
from tests.conftest import done_once, groups_founded, wired
from tests.people import officers_go_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    from litestar import Litestar

    from api.accounts.answers import Way
    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres
    from governance.kernel import PersonId
    from tests.conftest import Ready


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

    def ask(
        self, method: str, path: str, *, by: str | None = "user-representative-3", late: bool = False, **more: Any
    ) -> Any:
        """What the API answers; to an act recorded live at the time it gives, or `late`: only now."""
        headers = dict(more.pop("headers", {}))
        if by is not None:
            headers["Authorization"] = f"Bearer {self.token(by)}"
        said = more.get("json")
        live = isinstance(said, dict) and said.get("mode") != "written_up" and not late
        with ROOM.at(said.get("when") if live else None):
            return self.client.request(method, path, headers=headers, **more)

    def person(self, seat: str) -> PersonId:
        """Who holds a seat."""
        found = self.governance.group(self.made["a"]).seats[self.directory.seats[seat]].holdings[-1].person
        assert found is not None
        return found

    def session(self, seat: str, way: Way = "link") -> dict[str, str]:
        """The cookie of somebody who has signed in."""
        accounts = self.client.app.state.accounts
        cookie = sessions.begin(accounts, self.person(seat), way, Entry()).cookie
        return {cookie.key: str(cookie.value)}

    def look(self, path: str, *, by: str | None = "user-representative-3") -> Any:
        """A page, as whoever holds a seat sees it signed in, or anybody, once the projections have read everything."""
        self.client.app.state.service.follower.wait_for(self.governance.head(), 30)
        self.client.cookies = self.session(by) if by else {}
        return self.client.get(path, follow_redirects=False)

    def send(self, path: str, *, by: str | None = "user-representative-3", **fields: Any) -> Any:
        """A form of a page, with its token, as a browser sends it."""
        self.client.cookies = self.session(by) if by else {}
        page = self.client.get("/sign-in")
        token = re.search(r'name="csrf" value="([^"]+)"', page.text)
        assert token is not None
        own = {"Sec-Fetch-Site": "same-origin"}
        data = {"csrf": token[1], **fields}
        return self.client.post(path, data=data, headers=own, follow_redirects=False)

    def act(self, method: str, path: str, body: dict[str, Any], *, by: str = "user-representative-3") -> Any:
        answer = self.ask(method, "/api/v1" + path, by=by, json=body)
        assert answer.status_code in {200, 201}, answer.text
        return answer.json()


@pytest.fixture(scope="session")
def officers_in_office(cluster: EmbeddedPostgres, key_folder: Path, founded: Ready) -> Iterator[Ready]:
    """A record to copy in which the officers of Local Planning Group A go on."""

    def go_on(governance: Governance) -> dict[str, UUID]:
        officers_go_on(governance)
        return {}

    with done_once(cluster, key_folder, go_on, founded) as ready:
        yield ready


@pytest.fixture
def room(cluster: EmbeddedPostgres, key_folder: Path, officers_in_office: Ready, tmp_path: Path) -> Iterator[Room]:
    with (
        groups_founded(cluster, key_folder, officers_in_office) as (governance, made),
        wired(governance, Settings(data_dir=str(tmp_path))) as app,
        TestClient(app) as client,
    ):
        yield Room(client, governance, made)
