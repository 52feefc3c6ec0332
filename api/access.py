"""Who may read what, and ask for acts where: nothing, unless the record or a token's scope says so."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from governance.kernel import GroupId, Moment, PersonId, Rejected
from governance.reader import NotFound

if TYPE_CHECKING:
    from governance.acts import Principal
    from governance.application import Governance
    from governance.group.state import GroupState
    from governance.kernel import Tier

OFFICERS = {"chair", "co_chair", "secretary"}
OFFICER: Tier = 2


def today(zone: str) -> Moment:
    """This minute in a zone."""
    return Moment(dt.datetime.now(ZoneInfo(zone)).isoformat(timespec="minutes"), "minute")


def clearance(governance: Governance, who: Principal | None, group: GroupId) -> Tier | None:
    """The tier a reader may open in a group: 2 for its officers, 1 for members, 0 where it publishes, else None."""
    state = governance.group(group)
    now = today(state.zone)
    if who is not None:
        inside = _inside(state, who, now)
        if inside is not None:
            return inside
    return 0 if state.orders_at(now)[0].published else None


def _inside(state: GroupState, who: Principal, now: Moment) -> Tier | None:
    if who.kind == "application":
        return 1 if "read" in who.scopes else None
    if who.person is None:
        return None
    seats = set(state.seats_of(who.person, now))
    if any(term.seat in seats and state.offices[term.office] in OFFICERS for term in state.held(now)):
        return OFFICER
    if seats or (state.convenor == who.person and state.convenor_acts(now)):
        return 1
    return None


def reader(
    governance: Governance, who: Principal | None, group: GroupId, *, at_least: Tier = 0, what: str = "group"
) -> Tier:
    """The reader's clearance. Raises `NotFound` of `what` was asked for: what one may not see is not there."""
    found = clearance(governance, who, group)
    if found is None or found < at_least:
        raise NotFound(what)
    return found


def admit(governance: Governance, who: Principal, group: GroupId, *, what: str = "group") -> None:
    """Let those ask for acts in a group who are or were in it; the rules then say which. Asked before names are read.

    Raises `NotFound` for whom the group is not there, and `Rejected` (access) for whom it is there to be read only.
    """
    if who.person is not None and who.person in _ever_in(governance.group(group)):
        return
    if reader(governance, who, group, what=what) == 0:
        raise Rejected("access", "not_a_member", would_help="Only people who hold a seat here record its acts.")


def _ever_in(state: GroupState) -> set[PersonId | None]:
    return {state.convenor} | {holding.person for seat in state.seats.values() for holding in seat.holdings}


def may_know(governance: Governance, who: Principal, person: PersonId) -> bool:
    """Whether somebody may read how to reach a person: themselves, a scope, or an officer of theirs.

    A person without a seat yet is known to the officers of every group, any of whom may register people.
    """
    if who.kind == "application":
        return "people" in who.scopes
    if who.person == person:
        return True
    groups = governance.groups()
    theirs = [group for group in groups if person in _ever_in(governance.group(group))]
    return any(clearance(governance, who, group) == OFFICER for group in theirs or groups)
