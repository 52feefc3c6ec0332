"""Rehearsing orders: every way they could stop a group from deciding, with chances worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from governance.rules.rehearse import MOST_ATTENDANCES, Attendance, Rehearsal, _possible, rehearse
from governance.standing_orders import ClassFloor, Fraction, StandingOrders, Threshold
from tests.governance.rules.refusals import Told, told

if TYPE_CHECKING:
    from governance.kernel import Class

HALF: dict[Class, Attendance] = dict.fromkeys(("LE", "CO", "PR", "OT"), Attendance(1, 2))


def orders(**said: Any) -> StandingOrders:
    return StandingOrders(**{"quorum": 1, "lived_experience": "off", "presider_class": "any", "thresholds": (), **said})


@pytest.mark.parametrize(
    ("said", "seats", "established", "stopped", "reason", "words"),
    [
        # Nobody of two comes one time in four.
        ({"quorum": 0}, {"PR": 2}, 2, (1, 4), ("count", 1, 4), "0 of 2 professionals there"),
        # Two of two needed: three times in four somebody is missing.
        ({"quorum": 2}, {"PR": 2}, 2, (3, 4), ("count", 3, 4), "2 members are needed"),
        # Half of the four established seats is two, though only two are filled.
        (
            {"quorum_fraction": Fraction(over=2), "quorum_base": "established"},
            {"PR": 2}, 4, (3, 4), ("count", 3, 4), "2 members are needed",
        ),
        (
            {"floors": (ClassFloor("CO", 1),)},
            {"CO": 1, "PR": 1}, 2, (1, 2), ("floor:CO", 1, 2), "at least 1 neighbour is needed",
        ),
        # One and one: more of them only when the other is away, a quarter; the rest stops.
        (
            {"lived_experience": "block"},
            {"LE": 1, "PR": 1}, 2, (3, 4), ("class_majority", 3, 4), "lived-experience members must outweigh",
        ),
        # At least half: stopped when only the professional is there (a quarter), or nobody (a quarter).
        (
            {"lived_experience": "block", "lived_experience_variant": "at_least_half"},
            {"LE": 1, "PR": 1}, 2, (1, 2), ("class_majority", 1, 4), "must be at least half",
        ),
        (
            {"lived_experience": "concurrent"},
            {"LE": 1, "PR": 1}, 2, (1, 2), ("lived_experience", 1, 2), "no lived-experience member is there to agree",
        ),
        (
            {"presider_class": "not_professional_or_staff"},
            {"LE": 1, "PR": 1}, 2, (1, 2), ("presider", 1, 2), "nobody there may take the chair",
        ),
        (
            {"presider_class": "lived_experience"},
            {"LE": 1, "CO": 1}, 2, (1, 2), ("presider", 1, 2), "nobody there may take the chair",
        ),
        ({"seconder_required": True}, {"PR": 2}, 2, (3, 4), ("seconder", 3, 4), "nobody to second a proposal"),
        # More than half of two members are both of them.
        ({"majority": "absolute_entitled"}, {"PR": 2}, 3, (3, 4), ("majority", 3, 4), "would be too few"),
        # Both of four seats are exactly half, which never passes.
        ({"majority": "absolute_established"}, {"PR": 2}, 4, (1, 1), ("majority", 1, 1), "would be too few"),
        # Two thirds of two members are both of them.
        ({"majority": "two_thirds_entitled"}, {"PR": 2}, 2, (3, 4), ("majority", 3, 4), "would be too few"),
        ({"min_votes_cast": 2}, {"PR": 2}, 2, (3, 4), ("min_votes_cast", 1, 2), "at least 2 votes are needed"),
    ],
)  # fmt: skip
def test_every_condition_that_stops_a_group(
    said: dict[str, Any],
    seats: dict[Class, int],
    established: int,
    stopped: tuple[int, int],
    reason: tuple[str, int, int],
    words: str,
) -> None:
    found = rehearse(orders(**said), seats, HALF, established=established)
    assert found.stopped == stopped
    assert reason in found.by_reason
    assert words in found.smallest_case


def test_measured_by_those_there_a_majority_of_all_members_is_always_within_reach() -> None:
    found = rehearse(orders(majority="absolute_entitled", absolute_base="effective"), {"PR": 2}, HALF)
    assert found.stopped == (1, 4)


def test_by_default_a_missing_lived_experience_majority_marks_and_stops_nothing() -> None:
    found = rehearse(orders(lived_experience="flag"), {"LE": 1, "PR": 1}, HALF)
    # Nobody comes: a quarter. Marked are the two rooms with the professional in them.
    assert (found.stopped, found.flagged) == ((1, 4), (1, 2))


def test_a_category_with_a_majority_of_its_own_is_rehearsed_apart() -> None:
    asked = orders(thresholds=(Threshold("rules", "absolute_established"), Threshold("removal", "two_thirds_cast")))
    found = rehearse(asked, {"PR": 2}, HALF, established=3)
    # Both of three seats are more than half; one is not. Two thirds of votes cast need only somebody to vote.
    assert found.by_category == (("rules", 3, 4), ("removal", 1, 4))


def test_the_smallest_case_is_the_one_with_fewest_away() -> None:
    found = rehearse(orders(quorum=2, presider_class="lived_experience"), {"LE": 1, "PR": 3}, HALF)
    assert found.fewest_away == 1
    assert found.smallest_case == (
        "With 0 of 1 lived-experience members, 3 of 3 professionals there, the group could not decide:"
        " nobody there may take the chair."
    )


def test_a_group_nobody_sits_in_cannot_decide() -> None:
    found = rehearse(orders(), {}, {}, established=4)
    assert (found.stopped, found.fewest_away) == ((1, 1), 0)
    assert found.smallest_case == "Nobody holds a voting seat, so the group could not decide."


BLOCK = StandingOrders(quorum=5, lived_experience="block", seconder_required=True)
ALWAYS: dict[Class, Attendance] = {}


def test_five_and_four_who_always_come_decide_until_one_seat_falls_empty() -> None:
    # The vacancy trap of Local Planning Group A: nothing stops it while all come, and one resignation does.
    found = rehearse(BLOCK, {"LE": 5, "PR": 4}, ALWAYS)
    assert (found.stopped, found.findings) == ((0, 1), ())
    assert found.fewest_empty == 1
    assert found.vacancy == (
        "Without 1 of 5 lived-experience members, the group could not decide even with everyone else there:"
        " lived-experience members must outweigh."
    )


def test_after_the_resignation_not_even_everyone_is_enough() -> None:
    found = rehearse(BLOCK, {"LE": 4, "PR": 4}, ALWAYS, established=9)
    assert (found.stopped, found.fewest_away, found.fewest_empty) == ((1, 1), 0, 0)
    assert found.findings == ("Lived-experience members must outweigh the others, but they have 4 of 8 seats.",)
    assert found.smallest_case == (
        "With 4 of 4 lived-experience members, 4 of 4 professionals there, the group could not decide:"
        " lived-experience members must outweigh."
    )


def test_the_trap_is_as_deep_as_the_majority_of_seats() -> None:
    # Seven to four bears two empty seats; the third leaves four to four.
    assert rehearse(BLOCK, {"LE": 7, "PR": 4}, ALWAYS).fewest_empty == 3
    # A quorum of three of nine is only missed once seven seats are empty.
    assert rehearse(orders(quorum=3), {"LE": 5, "PR": 4}, ALWAYS).fewest_empty == 7


def test_ten_members_and_those_six_people_show_from_the_orders_alone() -> None:
    gorton = orders(quorum=10, most_members=6)
    assert rehearse(gorton, {}, {}).findings == ("The quorum is 10, but the group has at most 6 members.",)
    found = rehearse(gorton, {"LE": 3, "PR": 3}, ALWAYS)
    assert (found.stopped, found.fewest_away, found.fewest_empty) == ((1, 1), 0, 0)
    assert found.findings == (
        "The quorum is 10, but the group has at most 6 members.",
        "The quorum is 10, but there are only 6 voting seats.",
    )


def test_everything_a_rehearsal_tells() -> None:
    asked = orders(quorum=2, thresholds=(Threshold("spend", "absolute_established"),))
    comes: dict[Class, Attendance] = {"LE": Attendance(1, 2), "PR": Attendance(2, 3)}
    # Of two professionals none comes 1 time in 9, one 4, both 4; the third member half of the time. So nobody comes
    # 1 time in 18, one member alone 4 + 1, all three 4. More than half of the five seats are all three.
    assert rehearse(asked, {"LE": 1, "PR": 2}, comes, established=5) == Rehearsal(
        stopped=(1, 3),
        by_reason=(("count", 1, 3), ("majority", 1, 18), ("presider", 1, 18)),
        fewest_away=2,
        smallest_case=(
            "With 0 of 1 lived-experience members, 1 of 2 professionals there, the group could not decide:"
            " 2 members are needed."
        ),
        flagged=(0, 1),
        by_category=(("spend", 7, 9),),
        fewest_empty=2,
        vacancy=(
            "Without 2 of 2 professionals, the group could not decide even with everyone else there:"
            " 2 members are needed."
        ),
        findings=(),
    )


def test_whoever_is_not_spoken_of_always_comes() -> None:
    found = rehearse(orders(quorum=2), {"LE": 1, "PR": 1}, {"LE": Attendance(1, 4)})
    assert found.stopped == (3, 4)


def test_an_empty_seat_of_a_share_of_all_seats_is_missed() -> None:
    # Half of four seats are two; with three of them filled, two may fall empty before one is left.
    half = orders(quorum=0, quorum_fraction=Fraction(2), quorum_base="established")
    found = rehearse(half, {"LE": 1, "CO": 1, "PR": 1}, ALWAYS, established=4)
    assert (found.stopped, found.fewest_away, found.fewest_empty) == ((0, 1), 2, 2)
    assert found.vacancy == (
        "Without 1 of 1 neighbours, 1 of 1 professionals, the group could not decide even with everyone else there:"
        " 2 members are needed."
    )


def test_the_trap_is_the_fewest_seats_whichever_class_they_are_of() -> None:
    # One seat of two for lived experience is enough; of the professionals all three would have to fall empty.
    floors = orders(floors=(ClassFloor("LE", 2), ClassFloor("PR", 1)))
    found = rehearse(floors, {"LE": 2, "PR": 3}, ALWAYS)
    assert found.fewest_empty == 1
    assert found.vacancy == (
        "Without 1 of 2 lived-experience members, the group could not decide even with everyone else there:"
        " at least 2 lived-experience members are needed."
    )


def test_a_class_nobody_holds_a_seat_of_is_left_out() -> None:
    assert rehearse(orders(), {"LE": 0, "PR": 2}, HALF) == rehearse(orders(), {"PR": 2}, HALF)


def test_a_group_that_falls_short_as_it_is_has_no_vacancy_to_tell_of() -> None:
    found = rehearse(orders(quorum=3), {"LE": 2}, ALWAYS)
    assert (found.fewest_empty, found.vacancy) == (0, "")


@pytest.mark.parametrize(
    ("come", "of", "said"),
    [
        (1, 0, "of is a number of meetings: at least 1"),
        (0, 0, "of is a number of meetings: at least 1"),
        (1, -2, "of is a number of meetings: at least 1"),
        (3, 2, "come is how many of those meetings they come to: from 0 to of"),
        (-1, 2, "come is how many of those meetings they come to: from 0 to of"),
    ],
)
def test_what_is_no_chance_is_refused(come: int, of: int, said: str) -> None:
    with pytest.raises(ValueError, match=f"^{said}$"):
        Attendance(come, of)


def test_never_and_always_are_chances() -> None:
    assert (Attendance(0, 1).come, Attendance(1, 1).come) == (0, 1)


@pytest.mark.parametrize(("seats", "established"), [({"PR": 3}, 2), ({"PR": -1, "LE": 2}, 4)])
def test_impossible_seats_are_refused(seats: dict[Class, int], established: int) -> None:
    with pytest.raises(ValueError, match=r"^seats are counted from 0, and no more are filled than there are$"):
        rehearse(orders(), seats, {}, established=established)


def test_a_group_too_large_to_go_through_is_told_so() -> None:
    assert told(lambda: rehearse(orders(), {"LE": 300, "PR": 300}, {})) == Told(
        "R-QU1",
        "too_many_seats_to_rehearse",
        "A rehearsal goes through every attendance there could be; this group is too large for that.",
        because={"attendances": 90_601, "at_most": 50_000},
    )


def test_as_many_attendances_as_can_be_gone_through_are() -> None:
    # 200 times 250 attendances are 50,000; 200 times 251 are more.
    assert MOST_ATTENDANCES == 50_000
    assert told(lambda: _possible({"LE": 199, "PR": 249}, 448, 448)) is None
    assert told(lambda: _possible({"LE": 199, "PR": 250}, 449, 449)) is not None
