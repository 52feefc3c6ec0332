"""Founding a group: its rules, chosen from four ready sets that are explained and rehearsed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody

from api.pages.forms import go
from api.pages.founding import orders_in_words, steps
from api.pages.founding.sheet import Refused, Sheet, Step, again, read, together
from api.pages.language import gettext as _
from api.pages.rehearsing import COME, USUAL, Rehearsed, rehearsed, ways
from governance import founding
from governance.group.commands import AdoptStandingOrders
from governance.ready_orders import READY, ReadySet
from governance.rules.satisfiable import findings

if TYPE_CHECKING:
    from collections import Counter

    from governance.kernel import Class


class Card(msgspec.Struct, frozen=True):
    """A ready set for this group: what it says, or (`faults`) why it cannot work here."""

    name: ReadySet
    title: str
    about: str
    lines: list[str]
    rehearsed: Rehearsed
    faults: list[str]


@get("/found/{group:str}/orders", sync_to_thread=True)
def orders(request: Request[Any, Any, Any], group: FromPath[str], come: FromQuery[str] = "") -> Response[Any]:
    """The four sets, rehearsed for this group's seats."""
    return _page(request, steps.of(request, group), Sheet({"come": come}))


@post("/found/{group:str}/orders", sync_to_thread=True)
def adopt(request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[dict[str, Any]]) -> Response[Any]:
    """Adopt one of them."""
    sheet, begun = read(request, data), steps.of(request, group)
    seats = founding.voting_seats(begun.state, begun.now)
    chosen = sheet.one_of("set", tuple(READY), _("Choose one of the four."), at="set-1")

    def acts(step: Step) -> None:
        taken = msgspec.to_builtins(READY[chosen](seats.total()))  # type: ignore[index]
        try:
            step.act(AdoptStandingOrders, {"orders": taken}, {"": "set-1"}, begun.group)
        except Refused:
            return

    if sheet.faults or not together(request, begun.who, sheet, acts):
        return _page(request, begun, sheet)
    return go(f"{begun.at}/meeting")


def _page(request: Request[Any, Any, Any], begun: steps.Founding, sheet: Sheet) -> Response[Any]:
    seats = founding.voting_seats(begun.state, begun.now)
    if not seats:
        return go(f"{begun.at}/seats")
    come = sheet["come"] if sheet["come"] in COME else USUAL
    return again(
        request,
        "found_orders.html",
        sheet,
        at=begun.at,
        group=begun.directory,
        cards=[card(name, seats, come) for name in READY],
        come=come,
        ways=ways(),
        adopted=begun.progress.orders,
    )


def card(name: ReadySet, seats: Counter[Class], come: str) -> Card:
    """A ready set as it would work with these voting seats, every one filled and each coming as often as said."""
    taken = READY[name](seats.total())
    faults = findings(taken, list(seats.elements()))
    return Card(
        name,
        orders_in_words.NAMES[name](),
        orders_in_words.ABOUT[name](),
        orders_in_words.lines(taken, seats.total()),
        Rehearsed() if faults else rehearsed(taken, seats, come),
        faults,
    )


ORDERS = [orders, adopt]
