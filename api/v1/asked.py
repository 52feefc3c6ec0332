"""What a read asks about: its group or thing, as far as the reader may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request

from api.access import reader
from api.names import RecordNames
from api.problems import Problem
from api.v1.service import Service, principal
from governance.kernel import GroupId
from governance.reader import NotFound

if TYPE_CHECKING:
    from governance.kernel import Tier

MOST = 500


def service_of(request: Request[Any, Any, Any]) -> Service:
    """The parts handlers work with."""
    service: Service = request.app.state.service
    return service


def group_of(request: Request[Any, Any, Any], name: str, *, at_least: Tier = 0) -> tuple[Service, GroupId, Tier]:
    """The group a path names, and the reader's clearance in it. Raises `NotFound`."""
    service = service_of(request)
    found = RecordNames(service.governance).find("group", name) or uuid_of(name)
    if found is None:
        raise NotFound("group")
    place = service.governance.find(found)
    if place is None or place.kind != "group":
        raise NotFound("group")
    group = GroupId(found)
    return service, group, reader(service.governance, principal(request), group, at_least=at_least)


def thing_of(request: Request[Any, Any, Any], kind: str, name: str) -> tuple[Service, UUID, GroupId, Tier]:
    """The thing of a kind a path names, its group, and the reader's clearance. Raises `NotFound`."""
    service, found = service_of(request), uuid_of(name)
    place = service.governance.find(found) if found else None
    if found is None or place is None or place.kind != kind or place.group is None:
        raise NotFound(kind)
    return service, found, place.group, reader(service.governance, principal(request), place.group)


def uuid_of(text: str) -> UUID | None:
    """The id a text spells, if it does."""
    try:
        return UUID(text)
    except ValueError:
        return None


def within(limit: int) -> int:
    """A page size, refused outside 1 to 500."""
    if not 1 <= limit <= MOST:
        raise Problem(400, "bad-request", f"limit is 1 to {MOST}.")
    return limit


def link(request: Request[Any, Any, Any], after: str | None) -> dict[str, str]:
    """The header that names the next page."""
    if after is None:
        return {}
    asked = {name: value for name, value in request.query_params.items() if name != "after"}
    return {"Link": f'<{request.url.path}?{urlencode({**asked, "after": after})}>; rel="next"'}
