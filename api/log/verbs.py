"""The verbs of the log: following, witnessing, and who counts."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from api.access import clearance, opens
from api.faults import Fault
from api.log.exporting import Scope, exported
from api.log.replaying import replayed
from api.names import RecordNames
from api.whom import person_called
from api.wiring import log_opened, opened
from governance import keys
from governance.acts import Principal
from governance.inspection import origin
from governance.kernel import GroupId, PersonId, Tier
from governance.log.bundle import written_lines
from governance.log.carry import carried_verifier, verifier_digest
from governance.log.checking import FOUND, GOOD, Unusable, cannot, check, looked_at, verdict
from governance.log.entry import BadEntry
from governance.log.note import COSIGNATURE, BadKey, VerifierKey, parse_key
from governance.log.policy import BadPolicy, parse_policy
from governance.log.witnessing import WitnessBooks, witness_server
from governance.reader import NotFound
from governance.signing import POLICY, follow, policy_text

NOT_WHOLE = 4

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from api.settings import Settings
    from governance.application import Governance


def follow_(asked: argparse.Namespace, settings: Settings) -> int:
    """Sign the log as it grows, until stopped; beside a server, until that one ends."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with log_opened(settings) as signer:
        for words in follow(signer, going=lambda: asked.beside is None or os.getppid() == asked.beside):
            print(words, flush=True)
    return 0


@contextlib.contextmanager
def followed(settings: Settings) -> Iterator[None]:
    """A process of its own that signs the log, while a server runs; none where the log's role is not known."""
    if settings.database_url and not settings.log_url:
        print("This server does not sign the log: run minutebook follow, or give it MINUTEBOOK_LOG_URL.", flush=True)
        yield
        return
    command = [sys.executable, "-m", "api.cli", "follow", "--beside", str(os.getpid())]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as one:  # noqa: S603 - ours
        try:
            yield
        finally:
            one.terminate()


def policy(asked: argparse.Namespace, settings: Settings) -> int:
    """Print who counts, or take a file that says it."""
    with log_opened(settings) as signer:
        if asked.set is not None:
            text = Path(asked.set).read_text(encoding="utf-8")
            try:
                chosen = parse_policy(text)
            except BadPolicy as bad:
                raise Fault(f"{asked.set}: {bad}") from bad
            if signer.key not in {party.key for party in chosen.logs}:
                raise Fault(f"{asked.set} does not name this log: log {signer.key.text()}")
            (settings.folder / "keys" / POLICY).write_text(text, encoding="utf-8")
        print(policy_text(settings.folder / "keys", signer.key.name), end="")
    return 0


def export(asked: argparse.Namespace, settings: Settings) -> int:
    """Write a part of the record as a file that is verified by itself."""
    out, partial = Path(asked.out), Path(f"{asked.out}.part")
    with opened(settings, pool=2) as governance:
        group = RecordNames(governance).find("group", asked.group) if asked.group else None
        if asked.group and group is None:
            raise NotFound("group")
        of = None if group is None else GroupId(group)
        tier = asked.tier if asked.reader is None else _cleared(governance, asked.reader, of)
        scope = Scope(tier, of, _day(asked.since), _day(asked.until, 1))
        text = policy_text(settings.folder / "keys", origin(governance.store) or "")
        lines = written_lines(exported(governance, scope, text))
        count = 0
        try:
            with partial.open("wb") as file:
                for line in lines:
                    count += line.startswith(b'{"entry"')
                    file.write(line)
            partial.replace(out)
        finally:
            partial.unlink(missing_ok=True)
    print(f"{count} entries are in {asked.out}")
    return 0


READERS: Mapping[str, Tier] = MappingProxyType({"public": 0, "member": 1, "officer": 2})


def _cleared(governance: Governance, reader: str, group: GroupId | None) -> Tier:
    """The tier up to which a reader opens a file: by name, or of a person, an auditor's as the group said."""
    if reader in READERS:
        return READERS[reader]
    person = Principal("person", person=PersonId(person_called(governance, reader)))
    if group is None:
        raise Fault("what a person may read is of a group: say which with --group")
    tier = clearance(governance, person, group)
    if tier is None:
        raise Fault("they read nothing of this group")
    return opens(governance, person, group, tier)


def verify(asked: argparse.Namespace, _: Settings) -> int:
    """Verify a file; asks neither the record nor the network."""
    return check(asked)


def replay(asked: argparse.Namespace, _: Settings) -> int:
    """Verify a file, and work its outcomes out again; asks neither the record nor the network."""
    try:
        report = looked_at(asked)
        with Path(asked.file).open("rb") as lines:
            again = replayed(lines)
    except (Unusable, BadEntry) as fault:
        return cannot(str(fault))
    findings = [*report.findings, *again.findings]
    for words, mark in ((findings, "FOUND "), ([*report.said, *again.said], "ok    "), (again.left, "NOT   ")):
        for one in words:
            print(mark, one)
    if findings or not again.left:
        print(verdict(len(findings)))
        return FOUND if findings else GOOD
    print("Nothing wrong was found, but not everything could be looked at.")
    return NOT_WHOLE


def verifier(asked: argparse.Namespace, _: Settings) -> int:
    """Print the verifier to carry away, or its digest."""
    print(verifier_digest() if asked.digest else carried_verifier(), end="\n" if asked.digest else "")
    return 0


def _day(said: dt.date | None, more: int = 0) -> dt.datetime | None:
    if said is None:
        return None
    return dt.datetime.combine(said + dt.timedelta(days=more), dt.time(), dt.UTC)


def witness(asked: argparse.Namespace, _: Settings) -> int:
    """Cosign other people's logs until stopped. Everything it needs lies in its folder."""
    folder = Path(asked.folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key, signer = _witness_key(folder, asked.name)
    logs: dict[str, list[VerifierKey]] = {}
    for text in asked.log:
        origin, log = _log(text)
        logs.setdefault(origin, []).append(log)
    print(f"Witness {key.text()}", flush=True)
    if not logs:
        print("It cosigns no log yet: say which with --log KEY")
        return 0
    server = witness_server(WitnessBooks(folder, key, signer.sign, logs), asked.host, asked.port)
    print(f"Listening on http://{asked.host}:{server.server_port}", flush=True)
    with server:
        server.serve_forever()
    return 0


def _witness_key(folder: Path, name: str) -> tuple[VerifierKey, keys.Signer]:
    file = folder / "witness.key"
    if not file.exists():
        keys.generate(file)
    signer = keys.signer_in(file)
    return VerifierKey(name, COSIGNATURE, signer.public), signer


def _log(text: str) -> tuple[str, VerifierKey]:
    """The origin and key of a log: `KEY` for the first era of a record, or `ORIGIN KEY`."""
    origin, _, rest = text.rpartition(" ")
    try:
        key = parse_key(rest)
    except BadKey as bad:
        raise Fault(f"{rest} is not the key of a log: {bad}") from bad
    return origin or f"{key.name}/1", key
