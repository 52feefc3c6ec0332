"""What rests on a decision: another group's carries nothing, and what lost its decision is told, not taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from api.access import today
from tests.api.test_behind import AT_THE_MEETING, OFFICES, treasurer
from tests.api.voted import HERE, voted
from tests.people import adopt, record
from tests.scenarios.test_ways_to_answer import evening

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api.conftest import Room

ELECTS = {"office": "treasurer", "seat": "carer-representative"}
GROUP = "/api/v1/groups/group-a"
AGAIN = "The vote on this does not count any more. Please vote on it again."


def elsewhere(room: Room) -> str:
    """A decision of the national group."""
    whole = {"do": "recordDecision", "as": "theirs", "item": "3", "words": "Do so.", "how": "agreed"}
    lines = evening("national", "2026-04-28", "2026-04-10", whole, mode="written_up")
    return str(record(room.governance, lines)["theirs"])


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_another_groups_decision_carries_nothing(room: Room, mode: str) -> None:
    adopt(room.governance, AT_THE_MEETING)
    path, theirs = treasurer(room), {"decision": elsewhere(room), "mode": mode}
    term = next(t.id for t in room.governance.group(room.made["a"]).held(today("Europe/London")) if not t.acting)
    gp = room.directory.seats["gp"]
    acts: list[tuple[str, str, dict[str, Any]]] = [
        ("POST", path, {"seat": "carer-representative"}),
        ("POST", path, {"seat": "carer-representative", "acting": True}),
        ("POST", f"/api/v1/terms/{term}/end", {"reason": "removed"}),
        ("DELETE", f"/api/v1/seats/{gp}/holder", {"reason": "removed"}),
        ("POST", f"{GROUP}/standing-orders", {"orders": {"quorum": 4}}),
        ("POST", f"{GROUP}/class-mapping", {"mapping": {"community_counts": True}}),
    ]
    before = room.governance.head()
    for method, where, body in acts:
        refused = room.ask(method, where, json={**body, **theirs})
        problem = refused.json()
        # Nor does anybody learn in this way that another group decided something.
        assert (refused.status_code, problem["detail"]) == (409, "unknown_decision"), where
        assert problem["errors"][0]["pointer"] == "/decision", where
    assert room.governance.head() == before


def undone(room: Room, decision: str, category: str, name: str = "undo") -> None:
    """A later meeting undoes a decision."""
    at: dict[str, Any] = {"meeting": "u", "when": {"date": "2026-10-13", "time": "14:00"}}
    lines = [
        {"do": "callMeeting", "as": "u", "group": "group-a", "starts": at["when"],
         "agenda": [{"title": "Told of in the notice", "category": category}], "when": {"date": "2026-09-01"}},
        {"do": "openMeeting", **at, "present": HERE, "presider": "user-representative-1"},
        {"do": "reopenDecision", "as": "q", **at, "item": "3", "decision": decision, "how": "rescind",
         "words": "Not so.", "moved_by": "gp", "seconded_by": "respiratory-nurse"},
        {"do": "putMotion", **at, "motion": "q", "how": "ballot"},
        {"do": "nameTellers", **at, "motion": "q", "tellers": ["gp", "carer-representative"]},
        {"do": "recordBallot", **at, "motion": "q", "count": {"for": 7}, "voted": HERE},
        {"do": "declareResult", **at, "motion": "q"},
        {"do": "closeMeeting", **at},
    ]  # fmt: skip
    record(room.governance, [{"import": name}, *lines])
    assert room.ask("GET", f"/api/v1/decisions/{decision}").json()["standing"]["status"] == "rescinded"


def alerts(room: Room, by: str | None = "gp") -> list[str]:
    found: list[str] = room.ask("GET", GROUP, by=by).json()["alerts"]
    return found


def office(room: Room, **query: Any) -> dict[str, Any]:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    offices = room.ask("GET", f"{GROUP}/offices?{asked}").json()
    return next(one for one in offices if one["slug"] == "treasurer")


def test_an_office_whose_election_is_undone_goes_on_and_is_told_so(room: Room) -> None:
    adopt(room.governance, AT_THE_MEETING)
    path = treasurer(room)
    decision = str(voted(room.governance, "election", words="The carer keeps our money.", elects=ELECTS))
    room.act("POST", path.removeprefix("/api/v1"), {"seat": "carer-representative", "decision": decision})
    assert (office(room)["rests_on_nothing"], "rests_on_nothing" in alerts(room)) == (False, False)
    assert AGAIN not in room.look(OFFICES).text
    before = room.governance.head()
    undone(room, decision, "election")
    held = office(room)
    assert (held["rests_on_nothing"], held["seat"]) == (True, str(room.directory.seats["carer-representative"]))
    assert office(room, as_known_at=before)["rests_on_nothing"] is False
    assert "rests_on_nothing" in alerts(room)
    assert AGAIN in room.look(OFFICES).text
    home = room.look("/groups/group-a", by="gp").text
    assert "Please vote on this again" in home
    assert "Treasurer: Carer representative" in home
    assert f'href="/decisions/{decision}"' in home
    # Once they stop, nothing rests on it.
    room.act("POST", f"/terms/{held['term']}/end", {"reason": "resigned", "channel": "phone"})
    assert "rests_on_nothing" not in alerts(room)


def annulled(room: Room) -> str:
    """A chair rules, while the meeting goes on, that the vote by which somebody took office does not count."""
    at: dict[str, Any] = {"meeting": "m", "when": {"date": "2026-11-20", "time": "14:00"}}
    lines = [
        {"do": "callMeeting", "as": "m", "group": "group-a", "starts": at["when"],
         "agenda": [{"title": "Told of in the notice", "category": "election"}], "when": {"date": "2026-10-10"}},
        {"do": "openMeeting", **at, "present": HERE, "presider": "user-representative-1"},
        {"do": "moveMotion", "as": "q", **at, "item": "3", "words": "The carer keeps our money.",
         "category": "election", "elects": ELECTS, "moved_by": "gp", "seconded_by": "respiratory-nurse"},
        {"do": "putMotion", **at, "motion": "q", "how": "ballot"},
        {"do": "nameTellers", **at, "motion": "q", "tellers": ["gp", "carer-representative"]},
        {"do": "recordBallot", **at, "motion": "q", "count": {"for": 7}, "voted": HERE},
        {"do": "declareResult", "as": "made", **at, "motion": "q"},
        {"do": "assignOffice", "group": "group-a", "decision": "made", **ELECTS, "since": {"date": "2026-11-20"},
         "when": {"date": "2026-11-20", "time": "14:10"}},
        {"do": "makeRuling", **at, "words": "The papers were mixed up.", "annuls": "q"},
    ]  # fmt: skip
    made: dict[str, UUID] = record(room.governance, [{"import": "annulled"}, *lines])
    return str(made["made"])


def test_an_office_whose_vote_is_annulled_the_same_evening_is_told_so(room: Room) -> None:
    adopt(room.governance, AT_THE_MEETING)
    treasurer(room)
    decision = annulled(room)
    assert room.ask("GET", f"/api/v1/decisions/{decision}").json()["set_aside"] == "annulled"
    assert (office(room)["rests_on_nothing"], "rests_on_nothing" in alerts(room)) == (True, True)


def test_rules_whose_vote_is_undone_stay_in_force_and_are_told_so(room: Room) -> None:
    rules = str(voted(room.governance, "rules"))
    mapping = str(voted(room.governance, "rules", words="Neighbours count too.", day="2026-02-11"))
    room.act("POST", "/groups/group-a/standing-orders", {"orders": {"quorum": 4}, "decision": rules})
    counts = {"mapping": {"community_counts": True}, "decision": mapping}
    room.act("POST", "/groups/group-a/class-mapping", counts)
    flags = ("rests_on_nothing", "mapping_rests_on_nothing")

    def in_force() -> tuple[bool, ...]:
        found = room.ask("GET", f"{GROUP}/standing-orders").json()
        assert (found["orders"]["quorum"], found["mapping"]["community_counts"]) == (4, True)
        return tuple(found[flag] for flag in flags)

    assert in_force() == (False, False)
    undone(room, rules, "rules")
    assert in_force() == (True, False)
    home = room.look("/groups/group-a", by="gp").text
    assert "Our rules" in home
    assert "Who counts as a member with lived experience" not in home
    undone(room, mapping, "rules", name="undo too")
    assert in_force() == (True, True)
    assert "Who counts as a member with lived experience" in room.look("/groups/group-a", by="gp").text


def test_a_seat_filled_by_a_vote_that_was_undone_is_told_so(room: Room) -> None:
    seat = {"do": "createSeat", "group": "group-a", "slug": "neighbour", "label": "Neighbour",
            "constituency": "neighbour", "since": {"date": "2026-01-02"}}  # fmt: skip
    person = str(room.person("critical-friend"))
    record(room.governance, [{"import": "an empty seat"}, seat])
    made = voted(room.governance, "election", words="Somebody joins us.", fills={"seat": "neighbour"})
    where = room.governance.directory(room.made["a"]).seats["neighbour"]
    room.act("PUT", f"/seats/{where}/holder", {"person": person, "decision": str(made)})
    assert "That vote does not count any more." not in room.look("/groups/group-a/people").text
    undone(room, str(made), "election")
    seats = {one["slug"]: one["rests_on_nothing"] for one in room.ask("GET", f"{GROUP}/seats").json()}
    assert [slug for slug, gone in seats.items() if gone] == ["neighbour"]
    assert "That vote does not count any more." in room.look("/groups/group-a/people").text
    assert "Neighbour" in room.look("/groups/group-a", by="gp").text


def test_what_rests_on_nothing_is_told_to_members_only(room: Room) -> None:
    adopt(room.governance, {**AT_THE_MEETING, "published": True})
    path = treasurer(room)
    decision = str(voted(room.governance, "election", words="The carer keeps our money.", elects=ELECTS))
    room.act("POST", path.removeprefix("/api/v1"), {"seat": "carer-representative", "decision": decision})
    undone(room, decision, "election")
    assert "rests_on_nothing" not in alerts(room, by=None)
    rules = str(voted(room.governance, "rules", day="2026-02-11"))
    orders = {"quorum": 4, "published": True}
    room.act("POST", "/groups/group-a/standing-orders", {"orders": orders, "decision": rules})
    undone(room, rules, "rules", name="undo too")
    told = {by: room.ask("GET", f"{GROUP}/standing-orders", by=by).json()["rests_on_nothing"] for by in ("gp", None)}
    assert told == {"gp": True, None: False}
    assert "Please vote on this again" not in room.look("/groups/group-a", by=None).text
