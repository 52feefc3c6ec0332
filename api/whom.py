"""Whom somebody means at the command line: by seat, by office, or by id."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from api.faults import Fault
from api.names import RecordNames
from governance.kernel import GroupId, Moment, SeatId
from governance.reader import NotFound

if TYPE_CHECKING:
    from governance.application import Governance


def person_called(governance: Governance, said: str) -> UUID:
    """A person, by group/seat, group/office or id. Raises `NotFound`, or `Fault` for an empty seat."""
    if "/" in said:
        return _seat_person(governance, said)
    person = uuid_called(said, "person")
    if person not in governance.organisation().persons:
        raise NotFound("person")
    return person


def uuid_called(text: str, what: str) -> UUID:
    """An id. Raises `NotFound` of `what` for anything else."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(what) from None


def _seat_person(governance: Governance, path: str) -> UUID:
    group_name, _, seat_name = path.partition("/")
    group = RecordNames(governance).find("group", group_name)
    if group is None:
        raise NotFound("group")
    now = Moment(dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M+00:00"), "minute")
    seat = RecordNames(governance, group=GroupId(group), at=now).find("seat", seat_name)
    state = governance.group(GroupId(group))
    holding = state.seats[SeatId(seat)].holdings[-1:] if seat else ()
    if not holding or holding[0].until is not None:
        raise Fault(f"nobody holds {path}")
    return holding[0].person
