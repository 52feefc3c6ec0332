"""One meeting written up by two officers at once: what each of them wrote, side by side where it differs."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.api.test_write_up_pages import CALLED, FIRST, MOTION, save
from tests.people import record

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api.conftest import Room


@pytest.fixture
def meeting(room: Room) -> UUID:
    return record(room.governance, [{"import": "paper"}, CALLED])["paper"]


def test_what_two_officers_wrote_stands_side_by_side_where_it_differs(room: Room, meeting: UUID) -> None:
    words = {**MOTION, f"{FIRST}.words": "Use the <b>library</b>.", f"{FIRST}.vote.how": "hands", f"{FIRST}.cost": "£5"}
    here = {"present": ["gp", "user-representative-3"], "presider": "chair"}
    save(room, meeting, **words, **here, ended="15:05")
    room.send(f"/meetings/{meeting}/write-up/pen", by="user-representative-1", version="1")
    ours = {**words, f"{FIRST}.words": "Use the hall.", f"{FIRST}.vote.how": "consensus"}
    more = {"items.1.title": "Any other business", "items.1.entries.0.kind": "note"}
    stale = save(room, meeting, version=1, present=["gp"], presider="chair", ended="15:05", **ours, **more)
    assert stale.status_code == 412
    start, end = stale.text.index('<h2 id="different"'), stale.text.index("</ol>", stale.text.index('id="different"'))
    table = stale.text[start:end]
    cards = [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in table.split('<li class="card differs">')[1:]]
    assert [unescape(one) for one in cards] == [
        "Who came? Chair wrote GP, Secretary You wrote GP Go to yours : Who came?",
        (
            "3. Spring drop-in: A proposal What was proposed? Chair wrote Use the <b>library</b>. You wrote"
            " Use the hall. Go to yours : 3. Spring drop-in: A proposal, What was proposed?"
        ),
        (
            "3. Spring drop-in: A proposal How was it decided? Chair wrote By hands, counted You wrote"
            " Everyone was asked, and we agreed Go to yours : 3. Spring drop-in: A proposal, How was it decided?"
        ),
        (
            "Any other business What was it about? Chair wrote nothing You wrote Any other business Go to yours"
            " : Any other business, What was it about?"
        ),
        (
            "Any other business: What was said What happened? Chair wrote nothing You wrote What was said Go to yours"
            " : Any other business: What was said, What happened?"
        ),
    ]
    for at in re.findall(r'href="#([^"]+)"', table):
        assert stale.text.count(f' id="{at}"') == 1, at
    kept = save(room, meeting, version=1, do="take-pen", theirs="2", present=["gp"], **ours)
    assert kept.status_code == 303


def test_what_the_same_officer_saved_in_another_window_is_theirs_too(room: Room, meeting: UUID) -> None:
    save(room, meeting, ended="15:05")
    stale = save(room, meeting, ended="15:15")
    assert "<dt>Saved by you elsewhere</dt><dd>15:05</dd>" in stale.text
    assert "<dt>You wrote</dt><dd>15:15</dd>" in stale.text
    same = save(room, meeting, ended="15:05")
    assert "The two do not differ" in same.text
    assert 'id="different"' not in same.text


def test_what_a_program_wrote_meanwhile_is_not_compared(room: Room, meeting: UUID) -> None:
    acts = {"acts": [{"do": "openMeeting", "when": {"date": "2026-02-10"}}]}
    room.ask("PUT", f"/api/v1/meetings/{meeting}/draft", json=acts)
    stale = save(room, meeting, ended="15:15")
    assert stale.status_code == 412
    assert "differ" not in stale.text
