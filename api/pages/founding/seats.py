"""Founding a group: who sits in it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.pages.forms import go
from api.pages.founding import steps
from api.pages.founding.sheet import Refused, Sheet, Step, again, read, together
from api.pages.language import gettext as _
from governance import founding
from governance.group.commands import CreateSeat, FillSeat, RetireSeat, VacateSeat
from governance.kernel import SeatId
from governance.organisation.commands import RegisterPerson
from governance.reader import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROWS, MOST_ROWS = 4, 30
FIELDS = ("label", "constituency", "me", "name", "email", "phone")
BRINGS: Mapping[str, Callable[[], str]] = {
    "service_user": lambda: _("Somebody who uses the services"),
    "family_carer": lambda: _("Family carer"),
    "neighbour": lambda: _("Neighbour"),
    "professional": lambda: _("Professional"),
    "other": lambda: _("Somebody else"),
    "staff": lambda: _("Staff (no vote)"),
    "critical_friend": lambda: _("Critical friend (no vote)"),
    "sponsor": lambda: _("Sponsor (no vote)"),
}


class Kept(msgspec.Struct, frozen=True):
    """A seat recorded already."""

    id: SeatId
    label: str
    brings: str
    filled: bool


@get("/found/{group:str}/seats", sync_to_thread=True)
def seats(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """The seats there are, and rows for more."""
    begun = steps.of(request, group)
    since = founding.since(begun.service.governance, begun.group)
    return _page(request, begun, Sheet({"since": since.local[:10] if since else ""}))


@post("/found/{group:str}/seats", sync_to_thread=True)
def make_seats(
    request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[dict[str, Any]]
) -> Response[Any]:
    """Make the seats of the filled-in rows, register their people and seat them."""
    sheet, begun = read(request, data), steps.of(request, group)
    rows = [n for n in range(1, MOST_ROWS + 1) if any(sheet[f"{field}-{n}"] for field in FIELDS)]
    for n in rows:
        _check(sheet, n)
    older = founding.since(begun.service.governance, begun.group) is not None
    since = sheet.day("since", _("Say since when these people have sat here.")) if older and rows else None
    if not rows and not begun.progress.seats:
        sheet.fault("label-1", _("Write down at least one seat."))

    def acts(step: Step) -> None:
        for n in rows:
            try:
                _seat(step, sheet, begun, n, since)
            except Refused:
                continue

    if sheet.faults or (rows and not together(request, begun.who, sheet, acts)):
        return _page(request, begun, sheet)
    return go(f"{begun.at}/{'seats' if sheet['then'] == 'more' else 'orders'}")


@post("/found/{group:str}/seats/remove", sync_to_thread=True)
def remove_seat(
    request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[dict[str, Any]]
) -> Response[Any]:
    """Take a seat away again, and whoever sits in it."""
    sheet, begun = read(request, data), steps.of(request, group)
    seat = next((one for one in begun.state.seats if str(one) == sheet["seat"]), None)
    if seat is None:
        raise NotFound("seat")
    held = begun.state.seats[seat].holder(begun.now) is not None

    def acts(step: Step) -> None:
        with contextlib.suppress(Refused):
            if held:
                step.act(VacateSeat, {"seat": str(seat), "reason": "other"}, {"": ""}, begun.group)
            step.act(RetireSeat, {"seat": str(seat)}, {"": ""}, begun.group)

    if not together(request, begun.who, sheet, acts):
        return _page(request, begun, sheet)
    return go(f"{begun.at}/seats")


def _check(sheet: Sheet, n: int) -> None:
    sheet.line(f"label-{n}", _("Give this seat a name."))
    sheet.one_of(f"constituency-{n}", BRINGS, _("Choose whose experience this seat brings."))
    reached = sheet.email(f"email-{n}") or sheet.line(f"phone-{n}")
    name = sheet.line(f"name-{n}")
    if reached and not name and sheet[f"me-{n}"] != "yes":
        sheet.fault(f"name-{n}", _("Whose e-mail or telephone is this? Write the name too."))


def _seat(step: Step, sheet: Sheet, begun: steps.Founding, n: int, since: dict[str, str] | None) -> None:
    label = sheet[f"label-{n}"]
    body = {"slug": begun.slug(label), "label": label, "constituency": sheet[f"constituency-{n}"], "since": since}
    seat = step.act(CreateSeat, body, {"since": "since", "when": "since", "": f"label-{n}"}, begun.group)
    holder = _holder(step, sheet, begun, n)
    if holder:
        filling = {"seat": str(seat), "person": holder, "since": since}
        step.act(FillSeat, filling, {"since": "since", "person": f"name-{n}", "": f"label-{n}"}, begun.group)


def _holder(step: Step, sheet: Sheet, begun: steps.Founding, n: int) -> str:
    """Who takes the seat: whoever founds the group, somebody registered now, or nobody yet."""
    if sheet[f"me-{n}"] == "yes":
        return str(begun.person)
    if not sheet[f"name-{n}"]:
        return ""
    details = {field: sheet[f"{field}-{n}"] for field in ("name", "email", "phone")}
    return str(step.act(RegisterPerson, details, {"": f"name-{n}"}))


def _page(request: Request[Any, Any, Any], begun: steps.Founding, sheet: Sheet) -> Response[str]:
    last = max((n for n in range(1, MOST_ROWS + 1) if sheet[f"label-{n}"]), default=0)
    kept = [
        Kept(
            seat,
            begun.directory.labels[seat],
            BRINGS[begun.state.seats[seat].constituency](),
            begun.state.seats[seat].holder(begun.now) is not None,
        )
        for seat in begun.directory.seats.values()
        if begun.state.seats[seat].exists(begun.now)
    ]
    return again(
        request,
        "found_seats.html",
        sheet,
        at=begun.at,
        group=begun.directory,
        kept=kept,
        rows=range(1, max(ROWS, last) + 1),
        brings=[(name, words()) for name, words in BRINGS.items()],
        older=founding.since(begun.service.governance, begun.group) is not None,
        seated=bool(begun.state.seats_of(begun.person, begun.now)),
    )


SEATS = [seats, make_seats, remove_seat]
