"""Auditors whom the group appointed: what they read, that it is seen, and that nobody but the group ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from api import identity
from api.log.replaying import replayed
from governance.acts import Principal
from governance.group.auditor_commands import EndAuditor
from governance.kernel import PersonId, Rejected
from governance.log.policy import parse_policy
from governance.log.verify import Asked, verify_bundle
from governance.organisation.commands import RegisterPerson
from governance.signing import LogSigner, policy_text
from governance.store import reading
from tests.api.voted import voted

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from tests.api.conftest import Room

OPERATOR = Principal("operator")
AUDITORS = "/groups/group-a/auditors"
LAST = {"until_day": "1", "until_month": "3", "until_year": "2099"}
WHO = {"label": "Auditor from the library", "name": "Somebody", "email": "auditor@example.org", "cleared": "3"}


def appointed(room: Room, **more: Any) -> tuple[UUID, dict[str, str]]:
    """Somebody the group appointed, and how a program of theirs says who it is."""
    person = room.governance.handle(RegisterPerson(name="Somebody"), OPERATOR).made
    assert person is not None
    decision = str(voted(room.governance, "ordinary", words="Ask the library to look through our record."))
    body = {"person": str(person), "label": WHO["label"], "until": "2099-03-01", "decision": decision, **more}
    room.act("POST", "/groups/group-a/auditors", body)
    secret = identity.create(room.governance, person=PersonId(person))[1]
    return person, {"Authorization": f"Bearer {secret}"}


def seen(room: Room, headers: dict[str, str], path: str) -> Any:
    return room.client.get(f"/api/v1{path}", headers=headers)


def test_an_auditor_reads_what_members_do_and_members_see_what_was_read(room: Room) -> None:
    person, headers = appointed(room)
    assert seen(room, headers, "/groups/group-a/seats").status_code == 200
    (meeting,) = [one["meeting"] for one in seen(room, headers, "/groups/group-a/meetings").json()]
    assert seen(room, headers, f"/meetings/{meeting}/minutes").status_code == 200
    (one,) = room.ask("GET", "/api/v1/groups/group-a/auditors", by="gp").json()
    assert (one["person"], one["label"], one["cleared"], one["reading"]) == (str(person), WHO["label"], 2, True)
    assert sorted(read["kind"] for read in one["reads"]) == ["group", "minutes"]
    page = room.look(AUDITORS, by="gp")
    assert "Auditor from the library" in page.text
    assert ": minutes" in page.text
    assert "Record whom we chose" not in page.text


def test_members_reads_are_kept_nowhere(room: Room) -> None:
    appointed(room)
    room.ask("GET", "/api/v1/groups/group-a/seats", by="gp")
    assert room.governance.store.rows("SELECT count(*) FROM access.audit_read") == [(0,)]


def test_an_auditor_records_nothing_and_learns_no_address(room: Room) -> None:
    _, headers = appointed(room, cleared=3)
    act = room.client.post("/api/v1/groups/group-a/meetings", headers=headers, json={"starts": {"date": "2099-03-10"}})
    assert act.status_code == 403
    gp = room.person("gp")
    assert seen(room, headers, f"/people/{gp}").status_code == 404


def test_the_file_of_an_auditor_is_open_as_far_as_the_group_said(room: Room, key_folder: Path, tmp_path: Path) -> None:
    _, headers = appointed(room, cleared=3)
    assert seen(room, headers, "/groups/group-a/export").status_code == 404, "nothing is signed yet"
    keys = tmp_path / "keys"
    keys.mkdir()
    for file in key_folder.iterdir():
        (keys / file.name).write_bytes(file.read_bytes())
        (keys / file.name).chmod(0o600)
    dsn = room.governance.dsn.replace("minutebook_app", "minutebook_log")
    with reading(dsn) as store:
        LogSigner(store, dsn, keys, "example.org/log").advance()
    whole = seen(room, headers, "/groups/group-a/export")
    assert whole.headers["content-type"] == "application/octet-stream"
    lines = whole.content.splitlines(keepends=True)
    assert '"tier":3' in lines[0].decode()
    # The server of this test has no keys of the log: an auditor says themselves whom they trust.
    assert verify_bundle(lines, Asked(policy=parse_policy(policy_text(keys, "example.org/log")))).findings == []
    assert replayed(lines).findings == []
    member = room.ask("GET", "/api/v1/groups/group-a/export", by="gp")
    assert '"tier":1' in member.content.splitlines()[0].decode()
    assert room.ask("GET", "/api/v1/groups/group-a/export", by=None).status_code == 404
    (one,) = room.ask("GET", "/api/v1/groups/group-a/auditors", by="gp").json()
    assert [read["kind"] for read in one["reads"]] == ["file"]


@pytest.mark.parametrize("person", ["nobody", "stranger"])
def test_whoever_is_not_appointed_reads_nothing(room: Room, person: str) -> None:
    headers = {}
    if person == "stranger":
        made = room.governance.handle(RegisterPerson(name="Somebody"), OPERATOR).made
        headers = {"Authorization": f"Bearer {identity.create(room.governance, person=PersonId(made))[1]}"}  # type: ignore[arg-type]
    assert seen(room, headers, "/groups/group-a/auditors").status_code == 404
    assert room.look(AUDITORS, by=None).status_code == 303


def test_the_operator_cannot_end_it_and_the_group_can(room: Room) -> None:
    person, headers = appointed(room)
    decision = voted(room.governance, "ordinary", words="The library reads no more.")
    ending = EndAuditor(group=room.made["a"], person=PersonId(person), decision=decision)  # type: ignore[arg-type]
    with pytest.raises(Rejected, match="operator_acts_in_no_meeting"):
        room.governance.handle(ending, OPERATOR)
    assert seen(room, headers, "/groups/group-a/seats").status_code == 200
    room.act("POST", "/groups/group-a/auditors/end", {"person": str(person), "decision": str(decision)})
    assert seen(room, headers, "/groups/group-a/seats").status_code == 404
    (one,) = room.ask("GET", "/api/v1/groups/group-a/auditors", by="gp").json()
    assert one["reading"] is False
    assert one["ended"] is not None


def test_the_secretary_records_on_the_pages_whom_the_group_chose(room: Room) -> None:
    decision = str(voted(room.governance, "ordinary"))
    page = room.look(f"{AUDITORS}/appoint")
    assert "Do so." in page.text
    for missing in ("label", "name", "cleared", "decision"):
        fields = {**WHO, **LAST, "decision": decision, missing: ""}
        answer = room.send(f"{AUDITORS}/appoint", **fields)
        assert answer.status_code == 422, missing
        assert f'href="#{missing}"' in answer.text
    wrong = room.send(f"{AUDITORS}/appoint", **{**WHO, **LAST, "decision": decision, "email": "no address"})
    assert (wrong.status_code, 'href="#email"' in wrong.text) == (422, True)
    done = room.send(f"{AUDITORS}/appoint", **WHO, **LAST, decision=decision)
    assert (done.status_code, done.headers["location"]) == (303, AUDITORS)
    shown = room.look(AUDITORS)
    assert "Everything, also what members told us in confidence" in shown.text
    (one,) = room.ask("GET", "/api/v1/groups/group-a/auditors").json()
    path = f"{AUDITORS}/{one['person']}/end"
    assert room.look(path).status_code == 200
    assert room.send(path).status_code == 422
    another = str(voted(room.governance, "significant"))
    assert room.send(path, decision=another).headers["location"] == AUDITORS
    assert room.look(path).status_code == 404
