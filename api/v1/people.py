"""Who the token stands for, and how to reach people."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath

from api.access import may_know, today
from api.details import details_of
from api.private.report import Report, report_on
from api.problems import Problem
from api.v1.answers import answered
from api.v1.asked import service_of, uuid_of
from api.v1.service import Service, principal
from api.v1.views import LeavingView, Me, PersonView
from governance.acts import Principal
from governance.group.left import Left
from governance.kernel import GroupId, PersonId
from governance.reader import NotFound


@get("/me", operation_id="getMe", sync_to_thread=True)
def get_me(request: Request[Any, Any, Any]) -> Response[Me]:
    """Who the token stands for."""
    service, who = service_of(request), principal(request)
    if who is None:
        raise Problem(401, "not-signed-in", "Send a token.")
    seats: dict[str, tuple[UUID, ...]] = {}
    if who.person is not None:
        for group in service.governance.groups():
            state = service.governance.group(group)
            held = state.seats_of(who.person, today(state.zone))
            if held:
                seats[service.governance.directory(group).slug] = held
    left = [
        LeavingView(group, one.seat, one.term, one.at.local[:10], one.reason, one.told, one.disputed, one.again)
        for group, one in told_of(service, who)
    ]
    return answered(request, Me(who.kind, who.person, who.scopes, seats, tuple(left)))


@get("/people/{person:str}", operation_id="getPerson", sync_to_thread=True)
def get_person(request: Request[Any, Any, Any], person: FromPath[str]) -> Response[PersonView]:
    """One person: to themselves, to officers of theirs, and to applications that keep the list of people."""
    service, who, found = service_of(request), principal(request), uuid_of(person)
    if who is None:
        raise Problem(401, "not-signed-in", "Send a token.")
    place = service.governance.find(found) if found else None
    if found is None or place is None or place.kind != "person":
        raise NotFound("person")
    view = known(service, who, [PersonId(found)]).get(PersonId(found))
    if view is None:
        raise NotFound("person")
    return answered(request, view)


@get("/people/{person:str}/report", operation_id="reportPerson", sync_to_thread=True)
def report_person(request: Request[Any, Any, Any], person: FromPath[str]) -> Response[Report]:
    """Everything held about oneself; nobody else is told. Whoever cannot ask here is sent it by the operator."""
    service, who, found = service_of(request), principal(request), uuid_of(person)
    if who is None:
        raise Problem(401, "not-signed-in", "Send a token.")
    if found is None or who.person != found:
        raise NotFound("person")
    return answered(request, report_on(service.governance, PersonId(found), searched=True))


def told_of(service: Service, who: Principal) -> list[tuple[GroupId, Left]]:
    """What others told of the reader's leaving a seat or an office, in any group, that they did not say is so."""
    if who.person is None:
        return []
    governance = service.governance
    left = ((group, one) for group in governance.groups() for one in governance.group(group).left)
    return [(group, one) for group, one in left if one.person == who.person and (one.asked or one.disputed)]


def known(service: Service, who: Principal, people: Collection[PersonId]) -> dict[PersonId, PersonView]:
    """Those of these people whom the reader may know how to reach, in the order they were registered."""
    told = {person for person in people if may_know(service.governance, who, person)}
    found = details_of(service.governance, told)
    return {person: PersonView(person, **msgspec.structs.asdict(details)) for person, details in found.items()}


PEOPLE = [get_me, get_person, report_person]
