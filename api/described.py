"""The description of the web API, completed: every problem it may answer with, and every form a document comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar.openapi.plugins import JsonRenderPlugin

from api.problems import MEDIA_TYPE

if TYPE_CHECKING:
    from litestar import Request

PREFIX = "/api/v1/"
REFERENCE = {"$ref": "#/components/schemas/Problem"}
PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "What stands in the way (RFC 9457). `type` is the address of a page that says more.",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "clause": {"type": "string", "description": "The clause of the rules that refuses."},
        "reason": {"type": "string"},
        "because": {"type": ["object", "null"], "description": "The counts behind the refusal."},
        "would_help": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer"],
                "properties": {"pointer": {"type": "string", "description": "A JSON pointer (RFC 6901)."}},
            },
        },
    },
}
SAID = {
    "400": "The request could not be read; each error names its field.",
    "401": "A good token is needed.",
    "403": "Known, and not entitled.",
    "404": "Nothing there, or nothing one may see.",
    "409": "The rules refuse, with their clause; or others are at work on it.",
    "412": "It has changed since it was read.",
    "413": "Larger than this server takes.",
    "415": "A body is JSON, and says so.",
    "422": "The Idempotency-Key was used with another body.",
    "428": "Name the version written over, as If-Match.",
    "503": "Not now: try again.",
}
CHECKED = "What was checked would be allowed; nothing is recorded."
READING = ("400", "401", "403", "404", "503")
FORMS = {
    "getMinutes": ("text/html", "text/plain"),
    "searchRegister": ("text/csv", "application/x-ndjson"),
    "listEvents": ("application/x-ndjson",),
}


class Described(JsonRenderPlugin):
    """The document as JSON, completed."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """The completed document."""
        return super().render(request, described(openapi_schema))


def described(document: dict[str, Any]) -> dict[str, Any]:
    """The document with its problems and forms; what it was made from stays as it is."""
    schemas = {name: _in_order(schema) for name, schema in document["components"]["schemas"].items()}
    schemas["Problem"] = PROBLEM
    paths = {path: _operations(path, methods) for path, methods in document["paths"].items()}
    return {**document, "paths": paths, "components": {**document["components"], "schemas": schemas}}


def _in_order(schema: Any) -> Any:
    """A schema whose lists of a fixed length say what stands in which place, as JSON Schema 2020-12 has it."""
    if isinstance(schema, list | tuple):
        return [_in_order(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    told = {name: _in_order(value) for name, value in schema.items()}
    if isinstance(told.get("items"), list):
        told["prefixItems"] = told.pop("items")
    return told


def _operations(path: str, methods: dict[str, Any]) -> dict[str, Any]:
    if not path.startswith(PREFIX):
        return {method: _of_health(operation) for method, operation in methods.items()}
    return {method: _operation(method, operation) for method, operation in methods.items()}


def _operation(method: str, operation: dict[str, Any]) -> dict[str, Any]:
    served = {
        status: _in_every_form(operation, kept) for status, kept in operation["responses"].items() if status < "3"
    }
    if "201" in served and "check" in [one["name"] for one in operation.get("parameters", ())]:
        served["200"] = {**served["201"], "description": CHECKED}
    problems = {status: _problem(status) for status in (READING if method == "get" else SAID)}
    unchanged = {"304": {"description": "The reader has it already."}} if method == "get" else {}
    return {**operation, "responses": {**served, **unchanged, **problems}}


def _problem(status: str) -> dict[str, Any]:
    return {"description": SAID[status], "content": {MEDIA_TYPE: {"schema": REFERENCE}}}


def _in_every_form(operation: dict[str, Any], response: dict[str, Any]) -> dict[str, Any]:
    forms = FORMS.get(operation["operationId"], ())
    if not forms:
        return response
    return {**response, "content": {**response["content"], **{form: {"schema": {"type": "string"}} for form in forms}}}


def _of_health(operation: dict[str, Any]) -> dict[str, Any]:
    """A server that is not well says the same as one that is."""
    well = operation["responses"]["200"]
    return {**operation, "responses": {"200": well, "503": {**well, "description": "Not well."}}}
