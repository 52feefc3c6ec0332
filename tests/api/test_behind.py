"""Over HTTP and on the pages, power is given and taken by a decision the group made, and by nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from api.access import today
from tests.api.voted import voted
from tests.people import adopt, record

if TYPE_CHECKING:
    from tests.api.conftest import Room

# Names may be put forward at the meeting itself, so a proposal elects whom it names.
AT_THE_MEETING = {"quorum": 4, "nomination_days": 0}
OFFICES = "/groups/group-a/offices"
NOWHERE = "11111111-0000-4000-8000-000000000000"


def treasurer(room: Room) -> str:
    """Where somebody takes an office made after the founding."""
    room.act("POST", "/groups/group-a/offices", {"slug": "treasurer", "label": "Treasurer", "kind": "other"})
    return "/api/v1/groups/group-a/offices/treasurer/terms"


def told(answer: Any) -> tuple[int, str, str]:
    """The status, clause and reason of a refusal, which also says what would help."""
    problem = answer.json()
    assert problem["would_help"], problem
    return answer.status_code, problem["clause"], problem["reason"]


def test_an_office_is_given_by_an_election_the_group_voted_on(room: Room) -> None:
    adopt(room.governance, AT_THE_MEETING)
    path, seat = treasurer(room), {"seat": "carer-representative"}
    elects = {"office": "treasurer", "seat": "carer-representative"}
    assert told(room.ask("POST", path, json=seat)) == (409, "R-EL1", "office_without_an_election")
    made_up = room.ask("POST", path, json={**seat, "decision": NOWHERE})
    assert (made_up.status_code, made_up.json()["errors"][0]["pointer"]) == (409, "/decision")
    spent = str(voted(room.governance, "spend"))
    assert told(room.ask("POST", path, json={**seat, "decision": spent})) == (
        409, "R-EL1", "decision_of_another_kind",
    )  # fmt: skip
    lost = str(voted(room.governance, "election", for_=2))
    assert told(room.ask("POST", path, json={**seat, "decision": lost})) == (409, "R-EL1", "decision_not_agreed")
    decision = str(voted(room.governance, "election", words="The carer keeps our money.", elects=elects))
    for wrong in ({"seat": "gp"}, {"seat": "gp", "mode": "written_up"}):
        other = room.ask("POST", path, json={**wrong, "decision": decision})
        assert told(other) == (409, "R-EL1", "gives_something_else")
    chair = room.ask("POST", path.replace("treasurer", "chair"), json={**seat, "decision": decision})
    assert chair.status_code == 409
    room.act("POST", path.removeprefix("/api/v1"), {**seat, "decision": decision})
    term = room.governance.group(room.made["a"]).terms[-1].id
    room.act("POST", f"/terms/{term}/end", {"reason": "resigned", "channel": "phone"})
    again = room.ask("POST", path, json={"seat": "user-representative-4", "decision": decision})
    assert told(again) == (409, "R-EL1", "decision_used_already")


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_neither_chair_nor_secretary_removes_anybody_or_writes_it_up(room: Room, mode: str) -> None:
    group = room.governance.group(room.made["a"])
    term = next(t.id for t in group.held(today(group.zone)) if not t.acting)
    gone = {"reason": "removed", "mode": mode}
    for by in ("user-representative-1", "user-representative-3"):
        refused = room.ask("POST", f"/api/v1/terms/{term}/end", json=gone, by=by)
        assert told(refused) == (409, "R-TE5", "removed_without_a_vote")
    over = room.ask("POST", f"/api/v1/terms/{term}/end", json={"reason": "expired", "mode": "live"})
    assert told(over) == (409, "R-TE5", "term_not_over")


def test_orders_change_by_a_vote_of_the_group(room: Room) -> None:
    path = "/api/v1/groups/group-a/standing-orders"
    asked = {"orders": {"quorum": 4}}
    assert told(room.ask("POST", path, json=asked)) == (409, "R-AU2", "rules_without_a_vote")
    written_up = {**asked, "mode": "written_up"}
    assert told(room.ask("POST", path, json=written_up)) == (409, "R-AU2", "rules_without_a_vote")
    decision = str(voted(room.governance, "rules"))
    room.act("POST", path.removeprefix("/api/v1"), {**asked, "decision": decision})
    assert room.ask("GET", path).json()["orders"]["quorum"] == 4
    mapping = "/api/v1/groups/group-a/class-mapping"
    counts = {"mapping": {"community_counts": True}}
    assert told(room.ask("POST", mapping, json=counts)) == (409, "R-AU2", "rules_without_a_vote")
    again = room.ask("POST", mapping, json={**counts, "decision": decision})
    assert told(again) == (409, "R-AU2", "decision_used_already")
    other = str(voted(room.governance, "rules", words="Neighbours count too.", day="2026-02-11"))
    room.act("POST", mapping.removeprefix("/api/v1"), {**counts, "decision": other})


def test_the_page_of_an_office_offers_the_decisions_that_fit_and_says_when_none_does(room: Room) -> None:
    adopt(room.governance, AT_THE_MEETING)
    treasurer(room)
    room.act("POST", "/groups/group-a/offices", {"slug": "clerk", "label": "Clerk", "kind": "other"})
    elects = {"office": "treasurer", "seat": "carer-representative"}
    assign = f"{OFFICES}/{room.governance.directory(room.made['a']).offices['treasurer']}/assign"
    assert "No decision of the group fits. Hold an election, or write up the meeting" in room.look(assign).text
    voted(room.governance, "election", words="Nobody keeps our money.", for_=2, elects=elects)
    voted(room.governance, "election", words="Somebody keeps our money.", day="2026-02-11")
    clerk = {"office": "clerk", "seat": "carer-representative"}
    voted(room.governance, "election", words="The carer writes.", day="2026-02-12", elects=clerk)
    voted(room.governance, "spend", words="Buy a box.")
    made = voted(room.governance, "election", words="The carer keeps our money.", elects=elects)
    page = room.look(assign).text
    assert re.findall(r'name="decision" value="([^"]+)"', page) == [str(made)]
    assert "10 February 2026: The carer keeps our money." in page
    seat = str(room.directory.seats["carer-representative"])
    alone = room.send(assign, seat=seat)
    assert alone.status_code == 422
    assert "An office goes to somebody by an election." in alone.text
    taken = room.send(assign, seat=seat, decision=str(made))
    assert (taken.status_code, taken.headers["location"]) == (303, OFFICES)
    # Used once, it is offered no more.
    assert f'value="{made}"' not in room.look(assign).text


def test_the_page_that_ends_a_term_removes_nobody_without_a_vote(room: Room) -> None:
    end = f"{OFFICES}/{room.directory.offices['vice-chair']}/end"
    assert "A vote to remove them from this office ends it by itself." in room.look(end).text
    refused = room.send(end, reason="removed")
    assert refused.status_code == 422
    assert 'href="#decision"' in refused.text
    assert "Only a vote can put them out. Say which decision is behind it." in refused.text
    early = room.send(end, reason="expired")
    assert 'href="#reason"' in early.text
    assert "Their time is not up yet." in early.text


def test_a_member_is_removed_by_a_vote_the_page_offers(room: Room) -> None:
    left = f"/groups/group-a/people/{room.directory.seats['gp']}/left"
    assert "Only the group can vote to remove a member. Write up that meeting first." in room.look(left).text
    assert room.send(left, reason="removed").status_code == 422
    bare = voted(room.governance, "removal", words="Somebody no longer sits with us.", day="2026-02-11")
    other = voted(room.governance, "removal", words="The carer goes.", day="2026-02-12", removes="carer-representative")
    for wrong in (bare, other):
        assert f'value="{wrong}"' not in room.look(left).text
        alone = room.send(left, reason="removed", decision=str(wrong))
        assert (alone.status_code, "Name the decision that is about just this." in alone.text) == (422, True)
    made = voted(room.governance, "removal", words="The GP no longer sits with us.", removes="gp")
    assert f'value="{made}"' in room.look(left).text
    gone = room.send(left, reason="removed", decision=str(made))
    assert (gone.status_code, gone.headers["location"]) == (303, "/groups/group-a/people")


def test_the_page_does_not_offer_that_a_members_time_is_up_where_the_rules_give_none(room: Room) -> None:
    left = f"/groups/group-a/people/{room.directory.seats['gp']}/left"
    page = room.look(left).text
    assert re.findall(r'name="reason" value="([^"]+)"', page) == ["resigned", "left", "removed", "died", "other"]
    refused = room.send(left, reason="term_ended")
    assert (refused.status_code, "Their time is not up yet." in refused.text) == (422, True)
    # A file tells of rules by which members sit for a year: the GP has sat for longer.
    sits: dict[str, Any] = {"do": "adoptStandingOrders", "group": "group-a", "orders": {"quorum": 4, "seat_months": 1}}
    record(room.governance, [{"import": "sits"}, {**sits, "since": {"date": "2026-01-01"}}])
    assert 'name="reason" value="term_ended"' in room.look(left).text
    assert room.send(left, reason="term_ended").status_code == 303


def test_what_a_file_brings_in_of_other_times_goes_on(room: Room) -> None:
    lines = [
        {"do": "adoptStandingOrders", "group": "group-a", "orders": {"quorum": 4}, "since": {"date": "2026-01-01"}},
        {"do": "createOffice", "as": "clerk", "group": "group-a", "slug": "clerk", "label": "Clerk", "kind": "other"},
        {"do": "assignOffice", "group": "group-a", "office": "clerk", "seat": "gp", "since": {"date": "2026-01-01"}},
    ]
    record(room.governance, [{"import": "other times"}, *lines])
    assert room.governance.group(room.made["a"]).orders[-1].version == 2


def test_an_office_that_names_are_asked_for_is_not_given_by_a_plain_vote(room: Room) -> None:
    treasurer(room)
    elects = {"office": "treasurer", "seat": "carer-representative"}
    made = str(voted(room.governance, "election", words="The carer keeps our money.", elects=elects))
    said = room.ask("GET", f"/api/v1/decisions/{made}").json()
    assert (said["outcome"]["irregular"], said["outcome"]["takes_effect"]) == (["R-EL1"], False)
    path = "/api/v1/groups/group-a/offices/treasurer/terms"
    refused = room.ask("POST", path, json={"seat": "carer-representative", "decision": made})
    assert told(refused) == (409, "R-EL1", "decision_has_no_effect")


def test_a_term_written_up_against_the_rules_is_on_record_and_gives_nobody_the_office(room: Room) -> None:
    path = "/groups/group-a/offices/secretary/terms"
    told_of = {"seat": "gp", "since": {"date": "2024-04-02"}, "until": "2024-06-30", "mode": "written_up"}
    term = room.act("POST", path, told_of)["term"]["id"]
    (office,) = (one for one in room.ask("GET", "/api/v1/groups/group-a/offices").json() if one["slug"] == "secretary")
    assert office["uncounted"] == [
        {"term": term, "seat": str(room.directory.seats["gp"]), "since": "2024-04-02", "until": "2024-06-30",
         "irregular": ["R-EL1"]},
    ]  # fmt: skip
    page = room.look(OFFICES).text
    assert "Written down, but it does not count: GP, from 2 April 2024." in page
    assert "Rule R-EL1:" in page
