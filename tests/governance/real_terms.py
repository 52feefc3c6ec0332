"""Ten real terms of reference as standing orders, each with seats that fit it and what it takes for those to decide.

`source` is the name under which the domain cites the body. What a body's terms leave unsaid keeps to what asks least:
a quorum of one, no lived-experience condition, offices open to everybody. A patient, member or user is a service user,
a practice officer or member of staff with a say a professional, a lay member of a board a neighbour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from governance.standing_orders import ClassFloor, ClassSeats, Fraction, StandingOrders, Threshold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from governance.kernel import Class, Constituency


class Body(NamedTuple):
    """A body: its orders, its voting seats, rooms that can decide, and rooms that cannot with the reasons."""

    source: str
    orders: StandingOrders
    seats: Mapping[Constituency, int]
    can: tuple[Mapping[Class, int], ...]
    cannot: tuple[tuple[Mapping[Class, int], tuple[str, ...]], ...] = ()


def said(**orders: Any) -> StandingOrders:
    """Orders that ask for nothing but what is said."""
    least = {"quorum": 1, "lived_experience": "off", "presider_class": "any", "lived_experience_offices": ()}
    return StandingOrders(**{**least, **orders})


ST_CLEMENTS = Body(
    "PPG-STC",
    # Two years in office; consensus first is a way of deciding, which no order takes away.
    said(majority="simple_present", tie_rule="falls", term_years=2),
    {"service_user": 9},
    can=({"LE": 1},),
)
FORUM = Body(
    "PPG-FORUM",
    # Four patients and two practice officers; an election when there are fewer than eight members.
    said(quorum=6, floors=(ClassFloor("LE", 4), ClassFloor("PR", 2)), fewest_members=8),
    {"service_user": 8, "professional": 3},
    can=({"LE": 4, "PR": 2}, {"LE": 8, "PR": 3}),
    cannot=(
        ({"LE": 8, "PR": 1}, ("floor:PR",)),
        ({"LE": 3, "PR": 3}, ("floor:LE",)),
        ({"LE": 3, "PR": 2}, ("count", "floor:LE")),
    ),
)
HQIP = Body(
    "HQIP",
    # Five patient representatives and one member of staff; the chair decides a tie.
    said(quorum=6, floors=(ClassFloor("LE", 5), ClassFloor("PR", 1)), tie_rule="second_vote"),
    {"service_user": 10, "professional": 2},
    can=({"LE": 5, "PR": 1},),
    cannot=(({"LE": 10}, ("floor:PR",)), ({"LE": 4, "PR": 2}, ("floor:LE",))),
)
BCPG = Body(
    "BCPG",
    # More than half of at most nine; officers for six months.
    said(quorum=0, quorum_fraction=Fraction(2, more=True), most_members=9, term_months=6),
    {"service_user": 8},
    can=({"LE": 5},),
    cannot=(({"LE": 4}, ("count",)),),
)
TUTBURY = Body(
    "TUT",
    # Elected every year, three years in a post at most, unless nobody stands.
    said(term_years=1, max_consecutive=3, term_limit="unless_nobody_stands"),
    {"service_user": 12},
    can=({"LE": 1},),
)
WESTON = Body(
    "PPG-WES",
    # A closed ballot for the chair; three years, renewable once. A chair's term is of two or three years, so that they
    # do not all end together: its last day is said when nominations open. Which quorum its terms state, our source
    # does not say.
    said(ballot_for=("election",), term_years=3, max_consecutive=2),
    {"service_user": 15},
    can=({"LE": 1},),
)
NORWICH = Body(
    "NOR",
    # At most thirteen tenants, each for two years; the chair goes round.
    said(most_members=13, seat_months=24, chair_rotates=True),
    {"service_user": 13},
    can=({"LE": 1},),
)
NIHR = Body(
    "NIHR-PSC",
    # An independent chair, a statistician, another and a patient, all independent, and at most three of the team, who
    # do not chair it. Of the independent members the patient has lived experience; the others are of no class of ours.
    # It advises; what its advice is worth is a matter of delegation. No quorum is stated.
    said(
        presider_class="not_professional_or_staff",
        class_seats=(ClassSeats("LE", least=1), ClassSeats("OT", least=3), ClassSeats("PR", most=3)),
        most_members=7,
    ),
    {"other": 3, "service_user": 1, "professional": 3},
    can=({"OT": 1}, {"PR": 3, "LE": 1, "OT": 3}),
)
PATIENTS_FORUM = Body(
    "PF2 PF10",
    # Most members are service users, for at most four years; reports, reviews and referrals are significant questions,
    # accounts and budget spending: these take most of all members.
    said(
        thresholds=(Threshold("significant", "absolute_entitled"), Threshold("spend", "absolute_entitled")),
        seats_lived_experience=True,
        seat_months=48,
    ),
    {"service_user": 5, "neighbour": 4},
    can=({"LE": 1},),
)
BOARD = Body(
    "PCT4 PCT6",
    # A third of the whole membership with one officer and one who is none; whoever presides decides a tie.
    said(
        quorum=0,
        quorum_fraction=Fraction(3),
        quorum_base="established",
        floors=(ClassFloor("PR", 1), ClassFloor("CO", 1, others=("LE", "OT"))),
        tie_rule="second_vote",
    ),
    {"professional": 6, "neighbour": 5, "service_user": 2},
    can=({"PR": 4, "CO": 1}, {"PR": 1, "LE": 2, "CO": 2}),
    cannot=(
        ({"PR": 5}, ("floor:CO+LE+OT",)),
        ({"CO": 5}, ("floor:PR",)),
        ({"PR": 2, "LE": 2}, ("count",)),
    ),
)
BODIES = (ST_CLEMENTS, FORUM, HQIP, BCPG, TUTBURY, WESTON, NORWICH, NIHR, PATIENTS_FORUM, BOARD)
