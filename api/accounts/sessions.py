"""Sessions: made anew at every sign-in, stored hashed, ended by time, by their owner, or by somebody's erasure."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from api.accounts import cookies
from api.accounts.answers import Device, SignedIn, Way
from api.accounts.wiring import fresh, stored

if TYPE_CHECKING:
    from api.accounts.wiring import Accounts
    from governance.kernel import PersonId

# An evening's meeting, its breaks included, on a device that others use too.
IDLE = dt.timedelta(hours=4)
AT_MOST = dt.timedelta(hours=12)
REMEMBERED = dt.timedelta(days=30)
# Seeing a session is written down this often at most: reading a page should not write.
NOTED_EVERY = dt.timedelta(minutes=5)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """The browser somebody signs in from: one's own (`remember`) or not, and the session cookie it had before."""

    device: Device = "computer"
    remember: bool = False
    before: str | None = None


class Session(msgspec.Struct, frozen=True):
    """A session that is good now."""

    id: UUID
    person: UUID
    way: Way


class DeviceView(msgspec.Struct, frozen=True):
    """Where somebody is signed in, as they see it themselves. Times are aware; `this` is the browser that asks."""

    id: UUID
    device: Device
    way: Way
    remembered: bool
    made_at: dt.datetime
    seen_at: dt.datetime
    expires_at: dt.datetime
    this: bool


def begin(accounts: Accounts, person: PersonId, way: Way, entry: Entry, onward: str = "/") -> SignedIn:
    """A session under a token never seen before; what the browser had before ends, and is never taken over."""
    if entry.before is not None:
        end_cookie(accounts, entry.before)
    now, token, session = accounts.clock(), fresh(), uuid.uuid4()
    idle, most = (REMEMBERED, REMEMBERED) if entry.remember else (IDLE, AT_MOST)
    sql = (
        "INSERT INTO access.session"
        " (id, hash, person, way, device, remembered, made_at, seen_at, idle, expires_at)"
        " VALUES (%b, %b, %b, %b, %b, %b, %b::timestamptz, %b::timestamptz, %b::interval, %b::timestamptz) RETURNING 1"
    )
    accounts.rows(sql, session, stored(token), person, way, entry.device, entry.remember, now, now, idle, now + most)
    lasts = REMEMBERED if entry.remember else None
    return SignedIn(session, person, cookies.made(accounts.settings, "session", token, lasts), onward)


def found(accounts: Accounts, token: str) -> Session | None:
    """The session of a cookie; None when it is unknown, ended, or has run out."""
    now = accounts.clock()
    sql = (
        "SELECT id, person, way, seen_at FROM access.session WHERE hash = %b"
        " AND ended_at IS NULL AND expires_at > %b::timestamptz AND seen_at + idle > %b::timestamptz"
    )
    rows = accounts.rows(sql, stored(token), now, now)
    if not rows:
        return None
    session, person, way, seen = rows[0]
    if now - seen >= NOTED_EVERY:
        sql = "UPDATE access.session SET seen_at = greatest(seen_at, %b::timestamptz) WHERE id = %b RETURNING 1"
        accounts.rows(sql, now, session)
    return Session(session, person, way)


def owner(accounts: Accounts, session: UUID) -> UUID | None:
    """Whose session it is or was; None when it is not known any more."""
    found = accounts.rows("SELECT person FROM access.session WHERE id = %b", session)
    return found[0][0] if found else None


def devices(accounts: Accounts, person: PersonId, current: UUID | None = None) -> tuple[DeviceView, ...]:
    """Where somebody is signed in now, the latest first."""
    now = accounts.clock()
    sql = (
        "SELECT id, device, way, remembered, made_at, seen_at, least(expires_at, seen_at + idle),"
        " id IS NOT DISTINCT FROM %b::uuid FROM access.session"
        " WHERE person = %b AND ended_at IS NULL AND expires_at > %b::timestamptz"
        " AND seen_at + idle > %b::timestamptz ORDER BY made_at DESC, id"
    )
    return tuple(DeviceView(*row) for row in accounts.rows(sql, current, person, now, now))


def end_device(accounts: Accounts, person: PersonId, session: UUID) -> bool:
    """Sign out one of one's own devices; False when there is no such one."""
    sql = (
        "UPDATE access.session SET ended_at = coalesce(ended_at, %b::timestamptz)"
        " WHERE id = %b AND person = %b RETURNING 1"
    )
    return bool(accounts.rows(sql, accounts.clock(), session, person))


def sign_out_everywhere(accounts: Accounts, person: PersonId) -> int:
    """End every session of somebody, the current one too; how many there were."""
    sql = "UPDATE access.session SET ended_at = %b::timestamptz WHERE person = %b AND ended_at IS NULL RETURNING 1"
    return len(accounts.rows(sql, accounts.clock(), person))


def end_on_paper(accounts: Accounts, person: PersonId, *, but: UUID | None = None) -> int:
    """End every session somebody's codes on paper began, but for one; how many there were."""
    sql = (
        "UPDATE access.session SET ended_at = %b::timestamptz WHERE person = %b AND way = 'paper'"
        " AND ended_at IS NULL AND id IS DISTINCT FROM %b::uuid RETURNING 1"
    )
    return len(accounts.rows(sql, accounts.clock(), person, but))


def end_cookie(accounts: Accounts, token: str) -> None:
    """End the session of a cookie, if there is one."""
    sql = "UPDATE access.session SET ended_at = %b::timestamptz WHERE hash = %b AND ended_at IS NULL RETURNING 1"
    accounts.rows(sql, accounts.clock(), stored(token))
