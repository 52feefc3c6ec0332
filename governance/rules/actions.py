"""Actions: done by those who took them on, and found done by somebody else (R-AC2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from collections.abc import Collection

    from governance.kernel import SeatId


def taken_on(doers: Collection[SeatId], seat: SeatId) -> None:
    """Refuse word of an action from a seat that neither owns it nor helps with it."""
    if seat not in doers:
        raise Rejected(
            "R-AC2", "not_theirs_to_do", would_help="Whoever took it on, or helps, says so.", pointer="/seat"
        )


def by_the_owner(owner: SeatId | None, seat: SeatId) -> Rejected | None:
    """Why a witness does not do, or None: nobody finds done what they took on themselves (R-AC2)."""
    if seat != owner:
        return None
    return Rejected(
        "R-AC2", "verified_by_the_owner", would_help="Ask a member who does not own it to look.", pointer="/seat"
    )


def found_done(
    owner: SeatId | None, seat: SeatId, *, voting: bool, reported: bool, told_by: Collection[SeatId] = ()
) -> None:
    """Refuse as witness the owner and whoever has no vote, and any witness before the owner said anything.

    The owner does not write down either that somebody else looked: `told_by` are the seats of whoever says so, where
    that counts.
    """
    owned = by_the_owner(owner, seat)
    if owned is not None:
        raise owned
    if owner in told_by:
        raise Rejected(
            "R-AC2",
            "told_by_the_owner",
            would_help="Whoever looked says so themselves, or somebody else writes it down.",
            pointer="/seat",
        )
    if not voting:
        raise Rejected("R-AC2", "no_vote", would_help="A member with a vote has a look.", pointer="/seat")
    if not reported:
        raise Rejected("R-AC2", "not_reported_done", would_help="Whoever took it on says first that it is done.")


def still_to_do(*, over: bool, stage: str) -> None:
    """Refuse an act about an action that is over."""
    if over:
        raise Rejected("R-AC2", f"action_is_{stage}", would_help="Agree a new action if there is more to do.")
