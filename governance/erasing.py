"""Carrying out what was decided: keys destroyed with all that lies under them, the evidence in the same transaction.

All other keys are wrapped anew and the old wrapping key destroyed, so that no backup of the keyring opens any more.
It takes the database's owner, and the folder of the keys.
"""

from __future__ import annotations

import base64
import datetime as dt
import os
import uuid
import zoneinfo
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
import psycopg

from governance import keys
from governance.acts import place
from governance.custody.events import KeyDestroyed
from governance.kernel import CommandId, Event, PersonId, PrivatePurpose, StreamId
from governance.keyring import KeyringFile
from governance.organisation.privacy_events import ErasureCarriedOut, RetentionExpired
from governance.record import Envelope
from governance.rules.defects import RULES_VERSION
from governance.rules.erasure import backups_until
from governance.sealing import KeyPurpose, WrappedKey, unwrap, wrapped
from governance.store import KEYS, Append

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from governance.application import Governance
    from governance.kernel import ErasureId
    from governance.keys import WrappingKey

PURPOSES: tuple[PrivatePurpose, ...] = ("contact", "access", "attendance", "expenses", "signature")
SCRUBBED = ("vault.item", "keyring.dek")
# So many references fit well into one event.
MOST_REFS = 5000


class Due(msgspec.Struct, frozen=True):
    """What is to be destroyed of somebody: on which request, else because it was kept long enough; what is kept on."""

    person: PersonId
    purposes: tuple[PrivatePurpose, ...]
    request: ErasureId | None = None
    until: dict[PrivatePurpose, str] = {}


class Gone(msgspec.Struct, frozen=True):
    """What was destroyed: whose, how many keys and items, and what could not be done to the database's files."""

    persons: tuple[PersonId, ...]
    keys: int
    items: int
    faults: tuple[str, ...] = ()


def due(governance: Governance, today: dt.date) -> list[Due]:
    """What is decided and not carried out yet, what is no longer agreed to, and what was kept until now."""
    privacy = governance.organisation().privacy
    decided = [
        Due(
            one.person,
            tuple(purpose for purpose in PURPOSES if purpose not in {kept.purpose for kept in one.kept}),
            request,
            {kept.purpose: kept.until for kept in one.kept},
        )
        for request, one in privacy.requests.items()
        if one.waits
    ]
    stored = {(PersonId(key.subject), key.purpose): key for key in governance.store.keys()}  # noqa: SIM118
    over: set[tuple[PersonId, PrivatePurpose]] = set(privacy.withdrawn) | {
        one for one, until in privacy.consents.items() if until and _over(until, today)
    }
    over |= {
        (person, purpose)  # type: ignore[misc]  # a person has keys for no other purposes
        for (person, purpose), key in stored.items()
        if key.keep_until and _over(key.keep_until, today) and person in governance.organisation().persons
    }
    over &= stored.keys()
    asked = {(one.person, purpose) for one in decided for purpose in one.purposes}
    wanted: list[tuple[PersonId, PrivatePurpose]] = sorted(over - asked, key=str)
    return [*decided, *(Due(person, (purpose,)) for person, purpose in wanted)]


def _over(until: str, today: dt.date) -> bool:
    return until <= today.isoformat()


def carry_out(governance: Governance, owner: str, folder: Path, wanted: Collection[Due]) -> Gone:
    """Destroy what is due. Nothing is destroyed without its evidence, nor the other way round."""
    settle(owner, folder)
    old, fresh = keys.wrapping_key(folder), keys.next_wrapping_key(folder)
    # Where this breaks off, only the database knows whether it was done: `settle` asks it.
    with psycopg.connect(owner) as connection:
        gone = _Destroying(governance, connection, old, fresh).all_of(wanted)
    finish(owner, folder)
    return msgspec.structs.replace(gone, faults=tuple(scrub(owner)))


class _Destroying:
    """One transaction: keys and items deleted, evidence appended, the keys that stay wrapped anew."""

    def __init__(
        self, governance: Governance, connection: psycopg.Connection[Any], old: WrappingKey, fresh: WrappingKey
    ) -> None:
        self._governance = governance
        self._connection = connection
        self._old, self._fresh = old, fresh
        self._items = 0
        self._keys: list[UUID] = []
        zone = zoneinfo.ZoneInfo(governance.organisation().zone)
        self._now = governance.now().astimezone(zone)

    def all_of(self, wanted: Collection[Due]) -> Gone:
        # Whoever appends waits here, so that nothing is sealed under a key while it goes.
        self._connection.execute("SELECT 1 FROM record.identity FOR UPDATE")
        self._connection.execute("LOCK TABLE keyring.dek IN EXCLUSIVE MODE")
        stored: dict[tuple[UUID, KeyPurpose], WrappedKey] = {
            (key.subject, key.purpose): key for key in read_keys(self._connection)
        }
        events = [event for one in wanted for event in self._of(one, stored)]
        if events:
            self._append(events)
        until: dict[tuple[UUID, str], str] = {}
        for one in wanted:
            until |= {(one.person, purpose): day for purpose, day in one.until.items()}
        rewrap(self._connection, self._old, self._fresh, until)
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
        until, check = backups_until(self._now.date()).isoformat(), base64.b64encode(key.key_check).decode()
        for at in range(0, max(len(refs), 1), MOST_REFS):
            yield KeyDestroyed(key.key_id, check, tuple(refs[at : at + MOST_REFS]), until)

    def _append(self, events: list[Event]) -> None:
        governance, now = self._governance, self._now
        organisation = governance.organisation()
        assert organisation.organisation is not None, "there are people in it"
        stream, command = StreamId(organisation.organisation), uuid.uuid4()
        read = {stream: governance.version(stream)}
        envelope = Envelope(
            occurred=now.isoformat(timespec="minutes"),
            precision="minute",
            by=None,
            capacity="operator",
            recorded_by=None,
            channel="web",
            on_behalf_of=None,
            mode="live",
            entered="live",
            rules=RULES_VERSION,
            command=CommandId(command),
            correlation=command,
            causation=None,
            guards=tuple(read.items()),
            seen=governance.head(),
            decided=now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        )
        placed = place([(stream, event) for event in events], read, envelope, now)
        sql, values = governance.store.call(
            Append(
                command=command,
                digest=os.urandom(32),
                events=tuple(governance.stored(one) for one in placed),
                guards=envelope.guards,
                decided=now,
                recorded=now,
            )
        )
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
