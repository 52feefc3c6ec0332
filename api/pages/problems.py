"""A problem, told to people as a page and to programs as problem+json."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import msgspec
from litestar import Request

from api.accounts.forms import safe_next
from api.pages.forms import go
from api.pages.language import gettext as _
from api.pages.refusals import in_problem
from api.pages.rendering import page
from api.problems import HANDLERS, PAGES, problem
from governance.kernel import Rejected
from governance.reader import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from litestar import Response
    from litestar.types import Receive, Scope, Send

    from api.access import Asker

NOT_SIGNED_IN = 401
# Addresses where programs ask: they get problem+json whatever they accept.
FOR_PROGRAMS = ("/api", "/health")


def for_both(answer: Callable[[Any, Any], Response[bytes]]) -> Callable[[Any, Any], Response[Any]]:
    """The handler of an error, answering with a page where people ask."""

    def tell(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
        response = answer(request, error)
        if request.url.path.startswith(FOR_PROGRAMS):
            return response
        told = msgspec.json.decode(response.content)
        if isinstance(error, Rejected) and error.would_help:
            told |= {name: error.would_help for name, words in told.items() if words == error.would_help}
        if request.method == "GET" and _could_sign_in(request, told["status"], error):
            return go("/sign-in?" + urlencode({"next": safe_next(request.url.path)}))
        shown = problem_page(request, told["status"], told)
        shown.headers.update({name: value for name, value in response.headers.items() if name.lower() == "allow"})
        return shown

    return tell


def _could_sign_in(request: Request[Any, Any, Any], status: int, error: Exception) -> bool:
    """Whether signing in may lead further: alike for what is hidden and what is not there, so that neither is told."""
    visitor: Asker | None = getattr(request.state, "visitor", None)
    nobody = visitor is not None and visitor.principal is None
    return status == NOT_SIGNED_IN or (nobody and isinstance(error, NotFound))


def problem_page(request: Request[Any, Any, Any], status: int, told: dict[str, Any]) -> Response[str]:
    """A page that says what went wrong, what was kept, and what to do now."""
    headings = {
        401: _("Please sign in"),
        403: _("You can read this, but not change it"),
        404: _("There is no page here for you"),
        409: _("The rules do not allow this"),
        413: _("This is too long to send"),
        503: _("We cannot reach the record just now"),
    }
    fault = status >= 500  # noqa: PLR2004 - server faults
    if told["type"].endswith("/form-refused"):
        headings[403] = _("Please load the page again")
    heading = headings.get(status, _("Something went wrong on our side") if fault else _("We could not read that"))
    unsent = getattr(request.state, "unsent", "")
    return page(request, "problem.html", status=status, heading=heading, problem=in_problem(told), unsent=unsent)


async def not_ours(scope: Scope, receive: Receive, send: Send) -> None:
    """The answer to a form of another site's page."""
    request: Request[Any, Any, Any] = Request(scope)
    told = problem_page(request, 403, problem(403, "form-refused", PAGES["form-refused"]))
    await told.to_asgi_response(None, request)(scope, receive, send)


HANDLERS_FOR_BOTH = {kind: for_both(handler) for kind, handler in HANDLERS.items()}
