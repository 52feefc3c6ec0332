"""A person's own tokens."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, delete, get, post
from litestar.params import FromPath, JSONBody

from api import identity
from api.identity import Token
from api.problems import Problem
from api.v1.service import Service, principal
from governance.kernel import PersonId
from governance.reader import NotFound


class NewToken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A further token for oneself, for this many days."""

    days: int = 90


class Given(msgspec.Struct, frozen=True):
    """A new token: its id, and its secret, shown this once."""

    id: UUID
    token: str


def _person(request: Request[Any, Any, Any]) -> tuple[Service, PersonId]:
    who = principal(request)
    if who is None:
        raise Problem(401, "not-signed-in", "Send a token.")
    if who.person is None:
        raise Problem(403, "not-entitled", "Only people make tokens of their own.")
    return request.app.state.service, who.person


@post("/tokens", operation_id="createToken", status_code=201, sync_to_thread=True)
def create_token(request: Request[Any, Any, Any], data: JSONBody[NewToken]) -> Given:
    """A further token for oneself."""
    service, person = _person(request)
    if not 1 <= data.days <= 366:  # noqa: PLR2004 - a year at most
        raise Problem(400, "bad-request", "days is 1 to 366.")
    return Given(*identity.create(service.governance, person=person, days=data.days))


@get("/tokens", operation_id="listTokens", sync_to_thread=True)
def list_tokens(request: Request[Any, Any, Any]) -> list[Token]:
    """One's own tokens, ended ones too."""
    service, person = _person(request)
    return identity.tokens(service.governance, person)


@delete("/tokens/{token:str}", operation_id="revokeToken", status_code=204, sync_to_thread=True)
def revoke_token(request: Request[Any, Any, Any], token: FromPath[str]) -> None:
    """End one of one's own tokens."""
    service, person = _person(request)
    try:
        found = UUID(token)
    except ValueError:
        raise NotFound("token") from None
    if not identity.revoke(service.governance, found, person):
        raise NotFound("token")


TOKENS = [create_token, list_tokens, revoke_token]
