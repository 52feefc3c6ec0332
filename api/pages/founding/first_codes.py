"""Codes on paper for the first chair and secretary: without e-mail and without codes nobody could let them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from api.access import may_print
from api.accounts import paper
from api.accounts.paper import Sheet
from api.accounts.wiring import accounts_of
from api.pages.forms import form_page, visitor_of
from governance.kernel import PersonId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from litestar import Request, Response

    from api.pages.founding.steps import Founding
    from governance.kernel import SeatId


class Stranded(msgspec.Struct, frozen=True):
    """Somebody who takes office and has no way to sign in; `ours` when whoever founds may print codes for them."""

    label: str
    person: PersonId
    ours: bool


class Printed(msgspec.Struct, frozen=True):
    """A sheet to hand over, and whose it is."""

    label: str
    sheet: Sheet


def stranded(request: Request[Any, Any, Any], begun: Founding, seats: Mapping[str, SeatId]) -> list[Stranded]:
    """Who of those that take office could not sign in; `seats` by what the office is called, each person once."""
    accounts, found = accounts_of(request), dict[PersonId, Stranded]()
    for office, seat in seats.items():
        person = begun.state.seats[seat].holder(begun.now)
        if person is not None and person not in found and not paper.can_come_back(accounts, person):
            label = f"{office}: {begun.directory.labels[seat]}"
            found[person] = Stranded(label, person, may_print(begun.service.governance, begun.who, person))
    return list(found.values())


def sheets(
    request: Request[Any, Any, Any], begun: Founding, who: list[Stranded], seats: Mapping[str, SeatId]
) -> Response[str]:
    """The last page of founding: a sheet for everybody stranded, shown this once; `seats` as for `stranded`.

    It says who prints a lost one anew: the other of the two, but nobody of the group for a founder who leads it.
    """
    leads = any(begun.state.seats[seat].holder(begun.now) == begun.who.person for seat in seats.values())
    accounts = accounts_of(request)
    here = visitor_of(request).session
    printed = [
        Printed(one.label, paper.print_admitted(accounts, begun.who, one.person, here=here)) for one in who if one.ours
    ]
    return form_page(
        request,
        "found_codes.html",
        group=begun.directory,
        printed=printed,
        leads=leads,
        others=[one.label for one in who if not one.ours],
        address=accounts.settings.public,
    )
