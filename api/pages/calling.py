"""Calling a meeting and calling it off, for officers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.pages.acting import Once, Place, Refusal, act, act_page, meeting_of_officers, of_officers
from api.pages.days import UNREADABLE, Day, clock
from api.pages.forms import genuine, go
from api.pages.language import gettext as _
from api.v1.asked_for import business_of
from governance.kernel import MeetingId
from governance.meeting.events import MeetingCalled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from governance.acts import Handled

LINES = 4
MORE = 3
MOST_LINES = 60
MANNERS: Mapping[str, Callable[[], str]] = {
    "in_person": lambda: _("In one room"),
    "hybrid": lambda: _("In a room, and some by phone or video"),
    "remote": lambda: _("All by phone or video"),
}
# What is said to be wrong with a meeting's start is said at its day.
AT = {"notice_given": "starts", "agenda": "agenda-1"}


class Calling(Once, frozen=True):
    """A meeting to call; `do` is the button chosen."""

    title: str = ""
    starts_day: str = ""
    starts_month: str = ""
    starts_year: str = ""
    time: str = ""
    place: str = ""
    manner: str = "in_person"
    agenda: list[str] = []
    by_post: str = ""
    do: str = ""

    @property
    def starts(self) -> Day:
        """The day, as typed."""
        return Day(self.starts_day, self.starts_month, self.starts_year)

    @property
    def business(self) -> list[str]:
        """The lines of the agenda that have words."""
        return [line for line in self.agenda if line.strip()]


class Cancelling(Once, frozen=True):
    """Why a meeting is called off."""

    reason: str = ""


@get("/groups/{group:str}/call", sync_to_thread=True)
def to_call(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """Where a meeting is called."""
    return _page(request, of_officers(request, group), Calling())


@post("/groups/{group:str}/call", sync_to_thread=True)
def call(request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[Calling]) -> Response[Any]:
    """Call the meeting; or, recording nothing, give more lines for the agenda or say whether the rules allow it."""
    genuine(request, data)
    place = of_officers(request, group)
    if data.do == "more":
        return _page(request, place, data, lines=len(data.business) + MORE)
    if _unclear(data.time):
        return _page(request, place, data, Refusal("time", _unclear(data.time)))
    check = data.do == "check"
    done = act(place, "callMeeting", _told(data), check=check, once="" if check else data.once)
    if isinstance(done, Refusal):
        return _page(request, place, data, msgspec.structs.replace(done, field=AT.get(done.field, done.field)))
    return _page(request, place, data, allowed=_notice(done)) if check else go(f"/meetings/{done.made}")


@get("/meetings/{meeting:str}/cancel", sync_to_thread=True)
def to_cancel(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Response[str]:
    """Where a meeting is called off; it says beforehand when that cannot be done any more."""
    place, found = meeting_of_officers(request, meeting)
    tried = act(place, "cancelMeeting", {}, meeting=found, check=True)
    return _cancel_page(request, place, found, Cancelling(), stopped=tried if isinstance(tried, Refusal) else None)


@post("/meetings/{meeting:str}/cancel", sync_to_thread=True)
def cancel(request: Request[Any, Any, Any], meeting: FromPath[str], data: URLEncodedBody[Cancelling]) -> Response[Any]:
    """Call the meeting off."""
    genuine(request, data)
    place, found = meeting_of_officers(request, meeting)
    done = act(place, "cancelMeeting", {"reason": data.reason}, meeting=found, once=data.once)
    return _cancel_page(request, place, found, data, done) if isinstance(done, Refusal) else go(f"/meetings/{found}")


def _told(data: Calling) -> dict[str, object]:
    starts = {"date": data.starts.iso, **({"time": clock(data.time)} if data.time.strip() else {})}
    return {
        "title": data.title.strip(),
        "starts": starts if data.starts.iso else None,
        "place": data.place.strip(),
        "manner": data.manner,
        "agenda": [{"title": line} for line in data.business],
        "by_post": data.by_post == "yes",
    }


def _unclear(typed: str) -> str:
    return _("Morning or afternoon? Write for example 2.30 pm, or 14:30.") if clock(typed) == UNREADABLE else ""


def _notice(handled: Handled) -> MeetingCalled:
    called = handled.events[0].event
    assert isinstance(called, MeetingCalled), "a call is a call"
    return called


def _page(
    request: Request[Any, Any, Any],
    place: Place,
    data: Calling,
    refused: Refusal | None = None,
    *,
    lines: int = 0,
    allowed: MeetingCalled | None = None,
) -> Response[str]:
    agenda = data.business
    shown = min(MOST_LINES, max(LINES, lines, len(agenda) + 1))
    manners = [(manner, words()) for manner, words in MANNERS.items()]
    orders, _version = place.state.orders_at(place.now)
    return act_page(
        request,
        "call.html",
        place,
        refused,
        data=data,
        agenda=[*agenda, *[""] * (shown - len(agenda))],
        manners=manners,
        orders=orders,
        proposed=[one.title for one in business_of(place.service, place.state) if one.waits],
        allowed=allowed,
        once=data.once,
    )


def _cancel_page(
    request: Request[Any, Any, Any],
    place: Place,
    meeting: MeetingId,
    data: Cancelling,
    refused: Refusal | None = None,
    *,
    stopped: Refusal | None = None,
) -> Response[str]:
    starts = place.service.governance.meeting(meeting).starts
    return act_page(
        request,
        "cancel.html",
        place,
        refused,
        meeting=meeting,
        starts=starts,
        data=data,
        stopped=stopped,
        once=data.once,
    )


CALLING = [to_call, call, to_cancel, cancel]
