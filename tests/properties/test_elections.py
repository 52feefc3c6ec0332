"""Whatever papers are in the box: the most papers win, a lot comes only after two ties, and it ends (R-EL1, R-TI6)."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.kernel import SeatId
from governance.rules.elections import Round, standing
from tests.properties.histories import AT_LENGTH, BRIEFLY

SEATS = tuple(SeatId(uuid.UUID(int=n, version=4)) for n in range(1, 6))
BOXES = st.lists(st.lists(st.integers(0, 4), min_size=5, max_size=5), min_size=12, max_size=12)


def held(method: Any, candidates: int, boxes: list[list[int]], lot: int) -> None:
    """Ballot after ballot, each with the papers of the next box, until somebody is elected."""
    stand = SEATS[:candidates]
    rounds: list[Round] = []
    among, then = stand, "ballot"
    for box in boxes:
        votes = dict(zip(among, box, strict=False))
        rounds.append(Round(votes))
        now = standing(method, stand, rounds, asked=True)
        most = max(votes.values())
        first = {seat for seat, papers in votes.items() if papers == most}
        if now.elected is not None:
            assert first == {now.elected}
            assert now.then is None
            strict = method == "majority_runoff" and len(rounds) == 1 and len(stand) > 2
            assert not strict or 2 * most > sum(votes.values())
            return
        assert set(now.among) <= set(among)
        if now.then == "runoff":
            assert (method, len(rounds)) == ("majority_runoff", 1)
            assert first <= set(now.among)
            assert all(votes[seat] >= sorted(votes.values())[-2] for seat in now.among)
        if now.then == "further_ballot":
            assert set(now.among) == first
            assert len(first) > 1
        if now.then == "lot":
            before = rounds[-2].votes
            assert first == set(now.among)
            assert {before[seat] for seat in now.among} == {max(before.values())}
            drawn = now.among[lot % len(now.among)]
            assert standing(method, stand, rounds, asked=True, lot=drawn).elected == drawn
            return
        among, then = now.among, now.then
    pytest.fail(f"not over after {len(rounds)} ballots: {then}")


METHODS = st.sampled_from(["plurality", "majority_runoff"])
CANDIDATES = st.integers(2, 5)


@BRIEFLY
@given(method=METHODS, candidates=CANDIDATES, boxes=BOXES, lot=st.integers(0, 9))
def test_an_election_ends_with_whoever_had_most_papers_or_by_lot(
    method: Any, candidates: int, boxes: list[list[int]], lot: int
) -> None:
    held(method, candidates, boxes, lot)


@pytest.mark.soak
@AT_LENGTH
@given(method=METHODS, candidates=CANDIDATES, boxes=BOXES, lot=st.integers(0, 9))
def test_so_for_very_many_elections(method: Any, candidates: int, boxes: list[list[int]], lot: int) -> None:
    held(method, candidates, boxes, lot)
