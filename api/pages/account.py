"""One's own account: where one is signed in, and signing out."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import URLEncodedBody

from api.accounts import cookies, paper, sessions
from api.accounts.visitors import sign_out
from api.accounts.wiring import accounts_of
from api.details import Details, details_of
from api.pages import going, leaving
from api.pages.acting import Once, Refusal, status_of
from api.pages.codes import whose
from api.pages.forms import Form, form_page, genuine, go, signed_in, visitor_of
from api.v1.asked import service_of
from governance.reader import NotFound


class Device(Form, frozen=True):
    """A device of one's own."""

    device: UUID | None = None


class Said(Once, frozen=True):
    """Whether it is so (`do`) that one left a seat or an office (`leaving`), and what one says to it."""

    leaving: str = ""
    do: str = ""
    words: str = ""


@get("/account", sync_to_thread=True)
def account(request: Request[Any, Any, Any]) -> Response[str]:
    """Where one is signed in, at which address one is written to, and what others say that one left."""
    return _page(request)


@post("/account/leaving", sync_to_thread=True)
def say(request: Request[Any, Any, Any], data: URLEncodedBody[Said]) -> Response[Any]:
    """Say whether one left, as somebody else wrote down."""
    genuine(request, data)
    who, _person = signed_in(request)
    done = leaving.said(service_of(request), who, data.leaving, data.do, data.words, data.once)
    return _page(request, data, done) if isinstance(done, Refusal) else go("/account#leaving")


def _page(request: Request[Any, Any, Any], data: Said | None = None, refused: Refusal | None = None) -> Response[str]:
    visitor, accounts = visitor_of(request), accounts_of(request)
    who, person = signed_in(request)
    known = details_of(accounts.governance, [person]).get(person, Details())
    printed = [(one, whose(accounts.governance, person, one)) for one in paper.unused(accounts, who)]
    devices = sessions.devices(accounts, person, visitor.session)
    return form_page(
        request,
        "account.html",
        status=status_of(refused),
        devices=devices,
        known=known,
        printed=printed,
        leavings=[(leaving.name_of(my.one), my) for my in leaving.mine(service_of(request), who)],
        groups=going.groups_of(request),
        once=str(uuid.uuid4()),
        data=data or Said(),
        faults={} if refused is None else {refused.field: refused.words},
    )


@post("/sign-out", sync_to_thread=True)
def leave(request: Request[Any, Any, Any], data: URLEncodedBody[Form]) -> Response[None]:
    """Sign out here."""
    return _left(go("/", *sign_out(accounts_of(request), genuine(request, data))))


@post("/account/sign-out-everywhere", sync_to_thread=True)
def leave_everywhere(request: Request[Any, Any, Any], data: URLEncodedBody[Form]) -> Response[None]:
    """Sign out on every device, this one too."""
    genuine(request, data)
    accounts = accounts_of(request)
    sessions.sign_out_everywhere(accounts, signed_in(request)[1])
    return _left(go("/", cookies.gone(accounts.settings, "session")))


@post("/account/sign-out-device", sync_to_thread=True)
def leave_device(request: Request[Any, Any, Any], data: URLEncodedBody[Device]) -> Response[None]:
    """Sign out on one device."""
    genuine(request, data)
    if data.device is None or not sessions.end_device(accounts_of(request), signed_in(request)[1], data.device):
        raise NotFound("device")
    return go("/account")


def _left(answer: Response[None]) -> Response[None]:
    """Have the browser forget what it kept of our pages, where it does that (Clear Site Data section 3)."""
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


ACCOUNT = [account, say, leave, leave_everywhere, leave_device]
