"""A meeting that was held and never called here: its day and its agenda, to be written up next."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.access import OFFICER, today
from api.notes.typed import Unclear, day_of, time_of
from api.pages.forms import Form, form_page, genuine, go, signed_in
from api.pages.language import gettext as _
from api.pages.refusals import unclear, words_of
from api.pages.rendering import day as a_day
from api.v1.asked import group_of, waited
from api.v1.service import Service
from governance.kernel import GroupId, Rejected, When
from governance.meeting.commands import Business, CallMeeting

if TYPE_CHECKING:
    from governance.group.state import GroupState

LONGEST = 200
# A day typed without a year is one of the past year.
NEARLY_A_YEAR = dt.timedelta(days=360)


class Held(Form, frozen=True):
    """When and where it was, and what stood on the agenda, an item a line."""

    day: str = ""
    time: str = ""
    title: str = ""
    place: str = ""
    agenda: str = ""


@get("/groups/{group:str}/write-up", sync_to_thread=True)
def held(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """Where a meeting that was held is named."""
    service, found = _officers(request, group)
    return _page(request, service, found, Held(), {})


@post("/groups/{group:str}/write-up", sync_to_thread=True)
def name_it(request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[Held]) -> Response[Any]:
    """Enter the meeting, and go on to its notes."""
    visitor = genuine(request, data)
    service, found = _officers(request, group)
    assert visitor.principal is not None, "an officer is signed in"
    faults: dict[str, str] = {}
    command = _command(service, found, data, faults)
    if command is None:
        return _page(request, service, found, data, faults)
    try:
        handled = service.governance.handle(command, visitor.principal)
    except Rejected as refused:
        field = {"/starts": "day", "/title": "title", "/place": "place"}.get(refused.pointer, "agenda")
        return _page(request, service, found, data, {field: words_of(refused)})
    assert handled.receipt is not None, "no check"
    waited(service, handled.receipt.last)
    return go(f"/meetings/{handled.made}/write-up")


def _officers(request: Request[Any, Any, Any], group: str) -> tuple[Service, GroupId]:
    signed_in(request)
    service, found, _tier = group_of(request, group, at_least=OFFICER)
    return service, found


def _command(service: Service, group: GroupId, data: Held, faults: dict[str, str]) -> CallMeeting | None:
    """What was typed as an act; None, and words at fields, where it cannot be read."""
    now = today(service.governance.group(group).zone)
    day = time = None
    try:
        day = day_of(data.day, now.date - NEARLY_A_YEAR)
    except Unclear as fault:
        faults["day"] = unclear(fault.kind, fault.said)
    try:
        time = time_of(data.time)
    except Unclear as fault:
        faults["time"] = unclear(fault.kind, fault.said)
    lines = [line.strip() for line in data.agenda.splitlines() if line.strip()]
    if any(len(line) > LONGEST for line in lines):
        faults["agenda"] = _("An item has 200 letters at most.")
    if day is None and "day" not in faults:
        faults["day"] = _("Which day was it?")
    if day is not None and (nobody := _nobody_there(service.governance.group(group), day)):
        faults["day"] = nobody
    if faults or day is None:
        return None
    return CallMeeting(
        group=group,
        mode="written_up",
        starts=When(day, time),
        when=When(day),
        title=data.title.strip()[:LONGEST] or None,
        place=data.place.strip()[:LONGEST] or None,
        agenda=tuple(Business(line) for line in lines),
    )


def _nobody_there(state: GroupState, day: str) -> str:
    """What to say of a day on which nobody sat in the group; nothing where somebody did."""
    if state.anybody_sat(day):
        return ""
    began = state.first_sat()
    if began is None:
        return _("Nobody sits in the group yet. Put somebody in a seat first.")
    return _("Nobody sat in the group on that day. It began on %(began)s.") % {"began": a_day(began)}


def _page(
    request: Request[Any, Any, Any], service: Service, group: GroupId, typed: Held, faults: dict[str, str]
) -> Response[str]:
    status = 422 if faults else 200
    directory = service.governance.directory(group)
    return form_page(request, "held.html", status=status, group=directory, typed=typed, faults=faults)


HELD = [held, name_it]
