"""Notice in clear days, short notice, and what is on the agenda (R-NO1, R-NO3 to R-NO5, R-NO7, R-MA4)."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from governance.kernel import SeatId
from governance.rules import notice, proposals, requisition
from governance.standing_orders import StandingOrders, Threshold
from tests.governance.rules.refusals import Told, told

if TYPE_CHECKING:
    from governance.standing_orders import Category

ORDERS = StandingOrders()
GIVEN = dt.date(2026, 1, 5)


@pytest.mark.parametrize(
    ("meeting", "needed", "deemed", "days"),
    [
        # Given on the 5th, held on the 13th: seven days lie between.
        ("2026-01-13", 7, 0, None),
        ("2026-01-12", 7, 0, 6),
        # Two more for the post.
        ("2026-01-15", 7, 2, None),
        ("2026-01-14", 7, 2, 6),
        ("2026-01-05", 0, 0, -1),
        ("2026-01-06", 0, 0, None),
    ],
)
def test_notice_is_long_enough_or_the_first_day_that_would_do_is_said(
    meeting: str, needed: int, deemed: int, days: int | None
) -> None:
    first = dt.date(2026, 1, 6) + dt.timedelta(days=needed + deemed)
    assert notice.earliest(GIVEN, needed, deemed=deemed) == first
    assert told(lambda: notice.too_short(GIVEN, dt.date.fromisoformat(meeting), needed, deemed=deemed)) == (
        None
        if days is None
        else Told(
            "R-NO1",
            "notice_too_short",
            f"Meet at least {needed} clear days after notice is given.",
            "/starts",
            {"clear_days": days, "needed": needed, "earliest": first.isoformat()},
        )
    )


def test_unless_it_goes_by_post_no_days_are_added() -> None:
    assert notice.clear_days(GIVEN, dt.date(2026, 1, 13)) == 7
    assert notice.earliest(GIVEN, 7) == dt.date(2026, 1, 13)
    assert notice.too_short(GIVEN, dt.date(2026, 1, 13), 7) is None


@pytest.mark.parametrize(("ordinary", "special", "days"), [(7, 14, 14), (21, 14, 21), (7, 0, 7)])
def test_special_business_never_takes_less_notice(ordinary: int, special: int, days: int) -> None:
    orders = StandingOrders(notice_days=ordinary, special_notice_days=special)
    assert notice.days_needed(orders, special=True) == days
    assert notice.days_needed(orders, special=False) == ordinary


@pytest.mark.parametrize(
    ("category", "special"),
    [
        ("ordinary", False),
        ("spend", False),
        ("rules", True),
        ("found_close", True),
        ("removal", True),
        # Two thirds by the default orders.
        ("term_extension", True),
    ],
)
def test_what_takes_another_majority_or_touches_the_rules_is_special(category: Category, special: bool) -> None:
    assert notice.is_special(ORDERS, category) is special


def test_rules_stay_special_where_they_take_the_ordinary_majority() -> None:
    plain = StandingOrders(thresholds=())
    assert notice.is_special(plain, "rules")
    assert not notice.is_special(plain, "term_extension")
    assert notice.is_special(StandingOrders(thresholds=(Threshold("spend", "two_thirds_cast"),)), "spend")


def test_a_special_majority_is_told_of_where_other_business_need_not_be() -> None:
    # Rules take two thirds and an election the ordinary majority (R-MA4), whatever R-NO4 is set to.
    free = StandingOrders(business_stated=False)
    assert notice.is_special(free, "rules")
    assert not notice.is_special(free, "election")
    # Where rules take the ordinary majority too, nothing about them is special.
    assert not notice.is_special(StandingOrders(business_stated=False, thresholds=()), "rules")


@pytest.mark.parametrize(
    ("announced", "known", "described"),
    [
        ("rules", True, True),
        ("rules", False, True),
        (None, True, False),
        (None, False, None),
        ("ordinary", False, False),
        ("removal", False, False),
    ],
)
def test_what_nobody_wrote_down_of_a_paper_notice_is_unknown(
    announced: Category | None, *, known: bool, described: bool | None
) -> None:
    assert notice.described(ORDERS, "rules", announced, known=known) is described
    # An ordinary question needs no description, whatever was announced.
    assert notice.described(ORDERS, "spend", announced, known=known) is True


def test_at_a_meeting_members_asked_for_only_that_is_decided() -> None:
    assert notice.only_what_was_asked(other=False) is None
    assert told(lambda: notice.only_what_was_asked(other=True)) == Told(
        "R-NO4",
        "only_what_members_asked_for",
        "Only what members asked for is decided there. The rest may be talked about.",
        "/agenda",
    )


def test_moved_earlier_takes_notice_anew_and_moved_later_three_days() -> None:
    assert notice.needed_to_move(ORDERS, earlier=True, first=14) == 14
    assert notice.needed_to_move(ORDERS, earlier=False, first=14) == 3


@pytest.mark.parametrize(("days", "short"), [(None, True), (6, True), (7, False), (8, False)])
def test_a_later_day_may_make_short_notice_long_enough(days: int | None, short: bool) -> None:
    assert notice.still_too_short(days, 7) is short


def test_members_agree_to_short_notice_only_where_it_was_short() -> None:
    assert notice.needs_consent(irregular=True, known=True) is None
    assert notice.needs_consent(irregular=False, known=False) is None
    assert told(lambda: notice.needs_consent(irregular=False, known=True)) == Told(
        "R-NO3", "notice_is_long_enough", "Nobody needs to agree to this notice."
    )


def test_every_member_agrees_to_short_notice() -> None:
    missing = SeatId(uuid.UUID(int=7))
    assert notice.agreed_by_all([]) is None
    assert told(lambda: notice.agreed_by_all([missing])) == Told(
        "R-NO3",
        "not_every_member_agreed",
        "Every member with a vote has to agree to so short a notice.",
        because={"missing": ["00000000-0000-0000-0000-000000000007"]},
    )


@pytest.mark.parametrize(("proposed", "in_time"), [("2026-02-10", True), ("2026-02-11", False), ("2026-02-20", False)])
def test_business_is_proposed_ten_days_before(proposed: str, in_time: bool) -> None:
    # Seven days of notice and three more.
    assert proposals.in_time(ORDERS, dt.date.fromisoformat(proposed), dt.date(2026, 2, 20)) is in_time


def test_business_left_out_needs_a_reason() -> None:
    assert proposals.says_why(left_out=0) is None
    assert told(lambda: proposals.says_why(left_out=2)) == Told(
        "R-NO7",
        "say_why_it_is_not_taken",
        "Put what members proposed in time on the agenda, or say why not.",
        "/not_taken",
        {"left_out": 2},
    )


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, None),
        (
            {"by_a_member": False},
            Told("R-NO7", "comes_back_by_the_rules", "Say at the meeting what you wish.", "/proposal"),
        ),
        ({"own": False}, Told("R-NO7", "proposed_by_another", "Whoever proposed it can take it back.", "/seat")),
        (
            {"answered": True},
            Told(
                "R-NO7",
                "a_meeting_answered_it",
                "It was answered when the meeting was called. Say at the meeting that you do not want it.",
                "/proposal",
            ),
        ),
    ],
)
def test_a_member_takes_back_what_they_proposed_until_a_meeting_answers_it(
    facts: dict[str, bool], expected: Told | None
) -> None:
    standing = {"by_a_member": True, "own": True, "answered": False, **facts}
    assert told(lambda: proposals.taken_back(**standing)) == expected


def test_only_what_a_member_proposed_is_refused() -> None:
    assert proposals.refusable(by_a_member=True) is None
    assert told(lambda: proposals.refusable(by_a_member=False)) == Told(
        "R-NO7", "comes_back_by_the_rules", "Put it on the agenda.", "/not_taken"
    )


def test_two_members_put_on_only_what_came_in_time() -> None:
    assert proposals.insists(late=False) is None
    assert told(lambda: proposals.insists(late=True)) == Told(
        "R-NO7", "came_too_late", "It waits for the meeting after this one.", "/proposal"
    )


@pytest.mark.parametrize(
    ("asked", "lived", "enough"), [(2, 1, True), (3, 3, True), (1, 1, False), (2, 0, False), (5, 0, False)]
)
def test_two_members_ask_for_a_meeting_one_of_them_with_lived_experience(asked: int, lived: int, enough: bool) -> None:
    assert requisition.enough(ORDERS, asked=asked, lived=lived) is enough


@pytest.mark.parametrize(
    ("asked", "lived", "needed"),
    [(0, 0, (3, 2)), (1, 0, (2, 2)), (2, 0, (2, 2)), (5, 0, (2, 2)), (2, 2, (1, 0)), (2, 1, (1, 1)), (5, 3, (0, 0))],
)
def test_how_many_more_must_ask(asked: int, lived: int, needed: tuple[int, int]) -> None:
    # Three must ask, two of them with lived experience: whoever is wanted for those counts for both.
    orders = StandingOrders(requisition_min=3, requisition_lived_experience=2)
    assert requisition.still_needed(orders, asked=asked, lived=lived) == needed


def test_a_request_that_was_called_or_given_up_is_left_alone() -> None:
    assert requisition.left_alone(called=False, dropped=False) is None
    assert told(lambda: requisition.left_alone(called=True, dropped=False)) == Told(
        "R-NO5", "called_already", "The meeting has been called.", "/requisition"
    )
    assert told(lambda: requisition.left_alone(called=False, dropped=True)) == Told(
        "R-NO5", "nobody_asks_any_more", "Ask for a meeting anew.", "/requisition"
    )


def test_the_chair_calls_it_within_a_week() -> None:
    assert requisition.call_by(ORDERS, dt.date(2026, 2, 25)) == dt.date(2026, 3, 4)


def test_too_few_do_not_get_a_meeting() -> None:
    orders = StandingOrders(requisition_min=3, requisition_lived_experience=2)
    assert requisition.requisitioned(orders, asked=3, reached=True) is None
    assert told(lambda: requisition.requisitioned(orders, asked=1, reached=False)) == Told(
        "R-NO5",
        "too_few_asked",
        "3 members must ask for it. 2 of them must have lived experience.",
        "/requisition",
        {"asked": 1, "needed": 3, "lived_experience": 2},
    )


@pytest.mark.parametrize(
    ("last", "asked", "expected"),
    [
        ("2026-03-03", True, None),
        (
            "2026-03-04",
            True,
            Told(
                "R-NO5",
                "the_chair_has_time_still",
                "The chair has time to call it still. Once that is over, you may.",
                "/requisition",
                {"call_by": "2026-03-04"},
            ),
        ),
        (
            None,
            True,
            Told(
                "R-NO5",
                "the_chair_has_time_still",
                "The chair has time to call it still. Once that is over, you may.",
                "/requisition",
                {"call_by": None},
            ),
        ),
        (
            "2026-03-03",
            False,
            Told("R-NO5", "did_not_ask", "Those who asked for the meeting may call it.", "/requisition"),
        ),
    ],
)
def test_after_the_chairs_week_those_who_asked_call_it(last: str | None, asked: bool, expected: Told | None) -> None:
    assert told(lambda: requisition.by_themselves(last, dt.date(2026, 3, 4), asked=asked)) == expected


def test_urgent_business_is_decided_where_nobody_objects_and_members_did_not_ask_for_the_meeting() -> None:
    assert told(lambda: notice.may_be_urgent(asked_for=False, objections=0)) is None
    assert told(lambda: notice.may_be_urgent(asked_for=True, objections=0)) == Told(
        "R-NO4",
        "only_what_members_asked_for",
        "Only what members asked for is decided there. The rest may be talked about.",
        "/item",
    )
    assert told(lambda: notice.may_be_urgent(asked_for=False, objections=1)) == Told(
        "R-NO4",
        "somebody_objects",
        "Talk about it, and decide at a meeting called for it.",
        "/objections",
        {"objections": 1},
    )


STATED = StandingOrders(business_stated=True, thresholds=(Threshold("rules", "two_thirds_cast"),))


@pytest.mark.parametrize(
    ("facts", "may"),
    [
        ({}, False), ({"in_notice": True}, True), ({"urgent": True}, True), ({"asked_for": True}, True),
        # Where members asked for the meeting it decides on nothing else.
        ({"asked_for": False, "in_notice": True, "urgent": True}, False),
    ],
)  # fmt: skip
def test_only_what_the_notice_says_is_decided(facts: dict[str, Any], may: bool) -> None:
    standing = {"asked_for": None, "in_notice": False, "urgent": False, **facts}
    assert notice.may_be_decided(STATED, **standing) is may


def test_where_the_orders_say_so_the_notice_need_not_name_the_business() -> None:
    orders = StandingOrders(business_stated=False)
    assert notice.may_be_decided(orders, asked_for=None, in_notice=False, urgent=False) is True
    assert notice.may_be_decided(orders, asked_for=False, in_notice=False, urgent=False) is False


def test_what_was_not_in_the_notice_is_talked_about() -> None:
    assert notice.stated("ordinary", may_be_decided=True) is None
    assert notice.stated("procedural", may_be_decided=False) is None
    assert told(lambda: notice.stated("ordinary", may_be_decided=False)) == Told(
        "R-NO4", "business_not_in_the_notice", "Talk about it, and decide at a meeting called for it."
    )
    assert notice.election_stated(may_be_decided=True) is None
    assert told(lambda: notice.election_stated(may_be_decided=False)) == Told(
        "R-NO4", "business_not_in_the_notice", "Hold the election at a meeting called for it.", "/item"
    )


def test_what_takes_more_than_most_votes_is_described_so_in_the_notice() -> None:
    refused = Told(
        "R-MA4",
        "not_described_in_the_notice",
        "Decide at a meeting whose notice says what kind of question this is.",
        "",
        {"category": "rules", "majority": "two_thirds_cast"},
    )
    for live in (True, False):
        assert notice.undescribed(STATED, "rules", told=True, live=live) is None
        assert told(lambda live=live: notice.undescribed(STATED, "rules", told=False, live=live)) == refused
    assert notice.undescribed(STATED, "rules", told=None) is None
    assert told(lambda: notice.undescribed(STATED, "rules", told=None, live=True)) == refused


@pytest.mark.parametrize(
    ("category", "named", "power"),
    [
        ("rules", False, True),
        ("found_close", False, True),
        ("removal", False, True),
        ("election", False, True),
        ("term_extension", False, True),
        ("ordinary", False, False),
        ("spend", False, False),
        # Who has which office or seat is power under any kind of question.
        ("ordinary", True, True),
    ],
)
def test_what_gives_power_rests_on_a_notice_that_is_on_record(category: Category, named: bool, power: bool) -> None:
    assert notice.gives_power(ORDERS, category, named=named) is power


@pytest.mark.parametrize(("meeting", "needed", "days"), [("2026-01-13", 7, None), ("2026-01-12", 7, 6)])
def test_a_call_is_written_down_as_early_as_notice_is_given(meeting: str, needed: int, days: int | None) -> None:
    found = told(lambda: notice.written_down_late(GIVEN, dt.date.fromisoformat(meeting), needed))
    help_ = "The call was written down too late to show that members were told. Call a meeting for it here."
    because = {"written_down": "2026-01-05", "clear_days": days, "needed": needed}
    assert found == (None if days is None else Told("R-NO1", "call_written_down_late", help_, "", because))
