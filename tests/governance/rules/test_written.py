"""Questions in writing, and the chair acting alone (R-WR1 to R-WR8, R-CA1)."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from governance.kernel import SeatId
from governance.rules import written
from governance.rules.majority import Tally, Verdict
from governance.standing_orders import StandingOrders, Threshold
from tests.governance.rules.refusals import Told, told

if TYPE_CHECKING:
    from governance.standing_orders import Category

CHAIR, VICE, LIVED, OTHER = (SeatId(uuid.UUID(int=n)) for n in range(1, 5))
ORDERS = StandingOrders()
REPLIES = StandingOrders(written_majority="replies")
AT_A_MEETING: tuple[Category, ...] = (
    "election", "removal", "term_extension", "rules", "found_close", "minutes", "correction", "closed_session",
)  # fmt: skip


@pytest.mark.parametrize("category", AT_A_MEETING)
def test_what_belongs_to_a_meeting_is_decided_neither_in_writing_nor_alone(category: Category) -> None:
    because = {"category": category}
    assert told(lambda: written.by_writing(category)) == Told(
        "R-WR8", "not_by_writing", "Take it to a meeting.", "/category", because
    )
    assert told(lambda: written.alone(category)) == Told(
        "R-CA1", "not_for_the_chair_alone", "Take it to a meeting.", "/category", because
    )


def test_what_is_significant_goes_out_in_writing_and_is_not_for_the_chair_alone() -> None:
    assert written.by_writing("significant") is None
    assert told(lambda: written.alone("significant")) == Told(
        "R-CA1", "not_for_the_chair_alone", "Take it to a meeting.", "/category", {"category": "significant"}
    )


@pytest.mark.parametrize("category", ["ordinary", "spend", "procedural"])
def test_what_is_ordinary_is_decided_either_way(category: Category) -> None:
    assert written.by_writing(category) is None
    assert written.alone(category) is None


def test_it_goes_out_with_its_reason_and_how_to_answer() -> None:
    assert written.says_enough(reason=True, how_to_reply=True) is None
    for how_to_reply in (True, False):
        assert told(lambda how=how_to_reply: written.says_enough(reason=False, how_to_reply=how)) == Told(
            "R-WR1", "reason_is_missing", "Say why it is proposed.", "/reason"
        )
    assert told(lambda: written.says_enough(reason=True, how_to_reply=False)) == Told(
        "R-WR1",
        "how_to_reply_is_missing",
        "Say how to answer by phone or post, and how to ask for a meeting.",
        "/how_to_reply",
    )


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ("2026-02-17", None),
        (
            "2026-02-16",
            Told(
                "R-WR5",
                "deadline_too_soon",
                "Until that day members may ask for a meeting.",
                "/deadline",
                {"earliest": "2026-02-17"},
            ),
        ),
        # A year from 10 February 2026 is over on 10 February 2027.
        ("2027-02-10", None),
        ("2027-02-11", Told("R-WR7", "deadline_too_far", "Give at most a year.", "/deadline")),
    ],
)
def test_the_deadline_leaves_time_to_ask_for_a_meeting_and_is_no_more_than_a_year_off(
    deadline: str, expected: Told | None
) -> None:
    sent, demand_by = dt.date(2026, 2, 10), dt.date(2026, 2, 17)
    assert told(lambda: written.leaves_time(sent, dt.date.fromisoformat(deadline), demand_by)) == expected


@pytest.mark.parametrize(
    ("sent", "last"),
    # A leap day lies in the second year; a year from a leap day ends with February.
    [("2026-02-10", "2027-02-10"), ("2027-05-01", "2028-05-01"), ("2028-02-29", "2029-02-28")],
)
def test_a_year_is_one_of_the_calendar_leap_day_or_not(sent: str, last: str) -> None:
    day, until = dt.date.fromisoformat(sent), dt.date.fromisoformat(last)
    assert written.leaves_time(day, until, day) is None
    over = told(lambda: written.leaves_time(day, until + dt.timedelta(days=1), day))
    assert over == Told("R-WR7", "deadline_too_far", "Give at most a year.", "/deadline")


@pytest.mark.parametrize(
    ("asked", "over", "in_time"),
    [
        ("2026-02-16", False, True),
        ("2026-02-17", False, True),
        ("2026-02-18", False, False),
        ("2026-02-16", True, False),
    ],
)
def test_a_meeting_is_asked_for_in_time(asked: str, over: bool, in_time: bool) -> None:
    assert told(lambda: written.may_ask(dt.date.fromisoformat(asked), "2026-02-17", over=over)) == (
        None
        if in_time
        else Told("R-WR5", "too_late_to_ask", "Ask for it at the next meeting.", because={"by": "2026-02-17"})
    )


@pytest.mark.parametrize(
    ("declared", "over", "carried", "may_still_ask", "closes"),
    [
        ("at_deadline", True, False, False, True),
        ("at_deadline", True, False, True, True),
        ("at_deadline", False, True, False, False),
        ("at_threshold", False, True, False, True),
        # Nobody loses the right to ask for a meeting by an early result.
        ("at_threshold", False, True, True, False),
        ("at_threshold", False, False, False, False),
        ("at_threshold", True, False, True, True),
    ],
)
def test_replies_are_added_up_at_the_deadline_or_once_it_has_passed(
    declared: Any, over: bool, carried: bool, may_still_ask: bool, closes: bool
) -> None:
    orders = StandingOrders(written_declared=declared)
    found = told(
        lambda: written.may_close(orders, "2026-02-20", over=over, carried=carried, may_still_ask=may_still_ask)
    )
    assert found == (
        None
        if closes
        else Told("R-WR7", "deadline_to_come", "Wait until the deadline.", because={"deadline": "2026-02-20"})
    )


def test_only_the_chair_acts_between_meetings() -> None:
    assert written.the_chairs(CHAIR, CHAIR) is None
    for chair in (CHAIR, None):
        assert told(lambda holder=chair: written.the_chairs(VICE, holder)) == Told(
            "R-CA1", "not_the_chair", "Only the chair acts between meetings.", "/seat"
        )


@pytest.mark.parametrize(
    ("plain", "late", "counts"),
    [(True, False, "counted"), (False, False, "condition"), (True, True, "late"), (False, True, "late")],
)
def test_a_reply_counts_without_a_condition_and_by_the_deadline(plain: bool, late: bool, counts: str) -> None:
    assert written.counts(plain=plain, late=late) == counts


@pytest.mark.parametrize(
    ("orders", "entitled", "replies", "needed"),
    [(ORDERS, 9, 5, 5), (ORDERS, 8, 5, 5), (REPLIES, 9, 5, 3), (REPLIES, 9, 4, 3), (REPLIES, 9, 0, 1)],
)
def test_it_takes_more_than_half_of_all_or_of_those_who_replied(
    orders: StandingOrders, entitled: int, replies: int, needed: int
) -> None:
    assert written.needed(orders, "ordinary", entitled=entitled, replies=replies, established=12) == needed


NONE = Tally(0, 0, 0)


def judged(orders: StandingOrders, votes: tuple[int, int, int], category: Any = "ordinary", **more: Any) -> Verdict:
    """Nine are asked, all the seats there are, and five make a quorum, unless said otherwise."""
    given = {"entitled": 9, "established": 9, "lived": NONE, "quorum": 5, **more}
    return written.judged(orders, category, Tally(*votes), **given)


@pytest.mark.parametrize(
    ("said", "votes", "verdict"),
    [
        # Five of nine; four of nine are less than half, though nobody is against.
        ({}, (5, 0, 0), Verdict(carried=True, reason="majority", test="10>9")),
        ({}, (4, 0, 0), Verdict(carried=False, reason="majority_not_reached", test="8>9")),
        # Three of five replies, where the orders count those; exactly half of six is not enough.
        ({"written_majority": "replies"}, (3, 1, 1), Verdict(carried=True, reason="majority", test="6>5")),
        (
            {"written_majority": "replies"},
            (3, 2, 1),
            Verdict(carried=False, reason="majority_not_reached", test="6>6"),
        ),
        # A quorum of five: four replies are too few.
        (
            {"written_majority": "replies"},
            (4, 0, 0),
            Verdict(carried=False, reason="too_few_replies", test="4>=5"),
        ),
        ({}, (0, 0, 3), Verdict(carried=False, reason="no_votes", test="0>0")),
    ],
)
def test_the_verdict_on_replies(said: dict[str, Any], votes: tuple[int, int, int], verdict: Verdict) -> None:
    orders = StandingOrders(**said)
    assert judged(orders, votes) == verdict


SPENDING: list[tuple[str, int, int]] = [
    # Of nine asked, and of eight: the fewest who carry a category that takes this majority.
    ("simple_cast", 5, 5),
    ("simple_present", 5, 5),
    ("absolute_entitled", 5, 5),
    ("two_thirds_cast", 6, 6),
    ("two_thirds_entitled", 6, 6),
    ("three_quarters_cast", 7, 6),
    ("unanimous_cast", 9, 8),
]


@pytest.mark.parametrize(("kind", "of_nine", "of_eight"), SPENDING)
def test_in_writing_a_category_takes_its_share_of_all_who_were_asked(kind: Any, of_nine: int, of_eight: int) -> None:
    orders = StandingOrders(thresholds=(Threshold("spend", kind),))
    for entitled, fewest in ((9, of_nine), (8, of_eight)):
        asked = {"entitled": entitled, "established": entitled}
        assert written.needed(orders, "spend", replies=fewest, **asked) == fewest
        assert judged(orders, (fewest, 0, 0), "spend", **asked).carried is True
        assert judged(orders, (fewest - 1, 0, 0), "spend", **asked).carried is False


def test_five_of_nine_carry_what_is_ordinary_and_not_what_takes_two_thirds_of_all_members() -> None:
    orders = StandingOrders(thresholds=(Threshold("spend", "two_thirds_entitled"),))
    assert judged(orders, (5, 0, 0)) == Verdict(carried=True, reason="majority", test="10>9")
    assert judged(orders, (5, 0, 0), "spend") == Verdict(carried=False, reason="majority_not_reached", test="15>=18")
    assert judged(orders, (6, 3, 0), "spend") == Verdict(carried=True, reason="majority", test="18>=18")


def test_empty_seats_count_where_the_majority_is_one_of_all_seats() -> None:
    # Twelve seats, three of them empty: more than half is seven.
    orders = StandingOrders(thresholds=(Threshold("spend", "absolute_established"),))
    assert judged(orders, (6, 0, 0), "spend", established=12).test == "12>12"
    assert judged(orders, (7, 2, 0), "spend", established=12).carried is True
    assert written.needed(orders, "spend", entitled=9, replies=9, established=12) == 7


@pytest.mark.parametrize(
    ("kind", "needed", "lost", "carried"),
    [
        # Six replied: two thirds of them are four; two thirds of all nine are six however many replied.
        ("two_thirds_cast", 4, (3, 0, 3), (4, 2, 0)),
        ("three_quarters_cast", 5, (4, 1, 1), (5, 1, 0)),
        ("unanimous_cast", 6, (5, 0, 1), (6, 0, 0)),
        ("absolute_entitled", 5, (4, 1, 1), (5, 1, 0)),
        ("two_thirds_entitled", 6, (5, 0, 1), (6, 0, 0)),
    ],
)
def test_where_replies_are_counted_the_share_is_of_them_unless_it_is_one_of_all_members(
    kind: Any, needed: int, lost: tuple[int, int, int], carried: tuple[int, int, int]
) -> None:
    orders = StandingOrders(written_majority="replies", thresholds=(Threshold("spend", kind),))
    assert written.needed(orders, "spend", entitled=9, replies=6, established=9) == needed
    assert (judged(orders, lost, "spend").carried, judged(orders, carried, "spend").carried) == (False, True)


def test_of_a_special_majority_too_nobody_for_or_against_is_no_vote() -> None:
    orders = StandingOrders(thresholds=(Threshold("spend", "two_thirds_cast"),))
    assert judged(orders, (0, 0, 3), "spend").reason == "no_votes"


@pytest.mark.parametrize(
    ("kind", "told"),
    [("simple_cast", "absolute_entitled"), ("two_thirds_cast", "two_thirds_cast"),
     ("unanimous_cast", "unanimous_cast"), ("absolute_established", "absolute_established")],
)  # fmt: skip
def test_the_majority_told_is_the_one_that_was_asked(kind: Any, told: str) -> None:
    assert written.kind_of(StandingOrders(thresholds=(Threshold("spend", kind),)), "spend") == told


@pytest.mark.parametrize(
    ("rule", "lived", "verdict"),
    [
        ("concurrent", (3, 2, 0), Verdict(carried=True, reason="majority", test="12>9")),
        ("concurrent", (2, 2, 1), Verdict(carried=False, reason="lived_experience_not_for", test="2>2")),
        ("block", (1, 2, 0), Verdict(carried=False, reason="lived_experience_not_for", test="1>2")),
        ("flag", (1, 2, 0), Verdict(carried=True, reason="majority", test="12>9")),
        ("off", (0, 3, 0), Verdict(carried=True, reason="majority", test="12>9")),
    ],
)
def test_where_lived_experience_is_more_than_marked_it_must_be_for(
    rule: Any, lived: tuple[int, int, int], verdict: Verdict
) -> None:
    orders = StandingOrders(lived_experience=rule)
    assert judged(orders, (6, 3, 0), lived=Tally(*lived)) == verdict


def test_what_is_lost_is_not_said_to_be_lost_for_want_of_lived_experience() -> None:
    orders = StandingOrders(lived_experience="concurrent")
    lost = judged(orders, (4, 0, 0))
    assert (lost.carried, lost.reason) == (False, "majority_not_reached")


@pytest.mark.parametrize(
    ("said", "asked", "lived", "wanted"),
    [
        ({}, 0, 0, False),
        ({}, 1, 0, False),
        ({}, 2, 0, True),
        ({}, 1, 1, True),
        ({"meeting_demand": 3, "meeting_demand_lived_experience": 2}, 2, 1, False),
        ({"meeting_demand": 3, "meeting_demand_lived_experience": 2}, 2, 2, True),
        ({"meeting_demand": 3, "meeting_demand_lived_experience": 2}, 2, 3, True),
        # No number of them is enough by itself.
        ({"meeting_demand_lived_experience": 0}, 1, 1, False),
    ],
)
def test_two_members_or_one_with_lived_experience_ask_for_a_meeting(
    said: dict[str, Any], asked: int, lived: int, wanted: bool
) -> None:
    assert written.meeting_wanted(StandingOrders(**said), asked=asked, lived=lived) is wanted


NOT_VICE = Told("R-CA1", "vice_chair_not_consulted", "Ask the vice-chair first.", "/consulted")
NOT_LIVED = Told(
    "R-CA1",
    "no_lived_experience_member_consulted",
    "Ask one more member with lived experience first.",
    "/consulted",
)


@pytest.mark.parametrize(
    ("asked", "vice", "expected"),
    [
        ([VICE, LIVED], VICE, None),
        ([LIVED], None, None),
        ([LIVED], VICE, NOT_VICE),
        ([VICE], VICE, NOT_LIVED),
        ([VICE, OTHER], VICE, NOT_LIVED),
        # The chair's own lived experience is not another's.
        ([VICE, CHAIR], VICE, NOT_LIVED),
        ([], None, NOT_LIVED),
    ],
)
def test_the_chair_asks_the_vice_chair_and_one_more_with_lived_experience(
    asked: list[SeatId], vice: SeatId | None, expected: Told | None
) -> None:
    lived = {CHAIR, VICE, LIVED}
    assert told(lambda: written.consulted(asked, chair=CHAIR, vice=vice, lived=lived)) == expected


def test_so_many_are_not_kept_out_that_those_asked_are_no_quorum() -> None:
    assert told(lambda: written.enough_asked(asked=5, kept_out=4, quorum=5)) is None
    assert told(lambda: written.enough_asked(asked=3, kept_out=0, quorum=5)) is None
    assert told(lambda: written.enough_asked(asked=4, kept_out=1, quorum=5)) == Told(
        "R-IN6",
        "too_few_asked",
        "Too few members are left to ask. Take it to a meeting.",
        "/excluded",
        {"asked": 4, "needed": 5},
    )


def test_an_answer_of_ones_own_is_disputed_by_nobody() -> None:
    assert told(lambda: written.somebody_elses(own=False)) is None
    assert told(lambda: written.somebody_elses(own=True)) == Told(
        "R-WR3", "own_reply", "It is your own answer. You can send another.", "/seat"
    )


A, B, C = (SeatId(uuid.UUID(int=n)) for n in range(101, 104))


def test_everybody_entitled_is_asked_but_those_kept_out() -> None:
    assert written.electorate([A, B, C], [B]) == ((A, C), (B,))
    assert written.electorate([A], [C]) == ((A,), ())
    assert written.somebody_asked((A,)) is None
    assert told(lambda: written.somebody_asked(())) == Told("R-WR2", "nobody_to_ask", "Fill the seats first.")


def test_only_those_answer_who_could_when_it_went_out() -> None:
    assert written.in_the_electorate(asked=True) is None
    assert told(lambda: written.in_the_electorate(asked=False)) == Told(
        "R-WR2", "not_in_the_electorate", "Those entitled when it was sent out are asked.", "/seat"
    )


def test_a_reply_may_be_changed_unless_the_orders_say_otherwise() -> None:
    final = StandingOrders(written_reply_final=True)
    assert written.reply_is_final(StandingOrders(written_reply_final=False), disputed=False) is None
    assert written.reply_is_final(final, disputed=True) is None
    assert told(lambda: written.reply_is_final(final, disputed=False)) == Told(
        "R-WR6", "reply_is_final", "Under our rules a reply cannot be changed."
    )


@pytest.mark.parametrize(
    ("same", "disputed", "once"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_a_reply_is_told_once(same: bool, disputed: bool, once: bool) -> None:
    assert written.told_once(same=same, disputed=disputed) is once


STILL_OPEN = Told("R-WR9", "still_open", "Close it first.", "/resolution")


@pytest.mark.parametrize(
    ("sent", "ended", "said"), [(True, True, None), (True, False, STILL_OPEN), (False, True, STILL_OPEN)]
)
def test_a_meeting_is_told_of_what_is_over(sent: bool, ended: bool, said: Told | None) -> None:
    assert told(lambda: written.told_when_over(sent=sent, ended=ended)) == said


def test_a_meeting_is_told_how_many_said_nothing_that_counts() -> None:
    assert written.not_counted([A, B], [B, C]) == 1
    assert written.not_counted([A, B], []) == 2


@pytest.mark.parametrize(
    ("written_up", "over", "told_afterwards"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_what_was_written_up_as_sent_is_written_up_as_ended(
    written_up: bool, over: bool, told_afterwards: bool
) -> None:
    assert written.ends_written_up(written_up=written_up, over=over) is told_afterwards


def test_what_was_sent_out_by_the_notes_ends_by_the_notes() -> None:
    assert written.told_as_it_began(written_up=False) is None
    assert told(lambda: written.told_as_it_began(written_up=True)) == Told(
        "R-WR1",
        "sent_out_written_up",
        "That it was sent out was written down afterwards. Write down afterwards how it ended too.",
    )
