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
from governance.group.asked_events import Origin, ReviewKind
from governance.group.requisitioning import still_needed
from governance.kernel import Date, Moment

if TYPE_CHECKING:
    from api.v1.service import Service
    from governance.group.state import GroupState


class RequisitionView(msgspec.Struct, frozen=True):
    """A meeting that members ask for: what about, and which seats asked.

    `more` members must still ask, `more_with_lived_experience` of them with lived experience. `call_by` is the chair's
    last day to call it, once enough have asked; `overdue` as of today. `meeting` answers it. Where nobody is left who
    `asked`, it was taken back.
    """

    requisition: UUID
    business: tuple[str, ...]
    asked: tuple[UUID, ...]
    more: int
    more_with_lived_experience: int
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
    now = today(state.zone)
    return [
        RequisitionView(
            requisition,
            tuple(words[one.title.ref] for one in asked.business),
            asked.asked,
            *((0, 0) if asked.call_by else still_needed(state, asked.asked, now)),
            asked.call_by,
            asked.overdue(now.local[:10]),
            asked.meeting,
        )
        for requisition, asked in kept.items()
    ]


def requested(service: Service, state: GroupState) -> list[RequisitionView]:
    """The meetings that members ask for and nobody has called, the latest first."""
    return [one for one in reversed(requisitions_of(service, state)) if one.asked and not one.meeting]


class BusinessView(msgspec.Struct, frozen=True):
    """Business for a meeting: a member's, or what the rules bring back (`origin`); `meeting` has it on its agenda.

    `about` is the earlier decision it would undo, change or put again. `waits` until a meeting answers it; `refused`:
    one did not take it; `withdrawn`: it was taken back before that.
    """

    proposal: UUID
    title: str
    for_decision: bool
    seat: UUID | None
    origin: Origin
    since: Moment
    meeting: UUID | None
    refused: bool
    withdrawn: bool
    waits: bool
    about: UUID | None = None


@get("/groups/{group:str}/business", operation_id="listBusiness", sync_to_thread=True)
def list_business(
    request: Request[Any, Any, Any],
    group: FromPath[str],
    waiting_only: FromQuery[bool] = False,  # noqa: FBT002 - a query parameter
    as_known_at: FromQuery[str | None] = None,
) -> Response[list[BusinessView]]:
    """What members proposed for a meeting, the oldest first; with `waiting_only`, what none has answered (R-NO7)."""
    service, found, _ = group_of(request, group, at_least=1)
    at = position_of(service, as_known_at)
    listed = business_of(service, group_then(service, found, at))
    return answered(request, [o for o in listed if not waiting_only or o.waits], at=at)


def business_of(service: Service, state: GroupState) -> list[BusinessView]:
    """What members proposed, with its words."""
    words = service.governance.words(kept.title for kept in state.business.values())
    return [
        BusinessView(
            proposal,
            words[kept.title.ref],
            kept.for_decision,
            kept.seat,
            kept.origin,
            kept.since,
            kept.meeting,
            kept.refused,
            kept.withdrawn,
            kept.waits,
            kept.about,
        )
        for proposal, kept in state.business.items()
    ]


class ReviewView(msgspec.Struct, frozen=True):
    """What is to be looked at again by a day; `expired` as of today. It goes on, unless it `lapses`."""

    kind: ReviewKind
    thing: UUID
    words: str | None
    review_by: Date
    expired: bool
    lapses: bool


@get("/groups/{group:str}/reviews", operation_id="listReviews", sync_to_thread=True)
def list_reviews(
    request: Request[Any, Any, Any],
    group: FromPath[str],
    expired_only: FromQuery[bool] = False,  # noqa: FBT002 - a query parameter
    as_known_at: FromQuery[str | None] = None,
) -> Response[list[ReviewView]]:
    """Standing orders, decisions and closed items to be looked at again, the soonest first (R-RV1)."""
    service, found, _ = group_of(request, group, at_least=1)
    at = position_of(service, as_known_at)
    listed = reviews_of(service, group_then(service, found, at))
    return answered(request, [one for one in listed if one.expired or not expired_only], at=at)


def reviews_of(service: Service, state: GroupState) -> list[ReviewView]:
    """What is to be looked at again, with its words."""
    now = today(state.zone)
    known = state.reviews_at(now)
    words = service.governance.words(kept.words for kept in known.values() if kept.words is not None)
    return [
        ReviewView(
            kept.kind,
            thing,
            None if kept.words is None else words[kept.words.ref],
            kept.review_by,
            kept.expired(now.local[:10]),
            kept.lapses,
        )
        for thing, kept in known.items()
    ]


ASKED_FOR = [list_requisitions, list_business, list_reviews]
