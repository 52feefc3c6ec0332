"""How a read is answered: as JSON or as rendered, with its validator, and not again to whoever has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from litestar import Request, Response

from api import etag

JSON = "application/json"
NDJSON = "application/x-ndjson"
# What the public may read is the same for everybody; what a token opens is nobody else's.
PUBLIC = "public, max-age=60"
PRIVATE = "private, no-cache"


def answered(
    request: Request[Any, Any, Any],
    view: object,
    *,
    tag: str | None = None,
    kind: str = JSON,
    at: int | None = None,
    headers: dict[str, str] | None = None,
) -> Response[Any]:
    """A view as JSON, or bytes of a kind. 304 when the reader has it; `at` is the position a past answer cites."""
    body = view if isinstance(view, bytes) else msgspec.json.encode(view)
    said = {
        **(headers or {}),
        "ETag": tag or etag.of_bytes(body),
        "Vary": "Accept, Authorization",
        "Cache-Control": PRIVATE if "authorization" in request.headers else PUBLIC,
    }
    if at is not None:
        said["Record-Position"] = str(at)
    if etag.has(request.headers.get("if-none-match"), said["ETag"]):
        return Response(b"", status_code=304, headers=said, media_type=kind)
    return Response(body, headers=said, media_type=kind)


def lines(views: Sequence[object]) -> bytes:
    """Views as NDJSON."""
    return b"".join(msgspec.json.encode(view) + b"\n" for view in views)


def wants(request: Request[Any, Any, Any], *kinds: str) -> str | None:
    """The first of these media types the reader accepts by name, in the reader's order; None for JSON."""
    accept = request.headers.get("accept", "")
    for said in (part.partition(";")[0].strip().lower() for part in accept.split(",")):
        if said == JSON:
            return None
        if said in kinds:
            return said
    return None
