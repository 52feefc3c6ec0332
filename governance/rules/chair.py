"""Who may preside, and that somebody does (R-CH1, R-CH2); a chair that goes round (R-CH4)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, assert_never

from governance.kernel import NON_VOTING, Moment, Rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.kernel import Class, Constituency
    from governance.standing_orders import OfficeKind, StandingOrders

# Who presides while they are here, in this order; then whoever the meeting elects (R-CH1).
LINE = ("chair", "co_chair", "vice_chair")
FIRST = {
    "chair": "The chair is here and takes the chair. They may hand it over.",
    "co_chair": "The co-chair is here and takes the chair. They may hand it over.",
    "vice_chair": "The vice-chair is here and takes the chair. They may hand it over.",
}
TAKES_IT = {
    "chair": "The chair is here and may take the chair.",
    "co_chair": "The co-chair is here and may take the chair.",
    "vice_chair": "The vice-chair is here and may take the chair.",
}
CHOOSE = "Those who are here choose somebody to take the chair."
NOBODY_CAN = "Nobody who is here may take the chair. Wait for somebody who may, or stop the meeting."
NEVER: frozenset[Constituency] = NON_VOTING


def class_may_preside(orders: StandingOrders, class_: Class) -> bool:
    """Whether the orders let voting members of a class take the chair."""
    match orders.presider_class:
        case "any":
            return True
        case "not_professional_or_staff":
            return class_ != "PR"
        case "lived_experience":
            return class_ == "LE"
        case _:
            assert_never(orders.presider_class)


def waited_for(orders: StandingOrders, starts: Moment | None, now: Moment) -> Moment | None:
    """Until when a meeting waits for a chair who is not here, or None once it has (R-CH1).

    None too where nobody knows the time of day.
    """
    if starts is None or "day" in (starts.precision, now.precision):
        return None
    until = starts.instant + dt.timedelta(minutes=orders.chair_wait_minutes)
    return Moment(until.isoformat(timespec="minutes"), "minute") if now.instant < until else None


def in_turn(before: Sequence[str], *, office: str | None) -> Rejected | None:
    """Why somebody does not take the chair, or None: nobody who comes first is here and could preside (R-CH1).

    `before` are the offices of those in line who are here and able to; `office` is the one of whoever would preside.
    """
    first = min(before, key=LINE.index, default=None)
    if first is None or (office in LINE and LINE.index(office) <= LINE.index(first)):
        return None
    because: dict[str, object] = {"first": first}
    return Rejected("R-CH1", "somebody_comes_first", because=because, would_help=FIRST[first], pointer="/presider")


def takes_back(*, unseated: bool, here: bool, office: str | None, of_presider: str | None) -> bool:
    """Whether somebody takes the chair back by their own word: another said that they had gone, and they are `here`.

    Not from somebody who comes before them (R-CH1).
    """
    if not unseated or not here:
        return False
    return of_presider not in LINE or (office in LINE and LINE.index(office) <= LINE.index(of_presider))


def somebody_presides(*, named: bool, here: bool | None, excluded: bool, out_of_turn: bool = False) -> Rejected | None:
    """Why no question can be put or declared, or None: somebody who is here and not out for the item is in the chair.

    `here` is None when the roll is not known (R-CH1, R-CH2, R-IN3). `out_of_turn`: somebody who comes first was here
    when they took the chair.
    """
    if not named:
        return Rejected("R-CH1", "nobody_presides", would_help="Somebody takes the chair first.")
    if here is False:
        return Rejected("R-CH1", "presider_not_present", would_help="Somebody who is here takes the chair first.")
    if excluded:
        return Rejected("R-IN3", "presider_is_conflicted", would_help="Hand over the chair for this item first.")
    if out_of_turn:
        return Rejected("R-CH1", "presider_out_of_turn", would_help="Whoever comes first by our rules takes the chair.")
    return None


def of_their_own(*, presides: bool) -> Rejected | None:
    """Why no ruling is made on a vote, or None: it is not about the seat or the office of whoever presides (R-CH6).

    They have an interest in it, and hand over the chair first (R-CH2, R-IN3).
    """
    if not presides:
        return None
    help_ = "It is about their own place. Somebody else takes the chair first."
    return Rejected("R-CH6", "rules_on_own_place", would_help=help_)


def put_out(*, here: bool) -> Rejected | None:
    """Why somebody does not take the chair, or None: this meeting did not put them out of it (R-CH1)."""
    if not here:
        return None
    help_ = "The meeting voted them out. Somebody else takes the chair today."
    return Rejected("R-CH1", "put_out_of_the_chair", would_help=help_, pointer="/presider")


def empty(offices: Sequence[str], *, anybody: bool) -> Rejected:
    """Why the meeting does not go on with nobody in the chair, and who takes it (R-CH1).

    `offices` are those in line of whoever is here and able to; `anybody`: else there is somebody to choose.
    """
    first = min(offices, key=LINE.index, default=None)
    help_ = TAKES_IT[first] if first is not None else CHOOSE if anybody else NOBODY_CAN
    because: dict[str, object] = {} if first is None else {"first": first}
    return Rejected("R-CH1", "nobody_presides", because=because, would_help=help_)


def has_an_office_of_chair(orders: StandingOrders, kind: OfficeKind) -> Rejected | None:
    """Why nobody takes the office, or None: a chair that goes round is agreed from meeting to meeting (R-CH4)."""
    if not orders.chair_rotates or kind != "chair":
        return None
    return Rejected(
        "R-CH4", "chair_rotates", would_help="Agree at each meeting who chairs the next one.", pointer="/office"
    )


def may_preside(orders: StandingOrders, constituency: Constituency, class_: Class) -> None:
    """Refuse a presider of a kind the orders do not allow; a seat without a vote never presides."""
    if constituency in NEVER:
        raise Rejected(
            "R-CH1", "presider_has_no_vote", would_help="The chair must be a member with a vote.", pointer="/presider"
        )
    if class_may_preside(orders, class_):
        return
    if orders.presider_class == "lived_experience":
        raise Rejected(
            "R-CH1",
            "presider_without_lived_experience",
            would_help="Our rules ask for a chair with lived experience.",
            pointer="/presider",
        )
    raise Rejected(
        "R-CH1",
        "presider_is_professional",
        would_help="Our standing orders ask for a chair who is not a professional.",
        pointer="/presider",
    )
