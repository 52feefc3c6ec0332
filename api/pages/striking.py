"""Taking back a slip, for officers: the lines of the minutes with the acts behind them, and one act to take back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.access import OFFICER
from api.pages.acting import Once, Place, Refusal, act_page, meeting_of_officers
from api.pages.acting import act as ask
from api.pages.forms import form_page, genuine, go
from api.pages.language import gettext as _
from api.v1.withheld import closed_parts
from governance.kernel import EventId, MeetingId
from governance.meeting import events as e
from governance.meeting import people_events as p
from governance.meeting.business import slips
from governance.motion import events as m
from governance.reader import NotFound
from projections.minutes.names import Names

if TYPE_CHECKING:
    from governance.kernel import Event


class ActLine(msgspec.Struct, frozen=True):
    """An act that may be a slip, in a few words."""

    id: EventId
    words: str
    time: str | None


class MinutesLine(msgspec.Struct, frozen=True):
    """A line of the minutes with the acts behind it that may be slips; `closed`: it was said behind closed doors."""

    number: str
    text: str
    acts: tuple[ActLine, ...]
    closed: bool = False


class Striking(Once, frozen=True):
    """Why an act is taken back."""

    reason: str = ""


@get("/meetings/{meeting:str}/lines", sync_to_thread=True)
def lines(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Response[str]:
    """Every line of the minutes with what may be taken back of it, and acts that no line tells of yet."""
    place, found = meeting_of_officers(request, meeting)
    document = place.service.document(found, 1)
    acts = _acts(place, found)
    # Each act under the first line that tells of it.
    closed = closed_parts(place.service.governance, found, OFFICER)
    behind_doors = [(str(part.number), line) for part in closed for line in part.lines]
    told = [
        MinutesLine(number, line.text, tuple(acts.pop(one) for one in line.events if one in acts), closed=apart)
        for apart, lines_there in ((False, [(one.number, one) for one in document.lines]), (True, behind_doors))
        for number, line in lines_there
    ]
    return form_page(
        request,
        "lines.html",
        group=place.directory,
        path=place.path,
        meeting=found,
        document=document,
        lines=told,
        more=list(acts.values()),
    )


@get("/meetings/{meeting:str}/lines/{act:str}/strike", sync_to_thread=True)
def to_strike(request: Request[Any, Any, Any], meeting: FromPath[str], act: FromPath[str]) -> Response[str]:
    """What taking an act back does; it says beforehand when the rules do not allow it."""
    place, found = meeting_of_officers(request, meeting)
    slip = _slip(place, found, act)
    tried = _strike(place, found, slip, Striking(), check=True)
    return _page(request, place, found, slip, Striking(), stopped=tried)


@post("/meetings/{meeting:str}/lines/{act:str}/strike", sync_to_thread=True)
def strike(
    request: Request[Any, Any, Any], meeting: FromPath[str], act: FromPath[str], data: URLEncodedBody[Striking]
) -> Response[Any]:
    """Take an act back."""
    genuine(request, data)
    place, found = meeting_of_officers(request, meeting)
    if _taken_back(place, found, act):
        return go(f"/meetings/{found}/lines")
    slip = _slip(place, found, act)
    refused = _strike(place, found, slip, data, check=True)
    if refused is None:
        said = data.reason.strip()
        refused = _strike(place, found, slip, data) if said else Refusal("reason", _("Please say why."))
    return _page(request, place, found, slip, data, refused) if refused else go(f"/meetings/{found}/lines")


def _strike(place: Place, meeting: MeetingId, slip: ActLine, data: Striking, *, check: bool = False) -> Refusal | None:
    kept = place.service.governance.meeting(meeting).acts.get(slip.id)
    # In the same way as it was recorded: what was written up is not dated today.
    told = {"act": str(slip.id), "reason": data.reason, "mode": kept.fact.mode if kept else "live"}
    done = ask(place, "strikeAct", told, meeting=meeting, check=check, once=data.once)
    return done if isinstance(done, Refusal) else None


def _acts(place: Place, meeting: MeetingId) -> dict[UUID, ActLine]:
    state = place.service.governance.meeting(meeting)
    names = Names(state.roll.values(), place.directory.labels, tier=1)
    return {
        act: ActLine(act, _words(kept.fact.event, names), kept.fact.occurred.clock)
        for act, kept in slips(state).items()
    }


def _words(event: Event, names: Names) -> str:
    match event:
        case e.AttendanceSet():
            return _("The roll as it was called")
        case e.HeadcountNoted(count=count):
            return _("%(count)s people counted") % {"count": count}
        case e.MemberArrived(seat=seat) | p.DeputySeated(seat=seat):
            return _("%(who)s came in") % {"who": names.of(seat)}
        case e.MemberLeft(seat=seat):
            return _("%(who)s left") % {"who": names.of(seat)}
        case e.ApologiesGiven(seat=seat):
            return _("Apologies from %(who)s") % {"who": names.of(seat)}
        case e.VisitorNoted():
            return _("A visitor")
        case m.VoteCast(seat=seat):
            return _("The vote of %(who)s") % {"who": names.of(seat)}
        case e.NoteTaken() | p.VisitorActed():
            return _("The note")
        case e.SuggestionNoted():
            return _("The suggestion")
        case m.AmendmentMoved():
            return _("The change to the proposal")
        case _:
            return _("The proposal")


def _slip(place: Place, meeting: MeetingId, text: str) -> ActLine:
    found = next((one for one in _acts(place, meeting).values() if str(one.id) == text), None)
    if found is None:
        raise NotFound("act")
    return found


def _taken_back(place: Place, meeting: MeetingId, text: str) -> bool:
    """Whether it was done already, as when a form is sent twice."""
    struck = (one.event.act for one in place.service.governance.stream(meeting) if isinstance(one.event, e.ActStruck))
    return text in {str(act) for act in struck}


def _page(
    request: Request[Any, Any, Any],
    place: Place,
    meeting: MeetingId,
    slip: ActLine,
    data: Striking,
    refused: Refusal | None = None,
    *,
    stopped: Refusal | None = None,
) -> Response[str]:
    document = place.service.document(meeting, 1)
    behind_doors = (line for part in closed_parts(place.service.governance, meeting, OFFICER) for line in part.lines)
    line = next((line for line in (*document.lines, *behind_doors) if slip.id in line.events), None)
    more = {"meeting": meeting, "document": document, "slip": slip, "line": line, "data": data, "stopped": stopped}
    return act_page(request, "strike.html", place, refused, once=data.once, **more)


STRIKING = [lines, to_strike, strike]
