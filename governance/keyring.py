"""The keyring as a file outside the database: every data key, wrapped, as it stands after the last change.

A restore takes its keys from here and never from a backup of the database, which may hold keys destroyed since.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from uuid import UUID

from governance.keys import KeyFault, replace_file
from governance.sealing import WrappedKey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

KEYRING = "keyring"
FORMAT = "minutebook-keyring/1"


class KeyringFile:
    """The file in the folder of the keys; one process at a time writes it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / KEYRING

    def write(self, read: Callable[[], Iterable[WrappedKey]]) -> None:
        """Write what `read` gives. It is asked when nobody else writes, so that the last to write knows of all keys."""
        with _alone(self.path):
            rows = [_told(key) for key in sorted(read(), key=lambda key: str(key.key_id))]
            lines = [json.dumps({"keyring": FORMAT, "keys": len(rows)}), *map(json.dumps, rows)]
            replace_file(self.path, "\n".join(lines).encode())

    def read(self) -> list[WrappedKey]:
        """Every key of the file. Raises `KeyFault` where it is missing or broken."""
        try:
            head, *rows = [json.loads(line) for line in self.path.read_text(encoding="ascii").splitlines()]
            if head != {"keyring": FORMAT, "keys": len(rows)}:
                raise ValueError(head)  # noqa: TRY301 - as any other line that does not fit
            return [_key(row) for row in rows]
        except (OSError, ValueError, KeyError, TypeError) as error:
            msg = f"{self.path} cannot be read: restore it from where the keys are kept"
            raise KeyFault(msg) from error


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    handle = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _told(key: WrappedKey) -> dict[str, Any]:
    return {
        "key": str(key.key_id),
        "subject": str(key.subject),
        "purpose": key.purpose,
        "keep_until": key.keep_until,
        "wrapped": base64.b64encode(key.wrapped).decode(),
        "under": str(key.kek_id),
        "check": base64.b64encode(key.key_check).decode(),
    }


def _key(row: dict[str, Any]) -> WrappedKey:
    return WrappedKey(
        UUID(row["key"]),
        UUID(row["subject"]),
        row["purpose"],
        row["keep_until"],
        base64.b64decode(row["wrapped"], validate=True),
        UUID(row["under"]),
        base64.b64decode(row["check"], validate=True),
    )
