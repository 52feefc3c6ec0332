"""Minutes: in time, word for word, and never a change of what was decided (R-MI2 to R-MI8, R-MI11)."""

from __future__ import annotations

import datetime as dt

import pytest

from governance.rules import minutes
from governance.rules.majority import Tally
from governance.standing_orders import StandingOrders
from tests.governance.rules.refusals import Told, told

LINE = "The proposal was agreed: 6 for, 2 against, 1 took no side."
OUTCOME = Told(
    "R-MI8",
    "touches_an_outcome",
    "Words do not settle what was decided. Whoever presides rules on it, and the meeting votes again.",
    "/old",
)


@pytest.mark.parametrize(
    ("held", "days", "due"),
    [
        # A Tuesday: ten working days are two weeks. A Friday: one is Monday. A Saturday: one is Monday.
        ("2026-02-10", 10, "2026-02-24"),
        ("2026-02-13", 1, "2026-02-16"),
        ("2026-02-14", 1, "2026-02-16"),
        ("2026-02-12", 1, "2026-02-13"),
        ("2026-02-12", 2, "2026-02-16"),
    ],
)
def test_a_draft_is_due_so_many_working_days_after_the_meeting(held: str, days: int, due: str) -> None:
    orders = StandingOrders(write_up_days=days)
    assert minutes.due(dt.date.fromisoformat(held), orders) == dt.date.fromisoformat(due)


def test_approved_minutes_are_never_changed() -> None:
    assert told(lambda: minutes.not_edited(approved=False)) is None
    assert told(lambda: minutes.not_edited(approved=True)) == Told(
        "R-MI7",
        "approved_record",
        "Approved minutes are never changed. A later meeting can decide to correct them.",
    )


def test_what_follows_approval_waits_for_it() -> None:
    assert told(lambda: minutes.approved_first(approved=True, clause="R-MI5")) is None
    assert told(lambda: minutes.approved_first(approved=False, clause="R-MI5")) == Told(
        "R-MI5", "not_approved_yet", "A meeting approves the minutes first."
    )


def test_a_line_is_reworded_where_its_words_stand_once() -> None:
    assert minutes.reworded("The chair opened at 14:00.", "14:00", "14:05") == "The chair opened at 14:05."
    assert minutes.reworded("The the end.", "the", "an") == "The an end."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("14:00", "14:00", Told("R-MI4", "changes_nothing", "Say what it should be instead.", "/new")),
        (
            "15:00",
            "14:05",
            Told("R-MI4", "words_not_in_the_line", "Copy the words just as they are in the minutes.", "/old"),
        ),
        ("14", "15", Told("R-MI4", "words_more_than_once", "Copy a few more words around them.", "/old")),
    ],
)
def test_words_that_do_not_stand_there_once_are_refused(old: str, new: str, expected: Told) -> None:
    assert told(lambda: minutes.reworded("From 14:00 to 16:14.", old, new)) == expected


def test_a_corrected_count_is_read_from_the_line() -> None:
    corrected = "The proposal was agreed: 5 for, 3 against, 10 took no side."
    assert minutes.restated(LINE, corrected) == Tally(5, 3, 10)
    assert minutes.restated(LINE, LINE) == Tally(6, 2, 1)
    # Where two counts stand, the first is the vote.
    before = "Before: 1 for, 2 against, 3 took no side."
    assert minutes.restated(f"{LINE} {before}", f"{corrected} {before}") == Tally(5, 3, 10)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LINE, "The proposal was not agreed: 5 for, 3 against, 1 took no side."),
        (LINE, "The proposal was agreed: 5 for, 3 against."),
        ("The proposal was agreed.", LINE),
        (LINE, "The proposal was agreed."),
        # A count that was not there before, or is not there now, though nothing else changed.
        ("Agreed: .", "Agreed: 6 for, 2 against, 1 took no side."),
        ("Agreed: 6 for, 2 against, 1 took no side.", "Agreed: ."),
        # Where two counts stand, the other stays as it is.
        (f"{LINE} Before: 1 for, 2 against, 3 took no side.", f"{LINE} Before: 1 for, 2 against, 4 took no side."),
    ],
)
def test_a_correction_that_changes_more_than_three_numbers_touches_the_outcome(before: str, after: str) -> None:
    assert told(lambda: minutes.restated(before, after)) == OUTCOME


def test_an_outcome_is_touched_by_a_ruling_and_a_vote_only() -> None:
    assert told(minutes.an_outcome) == OUTCOME


def test_a_corrected_count_has_the_same_outcome() -> None:
    assert told(lambda: minutes.same_outcome("agreed", "agreed")) is None
    assert told(lambda: minutes.same_outcome("agreed", "not_agreed")) == Told(
        "R-MI8",
        "would_change_the_outcome",
        "Whoever presides rules on it, and the meeting votes again.",
        "/new",
        {"was": "agreed", "would_be": "not_agreed"},
    )


@pytest.mark.parametrize("was", ["agreed", "unknown"])
def test_a_corrected_count_has_an_outcome_that_is_known(was: str) -> None:
    assert told(lambda: minutes.same_outcome(was, "unknown")) == Told(
        "R-MI8",
        "outcome_not_known",
        "Say how the classes voted, so that we can see that the decision stays.",
        "/by_class",
    )


def test_where_the_orders_say_so_only_those_who_were_there_vote_on_minutes() -> None:
    only = StandingOrders(only_attenders_vote=True)
    assert told(lambda: minutes.was_there(frozenset({"a"}), "b", only)) == Told(
        "R-MI3",
        "was_not_at_that_meeting",
        "Our rules let only those vote on minutes who were at that meeting.",
        "/seat",
    )
    assert minutes.was_there(frozenset({"a"}), "a", only) is None
    # Who was there is not known.
    assert minutes.was_there(None, "b", only) is None
    assert minutes.was_there(frozenset({"a"}), "b", StandingOrders()) is None


def test_there_is_word_of_a_recording_only_where_the_orders_have_them() -> None:
    assert told(lambda: minutes.recordings_used(StandingOrders())) == Told(
        "R-MI11", "no_recordings", "Our rules do not let us record the sound of a meeting."
    )
    assert told(lambda: minutes.recordings_used(StandingOrders(recordings="destroyed"))) is None
    assert told(lambda: minutes.recordings_used(StandingOrders(recordings="kept"))) is None


def test_a_proposal_about_minutes_says_which() -> None:
    help_ = "Say which minutes. If they are not kept here, propose it as an ordinary question."
    assert told(lambda: minutes.which("minutes", named=False)) == Told("R-MI3", "which_minutes", help_, "/minutes")
    assert told(lambda: minutes.which("correction", named=False)) == Told("R-MI7", "which_minutes", help_, "/minutes")
    assert told(lambda: minutes.which("ordinary", named=False)) is None
    assert told(lambda: minutes.which("minutes", named=True)) is None
    assert told(lambda: minutes.which("correction", named=True)) is None
