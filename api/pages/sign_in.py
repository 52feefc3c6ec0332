"""Signing in: by a link or code in an e-mail, or by a code on paper; each goes on to the page asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody

from api.accounts import links, paper
from api.accounts.answers import Choose, Refused, SignedIn
from api.accounts.clients import network_of
from api.accounts.forms import safe_next
from api.accounts.visitors import entry_of
from api.accounts.wiring import accounts_of
from api.pages.forms import Form, OnesOwn, form_page, genuine, go
from api.pages.language import gettext as _
from api.pages.rendering import clock

if TYPE_CHECKING:
    from api.accounts.answers import Reason

TOO_MANY = 429
NOT_DONE = 422
BUSY = {"device_busy", "letter_busy", "network_busy", "everybody_busy", "asked_already"}
REASONS: dict[Reason, Any] = {
    "not_an_address": lambda: _("This is not an e-mail address. It looks like name@example.org."),
    "asked_already": lambda: _("We have sent you links already. The last one still works. Look in your junk mail too."),
    "device_busy": lambda: _("Too many wrong codes on this device."),
    "network_busy": lambda: _("Too many tries from where you are."),
    "everybody_busy": lambda: _("Too many people are signing in just now."),
    "unknown": lambda: _("This link is not known here. Perhaps part of it is missing."),
    "used": lambda: _("This was used before. Each one works once."),
    "expired": lambda: _("This is too old now. Please ask for a new one."),
    "ended": lambda: _("There is a newer one now. Please use that."),
    "not_eight_figures": lambda: _("The code has eight figures. Please type all of them."),
    "not_twelve_letters": lambda: _("A code has twelve letters. Please type all of them, as they stand on your sheet."),
    "letter_busy": lambda: _("Too many wrong codes for this address. The link in the e-mail still works."),
    "wrong": lambda: _("That is not the code. Please look again."),
}


class Asking(Form, frozen=True):
    """An address, and the page to go on to."""

    email: str = ""
    next: str = ""


class Following(OnesOwn, frozen=True):
    """A link's secret, and who of those who share the mailbox."""

    token: str = ""
    person: str = ""


class Typing(OnesOwn, frozen=True):
    """A code as typed, and who of those who share the mailbox."""

    code: str = ""
    person: str = ""


class OnPaper(OnesOwn, frozen=True):
    """A code on paper as typed, and the page to go on to."""

    code: str = ""
    next: str = ""


@get("/sign-in", sync_to_thread=True)
def sign_in(request: Request[Any, Any, Any], next: FromQuery[str] = "") -> Response[str]:  # noqa: A002 - as the web calls it
    """Where a link is asked for."""
    return form_page(request, "sign_in.html", email="", onward=safe_next(next), error=None)


@post("/sign-in", sync_to_thread=True)
def ask(request: Request[Any, Any, Any], data: URLEncodedBody[Asking]) -> Response[Any]:
    """Send a link, if the address is somebody's; the answer is the same if not."""
    visitor, accounts = genuine(request, data), accounts_of(request)
    asked = links.ask_link(
        accounts, data.email, browser=visitor.browser, network=network_of(accounts, request), onward=data.next
    )
    if isinstance(asked, Refused):
        more = {"email": data.email, "onward": safe_next(data.next)}
        return _again(request, "sign_in.html", asked, **more)
    return go("/sign-in/sent")


@get("/sign-in/sent", sync_to_thread=True)
def sent(request: Request[Any, Any, Any]) -> Response[str]:
    """The letter is on its way; its code may be typed here."""
    return form_page(request, "sign_in_sent.html", code="", people=(), error=None)


@post("/sign-in/code", sync_to_thread=True)
def use_code(request: Request[Any, Any, Any], data: URLEncodedBody[Typing]) -> Response[Any]:
    """Sign in by the code of the letter."""
    visitor, accounts = genuine(request, data), accounts_of(request)
    answer = links.use_mailed_code(
        accounts,
        data.code,
        entry_of(request, remember=data.own),
        browser=visitor.browser,
        network=network_of(accounts, request),
        person=_uuid(data.person),
    )
    return _entered(request, answer, "sign_in_sent.html", code=data.code)


@get("/sign-in/link/{token:str}", sync_to_thread=True)
def look(request: Request[Any, Any, Any], token: FromPath[str]) -> Response[str]:
    """What a letter's link opens: Continue. Looking changes nothing, since mail scanners look."""
    answer = links.look_at_link(accounts_of(request), token)
    if isinstance(answer, Refused):
        return _again(request, "sign_in_link.html", answer, token="", people=())
    return form_page(request, "sign_in_link.html", token=token, people=answer.people if answer else (), error=None)


@post("/sign-in/link", sync_to_thread=True)
def follow(request: Request[Any, Any, Any], data: URLEncodedBody[Following]) -> Response[Any]:
    """Sign in by a link."""
    genuine(request, data)
    entry = entry_of(request, remember=data.own)
    answer = links.follow_link(accounts_of(request), data.token, entry, _uuid(data.person))
    return _entered(request, answer, "sign_in_link.html", token=data.token)


@get("/sign-in/paper", sync_to_thread=True)
def sign_in_by_paper(request: Request[Any, Any, Any], next: FromQuery[str] = "") -> Response[str]:  # noqa: A002 - as the web calls it
    """Where a code on paper is typed."""
    return form_page(request, "sign_in_paper.html", code="", onward=safe_next(next), error=None)


@post("/sign-in/paper", sync_to_thread=True)
def use_paper(request: Request[Any, Any, Any], data: URLEncodedBody[OnPaper]) -> Response[Any]:
    """Sign in by a code on paper."""
    visitor, accounts = genuine(request, data), accounts_of(request)
    entry, network = entry_of(request, remember=data.own), network_of(accounts, request)
    answer = paper.use_paper_code(
        accounts, data.code, entry, network=network, browser=visitor.browser, onward=data.next
    )
    return _entered(request, answer, "sign_in_paper.html", code="", onward=safe_next(data.next))


def _entered(
    request: Request[Any, Any, Any], answer: SignedIn | Choose | Refused, template: str, **more: Any
) -> Response[Any]:
    match answer:
        case SignedIn():
            return go(answer.onward, answer.cookie)
        case Choose():
            return form_page(request, template, people=answer.people, error=None, **more)
        case Refused():
            return _again(request, template, answer, people=(), **more)


def _again(request: Request[Any, Any, Any], template: str, refused: Refused, **more: Any) -> Response[str]:
    words = REASONS[refused.reason]()
    if refused.again_at is not None:
        words += " " + _("You can try again at %(time)s.") % {"time": clock(refused.again_at)}
    status = TOO_MANY if refused.reason in BUSY else NOT_DONE
    return form_page(request, template, status=status, error=words, **more)


def _uuid(text: str) -> UUID | None:
    try:
        return msgspec.convert(text, UUID)
    except msgspec.ValidationError:
        return None


SIGN_IN = [sign_in, ask, sent, use_code, look, follow, sign_in_by_paper, use_paper]
