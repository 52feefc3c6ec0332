"""A write-up of which something does not fit: the page comes back with every word, and says where."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.api.test_write_up_pages import CALLED, FIRST, MOTION, save
from tests.people import record

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api.conftest import Room

LONG = "This is too long to be kept. Please make it shorter: 8000 letters at most, 400 in a short field."


@pytest.fixture
def meeting(room: Room) -> UUID:
    return record(room.governance, [{"import": "paper"}, CALLED])["paper"]


def saved(room: Room) -> list[object]:
    return list(room.governance.store.rows("SELECT version FROM drafts.write_up"))


def test_a_note_longer_than_can_be_kept_comes_back_whole(room: Room, meeting: UUID) -> None:
    words = "We talked of tea. " * 500
    page = save(room, meeting, **{**MOTION, f"{FIRST}.kind": "note", f"{FIRST}.words": words, "presider": "x" * 401})
    assert page.status_code == 422
    assert words in page.text
    assert "x" * 401 in page.text
    assert f'<p class="error" id="{FIRST}.words-fault">{LONG}</p>' in page.text
    assert f'<a href="#presider">{LONG}</a>' in page.text
    assert "Your words are here, and not yet saved." in page.text
    assert saved(room) == []
    shorter = save(room, meeting, **{**MOTION, f"{FIRST}.kind": "note", f"{FIRST}.words": words[:8000]})
    assert shorter.status_code == 303


@pytest.mark.parametrize(
    ("field", "value", "at", "said"),
    [
        ("kind", "poem", FIRST, "We do not know this kind of part. Your words stand here as what was said."),
        ("vote.how", "dice", f"{FIRST}.vote.how", "Please choose this again."),
        ("vote.said", "maybe", f"{FIRST}.vote.said", "Please choose this again."),
    ],
)
def test_what_is_no_choice_of_a_list_loses_no_words(
    room: Room, meeting: UUID, field: str, value: str, at: str, said: str
) -> None:
    page = save(
        room, meeting, do="check", **{**MOTION, f"{FIRST}.words": "Use the library.", f"{FIRST}.{field}": value}
    )
    assert page.status_code == 422
    assert "Use the library." in page.text
    assert f'<a href="#{at}">3. Spring drop-in: {said}</a>' in unescape(page.text)
    assert saved(room) == []


def test_a_script_is_told_to_show_the_page(room: Room, meeting: UUID) -> None:
    typed = {**MOTION, f"{FIRST}.words": "x" * 8001}
    save(room, meeting, **MOTION)
    page = room.look(f"/meetings/{meeting}/write-up").text
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    answer = room.client.post(
        f"/meetings/{meeting}/write-up/save", data={"csrf": token, "version": "1", "do": "save", **typed},
        headers={"Sec-Fetch-Site": "same-origin", "Accept": "application/json"},
    )  # fmt: skip
    assert (answer.status_code, answer.json()["why"]) == (
        422, "Something here is too long. Your words are kept on this device. Choose Save to see where."
    )  # fmt: skip


@pytest.mark.parametrize("typed", [{"items.0": "x"}, {"present": "gp", "items.x.title": "y"}])
def test_what_is_no_form_of_this_page_is_refused(room: Room, meeting: UUID, typed: dict[str, str]) -> None:
    assert save(room, meeting, **typed).status_code == 400
