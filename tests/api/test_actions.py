"""What somebody took on, from agreeing to being found done, as members follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.people import evening, record

if TYPE_CHECKING:
    from tests.api.conftest import Room

SEVENTEENTH = {"when": {"date": "2026-02-17", "time": "10:00"}}


def listed(room: Room, **query: Any) -> list[dict[str, Any]]:
    query["wait_for"] = room.governance.head()
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    answer: list[dict[str, Any]] = room.ask("GET", f"/api/v1/groups/group-a/actions?{asked}").json()
    return answer


def test_an_action_is_followed_until_somebody_else_found_it_done(room: Room) -> None:
    record(room.governance, evening("february"))
    (agreed,) = listed(room)
    assert (agreed["do"], agreed["due"], agreed["stage"]) == ("book the library", "2026-02-24", "agreed")
    assert agreed["overdue"] is True
    path = f"/actions/{agreed['action']}"
    room.act("POST", f"{path}/put-off", {"due": "2026-03-10", "reason": "The library is closed.", **SEVENTEENTH})
    room.act("POST", f"{path}/start", {"seat": "secretary", **SEVENTEENTH})
    room.act("POST", f"{path}/done", {"seat": "secretary", **SEVENTEENTH})
    refused = room.ask("POST", f"/api/v1{path}/verify", json={"seat": "secretary", **SEVENTEENTH})
    assert (refused.status_code, refused.json()["clause"]) == (409, "R-AC2")
    assert refused.json()["reason"] == "verified_by_the_owner"
    # The secretary took it on, and does not write down either that the carer looked at it.
    refused = room.ask("POST", f"/api/v1{path}/verify", json={"seat": "carer-representative", **SEVENTEENTH})
    assert (refused.status_code, refused.json()["reason"]) == (409, "told_by_the_owner")
    room.act("POST", f"{path}/verify", {**SEVENTEENTH}, by="carer-representative")
    (done,) = listed(room)
    assert (done["due"], done["stage"], done["overdue"]) == ("2026-03-10", "verified", False)
    assert done["verified_by"] == str(room.directory.seats["carer-representative"])
    assert listed(room, open_only="true") == []


def test_an_action_is_dropped_with_a_reason(room: Room) -> None:
    record(room.governance, evening("february"))
    (agreed,) = listed(room)
    room.act("POST", f"/actions/{agreed['action']}/drop", {"reason": "The fair is off.", **SEVENTEENTH})
    (dropped,) = listed(room)
    assert (dropped["stage"], dropped["reason"]) == ("dropped", "The fair is off.")


def test_written_up_the_owner_s_own_word_is_marked_and_somebody_else_still_looks(room: Room) -> None:
    record(room.governance, evening("february"))
    path = f"/actions/{listed(room)[0]['action']}"
    room.act("POST", f"{path}/done", {"seat": "secretary", **SEVENTEENTH})
    room.act("POST", f"{path}/verify", {"seat": "secretary", "mode": "written_up", **SEVENTEENTH})
    (marked,) = listed(room, open_only="true")
    assert (marked["stage"], marked["verified_by"], marked["irregular"]) == ("reported_done", None, ["R-AC2"])
    room.act("POST", f"{path}/verify", {**SEVENTEENTH}, by="carer-representative")
    (done,) = listed(room)
    assert (done["stage"], done["irregular"]) == ("verified", [])
