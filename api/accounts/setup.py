"""The set-up code: whoever can read what the server prints may found its organisation, and nobody else.

hash = HMAC-SHA256(access key, "minutebook-setup/v1\\n" hex(letters)), for the reasons `paper` gives. There is one code
at a time; a new one ends the one before.
"""

from __future__ import annotations

import datetime as dt
import hmac
from typing import TYPE_CHECKING

from api.accounts import throttle
from api.accounts.answers import Refused
from api.accounts.paper import bare, fresh_code

if TYPE_CHECKING:
    from api.accounts.wiring import Accounts

GOOD_FOR = dt.timedelta(days=7)


def new_code(accounts: Accounts) -> str:
    """A set-up code, shown this once."""
    code = fresh_code()
    sql = (
        "INSERT INTO access.setup_code (hash, expires_at) VALUES (%b, %b::timestamptz)"
        " ON CONFLICT (one) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at, used_at = NULL"
        " RETURNING 1"
    )
    accounts.rows(sql, _hash(accounts, code), accounts.clock() + GOOD_FOR)
    return code


def look_at_code(accounts: Accounts, typed: str, *, network: bytes, browser: str | None = None) -> Refused | None:
    """What is wrong with a code, without using it up. Only wrong tries count towards the limits."""
    if refused := throttle.guess(accounts, browser=browser, network=network):
        return refused
    found = accounts.rows("SELECT hash, used_at, expires_at FROM access.setup_code")
    if not found or not hmac.compare_digest(found[0][0], _hash(accounts, typed)):
        return Refused("wrong")
    throttle.guessed(accounts, browser=browser, network=network)
    if found[0][1] is not None:
        return Refused("used")
    return Refused("expired") if found[0][2] <= accounts.clock() else None


def use_code(accounts: Accounts, typed: str) -> bool:
    """Use the code up; False when another was quicker."""
    sql = (
        "UPDATE access.setup_code SET used_at = %b::timestamptz WHERE hash = %b AND used_at IS NULL"
        " AND expires_at > %b::timestamptz RETURNING 1"
    )
    now = accounts.clock()
    return bool(accounts.rows(sql, now, _hash(accounts, typed), now))


def give_back_code(accounts: Accounts, typed: str) -> None:
    """Let the code be used after all, as when nothing could be recorded."""
    sql = "UPDATE access.setup_code SET used_at = NULL WHERE hash = %b RETURNING 1"
    accounts.rows(sql, _hash(accounts, typed))


def _hash(accounts: Accounts, typed: str) -> bytes:
    return accounts.keyed("setup", bare(typed))
