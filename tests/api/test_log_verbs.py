"""Following and witnessing from the command line, as an operator and a critical friend do it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest

from api.cli import main
from api.settings import from_environment
from api.wiring import log_opened
from governance.log.words import checkpoint_words
from tests.people import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    heard = capsys.readouterr()
    return status, heard.out, heard.err


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Path:
    """A founded record with a PostgreSQL of its own, where its user may pass."""
    folder = Path(tempfile.mkdtemp(prefix="mb-log-", dir="/tmp"))
    folder.chmod(0o755)
    monkeypatch.setenv("MINUTEBOOK_DATA_DIR", str(folder))
    assert main(["init", "--name", "Us", "--origin", "example.org/log"]) == 0
    return folder


@pytest.fixture
def running() -> Iterator[list[subprocess.Popen[str]]]:
    """Processes to be ended after the test."""
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for process in processes:
        process.terminate()
        process.wait(30)
        assert process.stdout is not None
        process.stdout.close()


def begin(running: list[subprocess.Popen[str]], *arguments: str) -> IO[str]:
    command = [sys.executable, "-m", "api.cli", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)
    running.append(process)
    assert process.stdout is not None
    return process.stdout


def record(capsys: pytest.CaptureFixture[str], folder: Path, name: str) -> None:
    file = folder / f"{name}.jsonl"
    file.write_text(f"{json.dumps({'import': name})}\n{json.dumps({'do': 'registerPerson', 'name': name})}\n")
    assert said(capsys, "import", str(file))[0] == 0


@pytest.mark.usefixtures("home")
def test_a_record_is_followed_and_witnessed_by_a_friend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], running: list[subprocess.Popen[str]]
) -> None:
    log = said(capsys, "policy")[1].splitlines()[0].split()[1]
    assert log.startswith("example.org/log+")
    friend = ["witness", str(tmp_path / "friend"), "--name", "friend.example", "--port", "0"]
    witness = begin(running, *friend, "--log", log)
    key = witness.readline().removeprefix("Witness ").strip()
    url = witness.readline().removeprefix("Listening on ").strip()
    policy = tmp_path / "policy"
    policy.write_text(f"log {log}\nwitness friend {key} {url}\nquorum friend\n", encoding="utf-8")
    assert said(capsys, "policy", "--set", str(policy))[1] == policy.read_text(encoding="utf-8")
    following = begin(running, "follow")
    assert following.readline() == "signed up to entry 1, witnessed by friend\n"
    record(capsys, tmp_path, "second")
    assert following.readline() == "signed up to entry 2, witnessed by friend\n"
    out = said(capsys, "doctor")[1]
    assert "ok   log: 2 of 2 entries signed\n" in out
    assert "ok   witness friend: cosigned 2 entries\n" in out
    running[0].terminate()
    running[0].wait(30)
    record(capsys, tmp_path, "third")
    assert following.readline() == "signed up to entry 3\n"
    assert re.search(r"BAD  witness friend: it does not answer: .*refused", said(capsys, "doctor")[1])


def test_a_witness_keeps_its_key_and_says_when_it_has_nothing_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    friend = str(tmp_path / "friend")
    status, out, _ = said(capsys, "witness", friend, "--name", "friend.example")
    assert (status, out.splitlines()[1]) == (0, "It cosigns no log yet: say which with --log KEY")
    assert said(capsys, "witness", friend, "--name", "friend.example")[1] == out
    assert (tmp_path / "friend" / "witness.key").stat().st_mode & 0o777 == 0o600
    status, _, err = said(capsys, "witness", friend, "--name", "friend.example", "--log", "nonsense")
    assert (status, err) == (1, "minutebook: nonsense is not the key of a log: a verifier key is name+id+key\n")


@pytest.mark.usefixtures("home")
def test_a_policy_that_forgets_the_log_or_cannot_be_meant_is_not_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "policy"
    before = said(capsys, "policy")[1]
    file.write_text("quorum friend\n", encoding="utf-8")
    assert said(capsys, "policy", "--set", str(file))[2].endswith("line 1: nobody is called friend yet\n")
    other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    file.write_text(f"log {other}\nquorum none\n", encoding="utf-8")
    status, _, err = said(capsys, "policy", "--set", str(file))
    assert status == 1
    assert "does not name this log: log example.org/log+" in err
    assert said(capsys, "policy")[1] == before


def test_without_a_record_there_is_nothing_to_follow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MINUTEBOOK_DATA_DIR", str(tmp_path / "none"))
    line = "minutebook: there is no record here yet: run minutebook init\n"
    assert said(capsys, "follow") == (1, "", line)


def test_a_database_of_ones_own_needs_the_logs_role(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert home.exists()
    monkeypatch.setenv("MINUTEBOOK_DATABASE_URL", "host=/nowhere dbname=minutebook")
    line = "minutebook: say how the log's role reaches the database: MINUTEBOOK_LOG_URL\n"
    assert said(capsys, "policy") == (1, "", line)


@pytest.fixture
def exported(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A signed record in a file."""
    record(capsys, tmp_path, "second")
    with log_opened(from_environment()) as signer:
        signer.advance()
    out = tmp_path / "record.minutebook"
    assert said(capsys, "export", "--out", str(out)) == (0, f"2 entries are in {out}\n", "")
    assert home.exists()
    return out


def test_a_file_is_verified_with_what_one_trusts_and_kept_oneself(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy, kept = tmp_path / "policy", tmp_path / "kept"
    policy.write_text(said(capsys, "policy")[1], encoding="utf-8")
    with log_opened(from_environment()) as signer:
        signed, proof = signer.checkpoints.latest(), signer.checkpoints.proof(1)
        assert signed is not None
        assert proof is not None
        kept.write_bytes(proof.data())
        words = " ".join(checkpoint_words(signed.note.text))
    asked = ["--policy", str(policy), "--kept", str(kept), "--words", f"2 {words}"]
    status, out, _ = said(capsys, "verify", str(exported), *asked)
    assert status == 0
    assert "ok     The eight words are those of this log at 2 entries.\n" in out
    assert "ok     The head of 2 entries that you kept is one this log went through.\n" in out
    assert out.endswith("All is well.\n")
    kept.write_bytes(signed.note.data())
    assert said(capsys, "verify", str(exported), "--kept", str(kept))[0] == 0
    wrong = f"2 {' '.join(reversed(words.split()))}"
    status, out, _ = said(capsys, "verify", str(exported), "--words", wrong, "--skip-signatures")
    assert status == 1
    assert out.startswith("FOUND  the eight words are not those of this log at 2 entries\n")
    assert out.endswith("Something is wrong: 1 finding.\n")


def test_what_cannot_be_used_to_verify_with_is_said_in_a_line(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy, other = tmp_path / "policy", tmp_path / "other"
    policy.write_text(said(capsys, "policy")[1], encoding="utf-8")
    other.write_text("nothing", encoding="utf-8")
    for arguments, words in (
        (["--words", "seven of them"], "give the number and the words as they were read out"),
        (["--policy", str(other)], f"{other}: line 1: this is no line of a policy"),
        (["--kept", str(other)], f"{other}: a note is its text, an empty line and signatures"),
        (["--kept", str(other), "--policy", str(policy)], f"{other}: a note is its text, an empty line and signatures"),
        (["--policy", str(tmp_path / "none")], "No such file"),
    ):
        status, out, err = said(capsys, "verify", str(exported), *arguments)
        assert (status, out) == (2, "")
        assert words in err
    status, out, err = said(capsys, "verify", str(other))
    assert (status, out) == (2, "")
    assert err == f"{other} is no file of a record, or was changed: line 1: it is not JSON\n"


@pytest.mark.usefixtures("home")
def test_a_group_that_is_not_there_is_not_exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out")
    assert said(capsys, "export", "--out", out)[2] == "minutebook: nothing is signed yet: run minutebook follow\n"
    assert said(capsys, "export", "--out", out, "--group", "nobody")[2] == "minutebook: there is no such group\n"


def heading(file: Path) -> Any:
    return json.loads(file.read_bytes().splitlines()[0])


@pytest.mark.usefixtures("home")
def test_a_file_is_open_as_far_as_its_reader_may_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whole, one group, a few days; for everybody, a member, an officer; each verified by itself."""
    term = {"office": "secretary", "seat": "user-representative-3", "since": {"date": "2026-07-01"}}
    lines = [*lines_of("groups"), {"do": "assignOffice", "group": "group-a", **term}]
    file = tmp_path / "groups.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    assert said(capsys, "import", str(file))[0] == 0
    with log_opened(from_environment()) as log:
        log.advance()
    out = tmp_path / "out"
    group = ("--group", "group-a")
    wanted: list[tuple[tuple[str, ...], int]] = [
        (("--reader", "public"), 0), (("--reader", "member", *group), 1), (("--reader", "officer"), 2),
        (("--reader", "group-a/gp", *group), 1), (("--reader", "group-a/secretary", *group), 2),
        (("--reader", "member", "--since", "2026-01-01", "--until", "2099-01-01"), 1), (("--tier", "3"), 3),
    ]  # fmt: skip
    opened = []
    for asked, tier in wanted:
        assert said(capsys, "export", "--out", str(out), *asked)[0] == 0
        assert heading(out)["tier"] == tier
        status, told, _ = said(capsys, "verify", str(out))
        assert status == 0, told
        opened.append(out.read_bytes().count(b'"payload"'))
    assert 0 == opened[0] < opened[1] < opened[2], "words open to nobody, to members, to officers of all groups"
    alone = said(capsys, "export", "--out", str(out), "--reader", "group-a/gp")
    assert alone[2] == "minutebook: what a person may read is of a group: say which with --group\n"
    other = said(capsys, "export", "--out", str(out), "--reader", "group-a/gp", "--group", "national")
    assert other[2] == "minutebook: they read nothing of this group\n"


def test_the_verifier_and_its_digest(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "verifier")[1]
    assert said(capsys, "verifier", "--digest")[1] == hashlib.sha256(text.encode()).hexdigest() + "\n"
