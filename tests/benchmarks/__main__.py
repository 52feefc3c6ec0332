"""Measure everything against its own bare minimum, in one run, and print the ratios.

    python -m tests.benchmarks [--seconds 3] [--largest 1000000]

Each line names what is measured, the figure, and its ratio to the bare thing beside it (raw INSERTs of the same bytes,
a raw binary SELECT, a bare Litestar handler). Figures depend on the machine; ratios much less.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import logging
import os
import resource
import statistics
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import structlog
from litestar import Litestar, put
from litestar.params import FromPath
from litestar.testing import TestClient

from api import identity
from api.app import create_app, service_over
from api.settings import Settings
from api.wiring import calm_collector
from governance import keys
from governance.acts import Principal
from governance.application import Governance
from governance.embedded import EmbeddedPostgres
from governance.migrate import identify, migrate
from governance.organisation.commands import FoundOrganisation
from governance.store import Append, NewEvent, wake_ups
from projections.registry import PROJECTIONS
from tests.benchmarks import log
from tests.people import evening, found_groups, officers_go_on, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RAW = (
    b"INSERT INTO bench (position, event, stream, version, part, parts, recorded_at, tier, topic, state, nonce, body,"
    b" key, signature, leaf) VALUES (nextval('bench_position'), %b, %b, %b, 1, 1, now(), 1, %b, %b, %b, %b, %b, %b, %b)"
)


def say(what: str, figure: str, ratio: float | None = None, against: str = "") -> None:
    """One line of the report."""
    beside = "" if ratio is None else f"   {ratio:.2f} of {against}"
    sys.stdout.write(f"{what:<52} {figure:>16}{beside}\n")
    sys.stdout.flush()


@contextlib.contextmanager
def opened() -> Iterator[tuple[Governance, EmbeddedPostgres]]:
    """A fresh, durable record."""
    folder = Path(tempfile.mkdtemp(prefix="mb-bench-", dir="/tmp"))
    folder.chmod(0o755)
    with EmbeddedPostgres(folder / "pg") as cluster:
        cluster.create_database()
        migrate(cluster.dsn())
        identify(cluster.dsn(), uuid.uuid4(), demonstration=False)
        keys.create(folder / "keys")
        governance = Governance(
            cluster.dsn(user="minutebook_app"),
            signer=keys.signer(folder / "keys"),
            wrapping=keys.wrapping_key(folder / "keys"),
            pool=10,
        )
        governance.handle(FoundOrganisation(name="Bench", origin="example.org/bench"), Principal("operator"))
        yield governance, cluster
        governance.close()


def rate(work: Callable[[], None], writers: int, seconds: float) -> float:
    """How often a second `work` is done by so many threads."""
    done = [0] * writers
    until = time.perf_counter() + seconds

    def run(n: int) -> None:
        while time.perf_counter() < until:
            work()
            done[n] += 1

    threads = [threading.Thread(target=run, args=(n,)) for n in range(writers)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.perf_counter() - began)


def appends(governance: Governance, cluster: EmbeddedPostgres, state: bytes, seconds: float) -> None:
    """Append against raw prepared INSERTs of the same bytes, one writer and eight."""
    topic, local = "meeting.vote_cast.v1", threading.local()
    with psycopg.connect(cluster.dsn(), autocommit=True) as owner:
        owner.execute("CREATE TABLE bench (LIKE record.events INCLUDING ALL)")
        owner.execute("CREATE SEQUENCE bench_position")

    def raw() -> None:
        if not hasattr(local, "connection"):
            local.connection = psycopg.connect(cluster.dsn(), autocommit=True)
        values = (uuid.uuid4(), uuid.uuid4(), 1, topic, state, *(os.urandom(32),) * 3, os.urandom(64), os.urandom(32))
        local.connection.execute(RAW.replace(b"%b", b"%s"), values, prepare=True)

    def ours() -> None:
        event = NewEvent(uuid.uuid4(), uuid.uuid4(), 1, 1, topic, state)
        now = dt.datetime.now(dt.UTC)
        governance.store.append(
            Append(command=uuid.uuid4(), digest=bytes(32), events=(event,), guards=((event.stream, 0),), decided=now)
        )

    for writers in (1, 8):
        bare = rate(raw, writers, seconds)
        mine = rate(ours, writers, seconds)
        say(f"append, {writers} writer(s)", f"{mine:,.0f}/s", mine / bare, f"raw INSERT ({bare:,.0f}/s)")


def grow(cluster: EmbeddedPostgres, to: int) -> None:
    """Fill the record with copies of its votes, as its owner, until it has this many events."""
    with psycopg.connect(cluster.dsn(), autocommit=True) as owner:
        have = owner.execute("SELECT max(position) FROM record.events").fetchone()
        missing = to - (have[0] if have else 0)
        if missing <= 0:
            return
        owner.execute(
            b"INSERT INTO record.events SELECT h.top + n, 1, gen_random_uuid(), gen_random_uuid(), 1, 1, 1,"
            b" h.stamp + n * interval '1 microsecond', v.tier, v.topic, v.state, v.nonce, v.body, v.key, v.signature,"
            b" v.leaf FROM generate_series(1, %s) n,"
            b" (SELECT max(position) top, max(recorded_at) stamp FROM record.events) h,"
            b" (SELECT * FROM record.events WHERE topic = 'group.seat_created.v1' LIMIT 1) v",
            (missing,),
        )
        owner.execute("ANALYZE record.events")


def reading(governance: Governance) -> None:
    """The whole record read and decoded, against a raw binary SELECT of the same columns."""
    head = governance.head()
    began = time.perf_counter()
    sql = (
        "SELECT position, event, stream, version, part, parts, recorded_at, tier, topic, state"
        " FROM record.events WHERE position > %b ORDER BY position LIMIT 5000"
    )
    after = 0
    while rows := governance.store.rows(sql, after):
        after = rows[-1][0]
    bare = head / (time.perf_counter() - began)
    began, after = time.perf_counter(), 0
    while events := governance.everything(after, 5000):
        after = events[-1].position
    mine = head / (time.perf_counter() - began)
    say("whole record read and decoded", f"{mine:,.0f} events/s", mine / bare, f"raw SELECT ({bare:,.0f}/s)")


def evenings(governance: Governance, count: int) -> list[Any]:
    """So many meetings, imported; their ids."""
    made = []
    for n in range(count):
        lines = evening("may")
        lines[0]["import"] = f"bench-{n}"
        made.append(record(governance, lines)["may"])
    return made


def copy_meetings(cluster: EmbeddedPostgres, times: int) -> None:
    """Copy every meeting's stream so often, as its owner, under fresh ids."""
    with psycopg.connect(cluster.dsn(), autocommit=True) as owner:
        for _ in range(times):
            owner.execute(
                b"WITH m AS (SELECT stream, gen_random_uuid() AS copy FROM record.events"
                b" WHERE topic = 'meeting.called.v1' ORDER BY position LIMIT 40)"
                b" INSERT INTO record.events SELECT h.top + row_number() OVER (ORDER BY e.position), 1,"
                b" gen_random_uuid(), m.copy, e.version, 1, 1, h.stamp + row_number() OVER (ORDER BY e.position)"
                b" * interval '1 microsecond', e.tier, e.topic, e.state, e.nonce, e.body, e.key, e.signature, e.leaf"
                b" FROM record.events e JOIN m ON m.stream = e.stream,"
                b" (SELECT max(position) top, max(recorded_at) stamp FROM record.events) h"
            )
        owner.execute("ANALYZE record.events")


def rebuilding(governance: Governance) -> None:
    """Rebuild of the minutes projection, over every event it reads."""
    follower = service_over(governance).follower
    topics = PROJECTIONS[0].topics
    events = governance.store.rows("SELECT count(*) FROM record.events WHERE topic = ANY(%b)", list(topics))[0][0]
    began = time.perf_counter()
    follower.rebuild("minutes")
    say("rebuild of minutes", f"{events / (time.perf_counter() - began):,.0f} events/s")


def read_your_writes(governance: Governance, seconds: float) -> None:
    """From an act to its projections, at the median."""
    service = service_over(governance)
    service.follower.start(lambda stopped: wake_ups(governance.dsn, stopped))
    service.follower.wait_for(governance.head(), 60)
    took = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        event = NewEvent(uuid.uuid4(), uuid.uuid4(), 1, 1, "record.key_trusted", _trusted(governance))
        now = dt.datetime.now(dt.UTC)
        receipt = governance.store.append(Append(command=uuid.uuid4(), digest=bytes(32), events=(event,), decided=now))
        began = time.perf_counter()
        assert service.follower.wait_for(receipt.last, 5)
        took.append((time.perf_counter() - began) * 1000)
    service.follower.stop()
    say("read your writes, median", f"{statistics.median(took):.1f} ms")


def _trusted(governance: Governance) -> bytes:
    first = governance.store.read_all(0, 1)[0].state
    assert first is not None
    envelope = first[: first.index(b',"e":')]
    return envelope + b',"e":{"key":"a2V5","role":"log"}}'


def over_http(governance: Governance, seconds: float) -> None:
    """A vote over HTTP against a bare handler, one client, in this process."""

    @put("/votes/{seat:str}", sync_to_thread=False)
    def bare(seat: FromPath[str]) -> dict[str, str]:
        return {"seat": seat}

    with TestClient(Litestar([bare], logging_config=None)) as client:
        floor = rate(lambda: _ok(client.put("/votes/x", json={"choice": "for"})), 1, seconds)

    @contextlib.contextmanager
    def over() -> Iterator[Governance]:
        yield governance

    group = governance.group_by_slug("group-a")
    assert group is not None
    seat = governance.directory(group).seats["user-representative-3"]
    person = governance.group(group).seats[seat].holdings[-1].person
    _, secret = identity.create(governance, person=person)
    with TestClient(create_app(Settings(data_dir=tempfile.mkdtemp()), over)) as client:
        headers = {"Authorization": f"Bearer {secret}"}
        motion = _motion(client, headers)
        choices = iter(range(10**9))

        def vote() -> None:
            choice = ("for", "against")[next(choices) % 2]
            body = {"choice": choice, "when": {"date": "2026-06-23", "time": "14:10"}, "mode": "written_up"}
            _ok(client.put(f"/api/v1/motions/{motion}/votes/chair", json=body, headers=headers))

        mine = rate(vote, 1, seconds)
    say("a vote over HTTP", f"{mine:,.0f}/s", mine / floor, f"a bare handler ({floor:,.0f}/s)")


def _ok(answer: Any) -> None:
    assert answer.status_code == 200, answer.text


def _motion(client: Any, headers: dict[str, str]) -> str:
    def act(path: str, body: dict[str, Any]) -> Any:
        answer = client.post("/api/v1" + path, json=body, headers=headers)
        assert answer.status_code < 300, answer.text
        return answer.json()

    when = {"when": {"date": "2026-06-23", "time": "14:00"}, "mode": "written_up"}
    called = {"when": {"date": "2026-06-10"}, "mode": "written_up"}
    body = {"starts": {"date": "2026-06-23"}, "agenda": [{"title": "One"}], **called}
    meeting = act("/groups/group-a/meetings", body)["meeting"]["id"]
    seats = [f"user-representative-{n}" for n in range(1, 5)] + ["carer-representative", "gp", "commissioner"]
    act(f"/meetings/{meeting}/open", {"present": seats, "presider": "chair", **when})
    item = client.get(f"/api/v1/meetings/{meeting}/items", headers=headers).json()[0]["item"]
    act(f"/items/{item}/open", when)
    moved = {"words": "Yes.", "moved_by": "chair", "seconded_by": "gp", **when}
    motion = act(f"/items/{item}/motions", moved)["motion"]["id"]
    act(f"/motions/{motion}/put", {"how": "roll_call", **when})
    return str(motion)


def minutes_page(governance: Governance, meeting: Any, size: int) -> float:
    """The median time of one minutes document, in milliseconds."""
    service = service_over(governance)
    took = []
    for _ in range(50):
        began = time.perf_counter()
        service.document(meeting, 1)
        took.append((time.perf_counter() - began) * 1000)
    found = statistics.median(took)
    say(f"minutes of a meeting in a record of {size:,}", f"{found:.1f} ms")
    return found


def verifying_a_bundle(size: int) -> None:
    """A bundle verified, against reading it and hashing its bytes once, and against hashing alone."""
    hashing, read, verified = log.verifying(size)
    say(f"verifying {size:,} entries, signatures apart", f"{verified.seconds:.1f} s")
    for name, figure in (("clock", 0), ("processor", 1)):
        mine, bare, least = (one[figure] for one in (verified, read, hashing))
        say(f"  by the {name}", f"{mine:.1f} s", mine / bare, f"reading and hashing it ({bare:.1f} s)")
        say("", "", mine / least, f"hashing its bytes alone ({least:.1f} s)")
    say("  most memory of a process", f"{verified.memory:.0f} MB")
    say("a signature in the verifier that is carried away", f"{log.one_signature():.2f} ms")


def main() -> int:
    """Run every measurement."""
    logging.disable(logging.INFO)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=3.0, help="how long each rate is measured")
    asked.add_argument("--largest", type=int, default=1_000_000, help="events in the largest record")
    given = asked.parse_args()
    calm_collector()
    with opened() as (governance, cluster):
        found_groups(governance)
        officers_go_on(governance)
        meetings = evenings(governance, 40)
        state = governance.store.read_stream(meetings[0])[-1].state
        assert state is not None
        copy_meetings(cluster, 40)
        rebuilding(governance)
        read_your_writes(governance, given.seconds)
        over_http(governance, given.seconds)
        first = None
        for size in (10_000, 100_000, given.largest):
            grow(cluster, size)
            took = minutes_page(governance, meetings[0], size)
            first = first or took
        reading(governance)
        appends(governance, cluster, state, given.seconds)
        say("minutes page, largest record against smallest", "", took / first, "the smallest")
    with opened() as (governance, cluster):
        seconds, spent = log.checkpointing(governance, cluster, 10_000)
        say("a checkpoint over 10,000 new events", f"{seconds:.2f} s")
        say("  of it processor time of the signer", f"{spent:.2f} s")
    verifying_a_bundle(given.largest)
    say(f"an inclusion proof among {given.largest:,}", f"{log.proving(given.largest):.2f} ms")
    say("peak memory of this process", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
