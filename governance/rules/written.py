"""Deciding between meetings (R-VO8): written resolutions (R-WR1 to R-WR9) and chair's action (R-CA1)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import msgspec

from governance.kernel import Rejected
from governance.rules.majority import Body, Verdict, judge
from governance.rules.terms import years_on

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from governance.kernel import SeatId
    from governance.rules.majority import Tally
    from governance.standing_orders import Category, MajorityKind, StandingOrders

# What is decided at a meeting only (R-WR8).
AT_A_MEETING: frozenset[Category] = frozenset(
    ("election", "removal", "term_extension", "rules", "found_close", "minutes", "correction", "closed_session")
)
Counts = Literal["counted", "condition", "late"]
# In writing these take more than half, and these two are of all members whoever replies (R-WR4).
OF_MORE_THAN_HALF: frozenset[MajorityKind] = frozenset(("simple_cast", "simple_present", "absolute_entitled"))
OF_ALL: frozenset[MajorityKind] = frozenset(("absolute_entitled", "two_thirds_entitled"))
# For how many years at most members are asked to keep a question in mind, by the calendar (R-WR7).
LONGEST_YEARS = 1


def by_writing(category: Category) -> Rejected | None:
    """Why a question is not decided in writing, or None (R-WR8)."""
    if category not in AT_A_MEETING:
        return None
    because: dict[str, object] = {"category": category}
    return Rejected("R-WR8", "not_by_writing", because=because, would_help="Take it to a meeting.", pointer="/category")


def alone(category: Category) -> Rejected | None:
    """Why the chair does not decide a question alone, or None: only what is minor and cannot wait (R-CA1)."""
    if category not in AT_A_MEETING | {"significant"}:
        return None
    because: dict[str, object] = {"category": category}
    return Rejected("R-CA1", "not_for_the_chair_alone", because=because, would_help="Take it to a meeting.",
                    pointer="/category")  # fmt: skip


def says_enough(*, reason: bool, how_to_reply: bool) -> Rejected | None:
    """What is missing from what was sent out, or None (R-WR1)."""
    if not reason:
        return Rejected("R-WR1", "reason_is_missing", would_help="Say why it is proposed.", pointer="/reason")
    if not how_to_reply:
        return Rejected(
            "R-WR1",
            "how_to_reply_is_missing",
            would_help="Say how to answer by phone or post, and how to ask for a meeting.",
            pointer="/how_to_reply",
        )
    return None


def enough_asked(*, asked: int, kept_out: int, quorum: int) -> Rejected | None:
    """Why so many are not kept out of a question, or None: those asked are a quorum of all entitled (R-IN6)."""
    if not kept_out or asked >= quorum:
        return None
    because: dict[str, object] = {"asked": asked, "needed": quorum}
    help_ = "Too few members are left to ask. Take it to a meeting."
    return Rejected("R-IN6", "too_few_asked", because=because, would_help=help_, pointer="/excluded")


def leaves_time(sent: dt.date, deadline: dt.date, demand_by: dt.date) -> Rejected | None:
    """Why a deadline does not do, or None: members keep the days in which they may ask for a meeting (R-WR5, R-WR7)."""
    if deadline < demand_by:
        because: dict[str, object] = {"earliest": demand_by.isoformat()}
        help_ = "Until that day members may ask for a meeting."
        return Rejected("R-WR5", "deadline_too_soon", because=because, would_help=help_, pointer="/deadline")
    if deadline > years_on(sent, LONGEST_YEARS):
        return Rejected("R-WR7", "deadline_too_far", would_help="Give at most a year.", pointer="/deadline")
    return None


def may_ask(asked: dt.date, demand_by: str, *, over: bool) -> Rejected | None:
    """Why it is too late to ask for a meeting, or None (R-WR5). `demand_by` is YYYY-MM-DD."""
    if asked.isoformat() <= demand_by and not over:
        return None
    because: dict[str, object] = {"by": demand_by}
    return Rejected("R-WR5", "too_late_to_ask", because=because, would_help="Ask for it at the next meeting.")


def told_as_it_began(*, written_up: bool) -> Rejected | None:
    """Why a question is not closed live, or None: what was sent out by the notes ends by the notes too (R-WR1)."""
    if not written_up:
        return None
    help_ = "That it was sent out was written down afterwards. Write down afterwards how it ended too."
    return Rejected("R-WR1", "sent_out_written_up", would_help=help_)


def may_close(
    orders: StandingOrders, deadline: str, *, over: bool, carried: bool, may_still_ask: bool
) -> Rejected | None:
    """Why the replies are not added up yet, or None (R-WR7).

    Where the orders let a passed question close early, nobody loses the right to ask for a meeting by it (R-WR5).
    """
    if over or (orders.written_declared == "at_threshold" and carried and not may_still_ask):
        return None
    because: dict[str, object] = {"deadline": deadline}
    return Rejected("R-WR7", "deadline_to_come", because=because, would_help="Wait until the deadline.")


def the_chairs(seat: SeatId, chair: SeatId | None) -> Rejected | None:
    """Why somebody does not act between meetings, or None: only the chair, or whoever acts as chair, does (R-CA1)."""
    if seat == chair:
        return None
    return Rejected("R-CA1", "not_the_chair", would_help="Only the chair acts between meetings.", pointer="/seat")


def counts(*, plain: bool, late: bool) -> Counts:
    """Whether a reply counts: for, against or no side, without a condition, by the deadline (R-WR3)."""
    if late:
        return "late"
    return "counted" if plain else "condition"


def electorate(
    entitled: Sequence[SeatId], excluded: Collection[SeatId]
) -> tuple[tuple[SeatId, ...], tuple[SeatId, ...]]:
    """Who is asked: all entitled when it goes out but those `excluded`; and who of the entitled is kept out (R-WR2)."""
    return tuple(s for s in entitled if s not in excluded), tuple(s for s in entitled if s in excluded)


def somebody_asked(asked: Collection[SeatId]) -> Rejected | None:
    """Why a question is not sent out, or None: there is somebody to ask (R-WR2)."""
    return None if asked else Rejected("R-WR2", "nobody_to_ask", would_help="Fill the seats first.")


def in_the_electorate(*, asked: bool) -> Rejected | None:
    """Why somebody does not answer, or None: they could when the question went out, whoever could since (R-WR2)."""
    if asked:
        return None
    help_ = "Those entitled when it was sent out are asked."
    return Rejected("R-WR2", "not_in_the_electorate", would_help=help_, pointer="/seat")


def reply_is_final(orders: StandingOrders, *, disputed: bool) -> Rejected | None:
    """Why a member's reply is not followed by another, or None: it may be changed until the deadline (R-WR6).

    Where the orders say otherwise it may not; a reply that its member says is not theirs binds nobody.
    """
    if not orders.written_reply_final or disputed:
        return None
    return Rejected("R-WR6", "reply_is_final", would_help="Under our rules a reply cannot be changed.")


def told_once(*, same: bool, disputed: bool) -> bool:
    """Whether a reply is on record just so: the `same` choice by the same way, and its member does not dispute it."""
    return same and not disputed


def told_when_over(*, sent: bool, ended: bool) -> Rejected | None:
    """Why no meeting is told how a question came out, or None: it went out, and is over (R-WR9)."""
    if sent and ended:
        return None
    return Rejected("R-WR9", "still_open", would_help="Close it first.", pointer="/resolution")


def not_counted(named: Collection[SeatId], replies: Collection[SeatId]) -> int:
    """How many members a meeting is told of whose replies, late or with a condition, are all they sent (R-WR9)."""
    return len({*named} - {*replies})


def ends_written_up(*, written_up: bool, over: bool) -> bool:
    """Whether the end of a question is written down afterwards, as its sending was, once its time is over (R-WR1)."""
    return written_up and over


def stands_disputed(*, channel: str, read_back: bool) -> bool:
    """Whether a reply its member disputes counts on until they give another: by phone, what was read back (R-WR3)."""
    return channel == "phone" and read_back


def somebody_elses(*, own: bool) -> Rejected | None:
    """Why an answer is not disputed, or None: only one that somebody else wrote down is (R-WR3)."""
    if not own:
        return None
    return Rejected("R-WR3", "own_reply", would_help="It is your own answer. You can send another.", pointer="/seat")


def kind_of(orders: StandingOrders, category: Category) -> MajorityKind:
    """The majority a question takes in writing: its category's, and of all who count at least more than half.

    Whoever does not answer is nobody's vote, so a majority of votes cast, or of those present, is one of all (R-WR4).
    """
    kind = orders.majority_for(category)
    return "absolute_entitled" if kind in OF_MORE_THAN_HALF else kind


def needed(orders: StandingOrders, category: Category, *, entitled: int, replies: int, established: int) -> int:
    """How many must be for: the category's share of all entitled, or of those who replied if the orders say so (R-WR4).

    `established` is how many voting seats there are, filled or not.
    """
    kind = kind_of(orders, category)
    of = _base(orders, orders.majority_for(category), entitled=entitled, replies=replies)
    match kind:
        case "two_thirds_cast" | "two_thirds_entitled":
            return -(-2 * of // 3)
        case "three_quarters_cast":
            return -(-3 * of // 4)
        case "unanimous_cast":
            return of
        case "absolute_established":
            return established // 2 + 1
        case _:
            return of // 2 + 1


def judged(
    orders: StandingOrders, category: Category, tally: Tally, *, entitled: int, established: int, lived: Tally,
    quorum: int, kept_out: int = 0, kept_out_lived: int = 0,
) -> Verdict:  # fmt: skip
    """The verdict on the replies that count, by the majority of the category (R-WR4, R-MA3).

    Where lived experience is more than marked, more lived-experience replies must be for than against. `entitled` are
    all who had a vote. Of them `kept_out` were not asked, and so many `kept_out_lived` of the members with lived
    experience: leaving somebody out never makes it easier to carry (R-MA5).
    """
    if orders.written_majority == "replies" and tally.total < quorum:
        return Verdict(carried=False, reason="too_few_replies", test=f"{tally.total}>={quorum}")
    of = _base(orders, orders.majority_for(category), entitled=entitled, replies=tally.total + kept_out)
    # Whoever is not for it is against it, once somebody is either.
    told = msgspec.structs.replace(tally, against=of - tally.for_, no_side=0) if tally.cast else tally
    verdict = judge(kind_of(orders, category), told, Body(of, of, established))
    strict = orders.lived_experience in {"concurrent", "block"}
    against = lived.against + kept_out_lived
    if verdict.carried and strict and not lived.for_ > against:
        return Verdict(carried=False, reason="lived_experience_not_for", test=f"{lived.for_}>{against}")
    return verdict


def _base(orders: StandingOrders, kind: MajorityKind, *, entitled: int, replies: int) -> int:
    """Of how many the share is: of those who replied where the orders say so, unless the majority is one of all."""
    return entitled if orders.written_majority == "entitled" or kind in OF_ALL else replies


def meeting_wanted(orders: StandingOrders, *, asked: int, lived: int) -> bool:
    """Whether enough members asked for a meeting: so many of any, or so many with lived experience (R-WR5)."""
    with_lived = orders.meeting_demand_lived_experience
    return asked >= orders.meeting_demand or 0 < with_lived <= lived


def consulted(
    seats: Collection[SeatId], *, chair: SeatId, vice: SeatId | None, lived: Collection[SeatId]
) -> Rejected | None:
    """Why too few were asked before the chair acted alone, or None: the vice-chair and another LE member (R-CA1)."""
    if vice is not None and vice not in seats:
        return Rejected(
            "R-CA1", "vice_chair_not_consulted", would_help="Ask the vice-chair first.", pointer="/consulted"
        )
    if not set(seats) & (set(lived) - {chair, vice}):
        return Rejected(
            "R-CA1",
            "no_lived_experience_member_consulted",
            would_help="Ask one more member with lived experience first.",
            pointer="/consulted",
        )
    return None
