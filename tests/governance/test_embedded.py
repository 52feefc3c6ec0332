"""The PostgreSQL of our own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from governance.embedded import CannotStart, EmbeddedPostgres

VOTER = """
import sys, uuid, datetime as dt
from pathlib import Path
from governance import keys
from governance.application import Governance
from governance.store import Append, NewEvent
folder = Path(sys.argv[2])
governance = Governance(sys.argv[1], signer=keys.signer(folder), wrapping=keys.wrapping_key(folder))
while True:
    event = NewEvent(uuid.uuid4(), uuid.uuid4(), 1, 1, "test.event", b'{"a":1}')
    given = Append(command=uuid.uuid4(), digest=bytes(32), events=(event,), decided=dt.datetime.now(dt.UTC))
    print(governance.store.append(given).last, flush=True)
"""


def folder() -> Path:
    made = Path(tempfile.mkdtemp(prefix="mb-embedded-", dir="/tmp"))
    made.chmod(0o755)
    return made


STARTER = """
import sys
from pathlib import Path
from governance.embedded import EmbeddedPostgres
with EmbeddedPostgres(Path(sys.argv[1]), fast=True):
    print("up", flush=True)
    sys.stdin.readline()
"""


def test_whoever_leaves_first_leaves_it_to_the_others_though_it_started_it() -> None:
    data = folder() / "pg"
    command = [sys.executable, "-c", STARTER, str(data)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        assert starter.stdout.readline() == "up\n"
        with EmbeddedPostgres(data, fast=True) as second:
            starter.communicate("leave\n")
            assert starter.returncode == 0
            psycopg.connect(second.dsn("postgres")).close()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(second.dsn("postgres"))


def test_whoever_starts_it_stops_it_and_others_attach() -> None:
    data = folder() / "pg"
    with EmbeddedPostgres(data, fast=True) as first:
        first.create_database()
        first.create_database()
        with EmbeddedPostgres(data, fast=True) as second:
            assert second.dsn() == first.dsn()
        with psycopg.connect(first.dsn()) as connection:
            version = connection.execute("SHOW server_version_num").fetchone()
            assert version is not None
            assert int(version[0]) >= 150000
            addresses = connection.execute("SHOW listen_addresses").fetchone()
            assert addresses == ("",)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(first.dsn())
    with EmbeddedPostgres(data, fast=True) as again:
        psycopg.connect(again.dsn()).close()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the cluster to another user")
def test_a_folder_that_user_cannot_enter_is_refused_in_words() -> None:
    closed = folder()
    closed.chmod(0o700)
    with pytest.raises(CannotStart, match="cannot be entered"):
        EmbeddedPostgres(closed / "pg", fast=True).__enter__()


def test_a_killed_server_loses_no_acknowledged_vote(
    cluster: EmbeddedPostgres, database: str, make: object, key_folder: Path
) -> None:
    make()  # type: ignore[operator]
    dsn = cluster.dsn(database, user="minutebook_app")
    root = Path(__file__).parents[2]
    voting = subprocess.Popen(
        [sys.executable, "-c", VOTER, dsn, str(key_folder)], stdout=subprocess.PIPE, text=True, cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert voting.stdout is not None
    acknowledged = [int(voting.stdout.readline()) for _ in range(50)]
    voting.send_signal(signal.SIGKILL)
    acknowledged += [int(line) for line in voting.stdout.read().splitlines() if line]
    voting.wait()
    voting.stdout.close()
    with psycopg.connect(cluster.dsn(database)) as owner:
        kept = {row[0] for row in owner.execute("SELECT position FROM record.events")}
    assert set(acknowledged) <= kept
    assert kept == set(range(1, max(kept) + 1))
