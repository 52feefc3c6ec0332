"""The rules of meetings, clause by clause, with numbers worked out by hand."""

from __future__ import annotations

import datetime as dt
import itertools
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.kernel import Rejected, SeatId
from governance.rules import amendments, casting_vote, chair, entitlement, hands, majority, motions, notice, quorum
from governance.rules.amendments import Edit
from governance.rules.majority import Body, Tally
from governance.rules.rehearse import Attendance, rehearse
from governance.rules.satisfiable import findings
from governance.standing_orders import ClassFloor, ClassMapping, StandingOrders, default_orders
from governance.standing_orders import Fraction as Share

if TYPE_CHECKING:
    from governance.kernel import Class
    from governance.standing_orders import MajorityKind

L1 = StandingOrders(quorum=5, lived_experience="block", seconder_required=True)


def shot(orders: StandingOrders, lived: int, other: int, *, filled: int = 9, established: int = 9) -> Any:
    return quorum.snapshot(orders, {"LE": lived, "PR": other}, filled=filled, established=established)


class TestQuorum:
    def test_s1_six_are_enough_but_two_do_not_outnumber_four(self) -> None:
        found = shot(L1, 2, 4)
        assert (found.count, found.needed, found.result, found.reasons) == (6, 5, "inquorate", ("class_majority",))

    def test_s2_four_are_left_two_and_two(self) -> None:
        assert shot(L1, 2, 2).reasons == ("count", "class_majority")

    def test_s3_four_to_three_can_decide(self) -> None:
        assert shot(L1, 4, 3).result == "quorate"

    def test_s11_four_do_not_outnumber_four(self) -> None:
        assert shot(L1, 4, 4, filled=8).result == "inquorate"

    def test_by_default_a_missing_majority_is_marked_and_stops_nobody(self) -> None:
        found = shot(StandingOrders(quorum=5), 2, 4)
        assert (found.result, found.flags) == ("quorate", ("lived_experience_short",))

    def test_switched_off_it_leaves_no_mark(self) -> None:
        assert shot(StandingOrders(quorum=5, lived_experience="off"), 2, 4).flags == ()

    def test_a_third_of_the_whole_membership_is_rounded_up(self) -> None:
        third = StandingOrders(quorum=0, quorum_fraction=Share(over=3), quorum_base="established")
        assert quorum.needed(third, filled=7, established=10) == 4

    def test_more_of_number_and_fraction_counts(self) -> None:
        orders = StandingOrders(quorum=3, quorum_fraction=Share(over=2))
        assert quorum.needed(orders, filled=9, established=11) == 5
        assert quorum.needed(orders, filled=4, established=11) == 3

    def test_an_empty_room_is_never_quorate(self) -> None:
        nothing_asked = StandingOrders(quorum=0, lived_experience="off")
        assert quorum.needed(nothing_asked, filled=9, established=9) == 1
        assert shot(nothing_asked, 0, 0).reasons == ("count",)
        assert shot(nothing_asked, 0, 1).result == "quorate"

    def test_nobody_left_in_the_group_is_no_quorum_either(self) -> None:
        third = StandingOrders(quorum=0, quorum_fraction=Share(over=3), lived_experience="off")
        assert quorum.structurally_inquorate(third, {}, established=9)

    def test_four_patients_and_two_officers(self) -> None:
        orders = StandingOrders(quorum=6, floors=(ClassFloor("LE", 4), ClassFloor("PR", 2)), lived_experience="off")
        assert shot(orders, 5, 1).reasons == ("floor:PR",)
        assert shot(orders, 4, 2).result == "quorate"

    @pytest.mark.parametrize(("lived", "other", "holds"), [(3, 3, True), (2, 3, False)])
    def test_at_least_half_may_be_exactly_half(self, lived: int, other: int, holds: bool) -> None:
        orders = StandingOrders(quorum=1, lived_experience="block", lived_experience_variant="at_least_half")
        assert (shot(orders, lived, other).result == "quorate") == holds

    @pytest.mark.parametrize(("lived", "other", "holds"), [(6, 3, True), (5, 3, False)])
    def test_a_fraction_of_two_thirds(self, lived: int, other: int, holds: bool) -> None:
        orders = StandingOrders(
            quorum=1,
            lived_experience="block",
            lived_experience_variant="fraction",
            lived_experience_fraction=Share(over=3, of=2),
        )
        assert (shot(orders, lived, other).result == "quorate") == holds

    def test_a_headcount_can_only_show_that_there_were_too_few(self) -> None:
        few = quorum.snapshot(L1, None, filled=9, established=9, headcount=4)
        many = quorum.snapshot(L1, None, filled=9, established=9, headcount=24)
        none = quorum.snapshot(L1, None, filled=9, established=9)
        assert (few.result, many.result, none.result) == ("inquorate", "unknown", "unknown")

    def test_with_as_many_others_the_group_can_never_be_quorate(self) -> None:
        assert quorum.structurally_inquorate(L1, {"LE": 4, "PR": 4}, established=9)
        assert not quorum.structurally_inquorate(L1, {"LE": 5, "PR": 4}, established=9)


class TestMajority:
    # Nine filled seats, one recused, one absent: seven effective.
    BODY = Body(effective=7, entitled=9, established=9)

    @pytest.mark.parametrize(
        ("kind", "votes", "carried", "test"),
        [
            ("simple_cast", (4, 1, 2), True, "4>1"),
            ("simple_present", (4, 1, 2), True, "8>7"),
            ("absolute_entitled", (4, 1, 2), False, "8>9"),
            ("simple_cast", (3, 1, 3), True, "3>1"),
            ("simple_present", (3, 1, 3), False, "6>7"),
            ("two_thirds_cast", (6, 2, 1), True, "18>=16"),
            ("two_thirds_cast", (5, 3, 0), False, "15>=16"),
            ("two_thirds_cast", (4, 2, 3), True, "12>=12"),
            ("two_thirds_entitled", (6, 0, 0), True, "18>=18"),
            ("two_thirds_entitled", (5, 0, 0), False, "15>=18"),
            ("three_quarters_cast", (6, 2, 0), True, "24>=24"),
            ("three_quarters_cast", (5, 2, 0), False, "20>=21"),
            ("unanimous_cast", (3, 0, 4), True, "3>=3"),
            ("unanimous_cast", (3, 1, 3), False, "3>=4"),
            ("simple_cast", (1, 0, 8), True, "1>0"),
            ("simple_cast", (4, 5, 0), False, "4>5"),
        ],
    )
    def test_each_kind(self, kind: MajorityKind, votes: tuple[int, int, int], carried: bool, test: str) -> None:
        found = majority.judge(kind, Tally(*votes), self.BODY)
        assert (found.carried, found.test) == (carried, test)

    def test_eight_abstentions_fail_a_majority_of_those_present(self) -> None:
        nine = Body(effective=9, entitled=9, established=9)
        assert majority.judge("simple_present", Tally(1, 0, 8), nine).carried is False

    def test_seven_of_fifteen_seats_are_not_a_majority(self) -> None:
        fifteen = Body(effective=11, entitled=15, established=15)
        found = majority.judge("absolute_established", Tally(7, 4, 0), fifteen)
        assert (found.carried, found.test) == (False, "14>15")

    def test_a_tie_is_not_carried(self) -> None:
        found = majority.judge("simple_cast", Tally(4, 4, 0), self.BODY)
        assert (found.carried, found.reason) == (False, "tie")

    def test_without_votes_nothing_is_carried(self) -> None:
        found = majority.judge("simple_cast", Tally(0, 0, 7), self.BODY)
        assert (found.carried, found.reason) == (False, "no_votes")

    def test_too_few_votes_cast(self) -> None:
        found = majority.judge("simple_cast", Tally(2, 0, 5), self.BODY, min_votes_cast=3)
        assert (found.carried, found.reason) == (False, "too_few_votes")

    def test_what_is_not_known_is_not_judged(self) -> None:
        unknown = Body(effective=None, entitled=None, established=None)
        assert majority.judge("simple_present", Tally(4, 1, 0), unknown).carried is None
        assert majority.judge("two_thirds_entitled", Tally(4, 1, 0), unknown).carried is None


class TestCastingVote:
    def use(self, orders: StandingOrders, tally: Tally, **facts: Any) -> None:
        facts = {
            "kind": "simple_cast", "category": "ordinary", "presider_effective": True, "presider_voted": False, **facts
        }  # fmt: skip
        casting_vote.may_use(orders, tally, **facts)

    def test_there_is_none_by_default(self) -> None:
        with pytest.raises(Rejected, match="no_casting_vote_in_profile"):
            self.use(StandingOrders(), Tally(4, 4, 0))

    def test_it_breaks_a_tie_even_after_a_vote(self) -> None:
        self.use(StandingOrders(tie_rule="second_vote"), Tally(6, 6, 0), presider_voted=True)

    @pytest.mark.parametrize(
        ("tally", "facts", "reason"),
        [
            (Tally(4, 3, 0), {}, "not_a_tie"),
            (Tally(0, 0, 5), {}, "not_a_tie"),
            (Tally(4, 4, 0), {"kind": "two_thirds_cast"}, "only_for_a_simple_majority"),
            (Tally(4, 4, 0), {"category": "election"}, "not_in_an_election"),
            (Tally(4, 4, 0), {"presider_effective": False}, "presider_may_not_vote"),
            (Tally(4, 4, 0), {"by_ballot": True}, "not_in_a_secret_ballot"),
        ],
    )
    def test_each_condition(self, tally: Tally, facts: dict[str, Any], reason: str) -> None:
        with pytest.raises(Rejected, match=reason):
            self.use(StandingOrders(tie_rule="second_vote"), tally, **facts)

    def test_a_chair_who_votes_only_to_break_ties_has_not_voted(self) -> None:
        with pytest.raises(Rejected, match="presider_has_voted"):
            self.use(StandingOrders(tie_rule="only_vote"), Tally(4, 4, 0), presider_voted=True)


class TestNotice:
    @pytest.mark.parametrize(
        ("given_on", "meeting", "days"),
        [("2026-01-05", "2026-01-13", 7), ("2026-03-03", "2026-03-10", 6), ("2026-03-28", "2026-03-30", 1)],
    )
    def test_neither_end_counts(self, given_on: str, meeting: str, days: int) -> None:
        assert notice.clear_days(dt.date.fromisoformat(given_on), dt.date.fromisoformat(meeting)) == days

    def test_post_takes_two_days_more(self) -> None:
        assert notice.clear_days(dt.date(2026, 1, 5), dt.date(2026, 1, 13), deemed=2) == 5

    def test_special_business_needs_longer_notice(self) -> None:
        assert notice.days_needed(StandingOrders(), special=True) == 14
        assert notice.days_needed(StandingOrders(), special=False) == 7


class TestAmendments:
    WORDS = "Hold the drop-in at the health centre."

    def test_replacing_words(self) -> None:
        edit = amendments.locate(self.WORDS, "the health centre", "the library")
        assert amendments.apply(self.WORDS, [edit]) == "Hold the drop-in at the library."
        assert [(s.kind, s.old, s.new) for s in amendments.say(self.WORDS, [edit])] == [
            ("replace", "the health centre", "the library")
        ]

    def test_removing_and_adding(self) -> None:
        added = amendments.locate(self.WORDS, "", " on Mondays", after="centre")
        assert amendments.apply(self.WORDS, [added]) == "Hold the drop-in at the health centre on Mondays."
        (said,) = amendments.say(self.WORDS, [added])
        assert (said.kind, said.new, said.anchor) == ("add_after", "on Mondays", "at the health centre")
        removed = amendments.locate(self.WORDS, " at the health centre", "")
        assert amendments.apply(self.WORDS, [removed]) == "Hold the drop-in."

    @pytest.mark.parametrize(
        ("remove", "insert", "reason"),
        [("the surgery", "x", "words_not_found"), ("the ", "x", "words_stand_more_than_once"), ("", "x", "where")],
    )
    def test_where_must_be_certain(self, remove: str, insert: str, reason: str) -> None:
        with pytest.raises(Rejected, match=reason):
            amendments.locate(self.WORDS, remove, insert)

    @pytest.mark.parametrize(
        ("script", "reason"),
        [
            ([Edit(0, "Hold", "Hold")], "changes_nothing"),
            ([Edit(0, WORDS, " ")], "nothing_left"),
            ([Edit(0, "Held", "x")], "do_not_match"),
            ([Edit(0, "Hold", "x"), Edit(2, "ld", "y")], "do_not_match"),
            ([Edit(-1, "", "x")], "do_not_match"),
            ([Edit(500, "", "x")], "do_not_match"),
        ],
    )
    def test_a_script_must_fit_and_change_something(self, script: list[Edit], reason: str) -> None:
        with pytest.raises(Rejected, match=reason):
            amendments.apply(self.WORDS, script)

    @pytest.mark.parametrize("edit", [Edit(4, " ", "  "), Edit(4, " ", "\n\n"), Edit(0, "", " "), Edit(38, "", " ")])
    def test_more_space_between_the_same_words_is_no_change(self, edit: Edit) -> None:
        with pytest.raises(Rejected, match="changes_nothing"):
            amendments.apply(self.WORDS, [edit])

    def test_joining_two_words_is_a_change(self) -> None:
        assert amendments.apply("They are now here.", [Edit(12, " ", "")]) == "They are nowhere."

    @given(st.text(min_size=1, max_size=30), st.text(max_size=10), st.integers(0, 29), st.integers(0, 10))
    def test_applying_equals_cutting_by_hand(self, words: str, insert: str, at: int, length: int) -> None:
        at = min(at, len(words))
        remove = words[at : at + length]
        expected = words[:at] + insert + words[at + len(remove) :]
        if expected.split() == words.split() or not expected.strip():
            return
        assert amendments.apply(words, [Edit(at, remove, insert)]) == expected


class TestHands:
    def test_when_everyone_votes_one_way_the_split_is_certain(self) -> None:
        found = hands.bounds(Tally(6, 0, 0), 4, 2)
        assert found.known == "exact"
        assert found.lived_experience == hands.Share((4, 4), (0, 0), (0, 0))

    def test_otherwise_there_are_bounds(self) -> None:
        found = hands.bounds(Tally(5, 4, 0), 5, 4)
        assert found.known == "bounds"
        assert found.lived_experience == hands.Share((1, 5), (0, 4), (0, 0))

    def test_a_count_beyond_the_room_says_nothing(self) -> None:
        assert hands.bounds(Tally(7, 0, 0), 4, 2).known == "unknown"
        assert hands.bounds(Tally(7, 0, 0), None, None).known == "unknown"

    @given(st.integers(0, 4), st.integers(0, 4), st.data())
    def test_bounds_are_the_tightest_there_are(self, lived: int, other: int, data: st.DataObject) -> None:
        answers = data.draw(st.lists(st.sampled_from("fabs"), min_size=lived + other, max_size=lived + other))
        tally = Tally(answers.count("f"), answers.count("a"), answers.count("b"))
        found = hands.bounds(tally, lived, other)
        possible = {
            (room[:lived].count("f"), room[:lived].count("a"), room[:lived].count("b"))
            for room in map("".join, itertools.product("fabs", repeat=lived + other))
            if (room.count("f"), room.count("a"), room.count("b")) == (tally.for_, tally.against, tally.no_side)
        }
        assert found.lived_experience is not None
        for n, (low, high) in enumerate(
            (found.lived_experience.for_, found.lived_experience.against, found.lived_experience.no_side)
        ):
            assert (low, high) == (min(p[n] for p in possible), max(p[n] for p in possible))


class TestPeople:
    def test_staff_never_preside(self) -> None:
        with pytest.raises(Rejected, match="presider_has_no_vote"):
            chair.may_preside(StandingOrders(presider_class="any"), "staff", "OT")

    def test_a_professional_presides_only_where_allowed(self) -> None:
        with pytest.raises(Rejected, match="presider_is_professional"):
            chair.may_preside(StandingOrders(), "professional", "PR")
        chair.may_preside(StandingOrders(presider_class="any"), "professional", "PR")

    def test_only_lived_experience_where_asked(self) -> None:
        orders = StandingOrders(presider_class="lived_experience")
        chair.may_preside(orders, "family_carer", "LE")
        with pytest.raises(Rejected, match="presider_without_lived_experience"):
            chair.may_preside(orders, "neighbour", "CO")

    @pytest.mark.parametrize(
        ("facts", "clause"),
        [
            ({"voting": False}, "R-MO3"),
            ({"excluded": True}, "R-IN3"),
            ({"stood_down": True}, "R-QU9"),
            ({"here": False}, "R-MO3"),
        ],
    )
    def test_who_takes_no_part(self, facts: dict[str, Any], clause: str) -> None:
        standing: dict[str, Any] = {"voting": True, "here": True, "stood_down": False, "excluded": False, "pointer": ""}
        assert motions.takes_part(**standing) is None
        refused = motions.takes_part(**{**standing, **facts})
        assert refused is not None
        assert refused.clause == clause

    def test_an_unknown_roll_keeps_nobody_out(self) -> None:
        assert motions.takes_part(voting=True, here=None, stood_down=False, excluded=False, pointer="") is None

    def test_mapping_neighbours(self) -> None:
        assert ClassMapping().class_of("neighbour") == "CO"
        assert ClassMapping(community_counts=True).class_of("neighbour") == "LE"
        assert [ClassMapping().class_of(c) for c in ("service_user", "family_carer", "professional", "other")] == [
            "LE", "LE", "PR", "OT",
        ]  # fmt: skip


class TestEntitlement:
    MINE, YOURS = SeatId("a"), SeatId("b")  # type: ignore[arg-type]

    def standing(self, **facts: Any) -> entitlement.Standing:
        return entitlement.Standing(seats=frozenset({self.MINE}), **facts)

    @pytest.mark.parametrize(
        ("facts", "power", "do", "acting", "capacity"),
        [
            ({}, "own", "castVote", "MINE", "member"),
            ({"constituencies": frozenset({"staff"})}, "own", "recordApologies", "MINE", "staff"),
            ({"secretary": True}, "own", "castVote", "YOURS", "secretary"),
            ({"takes_minutes": True}, "presiding", "openMeeting", "YOURS", "minute_taker"),
            ({"takes_minutes": True, "constituencies": frozenset({"staff"})}, "own", "castVote", "YOURS", "staff"),
            ({"presides": True}, "presiding", "putMotion", "MINE", "presider"),
            ({"chair": True}, "office", "callMeeting", "MINE", "office_holder"),
            ({"convenor": True}, "office", "createSeat", "MINE", "convenor"),
        ],
    )
    def test_who_may(self, facts: Any, power: Any, do: str, acting: str, capacity: str) -> None:
        assert entitlement.may_record(self.standing(**facts), power, do, [getattr(self, acting)]) == capacity

    @pytest.mark.parametrize(
        ("who", "power", "do", "reason"),
        [
            (entitlement.Standing(), "own", "castVote", "not_a_member"),
            (entitlement.Standing(convenor=True), "presiding", "useCastingVote", "not_a_member"),
            (entitlement.Standing(application=True), "own", "castVote", "applications_hold_no_office"),
            (entitlement.Standing(operator=True), "own", "castVote", "operator_acts_in_no_meeting"),
            (entitlement.Standing(operator=True), "presiding", "closeMeeting", "operator_acts_in_no_meeting"),
        ],
    )
    def test_who_may_not(self, who: entitlement.Standing, power: Any, do: str, reason: str) -> None:
        with pytest.raises(Rejected, match=reason):
            entitlement.may_record(who, power, do, [])

    @pytest.mark.parametrize("facts", [{"convenor": True}, {"secretary": True}, {"takes_minutes": True}])
    def test_nobody_uses_the_casting_vote_of_another(self, facts: Any) -> None:
        with pytest.raises(Rejected, match="not_for_this_seat"):
            entitlement.may_record(self.standing(**facts), "presiding", "useCastingVote", [self.YOURS])

    def test_a_member_does_not_vote_for_another(self) -> None:
        with pytest.raises(Rejected, match="not_for_this_seat"):
            entitlement.may_record(self.standing(), "own", "castVote", [self.YOURS])

    def test_a_secretary_does_not_use_the_casting_vote_of_the_chair(self) -> None:
        with pytest.raises(Rejected, match="not_for_this_seat"):
            entitlement.may_record(self.standing(secretary=True), "presiding", "useCastingVote", [self.YOURS])

    def test_a_member_fills_no_office(self) -> None:
        with pytest.raises(Rejected, match="chair_or_secretary_only"):
            entitlement.may_record(self.standing(), "office", "assignOffice", [])


class TestSatisfiable:
    def test_the_fixture_is(self) -> None:
        assert findings(L1, ["LE"] * 5 + ["PR"] * 4) == []

    def test_ten_of_six_are_not(self) -> None:
        assert findings(StandingOrders(quorum=10), ["LE"] * 6) == [
            "The quorum is 10, but there are only 6 voting seats."
        ]

    def test_a_majority_of_a_minority_is_not(self) -> None:
        assert len(findings(L1, ["LE"] * 4 + ["PR"] * 5)) == 1

    def test_floors_need_seats(self) -> None:
        assert len(findings(StandingOrders(quorum=1, floors=(ClassFloor("PR", 2),)), ["LE"] * 3 + ["PR"])) == 1

    def test_concurrent_needs_somebody(self) -> None:
        orders = StandingOrders(quorum=1, lived_experience="concurrent", presider_class="any")
        assert findings(orders, ["PR"] * 3) == ["Lived-experience members must agree, but they have no seat."]

    def test_votes_asked_for_beyond_seats(self) -> None:
        assert len(findings(StandingOrders(quorum=1, min_votes_cast=4), ["LE"] * 3)) == 1

    def test_defaults_ask_for_more_than_half_and_a_second_in_large_groups(self) -> None:
        assert (default_orders(9).quorum, default_orders(9).seconder_required) == (5, False)
        assert (default_orders(12).seconder_required, default_orders(13).seconder_required) == (False, True)


class TestRehearse:
    def test_everyone_always_comes(self) -> None:
        found = rehearse(L1, {"LE": 5, "PR": 4}, {})
        assert found.stopped == (0, 1)
        assert found.fewest_away == 1

    def test_the_smallest_case_in_words(self) -> None:
        found = rehearse(L1, {"LE": 5, "PR": 4}, {})
        assert found.smallest_case == (
            "With 4 of 5 lived-experience members, 4 of 4 professionals there, the group could not decide:"
            " lived-experience members must outweigh."
        )

    def test_one_member_who_comes_half_the_time(self) -> None:
        alone = StandingOrders(quorum=1, lived_experience="off")
        assert rehearse(alone, {"LE": 1}, {"LE": Attendance(1, 2)}).stopped == (1, 2)

    @given(st.integers(0, 3), st.integers(0, 3), st.integers(1, 3), st.integers(0, 2))
    def test_counting_seat_by_seat_gives_the_same(self, lived: int, other: int, needed: int, thirds: int) -> None:
        orders = StandingOrders(quorum=needed, lived_experience="block")
        chance: dict[Class, Attendance] = {"LE": Attendance(thirds, 3), "PR": Attendance(1, 2)}
        expected = Fraction(0)
        for room in itertools.product((False, True), repeat=lived + other):
            p = Fraction(1)
            for n, here in enumerate(room):
                comes = Fraction(thirds, 3) if n < lived else Fraction(1, 2)
                p *= comes if here else 1 - comes
            le, pr = sum(room[:lived]), sum(room[lived:])
            if le + pr < needed or le <= pr:
                expected += p
        found = rehearse(orders, {"LE": lived, "PR": other}, chance)
        assert Fraction(*found.stopped) == expected
