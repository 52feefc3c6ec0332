"""What an earlier meeting left over is offered where it belongs, and goes on as the same proposal (R-IQ3)."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from api import drafts
from governance.kernel import MeetingId
from tests.api.test_write_up_before import MARCH, check, offered, version_of
from tests.api.test_write_up_pages import save, text
from tests.api.test_write_up_seldom import HERE
from tests.people import printed, record
from tests.scenarios.test_ways_to_answer import evening

if TYPE_CHECKING:
    from api.notes.notes import Entry
    from tests.api.conftest import Room

MOVE = {"do": "moveMotion", "as": "hall", "item": "3", "words": "Meet in the hall.", "moved_by": "gp",
        "seconded_by": "user-representative-2"}  # fmt: skip
CHANGE = {"do": "moveAmendment", "as": "change", "motion": "hall", "moved_by": "carer-representative",
          "seconded_by": "gp", "changes": [{"remove": "hall", "insert": "library"}]}  # fmt: skip
CLOSED = {"do": "closeMeeting", "when": {"date": "2026-02-10", "time": "15:00"}}


def february(*acts: dict[str, Any]) -> list[dict[str, Any]]:
    opened = {"do": "openItem", "item": "3"}
    return evening("group-a", "2026-02-10", "2026-02-01", opened, *acts, CLOSED, name="feb", titles=("The hall",))


def after(room: Room, *acts: dict[str, Any], agenda: str) -> tuple[UUID, dict[str, Any]]:
    """A meeting in March to write up, with this agenda, after one in February; and what February made."""
    made = record(room.governance, february(*acts))
    march = {**MARCH, "agenda": [{"title": agenda}]}
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    return record(room.governance, [{"import": "march"}, march])["paper"], made


def prefilled(room: Room, meeting: UUID) -> list[tuple[str, str, list[Entry]]]:
    """What the page begins with: each item's number and title, and the proposals left over under it."""
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    assert room.look(f"/meetings/{meeting}/write-up").status_code == 200
    save(room, meeting, do="save", **fields_of(room, meeting))
    draft = drafts.load(room.governance, MeetingId(meeting))
    assert draft is not None
    assert draft.kept.notes is not None
    items = draft.kept.notes.items
    return [(one.number, one.title, [entry for entry in one.entries if entry.kind == "left_over"]) for one in items]


def fields_of(room: Room, meeting: UUID) -> dict[str, Any]:
    """Every hidden or typed field of the page's items, as a browser would send it back."""
    page = room.look(f"/meetings/{meeting}/write-up").text
    return {name: value for name, value in form(page).items() if name.startswith("items.")}


def form(page: str) -> dict[str, str]:
    fields = re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page)
    found = {html.unescape(name): html.unescape(value) for name, value in fields if not name.endswith(".how")}
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        found[name] = html.unescape(chosen[1]) if chosen else ""
    return found


def test_it_is_offered_under_its_item_and_keeps_mover_seconder_and_changes(room: Room) -> None:
    march, made = after(room, MOVE, CHANGE, agenda="the hall ")
    (item,) = prefilled(room, march)
    number, called, (over,) = item
    assert (number, called) == ("3", "the hall")
    assert (over.about, over.words, over.mover, over.seconder) == (
        str(made["hall"]), "Meet in the hall.", "GP", "Vice-chair",
    )  # fmt: skip
    (change,) = over.changes
    assert (change.kept, change.old, change.new) == (str(made["change"]), "hall", "library")
    at = next(name for name, value in fields_of(room, march).items() if value == "left_over").removesuffix(".kind")
    sent: dict[str, Any] = {**fields_of(room, march), "present": HERE, "presider": "chair", "minute_taker": "secretary"}
    sent |= {f"{at}.changes.0.vote.for_": "5", f"{at}.changes.0.vote.against": "3", f"{at}.vote.for_": "8"}
    checked = save(room, march, do="check", version=version_of(room, march), **sent)
    page = room.look(checked.headers["location"].partition("#")[0])
    assert "Is it right?" in page.text, text(page)[:3000]
    room.send(f"/meetings/{march}/write-up/record", version=str(version_of(room, march)))
    assert [line for line in printed(room.governance, march) if line.startswith("3.")] == [
        "3.1 This was left over from our meeting of 10 February 2026.",
        "3.2 Proposal by GP, seconded by Vice-chair: Meet in the hall.",
        '3.3 Change proposed by Carer representative, seconded by GP. Replace "hall" with "library".',
        "3.4 Vote on the change: 5 for, 3 against, 0 took no side. Agreed.",
        "3.5 The proposal now reads: Meet in the library.",
        "3.6 Vote on the changed proposal: 8 for, 0 against, 0 took no side. Agreed.",
    ]
    motions = room.governance.meeting(MeetingId(march)).motions
    assert {str(one) for one in motions} == {str(made["hall"]), str(made["change"])}
    assert motions[made["hall"]].taken


def test_where_the_agenda_does_not_name_it_it_comes_with_its_own_item(room: Room) -> None:
    march, made = after(room, MOVE, agenda="Tea")
    (tea, left) = prefilled(room, march)
    assert (tea[:2], tea[2]) == (("3", "Tea"), [])
    assert (left[0], [one.about for one in left[2]]) == ("", [str(made["hall"])])
    sent: dict[str, Any] = {**fields_of(room, march), "present": HERE, "presider": "chair", "minute_taker": "secretary"}
    at = next(name for name, value in sent.items() if value == "left_over").removesuffix(".kind")
    save(room, march, do="check", version=version_of(room, march), **{**sent, f"{at}.vote.for_": "8"})
    room.send(f"/meetings/{march}/write-up/record", version=str(version_of(room, march)))
    state = room.governance.meeting(MeetingId(march))
    assert state.stage == "closed"
    assert [(one.number, one.in_notice, one.decided) for one in state.items.values()] == [
        (3, True, False), (4, True, True),
    ]  # fmt: skip
    assert list(state.motions) == [made["hall"]]


def test_it_is_in_the_list_of_what_was_done_before_until_a_meeting_takes_it_up(room: Room) -> None:
    march, made = after(room, MOVE, agenda="Tea")
    listed = offered(room, march, "left_over")
    assert listed == {"Please choose": "", "10 February 2026: Meet in the hall.": str(made["hall"])}
    chosen = {"kind": "left_over", "about": str(made["hall"])}
    fields: dict[str, Any] = {f"items.0.entries.0.{name}": value for name, value in chosen.items()}
    save(
        room,
        march,
        do="save",
        version=version_of(room, march),
        **{"items.0.number": "3", "items.0.title": "Tea"},
        **fields,
    )
    page = room.look(f"/meetings/{march}/write-up").text
    assert ("<p>Meet in the hall.</p>" in page, 'id="items.0.title"' in page) == (True, False)
    # Chosen under other business, it brings the title it had.
    bare: dict[str, Any] = {
        f"items.0.{name.removeprefix('items.0.')}": value for name, value in fields.items() if "entries" in name
    }
    save(room, march, do="save", version=version_of(room, march), **bare)
    assert "<span>The hall</span></h3>" in room.look(f"/meetings/{march}/write-up").text
    assert "Proposed by GP. Seconded by Vice-chair." in text(room.look(f"/meetings/{march}/write-up"))
    shown = check(room, march, {**chosen, "offered": str(made["hall"]), "vote.for_": "8"})
    assert "Is it right?" in shown.text, text(shown)[:2000]
    room.send(f"/meetings/{march}/write-up/record", version=str(version_of(room, march)))
    april = {**MARCH, "starts": {"date": "2026-04-14"}, "when": {"date": "2026-04-01"}}
    later = record(room.governance, [{"import": "april"}, april])["paper"]
    assert list(offered(room, later, "left_over")) == ["Please choose"]


@pytest.mark.parametrize("about", ["", "00000000-0000-0000-0000-000000000001"])
def test_which_one_is_asked_where_none_was_chosen(room: Room, about: str) -> None:
    march, _made = after(room, agenda="Tea")
    page = check(room, march, {"kind": "left_over", "about": about, "vote.for_": "8"})
    assert 'href="#items.0.entries.0.about"' in page.text
