"""The key of the log changed by command: old heads still stand, witnesses go along, a stolen key proves nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from api.cli import main
from api.settings import from_environment
from api.wiring import log_opened, opened
from governance import keys
from governance.acts import Principal
from governance.log.carry import carried_verifier
from governance.log.note import ED25519, Note, VerifierKey, parse_key, parse_note, sign_note
from governance.log.policy import parse_policy
from governance.log.verify import Asked, verify_bundle
from governance.log.witness import Refused, Request
from governance.log.witnessing import WitnessBooks
from governance.organisation.commands import RegisterPerson

if TYPE_CHECKING:
    from collections.abc import Iterator


OPERATOR = Principal("operator")
NAME = "example.org/log"


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="mb-log-key-", dir="/tmp"))
    folder.chmod(0o755)
    monkeypatch.setenv("MINUTEBOOK_DATA_DIR", str(folder))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def said_by(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(arguments)
    heard = capsys.readouterr()
    return status, heard.out + heard.err


def grown() -> Note:
    """One more act, signed: the head."""
    with opened(from_environment()) as governance:
        governance.handle(RegisterPerson(name="Somebody"), OPERATOR)
    with log_opened(from_environment()) as log:
        signed = log.advance()
    assert signed is not None
    return signed.note


def signers(note: Note) -> set[bytes]:
    return {line.key_id for line in note.signatures}


def exported_to(home: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    file = home / "record.minutebook"
    assert said_by(capsys, "export", "--out", str(file))[0] == 0
    return file


def test_the_log_goes_on_under_a_new_key_and_its_old_heads_still_stand(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said_by(capsys, "init", "--name", "Us", "--origin", NAME)
    assert said_by(capsys, "keys", "retire", "--log") == (1, "minutebook: only one key signs the log\n")
    first = grown()
    status, told = said_by(capsys, "keys", "new", "--log")
    assert status == 0
    new, old = (parse_key(line.split()[0]) for line in told.splitlines()[-2:])
    assert f'--log "{NAME}/1 {new.text()}"' in told
    assert f"log {new.text()}" in told.replace("  ", "")
    assert signers(first) == {old.id}
    refused = said_by(capsys, "keys", "new", "--log")
    assert refused == (1, "minutebook: two keys sign the log already: first run minutebook keys retire --log\n")
    refused = said_by(capsys, "keys", "retire", "--log")
    assert refused[1].startswith("minutebook: the new key has signed nothing yet")
    both = grown()
    assert signers(both) == {old.id, new.id}
    stolen = Ed25519PrivateKey.from_private_bytes(keys._secret(keys._read(home / "keys" / keys.LOG_BEFORE), home))
    status, told = said_by(capsys, "keys", "retire", "--log")
    assert (status, [line.split("  ")[1] for line in told.splitlines()[-2:]]) == (0, ["signs", "signed before"])
    assert not (home / "keys" / keys.LOG_BEFORE).exists()
    last = grown()
    assert signers(last) == {new.id}
    file = exported_to(home, capsys)
    lines = file.read_bytes().splitlines(keepends=True)
    heads = tuple(note.data() for note in (first, both, last))
    report = verify_bundle(lines, Asked(heads=heads))
    assert report.findings == []
    assert any(one.startswith("Entry ") and "signs with another key" in one for one in report.said)
    # The file that is carried away says the same, by itself.
    verifier, kept = home / "verify.py", home / "kept"
    verifier.write_text(carried_verifier(), encoding="utf-8")
    kept.write_bytes(first.data())
    command = [sys.executable, "-I", "-S", str(verifier), str(file), "--kept", str(kept)]
    carried = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (carried.returncode, carried.stdout.splitlines()[-1]) == (0, "All is well.")
    # Whoever stole the old key signs the very head of the log with it: that proves nothing any more.
    forged = Note(last.text, (sign_note(last.text, VerifierKey(NAME, ED25519, old.public), stolen.sign),))
    size = int(last.text.splitlines()[1])
    words = f"the head of {size} entries is signed only with a key that the log had given up by then"
    assert [str(one) for one in verify_bundle(lines, Asked(heads=(forged.data(),))).findings] == [words]
    heading = {**json.loads(lines[0]), "checkpoint": forged.data().decode()}
    forged_file = [json.dumps(heading, separators=(",", ":")).encode() + b"\n", *lines[1:]]
    assert [str(one) for one in verify_bundle(forged_file).findings] == [words]
    # Whoever trusts the old key alone is told that the head does not stand, and what the record says of the new one.
    only = parse_policy(f"log {old.text()}\nquorum none\n")
    alone = verify_bundle(lines, Asked(policy=only))
    assert [str(one).partition(":")[0] for one in alone.findings] == ["the head of the log does not stand"]
    assert any("signs with another key" in one for one in alone.said)


def test_a_policy_of_ones_own_takes_the_new_key_in(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said_by(capsys, "init", "--name", "Us", "--origin", NAME)
    grown()
    policy = home / "keys" / "policy"
    policy.write_text(said_by(capsys, "policy")[1], encoding="utf-8")
    policy.chmod(0o600)
    said_by(capsys, "keys", "new", "--log")
    assert [line.split()[0] for line in said_by(capsys, "policy")[1].splitlines()] == ["log", "log", "quorum"]
    grown()
    assert verify_bundle(exported_to(home, capsys).read_bytes().splitlines(keepends=True)).findings == []


def test_a_witness_that_knows_one_of_two_keys_goes_on_and_one_that_knows_neither_does_not(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said_by(capsys, "init", "--name", "Us", "--origin", NAME)
    first = grown()
    before = VerifierKey(NAME, ED25519, keys.log_signer(home / "keys").public)
    said_by(capsys, "keys", "new", "--log")
    both = grown()
    now = VerifierKey(NAME, ED25519, keys.log_signer(home / "keys").public)
    answers: list[object] = []
    for known in ([before], [now], [VerifierKey(NAME, ED25519, bytes(31) + b"\x05")]):
        folder = Path(tempfile.mkdtemp(dir=home))
        friend = Ed25519PrivateKey.from_private_bytes(bytes([7]) * 32)
        key = VerifierKey("friend.example", 4, friend.public_key().public_bytes_raw())
        books = WitnessBooks(folder, key, friend.sign, {f"{NAME}/1": known})
        try:
            answers.append(books.add(Request(0, (), both.data()).data()).split()[1])
        except Refused as refused:
            answers.append(refused.status)
    assert answers == ["friend.example", "friend.example", 403]
    assert signers(first) == {before.id}


def test_an_act_waits_for_a_witness_though_two_keys_of_the_log_signed(capsys: pytest.CaptureFixture[str]) -> None:
    said_by(capsys, "init", "--name", "Us", "--origin", NAME)
    said_by(capsys, "keys", "new", "--log")
    note = grown()
    with log_opened(from_environment()) as log:
        log._write("INSERT INTO log.witness (name, cosigned, asked_at, fault) VALUES ('friend', 0, now(), NULL)")
        size = parse_note(note.data()).text.splitlines()[1]
        assert log.checkpoints.awaited(int(size)) == "witness"
        line = "\N{EM DASH} friend.example AAAAAAAA\n"
        log._write("UPDATE log.checkpoint SET note = note || %s", line)
        assert log.checkpoints.awaited(int(size)) is None
