"""Forms that are really ours: a token in each, a check of where each comes from, and paths that stay with us.

token = HMAC-SHA256(access key, "minutebook-form/v1\\n" hex(browser)), base64url; once signed in it is the session's id
and HMAC-SHA256(access key, "minutebook-session-form/v1\\n" hex(session)) after it, so that a form tells whose it was
when its session has ended. The id opens nothing: a session is known by its cookie alone. Before sign-in the browser's
part is a random cookie, set only by pages that show a form.
"""

from __future__ import annotations

import base64
import hmac
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import UUID

from litestar.middleware import ASGIMiddleware

if TYPE_CHECKING:
    from litestar.types import ASGIApp, Receive, Scope, Send

    from api.accounts.wiring import Accounts

HOME = "/"
LONGEST_PATH = 500
# No host, no climbing, nothing a browser would read as something else (WHATWG URL drops tabs, turns \ into /).
LOCAL = re.compile(r"/(?![/\\])[A-Za-z0-9\-._~%!$&'()*+,;=:@/?]*(?:#[A-Za-z0-9\-_.]*)?")
# Not ours to go on to: programs' addresses, and pages whose address is a secret or ends the visit.
ELSEWHERE = ("/api", "/sign-in", "/sign-out", "/read/")
DEFAULT_PORTS = {"http": 80, "https": 443}
READS = {"GET", "HEAD", "OPTIONS"}
# The first names what old browsers know; the last one known wins, and lets forms say where they come from.
SECRET_PAGE_HEADERS = {"Referrer-Policy": "no-referrer, strict-origin", "Cache-Control": "no-store"}


def form_token(accounts: Accounts, *, browser: str, session: UUID | None) -> str:
    """The token a form carries: of the session, else of the browser before sign-in."""
    if session is not None:
        return _text(session.bytes + accounts.keyed("session-form", session.bytes))
    return _text(accounts.keyed("form", browser))


def session_of(accounts: Accounts, token: str) -> UUID | None:
    """The session a token was made for, ended or not; None for what is no such token of ours."""
    try:
        session = UUID(bytes=base64.urlsafe_b64decode(token)[:16])
    except ValueError:
        return None
    return session if same(form_token(accounts, browser="", session=session), token) else None


def same(expected: str, given: str | None) -> bool:
    """Whether a form's token is the right one, in constant time; an empty one never is."""
    return bool(expected) and hmac.compare_digest(expected.encode(), (given or "").encode())


def _text(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def safe_next(path: str | None) -> str:
    """The path when it is a page of ours to go on to, else the first page."""
    if not path or len(path) > LONGEST_PATH or LOCAL.fullmatch(path) is None:
        return HOME
    bare = re.split(r"[?#]", path)[0]
    climbs = "//" in bare or "%" in bare or any(part in {".", ".."} for part in bare.split("/"))
    outside = any(bare == e.rstrip("/") or bare.startswith(e.rstrip("/") + "/") for e in ELSEWHERE)
    return HOME if climbs or outside else path


class OwnForms(ASGIMiddleware):
    """Refuse what changes something and comes from another site's page. `/api/v1`, where no cookie counts, is left out.

    `Sec-Fetch-Site` decides where a browser sends it (Fetch Metadata section 2.4), else `Origin` (RFC 6454 section 7).
    What says neither is no browser's form. `refuse` answers in our place, 403.
    """

    def __init__(self, refuse: ASGIApp) -> None:
        self.refuse = refuse

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Pass on reads, programs' requests, and our own forms."""
        programs = str(scope.get("path_template", "")).startswith("/api/v1/")
        if scope.get("method") in READS or programs or own(dict(scope["headers"])):
            await next_app(scope, receive, send)
            return
        await self.refuse(scope, receive, send)


def own(headers: dict[bytes, bytes]) -> bool:
    """Whether a request comes from a page of the server it is sent to, by its (lower-case) headers."""
    site = headers.get(b"sec-fetch-site")
    if site is not None:
        return site in {b"same-origin", b"none"}
    origin, host = headers.get(b"origin"), headers.get(b"host")
    if origin is None or host is None:
        return False
    scheme, _, there = origin.decode("latin-1").partition("://")
    if scheme not in DEFAULT_PORTS:
        return False
    place = _place(f"{scheme}://{there}")
    return place is not None and place == _place(f"{scheme}://{host.decode('latin-1')}")


def _place(address: str) -> tuple[str, int] | None:
    try:
        parts = urlsplit(address)
        port = parts.port or DEFAULT_PORTS[parts.scheme]
    except ValueError:
        return None
    return (parts.hostname, port) if parts.hostname else None
