"""Reading and sealing words: the vault's items, and the keys that open them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING
from uuid import UUID

from governance.sealing import Broken, DataKey, Item, new_key, opened, unsealed, unwrap
from governance.store import OtherWrapping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.kernel import Sealed
    from governance.keyring import KeyringFile
    from governance.keys import WrappingKey
    from governance.sealing import KeyPurpose, WrappedKey
    from governance.store import RecordRecorder

WITHHELD = "[withheld]"
REMOVED = "[removed]"


class Vault:
    """Opens and makes keys through the store; unwrapped keys are kept in memory until the next erasure.

    Every key made is written to the `keyring` file at once.
    """

    def __init__(self, recorder: RecordRecorder, wrapping: WrappingKey, keyring: KeyringFile | None = None) -> None:
        self._recorder = recorder
        self._wrapping = wrapping
        self._keyring = keyring
        self._by_subject: dict[tuple[UUID, str], DataKey] = {}
        self._by_id: dict[UUID, DataKey] = {}
        self._lock = threading.Lock()

    def over(self, recorder: RecordRecorder) -> Vault:
        """A vault over another store, under the same wrapping key."""
        return Vault(recorder, self._wrapping)

    def key(self, subject: UUID, purpose: KeyPurpose) -> DataKey:
        """The key of a subject for a purpose, made when there is none yet."""
        self._keep_up()
        found = self._by_subject.get((subject, purpose))
        if found is not None:
            return found
        with self._lock:
            key = self._unwrapped(self._recorder.key_of(subject, purpose) or self._made(subject, purpose))
            self._by_subject[subject, purpose] = key
            self._by_id[key.key_id] = key
        return key

    def _made(self, subject: UUID, purpose: KeyPurpose) -> WrappedKey:
        _, fresh = new_key(self._wrapping, subject, purpose)
        try:
            stored = self._recorder.keep_key(fresh)
        except OtherWrapping as other:
            # An erasure has rewrapped the keys, and its new wrapping key is not in its place yet.
            following = self._wrapping.following(other.kek_id)
            if following is None:
                raise
            stored = self._recorder.keep_key(new_key(following, subject, purpose)[1])
        if self._keyring is not None:
            self._keyring.write(self._recorder.keys)
        return stored

    def _unwrapped(self, stored: WrappedKey) -> DataKey:
        following = None if stored.kek_id == self._wrapping.kek_id else self._wrapping.following(stored.kek_id)
        return unwrap(following or self._wrapping, stored)

    def _keep_up(self) -> None:
        """After an erasure another wrapping key lies in the file: what was opened under the one before is dropped."""
        if self._wrapping.replaced():
            with self._lock:
                self._wrapping = self._wrapping.now()
                self._by_subject, self._by_id = {}, {}

    def wrapping(self) -> WrappingKey:
        """The wrapping key in use."""
        self._keep_up()
        return self._wrapping

    def forget(self, subject: UUID, purpose: KeyPurpose) -> None:
        """Drop a key from memory, as after it was destroyed."""
        with self._lock:
            key = self._by_subject.pop((subject, purpose), None)
            if key is not None:
                self._by_id.pop(key.key_id, None)

    def forget_all(self) -> None:
        """Drop every key from memory: one of them is gone."""
        with self._lock:
            self._by_subject, self._by_id = {}, {}

    def read(self, sealed: Iterable[Sealed]) -> dict[UUID, str]:
        """The words behind these references: `[removed]` when the item is gone, `[withheld]` without its key.

        Raises `Broken` when an item is not what the record committed to.
        """
        wanted = {s.ref: s for s in sealed}
        items = self._recorder.items(list(wanted)) if wanted else {}
        keys = self._keys({item.key_id for item in items.values()})
        return {ref: self._word(s, items.get(ref), keys) for ref, s in wanted.items()}

    def proofs(self, sealed: Iterable[Sealed]) -> dict[UUID, tuple[Item, tuple[bytes, bytes] | None]]:
        """Each item that is there, with the salt and payload that prove its commitment; None without its key.

        Raises `Broken` when an item is not what the record committed to.
        """
        wanted = {s.ref: s for s in sealed}
        items = self._recorder.items(list(wanted)) if wanted else {}
        keys = self._keys({item.key_id for item in items.values()})
        return {
            ref: (item, unsealed(keys[item.key_id], item, wanted[ref]) if item.key_id in keys else None)
            for ref, item in items.items()
        }

    def opened(self, item: Item, sealed: Sealed) -> str:
        """What an item kept outside the vault holds; `[withheld]` without its key. Raises `Broken`."""
        return self._word(sealed, item, self._keys({item.key_id}))

    def _keys(self, ids: set[UUID]) -> dict[UUID, DataKey]:
        self._keep_up()
        missing = [key_id for key_id in ids if key_id not in self._by_id]
        for stored in self._recorder.keys_by_id(missing) if missing else ():
            try:
                self._by_id[stored.key_id] = self._unwrapped(stored)
            except Broken:
                continue
        return {key_id: self._by_id[key_id] for key_id in ids if key_id in self._by_id}

    def _word(self, sealed: Sealed, item: Item | None, keys: dict[UUID, DataKey]) -> str:
        if item is None:
            return REMOVED
        key = keys.get(item.key_id)
        return WITHHELD if key is None else opened(key, item, sealed)
