"""Whether the server is alive, and whether it is well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response, get

from api.v1.service import reachable

if TYPE_CHECKING:
    from api.v1.service import Service


class Ready(msgspec.Struct, frozen=True):
    """Whether the server can do its work, and what is behind or broken if not."""

    ready: bool
    demonstration: bool
    head: int
    projections: dict[str, int]
    faults: dict[str, str]


@get("/health/live", operation_id="getLive", sync_to_thread=False)
def live() -> dict[str, bool]:
    """Whether the process answers."""
    return {"live": True}


@get("/health/ready", operation_id="getReady", sync_to_thread=True)
def ready(request: Request[Any, Any, Any]) -> Response[Ready]:
    """Whether the database answers and every projection follows: 200, else 503."""
    service: Service = request.app.state.service
    if not reachable(service):
        return Response(Ready(False, False, 0, {}, {"database": "does not answer"}), status_code=503)  # noqa: FBT003
    head, heads = service.governance.head(), service.follower.heads()
    faults = {name: h.fault for name, h in heads.items() if h.fault is not None}
    demonstration = service.governance.organisation().demonstration
    behind = {name: head - h.position for name, h in heads.items()}
    return Response(Ready(not faults, demonstration, head, behind, faults), status_code=503 if faults else 200)


HEALTH = [live, ready]
