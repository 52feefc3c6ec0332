"""Reading meetings: the floor, the agenda, motions, minutes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath, FromQuery

from api import etag
from api.access import may_read_of
from api.v1.answers import JSON, answered, wants
from api.v1.asked import (
    group_of,
    link,
    meeting_then,
    of_views,
    position_of,
    then_public,
    thing_of,
    tier_of,
    waited,
    within,
)
from api.v1.service import Service
from api.v1.views import ItemView, MeetingView, MotionView, VoteView
from api.v1.withheld import reads_closed
from governance.kernel import MeetingId, MotionId, SeatId
from governance.meeting.floor import Floor
from governance.motion.procedure_events import UnfinishedBusinessTaken
from governance.motion.state import Motion
from governance.reader import NotFound
from governance.vault import WITHHELD
from projections.meetings import Call, Calls, Stages
from projections.minutes import html, plain
from projections.minutes.copies import Copy, Version
from projections.minutes.document import canonical
from projections.minutes.quorum_timeline import QuorumTimeline
from projections.minutes.quorum_timeline import fold as timeline


@get("/groups/{group:str}/meetings", operation_id="listMeetings", sync_to_thread=True)
def list_meetings(
    request: Request[Any, Any, Any],
    group: FromPath[str],
    after: FromQuery[str | None] = None,
    limit: FromQuery[int] = 100,
    wait_for: FromQuery[int | None] = None,
    as_known_at: FromQuery[str | None] = None,
) -> Response[list[MeetingView]]:
    """The meetings of a group by the day they start."""
    service, found, tier = group_of(request, group)
    at, most = position_of(service, as_known_at), within(limit)
    then_public(service, found, tier, at)
    waited(service, wait_for)
    listed = of_views(
        service, at, lambda: service.views.listed(Calls(), f"{found}/", after=after or "", limit=most, at=at)
    )
    stages = of_views(service, at, lambda: _stages(service, [call.meeting for _, call in listed], at))
    words = service.governance.words(s for _, call in listed for s in (call.title, call.place) if s is not None)
    views = [
        _meeting_view(call, words, stages.get(call.meeting, "called"))
        for _, call in listed
        if may_read_of(service.governance, found, call.starts, tier)
    ]
    return answered(request, views, at=at, headers=link(request, listed[-1][0] if len(listed) == most else None))


def _stages(service: Service, meetings: list[UUID], at: int | None) -> dict[UUID, str]:
    if at is None:
        return {UUID(key): found.stage for key, found in service.views.many(Stages(), [*map(str, meetings)]).items()}
    known = {meeting: service.views.read(Stages(), str(meeting), at) for meeting in meetings}
    return {meeting: found.stage for meeting, found in known.items() if found is not None}


def _meeting_view(call: Call, words: dict[UUID, str], stage: str) -> MeetingView:
    return MeetingView(
        call.meeting,
        call.starts,
        call.kind,
        call.manner,
        words[call.title.ref] if call.title else None,
        words[call.place.ref] if call.place else None,
        stage,
    )


@get("/meetings/{meeting:str}", operation_id="getMeeting", sync_to_thread=True)
def get_meeting(
    request: Request[Any, Any, Any], meeting: FromPath[str], as_known_at: FromQuery[str | None] = None
) -> Response[MeetingView]:
    """One meeting; its ETag is good for `If-Match`."""
    service, found, at = _asked(request, meeting, as_known_at)
    state = meeting_then(service, found, at)
    version = service.governance.version(found)
    call = Calls().refold(service.governance.stream(found, at))
    words = service.governance.words(s for s in (call.title, call.place) if s is not None)
    tag = etag.of_stream(found, version) if at is None else None
    return answered(request, _meeting_view(call, words, state.stage), tag=tag, at=at)


def _asked(request: Request[Any, Any, Any], meeting: str, as_known_at: str | None) -> tuple[Service, UUID, int | None]:
    """The meeting asked for and the position, as far as the reader may see it then."""
    service, found, _ = thing_of(request, "meeting", meeting)
    at = position_of(service, as_known_at)
    group = service.governance.meeting(MeetingId(found)).group
    assert group is not None, "a called meeting has a group"
    then_public(service, group, tier_of(request, found), at, what="meeting")
    return service, found, at


@get("/meetings/{meeting:str}/floor", operation_id="getFloor", sync_to_thread=True)
def get_floor(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Response[Floor]:
    """What is in order now, and why the rest is not."""
    service, found, _ = thing_of(request, "meeting", meeting, at_least=1)
    return answered(request, service.governance.floor(MeetingId(found)))


@get("/meetings/{meeting:str}/items", operation_id="listItems", sync_to_thread=True)
def list_items(
    request: Request[Any, Any, Any], meeting: FromPath[str], as_known_at: FromQuery[str | None] = None
) -> Response[list[ItemView]]:
    """The agenda and how each item stands."""
    service, found, at = _asked(request, meeting, as_known_at)
    items = meeting_then(service, found, at).items
    views = [ItemView(i, k.number, k.for_decision, k.in_notice, k.stage, k.decided, k.about) for i, k in items.items()]
    return answered(request, views, at=at)


@get("/motions/{motion:str}", operation_id="getMotion", sync_to_thread=True)
def get_motion(
    request: Request[Any, Any, Any], motion: FromPath[str], as_known_at: FromQuery[str | None] = None
) -> Response[MotionView]:
    """One motion or amendment as it stands."""
    service, q, at = _motion(request, motion, as_known_at)
    hidden = _hidden(request, service, q, at)
    options = [option.words for option in q.options.options] if q.options else []
    said = [q.words, *options]
    words = {one.ref: WITHHELD for one in said} if hidden else service.governance.words(said)
    view = MotionView(
        q.id,
        q.item,
        q.mover,
        q.seconder,
        words[q.words.ref],
        q.amends,
        q.stage,
        kind=q.kind,
        about=q.about,
        options=tuple(words[option.ref] for option in options),
        again=q.again,
        part_of=q.part_of,
        annulled=q.annulled,
    )
    return answered(request, view, at=at)


@get("/motions/{motion:str}/votes", operation_id="listVotes", sync_to_thread=True)
def list_votes(
    request: Request[Any, Any, Any], motion: FromPath[str], as_known_at: FromQuery[str | None] = None
) -> Response[list[VoteView]]:
    """Answers by seat, for a vote by names; none of a vote behind closed doors for whom that is not to read."""
    service, q, at = _motion(request, motion, as_known_at)
    if _hidden(request, service, q, at):
        raise NotFound("motion")
    return answered(request, [VoteView(SeatId(seat), choice) for seat, choice in q.votes.items()], at=at)


def _hidden(request: Request[Any, Any, Any], service: Service, q: Motion, at: int | None) -> bool:
    """Whether a proposal was made behind closed doors and is not for the reader."""
    meeting = service.stream_of_thing(q.id)
    behind_doors = q.id in meeting_then(service, meeting, at).unheard
    return behind_doors and not reads_closed(service.governance, meeting, q.item, tier_of(request, q.id))


def _motion(
    request: Request[Any, Any, Any], motion: str, as_known_at: str | None
) -> tuple[Service, Motion, int | None]:
    service, found, stream = thing_of(request, "motion", motion, at_least=1)
    at = position_of(service, as_known_at)
    q: Motion | None = None
    before: UUID | None = stream
    while q is None and before is not None:
        q = meeting_then(service, before, at).motions.get(MotionId(found)) if _called(service, before, at) else None
        before = _left_over_from(service, before, found) if q is None else None
    if q is None:
        raise NotFound("motion")
    return service, q, at


def _called(service: Service, meeting: UUID, at: int | None) -> bool:
    return bool(service.governance.stream(meeting, at))


def _left_over_from(service: Service, meeting: UUID, motion: UUID) -> UUID | None:
    """The meeting a motion was before until it was taken up at this one."""
    taken = (e.event for e in service.governance.stream(meeting) if isinstance(e.event, UnfinishedBusinessTaken))
    found = (e.earlier for e in taken if any(kept.motion == motion for kept in e.motions))
    return next((earlier for earlier in found if earlier != meeting), None)


@get("/meetings/{meeting:str}/minutes", operation_id="getMinutes", sync_to_thread=True)
def get_minutes(
    request: Request[Any, Any, Any],
    meeting: FromPath[str],
    as_known_at: FromQuery[str | None] = None,
    wait_for: FromQuery[int | None] = None,
    version: FromQuery[Version | None] = None,
) -> Response[Any]:
    """The minutes: the canonical document as JSON, plain text, or a page, by `Accept`.

    `version` is the `draft`, what was `approved`, or that as `corrected` since; left out, what was approved, else the
    draft.
    """
    service, found, at = _asked(request, meeting, as_known_at)
    waited(service, wait_for)
    copy = service.minutes(found, 0 if tier_of(request, found) == 0 else 1, at, version)
    kind = wants(request, "text/html", "text/plain")
    return answered(request, _rendered(copy, kind), kind=kind or JSON, at=at)


def _rendered(copy: Copy, kind: str | None) -> bytes:
    if kind == "text/html":
        return html.render(copy.document, copy.notes).encode()
    if kind == "text/plain":
        return plain.render(copy.document, copy.notes).encode()
    return canonical(copy.document)


@get("/meetings/{meeting:str}/quorum", operation_id="getQuorumTimeline", sync_to_thread=True)
def get_quorum_timeline(
    request: Request[Any, Any, Any], meeting: FromPath[str], as_known_at: FromQuery[str | None] = None
) -> Response[QuorumTimeline]:
    """When the meeting could decide and when not: each test with its time and counts, struck acts left out."""
    service, found, _ = thing_of(request, "meeting", meeting, at_least=1)
    at = position_of(service, as_known_at)
    return answered(request, timeline(service.governance.stream(found, at)), at=at)


MEETINGS = [
    list_meetings,
    get_meeting,
    get_floor,
    list_items,
    get_motion,
    list_votes,
    get_minutes,
    get_quorum_timeline,
]
