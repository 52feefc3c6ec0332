"""Which decisions something rests on: each is used once, whatever for (R-EL1, R-TE5, R-AU2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.custody.events import TierChanged
from governance.group import auditor_events as a
from governance.group import events as e

if TYPE_CHECKING:
    from governance.kernel import DecisionId, Event


def rests_on(event: Event) -> DecisionId | None:
    """The decision an event used up, None where it rests on none."""
    match event:
        case e.OfficeAssigned(irregular=irregular) if irregular:
            return None
        case (
            e.OfficeAssigned(decision=decision)
            | e.SeatCreated(decision=decision)
            | e.SeatRetired(decision=decision)
            | e.SeatFilled(decision=decision)
            | e.RemovedByDecision(decision=decision)
            | e.StandingOrdersAdopted(decision=decision)
            | e.ClassMappingAdopted(decision=decision)
            | a.AuditorAppointed(decision=decision)
            | a.AuditorEnded(decision=decision)
            | TierChanged(decision=decision)
        ):
            return decision
        case _:
            return None
