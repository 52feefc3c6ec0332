"""The record on a real PostgreSQL: its bytes, its turn-taking, its privileges."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import itertools
import os
import threading
import uuid
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from eventsourcing.application import LocalNotificationLog
from eventsourcing.postgres import PostgresApplicationRecorder

from governance.acts import Line, Principal
from governance.kernel import When
from governance.motion.commands import CastVote, MoveMotion, PutMotion
from governance.store import Append, ClockRefused, Conflict, NewEvent, OtherBody, wake_ups
from tests.people import evening, found_groups, record

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres

IMPORTER = Principal("importer")
HOSTILE = [
    "SET TimeZone = 'Pacific/Kiritimati'", "SET DateStyle = 'German, DMY'", "SET IntervalStyle = 'sql_standard'",
    "SET bytea_output = 'escape'", "SET extra_float_digits = 0", "SET search_path = public",
]  # fmt: skip


def new(stream: uuid.UUID, version: int = 1, state: bytes = b'{"a":1}') -> NewEvent:
    return NewEvent(uuid.uuid4(), stream, version, 1, "test.event", state)


def append(governance: Governance, *events: NewEvent, **more: Any) -> Any:
    given = {"command": uuid.uuid4(), "digest": bytes(32), "decided": dt.datetime.now(dt.UTC), **more}
    return governance.store.append(Append(events=events, **given))


def recomputed(connection: psycopg.Connection[Any]) -> list[tuple[int, bytes, bytes]]:
    """Position, stored leaf and the leaf worked out here, of every row; raises for a bad signature."""
    identity = connection.execute("SELECT record, era, clock FROM record.identity").fetchone()
    assert identity is not None
    found = []
    for row in connection.execute(
        "SELECT position, event, stream, version, part, parts, recorded_at, tier, topic, state, nonce, body, key,"
        " signature, leaf FROM record.events ORDER BY position"
    ):
        position, event, stream, version, part, parts, at, tier, topic, state, nonce, body, key, signature, leaf = row
        assert hashlib.sha256(b"minutebook-body/v1\n" + nonce + topic.encode() + b"\n" + state).digest() == body
        b64 = [base64.b64encode(part).decode() for part in (body, key, signature)]
        common = (
            f"record {identity[0]} {identity[1]}\nstream {stream} {version}\npart {part} {parts}\nevent {event}\n"
            f"tier {tier}\nbody {b64[0]}\nkey {b64[1]}\n"
        )
        Ed25519PublicKey.from_public_bytes(key).verify(signature, b"minutebook-act/v1\n" + common.encode())
        stamp = at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        entry = f"minutebook/v1\n{common}signature {b64[2]}\nrecorded {stamp} {identity[2]}\n"
        found.append((position, leaf, hashlib.sha256(b"\x00" + entry.encode()).digest()))
    return found


def test_every_leaf_body_and_signature_can_be_worked_out_by_anybody(
    governance: Governance, cluster: EmbeddedPostgres, database: str
) -> None:
    found_groups(governance)
    record(governance, evening("february"))
    with psycopg.connect(cluster.dsn(database), autocommit=True) as owner:
        rows = recomputed(owner)
        assert [position for position, _, _ in rows] == list(range(1, governance.head() + 1))
        assert all(stored == worked_out for _, stored, worked_out in rows)
        commands = owner.execute(
            "SELECT recorded_at, array_agg(part ORDER BY position), min(parts), max(parts),"
            " max(position) - min(position) FROM record.events GROUP BY recorded_at ORDER BY min(position)"
        ).fetchall()
    assert all(
        parts == list(range(1, most + 1)) and least == most == span + 1 for _, parts, least, most, span in commands
    )
    stamps = [row[0] for row in commands]
    assert stamps == sorted(stamps)
    assert len(set(stamps)) == len(stamps)


def test_nothing_is_recorded_before_it_happened(governance: Governance) -> None:
    found_groups(governance)
    record(governance, evening("january", "may"))
    events = governance.everything(0, 1000)
    assert len(events) == governance.head()
    assert all(event.occurred.instant <= event.recorded_at for event in events)
    assert all(a.recorded_at <= b.recorded_at for a, b in itertools.pairwise(events))


def test_a_hostile_session_changes_no_leaf(governance: Governance, cluster: EmbeddedPostgres, database: str) -> None:
    with governance.store.datastore.get_connection() as connection:
        for setting in HOSTILE:
            connection.execute(setting.encode())
        connection.execute(b"SET standard_conforming_strings = off")
        append(governance, new(uuid.uuid4()))
    for _ in range(8):
        append(governance, new(uuid.uuid4()))
    with psycopg.connect(cluster.dsn(database), autocommit=True) as owner:
        assert all(stored == worked_out for _, stored, worked_out in recomputed(owner))


def test_a_gap_in_versions_and_a_guard_that_does_not_hold_are_refused(governance: Governance) -> None:
    stream, head = uuid.uuid4(), governance.head()
    with pytest.raises(Conflict):
        append(governance, new(stream, 2))
    with pytest.raises(Conflict):
        append(governance, new(stream), new(stream, 3))
    append(governance, new(stream))
    with pytest.raises(Conflict):
        append(governance, new(stream))
    with pytest.raises(Conflict):
        append(governance, new(uuid.uuid4()), guards=((stream, 0),))
    append(governance, new(uuid.uuid4()), guards=((stream, 1),))
    assert governance.head() == head + 2


def test_a_command_is_handled_once(governance: Governance) -> None:
    command, stream = uuid.uuid4(), uuid.uuid4()
    first = append(governance, new(stream), command=command)
    again = append(governance, new(stream), command=command)
    assert (again.first, again.last, again.leaf, again.repeated) == (first.first, first.last, first.leaf, True)
    with pytest.raises(OtherBody):
        append(governance, new(stream), command=command, digest=bytes(31) + b"x")
    empty = append(governance, command=uuid.uuid4())
    assert (empty.first, empty.last, empty.leaf) == (0, 0, None)


def test_clocks_far_apart_record_nothing(governance: Governance, make: Callable[..., Governance]) -> None:
    wrong = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=6)
    with pytest.raises(ClockRefused):
        append(governance, new(uuid.uuid4()), decided=wrong)
    del make


def test_a_demonstration_takes_rising_times(make: Callable[..., Governance]) -> None:
    governance = make(demonstration=True)
    later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=5)
    append(governance, new(uuid.uuid4()), recorded=later)
    for wrong in (later, later - dt.timedelta(days=1), None):
        with pytest.raises(ClockRefused):
            append(governance, new(uuid.uuid4()), recorded=wrong)


@pytest.mark.parametrize(
    "state", [b'{"a":1.5}', b'{"a":1,"a":2}', b'{"a": 1}', b'{"a":9007199254740993}', b"\xff", b'{"a":"\\u0062"}', b"{"]
)
def test_a_state_with_two_spellings_is_refused(governance: Governance, state: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        append(governance, new(uuid.uuid4(), state=state))


def test_a_malformed_call_is_refused(cluster: EmbeddedPostgres, database: str, governance: Governance) -> None:
    del governance
    call = (
        "SELECT record.append({event}, ARRAY[]::uuid[], ARRAY[]::bigint[], ARRAY[]::smallint[], ARRAY[]::text[],"
        " ARRAY[]::bytea[], ARRAY[]::bytea[], ARRAY[]::bytea[], NULL, gen_random_uuid(), {digest}, {guards},"
        " ARRAY[]::bigint[], ARRAY[]::uuid[], ARRAY[]::uuid[], ARRAY[]::smallint[], ARRAY[]::text[], ARRAY[]::bytea[],"
        " ARRAY[]::bytea[], now(), NULL)"
    )
    good = {"event": "ARRAY[]::uuid[]", "digest": "sha256('')", "guards": "ARRAY[]::uuid[]"}
    bad = [
        {"event": "NULL"}, {"event": "ARRAY[gen_random_uuid()]"}, {"digest": "NULL"},
        {"guards": "ARRAY[gen_random_uuid()]"}, {"guards": "ARRAY[NULL]::uuid[]"},
    ]  # fmt: skip
    with psycopg.connect(cluster.dsn(database, user="minutebook_app"), autocommit=True) as app:
        for change in bad:
            with pytest.raises(psycopg.Error) as caught:
                app.execute(call.format(**{**good, **change}).encode())
            assert caught.value.sqlstate == "MB005", change
        app.execute(b"BEGIN ISOLATION LEVEL REPEATABLE READ")
        with pytest.raises(psycopg.Error) as caught:
            app.execute(call.format(**good).encode())
        assert caught.value.sqlstate == "MB005"


FORBIDDEN = [
    "INSERT INTO record.events SELECT * FROM record.events LIMIT 0", "UPDATE record.events SET tier = 0",
    "DELETE FROM record.events", "TRUNCATE record.events", "ALTER TABLE record.events DISABLE TRIGGER ALL",
    "DELETE FROM record.receipts", "UPDATE record.identity SET era = 2", "DELETE FROM vault.item",
    "INSERT INTO vault.item SELECT * FROM vault.item LIMIT 0", "UPDATE keyring.dek SET keep_until = now()",
    "DELETE FROM keyring.dek", "CREATE TABLE record.mine (a int)", "CREATE TABLE public.mine (a int)",
    "SELECT * FROM record.identity FOR UPDATE",
]  # fmt: skip


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_application_can_only_append(
    governance: Governance, cluster: EmbeddedPostgres, database: str, statement: str
) -> None:
    del governance
    app = psycopg.connect(cluster.dsn(database, user="minutebook_app"), autocommit=True)
    with app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(statement.encode())


@pytest.mark.parametrize("statement", ["UPDATE record.events SET tier = 0", "DELETE FROM record.events",
                                       "TRUNCATE record.events", "DELETE FROM record.receipts"])  # fmt: skip
@pytest.mark.parametrize("mode", ["origin", "replica"])
def test_even_the_owner_is_refused_by_the_triggers(
    governance: Governance, cluster: EmbeddedPostgres, database: str, statement: str, mode: str
) -> None:
    del governance
    with psycopg.connect(cluster.dsn(database), autocommit=True) as owner:
        owner.execute(f"SET session_replication_role = {mode}".encode())
        with pytest.raises(psycopg.Error) as caught:
            owner.execute(statement.encode())
        assert caught.value.sqlstate == "23001"


def test_another_role_can_neither_append_nor_hold_up_the_record(
    governance: Governance, cluster: EmbeddedPostgres, database: str
) -> None:
    del governance
    with psycopg.connect(cluster.dsn(database), autocommit=True) as owner:
        owner.execute("DO $$ BEGIN CREATE ROLE stranger LOGIN; EXCEPTION WHEN duplicate_object THEN END $$")
        may = owner.execute(
            "SELECT has_function_privilege('stranger', oid, 'EXECUTE') FROM pg_proc WHERE proname LIKE 'append%'"
        )
        assert [row[0] for row in may] == [False, False]
        usage = owner.execute("SELECT has_schema_privilege('stranger', 'record', 'USAGE')").fetchone()
        assert usage == (False,)


def test_the_librarys_own_recorder_and_notification_log_read_this_record(governance: Governance) -> None:
    made = found_groups(governance)
    stock = PostgresApplicationRecorder(governance.store.datastore, events_table_name="stored_events")
    ours = governance.stream(made["a"])
    theirs = stock.select_events(made["a"])
    assert [event.originator_version for event in theirs] == [event.version for event in ours]
    assert [event.topic for event in theirs] == [event.event.topic for event in ours]
    assert stock.max_notification_id() == governance.head()
    log: LocalNotificationLog[Any] = LocalNotificationLog(stock, section_size=10)
    section = log["11,20"]
    assert [event.event for event in governance.events.get(made["a"])] == [event.event for event in ours]  # type: ignore[attr-defined]
    assert [item.id for item in section.items] == list(range(11, 21))


def vote(governance: Governance, meeting: Any, motion: Any, seat: Any, choice: Any) -> None:
    act = CastVote(meeting=meeting, motion=motion, seat=seat, choice=choice, when=When("2026-05-12", "14:50"), by=seat)
    line = Line(uuid.uuid4(), lambda _: uuid.uuid4())
    governance.handle(act, IMPORTER, line=line)


def question(governance: Governance) -> tuple[Any, Any, list[Any]]:
    """A roll call in the meeting of 12 May, put and waiting for answers: meeting, motion, seats."""
    made = found_groups(governance)
    lines = evening("may")[:3]
    meeting = record(governance, lines)["may"]
    seats = governance.directory(made["a"]).seats  # type: ignore[arg-type]
    voters = [seats[line] for line in lines[2]["present"]]
    (item, *_) = governance.meeting(meeting).items  # type: ignore[arg-type]
    when = When("2026-05-12", "14:40")
    kwargs: Any = {"meeting": meeting, "mode": "written_up", "when": when}
    moved = governance.handle(
        MoveMotion(item=item, words="Meet monthly.", **kwargs),
        IMPORTER,
        line=Line(uuid.uuid4(), lambda _: uuid.uuid4()),
    )
    governance.handle(
        PutMotion(motion=moved.made, how="roll_call", **kwargs),
        IMPORTER,
        line=Line(uuid.uuid4(), lambda _: uuid.uuid4()),
    )
    return meeting, moved.made, voters


def test_eight_threads_voting_lose_nothing_and_count_nobody_twice(make: Callable[..., Governance]) -> None:
    governance = make(pool=10)
    meeting, motion, voters = question(governance)
    before = governance.head()
    jobs = [(seat, choice) for choice in ("against", "no_side", "for") for seat in voters]
    faults: list[Exception] = []

    def work(mine: list[tuple[Any, Any]]) -> None:
        try:
            for seat, choice in mine:
                vote(governance, meeting, motion, seat, choice)
        except Exception as error:  # noqa: BLE001 - looked at below
            faults.append(error)

    # Each seat's three answers go to one thread, so that the last one is known.
    threads = [
        threading.Thread(target=work, args=([j for j in jobs if voters.index(j[0]) % 8 == n],)) for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert governance.head() == before + 27
    votes = governance.meeting(meeting).motions[motion].votes
    assert votes == dict.fromkeys(voters, "for")


def test_the_same_command_fifty_times_at_once_is_one_set_of_events(make: Callable[..., Governance]) -> None:
    governance = make(pool=10)
    meeting, motion, voters = question(governance)
    before, command = governance.head(), uuid.uuid4()
    act = CastVote(meeting=meeting, motion=motion, seat=voters[0], choice="for", when=When("2026-05-12", "14:50"))
    positions: list[Any] = []

    def work() -> None:
        handled = governance.handle(act, IMPORTER, line=Line(command, lambda _: uuid.uuid4()))
        assert handled.receipt is not None
        positions.append((handled.receipt.first, handled.receipt.last, handled.receipt.leaf))

    threads = [threading.Thread(target=work) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(positions) == 50
    assert set(positions) == {positions[0]}
    assert governance.head() == before + 1


def test_a_bad_command_among_good_ones_writes_nothing_of_itself(make: Callable[..., Governance]) -> None:
    governance = make(pool=10)
    stream, outcomes = uuid.uuid4(), []

    def work(n: int) -> None:
        try:
            append(governance, new(stream if n % 2 else uuid.uuid4(), 1))
            outcomes.append("kept")
        except Conflict:
            outcomes.append("refused")

    threads = [threading.Thread(target=work, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (outcomes.count("kept"), outcomes.count("refused")) == (11, 9)
    assert len(governance.store.read_stream(stream)) == 1
    assert [row.position for row in governance.store.read_all(0, 100)] == list(range(1, 13))


def test_waking_up_survives_a_lost_connection(governance: Governance, cluster: EmbeddedPostgres, database: str) -> None:
    waking = wake_ups(governance.dsn, lambda: False, poll=0.2)
    assert next(waking) is False
    append(governance, new(uuid.uuid4()))
    assert any(next(waking) for _ in range(5))
    with psycopg.connect(cluster.dsn(database), autocommit=True) as owner:
        owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
    # The loss itself is a wake-up, so is the first look after coming back; from then on notifications count again.
    for _ in range(3):
        assert next(waking) is False
    append(governance, new(uuid.uuid4()))
    assert any(next(waking) for _ in range(5))
    waking.close()  # type: ignore[attr-defined]


def test_a_row_changed_by_the_owner_is_found(governance: Governance, cluster: EmbeddedPostgres, database: str) -> None:
    append(governance, new(uuid.uuid4()))
    with psycopg.connect(cluster.dsn(database), autocommit=True) as owner:
        owner.execute("ALTER TABLE record.events DISABLE TRIGGER ALL")
        owner.execute("UPDATE record.events SET tier = 0 WHERE position = 2")
        with pytest.raises(InvalidSignature):
            recomputed(owner)


def test_random_nonces_are_never_used_twice(governance: Governance) -> None:
    stream = uuid.UUID(bytes=os.urandom(16), version=4)
    for version in range(1, 21):
        append(governance, new(stream, version))
    nonces = governance.store.rows("SELECT nonce FROM record.events")
    assert len({bytes(nonce) for (nonce,) in nonces}) == len(nonces)
