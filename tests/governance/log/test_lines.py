"""A line of a bundle says the same however it is spelled, and whoever looks at it: one process or several."""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import subprocess
import sys
import uuid
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from governance.log.bundle import BadBundle, BundledEntry, Frontier, Heading, written_lines
from governance.log.carry import carried_verifier
from governance.log.checking import UNREADABLE, WORTH_SHARING, check, options
from governance.log.checkpoint import Checkpoint
from governance.log.entry import Entry, Place, body_digest
from governance.log.lines import BATCH, tell_line
from governance.log.merkle import leaf_hash
from governance.log.note import ED25519, Note, VerifierKey, sign_note
from governance.log.verify import Asked, verify_bundle
from governance.log.walk import Looked

SECRET = Ed25519PrivateKey.from_private_bytes(bytes([41]) * 32)
KEY = SECRET.public_key().public_bytes_raw()
LOG = VerifierKey("lines.example", ED25519, KEY)
RECORD, STREAM = uuid.UUID(int=(4 << 76) + 1), uuid.UUID(int=(4 << 76) + 2)
UNSIGNED = "its signature is not good: it did not come from the application, or it was changed"
CHANGED = "what it says was changed: its content is not what was recorded"
WORDS = 'Ärger über "Miete" \\ 漢字 😀'


def state(n: int, size: int) -> bytes:
    envelope = {"seen": n - 1, "guards": [[str(STREAM), n - 1]], "decided": f"2026-06-09T20:{n // 60:02}:{n % 60:02}Z"}
    said = {"m": envelope, "e": {"words": WORDS, "long": "x" * size}}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def bundle(count: int, size: int = 10) -> list[bytes]:
    """The lines of so many entries, each with a body of about this size, all in order."""
    told: list[BundledEntry] = []
    frontier = Frontier()
    for n in range(1, count + 1):
        place = Place(RECORD, 1, STREAM, n, 1, 1, uuid.UUID(int=(4 << 76) + 1000 + n), 1)
        nonce, stored = bytes([n]) * 32, state(n, size)
        at = f"2026-06-09T20:{n // 60:02}:{n % 60:02}.000000Z"
        entry = Entry(place, body_digest(nonce, "test.event", stored), KEY, bytes(64), at, "database")
        data = entry._replace(signature=SECRET.sign(entry.act())).data()
        frontier.push(0, leaf_hash(data))
        told.append(BundledEntry(data, nonce, "test.event", stored))
    text = Checkpoint("lines.example/1", count, frontier.root()).text()
    note = Note(text, (sign_note(text, LOG, SECRET.sign),))
    heading = Heading(note.data().decode(), f"log {LOG.text()}\nquorum none\n", 1, None)
    return list(written_lines([heading, *told]))


def told(line: bytes) -> Looked:
    looked = tell_line(line, signatures=True)
    assert isinstance(looked, Looked)
    return looked


def test_an_entry_is_told_for_all_it_says() -> None:
    line = bundle(1)[1]
    data = json.loads(line)["entry"].encode()
    looked = told(line)
    assert looked.leaf == hashlib.sha256(b"\x00" + data).digest()
    assert looked[1:12] == (
        str(RECORD), 1, str(STREAM), 1, 1, 1, str(uuid.UUID(int=(4 << 76) + 1001)), 1, KEY,
        "2026-06-09T20:00:01.000000Z", "database",
    )  # fmt: skip
    assert (looked.signed, looked.topic, looked.wrong) == (True, "test.event", "")
    envelope = {"seen": 0, "guards": [[str(STREAM), 0]], "decided": "2026-06-09T20:00:01Z"}
    assert looked.said == {"m": envelope, "e": []}


def spaced(line: bytes) -> bytes:
    return json.dumps(json.loads(line)).encode() + b"\n"


def turned(line: bytes) -> bytes:
    return json.dumps(dict(reversed(json.loads(line).items())), ensure_ascii=False).encode() + b"\n"


def hidden(line: bytes) -> bytes:
    return json.dumps({"entry": json.loads(line)["entry"]}, separators=(",", ":")).encode() + b"\n"


@pytest.mark.parametrize("spelled", [spaced, turned])
def test_however_it_is_spelled_it_says_the_same(spelled: object) -> None:
    assert callable(spelled)
    line = bundle(1)[1]
    changed = line.replace(b"long", b"lang")
    forged = line.replace(b"signature ", b"signature AAAA", 1).replace(b"==\\nrecorded", b"==\\nrecorded", 1)
    for one in (line, changed, hidden(line)):
        assert told(one) == told(spelled(one))
    assert told(changed).wrong == CHANGED
    assert tell_line(forged, signatures=True) == tell_line(spelled(forged), signatures=True) == ("unknown format",)


def test_base64_that_leaves_bits_over_is_no_entry() -> None:
    entry = json.loads(bundle(1)[1])["entry"]
    for name in ("body", "key", "signature"):
        at = entry.index("=", entry.index(f"\n{name} ")) - 1
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        bent = entry[:at] + letters[letters.index(entry[at]) + 1] + entry[at + 1 :]
        line = json.dumps({"entry": bent}, separators=(",", ":")).encode() + b"\n"
        assert tell_line(line, signatures=False) == ("unknown format",)
        assert tell_line(spaced(line), signatures=False) == ("unknown format",)


def test_more_after_the_words_of_a_line_is_not_passed_over() -> None:
    line = bundle(1)[1]
    for more in (b"x\n", b"}\n", b"{}\n"):
        assert tell_line(line[:-1] + more, signatures=False) == ("it is not JSON",)
    again = line[:-2] + b',"topic":"other.event"}\n'
    assert told(again).topic == "other.event"
    assert told(again).wrong == CHANGED


def test_several_processes_find_what_one_does_in_the_same_order() -> None:
    lines = bundle(60, size=40_000)
    assert sum(map(len, lines)) > 4 * BATCH
    both = [verify_bundle(lines, Asked(processes=n)) for n in (1, 3)]
    assert both[0] == both[1]
    assert both[0].findings == []
    lines[7] = lines[7].replace(b"xxx", b"xyx", 1)
    forged = json.loads(lines[30])
    good = base64.b64encode(SECRET.sign(b"another act")).decode()
    parts = forged["entry"].split("\n")
    parts[8] = f"signature {good}"
    forged["entry"] = "\n".join(parts)
    lines[30] = json.dumps(forged, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    lines[55] = lines[55].replace(b"tier 1", b"tier 4", 1)
    one, three = (verify_bundle(lines, Asked(processes=n)) for n in (1, 3))
    assert one == three
    assert [(at, words) for at, words in one.findings if at][:3] == [
        (7, CHANGED),
        (30, UNSIGNED),
        (55, "unknown format"),
    ]


def test_several_processes_stop_at_the_line_that_is_none() -> None:
    lines = bundle(60, size=40_000)
    ended = [*lines[:20], b'{"end":20}\n', *lines[20:40], b"not JSON\n"]
    for n in (1, 2):
        with pytest.raises(BadBundle, match=r"^line 22: there is more after the end$"):
            verify_bundle(ended, Asked(processes=n))
        with pytest.raises(BadBundle, match=r"^line 41: it is not JSON$"):
            verify_bundle([*lines[:40], b"not JSON\n", *lines[40:]], Asked(processes=n))
        with pytest.raises(BadBundle, match=r"^line 40: the file breaks off$"):
            verify_bundle(lines[:40], Asked(processes=n))


def test_a_machine_that_allows_no_other_process_does_it_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: int) -> None:
        msg = "no semaphores here"
        raise NotImplementedError(msg)

    lines = bundle(3)
    monkeypatch.setattr("governance.log.lines.ProcessPoolExecutor", refused)
    assert verify_bundle(lines, Asked(processes=2)) == verify_bundle(lines, Asked())


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_the_carried_verifier_shares_a_large_file_and_finds_the_same(tmp_path: Path, start: str) -> None:
    lines = bundle(60, size=80_000)
    lines[33] = lines[33].replace(b"xxx", b"xyx", 1)
    file, program = tmp_path / "bundle", tmp_path / "verify.py"
    file.write_bytes(b"".join(lines))
    assert file.stat().st_size > WORTH_SHARING
    started = f"    import multiprocessing\n    multiprocessing.set_start_method({start!r})\n    sys.exit(check("
    program.write_text(carried_verifier().replace("    sys.exit(check(", started))
    done = subprocess.run([sys.executable, program, file], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines()[0] == f"FOUND  entry 33: {CHANGED}"
    assert done.stdout.splitlines()[-1] == "Something is wrong: 1 finding."
    assert done.returncode == 1


def test_a_process_stopped_from_outside_is_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object) -> None:
        raise BrokenProcessPool

    file = tmp_path / "bundle"
    file.write_bytes(b"".join(bundle(1)))
    monkeypatch.setattr("governance.log.checking.verify_bundle", stopped)
    assert check(options(argparse.ArgumentParser()).parse_args([str(file)])) == UNREADABLE
    assert capsys.readouterr() == ("", "a process that was looking at the file was stopped from outside: try again\n")
