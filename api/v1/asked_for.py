"""Reading what members ask for between meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath, FromQuery

from api.access import today
from api.v1.answers import answered
from api.v1.asked import group_of, group_then, position_of
from governance.kernel import Date

if TYPE_CHECKING:
    from api.v1.service import Service
    from governance.group.state import GroupState


class RequisitionView(msgspec.Struct, frozen=True):
    """A meeting that members ask for: what about, and which seats asked.

    `call_by` is the chair's last day to call it, once enough have asked; `overdue` as of today. `meeting` answers it.
    """

    requisition: UUID
    business: tuple[str, ...]
    asked: tuple[UUID, ...]
    call_by: Date | None
    overdue: bool
    meeting: UUID | None


@get("/groups/{group:str}/requisitions", operation_id="listRequisitions", sync_to_thread=True)
def list_requisitions(
    request: Request[Any, Any, Any], group: FromPath[str], as_known_at: FromQuery[str | None] = None
) -> Response[list[RequisitionView]]:
    """The meetings members ask for, in the order they were asked for (R-NO5)."""
    service, found, _ = group_of(request, group, at_least=1)
    at = position_of(service, as_known_at)
    return answered(request, requisitions_of(service, group_then(service, found, at)), at=at)


def requisitions_of(service: Service, state: GroupState) -> list[RequisitionView]:
    """The meetings members ask for, with their words."""
    kept = state.requisitions
    words = service.governance.words(one.title for asked in kept.values() for one in asked.business)
    day = today(state.zone).local[:10]
    return [
        RequisitionView(
            requisition,
            tuple(words[one.title.ref] for one in asked.business),
            asked.asked,
            asked.call_by,
            asked.overdue(day),
            asked.meeting,
        )
        for requisition, asked in kept.items()
    ]


ASKED_FOR = [list_requisitions]
