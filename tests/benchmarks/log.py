"""The log against its own bare minimum: a bundle against hashing its bytes, a proof, a checkpoint over new events."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from governance import keys
from governance.log.bundle import BundledEntry, Heading, written_lines
from governance.log.checkpoint import Checkpoint
from governance.log.entry import Entry, Place, body_digest, time_stamp
from governance.log.merkle import Tree, inclusion_proof, leaf_hash
from governance.log.note import ED25519, Note, VerifierKey, sign_note
from governance.log.tiles import TileNodes, grown_tiles
from governance.log.verify import Asked, verify_bundle
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


def took(*command: str) -> float:
    """Seconds a process takes, its start included."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def verifying(size: int) -> tuple[float, float, float]:
    """Seconds to hash the bytes of a bundle once and to verify it, and the most memory that took, in megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bundle"
        bundle(file, size)
        hashed = took(sys.executable, "-c", HASHING, str(file))
        verified = took(sys.executable, "-m", "tests.benchmarks.log", str(file))
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return hashed, verified, memory


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


def checkpointing(governance: Governance, cluster: EmbeddedPostgres, fresh: int) -> float:
    """Seconds for a checkpoint over so many new events, every signature checked."""
    folder = Path(tempfile.mkdtemp(prefix="mb-bench-log-"))
    keys.create(folder)
    (folder / keys.TRUSTED).write_bytes(base64.b64encode(governance._signer.public))
    dsn = cluster.dsn(user="minutebook_log")
    with reading(dsn) as store:
        signer = LogSigner(store, dsn, folder, "example.org/bench")
        signer.advance()
        _append(governance, fresh)
        began = time.perf_counter()
        signer.advance()
        return time.perf_counter() - began


def _append(governance: Governance, fresh: int) -> None:
    """Events in acts of five hundred parts."""
    said = {**ENVELOPE, "decided": dt.datetime.now(dt.UTC).isoformat()}
    state = json.dumps({"m": said, "e": {"note": "x" * 300}}, separators=(",", ":")).encode()
    for _ in range(fresh // 500):
        stream = uuid.uuid4()
        events = tuple(NewEvent(uuid.uuid4(), stream, n, 1, "bench.event", state) for n in range(1, 501))
        now = dt.datetime.now(dt.UTC)
        governance.store.append(Append(command=uuid.uuid4(), digest=bytes(32), events=events, decided=now))


def _verify(file: str) -> None:
    with Path(file).open("rb") as lines:
        report = verify_bundle(lines, Asked(signatures=False))
    assert report.findings == [], report.findings[:3]


if __name__ == "__main__":
    _verify(sys.argv[1])
