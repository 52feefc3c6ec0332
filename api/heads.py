"""HEAD (RFC 9110 section 9.3.2): what GET answers, without the body, on pages and files; the web API says 405."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from litestar.types import ASGIApp, Message, Receive, Scope, Send

PROGRAMS = "/api"


class Heads:
    """An application that also answers HEAD, wherever it answers GET."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask for the page, and keep its body back."""
        if scope.get("method") != "HEAD" or scope["path"].startswith(PROGRAMS):
            await self.app(scope, receive, send)
            return

        async def bare(message: Message) -> None:
            if message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        await self.app(cast("Scope", {**scope, "method": "GET"}), receive, bare)
