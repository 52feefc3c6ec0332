"""A group's rules on pages: those in force, others tried out on its seats, and those a meeting agreed to adopted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody

from api.access import OFFICER
from api.pages import behind
from api.pages.acting import Place, Refusal, act, group_of_members, of_officers
from api.pages.days import Day
from api.pages.forms import form_page, go
from api.pages.founding import orders_in_words
from api.pages.founding.sheet import Sheet, again, read
from api.pages.language import gettext as _
from api.pages.rehearsing import COME, USUAL, Rehearsed, rehearsed, ways
from api.pages.rules import parameters
from api.v1.asked import cleared, lost_of
from governance.founding import voting_seats
from governance.ready_orders import READY
from governance.rules.satisfiable import findings

if TYPE_CHECKING:
    from governance.kernel import Class
    from governance.standing_orders import StandingOrders

FIRST = parameters.PARAMETERS[0].name


@get("/groups/{group:str}/rules", sync_to_thread=True)
def rules(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """The rules in force, since when, by which decision, and how often they would stop the group."""
    place = group_of_members(request, group)
    orders, version = place.state.orders_at(place.now)
    adopted = next((one for one in place.state.orders if one.version == version), None)
    return form_page(
        request, "rules.html", group=place.directory, path=place.path, version=version, adopted=adopted,
        facts=[(one.question, parameters.said(one, orders, _currency(place))) for one in parameters.of(orders)],
        tried=_tried(place, orders, USUAL), come=COME[USUAL][0](),
        lost=any(one.what == "orders" for one in lost_of(place.service, place.state, place.now, None)),
        agreed=behind.for_rules(place) if cleared(request, place.group) >= OFFICER else (),
    )  # fmt: skip


@get("/groups/{group:str}/rules/change", sync_to_thread=True)
def to_change(request: Request[Any, Any, Any], group: FromPath[str], ready: FromQuery[str] = "") -> Response[str]:
    """Where other rules are written down: from those in force, from a `ready` set, or as the address has them."""
    place = group_of_members(request, group)
    orders, _version = place.state.orders_at(place.now)
    sets = {str(name): made for name, made in READY.items()}
    if ready in sets:
        start = _as(orders, sets[ready](voting_seats(place.state, place.now).total()))
        return _form(request, place, Sheet(parameters.typed(start)))
    return _form(request, place, _asked(request) or Sheet(parameters.typed(orders)))


@get("/groups/{group:str}/rules/new", sync_to_thread=True)
def tried_out(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[Any]:
    """What would be different by the rules of the address, and how often they would stop the group."""
    place, sheet = group_of_members(request, group), _asked(request)
    if sheet is None:
        return go(f"{place.path}/rules/change")
    orders = _read(place, sheet)
    if orders == place.state.orders_at(place.now)[0]:
        sheet.fault("", _("These are the rules you have. Change something first."))
    return _form(request, place, sheet) if sheet.faults else _new_page(request, place, sheet, orders)


@post("/groups/{group:str}/rules/new", sync_to_thread=True)
def adopt(request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[dict[str, Any]]) -> Response[Any]:
    """Adopt the rules that a meeting agreed to."""
    sheet, place = read(request, data), of_officers(request, group)
    orders = _read(place, sheet)
    if sheet.faults:
        return _form(request, place, sheet)
    told = {"orders": msgspec.to_builtins(orders), "decision": sheet["decision"], "since": _since(sheet).when}
    done = act(place, "adoptStandingOrders", told, once=sheet["once"])
    if not isinstance(done, Refusal):
        return go(f"{place.path}/rules")
    sheet.fault({"": "decision", "orders": "decision"}.get(done.field, done.field), done.words)
    return _new_page(request, place, sheet, orders)


def _read(place: Place, sheet: Sheet) -> StandingOrders:
    """The rules of a form; on its sheet what cannot be read, or why they do not fit."""
    before, _version = place.state.orders_at(place.now)
    after = parameters.read(sheet, before)
    if sheet.faults:
        return after
    seats = voting_seats(place.state, place.now)
    found = findings(after, list(seats.elements()))
    if found:
        sheet.fault("", " ".join([_("These rules do not fit your group."), *found]))
    return after


def _asked(request: Request[Any, Any, Any]) -> Sheet | None:
    """The form as the address has it, None where that has nothing."""
    given = {name: request.query_params[name] for name in request.query_params}
    return Sheet(given) if FIRST in given else None


def _as(orders: StandingOrders, start: StandingOrders) -> StandingOrders:
    """The orders in force with what the form asks about as another set of orders has it."""
    return msgspec.structs.replace(orders, **{one.name: getattr(start, one.name) for one in parameters.of(orders)})


def _since(sheet: Sheet) -> Day:
    return Day(sheet["since_day"], sheet["since_month"], sheet["since_year"])


def _currency(place: Place) -> str:
    return place.service.governance.organisation().currency


def _tried(place: Place, orders: StandingOrders, come: str) -> Rehearsed:
    """Rules tried out on the seats that are filled now."""
    mapping, _version = place.state.mapping_at(place.now)
    kept = [seat for seat in place.state.seats.values() if seat.voting and seat.exists(place.now)]
    filled: Counter[Class] = Counter(
        mapping.class_of(seat.constituency) for seat in kept if seat.holder(place.now) is not None
    )
    return rehearsed(orders, filled, come, established=len(kept))


def _form(request: Request[Any, Any, Any], place: Place, sheet: Sheet) -> Response[str]:
    orders, _version = place.state.orders_at(place.now)
    return again(
        request, "rules_change.html", sheet, group=place.directory, path=place.path,
        parameters=parameters.of(orders), ways=ways(), come=sheet["come"] if sheet["come"] in COME else USUAL,
        sets=[(name, orders_in_words.NAMES[name]()) for name in READY], share=orders.quorum_fraction is not None,
    )  # fmt: skip


def _new_page(request: Request[Any, Any, Any], place: Place, sheet: Sheet, after: StandingOrders) -> Response[str]:
    before, _version = place.state.orders_at(place.now)
    come = sheet["come"] if sheet["come"] in COME else USUAL
    sent = {**parameters.typed(after), "come": come}
    return again(
        request, "rules_new.html", sheet, group=place.directory, path=place.path, sent=sent,
        changes=list(parameters.changes(before, after, _currency(place))), come=COME[come][0](),
        now=_tried(place, before, come), new=_tried(place, after, come), since=_since(sheet),
        officer=cleared(request, place.group, at_least=1) >= OFFICER, decisions=behind.for_rules(place),
    )  # fmt: skip


RULES = [rules, to_change, tried_out, adopt]
