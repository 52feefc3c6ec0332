"""Undoing, changing, putting again what was lost, and making valid (R-RE1 to R-RE4, R-RA1)."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest

from governance.kernel import SeatId
from governance.rules import ratifying, rescinding
from governance.rules.days import months_on
from governance.rules.majority import Body, Tally, Verdict
from governance.rules.rescinding import Decided
from governance.standing_orders import StandingOrders
from tests.governance.rules.refusals import Told, told

ORDERS = StandingOrders()
MADE = dt.date(2026, 2, 10)


def decided(**facts: Any) -> Decided:
    return Decided(
        **{"made": MADE, "agreed": True, "takes_effect": True, "carried_out": False, "disposed": None, **facts}
    )


@pytest.mark.parametrize(
    ("facts", "again", "expected"),
    [
        ({}, False, None),
        ({"agreed": False, "takes_effect": False}, True, None),
        ({}, True, Told("R-RE1", "it_was_agreed", "Move to undo or change it.", "/how")),
        (
            {"takes_effect": False},
            False,
            Told("R-RE1", "nothing_to_rescind", "It does not count now.", "/decision"),
        ),
        (
            {"carried_out": True},
            False,
            Told("R-RE3", "carried_out", "It has been done. Make a new decision about what comes next.", "/decision"),
        ),
    ],
)
def test_what_counts_and_was_not_done_is_undone(facts: dict[str, Any], again: bool, expected: Told | None) -> None:
    assert told(lambda: rescinding.in_order(decided(**facts), again=again)) == expected


@pytest.mark.parametrize(
    ("stated", "about_it", "signed", "believed", "noticed"),
    [
        (True, True, False, False, True),
        (True, False, True, False, True),
        (True, False, False, True, True),
        (True, False, False, False, False),
        (False, True, True, True, False),
    ],
)
def test_the_notice_told_of_it_where_its_item_was_in_it_and_named_it(
    stated: bool, about_it: bool, signed: bool, believed: bool, noticed: bool
) -> None:
    found = rescinding.in_the_notice(stated=stated, about_it=about_it, signed=signed, believed=believed)
    assert found is noticed


@pytest.mark.parametrize(
    ("said", "noticed", "expected"),
    [
        (False, False, None),
        (True, True, None),
        (
            True,
            False,
            Told(
                "R-RE1",
                "not_in_the_notice",
                "The notice did not name this decision. Without that it takes two thirds of the votes.",
                "/noticed",
            ),
        ),
    ],
)
def test_nobody_says_that_the_notice_told_of_it_where_it_did_not(
    said: bool, noticed: bool, expected: Told | None
) -> None:
    assert told(lambda: rescinding.not_in_the_notice(told=said, noticed=noticed)) == expected


@pytest.mark.parametrize(("entitled", "needed"), [(0, 2), (3, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4), (13, 5)])
def test_a_third_of_all_members_and_no_fewer_than_two_sign(entitled: int, needed: int) -> None:
    assert rescinding.signatories_needed(ORDERS, entitled) == needed


def test_the_orders_may_ask_for_more_signatures() -> None:
    assert rescinding.signatories_needed(StandingOrders(rescind_signatories=5), 9) == 5


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        ("2026-02-10", 6, "2026-08-10"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2026-06-30", 6, "2026-12-30"),
        ("2026-07-31", 6, "2027-01-31"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-31", 0, "2026-01-31"),
    ],
)
def test_so_many_months_later_is_the_same_day_or_the_last_there_is(day: str, months: int, after: str) -> None:
    assert months_on(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(after)


@pytest.mark.parametrize(("at", "inside"), [("2026-02-10", True), ("2026-08-09", True), ("2026-08-10", False)])
def test_six_months_are_over_on_the_same_day(at: str, inside: bool) -> None:
    assert rescinding.within(decided(), dt.date.fromisoformat(at), 6) is inside


def notice(at: str, signed: int, lived: int, **facts: Any) -> Told | None:
    day = dt.date.fromisoformat(at)
    return told(
        lambda: rescinding.special_notice(
            ORDERS, decided(**facts), day, entitled=9, signed=signed, lived_experience=lived
        )
    )


def test_within_six_months_three_of_nine_ask_in_writing_one_with_lived_experience() -> None:
    assert notice("2026-05-01", 3, 1) is None
    assert notice("2026-05-01", 5, 5) is None
    help_ = "3 members must ask for it in writing. At least one of them has lived experience."
    assert notice("2026-05-01", 2, 1) == Told(
        "R-RE2",
        "too_few_signatories",
        help_,
        "/signed_by",
        {"signed": 2, "needed": 3, "not_before": "2026-08-10"},
    )
    assert notice("2026-08-09", 3, 0) == Told(
        "R-RE2",
        "nobody_with_lived_experience_signed",
        help_,
        "/signed_by",
        {"signed": 3, "needed": 3, "not_before": "2026-08-10"},
    )


def test_signatures_of_others_come_by_some_way_that_is_said() -> None:
    seat = SeatId(uuid4())
    assert told(lambda: rescinding.how_it_was_signed((), "web")) is None
    assert told(lambda: rescinding.how_it_was_signed((seat,), "post")) is None
    help_ = "Say how their notice came: by post, for example. Or they sign for themselves."
    assert told(lambda: rescinding.how_it_was_signed((seat,), "web")) == Told(
        "R-RE2", "how_it_was_signed", help_, "/channel"
    )


def test_after_six_months_nobody_has_to_ask_in_writing() -> None:
    assert notice("2026-08-10", 0, 0) is None


def test_what_was_voted_on_again_rests_for_six_months() -> None:
    disposed = {"disposed": dt.date(2026, 4, 1)}
    for signed in (0, 9):
        assert notice("2026-09-30", signed, signed, **disposed) == Told(
            "R-RE2", "voted_on_already", "Wait until then.", "/decision", {"not_before": "2026-10-01"}
        )
    assert notice("2026-10-01", 0, 0, **disposed) is None


BODY = Body(effective=7, entitled=9, established=9)


@pytest.mark.parametrize(
    ("votes", "noticed", "least", "verdict"),
    [
        ((4, 3, 0), True, 0, Verdict(carried=True, reason="majority", test="4>3")),
        ((3, 3, 1), True, 0, Verdict(carried=False, reason="tie", test="3>3")),
        ((4, 2, 1), False, 0, Verdict(carried=True, reason="majority", test="12>=12")),
        # Neither two thirds of seven nor five of nine.
        ((4, 3, 0), False, 0, Verdict(carried=False, reason="majority_not_reached", test="12>=14")),
        ((0, 0, 7), False, 0, Verdict(carried=False, reason="no_votes", test="0>0")),
        ((2, 0, 5), False, 3, Verdict(carried=False, reason="too_few_votes", test="2>=3")),
        ((2, 0, 5), True, 3, Verdict(carried=False, reason="too_few_votes", test="2>=3")),
    ],
)
def test_with_notice_a_majority_without_it_two_thirds(
    votes: tuple[int, int, int], noticed: bool, least: int, verdict: Verdict
) -> None:
    assert rescinding.judge("simple_cast", Tally(*votes), BODY, noticed=noticed, min_votes_cast=least) == verdict


ALL_HERE = Body(effective=9, entitled=9, established=12)


@pytest.mark.parametrize(
    ("own", "noticed", "told", "lost", "carried"),
    [
        # Nine members, all here, twelve seats. With notice what it took to decide it: never fewer.
        ("simple_cast", True, "simple_cast", (4, 4, 1), (5, 4, 0)),
        ("simple_present", True, "simple_present", (4, 0, 5), (5, 4, 0)),
        ("absolute_entitled", True, "absolute_entitled", (4, 0, 5), (5, 4, 0)),
        ("absolute_established", True, "absolute_established", (6, 3, 0), (7, 2, 0)),
        ("two_thirds_cast", True, "two_thirds_cast", (5, 4, 0), (6, 3, 0)),
        ("two_thirds_entitled", True, "two_thirds_entitled", (5, 0, 4), (6, 3, 0)),
        ("three_quarters_cast", True, "three_quarters_cast", (6, 3, 0), (7, 2, 0)),
        ("unanimous_cast", True, "unanimous_cast", (8, 1, 0), (8, 0, 1)),
        # Without notice two thirds or five of nine, and no fewer than to decide it.
        ("simple_cast", False, "two_thirds_cast", (4, 3, 2), (5, 4, 0)),
        ("simple_cast", False, "two_thirds_cast", (3, 2, 4), (2, 1, 6)),
        ("simple_present", False, "two_thirds_cast", (4, 2, 3), (5, 4, 0)),
        ("absolute_entitled", False, "absolute_entitled", (4, 0, 5), (5, 4, 0)),
        ("absolute_established", False, "absolute_established", (6, 3, 0), (7, 2, 0)),
        ("two_thirds_cast", False, "two_thirds_cast", (5, 4, 0), (6, 3, 0)),
        ("two_thirds_entitled", False, "two_thirds_entitled", (5, 0, 4), (6, 3, 0)),
        ("three_quarters_cast", False, "three_quarters_cast", (6, 3, 0), (7, 2, 0)),
        ("unanimous_cast", False, "unanimous_cast", (8, 1, 0), (8, 0, 1)),
    ],
)
def test_undoing_a_decision_takes_no_less_than_making_it(
    own: Any, noticed: bool, told: str, lost: tuple[int, int, int], carried: tuple[int, int, int]
) -> None:
    assert rescinding.kind_of(own, noticed=noticed) == told
    for votes, enough in ((lost, False), (carried, True)):
        verdict = rescinding.judge(own, Tally(*votes), ALL_HERE, noticed=noticed, min_votes_cast=0)
        assert verdict.carried is enough


def test_two_thirds_of_few_votes_are_not_more_than_half_of_those_there() -> None:
    # Four of six votes are two thirds; four of nine there are less than half.
    few = rescinding.judge("simple_present", Tally(4, 2, 3), ALL_HERE, noticed=False, min_votes_cast=0)
    assert few == Verdict(carried=False, reason="majority_of_those_here", test="8>9")
    unknown = rescinding.judge("simple_present", Tally(4, 2, 3), Body(None, 9, 9), noticed=False, min_votes_cast=0)
    assert unknown == Verdict(carried=None, reason="not_known", test="")


def test_too_few_votes_are_too_few_for_a_majority_of_all_members_too() -> None:
    # Five of nine members are for, and the orders ask for six votes.
    assert rescinding.judge("simple_cast", Tally(5, 0, 2), BODY, noticed=False, min_votes_cast=6) == Verdict(
        carried=False, reason="too_few_votes", test="5>=6"
    )


def test_more_than_half_of_all_members_are_enough_without_notice() -> None:
    # Five of nine members are more than half; of eight votes they are less than two thirds.
    all_there = Body(effective=9, entitled=9, established=9)
    assert rescinding.judge("simple_cast", Tally(5, 3, 1), all_there, noticed=False, min_votes_cast=0) == Verdict(
        carried=True, reason="majority_of_all_members", test="10>9"
    )
    assert rescinding.judge("simple_cast", Tally(5, 3, 1), Body(9, 10, 10), noticed=False, min_votes_cast=0) == Verdict(
        carried=False, reason="majority_not_reached", test="15>=16"
    )


@pytest.mark.parametrize(
    ("how", "agreed", "takes_effect", "stands", "becomes"),
    [
        ("rescind", True, True, True, "rescinded"), ("amend", True, True, True, "amended"),
        ("again", True, True, True, None), ("rescind", True, False, True, None), ("amend", True, True, False, None),
        ("rescind", False, False, True, "upheld"), ("again", False, False, False, "upheld"),
    ],
)  # fmt: skip
def test_what_becomes_of_a_decision_by_the_vote_on_it(
    how: rescinding.How, agreed: bool, takes_effect: bool, stands: bool, becomes: str | None
) -> None:
    assert rescinding.becomes(how, agreed=agreed, takes_effect=takes_effect, stands=stands) == becomes


@pytest.mark.parametrize(
    ("waits", "agreed", "takes_effect", "becomes"),
    [
        (True, True, True, "ratified"), (True, True, False, None), (True, False, False, "not_ratified"),
        (False, True, True, None), (False, False, False, None),
    ],
)  # fmt: skip
def test_what_becomes_of_a_decision_that_waits_to_be_ratified(
    waits: bool, agreed: bool, takes_effect: bool, becomes: str | None
) -> None:
    assert ratifying.becomes(waits=waits, agreed=agreed, takes_effect=takes_effect) == becomes
