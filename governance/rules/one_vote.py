"""One vote a seat on a question, which may be changed until the result (R-VO9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from typing import Literal


def no_more_than(
    votes: int, voters: int | None, *, because: dict[str, object], pointer: str = "/count"
) -> Rejected | None:
    """Why a count does not stand, or None: it has no more `votes` than `voters`, None where nobody knows (R-VO9)."""
    if voters is None or votes <= voters:
        return None
    help_ = "Count again. Only who may vote here counts, once."
    return Rejected("R-VO9", "more_votes_than_voters", because=because, would_help=help_, pointer=pointer)


def said_already(*, same: bool, own: bool, was_own: bool) -> bool:
    """Whether an answer is on record just so: the `same`, and in the member's own voice if it is now (R-VO9)."""
    return same and (was_own or not own)


def for_or_against(*, options: bool) -> Rejected | None:
    """Why a question is not answered for or against, or None: it has no several options (R-VO9)."""
    if not options:
        return None
    return Rejected("R-VO9", "several_options", would_help="Say which option.", pointer="/motion")


def theirs_to_change(clause: Literal["R-VO9", "R-WR6"], *, own: bool, by_them: bool) -> Rejected | None:
    """Why an answer is not changed for a member, or None: one they gave or confirmed they change themselves.

    At a meeting and in writing alike, each by its `clause` (R-VO9, R-WR6).
    """
    if not own or by_them:
        return None
    help_ = "They answered this themselves. Only they can change it."
    return Rejected(clause, "theirs_to_change", would_help=help_, pointer="/seat")
