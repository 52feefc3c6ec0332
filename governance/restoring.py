"""After a restore: the keys of the keyring's file, erasures done again, and items that nothing refers to taken away.

A backup of the database may hold keys and words that were erased since it was made. Its keyring is never believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
import psycopg

from governance import keys
from governance.custody.events import BodyErased, KeyDestroyed
from governance.erasing import alone, read_keys, scrub, settle
from governance.keyring import KeyringFile
from governance.reader import MANY
from governance.sealing import WrappedKey, unwrap

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from governance.application import Governance


class Restored(msgspec.Struct, frozen=True):
    """What had to be done after a restore: keys that came back, items that came back, items nobody refers to."""

    keys: int
    items: int
    orphans: int
    bodies: int
    faults: tuple[str, ...] = ()


def after_restore(governance: Governance, owner: str, folder: Path) -> Restored:
    """Make good what a restore brought back: the keys are those of the keyring's file, erasures are done again.

    To be called before anybody is served. Raises `KeyFault` without the file.
    """
    settle(owner, folder)
    file, wrapping = KeyringFile(folder), keys.wrapping_key(folder)
    gone = destroyed_keys(governance)
    kept = {key.key_id: key for key in file.read() if key.key_id not in gone}
    for key in kept.values():
        unwrap(wrapping, key)
    with psycopg.connect(owner) as connection:
        alone(connection)
        items = _deleted(connection, "key_id <> ALL(%s)", list(kept))
        items += _deleted(connection, "ref = ANY(%s)", list(governance.erased()))
        orphans = _deleted(connection, "ref <> ALL(%s)", list(governance.referred_to()))
        back = connection.execute("DELETE FROM keyring.dek WHERE key_id <> ALL(%s)", (list(kept),)).rowcount
        _put(connection, kept.values())
    bodies = _bodies(governance)
    with psycopg.connect(owner) as connection:
        file.write(lambda: read_keys(connection))
    return Restored(back, items, orphans, bodies, tuple(scrub(owner)))


def destroyed_keys(governance: Governance) -> set[UUID]:
    """The keys that the record says are destroyed."""
    found = governance.everything(0, MANY, (KeyDestroyed.topic,))
    return {one.event.key for one in found if isinstance(one.event, KeyDestroyed)}


def come_back(governance: Governance) -> int:
    """How many keys and items are there that should not be: after a restore, until it is mended.

    The record says they are gone; or a wrapping key that was destroyed is what opens them.
    """
    gone, wrapping = destroyed_keys(governance), governance.vault.wrapping()
    stored = governance.store.keys()
    others = {wrapping.kek_id} | {one.kek_id for one in stored if wrapping.following(one.kek_id)}
    back = [one for one in stored if one.key_id in gone or one.kek_id not in others]
    return len(back) + len(governance.store.items(list(governance.erased())))


def _bodies(governance: Governance) -> int:
    found = governance.everything(0, MANY, (BodyErased.topic,))
    erased = [one.event.event for one in found if isinstance(one.event, BodyErased)]
    rows = [governance.store.read_event(event) for event in erased]
    back = [row.event for row in rows if row is not None and row.state is not None]
    for event in back:
        governance.store.erase_body(event)
    return len(back)


def _deleted(connection: psycopg.Connection[Any], which: str, values: list[UUID]) -> int:
    return connection.execute(f"DELETE FROM vault.item WHERE {which}".encode(), (values,)).rowcount


def _put(connection: psycopg.Connection[Any], kept: Iterable[WrappedKey]) -> None:
    connection.execute("ALTER TABLE keyring.dek DISABLE TRIGGER one_wrapping")
    for key in kept:
        connection.execute(
            "INSERT INTO keyring.dek (key_id, subject, purpose, keep_until, wrapped, kek_id, key_check)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (key_id) DO UPDATE"
            " SET wrapped = excluded.wrapped, kek_id = excluded.kek_id, keep_until = excluded.keep_until",
            (key.key_id, key.subject, key.purpose, key.keep_until, key.wrapped, key.kek_id, key.key_check),
        )
    connection.execute("ALTER TABLE keyring.dek ENABLE TRIGGER one_wrapping")
