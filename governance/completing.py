"""What a command leaves out and the record knows: filled in before it is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.group.commands import FoundGroup
from governance.kernel import Filled, Rejected
from governance.motion.commands import MoveAmendment, MoveMotion, RecordDecision
from governance.resolution.commands import CirculateResolution, TakeChairsAction

if TYPE_CHECKING:
    from governance.acts import Principal
    from governance.kernel import Command

Costed = MoveMotion | MoveAmendment | RecordDecision | CirculateResolution | TakeChairsAction


def completed(command: Command, who: Principal, currency: str) -> Command:
    """The command with the founder as convenor where nobody is named, and costs in the organisation's currency.

    Raises `Rejected` for a cost in another currency.
    """
    match command:
        case FoundGroup(convenor=None) if who.person is not None:
            return msgspec.structs.replace(command, convenor=who.person)
        case MoveMotion() | MoveAmendment() | RecordDecision() | CirculateResolution() | TakeChairsAction():
            return _costed(command, currency)
        case _:
            return command


def _costed(command: Costed, currency: str) -> Command:
    cost = command.cost
    if cost is None:
        return command
    if cost.currency not in {None, currency}:
        raise Rejected(
            "in order",
            "other_currency",
            because={"currency": cost.currency, "ours": currency},
            would_help=Filled("Give the cost in %(currency)s.", {"currency": currency}),
            pointer="/cost/currency",
        )
    return msgspec.structs.replace(command, cost=msgspec.structs.replace(cost, currency=currency))
