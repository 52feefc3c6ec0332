"""A meeting that was held and never called here: its day, agenda and what its notice said, to be written up next."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.notes.typed import Unclear, day_of, time_of
from api.pages.acting import Once, Place, Refusal, act_page, command, of_officers, refusal
from api.pages.calling import as_business, lines_of
from api.pages.forms import Several, genuine, go, several
from api.pages.language import gettext as _
from api.pages.noticed import SAID
from api.pages.refusals import unclear
from api.pages.rendering import day as a_day
from api.v1.asked import waited
from governance.kernel import Moment, Rejected
from governance.store import OtherBody

if TYPE_CHECKING:
    from governance.group.state import GroupState

LONGEST = 200
# Lines to write on, below those that were typed.
MORE = 2
FIELDS = {"starts": "day", "when": "day", "title": "title", "place": "place"}
# A day typed without a year is one of the past year.
NEARLY_A_YEAR = dt.timedelta(days=360)


class Held(Once, frozen=True):
    """When and where it was, and what stood on the agenda, an item a line; `do` is the button chosen.

    Beside each line stands what `kind` of business the notice said it was, once that was asked for.
    """

    day: str = ""
    time: str = ""
    title: str = ""
    place: str = ""
    agenda: Several = ""
    kind: Several = []
    do: str = ""

    @property
    def business(self) -> list[tuple[str, str]]:
        """The lines that have words, each with its kind."""
        return lines_of(self.agenda, self.kind)

    @property
    def by_line(self) -> bool:
        """Whether the agenda is shown line by line, each with what the notice said of it."""
        return self.do == "kinds" or bool(several(self.kind))


@get("/groups/{group:str}/write-up", sync_to_thread=True)
def held(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """Where a meeting that was held is named."""
    return _page(request, of_officers(request, group), Held(), {})


@post("/groups/{group:str}/write-up", sync_to_thread=True)
def name_it(request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[Held]) -> Response[Any]:
    """Enter the meeting, once, and go on to its notes."""
    genuine(request, data)
    place = of_officers(request, group)
    faults: dict[str, str] = {}
    if data.do == "kinds":
        return _page(request, place, data, faults)
    told = _told(place, data, faults)
    if told is None:
        return _page(request, place, data, faults)
    try:
        asked = command(place, "callMeeting", told)
        handled = place.service.governance.handle(asked, place.who, key=data.once[:255] or None)
    except Rejected as error:
        refused = refusal(error)
        return _page(request, place, data, {FIELDS.get(refused.field, "agenda"): refused.words})
    except OtherBody:
        words = _("You sent this before, in other words. Look at what was recorded first.")
        return _page(request, place, data, {"": words}, sent_before=True)
    assert handled.receipt is not None, "no check"
    waited(place.service, handled.receipt.last)
    return go(f"/meetings/{handled.made}/write-up")


def _told(place: Place, data: Held, faults: dict[str, str]) -> dict[str, object] | None:
    """What was typed as an act; None, and words at fields, where it cannot be read."""
    day = time = None
    try:
        day = day_of(data.day, place.now.date - NEARLY_A_YEAR)
    except Unclear as fault:
        faults["day"] = unclear(fault.kind, fault.said)
    try:
        time = time_of(data.time)
    except Unclear as fault:
        faults["time"] = unclear(fault.kind, fault.said)
    if any(len(line.strip()) > LONGEST for line, _kind in data.business):
        faults["agenda"] = _("An item has 200 letters at most.")
    if day is None and "day" not in faults:
        faults["day"] = _("Which day was it?")
    if day is not None and (nobody := _nobody_there(place.state, day)):
        faults["day"] = nobody
    elif day is not None and time is not None and (nobody := _nobody_yet(place.state, day, time)):
        faults["time"] = nobody
    if faults or day is None:
        return None
    return {
        "mode": "written_up",
        "starts": {"date": day, **({"time": time} if time else {})},
        "when": {"date": day},
        "title": data.title.strip()[:LONGEST],
        "place": data.place.strip()[:LONGEST],
        "agenda": as_business(data.business),
    }


def _nobody_there(state: GroupState, day: str) -> str:
    """What to say of a day on which nobody sat in the group; nothing where somebody did."""
    if state.anybody_sat(day):
        return ""
    began = state.first_sat()
    if began is None:
        return _("Nobody sits in the group yet. Put somebody in a seat first.")
    return _("Nobody sat in the group on that day. It began on %(began)s.") % {"began": a_day(began)}


def _nobody_yet(state: GroupState, day: str, time: str) -> str:
    """What to say of an hour before anybody sat in the group, on a day on which somebody did; else nothing."""
    local = dt.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(state.zone))
    at = Moment(local.isoformat(timespec="minutes"), "minute")
    since = [one.since for seat in state.seats.values() for one in seat.holdings]
    if any(not at.before(one) for one in since):
        return ""
    first = min(since, key=lambda one: one.instant)
    return _("Nobody sat in the group yet at that time. The first took a seat at %(time)s. Give a later time.") % {
        "time": first.clock
    }


def _page(
    request: Request[Any, Any, Any],
    place: Place,
    typed: Held,
    faults: dict[str, str],
    *,
    sent_before: bool = False,
) -> Response[str]:
    refused = Refusal(*next(iter(faults.items())), sent_before=sent_before) if faults else None
    return act_page(
        request, "held.html", place, refused, typed=typed, said=faults, once=typed.once,
        lines=[*typed.business, *[("", "")] * MORE], kinds=[(kind, words()) for kind, words in SAID.items()],
    )  # fmt: skip


HELD = [held, name_it]
