"""A member asks for a decision to be undone: from its page to the agenda, and as the web API takes it (R-RE1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from tests.api.test_proposing_pages import GROUP, VOTERS, called, now
from tests.people import record

if TYPE_CHECKING:
    from tests.api.conftest import Room

UNDO, AGAIN = "Ask to undo or change this at a meeting", "Ask a meeting to vote on this again"
ABOUT = "This is about what we decided on 10 February 2026."


def decided(room: Room, *, for_: int = 8, group: str = "group-a") -> str:
    """Written up: on 10 February they voted on leaflets; the decision's id."""
    told: dict[str, Any] = {"mode": "written_up"}
    day = {"date": "2026-02-10", "time": "14:00"}
    acts = [
        {"do": "callMeeting", "as": "m", "group": group, "starts": day, "notice_given": {"date": "2026-01-20"},
         "agenda": [{"title": "Leaflets"}], **told},
        {"do": "openMeeting", "meeting": "m", "present": VOTERS, "presider": VOTERS[0], "when": day, **told},
        {"do": "recordDecision", "as": "made", "meeting": "m", "item": "3", "words": "Print leaflets.", "how": "hands",
         "count": {"for": for_, "against": 9 - for_}, "when": day, **told},
        {"do": "closeMeeting", "meeting": "m", "when": {"date": "2026-02-10", "time": "15:00"}, **told},
    ]  # fmt: skip
    return str(record(room.governance, [{"import": "leaflets"}, *acts])["made"])


def test_from_its_page_a_member_asks_a_meeting_to_undo_a_decision(room: Room) -> None:
    made = decided(room)
    page = room.look(f"/decisions/{made}", by="gp").text
    assert f'<a href="{GROUP}/propose?about={made}">{UNDO}</a>' in page
    form = room.look(f"{GROUP}/propose?about={made}", by="gp").text
    assert f'<input type="hidden" name="about" value="{made}">' in form
    assert f'<a href="/decisions/{made}">{ABOUT}</a>' in form
    sent = room.send(f"{GROUP}/propose", by="gp", title="No leaflets", about=made)
    assert (sent.status_code, sent.headers["location"]) == (303, f"{GROUP}/propose")
    for path in (f"{GROUP}/propose", f"{GROUP}/call"):
        assert ABOUT in room.look(path).text
    meeting = called(room)
    assert ABOUT in room.look(meeting, by="gp").text
    assert ABOUT in room.look(f"{meeting}/sheet").text
    assert ABOUT not in room.look(meeting, by=None).text
    state = room.governance.meeting(UUID(meeting.rpartition("/")[2]))  # type: ignore[arg-type]
    assert [item.about for item in state.items.values()] == [None, UUID(made)]


@pytest.mark.parametrize(("for_", "words"), [(8, UNDO), (2, AGAIN)])
def test_a_page_asks_only_for_what_can_be_asked(room: Room, for_: int, words: str) -> None:
    made = decided(room, for_=for_)
    page = room.look(f"/decisions/{made}", by="gp").text
    assert [one for one in (UNDO, AGAIN) if one in page] == [words]
    assert words not in room.look(f"/decisions/{made}", by=None).text


def test_nobody_is_asked_to_undo_what_was_done(room: Room) -> None:
    made = decided(room)
    done = {"do": "recordCarriedOut", "decision": made, "when": {"date": "2026-03-01"}, "mode": "written_up"}
    record(room.governance, [{"import": "printed"}, done])
    page = room.look(f"/decisions/{made}", by="gp").text
    assert "Print leaflets." in page
    assert UNDO not in page


@pytest.mark.parametrize("about", ["leaflets", "05d05817-6f49-419d-9cbf-fc59ba0bd3ba"])
def test_a_page_proposes_nothing_about_what_is_no_decision(room: Room, about: str) -> None:
    assert room.look(f"{GROUP}/propose?about={about}", by="gp").status_code == 404


def test_a_page_does_not_propose_to_undo_what_another_group_decided(room: Room) -> None:
    made = decided(room)
    assert room.look(f"/groups/national/propose?about={made}").status_code == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (f"{GROUP}/business", {"seat": "gp", "title": "No leaflets"}),
        (f"{GROUP}/meetings", {"agenda": [{"title": "Tea"}, {"title": "x"}]}),
        (f"{GROUP}/requisitions", {"seat": "gp", "business": [{"title": "x"}]}),
    ],
)
def test_business_is_about_a_decision_of_the_group_or_about_none(room: Room, path: str, body: dict[str, Any]) -> None:
    made, elsewhere = decided(room), str(uuid4())
    for about, status in ((elsewhere, 404), (str(room.directory.seats["gp"]), 404), (made, 201)):
        asked = naming(body, about)
        if path.endswith("/meetings"):
            asked |= {"starts": {"date": now(60).isoformat()}}
        answer = room.ask("POST", f"/api/v1{path}", by="gp" if "seat" in body else "user-representative-1", json=asked)
        assert answer.status_code == status, answer.text
        if status == 404:
            assert answer.json()["detail"] == "There is no such decision here."


def naming(body: dict[str, Any], about: str) -> dict[str, Any]:
    """The body, with what its last business is about."""
    for field in ("agenda", "business"):
        if field in body:
            *others, last = body[field]
            return {**body, field: [*others, {**last, "about": about}]}
    return {**body, "about": about}


def test_the_api_says_what_business_and_an_item_are_about(room: Room) -> None:
    made = decided(room)
    sent = room.act("POST", f"{GROUP}/business", {"seat": "gp", "title": "No leaflets", "about": made}, by="gp")
    assert sent
    (waits,) = room.ask("GET", f"/api/v1{GROUP}/business", by="gp").json()
    assert waits["about"] == made
    meeting = called(room)
    items = room.ask("GET", f"/api/v1{meeting}/items", by="gp").json()
    assert [item["about"] for item in items] == [None, made]
