"""What signing in works with: the store, a key of the keyring, the settings and a clock."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from governance.application import Governance

if TYPE_CHECKING:
    from litestar import Request

    from api.settings import Settings

BYTES = 32


def now() -> dt.datetime:
    """The time, aware and UTC."""
    return dt.datetime.now(dt.UTC)


class Accounts(msgspec.Struct, frozen=True):
    """Made once by `create_app`; `posted` is set when there is mail to carry."""

    governance: Governance
    settings: Settings
    clock: Callable[[], dt.datetime] = now
    posted: threading.Event = msgspec.field(default_factory=threading.Event)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of one statement, which stands or falls alone."""
        return self.governance.store.rows(sql, *values)

    def keyed(self, label: str, *parts: str | bytes) -> bytes:
        """HMAC-SHA256 of parts under the record's access key: without the wrapping key nobody can try guesses on it."""
        key = self.governance.vault.key(self.governance.store.identity().record, "access")
        said = [part.encode() if isinstance(part, str) else part for part in parts]
        message = f"minutebook-{label}/v1\n".encode() + b"\n".join(part.hex().encode() for part in said)
        return hmac.digest(key.secret, message, "sha256")


def accounts_of(request: Request[Any, Any, Any]) -> Accounts:
    """The application's own."""
    found: Accounts = request.app.state.accounts
    return found


def fresh() -> str:
    """A secret nobody can guess: 32 random bytes as 43 characters that stand in any address."""
    return secrets.token_urlsafe(BYTES)


def stored(secret: str) -> bytes:
    """What is kept of a secret: its SHA-256. It has 256 random bits, so no slow hash is needed."""
    return hashlib.sha256(secret.encode()).digest()
