"""What is to be destroyed of what is private: as decided, no longer agreed to, or kept long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.kernel import PersonId, PrivatePurpose
from governance.rules import erasure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from governance.application import Governance
    from governance.group.state import GroupState
    from governance.kernel import ErasureId

PURPOSES: tuple[PrivatePurpose, ...] = ("contact", "access", "attendance", "expenses", "signature")


class Due(msgspec.Struct, frozen=True):
    """What is to be destroyed of somebody: on which request, else because it was kept long enough; what is kept on."""

    person: PersonId
    purposes: tuple[PrivatePurpose, ...]
    request: ErasureId | None = None
    until: dict[PrivatePurpose, str] = {}


def due(governance: Governance, today: dt.date) -> list[Due]:
    """What is decided and not carried out yet, then what is `expired`."""
    decided = [
        Due(
            one.person,
            tuple(purpose for purpose in PURPOSES if purpose not in {kept.purpose for kept in one.kept}),
            request,
            {kept.purpose: kept.until for kept in one.kept},
        )
        for request, one in governance.organisation().privacy.requests.items()
        if one.waits
    ]
    asked = {(one.person, purpose) for one in decided for purpose in one.purposes}
    return [*decided, *(one for one in expired(governance, today) if (one.person, one.purposes[0]) not in asked)]


def expired(governance: Governance, today: dt.date) -> list[Due]:
    """What nobody has to decide on: no longer agreed to, or kept long enough; one purpose each.

    What it was decided to keep until a day is kept until then, whatever somebody agrees to.
    """
    privacy, persons = governance.organisation().privacy, governance.organisation().persons
    kept = {(one.person, it.purpose) for one in privacy.requests.values() if one.waits for it in one.kept}
    states = [governance.group(group) for group in governance.groups()]
    found: list[Due] = []
    for key in sorted(governance.store.keys(), key=lambda one: (str(one.subject), one.purpose)):
        person, purpose = PersonId(key.subject), key.purpose
        if person not in persons or purpose not in PURPOSES or (person, purpose) in kept:
            continue
        agreed, left = privacy.consents.get((person, purpose)), erasure.after_leaving(purpose, _left(states, person))
        ends = [key.keep_until] if key.keep_until else [agreed, left]
        no_longer = (person, purpose) in privacy.withdrawn and not key.keep_until
        if no_longer or any(end is not None and end <= today.isoformat() for end in ends):
            found.append(Due(person, (purpose,)))
    return found


def _left(states: Collection[GroupState], person: PersonId) -> dt.date | None:
    """The day somebody left their last seat; None of whoever is in one, stands in for one, or never had any."""
    holdings = [(one.person, one.until) for state in states for seat in state.seats.values() for one in seat.holdings]
    deputies = [(one.person, one.until) for state in states for one in state.deputies]
    ends = [until for who, until in (*holdings, *deputies) if who == person]
    gone = [until.date for until in ends if until is not None]
    return max(gone) if gone and len(gone) == len(ends) else None
