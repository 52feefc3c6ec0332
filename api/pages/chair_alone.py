"""What the chair decided alone between meetings: recorded by them or by the secretary, and read by members (R-CA1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.notes.typed import Unclear, amount_of
from api.pages.acting import Place, Refusal, act, act_page, group_of_members, happened
from api.pages.alone import alone_in
from api.pages.days import Day
from api.pages.forms import Several, genuine, go, several
from api.pages.language import gettext as _
from api.pages.refusals import rule_of, unclear
from api.pages.whose import ForSeat, told, voters, whose
from governance.decision.events import ChairsActionTaken
from governance.group.acting import acting_chair
from governance.kernel import Money
from projections.minutes.form import amount

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from governance.acts import Handled
    from governance.kernel import SeatId

SAID: Mapping[str, Callable[[], str]] = {
    "": lambda: _("They were not asked"),
    "agreed": lambda: _("They were asked, and agreed"),
    "against": lambda: _("They were asked, and did not agree"),
}


class Deciding(ForSeat, frozen=True):
    """What the chair decided, why it could not wait, and what each member said to it; `do` is the button chosen.

    `all_the_same`: it is written down although the rules did not allow it.
    """

    words: str = ""
    reason: str = ""
    cost: str = ""
    costs_nothing: str = ""
    member: Several = []
    answer: Several = []
    all_the_same: str = ""
    when_day: str = ""
    when_month: str = ""
    when_year: str = ""
    do: str = ""

    @property
    def when(self) -> Day:
        """The day it was decided, as typed."""
        return Day(self.when_day, self.when_month, self.when_year)

    @property
    def answers(self) -> dict[str, str]:
        """What each member said, by their seat."""
        return dict(zip(several(self.member), several(self.answer), strict=False))


@get("/groups/{group:str}/chairs-actions", sync_to_thread=True)
def alone(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """What the chair decided alone, and where the chair or the secretary records it."""
    return _page(request, group_of_members(request, group), Deciding())


@post("/groups/{group:str}/chairs-actions", sync_to_thread=True)
def decide_alone(
    request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[Deciding]
) -> Response[Any]:
    """Record it; or, recording nothing, say whether the rules allow it."""
    genuine(request, data)
    place = group_of_members(request, group)
    asked = _told(place, data)
    if isinstance(asked, Refusal):
        return _page(request, place, data, asked)
    check = data.do == "check"
    tried = act(place, "takeChairsAction", asked, check=True)
    broken = () if isinstance(tried, Refusal) else _broken(tried)
    if broken and data.all_the_same != "yes":
        return _page(request, place, data, _not_allowed(broken), broken=broken)
    done = tried if check else act(place, "takeChairsAction", asked, once=data.once)
    if isinstance(done, Refusal):
        refused = msgspec.structs.replace(done, field=_field(done.field))
        return _page(request, place, data, refused, broken=broken)
    return (
        _page(request, place, data, broken=broken, allowed=not broken)
        if check
        else go(f"{place.path}/chairs-actions#decided")
    )


def _told(place: Place, data: Deciding) -> dict[str, object] | Refusal:
    """What was typed, as the act has it; or what of it is missing or cannot be read."""
    said = told(place, data)
    if isinstance(said, Refusal):
        return said
    try:
        cost = amount_of(data.cost)
    except Unclear as fault:
        return Refusal("cost", unclear(fault.kind, fault.said))
    asked = [seat for seat, answer in data.answers.items() if answer]
    return {
        **said,
        "words": data.words.strip(),
        "reason": data.reason.strip(),
        "consulted": asked,
        "objections": [seat for seat in asked if data.answers[seat] == "against"],
        **({} if cost is None else {"cost": {"minor": cost}, "category": "spend"}),
        "costs_nothing": data.costs_nothing == "yes",
        **happened(data.when),
    }


def _broken(tried: Handled) -> tuple[str, ...]:
    """The clauses that were not kept, of what is written down afterwards."""
    event = tried.events[0].event
    assert isinstance(event, ChairsActionTaken), "deciding alone is deciding alone"
    return event.outcome.irregular


def _not_allowed(broken: tuple[str, ...]) -> Refusal:
    words = _("Our rules did not allow this. You can still write it down: tick the box at the end of the form.")
    return Refusal("all_the_same", "\n".join([words, *(rule_of(clause) for clause in broken)]))


def _field(field: str) -> str:
    """Where on the page a refused field is: whoever was asked, at the first of those asked about."""
    first = field.partition("-")[0]
    return {"consulted": "asked-1", "objections": "asked-1", "category": "words"}.get(first, first)


def _chair(place: Place) -> SeatId | None:
    acts = acting_chair(place.state, place.now)
    return place.state.office_of("chair", place.now) or (None if acts is None else acts.seat)


def _limit(place: Place) -> str:
    """How much the chair alone may spend between two meetings; nothing where that is nothing."""
    most = place.state.orders_at(place.now)[0].chair_alone_limit
    return amount(Money(most, place.service.governance.organisation().currency)) if most else ""


def _page(
    request: Request[Any, Any, Any],
    place: Place,
    data: Deciding,
    refused: Refusal | None = None,
    *,
    broken: tuple[str, ...] = (),
    allowed: bool = False,
) -> Response[str]:
    chair = _chair(place)
    labels, asked = place.directory.labels, [seat for seat in voters(place) if seat != chair]
    offices = {term.seat: labels[term.office] for term in place.state.held(place.now)}
    return act_page(
        request, "chair_alone.html", place, refused, data=data, once=data.once, allowed=allowed, broken=bool(broken),
        whose=whose(place, () if chair is None else (chair,)), answers=data.answers,
        members=[(str(seat), labels[seat], offices.get(seat)) for seat in asked],
        said=[(value, words()) for value, words in SAID.items()],
        limit=_limit(place), chaired=chair is not None,
        vice=chair is not None and place.state.office_of("vice_chair", place.now) not in {None, chair},
        listed=alone_in(place.service, place.group),
    )  # fmt: skip


CHAIR_ALONE = [alone, decide_alone]
