"""Who is at a meeting: present, with apologies or absent, one of them (R-AP1); and whoever has no seat (R-AP3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.kernel import SeatId

# What somebody without a seat may do: speak, for the member they came with.
SPEAKING = frozenset(("spoke",))


def named_once(present: Sequence[SeatId], apologies: Sequence[SeatId]) -> Rejected | None:
    """Why a roll is not taken down so, or None: each seat stands in one list, once (R-AP1)."""
    if len({*present, *apologies}) == len(present) + len(apologies):
        return None
    return Rejected("R-AP1", "seat_named_twice", would_help="Name each seat once.", pointer="/apologies")


def who_was_here(*, known: bool) -> Rejected | None:
    """Why nobody leaves, or None: it is known who was here (R-AP1)."""
    if known:
        return None
    return Rejected("R-AP1", "roll_not_called", would_help="Say first who was here.", pointer="/seats")


def sends_apologies(*, here: bool) -> Rejected | None:
    """Why nobody has a member's apologies, or None: they are not here themselves (R-AP1).

    A deputy in their seat is not them.
    """
    if not here:
        return None
    return Rejected("R-AP1", "seat_is_present", would_help="They are here: record when they left.", pointer="/seat")


def has_a_seat(*, visitor: bool, pointer: str) -> Rejected | None:
    """Why somebody does not act as a member, or None: they hold a seat, and are not here beside the members (R-AP3)."""
    return acts_for_nobody(pointer) if visitor else None


def oversteps(did: str) -> bool:
    """Whether somebody without a seat did more than speak, so that the question it was about is flagged (R-AP3)."""
    return did not in SPEAKING


def may_be_noted(did: str) -> Rejected | None:
    """Why it does not happen live that somebody without a seat acts as a member, or None: they only spoke (R-AP3)."""
    return acts_for_nobody("/did") if oversteps(did) else None


def acts_for_nobody(pointer: str) -> Rejected:
    """A helper has no vote, counts for nobody and speaks only for the member (R-AP3)."""
    return Rejected(
        "R-AP3",
        "a_visitor_acts_for_nobody",
        would_help="A supporter speaks for the member they came with. The member moves and votes.",
        pointer=pointer,
    )


def theirs_to_be_here(*, own: bool, by_them: bool, pointer: str) -> Rejected | None:
    """Why a member is not left out of the roll, or None: who said here themselves that they came is here (R-AP1)."""
    if not own or by_them:
        return None
    help_ = "They said here themselves that they came. If they have gone, record that they left."
    return Rejected("R-AP1", "theirs_to_be_here", would_help=help_, pointer=pointer)


def theirs_to_come_back(*, own: bool, by_them: bool) -> Rejected | None:
    """Why a member is not recorded as back, or None: who said here themselves that they left says that they came."""
    if not own or by_them:
        return None
    help_ = "They said themselves that they left. They say here that they are back, or you write it up afterwards."
    return Rejected("R-AP1", "theirs_to_come_back", would_help=help_, pointer="/seats")
