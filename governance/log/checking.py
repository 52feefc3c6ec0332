"""The verifier at work: a file is verified, and what it proves is said in words, with an exit status."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from governance.log.bundle import BadBundle
from governance.log.checkpoint import parse_checkpoint
from governance.log.merkle import leaf_hash
from governance.log.note import BadNote, from_base64, parse_note
from governance.log.policy import BadPolicy, parse_policy
from governance.log.proof import BadProof, parse_proof, proven_leaf
from governance.log.verify import Asked, Report, verify_bundle
from governance.log.walk import Finding
from governance.log.words import COUNT

if TYPE_CHECKING:
    from governance.log.policy import Policy

GOOD, FOUND, UNREADABLE = 0, 1, 2
WORTH_SHARING = 4_000_000


class Unusable(Exception):
    """What was given cannot be used to verify with; one line says why."""


def options(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Add what the verifier can be asked."""
    parser.add_argument("file", help="the file that was exported, or the proof of one act")
    parser.add_argument("--policy", metavar="FILE", help="which log and witnesses you trust yourself")
    parser.add_argument("--words", help="the number of entries and the eight words that were read out")
    parser.add_argument(
        "--kept", metavar="FILE", action="append", default=[], help="a proof or checkpoint you kept from before"
    )
    parser.add_argument("--leaf", help="the file is the proof of one act: the leaf that the answer to it gave")
    parser.add_argument("--entry", metavar="FILE", help="the file is the proof of one act: the entry it is of")
    parser.add_argument("--skip-signatures", action="store_true", help="be quicker: do not check who signed each entry")
    return parser


def check(asked: argparse.Namespace) -> int:
    """Verify a file and print the report. 0 all is well, 1 something was found, 2 it cannot be read."""
    try:
        report = _one_act(asked) if asked.leaf or asked.entry else looked_at(asked)
    except Unusable as fault:
        return cannot(str(fault))
    for finding in report.findings:
        print(f"FOUND  {finding}")
    for said in report.said:
        print(f"ok     {said}")
    print(verdict(len(report.findings)))
    return FOUND if report.findings else GOOD


def looked_at(asked: argparse.Namespace) -> Report:
    """What a file proves. Raises `Unusable` for one that cannot be read, and for what cannot be verified with."""
    try:
        with Path(asked.file).open("rb") as lines:
            return verify_bundle(lines, _asked(asked))
    except BadBundle as bad:
        msg = f"{asked.file} is no file of a record, or was changed: {bad}"
        raise Unusable(msg) from bad
    except BrokenExecutor as fault:
        msg = "a process that was looking at the file was stopped from outside: try again"
        raise Unusable(msg) from fault
    except OSError as fault:
        raise Unusable(str(fault)) from fault


def _one_act(asked: argparse.Namespace) -> Report:
    """What a proof that one kept says of one act, offline. Raises `Unusable`."""
    policy = _policy(asked.policy)
    if policy is None:
        msg = "a proof does not say whom to trust: give --policy"
        raise Unusable(msg)
    try:
        leaf = from_base64(asked.leaf) if asked.leaf else leaf_hash(Path(asked.entry).read_bytes())
        proof = parse_proof(Path(asked.file).read_bytes())
    except (OSError, BadProof) as fault:
        raise Unusable(str(fault)) from fault
    try:
        checkpoint, opened = proven_leaf(leaf or b"", proof, policy)
    except BadProof as bad:
        return Report([], [Finding(proof.leaf_index + 1, str(bad))])
    names = " and ".join(key.name for key, _ in opened.verified)
    place = f"This act is entry {proof.leaf_index + 1} of the log {checkpoint.origin}, which had {checkpoint.size}"
    return Report([f"{place} entries then and is signed by {names}."], [])


def verdict(found: int) -> str:
    """The last line: whether all is well."""
    return "All is well." if not found else f"Something is wrong: {found} {'finding' if found == 1 else 'findings'}."


def cannot(words: str) -> int:
    """Say that it cannot be done."""
    sys.stderr.write(f"{words}\n")
    return UNREADABLE


def _asked(asked: argparse.Namespace) -> Asked:
    size, words = _words(asked.words)
    policy = _policy(asked.policy)
    heads = tuple(head_in(file) for file in asked.kept)
    processes = (os.cpu_count() or 1) if Path(asked.file).stat().st_size > WORTH_SHARING else 1
    return Asked(policy, words, size, heads, not asked.skip_signatures, processes)


def _words(said: str | None) -> tuple[int, tuple[str, ...]]:
    if said is None:
        return 0, ()
    size, *words = said.replace(",", " ").lower().split()
    if not size.isdecimal() or len(words) != COUNT:
        msg = 'give the number and the words as they were read out: --words "202 one two three ..."'
        raise Unusable(msg)
    return int(size), tuple(words)


def _policy(file: str | None) -> Policy | None:
    if file is None:
        return None
    try:
        return parse_policy(Path(file).read_text(encoding="utf-8"))
    except (BadPolicy, UnicodeDecodeError) as bad:
        msg = f"{file}: {bad}"
        raise Unusable(msg) from bad


def head_in(file: str) -> bytes:
    """The checkpoint in a file one kept: a proof, or the checkpoint itself. Raises `Unusable`, `OSError`."""
    data = Path(file).read_bytes()
    with contextlib.suppress(BadProof):
        data = parse_proof(data).checkpoint
    # What was scanned from paper may have lost its last line break.
    data = data if data.endswith(b"\n") else data + b"\n"
    try:
        parse_checkpoint(parse_note(data).text)
    except BadNote as bad:
        msg = f"{file}: {bad}"
        raise Unusable(msg) from bad
    return data
