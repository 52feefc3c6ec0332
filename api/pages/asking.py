"""The form by which officers ask members in writing, and which questions are open for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.notes.typed import Unclear, amount_of
from api.pages.acting import Once, Place, Refusal, act, act_page, of_officers
from api.pages.days import UNREADABLE, Day, clock
from api.pages.forms import genuine, go
from api.pages.language import gettext as _
from api.pages.refusals import unclear
from api.v1.resolutions import resolutions_of, seats_of, view_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from api.v1.resolutions import ResolutionView
    from api.v1.service import Service
    from governance.acts import Principal
    from governance.kernel import GroupId

# What is asked in writing; money is what it is about when an amount is given.
ABOUT: Mapping[str, Callable[[], str]] = {
    "": lambda: _("Nothing special"),
    "significant": lambda: _("A large matter, for which our rules may ask for more votes"),
}


class Sending(Once, frozen=True):
    """A proposal to send out; `do` is the button chosen."""

    words: str = ""
    cost: str = ""
    category: str = ""
    reason: str = ""
    options: str = ""
    how_to_reply: str = ""
    deadline_day: str = ""
    deadline_month: str = ""
    deadline_year: str = ""
    time: str = ""
    do: str = ""

    @property
    def deadline(self) -> Day:
        """The last day to answer, as typed."""
        return Day(self.deadline_day, self.deadline_month, self.deadline_year)


@get("/groups/{group:str}/ask", sync_to_thread=True)
def to_ask(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """Where members are asked in writing."""
    return _page(request, of_officers(request, group), Sending())


@post("/groups/{group:str}/ask", sync_to_thread=True)
def ask(request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[Sending]) -> Response[Any]:
    """Send the proposal out."""
    genuine(request, data)
    place = of_officers(request, group)
    read = _read(data)
    done = read if isinstance(read, Refusal) else act(place, "circulateResolution", read, once=data.once)
    return _page(request, place, data, done) if isinstance(done, Refusal) else go(f"/resolutions/{done.made}")


def open_for(service: Service, who: Principal | None, group: GroupId) -> list[ResolutionView]:
    """The questions in writing that somebody still has to answer in a group, the latest first."""
    mine = seats_of(service, who, group)
    if not mine:
        return []
    waiting = [
        one
        for one in resolutions_of(service, group)
        if one.state.stage == "open" and (mine & set(one.state.electorate)) - set(one.state.replies)
    ]
    return [view_of(one, words_of(service, waiting), mine=mine) for one in waiting]


def _read(data: Sending) -> dict[str, object] | Refusal:
    """What was typed, as the act has it; or what of it cannot be read."""
    if data.category not in ABOUT:
        return Refusal("category", _("Please choose one."))
    try:
        cost = amount_of(data.cost)
    except Unclear as fault:
        return Refusal("cost", unclear(fault.kind, fault.said))
    if data.time.strip() and not data.deadline.iso:
        return Refusal("deadline", _("Which day? You gave a time."))
    if clock(data.time) == UNREADABLE:
        return Refusal("time", _("Morning or afternoon? Write for example 2.30 pm, or 14:30."))
    return {**_sent(data), **({} if cost is None else {"cost": {"minor": cost}, "category": data.category or "spend"})}


def _sent(data: Sending) -> dict[str, object]:
    time = {"time": clock(data.time)} if data.time.strip() else {}
    return {
        "words": data.words.strip(),
        "category": data.category,
        "reason": data.reason.strip(),
        "how_to_reply": data.how_to_reply.strip(),
        "options": [line.strip() for line in data.options.splitlines() if line.strip()],
        "deadline": {"date": data.deadline.iso, **time} if data.deadline.iso else None,
    }


def _page(
    request: Request[Any, Any, Any], place: Place, data: Sending, refused: Refusal | None = None
) -> Response[str]:
    orders, _version = place.state.orders_at(place.now)
    about = [(value, words()) for value, words in ABOUT.items()]
    return act_page(request, "ask.html", place, refused, data=data, orders=orders, about=about, once=data.once)


ASKING = [to_ask, ask]
