"""Who calls a meeting: its officers, and members only where they asked for it (R-NO5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from governance.standing_orders import OfficeKind

OFFICERS: frozenset[OfficeKind] = frozenset(("chair", "co_chair", "secretary"))


def as_an_officer(held: Collection[OfficeKind], *, convenor: bool) -> bool:
    """Whether whoever holds these offices calls a meeting by right; so does the convenor while they act."""
    return convenor or bool(OFFICERS & {*held})
