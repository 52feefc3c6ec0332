"""The append function and its roles, called as anybody with a connection could call them."""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import hashlib
import itertools
import threading
import uuid
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from eventsourcing.application import LocalNotificationLog
from eventsourcing.postgres import PostgresApplicationRecorder

from governance import keys, sealing, store
from governance.migrate import migrate, steps
from governance.store import Append, ClockRefused, Conflict, NewEvent, OtherBody, wake_ups
from tests.people import evening, found_groups, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres

HOSTILE = {
    "TimeZone": "Pacific/Kiritimati", "DateStyle": "German, DMY", "IntervalStyle": "sql_standard",
    "standard_conforming_strings": "off", "escape_string_warning": "off", "backslash_quote": "on",
    "bytea_output": "escape", "extra_float_digits": "-15", "transform_null_equals": "on",
    "search_path": "public", "client_encoding": "LATIN1", "synchronous_commit": "off",
    "plan_cache_mode": "force_generic_plan",
}  # fmt: skip


@pytest.fixture
def owner(cluster: EmbeddedPostgres, database: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(cluster.dsn(database), autocommit=True) as connection:
        yield connection


@pytest.fixture
def app(cluster: EmbeddedPostgres, database: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(cluster.dsn(database, user="minutebook_app"), autocommit=True) as connection:
        yield connection


def new(stream: uuid.UUID, version: int = 1) -> NewEvent:
    return NewEvent(uuid.uuid4(), stream, version, 1, "test.event", b'{"a":1}')


def asked(*events: NewEvent, **more: Any) -> Append:
    given = {"command": uuid.uuid4(), "digest": bytes(32), "decided": dt.datetime.now(dt.UTC), **more}
    return Append(events=events, **given)


def ticket(governance: Governance, request: Append) -> store._Ticket:
    return store._Ticket(request, [governance.store._sign(request, n) for n in range(len(request.events))])


def alone(governance: Governance, app: psycopg.Connection[Any], request: Append) -> tuple[Any, ...]:
    """`append` over this connection: first, last, leaf."""
    sql, *values = store._one(ticket(governance, request), governance.store._public())
    with app.cursor(binary=True) as cursor:
        found = cursor.execute(sql.encode(), values).fetchone()
    assert found is not None
    return found


def together(governance: Governance, app: psycopg.Connection[Any], *requests: Append) -> list[Any]:
    """`append_many` over this connection: an answer for each request, in order."""
    values = store._many([ticket(governance, r) for r in requests], governance.store._public())
    with app.cursor(binary=True) as cursor:
        rows = cursor.execute(store._MANY.encode(), values).fetchall()
    return [store._answer(request, row) for request, row in zip(requests, rows, strict=True)]


def leaf_of(row: Any, record_id: object, era: int, clock: str) -> bytes:
    """Written down from the format, with nothing of ours."""
    position, event, stream, version, part, parts, at, tier, topic, state, nonce, body, key, signature = row
    del position
    assert body == hashlib.sha256(b"minutebook-body/v1\n" + nonce + topic.encode() + b"\n" + state).digest()
    b64 = {name: base64.b64encode(value).decode() for name, value in
           {"body": body, "key": key, "signature": signature}.items()}  # fmt: skip
    text = (
        f"minutebook/v1\nrecord {record_id} {era}\nstream {stream} {version}\npart {part} {parts}\nevent {event}\n"
        f"tier {tier}\nbody {b64['body']}\nkey {b64['key']}\nsignature {b64['signature']}\n"
        f"recorded {at.astimezone(dt.UTC).strftime('%Y-%m-%dT%H:%M:%S.%fZ')} {clock}\n"
    )
    return hashlib.sha256(b"\x00" + text.encode()).digest()


def check_leaves(owner: psycopg.Connection[Any]) -> int:
    """How many leaves were worked out anew; fails at the first that differs."""
    identity: Any = owner.execute("SELECT record, era, clock FROM record.identity").fetchone()
    rows = owner.execute(
        "SELECT position, event, stream, version, part, parts, recorded_at, tier, topic, state, nonce, body, key,"
        " signature, leaf FROM record.events ORDER BY position"
    ).fetchall()
    for *row, leaf in rows:
        assert leaf_of(row, *identity) == leaf, row[0]
    return len(rows)


def test_no_setting_of_a_session_changes_a_leaf(
    cluster: EmbeddedPostgres, database: str, make: Callable[..., Governance], owner: psycopg.Connection[Any]
) -> None:
    for name, value in HOSTILE.items():
        owner.execute(f"ALTER DATABASE {database} SET {name} = '{value}'".encode())
    governance = make()
    shown = governance.store.rows("SELECT current_setting('TimeZone'), current_setting('DateStyle')")
    assert [tuple(row) for row in shown] == [("Pacific/Kiritimati", "German, DMY")]
    found_groups(governance)
    record(governance, evening("february"))
    with psycopg.connect(cluster.dsn(database, user="minutebook_app"), autocommit=True) as app:
        answers = together(governance, app, *(asked(new(uuid.uuid4()), new(uuid.uuid4())) for _ in range(3)))
    assert [(answer.first, answer.last) for answer in answers] == [
        (n, n + 1) for n in range(governance.head() - 5, governance.head(), 2)
    ]
    # This connection is older than the settings: it reads as ever.
    assert check_leaves(owner) == governance.head()


def test_a_key_with_a_last_day_comes_back_as_it_was_kept(
    make: Callable[..., Governance], owner: psycopg.Connection[Any], database: str, key_folder: Path
) -> None:
    owner.execute(f"ALTER DATABASE {database} SET DateStyle = 'German, DMY'".encode())
    governance = make()
    _, fresh = sealing.new_key(keys.wrapping_key(key_folder), uuid.uuid4(), "contact")
    dated = sealing.WrappedKey(
        fresh.key_id, fresh.subject, fresh.purpose, "2031-02-03", fresh.wrapped, fresh.kek_id, fresh.key_check
    )
    assert governance.store.keep_key(dated) == dated
    assert governance.store.keys_by_id([dated.key_id]) == [dated]
    kept = governance.store.keys()
    assert dated in kept


def test_positions_have_no_gap_even_after_refusals(governance: Governance, app: psycopg.Connection[Any]) -> None:
    stream = uuid.uuid4()
    for version, refused in ((1, False), (3, True), (2, False), (2, True), (4, True), (3, False)):
        with pytest.raises(psycopg.Error) if refused else contextlib.nullcontext() as caught:
            alone(governance, app, asked(new(stream, version)))
        assert (caught.value.sqlstate if caught else None) == ("MB002" if refused else None)
    counted = governance.store.rows("SELECT count(*), max(position) FROM record.events")
    assert [tuple(row) for row in counted] == [(4, 4)]


def test_times_rise_even_when_the_servers_clock_has_gone_back(
    governance: Governance, owner: psycopg.Connection[Any], app: psycopg.Connection[Any]
) -> None:
    ahead(owner, "4 minutes")
    (before,) = governance.store.read_all(1, 1)
    first, _, _ = alone(governance, app, asked(new(uuid.uuid4()), new(uuid.uuid4())))
    after = governance.store.read_all(first - 1, 2)
    assert [row.recorded_at - before.recorded_at for row in after] == [dt.timedelta(microseconds=1)] * 2
    assert [(row.part, row.parts) for row in after] == [(1, 2), (2, 2)]


def test_a_last_stamp_far_ahead_stops_the_record_instead_of_poisoning_it(
    governance: Governance, owner: psycopg.Connection[Any], app: psycopg.Connection[Any]
) -> None:
    ahead(owner, "6 minutes")
    with pytest.raises(psycopg.Error) as caught:
        alone(governance, app, asked(new(uuid.uuid4())))
    assert caught.value.sqlstate == "MB004"


def ahead(owner: psycopg.Connection[Any], by: str) -> None:
    """Put a row in the owner's own name at position 2, stamped in the future."""
    owner.execute(
        "INSERT INTO record.events SELECT 2, format, gen_random_uuid(), gen_random_uuid(), 1, 1, 1,"
        " clock_timestamp() + %s::interval, tier, 'organisation.of_old.v1', state, nonce, body, key, signature, leaf"
        " FROM record.events WHERE position = 1",
        (by,),
    )


@pytest.mark.parametrize("minutes", [-6, 6])
def test_an_application_whose_clock_is_wrong_either_way_records_nothing(
    governance: Governance, app: psycopg.Connection[Any], minutes: int
) -> None:
    decided = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes)
    with pytest.raises(psycopg.Error) as caught:
        alone(governance, app, asked(new(uuid.uuid4()), decided=decided))
    assert caught.value.sqlstate == "MB004"
    assert governance.head() == 1


def test_a_database_record_takes_no_time_from_its_caller(governance: Governance, app: psycopg.Connection[Any]) -> None:
    long_ago = dt.datetime(2001, 1, 1, tzinfo=dt.UTC)
    first, _, _ = alone(governance, app, asked(new(uuid.uuid4()), recorded=long_ago))
    assert governance.store.read_all(first - 1, 1)[0].recorded_at > long_ago + dt.timedelta(days=1)


def test_every_refusal_has_its_code(governance: Governance, app: psycopg.Connection[Any]) -> None:
    stream, known = uuid.uuid4(), asked(new(uuid.uuid4()))
    alone(governance, app, known)
    head = governance.head()
    refusals = {
        "MB001": known,
        "MB002": asked(new(stream), guards=((known.events[0].stream, 0),)),
        "MB003": asked(new(stream), command=known.command, digest=b"\x01" * 32),
        "MB004": asked(new(stream), decided=dt.datetime(2001, 1, 1, tzinfo=dt.UTC)),
    }
    for code, request in refusals.items():
        with pytest.raises(psycopg.Error) as caught:
            alone(governance, app, request)
        assert caught.value.sqlstate == code
    assert governance.head() == head


def test_one_refused_command_among_good_ones_leaves_nothing_of_itself(
    governance: Governance, app: psycopg.Connection[Any], key_folder: Path
) -> None:
    stream, subject = uuid.uuid4(), uuid.uuid4()
    key, fresh = sealing.new_key(keys.wrapping_key(key_folder), subject, "group_text")
    governance.store.keep_key(fresh)
    sealed = [sealing.seal(key, "Words.", kind="text", tier=1, ref=uuid.uuid4())[1] for _ in range(3)]
    known = asked(new(uuid.uuid4()))
    alone(governance, app, known)
    bad_id = NewEvent(uuid.UUID(int=1), uuid.uuid4(), 1, 1, "test.event", b"{}")
    requests = (
        asked(new(stream), new(stream, 2), items=(sealed[0],)),
        asked(new(stream), items=(sealed[1],)),
        known,
        asked(),
        asked(new(uuid.uuid4()), bad_id),
        asked(new(uuid.uuid4()), decided=dt.datetime(2001, 1, 1, tzinfo=dt.UTC)),
        asked(new(stream, 3), guards=((stream, 2),), items=(sealed[2],)),
    )
    answers = together(governance, app, *requests)
    kinds = [type(answer).__name__ for answer in answers]
    assert kinds == ["Receipt", "Conflict", "AlreadyHandled", "Receipt", "RuntimeError", "ClockRefused", "Receipt"]
    assert [(a.first, a.last) for a in answers if isinstance(a, store.Receipt)] == [(3, 4), (0, 0), (5, 5)]
    assert set(governance.store.items([item.ref for item in sealed])) == {sealed[0].ref, sealed[2].ref}
    assert [governance.store.receipt(r.command) is None for r in requests] == [
        False, True, False, False, True, True, False,
    ]  # fmt: skip
    assert governance.head() == 5


def test_counts_that_do_not_cover_every_event_are_refused_whole(
    governance: Governance, app: psycopg.Connection[Any]
) -> None:
    requests = [asked(new(uuid.uuid4())), asked(new(uuid.uuid4()))]
    values = store._many([ticket(governance, r) for r in requests], governance.store._public())
    *rest, events, guards, items = values
    assert events == [1, 1]
    with pytest.raises(psycopg.Error) as caught:
        app.execute(store._MANY.encode(), [*rest, [1, 0], guards, items])
    assert caught.value.sqlstate == "MB005"
    assert governance.head() == 1


def test_what_is_acknowledged_is_flushed_whatever_the_session_asks_for(
    governance: Governance, app: psycopg.Connection[Any]
) -> None:
    app.execute("SET synchronous_commit = off")
    for way in (alone, together):
        with app.transaction():
            way(governance, app, asked(new(uuid.uuid4())))
            assert app.execute("SHOW synchronous_commit").fetchone() == ("on",)
        assert app.execute("SHOW synchronous_commit").fetchone() == ("off",)


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_a_transaction_that_would_not_see_its_rivals_is_refused(
    governance: Governance, app: psycopg.Connection[Any], level: str
) -> None:
    app.execute(f"BEGIN ISOLATION LEVEL {level}".encode())
    with pytest.raises(psycopg.Error) as caught:
        alone(governance, app, asked(new(uuid.uuid4())))
    assert caught.value.sqlstate == "MB005"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"command": None}, "MB005"), ({"digest": None}, "MB005"), ({"decided": None}, "MB005"),
        ({"digest": b"short"}, "23514"),
    ],
)  # fmt: skip
def test_a_command_without_its_marks_is_refused(
    governance: Governance, app: psycopg.Connection[Any], change: dict[str, Any], code: str
) -> None:
    with pytest.raises(psycopg.Error) as caught:
        alone(governance, app, asked(new(uuid.uuid4()), **change))
    assert caught.value.sqlstate == code
    assert governance.head() == 1


@pytest.mark.parametrize(
    "bad",
    [
        {"event": uuid.uuid1()}, {"stream": uuid.uuid1()}, {"tier": 4}, {"topic": "Test.Event"}, {"topic": "a b"},
        {"state": b'"' + b"x" * 262_143 + b'"'}, {"state": b""},
        {"event": None}, {"stream": None}, {"version": None}, {"tier": None}, {"topic": None}, {"state": None},
    ],
)  # fmt: skip
def test_an_event_that_could_not_be_told_apart_or_read_is_refused(
    governance: Governance, app: psycopg.Connection[Any], bad: dict[str, Any]
) -> None:
    good = {"event": uuid.uuid4(), "stream": uuid.uuid4(), "version": 1, "tier": 1, "topic": "t", "state": b"{}"}
    request = asked(NewEvent(**{**good, **bad}))
    sql, *values = store._one(store._Ticket(request, [(bytes(32), bytes(64))]), bytes(32))
    with pytest.raises(psycopg.Error) as caught:
        app.execute(sql.encode(), values)
    assert (caught.value.sqlstate or "")[:2] in {"23", "MB"}
    assert governance.head() == 1


FORBIDDEN = [
    "INSERT INTO record.receipts SELECT * FROM record.receipts LIMIT 0", "UPDATE record.receipts SET last = 1",
    "TRUNCATE record.receipts", "ALTER TABLE record.receipts RENAME TO mine", "DROP TABLE record.events",
    "DROP TRIGGER append_only ON record.events", "CREATE INDEX ON record.events (tier)",
    "UPDATE vault.item SET tier = 0", "TRUNCATE vault.item", "UPDATE keyring.dek SET wrapped = ''",
    "TRUNCATE keyring.dek", "DELETE FROM record.identity", "INSERT INTO record.identity VALUES (true)",
    "SET session_replication_role = replica", "SET ROLE minutebook_append", "SET ROLE minutebook",
    "DROP FUNCTION record.append", "ALTER FUNCTION record.append RESET ALL", "CREATE SCHEMA mine",
    "CREATE TRIGGER mine BEFORE INSERT ON record.events EXECUTE FUNCTION record.refuse()",
    "LOCK TABLE record.identity IN SHARE MODE", "LOCK TABLE record.events IN ROW EXCLUSIVE MODE",
    "DELETE FROM keyring.closed_import",
]  # fmt: skip


def test_the_application_may_read_and_append_and_nothing_else(
    governance: Governance, app: psycopg.Connection[Any]
) -> None:
    del governance
    for statement in FORBIDDEN:
        with pytest.raises(psycopg.errors.InsufficientPrivilege), app.transaction():
            app.execute(statement.encode())


def test_the_definer_cannot_log_in_and_can_only_add(owner: psycopg.Connection[Any]) -> None:
    rights = "SELECT rolcanlogin, rolsuper FROM pg_roles WHERE rolname = 'minutebook_append'"
    assert owner.execute(rights).fetchone() == (False, False)
    rights = owner.execute(
        "SELECT table_schema || '.' || table_name, array_agg(privilege_type::text ORDER BY privilege_type::text)"
        " FROM information_schema.role_table_grants WHERE grantee = 'minutebook_append' GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert rights == [
        ("record.events", ["INSERT", "SELECT"]), ("record.identity", ["SELECT"]),
        ("record.receipts", ["INSERT", "SELECT"]), ("vault.item", ["INSERT"]),
    ]  # fmt: skip
    defined = owner.execute("SELECT DISTINCT proowner::regrole::text FROM pg_proc WHERE proname LIKE 'append%'")
    assert defined.fetchall() == [("minutebook_append",)]


def test_a_stranger_who_may_even_see_the_schema_can_neither_append_nor_take_the_turn(
    governance: Governance, cluster: EmbeddedPostgres, database: str, owner: psycopg.Connection[Any]
) -> None:
    owner.execute("DO $$ BEGIN CREATE ROLE passer_by LOGIN; EXCEPTION WHEN duplicate_object THEN END $$")
    owner.execute("GRANT USAGE ON SCHEMA record TO passer_by")
    with psycopg.connect(cluster.dsn(database, user="passer_by"), autocommit=True) as stranger:
        for attempt in (alone, together):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                attempt(governance, stranger, asked(new(uuid.uuid4())))
        for statement in (
            "SELECT * FROM record.identity FOR UPDATE", "LOCK TABLE record.identity IN ACCESS SHARE MODE",
            "LOCK TABLE record.events IN ACCESS SHARE MODE", "SELECT 1 FROM record.events",
        ):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege), stranger.transaction():
                stranger.execute(statement.encode())


def test_nobody_can_append_between_the_first_step_and_the_second(cluster: EmbeddedPostgres) -> None:
    name = "half" + uuid.uuid4().hex
    cluster.create_database(name)
    with psycopg.connect(cluster.dsn(name), autocommit=True) as connection:
        connection.execute(next(steps())[1].encode())
        open_to_all = connection.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace::regnamespace::text IN ('record', 'keyring')"
            " AND has_function_privilege('public', oid, 'EXECUTE') AND prosecdef"
        )
        assert open_to_all.fetchall() == []
    with psycopg.connect(cluster.dsn("postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name}".encode())


def test_the_librarys_own_reads_answer_as_it_says(governance: Governance) -> None:
    made = found_groups(governance)
    group, head = made["a"], governance.head()
    stock = PostgresApplicationRecorder(governance.store.datastore, events_table_name="stored_events")
    rows = governance.store.read_stream(group)
    versions = [row.version for row in rows]
    assert [e.originator_version for e in stock.select_events(group, gt=2, lte=5)] == [3, 4, 5]
    assert [e.originator_version for e in stock.select_events(group, desc=True, limit=2)] == versions[:-3:-1]
    assert [e.state for e in stock.select_events(group)] == [row.state for row in rows]
    assert [n.id for n in stock.select_notifications(3, 4)] == [3, 4, 5, 6]
    assert [n.id for n in stock.select_notifications(3, 10, stop=5)] == [3, 4, 5]
    seats = stock.select_notifications(1, 100, topics=["group.seat_created.v1"])
    assert [n.id for n in seats] == [r.position for r in governance.store.read_all(0, 1000, ("group.seat_created.v1",))]
    assert stock.max_notification_id() == head
    read, first = [], 1
    log: LocalNotificationLog[Any] = LocalNotificationLog(stock, section_size=10)
    while section := log.select(first, 10):
        read += [item.id for item in section]
        first = read[-1] + 1
    assert read == list(range(1, head + 1))
    last = log[f"{head - 4},{head}"]
    assert last.next_id is None or last.items[-1].id == head


def test_a_command_that_met_a_lost_connection_is_recorded_once(
    governance: Governance, database: str, owner: psycopg.Connection[Any]
) -> None:
    governance.store.append(asked(new(uuid.uuid4())))
    owner.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'minutebook_app' AND datname = %s",
        (database,),
    )
    request = asked(new(uuid.uuid4()))
    receipt = governance.store.append(request)
    assert (receipt.first, receipt.last, governance.head()) == (3, 3, 3)
    assert governance.store.append(request).repeated


def test_an_answer_lost_on_its_way_is_given_again(governance: Governance, monkeypatch: pytest.MonkeyPatch) -> None:
    committed, lost = governance.store._commit, itertools.count()

    def losing(batch: Any) -> Any:
        answers = committed(batch)
        if next(lost) == 0:
            raise store.Unreachable
        return answers

    monkeypatch.setattr(governance.store, "_commit", losing)
    receipt = governance.store.append(asked(new(uuid.uuid4())))
    assert (receipt.first, receipt.last, receipt.repeated, governance.head()) == (2, 2, True, 2)


def test_whoever_waits_is_answered_when_the_store_is_gone(
    make: Callable[..., Governance], monkeypatch: pytest.MonkeyPatch
) -> None:
    governance, faults = make(), []

    def gone(_batch: Any) -> Any:
        raise store.Unreachable

    monkeypatch.setattr(governance.store, "_commit", gone)

    def work() -> None:
        try:
            governance.store.append(asked(new(uuid.uuid4())))
        except store.Unreachable as error:
            faults.append(error)

    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(faults) == 20
    monkeypatch.undo()
    assert governance.store.append(asked(new(uuid.uuid4()))).first == 2


def test_a_store_that_is_gone_is_looked_for_once_a_poll(
    cluster: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(store.time, "sleep", waits.append)
    waking = wake_ups(cluster.dsn("no_such_database"), lambda: len(waits) >= 3, poll=7.5)
    assert list(waking) == [False, False, False]
    assert waits == [7.5, 7.5, 7.5]


def test_an_open_reader_sees_nothing_of_an_act_before_all_of_it(
    governance: Governance, app: psycopg.Connection[Any]
) -> None:
    with app.transaction():
        alone(governance, app, asked(new(uuid.uuid4()), new(uuid.uuid4())))
        assert governance.head() == 1
    assert governance.head() == 3


def test_refusals_reach_the_caller_under_their_names(governance: Governance) -> None:
    known, stream = asked(new(uuid.uuid4())), uuid.uuid4()
    governance.store.append(known)
    for kind, request in (
        (Conflict, asked(new(stream, 2))),
        (OtherBody, asked(new(stream), command=known.command, digest=b"\x01" * 32)),
        (ClockRefused, asked(new(stream), decided=dt.datetime(2001, 1, 1, tzinfo=dt.UTC))),
    ):
        with pytest.raises(kind):
            governance.store.append(request)


def test_bringing_the_database_up_to_date_again_changes_nothing(cluster: EmbeddedPostgres, database: str) -> None:
    assert migrate(cluster.dsn(database)) == []
