"""Writing up a meeting from paper notes: a draft, a check of all of it, and one transaction."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest

from api import drafts, identity
from governance.acts import Principal
from governance.kernel import MeetingId, Moment
from governance.store import Conflict
from governance.trial import Trial
from tests.people import evening, record
from tests.scenarios.test_evenings import S2, lines_in

if TYPE_CHECKING:
    from tests.api.conftest import Room

BESIDE = {"meeting", "mode", "as"}
SECRETARY, CHAIR = "user-representative-3", "user-representative-1"
NOTES = [{name: value for name, value in line.items() if name not in BESIDE} for line in evening("february")[2:]]


@pytest.fixture(autouse=True)
def _in_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.access.today", lambda _zone: Moment("2026-02-10T12:00+00:00", "minute"))


@pytest.fixture
def meeting(room: Room) -> str:
    agenda = [{"title": "Spring drop-in"}, {"title": "The new leaflet"}]
    called = {"starts": {"date": "2026-02-10", "time": "14:00"}, "agenda": agenda, "when": {"date": "2026-02-01"}}
    return str(room.act("POST", "/groups/group-a/meetings", called)["meeting"]["id"])


def save(
    room: Room, meeting: str, acts: list[dict[str, Any]], seen: str = "", by: str = SECRETARY, query: str = ""
) -> Any:
    headers = {"If-Match": seen} if seen else {}
    path = f"/api/v1/meetings/{meeting}/draft{query}"
    return room.ask("PUT", path, by=by, json={"acts": acts}, headers=headers)


def test_s2_written_up_whole(room: Room, meeting: str) -> None:
    before = room.governance.head()
    saved = save(room, meeting, NOTES)
    assert (saved.status_code, saved.json(), saved.headers["etag"]) == (200, {"version": 1}, '"draft-1"')
    checked = room.ask("POST", f"/api/v1/meetings/{meeting}/draft/check").json()
    assert checked["findings"] == []
    assert checked["irregular"] == []
    assert lines_in(checked["minutes"], "2", "3", "4", "5") == S2
    assert room.governance.head() == before
    done = room.ask("POST", f"/api/v1/meetings/{meeting}/draft/record")
    assert done.status_code == 201, done.text
    assert lines_in(done.json()["minutes"], "2", "3", "4", "5") == S2
    first, last = done.json()["positions"]
    assert (first, last) == (before + 1, room.governance.head())
    events = room.governance.everything(before, 100)
    assert len({one.envelope.command for one in events}) == 1
    assert len({one.recorded_at for one in events}) == 1
    assert [(one.part, one.parts) for one in events] == [(n, len(events)) for n in range(1, len(events) + 1)]
    assert all(version <= before for one in events for _, version in one.envelope.guards)
    document = room.ask("GET", f"/api/v1/meetings/{meeting}/minutes?wait_for={last}").json()
    printed = [f"{line['number']} {line['text']}" for part in document["parts"] for line in part["lines"]]
    assert lines_in(printed, "2", "3", "4", "5") == S2
    assert room.ask("GET", f"/api/v1/meetings/{meeting}/draft").status_code == 404


def test_a_check_says_everything_at_once_each_at_its_field(room: Room, meeting: str) -> None:
    opened, decided, *_ = NOTES
    acts = [
        opened,
        {**decided, "moved_by": "nobody-here"},
        {**decided, "when": {"date": "2026-02-30"}},
        {"do": "registerPerson", "name": "A person"},
        {**decided, "item": "9"},
        {**decided, "count": "six"},
        decided,
    ]
    save(room, meeting, acts)
    checked = room.ask("POST", f"/api/v1/meetings/{meeting}/draft/check").json()
    pointers = [finding["pointer"] for finding in checked["findings"]]
    assert pointers == ["/acts/1/moved_by", "/acts/2/when", "/acts/3/do", "/acts/4/item", "/acts/5/count"]
    assert [finding["clause"] for finding in checked["findings"]] == [
        "unknown",
        "in order",
        "shape",
        "unknown",
        "shape",
    ]
    assert "3.2 Vote: 6 for, 0 against, 0 took no side. Agreed." in checked["minutes"]
    before = room.governance.head()
    refused = room.ask("POST", f"/api/v1/meetings/{meeting}/draft/record")
    assert refused.status_code == 409
    assert [error["pointer"] for error in refused.json()["errors"]] == pointers
    assert room.governance.head() == before


def test_a_vote_taken_without_quorum_is_said_to_be_so_before_it_is_recorded(room: Room, meeting: str) -> None:
    opened, decided, *_ = NOTES
    here = ["chair", "vice-chair", "respiratory-nurse", "gp", "commissioner", "development-worker"]
    by = {"moved_by": "vice-chair", "seconded_by": "gp"}
    save(room, meeting, [{**opened, "present": here, "minute_taker": None}, {**decided, **by, "actions": []}])
    checked = room.ask("POST", f"/api/v1/meetings/{meeting}/draft/check").json()
    assert checked["findings"] == []
    assert checked["irregular"] == [{"pointer": "/acts/1", "clauses": ["R-QU3"], "takes_effect": False}]


def test_the_draft_has_one_pen_and_loses_nothing(room: Room, meeting: str) -> None:
    tag = save(room, meeting, NOTES[:1]).headers["etag"]
    assert save(room, meeting, NOTES).status_code == 428
    assert save(room, meeting, NOTES, '"draft-7"').status_code == 412
    held = save(room, meeting, NOTES[:2], tag, by=CHAIR)
    assert (held.status_code, held.json()["type"]) == (409, "/problems/pen-held")
    taken = save(room, meeting, NOTES[:2], tag, by=CHAIR, query="?take_pen=true")
    assert (taken.status_code, taken.json()["version"]) == (200, 2)
    assert save(room, meeting, NOTES, tag).status_code == 412
    kept = room.ask("GET", f"/api/v1/meetings/{meeting}/draft").json()
    assert (kept["version"], kept["acts"]) == (2, NOTES[:2])


def test_the_words_of_a_draft_are_sealed(room: Room, meeting: str) -> None:
    save(room, meeting, NOTES)
    stored = room.governance.store.rows("SELECT ciphertext FROM drafts.write_up")
    assert b"library" not in bytes(stored[0][0])


def test_a_repeat_after_a_lost_answer_is_told_what_was_recorded(room: Room, meeting: str) -> None:
    tag = save(room, meeting, NOTES).headers["etag"]
    path = f"/api/v1/meetings/{meeting}/draft/record"
    first = room.ask("POST", path, headers={"If-Match": tag})
    head = room.governance.head()
    again = room.ask("POST", path, headers={"If-Match": tag})
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert room.governance.head() == head


@pytest.mark.parametrize("by", ["gp", "secretariat-support-officer", "critical-friend", None])
def test_only_officers_write_up(room: Room, meeting: str, by: str | None) -> None:
    save(room, meeting, NOTES)
    for method, path in (("GET", ""), ("PUT", ""), ("DELETE", ""), ("POST", "/check"), ("POST", "/record")):
        more = {"json": {"acts": []}} if method == "PUT" else {}
        answer = room.ask(method, f"/api/v1/meetings/{meeting}/draft{path}", by=by, **more)
        assert answer.status_code == (401 if by is None else 404), (method, path)


def test_an_application_writes_nothing_up(room: Room, meeting: str) -> None:
    _, secret = identity.create(room.governance, scopes=("read",))
    headers = {"Authorization": f"Bearer {secret}"}
    path = f"/api/v1/meetings/{meeting}/draft"
    assert room.client.put(path, json={"acts": []}, headers=headers).status_code in {403, 404}


def test_what_was_tried_on_a_record_that_moved_on_is_not_recorded(room: Room, meeting: str) -> None:
    person = room.governance.group(room.made["a"]).seats[room.directory.seats[SECRETARY]].holdings[-1].person
    who = Principal("person", uuid.uuid4(), person)
    tried = drafts.attempt(room.governance, MeetingId(uuid.UUID(meeting)), NOTES, who)
    assert tried.findings == ()
    room.act("POST", f"/meetings/{meeting}/items", {"title": "Another", "when": {"date": "2026-02-05"}})
    before = room.governance.head()
    with pytest.raises(Conflict):
        tried.trial.record(who, key=None, body=b"x")
    assert room.governance.head() == before


def test_a_trial_that_is_over_leaves_the_store_open(room: Room) -> None:
    Trial(room.governance).governance.close()
    assert room.governance.head() > 0


def test_nothing_tried_is_recorded_as_nothing(room: Room) -> None:
    before = room.governance.head()
    receipt = Trial(room.governance).record(Principal("operator"), key=None, body=b"nothing")
    assert (receipt.first, receipt.last, room.governance.head()) == (0, 0, before)


def test_a_draft_can_be_thrown_away(room: Room, meeting: str) -> None:
    tag = save(room, meeting, NOTES).headers["etag"]
    path = f"/api/v1/meetings/{meeting}/draft"
    assert room.ask("DELETE", path, headers={"If-Match": '"draft-9"'}).status_code == 412
    assert room.ask("DELETE", path, headers={"If-Match": tag}).status_code == 204
    assert room.ask("GET", path).status_code == 404


def test_names_are_put_forward_in_a_draft_only_for_an_election_of_the_same_group(room: Room, meeting: str) -> None:
    theirs = {"do": "openNominations", "as": "e", "group": "national", "office": "national-chair"}
    elsewhere = str(record(room.governance, [{"import": "theirs"}, theirs])["e"])
    held = {"item": "3", "when": {"date": "2026-02-10"}}
    ours = [
        NOTES[0],
        {"do": "openNominations", "as": "e", "group": "national", "office": "vice-chair", "when": held["when"]},
        {"do": "nominate", "election": "e", "seat": "gp", "when": held["when"]},
        {"do": "nominate", "election": elsewhere, "seat": "gp", "when": held["when"]},
    ]
    save(room, meeting, ours)
    found = room.ask("POST", f"/api/v1/meetings/{meeting}/draft/check").json()["findings"]
    assert [(one["pointer"], one["clause"]) for one in found] == [("/acts/3/election", "unknown")]
