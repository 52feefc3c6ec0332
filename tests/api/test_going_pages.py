"""A member leaves the group themselves: asked once more, at once, and to be read afterwards (R-TE5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.access import today
from tests.api.test_people_pages import NOWHERE, PEOPLE, done, office, refused
from tests.people import adopt

if TYPE_CHECKING:
    from tests.api.conftest import Room

LEAVE = "/groups/group-a/leave"


def test_a_member_finds_it_on_their_own_page_and_is_told_what_it_means(room: Room) -> None:
    own = room.look("/account", by="gp").text
    assert f'href="{LEAVE}"' in own
    assert "Your seat: GP." in own
    page = room.look(LEAVE, by="gp")
    assert page.headers["cache-control"] == "no-store"
    for words in (
        "Leave the group?",
        "Local Planning Group A",
        "Your seat: GP.",
        "It counts at once. Nobody has to agree.",
        "You can no longer read the pages of the group.",
        "What you did stays in the minutes, under the name of the seat.",
    ):
        assert words in page.text
    assert "You also stop being" not in page.text
    assert room.governance.group(room.made["a"]).seats[room.directory.seats["gp"]].holdings[-1].until is None


def test_they_leave_at_once_by_their_own_word_and_nobody_is_asked_if_it_is_so(room: Room) -> None:
    done(room.send(LEAVE, by="gp", reason="left"), LEAVE)
    held = room.governance.group(room.made["a"]).seats[room.directory.seats["gp"]].holdings[-1]
    assert held.until is not None
    assert room.governance.group(room.made["a"]).left == ()
    event = room.governance.stream(room.made["a"])[-1]
    assert (event.event.topic, event.envelope.recorded_by) == ("group.seat_vacated.v1", held.person)
    assert "Nobody is in this seat." in room.look(PEOPLE).text


def test_once_gone_they_read_that_they_did_and_no_more_of_the_group(room: Room) -> None:
    cookie = room.session("gp")
    done(room.send(LEAVE, by="gp", reason="resigned"), LEAVE)
    room.client.cookies = cookie
    page = room.client.get(LEAVE)
    assert "You are no longer in this group" in page.text
    assert "Your seat was GP, until" in page.text
    assert "Only members can read the pages of the group." in page.text
    assert '<form method="post" novalidate>' not in page.text
    assert "Your seat was GP, until" in room.client.get("/account").text
    assert room.client.get("/groups/group-a").status_code == 404
    # Sent again, it is told that it was done.
    done(room.send(LEAVE, by="gp", reason="resigned"), LEAVE)


def test_of_a_group_that_publishes_they_go_on_reading_what_everybody_reads(room: Room) -> None:
    adopt(room.governance, {"quorum": 5, "published": True})
    assert "You can still read what everybody can read." in room.look(LEAVE, by="gp").text
    cookie = room.session("gp")
    done(room.send(LEAVE, by="gp", reason="resigned"), LEAVE)
    room.client.cookies = cookie
    page = room.client.get(LEAVE).text
    assert '<a href="/groups/group-a">You can still read what everybody can read.</a>' in page
    assert room.client.get("/groups/group-a").status_code == 200


def test_whoever_has_an_office_is_told_that_it_ends_too(room: Room) -> None:
    assert "You also stop being Secretary." in room.look(LEAVE).text
    done(room.send(LEAVE, reason="resigned"), LEAVE)
    state = room.governance.group(room.made["a"])
    assert office(room, "secretary") not in {str(term.office) for term in state.held(today(state.zone))}


def test_there_is_nothing_to_leave_for_anybody_else_and_a_reason_is_one_of_two(room: Room) -> None:
    assert room.look(LEAVE, by=None).status_code == 303
    assert room.look("/groups/national/leave", by="gp").status_code == 404
    assert room.send("/groups/national/leave", by="gp", reason="resigned").status_code == 404
    assert room.look(f"/groups/{NOWHERE}/leave", by="gp").status_code == 404
    refused(room.send(LEAVE, by="gp", reason="died"), "reason", "Please choose one.")
    refused(room.send(LEAVE, by="gp", reason=""), "reason", "Please choose one.")
    assert "Person A7" in room.look(PEOPLE).text
