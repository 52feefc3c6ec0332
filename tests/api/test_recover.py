"""A backup put back: honestly, the log goes on in its next era and says what was lost; a roll-back is told apart."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from api.cli import main
from api.log.exporting import Scope, exported
from api.log.replaying import replayed
from api.settings import from_environment
from api.wiring import database, log_opened, opened
from governance import keys
from governance.acts import Principal
from governance.custodian import Custodian
from governance.log.bundle import written_lines
from governance.log.checkpoint import Checkpoint, parse_checkpoint
from governance.log.note import COSIGNATURE, VerifierKey, parse_note, to_base64
from governance.log.verify import Asked, Report, verify_bundle
from governance.log.witnessing import WitnessBooks, witness_server
from governance.organisation.commands import RegisterPerson
from governance.recovering import NothingLost, Restored, raise_era, restored
from governance.signing import Alarm, Head, LogSigner, policy_text, read_head, write_head
from governance.store import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres

OPERATOR = Principal("operator")
NAME = "example.org/log"
WITNESS = Ed25519PrivateKey.from_private_bytes(bytes([7]) * 32)
WITNESS_KEY = VerifierKey("friend.example", COSIGNATURE, WITNESS.public_key().public_bytes_raw())


class Room:
    """A record of one's own with its owner, signer and folder of keys; a backup is what its tables held."""

    def __init__(self, make: Callable[..., Governance], owner: Any, dsn: str, log: str, folder: Path) -> None:
        self.make = make
        self.owner = owner
        self.dsn = dsn
        self.log = log
        self.folder = folder

    def act(self, times: int) -> None:
        governance = self.make()
        for n in range(times):
            governance.handle(RegisterPerson(name=f"Person {n}"), OPERATOR)

    def sign(self) -> Checkpoint:
        """A checkpoint over what is new, by a signer that has just started."""
        with reading(self.log) as store:
            signed = LogSigner(store, self.log, self.folder, NAME).advance()
        assert signed is not None
        return signed.checkpoint

    def ask_witness(self) -> list[str]:
        with reading(self.log) as store:
            return LogSigner(store, self.log, self.folder, NAME).ask_witnesses()

    def head(self) -> bytes:
        """The newest note, as somebody keeps it."""
        note: str = self.owner.execute("SELECT note FROM log.checkpoint ORDER BY era DESC, size DESC").fetchone()[0]
        return note.encode()

    def put_back(self, position: int) -> None:
        """As a backup of that day has it: what came after is gone, also from the log's tables."""
        self.owner.execute("ALTER TABLE record.events DISABLE TRIGGER ALL")
        self.owner.execute("DELETE FROM record.events WHERE position > %s", (position,))
        self.owner.execute("DELETE FROM log.checkpoint WHERE size > %s", (position,))
        self.owner.execute("DELETE FROM log.tile")
        self.owner.execute("DELETE FROM log.checkpoint")

    def recover(self, kept: tuple[bytes, ...] = ()) -> Restored:
        governance = self.make()
        found = restored(governance.store, self.folder, kept)
        raise_era(self.dsn, found.era + 1)
        Custodian(self.make()).record(found.continued)
        return found

    def verified(self, *kept: bytes) -> Report:
        lines = list(written_lines(exported(self.make(), Scope(3), policy_text(self.folder, NAME))))
        assert replayed(lines).findings == []
        return verify_bundle(lines, Asked(heads=kept))


@pytest.fixture
def room(
    make: Callable[..., Governance], cluster: EmbeddedPostgres, database: str, key_folder: Path, tmp_path: Path
) -> Iterator[Room]:
    folder = shutil.copytree(key_folder, tmp_path / "keys")
    with psycopg.connect(cluster.dsn(database), autocommit=True) as owner:
        yield Room(make, owner, cluster.dsn(database), cluster.dsn(database, user="minutebook_log"), folder)


@pytest.fixture
def witness(room: Room, tmp_path: Path) -> Iterator[WitnessBooks]:
    """A witness of both eras, told of the second beforehand, and a policy that asks for it."""
    books_folder = tmp_path / "witness"
    books_folder.mkdir()
    log = VerifierKey(NAME, 1, keys.log_signer(room.folder).public)
    logs = {f"{NAME}/1": [log], f"{NAME}/2": [log]}
    books = WitnessBooks(books_folder, WITNESS_KEY, WITNESS.sign, logs)
    server = witness_server(books, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    (room.folder / "policy").write_text(
        f"log {log.text()}\nwitness friend {WITNESS_KEY.text()} {url}\nquorum friend\n", encoding="utf-8"
    )
    yield books
    server.shutdown()
    server.server_close()
    thread.join()


def grown(room: Room) -> tuple[bytes, bytes]:
    """Twelve entries signed, after the sixth and at the end; the two heads."""
    room.act(5)
    room.sign()
    early = room.head()
    room.act(6)
    room.sign()
    return early, room.head()


def test_after_an_honest_restore_the_log_goes_on_and_says_what_was_lost(room: Room, witness: WitnessBooks) -> None:
    room.act(5)
    room.sign()
    early = room.head()
    room.act(6)
    room.sign()
    assert room.ask_witness() == ["friend"]
    late = room.head()
    room.put_back(9)
    with pytest.raises(Alarm, match="12 entries were signed, 9 are there: some are gone, or a backup was put back"):
        room.sign()
    found = room.recover()
    assert (found.kept, found.checkpoint.size) == (9, 12)
    assert room.sign()[:2] == (f"{NAME}/2", 10)
    assert room.ask_witness() == ["friend"]
    room.act(3)
    room.sign()
    assert room.ask_witness() == ["friend"]
    report = room.verified(early, late)
    assert report.findings == []
    assert "After entry 9 a backup was put back. Entries 10 to 12 of that time are lost, and entry 10 says so." in (
        report.said
    )
    assert "The head of 6 entries that you kept is one this log went through." in report.said
    assert (
        "The head of 12 entries that you kept is from before a backup was put back: what came after entry 9 is lost,"
        " and the log says so."
    ) in report.said
    assert witness.last(f"{NAME}/1") is not None


def test_a_roll_back_that_nobody_owns_up_to_is_found_and_no_witness_goes_along(
    room: Room, witness: WitnessBooks
) -> None:
    _, late = grown(room)
    assert room.ask_witness() == ["friend"]
    room.put_back(9)
    (room.folder / "log.head").unlink()
    room.act(4)
    room.sign()
    assert room.ask_witness() == []
    (finding,) = [one for one in room.verified(late).findings if "rewritten" in one.words]
    assert finding.words.startswith("the log was rewritten: at 12 entries it is not the one you kept.")
    assert witness.last(f"{NAME}/2") is None


def test_a_restore_that_owns_up_to_less_than_was_lost_is_found(room: Room) -> None:
    early, late = grown(room)
    room.put_back(5)
    write_head(room.folder, Head(1, 6, root_of(early)))
    room.recover()
    room.sign()
    report = room.verified(late)
    assert any("and you keep a head of 12: more was taken away than it says" in one.words for one in report.findings)
    assert room.verified(early).findings == []


def root_of(note: bytes) -> bytes:
    return parse_checkpoint(parse_note(note).text).root


def test_a_head_that_somebody_kept_goes_further_than_the_signers_memory(room: Room) -> None:
    early, late = grown(room)
    room.put_back(5)
    write_head(room.folder, Head(1, 6, root_of(early)))
    found = room.recover((late,))
    assert (found.kept, found.checkpoint.size) == (5, 12)
    room.sign()
    assert room.verified(early, late).findings == []


def test_the_log_does_not_go_on_over_a_restore_that_says_nothing_or_another_head(room: Room) -> None:
    grown(room)
    room.put_back(9)
    raise_era(room.dsn, 2)
    room.act(1)
    with pytest.raises(Alarm, match="a new era began, and no entry says why"):
        room.sign()


def test_a_restore_that_names_another_head_is_not_signed_over(room: Room) -> None:
    grown(room)
    head = read_head(room.folder)
    assert head is not None
    room.put_back(9)
    write_head(room.folder, head._replace(size=11, root=bytes(32)))
    room.recover()
    write_head(room.folder, head)
    with pytest.raises(Alarm, match="12 entries were signed, and the record went on as if it had been other ones"):
        room.sign()


@pytest.mark.parametrize("since", [2, 5], ids=["fewer than were lost", "more than were lost"])
def test_acts_recorded_before_a_restore_was_noticed_stay_and_are_told_apart(
    room: Room, witness: WitnessBooks, since: int
) -> None:
    """Nine entries came back, and people went on: their acts are not passed off as those that were lost."""
    early, late = grown(room)
    assert room.ask_witness() == ["friend"]
    room.put_back(9)
    room.act(since)
    with pytest.raises(Alarm):
        room.sign()
    found = room.recover()
    assert (found.kept, found.there, found.checkpoint.size) == (9, 9 + since, 12)
    assert room.sign()[:2] == (f"{NAME}/2", 10 + since)
    assert room.ask_witness() == ["friend"]
    report = room.verified(early, late)
    assert report.findings == []
    lost = (
        f"After entry 9 a backup was put back. Entries 10 to 12 of that time are lost, and entry {10 + since} says so."
    )
    assert lost in report.said
    assert f"Entries 10 to {9 + since} of this file were recorded after that, before it was noticed." in report.said
    assert witness.last(f"{NAME}/2") is not None


def test_where_it_cannot_be_told_what_a_backup_had_somebody_says_it(room: Room) -> None:
    _, late = grown(room)
    room.put_back(9)
    room.act(4)
    write_head(room.folder, Head(1, 12, root_of(late)))
    governance = room.make()
    for wrong in (None, 12, 14):
        with pytest.raises(NothingLost, match="say the last of them with --through"):
            restored(governance.store, room.folder, (), wrong)
    assert restored(governance.store, room.folder, (), 9)[:2] == (9, 13)


def test_where_nothing_is_missing_there_is_nothing_to_recover(room: Room) -> None:
    with pytest.raises(NothingLost, match="nothing was signed before"):
        room.recover()
    grown(room)
    with pytest.raises(NothingLost, match="12 entries were signed, and 12 are there: none is missing"):
        room.recover()


def test_entries_of_an_era_that_say_the_wrong_thing_are_found(room: Room) -> None:
    grown(room)
    room.put_back(9)
    room.recover()
    room.sign()
    lines = list(written_lines(exported(room.make(), Scope(3), policy_text(room.folder, NAME))))
    number = next(n for n, line in enumerate(lines) if b"record.log_continued" in line)
    said = json.loads(lines[number])
    said["state"] = said["state"].replace('"kept_through":9', '"kept_through":8')
    lines[number] = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    assert verify_bundle(lines).findings


def test_the_verb_says_first_what_it_would_record(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Path(tempfile.mkdtemp(prefix="mb-recover-", dir="/tmp"))
    home.chmod(0o755)
    monkeypatch.setenv("MINUTEBOOK_DATA_DIR", str(home))
    assert main(["recover"]) == 1
    assert main(["init", "--name", "Us", "--origin", NAME]) == 0
    settings = from_environment()
    with opened(settings) as governance:
        for n in range(3):
            governance.handle(RegisterPerson(name=f"Person {n}"), OPERATOR)
    with log_opened(settings) as log:
        log.advance()
        kept = log.checkpoints.proof(4)
        leaf = to_base64(log._store.verifiable(3, 1)[0].leaf)
    assert kept is not None
    whole, proof = home / "kept.minutebook", home / "kept.tlog-proof"
    proof.write_bytes(kept.data())
    assert main(["export", "--out", str(whole), "--tier", "3"]) == 0
    assert main(["lost", str(whole)]) == 1
    assert main(["recover"]) == 1
    with database(settings) as (dsn, _), psycopg.connect(dsn, autocommit=True) as owner:
        owner.execute("ALTER TABLE record.events DISABLE TRIGGER ALL")
        for table in ("record.events WHERE position > 2", "log.checkpoint", "log.tile"):
            owner.execute(f"DELETE FROM {table}".encode())
    capsys.readouterr()
    assert main(["recover"]) == 0
    assert capsys.readouterr().out.startswith("4 entries were signed, 2 are there. Entries 3 to 4 are lost.\n")
    assert main(["recover", "--yes"]) == 0
    assert capsys.readouterr().out.startswith("The record goes on in era 2. It says that entries 3 to 4 are lost.\n")
    with log_opened(settings) as log:
        signed = log.advance()
    assert signed is not None
    assert signed.checkpoint[:2] == (f"{NAME}/2", 3)
    capsys.readouterr()
    # What somebody kept from before says what is to be written up again.
    assert main(["lost", str(whole)]) == 0
    third, fourth, last = capsys.readouterr().out.splitlines()
    assert third.startswith("Entry 3, ")
    assert fourth.startswith("Entry 4, ")
    assert third.endswith(": organisation.person_registered.v1")
    assert last == "Have them written up again, each with its own time."
    assert main(["lost", str(proof), "--leaf", leaf]) == 0
    had = "Entry 4: whoever kept this proof had recorded it, and the log had it."
    assert capsys.readouterr().out.splitlines()[0] == had
    assert main(["lost", str(proof), "--leaf", to_base64(bytes(32))]) == 1
    since = home / "since.minutebook"
    assert main(["export", "--out", str(since)]) == 0
    assert main(["lost", str(since)]) == 1
    assert f"is not from before a restore: it is of {NAME}/2" in capsys.readouterr().err
    whole.write_bytes(whole.read_bytes().replace(b'"tier":3', b'"tier":1', 1))
    assert main(["lost", str(whole)]) == 1
    assert "is not in order" in capsys.readouterr().err
