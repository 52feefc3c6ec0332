"""A count by hands, and what it says of each class (R-VO3)."""

from __future__ import annotations

import pytest

from governance.rules import hands
from governance.rules.hands import Share, Split
from governance.rules.majority import Tally


@pytest.mark.parametrize(
    ("tally", "lived", "other", "mine", "theirs"),
    [
        # Five for, four against among five and four: one at least of the five is for, and all five may be.
        (Tally(5, 4, 0), 5, 4, Share((1, 5), (0, 4), (0, 0)), Share((0, 4), (0, 4), (0, 0))),
        # Two for, one against, two without a side: either class could have given every one of them, or none.
        (Tally(2, 1, 2), 4, 3, Share((0, 2), (0, 1), (0, 2)), Share((0, 2), (0, 1), (0, 2))),
        # Four take no side among three and three: at most three on each side, so at least one.
        (Tally(1, 1, 4), 3, 3, Share((0, 1), (0, 1), (1, 3)), Share((0, 1), (0, 1), (1, 3))),
    ],
)
def test_a_side_gave_what_the_other_could_not_and_no_more_than_it_is(
    tally: Tally, lived: int, other: int, mine: Share, theirs: Share
) -> None:
    assert hands.bounds(tally, lived, other) == Split("bounds", mine, theirs)


def test_where_one_class_is_not_there_the_other_gave_every_vote() -> None:
    assert hands.bounds(Tally(3, 1, 1), 5, 0) == Split(
        "exact", Share((3, 3), (1, 1), (1, 1)), Share((0, 0), (0, 0), (0, 0))
    )
    assert hands.bounds(Tally(3, 1, 1), 0, 5) == Split(
        "exact", Share((0, 0), (0, 0), (0, 0)), Share((3, 3), (1, 1), (1, 1))
    )


def test_one_side_alone_that_is_certain_is_not_the_whole_split() -> None:
    # Six for in a room of six: all of them. Five for in a room of six: one did not answer, nobody knows on which side.
    assert hands.bounds(Tally(6, 0, 0), 4, 2).known == "exact"
    assert hands.bounds(Tally(5, 0, 0), 4, 2) == Split(
        "bounds", Share((3, 4), (0, 0), (0, 0)), Share((1, 2), (0, 0), (0, 0))
    )


@pytest.mark.parametrize(
    ("tally", "lived", "other"),
    [(None, 4, 2), (Tally(1, 0, 0), None, 2), (Tally(1, 0, 0), 4, None), (Tally(5, 1, 1), 4, 2)],
)
def test_without_a_count_or_a_roll_or_beyond_the_room_nothing_is_known(
    tally: Tally | None, lived: int | None, other: int | None
) -> None:
    assert hands.bounds(tally, lived, other) == Split("unknown", None, None)


def test_the_votes_of_a_side_are_exact_when_only_one_answer_is_possible() -> None:
    assert Share((2, 2), (1, 1), (0, 0)).exact == Tally(2, 1, 0)
    assert Share((2, 3), (1, 1), (0, 0)).exact is None
    assert Share((2, 2), (0, 1), (0, 0)).exact is None
    assert Share((2, 2), (1, 1), (0, 1)).exact is None


def test_a_count_class_by_class_is_split_into_lived_experience_and_all_others() -> None:
    counted = {"LE": Tally(3, 1, 1), "PR": Tally(0, 2, 0), "CO": Tally(1, 0, 2)}
    assert hands.summed(counted) == Split("exact", Share((3, 3), (1, 1), (1, 1)), Share((1, 1), (2, 2), (2, 2)))
    assert hands.summed({"PR": Tally(2, 1, 0)}) == Split(
        "exact", Share((0, 0), (0, 0), (0, 0)), Share((2, 2), (1, 1), (0, 0))
    )


def test_tallies_are_added_up_side_by_side() -> None:
    assert hands.total([Tally(1, 2, 3), Tally(10, 20, 30)]) == Tally(11, 22, 33)
    assert hands.total([]) == Tally(0, 0, 0)
