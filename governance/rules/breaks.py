"""When members need a break (R-AD2)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from governance.kernel import Moment

if TYPE_CHECKING:
    from governance.standing_orders import StandingOrders


def due(orders: StandingOrders, sat_since: Moment | None, *, with_lived: bool) -> Moment | None:
    """When the next break is due: so long after members sat down; None where the orders or the notes do not say.

    It is kept for lived-experience members, so a group without any has none.
    """
    if sat_since is None or sat_since.precision == "day" or not with_lived or not orders.break_every_minutes:
        return None
    then = sat_since.instant + dt.timedelta(minutes=orders.break_every_minutes)
    return Moment(then.isoformat(timespec="minutes"), "minute")
