"""Founding the organisation, with the set-up code the server printed."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec
from litestar import Request, Response, get, post
from litestar.params import URLEncodedBody

from api.accounts import sessions, setup
from api.accounts.clients import network_of
from api.accounts.visitors import entry_of
from api.accounts.wiring import accounts_of
from api.pages.codes import sheet_of_ones_own
from api.pages.forms import go, visitor_of
from api.pages.founding.sheet import Refused, Sheet, Step, again, read
from api.pages.language import gettext as _
from api.pages.rendering import clock
from api.v1.asked import service_of
from api.wiring import OPERATOR
from governance.acts import Principal
from governance.kernel import PersonId
from governance.organisation.commands import FoundOrganisation, NameConvenor, RegisterPerson
from governance.trial import Trial

if TYPE_CHECKING:
    from litestar.datastructures import Cookie

    from api.accounts.answers import Refused as CodeRefused

BEFORE = {"zone": "Europe/London", "currency": "GBP", "language": "en"}


@get("/start", sync_to_thread=True)
def start(request: Request[Any, Any, Any]) -> Response[Any]:
    """Where the organisation is founded; the first page, once it is."""
    if service_of(request).governance.organisation().organisation is not None:
        return go("/")
    return again(request, "start.html", Sheet({"origin": _suggested(request), **BEFORE}))


@post("/start", sync_to_thread=True)
def found(request: Request[Any, Any, Any], data: URLEncodedBody[dict[str, Any]]) -> Response[Any]:
    """Found the organisation, register whoever did, and sign them in.

    Whoever gave no e-mail address is shown codes on paper: without either nobody comes back.
    """
    sheet = read(request, data)
    if service_of(request).governance.organisation().organisation is not None:
        return go("/")
    organisation, person = _organisation(sheet), _person(sheet)
    sheet.line("code", _("Type the set-up code. It stands where the server was started."))
    if not sheet.faults:
        _look_at_code(request, sheet)
    convenor = None if sheet.faults else _founded(request, sheet, organisation, person)
    if convenor is None:
        return again(request, "start.html", sheet)
    entry = entry_of(request, remember=sheet["mine"] == "yes")
    signed_in = sessions.begin(accounts_of(request), convenor, "setup", entry)
    if sheet["email"]:
        return go("/found", signed_in.cookie)
    return _with_codes(request, convenor, signed_in.cookie)


def _with_codes(request: Request[Any, Any, Any], convenor: PersonId, cookie: Cookie) -> Response[str]:
    who = Principal("person", convenor, convenor)
    request.state.visitor = msgspec.structs.replace(visitor_of(request), principal=who, form_cookie=None)
    shown = sheet_of_ones_own(request, who, convenor, back="/found", back_words=_("Found a group"))
    shown.set_cookie(cookie)
    return shown


def _organisation(sheet: Sheet) -> dict[str, object]:
    name = sheet.line("organisation", _("Write the name of your organisation."))
    origin = re.sub(r"^https?://", "", sheet.line("origin", _("Write an address for the record."))).rstrip("/")
    if not re.fullmatch(r"[a-z0-9.\-/]{3,200}", origin):
        sheet.fault("origin", _("Use only small letters, figures, dots, hyphens and slashes."))
    if not re.fullmatch(r"[A-Z]{3}", sheet["currency"], re.ASCII):
        sheet.fault("currency", _("Write the three letters of the currency, in capitals."))
    if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", sheet["language"], re.ASCII):
        sheet.fault("language", _("Use two small letters, such as en."))
    kept = {field: sheet[field] for field in ("zone", "currency", "language")}
    return {"name": name, "origin": origin, **kept}


def _person(sheet: Sheet) -> dict[str, object]:
    return {
        "name": sheet.line("name", _("Write your name.")),
        "email": sheet.email("email"),
        "phone": sheet.line("phone"),
    }


def _look_at_code(request: Request[Any, Any, Any], sheet: Sheet) -> None:
    accounts = accounts_of(request)
    browser, network = visitor_of(request).browser, network_of(accounts, request)
    refused = setup.look_at_code(accounts, sheet["code"], network=network, browser=browser)
    if refused is not None:
        sheet.fault("code", _no(refused))


def _no(refused: CodeRefused) -> str:
    if refused.again_at is not None:
        at = {"time": clock(refused.again_at)}
        return _("Too many tries. You can try again at %(time)s.") % at
    if refused.reason == "wrong":
        return _("That is not the code. Please look again.")
    return _("This code is no longer good. Start the server again: it shows a new one.")


def _founded(
    request: Request[Any, Any, Any], sheet: Sheet, organisation: dict[str, object], person: dict[str, object]
) -> PersonId | None:
    """The organisation and its convenor in one transaction; None, with the reason on the sheet, when refused."""
    accounts = accounts_of(request)
    step = Step(Trial(service_of(request).governance), OPERATOR, sheet)
    try:
        step.act(FoundOrganisation, organisation, {"zone": "zone", "": "organisation"})
        convenor = step.act(RegisterPerson, person, {"": "name"})
        step.act(NameConvenor, {"person": str(convenor)}, {"": "name"})
    except Refused:
        return None
    if not setup.use_code(accounts, sheet["code"]):
        sheet.fault("code", _("This code was used just now, perhaps by somebody else."))
        return None
    try:
        step.trial.record(OPERATOR, key=None, body=b"")
    except BaseException:
        setup.give_back_code(accounts, sheet["code"])
        raise
    return PersonId(convenor)


def _suggested(request: Request[Any, Any, Any]) -> str:
    """An address for the record: where people reach the server, else a name that no other record has."""
    accounts = accounts_of(request)
    host = urlsplit(accounts.settings.public).hostname or ""
    if "." in host and not _is_ip(host):
        return f"{host}/log"
    return f"minutebook-{accounts.governance.store.identity().record.hex[:8]}/log"


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
