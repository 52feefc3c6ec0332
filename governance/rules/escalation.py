"""Sending on what a group cannot decide (R-IN6, R-ES1)."""

from __future__ import annotations

from governance.kernel import Rejected


def may_send_on(*, short: bool, known: bool) -> Rejected | None:
    """Why an item is not sent on, or None. `short`: recusal took the quorum; `known`: there is a group to take it."""
    if not short:
        return Rejected(
            "R-IN6", "enough_are_left_to_decide", would_help="Decide it here, or put it off.", pointer="/item"
        )
    if not known:
        return Rejected("R-ES1", "nobody_to_send_it_to", would_help="Say which group decides it.", pointer="/to")
    return None
