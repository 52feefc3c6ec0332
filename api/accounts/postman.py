"""Carrying letters in a thread of its own, clearing away what has run out, and other chores of a running server."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING

import structlog

from api.accounts import outbox

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.accounts.outbox import Carrier
    from api.accounts.wiring import Accounts

POLL_SECONDS = 5.0
SWEPT_EVERY = dt.timedelta(minutes=15)
# How long what has run out is kept, for a plain answer to whoever still comes with it.
AFTERWARDS = dt.timedelta(days=30)
SWEEPS = (
    "DELETE FROM access.throttle WHERE began < %b::timestamptz - interval '1 day' RETURNING 1",
    "DELETE FROM access.link WHERE expires_at < %b::timestamptz - interval '1 day' RETURNING 1",
    "DELETE FROM access.mail WHERE until < %b::timestamptz RETURNING 1",
    "DELETE FROM access.reading WHERE expires_at < %b::timestamptz RETURNING 1",
)
LATER_SWEEPS = (
    "DELETE FROM access.session WHERE least(expires_at, ended_at, seen_at + idle) < %b::timestamptz RETURNING 1",
    "DELETE FROM access.paper_code WHERE least(expires_at, ended_at, used_at) < %b::timestamptz RETURNING 1",
    "DELETE FROM access.private_link WHERE least(expires_at, ended_at) < %b::timestamptz RETURNING 1",
)

_log = structlog.get_logger()


def sweep(accounts: Accounts) -> None:
    """Remove what ran out long enough ago."""
    now = accounts.clock()
    for sql in SWEEPS:
        accounts.rows(sql, now)
    for sql in LATER_SWEEPS:
        accounts.rows(sql, now - AFTERWARDS)


class Postman:
    """Wakes when something was posted, and every few seconds besides, for what another server posted."""

    def __init__(self, accounts: Accounts, carrier: Carrier, *chores: Callable[[Accounts], None]) -> None:
        self._accounts = accounts
        self._carrier = carrier
        self._chores = (sweep, *chores)
        self._stopping = threading.Event()
        self._swept: dt.datetime | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Go round in a thread."""
        self._thread = threading.Thread(target=self._rounds, name="postman", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after the letter in hand; what is left waits in the database."""
        self._stopping.set()
        self._accounts.posted.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _rounds(self) -> None:
        while not self._stopping.is_set():
            self._accounts.posted.clear()
            self.round()
            self._accounts.posted.wait(POLL_SECONDS)

    def round(self) -> None:
        """One round; whatever goes wrong is said in the log, and tried again in the next."""
        try:
            outbox.carry_due(self._accounts, self._carrier)
            now = self._accounts.clock()
            if self._swept is None or now - self._swept >= SWEPT_EVERY:
                self._swept = now
                for chore in self._chores:
                    chore(self._accounts)
        except Exception as error:  # noqa: BLE001 - the postman outlives a database that is away
            _log.warning("mail round failed", kind=type(error).__name__)
