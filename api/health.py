"""Whether the server is alive, and whether it is well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response, get

from api.doctor import unsigned
from api.v1.service import reachable
from governance.checkpoints import Checkpoints
from governance.log.walk import Finding

if TYPE_CHECKING:
    from api.v1.service import Service


class Ready(msgspec.Struct, frozen=True):
    """Whether the server can do its work, and what is behind or broken if not.

    `unsigned` entries no checkpoint covers yet; `witnesses` have each cosigned so many. A log that does not go on, or
    that nobody signs, and a witness that does not answer are told under `faults`, and stop nobody's work.
    """

    ready: bool
    demonstration: bool
    head: int
    projections: dict[str, int]
    unsigned: int
    witnesses: dict[str, int]
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
        silent = Ready(False, False, 0, {}, 0, {}, {"database": "does not answer"})  # noqa: FBT003
        return Response(silent, status_code=503)
    head, heads = service.governance.head(), service.follower.heads()
    faults = {name: h.fault for name, h in heads.items() if h.fault is not None}
    demonstration = service.governance.organisation().demonstration
    behind = {name: head - h.position for name, h in heads.items()}
    log, witnesses = Checkpoints(service.governance.store.rows), service.governance.store.rows(_WITNESSES)
    signed, alarm = log.latest(), log.alarm()
    waiting = log.unsigned()
    told = faults | {f"witness {name}": fault for name, _, fault in witnesses if fault is not None}
    if alarm is not None or waiting is not None:
        told["log"] = str(Finding(*alarm)) if alarm is not None else unsigned(*(waiting or (0, 0)))
    behind_log = head - (signed.checkpoint.size if signed else 0)
    cosigned = {name: size for name, size, _ in witnesses}
    answer = Ready(not faults, demonstration, head, behind, behind_log, cosigned, told)
    return Response(answer, status_code=503 if faults else 200)


_WITNESSES = "SELECT name, cosigned, fault FROM log.witness"
HEALTH = [live, ready]
