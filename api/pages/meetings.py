"""Pages of a meeting: before it the notice, after it the minutes to read, to print, and as plain text."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath, FromQuery
from markupsafe import Markup

from api.access import OFFICER, today
from api.pages.calling import KINDS, MANNERS
from api.pages.language import gettext as _
from api.pages.paper import paper_of
from api.pages.rendering import HEADERS, page, trusted
from api.pages.scanned import square
from api.pages.touching import made_on
from api.v1.asked import thing_of, tier_of
from api.v1.service import Service
from api.v1.withheld import closed_parts
from governance.checkpoints import Awaited, Checkpoints
from governance.kernel import GroupId, MeetingId, Moment, Sealed, Tier
from governance.log.carry import verifier_digest
from governance.meeting.events import AgendaEntry, ItemProposed, MeetingCalled, MeetingCancelled, MeetingClosed
from governance.meeting.notice_events import ProposalNotTaken, ProposalTaken
from projections.minutes import html, plain
from projections.minutes.copies import Copy

HELD = {"open", "adjourned", "closed"}


class Refused(msgspec.Struct, frozen=True):
    """Business that a meeting did not take, and why; `late` where it came too late for members to insist on it."""

    proposal: UUID
    title: str
    reason: str
    late: bool


class Line(msgspec.Struct, frozen=True):
    """A numbered line of an agenda, and what `kind` of business members were told it is.

    `about` is the earlier decision it is about, and `made` when that was made.
    """

    number: int
    words: str
    about: UUID | None
    made: Moment | None
    kind: str


class Notice(msgspec.Struct, frozen=True):
    """What members are told of a meeting: how they meet, the agenda with its numbers, and why it was called off."""

    manner: str
    given: Moment | None
    agenda: tuple[Line, ...]
    reason: str | None
    not_taken: tuple[Refused, ...] = ()


class Spoken(msgspec.Struct, frozen=True):
    """How many entries the log covered, and the eight words for that; `verifier` is the digest of who can check it.

    `square` is the checkpoint itself, signed, drawn to be scanned. `waits`: no witness has signed it yet, though some
    are asked.
    """

    size: int
    words: str
    square: Markup
    waits: bool
    verifier: str


@get("/meetings/{meeting:str}", sync_to_thread=True)
def meeting_page(
    request: Request[Any, Any, Any], meeting: FromPath[str], version: FromQuery[str] = ""
) -> Response[str]:
    """The minutes of a meeting, what we decided first; before it was held, its notice and agenda."""
    service, found, _stream = thing_of(request, "meeting", meeting)
    tier = tier_of(request, found)
    copy = service.minutes(found, _readable(tier), version="corrected" if version == "corrected" else None)
    document = copy.document
    state = service.governance.meeting(MeetingId(found))
    assert state.starts is not None, "a meeting is called for a day"
    zone = service.governance.group(GroupId(document.group)).zone
    return page(
        request,
        "meeting.html",
        group=service.governance.directory(GroupId(document.group)),
        document=document,
        article=trusted(html.article(document, copy.notes)),
        meeting=found,
        stage=state.stage,
        held=state.stage in HELD,
        past=not today(zone).before(state.starts),
        hasty=tier >= 1 and state.stage == "called" and "R-NO1" in state.irregular,
        notice=notice_of(service, found) if tier else None,
        officer=tier >= OFFICER,
        member=tier >= 1 and state.stage == "closed",
        closed=closed_parts(service.governance, found, tier),
        corrections=any(copy.notes.parts.values()),
        corrected=version == "corrected",
        paper=paper_of(service, GroupId(document.group)),
        spoken=spoken_of(service, found) if tier else None,
        waits=waits_of(service, service.governance.stream(found)[-1].position) if tier else None,
        chair_waited_for=service.governance.floor(MeetingId(found)).chair_waited_for
        if tier and state.stage == "open"
        else None,
    )


@get("/meetings/{meeting:str}/minutes.txt", sync_to_thread=True)
def minutes_text(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Response[str]:
    """The minutes as plain text, to be read aloud or sent by e-mail."""
    service, found, _stream = thing_of(request, "meeting", meeting)
    tier = tier_of(request, found)
    written = _plain(service.minutes(found, _readable(tier))) + _aloud(spoken_of(service, found) if tier else None)
    headers = {**HEADERS, "Cache-Control": "no-store"}
    return Response(written, media_type="text/plain", headers=headers)


def spoken_of(service: Service, meeting: UUID) -> Spoken | None:
    """What is read aloud once the log covers a closed meeting, and whether a witness has seen that."""
    closed = [one.position for one in service.governance.stream(meeting) if isinstance(one.event, MeetingClosed)]
    checkpoints = Checkpoints(service.governance.store.rows)
    found = checkpoints.words(closed[-1]) if closed else None
    if found is None:
        return None
    size, words, note = found
    waits = checkpoints.awaited(closed[-1]) == "witness"
    return Spoken(size, words, trusted(square(note)), waits, verifier_digest())


def waits_of(service: Service, position: int) -> Awaited | None:
    """What an act still waits for, as pages say it."""
    return Checkpoints(service.governance.store.rows).shown(position)


def notice_of(service: Service, meeting: UUID) -> Notice:
    """The notice of a meeting with what was added to its agenda since."""
    events = [one.event for one in service.governance.stream(meeting)]
    called = events[0]
    assert isinstance(called, MeetingCalled), "a meeting's stream opens with its call"
    agenda: list[AgendaEntry] = [*called.agenda, *(e.entry for e in events if isinstance(e, ItemProposed))]
    reason: Sealed | None = next((e.reason for e in events if isinstance(e, MeetingCancelled)), None)
    taken = {e.proposal for e in events if isinstance(e, ProposalTaken)}
    off = [e for e in events if isinstance(e, ProposalNotTaken) and e.proposal not in taken]
    said = [*(entry.title for entry in agenda), *(words for e in off for words in (e.title, e.reason))]
    words = service.governance.words([*said, *([reason] if reason else [])])
    made = made_on(service, (entry.about for entry in agenda))
    return Notice(
        manner=MANNERS[called.manner](),
        given=called.notice_given,
        agenda=tuple(
            Line(
                a.number,
                words[a.title.ref],
                a.about,
                None if a.about is None else made.get(a.about),
                KINDS[a.category]() if a.category is not None and a.category in KINDS else "",
            )
            for a in agenda
        ),
        reason=words[reason.ref] if reason else None,
        not_taken=tuple(Refused(e.proposal, words[e.title.ref], words[e.reason.ref], e.late) for e in off),
    )


def _aloud(spoken: Spoken | None) -> str:
    if spoken is None:
        return ""
    told = _("Write this number and these words on your papers. They prove what the record held then.")
    waits = _("No witness from outside has confirmed this yet.") + "\n" if spoken.waits else ""
    program = _("The program that checks our record has this fingerprint:")
    return f"\n{told}\n{spoken.size} {spoken.words}\n{waits}{program}\n{spoken.verifier}\n"


def _plain(copy: Copy) -> str:
    return plain.render(copy.document, copy.notes)


def _readable(tier: Tier) -> Tier:
    return min(tier, 1)


MEETINGS = [meeting_page, minutes_text]
