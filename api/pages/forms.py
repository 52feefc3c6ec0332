"""Pages with forms: each form has its token, each answer is checked, each success goes on to a page to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

import msgspec
from litestar import Response
from litestar.concurrency import sync_to_thread

from api.accounts import visitors
from api.accounts.wiring import accounts_of
from api.founded import founded
from api.pages.kept_words import words_in
from api.pages.rendering import HEADERS, page
from api.problems import PAGES, Problem

if TYPE_CHECKING:
    from litestar import Request
    from litestar.datastructures import Cookie

    from api.accounts.visitors import Visitor
    from governance.acts import Principal
    from governance.kernel import PersonId


FORM = "application/x-www-form-urlencoded"
WITHOUT_ORGANISATION = {"/start", "/help", "/accessibility", "/problems/not-founded"}


class Form(msgspec.Struct, frozen=True):
    """What every form sends: its token."""

    csrf: str = ""


class OnesOwn(Form, frozen=True):
    """A form that asks whether the device is one's own, to be remembered."""

    mine: str = ""

    @property
    def own(self) -> bool:
        """Whether the device is to be remembered."""
        return self.mine == "yes"


# What a form may have once or more often; a browser sends one as a text.
Several = list[str] | str


def several(typed: Several) -> list[str]:
    """What was typed in fields of one name, in order, however many there are."""
    return [typed] if isinstance(typed, str) else typed


async def meet(request: Request[Any, Any, Any]) -> Response[None] | None:
    """Find out who visits, once a page. Before there is an organisation, every page leads to where it is founded."""
    request.state.visitor = await sync_to_thread(visitors.visitor, request)
    _readable(request.url.query.encode())
    if request.method == "POST":
        await _a_form(request)
    if request.url.path in WITHOUT_ORGANISATION or await founded(request):
        return None
    return go("/start")


async def _a_form(request: Request[Any, Any, Any]) -> None:
    """Raises a 415 problem for a body that is no form, and a 400 problem for one that is not in UTF-8."""
    said, body = request.headers.get("content-type", ""), await request.body()
    if (said or body) and said.partition(";")[0].strip().lower() != FORM:
        raise Problem(415, "not-a-form", PAGES["not-a-form"])
    _readable(body)
    request.state.sent = body.decode()


def _readable(encoded: bytes) -> None:
    """Raises a 400 problem for what was sent in another encoding than the page's."""
    try:
        unquote_to_bytes(encoded).decode()
    except UnicodeDecodeError:
        raise Problem(400, "not-a-form", PAGES["not-a-form"]) from None


def visitor_of(request: Request[Any, Any, Any]) -> Visitor:
    """Who visits this page."""
    found: Visitor = request.state.visitor
    return found


def signed_in(request: Request[Any, Any, Any]) -> tuple[Principal, PersonId]:
    """Who is signed in. Raises a 401 problem when nobody is."""
    who = visitor_of(request).principal
    if who is None or who.person is None:
        raise Problem(401, "not-signed-in", "This page is for people who are signed in.")
    return who, who.person


def genuine(request: Request[Any, Any, Any], data: Form) -> Visitor:
    """The visitor whose own form this is. Raises a 403 problem for a form that is not, or no longer.

    What was typed in a form that was theirs until they signed out is kept for the page of the refusal, to be copied.
    Never for another: words of a form that somebody else filled in would stand there as if they were ours.
    """
    visitor = visitor_of(request)
    if not visitors.genuine(visitor, data.csrf):
        if visitors.once_genuine(accounts_of(request), visitor, data.csrf):
            request.state.unsent = words_in(request.state.sent)
        raise Problem(403, "form-refused", PAGES["form-refused"])
    return visitor


def form_page(request: Request[Any, Any, Any], template: str, *, status: int = 200, **more: Any) -> Response[str]:
    """A page with forms, never kept by anything between."""
    visitor = visitor_of(request)
    made = page(request, template, status=status, csrf=visitor.csrf, **more)
    made.headers["Cache-Control"] = "no-store"
    # A refusal has no form, or answers one: the browser that sent it has its cookie.
    if visitor.form_cookie is not None and status < 400:  # noqa: PLR2004 - refusals
        made.set_cookie(visitor.form_cookie)
    return made


def go(path: str, *cookies: Cookie) -> Response[None]:
    """On to a page, after something was done (303): loading it again repeats nothing."""
    headers = {**HEADERS, "Location": path, "Cache-Control": "no-store"}
    return Response(None, status_code=303, headers=headers, cookies=cookies)
