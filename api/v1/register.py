"""The decision register, and actions."""

from __future__ import annotations

import csv
import io
from typing import Any, Literal

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath, FromQuery

from api.access import today
from api.v1.asked import MOST, group_of, link, thing_of, within
from api.v1.service import Service, waited
from api.v1.views import (
    ActionView,
    DecisionView,
)
from governance.decision.events import DecisionMade
from governance.kernel import GroupId
from projections.actions import Actions
from projections.decisions import Decisions, Entry, key_of


@get("/register", operation_id="searchRegister", sync_to_thread=True)
def search_register(
    request: Request[Any, Any, Any],
    group: FromQuery[str],
    outcome: FromQuery[Literal["agreed", "not_agreed"] | None] = None,
    after: FromQuery[str | None] = None,
    limit: FromQuery[int] = 100,
    wait_for: FromQuery[int | None] = None,
) -> Response[Any]:
    """The decision register of a group; JSON, NDJSON or CSV by `Accept`."""
    service, found, _ = group_of(request, group)
    waited(service, wait_for)
    listed = service.views.listed(Decisions(), f"{found}/", after=after or "", limit=within(limit))
    views = [v for v in _decision_views(service, listed) if outcome in (None, v.outcome.announced or v.outcome.by_rule)]
    headers = {**link(request, listed[-1][0] if len(listed) == limit else None), "Vary": "Accept"}
    accept = request.headers.get("accept", "")
    if "text/csv" in accept:
        return Response(register_csv(views), headers=headers, media_type="text/csv; charset=utf-8")
    if "ndjson" in accept:
        lines = b"".join(msgspec.json.encode(view) + b"\n" for view in views)
        return Response(lines, headers=headers, media_type="application/x-ndjson")
    return Response(views, headers=headers)


def decisions_of(service: Service, group: GroupId) -> list[DecisionView]:
    """Every decision of a group, in order."""
    views: list[DecisionView] = []
    after = ""
    while listed := service.views.listed(Decisions(), f"{group}/", after=after, limit=MOST):
        views += _decision_views(service, listed)
        after = listed[-1][0]
    return views


def _decision_views(service: Service, listed: list[tuple[str, Entry]]) -> list[DecisionView]:
    words = service.governance.words(entry.words for _, entry in listed)
    return [_decision_view(service, key, entry, words[entry.words.ref]) for key, entry in listed]


def _decision_view(service: Service, key: str, entry: Entry, words: str) -> DecisionView:
    return DecisionView(
        entry.decision,
        service.number_at(key),
        entry.group,
        entry.meeting,
        entry.occurred,
        words,
        entry.category,
        entry.outcome,
    )


def register_csv(views: list[DecisionView]) -> str:
    """The register as CSV, safe to open in a spreadsheet."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["number", "date", "words", "outcome", "takes_effect", "for", "against", "no_side"])
    for v in views:
        tally = v.outcome.tally
        counts = [tally.for_, tally.against, tally.no_side] if tally else ["", "", ""]
        answer = v.outcome.announced or v.outcome.by_rule
        # A cell that starts like a formula is read as one by spreadsheets.
        words = "'" + v.words if v.words[:1] in "=+-@" else v.words
        rows.writerow([v.number, v.occurred.local[:10], words, answer, v.outcome.takes_effect, *counts])
    return out.getvalue()


@get("/decisions/{decision:str}", operation_id="getDecision", sync_to_thread=True)
def get_decision(request: Request[Any, Any, Any], decision: FromPath[str]) -> DecisionView:
    """One decision, with everything its ruling rested on."""
    service, found, _, _ = thing_of(request, "decision", decision)
    made = service.governance.stream(found)[0]
    assert isinstance(made.event, DecisionMade), "a decision's stream opens with its making"
    service.follower.wait_for(made.position, 2.0)
    entry = Decisions().apply(None, made)
    words = service.governance.words([entry.words])[entry.words.ref]
    return _decision_view(service, key_of(made), entry, words)


@get("/groups/{group:str}/actions", operation_id="listActions", sync_to_thread=True)
def list_actions(
    request: Request[Any, Any, Any],
    group: FromPath[str],
    after: FromQuery[str | None] = None,
    limit: FromQuery[int] = 100,
    wait_for: FromQuery[int | None] = None,
) -> Response[list[ActionView]]:
    """The actions of a group by the day they are due."""
    service, found, _ = group_of(request, group, at_least=1)
    waited(service, wait_for)
    listed = service.views.listed(Actions(), f"{found}/", after=after or "", limit=within(limit))
    words = service.governance.words(action.words for _, action in listed)
    day = today(service.governance.group(found).zone).local[:10]
    views = [
        ActionView(a.action, a.owner, a.helpers, words[a.words.ref], a.due, a.overdue(day), a.decision)
        for _, a in listed
    ]
    return Response(views, headers=link(request, listed[-1][0] if len(listed) == limit else None))


REGISTER = [search_register, get_decision, list_actions]
