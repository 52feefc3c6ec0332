"""Which decisions something rests on: each is used once for each kind of thing (R-EL1, R-TE5, R-AU2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from governance.group import events as e

if TYPE_CHECKING:
    from governance.kernel import DecisionId, Event

Use = Literal["office", "seat", "removal", "orders", "mapping"]


def rests_on(event: Event) -> tuple[Use, DecisionId] | None:
    """What an event used a decision for, and which; None where it rests on none."""
    match event:
        case e.OfficeAssigned(decision=decision):
            use: Use = "office"
        case e.SeatFilled(decision=decision):
            use = "seat"
        case e.RemovedByDecision(decision=decision):
            use = "removal"
        case e.StandingOrdersAdopted(decision=decision):
            use = "orders"
        case e.ClassMappingAdopted(decision=decision):
            use = "mapping"
        case _:
            return None
    return None if decision is None else (use, decision)
