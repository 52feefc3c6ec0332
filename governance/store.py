"""The store: events appended in one round trip with their vault items and receipt, and read back in batches.

Built on the eventsourcing library's recorder and factory; the tables, the append function and the hashes are ours.
"""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import functools
import itertools
import json
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
import psycopg
from eventsourcing.persistence import InterfaceError, OperationalError
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresFactory
from eventsourcing.utils import Environment
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import tuple_row

from governance.kernel import Unreachable
from governance.log.entry import Place, act_message, body_digest, check_state
from governance.log.heeded import DISOWNED, in_shape
from governance.sealing import Item, WrappedKey

if TYPE_CHECKING:
    from eventsourcing.postgres import PostgresDatastore

    from governance.keys import Signer

MAX_JOINED = 64
ATTEMPTS = 3


class NewEvent(msgspec.Struct, frozen=True):
    """An event to append: `state` is what `governance.record.encode` made of it."""

    event: UUID
    stream: UUID
    version: int
    tier: int
    topic: str
    state: bytes


class Append(msgspec.Struct, frozen=True, kw_only=True):
    """One command's worth of writing. `decided` is the application's clock; `recorded` only a demonstration's."""

    command: UUID
    digest: bytes
    events: tuple[NewEvent, ...]
    guards: tuple[tuple[UUID, int], ...] = ()
    items: tuple[Item, ...] = ()
    decided: dt.datetime
    recorded: dt.datetime | None = None


class Receipt(msgspec.Struct, frozen=True):
    """Where a command stands in the record: positions (0 when nothing happened), the last leaf, and whether again."""

    command: UUID
    first: int
    last: int
    leaf: bytes | None
    repeated: bool


class Row(msgspec.Struct, frozen=True):
    """An event as stored. `recorded_at` is aware and UTC; `state` is None once erased."""

    position: int
    event: UUID
    stream: UUID
    version: int
    part: int
    parts: int
    recorded_at: dt.datetime
    tier: int
    topic: str
    state: bytes | None


class Verifiable(Row, frozen=True):
    """An event with everything its leaf was made of."""

    nonce: bytes | None
    body: bytes
    key: bytes
    signature: bytes
    leaf: bytes


class Identity(msgspec.Struct, frozen=True):
    """Which record this is, its era, and where its times come from (`database` or `import`)."""

    record: UUID
    era: int
    clock: str


class Conflict(Exception):
    """A stream the act rests on has moved on: decide again."""


class OtherBody(Exception):
    """The same command was handled before with another body."""


class ClockRefused(Exception):
    """The application's clock and the database's are too far apart."""


class AlreadyHandled(Exception):
    """The command was handled before; its positions."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__(f"{first},{last}")
        self.first = first
        self.last = last


class KeyGone(Conflict):
    """Words were sealed under a key that has been destroyed since: seal them again."""


class OtherWrapping(Exception):
    """The keys are wrapped under another wrapping key by now; its id."""

    def __init__(self, kek_id: UUID) -> None:
        super().__init__("the keys were rewrapped: try again")
        self.kek_id = kek_id


class NoIdentity(Exception):
    """The database holds no record yet."""


KEYS = "SELECT key_id, subject, purpose, to_char(keep_until, 'YYYY-MM-DD'), wrapped, kek_id, key_check FROM keyring.dek"
_COLUMNS = "position, event, stream, version, part, parts, recorded_at, tier, topic, state"
_CASTS = (
    "%b::uuid[], %b::uuid[], %b::bigint[], %b::smallint[], %b::text[], %b::bytea[], %b::bytea[], %b::bytea[], %b::bytea"
)
_ITEMS = "%b::uuid[], %b::uuid[], %b::smallint[], %b::text[], %b::bytea[], %b::bytea[]"
_MANY = (
    f"SELECT first, last, leaf, code, detail FROM record.append_many({_CASTS}, %b::uuid[], %b::bytea[], %b::uuid[],"
    f" %b::bigint[], {_ITEMS}, %b::timestamptz[], %b::timestamptz[], %b::integer[], %b::integer[], %b::integer[])"
)


class _Ticket:
    def __init__(self, request: Append, signed: Sequence[tuple[bytes, bytes]]) -> None:
        self.request = request
        self.signed = signed
        self.woken = threading.Event()
        self.leads = False
        self.answer: Receipt | BaseException | None = None


class RecordRecorder(PostgresApplicationRecorder):
    """The library's recorder over our tables: its reads go through a view, its writes through `append`."""

    def __init__(self, datastore: PostgresDatastore, *, events_table_name: str = "stored_events") -> None:
        super().__init__(datastore, events_table_name=events_table_name)
        self._signer: Signer | None = None
        self._identity: Identity | None = None
        self._turn = threading.Lock()
        self._waiting: list[_Ticket] = []
        self._led = False
        self._set_aside: frozenset[int] | None = None

    def sign_with(self, signer: Signer) -> None:
        """Use this key for every act from here on."""
        self._signer = signer

    # Reading

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of a prepared, binary query, over one pooled connection."""
        try:
            with (
                self.datastore.get_connection() as connection,
                connection.cursor(row_factory=tuple_row, binary=True) as cursor,
            ):
                return cursor.execute(sql.encode(), values, prepare=True).fetchall()
        except (OperationalError, InterfaceError) as error:
            # Where one connection is gone, so may be its fellows: the next caller gets a sound one.
            self.datastore.pool.check()
            raise Unreachable(str(error).splitlines()[0]) from error

    def identity(self) -> Identity:
        """Which record this is. Raises `NoIdentity` before `init`."""
        if self._identity is None:
            found = self.rows("SELECT record, era, clock FROM record.identity")
            if not found:
                raise NoIdentity
            self._identity = Identity(*found[0])
        return self._identity

    def head(self) -> int:
        """The last position, 0 for an empty record."""
        return int(self.rows("SELECT coalesce(max(position), 0) FROM record.events")[0][0])

    def read_stream(self, stream: UUID, after: int = 0, until: int | None = None) -> list[Row]:
        """A stream's events after a version, up to and including a position."""
        sql = f"SELECT {_COLUMNS} FROM record.events WHERE stream = %b AND version > %b"
        if until is None:
            return self._read(self.rows(sql + " ORDER BY version", stream, after))
        return self._read(self.rows(sql + " AND position <= %b ORDER BY version", stream, after, until))

    def read_all(self, after: int, limit: int, topics: Sequence[str] = ()) -> list[Row]:
        """Events after a position, in order; of some topics only."""
        if not topics:
            sql = f"SELECT {_COLUMNS} FROM record.events WHERE position > %b ORDER BY position LIMIT %b"
            return self._read(self.rows(sql, after, limit))
        sql = f"SELECT {_COLUMNS} FROM record.events WHERE position > %b AND topic = ANY(%b) ORDER BY position LIMIT %b"
        return self._read(self.rows(sql, after, list(topics), limit))

    def verifiable(self, after: int, limit: int) -> list[Verifiable]:
        """Events after a position with all that is needed to re-compute their leaves."""
        sql = (
            f"SELECT {_COLUMNS}, nonce, body, key, signature, leaf FROM record.events"
            " WHERE position > %b ORDER BY position LIMIT %b"
        )
        return [Verifiable(*r) for r in self.rows(sql, after, limit)]

    def read_event(self, event: UUID) -> Row | None:
        """One event by its id."""
        found = self.rows(f"SELECT {_COLUMNS} FROM record.events WHERE event = %b", event)
        return self._read(found)[0] if found else None

    def _read(self, rows: list[tuple[Any, ...]]) -> list[Row]:
        """Rows as they are read; an entry that was set aside says nothing."""
        gone = self._gone()
        read = [Row(*row) for row in rows]
        return [msgspec.structs.replace(one, state=None) if one.position in gone else one for one in read]

    def _gone(self) -> frozenset[int]:
        """The entries set aside by a later one, as this process found them when it began."""
        if self._set_aside is None:
            said = self.rows("SELECT state FROM record.events WHERE topic = 'record.entry_disowned'")
            every = [json.loads(state)["e"] for (state,) in said if state is not None]
            named = [one for one in every if in_shape(DISOWNED, one)]
            leaves = {one["position"]: base64.b64decode(one["leaf"]) for one in named}
            sql = "SELECT position, leaf FROM record.events WHERE position = ANY(%b)"
            there = self.rows(sql, list(leaves)) if leaves else []
            self._set_aside = frozenset(position for position, leaf in there if leaves[position] == leaf)
        return self._set_aside

    def holding(self, ref: UUID, streams: Sequence[UUID]) -> list[Row]:
        """The events of some streams whose bytes hold a reference."""
        sql = f"SELECT {_COLUMNS} FROM record.events WHERE stream = ANY(%b) AND position(%b::bytea in state) > 0"
        return [Row(*r) for r in self.rows(sql, list(streams), str(ref).encode())]

    def position_at(self, moment: dt.datetime) -> int:
        """The last position recorded at or before a moment: what was known then."""
        sql = "SELECT coalesce(max(position), 0) FROM record.events WHERE recorded_at <= %b"
        return int(self.rows(sql, moment)[0][0])

    def receipt(self, command: UUID) -> Receipt | None:
        """The receipt of a command handled before."""
        sql = (
            "SELECT r.first, r.last, e.leaf FROM record.receipts r"
            " LEFT JOIN record.events e ON e.position = r.last WHERE r.command = %b"
        )
        found = self.rows(sql, command)
        return Receipt(command, found[0][0], found[0][1], found[0][2], repeated=True) if found else None

    def same_body(self, command: UUID, digest: bytes) -> bool:
        """Whether a command handled before had this body."""
        return bool(self.rows("SELECT 1 FROM record.receipts WHERE command = %b AND digest = %b", command, digest))

    # Vault and keyring

    def items(self, refs: Sequence[UUID]) -> dict[UUID, Item]:
        """Vault items by reference, in one query."""
        sql = "SELECT ref, key_id, tier, kind, nonce, ciphertext FROM vault.item WHERE ref = ANY(%b)"
        return {r[0]: Item(*r) for r in self.rows(sql, list(refs))}

    def keys(self) -> list[WrappedKey]:
        """Every wrapped data key."""
        return [WrappedKey(*r) for r in self.rows(KEYS)]

    def key_of(self, subject: UUID, purpose: str) -> WrappedKey | None:
        """The wrapped data key of a subject for a purpose."""
        found = self.rows(KEYS + " WHERE subject = %b AND purpose = %b", subject, purpose)
        return WrappedKey(*found[0]) if found else None

    def keys_by_id(self, ids: Sequence[UUID]) -> list[WrappedKey]:
        """Wrapped data keys by id."""
        return [WrappedKey(*r) for r in self.rows(KEYS + " WHERE key_id = ANY(%b)", list(ids))]

    def keep_key(self, key: WrappedKey) -> WrappedKey:
        """Store a data key; if another got there first, that one is the answer. Raises `OtherWrapping`."""
        sql = (
            "INSERT INTO keyring.dek (key_id, subject, purpose, keep_until, wrapped, kek_id, key_check)"
            " VALUES (%b, %b, %b, %b, %b, %b, %b) ON CONFLICT (subject, purpose) DO NOTHING RETURNING 1"
        )
        until = dt.date.fromisoformat(key.keep_until) if key.keep_until else None
        try:
            self.rows(sql, key.key_id, key.subject, key.purpose, until, key.wrapped, key.kek_id, key.key_check)
        except Exception as error:
            if _sqlstate(error) != "MB006":
                raise
            raise OtherWrapping(self.rows("SELECT kek_id FROM keyring.dek LIMIT 1")[0][0]) from error
        kept = self.key_of(key.subject, key.purpose)
        assert kept is not None, "a key just stored is there"
        return kept

    def is_closed(self, name_digest: bytes) -> bool:
        """Whether an import of this name was closed."""
        return bool(self.rows("SELECT 1 FROM keyring.closed_import WHERE name_digest = %b", name_digest))

    def close_import(self, key_id: UUID, name_digest: bytes) -> None:
        """Destroy an import's key, and remember that its name is closed."""
        self.rows("INSERT INTO keyring.closed_import VALUES (%b) ON CONFLICT DO NOTHING RETURNING 1", name_digest)
        self.rows("SELECT keyring.destroy(%b)::text", key_id)

    # Writing

    def append(self, request: Append) -> Receipt:
        """Append one command; a repeat gives the first receipt again.

        Raises `Conflict`, `OtherBody` or `ClockRefused`. Commands that wait at the same moment share a transaction. A
        lost connection is tried again: the receipt makes that safe.
        """
        for attempt in itertools.count(1):
            try:
                return self._join(_Ticket(request, [self._sign(request, n) for n in range(len(request.events))]))
            except AlreadyHandled:
                found = self.receipt(request.command)
                assert found is not None, "the database has just said so"
                return found
            except Unreachable:
                if attempt == ATTEMPTS:
                    raise
        raise AssertionError  # pragma: no cover - the loop above never ends by itself

    def call(self, request: Append) -> tuple[str, list[Any]]:
        """The statement that appends a command, with its values: for whoever appends in a transaction of their own."""
        signed = [self._sign(request, n) for n in range(len(request.events))]
        sql, *values = _one(_Ticket(request, signed), self._public())
        return sql, values

    def redact(self, event: UUID) -> None:
        """Take the words out of the vault that an event on record says are removed."""
        self.rows("SELECT vault.redact(%b)::text", event)

    def erase_body(self, event: UUID) -> None:
        """Take the body of an event away that another event on record says is erased."""
        self.rows("SELECT record.erase_body(%b)::text", event)

    def _sign(self, request: Append, n: int) -> tuple[bytes, bytes]:
        assert self._signer is not None, "no signing key"
        event, me, nonce = request.events[n], self.identity(), os.urandom(32)
        check_state(event.state)
        place = Place(
            me.record, me.era, event.stream, event.version, n + 1, len(request.events), event.event, event.tier
        )
        body = body_digest(nonce, event.topic, event.state)
        return nonce, self._signer.sign(act_message(place, body, self._signer.public))

    def _join(self, ticket: _Ticket) -> Receipt:
        with self._turn:
            self._waiting.append(ticket)
            ticket.leads = not self._led
            self._led = True
        if not ticket.leads:
            ticket.woken.wait()
        if ticket.answer is None:
            self._lead()
        if isinstance(ticket.answer, Receipt):
            return ticket.answer
        assert ticket.answer is not None, "every ticket is answered"
        raise ticket.answer

    def _lead(self) -> None:
        with self._turn:
            batch, self._waiting = self._waiting[:MAX_JOINED], self._waiting[MAX_JOINED:]
        try:
            answers = self._commit(batch)
        except BaseException as error:  # noqa: BLE001 - each waiting thread gets it and decides
            answers = [error for _ in batch]
        for ticket, answer in zip(batch, answers, strict=True):
            ticket.answer = answer
        with self._turn:
            after = self._waiting[0] if self._waiting else None
            self._led = after is not None
        for ticket in batch:
            ticket.woken.set()
        if after is not None:
            after.woken.set()

    def _commit(self, batch: Sequence[_Ticket]) -> list[Receipt | BaseException]:
        if len(batch) == 1:
            return [self._commit_one(batch[0])]
        rows = self.rows(_MANY, *_many(batch, self._public()))
        return [_answer(t.request, row) for t, row in zip(batch, rows, strict=True)]

    def _commit_one(self, ticket: _Ticket) -> Receipt | BaseException:
        try:
            row = self.rows(*_one(ticket, self._public()))[0]
        except Exception as error:
            cause = error.__cause__ if isinstance(error.__cause__, psycopg.Error) else error
            if not isinstance(cause, psycopg.Error) or not _sqlstate(error).startswith(("MB", "23")):
                raise
            return _refusal(_sqlstate(error), cause.diag.message_detail or str(cause))
        first, last, leaf = row
        return Receipt(ticket.request.command, first, last, leaf, repeated=False)

    def _public(self) -> bytes:
        assert self._signer is not None, "no signing key"
        return self._signer.public


class RecordFactory(PostgresFactory):
    """The library's factory with our recorder; tables come from migrations, never from here."""

    application_recorder_class = RecordRecorder


@contextlib.contextmanager
def reading(dsn: str) -> Iterator[RecordRecorder]:
    """A recorder of one's own over a database, to read with, for whoever is not the application."""
    factory = RecordFactory(Environment("reading", library_env(dsn, pool=1)))
    try:
        recorder = factory.application_recorder()
        assert isinstance(recorder, RecordRecorder)
        yield recorder
    finally:
        factory.close()


def library_env(dsn: str, *, pool: int) -> dict[str, str]:
    """The library's settings for a database given as a libpq connection string.

    One connection is opened at once, the others once they are needed: `pool` of them, and two more in a rush.
    """
    parts = conninfo_to_dict(dsn)
    return {
        "PERSISTENCE_MODULE": "governance.store",
        "CREATE_TABLE": "no",
        "POSTGRES_DBNAME": str(parts.get("dbname", "")),
        "POSTGRES_HOST": str(parts.get("host", "")),
        "POSTGRES_PORT": str(parts.get("port", "5432")),
        "POSTGRES_USER": str(parts.get("user", "")),
        "POSTGRES_PASSWORD": str(parts.get("password", "")),
        "POSTGRES_SCHEMA": "record",
        "POSTGRES_POOL_SIZE": "1",
        "POSTGRES_CONNECT_TIMEOUT": "5",
        "POSTGRES_MAX_OVERFLOW": str(pool + 1),
    }


def _events(batch: Sequence[_Ticket], key: bytes) -> list[Any]:
    pairs = [(e, s) for t in batch for e, s in zip(t.request.events, t.signed, strict=True)]
    return [
        [e.event for e, _ in pairs],
        [e.stream for e, _ in pairs],
        [e.version for e, _ in pairs],
        [e.tier for e, _ in pairs],
        [e.topic for e, _ in pairs],
        [e.state for e, _ in pairs],
        [nonce for _, (nonce, _) in pairs],
        [signature for _, (_, signature) in pairs],
        key,
    ]


def _rest(batch: Sequence[_Ticket]) -> list[Any]:
    guards = [g for t in batch for g in t.request.guards]
    items = [i for t in batch for i in t.request.items]
    return [
        [stream for stream, _ in guards],
        [version for _, version in guards],
        [i.ref for i in items],
        [i.key_id for i in items],
        [i.tier for i in items],
        [i.kind for i in items],
        [i.nonce for i in items],
        [i.ciphertext for i in items],
    ]


@functools.cache
def _one_sql(events: int, guards: int, items: int) -> str:
    """One command of this shape, its arrays written out: plain values are bound much faster than arrays."""

    def arrays(length: int, *kinds: str) -> str:
        return ", ".join(f"ARRAY[{', '.join(['%b'] * length)}]::{kind}[]" for kind in kinds)

    return (
        "SELECT first, last, leaf FROM record.append("
        + arrays(events, "uuid", "uuid", "bigint", "smallint", "text", "bytea", "bytea", "bytea")
        + ", %b::bytea, %b::uuid, %b::bytea, "
        + arrays(guards, "uuid", "bigint")
        + ", "
        + arrays(items, "uuid", "uuid", "smallint", "text", "bytea", "bytea")
        + ", %b::timestamptz, %b::timestamptz)"
    )


def _one(ticket: _Ticket, key: bytes) -> list[Any]:
    """The call of one command: its SQL, then its values column by column."""
    r = ticket.request
    events, rest = _events([ticket], key), _rest([ticket])
    columns = [value for column in events[:-1] for value in column]
    guards = [value for column in rest[:2] for value in column]
    items = [value for column in rest[2:] for value in column]
    sql = _one_sql(len(r.events), len(r.guards), len(r.items))
    return [sql, *columns, key, r.command, r.digest, *guards, *items, r.decided, r.recorded]


def _many(batch: Sequence[_Ticket], key: bytes) -> list[object]:
    requests = [t.request for t in batch]
    return [
        *_events(batch, key),
        [r.command for r in requests],
        [r.digest for r in requests],
        *_rest(batch),
        [r.decided for r in requests],
        [r.recorded for r in requests],
        [len(r.events) for r in requests],
        [len(r.guards) for r in requests],
        [len(r.items) for r in requests],
    ]


def _answer(request: Append, row: tuple[Any, ...]) -> Receipt | BaseException:
    first, last, leaf, code, detail = row
    if code is None:
        return Receipt(request.command, first, last, leaf, repeated=False)
    return _refusal(code, detail or "")


def _sqlstate(error: BaseException) -> str:
    """The code PostgreSQL gave, also where the library has wrapped the error."""
    cause = error.__cause__ if isinstance(error.__cause__, psycopg.Error) else error
    return (cause.sqlstate or "") if isinstance(cause, psycopg.Error) else ""


def _refusal(code: str, detail: str) -> BaseException:
    if code == "MB001":
        first, last = detail.split(",")
        return AlreadyHandled(int(first), int(last))
    kinds: dict[str, type[Exception]] = {"MB002": Conflict, "MB003": OtherBody, "MB004": ClockRefused}
    if code == "23503":
        return KeyGone(detail)
    if code.startswith("23505"):
        return Conflict(detail)
    return kinds.get(code, RuntimeError)(detail)


def wake_ups(dsn: str, stopped: Callable[[], bool], *, poll: float = 1.0) -> Iterator[bool]:
    """Yield whenever there may be something new: on every notification, and once a `poll` besides.

    Yields True for a notification, False for a poll; after a lost connection tries again once a `poll`.
    """
    while not stopped():
        try:
            with psycopg.connect(dsn, autocommit=True) as connection:
                connection.execute("LISTEN record")
                yield False
                while not stopped():
                    yield any(True for _ in connection.notifies(timeout=poll, stop_after=1))
        except psycopg.OperationalError:
            yield False
            time.sleep(poll)
