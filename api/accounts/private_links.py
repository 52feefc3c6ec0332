"""Private links: reading one group's minutes and register without an account; never acting.

Looking at the address shows Continue; choosing it gives the browser a cookie of its own, so that no later address and
no referrer holds the link's secret.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from litestar.datastructures import Cookie

from api import access
from api.access import PrivateLink
from api.accounts import cookies
from api.accounts.answers import Refused
from api.accounts.wiring import fresh, stored
from governance.kernel import GroupId, PersonId

if TYPE_CHECKING:
    from api.accounts.wiring import Accounts
    from governance.acts import Principal

PATH = "/read/"
LONGEST_DAYS = 366
READING = dt.timedelta(days=30)


class MadeLink(msgspec.Struct, frozen=True):
    """A new private link; `address` holds its secret and is shown this once."""

    id: UUID
    address: str
    expires_at: dt.datetime


class LinkView(msgspec.Struct, frozen=True):
    """A private link as listed, never its secret. `person` is None for a reader; `opened_at` the latest opening."""

    id: UUID
    person: UUID | None
    made_by: UUID
    made_at: dt.datetime
    expires_at: dt.datetime
    opened_at: dt.datetime | None


class Opened(msgspec.Struct, frozen=True):
    """Let in to read one group: set `cookie`."""

    group: GroupId
    cookie: Cookie


def make_private_link(
    accounts: Accounts, who: Principal, group: GroupId, *, person: PersonId | None = None, days: int = LONGEST_DAYS
) -> MadeLink:
    """A link for a person of the group, while they hold a seat, or for a reader.

    Raises `NotFound` or `Rejected` (access) for whoever is no officer, `NotFound` for a person without a seat, and
    `ValueError` for days outside 1 to 366.
    """
    access.share(accounts.governance, who, group, person)
    if not 1 <= days <= LONGEST_DAYS:
        raise ValueError(f"days is 1 to {LONGEST_DAYS}")
    now, link, token = accounts.clock(), uuid.uuid4(), fresh()
    expires = now + dt.timedelta(days=days)
    sql = (
        "INSERT INTO access.private_link (id, hash, group_id, person, made_by, made_at, expires_at)"
        " VALUES (%b, %b, %b, %b::uuid, %b, %b::timestamptz, %b::timestamptz) RETURNING 1"
    )
    accounts.rows(sql, link, stored(token), group, person, who.person, now, expires)
    return MadeLink(link, accounts.settings.public + PATH + token, expires)


def private_links(accounts: Accounts, who: Principal, group: GroupId) -> tuple[LinkView, ...]:
    """The links of a group that are good now. Raises as `make_private_link` does."""
    access.share(accounts.governance, who, group)
    sql = (
        "SELECT id, person, made_by, made_at, expires_at, opened_at FROM access.private_link"
        " WHERE group_id = %b AND ended_at IS NULL AND expires_at > %b::timestamptz ORDER BY made_at, id"
    )
    return tuple(LinkView(*row) for row in accounts.rows(sql, group, accounts.clock()))


def end_private_link(accounts: Accounts, who: Principal, group: GroupId, link: UUID) -> bool:
    """End a link, for every browser that opened it; False when there is no such one. Raises as the others do."""
    access.share(accounts.governance, who, group)
    sql = (
        "UPDATE access.private_link SET ended_at = coalesce(ended_at, %b::timestamptz)"
        " WHERE id = %b AND group_id = %b RETURNING 1"
    )
    return bool(accounts.rows(sql, accounts.clock(), link, group))


def look_at_private_link(accounts: Accounts, token: str) -> Refused | None:
    """What the page before Continue shows: None when the link is good; changes nothing."""
    found = _row(accounts, token)
    return found if isinstance(found, Refused) else None


def open_private_link(accounts: Accounts, token: str) -> Opened | Refused:
    """Let a browser read through a link, for 30 days at most; the link stays good."""
    row = _row(accounts, token)
    if isinstance(row, Refused):
        return row
    link, group, expires = row
    now, own = accounts.clock(), fresh()
    until = min(expires, now + READING)
    sql = "INSERT INTO access.reading (hash, link, expires_at) VALUES (%b, %b, %b::timestamptz) RETURNING 1"
    accounts.rows(sql, stored(own), link, until)
    accounts.rows("UPDATE access.private_link SET opened_at = %b::timestamptz WHERE id = %b RETURNING 1", now, link)
    return Opened(GroupId(group), cookies.made(accounts.settings, "reading", own, until - now))


def reading(accounts: Accounts, token: str) -> PrivateLink | None:
    """What a reading cookie lets its browser read; None when it or its link has run out or was ended."""
    now = accounts.clock()
    sql = (
        "SELECT l.group_id, l.person FROM access.reading r JOIN access.private_link l ON l.id = r.link"
        " WHERE r.hash = %b AND r.expires_at > %b::timestamptz AND l.expires_at > %b::timestamptz"
        " AND l.ended_at IS NULL"
    )
    found = accounts.rows(sql, stored(token), now, now)
    return PrivateLink(*found[0]) if found else None


def _row(accounts: Accounts, token: str) -> tuple[UUID, UUID, dt.datetime] | Refused:
    sql = "SELECT id, group_id, expires_at, ended_at FROM access.private_link WHERE hash = %b"
    found = accounts.rows(sql, stored(token))
    if not found:
        return Refused("unknown")
    link, group, expires, ended = found[0]
    if ended is not None:
        return Refused("ended")
    return (link, group, expires) if expires > accounts.clock() else Refused("expired")
