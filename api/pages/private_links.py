"""Reading by a private link: one group's minutes and register, without an account."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.accounts.answers import Refused
from api.accounts.private_links import look_at_private_link, open_private_link
from api.accounts.wiring import accounts_of
from api.pages.forms import Form, form_page, genuine, go
from api.pages.sign_in import NOT_DONE, REASONS
from api.v1.asked import service_of


class Opening(Form, frozen=True):
    """A private link's secret."""

    token: str = ""


@get("/read/{token:str}", sync_to_thread=True)
def look(request: Request[Any, Any, Any], token: FromPath[str]) -> Response[str]:
    """What a private link opens: Continue. Looking changes nothing, since mail scanners look."""
    refused = look_at_private_link(accounts_of(request), token)
    return _no(request, refused) if refused else form_page(request, "private_link.html", token=token, error=None)


@post("/read", sync_to_thread=True)
def read(request: Request[Any, Any, Any], data: URLEncodedBody[Opening]) -> Response[Any]:
    """Let this browser read, and go on to the group."""
    genuine(request, data)
    opened = open_private_link(accounts_of(request), data.token)
    if isinstance(opened, Refused):
        return _no(request, opened)
    return go(f"/groups/{service_of(request).governance.directory(opened.group).slug}", opened.cookie)


def _no(request: Request[Any, Any, Any], refused: Refused) -> Response[str]:
    words = REASONS[refused.reason]()
    return form_page(request, "private_link.html", status=NOT_DONE, token="", error=words)


PRIVATE_LINKS = [look, read]
