"""How to reach whoever sits in a seat, where the record does not know: an e-mail address, a phone number, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.access import may_print
from api.accounts.addresses import normalised
from api.details import Details, details_of
from api.pages.acting import Once, Place, Refusal, act, act_page, of_officers
from api.pages.codes import holder
from api.pages.forms import genuine, go
from api.pages.language import gettext as _
from api.pages.sign_in import REASONS as NO_WAY_IN

if TYPE_CHECKING:
    from governance.kernel import PersonId, SeatId

NOT_THEIRS = 403


class Contact(Once, frozen=True):
    """How somebody is reached."""

    email: str = ""
    phone: str = ""


@get("/groups/{group:str}/people/{seat:str}/contact", sync_to_thread=True)
def to_reach(request: Request[Any, Any, Any], group: FromPath[str], seat: FromPath[str]) -> Response[str]:
    """Where an e-mail address or a phone number is added for whoever holds a seat; what is known is not changed."""
    place = of_officers(request, group)
    found, person = holder(place, seat)
    return _page(request, place, found, person, Contact())


@post("/groups/{group:str}/people/{seat:str}/contact", sync_to_thread=True)
def reach(
    request: Request[Any, Any, Any], group: FromPath[str], seat: FromPath[str], data: URLEncodedBody[Contact]
) -> Response[Any]:
    """Add what was typed, for whom one may print codes: with the address they can sign in."""
    genuine(request, data)
    place = of_officers(request, group)
    found, person = holder(place, seat)
    if not _ours(place, person):
        return _page(request, place, found, person, data, status=NOT_THEIRS)
    refused = _added(place, person, data)
    return _page(request, place, found, person, data, refused) if refused else go(f"{place.path}/people")


def _added(place: Place, person: PersonId, data: Contact) -> Refusal | None:
    email, phone = data.email.strip(), data.phone.strip()
    if not (email or phone):
        return Refusal("phone" if _known(place, person).email else "email", _("Please fill this in."))
    if email and normalised(email) is None:
        return Refusal("email", NO_WAY_IN["not_an_address"]())
    done = act(place, "addContact", {"person": str(person), "email": email, "phone": phone}, once=data.once)
    return done if isinstance(done, Refusal) else None


def _ours(place: Place, person: PersonId) -> bool:
    return may_print(place.service.governance, place.who, person)


def _known(place: Place, person: PersonId) -> Details:
    return details_of(place.service.governance, [person]).get(person, Details())


def _page(
    request: Request[Any, Any, Any],
    place: Place,
    seat: SeatId,
    person: PersonId,
    data: Contact,
    refused: Refusal | None = None,
    *,
    status: int | None = None,
) -> Response[str]:
    known, label = _known(place, person), place.directory.labels[seat]
    more: dict[str, Any] = {"known": known, "label": label, "ours": _ours(place, person), "data": data}
    made = act_page(request, "seat_contact.html", place, refused, once=data.once, **more)
    made.status_code = status or made.status_code
    return made


CONTACT = [to_reach, reach]
