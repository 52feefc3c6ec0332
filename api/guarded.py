"""What every answer tells the browser, page or not: to run nothing it does not name, and to guess nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from litestar.types import Message, Scope

# Pages say more (`api.pages.rendering`); what says nothing itself loads and runs nothing at all.
STRICT = (
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


async def guard(message: Message, scope: Scope) -> None:
    """Add the headers an answer does not bring itself."""
    del scope
    if message["type"] != "http.response.start":
        return
    said = {name.lower() for name, _ in message["headers"]}
    message["headers"] = [*message["headers"], *(one for one in STRICT if one[0] not in said)]
