"""Whoever a vote put out that does not count any more: what the decision, the seat and the office say (R-TE5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.api.test_people_pages import OFFICES, PEOPLE, office
from tests.api.voted import HERE, voted
from tests.people import record

if TYPE_CHECKING:
    from tests.api.conftest import Room

CHAIR, VICE = "user-representative-1", "user-representative-2"
BACK = "Whoever it put out is back: they sit with us again, as before it (R-TE5)."
NOT_BACK = "Whoever it put out is not back: we look at that at the next meeting (R-TE5)."
SEAT = "The vote that put somebody out of this seat does not count any more. The next meeting looks at that."
OFFICE = "The vote that removed User representative 1 does not count any more. The next meeting looks at that."


def put_out(room: Room, *, taken: bool) -> str:
    """The chair's seat loses its holder by a vote; somebody else may have taken seat and office since."""
    words = "They no longer sit with us."
    made = str(voted(room.governance, "removal", words=words, removes=CHAIR, chaired=VICE))
    on = {"group": "group-a", "when": {"date": "2026-08-01"}}
    lines: list[dict[str, Any]] = [
        {"do": "vacateSeat", "seat": CHAIR, "reason": "removed", "decision": made, **on},
        {"do": "registerPerson", "as": "new", "name": "Person New"},
        {"do": "fillSeat", "seat": CHAIR, "person": "new", "since": {"date": "2026-08-02"}, **on,
         "when": {"date": "2026-08-02"}},
    ]  # fmt: skip
    record(room.governance, [{"import": "put out"}, *(lines if taken else lines[:1])])
    return made


def undone(room: Room, decision: str) -> None:
    """A later meeting, under the vice-chair, undoes the vote."""
    here = [seat for seat in HERE if seat != CHAIR]
    at: dict[str, Any] = {"meeting": "u", "when": {"date": "2026-10-13", "time": "14:00"}}
    lines = [
        {"do": "callMeeting", "as": "u", "group": "group-a", "starts": at["when"], "when": {"date": "2026-09-01"},
         "agenda": [{"title": "Who sits with us", "category": "removal", "about": decision}]},
        {"do": "openMeeting", **at, "present": here, "presider": VICE},
        {"do": "reopenDecision", "as": "q", **at, "item": "3", "decision": decision, "how": "rescind",
         "words": "Not so.", "moved_by": "gp", "seconded_by": "respiratory-nurse"},
        {"do": "putMotion", **at, "motion": "q", "how": "ballot"},
        {"do": "nameTellers", **at, "motion": "q", "tellers": ["gp", "carer-representative"]},
        {"do": "recordBallot", **at, "motion": "q", "count": {"for": 6}, "voted": here},
        {"do": "declareResult", **at, "motion": "q"},
        {"do": "closeMeeting", **at},
    ]  # fmt: skip
    record(room.governance, [{"import": "undo"}, *lines])
    assert room.ask("GET", f"/api/v1/decisions/{decision}").json()["standing"]["status"] == "rescinded"


def why(room: Room, decision: str) -> str:
    found: str = room.ask("GET", f"/api/v1/decisions/{decision}").json()["why"]
    return found


def test_while_the_vote_counts_nothing_is_said_of_it(room: Room) -> None:
    made = put_out(room, taken=False)
    assert "Whoever it put out" not in why(room, made)
    assert SEAT not in room.look(PEOPLE).text


def test_once_it_is_undone_the_decision_says_that_they_are_back(room: Room) -> None:
    made = put_out(room, taken=False)
    before = room.governance.head()
    undone(room, made)
    assert why(room, made).endswith(BACK)
    assert BACK in room.look(f"/decisions/{made}").text
    then = room.ask("GET", f"/api/v1/decisions/{made}?as_known_at={before}").json()["why"]
    assert "Whoever it put out" not in then
    assert SEAT not in room.look(PEOPLE).text
    assert OFFICE not in room.look(OFFICES).text


def test_where_the_place_was_taken_decision_seat_and_office_say_so_until_a_meeting_looks_at_it(room: Room) -> None:
    made = put_out(room, taken=True)
    undone(room, made)
    assert why(room, made).endswith(NOT_BACK)
    assert room.look(PEOPLE).text.count(SEAT) == 1
    page = room.look(OFFICES).text
    assert page.count(OFFICE) == 1
    assert OFFICE in page.partition(f"/offices/{office(room, 'chair')}/")[2].partition("</li>")[0]
    waits = next(iter(room.governance.group(room.made["a"]).business))
    taken = {"do": "callMeeting", "group": "group-a", "starts": {"date": "2026-11-10", "time": "14:00"}, "agenda": [],
             "proposals": [str(waits)], "when": {"date": "2026-10-20"}}  # fmt: skip
    record(room.governance, [{"import": "looked at"}, taken])
    assert SEAT not in room.look(PEOPLE).text
