"""Who says that a member is here (R-AP1)."""

from __future__ import annotations

from governance.kernel import Rejected


def theirs_to_come_back(*, own: bool, by_them: bool) -> Rejected | None:
    """Why a member is not recorded as back, or None: who said here themselves that they left says that they came."""
    if not own or by_them:
        return None
    help_ = "They said themselves that they left. They say here that they are back, or you write it up afterwards."
    return Rejected("R-AP1", "theirs_to_come_back", would_help=help_, pointer="/seats")
