"""Standing down from the vote: who says so, and who takes it back (R-QU9)."""

from __future__ import annotations

from governance.kernel import Rejected


def theirs_to_say(*, acted: bool, by_them: bool) -> Rejected | None:
    """Why nobody writes down for a member that they stand down, or None: whoever votes here themselves says so."""
    if not acted or by_them:
        return None
    help_ = "They take part here themselves. Only they can say that they do not vote."
    return Rejected("R-QU9", "theirs_to_say", would_help=help_, pointer="/seat")


def taken_back(*, own: bool, by_them: bool) -> Rejected | None:
    """Why a member does not vote again, or None: what somebody else wrote down for them they take back themselves."""
    if not by_them:
        help_ = "Only they themselves can take it back."
        return Rejected("R-QU9", "theirs_to_take_back", would_help=help_, pointer="/back")
    if own:
        help_ = "They said so themselves. It holds until this meeting stops."
        return Rejected("R-QU9", "said_so_themselves", would_help=help_, pointer="/back")
    return None
