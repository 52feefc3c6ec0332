"""What members took on, on its pages: begun, said to be done, found done by somebody else, or dropped with a reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.people import evening, record

if TYPE_CHECKING:
    from tests.api.conftest import Room

OWNER, OTHER = "user-representative-3", "commissioner"


@pytest.fixture
def task(room: Room) -> str:
    """The page of what the secretary took on in February."""
    record(room.governance, evening("february"))
    (found,) = re.findall(r'href="(/tasks/[0-9a-f-]+)"', room.look("/groups/group-a/tasks", by=OTHER).text)
    return found


def shown(room: Room, path: str, by: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", room.look(path, by=by).text).split())


def test_tasks_are_found_from_the_page_of_the_group(room: Room, task: str) -> None:
    assert '<a href="/groups/group-a/tasks">' in room.look("/groups/group-a", by=OTHER).text
    told = shown(room, "/groups/group-a/tasks", OTHER)
    assert "book the library User representative 3, by 24 February 2026." in told
    assert "Agreed, not begun yet. Its day has passed." in told
    assert "By when 24 February 2026" in shown(room, task, OTHER)


def test_a_task_is_begun_said_to_be_done_and_found_done_by_somebody_else(room: Room, task: str) -> None:
    assert "What happened?" not in shown(room, task, OTHER)
    assert room.send(task, by=OWNER, do="startAction").status_code == 303
    assert "Begun." in shown(room, task, OTHER)
    assert room.send(task, by=OWNER, do="reportActionDone").status_code == 303
    assert "What happened?" not in shown(room, task, OWNER)
    assert "Somebody other than User representative 3 looks if it is done." in shown(room, task, OTHER)
    assert room.send(task, by=OTHER, do="verifyAction").status_code == 303
    told = shown(room, task, OWNER)
    assert "Done: somebody else looked." in told
    assert "Who looked Commissioner" in told
    assert "Still to do Nothing is left to do. Over" in shown(room, "/groups/group-a/tasks", OWNER)


def test_the_owner_does_not_find_it_done_themselves(room: Room, task: str) -> None:
    room.send(task, by=OWNER, do="reportActionDone")
    refused = room.send(task, by=OWNER, do="verifyAction")
    assert refused.status_code in {403, 422}
    assert "Said to be done." in shown(room, task, OWNER)


def test_a_task_is_dropped_with_a_reason(room: Room, task: str) -> None:
    without = room.send(task, do="dropAction", reason="  ")
    assert (without.status_code, "Why will it not be done? Please say it here." in without.text) == (422, True)
    assert room.send(task, do="dropAction", reason="The hall closed.").status_code == 303
    told = shown(room, task, OTHER)
    assert "Will not be done." in told
    assert "Why: The hall closed." in told
    assert "It will not be done" not in told


def test_nothing_chosen_is_asked_for(room: Room, task: str) -> None:
    refused = room.send(task, by=OWNER)
    assert (refused.status_code, "Please choose one." in refused.text) == (422, True)


def test_officers_find_the_offices_on_the_page_of_the_group(room: Room) -> None:
    assert '<a href="/groups/group-a/offices">' in room.look("/groups/group-a").text
    assert '<a href="/groups/group-a/offices">' not in room.look("/groups/group-a", by=OTHER).text
