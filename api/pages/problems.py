"""A problem, told to people as a page and to programs as problem+json."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import msgspec

from api.accounts.forms import safe_next
from api.pages.forms import go
from api.pages.language import gettext as _
from api.pages.refusals import REASONS
from api.pages.rendering import page
from api.problems import HANDLERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from litestar import Request, Response

NOT_SIGNED_IN = 401
# Addresses where programs ask: they get problem+json whatever they accept.
FOR_PROGRAMS = ("/api", "/health")


def told(answer: Callable[[Any, Any], Response[bytes]]) -> Callable[[Any, Any], Response[Any]]:
    """The handler of an error, answering with a page where people ask."""

    def shown(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
        response = answer(request, error)
        if request.url.path.startswith(FOR_PROGRAMS):
            return response
        problem = msgspec.json.decode(response.content)
        if problem["status"] == NOT_SIGNED_IN and request.method == "GET":
            return go("/sign-in?" + urlencode({"next": safe_next(request.url.path)}))
        return problem_page(request, problem["status"], problem)

    return shown


def problem_page(request: Request[Any, Any, Any], status: int, problem: dict[str, Any]) -> Response[str]:
    """A page that says what went wrong, what was kept, and what to do now."""
    headings = {
        401: _("Please sign in"),
        403: _("You can read this, but not change it"),
        404: _("There is no page here for you"),
        409: _("The rules do not allow this"),
        413: _("This is too long to send"),
        503: _("We cannot reach the record just now"),
    }
    known = REASONS.get(problem.get("reason", ""))
    if known is not None:
        problem = {**problem, "detail": known()}
    fault = status >= 500  # noqa: PLR2004 - server faults
    heading = headings.get(status, _("Something went wrong on our side") if fault else _("We could not read that"))
    return page(request, "problem.html", status=status, heading=heading, problem=problem)


HANDLERS_FOR_BOTH = {kind: told(handler) for kind, handler in HANDLERS.items()}
