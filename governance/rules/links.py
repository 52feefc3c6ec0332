"""A link that is lost: for two minutes nobody has left (R-HY2)."""

from __future__ import annotations

LINK_MINUTES = 2


def left(minutes: int | None) -> bool:
    """Whether somebody whose link was lost for so many minutes, None for ever so many, has left the meeting (R-HY2)."""
    return minutes is None or minutes > LINK_MINUTES
