"""Refusals and faults as RFC 9457 problem details."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import structlog
from litestar import Response
from litestar.exceptions import HTTPException, ValidationException

from api.wire import UnknownName
from governance.acts import Stale
from governance.kernel import Filled, Rejected, Unreachable
from governance.reader import NotFound
from governance.store import ClockRefused, Conflict, OtherBody

if TYPE_CHECKING:
    from litestar import Request

MEDIA_TYPE = "application/problem+json"

PAGES = {
    "refused": "The rules do not allow this act. The answer has the clause, the counts behind it and what would help.",
    "not-entitled": "You are known, and this act is not yours to record. The answer says whose it is.",
    "bad-request": "The request could not be read. Each error names its field.",
    "unknown-name": "Something in the request has a name that nothing answers to.",
    "not-signed-in": "This needs a token: Authorization: Bearer mbk_...",
    "not-founded": "There is no organisation here yet. Somebody with the set-up code founds it at /start.",
    "not-covered": "The log has not come to this act yet: that takes a second or two. Ask again.",
    "not-found": "There is nothing here, or nothing you may see.",
    "not-allowed": "This address does not answer that method.",
    "too-large": "The request is larger than this server takes.",
    "not-a-form": "Send a form as pages do: Content-Type: application/x-www-form-urlencoded, in UTF-8.",
    "form-refused": "This form did not come from our page as you see it now. Nothing was recorded.",
    "not-json": "Send JSON, and say so: Content-Type: application/json.",
    "other-body": "This Idempotency-Key was used before with another body.",
    "busy": "Others were quicker, again and again. Nothing was recorded. Try again.",
    "unreachable": "The database does not answer. Nothing was recorded, as far as we know. Try again, same key.",
    "behind": "The pages made from the record have not come that far yet. Try again.",
    "stale": "It has changed since you read it. Read it again.",
    "pen-held": "Another officer is writing this draft. Take the pen, or wait ten minutes.",
    "say-what-you-saw": "Name the version you write over: send its ETag as If-Match.",
    "clock": "This server's clock is wrong. Nothing was recorded.",
    "fault": "Something went wrong on our side. Nothing was recorded.",
}


class Problem(Exception):
    """A problem of the API's own: status, page, and one sentence."""

    def __init__(self, status: int, page: str, detail: str, **more: object) -> None:
        super().__init__(detail)
        self.status = status
        self.page = page
        self.detail = detail
        self.more = more


def problem(status: int, page: str, detail: str, **more: object) -> dict[str, object]:
    """A problem document (RFC 9457 section 3); `type` resolves to a page of ours."""
    return {"type": f"/problems/{page}", "title": page.replace("-", " "), "status": status, "detail": detail, **more}


def answer(status: int, page: str, detail: str, **more: object) -> Response[bytes]:
    """A problem as a response."""
    body = problem(status, page, detail, **more)
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}  # noqa: PLR2004 - RFC 9110 section 15.5.2
    return Response(
        msgspec.json.encode(body, enc_hook=_english), status_code=status, media_type=MEDIA_TYPE, headers=headers
    )


def _english(thing: object) -> str:
    """A sentence of the rules as programs read it."""
    if isinstance(thing, Filled):
        return str(thing)
    raise NotImplementedError(f"{type(thing).__name__} stands in no problem")


def _rejected(_: Request[Any, Any, Any], error: Rejected) -> Response[bytes]:
    if error.clause == "access":
        return answer(403, "not-entitled", error.would_help or error.reason, reason=error.reason)
    if error.clause == "unknown":
        errors = [{"pointer": error.pointer, "detail": error.reason}]
        return answer(409, "refused", error.reason, clause=error.clause, errors=errors)
    return answer(
        409,
        "refused",
        f"{error.clause}: {error.reason}",
        clause=error.clause,
        reason=error.reason,
        because=error.because,
        would_help=error.would_help,
        errors=[{"pointer": error.pointer, "detail": error.reason}],
    )


def _not_found(_: Request[Any, Any, Any], error: NotFound) -> Response[bytes]:
    return answer(404, "not-found", f"There is no such {error.what} here.")


def _unknown_name(_: Request[Any, Any, Any], error: UnknownName) -> Response[bytes]:
    errors = [{"pointer": error.pointer, "detail": f"no {error.kind} is called that"}]
    return answer(400, "unknown-name", f"No {error.kind} is called that.", errors=errors)


def _shape(_: Request[Any, Any, Any], error: msgspec.ValidationError) -> Response[bytes]:
    words, _sep, path = str(error).partition(" - at `$")
    return answer(400, "bad-request", "The body does not fit.", errors=[{"pointer": _pointer(path), "detail": words}])


def _pointer(path: str) -> str:
    """A path such as `a.b[0]` as a JSON pointer (RFC 6901); the whole body is the empty one."""
    parts = [part for part in path.strip("`").replace("[", ".").replace("]", "").split(".") if part]
    return "".join(f"/{part}" for part in parts)


def _litestar_validation(_: Request[Any, Any, Any], error: ValidationException) -> Response[bytes]:
    extra = error.extra if isinstance(error.extra, list) else []
    errors = [
        {"pointer": _pointer(str(e.get("key", "")).removeprefix("data")), "detail": _said(str(e.get("message", "")))}
        for e in extra
        if isinstance(e, dict)
    ]
    return answer(400, "bad-request", "The request does not fit.", errors=errors)


def _said(message: str) -> str:
    # Litestar names its own parameter where a body is missing.
    return "a body is needed" if message == "'data'" else message


def _problem(_: Request[Any, Any, Any], error: Problem) -> Response[bytes]:
    return answer(error.status, error.page, error.detail, **error.more)


def _http(_: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    pages = {400: "bad-request", 401: "not-signed-in", 404: "not-found", 405: "not-allowed", 413: "too-large"}
    status = error.status_code
    page = pages.get(status, "bad-request" if status < 500 else "fault")  # noqa: PLR2004 - server faults
    if status == 405:  # noqa: PLR2004 - RFC 9110 section 15.5.6
        response = answer(status, page, PAGES[page])
        response.headers.update(error.headers or {})
        return response
    return answer(status, page, PAGES[page])


def _fault(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    structlog.get_logger().error("fault", path=request.scope.get("path_template"), kind=type(error).__name__)
    return answer(500, "fault", PAGES["fault"])


HANDLERS: dict[Any, Any] = {
    Rejected: _rejected,
    NotFound: _not_found,
    UnknownName: _unknown_name,
    msgspec.ValidationError: _shape,
    ValidationException: _litestar_validation,
    Problem: _problem,
    OtherBody: lambda _r, _e: answer(422, "other-body", PAGES["other-body"]),
    Stale: lambda _r, _e: answer(412, "stale", PAGES["stale"]),
    Conflict: lambda _r, _e: answer(503, "busy", PAGES["busy"]),
    Unreachable: lambda _r, _e: answer(503, "unreachable", PAGES["unreachable"]),
    ClockRefused: lambda _r, _e: answer(503, "clock", PAGES["clock"]),
    RecursionError: lambda _r, _e: answer(400, "bad-request", "The body is nested too deeply."),
    HTTPException: _http,
    Exception: _fault,
}
