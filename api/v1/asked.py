"""What a read asks about: its group or thing, as far as the reader may see it, now or as known then."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request

from api import audits
from api.access import Asker, may_read_of, reader, today
from api.names import RecordNames
from api.problems import Problem
from api.v1.service import LONGEST_WAIT, Service, principal
from governance import grounds
from governance.decision import state as decision_state
from governance.group import state as group_state
from governance.kernel import GroupId, MeetingId, StreamId
from governance.meeting import evolve as meeting_evolve
from governance.meeting.events import MeetingCalled
from governance.meeting.state import MeetingState
from governance.reader import NotFound
from projections.views import Gap

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Moment, Tier
    from governance.record import RecordedEvent

Found = TypeVar("Found")
MOST = 500


def service_of(request: Request[Any, Any, Any]) -> Service:
    """The parts handlers work with."""
    service: Service = request.app.state.service
    return service


def asker(request: Request[Any, Any, Any]) -> Asker:
    """Who asks: on a page whoever its cookies say, of the web API whoever the token says."""
    visitor: Asker | None = getattr(request.state, "visitor", None)
    return visitor or Asker(principal=principal(request))


def cleared(request: Request[Any, Any, Any], group: GroupId, *, at_least: Tier = 0, what: str = "group") -> Tier:
    """The clearance in a group of whoever asks. Raises `NotFound` of `what` for whom it is not there."""
    one = asker(request)
    governance = service_of(request).governance
    tier = reader(governance, one.principal, group, at_least=at_least, what=what, link=one.link)
    audits.noted(governance, one.principal, group, request.url.path)
    return tier


def group_of(request: Request[Any, Any, Any], name: str, *, at_least: Tier = 0) -> tuple[Service, GroupId, Tier]:
    """The group a path names, and the reader's clearance in it. Raises `NotFound`."""
    service = service_of(request)
    group = named_group(service, name)
    return service, group, cleared(request, group, at_least=at_least)


def named_group(service: Service, name: str) -> GroupId:
    """The group that a name or an id is of, whoever may read it. Raises `NotFound`."""
    found = RecordNames(service.governance).find("group", name) or uuid_of(name)
    place = service.governance.find(found) if found else None
    if found is None or place is None or place.kind != "group":
        raise NotFound("group")
    return GroupId(found)


def thing_of(
    request: Request[Any, Any, Any], kind: str, name: str, *, at_least: Tier = 0
) -> tuple[Service, UUID, StreamId]:
    """The thing of a kind a path names, and its stream. Raises `NotFound`, alike for what is hidden and what is not."""
    service, found = service_of(request), uuid_of(name)
    place = service.governance.find(found) if found else None
    if found is None or place is None or place.kind != kind or place.group is None:
        raise NotFound(kind)
    if cleared(request, place.group, at_least=at_least, what=kind) == 0:
        _in_public(service, place.group, place.stream, kind)
    return service, found, place.stream


def _in_public(service: Service, group: GroupId, stream: StreamId, kind: str) -> None:
    """Refuse everybody what was held or decided before the group published. Raises `NotFound` of the kind."""
    first = next(iter(service.governance.stream(stream)), None)
    if first is None or not may_read_of(service.governance, group, held_on(first), 0):
        raise NotFound(kind)


def held_on(first: RecordedEvent) -> Moment:
    """The day a meeting is called for, of anything else the day it was recorded for, by what opened its stream."""
    return first.event.starts if isinstance(first.event, MeetingCalled) else first.occurred


def tier_of(request: Request[Any, Any, Any], thing: UUID) -> Tier:
    """The reader's clearance in the group of a thing found before."""
    place = service_of(request).governance.find(thing)
    assert place is not None, "found before"
    assert place.group is not None, "what has a clearance is in a group"
    return cleared(request, place.group)


def uuid_of(text: str) -> UUID | None:
    """The id a text spells, if it does."""
    try:
        return UUID(text)
    except ValueError:
        return None


def position_of(service: Service, as_known_at: str | None) -> int | None:
    """The position a moment of knowledge means, the head's at most; None for now. A date means all of it (UTC)."""
    if as_known_at is None:
        return None
    head = service.governance.head()
    if as_known_at.isdecimal() and len(as_known_at) < 16:  # noqa: PLR2004 - positions are far from 10^16
        return min(int(as_known_at), head)
    try:
        moment = dt.datetime.fromisoformat(as_known_at)
        if moment.tzinfo is None:
            whole = dt.timedelta(days=1) if len(as_known_at) == 10 else dt.timedelta()  # noqa: PLR2004 - YYYY-MM-DD
            moment = moment.replace(tzinfo=dt.UTC) + whole
        moment = moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise Problem(400, "bad-request", "as_known_at is a date, a time with its offset, or a position.") from None
    return min(service.governance.store.position_at(moment), head)


def group_then(service: Service, group: GroupId, at: int | None) -> group_state.GroupState:
    """A group now, or as known at a position. Raises `NotFound` before it was founded."""
    if at is None:
        return service.governance.group(group)
    state = group_state.fold(one.fact for one in service.governance.stream(group, at))
    if state.group is None:
        raise NotFound("group")
    return state


def lost_of(service: Service, state: group_state.GroupState, now: Moment, at: int | None) -> tuple[grounds.Lost, ...]:
    """What of a group rests on a decision that does not count any more, now or as known at a position."""
    if at is None:
        return grounds.lost(state, now, service.governance.decision)
    return grounds.lost(state, now, lambda one: decision_state.fold(f.fact for f in service.governance.stream(one, at)))


def meeting_then(service: Service, meeting: UUID, at: int | None) -> MeetingState:
    """A meeting now, or as known at a position. Raises `NotFound` before it was called."""
    if at is None:
        return service.governance.meeting(MeetingId(meeting))
    state = meeting_evolve.fold(one.fact for one in service.governance.stream(meeting, at))
    if state.meeting is None:
        raise NotFound("meeting")
    return state


def then_public(service: Service, group: GroupId, tier: Tier, at: int | None, *, what: str = "group") -> None:
    """Whoever reads as the public sees the past only as far as it was public then. Raises `NotFound` of `what`."""
    if tier or at is None:
        return
    try:
        state = group_then(service, group, at)
    except NotFound:
        raise NotFound(what) from None
    if not state.orders_at(today(state.zone))[0].published:
        raise NotFound(what)


def of_views(service: Service, at: int | None, read: Callable[[], Found]) -> Found:
    """What a projection says, once it has come as far as asked."""
    waited(service, at)
    try:
        return read()
    except Gap:
        raise Problem(503, "behind", "This reading is not as far as that position yet.") from None


def waited(service: Service, position: int | None) -> None:
    """Read your writes: wait up to two seconds until the projections have reached a position."""
    if position is not None:
        service.follower.wait_for(position, LONGEST_WAIT)


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
