"""Closed items: behind a vote, for a ground, and looked at again within a year (R-CL1 to R-CL4)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from governance.kernel import Filled, Rejected

if TYPE_CHECKING:
    from governance.kernel import Mode

LONGEST_YEARS = 1


def voted(*, agreed: bool, mode: Mode) -> tuple[str, ...]:
    """The clauses not kept by going closed; refused live without a vote (R-CL1)."""
    if agreed:
        return ()
    if mode == "live":
        raise Rejected(
            "R-CL1",
            "needs_a_vote",
            would_help="The meeting votes on it first. Propose it on this item, of the kind closed_session.",
            pointer="/item",
        )
    return ("R-CL1",)


def a_year_on(day: dt.date) -> dt.date:
    """The last day on which a closed item is to be looked at again."""
    try:
        return day.replace(year=day.year + LONGEST_YEARS)
    except ValueError:  # 29 February
        return day.replace(year=day.year + LONGEST_YEARS, day=28)


def review_by(said: str | None, day: dt.date) -> str:
    """When a closed item is looked at again: as said, else a year on. Refuses a later or an earlier day (R-CL3)."""
    last = a_year_on(day)
    if said is None:
        return last.isoformat()
    try:
        wanted = dt.date.fromisoformat(said)
    except ValueError as error:
        raise Rejected("in order", "impossible_date", because={"date": said}, pointer="/review_by") from error
    if not day <= wanted <= last:
        because: dict[str, object] = {"last": last.isoformat()}
        raise Rejected(
            "R-CL3",
            "review_within_a_year",
            because=because,
            would_help=Filled("Look at it again by %(last)s.", because),
            pointer="/review_by",
        )
    return wanted.isoformat()


def still_closed(*, is_closed: bool, mode: Mode) -> None:
    """Refuse to go on with other business behind closed doors."""
    if is_closed and mode == "live":
        raise Rejected(
            "R-CL2",
            "closed_part_goes_on",
            would_help="End the closed part first, and say what everybody may know of it.",
        )


def may_be_read(*, officer: bool, member: bool, released: bool) -> bool:
    """Whether somebody reads what was said behind closed doors: officers; members once it was released (R-CL3)."""
    return officer or (member and released)
