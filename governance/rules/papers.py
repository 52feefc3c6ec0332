"""Papers, served on a member only in the form the member reads, and in time (R-NO6)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from governance.kernel import Moment, PaperFormat, Rejected

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from governance.standing_orders import StandingOrders


def served(
    orders: StandingOrders,
    papers: Collection[Mapping[PaperFormat, Moment]],
    formats: Collection[PaperFormat],
    meeting: dt.date,
) -> bool:
    """Whether every paper went out in every one of these forms, as many days before the meeting as the orders say."""
    last = meeting - dt.timedelta(days=orders.paper_days)
    return all(kind in paper and paper[kind].date <= last for paper in papers for kind in formats)


def may_put_off(*, lived: bool, here: bool, papers: int, in_time: bool, before: bool) -> Rejected | None:
    """Why a member may not put an item off for its papers, or None."""
    if not lived:
        return _refused("not_with_lived_experience", "A member with lived experience may ask for it.", "/asked_by")
    if not here:
        return _refused("not_present", "Whoever asks is at the meeting.", "/asked_by")
    if not papers:
        return _refused("no_paper", "There is no paper for this item.")
    if in_time:
        return _refused("papers_were_served", "Every member had the papers in time, in a form they can use.")
    if before:
        return _refused("put_off_once_already", "It was put off once for its papers.")
    return None


def _refused(reason: str, would_help: str, pointer: str = "/item") -> Rejected:
    return Rejected("R-NO6", reason, would_help=would_help, pointer=pointer)
