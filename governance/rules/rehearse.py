"""How often given orders would stop a group from deciding, counted exactly, and the smallest such case in words."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import msgspec

from governance.kernel import Class, Rejected
from governance.rules import majority
from governance.rules.chair import class_may_preside
from governance.rules.majority import Body, Tally
from governance.rules.quorum import CLASSES, QuorumSnapshot, snapshot
from governance.rules.satisfiable import MOVER_AND_SECONDER, findings, who_answer
from governance.rules.stoppage import in_words, with_empty_seats
from governance.standing_orders import Category

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from governance.standing_orders import MajorityKind, StandingOrders

MOST_ATTENDANCES = 50_000
Chance = tuple[int, int]
Often = Annotated[int, msgspec.Meta(ge=0, le=10_000)]
OutOf = Annotated[int, msgspec.Meta(ge=1, le=10_000)]


class Attendance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often each member of a class comes: `come` times in `of` meetings, each on their own.

    Raises ValueError unless 0 <= come <= of and of is at least 1.
    """

    come: Often
    of: OutOf

    def __post_init__(self) -> None:
        """Refuse what is no chance."""
        if self.of < 1:
            msg = "of is a number of meetings: at least 1"
            raise ValueError(msg)
        if not 0 <= self.come <= self.of:
            msg = "come is how many of those meetings they come to: from 0 to of"
            raise ValueError(msg)


class Rehearsal(msgspec.Struct, frozen=True):
    """The chance of a meeting that cannot decide an ordinary question, as an exact fraction, by reason.

    Reasons are those of a quorum (`count`, `floor:LE`, `class_majority`) and `lived_experience` (nobody there to
    agree), `presider` (nobody may take the chair), `seconder`, `majority`, `min_votes_cast`; one meeting may have
    several. `by_category` has the categories with a majority of their own. `flagged`: the chance of a decision that is
    marked as taken without the lived-experience majority. `fewest_away` is the fewest absences that stop the group (0
    when it is stopped with everyone there, None when it never is), `smallest_case` one such case in words.
    `fewest_empty` is the fewest of the filled seats that have to fall empty for the group to be stopped even with
    everyone else there, and `vacancy` one such case in words (R-QU10). `findings` are what the orders contradict in
    themselves, and what these seats could never meet.
    """

    stopped: Chance
    by_reason: tuple[tuple[str, int, int], ...]
    fewest_away: int | None
    smallest_case: str
    flagged: Chance
    by_category: tuple[tuple[Category, int, int], ...]
    fewest_empty: int | None
    vacancy: str
    findings: tuple[str, ...]


def rehearse(
    orders: StandingOrders,
    seats: Mapping[Class, int],
    attendance: Mapping[Class, Attendance],
    *,
    established: int | None = None,
) -> Rehearsal:
    """Every possible attendance, weighed exactly: each member comes or not on their own, with their class's chance.

    `seats` are the filled voting seats by class, `established` all voting seats (as many when left out). Asked is
    whether a question could carry if everyone there who has a vote voted for it; nobody is counted on to stand down
    (R-QU9). Raises ValueError for impossible seats, and `Rejected` for a group with more attendances than can be gone
    through.
    """
    filled = sum(seats.values())
    there = filled if established is None else established
    _possible(seats, filled, there)
    cases = [_case(orders, here, chance, filled, there) for here, chance in _attendances(seats, attendance)]
    stopped = [case for case in cases if case.why]
    reasons = sorted({reason for case in stopped for reason in case.why})
    worst = min(stopped, key=lambda case: case.away, default=None)
    fewest_empty, vacancy = _vacancy(orders, seats, there)
    return Rehearsal(
        stopped=_together(stopped),
        by_reason=tuple((r, *_together(c for c in stopped if r in c.why)) for r in reasons),
        fewest_away=None if worst is None else worst.away,
        smallest_case="The group can always decide."
        if worst is None
        else in_words(orders, seats, worst.here, worst.shot, worst.why),
        flagged=_together(case for case in cases if case.shot.flags and not case.why),
        by_category=tuple(
            (t.category, *_together(c for c in cases if t.category in c.beyond)) for t in orders.thresholds
        ),
        fewest_empty=fewest_empty,
        vacancy=vacancy,
        findings=tuple(findings(orders, list(Counter(seats).elements()))),
    )


class _Case(msgspec.Struct, frozen=True):
    here: dict[Class, int]
    chance: Fraction
    away: int
    shot: QuorumSnapshot
    why: tuple[str, ...]
    beyond: frozenset[Category]


def _case(orders: StandingOrders, here: dict[Class, int], chance: Fraction, filled: int, established: int) -> _Case:
    shot = snapshot(orders, here, filled=filled, established=established)
    standing = _standing(orders, here, shot)
    body = _body(orders, shot, established)
    beyond: set[Category] = {
        t.category for t in orders.thresholds if standing or _outvoted(orders, t.majority, here, body)
    }
    why = (*standing, *_outvoted(orders, orders.majority, here, body))
    return _Case(here, chance, filled - sum(here.values()), shot, why, frozenset(beyond))


def _vacancy(orders: StandingOrders, seats: Mapping[Class, int], established: int) -> tuple[int | None, str]:
    """The fewest seats whose falling empty stops the group with everyone there, and that in words."""
    every: list[Class] = [c for c in CLASSES if seats.get(c)]
    left = sorted(itertools.product(*(range(seats[c], -1, -1) for c in every)), key=sum, reverse=True)
    for counts in left:
        here: dict[Class, int] = dict(zip(every, counts, strict=True))
        case = _case(orders, here, Fraction(1), sum(counts), established)
        if case.why:
            empty = sum(seats[c] for c in every) - sum(counts)
            filled: dict[Class, int] = {c: here.get(c, 0) for c in CLASSES}
            of: dict[Class, int] = {c: seats.get(c, 0) for c in CLASSES}
            return empty, with_empty_seats(orders, of, filled, case.shot, case.why) if empty else ""
    return None, ""


def _together(cases: Iterable[_Case]) -> Chance:
    return sum((case.chance for case in cases), Fraction(0)).as_integer_ratio()


def _possible(seats: Mapping[Class, int], filled: int, established: int) -> None:
    if any(count < 0 for count in seats.values()) or established < filled:
        msg = "seats are counted from 0, and no more are filled than there are"
        raise ValueError(msg)
    attendances = math.prod(count + 1 for count in seats.values())
    if attendances > MOST_ATTENDANCES:
        raise Rejected(
            "R-QU1",
            "too_many_seats_to_rehearse",
            because={"attendances": attendances, "at_most": MOST_ATTENDANCES},
            would_help="A rehearsal goes through every attendance there could be; this group is too large for that.",
        )


def _standing(orders: StandingOrders, here: Mapping[Class, int], shot: QuorumSnapshot) -> list[str]:
    """What keeps any question from being put or agreed, whatever majority it takes."""
    count = sum(here.values())
    stops = {
        "lived_experience": orders.lived_experience == "concurrent" and not who_answer(orders, here)[1],
        "presider": not any(class_may_preside(orders, class_) for class_, there in here.items() if there),
        "seconder": orders.seconder_required and count < MOVER_AND_SECONDER,
    }
    return [*shot.reasons, *(reason for reason, stopped in stops.items() if stopped)]


def _body(orders: StandingOrders, shot: QuorumSnapshot, established: int) -> Body:
    here = shot.count or 0
    return Body(here, here if orders.absolute_base == "effective" else shot.of, established)


def _outvoted(orders: StandingOrders, kind: MajorityKind, here: Mapping[Class, int], body: Body) -> list[str]:
    """Why a question fails even when everyone there who has a vote votes for it."""
    everyone = Tally(who_answer(orders, here)[0], 0, 0)
    verdict = majority.judge(kind, everyone, body, min_votes_cast=orders.min_votes_cast)
    if verdict.carried:
        return []
    return ["min_votes_cast" if verdict.reason == "too_few_votes" else "majority"]


def _attendances(
    seats: Mapping[Class, int], attendance: Mapping[Class, Attendance]
) -> Iterator[tuple[dict[Class, int], Fraction]]:
    classes: list[Class] = [c for c in CLASSES if seats.get(c)]
    chances = [_binomial(seats[c], attendance.get(c, Attendance(1, 1))) for c in classes]
    for counts in itertools.product(*(range(seats[c] + 1) for c in classes)):
        chance = math.prod((of[n] for of, n in zip(chances, counts, strict=True)), start=Fraction(1))
        yield dict(zip(classes, counts, strict=True)), chance


def _binomial(seats: int, comes: Attendance) -> list[Fraction]:
    p = Fraction(comes.come, comes.of)
    return [math.comb(seats, n) * p**n * (1 - p) ** (seats - n) for n in range(seats + 1)]
