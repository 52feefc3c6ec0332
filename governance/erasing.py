"""Carrying out what was decided: keys destroyed with all that lies under them, the evidence in the same transaction.

On a request all other keys are wrapped anew and the old wrapping key destroyed, so that no backup of the keyring opens
any more. It takes the database's owner, and the folder of the keys.
"""

from __future__ import annotations

import base64
import zoneinfo
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
import psycopg

from governance import keys
from governance.custodian import operators_act
from governance.custody.events import KeyDestroyed
from governance.due import expired
from governance.kernel import Event, PersonId, StreamId
from governance.keyring import KeyringFile
from governance.organisation.privacy_events import ErasureCarriedOut, RetentionExpired
from governance.rules.erasure import backups_until
from governance.sealing import KeyPurpose, WrappedKey, unwrap, wrapped
from governance.store import KEYS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from governance.application import Governance
    from governance.due import Due
    from governance.keys import WrappingKey

SCRUBBED = ("vault.item", "keyring.dek")
# So many references fit well into one event.
MOST_REFS = 5000


class Gone(msgspec.Struct, frozen=True):
    """What was destroyed: whose, how many keys and items, and what could not be done to the database's files."""

    persons: tuple[PersonId, ...]
    keys: int
    items: int
    faults: tuple[str, ...] = ()


def carry_out(governance: Governance, owner: str, folder: Path, wanted: Collection[Due]) -> Gone:
    """Destroy what is due. Nothing is destroyed without its evidence, nor the other way round."""
    settle(owner, folder)
    old, fresh = keys.wrapping_key(folder), keys.next_wrapping_key(folder)
    until: dict[tuple[UUID, str], str] = {
        (one.person, purpose): day for one in wanted for purpose, day in one.until.items()
    }
    # Where this breaks off, only the database knows whether it was done: `settle` asks it.
    with psycopg.connect(owner) as connection:
        alone(connection)
        gone = _Destroying(governance, connection).all_of(wanted)
        rewrap(connection, old, fresh, until)
    finish(owner, folder)
    return msgspec.structs.replace(gone, faults=tuple(scrub(owner)))


def expire(governance: Governance, owner: str, folder: Path, today: dt.date) -> Gone:
    """Destroy what was kept long enough or is no longer agreed to, under the wrapping key in use.

    So nobody has to replace their copy of it, and it may be done by itself. Until they run out, backups of the keyring
    open with that key what they hold.
    """
    if not expired(governance, today):
        return Gone((), 0, 0)
    with psycopg.connect(owner) as connection:
        alone(connection)
        # Asked again where nobody else appends: they may have agreed anew.
        gone = _Destroying(governance, connection).all_of(expired(governance, today))
    governance.vault.forget_all()
    with psycopg.connect(owner) as connection:
        KeyringFile(folder).write(lambda: read_keys(connection))
    return msgspec.structs.replace(gone, faults=tuple(scrub(owner)))


def alone(connection: psycopg.Connection[Any]) -> None:
    """Whoever appends waits from here until the transaction ends, so that nothing is sealed under a key as it goes."""
    connection.execute("SELECT 1 FROM record.identity FOR UPDATE")
    connection.execute("LOCK TABLE keyring.dek IN EXCLUSIVE MODE")


class _Destroying:
    """Within one transaction: keys and items deleted, evidence appended."""

    def __init__(self, governance: Governance, connection: psycopg.Connection[Any]) -> None:
        self._governance = governance
        self._connection = connection
        self._items = 0
        self._keys: list[UUID] = []
        zone = zoneinfo.ZoneInfo(governance.organisation().zone)
        self._today = governance.now().astimezone(zone).date()

    def all_of(self, wanted: Collection[Due]) -> Gone:
        stored: dict[tuple[UUID, KeyPurpose], WrappedKey] = {
            (key.subject, key.purpose): key for key in read_keys(self._connection)
        }
        events = [event for one in wanted for event in self._of(one, stored)]
        if events:
            self._append(events)
        return Gone(tuple({one.person: None for one in wanted}), len(self._keys), self._items)

    def _of(self, one: Due, stored: Mapping[tuple[UUID, KeyPurpose], WrappedKey]) -> Iterator[Event]:
        theirs = [stored[one.person, purpose] for purpose in one.purposes if (one.person, purpose) in stored]
        for key in theirs:
            yield from self._destroyed(key)
        if one.request is not None:
            yield ErasureCarriedOut(one.request, tuple(key.key_id for key in theirs))
        else:
            for key in theirs:
                yield RetentionExpired(one.person, key.purpose, key.key_id)  # type: ignore[arg-type]  # as above

    def _destroyed(self, key: WrappedKey) -> Iterator[KeyDestroyed]:
        sql = "DELETE FROM vault.item WHERE key_id = %s RETURNING ref"
        refs = sorted(row[0] for row in self._connection.execute(sql, (key.key_id,)))
        self._connection.execute("DELETE FROM keyring.dek WHERE key_id = %s", (key.key_id,))
        self._items += len(refs)
        self._keys.append(key.key_id)
        until, check = backups_until(self._today).isoformat(), base64.b64encode(key.key_check).decode()
        for at in range(0, max(len(refs), 1), MOST_REFS):
            yield KeyDestroyed(key.key_id, check, tuple(refs[at : at + MOST_REFS]), until)

    def _append(self, events: list[Event]) -> None:
        organisation = self._governance.organisation().organisation
        assert organisation is not None, "there are people in it"
        stream = StreamId(organisation)
        act = operators_act(self._governance, events, stream, self._governance.version(stream))
        sql, values = self._governance.store.call(act)
        self._connection.execute(sql.encode(), values)


def settle(owner: str, folder: Path) -> None:
    """Go on where an erasure was broken off after its transaction: the next wrapping key takes its place."""
    try:
        current = keys.wrapping_key(folder)
    except keys.KeyFault:
        return
    with psycopg.connect(owner) as connection:
        under = {row[0] for row in connection.execute("SELECT DISTINCT kek_id FROM keyring.dek")}
    if any(current.following(kek) for kek in under):
        finish(owner, folder)
        for _ in scrub(owner):
            pass
    else:
        keys.drop_next(folder)


def finish(owner: str, folder: Path) -> None:
    """The keyring is in its file, and the next wrapping key in its place."""
    with psycopg.connect(owner) as connection:
        KeyringFile(folder).write(lambda: read_keys(connection))
    keys.promote(folder)


def rewrap(
    connection: psycopg.Connection[Any],
    old: WrappingKey,
    fresh: WrappingKey,
    until: Mapping[tuple[UUID, str], str] = MappingProxyType({}),
) -> None:
    """Wrap every key of the keyring anew; some of them for another day."""
    for key in read_keys(connection):
        day = until.get((key.subject, key.purpose), key.keep_until)
        again = wrapped(fresh, unwrap(old, key), msgspec.structs.replace(key, keep_until=day))
        connection.execute(
            "UPDATE keyring.dek SET wrapped = %s, kek_id = %s, keep_until = %s WHERE key_id = %s",
            (again.wrapped, again.kek_id, day, again.key_id),
        )


def read_keys(connection: psycopg.Connection[Any]) -> list[WrappedKey]:
    """Every wrapped key, by the owner's own connection."""
    return [WrappedKey(*row) for row in connection.execute(KEYS.encode()).fetchall()]


def scrub(owner: str) -> Iterator[str]:
    """Write the vault's and the keyring's files anew and let go of the write-ahead log; what could not be done."""
    with psycopg.connect(owner, autocommit=True) as connection:
        for table in SCRUBBED:
            yield from _tried(connection, f"VACUUM FULL {table}", f"{table} was not written anew")
        for _ in range(2):
            yield from _tried(connection, "SELECT pg_switch_wal()", "the write-ahead log was not switched")
            yield from _tried(connection, "CHECKPOINT", "no checkpoint was made")


def _tried(connection: psycopg.Connection[Any], sql: str, words: str) -> Iterator[str]:
    try:
        connection.execute(sql.encode())
    except psycopg.errors.InsufficientPrivilege:
        yield f"{words}: the database's owner may not; ask whoever runs the database"
