"""Longer terms, removals, changes taken in and the next chair, written up on the page, with the lines they print."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.api.test_write_up_pages import CALLED, save, text
from tests.api.test_write_up_seldom import GRANTED, HERE, TREASURER, check, entries, lines
from tests.people import printed, record

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api.conftest import Room

KETTLE = {"kind": "proposal", "words": "Buy a kettle.", "mover": "gp", "seconder": "chair",
          "vote.for_": "6", "vote.against": "2"}  # fmt: skip
NOT_YET = "Written up afterwards. By our rules this vote does not count until it is ratified:"
LATER = "So what is agreed on them does not count until it is ratified."
CHANGE = {"changes.0.mover": "vice", "changes.0.old": "kettle", "changes.0.new": "pot"}


@pytest.fixture
def meeting(room: Room) -> UUID:
    return record(room.governance, [{"import": "paper"}, GRANTED, TREASURER, CALLED])["paper"]


def test_a_change_taken_in_by_the_mover_is_told_so(room: Room, meeting: UUID) -> None:
    assert lines(room, meeting, {**KETTLE, **CHANGE, "changes.0.vote.how": "accepted"})[2:] == [
        "3.3 GP took the change into the proposal. Nobody objected.",
        "3.4 The proposal now reads: Buy a pot.",
        "3.5 Vote on the changed proposal: 6 for, 2 against, 0 took no side. Agreed.",
    ]


def test_words_changed_as_nobody_objected_are_told_so(room: Room, meeting: UUID) -> None:
    assert lines(room, meeting, {**KETTLE, **CHANGE, "changes.0.vote.how": "reworded"})[1:3] == [
        '3.2 Everyone agreed to change the words. Replace "kettle" with "pot".',
        "3.3 The proposal now reads: Buy a pot.",
    ]


def test_a_change_to_a_change_is_voted_on_first(room: Room, meeting: UUID) -> None:
    more = {"changes.1.of": "1", "changes.1.mover": "carer", "changes.1.old": "pot", "changes.1.new": "big pot"}
    votes = {f"changes.{n}.vote.for_": "8" for n in (0, 1)}
    told = lines(room, meeting, {**KETTLE, **CHANGE, **more, **votes})
    assert told[2].startswith("3.3 Change to the change proposed by Carer representative.")
    assert told[3] == "3.4 Vote on the change to the change: 8 for, 0 against, 0 took no side. Agreed."
    why = (
        "Written up afterwards. This vote was not taken by our rules: too many changes were before the meeting at once."
    )
    assert told[4] == f"3.5 {why} The words were changed all the same. {LATER}"
    assert told[-3:] == [
        "3.9 The proposal now reads: Buy a big pot.",
        "3.10 Vote on the changed proposal: 6 for, 2 against, 0 took no side. Agreed.",
        f"3.11 {NOT_YET} too many changes were before the meeting at once.",
    ]


def test_a_change_not_made_by_the_rules_is_told_in_words_before_it_is_recorded(room: Room, meeting: UUID) -> None:
    more = {"changes.1.of": "1", "changes.1.mover": "carer", "changes.1.old": "pot", "changes.1.new": "big pot"}
    votes = {f"changes.{n}.vote.for_": "8" for n in (0, 1)}
    page = check(room, meeting, {**KETTLE, **CHANGE, **more, **votes}).text
    causes = unescape(page[page.index('id="causes"') :])
    assert '<li>Replace "pot" with "big pot".<br>' in causes
    assert '"at"' not in causes


def test_who_takes_the_chair_next_is_told(room: Room, meeting: UUID) -> None:
    told = lines(room, meeting, {"kind": "note", "words": "It is cold."}, {"kind": "next_chair", "names": "vice"})
    assert told[-1].endswith("Vice-chair will take the chair at the next meeting.")


def test_an_officer_who_was_heard_may_be_voted_out_of_office(room: Room, meeting: UUID) -> None:
    removal = {"kind": "removal", "office": "secretary", "words": "The secretary leaves the office.", "mover": "gp",
               "seconder": "vice", "how": "spoke", "vote.for_": "7", "vote.against": "1"}  # fmt: skip
    page = text(check(room, meeting, removal))
    assert "Secretary spoke about this before the vote." in page, page
    assert "Is it right?" in page


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("", None),
        ("spoke", "3.2 Secretary spoke about this before the vote."),
        ("in_writing", "3.2 Secretary answered this in writing before the vote."),
        ("declined", "3.2 Secretary was asked to speak about this, and chose not to."),
    ],
)
def test_the_part_that_takes_somebody_out_of_office_offers_how_they_were_heard(
    room: Room, meeting: UUID, how: str, told: str | None
) -> None:
    removal = {"kind": "removal", "office": "secretary", "words": "The secretary leaves the office.", "mover": "gp",
               "seconder": "vice", "how": how, "vote.for_": "7", "vote.against": "1"}  # fmt: skip
    assert "We voted on taking somebody out of office" in text(room.look(f"/meetings/{meeting}/write-up"))
    heard = [line for line in lines(room, meeting, removal) if line.startswith("3.2 Secretary")]
    assert heard == ([told] if told else [])


def test_a_removal_from_office_written_as_a_proposal_leads_to_its_part(room: Room, meeting: UUID) -> None:
    wrong = {"kind": "proposal", "words": "The treasurer leaves the office.", "category": "removal",
             "office": "treasurer", "heard": "spoke", "vote.for_": "7", "vote.against": "1"}  # fmt: skip
    page = check(room, meeting, wrong)
    assert "Is it right?" not in page.text
    assert "Was somebody to lose this office? Open “More that happened with this item”" in text(page)


def test_a_vote_for_somebody_else_is_offered_only_where_the_rules_have_it(room: Room, meeting: UUID) -> None:
    path, offered = f"/meetings/{meeting}/write-up", "Somebody who was away had another vote for them, or sent a vote"
    assert offered not in text(room.look(path))
    assert "We made a term longer, as nobody else stood" in text(room.look(path))


def test_every_value_comes_back_after_an_error(room: Room, meeting: UUID) -> None:
    told = (
        {"kind": "extension", "office": "treasurer", "names": "nobody", "words": "One year more."},
        {"kind": "absent", "names": "nobody", "asked_by": "gp", "noticed": "yes", "reason": "changed", "how": "for"},
        {"kind": "sent_on", "words": "Too few of us."},
        {**KETTLE, **CHANGE, "changes.1.of": "1", "changes.1.old": "pot", "changes.1.vote.how": "reworded"},
    )
    save(room, meeting, do="check", **entries(*told), present=HERE)
    page = room.look(f"/meetings/{meeting}/write-up?look=1").text
    at = "items.0.entries"
    for field in ("1.noticed", "3.changes.1.vote.how-reworded"):
        assert f'id="{at}.{field}"' in page
        assert " checked" in page.partition(f'id="{at}.{field}"')[2].partition(">")[0], field
    for field, value in (("0.office", "treasurer"), ("1.reason", "changed"), ("3.changes.1.of", "1")):
        listed = page.partition(f'id="{at}.{field}"')[2].partition("</select>")[0]
        assert f'value="{value}" selected' in listed, field
    assert "Too few of us." in page


def test_a_vote_taken_again_is_told(room: Room, meeting: UUID) -> None:
    assert lines(room, meeting, KETTLE, {"kind": "retaken"})[1:] == [
        "3.2 A link was lost during the vote. The vote was taken again.",
        "3.3 Vote: 6 for, 2 against, 0 took no side. Agreed.",
    ]


def test_an_item_sent_on_is_told_with_its_reason(room: Room, meeting: UUID) -> None:
    (told,) = lines(room, meeting, {"kind": "sent_on", "words": "Too few of us could vote."})
    assert told.endswith("We sent it on to another group to decide. Reason: Too few of us could vote.")
    assert not [
        line for line in printed(room.governance, meeting) if "moves to the next meeting" in line and "3." in line[:2]
    ]
