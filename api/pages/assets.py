"""Our own stylesheet, script and mark, under addresses that change with their content."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

FOLDER = Path(__file__).parent.parent / "static"
KINDS = {".css": "text/css", ".svg": "image/svg+xml", ".js": "text/javascript"}
FILES = {file.name: file.read_bytes() for file in sorted(FOLDER.iterdir()) if file.suffix in KINDS}
DIGESTS = {name: hashlib.sha256(content).hexdigest()[:16] for name, content in FILES.items()}


def address(name: str) -> str:
    """Where a file of ours is read; another address when its content is another."""
    return f"/static/{DIGESTS[name]}/{name}"


@get("/static/{digest:str}/{name:str}", include_in_schema=False, sync_to_thread=False)
def asset(request: Request[Any, Any, Any], digest: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """A file of ours, for ever the same at this address."""
    del request
    if DIGESTS.get(name) != digest:
        raise NotFoundException
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return Response(FILES[name], media_type=KINDS[Path(name).suffix], headers=headers)
