"""Who is elected, what a tie does, and for how long members are nominated (R-EL1, R-TI6)."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from governance.rules.elections import (
    Round,
    Standing,
    by_proposal,
    limit_gives_way,
    may_give,
    names_asked_for_in_time,
    nominations_open_long_enough,
    standing,
    within_limit,
)
from tests.governance.rules.refusals import Told, told

if TYPE_CHECKING:
    from governance.standing_orders import ElectionMethod

A, B, C, D = (uuid.UUID(int=n) for n in range(1, 5))
SEATS: Any = (A, B, C, D)


def ballots(*rounds: dict[uuid.UUID, int], against: int | None = None) -> list[Round]:
    return [Round(votes, against) for votes in rounds]  # type: ignore[arg-type]


def after(*rounds: dict[uuid.UUID, int], method: ElectionMethod = "plurality", lot: Any = None) -> tuple[Any, ...]:
    how = standing(method, SEATS[: len(rounds[0])], ballots(*rounds), asked=False, lot=lot)
    return how.then, how.elected, how.among


def test_nominations_are_open_for_fourteen_days_the_first_and_the_last_included() -> None:
    first = dt.date(2026, 7, 1)
    assert nominations_open_long_enough(first, dt.date(2026, 7, 14), least=14) is None
    assert told(lambda: nominations_open_long_enough(first, dt.date(2026, 7, 13), least=14)) == Told(
        "R-EL1",
        "nominations_too_short",
        "Let members put names forward for 14 days or more, so until 2026-07-14.",
        "/closes",
        {"days": 13, "needed": 14, "earliest": "2026-07-14"},
    )


def test_the_limit_is_reached_with_the_last_term_allowed() -> None:
    assert within_limit(2, 3)
    assert not within_limit(3, 3)


def test_the_limit_gives_way_where_nobody_else_stands_and_the_orders_say_so() -> None:
    assert limit_gives_way("unless_nobody_stands", others_stand=False)
    assert not limit_gives_way("unless_nobody_stands", others_stand=True)
    assert not limit_gives_way("firm", others_stand=False)
    assert not limit_gives_way("firm", others_stand=True)


def test_where_nobody_stands_nobody_is_elected() -> None:
    how = standing("plurality", (), [], asked=False)
    assert (how.then, how.elected, how.how) == (None, None, "nobody")


def test_the_only_one_who_stands_is_elected_unless_somebody_asks_for_a_vote() -> None:
    alone: Any = (A,)
    assert standing("plurality", alone, [], asked=False) == Standing(None, (), A, "unopposed")
    assert standing("plurality", alone, [], asked=True) == Standing("ballot", (A,))


def test_where_two_stand_a_ballot_is_taken_whether_somebody_asks_or_not() -> None:
    two: Any = (A, B)
    for asked in (True, False):
        assert standing("plurality", two, [], asked=asked) == Standing("ballot", (A, B))


def test_a_lot_settles_it() -> None:
    tied = ballots({A: 3, B: 3}, {A: 3, B: 3})
    assert standing("plurality", SEATS[:2], tied, asked=False, lot=SEATS[1]) == Standing(None, (), B, "lot")
    assert standing("plurality", SEATS[:2], ballots({A: 4, B: 3}), asked=False) == Standing(None, (), A, "ballot")


@pytest.mark.parametrize(
    ("for_", "against", "elected"), [(4, 3, A), (1, 0, A), (3, 4, None), (3, 3, None), (0, 0, None)]
)
def test_the_only_one_needs_more_for_than_against(for_: int, against: int, elected: uuid.UUID | None) -> None:
    alone: Any = (A,)
    how = standing("plurality", alone, ballots({A: for_}, against=against), asked=True)
    assert (how.then, how.elected, how.how) == (None, elected, "yes_no")


def test_most_papers_win_even_without_a_majority() -> None:
    assert after({A: 4, B: 3, C: 2}) == (None, A, ())


def test_with_a_runoff_more_than_half_is_needed_at_first() -> None:
    assert after({A: 4, B: 3, C: 2}, method="majority_runoff") == ("runoff", None, (A, B))
    assert after({A: 5, B: 3, C: 1}, method="majority_runoff") == (None, A, ())
    # Exactly half is not more than half.
    assert after({A: 4, B: 3, C: 1}, method="majority_runoff") == ("runoff", None, (A, B))
    assert after({A: 4, B: 3, C: 2}, {A: 4, B: 5}, method="majority_runoff") == (None, B, ())


def test_everybody_as_good_as_second_comes_into_the_runoff() -> None:
    assert after({A: 3, B: 2, C: 2, D: 1}, method="majority_runoff") == ("runoff", None, (A, B, C))
    assert after({A: 5, B: 4, C: 2, D: 1}, method="majority_runoff") == ("runoff", None, (A, B))
    assert after({D: 1, B: 4, C: 2, A: 5}, method="majority_runoff") == ("runoff", None, (B, A))


def test_a_tie_is_voted_on_once_more_and_then_a_lot_is_drawn() -> None:
    assert after({A: 3, B: 3, C: 1}) == ("further_ballot", None, (A, B))
    assert after({A: 3, B: 3, C: 1}, {A: 4, B: 3}) == (None, A, ())
    assert after({A: 3, B: 3, C: 1}, {A: 3, B: 3}) == ("lot", None, (A, B))
    assert after({A: 3, B: 3}, {A: 3, B: 3}, lot=B) == (None, B, ())


def test_a_first_tie_after_a_runoff_is_voted_on_once_more() -> None:
    assert after({A: 4, B: 3, C: 2}, {A: 4, B: 4}, method="majority_runoff") == ("further_ballot", None, (A, B))


def test_no_papers_for_anybody_are_a_tie() -> None:
    assert after({A: 0, B: 0}) == ("further_ballot", None, (A, B))


def test_between_two_there_is_no_runoff() -> None:
    # Four of nine are most papers, and with only two who stand the other has five.
    assert after({A: 4, B: 5}, method="majority_runoff") == (None, B, ())
    assert after({A: 4, B: 4}, method="majority_runoff") == ("further_ballot", None, (A, B))


def test_a_second_tie_among_others_is_a_first_one_for_them() -> None:
    # C was not ahead before, so those two are balloted once more before a lot is drawn.
    assert after({A: 3, B: 3, C: 2}, {A: 2, B: 3, C: 3}) == ("further_ballot", None, (B, C))
    # Both were there before, but one behind.
    assert after({A: 4, B: 3}, {A: 3, B: 3}) == ("further_ballot", None, (A, B))
    # Nobody was on that ballot before.
    assert after({A: 3, B: 3}, {C: 3, D: 3}) == ("further_ballot", None, (C, D))


def test_only_the_ballot_before_says_who_was_tied() -> None:
    assert after({A: 3, B: 3}, {A: 4, B: 3}, {A: 3, B: 3}) == ("further_ballot", None, (A, B))
    assert after({A: 4, B: 3}, {A: 3, B: 3}, {A: 3, B: 3}) == ("lot", None, (A, B))


def test_a_first_ballot_only_is_followed_by_a_runoff() -> None:
    three = {A: 4, B: 3, C: 2}
    assert after(three, three, method="majority_runoff") == (None, A, ())


@pytest.mark.parametrize("days", [0, 14])
def test_an_election_by_a_proposal_says_who_is_to_have_what(days: int) -> None:
    assert told(lambda: by_proposal("election", None, nomination_days=days)) == Told(
        "R-EL1",
        "elects_nobody",
        "Say who is to have which seat. For an office, ask for names and hold an election.",
        "/elects",
    )


def test_an_office_is_not_given_by_a_proposal_where_members_put_names_forward_before() -> None:
    assert told(lambda: by_proposal("election", "office", nomination_days=1)) == Told(
        "R-EL1",
        "no_nominations",
        "Ask for names first, and hold an election. Or ask somebody to stand in until then.",
        "/elects",
        {"needed": 1},
    )
    assert by_proposal("election", "office", nomination_days=0) is None


@pytest.mark.parametrize(("category", "gives"), [("election", "seat"), ("ordinary", "office"), ("significant", None)])
def test_a_seat_is_had_by_a_proposal_and_an_office_for_a_while_by_a_plain_one(category: Any, gives: Any) -> None:
    assert by_proposal(category, gives, nomination_days=14) is None


@pytest.mark.parametrize("category", ["election", "ordinary", "significant"])
@pytest.mark.parametrize("given", ["/elects", "/fills"])
def test_an_election_or_a_plain_proposal_gives_somebody_an_office_or_a_seat(category: Any, given: Any) -> None:
    assert may_give(category, given) is None


@pytest.mark.parametrize("category", ["spend", "rules", "removal", "found_close", "procedural"])
def test_no_other_proposal_gives_anybody_anything(category: Any) -> None:
    assert told(lambda: may_give(category, "/fills")) == Told(
        "R-EL1", "category_is_election", "Say that it is to elect somebody.", "/category", {"given": "fills"}
    )


@pytest.mark.parametrize(
    ("opens", "closes", "least", "days"),
    [
        ("2026-03-01", "2026-03-16", 7, None),
        ("2026-03-01", "2026-03-15", 7, 6),
        ("2026-03-01", "2026-03-05", 7, 0),
        ("2026-03-12", "2026-03-16", 7, 5),
        (None, "2026-03-16", 7, None),
        ("2026-03-01", None, 7, 0),
        ("2026-03-01", None, 0, None),
    ],
)
def test_names_asked_for_count_from_the_day_that_was_written_down(
    opens: str | None, closes: str | None, least: int, days: int | None
) -> None:
    written = dt.date(2026, 3, 10)
    first, last = (None if one is None else dt.date.fromisoformat(one) for one in (opens, closes))
    found = told(lambda: names_asked_for_in_time(written, first, last, least=least))
    help_ = "It was written down too late to show that members were asked for names. Ask for names again here."
    because = {"written_down": "2026-03-10", "days": days, "needed": least}
    assert found == (None if days is None else Told("R-EL1", "nominations_written_down_late", help_, "", because))
