"""The server killed in the middle of a stream of votes: what it acknowledged stays, what it did not is asked again."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import psycopg
import pytest

from api import identity
from tests.governance.test_append import question, recomputed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres

VOTERS, ENOUGH = 6, 150
CHOICES = ("for", "against", "no_side")


@pytest.fixture
def environment(cluster: EmbeddedPostgres, database: str, key_folder: Path, tmp_path: Path) -> dict[str, str]:
    (tmp_path / "keys").symlink_to(key_folder)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MINUTEBOOK_")}
    url = cluster.dsn(database, user="minutebook_app")
    ours = {"MINUTEBOOK_DATA_DIR": str(tmp_path), "MINUTEBOOK_DATABASE_URL": url, "PYTHONPATH": str(Path.cwd())}
    return {**kept, **ours}


@contextlib.contextmanager
def server(environment: dict[str, str]) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`minutebook serve` in a process group of its own, answering."""
    with socket.socket() as looking:
        looking.bind(("127.0.0.1", 0))
        port = looking.getsockname()[1]
    command = [sys.executable, "-m", "api.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        address, deadline = f"http://127.0.0.1:{port}", time.monotonic() + 30
        while not _answers(address):
            assert process.poll() is None, "the server ended"
            assert time.monotonic() < deadline, "the server did not start"
        yield address, process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health/live").status_code == 200
    except httpx.TransportError:
        time.sleep(0.02)
        return False


def test_kill_9_of_the_server_loses_no_acknowledged_vote(
    make: Callable[..., Governance], environment: dict[str, str], cluster: EmbeddedPostgres, database: str
) -> None:
    governance = make(pool=2)
    _meeting, motion, seats = question(governance)
    group = governance.group(governance.groups()[0])
    tokens = [identity.create(governance, person=group.seats[seat].holdings[-1].person)[1] for seat in seats]
    acknowledged: dict[str, tuple[int, int]] = {}
    unanswered: dict[str, dict[str, Any]] = {}
    enough = threading.Event()

    def ask(client: httpx.Client, address: str, key: str, voter: int) -> None:
        given: dict[str, Any] = {
            "url": f"{address}/api/v1/motions/{motion}/votes/{seats[voter]}",
            "json": {"choice": CHOICES[int(key.split("-")[1]) % 3]},
            "headers": {"Authorization": f"Bearer {tokens[voter]}", "Idempotency-Key": key},
        }
        unanswered[key] = given
        answer = client.put(**given)
        assert answer.status_code == 200, answer.text
        first, last = answer.json()["receipt"]["positions"]
        acknowledged[key] = (first, last)
        del unanswered[key]
        if len(acknowledged) >= ENOUGH:
            enough.set()

    def votes_of(voter: int, address: str) -> None:
        with httpx.Client() as client, contextlib.suppress(httpx.TransportError):
            for number in range(10_000):
                ask(client, address, f"{voter}-{number}", voter)

    with server(environment) as (address, process):
        threads = [threading.Thread(target=votes_of, args=(voter, address)) for voter in range(VOTERS)]
        for thread in threads:
            thread.start()
        assert enough.wait(60)
        os.killpg(process.pid, signal.SIGKILL)
        for thread in threads:
            thread.join()
    assert unanswered, "it was killed between two votes, in the middle of none"
    told = dict(acknowledged)

    with server(environment) as (address, _process), httpx.Client() as client:
        for key in list(unanswered):
            ask(client, address, key, int(key.split("-")[0]))
        voter, number = next(iter(told)).split("-")
        ask(client, address, f"{voter}-{number}", int(voter))
    assert told == {key: acknowledged[key] for key in told}
    cast = [row[0] for row in governance.store.rows(
        "SELECT position FROM record.events WHERE topic = 'meeting.vote_cast.v1' ORDER BY position"
    )]  # fmt: skip
    assert cast == sorted(first for first, _last in acknowledged.values())
    with psycopg.connect(cluster.dsn(database)) as owner:
        rows = recomputed(owner)
    assert [position for position, _, _ in rows] == list(range(1, len(rows) + 1))
    assert all(stored == computed for _, stored, computed in rows)
