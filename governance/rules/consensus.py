"""Consensus: everybody who may vote is asked, and nobody objects (R-VO1); silence is not consent (R-VO12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected
from governance.rules.majority import Verdict

if TYPE_CHECKING:
    from collections.abc import Collection

    from governance.kernel import SeatId

# Where everybody is asked whether they object, and nobody is counted.
ASKING = frozenset(("consensus", "consent"))


def silence(how: str) -> Rejected | None:
    """Why a question is not put so, or None: that nobody spoke against it is not that everybody agreed (R-VO12)."""
    if how != "agreed":
        return None
    return Rejected("R-VO12", "silence_is_not_consent", would_help="Ask each member, and choose consensus.")


def asked_of_all(how: str) -> Rejected | None:
    """Why nobody is asked whether they object, or None: the question was put that way (R-VO12)."""
    if how in ASKING:
        return None
    return Rejected("R-VO12", "not_by_consensus", pointer="/motion")


def one_answer_each(objections: Collection[SeatId], stand_asides: Collection[SeatId]) -> Rejected | None:
    """Why the answers are not recorded, or None: whoever objects does not stand aside, which blocks nothing (R-VO1)."""
    if not {*objections} & {*stand_asides}:
        return None
    return Rejected("R-VO1", "seat_named_twice", would_help="Name each seat once.", pointer="/stand_asides")


def judge(objections: int | None) -> Verdict:
    """Agreed unless somebody objected, and not known until everybody was asked: None (R-VO1, R-VO12)."""
    if objections is None:
        return Verdict(carried=None, reason="not_known", test="")
    if objections:
        return Verdict(carried=False, reason="objection", test="")
    return Verdict(carried=True, reason="nobody_objected", test="")
