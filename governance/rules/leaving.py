"""Whose word it takes that somebody left: their own, or what they told an officer, which they may dispute (R-TE5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Filled, Rejected
from governance.rules.chair import LINE

if TYPE_CHECKING:
    from collections.abc import Collection

    from governance.kernel import Channel
    from governance.standing_orders import OfficeKind

# What only they can know, and so said to somebody.
SAID = frozenset(("resigned", "left"))
TOLD = SAID | {"died"}
# How long a seat that somebody else said was left waits for its holder's word, unless the group votes (R-TE5).
DAYS_TO_SAY = 14


def how_they_told_it(reason: str, channel: Channel) -> Rejected | None:
    """Why nobody's leaving is told by another, or None: it is said how they told it. The dead told nobody."""
    if reason not in SAID or channel != "web":
        return None
    return Rejected(
        "R-TE5", "how_they_told_it", would_help="Say how they told you: by phone, for example.", pointer="/channel"
    )


def gains(reason: str, ended: Collection[OfficeKind], held: Collection[OfficeKind]) -> Rejected | None:
    """Why an officer does not tell that another stopped, or None: they come next in the line of the chair (R-CH1).

    Whoever comes next would act or preside by their own word. That somebody died is no matter of their word.
    """
    places = [LINE.index(kind) for kind in ended if kind in LINE]
    mine = [LINE.index(kind) for kind in held if kind in LINE]
    if reason not in SAID or not places or not mine or min(places) >= max(mine):
        return None
    return Rejected(
        "R-TE5",
        "comes_next",
        would_help="You would take their place. They say it themselves here, or the group votes.",
        pointer="/reason",
    )


def disputed_before(reason: str, *, disputed: bool) -> Rejected | None:
    """Why an officer does not tell again that somebody stopped, or None: they said once that it was not so."""
    if reason not in SAID or not disputed:
        return None
    return Rejected(
        "R-TE5",
        "disputed_before",
        would_help="They said before that this was wrong. They say it themselves here, or the group votes.",
        pointer="/reason",
    )


def open_to_them(*, known: bool, confirmed: bool, disputed: bool) -> Rejected | None:
    """Why somebody neither confirms nor disputes that they left, or None: another told it, and they have not said."""
    if not known:
        return Rejected("R-TE5", "nobody_told_it", would_help="Nobody else wrote down that they left.", pointer="/seat")
    if confirmed:
        return Rejected("R-TE5", "confirmed_before", would_help="They said before that it is so.", pointer="/seat")
    if disputed:
        return Rejected("R-TE5", "disputed_once", would_help="They said before that it is wrong.", pointer="/seat")
    return None


def waits_for_them(*, confirmed: bool, disputed: bool, days: int) -> Rejected | None:
    """Why nobody is sent or asked to a seat that somebody else said was left, or None (R-TE5).

    Its holder `confirmed` it, or `days` enough went by since it was recorded and they did not dispute it. The group may
    vote at any time.
    """
    if disputed:
        help_ = "Whoever held this seat said that they did not leave. Vote on who takes it."
        return Rejected("R-TE5", "leaving_is_disputed", would_help=help_, pointer="/ground")
    if confirmed or days >= DAYS_TO_SAY:
        return None
    return Rejected(
        "R-TE5",
        "not_said_by_them",
        because={"days": days, "needed": DAYS_TO_SAY},
        would_help=Filled(
            "Wait until they say here that they left, or until %(days)s days have gone by. Or vote on it.",
            {"days": DAYS_TO_SAY},
        ),
        pointer="/ground",
    )


def seat_is_theirs_again(*, taken: bool, votes_elsewhere: bool) -> bool:
    """Whether a disputed leaving gives the seat back: nobody took it since, and they took no other with a vote."""
    return not taken and not votes_elsewhere
