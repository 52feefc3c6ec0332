"""The log against its own bare minimum: a bundle against reading it and hashing its bytes, a proof, a checkpoint.

What verifying a bundle is held against, each in a process of its own that starts from nothing:

- *hashing*: the bytes of the file through SHA-256 in blocks, by a library in C that never looks at a line;
- *reading*: the least that a program in Python does to know what the file says and hash its bytes once: each line
  taken by itself, hashed, and parsed as JSON, and the state in it, which is JSON in a string, parsed as well.

Verifying is done by the verifier that is carried away, started as an auditor starts it, without the signatures: those
are told by themselves. Seconds are those of the clock; beside them stand the seconds of processor time, which a busy
machine changes less, those of several processes added up. Memory is that of the largest process.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from governance import keys
from governance.log import curve
from governance.log.bundle import BundledEntry, Heading, written_lines
from governance.log.carry import carried_verifier
from governance.log.checkpoint import Checkpoint
from governance.log.entry import Entry, Place, body_digest, time_stamp
from governance.log.merkle import Tree, inclusion_proof, leaf_hash
from governance.log.note import ED25519, Note, VerifierKey, sign_note
from governance.log.tiles import TileNodes, grown_tiles
from governance.signing import LogSigner
from governance.store import Append, NewEvent, reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres
    from governance.log.bundle import Line

SECRET = Ed25519PrivateKey.from_private_bytes(bytes([3]) * 32)
PUBLIC = SECRET.public_key().public_bytes_raw()
KEY = VerifierKey("bench.example", ED25519, PUBLIC)
ENVELOPE = {
    "occurred": "2026-06-09T20:14+01:00", "precision": "minute", "by": None, "capacity": "operator",
    "recorded_by": None, "channel": "web", "on_behalf_of": None, "mode": "live", "entered": "live", "rules": 1,
    "command": str(uuid.UUID(int=4 << 76)), "correlation": str(uuid.UUID(int=4 << 76)), "causation": None,
    "guards": [], "seen": 0, "decided": "2027-01-01T00:00:00.000000Z",
}  # fmt: skip
BEGAN = dt.datetime(2026, 6, 9, 20, tzinfo=dt.UTC)
HASHING = "import hashlib, sys\nwith open(sys.argv[1], 'rb') as file:\n    hashlib.file_digest(file, 'sha256')\n"
READING = """
import hashlib, json, sys
whole = hashlib.sha256()
with open(sys.argv[1], "rb") as file:
    for line in file:
        whole.update(line)
        said = json.loads(line)
        if "state" in said:
            json.loads(said["state"])
"""
# A process begins with the memory of the one that starts it, so a small one does.
MEASURING = """
import resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
seconds, used = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
print(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


class Cost(NamedTuple):
    """What a process took with those it started: seconds, seconds of processor time, megabytes of the largest."""

    seconds: float
    processor: float
    memory: float


class Verifying(NamedTuple):
    """What a bundle costs to hash, to read, and to verify."""

    hashing: Cost
    reading: Cost
    verifying: Cost


def entries(size: int) -> Iterator[tuple[Entry, bytes, bytes]]:
    """Entries one after another, as a busy year leaves them, with nonce and state. Signatures are not looked at."""
    record, streams = uuid.UUID(int=4 << 76), [uuid.UUID(int=n + (4 << 76)) for n in range(1000)]
    for n in range(size):
        nonce = hashlib.sha256(n.to_bytes(8, "big")).digest()
        said = {"seat": str(streams[n % 7]), "choice": "for", "note": "x" * 300, "demonstration": False}
        state = json.dumps({"m": ENVELOPE, "e": said}, separators=(",", ":")).encode()
        place = Place(record, 1, streams[n % 1000], n // 1000 + 1, 1, 1, uuid.UUID(int=n + (4 << 76)), 1)
        stamp = time_stamp(BEGAN + dt.timedelta(milliseconds=n))
        body = body_digest(nonce, "bench.event", state)
        yield Entry(place, body, PUBLIC, bytes(64), stamp, "database"), nonce, state


def bundle(file: Path, size: int) -> None:
    """Write a bundle of so many entries, signed as a whole."""
    tree = Tree()
    for entry, _, _ in entries(size):
        tree.append(leaf_hash(entry.data()))
    text = Checkpoint("bench.example/1", size, tree.root()).text()
    note = Note(text, (sign_note(text, KEY, SECRET.sign),))

    def lines() -> Iterator[Line]:
        yield Heading(note.data().decode(), f"log {KEY.text()}\nquorum none\n", 1, None)
        for entry, nonce, state in entries(size):
            yield BundledEntry(entry.data(), nonce, "bench.event", state)

    with file.open("wb") as out:
        out.writelines(written_lines(lines()))


def cost(*command: str) -> Cost:
    """What a process costs, its start included."""
    done = subprocess.run([sys.executable, "-c", MEASURING, *command], check=True, capture_output=True, text=True)
    seconds, processor, kilobytes = map(float, done.stdout.split())
    return Cost(seconds, processor, kilobytes / 1024)


def verifying(size: int) -> Verifying:
    """A bundle of so many entries hashed, read, and verified by the verifier that is carried away."""
    with tempfile.TemporaryDirectory() as folder:
        file, program = Path(folder) / "bundle", Path(folder) / "verify.py"
        bundle(file, size)
        program.write_text(carried_verifier(), encoding="utf-8")
        return Verifying(
            cost(sys.executable, "-c", HASHING, str(file)),
            cost(sys.executable, "-c", READING, str(file)),
            cost(sys.executable, str(program), "--skip-signatures", str(file)),
        )


def one_signature() -> float:
    """Milliseconds of processor time for a signature in the verifier that is carried away, its key once known."""
    signed = [(said, SECRET.sign(said)) for said in (bytes([n]) * 400 for n in range(200))]
    curve.verify_ed25519(PUBLIC, *signed[0])
    began = time.process_time()
    assert all(curve.verify_ed25519(PUBLIC, said, signature) for said, signature in signed)
    return (time.process_time() - began) / len(signed) * 1000


def proving(leaves: int) -> float:
    """Milliseconds for an inclusion proof out of tiles, in a log of so many leaves."""
    tiles: dict[tuple[int, int], bytes] = {}
    hashes = [hashlib.sha256(n.to_bytes(8, "big")).digest() for n in range(leaves)]
    tiles |= grown_tiles(0, hashes, lambda level, nth: tiles.get((level, nth), b""))
    began = time.perf_counter()
    for n in range(200):
        nodes = TileNodes(lambda level, nth: tiles.get((level, nth), b""))
        inclusion_proof(n * (leaves // 200), leaves, nodes.node)
    return (time.perf_counter() - began) / 200 * 1000


def checkpointing(governance: Governance, cluster: EmbeddedPostgres, fresh: int) -> tuple[float, float]:
    """Seconds for a checkpoint over so many new events, every signature checked, and of the signer's processor time."""
    folder = Path(tempfile.mkdtemp(prefix="mb-bench-log-"))
    keys.create(folder)
    (folder / keys.TRUSTED).write_bytes(base64.b64encode(governance._signer.public))
    dsn = cluster.dsn(user="minutebook_log")
    with reading(dsn) as store:
        signer = LogSigner(store, dsn, folder, "example.org/bench")
        signer.advance()
        _append(governance, fresh)
        began, spent = time.perf_counter(), time.process_time()
        signer.advance()
        return time.perf_counter() - began, time.process_time() - spent


def _append(governance: Governance, fresh: int) -> None:
    """Events in acts of five hundred parts."""
    said = {**ENVELOPE, "decided": dt.datetime.now(dt.UTC).isoformat()}
    state = json.dumps({"m": said, "e": {"note": "x" * 300}}, separators=(",", ":")).encode()
    for _ in range(fresh // 500):
        stream = uuid.uuid4()
        events = tuple(NewEvent(uuid.uuid4(), stream, n, 1, "bench.event", state) for n in range(1, 501))
        now = dt.datetime.now(dt.UTC)
        governance.store.append(Append(command=uuid.uuid4(), digest=bytes(32), events=events, decided=now))
