"""Who may open what an event says, changed afterwards: in the feed and in files, for fewer and for more."""

from __future__ import annotations

import json
import shutil
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from api.faults import Fault
from api.log.exporting import Scope, exported
from api.log.replaying import replayed
from governance.acts import Principal
from governance.custody.commands import EraseBody
from governance.doors import behind_doors
from governance.log.bundle import written_lines
from governance.log.verify import verify_bundle
from governance.motion.events import MotionMoved
from governance.signing import LogSigner, policy_text
from governance.store import reading
from governance.vault import REMOVED
from tests.api.test_closed_items import told
from tests.api.voted import voted
from tests.people import evening, record

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from tests.api.conftest import Room

NAME = "example.org/log"
OPERATOR = Principal("operator")
TIERS = "/groups/group-a/tiers"
SAID = "Buy a kettle for the hall."


class Log:
    """The log of a room's record, signed when asked for."""

    def __init__(self, room: Room, folder: Path) -> None:
        self.room = room
        self.folder = folder

    def sign(self) -> None:
        dsn = self.room.governance.dsn.replace("minutebook_app", "minutebook_log")
        with reading(dsn) as store:
            LogSigner(store, dsn, self.folder, NAME).advance()

    def file(self, tier: Any, *, signed: bool = True) -> list[bytes]:
        if signed:
            self.sign()
        text = policy_text(self.folder, NAME)
        return list(written_lines(exported(self.room.governance, Scope(tier), text)))


@pytest.fixture
def log(room: Room, key_folder: Path, tmp_path: Path) -> Log:
    return Log(room, shutil.copytree(key_folder, tmp_path / "log-keys"))


def moved(room: Room) -> tuple[UUID, UUID]:
    """What was proposed at a meeting, and the decision by which it agreed to open it."""
    decision = voted(room.governance, "ordinary", words=SAID)
    meeting = room.governance.find(decision)
    assert meeting is not None
    (one,) = room.governance.everything(0, 1_000_000, (MotionMoved.topic,))
    return one.id, decision


def is_open(lines: list[bytes], event: UUID) -> bool:
    line = next(line for line in map(json.loads, lines) if f"event {event}\n" in line.get("entry", ""))
    return "state" in line


def sees(room: Room, event: UUID, by: str) -> int:
    status: int = room.ask("GET", f"/api/v1/events/{event}", by=by).status_code
    return status


def test_fewer_may_open_an_act_at_once_and_its_entry_stands(room: Room, log: Log) -> None:
    event, _ = moved(room)
    assert is_open(log.file(1), event)
    assert sees(room, event, "gp") == 200
    assert room.ask("POST", f"/api/v1{TIERS}", by="gp", json={"event": str(event), "tier": 2}).status_code == 403
    room.act("POST", TIERS, {"event": str(event), "tier": 2})
    assert (sees(room, event, "gp"), sees(room, event, "user-representative-3")) == (404, 200)
    position = room.ask("GET", f"/api/v1/events/{event}").json()["position"]
    (row,) = room.ask("GET", f"/api/v1/events?after={position - 1}&limit=1", by="gp").json()
    assert (row["event"], row["tier"], row["topic"]) == (str(event), 2, None)
    with pytest.raises(Fault, match="who may open an entry was changed"):
        log.file(1, signed=False)
    lines = log.file(1)
    assert not is_open(lines, event)
    report = verify_bundle(lines)
    assert report.findings == []
    assert "Who may open an entry was changed 1 times, as other entries say." in report.said
    officers = log.file(2)
    assert is_open(officers, event)
    assert verify_bundle(officers).findings == replayed(officers).findings == []
    head = room.governance.head()
    room.act("POST", TIERS, {"event": str(event), "tier": 2})
    assert room.governance.head() == head, "nothing happens twice"


def test_more_may_open_an_act_only_by_a_vote_and_its_words_are_sealed_anew(room: Room, log: Log) -> None:
    event, decision = moved(room)
    alone = room.ask("POST", f"/api/v1{TIERS}", json={"event": str(event), "tier": 0})
    assert (alone.status_code, alone.json()["reason"]) == (409, "no_decision_behind_it")
    assert SAID not in b"".join(log.file(0)).decode()
    room.act("POST", TIERS, {"event": str(event), "tier": 0, "decision": str(decision)})
    public = log.file(0)
    assert is_open(public, event)
    assert b"".join(public).decode().count(SAID) == 1, "under the new reference, and never under the old one"
    assert verify_bundle(public).findings == []
    members = log.file(1)
    assert verify_bundle(members).findings == replayed(members).findings == []
    room.act("POST", TIERS, {"event": str(event), "tier": 1})
    used = room.ask("POST", f"/api/v1{TIERS}", json={"event": str(event), "tier": 0, "decision": str(decision)})
    assert used.json()["reason"] == "decision_used_already"
    closed = log.file(0)
    assert SAID not in b"".join(closed).decode()
    assert verify_bundle(closed).findings == []


def test_words_that_were_opened_to_more_are_removed_with_those_they_stand_for(room: Room, log: Log) -> None:
    event, decision = moved(room)
    room.act("POST", TIERS, {"event": str(event), "tier": 0, "decision": str(decision)})
    state = room.ask("GET", f"/api/v1/events/{event}").json()["state"]
    ref = state["e"]["words"]["ref"]
    room.act("POST", "/groups/group-a/redactions", {"words": [ref], "reason": "private"})
    assert REMOVED in set(
        room.governance.words(room.governance.typed_in(_group(room), [uuid.UUID(ref)]).values()).values()
    )
    for tier in (0, 3):
        lines = log.file(tier)
        assert SAID not in b"".join(lines).decode()
        assert verify_bundle(lines).findings == []


def test_an_act_that_was_opened_and_is_erased_leaves_no_word_of_it(room: Room, log: Log) -> None:
    _, decision = moved(room)
    meeting = record(room.governance, evening("january"))["january"]
    (note,) = [one for one in room.governance.stream(meeting) if type(one.event).__name__ == "SuggestionNoted"]
    room.act("POST", TIERS, {"event": str(note.id), "tier": 0, "decision": str(decision)})
    assert "use the library" in b"".join(log.file(0)).decode()
    room.governance.handle(EraseBody(event=note.id), OPERATOR)
    for tier in (0, 3):
        lines = log.file(tier)
        assert "use the library" not in b"".join(lines).decode()
        assert verify_bundle(lines).findings == []
    assert room.ask("POST", f"/api/v1{TIERS}", json={"event": str(note.id), "tier": 2}).json()["reason"] == (
        "erased_already"
    )


def test_what_was_said_behind_closed_doors_is_not_opened_past_them(room: Room) -> None:
    _, decision = moved(room)
    meeting = record(room.governance, told())["march"]
    event = next(one for one, _ in behind_doors(room.governance.stream(meeting))).id
    answer = room.ask("POST", f"/api/v1{TIERS}", json={"event": str(event), "tier": 0, "decision": str(decision)})
    assert answer.json()["reason"] == "behind_closed_doors"


def _group(room: Room) -> Any:
    return room.governance.group_by_slug("group-a")
