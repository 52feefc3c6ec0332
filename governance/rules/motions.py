"""Who may move and second, who takes either back (R-MO1 to R-MO4), and an own answer on record (R-VO11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from governance.kernel import SeatId


def takes_part(
    *, voting: bool, here: bool | None, stood_down: bool, excluded: bool, pointer: str, silent: bool = False
) -> Rejected | None:
    """Why a seat takes no part in an item, or None; `here` is None when the roll is not known (R-MO3, R-IN3, R-QU9).

    `silent`: a deputy sits there who has no vote (R-AP2).
    """
    if not voting:
        return Rejected("R-MO3", "no_vote", would_help="A seat without a vote may speak, not act.", pointer=pointer)
    if excluded:
        return Rejected("R-IN3", "excluded", would_help="They have an interest in this item.", pointer=pointer)
    if stood_down:
        return Rejected("R-QU9", "stood_down", would_help="They chose not to vote at this meeting.", pointer=pointer)
    if silent:
        return Rejected(
            "R-AP2", "deputy_has_no_vote", would_help="This deputy speaks, and does not vote.", pointer=pointer
        )
    if here is False:
        return Rejected("R-MO3", "not_present", would_help="Record that they came, if they did.", pointer=pointer)
    return None


def theirs_to_withdraw(*, own: bool, by_them: bool) -> Rejected | None:
    """Why a motion is not taken back for its mover, or None: who moved it here themselves takes it back (R-MO4)."""
    if not own or by_them:
        return None
    help_ = "They made this proposal themselves. Only they can take it back."
    return Rejected("R-MO4", "theirs_to_withdraw", would_help=help_, pointer="/by")


def theirs_to_unsecond(*, own: bool, by_them: bool) -> Rejected | None:
    """Why a second is not taken back for somebody, or None: who seconded here themselves takes it back (R-MO2)."""
    if not own or by_them:
        return None
    help_ = "They seconded it themselves. Only they can take it back."
    return Rejected("R-MO2", "theirs_to_unsecond", would_help=help_, pointer="/by")


def read_back(*, said: bool | None) -> Rejected | None:
    """Why a question is not put, or None: its words are known not to have been read out before the vote (R-MO1)."""
    if said is not False:
        return None
    return Rejected("R-MO1", "not_read_back", would_help="Read the words out, then vote.", pointer="/read_back")


def seconder(mover: SeatId | None, second: SeatId) -> Rejected | None:
    """Why a seat cannot second: nobody seconds their own motion (R-MO3)."""
    if mover == second:
        return Rejected("R-MO3", "seconds_own_motion", would_help="Another member seconds it.", pointer="/seconded_by")
    return None


def recorded_once(*, replaces: bool) -> Rejected | None:
    """Why another own answer is not recorded, or None: only what a member says here themselves replaces one (R-VO11).

    It does so once, where somebody else wrote the first one down.
    """
    if replaces:
        return None
    return Rejected("R-VO11", "own_vote_is_recorded", would_help="It was recorded once.", pointer="/seat")
