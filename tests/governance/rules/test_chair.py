"""Who presides, a chair that goes round, and the chair acting alone (R-CH1, R-CH2, R-CH4, R-CA1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from governance.kernel import Moment
from governance.rules import chair, chairs_action
from governance.standing_orders import StandingOrders
from tests.governance.rules.refusals import Told, told

if TYPE_CHECKING:
    from governance.kernel import Class, Constituency

CLASSES: tuple[Class, ...] = ("LE", "CO", "PR", "OT")


@pytest.mark.parametrize(
    ("presider_class", "may"),
    [
        ("any", (True, True, True, True)),
        ("not_professional_or_staff", (True, True, False, True)),
        ("lived_experience", (True, False, False, False)),
    ],
)
def test_which_classes_may_take_the_chair(presider_class: Any, may: tuple[bool, ...]) -> None:
    orders = StandingOrders(presider_class=presider_class)
    assert tuple(chair.class_may_preside(orders, class_) for class_ in CLASSES) == may


COMES_FIRST = {
    "chair": "The chair is here and takes the chair. They may hand it over.",
    "co_chair": "The co-chair is here and takes the chair. They may hand it over.",
    "vice_chair": "The vice-chair is here and takes the chair. They may hand it over.",
}


@pytest.mark.parametrize(
    ("before", "office", "first"),
    [
        ([], None, None),
        (["chair"], "chair", None),
        (["co_chair"], "chair", None),
        (["co_chair"], "co_chair", None),
        (["vice_chair"], "co_chair", None),
        (["chair"], "co_chair", "chair"),
        (["vice_chair", "chair"], "vice_chair", "chair"),
        (["co_chair"], "vice_chair", "co_chair"),
        (["vice_chair"], None, "vice_chair"),
        (["vice_chair"], "secretary", "vice_chair"),
        (["chair", "vice_chair"], None, "chair"),
    ],
)
def test_chair_co_chair_and_vice_chair_take_the_chair_in_this_order(
    before: list[str], office: str | None, first: str | None
) -> None:
    expected = None
    if first is not None:
        expected = Told("R-CH1", "somebody_comes_first", COMES_FIRST[first], "/presider", {"first": first})
    assert told(lambda: chair.in_turn(before, office=office)) == expected


def test_with_somebody_in_the_chair_out_of_turn_no_question_is_put() -> None:
    expected = Told("R-CH1", "presider_out_of_turn", "Whoever comes first by our rules takes the chair.")
    assert told(lambda: chair.somebody_presides(named=True, here=True, excluded=False, out_of_turn=True)) == expected
    assert chair.somebody_presides(named=True, here=None, excluded=False) is None


OVER = "The chair may not spend so much alone. Take it to a meeting, or ask members in writing."


@pytest.mark.parametrize(
    ("limit", "cost", "spends", "expected"),
    [
        (0, 0, True, None),
        (5000, 5000, True, None),
        (5000, 4999, False, None),
        (5000, 5001, True, Told("R-CA1", "over_the_limit", OVER, "/cost", {"limit": 5000, "cost": 5001})),
        (0, 1, False, Told("R-CA1", "over_the_limit", OVER, "/cost", {"limit": 0, "cost": 1})),
        (5000, None, True, Told("R-CA1", "cost_is_missing", "Say what it costs.", "/cost")),
    ],
)
def test_what_the_chair_spends_alone_is_within_the_limit(
    limit: int, cost: int | None, spends: bool, expected: Told | None
) -> None:
    assert told(lambda: chairs_action.minor(limit, cost=cost, spends=spends)) == expected


@pytest.mark.parametrize(
    ("cost", "nothing", "expected"),
    [
        (None, True, None),
        (0, True, None),
        (0, False, None),
        (
            None,
            False,
            Told("R-CA1", "cost_is_missing", "Say what it costs, or that it costs nothing.", "/cost"),
        ),
        (
            1,
            True,
            Told("R-CA1", "costs_something", "Give the sum, or say that it costs nothing. Not both.", "/costs_nothing"),
        ),
    ],
)
def test_the_chair_gives_a_sum_or_says_that_it_costs_nothing(
    cost: int | None, nothing: bool, expected: Told | None
) -> None:
    assert told(lambda: chairs_action.minor(5000, cost=cost, spends=False, costs_nothing=nothing)) == expected


TOGETHER = "With what the chair spent alone since the last meeting it is too much. Take it to a meeting."


@pytest.mark.parametrize(
    ("spent", "cost", "expected"),
    [
        (2000, 3000, None),
        (
            2001,
            3000,
            Told("R-CA1", "over_the_limit_together", TOGETHER, "/cost", {"limit": 5000, "cost": 3000, "spent": 2001}),
        ),
        (2000, 5001, Told("R-CA1", "over_the_limit", OVER, "/cost", {"limit": 5000, "cost": 5001})),
        # What costs nothing is in order whatever was spent.
        (9000, 0, None),
    ],
)
def test_no_sum_is_split_to_stay_within_the_limit(spent: int, cost: int, expected: Told | None) -> None:
    assert told(lambda: chairs_action.minor(5000, cost=cost, spends=True, spent=spent)) == expected


def test_what_the_chair_decided_is_written_down_for_them_with_how_they_told_it() -> None:
    assert told(lambda: chairs_action.how_it_was_told("web", own=True)) is None
    assert told(lambda: chairs_action.how_it_was_told("phone", own=False)) is None
    assert told(lambda: chairs_action.how_it_was_told("web", own=False)) == Told(
        "R-CA1", "how_the_chair_told_it", "Say how the chair told you: by phone, for example.", "/channel"
    )


def test_what_was_spent_counts_until_a_meeting_begins() -> None:
    def on(day: str) -> Moment:
        return Moment(f"2026-03-{day}T10:00+00:00", "minute")

    costs = [(on("01"), 1000), (on("03"), 200), (on("05"), 30), (on("20"), 4)]

    def spent(met: list[str], day: str, *, live: bool) -> int:
        return chairs_action.between_meetings(costs, [on(one) for one in met], on(day), live=live)

    # Whatever was written down first: what lies later in the same stretch counts too.
    assert spent([], "10", live=True) == 1234
    assert spent(["02"], "10", live=True) == 234
    assert spent(["02", "04"], "10", live=True) == 34
    assert spent(["05"], "10", live=True) == 34
    # Written up, a stretch ends with the next meeting; as it happens, no meeting since is a way round the limit.
    assert spent(["12"], "10", live=False) == 1230
    assert spent(["12"], "10", live=True) == 1234
    assert spent(["02", "04"], "03", live=False) == 200
    assert spent(["04"], "20", live=False) == 34


@pytest.mark.parametrize(
    ("objected", "expected"),
    [(False, None), (True, Told("R-CA1", "somebody_objected", "Take it to a meeting.", "/objections"))],
)
def test_the_chair_does_not_decide_alone_what_somebody_asked_objected_to(objected: bool, expected: Told | None) -> None:
    assert told(lambda: chairs_action.uncontroversial(objected=objected)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, None),
        # Who is in the room is not known.
        ({"here": None}, None),
        ({"named": False}, Told("R-CH1", "nobody_presides", "Somebody takes the chair first.")),
        ({"here": False}, Told("R-CH1", "presider_not_present", "Somebody who is here takes the chair first.")),
        ({"excluded": True}, Told("R-IN3", "presider_is_conflicted", "Hand over the chair for this item first.")),
    ],
)
def test_somebody_here_and_not_out_for_the_item_is_in_the_chair(facts: dict[str, Any], expected: Told | None) -> None:
    facts = {"named": True, "here": True, "excluded": False, **facts}
    assert told(lambda: chair.somebody_presides(**facts)) == expected


@pytest.mark.parametrize(
    ("offices", "anybody", "help_", "because"),
    [
        (
            ["vice_chair", "chair"],
            True,
            "The chair is here and may take the chair.",
            {"first": "chair"},
        ),
        (["co_chair"], True, "The co-chair is here and may take the chair.", {"first": "co_chair"}),
        (
            ["vice_chair"],
            True,
            "The vice-chair is here and may take the chair.",
            {"first": "vice_chair"},
        ),
        ([], True, "Those who are here choose somebody to take the chair.", {}),
        (
            [],
            False,
            "Nobody who is here may take the chair. Wait for somebody who may, or stop the meeting.",
            {},
        ),
    ],
)
def test_with_nobody_in_the_chair_it_says_who_takes_it(
    offices: list[str], anybody: bool, help_: str, because: dict[str, Any]
) -> None:
    def refused() -> Any:
        return chair.empty(offices, anybody=anybody)

    assert told(refused) == Told("R-CH1", "nobody_presides", help_, "", because)


def test_where_the_chair_goes_round_nobody_holds_it() -> None:
    rotates = StandingOrders(chair_rotates=True)
    assert told(lambda: chair.has_an_office_of_chair(rotates, "chair")) == Told(
        "R-CH4", "chair_rotates", "Agree at each meeting who chairs the next one.", "/office"
    )
    assert chair.has_an_office_of_chair(rotates, "secretary") is None
    assert chair.has_an_office_of_chair(StandingOrders(), "chair") is None


@pytest.mark.parametrize("constituency", ["staff", "critical_friend", "sponsor"])
def test_a_seat_without_a_vote_never_presides(constituency: Constituency) -> None:
    assert told(lambda: chair.may_preside(StandingOrders(presider_class="any"), constituency, "OT")) == Told(
        "R-CH1", "presider_has_no_vote", "The chair must be a member with a vote.", "/presider"
    )


def test_the_orders_say_of_what_kind_a_presider_is() -> None:
    lived = StandingOrders(presider_class="lived_experience")
    assert told(lambda: chair.may_preside(lived, "neighbour", "CO")) == Told(
        "R-CH1",
        "presider_without_lived_experience",
        "Our rules ask for a chair with lived experience.",
        "/presider",
    )
    assert told(lambda: chair.may_preside(StandingOrders(), "professional", "PR")) == Told(
        "R-CH1",
        "presider_is_professional",
        "Our standing orders ask for a chair who is not a professional.",
        "/presider",
    )
    assert told(lambda: chair.may_preside(lived, "family_carer", "LE")) is None
    assert told(lambda: chair.may_preside(StandingOrders(), "neighbour", "CO")) is None


UNTOLD = Told("R-CA1", "not_reported_yet", "Tell the meeting first.", "/decision")
NO_VOTE = Told("R-CA1", "needs_a_vote", "The meeting votes on just this first. Name the proposal.", "/motion")
NOT_COUNTED = Told("R-CA1", "vote_does_not_count", "Vote on it again, by the rules.", "/motion")


@pytest.mark.parametrize(
    ("how", "told_of", "made", "counts", "expected"),
    [
        ("ratified", True, "ratified", True, None),
        ("disowned", True, "disowned", True, None),
        ("noted", True, None, False, None),
        ("noted", True, "ratified", False, None),
        ("ratified", True, None, True, NO_VOTE),
        ("disowned", True, None, False, NO_VOTE),
        ("ratified", True, "disowned", True, NO_VOTE),
        ("disowned", True, "ratified", True, NO_VOTE),
        ("ratified", True, "ratified", False, NOT_COUNTED),
        ("noted", False, None, False, UNTOLD),
        ("ratified", False, "ratified", True, UNTOLD),
    ],
)
def test_what_the_chair_did_alone_is_told_to_the_meeting_and_voted_on_unless_noted(
    how: str, told_of: bool, made: chairs_action.Answer | None, counts: bool, expected: Told | None
) -> None:
    assert told(lambda: chairs_action.answered(how=how, told=told_of, made=made, counts=counts)) == expected


@pytest.mark.parametrize(
    ("proposed", "agreed", "made"),
    [
        ("ratified", True, "ratified"),
        ("ratified", False, "disowned"),
        ("disowned", True, "disowned"),
        ("disowned", False, None),
        ("ratified", None, None),
        ("disowned", None, None),
        (None, True, None),
        (None, False, None),
    ],
)
def test_a_vote_about_it_ratifies_or_disowns_it_and_one_about_anything_else_does_not(
    proposed: chairs_action.Answer | None, agreed: bool | None, made: str | None
) -> None:
    assert chairs_action.made_of_it(proposed, agreed=agreed) == made


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((True, True, False), None),
        ((True, True, True), Told("R-CA1", "ratify_or_disown", "One proposal does one of the two.", "/disowns")),
        ((False, True, False), Told("R-CA1", "not_a_chairs_action", "Name what the chair decided.", "/decision")),
        ((True, False, False), Told("R-CA1", "not_a_chairs_action", "Name what the chair decided.", "/decision")),
    ],
)
def test_a_proposal_about_what_the_chair_did_alone_names_one_of_ours(
    facts: tuple[bool, bool, bool], expected: Told | None
) -> None:
    by_the_chair, ours, both = facts
    assert told(lambda: chairs_action.about_one(by_the_chair=by_the_chair, ours=ours, both=both)) == expected


@pytest.mark.parametrize(
    ("told_of", "late"),
    [([], False), ([False], True), ([True], False), ([False, False], True), ([False, True], False)],
)
def test_what_the_chair_did_alone_is_late_once_a_meeting_was_held_without_a_word_of_it(
    told_of: list[bool], late: bool
) -> None:
    assert chairs_action.overdue(told_of) is late


@pytest.mark.parametrize(
    ("wait", "now", "until"),
    [(10, "14:00", "14:10"), (10, "14:09", "14:10"), (10, "14:10", None), (3, "14:02", "14:03"), (0, "14:00", None)],
)
def test_a_chair_who_is_not_here_is_waited_for_until_the_minutes_are_over(
    wait: int, now: str, until: str | None
) -> None:
    def at(time: str) -> Moment:
        return Moment(f"2026-02-10T{time}+00:00", "minute")

    told = chair.waited_for(StandingOrders(chair_wait_minutes=wait), at("14:00"), at(now))
    assert told == (None if until is None else at(until))


def test_nobody_is_waited_for_where_the_time_is_not_known() -> None:
    day, noon = Moment("2026-02-10T00:00+00:00", "day"), Moment("2026-02-10T12:00+00:00", "minute")
    orders = StandingOrders()
    assert [chair.waited_for(orders, *pair) for pair in ((None, noon), (day, noon), (noon, day))] == [None] * 3
