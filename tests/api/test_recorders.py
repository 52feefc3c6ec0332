"""Who may record today: an office given up is not got back by giving an earlier date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from api import identity
from tests.people import record

if TYPE_CHECKING:
    from tests.api.conftest import Room

SECRETARY, CHAIR = "user-representative-3", "user-representative-1"
IN_OFFICE = {"when": {"date": "2026-03-01"}}
SEAT = {"slug": "carer-2", "label": "Second carer", "constituency": "family_carer"}
ORDERS = {"orders": {"quorum": 1}, "since": {"date": "2026-07-01"}}


def term_of(room: Room, office: str) -> str:
    offices = room.ask("GET", "/api/v1/groups/group-a/offices").json()
    return str(next(one["term"] for one in offices if one["slug"] == office))


@pytest.mark.parametrize("mode", ["live", "written_up"])
@pytest.mark.parametrize(("path", "body"), [("seats", SEAT), ("standing-orders", ORDERS)])
def test_a_former_secretary_records_nothing_by_giving_an_earlier_date(
    room: Room, path: str, body: dict[str, Any], mode: str
) -> None:
    room.act("POST", f"/terms/{term_of(room, 'secretary')}/end", {"reason": "resigned", "channel": "phone"}, by=CHAIR)
    asked = {**body, **IN_OFFICE, "mode": mode}
    answer = room.ask("POST", f"/api/v1/groups/group-a/{path}", by=SECRETARY, late=True, json=asked)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/not-entitled")


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_the_convenor_does_nothing_after_handing_over_whatever_the_date(room: Room, mode: str) -> None:
    day = {"date": "2026-03-02"}
    made = record(room.governance, [
        {"import": "founding"},
        {"do": "registerPerson", "as": "convenor", "name": "Con"},
        {"do": "registerPerson", "as": "person-one", "name": "One"},
        {"do": "registerPerson", "as": "person-two", "name": "Two"},
        {"do": "foundGroup", "name": "New", "slug": "new", "convenor": "convenor", "since": {"date": "2026-01-01"}},
        *(line for name in ("one", "two") for line in (
            {"do": "createSeat", "group": "new", "slug": name, "label": name, "constituency": "service_user",
             "since": day},
            {"do": "fillSeat", "group": "new", "seat": name, "person": f"person-{name}", "since": day},
        )),
        {"do": "createOffice", "group": "new", "slug": "chair", "label": "Chair", "kind": "chair"},
        {"do": "createOffice", "group": "new", "slug": "secretary", "label": "Secretary", "kind": "secretary"},
        {"do": "assignOffice", "group": "new", "office": "chair", "seat": "one", "since": day},
        {"do": "assignOffice", "group": "new", "office": "secretary", "seat": "two", "since": day},
    ])  # fmt: skip
    token = identity.create(room.governance, person=made["convenor"])[1]  # type: ignore[arg-type]
    answer = room.ask(
        "POST",
        "/api/v1/groups/new/seats",
        by=None,
        late=True,
        headers={"Authorization": f"Bearer {token}"},
        json={**SEAT, **IN_OFFICE, "mode": mode},
    )
    assert (answer.status_code, answer.json()["reason"]) == (403, "not_a_member")


def test_a_member_does_not_get_round_the_rules_by_writing_up(room: Room) -> None:
    day = "2026-02-10"
    called = {"starts": {"date": day}, "agenda": [{"title": "Spring"}], "when": {"date": "2026-02-01"}}
    meeting = room.act("POST", "/groups/group-a/meetings", called)["meeting"]["id"]
    here = {"present": ["chair", "vice-chair", "secretary", "carer-representative", "gp"], "presider": "chair"}
    room.act("POST", f"/meetings/{meeting}/open", {**here, "when": {"date": day, "time": "14:00"}})
    item = room.ask("GET", f"/api/v1/meetings/{meeting}/items").json()[0]["item"]
    asked = {"words": "Meet at the surgery.", "mode": "written_up", "when": {"date": day, "time": "14:05"}}
    answer = room.ask("POST", f"/api/v1/items/{item}/motions", by="gp", json=asked)
    assert (answer.status_code, answer.json()["reason"]) == (403, "does_not_write_up")


NOWHERE = "11111111-1111-4111-8111-111111111111"


@pytest.mark.parametrize(
    ("named", "pointer"),
    [({"by": NOWHERE}, "/by"), ({"on_behalf_of": NOWHERE}, "/on_behalf_of"), ({"decision": NOWHERE}, "/decision")],
)
def test_only_seats_and_decisions_of_the_group_are_named_in_its_acts(
    room: Room, named: dict[str, Any], pointer: str
) -> None:
    asked = {**ORDERS, "orders": {"quorum": 5}, **named}
    answer = room.ask("POST", "/api/v1/groups/group-a/standing-orders", json=asked)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (409, pointer)


def test_a_decision_behind_an_act_may_be_named(room: Room) -> None:
    day = "2026-02-10"
    agenda = [{"title": "Spring", "category": "rules"}]
    called = {"starts": {"date": day}, "agenda": agenda, "when": {"date": "2026-01-20"}}
    meeting = room.act("POST", "/groups/group-a/meetings", called)["meeting"]["id"]
    here = {"present": ["chair", "vice-chair", "secretary", "carer-representative", "gp"], "presider": "chair"}
    room.act("POST", f"/meetings/{meeting}/open", {**here, "when": {"date": day, "time": "14:00"}})
    asked = {"item": "3", "words": "Five are enough.", "how": "hands", "count": {"for": 5}, "category": "rules",
             "moved_by": "chair", "seconded_by": "gp", "when": {"date": day, "time": "14:05"}}  # fmt: skip
    made = room.act("POST", f"/meetings/{meeting}/decisions", asked)["decision"]["id"]
    room.act("POST", f"/meetings/{meeting}/close", {"when": {"date": day, "time": "15:00"}})
    room.act("POST", "/groups/group-a/standing-orders", {**ORDERS, "orders": {"quorum": 5}, "decision": made})
