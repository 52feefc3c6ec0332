"""Consensus, one vote a seat, recorded votes and own answers (R-VO1, R-VO4, R-VO5, R-VO9, R-VO11, R-VO12)."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from governance.kernel import SeatId
from governance.rules import consensus, one_vote, recorded_votes
from governance.rules.majority import Tally, Verdict
from governance.standing_orders import StandingOrders
from tests.governance.rules.refusals import Told, told

A, B = (SeatId(uuid.UUID(int=n)) for n in range(1, 3))


def test_silence_is_not_consent() -> None:
    assert told(lambda: consensus.silence("agreed")) == Told(
        "R-VO12", "silence_is_not_consent", "Ask each member, and choose consensus."
    )
    assert consensus.silence("consensus") is None


@pytest.mark.parametrize(("how", "asked"), [("consensus", True), ("consent", True), ("hands", False)])
def test_everybody_is_asked_where_nobody_is_counted(how: str, asked: bool) -> None:
    assert told(lambda: consensus.asked_of_all(how)) == (
        None if asked else Told("R-VO12", "not_by_consensus", "", "/motion")
    )


def test_whoever_objects_does_not_stand_aside() -> None:
    assert consensus.one_answer_each([A], [B]) is None
    assert consensus.one_answer_each([], []) is None
    assert told(lambda: consensus.one_answer_each([A, B], [B])) == Told(
        "R-VO1", "seat_named_twice", "Name each seat once.", "/stand_asides"
    )


@pytest.mark.parametrize(
    ("objections", "carried", "reason"),
    [(None, None, "not_known"), (0, True, "nobody_objected"), (1, False, "objection"), (2, False, "objection")],
)
def test_one_objection_stops_a_consensus(objections: int | None, carried: bool | None, reason: str) -> None:
    assert consensus.judge(objections) == Verdict(carried=carried, reason=reason, test="")


def test_no_more_votes_than_voters() -> None:
    assert one_vote.no_more_than(7, 7, because={}) is None
    assert one_vote.no_more_than(8, None, because={}) is None
    many = Told(
        "R-VO9", "more_votes_than_voters", "Count again. Only who may vote here counts, once.", "/count", {"votes": 8}
    )
    assert told(lambda: one_vote.no_more_than(8, 7, because={"votes": 8})) == many
    assert told(lambda: one_vote.no_more_than(1, 0, because={"votes": 8}, pointer="/votes")) == many._replace(
        pointer="/votes"
    )


@pytest.mark.parametrize(
    ("same", "own", "was_own", "said"),
    [
        (True, False, False, True), (True, False, True, True), (True, True, True, True),
        # The same again, and now in their own voice.
        (True, True, False, False), (False, False, True, False), (False, True, True, False),
    ],
)  # fmt: skip
def test_an_answer_is_told_once(same: bool, own: bool, was_own: bool, said: bool) -> None:
    assert one_vote.said_already(same=same, own=own, was_own=was_own) is said


def test_of_several_options_one_is_named() -> None:
    assert one_vote.for_or_against(options=False) is None
    assert told(lambda: one_vote.for_or_against(options=True)) == Told(
        "R-VO9", "several_options", "Say which option.", "/motion"
    )


@pytest.mark.parametrize("clause", ["R-VO9", "R-WR6"])
def test_an_answer_of_ones_own_is_changed_by_oneself(clause: Any) -> None:
    assert one_vote.theirs_to_change(clause, own=True, by_them=True) is None
    assert one_vote.theirs_to_change(clause, own=False, by_them=False) is None
    assert told(lambda: one_vote.theirs_to_change(clause, own=True, by_them=False)) == Told(
        clause, "theirs_to_change", "They answered this themselves. Only they can change it.", "/seat"
    )


TWO_ASK = StandingOrders(recorded_vote_min=2)


@pytest.mark.parametrize(("asked", "enough"), [(1, False), (2, True), (3, True)])
def test_enough_members_ask_for_names(asked: int, enough: bool) -> None:
    assert recorded_votes.enough_ask(TWO_ASK, asked) is enough
    needed = told(lambda: recorded_votes.names_needed(TWO_ASK, "hands", asked=asked))
    assert needed == (Told("R-VO4", "names_asked_for", "Ask everyone by name.", "/how") if enough else None)


@pytest.mark.parametrize("how", ["roll_call", "ballot"])
def test_by_name_or_in_secret_nobody_is_told_to_ask_by_name(how: str) -> None:
    assert recorded_votes.names_needed(TWO_ASK, how, asked=2) is None


def test_answers_by_name_are_of_a_roll_call() -> None:
    assert recorded_votes.by_name("roll_call") is None
    assert told(lambda: recorded_votes.by_name("hands")) == Told(
        "R-VO4", "not_by_names", "This question is not answered by names.", "/motion"
    )


@pytest.mark.parametrize(
    ("how", "enough", "anew"),
    [("hands", True, True), ("hands", False, False), ("roll_call", True, False), (None, True, False)],
)
def test_a_show_of_hands_begins_anew_by_name(how: str | None, enough: bool, anew: bool) -> None:
    assert recorded_votes.taken_anew(how, enough=enough) is anew


def test_names_are_recorded_once_and_because_members_asked() -> None:
    assert recorded_votes.after_the_result(named=False, asked_for=True) is None
    assert told(lambda: recorded_votes.after_the_result(named=True, asked_for=True)) == Told(
        "R-VO4", "names_are_recorded", "", "/motion"
    )
    assert told(lambda: recorded_votes.after_the_result(named=False, asked_for=False)) == Told(
        "R-VO4", "nobody_asked_for_names", "A member asks for it first.", "/motion"
    )


def test_a_total_and_its_names_may_not_agree() -> None:
    assert recorded_votes.contradicts(Tally(4, 2, 1), Tally(4, 3, 0))
    assert not recorded_votes.contradicts(Tally(4, 2, 1), Tally(4, 2, 1))
    assert not recorded_votes.contradicts(None, Tally(4, 2, 1))


def test_a_secret_ballot_has_no_names() -> None:
    assert recorded_votes.no_ballot("roll_call") is None
    assert recorded_votes.no_ballot(None) is None
    assert told(lambda: recorded_votes.no_ballot("ballot")) == Told(
        "R-VO5", "it_was_a_secret_ballot", "In this vote we do not tell who said what.", "/motion"
    )


def test_an_own_answer_comes_right_after_the_vote() -> None:
    assert recorded_votes.right_after(answered=True, just_now=True) is None
    assert told(lambda: recorded_votes.right_after(answered=False, just_now=True)) == Told(
        "R-VO11", "not_voted_on_yet", "After the result.", "/motion"
    )
    assert told(lambda: recorded_votes.right_after(answered=True, just_now=False)) == Told(
        "R-VO11", "too_late", "Only right after the vote.", "/motion"
    )


def test_an_own_answer_is_the_one_among_the_names() -> None:
    assert recorded_votes.as_among_the_names(None, "for") is None
    assert recorded_votes.as_among_the_names("for", "for") is None
    assert told(lambda: recorded_votes.as_among_the_names("against", "for")) == Told(
        "R-VO11",
        "answered_by_name",
        "Their answer is among the names. If it is wrong there, ask for a correction of the minutes.",
        "/choice",
    )


@pytest.mark.parametrize(
    ("named", "on_record", "counted", "may"),
    [(None, 2, 2, True), (None, 3, 2, False), ("for", 1, 2, True), ("against", 1, 2, False), ("for", 3, 2, False)],
)
def test_an_own_answer_is_one_of_those_counted(named: str | None, on_record: int, counted: int, may: bool) -> None:
    assert recorded_votes.may_be_among(named, "for", on_record=on_record, counted=counted) is may
