"""Notice of meetings, counted in clear days (R-NO1), and of what is decided there (R-NO4, R-MA4)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from governance.kernel import Filled, Rejected

if TYPE_CHECKING:
    from collections.abc import Collection

    from governance.kernel import SeatId
    from governance.standing_orders import Category, StandingOrders

SPECIAL: frozenset[Category | None] = frozenset(("rules", "found_close", "removal"))
# What gives or takes power by its kind, whatever majority it takes.
POWER: frozenset[Category | None] = SPECIAL.union(("election", "term_extension"))


def clear_days(given: dt.date, meeting: dt.date, *, deemed: int = 0) -> int:
    """Whole days between, neither the day of notice nor the day of the meeting; `deemed` days for the post."""
    return (meeting - given).days - 1 - deemed


def days_needed(orders: StandingOrders, *, special: bool) -> int:
    """Clear days of notice: more for rule changes, founding or closing, and removing an officer."""
    return max(orders.notice_days, orders.special_notice_days) if special else orders.notice_days


def is_special(orders: StandingOrders, category: Category) -> bool:
    """Whether the notice has to say what kind of question it is: one that takes another majority (R-MA4).

    Where business is stated in the notice at all, one that needs longer notice too (R-NO1, R-NO4).
    """
    return orders.majority_for(category) != orders.majority or (orders.business_stated and category in SPECIAL)


def described(orders: StandingOrders, category: Category, announced: Category | None, *, known: bool) -> bool | None:
    """Whether the notice said what kind of question it is; None where nobody knows (R-MA4).

    `announced` is what it said of the item, where it said that it is of a kind. `known`: the record holds the notice,
    or it had nothing of the item; of a notice given on paper, what nobody wrote down is unknown.
    """
    if not is_special(orders, category) or announced == category:
        return True
    return False if known or announced is not None else None


def earliest(given: dt.date, needed: int, *, deemed: int = 0) -> dt.date:
    """The first day a meeting can be held after notice was given then."""
    return given + dt.timedelta(days=needed + deemed + 1)


def only_what_was_asked(other: bool) -> Rejected | None:  # noqa: FBT001
    """Why other business is not announced for decision at a meeting that members asked for, or None (R-NO4)."""
    if not other:
        return None
    return Rejected(
        "R-NO4",
        "only_what_members_asked_for",
        would_help="Only what members asked for is decided there. The rest may be talked about.",
        pointer="/agenda",
    )


def may_be_decided(orders: StandingOrders, *, asked_for: bool | None, in_notice: bool, urgent: bool) -> bool:
    """Whether a meeting may decide on an item: it was in the notice, or is urgent and nobody objected (R-NO4).

    `asked_for` is None but where members asked for the meeting: that one decides on what they asked for, and no more.
    """
    if asked_for is not None:
        return asked_for
    return in_notice or urgent or not orders.business_stated


def stated(category: Category, *, may_be_decided: bool) -> Rejected | None:
    """Why a question is not decided, or None: its item may be, or it is only about how to go on (R-NO4)."""
    if may_be_decided or category == "procedural":
        return None
    help_ = "Talk about it, and decide at a meeting called for it."
    return Rejected("R-NO4", "business_not_in_the_notice", would_help=help_)


def election_stated(*, may_be_decided: bool) -> Rejected | None:
    """Why nobody is elected under an item, or None: it was in the notice (R-NO4)."""
    if may_be_decided:
        return None
    help_ = "Hold the election at a meeting called for it."
    return Rejected("R-NO4", "business_not_in_the_notice", would_help=help_, pointer="/item")


def undescribed(
    orders: StandingOrders, category: Category, *, told: bool | None, live: bool = False
) -> Rejected | None:
    """Why a question that takes more than most is not decided, or None: the notice `told` of its kind (R-MA4).

    Of a paper notice nobody wrote down, `told` is None: live nothing is put on it, written up it is not held against
    those who voted.
    """
    if told or (told is None and not live):
        return None
    return Rejected(
        "R-MA4",
        "not_described_in_the_notice",
        because={"category": category, "majority": orders.majority_for(category)},
        would_help="Decide at a meeting whose notice says what kind of question this is.",
    )


def may_be_urgent(*, asked_for: bool, objections: int) -> Rejected | None:
    """Why business that was not in the notice is not decided though it is urgent, or None (R-NO4).

    `asked_for`: members asked for the meeting, which decides on nothing else. `objections`: of members with a vote.
    """
    if asked_for:
        return Rejected(
            "R-NO4",
            "only_what_members_asked_for",
            would_help="Only what members asked for is decided there. The rest may be talked about.",
            pointer="/item",
        )
    if objections:
        return Rejected(
            "R-NO4",
            "somebody_objects",
            because={"objections": objections},
            would_help="Talk about it, and decide at a meeting called for it.",
            pointer="/objections",
        )
    return None


def why_urgent() -> Rejected:
    """Business that was not in the notice is not decided without saying why it cannot wait (R-NO4)."""
    return Rejected("R-NO4", "reason_missing", would_help="Say why it cannot wait.", pointer="/reason")


def too_short(given: dt.date, meeting: dt.date, needed: int, *, deemed: int = 0) -> Rejected | None:
    """Why notice is not enough, with the first day the meeting could be held, or None (R-NO1)."""
    days = clear_days(given, meeting, deemed=deemed)
    if days >= needed:
        return None
    first = earliest(given, needed, deemed=deemed)
    return Rejected(
        "R-NO1",
        "notice_too_short",
        because={"clear_days": days, "needed": needed, "earliest": first.isoformat()},
        would_help=Filled(
            "Meet at least one clear day after notice is given."
            if needed == 1
            else "Meet at least %(needed)s clear days after notice is given.",
            {"needed": needed},
        ),
        pointer="/starts",
    )


def before_its_day(called_for: dt.date | None, opens: dt.date) -> Rejected | None:
    """Why a meeting does not begin on a day, or None: not before the day that its notice gave (R-NO1).

    Whoever reads the notice comes on that day. On it, some minutes earlier are nobody's loss.
    """
    if called_for is None or opens >= called_for:
        return None
    help_ = "Move the meeting to an earlier day first. That takes notice, or everyone agrees."
    because: dict[str, object] = {"called_for": called_for.isoformat()}
    return Rejected("R-NO1", "before_its_day", because=because, would_help=help_)


def told_of_the_move(told: dt.date | None, moved: dt.date, called: dt.date) -> dt.date:
    """The day from which notice of a move to an earlier day counts, where the record itself called the meeting (R-NO1).

    Nobody was told that it moves before it was called; where nobody says when they were told, on the day of the move.
    """
    return max(told or moved, called)


def gives_power(orders: StandingOrders, category: Category, *, named: bool) -> bool:
    """Whether a question gives or takes power: by its kind, or since it is `named` who has which office or seat."""
    return named or category in POWER or is_special(orders, category)


def written_down_late(written: dt.date, meeting: dt.date, needed: int) -> Rejected | None:
    """Why no power rests on the notice of a meeting whose call was written up, or None (R-NO1).

    That members were told earlier is the word of whoever wrote it down. It was written down as early as notice is.
    """
    days = clear_days(written, meeting)
    if days >= needed:
        return None
    return Rejected(
        "R-NO1",
        "call_written_down_late",
        because={"written_down": written.isoformat(), "clear_days": days, "needed": needed},
        would_help="The call was written down too late to show that members were told. Call a meeting for it here.",
    )


def needed_to_move(orders: StandingOrders, *, earlier: bool, first: int) -> int:
    """The clear days a move takes: to an earlier day as many as the meeting itself, else fewer (R-NO1)."""
    return first if earlier else orders.moved_notice_days


def still_too_short(days: int | None, needed: int) -> bool:
    """Whether notice that was too short at first is so for a later day too; it is where it is not known (R-NO1)."""
    return days is None or days < needed


def once_asked(irregular: Collection[str], missing: Collection[SeatId], found: Collection[str]) -> tuple[str, ...]:
    """The clauses a meeting did not keep, once members were asked about its short notice.

    With everybody's agreement nothing is wrong with the notice any more (R-NO3); else what was `found` is wrong too.
    """
    kept = {*irregular} if missing else {*irregular} - {"R-NO1"}
    return tuple(sorted({*kept, *found}))


def once_moved(irregular: Collection[str], found: Collection[str]) -> tuple[str, ...]:
    """The clauses a meeting did not keep, once moved: its notice is judged by what was `found` for the new day."""
    return tuple(sorted(({*irregular} - {"R-NO1"}) | {*found}))


def needs_consent(*, irregular: bool, known: bool) -> Rejected | None:
    """Why nobody has to agree to a notice, or None: it was long enough (R-NO3)."""
    if irregular or not known:
        return None
    return Rejected("R-NO3", "notice_is_long_enough", would_help="Nobody needs to agree to this notice.")


def agreed_by_all(missing: Collection[SeatId]) -> Rejected | None:
    """Why a meeting called on short notice does not begin, or None: not every member agreed (R-NO3)."""
    if not missing:
        return None
    return Rejected(
        "R-NO3",
        "not_every_member_agreed",
        because={"missing": [str(seat) for seat in missing]},
        would_help="Every member with a vote has to agree to so short a notice.",
    )
