"""A meeting that members ask for: asked for, joined, taken back, and called for them or by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.access import OFFICER
from api.pages.acting import Place, Refusal, act, act_page, asked_of_members, group_of_members
from api.pages.calling import MANNERS, Calling, start_of, unclear_time
from api.pages.forms import Several, genuine, go, several
from api.pages.language import gettext as _
from api.pages.refusals import words_of
from api.pages.whose import ForSeat, own_seat, told, voters, whose
from api.v1.asked import cleared
from api.v1.asked_for import RequisitionView, requisitions_of
from governance.kernel import RequisitionId
from governance.meeting.asked_for import why_not

if TYPE_CHECKING:
    from uuid import UUID

    from governance.group.requisition import Requisition
    from governance.kernel import SeatId

LINES = 3
MORE = 3
MOST = 20
NOTHING_SAID = ForSeat()


class Wanting(ForSeat, frozen=True):
    """A meeting to ask for, and what about, a line each; `do` is the button chosen."""

    business: Several = []
    do: str = ""

    @property
    def lines(self) -> list[str]:
        """The lines that have words."""
        return [line for line in several(self.business) if line.strip()]


@get("/groups/{group:str}/ask-meeting", sync_to_thread=True)
def to_want(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """Where a member asks for a meeting."""
    return _ask_page(request, group_of_members(request, group), Wanting())


@post("/groups/{group:str}/ask-meeting", sync_to_thread=True)
def want(request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[Wanting]) -> Response[Any]:
    """Ask for the meeting; or, recording nothing, give more lines."""
    genuine(request, data)
    place = group_of_members(request, group)
    if data.do == "more":
        return _ask_page(request, place, data, lines=len(data.lines) + MORE)
    said = told(place, data)
    if isinstance(said, Refusal):
        return _ask_page(request, place, data, said)
    asked = {**said, "business": [{"title": line.strip()} for line in data.lines]}
    done = act(place, "askForMeeting", asked, once=data.once)
    if isinstance(done, Refusal):
        at = "business-1" if done.field == "business" else done.field
        return _ask_page(request, place, data, msgspec.structs.replace(done, field=at))
    return go(f"/requisitions/{done.made}")


@get("/requisitions/{requisition:str}", sync_to_thread=True)
def requisition(request: Request[Any, Any, Any], requisition: FromPath[str]) -> Response[str]:
    """Who asks for a meeting, how many more it takes, and what happens next."""
    place, found = asked_of_members(request, "requisition", requisition)
    return _page(request, place, found, NOTHING_SAID)


@post("/requisitions/{requisition:str}/join", sync_to_thread=True)
def join(request: Request[Any, Any, Any], requisition: FromPath[str], data: URLEncodedBody[ForSeat]) -> Response[Any]:
    """Ask for it too."""
    genuine(request, data)
    place, found = asked_of_members(request, "requisition", requisition)
    done = _name(place, found, "joinRequisition", data)
    return _page(request, place, found, data, done) if done else go(f"/requisitions/{found}")


@get("/requisitions/{requisition:str}/leave", sync_to_thread=True)
def to_leave(request: Request[Any, Any, Any], requisition: FromPath[str]) -> Response[Any]:
    """What taking a name back does, said before it is done; back to the request where the reader has none to take."""
    place, found = asked_of_members(request, "requisition", requisition)
    kept = place.state.requisitions[RequisitionId(found)]
    if kept.meeting is not None or not whose(place, _may_leave(place, kept)).anybody:
        return go(f"/requisitions/{found}")
    return _leave_page(request, place, found, NOTHING_SAID)


@post("/requisitions/{requisition:str}/leave", sync_to_thread=True)
def leave(request: Request[Any, Any, Any], requisition: FromPath[str], data: URLEncodedBody[ForSeat]) -> Response[Any]:
    """Take a name back."""
    genuine(request, data)
    place, found = asked_of_members(request, "requisition", requisition)
    done = _name(place, found, "leaveRequisition", data)
    return _leave_page(request, place, found, data, done) if done else go(f"/requisitions/{found}")


@get("/requisitions/{requisition:str}/call", sync_to_thread=True)
def to_call_it(request: Request[Any, Any, Any], requisition: FromPath[str]) -> Response[Any]:
    """Where the meeting is called, by an officer or by those who asked; it says beforehand when not yet."""
    place, found = asked_of_members(request, "requisition", requisition)
    if place.state.requisitions[RequisitionId(found)].meeting is not None:
        return go(f"/requisitions/{found}")
    return _call_page(request, place, found, Calling())


@post("/requisitions/{requisition:str}/call", sync_to_thread=True)
def call_it(
    request: Request[Any, Any, Any], requisition: FromPath[str], data: URLEncodedBody[Calling]
) -> Response[Any]:
    """Call the meeting for what members asked."""
    genuine(request, data)
    place, found = asked_of_members(request, "requisition", requisition)
    if unclear_time(data.time):
        return _call_page(request, place, found, data, Refusal("time", unclear_time(data.time)))
    done = act(place, "callMeeting", {**start_of(data), "requisition": str(found)}, once=data.once)
    if not isinstance(done, Refusal):
        return go(f"/meetings/{done.made}")
    at = {"notice_given": "starts", "requisition": ""}.get(done.field, done.field)
    return _call_page(request, place, found, data, msgspec.structs.replace(done, field=at))


def _name(place: Place, requisition: UUID, do: str, data: ForSeat) -> Refusal | None:
    said = told(place, data)
    if isinstance(said, Refusal):
        return said
    done = act(place, do, {**said, "requisition": str(requisition)}, once=data.once)
    return done if isinstance(done, Refusal) else None


def _view(place: Place, requisition: UUID) -> RequisitionView:
    return next(one for one in requisitions_of(place.service, place.state) if one.requisition == requisition)


def _ask_page(
    request: Request[Any, Any, Any], place: Place, data: Wanting, refused: Refusal | None = None, *, lines: int = 0
) -> Response[str]:
    shown = min(MOST, max(LINES, lines, len(data.lines) + 1))
    return act_page(
        request, "want.html", place, refused, data=data, lines=[*data.lines, *[""] * (shown - len(data.lines))],
        orders=place.state.orders_at(place.now)[0], whose=whose(place, voters(place)), once=data.once,
    )  # fmt: skip


def _page(
    request: Request[Any, Any, Any], place: Place, found: UUID, data: ForSeat, refused: Refusal | None = None
) -> Response[str]:
    view, mine = _view(place, found), own_seat(place)
    stopped = _why_not(request, place, found)
    return act_page(
        request, "wanted.html", place, refused, view=view, data=data, once=data.once,
        asked=[place.directory.labels[seat] for seat in place.state.requisitions[RequisitionId(found)].asked],
        joining=whose(place, [seat for seat in voters(place) if seat not in view.asked]),
        leaving=whose(place, _may_leave(place, place.state.requisitions[RequisitionId(found)])),
        mine=mine in view.asked,
        may_call=not view.meeting and stopped is None, orders=place.state.orders_at(place.now)[0],
    )  # fmt: skip


def _may_leave(place: Place, kept: Requisition) -> list[SeatId]:
    """Whose names the reader may take back: none that somebody else put there themselves (R-NO5)."""
    mine = own_seat(place)
    return [seat for seat in kept.asked if seat == mine or seat not in kept.own]


def _leave_page(
    request: Request[Any, Any, Any], place: Place, found: UUID, data: ForSeat, refused: Refusal | None = None
) -> Response[str]:
    view, kept = _view(place, found), place.state.requisitions[RequisitionId(found)]
    return act_page(
        request, "want_leave.html", place, refused, view=view, data=data, once=data.once,
        leaving=whose(place, _may_leave(place, kept)), last=len(kept.asked) == 1,
    )  # fmt: skip


def _why_not(request: Request[Any, Any, Any], place: Place, found: UUID) -> str | None:
    """Why the reader cannot call it now, in plain words."""
    officer = cleared(request, place.group, at_least=1) >= OFFICER
    wanted = place.state.requisitions[RequisitionId(found)]
    if wanted.dropped:
        return _("Nobody asks for this meeting any more.")
    found_out = why_not(wanted, place.state, place.now, themselves=not officer, by=own_seat(place))
    return next((words_of(one) for one in found_out), None)


def _call_page(
    request: Request[Any, Any, Any], place: Place, found: UUID, data: Calling, refused: Refusal | None = None
) -> Response[str]:
    return act_page(
        request, "want_call.html", place, refused, view=_view(place, found), data=data, once=data.once,
        manners=[(manner, words()) for manner, words in MANNERS.items()], stopped=_why_not(request, place, found),
        orders=place.state.orders_at(place.now)[0],
    )  # fmt: skip


WANTING = [to_want, want, requisition, join, to_leave, leave, to_call_it, call_it]
