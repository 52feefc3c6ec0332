"""What outlives an item behind closed doors, to those who may not read it: its title, and to members its totals."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.api.test_closed_items import DAY, SECRET
from tests.people import minutes, record
from tests.scenarios.corrections import MOVED, at, meeting

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api.conftest import Room

CHAIR, MEMBER = "user-representative-1", "gp"
REGISTER = "/api/v1/register?group=group-a"
INTEREST = {"seat": "commissioner", "item": "3", "kind": "family"}
TOLD = "Commissioner told us about an interest in item 3 (family)."


def lines(*, declared: str) -> list[dict[str, Any]]:
    """10 March, of a group that publishes: a claim of £5,000 behind closed doors, and nothing told of its outcome.

    The interest is `declared` "before" the doors close, or "behind" them.
    """
    on = {"meeting": "march", "item": "3"}
    interest = [
        {"do": "declareInterest", "meeting": "march", **INTEREST, **at(DAY, "14:11")},
        {"do": "manageInterest", "meeting": "march", "seat": "commissioner", "item": "3", "how": "leave",
         **at(DAY, "14:11")},
    ]  # fmt: skip
    close = [
        {"do": "recordDecision", **on, "words": "Close the meeting for this item.", **MOVED, "count": {"for": 8},
         "category": "closed_session", **at(DAY, "14:11")},
        {"do": "startClosedSession", **on, "ground": "personal", "title": "A claim", **at(DAY, "14:11")},
    ]  # fmt: skip
    published = {"quorum": 5, "published": True}
    return [
        {"import": "told"},
        {"do": "adoptStandingOrders", "group": "group-a", "orders": published, "since": {"date": "2025-01-01"}},
        *meeting("march", DAY, "2026-03-01", "The claim of Mrs Example", "Leaflets"),
        *([*interest, *close] if declared == "before" else [*close, *interest]),
        {"do": "recordDecision", "as": "secret", **on, "words": SECRET, **MOVED, "category": "spend",
         "cost": {"minor": 500_000}, "count": {"for": 6, "against": 1, "no_side": 1}, **at(DAY, "14:20")},
        {"do": "endClosedSession", **on, **at(DAY, "14:30")},
        {"do": "closeMeeting", "meeting": "march", **at(DAY, "15:00")},
    ]  # fmt: skip


@pytest.fixture
def made(room: Room) -> dict[str, UUID]:
    told = record(room.governance, lines(declared="behind"))
    room.ask("GET", f"{REGISTER}&wait_for={room.governance.head()}")
    return told


def entry_of(room: Room, made: dict[str, UUID], by: str | None) -> dict[str, Any]:
    """What somebody reads in the register of what was decided behind closed doors."""
    (entry,) = [one for one in room.ask("GET", REGISTER, by=by).json() if one["decision"] == str(made["secret"])]
    found: dict[str, Any] = entry
    return found


def test_everybody_reads_in_the_register_only_that_it_was_decided(room: Room, made: dict[str, UUID]) -> None:
    entry = entry_of(room, made, None)
    assert entry["words"] == "A claim"
    assert (entry["outcome"], entry["standing"], entry["cost"], entry["why"]) == (None, None, None, "")
    assert entry["category"] == "[withheld]"
    assert room.ask("GET", f"/api/v1/decisions/{made['secret']}", by=None).json() == entry
    for outcome in ("agreed", "not_agreed"):
        found = room.ask("GET", f"{REGISTER}&outcome={outcome}", by=None).json()
        assert "A claim" not in [one["words"] for one in found]
    page = room.look("/groups/group-a/register?outcome=agreed", by=None).text
    assert "A claim" not in page
    table = room.ask("GET", REGISTER, by=None, headers={"Accept": "text/csv"}).text
    assert list(csv.reader(io.StringIO(table)))[-1][2:] == ["A claim", "", "", "", "", "", ""]


@pytest.mark.parametrize("path", ["/groups/group-a", "/groups/group-a/register", "/decisions/{secret}"])
def test_everybody_sees_on_pages_only_that_it_was_decided(room: Room, made: dict[str, UUID], path: str) -> None:
    text = room.look(path.format(secret=made["secret"]), by=None).text
    assert "A claim" in text
    assert "Decided behind closed doors" in text
    assert text.count("Agreed</strong>") == (0 if "secret" in path else 1), "the vote to close the doors is public"
    told = ["6 for", "5,000", "spend", "Mrs Example"]
    assert [word for word in told if word in text] == []


def test_members_read_the_totals_and_not_the_cost(room: Room, made: dict[str, UUID]) -> None:
    entry = entry_of(room, made, MEMBER)
    assert entry["outcome"]["tally"] == {"for": 6, "against": 1, "no_side": 1}
    assert (entry["words"], entry["cost"], entry["category"]) == ("A claim", None, "[withheld]")
    page = room.look(f"/decisions/{made['secret']}", by=MEMBER).text
    assert "6 for, 1 against" in page
    assert "5,000" not in page
    full = entry_of(room, made, CHAIR)
    assert (full["cost"]["minor"], full["category"]) == (500_000, "spend")


def test_members_open_no_event_of_what_was_said_behind_closed_doors(room: Room, made: dict[str, UUID]) -> None:
    hidden = ("meeting.interest_declared.v1", "decision.made.v1", "meeting.count_recorded.v1")
    for topic in hidden:
        path = f"/api/v1/events?limit=500&group=group-a&type={topic}"
        told = {by: room.ask("GET", path, by=by).json() for by in (CHAIR, MEMBER)}
        own = set(map(str, made.values()))
        of_march = {by: [one for one in views if one["stream"] in own] for by, views in told.items()}
        assert of_march[CHAIR], topic
        closing = 1 if topic == "meeting.count_recorded.v1" else 0
        assert len(of_march[MEMBER]) == closing, topic
        event = of_march[CHAIR][-1]["event"]
        assert room.ask("GET", f"/api/v1/events/{event}", by=MEMBER).status_code == 404
        assert room.ask("GET", f"/api/v1/events/{event}", by=CHAIR).status_code == 200


def test_how_members_voted_behind_closed_doors_is_for_officers(room: Room, made: dict[str, UUID]) -> None:
    motion = list(room.governance.meeting(made["march"]).motions)[-1]  # type: ignore[arg-type]
    assert room.ask("GET", f"/api/v1/motions/{motion}/votes", by=MEMBER).status_code == 404
    assert room.ask("GET", f"/api/v1/motions/{motion}/votes", by=CHAIR).status_code == 200


def test_once_released_members_read_all_and_the_public_no_more(room: Room, made: dict[str, UUID]) -> None:
    item = next(iter(room.governance.meeting(made["march"]).items))  # type: ignore[arg-type]
    release = {"outcome": "release", "reason": "All is paid.", "when": {"date": "2026-06-01"}}
    room.act("POST", f"/items/{item}/closed-session/review", release, by=CHAIR)
    entry = entry_of(room, made, MEMBER)
    assert entry["cost"]["minor"] == 500_000
    entry = entry_of(room, made, None)
    assert (entry["outcome"], entry["cost"]) == (None, None)


@pytest.mark.parametrize("tier", [0, 1])
@pytest.mark.parametrize(("declared", "shown"), [("before", True), ("behind", False)])
def test_an_interest_is_told_where_it_was_declared(room: Room, declared: str, tier: int, *, shown: bool) -> None:
    told = record(room.governance, lines(declared=declared))
    document = minutes(room.governance, told["march"], tier=tier)
    text = " ".join(line.text for line in document.lines)
    assert (TOLD in text) is shown
    item = next(iter(room.governance.meeting(told["march"]).items))  # type: ignore[arg-type]
    assert (TOLD in room.ask("GET", f"/api/v1/items/{item}/closed-session", by=CHAIR).text) is not shown


def test_officers_read_the_closed_part_on_pages_marked_as_theirs(room: Room, made: dict[str, UUID]) -> None:
    for path in (f"/meetings/{made['march']}", f"/decisions/{made['secret']}"):
        page = room.look(path, by=CHAIR).text
        part = page[page.index('<section class="shut"') :]
        part = part[: part.index("</section>")]
        assert "Behind closed doors: item 3, The claim of Mrs Example" in part
        assert "Only the chair and the secretary can read this part." in part
        assert SECRET in part
        assert TOLD[:-1] in part
        for other in (MEMBER, None):
            text = room.look(path, by=other).text
            assert [word for word in (SECRET, "Mrs Example", 'class="shut"', "(family)") if word in text] == []
    assert SECRET not in room.look(f"/meetings/{made['march']}/minutes.txt", by=CHAIR).text


def test_members_read_the_closed_part_on_pages_once_it_was_released(room: Room, made: dict[str, UUID]) -> None:
    item = next(iter(room.governance.meeting(made["march"]).items))  # type: ignore[arg-type]
    release = {"outcome": "release", "reason": "All is paid.", "when": {"date": "2026-06-01"}}
    room.act("POST", f"/items/{item}/closed-session/review", release, by=CHAIR)
    page = room.look(f"/meetings/{made['march']}", by=MEMBER).text
    assert SECRET in page
    assert "Members may read it now, nobody else." in page
    assert SECRET not in room.look(f"/meetings/{made['march']}", by=None).text


def test_a_slip_behind_closed_doors_is_found_by_its_words(room: Room) -> None:
    note = {"do": "takeNote", "meeting": "march", "item": "3", "words": "Mrs Example rang.", **at(DAY, "14:25")}
    told = lines(declared="behind")
    record(room.governance, [*told[:-2], note, *told[-2:]])
    meeting_id = room.governance.places.meetings(room.made["a"])[-1]
    page = room.look(f"/meetings/{meeting_id}/lines", by=CHAIR).text
    (card,) = [one for one in page.split('<div class="card">') if "Mrs Example rang." in one]
    assert "behind closed doors" in card
    found = re.search(r'href="([^"]+/strike)">Take this back<span class="for-ears"> <span>The note', card)
    assert found is not None
    assert "Mrs Example rang." in room.look(found[1], by=CHAIR).text
