"""Who stands for an office: names asked for by officers, put forward by members, answered by those named (R-EL1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.access import OFFICER
from api.pages.acting import Once, Place, Refusal, act, act_page, of_officers, thing_of_members
from api.pages.days import Day
from api.pages.forms import genuine, go
from api.pages.language import gettext as _
from api.pages.whose import ForSeat, own_seat, told, voters, whose
from api.v1.asked import cleared
from api.v1.offices import elections_of, open_nominations
from governance.kernel import OfficeId, SeatId
from governance.reader import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from projections.elections import Election, Nominee

STANDS: Mapping[str, Callable[[], str]] = {
    "nominated": lambda: _("has not answered yet"),
    "stands": lambda: _("stands"),
    "withdrawn": lambda: _("does not stand"),
    "refused": lambda: _("cannot stand by our rules"),
}
REFUSED: Mapping[str, Callable[[], str]] = {
    "not_eligible": lambda: _("The office is kept for somebody with lived experience."),
    "term_limit": lambda: _("They have served as many terms in a row as our rules allow."),
}
ANSWERS: Mapping[str, str] = {"stand": "acceptNomination", "not": "withdrawNomination"}
NOTHING_SAID = ForSeat()


class Opening(Once, frozen=True):
    """From when until when names can be put forward, and until when the term is to last, where that is settled."""

    opens_day: str = ""
    opens_month: str = ""
    opens_year: str = ""
    closes_day: str = ""
    closes_month: str = ""
    closes_year: str = ""
    until_day: str = ""
    until_month: str = ""
    until_year: str = ""

    @property
    def opens(self) -> Day:
        """The first day, as typed."""
        return Day(self.opens_day, self.opens_month, self.opens_year)

    @property
    def closes(self) -> Day:
        """The last day, as typed."""
        return Day(self.closes_day, self.closes_month, self.closes_year)

    @property
    def until(self) -> Day:
        """The last day of the term, as typed."""
        return Day(self.until_day, self.until_month, self.until_year)


class Naming(ForSeat, frozen=True):
    """Somebody put forward (`nominee`) by a member."""

    nominee: str = ""


class Answering(ForSeat, frozen=True):
    """Whether somebody put forward stands; `do` is the button chosen."""

    do: str = ""


@get("/groups/{group:str}/offices/{office:str}/elect", sync_to_thread=True)
def to_open(request: Request[Any, Any, Any], group: FromPath[str], office: FromPath[str]) -> Response[Any]:
    """Where officers ask for names; on to the names where that was done."""
    place = of_officers(request, group)
    found = _office(place, office)
    running = _running(place, found)
    return go(f"/elections/{running.election}") if running else _open_page(request, place, found, Opening())


@post("/groups/{group:str}/offices/{office:str}/elect", sync_to_thread=True)
def open_it(
    request: Request[Any, Any, Any], group: FromPath[str], office: FromPath[str], data: URLEncodedBody[Opening]
) -> Response[Any]:
    """Ask for names."""
    genuine(request, data)
    place = of_officers(request, group)
    found = _office(place, office)
    asked = {"office": str(found), "opens": data.opens.iso, "closes": data.closes.iso, "until": data.until.iso}
    done = act(place, "openNominations", asked, once=data.once)
    if isinstance(done, Refusal):
        field = "closes" if done.field == "office" else done.field
        return _open_page(request, place, found, data, msgspec.structs.replace(done, field=field))
    return go(f"/elections/{done.made}")


@get("/elections/{election:str}", sync_to_thread=True)
def election(request: Request[Any, Any, Any], election: FromPath[str]) -> Response[str]:
    """Who was put forward for an office and who stands, and where members put somebody forward."""
    place, found = thing_of_members(request, "election", election)
    return _page(request, place, found, Naming())


@post("/elections/{election:str}/nominate", sync_to_thread=True)
def nominate(request: Request[Any, Any, Any], election: FromPath[str], data: URLEncodedBody[Naming]) -> Response[Any]:
    """Put somebody forward."""
    genuine(request, data)
    place, found = thing_of_members(request, "election", election)
    if not data.nominee:
        return _page(request, place, found, data, Refusal("nominee", _("Please choose one.")))
    said = told(place, data)
    if not isinstance(said, Refusal):
        asked = {**said, "election": str(found), "seat": data.nominee, "nominated_by": said["seat"]}
        done = act(place, "nominate", asked, once=data.once)
        if not isinstance(done, Refusal):
            return go(f"/elections/{found}")
        field = {"seat": "nominee", "nominated_by": "seat"}.get(done.field, done.field)
        said = msgspec.structs.replace(done, field=field)
    return _page(request, place, found, data, said)


@get("/elections/{election:str}/answer", sync_to_thread=True)
def to_answer(request: Request[Any, Any, Any], election: FromPath[str]) -> Response[Any]:
    """Where somebody put forward says whether they stand; back to the names where the reader has none to say."""
    place, found = thing_of_members(request, "election", election)
    if not whose(place, _named(_view(place, found))).anybody:
        return go(f"/elections/{found}")
    return _answer_page(request, place, found, Answering())


@post("/elections/{election:str}/answer", sync_to_thread=True)
def answer(request: Request[Any, Any, Any], election: FromPath[str], data: URLEncodedBody[Answering]) -> Response[Any]:
    """Stand, or do not."""
    genuine(request, data)
    place, found = thing_of_members(request, "election", election)
    said = told(place, data)
    if data.do not in ANSWERS:
        said = Refusal("", _("Please press one of the buttons."))
    if not isinstance(said, Refusal):
        done = act(place, ANSWERS[data.do], {**said, "election": str(found)}, once=data.once)
        if not isinstance(done, Refusal):
            return go(f"/elections/{found}")
        said = done
    return _answer_page(request, place, found, data, said)


@post("/elections/{election:str}/close", sync_to_thread=True)
def close(request: Request[Any, Any, Any], election: FromPath[str], data: URLEncodedBody[Once]) -> Response[Any]:
    """Close it: those who said that they stand are to be voted on."""
    genuine(request, data)
    place, found = thing_of_members(request, "election", election)
    done = act(place, "closeNominations", {"election": str(found)}, once=data.once)
    return _page(request, place, found, Naming(), done) if isinstance(done, Refusal) else go(f"/elections/{found}")


def _office(place: Place, text: str) -> OfficeId:
    found = next((office for office in place.state.offices if str(office) == text), None)
    if found is None:
        raise NotFound("office")
    return found


def _running(place: Place, office: OfficeId) -> Election | None:
    """The election to an office for which names are asked now."""
    listed = open_nominations(place.service, place.group, place.now)
    return next((one for one in listed if one.office == office), None)


def _view(place: Place, election: UUID) -> Election:
    return next(one for one in elections_of(place.service, place.group) if one.election == election)


def _named(view: Election) -> list[SeatId]:
    """Whoever was put forward and can still say whether they stand."""
    return [] if view.decided else [SeatId(one.seat) for one in view.nominees if one.stage in {"nominated", "stands"}]


def _stands(nominee: Nominee) -> tuple[str, str]:
    """How it stands with somebody put forward, and why our rules do not let them stand."""
    return STANDS[nominee.stage](), "" if nominee.why is None else REFUSED[nominee.why]()


def _open_page(
    request: Request[Any, Any, Any], place: Place, office: OfficeId, data: Opening, refused: Refusal | None = None
) -> Response[str]:
    days = place.state.orders_at(place.now)[0].nomination_days
    return act_page(
        request, "elect_open.html", place, refused, office=office, label=place.directory.labels[office], data=data,
        days=days, once=data.once,
    )  # fmt: skip


def _page(
    request: Request[Any, Any, Any], place: Place, found: UUID, data: Naming, refused: Refusal | None = None
) -> Response[str]:
    view, labels = _view(place, found), place.directory.labels
    taking = any(one.election == found for one in open_nominations(place.service, place.group, place.now))
    officer = cleared(request, place.group, at_least=1) >= OFFICER
    closing = officer and not view.closed and view.closes is not None and view.closes < place.now.local[:10]
    open_to = [seat for seat in voters(place) if seat not in _named(view)]
    return act_page(
        request, "elect.html", place, refused, view=view, office=labels[OfficeId(view.office)], data=data,
        named=[(labels[SeatId(one.seat)], *_stands(one)) for one in view.nominees], taking=taking, closing=closing,
        later=view.opens is not None and view.opens > place.now.local[:10],
        nominees=[(str(seat), labels[seat]) for seat in open_to], whose=whose(place, voters(place)),
        mine=own_seat(place) in _named(view), answers=whose(place, _named(view)).anybody, once=data.once,
    )  # fmt: skip


def _answer_page(
    request: Request[Any, Any, Any], place: Place, found: UUID, data: Answering, refused: Refusal | None = None
) -> Response[str]:
    view = _view(place, found)
    return act_page(
        request, "elect_answer.html", place, refused, view=view, office=place.directory.labels[OfficeId(view.office)],
        data=data, whose=whose(place, _named(view)), once=data.once,
    )  # fmt: skip


ELECTING = [to_open, open_it, election, nominate, to_answer, answer, close]
