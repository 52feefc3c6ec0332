"""Orders that can be adopted can be met: with every seat filled and everyone there, a decision is made (18)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from governance.kernel import When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.motion.events import ResultDeclared
from governance.rules.rehearse import rehearse
from governance.rules.satisfiable import findings
from governance.standing_orders import ClassFloor, ClassSeats, Fraction, StandingOrders
from tests.properties.histories import AT_LENGTH, BRIEFLY
from tests.spec import DAY, Scene

if TYPE_CHECKING:
    from governance.kernel import Class
    from governance.motion.events import Outcome

CLASSES = st.sampled_from(["LE", "CO", "PR", "OT"])
# Most groups that could adopt such orders have more seats with lived experience than others.
SEATS = st.lists(st.sampled_from(["LE", "LE", "LE", "CO", "PR", "OT"]), min_size=1, max_size=13)
SHARES = st.builds(Fraction, st.integers(2, 4), st.integers(1, 4), st.booleans()).filter(lambda f: f.of <= f.over)
FLOORS = st.builds(ClassFloor, CLASSES, st.integers(1, 4), st.lists(CLASSES, max_size=2).map(tuple))
MAJORITIES = st.sampled_from(
    ["simple_cast", "simple_present", "absolute_entitled", "absolute_established", "two_thirds_cast",
     "two_thirds_entitled", "three_quarters_cast", "unanimous_cast"]
)  # fmt: skip
ORDERS = st.builds(
    StandingOrders,
    quorum=st.integers(0, 8),
    quorum_fraction=st.none() | SHARES,
    quorum_base=st.sampled_from(["filled", "established"]),
    floors=st.lists(FLOORS, max_size=2).map(tuple),
    lived_experience=st.sampled_from(["off", "flag", "concurrent", "block"]),
    lived_experience_variant=st.sampled_from(["strict_majority", "at_least_half", "fraction"]),
    lived_experience_fraction=SHARES,
    presider_class=st.sampled_from(["any", "not_professional_or_staff", "lived_experience"]),
    majority=MAJORITIES,
    absolute_base=st.sampled_from(["entitled", "effective"]),
    min_votes_cast=st.integers(0, 6),
    seconder_required=st.booleans(),
    most_members=st.sampled_from([0, 0, 0, 6, 9]),
    tie_rule=st.sampled_from(["falls", "second_vote", "only_vote"]),
    class_seats=st.lists(st.builds(ClassSeats, CLASSES, st.integers(0, 2), st.sampled_from([0, 0, 6])), max_size=1).map(
        tuple
    ),
)
KINDS = {"LE": "service_user", "CO": "neighbour", "PR": "professional", "OT": "other"}
MAY_PRESIDE = {"any": {*KINDS}, "not_professional_or_staff": {*KINDS} - {"PR"}, "lived_experience": {"LE"}}


def decided(orders: StandingOrders, seats: list[Class]) -> Outcome:
    """What comes of a proposal that everyone who has a vote is for, in a real meeting of the group, all being there."""
    scene = Scene(orders, {f"member-{n}": KINDS[class_] for n, class_ in enumerate(seats)})
    members = list(scene.seats.values())
    presider = next(
        seat for seat, class_ in zip(members, seats, strict=True) if class_ in MAY_PRESIDE[orders.presider_class]
    )
    scene.called("First")
    scene.do(m.OpenMeeting(meeting=scene.at, present=tuple(members), presider=presider, when=When(DAY, "14:00")))
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    second = members[-1] if orders.seconder_required else None
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="x", moved_by=members[0], seconded_by=second))
    about: Any = {"meeting": scene.at, "motion": scene.motion}
    scene.do(q.PutMotion(how="roll_call", **about))
    for seat in members:
        if orders.tie_rule != "only_vote" or seat != presider:
            scene.do(q.CastVote(seat=seat, choice="for", **about))
    told = scene.do(q.DeclareResult(**about))
    (result,) = (event for event in told if isinstance(event, ResultDeclared))
    return result.outcome


def possible(orders: StandingOrders, seats: list[Class]) -> None:
    found = rehearse(orders, Counter(seats), {})
    assert found.findings == ()
    assert (found.stopped, found.fewest_away == 0) == ((0, 1), False), found.smallest_case
    outcome = decided(orders, seats)
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", (), True), outcome
    assert outcome.quorum.result == "quorate"


def test_orders_that_can_be_adopted_let_a_full_room_decide() -> None:
    tried: Counter[str] = Counter()

    @BRIEFLY
    @given(orders=ORDERS, seats=SEATS)
    def adopted(orders: StandingOrders, seats: list[Any]) -> None:
        assume(not findings(orders, seats))
        possible(orders, seats)
        tried[orders.lived_experience] += 1

    adopted()
    assert min(tried[one] for one in ("off", "flag", "concurrent", "block")) >= 2, tried


@pytest.mark.soak
@AT_LENGTH
@given(orders=ORDERS, seats=SEATS)
def test_so_for_very_many_orders(orders: StandingOrders, seats: list[Any]) -> None:
    assume(not findings(orders, seats))
    possible(orders, seats)
