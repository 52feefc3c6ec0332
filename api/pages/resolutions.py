"""What members are asked in writing between meetings: the question, their answers, and the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.access import OFFICER, today
from api.pages.acting import Once, Place, Refusal, act, act_page, resolution_of_members, status_of
from api.pages.forms import form_page, genuine, go, visitor_of
from api.pages.groups import said
from api.pages.language import gettext as _
from api.pages.paper import paper_of
from api.v1.asked import cleared, thing_of
from api.v1.resolutions import resolution_of, seats_of, view_of, words_of
from governance.kernel import GroupId
from governance.rules import written
from projections.minutes.form import amount

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from uuid import UUID

    from api.v1.resolutions import ResolutionView
    from governance.kernel import SeatId
    from projections.resolutions import Sent

CHOICES: Mapping[str, Callable[[], str]] = {
    "for": lambda: _("For"),
    "against": lambda: _("Against"),
    "no_side": lambda: _("I take no side"),
    "condition": lambda: _("Only if something changes"),
}
TOLD: Mapping[str, Callable[[], str]] = {
    "for": lambda: _("For"),
    "against": lambda: _("Against"),
    "no_side": lambda: _("Took no side"),
}
CHANNELS: Mapping[str, Callable[[], str]] = {
    "email": lambda: _("By e-mail"),
    "phone": lambda: _("By phone"),
    "post": lambda: _("By post"),
    "in_room": lambda: _("By word of mouth"),
}


class Replying(Once, frozen=True):
    """An answer: one's own, or (`whose`) another member's that came by some way (`channel`)."""

    seat: str = ""
    choice: str = ""
    condition: str = ""
    channel: str = ""
    read_back: str = ""
    whose: str = "own"


class Saying(Once, frozen=True):
    """What is done with a resolution by a button (`do`), for a seat, with words."""

    seat: str = ""
    words: str = ""
    do: str = ""


NOTHING_SAID = Saying()


@get("/resolutions/{resolution:str}", sync_to_thread=True)
def resolution(request: Request[Any, Any, Any], resolution: FromPath[str]) -> Response[str]:
    """What was sent out, and where it is answered."""
    _service, found, _stream = thing_of(request, "resolution", resolution, at_least=1)
    return _page(request, found, Replying())


@post("/resolutions/{resolution:str}/reply", sync_to_thread=True)
def reply(request: Request[Any, Any, Any], resolution: FromPath[str], data: URLEncodedBody[Replying]) -> Response[Any]:
    """Record an answer."""
    genuine(request, data)
    place, found = resolution_of_members(request, resolution)
    another = data.whose == "another"
    for field, chosen in (("seat", data.seat), ("channel", data.channel), ("choice", data.choice)):
        if not chosen and (another or field == "choice"):
            return _page(request, found, data, Refusal(field, _("Please choose one.")))
    told: dict[str, object] = {
        "resolution": str(found),
        "seat": data.seat,
        "channel": data.channel if another else "web",
        "read_back": data.read_back == "yes",
    }
    if data.choice == "condition" and not data.condition.strip():
        return _page(request, found, data, Refusal("condition", _("What would have to change? Please write it here.")))
    plain = data.choice != "condition"
    told["choice" if plain else "condition"] = data.choice if plain else data.condition
    return _done(request, place, found, "recordReply", told, data)


@post("/resolutions/{resolution:str}/confirm", sync_to_thread=True)
def confirm(request: Request[Any, Any, Any], resolution: FromPath[str], data: URLEncodedBody[Saying]) -> Response[Any]:
    """Confirm an answer that somebody else wrote down, or say that it is wrong."""
    genuine(request, data)
    place, found = resolution_of_members(request, resolution)
    told: dict[str, object] = {"resolution": str(found), "seat": data.seat}
    if data.do == "confirm":
        return _done(request, place, found, "confirmReply", told, data)
    if data.do != "dispute":
        return _unknown(request, found)
    return _done(request, place, found, "disputeReply", {**told, "words": data.words}, data)


@get("/resolutions/{resolution:str}/meeting", sync_to_thread=True)
def to_demand(request: Request[Any, Any, Any], resolution: FromPath[str]) -> Response[Any]:
    """What asking for a meeting does to the question, said once more before it is done."""
    place, found = resolution_of_members(request, resolution)
    one = resolution_of(place.service, found)
    mine = seats_of(place.service, place.who, place.group)
    seat = own_seat(one, mine) or kept_out_seat(one, mine)
    view = view_of(one, words_of(place.service, [one]), mine=frozenset({seat} if seat else ()))
    if seat is None or view.stage != "open" or seat in view.demanded or view.demand_by < place.now.local[:10]:
        return go(f"/resolutions/{found}")
    once = f"{found}{place.service.governance.version(found)}meeting"
    return act_page(
        request, "resolution_meeting.html", place, once=once, view=view, seat=seat, ends=_would_end(one, seat)
    )


@post("/resolutions/{resolution:str}/meeting", sync_to_thread=True)
def demand(request: Request[Any, Any, Any], resolution: FromPath[str], data: URLEncodedBody[Saying]) -> Response[Any]:
    """Ask for a meeting instead."""
    genuine(request, data)
    place, found = resolution_of_members(request, resolution)
    return _done(request, place, found, "demandMeeting", {"resolution": str(found), "seat": data.seat}, data)


@post("/resolutions/{resolution:str}/close", sync_to_thread=True)
def close(request: Request[Any, Any, Any], resolution: FromPath[str], data: URLEncodedBody[Saying]) -> Response[Any]:
    """Add the answers up at the deadline, or take the question back before it."""
    genuine(request, data)
    place, found = resolution_of_members(request, resolution)
    if data.do == "withdraw":
        told: dict[str, object] = {"resolution": str(found), "reason": data.words}
        return _done(request, place, found, "withdrawResolution", told, data)
    if data.do != "close":
        return _unknown(request, found)
    asked = resolution_of(place.service, found).state
    told = {"resolution": str(found)}
    over = asked.deadline is not None and not place.now.before(asked.deadline)
    if written.ends_written_up(written_up=asked.written_up, over=over):
        told |= {"mode": "written_up", "when": {"date": place.now.local[:10], "time": place.now.local[11:16]}}
    return _done(request, place, found, "closeResolution", told, data)


def _unknown(request: Request[Any, Any, Any], found: UUID) -> Response[Any]:
    """Neither of the page's buttons was pressed: nothing is done."""
    return _page(request, found, Replying(), Refusal("", _("Please press one of the buttons.")))


def _done(
    request: Request[Any, Any, Any],
    place: Place,
    found: UUID,
    do: str,
    told: Mapping[str, object],
    data: Replying | Saying,
) -> Response[Any]:
    done = act(place, do, told, once=data.once)
    if not isinstance(done, Refusal):
        return go(f"/resolutions/{found}")
    if isinstance(data, Replying):
        return _page(request, found, data, done)
    return _page(request, found, Replying(once=data.once), done, data)


def own_seat(one: Sent, mine: Collection[SeatId]) -> SeatId | None:
    """The reader's seat among those that were asked."""
    return next((seat for seat in one.state.electorate if seat in mine), None)


def kept_out_seat(one: Sent, mine: Collection[SeatId]) -> SeatId | None:
    """The reader's seat among those with a vote that were told and not asked: they may ask for a meeting (R-WR5)."""
    return next((seat for seat in one.state.kept_out if seat in mine), None)


def _would_end(one: Sent, seat: SeatId) -> bool:
    """Whether the question ends when this seat asks for a meeting too."""
    assert one.state.orders is not None, "a question that was sent has its rules"
    asked = one.state.demanded | {seat}
    lived = sum(one.state.members.get(who) == "LE" for who in asked)
    return written.meeting_wanted(one.state.orders, asked=len(asked), lived=lived)


class Person(msgspec.Struct, frozen=True):
    """A seat that is asked, as a list shows it, with its answer as far as the reader may see it."""

    seat: SeatId
    label: str
    answer: str


def _page(
    request: Request[Any, Any, Any],
    found: UUID,
    data: Replying,
    refused: Refusal | None = None,
    saying: Saying = NOTHING_SAID,
) -> Response[str]:
    service, _found, _stream = thing_of(request, "resolution", str(found), at_least=1)
    one = resolution_of(service, found)
    group = GroupId(one.state.group or found)
    officer = cleared(request, group, at_least=1) >= OFFICER
    mine = seats_of(service, visitor_of(request).principal, group)
    view = view_of(one, words_of(service, [one]), mine=None if officer else mine)
    directory = service.governance.directory(group)
    another = data.whose == "another"
    faults = {} if refused is None else {ANOTHERS.get(refused.field, refused.field) if another else refused.field:
                                         refused.words}  # fmt: skip
    now = today(service.governance.group(group).zone)
    secretary = service.governance.group(group).office_of("secretary", now)
    own, kept_out = own_seat(one, mine), kept_out_seat(one, mine)
    wants = own or kept_out
    people = [Person(seat, directory.labels[seat], _answer(view, seat)) for seat in one.state.electorate]
    return form_page(
        request,
        "resolution.html",
        status=status_of(refused),
        faults=faults,
        once=data.once or str(found) + str(service.governance.version(found)),
        group=directory,
        path=f"/groups/{directory.slug}",
        view=view,
        own=next((person for person in people if person.seat == own), None),
        kept_out=kept_out,
        ends=wants is not None and view.stage == "open" and _would_end(one, wants),
        replies={reply.seat: reply for reply in view.replies},
        people=people,
        unanswered=[one_ for one_ in people if one_.seat not in one.state.own or data.seat == str(one_.seat)],
        shown=officer or view.stage != "open",
        officer=officer,
        keeps=secretary is not None and secretary in mine,
        may_demand=view.demand_by >= now.local[:10],
        over=not now.before(view.deadline),
        wrong=0 if view.stage == "open" else len(one.state.counted_and_disputed),
        stands=one.state.counted_and_disputed,
        cost=amount(view.cost) if view.cost else "",
        large=view.category == "significant",
        silent=[person.label for person in people if person.seat not in {reply.seat for reply in view.replies}],
        demanded=[directory.labels[seat] for seat in view.demanded],
        conditions={one.seat: one.words for one in view.conditions},
        choices=[(value, words()) for value, words in CHOICES.items()],
        channels=[(value, words()) for value, words in CHANNELS.items()],
        data=Replying() if another else data,
        theirs=data if another else Replying(),
        disputing=saying.words if saying.do in {"confirm", "dispute"} else "",
        ending=saying.words if saying.do in {"close", "withdraw"} else "",
        said=said,
        paper=paper_of(service, group),
    )


# Where the form for somebody else's answer has a field of its own name.
ANOTHERS = {"choice": "said-1", "condition": "their-condition", "channel": "channel-1"}


def _answer(view: ResolutionView, seat: SeatId) -> str:
    reply = next((one for one in view.replies if one.seat == seat), None)
    if reply is not None:
        return TOLD[reply.choice]()
    if seat in {one.seat for one in view.conditions}:
        return _("Made a condition. It does not count.")
    return _("Came late. It does not count.") if seat in view.late else _("No answer")


ASKED = [resolution, reply, confirm, to_demand, demand, close]
