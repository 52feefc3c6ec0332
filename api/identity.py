"""Tokens: who a request comes from. Only a token's SHA-256 is stored."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import uuid
from typing import TYPE_CHECKING, Literal
from uuid import UUID

import msgspec

from governance.acts import Principal
from governance.kernel import PersonId

if TYPE_CHECKING:
    from governance.application import Governance

PREFIX = "mbk_"
Scope = Literal["read", "people"]
ANONYMOUS: Principal | None = None


class Token(msgspec.Struct, frozen=True):
    """A token as listed: never its secret. Times are aware; `person` for a person's token."""

    id: UUID
    kind: Literal["person", "application"]
    person: UUID | None
    scopes: tuple[str, ...]
    created_at: dt.datetime
    expires_at: dt.datetime | None
    revoked_at: dt.datetime | None


COLUMNS = "id, kind, person, scopes, created_at, expires_at, revoked_at"


def create(
    governance: Governance,
    *,
    person: PersonId | None = None,
    scopes: tuple[Scope, ...] = (),
    days: int | None = None,
) -> tuple[UUID, str]:
    """A new token for a person, or for an application with scopes; the secret is given once."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = uuid.uuid4()
    expires = None if days is None else dt.datetime.now(dt.UTC) + dt.timedelta(days=days)
    sql = (
        "INSERT INTO access.token (id, hash, kind, person, scopes, expires_at)"
        " VALUES (%b, %b, %b, %b, %b::text[], %b::timestamptz) RETURNING 1"
    )
    kind = "person" if person else "application"
    governance.store.rows(sql, token, _hash(secret), kind, person, list(scopes), expires)
    return token, secret


def principal_of(governance: Governance, secret: str) -> Principal | None:
    """Who a token stands for; None for an unknown, expired or revoked one."""
    sql = (
        "SELECT id, kind, person, scopes FROM access.token"
        " WHERE hash = %b AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())"
    )
    found = governance.store.rows(sql, _hash(secret))
    if not found:
        return None
    token, kind, person, scopes = found[0]
    return Principal(kind, person or token, PersonId(person) if person else None, tuple(scopes))


def tokens(governance: Governance, person: PersonId | None) -> list[Token]:
    """The tokens of a person, or all there are."""
    if person is None:
        rows = governance.store.rows(f"SELECT {COLUMNS} FROM access.token ORDER BY created_at, id")
    else:
        sql = f"SELECT {COLUMNS} FROM access.token WHERE person = %b ORDER BY created_at, id"
        rows = governance.store.rows(sql, person)
    return [Token(r[0], r[1], r[2], tuple(r[3]), *r[4:]) for r in rows]


def revoke(governance: Governance, token: UUID, person: PersonId | None = None) -> bool:
    """End a token, of this person only when one is given; False when there is no such token."""
    sql = (
        "UPDATE access.token SET revoked_at = coalesce(revoked_at, now())"
        " WHERE id = %b AND (%b::uuid IS NULL OR person = %b) RETURNING 1"
    )
    return bool(governance.store.rows(sql, token, person, person))


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
