"""Calling a meeting and calling it off, for officers."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.pages.acting import Once, Place, Refusal, act, act_page, meeting_of_officers, of_officers
from api.pages.days import UNREADABLE, Day, clock
from api.pages.forms import Several, genuine, go, several
from api.pages.language import gettext as _
from api.pages.refusals import words_of
from api.pages.touching import made_on
from api.v1.asked_for import business_of
from governance.kernel import MeetingId, Rejected
from governance.meeting.events import MeetingCalled
from governance.words import clean

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
# Business whose vote takes more, or longer notice: the notice has to say so (R-MA4, R-NO1).
KINDS: Mapping[str, Callable[[], str]] = {
    "": lambda: _("Nothing special"),
    "minutes": lambda: _("To approve minutes"),
    "news": lambda: _("News of what we agreed before"),
    "talk": lambda: _("Only to talk about"),
    "significant": lambda: _("A large matter"),
    "rules": lambda: _("A change of our rules"),
    "election": lambda: _("To elect somebody"),
    "removal": lambda: _("To remove somebody"),
    "term_extension": lambda: _("To make a term longer"),
    "found_close": lambda: _("To found or close a group"),
}
# What no vote is asked on.
WITHOUT_A_VOTE: Mapping[str, Mapping[str, Any]] = {
    "news": {"kind": "matters_arising", "for_decision": False},
    "talk": {"for_decision": False},
}
# What is said to be wrong with a meeting's start is said at its day.
AT = {"notice_given": "starts", "agenda": "agenda-1"}


class Calling(Once, frozen=True):
    """A meeting to call; `do` is the button chosen.

    Beside each line of the `agenda` stands what `kind` of business it is. Beside each `proposal` of a member stands a
    `reason`, empty where it goes on the agenda.
    """

    title: str = ""
    starts_day: str = ""
    starts_month: str = ""
    starts_year: str = ""
    time: str = ""
    place: str = ""
    manner: str = "in_person"
    agenda: Several = []
    kind: Several = []
    by_post: str = ""
    short_notice: str = ""
    arranged: str = ""
    proposal: Several = []
    reason: Several = []
    do: str = ""

    @property
    def starts(self) -> Day:
        """The day, as typed."""
        return Day(self.starts_day, self.starts_month, self.starts_year)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Each proposal the form asked about, with the reason typed beside it."""
        return list(zip(several(self.proposal), several(self.reason), strict=False))

    @property
    def business(self) -> list[tuple[str, str]]:
        """The lines of the agenda that have words, each with its kind."""
        return lines_of(self.agenda, self.kind)


class Cancelling(Once, frozen=True):
    """Why a meeting is called off."""

    reason: str = ""


def lines_of(agenda: Several, kind: Several) -> list[tuple[str, str]]:
    """The lines of an agenda that have words, typed one by one or all at once, each with its kind."""
    typed = itertools.zip_longest(several(agenda), several(kind), fillvalue="")
    return [(line, chosen) for text, chosen in typed for line in text.splitlines() if line.strip()]


def as_business(lines: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Lines of an agenda as the act of calling has them."""
    return [{"title": line.strip(), **_of_kind(kind)} for line, kind in lines]


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
    unreadable = _unreadable(place, data)
    if unreadable is not None:
        return _page(request, place, data, unreadable)
    check = data.do == "check"
    done = act(place, "callMeeting", _told(place, data), check=check, once="" if check else data.once)
    if isinstance(done, Refusal):
        return _page(request, place, data, msgspec.structs.replace(done, field=_field(place, data, done.field)))
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


def start_of(data: Calling) -> dict[str, object]:
    """When, where and how a meeting starts, as the act has it; too late by the rules only where that was ticked."""
    starts = {"date": data.starts.iso, **({"time": clock(data.time)} if data.time.strip() else {})}
    return {
        "title": data.title.strip(),
        "starts": starts if data.starts.iso else None,
        "place": data.place.strip(),
        "manner": data.manner,
        "by_post": data.by_post == "yes",
        "short_notice": data.short_notice == "yes",
        "arranged": data.arranged == "yes",
    }


def unclear_time(typed: str) -> str:
    """What is said of a time that could be two; nothing of any other."""
    return _("Morning or afternoon? Write for example 2.30 pm, or 14:30.") if clock(typed) == UNREADABLE else ""


def _told(place: Place, data: Calling) -> dict[str, object]:
    """The whole call: what is not taken has a reason typed beside it."""
    refused = [{"proposal": one, "reason": reason} for _at, one, reason in _not_taken(place, data)]
    return {**start_of(data), "agenda": as_business(data.business), "not_taken": refused}


def _not_taken(place: Place, data: Calling) -> list[tuple[int, str, str]]:
    """What is not to be on the agenda, of what waits for a meeting still: its number on the page, itself, and why."""
    reasons = {one: reason.strip() for one, reason in data.answers}
    waits = [str(proposal) for proposal, kept in place.state.business.items() if kept.waits]
    return [(at, one, reasons[one]) for at, one in enumerate(waits, 1) if reasons.get(one)]


def _unreadable(place: Place, data: Calling) -> Refusal | None:
    """A time that could be two, or a reason that cannot be kept."""
    if unclear_time(data.time):
        return Refusal("time", unclear_time(data.time))
    for at, _one, reason in _not_taken(place, data):
        try:
            clean(reason)
        except Rejected as refused:
            return Refusal(f"reason-{at}", words_of(refused))
    return None


def _field(place: Place, data: Calling, field: str) -> str:
    """Where on the page a refused field is: a start at its day, a reason beside what it is about."""
    if not field.startswith("not_taken"):
        return AT.get(field, field)
    first = int(field.partition("-")[2] or 1) - 1
    return f"reason-{_not_taken(place, data)[first][0]}"


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
    proposed = [one for one in business_of(place.service, place.state) if one.waits]
    return act_page(
        request,
        "call.html",
        place,
        refused,
        data=data,
        agenda=[*agenda, *[("", "")] * (shown - len(agenda))],
        kinds=[(kind, words()) for kind, words in KINDS.items()],
        manners=manners,
        orders=orders,
        proposed=proposed,
        made=made_on(place.service, (one.about for one in proposed)),
        reasons=dict(data.answers),
        allowed=allowed,
        once=data.once,
    )


def _of_kind(kind: str) -> Mapping[str, Any]:
    """What business of a kind asks for: a category, or no vote."""
    return WITHOUT_A_VOTE.get(kind, {"category": kind} if kind else {})


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
