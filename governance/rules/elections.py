"""Elections to an office: who may stand, who is elected, and what a tie does (R-EL1, R-TI6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from governance.kernel import Filled, Rejected, SeatId

if TYPE_CHECKING:
    from governance.standing_orders import Category, ElectionMethod, TermLimit

Next = Literal["ballot", "runoff", "further_ballot", "lot"]
How = Literal["unopposed", "ballot", "lot", "yes_no", "nobody", "not_counted"]

FINALISTS = 2
# What somebody acts by, or takes a seat by, need not be an election: a meeting asks them in a plain vote.
PLAIN: frozenset[Category] = frozenset(("election", "ordinary", "significant"))


class Round(msgspec.Struct, frozen=True):
    """A ballot as counted: papers for each candidate; `against` in a yes-or-no vote on the only one."""

    votes: Mapping[SeatId, int]
    against: int | None = None


class Standing(msgspec.Struct, frozen=True):
    """How an election stands: over with `elected` (None: nobody), or `then` what comes next, among whom.

    `then` is None once it is over.
    """

    then: Next | None
    among: tuple[SeatId, ...] = ()
    elected: SeatId | None = None
    how: How = "ballot"


def closed_early(last: dt.date | None, on: dt.date) -> Rejected | None:
    """Why nominations are not closed yet, or None: members have until the `last` day, where one is known (R-EL1)."""
    if last is None or on >= last:
        return None
    return Rejected(
        "R-EL1",
        "nominations_are_open",
        because={"closes": last.isoformat()},
        would_help="Members have until the last day to put names forward.",
    )


def nominations_open_long_enough(opens: dt.date, closes: dt.date, *, least: int) -> Rejected | None:
    """Why nominations are open for too few days, the first and the last included, or None."""
    days = (closes - opens).days + 1
    if days >= least:
        return None
    earliest = opens + dt.timedelta(days=least - 1)
    return Rejected(
        "R-EL1",
        "nominations_too_short",
        because={"days": days, "needed": least, "earliest": earliest.isoformat()},
        would_help=Filled(
            "Let members put names forward for %(needed)s days or more, so until %(earliest)s.",
            {"needed": least, "earliest": earliest.isoformat()},
        ),
        pointer="/closes",
    )


def names_asked_for_in_time(
    written: dt.date, opens: dt.date | None, closes: dt.date | None, *, least: int
) -> Rejected | None:
    """Why nobody is elected on nominations that were written up, or None: members could see them long enough (R-EL1).

    They count from the day they were `written` down, and for no day where it is not known when they closed.
    """
    since = written if opens is None or opens < written else opens
    days = 0 if closes is None else max(0, (closes - since).days + 1)
    if days >= least:
        return None
    return Rejected(
        "R-EL1",
        "nominations_written_down_late",
        because={"written_down": written.isoformat(), "days": days, "needed": least},
        would_help="It was written down too late to show that members were asked for names. Ask for names again here.",
    )


def by_proposal(
    category: Category, gives: Literal["office", "seat"] | None, *, nomination_days: int
) -> Rejected | None:
    """Why a proposal does not elect anybody, or None: it names nobody, or an office that members put names forward for.

    Where the orders ask for no days of nomination, a proposal that names somebody puts their name forward. For a while
    only, somebody has an office by a plain proposal (R-AC1); a seat is had by either.
    """
    if category == "election" and gives is None:
        return Rejected(
            "R-EL1",
            "elects_nobody",
            would_help="Say who is to have which seat. For an office, ask for names and hold an election.",
            pointer="/elects",
        )
    if category == "election" and gives == "office" and nomination_days:
        return Rejected(
            "R-EL1",
            "no_nominations",
            because={"needed": nomination_days},
            would_help="Ask for names first, and hold an election. Or ask somebody to stand in until then.",
            pointer="/elects",
        )
    return None


def may_give(category: Category, given: Literal["/elects", "/fills"]) -> Rejected | None:
    """Why a proposal of a category gives nobody an office or a seat, or None (R-EL1)."""
    if category in PLAIN:
        return None
    return Rejected(
        "R-EL1",
        "category_is_election",
        would_help="Say that it is to elect somebody.",
        pointer="/category",
        because={"given": given.removeprefix("/")},
    )


def theirs_to_withdraw(*, own: bool, by_them: bool) -> Rejected | None:
    """Why a name is not taken back for somebody, or None: who said here that they stand says so themselves (R-EL1)."""
    if not own or by_them:
        return None
    help_ = "They said themselves that they stand. Only they can take it back."
    return Rejected("R-EL1", "theirs_to_withdraw", would_help=help_, pointer="/seat")


def theirs_to_accept(*, own: bool, by_them: bool) -> Rejected | None:
    """Why nobody accepts for somebody, or None: who said here that they do not stand takes it back (R-EL1)."""
    if not own or by_them:
        return None
    help_ = "They said themselves that they do not stand. Only they can say that they do."
    return Rejected("R-EL1", "theirs_to_accept", would_help=help_, pointer="/seat")


def within_limit(served: int, most: int) -> bool:
    """Whether somebody who served so many terms in a row may serve another (R-TE3)."""
    return served < most


def limit_gives_way(rule: TermLimit, *, others_stand: bool) -> bool:
    """Whether whoever served the limit may stand all the same: the orders say so, and nobody else does (R-TE3)."""
    return rule == "unless_nobody_stands" and not others_stand


def standing(
    method: ElectionMethod,
    candidates: Sequence[SeatId],
    rounds: Sequence[Round],
    *,
    asked: bool,
    lot: SeatId | None = None,
) -> Standing:
    """How an election stands after these ballots and the lot, if one was drawn.

    `asked` says that somebody wants a vote on the only candidate.
    """
    if lot is not None:
        return Standing(None, elected=lot, how="lot")
    if not candidates:
        return Standing(None, how="nobody")
    if len(candidates) == 1 and not rounds:
        if not asked:
            return Standing(None, elected=candidates[0], how="unopposed")
        return Standing("ballot", tuple(candidates))
    if not rounds:
        return Standing("ballot", tuple(candidates))
    last = rounds[-1]
    if last.against is not None:
        return _yes_or_no(last)
    return _contested(method, rounds)


def _yes_or_no(last: Round) -> Standing:
    """The only candidate is elected by more papers for than against; a tie is not agreed (R-TI1)."""
    (seat, votes), against = next(iter(last.votes.items())), last.against or 0
    return Standing(None, elected=seat if votes > against else None, how="yes_no")


def _contested(method: ElectionMethod, rounds: Sequence[Round]) -> Standing:
    last = rounds[-1].votes
    most = max(last.values(), default=0)
    first = tuple(seat for seat, votes in last.items() if votes == most)
    runs_off = method == "majority_runoff" and len(last) > FINALISTS
    if len(rounds) == 1 and runs_off and 2 * most <= sum(last.values()):
        return Standing("runoff", _finalists(last))
    if len(first) == 1:
        return Standing(None, elected=first[0])
    return Standing("lot" if _tied_before(rounds[:-1], first) else "further_ballot", first)


def _finalists(votes: Mapping[SeatId, int]) -> tuple[SeatId, ...]:
    """The two with most papers, and whoever has as many as the second."""
    second = sorted(votes.values(), reverse=True)[FINALISTS - 1]
    return tuple(seat for seat, count in votes.items() if count >= second)


def _tied_before(earlier: Sequence[Round], tied: Sequence[SeatId]) -> bool:
    """Whether these were ahead together in the ballot before: after one further ballot comes the lot (R-TI6)."""
    if not earlier:
        return False
    before = earlier[-1].votes
    return set(before) >= set(tied) and {before[seat] for seat in tied} == {max(before.values())}
