"""What a member did themselves is theirs to undo: each rule by itself."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import pytest

from governance.rules import (
    amendments,
    attendance,
    elections,
    interests,
    motions,
    proposals,
    requisition,
    standing_down,
)
from governance.standing_orders import StandingOrders
from tests.governance.rules.refusals import Told, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Rejected


@pytest.mark.parametrize(
    ("rule", "refusal"),
    [
        (elections.theirs_to_withdraw, Told(
            "R-EL1", "theirs_to_withdraw", "They said themselves that they stand. Only they can take it back.", "/seat",
        )),
        (requisition.theirs_to_leave, Told(
            "R-NO5", "theirs_to_leave", "They asked for it themselves. Only they can take their name back.", "/seat",
        )),
        (motions.theirs_to_withdraw, Told(
            "R-MO4", "theirs_to_withdraw", "They made this proposal themselves. Only they can take it back.", "/by",
        )),
        (motions.theirs_to_unsecond, Told(
            "R-MO2", "theirs_to_unsecond", "They seconded it themselves. Only they can take it back.", "/by",
        )),
        (amendments.theirs_to_accept, Told(
            "R-AM6", "theirs_to_accept",
            "They made this proposal themselves. Only they can take the change in. Or vote on the change.", "/by",
        )),
        (elections.theirs_to_accept, Told(
            "R-EL1", "theirs_to_accept",
            "They said themselves that they do not stand. Only they can say that they do.", "/seat",
        )),
        (requisition.theirs_to_join_again, Told(
            "R-NO5", "theirs_to_join_again",
            "They took their name back themselves. Only they can put it there again.", "/seat",
        )),
        (proposals.theirs_to_take_back, Told(
            "R-NO7", "theirs_to_take_back", "They proposed it themselves. Only they can take it back.", "/proposal",
        )),
        (attendance.theirs_to_come_back, Told(
            "R-AP1", "theirs_to_come_back",
            "They said themselves that they left. They say here that they are back, or you write it up afterwards.",
            "/seats",
        )),
    ],
)  # fmt: skip
def test_only_they_undo_what_they_did_themselves(rule: Callable[..., Rejected | None], refusal: Told) -> None:
    assert told(lambda: rule(own=True, by_them=True)) is None
    assert told(lambda: rule(own=False, by_them=False)) is None
    assert told(lambda: rule(own=True, by_them=False)) == refusal


def test_nobody_says_for_whoever_takes_part_that_they_stand_down() -> None:
    assert told(lambda: standing_down.theirs_to_say(acted=False, by_them=False)) is None
    assert told(lambda: standing_down.theirs_to_say(acted=True, by_them=True)) is None
    assert told(lambda: standing_down.theirs_to_say(acted=True, by_them=False)) == Told(
        "R-QU9", "theirs_to_say", "They take part here themselves. Only they can say that they do not vote.", "/seat"
    )


def test_what_others_wrote_down_is_taken_back_and_what_they_said_holds() -> None:
    holds = Told("R-QU9", "said_so_themselves", "They said so themselves. It holds until this meeting stops.", "/back")
    for by_them, afterwards in ((True, False), (True, True), (False, True)):
        said = functools.partial(standing_down.taken_back, by_them=by_them, told=afterwards)
        assert told(functools.partial(said, own=False)) is None
        assert told(functools.partial(said, own=True)) == holds
    for own in (True, False):
        assert told(functools.partial(standing_down.taken_back, own=own, by_them=False, told=False)) == Told(
            "R-QU9", "theirs_to_take_back", "Only they themselves can take it back.", "/back"
        )


def test_whoever_answered_is_kept_out_after_the_result_only() -> None:
    assert told(lambda: interests.after_the_vote(out=True, answered=False)) is None
    assert told(lambda: interests.after_the_vote(out=False, answered=True)) is None
    assert told(lambda: interests.after_the_vote(out=True, answered=True)) == Told(
        "R-IN3", "answered_already", "They have voted, and the vote stands. Declare the result, then rule on this.",
        "/how",
    )  # fmt: skip


def test_an_own_answer_on_record_is_replaced_by_the_members_word_alone() -> None:
    assert told(lambda: motions.recorded_once(replaces=True)) is None
    assert told(lambda: motions.recorded_once(replaces=False)) == Told(
        "R-VO11", "own_vote_is_recorded", "It was recorded once.", "/seat"
    )


@pytest.mark.parametrize(
    ("allowed", "class_", "voting", "reason"),
    [
        (True, "CO", True, None),
        (False, "CO", True, "standing_down_not_allowed"),
        (True, "LE", True, "not_for_this_seat"),
        (True, "PR", False, "not_for_this_seat"),
    ],
)
def test_who_stands_down(allowed: bool, class_: Any, voting: bool, reason: str | None) -> None:
    refusals = {
        "standing_down_not_allowed": Told("R-QU9", "standing_down_not_allowed", "Our standing orders do not have it."),
        "not_for_this_seat": Told("R-QU9", "not_for_this_seat", "Only a voting seat of another class.", "/seat"),
    }
    orders = StandingOrders(stand_down_allowed=allowed)
    assert told(lambda: standing_down.may(orders, class_, voting=voting)) == (refusals[reason] if reason else None)


@pytest.mark.parametrize(
    ("allowed", "class_", "leaves"), [(True, "CO", True), (True, "LE", False), (False, "CO", False)]
)
def test_who_may_not_stand_down_counts_all_the_same(allowed: bool, class_: Any, leaves: bool) -> None:
    assert standing_down.leaves_the_count(StandingOrders(stand_down_allowed=allowed), class_) is leaves
