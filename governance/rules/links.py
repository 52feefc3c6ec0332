"""Taking part from elsewhere: who is here, how votes are counted, and a link that is lost (R-HY1 to R-HY4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Literal

    from governance.kernel import SeatId

LINK_MINUTES = 2


def left(minutes: int | None) -> bool:
    """Whether somebody whose link was lost for so many minutes, None for ever so many, has left the meeting (R-HY2)."""
    return minutes is None or minutes > LINK_MINUTES


def could_be_lost(*, elsewhere: bool) -> Rejected | None:
    """Why nobody's link was lost, or None: it is on record that they take part from elsewhere (R-HY2)."""
    if elsewhere:
        return None
    help_ = "They are in the room. First record that they take part from elsewhere, if they do."
    return Rejected("R-HY2", "not_from_elsewhere", would_help=help_, pointer="/seats")


def still_stand(answered: Sequence[SeatId], own: Collection[SeatId]) -> tuple[SeatId, ...]:
    """Whose answers a vote that begins anew keeps: those members gave here themselves, who change them if they like."""
    return tuple(seat for seat in answered if seat in own)


def from_elsewhere(*, here: bool, pointer: str) -> Rejected | None:
    """Why somebody does not take part from elsewhere, or None: they are present like anyone in the room (R-HY1)."""
    if here:
        return None
    return Rejected("R-HY1", "not_present", would_help="Record that they joined, if they did.", pointer=pointer)


def hands_shown(elsewhere: Sequence[SeatId], *, voice: bool | None) -> Rejected | None:
    """Why hands are not shown, or None: with members `elsewhere` votes are counted by voice or by roll call (R-HY3)."""
    if not elsewhere or voice:
        return None
    return Rejected(
        "R-HY3",
        "not_everyone_sees_hands",
        because={"elsewhere": [str(seat) for seat in elsewhere]},
        would_help="Somebody takes part from elsewhere: ask for votes aloud, or call the roll.",
        pointer="/how",
    )


def by_chat_only(seats: Sequence[SeatId], need_it: Collection[SeatId]) -> tuple[SeatId, ...]:
    """Those who followed in writing and are not present by that: it is not on record that they `need_it` (R-HY4)."""
    return tuple(seat for seat in seats if seat not in need_it)


def present_by_chat(only_read: Collection[SeatId]) -> Rejected | None:
    """Why nobody is present by chat alone, or None (R-HY4)."""
    if not only_read:
        return None
    return Rejected(
        "R-HY4",
        "present_by_chat_only",
        would_help="Phone them. In writing only those are present who need it, and it is recorded that they do.",
        pointer="/seats",
    )


def unsettled(lost: Sequence[SeatId]) -> Rejected | None:
    """Why a result cannot be declared: links were `lost` during the vote and nobody saw to it; or None (R-HY2)."""
    if not lost:
        return None
    return Rejected(
        "R-HY2",
        "link_lost_during_the_vote",
        because={"seats": [str(seat) for seat in lost]},
        would_help="Phone them once, or take the vote again.",
        pointer="/motion",
    )


def waits_for(*, asked: bool, by_name: bool, named: bool, counted: bool) -> bool:
    """Whether a vote waits for somebody whose link is lost: they were `asked`, and not heard yet (R-HY2).

    By name they are heard once they are `named`; by hands, or where everybody is asked, once that was `counted`.
    """
    return asked and not (named if by_name else counted)


def phoned_once(*, phoned: bool) -> Rejected | None:
    """Why a member is not phoned, or None: one call, no second one (R-HY2)."""
    if not phoned:
        return None
    return Rejected("R-HY2", "phoned_already", would_help="A member is phoned once.", pointer="/seat")


def may_be_phoned(*, lost: bool) -> Rejected | None:
    """Why a member is not phoned during a vote, or None: their link was lost (R-HY2)."""
    if lost:
        return None
    return Rejected("R-HY2", "link_was_not_lost", would_help="Record first that the link was lost.", pointer="/seat")


def what_they_said(*, by_name: bool, answered: bool, choice: bool) -> Rejected | None:
    """Why a call is not recorded so, or None: in a roll call whoever `answered` made a `choice`, and nobody else did.

    Where hands are counted the call itself is all there is to say (R-HY2).
    """
    if not by_name or answered == choice:
        return None
    return Rejected("R-HY2", "say_what_they_answered", would_help="Give their answer.", pointer="/choice")


def taken_again(*, lost: bool, casting: bool, live: bool) -> Rejected | None:
    """Why a vote does not begin anew, or None: a link was `lost` during it, and no casting vote has ended it (R-HY2).

    Notes may tell that it did, whether or not they tell of the link.
    """
    if casting:
        return Rejected("R-TI2", "casting_vote_used", would_help="Declare the result.", pointer="/motion")
    if live and not lost:
        return Rejected("R-HY2", "no_link_was_lost", would_help="Go on with the vote.", pointer="/motion")
    return None


def count_as(*, voice: bool | None) -> Literal["voice", "hands"] | None:
    """How a count was taken, where that was said (R-HY3)."""
    if voice is None:
        return None
    return "voice" if voice else "hands"
