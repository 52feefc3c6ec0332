"""Reading what shows over several meetings: who stays away, for officers; who presides, for members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Request, Response, get
from litestar.params import FromPath

from api.access import OFFICER, today
from api.v1.answers import answered
from api.v1.asked import group_of
from projections.evenings import Evening, Evenings
from projections.meetings import Calls, in_order
from projections.who_came import Presided, StaysAway, who_presides, who_stays_away

if TYPE_CHECKING:
    from api.v1.service import Service
    from governance.kernel import GroupId

LATEST = 60


@get("/groups/{group:str}/absences", operation_id="listAbsences", sync_to_thread=True)
def list_absences(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[list[StaysAway]]:
    """Members who missed three meetings in a row without a word: somebody to talk to. Officers read it."""
    service, found, _ = group_of(request, group, at_least=OFFICER)
    return answered(request, list(absences(service, found)))


def absences(service: Service, group: GroupId) -> tuple[StaysAway, ...]:
    """Members who missed three meetings in a row without a word, as of today."""
    state = service.governance.group(group)
    now = today(state.zone)
    holders = {
        seat: [(holding.person, holding.since) for holding in kept.holdings[-1:]]
        for seat, kept in state.seats.items()
        if kept.voting and kept.holder(now) is not None
    }
    return who_stays_away(_evenings(service, group), holders)


@get("/groups/{group:str}/presiding", operation_id="listPresiding", sync_to_thread=True)
def list_presiding(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[list[Presided]]:
    """Where co-chairs share, the minutes presided with lived experience over every four meetings in a row."""
    service, found, _ = group_of(request, group, at_least=1)
    return answered(request, list(who_presides(_evenings(service, found))))


def _evenings(service: Service, group: GroupId) -> list[Evening]:
    """The latest meetings' people, oldest first."""
    listed = service.views.listed(Calls(), f"{group}/", limit=LATEST, newest=True)
    calls = in_order(call for _, call in listed)
    kept = service.views.many(Evenings(), [str(call.meeting) for call in calls])
    return [kept[str(call.meeting)] for call in calls if str(call.meeting) in kept]


WHO_CAME = [list_absences, list_presiding]
