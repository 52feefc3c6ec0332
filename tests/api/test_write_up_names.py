"""Whom a write-up shows on its roll, and by which names it recognises them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api.details import details_of
from tests.api.test_write_up_pages import CALLED, FIRST, MOTION, save, text
from tests.people import printed, record

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api.conftest import Room


@pytest.fixture
def meeting(room: Room) -> UUID:
    return record(room.governance, [{"import": "paper"}, CALLED])["paper"]


def name_of(room: Room, seat: str) -> str:
    person = room.person(seat)
    name = details_of(room.governance, [person])[person].name
    assert name is not None
    return name


def test_the_roll_names_the_office_and_the_seat_as_the_printed_sheet_does(room: Room, meeting: UUID) -> None:
    shown = room.look(f"/meetings/{meeting}/write-up")
    rows = [row.partition("</th>")[0] for row in shown.text.split('<th scope="row" role="rowheader">')[1:]]
    assert rows[:2] == [
        'Chair <span class="quiet">User representative 1</span>',
        'Vice-chair <span class="quiet">User representative 2</span>',
    ]
    assert "GP" in rows
    assert name_of(room, "gp") not in shown.text


def test_a_name_typed_in_full_is_recognised_and_printed_as_the_seat(room: Room, meeting: UUID) -> None:
    vote = {f"{FIRST}.words": "Use the library.", f"{FIRST}.vote.how": "agreed", "present": ["gp", "commissioner"]}
    typed = {f"{FIRST}.mover": name_of(room, "gp").upper(), f"{FIRST}.seconder": name_of(room, "commissioner")}
    checked = save(room, meeting, do="check", minute_taker="secretary", **{**MOTION, **vote, **typed})
    assert checked.headers["location"].endswith("/check"), text(room.look(checked.headers["location"]))[:1500]
    room.send(f"/meetings/{meeting}/write-up/record", version="1")
    lines = printed(room.governance, meeting)
    assert "3.1 Proposal by GP, seconded by Commissioner: Use the library." in lines
    assert not any(name_of(room, "gp").casefold() in line.casefold() for line in lines)


def test_a_part_of_a_name_is_not_enough(room: Room, meeting: UUID) -> None:
    typed = {f"{FIRST}.words": "Use the library.", f"{FIRST}.mover": "Person"}
    checked = save(room, meeting, do="check", minute_taker="secretary", **{**MOTION, **typed})
    page = room.look(checked.headers["location"].partition("#")[0])
    assert "Nobody here is called “Person”." in text(page)
