"""Secret ballots: when, who counts, and what a total must not tell (R-VO5, R-PR2)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from governance.kernel import SeatId
from governance.rules import ballot
from governance.standing_orders import StandingOrders
from tests.governance.rules.refusals import Told, told

if TYPE_CHECKING:
    from governance.standing_orders import Category

A, B, C = (SeatId(uuid.UUID(int=n)) for n in range(1, 4))
TWO = Told("R-VO5", "two_tellers", "Name two members to count.", "/tellers")


@pytest.mark.parametrize(
    ("category", "by", "needed"),
    [("election", 0, True), ("removal", 0, True), ("ordinary", 0, False), ("ordinary", 1, False), ("rules", 2, True)],
)
def test_a_ballot_is_taken_by_kind_or_because_two_asked(category: Category, by: int, needed: bool) -> None:
    assert ballot.needed(StandingOrders(), category, by) is needed


def test_as_many_ask_as_the_orders_say() -> None:
    three = StandingOrders(ballot_demand=3)
    assert (ballot.demanded(three, 2), ballot.demanded(three, 3)) == (False, True)


@pytest.mark.parametrize(
    ("named", "here", "expected"),
    [
        ([A, B], {A, B, C}, None),
        ([A, B], {A, B}, None),
        # Who is in the room is not known.
        ([A, B], None, None),
        ([A], {A, B}, TWO),
        ([A, A], {A, B}, TWO),
        ([A, B, B], {A, B}, TWO),
        ([A, B, C], {A, B, C}, TWO),
        ([A, B], {A}, Told("R-VO5", "teller_not_present", "Somebody in the room counts.", "/tellers")),
    ],
)
def test_two_different_members_in_the_room_count(named: list[SeatId], here: set[SeatId] | None, expected: Told) -> None:
    assert told(lambda: ballot.tellers(named, candidates=(), here=here)) == expected


def test_whoever_stands_does_not_count() -> None:
    assert told(lambda: ballot.tellers([A, B], candidates=[C, B], here=None)) == Told(
        "R-VO5", "teller_is_a_candidate", "Somebody who does not stand counts.", "/tellers"
    )
    assert told(lambda: ballot.tellers([A, B], candidates=[C], here=None)) is None


@pytest.mark.parametrize("papers", [(8, 1), (9, 0), (0, 9)])
def test_as_many_papers_as_ticks(papers: tuple[int, int]) -> None:
    assert ballot.papers(9, *papers) is None
    assert ballot.papers(None, *papers) is None


@pytest.mark.parametrize(("votes", "spoilt", "found"), [(9, 1, 10), (7, 1, 8), (8, 0, 8)])
def test_more_or_fewer_papers_than_ticks_are_counted_again(votes: int, spoilt: int, found: int) -> None:
    assert told(lambda: ballot.papers(9, votes, spoilt)) == Told(
        "R-VO5",
        "papers_do_not_match_the_roll",
        "Count the papers and the ticks again.",
        because={"papers": found, "ticked": 9},
    )


@pytest.mark.parametrize(
    ("voters", "by_class", "tells"),
    [
        ([5, 6], [(3, 2), (4, 2)], False),
        # A class nobody of which voted tells nothing.
        ([5, 0], [(3, 2), (0, 0)], False),
        ([4, 6], [(3, 1), (4, 2)], True),
        ([1, 6], [(1, 0), (4, 2)], True),
        # The only one of a class spoilt their paper: that nobody of it voted is told.
        ([1, 6], [(0, 0), (4, 2)], True),
        ([5, 6], [(5, 0), (4, 2)], True),
        ([5, 6], [(3, 2), (0, 6)], True),
    ],
)
def test_a_class_under_five_or_of_one_mind_would_be_told(
    voters: list[int], by_class: list[tuple[int, int]], tells: bool
) -> None:
    assert ballot.tells_by_class(voters, by_class) is tells


@pytest.mark.parametrize(
    ("votes", "one_mind"), [((5, 0), True), ((0, 2, 0), True), ((1, 1), False), ((0, 0), False), ((1, 2, 3), False)]
)
def test_of_one_mind_is_every_vote_one_way(votes: tuple[int, ...], one_mind: bool) -> None:
    assert ballot.of_one_mind(votes) is one_mind


@pytest.mark.parametrize(
    ("votes", "spoilt", "tells"),
    [
        ((3, 2), 0, False),
        ((3, 1), 0, True),
        # The spoilt paper makes five, and hides who spoilt it.
        ((3, 1), 1, False),
        ((5, 0), 0, True),
        ((5, 0), 1, False),
        ((2, 1), 1, True),
    ],
)
def test_even_a_total_may_tell(votes: tuple[int, int], spoilt: int, tells: bool) -> None:
    assert ballot.tells_in_total(votes, spoilt) is tells


def test_a_total_without_a_word_of_spoilt_papers_had_none() -> None:
    assert ballot.tells_in_total((5, 0))
    assert not ballot.tells_in_total((4, 1))
    assert ballot.tells_in_total((3, 1))
