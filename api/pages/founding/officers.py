"""Founding a group: its first chair and secretary take office, and the founder's part ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.pages.forms import go
from api.pages.founding import steps
from api.pages.founding.first_codes import sheets, stranded
from api.pages.founding.sheet import Refused, Sheet, Step, again, read, together
from api.pages.language import gettext as _
from governance import founding
from governance.group.commands import AssignOffice, CreateOffice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from governance.kernel import SeatId
    from governance.standing_orders import OfficeKind

OFFICES: Mapping[OfficeKind, Callable[[], str]] = {
    "chair": lambda: _("Chair"),
    "secretary": lambda: _("Secretary"),
    "co_chair": lambda: _("Co-chair"),
    "vice_chair": lambda: _("Vice-chair"),
}
FIRST: tuple[OfficeKind, ...] = ("chair", "secretary")
LAST: tuple[OfficeKind, ...] = ("vice_chair", "co_chair", "chair", "secretary")


@get("/found/{group:str}/officers", sync_to_thread=True)
def officers(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[Any]:
    """Who takes which office, and how long."""
    begun = steps.of(request, group)
    first = begun.now.local[:10]
    orders, _version = begun.state.orders_at(begun.now)
    last = founding.last_day(orders, begun.now.date).isoformat()
    return _page(request, begun, Sheet({"since": first, "until": last}))


@post("/found/{group:str}/officers", sync_to_thread=True)
def take_office(
    request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[dict[str, Any]]
) -> Response[Any]:
    """Make the offices chosen, and let their holders take them."""
    sheet, begun = read(request, data), steps.of(request, group)
    chosen: list[OfficeKind] = [kind for kind in OFFICES if sheet[kind]]
    if not chosen:
        sheet.fault("chair", _("Choose at least one person."))
    since = sheet.day("since", _("Say from which day."))
    until = sheet.day("until", _("Say until which day."))
    term = {"since": since, "until": (until or {}).get("date", "")}

    def acts(step: Step) -> None:
        # Once a chair and a secretary are in office the founder does nothing more: these come last.
        for kind in sorted(chosen, key=LAST.index):
            try:
                _assign(step, begun, kind, {**term, "seat": sheet[kind]})
            except Refused:
                continue

    for kind in chosen:
        sheet.one_of(kind, _seats(begun, kind), _("Choose somebody from the list."))
    leading = {} if sheet.faults else _leading(begun, sheet)
    without = stranded(request, begun, leading)
    if sheet.faults or not together(request, begun.who, sheet, acts):
        return _page(request, begun, sheet)
    if not {"chair", "secretary"} <= {*chosen, *_held(begun)}:
        return go(begun.at)
    return sheets(request, begun, without, leading) if without else go(f"/groups/{begun.directory.slug}")


def _leading(begun: steps.Founding, sheet: Sheet) -> dict[str, SeatId]:
    """The seats that will be chair and secretary, by what the office is called."""
    held = {begun.state.offices[term.office]: term.seat for term in begun.state.held(begun.now)}
    seats = {str(seat): seat for seat in begun.state.seats}
    leading: dict[OfficeKind, SeatId | None] = {kind: seats.get(sheet[kind], held.get(kind)) for kind in FIRST}
    return {OFFICES[kind](): seat for kind, seat in leading.items() if seat is not None}


def _assign(step: Step, begun: steps.Founding, kind: OfficeKind, term: Mapping[str, object]) -> None:
    """Let a seat take an office, which is made first where the group has none of the kind."""
    office = next((str(one) for one, of_kind in begun.state.offices.items() if of_kind == kind), None)
    if office is None:
        label = OFFICES[kind]()
        taken = {*begun.directory.seats, *begun.directory.offices}
        slug = steps.unlike(steps.slug_of(label), taken)
        office = str(step.act(CreateOffice, {"slug": slug, "label": label, "kind": kind}, {"": kind}, begun.group))
    at = {"since": "since", "when": "since", "until": "until", "": kind}
    step.act(AssignOffice, {"office": office, **term}, at, begun.group)


def _held(begun: steps.Founding) -> set[OfficeKind]:
    return {begun.state.offices[term.office] for term in begun.state.held(begun.now)}


def _seats(begun: steps.Founding, kind: OfficeKind) -> dict[str, str]:
    """Who may hold an office, by the seat's id: its label."""
    return {str(seat): begun.directory.labels[seat] for seat in founding.candidates(begun.state, kind, begun.now)}


def _page(request: Request[Any, Any, Any], begun: steps.Founding, sheet: Sheet) -> Response[Any]:
    held = _held(begun)
    free = [(kind, label(), list(_seats(begun, kind).items())) for kind, label in OFFICES.items() if kind not in held]
    return again(
        request,
        "found_officers.html",
        sheet,
        at=begun.at,
        group=begun.directory,
        offices=free,
        anybody=any(seats for _kind, _label, seats in free),
        called=begun.called,
    )


OFFICERS = [officers, take_office]
