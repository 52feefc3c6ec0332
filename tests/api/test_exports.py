"""A record exported and verified by itself, by the command and by the file that is carried away."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.faults import Fault
from api.log.exporting import Scope, exported
from governance import keys
from governance.log.bundle import BadBundle, Frontier, written_lines
from governance.log.carry import carried_verifier
from governance.log.checkpoint import Checkpoint
from governance.log.cosignature import cosign
from governance.log.entry import parse_entry
from governance.log.merkle import Tree, leaf_hash
from governance.log.note import COSIGNATURE, Note, VerifierKey, sign_note
from governance.log.policy import parse_policy
from governance.log.verify import Asked, Report, verify_bundle
from governance.log.words import checkpoint_words
from governance.signing import LogSigner, policy_text
from governance.store import reading
from tests.conftest import fresh_database, opening_over
from tests.people import evening, found_groups, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres

NAME = "example.org/log"


class Exported:
    """A record with an evening in it, its signer, and its bundles."""

    def __init__(self, governance: Governance, signer: LogSigner, folder: Path, made: dict[str, Any]) -> None:
        self.governance = governance
        self.signer = signer
        self.folder = folder
        self.made = made

    def lines(self, **scope: Any) -> list[bytes]:
        text = policy_text(self.folder, NAME)
        return list(written_lines(exported(self.governance, Scope(**{"tier": 1, **scope}), text)))


@pytest.fixture(scope="module")
def exports(
    cluster: EmbeddedPostgres, key_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Exported]:
    folder = shutil.copytree(key_folder, tmp_path_factory.mktemp("exports") / "keys")
    with fresh_database(cluster) as database, opening_over(cluster, database, key_folder) as opening:
        governance = opening()
        made = found_groups(governance)
        record(governance, evening("february"))
        dsn = cluster.dsn(database, user="minutebook_log")
        with reading(dsn) as store:
            signer = LogSigner(store, dsn, folder, NAME)
            signer.advance()
            yield Exported(governance, signer, folder, made)


@pytest.fixture(scope="module")
def whole(exports: Exported) -> list[bytes]:
    return exports.lines()


def found(lines: list[bytes], asked: Asked | None = None) -> list[str]:
    return [str(one) for one in verify_bundle(lines, asked or Asked()).findings]


def said(lines: list[bytes]) -> dict[int, dict[str, Any]]:
    return {number: json.loads(line) for number, line in enumerate(lines)}


def changed(lines: list[bytes], number: int, **fields: Any) -> list[bytes]:
    line = {**json.loads(lines[number]), **fields}
    raw = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    return [*lines[:number], raw.encode() + b"\n", *lines[number + 1 :]]


def without(lines: list[bytes], number: int) -> list[bytes]:
    """A line taken out, and the number of lines at the end made to fit."""
    end = json.dumps({"end": len(lines) - 2}, separators=(",", ":")).encode() + b"\n"
    return [*lines[:number], *lines[number + 1 : -1], end]


def test_a_whole_record_verifies_and_says_what_is_in_it(exports: Exported, whole: list[bytes]) -> None:
    report = verify_bundle(whole)
    head = exports.governance.head()
    assert report.findings == []
    assert report.said[0] == f"The log {NAME}/1 of {head} entries is signed by {NAME}."
    assert report.said[3].startswith(f"{head} entries are in this file, ")
    assert "; 0 are left out" in report.said[3]


def test_one_group_verifies_among_the_hashes_of_the_rest(exports: Exported) -> None:
    lines = exports.lines(group=exports.made["a"])
    report = verify_bundle(lines)
    assert report.findings == []
    entries = sum("entry" in line for line in said(lines).values())
    left = sum(line.get("skipped", 0) for line in said(lines).values())
    assert 0 < entries < exports.governance.head()
    assert entries + left == exports.governance.head()


def test_the_public_opens_no_word_and_still_verifies(exports: Exported) -> None:
    lines = exports.lines(tier=0)
    assert found(lines) == []
    assert not any("payload" in line for line in said(lines).values())
    words = "February"
    assert words not in b"".join(lines).decode()


def run(verifier: Path, file: Path) -> subprocess.CompletedProcess[str]:
    """The carried file with a bare Python: no packages, nothing of ours."""
    command = [sys.executable, "-I", "-S", str(verifier), str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_verifier_that_is_carried_away_says_the_same(whole: list[bytes], tmp_path: Path, exports: Exported) -> None:
    file, verifier = tmp_path / "record.minutebook", tmp_path / "verify.py"
    file.write_bytes(b"".join(whole))
    verifier.write_text(carried_verifier(), encoding="utf-8")
    carried = run(verifier, file)
    ours = [f"ok     {one}" for one in verify_bundle(whole).said]
    assert carried.stdout.splitlines() == [*ours, "All is well."]
    assert carried.returncode == 0
    file.write_bytes(b"".join(whole).replace(b"seen", b"seem", 1))
    broken = run(verifier, file)
    assert broken.returncode in {1, 2}
    assert "Traceback" not in broken.stderr
    assert exports.governance.head()


def test_the_carried_verifier_is_made_the_same_each_time() -> None:
    assert carried_verifier() == carried_verifier()
    assert "cryptography" not in carried_verifier()
    assert "governance" not in carried_verifier()


def first(lines: list[bytes], has: Callable[[dict[str, Any]], bool]) -> int:
    return next(number for number, line in said(lines).items() if has(line))


def test_words_that_were_changed_are_found(whole: list[bytes]) -> None:
    number = first(whole, lambda line: "payload" in line)
    lines = changed(whole, number, payload="Something else")
    assert any(one.endswith("words were changed: they are not what was recorded") for one in found(lines))


def test_words_left_out_and_not_told_of_are_found(whole: list[bytes]) -> None:
    number = first(whole, lambda line: "payload" in line)
    lines = without(whole, number)
    assert any(one.endswith("words are missing that were neither withheld nor erased") for one in found(lines))


def test_words_whose_key_is_gone_are_missed_and_not_called_withheld(
    exports: Exported, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = exports.governance.vault
    proofs = vault.proofs
    monkeypatch.setattr(
        vault, "proofs", lambda sealed: {ref: (item, None) for ref, (item, _) in proofs(sealed).items()}
    )
    lines = exports.lines()
    assert not any("withheld" in str(line) for line in said(lines).values() if "field" in line)
    assert any(one.endswith("words are missing that were neither withheld nor erased") for one in found(lines))


def test_words_said_to_be_erased_without_an_erasure_are_found(whole: list[bytes]) -> None:
    number = first(whole, lambda line: "payload" in line)
    kept = {name: json.loads(whole[number])[name] for name in ("field", "kind")}
    erased = json.dumps({**kept, "state": "erased"}, separators=(",", ":")).encode() + b"\n"
    (words,) = found([*whole[:number], erased, *whole[number + 1 :]])
    assert words.endswith("words are said to be erased, and no erasure is on record")


def test_words_told_twice_are_found(whole: list[bytes]) -> None:
    number = first(whole, lambda line: "payload" in line)
    end = json.dumps({"end": len(whole)}, separators=(",", ":")).encode() + b"\n"
    lines = [*whole[: number + 1], whole[number], *whole[number + 1 : -1], end]
    assert any(one.endswith("a sealed field is told that the entry does not have") for one in found(lines))


def test_a_state_that_was_changed_is_found(whole: list[bytes]) -> None:
    number = first(whole, lambda line: '"seen":' in line.get("state", ""))
    state = json.loads(whole[number])["state"].replace('"seen":', '"seem":')
    assert any("its content is not what was recorded" in one for one in found(changed(whole, number, state=state)))


def test_an_entry_left_out_is_found(whole: list[bytes]) -> None:
    entries = [number for number, line in said(whole).items() if "entry" in line]
    number = next(at for at in entries[5:] if at + 1 in entries)
    assert found(without(whole, number))


def test_a_head_that_is_not_of_these_entries_is_found(exports: Exported, whole: list[bytes]) -> None:
    shorter = Checkpoint(f"{NAME}/1", exports.governance.head() - 1, bytes(32)).text()
    note = Note(shorter, (sign_note(shorter, exports.signer.key, keys.log_signer(exports.folder).sign),))
    lines = changed(whole, 0, checkpoint=note.data().decode())
    assert found(lines) == [
        f"the entries are not those of the log's head of {exports.governance.head() - 1}: the root differs"
    ]
    assert found(changed(whole, 0, checkpoint="nothing")) == [
        "the head of the log does not stand: a note is its text, an empty line and signatures"
    ]


def test_the_eight_words_and_others(exports: Exported, whole: list[bytes]) -> None:
    size = exports.governance.head() - 3
    frontier = Frontier()
    leaves = [seen for line in said(whole).values() if "entry" in line for seen in [leaf_hash(line["entry"].encode())]]
    for leaf in leaves[:size]:
        frontier.push(0, leaf)
    assert frontier.root() == Tree(leaves[:size]).root()
    words = checkpoint_words(Checkpoint(f"{NAME}/1", size, frontier.root()).text())
    report = verify_bundle(whole, Asked(words=words, words_size=size))
    assert report.findings == []
    assert f"The eight words are those of this log at {size} entries." in report.said
    other = (*words[:7], "zoo" if words[7] != "zoo" else "abandon")
    assert found(whole, Asked(words=other, words_size=size)) == [
        f"the eight words are not those of this log at {size} entries"
    ]
    assert found(whole, Asked(words=words, words_size=9999)) == ["this file cannot tell the head of 9999 entries"]


def test_a_head_one_kept_and_one_of_another_history(exports: Exported, whole: list[bytes]) -> None:
    kept = exports.signer.checkpoints.latest()
    assert kept is not None
    size = kept.checkpoint.size
    report = verify_bundle(whole, Asked(heads=(kept.note.data(),)))
    assert f"The head of {size} entries that you kept is one this log went through." in report.said
    text = Checkpoint(f"{NAME}/1", size - 2, bytes(32)).text()
    other = Note(text, (sign_note(text, exports.signer.key, keys.log_signer(exports.folder).sign),)).data()
    (words,) = found(whole, Asked(heads=(other,)))
    assert words.startswith(f"the log was rewritten: at {size - 2} entries it is not the one you kept.")
    assert text in words


def test_a_head_that_the_log_did_not_sign_proves_nothing(exports: Exported, whole: list[bytes]) -> None:
    text = Checkpoint(f"{NAME}/1", exports.governance.head() - 2, bytes(32)).text()
    forged = Note(text, (sign_note(text, exports.signer.key, lambda _: bytes(64)),)).data()
    assert found(whole, Asked(heads=(forged,))) == [
        f"the head that you kept does not stand: the signature of {NAME} does not hold"
    ]


FRIEND = Ed25519PrivateKey.from_private_bytes(bytes([77]) * 32)
FRIEND_KEY = VerifierKey("friend.example", COSIGNATURE, FRIEND.public_key().public_bytes_raw())


def test_times_that_do_not_fit_what_a_witness_saw_when_are_found(exports: Exported, whole: list[bytes]) -> None:
    """T17, by whoever kept a head: the entries after it say they were recorded hours before it was witnessed."""
    recorded = [parse_entry(line["entry"].encode()).recorded for line in said(whole).values() if "entry" in line]
    size = len(recorded) - 4
    leaves = [leaf_hash(line["entry"].encode()) for line in said(whole).values() if "entry" in line]
    text = Checkpoint(f"{NAME}/1", size, Tree(leaves[:size]).root()).text()
    own = sign_note(text, exports.signer.key, keys.log_signer(exports.folder).sign)
    policy = parse_policy(f"log {exports.signer.key.text()}\nwitness friend {FRIEND_KEY.text()}\nquorum none\n")

    def seen(time: int) -> list[str]:
        kept = Note(text, (own, cosign(text, FRIEND_KEY, time, FRIEND.sign)))
        return found(whole, Asked(policy=policy, heads=(kept.data(),)))

    last = int(dt.datetime.fromisoformat(recorded[size]).timestamp())
    assert seen(last) == seen(last + 299) == seen(last - 200) == []
    late = dt.datetime.fromtimestamp(last + 7200, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    words = f"a witness saw at {late} that the log had {size} entries, without this one"
    assert seen(last + 7200) == [f"entry {size + 1}: its time, {recorded[size]}, is too early: {words}"]
    early = dt.datetime.fromtimestamp(last - 7200, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    words = f"its time, {recorded[size - 1]}, is too late: a witness saw it at {early}"
    assert seen(last - 7200) == [f"entry {size}: {words}"]
    assert seen(2**63 - 1)[0].endswith(f"saw at second {2**63 - 1} that the log had {size} entries, without this one")


def test_a_file_that_breaks_off_or_has_more(whole: list[bytes]) -> None:
    for lines, words in (
        (whole[:-1], f"line {len(whole) - 1}: the file breaks off"),
        ([], "line 0: the file breaks off"),
        ([*whole, whole[-1]], f"line {len(whole) + 1}: there is more after the end"),
        (
            [*whole[:3], *whole[4:]],
            f"line {len(whole) - 1}: {len(whole) - 1} lines were written, {len(whole) - 2} are here",
        ),
        ([b"{\n", *whole], "line 1: it is not JSON"),
        ([b"[]\n", *whole], "line 1: it is no line of a bundle"),
        ([whole[1], *whole[1:]], "line 1: a bundle has one heading, in its first line"),
        ([b"x" * 2_000_001], "line 1: it is too long"),
    ):
        with pytest.raises(BadBundle) as bad:
            verify_bundle(lines)
        assert str(bad.value) == words


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_changed_in_a_file_is_found_or_refused(whole: list[bytes], draw: st.DataObject) -> None:
    number = draw.draw(st.integers(0, len(whole) - 1))
    line = bytearray(whole[number])
    at = draw.draw(st.integers(0, len(line) - 2))
    line[at] = draw.draw(st.integers(0, 255).filter(lambda byte: byte != line[at]))
    try:
        report: Report | None = verify_bundle(
            [*whole[:number], bytes(line), *whole[number + 1 :]], Asked(signatures=False)
        )
    except BadBundle:
        report = None
    assert report is None or report.findings or _harmless(whole[number], bytes(line))


def _harmless(before: bytes, after: bytes) -> bool:
    """Whether only what proves nothing was changed: what the heading says of itself, or how JSON is written."""
    try:
        old, new = json.loads(before), json.loads(after)
    except ValueError:
        return False
    heading = {"tier", "group"}
    return {k: v for k, v in old.items() if k not in heading} == {k: v for k, v in new.items() if k not in heading}


def test_nothing_is_exported_before_anything_is_signed(governance: Governance) -> None:
    with pytest.raises(Fault, match="nothing is signed yet"):
        list(exported(governance, Scope(1), ""))
