"""Who may read what: nothing, unless the record or a token's scope says so."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from governance.kernel import GroupId, Moment
from governance.reader import NotFound

if TYPE_CHECKING:
    from governance.acts import Principal
    from governance.application import Governance
    from governance.group.state import GroupState
    from governance.kernel import Tier

OFFICERS = {"chair", "co_chair", "secretary"}


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
        return 2
    if seats or (state.convenor == who.person and state.convenor_acts(now)):
        return 1
    return None


def reader(governance: Governance, who: Principal | None, group: GroupId, *, at_least: Tier = 0) -> Tier:
    """The reader's clearance. Raises `NotFound`: what one may not see is not there."""
    found = clearance(governance, who, group)
    if found is None or found < at_least:
        raise NotFound("group")
    return found
