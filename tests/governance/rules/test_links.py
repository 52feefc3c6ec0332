"""Taking part from elsewhere: who is here, how votes are counted, and a link that is lost (R-HY1 to R-HY4)."""

from __future__ import annotations

import uuid

import pytest

from governance.kernel import SeatId
from governance.rules import links
from tests.governance.rules.refusals import Told, told

A, B, C = (SeatId(uuid.UUID(int=n)) for n in range(1, 4))


@pytest.mark.parametrize(("minutes", "left"), [(None, True), (0, False), (2, False), (3, True)])
def test_a_link_lost_for_two_minutes_takes_nobody_out_of_the_meeting(minutes: int | None, left: bool) -> None:
    assert links.left(minutes) is left


def test_whoever_takes_part_from_elsewhere_was_recorded_as_here() -> None:
    assert links.from_elsewhere(here=True, pointer="/remote") is None
    assert told(lambda: links.from_elsewhere(here=False, pointer="/remote")) == Told(
        "R-HY1", "not_present", "Record that they joined, if they did.", "/remote"
    )


def test_hands_are_not_shown_to_somebody_elsewhere() -> None:
    refusal = Told(
        "R-HY3",
        "not_everyone_sees_hands",
        "Somebody takes part from elsewhere: ask for votes aloud, or call the roll.",
        "/how",
        {"elsewhere": [str(A), str(B)]},
    )
    assert told(lambda: links.hands_shown([A, B], voice=None)) == refusal
    assert told(lambda: links.hands_shown([A, B], voice=False)) == refusal
    assert links.hands_shown([A, B], voice=True) is None
    assert links.hands_shown([], voice=None) is None


@pytest.mark.parametrize(("voice", "by"), [(None, None), (True, "voice"), (False, "hands")])
def test_how_a_count_was_taken_is_told_where_it_was_said(voice: bool | None, by: str | None) -> None:
    assert links.count_as(voice=voice) == by


def test_in_writing_only_those_are_present_who_need_it() -> None:
    assert links.by_chat_only([A, B, C], {B}) == (A, C)
    assert links.by_chat_only([B], {B}) == ()
    assert links.present_by_chat([]) is None
    assert told(lambda: links.present_by_chat([A])) == Told(
        "R-HY4",
        "present_by_chat_only",
        "Phone them. In writing only those are present who need it, and it is recorded that they do.",
        "/seats",
    )


def test_a_result_waits_for_whoever_was_lost() -> None:
    assert links.unsettled([]) is None
    assert told(lambda: links.unsettled([A, B])) == Told(
        "R-HY2",
        "link_lost_during_the_vote",
        "Phone them once, or take the vote again.",
        "/motion",
        {"seats": [str(A), str(B)]},
    )


@pytest.mark.parametrize(
    ("asked", "by_name", "named", "counted", "waits"),
    [
        (True, True, False, False, True), (True, True, False, True, True), (True, True, True, False, False),
        (True, False, False, False, True), (True, False, True, False, True), (True, False, False, True, False),
        (False, True, False, False, False), (False, False, False, False, False),
    ],
)  # fmt: skip
def test_a_vote_waits_for_whoever_was_asked_and_not_heard(
    asked: bool, by_name: bool, named: bool, counted: bool, waits: bool
) -> None:
    assert links.waits_for(asked=asked, by_name=by_name, named=named, counted=counted) is waits


def test_a_member_is_phoned_once_and_only_when_lost() -> None:
    assert links.phoned_once(phoned=False) is None
    assert told(lambda: links.phoned_once(phoned=True)) == Told(
        "R-HY2", "phoned_already", "A member is phoned once.", "/seat"
    )
    assert links.may_be_phoned(lost=True) is None
    assert told(lambda: links.may_be_phoned(lost=False)) == Told(
        "R-HY2", "link_was_not_lost", "Record first that the link was lost.", "/seat"
    )


@pytest.mark.parametrize(
    ("by_name", "answered", "choice", "refused"),
    [
        (True, True, True, False), (True, False, False, False), (True, True, False, True), (True, False, True, True),
        (False, True, False, False), (False, False, True, False),
    ],
)  # fmt: skip
def test_in_a_roll_call_whoever_answers_the_phone_says_how_they_vote(
    by_name: bool, answered: bool, choice: bool, refused: bool
) -> None:
    said = told(lambda: links.what_they_said(by_name=by_name, answered=answered, choice=choice))
    assert said == (Told("R-HY2", "say_what_they_answered", "Give their answer.", "/choice") if refused else None)


def test_a_vote_begins_anew_only_where_a_link_was_lost_and_nothing_ended_it() -> None:
    assert links.taken_again(lost=True, casting=False, live=True) is None
    assert links.taken_again(lost=False, casting=False, live=False) is None
    assert told(lambda: links.taken_again(lost=False, casting=False, live=True)) == Told(
        "R-HY2", "no_link_was_lost", "Go on with the vote.", "/motion"
    )
    for live in (True, False):
        assert told(lambda live=live: links.taken_again(lost=True, casting=True, live=live)) == Told(  # type: ignore[misc]
            "R-TI2", "casting_vote_used", "Declare the result.", "/motion"
        )
