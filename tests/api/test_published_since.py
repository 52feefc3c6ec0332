"""A group that publishes opens what it holds and decides from then on; what it did before stays with its members."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.people import record
from tests.scenarios.corrections import march, may

if TYPE_CHECKING:
    from tests.api.conftest import Room


@pytest.mark.parametrize(("since", "opened"), [("2026-03-20", False), ("2026-03-01", True)])
def test_everybody_reads_what_was_held_since_the_group_publishes(room: Room, since: str, *, opened: bool) -> None:
    adopted = {"do": "adoptStandingOrders", "group": "group-a", "orders": {"quorum": 5, "published": True},
               "since": {"date": since}}  # fmt: skip
    may_of = [line for line in may() if line["do"] != "recordDecision"]
    made = record(room.governance, [{"import": "since"}, *march(), adopted, *may_of])
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    earlier, later = made["march"], made["may"]
    status = 200 if opened else 404
    held = f"/api/v1/meetings/{earlier}"
    for path in (held, f"{held}/minutes", f"{held}/items", f"{held}/minutes/life", f"/api/v1/decisions/{made['d7']}"):
        assert room.ask("GET", path, by=None).status_code == status, path
        assert room.ask("GET", path, by="gp").status_code == 200, path
    for path in (f"/meetings/{earlier}", f"/meetings/{earlier}/minutes.txt", f"/decisions/{made['d7']}"):
        assert (room.look(path, by=None).status_code == 200) is opened, path
    assert room.ask("GET", f"/api/v1/meetings/{later}/minutes", by=None).status_code == 200
    listed = room.ask("GET", "/api/v1/groups/group-a/meetings", by=None).json()
    expected = {str(earlier), str(later)} if opened else {str(later)}
    assert {one["meeting"] for one in listed} == expected
    for path in ("/groups/group-a", "/groups/group-a/register"):
        assert ("Print the leaflets" in room.look(path, by=None).text) is opened, path
        assert "Print the leaflets" in room.look(path, by="gp").text
    assert (f"/meetings/{earlier}" in room.look("/groups/group-a", by=None).text) is opened
    register = room.ask("GET", "/api/v1/register?group=group-a", by=None).json()
    assert bool(register) is opened
