"""Which version of the rules an act is judged by: the one in force when it happened (R-AU1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.kernel import Moment


def in_force(since: Sequence[Moment], at: Moment) -> int | None:
    """Which of the versions adopted, counted from 0 in the order of their first moments, was in force (R-AU1).

    None before the first of them. A version rules from its first moment on.
    """
    begun = [n for n, first in enumerate(since) if not at.before(first)]
    return begun[-1] if begun else None


def ruling(then: int | None, now: int) -> int:
    """The version that rules on a question: as ruled when its result was declared, else the one of today (R-AU1).

    A later version never judges anew what was declared.
    """
    return now if then is None else then
