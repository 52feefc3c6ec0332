"""A record that cannot be reached: people are told so, on pages that ask nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from litestar.testing import TestClient

from api.settings import Settings
from governance.kernel import Unreachable
from governance.store import ClockRefused, Conflict
from tests.conftest import wired

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from governance.application import Governance
    from tests.api.conftest import Room


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/groups/group-a", 503, "We cannot reach the record just now"),
        ("/nowhere", 404, "There is no page here for you"),
    ],
)
def test_whoever_comes_first_when_the_record_cannot_be_reached_still_sees_a_page(
    make: Callable[..., Governance], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, status: int, told: str
) -> None:
    governance = make(demonstration=True)

    def gone(*_asked: Any) -> Any:
        raise Unreachable

    with wired(governance, Settings(data_dir=str(tmp_path))) as app, TestClient(app) as client:
        monkeypatch.setattr(governance.store, "rows", gone)
        answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert told in answer.text
    assert "This is a demonstration. Nobody in it is real." in answer.text


@pytest.mark.parametrize("fault", [Unreachable(), Conflict(), ClockRefused()])
def test_whatever_keeps_an_act_from_being_recorded_people_are_asked_to_try_again(
    room: Room, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fails(*_asked: Any, **_how: Any) -> Any:
        raise fault

    monkeypatch.setattr(room.governance, "handle", fails)
    answer = room.send("/groups/group-a/write-up", day="1 June 2026")
    assert answer.status_code == 503
    assert "Please wait a minute and try again." in answer.text
