"""How far minutes got: sent to all, corrections asked for, approved, signed, corrected since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath

from api.access import today
from api.details import details_of
from api.v1.answers import JSON, answered
from api.v1.asked import thing_of, tier_of
from api.v1.service import Service
from api.v1.withheld import closed_document, reads_closed
from governance.kernel import GroupId, MeetingId, MinutesId
from governance.meeting.sitting import orders_of
from governance.reader import NotFound
from governance.rules.minutes import due
from projections.minutes.apply import fold
from projections.minutes.copies import Compared
from projections.minutes.document import canonical
from projections.minutes.naming import Naming, naming

if TYPE_CHECKING:
    from governance.kernel import Tier
    from governance.minutes.state import Asked, MinutesState
    from projections.minutes.draft import Draft

ANSWERS: dict[str | None, Literal["waiting", "accepted", "declined"]] = {
    None: "waiting", "accepted": "accepted", "declined": "declined",
}  # fmt: skip


class AskedView(msgspec.Struct, frozen=True):
    """A correction of the draft somebody asked for: the line as printed, and `reason` why it was declined."""

    correction: UUID
    seat: UUID
    line: str
    old: str
    new: str
    answer: Literal["waiting", "accepted", "declined"]
    reason: str
    disagreed: bool


class CorrectedView(msgspec.Struct, frozen=True):
    """A correction of what was approved: old and new words, and the day, the meeting and the item that decided so."""

    line: str
    old: str
    new: str
    date: str
    meeting: UUID
    item: int


class LifeView(msgspec.Struct, frozen=True):
    """How far the minutes of a meeting got. Dates are YYYY-MM-DD.

    `due` is the last day on which a draft that was not sent is in time, `late` whether it was not. `compared` says
    whether the approved minutes can still be written as they were: `same`, `removed` words, or `differs`.
    """

    state: Literal["draft", "circulated", "approved"]
    due: str
    late: bool
    circulated: str | None
    formats: tuple[str, ...]
    approved: str | None
    approved_at: UUID | None
    attenders: int | None
    signed_by: UUID | None
    digest: str | None
    compared: Compared | None
    recording_destroyed: bool
    asked: tuple[AskedView, ...]
    corrected: tuple[CorrectedView, ...]


def life_of(service: Service, meeting: UUID, tier: Tier) -> LifeView:
    """How far minutes got, as a reader of a tier may know. Raises `NotFound` before they were drafted."""
    governance = service.governance
    found = governance.places.minutes_of(MeetingId(meeting))
    if found is None:
        raise NotFound("minutes")
    state: MinutesState = governance.outliving("minutes", MinutesId(found))
    draft = fold(governance.whole(meeting))
    last, sent, now = _in_time(service, meeting, state)
    approval = draft.approval
    return LifeView(
        state="approved" if approval else "circulated" if sent else "draft",
        due=last,
        late=(sent or now) > last,
        circulated=sent,
        formats=state.sent[1] if state.sent else (),
        approved=approval.date if approval else None,
        approved_at=approval.meeting if approval else None,
        attenders=approval.attenders if approval else None,
        signed_by=approval.signed_by if approval else None,
        digest=(approval.digest if tier else approval.public_digest) if approval else None,
        compared=service.minutes(meeting, min(tier, 1)).compared,
        recording_destroyed=state.recording_destroyed,
        asked=_asked(service, state) if tier else (),
        corrected=_corrected(service, draft),
    )


def _in_time(service: Service, meeting: UUID, state: MinutesState) -> tuple[str, str | None, str]:
    """The last day in time, the day the minutes went out, and today."""
    held = service.governance.meeting(MeetingId(meeting))
    assert held.last is not None, "a meeting that was closed has a last day"
    assert held.group is not None, "a called meeting has a group"
    now = today(service.governance.group(held.group).zone).local[:10]
    return due(held.last.date, orders_of(held)).isoformat(), state.sent[0].local[:10] if state.sent else None, now


def _asked(service: Service, state: MinutesState) -> tuple[AskedView, ...]:
    sealed = (w for one in state.asked.values() for w in (one.old, one.new, one.reason) if w is not None)
    words = service.governance.words(sealed)
    return tuple(_asked_view(correction, one, words) for correction, one in state.asked.items())


def _asked_view(correction: UUID, one: Asked, words: dict[UUID, str]) -> AskedView:
    return AskedView(
        correction=correction,
        seat=one.seat,
        line=f"{one.where.part}.{one.where.line}",
        old=words[one.old.ref],
        new=words[one.new.ref],
        answer=ANSWERS[one.answer],
        reason=words[one.reason.ref] if one.reason else "",
        disagreed=one.disagreed,
    )


def _corrected(service: Service, draft: Draft) -> tuple[CorrectedView, ...]:
    words = service.governance.words(w for one in draft.corrections for w in (one.change.old, one.change.new))
    return tuple(
        CorrectedView(
            f"{one.change.part}.{one.change.line}",
            words[one.change.old.ref],
            words[one.change.new.ref],
            one.date,
            one.meeting,
            one.item,
        )
        for one in draft.corrections
    )


def people_named(service: Service, meeting: UUID) -> tuple[Naming, ...]:
    """The lines of the minutes that name somebody who holds or held a seat of the group; for its officers."""
    document = service.document(meeting, 1)
    group = service.governance.group(GroupId(document.group))
    persons = {holding.person for seat in group.seats.values() for holding in seat.holdings}
    known = details_of(service.governance, persons).values()
    return naming(document, [details.name for details in known if details.name])


@get("/meetings/{meeting:str}/minutes/life", operation_id="getMinutesLife", sync_to_thread=True)
def get_minutes_life(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Response[LifeView]:
    """How far the minutes of a meeting got, and what a later meeting corrected, with the difference."""
    service, found, _ = thing_of(request, "meeting", meeting)
    return answered(request, life_of(service, found, tier_of(request, found)))


@get("/meetings/{meeting:str}/minutes/names", operation_id="listNames", sync_to_thread=True)
def list_names(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Response[tuple[Naming, ...]]:
    """The lines of the minutes that name a person of the group, for its officers before minutes go out."""
    service, found, _ = thing_of(request, "meeting", meeting, at_least=2)
    return answered(request, people_named(service, found))


@get("/items/{item:str}/closed-session", operation_id="getClosedMinutes", sync_to_thread=True)
def get_closed_minutes(request: Request[Any, Any, Any], item: FromPath[str]) -> Response[Any]:
    """The minutes of what was said behind closed doors: for officers, and for members once they were released."""
    service, found, stream = thing_of(request, "item", item, at_least=1)
    draft = fold(service.governance.whole(stream))
    if str(found) not in draft.closed or not reads_closed(service.governance, stream, found, tier_of(request, found)):
        raise NotFound("item")
    return answered(request, canonical(closed_document(service.governance, draft, found)), kind=JSON)


MINUTES = [get_minutes_life, list_names, get_closed_minutes]
