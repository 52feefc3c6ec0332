"""T32: what somebody carried away is verified with the network cut off, by the file with Python's own library alone."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from api.log.exporting import Scope, exported
from governance.log.bundle import written_lines
from governance.log.carry import carried_verifier
from governance.log.note import COSIGNATURE, VerifierKey
from governance.log.witnessing import WitnessBooks, witness_server
from governance.signing import LogSigner
from governance.store import reading
from tests.api.test_log import as_role

if TYPE_CHECKING:
    from pathlib import Path

    from tests.api.conftest import Room

NAME = "example.org/log"
FRIEND = Ed25519PrivateKey.from_private_bytes(bytes([77]) * 32)
FRIEND_KEY = VerifierKey("friend.example", COSIGNATURE, FRIEND.public_key().public_bytes_raw())
# Whatever would reach another machine, or start a program that could, ends the run.
CUT_OFF = """
import sys, runpy
def watch(event, _):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "urllib.", "http.")):
        raise SystemExit("NETWORK " + event)
sys.addaudithook(watch)
if sys.argv[1:] == ["--try"]:
    import socket
    socket.create_connection(("127.0.0.1", 9))
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.fixture
def carried(room: Room, key_folder: Path, tmp_path: Path) -> Path:
    """What a member carries away: an act's entry, leaf and proof, the policy, the whole record, and the verifier."""
    folder = shutil.copytree(key_folder, tmp_path / "log-keys")
    away = tmp_path / "away"
    away.mkdir()
    dsn = as_role(room, "minutebook_log")
    with reading(dsn) as store:
        signer = LogSigner(store, dsn, folder, NAME)
        books_folder = tmp_path / "witness"
        books_folder.mkdir()
        books = WitnessBooks(books_folder, FRIEND_KEY, FRIEND.sign, {f"{NAME}/1": [signer.key]})
        server = witness_server(books, "127.0.0.1", 0)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        policy = f"log {signer.key.text()}\nwitness friend {FRIEND_KEY.text()} http://127.0.0.1:{server.server_port}\n"
        (folder / "policy").write_text(policy + "quorum friend\n", encoding="utf-8")
        done = room.ask("POST", "/api/v1/people", json={"name": "Somebody"}).json()
        signer.advance()
        assert signer.ask_witnesses() == ["friend"]
        server.shutdown()
        server.server_close()
        thread.join()
        (away / "policy").write_text(policy + "quorum friend\n", encoding="utf-8")
        (away / "act.tlog-proof").write_bytes(room.client.get(f"/api/v1/events/{done['events'][0]}/proof").content)
        (away / "leaf").write_text(done["receipt"]["leaf"], encoding="ascii")
        lines = written_lines(exported(room.governance, Scope(tier=1), policy + "quorum friend\n"))
        (away / "record.minutebook").write_bytes(b"".join(lines))
    (away / "verify.py").write_text(carried_verifier(), encoding="utf-8")
    return away


def run(away: Path, *said: str) -> tuple[int, list[str]]:
    command = [sys.executable, "-I", "-S", "-c", CUT_OFF, *said]
    done = subprocess.run(command, cwd=away, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, [*done.stdout.splitlines(), *done.stderr.splitlines()]


def test_the_cut_is_real(tmp_path: Path) -> None:
    assert run(tmp_path, "--try") == (1, ["NETWORK socket.getaddrinfo"])


def test_the_proof_of_one_act_and_a_whole_record_hold_with_the_network_cut_off(carried: Path, room: Room) -> None:
    head = room.governance.head()
    leaf = (carried / "leaf").read_text(encoding="ascii")
    told = f"ok     This act is entry {head} of the log {NAME}/1, which had {head} entries then and is signed by {NAME}"
    proof = ("verify.py", "act.tlog-proof", "--policy", "policy", "--leaf")
    assert run(carried, *proof, leaf) == (0, [f"{told} and friend.example.", "All is well."])
    other = base64.b64encode(bytes(32)).decode()
    wrong = f"FOUND  entry {head}: the entry does not stand at this place of the log"
    assert run(carried, *proof, other) == (1, [wrong, "Something is wrong: 1 finding."])
    status, words = run(carried, "verify.py", "record.minutebook", "--policy", "policy", "--kept", "act.tlog-proof")
    assert (status, words[-1]) == (0, "All is well.")
    assert f"ok     The head of {head} entries that you kept is one this log went through." in words


def test_an_entry_itself_is_held_against_its_proof(carried: Path) -> None:
    file = (carried / "record.minutebook").read_text(encoding="utf-8")
    lines = [line for line in file.splitlines() if line.startswith('{"entry"')]
    (carried / "act").write_text(json.loads(lines[-1])["entry"], encoding="utf-8")
    said = ("verify.py", "act.tlog-proof", "--policy", "policy", "--entry", "act")
    assert run(carried, *said)[0] == 0
    (carried / "act").write_text(json.loads(lines[-2])["entry"], encoding="utf-8")
    assert run(carried, *said)[0] == 1


def test_a_proof_alone_does_not_say_whom_to_trust(carried: Path) -> None:
    leaf = (carried / "leaf").read_text(encoding="ascii")
    words = ["a proof does not say whom to trust: give --policy"]
    assert run(carried, "verify.py", "act.tlog-proof", "--leaf", leaf) == (2, words)


def test_a_head_scanned_from_paper_is_held_against_a_file(carried: Path, room: Room) -> None:
    """A phone that saves what it read often leaves out the last line break."""
    note = room.client.get("/api/v1/log/checkpoint").content
    (carried / "scanned.txt").write_bytes(note.removesuffix(b"\n"))
    said = ("verify.py", "record.minutebook", "--policy", "policy", "--kept", "scanned.txt")
    status, words = run(carried, *said)
    assert (status, words[-1]) == (0, "All is well.")
    assert f"ok     The head of {room.governance.head()} entries that you kept is one this log went through." in words
