"""Pages beside the API: what this is, what a problem means, and whether the server is well."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from api.problems import PAGES
from api.v1.service import reachable

if TYPE_CHECKING:
    from api.v1.service import Service

HTML = "text/html; charset=utf-8"


class Ready(msgspec.Struct, frozen=True):
    """Whether the server can do its work, and what is behind or broken if not."""

    ready: bool
    demonstration: bool
    head: int
    projections: dict[str, int]
    faults: dict[str, str]


def _page(title: str, body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title></head><body><main><h1>{escape(title)}</h1>{body}</main></body></html>\n"
    )


@get("/", include_in_schema=False, sync_to_thread=False)
def home() -> Response[str]:
    """What this is."""
    body = (
        "<p>The minute book that nobody can quietly rewrite. This server keeps the record of groups led by people"
        " with lived experience.</p>"
        '<p>Programs use the <a href="/api/openapi.json">web API</a>. <a href="/health/ready">Is it well?</a></p>'
    )
    return Response(_page("Minutebook", body), media_type=HTML)


@get("/problems/{name:str}", include_in_schema=False, sync_to_thread=False)
def problem(name: FromPath[str]) -> Response[str]:
    """What a problem type means."""
    if name not in PAGES:
        raise NotFoundException
    return Response(_page(name.replace("-", " ").capitalize(), f"<p>{escape(PAGES[name])}</p>"), media_type=HTML)


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


PAGES_BESIDE = [home, problem, live, ready]
