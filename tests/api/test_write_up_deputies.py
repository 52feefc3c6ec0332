"""A deputy in the roll of the page for writing up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.api.test_people_in_the_room import deputy_of_the_gp
from tests.api.test_write_up_pages import CALLED, save, text
from tests.people import printed, record

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api.conftest import Room

HERE = ["user-representative-1", "user-representative-2", "user-representative-4", "respiratory-nurse"]


@pytest.fixture
def meeting(room: Room) -> UUID:
    return record(room.governance, [{"import": "paper"}, CALLED])["paper"]


def test_where_nobody_has_a_deputy_the_roll_does_not_ask_for_one(room: Room, meeting: UUID) -> None:
    assert "Their deputy came" not in text(room.look(f"/meetings/{meeting}/write-up"))


def test_a_deputy_who_came_is_ticked_and_named_in_the_minutes(room: Room, meeting: UUID) -> None:
    deputy_of_the_gp(room)
    page = room.look(f"/meetings/{meeting}/write-up").text
    assert page.count('name="deputies"') == 1
    assert 'aria-label="The deputy for GP came"' in page
    checked = save(room, meeting, do="check", present=HERE, apologies=["gp"], deputies=["gp"], presider="chair")
    assert checked.headers["location"] == f"/meetings/{meeting}/write-up/check"
    assert "Present: Chair, Vice-chair, User representative 4, Respiratory nurse, Deputy for GP." in text(
        room.look(checked.headers["location"])
    )
    room.send(f"/meetings/{meeting}/write-up/record", version="1")
    assert printed(room.governance, meeting)[2] == "1.3 Apologies: GP."


def test_a_member_and_their_deputy_were_not_both_in_the_seat(room: Room, meeting: UUID) -> None:
    deputy_of_the_gp(room)
    checked = save(room, meeting, do="check", present=[*HERE, "gp"], deputies=["gp"], presider="chair")
    page = room.look(checked.headers["location"].partition("#")[0])
    assert "The member acts for their seat themselves." in text(page)
