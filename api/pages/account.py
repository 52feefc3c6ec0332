"""One's own account: where one is signed in, and signing out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import URLEncodedBody

from api.accounts import cookies, sessions
from api.accounts.visitors import Visitor, sign_out
from api.accounts.wiring import accounts_of
from api.pages.forms import Form, form_page, genuine, go, visitor_of
from api.problems import Problem
from governance.kernel import PersonId
from governance.reader import NotFound


class Device(Form, frozen=True):
    """A device of one's own."""

    device: UUID | None = None


@get("/account", sync_to_thread=True)
def account(request: Request[Any, Any, Any]) -> Response[str]:
    """Where one is signed in."""
    visitor = visitor_of(request)
    devices = sessions.devices(accounts_of(request), person_of(visitor), visitor.session)
    return form_page(request, "account.html", devices=devices)


@post("/sign-out", sync_to_thread=True)
def leave(request: Request[Any, Any, Any], data: URLEncodedBody[Form]) -> Response[None]:
    """Sign out here."""
    return _left(go("/", *sign_out(accounts_of(request), genuine(request, data))))


@post("/account/sign-out-everywhere", sync_to_thread=True)
def leave_everywhere(request: Request[Any, Any, Any], data: URLEncodedBody[Form]) -> Response[None]:
    """Sign out on every device, this one too."""
    visitor, accounts = genuine(request, data), accounts_of(request)
    sessions.sign_out_everywhere(accounts, person_of(visitor))
    return _left(go("/", cookies.gone(accounts.settings, "session")))


@post("/account/sign-out-device", sync_to_thread=True)
def leave_device(request: Request[Any, Any, Any], data: URLEncodedBody[Device]) -> Response[None]:
    """Sign out on one device."""
    visitor = genuine(request, data)
    if data.device is None or not sessions.end_device(accounts_of(request), person_of(visitor), data.device):
        raise NotFound("device")
    return go("/account")


def _left(answer: Response[None]) -> Response[None]:
    """Have the browser forget what it kept of our pages, where it does that (Clear Site Data section 3)."""
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def person_of(visitor: Visitor) -> PersonId:
    """The person signed in. Raises a 401 problem when nobody is."""
    if visitor.principal is None or visitor.principal.person is None:
        raise Problem(401, "not-signed-in", "This page is for people who are signed in.")
    return visitor.principal.person


ACCOUNT = [account, leave, leave_everywhere, leave_device]
