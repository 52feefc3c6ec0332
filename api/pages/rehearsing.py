"""How often rules would stop a group, as pages say it: for so many seats, each coming as often as is thought."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from api.pages.founding import orders_in_words
from api.pages.language import gettext as _
from api.pages.language import of_the_rules
from governance.kernel import Rejected
from governance.rules.quorum import CLASSES
from governance.rules.rehearse import Attendance, rehearse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from governance.kernel import Class
    from governance.standing_orders import StandingOrders

COME: Mapping[str, tuple[Callable[[], str], Attendance]] = {
    "most": (lambda: _("Almost everyone comes"), Attendance(9, 10)),
    "three": (lambda: _("Three in four come"), Attendance(3, 4)),
    "half": (lambda: _("Half of them come"), Attendance(1, 2)),
}
USUAL = "three"


class Rehearsed(msgspec.Struct, frozen=True):
    """How often a meeting could not decide, the fewest absences that would do it, and the one empty seat, if any."""

    how_often: str = ""
    smallest_case: str = ""
    vacancy: str = ""


def ways() -> list[tuple[str, str]]:
    """How many may come, as choices of a form."""
    return [(name, words()) for name, (words, _attendance) in COME.items()]


def rehearsed(
    orders: StandingOrders, seats: Mapping[Class, int], come: str, *, established: int | None = None
) -> Rehearsed:
    """Rules tried out; `seats` are the filled ones with a vote by class, `established` all of them, where others are.

    Of a group too large for that, only that it is.
    """
    attendance = COME[come if come in COME else USUAL][1]
    try:
        tried = rehearse(orders, seats, dict.fromkeys(CLASSES, attendance), established=established)
    except Rejected as too_many:
        return Rehearsed(of_the_rules(too_many.would_help))
    trap = tried.vacancy if tried.fewest_empty == 1 else ""
    return Rehearsed(orders_in_words.how_often(tried.stopped), tried.smallest_case, trap)
