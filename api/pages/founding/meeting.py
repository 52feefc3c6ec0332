"""Founding a group: its first meeting is called."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.pages.forms import go
from api.pages.founding import steps
from api.pages.founding.sheet import LONGEST, Refused, Sheet, Step, again, read, together
from api.pages.language import gettext as _
from api.pages.refusals import too_soon, words_of
from governance.kernel import Rejected
from governance.meeting.commands import CallMeeting
from governance.rules import notice
from governance.words import clean

MANNERS = ("in_person", "remote", "hybrid")
MOST_ITEMS = 30


@get("/found/{group:str}/meeting", sync_to_thread=True)
def meeting(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """When and where the group meets, and what about."""
    return _page(request, steps.of(request, group), Sheet({"title": _("First meeting"), "manner": "in_person"}))


@post("/found/{group:str}/meeting", sync_to_thread=True)
def call(request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[dict[str, Any]]) -> Response[Any]:
    """Call the meeting."""
    sheet, begun = read(request, data), steps.of(request, group)
    day = sheet.day("day", _("Say on which day you meet."))
    time = sheet.clock("time", _("Say at what time you begin."))
    manner = sheet.one_of("manner", MANNERS, _("Say how you meet."), at="manner-1")
    place = sheet.line("place", _("Say where you meet."))
    title = sheet.line("title", _("Give the meeting a name."))
    body = {
        "starts": {**(day or {}), "time": time},
        "manner": manner,
        "place": place,
        "title": title,
        "agenda": _agenda(sheet),
    }

    def acts(step: Step) -> None:
        try:
            step.act(CallMeeting, body, {"starts": "day", "agenda": "agenda", "": "title"}, begun.group)
        except Refused as refused:
            if getattr(refused.__cause__, "reason", "") == "notice_too_short":
                sheet.faults["day"] = too_soon(_earliest(begun))

    if sheet.faults or not together(request, begun.who, sheet, acts):
        return _page(request, begun, sheet)
    return go(f"{begun.at}/officers")


def _agenda(sheet: Sheet) -> list[dict[str, object]]:
    """Each line of the agenda is an item."""
    typed = sheet.given.get("agenda", "").replace("\r", "\n").split("\n")
    items = [line.strip() for line in typed if line.strip()]
    if len(items) > MOST_ITEMS:
        sheet.fault("agenda", _("This is too much for one meeting. At most 30 items."))
    if any(len(item) > LONGEST for item in items):
        sheet.fault("agenda", _("One of these items is too long. Use a short line for each."))
    try:
        return [{"title": clean(item)} for item in items]
    except Rejected as refused:
        sheet.fault("agenda", words_of(refused))
        return []


def _earliest(begun: steps.Founding) -> str:
    orders, _version = begun.state.orders_at(begun.now)
    return notice.earliest(begun.now.date, notice.days_needed(orders, special=False)).isoformat()


def _page(request: Request[Any, Any, Any], begun: steps.Founding, sheet: Sheet) -> Response[str]:
    orders, _version = begun.state.orders_at(begun.now)
    return again(
        request,
        "found_meeting.html",
        sheet,
        at=begun.at,
        group=begun.directory,
        earliest=_earliest(begun),
        days=orders.notice_days,
        called=begun.called,
    )


MEETING = [meeting, call]
