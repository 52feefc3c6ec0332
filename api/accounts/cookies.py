"""Cookies: their names and flags, as the server's public address allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from litestar.datastructures import Cookie

if TYPE_CHECKING:
    import datetime as dt

    from litestar import Request

    from api.settings import Settings

CookieKind = Literal["session", "reading", "form"]


def named(settings: Settings, kind: CookieKind) -> str:
    """A cookie's name; `__Host-` (RFC 6265bis section 4.1.3.2) where https lets browsers insist on it."""
    return f"__Host-minutebook-{kind}" if settings.secure else f"minutebook-{kind}"


def made(settings: Settings, kind: CookieKind, value: str, lasts: dt.timedelta | None = None) -> Cookie:
    """A cookie no script reads and no other site's form sends; without `lasts` it ends with the browser."""
    return Cookie(
        key=named(settings, kind),
        value=value,
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings.secure,
        max_age=None if lasts is None else int(lasts.total_seconds()),
    )


def gone(settings: Settings, kind: CookieKind) -> Cookie:
    """A cookie that removes one."""
    return Cookie(
        key=named(settings, kind),
        value="",
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings.secure,
        max_age=0,
        expires=0,
    )


def given(request: Request[Any, Any, Any], settings: Settings, kind: CookieKind) -> str | None:
    """What the browser sent."""
    return request.cookies.get(named(settings, kind)) or None
