"""Staying away for long: it starts a conversation, and ends no membership (R-AP4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# How many meetings in a row somebody misses before anybody talks to them.
IN_A_ROW = 3


def missed(*, known: bool, came: bool, excused: bool) -> bool:
    """Whether somebody missed a meeting without a word: nobody knowing who came, nobody did (R-AP4)."""
    return known and not came and not excused


def stays_away(meetings: Sequence[bool]) -> bool:
    """Whether a conversation is due: for each meeting, oldest first, whether it was missed without a word (R-AP4)."""
    last = meetings[-IN_A_ROW:]
    return len(last) == IN_A_ROW and all(last)
