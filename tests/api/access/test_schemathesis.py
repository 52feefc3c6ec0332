"""The API is as its own description has it, whatever is sent: schemathesis reads the one and tries the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from api.described import described
from api.settings import Settings

if TYPE_CHECKING:
    from tests.api.access.stage import Stage

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    response_headers_conformance,
]  # fmt: skip


def tuples_it_can_read(part: Any) -> Any:
    """The description without `prefixItems`, which schemathesis turns into what it then refuses."""
    if isinstance(part, list):
        return [tuples_it_can_read(one) for one in part]
    if not isinstance(part, dict):
        return part
    inner = {name: tuples_it_can_read(value) for name, value in part.items()}
    each = inner.pop("prefixItems", None)
    return inner if each is None else {**inner, "items": {"anyOf": each}, "minItems": len(each), "maxItems": len(each)}


# As it is sent: defaults are JSON then, and no longer our own.
SENT = msgspec.json.encode(described(create_app(Settings()).openapi_schema.to_schema()))
DOCUMENT = tuples_it_can_read(msgspec.json.decode(SENT))
OPERATIONS = {
    operation["operationId"]: (path, method)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
# Names of the stage that stand for what a path asks for.
STANDS_FOR = {
    "meeting": "open", "motion": "roll_motion", "item": "item", "seat": "mine", "act": "vote", "event": "vote",
    "person": "fifth_person", "group": "group", "decision": "decision", "term": "term", "office": "vacant",
    "action": "task", "resolution": "sent", "election": "nominating", "handover": "handover",
    "correction": "asked_correction", "token": "their_token", "ruling": "ruling", "requisition": "requisition",
    "proposal": "refused", "path": "tile",
}  # fmt: skip


@pytest.fixture(scope="module")
def api() -> Any:
    return schemathesis.openapi.from_dict(DOCUMENT)


def tried(api: Any, stage: Stage, name: str, examples: int) -> None:
    """Send what the description allows, to things that are there and things that are not, and check every answer."""
    path, method = OPERATIONS[name]
    operation = api[path][method.upper()]
    known = stage.named("secretary")
    bearer = {"Authorization": f"Bearer {stage.bearers['secretary']}"}

    @settings(
        max_examples=examples, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(), there=st.booleans(), check=st.booleans())
    def answered_as_described(case: Any, there: bool, check: bool) -> None:
        if there:
            for parameter in case.path_parameters:
                case.path_parameters[parameter] = known[STANDS_FOR[parameter]]
        if check and "check" in [p["name"] for p in DOCUMENT["paths"][path][method].get("parameters", [])]:
            case.query["check"] = "true"
        told = requests.Request(**case.as_transport_kwargs(base_url="http://testserver.local")).prepare()
        headers = {**dict(told.headers), **bearer}
        answer = stage.client.request(told.method or "", told.url or "", content=told.body, headers=headers)
        case.validate_response(answer, checks=CHECKS)

    answered_as_described()


def test_everything_a_path_asks_for_is_on_the_stage(stage: Stage) -> None:
    asked = {name for path in DOCUMENT["paths"] for name in re.findall(r"{(\w+)}", path)}
    assert set(STANDS_FOR) == asked
    assert set(STANDS_FOR.values()) <= set(stage.named("secretary"))


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_operation_answers_as_described(api: Any, stage: Stage, name: str) -> None:
    tried(api, stage, name, 4)


@pytest.mark.soak
@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_operation_answers_as_described_however_long_it_is_tried(api: Any, stage: Stage, name: str) -> None:
    tried(api, stage, name, 200)
